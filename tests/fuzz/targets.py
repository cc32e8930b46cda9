"""The six targets: each takes any bytes, and fails when a law is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import postnorm
from fuzz.laws import accounts, is_one_answer, spans_go_whole, spans_stand, stays_clean
from fuzz.writing import HEADERS, MARKUP, PROSE, write
from postnorm import DecodingError, FrontMatterError, Post

_ENCODINGS: Final = (
    *("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "latin-1", "euc_jp", "hz"),
    *("iso2022_jp", "shift_jis", "euc_kr", "utf-8-sig", "cp1252", "utf-7"),
)
_LABELS: Final = (None, "utf-8", "gb2312", "latin1", "utf-16", "big5", "x-unknown", "")


def read_bytes(data: bytes) -> None:
    """Decoding and parsing give a post or a :class:`DecodingError` with a place in the bytes."""
    kind, rest = (data[0], data[1:]) if data else (0, b"")
    raw, label = rest, None
    if kind >= 0x80:  # a text in some encoding, with some bytes broken, under some label
        kind -= 0x80
        spoilt = bytearray(write(rest[3:]).encode(_ENCODINGS[kind % len(_ENCODINGS)], "replace"))
        if spoilt and rest[:1] > b"\x40":
            spoilt[rest[0] * 31 % len(spoilt)] ^= rest[1] if rest[1:] else 1
        raw, label = bytes(spoilt), _LABELS[rest[2] % len(_LABELS)] if rest[2:] else None
    text = _unless_unreadable(lambda: postnorm.decode(raw, declared=label))
    if isinstance(text, str):
        found = postnorm.detect_encoding(raw, declared=label)
        assert found.encoding
        assert found.reason
        assert postnorm.decode(raw, declared=label) == text
    else:
        assert 0 <= text <= len(raw)
    post = _unless_unreadable(lambda: postnorm.parse(raw))
    if isinstance(post, Post):
        accounts(post, post.source)
    else:
        assert 0 <= post <= len(raw)


_T = TypeVar("_T")


def _unless_unreadable(read: Callable[[], _T]) -> _T | int:
    """What *read* gives, or the first byte that it cannot read."""
    try:
        return read()
    except DecodingError as error:
        return error.offset


def read_header(data: bytes) -> None:
    """A header gives metadata or stays in the body; strict mode raises its own error, or says the same."""
    text = ("---\n" if data[:1] < b"\xd0" else "") + write(data[1:], HEADERS)
    post = postnorm.parse_front_matter(Post.from_text(text))
    accounts(post, text)
    assert text.endswith(post.body)
    strict = _read_strictly(text)
    assert strict is None or (strict.body, strict.metadata) == (post.body, post.metadata)
    back = postnorm.parse_front_matter(Post.from_text(post.to_markdown()))
    if not any("\ud800" <= char <= "\udfff" for char in text):
        assert back.metadata == post.metadata, "another metadata from its own Markdown"
        assert back.body.endswith(post.body)
    accounts(postnorm.normalize_metadata(post), text)


def _read_strictly(text: str) -> Post | None:
    try:
        return postnorm.parse_front_matter(Post.from_text(text), strict=True)
    except FrontMatterError as error:
        assert min(error.line, error.column) >= 1, str(error)  # noqa: PT017
        return None


def read_markup(data: bytes) -> None:
    """Pages, fragments and feeds give posts whose changes account for everything."""
    text = write(data, MARKUP)
    url = "https://a.example/b/" if len(data) % 2 else None
    accounts(postnorm.parse_html(text, url=url), text)
    accounts(postnorm.parse(text), text)
    for post in postnorm.parse_feed(text):
        accounts(post, post.source)


_DEDUPLICATE: Final = (
    postnorm.deduplicate_body.using(scope="body"),
    postnorm.deduplicate_body.using(scope="blocks"),
)
_STRIP: Final = (
    postnorm.strip_promotions.using(threshold=1.0),
    postnorm.strip_promotions.using(threshold=0.6),
)


def remove_boilerplate(data: bytes) -> None:
    """Repeats, credits and promotions settle in one run, and cut no link or code in two."""
    text = write(data)
    for step in (*_DEDUPLICATE, *_STRIP):
        is_one_answer(step, text)
        spans_go_whole(text, step)
    postnorm.find_repeats(text)
    postnorm.find_promotions(text)
    credited = postnorm.extract_credits(Post.from_text(text))
    accounts(credited, text)
    again = postnorm.extract_credits(credited)
    assert again.body == credited.body, "extract_credits finds more in its own result"


_TYPOGRAPHY: Final = (
    postnorm.repair_mojibake.using(),
    postnorm.repair_characters.using(),
    postnorm.normalize_whitespace.using(),
    postnorm.normalize_whitespace.using(han_gaps="remove"),
    postnorm.normalize_punctuation.using(),
    postnorm.normalize_punctuation.using(style="mainland"),
    postnorm.normalize_punctuation.using(style="taiwan", brackets="half", max_repeat=1),
    postnorm.normalize_spacing.using(cjk_latin="insert"),
    postnorm.normalize_spacing.using(cjk_latin="remove", names=("甲a",)),
)


def repair_text(data: bytes) -> None:
    """Rules of characters, spaces and marks settle in one run, and leave protected spans alone."""
    text = write(data)
    for step in _TYPOGRAPHY:
        is_one_answer(step, text)
        spans_stand(text, step)
    postnorm.detect_script(text)


_SCRIPTS: Final = (None, "hans", "hant", "hant-tw", "hant-hk")
_STYLES: Final = ("minimal", "mainland", "taiwan", "hongkong")


def clean_all(data: bytes) -> None:
    """The whole job is accounted for, and cleaning the result again changes nothing."""
    kind, rest = (data[0], data[1:]) if data else (0, b"")
    script, style = _SCRIPTS[kind % 5], _STYLES[kind % 4]
    until = kind % 16 if kind & 0x80 else 0
    header = f"---\ntitle: 雨后\n{write(rest[:until], HEADERS)}\n---\n" if until else ""
    text = header + write(rest[until:], MARKUP if kind & 0x60 == 0x60 else PROSE)
    post = postnorm.clean(text, script=script, style=style)  # type: ignore[arg-type]
    accounts(post, text)
    # Converting is the last step: what it changes, the ones before it see in the second call only.
    once = post if script is None else postnorm.clean(post.body, style=style)  # type: ignore[arg-type]
    again = postnorm.clean(once, style=style)  # type: ignore[arg-type]
    stays_clean(once, again, postnorm.clean(again, style=style))  # type: ignore[arg-type]


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "bytes": read_bytes,
    "header": read_header,
    "markup": read_markup,
    "boilerplate": remove_boilerplate,
    "typography": repair_text,
    "clean": clean_all,
}
