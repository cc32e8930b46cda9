"""Front matter: the metadata that stands above the body, in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from postnorm import fields
from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.reading.header_defects import Defect, error_of, notices
from postnorm.reading.header_fences import LIMIT, Fenced, find_fenced
from postnorm.reading.header_json import HeaderData, NotData, read_json
from postnorm.reading.header_keys import Line, is_trusted, key_of, lines, rows
from postnorm.reading.header_lines import HeaderLines, read_header_lines
from postnorm.reading.header_quick import Quick, read_quick, read_whole
from postnorm.reading.header_toml import read_toml
from postnorm.reading.header_yaml import NotYaml, read_hard
from postnorm.records import Change, MetadataChange, same
from postnorm.values import MISSING, Metadata, kind_of

STEP = "parse_front_matter"


def parse_front_matter(post: Post, *, strict: bool = False) -> Post:
    r"""Move the header at the top of the body into the metadata.

    Reads YAML between ``---``, TOML between ``+++``, JSON between ``;;;`` or as an object on
    lines of its own, and Hexo's YAML that is only closed. Values that YAML would refuse, cut or
    turn into something else are read as the text that is written, each with a notice; in *strict*
    mode the first of them raises :class:`postnorm.FrontMatterError` instead.

    What is no header stays in the body: then the same post comes back.

    >>> post = parse_front_matter(Post.from_text("---\ntitle: 雨: 后\ntime: 16:25\n---\n\n雨停了。"))
    >>> dict(post.metadata), post.body
    ({'title': '雨: 后', 'time': '16:25'}, '雨停了。')
    >>> [notice.rule for notice in post.notices]
    ['front-matter.unquoted-colon']
    """
    if not isinstance(post, Post):
        raise TypeError(
            f"parse_front_matter takes a Post, not {kind_of(post)}; "
            "Post.from_text(text) makes one of a str"
        )
    quick = read_quick(post.body) or read_whole(post.body)
    if quick is not None:
        return _recorded(post, quick)
    return _the_long_way(post, strict=strict)


def _recorded(post: Post, quick: Quick) -> Post:
    """Return what :func:`_the_long_way` gives, which has more to ask."""
    found, spans, end = quick
    if post.metadata:
        before = post.metadata
        places = dict(zip(found, spans, strict=True))
        found = {**before, **found}
        described = [
            MetadataChange(STEP, key, before.get(key, MISSING), value, places[key])
            for key, value in found.items()
            if not same(before.get(key, MISSING), value)
        ]
    else:
        described = [
            MetadataChange(STEP, key, MISSING, value, span)
            for (key, value), span in zip(found.items(), spans, strict=True)
        ]
    edit = Edit(0, end, "", "front-matter.yaml", None, _detail(len(spans)))
    change = Change(STEP, (edit,), (post.body[:end],))
    changes = (*post.changes, *described, change)
    return Post(post.source, post.body[end:], Metadata.of_frozen(found), changes, post.notices)


@lru_cache(maxsize=64)
def _detail(keys: int) -> Metadata:
    return Metadata({"keys": keys})


def _the_long_way(post: Post, *, strict: bool) -> Post:
    """Find the header, repair it line by line, and tell each repair."""
    found = _find(post.body)
    if found is None:
        return post
    if strict and found.defects:
        raise error_of(post.body, min(found.defects, key=lambda defect: defect.start))
    told = post.noticed(notices(found.defects))
    if found.start == found.end:
        return told
    described = told.described(STEP, {**post.metadata, **found.metadata}, spans=found.spans)
    detail = {"keys": len(found.metadata)}
    edit = Edit(found.start, found.end, "", f"front-matter.{found.form}", detail=detail)
    return described.edited(STEP, [edit])


class _FrontMatter(NamedTuple):
    """What was found at the top of a text; of no length if it had to stay in the body."""

    form: str
    start: int
    end: int
    metadata: Mapping[str, object]
    spans: Mapping[str, tuple[int, int]]
    defects: tuple[Defect, ...]


def _find(text: str) -> _FrontMatter | None:
    """Return the first stretch that reads as a header; else the first that failed to, if any."""
    failed: _FrontMatter | None = None
    for fenced in find_fenced(text):
        try:
            data = _READERS[fenced.form](text, fenced)
        except NotData as error:
            failed = failed or _FrontMatter(fenced.form, 0, 0, {}, {}, (error.defect,))
            continue
        if data is not None:
            defects = (*fenced.defects, *data.defects)
            return _FrontMatter(
                fenced.form, fenced.start, fenced.end, data.metadata, data.spans, defects
            )
    return failed


def _read_yaml(text: str, fenced: Fenced) -> HeaderData | None:
    start, end = fenced.content, fenced.content_end
    first = next(rows(text, start, end), None)
    if first is None:
        return _read_nothing(text, fenced)
    if any(defect.kind == "too-large" for defect in fenced.defects):
        if key_of(text, first):
            raise NotData(fenced.defects[0])
        return None
    if text[first.start] == "{":
        return _read_flow(text, fenced) if fenced.is_closed else None
    found = read_header_lines(text, start, end)
    if _reads_as_prose(found) and (not _is_trusted(found) or _names_who_speaks(found)):
        return None
    if _is_header(found, fenced):
        return HeaderData(found.metadata, found.spans, found.defects)
    if fenced.is_opened and fenced.is_closed and _is_trusted(found):
        raise NotData(Defect("damaged", fenced.start, fenced.content_end))
    return None


def _read_nothing(text: str, fenced: Fenced) -> HeaderData | None:
    """An empty header, or one of comments; a single ``# line`` between two rules is a heading."""
    written = (text[line.start : line.end].strip() for line in _lines_of(text, fenced))
    comments = sum(map(bool, written))
    return HeaderData({}, {}, []) if fenced.is_closed and comments != 1 else None


def _lines_of(text: str, fenced: Fenced) -> Iterator[Line]:
    return lines(text, fenced.content, fenced.content_end)


def _is_header(found: HeaderLines, fenced: Fenced) -> bool:
    """Weigh the evidence: the less of a header's form there is, the more its keys must say.

    Between two proper fences anything goes that YAML reads as a mapping. A line that YAML would
    not read makes it a header only beside a key that headers have, and prose never follows.
    """
    if not found.keys:
        return False
    is_sound = not found.strays and all(key.defect is None for key in found.keys)
    if not fenced.is_opened:
        return is_sound and _has_header_keys_only(found)
    if not fenced.is_closed:
        return is_sound and _has_header_keys_only(found) and not _reads_as_prose(found)
    if fenced.defects:
        return is_sound and _is_trusted(found)
    few_strays = found.strays < len(found.keys) and not found.ends_astray
    return is_sound or (few_strays and _is_trusted(found))


def _reads_as_prose(found: HeaderLines) -> bool:
    """Whether values end as sentences do: a dialogue between two rules is no header."""
    texts = (value for value in found.metadata.values() if isinstance(value, str))
    return any(text.rstrip("”」』）)").endswith(("。", "？", "！", "…")) for text in texts)


def _is_trusted(found: HeaderLines) -> bool:
    return any(is_trusted(key.name) for key in found.keys)


def _names_who_speaks(found: HeaderLines) -> bool:
    """Whether the keys that headers have are those of people: ``作者：明年。`` is an answer."""
    known = {fields.canonical_name(key.name) for key in found.keys if is_trusted(key.name)}
    return known <= {"author", "editor", "translator", "proofreader"}


def _has_header_keys_only(found: HeaderLines) -> bool:
    """Whether no key could be prose; one alone must be a known one, for "a: b" above ``---`` is a heading."""
    if not all(is_trusted(key.name) for key in found.keys):
        return False
    return len(found.keys) > 1 or fields.canonical_name(found.keys[0].name) is not None


def _read_json(text: str, fenced: Fenced) -> HeaderData | None:
    found = read_json(text, fenced.content, fenced.content_end)
    return found if fenced.is_opened or _is_json_header(text, fenced, found) else None


def _is_json_header(text: str, fenced: Fenced, found: HeaderData) -> bool:
    """Whether an object that no fence announces is a header, and no sample of an article about JSON.

    It has a field under the very name that headers use (``author``, not ``name``), or two under any;
    and there is no second object.
    """
    known = {fields.canonical_name(key) for key in found.metadata} - {None}
    has_fields = len(known) > 1 or not _HEADER_NAMES.isdisjoint(map(str.lower, found.metadata))
    return has_fields and _NEXT_OBJECT.search(text, fenced.content_end, fenced.end + LIMIT) is None


_HEADER_NAMES = frozenset({"title", "author", "date", "tags", "description", "layout", "draft"})
_NEXT_OBJECT = re.compile(r"(?:\A|[\r\n])\{[ \t]{0,8}[\"\r\n]")


def _read_toml(text: str, fenced: Fenced) -> HeaderData | None:
    return read_toml(text, fenced.content, fenced.content_end)


def _read_flow(text: str, fenced: Fenced) -> HeaderData | None:
    """Read an object between YAML's fences: JSON, or what YAML makes of it."""
    try:
        return _read_json(text, fenced)
    except NotData:
        pass
    defects: list[Defect] = []
    start, end = fenced.content, fenced.content_end
    try:
        value = read_hard(text, start, end, indent=0, key="", defects=defects)
    except NotYaml:
        return None
    if not isinstance(value, dict) or not any(item is not None for item in value.values()):
        return None  # no "{图}"
    return HeaderData(value, {}, defects)


_READERS: Mapping[str, Callable[[str, Fenced], HeaderData | None]] = {
    "yaml": _read_yaml,
    "toml": _read_toml,
    "json": _read_json,
}
