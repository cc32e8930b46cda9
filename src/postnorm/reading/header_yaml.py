"""Hard values of a header: flow collections, block scalars and the like, read by PyYAML.

PyYAML only cuts the text into events. The values are built here, and no deeper than we allow:
its own constructors recurse without bound, follow references, and give types that lose text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postnorm import fields
from postnorm.reading.header_defects import Defect
from postnorm.reading.header_scalars import BLANKS, is_impossible_date, is_text_field, typed

DEPTH = 32

# What YAML refuses in a text, and what it takes for a line end or a mark though no editor does.
# Each is lent a private character while YAML reads, so that no value is lost for one of them.
FOREIGN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
)
# Also lent: what the two readers of PyYAML take differently, a tab, and the "?" of an address
# between brackets.
_LENT = re.compile(rf"\t|\?(?=\S)|{FOREIGN.pattern}")
_BLOCK_SCALAR = re.compile(r"(?:^|[ \t])[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*|[ \t]*)$")
_LINE_ENDS = re.compile(r"(\r\n?|\n)")
_PRIVATE = range(0xE000, 0xF900)


class NotYaml(Exception):
    """A value that is not YAML, or is YAML that we refuse; says which defect it is."""

    def __init__(self, kind: str = "not-yaml") -> None:
        super().__init__(kind)
        self.kind = kind


def read_hard(
    text: str, start: int, end: int, *, indent: int, key: str, defects: list[Defect]
) -> object:
    """Read the value ``text[start:end]`` that stands behind *key* in a block of this *indent*.

    Adds what had to be dropped to *defects*; raises :class:`NotYaml` if this is no one value.

    >>> read_hard("[微信, 007, 5]", 0, 12, indent=0, key="tags", defects=[])
    ('微信', '007', 5)
    """
    written = text[start:end]
    if is_deep(written):
        raise NotYaml("too-deep")
    lent, given_back = _lend(written)
    head = f"{' ' * indent}k: "
    found: list[Defect] = []
    reader = _Reader(head + lent, given_back, start - len(head), _events(head + lent), found)
    value = reader.only_value(key)
    defects += found
    return value


def is_deep(written: str) -> bool:
    """Whether more brackets are open than we nest, quoted ones too; then no reader is asked.

    To ``[[[[…`` libyaml answers in quadratic time or not at all, depending on its version.
    """
    depth = 0
    for match in re.finditer(r"[\[{]|[\]}]", written):
        depth += 1 if match[0] in "[{" else -1 if depth else 0
        if depth > DEPTH:
            return True
    return False


def _lend(written: str) -> tuple[str, dict[int, str]]:
    """Put private characters in place of foreign ones, one for one, and say what they stand for.

    Tabs around a line become spaces.
    """
    if _LENT.search(written) is None:
        return written, {}
    written = "".join(map(_with_spaces_around, _LINE_ENDS.split(written)))
    foreign = dict.fromkeys(_LENT.findall(written))
    free = (code for code in _PRIVATE if chr(code) not in written)
    lent = dict(zip(foreign, map(chr, free), strict=False))
    if len(lent) < len(foreign):
        raise NotYaml("control-character")
    document = _LENT.sub(lambda match: lent[match[0]], written)
    return document, {ord(private): char for char, private in lent.items()}


def _with_spaces_around(line: str) -> str:
    inside = line.strip(" \t")
    before = len(line) - len(line.lstrip(" \t"))
    after = len(line) - before - len(inside)
    return f"{' ' * before}{inside}{' ' * after}" if inside else line.replace("\t", " ")


class _Event(NamedTuple):
    """An event of PyYAML as far as we read it; untyped there."""

    kind: str  # "Scalar", "MappingStart", ...
    start: int
    end: int
    value: str
    style: str  # empty for a plain scalar
    tag: str | None
    anchor: str | None


def is_block_scalar(document: str, at: int) -> bool:
    """Whether the line that a block scalar begins on announces one: libyaml reads "|#" as an empty block."""
    end = _LINE_END.search(document, at)
    return _BLOCK_SCALAR.search(document[at : end and end.start()]) is not None


def _events(document: str) -> Iterator[_Event]:
    """Cut *document* into events; libyaml, where it is there, is ten times faster and cuts alike."""
    import yaml

    try:
        for event in yaml.parse(document, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            start, end = event.start_mark, event.end_mark
            yield _Event(
                type(event).__name__.removesuffix("Event"),
                start.index if start else 0,
                end.index if end else 0,
                *(getattr(event, name, None) or "" for name in ("value", "style")),
                *(getattr(event, name, None) for name in ("tag", "anchor")),
            )
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # "\UFFFFFFFF": chr() raises
        raise NotYaml from error


class _Reader(NamedTuple):
    """Builds values from the events of one document; the limit on depth bounds the recursion."""

    document: str
    given_back: dict[int, str]
    shift: int  # from places in the document to places in the text
    events: Iterator[_Event]
    defects: list[Defect]

    def only_value(self, key: str) -> object:
        """Return the value of the only key of the only document, as if it stood under *key*."""
        self.expect("StreamStart", "DocumentStart", "MappingStart", "Scalar")
        value = self.value(next(self.events), key, 0)
        self.expect("MappingEnd", "DocumentEnd", "StreamEnd")
        return value

    def expect(self, *kinds: str) -> None:
        for kind in kinds:
            if next(self.events).kind != kind:
                raise NotYaml

    def value(self, event: _Event, key: str, depth: int) -> object:
        if event.kind == "Alias":
            raise NotYaml("alias")
        if depth > DEPTH:
            raise NotYaml("too-deep")
        if event.kind == "Scalar":
            return self.scalar(event, key)
        self.tell_properties(event)
        if event.kind == "SequenceStart":
            return tuple(self.value(item, key, depth + 1) for item in self.until("SequenceEnd"))
        return self.mapping(depth)

    def mapping(self, depth: int) -> object:
        made: dict[str, object] = {}
        for event in self.until("MappingEnd"):
            if event.kind != "Scalar":
                raise NotYaml  # a list as a key
            name = self.restored(event.value).strip(BLANKS)
            value = self.value(next(self.events), name, depth + 1)
            if name == "<<" and not event.style:
                self.tell("merge-key", event)
            if name in made:
                self.tell("duplicate-key", event, {"key": name, "values": (value,)})
            made.setdefault(name, value)
        return made

    def until(self, end: str) -> Iterator[_Event]:
        while (event := next(self.events)).kind != end:
            yield event

    def scalar(self, event: _Event, key: str) -> object:
        text = self.restored(event.value)
        if event.style in ("|", ">"):
            if not _BLOCK_SCALAR.search(self.line(event)):
                raise NotYaml  # libyaml reads "|#" as an empty block
            if not text.strip():
                return self.as_written(event)  # a title of ">"
        if not event.style and is_text_field(key) and _is_text_with_properties(event):
            return self.as_written(event)
        self.tell_properties(event)
        if event.style:
            return text
        if kept := self.hashtag(event, key):
            self.tell("comment-in-value", event._replace(end=event.end + len(kept)))
            return f"{text}{kept}".strip(BLANKS)
        if is_impossible_date(text):
            self.tell("impossible-date", event)
        return typed(text, key)

    def hashtag(self, event: _Event, key: str) -> str:
        """Return the rest of the line where YAML sees a comment and a reader of the page does not.

        In a text field that is every ``#``, among tags the one that a word follows at once.
        """
        if not _COMMENT.match(self.document, event.end):
            return ""  # the rest of a long line is copied only where there is something in it
        end = _LINE_END.search(self.document, event.end)
        rest = self.restored(self.document[event.end : end and end.start()]).rstrip()
        mark = rest.lstrip()[:2]
        if not mark.startswith("#"):
            return ""
        is_tag = fields.canonical_name(key) == "tags" and mark[1:].strip("# \t") != ""
        return rest if is_text_field(key) or is_tag else ""

    def as_written(self, event: _Event) -> str:
        """Return what stands there; of an empty block scalar, whose end is uncertain, the line."""
        written = self.line(event) if event.style else self.document[event.start : event.end]
        written = written.rstrip()
        self.tell("reserved-start", event._replace(end=event.start + len(written)))
        return self.restored(written)

    def line(self, event: _Event) -> str:
        """The rest of the line on which *event* begins."""
        end = _LINE_END.search(self.document, event.start)
        return self.document[event.start : end and end.start()]

    def restored(self, text: str) -> str:
        return text.translate(self.given_back) if self.given_back else text

    def tell_properties(self, event: _Event) -> None:
        if event.anchor is not None:
            self.tell("anchor", event, {"anchor": event.anchor})
        if event.tag is not None:
            self.tell("tag", event, {"tag": self.restored(event.tag)})

    def tell(self, kind: str, event: _Event, detail: dict[str, object] | None = None) -> None:
        start = max(event.start + self.shift, 0)
        self.defects.append(Defect(kind, start, max(event.end + self.shift, start), detail))


_LINE_END = re.compile(r"[\r\n]")
_COMMENT = re.compile(r"\s*+#")


def _is_text_with_properties(event: _Event) -> bool:
    """Whether "!important 的妙用" or "&c 语言" is what it looks like; "!!str 5" is not."""
    return event.anchor is not None or (event.tag or "").startswith("!")
