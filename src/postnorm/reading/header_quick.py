r"""Two short cuts for headers that have nothing wrong with them, which most have.

A header of ``key: plain text`` lines is read by one pattern; other sound YAML by one run of the YAML
reader over all of it, where the long way asks it for each hard value. Whatever is not plain to
see, a repair, a comment, a tag, a doubtful date, goes the long way. Tests hold both ways equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from postnorm.reading.header_fences import LIMIT
from postnorm.reading.header_keys import is_trusted
from postnorm.reading.header_scalars import BLANKS, is_impossible_date, is_one_text, typed
from postnorm.reading.header_yaml import DEPTH, FOREIGN, is_block_scalar
from postnorm.values import Metadata


class Quick(NamedTuple):
    """What a sound header says, where each value stands, and where the body begins.

    The values are such as metadata hold: nothing of them can change.
    """

    metadata: dict[str, object]
    spans: list[tuple[int, int]]
    end: int


# A run of text excludes each mark that could end it, and a mark is taken only before what cannot
# be its meaning in YAML (": ", " #"); both are possessive, so nothing is tried twice.
_RUN = r"[^\s:#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
_PAIR = re.compile(
    rf"([^\W\d][\w-]{{0,40}}+):"
    rf"(?:[ ]++((?![-?,\[\]{{}}&*!|>'\"%@`]){_RUN}++"
    rf"(?:{_RUN}++|[ \u3000]++(?=[^\s#])|:(?=\S)|#)*+))?+[ ]*+\r?\n"
)
_CLOSING = re.compile(r"---[ \t]{0,8}(?:\r?\n(?:[ \t]{0,8}\r?\n)?|\Z)")
_OPENING = ("---\n", "---\r\n")
_SURE_DATE = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?(?: ?\+0[0-9]:?00)?"
)
_trusted = lru_cache(maxsize=1024)(is_trusted)


def read_quick(text: str) -> Quick | None:
    r"""Read the header at the top of *text*, if it is one of lines of plain text and nothing else.

    >>> read_quick("---\ntitle: 雨后\nviews: 5\n---\n雨停了。")
    Quick(metadata={'title': '雨后', 'views': 5}, spans=[(11, 13), (21, 22)], end=27)
    >>> read_quick("---\ntitle: 雨: 后\n---\n")
    """
    if not text.startswith(_OPENING):
        return None
    at = 4 if text[3] == "\n" else 5
    stop = at + LIMIT
    metadata: dict[str, object] = {}
    spans: list[tuple[int, int]] = []
    match = _PAIR.match
    while at < stop and (pair := match(text, at)) is not None:
        key, value = pair.groups()
        if key in metadata:
            return None
        at = pair.end()
        if value is None:
            metadata[key] = None
            spans.append((pair.end(1) + 1,) * 2)
            continue
        spans.append(pair.span(2))
        first = value[0]
        if first not in _BEGINS_A_TYPE:
            metadata[key] = value  # most are text, and text has no type
        elif _SURE_DATE.fullmatch(value):
            metadata[key] = value
        elif is_impossible_date(value):
            return None
        else:
            metadata[key] = typed(value, key)
    closing = _CLOSING.match(text, at)
    if closing is None or at >= stop or not any(map(_trusted, metadata)):
        return None
    return Quick(metadata, spans, closing.end())


# Full-width digits are digits to int(): 2013 in them is typed as text all the same, by the rule.
_BEGINS_A_TYPE = frozenset("+-.0123456789tfn")

# What makes the long way do something of its own: foreign characters and blanks; a line that closes
# a header or is a directive; and, behind a mark that few headers have, comments behind a value,
# explicit keys, wide blanks around a value, a carriage return alone.
_FOREIGN = re.compile(rf"[\t\xa0\u1680\u2000-\u200b\u202f\u205f{FOREIGN.pattern[1:-1]}]")
_CLOSES_EARLY = re.compile(r"\n[ ]*+(?:\.{3}|[-‐‑‒–—―─－]{2}|%)")
_HAZARDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (" #", re.compile(r"[^\s][ ]++#")),
    ("?", re.compile(r"[\s\[{,]\?")),
    ("\u3000", re.compile(r":[ ]*+\u3000|\u3000[ ]*+$", re.MULTILINE)),
    ("\r", re.compile(r"\r(?!\n)")),
)


def _is_doubtful(text: str, start: int, end: int) -> bool:
    if _FOREIGN.search(text, start, end) or _CLOSES_EARLY.search(text, start - 1, end):
        return True
    return any(
        text.find(mark, start, end) >= 0 and hazard.search(text, start, end)
        for mark, hazard in _HAZARDS
    )


def read_whole(text: str) -> Quick | None:
    r"""Read the header at the top of *text* with one run of the YAML reader, if it is sound YAML.

    >>> found = read_whole("---\ntitle: '雨: 后'\ntags: [随笔, 007]\n---\n\n雨停了。")
    >>> found.metadata, found.end
    ({'title': '雨: 后', 'tags': ('随笔', '007')}, 39)
    """
    if not text.startswith(_OPENING):
        return None
    start = 4 if text[3] == "\n" else 5
    line = text.find("\n---", start - 1, start + LIMIT)
    closing = _CLOSING.match(text, line + 1) if line >= 0 else None
    if closing is None:
        return None
    if _is_doubtful(text, start, line + 1):
        return None
    document = text[start : line + 1]
    try:
        entries = list(_Events(document).entries())
        if not entries:
            return None  # "{}"
        spans = list(_spans(document, start, entries))
    except _Doubtful:
        return None
    metadata = {entry.key: entry.value for entry in entries}
    if len(metadata) < len(entries) or not any(map(_trusted, metadata)):
        return None
    return Quick(metadata, spans, closing.end())


def _spans(document: str, shift: int, entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """Where each value stands in the text; in doubt if a line of one stands astray."""
    at = [entry.at for entry in entries]
    for low, stop in zip(at, [*(entry.start for entry in entries[1:]), len(document)], strict=True):
        written = document[low:stop].rstrip(_BEHIND)
        if "\n" in written:
            if _AT_THE_LEFT.search(written):
                raise _Doubtful
            written = _without_comments(written)
        yield shift + low, shift + low + len(written)


# A line at the left that goes on with a value is astray, but for the items of a list and comments.
_AT_THE_LEFT = re.compile(r"\n(?!-(?:[ \r\n]|\Z)|[ \r\n#])")


def _without_comments(value: str) -> str:
    """A value as it is written, without the comments below it."""
    while (line := value.rfind("\n")) >= 0 and value[line:].lstrip().startswith("#"):
        value = value[:line].rstrip(_BEHIND)
    return value


_BEHIND = f"{BLANKS}\r\n"


class _Doubtful(Exception):
    """Not plain to see: the long way decides."""


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    """What we read of an event of PyYAML, which has no types of its own."""

    start_mark: _Mark
    end_mark: _Mark
    value: str
    style: str | None
    flow_style: bool | None
    anchor: str | None
    tag: str | None


class _Entry(NamedTuple):
    """A key at the left with its value, and where both begin."""

    key: str
    start: int
    at: int
    value: object


class _Events:
    """Builds values from the events of one document; the limit on depth bounds the recursion."""

    def __init__(self, document: str) -> None:
        import yaml

        self.document = document
        self.errors = (yaml.YAMLError, ValueError, OverflowError, AttributeError)
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(document)
        self.next: Callable[[], _Event] = loader.get_event
        self.scalar_kind: type = yaml.ScalarEvent
        self.list_kind: type = yaml.SequenceStartEvent
        self.list_end: type = yaml.SequenceEndEvent
        self.mapping_kind: type = yaml.MappingStartEvent
        self.mapping_end: type = yaml.MappingEndEvent

    def entries(self) -> Iterator[_Entry]:
        """Give the entries of the only mapping."""
        try:
            self.next(), self.next()  # of the stream and the document
            if type(self.next()) is not self.mapping_kind:
                raise _Doubtful
            while type(event := self.next()) is not self.mapping_end:
                key, start = self.key(event), event.start_mark.index
                # ``key:a: b`` and a full-width colon are for the long way, and so is one line of two.
                is_loose = not event.style and (":" in key or "：" in key)
                if is_loose or (start and self.document[start - 1] != "\n"):
                    raise _Doubtful
                value = self.next()
                at = value.start_mark.index
                if type(value) is self.scalar_kind and at == value.end_mark.index:
                    at = self.document.index(":", event.end_mark.index) + 1  # there is none
                yield _Entry(key, start, at, self.value(value, key, 0))
            self.next()
            if type(self.next()).__name__ != "StreamEndEvent":  # pragma: no cover: seen before
                raise _Doubtful
        except self.errors as error:
            raise _Doubtful from error

    def key(self, event: _Event) -> str:
        if type(event) is not self.scalar_kind or event.anchor or event.tag:
            raise _Doubtful
        key = event.value
        if not key or key != key.strip(BLANKS) or key == "<<" or event.style in ("|", ">"):
            raise _Doubtful
        return key

    def value(self, event: _Event, key: str, depth: int) -> object:
        kind = type(event)
        if kind is self.scalar_kind:
            return self.scalar(event, key)
        if event.anchor or depth > DEPTH:  # an alias is nothing but an anchor
            raise _Doubtful
        if event.tag or (event.flow_style and is_one_text(key)):
            raise _Doubtful
        if kind is self.list_kind:
            items: list[object] = []
            while type(event := self.next()) is not self.list_end:
                items.append(self.value(event, key, depth + 1))
            return tuple(items)
        made: dict[str, object] = {}
        while type(event := self.next()) is not self.mapping_end:
            name = self.key(event)
            if name in made:
                raise _Doubtful
            made[name] = self.value(self.next(), name, depth + 1)
        return Metadata.of_frozen(made)

    def scalar(self, event: _Event, key: str) -> object:
        text, style = event.value, event.style
        if event.tag or event.anchor:
            raise _Doubtful
        if not style and text and text[0] not in _BEGINS_A_TYPE:
            return text.strip(BLANKS)  # most are text, and text has no type
        if style in ("|", ">"):
            if not text.strip() or not is_block_scalar(self.document, event.start_mark.index):
                raise _Doubtful
        elif not style:
            if text[:1].isdigit() and not _SURE_DATE.fullmatch(text) and is_impossible_date(text):
                raise _Doubtful
            return typed(text, key)
        elif "\n" in self.document[event.start_mark.index : event.end_mark.index]:
            raise _Doubtful  # one line of it may look like a key or an item
        return text
