"""Credits: who wrote, translated and first published a text, as the text itself says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from postnorm import fields
from postnorm.post import Post
from postnorm.reading.credit_clauses import Claim, Credit
from postnorm.reading.credit_lines import Row, head, sound, tail
from postnorm.reading.credit_removal import grouped, removals
from postnorm.reading.credit_values import fold
from postnorm.reading.urls import canonical_url
from postnorm.records import Notice
from postnorm.spans import find_spans, span_cut_at
from postnorm.tables.credits import PEOPLE
from postnorm.values import kind_of

STEP: Final = "extract_credits"


def extract_credits(post: Post) -> Post:
    r"""Move the credits above and below the article into the metadata.

    Reads bylines (``作者丨阿七``, ``文／阿七``, ``【编辑：小满】``), sources (``本文来源：…``, ``via: …``),
    titles and first publications, of Simplified and Traditional posts. What a line says goes into
    ``author``, ``translator``, ``proofreader``, ``editor``, ``publisher``, ``account``,
    ``source_url``, ``original_title``, ``published`` and the like, with its place; the line goes out
    of the body. A stated value is never replaced: where a line says something else, it stays, with
    the notice ``credits.differs``. So does a line that only may be a credit. A text that is nothing
    but credits keeps them.

    >>> post = extract_credits(Post.from_text("文／阿七　译／小满\n\n雨停了，路还湿。\n"))
    >>> dict(post.metadata), post.body
    ({'author': '阿七', 'translator': '小满'}, '雨停了，路还湿。\n')
    >>> mention = Post.from_text("作者：我觉得雨不会停。\n\n我们沿着河走。\n")
    >>> extract_credits(mention) is mention
    True
    """
    if not isinstance(post, Post):
        raise TypeError(
            f"extract_credits takes a Post, not {kind_of(post)}; make one with postnorm.parse"
        )
    while (done := _once(post)).body != post.body:  # a line that goes may uncover another
        post = done
    return done


def _once(post: Post) -> Post:
    text = post.body
    found = _find(text)
    if not found:
        return post
    taken = _taken(post.metadata, [_with_company(group) for group in grouped(text, found)])
    metadata = {**post.metadata, **{field: claim.value for field, claim in taken.claims.items()}}
    metadata = {field: _as_stated(value) for field, value in metadata.items()}
    spans = {field: (claim.start, claim.end) for field, claim in taken.claims.items()}
    described = post.described(STEP, metadata, spans=spans).noticed(taken.notices)
    return described.edited(STEP, removals(text, taken.gone))


def _find(text: str) -> list[Credit]:
    """The credits of both ends, in order; none where nothing else would be left."""
    above = head(text)
    if above and above[-1].kind != "prose":
        return []  # nothing here is an article
    below = tail(text)
    found = [*sound(text, above), *sound(text, below)]
    if not found:
        return []
    ends = _end_of(above), _end_of(below)
    spans = find_spans(text)
    is_diary = any(credit.is_bare for credit in found) and _has_entries(text)
    stands_alone = (_unlisted(text, group) for group in grouped(text, found))
    return [
        credit
        for credit in chain.from_iterable(stands_alone)
        if not _is_repeated(text, credit, *ends)
        and not (credit.is_bare and is_diary)
        and not any(span_cut_at(spans, at) for at in (credit.start, credit.end))
    ]


def _end_of(rows: Sequence[Row]) -> int:
    return rows[-1].line.start if rows else 0


_LABEL = re.compile(r"[ \t>*+\-_【\[(（]{0,12}([^\W\d_]{1,8}[ \t]?[:：|｜丨])(?!//)")


def _is_repeated(text: str, credit: Credit, above: int, below: int) -> bool:
    """Whether its word begins lines of the article too: a dialogue, or a collection of pieces."""
    label = _LABEL.match(text, credit.start, credit.end)
    if label is None or not credit.claims:
        return False
    end = text.find("\n", below)
    return text.find(f"\n{label[1]}", above, end if end >= 0 else len(text)) >= 0


# A line of a list, directly below: it is short, says nothing with a mark, and has no stop.
_LISTED = re.compile(r"[ \t]*(?:\r\n?|\n)[^\r\n:：|｜丨/／。！？，,]{1,20}(?:[\r\n]|\Z)")
_CAST = re.compile(r"(?:人物|名单|名單|演员|演員|成员|成員|角色)[*_ \t:：】]{0,6}\s{1,8}\Z")


def _unlisted(text: str, group: Sequence[Credit]) -> Sequence[Credit]:
    """The credits of a group that are no specimen, and no rows of a list or of a cast."""
    if _is_introduced(text, group[0]):
        return ()
    first, last = group[0].start, group[-1].end
    below = _LISTED.match(text, last)
    is_list = below is not None and not _ENTRY.match(below[0].strip())
    if is_list or _CAST.search(text, max(0, first - 20), first):
        return [credit for credit in group if not credit.is_row]
    return group


_ENTRY = re.compile(r"^[ \t>*#-]{0,8}\d{4}[-/年.]\d{1,2}[-/月.]\d", re.MULTILINE)


def _has_entries(text: str) -> bool:
    """Whether days begin several lines, as in a diary: the first is no stamp then."""
    return len(list(islice(_ENTRY.finditer(text), 2))) > 1


_LOOK_BACK: Final = 300  # over blank lines, to the end of a sentence
_SENTENCE_BEFORE = re.compile(r"[，,。！？][^\r\n。！？]{0,60}[:：][ \t\u3000*_]{0,8}[\r\n]\s*+\Z")


def _is_introduced(text: str, credit: Credit) -> bool:
    """Whether the sentence above ends with a colon: what it announces is a specimen of the article."""
    low = max(0, credit.start - _LOOK_BACK)
    return _SENTENCE_BEFORE.search(text, low, credit.start) is not None


class _Taken(NamedTuple):
    """What of the claims goes into the metadata, the lines that go, and what is told of the others."""

    claims: Mapping[str, Claim]
    gone: Sequence[Credit]
    notices: Sequence[Notice]


def _with_company(group: Sequence[Credit]) -> list[Credit]:
    """Give several people of one kind to the first claim: 初审：阿七 复审：小满, or one a line."""
    names: dict[str, tuple[str, ...]] = {}
    for claim in _claims(group):
        if claim.field in PEOPLE and claim.is_sure and isinstance(claim.value, tuple):
            names[claim.field] = (*names.get(claim.field, ()), *claim.value)
    return [
        credit._replace(
            claims=tuple(
                claim._replace(value=tuple(dict.fromkeys(names[claim.field])))
                if claim.is_sure and claim.field in names
                else claim
                for claim in credit.claims
            )
        )
        for credit in group
    ]


def _claims(group: Iterable[Credit]) -> Iterator[Claim]:
    return (claim for credit in group for claim in credit.claims)


def _taken(metadata: Mapping[str, object], groups: Iterable[Sequence[Credit]]) -> _Taken:
    """Weigh each claim against what is stated; a line that says something else stays."""
    claims: dict[str, Claim] = {}
    unsure: dict[str, Claim] = {}
    gone: list[Credit] = []
    notices: list[Notice] = []
    found = [credit for group in groups for credit in group]
    has_translator = any(claim.field == "translator" for claim in _claims(found))
    for credit in found:
        differing = []
        for claim in credit.claims:
            claim = _named(claim, has_translator)
            stated = [
                *_stated(metadata, claim.field),
                *(c.value for c in (claims.get(claim.field),) if c),
            ]
            if not stated:
                (claims if claim.is_sure else unsure).setdefault(claim.field, claim)
            elif claim.is_sure and not any(_agree(claim.field, claim.value, one) for one in stated):
                differing.append((claim, stated[0]))
        notices += (_differs(claim, value) for claim, value in differing)
        if not differing:
            gone.append(credit)
    for field, claim in unsure.items():
        claims.setdefault(field, claim)
    return _Taken(claims, gone, notices)


def _named(claim: Claim, has_translator: bool) -> Claim:
    """``subject`` is the title; of a translation, where it is not Chinese, that of the original."""
    if claim.field != "subject":
        return claim
    is_original = has_translator and not re.search("[\u3400-\u9fff]", str(claim.value))
    return claim._replace(field="original_title" if is_original else "title")


def _stated(metadata: Mapping[str, object], field: str) -> Iterator[object]:
    """The values that the metadata have for a field, under whatever name."""
    canonical = fields.canonical_name(field)
    keys = fields.keys_of(metadata, canonical) if canonical else [field]
    for key in keys:
        if metadata.get(key) not in (None, "", ()):
            yield metadata[key]


def _agree(field: str, value: object, stated: object) -> bool:
    if field == "updated" or fields.canonical_name(field) == "date":
        one, other = fields.moment_of(value), fields.moment_of(stated)
        if one is None or other is None:
            return False
        return one.when.date() == other.when.date()
    if isinstance(value, str) and value.startswith("http"):
        return canonical_url(value).rstrip("/") == canonical_url(str(stated)).rstrip("/")
    return _names(value) <= _names(stated)


def _names(value: object) -> set[str]:
    if isinstance(value, tuple):
        return {name for one in value for name in _names(one)}
    return {"".join(fold(name).split()) for name in re.split("[、,，;；]", str(value))}


def _differs(claim: Claim, stated: object) -> Notice:
    says, has = (f"{_as_stated(value)!r:.60}" for value in (claim.value, stated))
    message = f"the text says {says} for {claim.field}, the metadata {has}; the line stays"
    detail = {"field": claim.field, "value": claim.value}
    return Notice("credits.differs", message, (claim.start, claim.end), detail)


def _as_stated(value: object) -> object:
    """One name as text, as headers have it; several as a tuple."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value
