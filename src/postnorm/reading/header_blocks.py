"""Values of a header that stand in lines: scalars, and lists and mappings by indentation.

Plain and quoted values are read here and mean what YAML means by them. A harder value goes to
PyYAML by itself, so that what is wrong with one value spoils no other; what PyYAML refuses
becomes the text that is written, and a defect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from postnorm.reading.header_defects import Defect
from postnorm.reading.header_keys import Key, Row, is_item, joined, key_of
from postnorm.reading.header_scalars import (
    begins_reserved,
    is_impossible_date,
    is_one_text,
    is_plain,
    quoted,
    typed,
)
from postnorm.reading.header_yaml import DEPTH, NotYaml, read_hard
from postnorm.values import Metadata


class Blocks:
    """Reads blocks of rows; what is wrong is told as it is found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.defects: list[Defect] = []

    def node(self, block: list[Row], stop: int, key: str, depth: int) -> object:
        """Read a nested list or mapping; raise :class:`NotYaml` if it is neither all the way."""
        if depth > DEPTH:
            raise NotYaml("too-deep")
        block = joined(self.text, block)
        if is_item(self.text, block[0]):
            return tuple(self.items(block, stop, key, depth))
        made: dict[str, object] = {}
        for group, following in self.groups(block, stop):
            found = key_of(self.text, group[0])
            if found is None or found.defect is not None:
                raise NotYaml
            self.tell_key(group[0], found)
            value = self.value(found.mark[1], group, following, found.name, depth)
            if found.name in made:
                detail = {"key": found.name, "values": (value,)}
                self.tell("duplicate-key", group[0].start, found.mark[0], detail)
            made.setdefault(found.name, value)
        return made

    def items(self, block: list[Row], stop: int, key: str, depth: int) -> Iterator[object]:
        for group, following in self.groups(block, stop):
            first, *rest = group
            if not is_item(self.text, first):
                raise NotYaml
            if first.has_tab:
                self.tell("tab", first.line, first.end)
            behind = self.text[first.start + 1 : first.end]
            at = first.end - len(behind.lstrip(" \t"))
            inner = first._replace(start=at, indent=first.indent + at - first.start)
            if at < first.end and self.begins_block(joined(self.text, [inner, *rest])[0]):
                yield self.nested([inner, *rest], at, following, key, first.indent, depth)
            else:
                yield self.value(at, group, following, key, depth)

    def groups(self, block: list[Row], stop: int) -> Iterator[tuple[list[Row], int]]:
        """Cut *block* at the rows of its own indent; give each piece and where it stops.

        The items of a list may stand as far left as the key they belong to.
        """
        base = block[0].indent
        is_list = is_item(self.text, block[0])
        starts = [
            number
            for number, row in enumerate(block)
            if row.indent <= base and (is_list or not is_item(self.text, row))
        ]
        for number, following in zip(starts, [*starts[1:], len(block)], strict=True):
            if block[number].indent < base:
                raise NotYaml
            yield block[number:following], block[following].line if block[following:] else stop

    def begins_block(self, row: Row) -> bool:
        found = key_of(self.text, row)
        return is_item(self.text, row) or (found is not None and found.defect is None)

    def value(self, start: int, group: list[Row], stop: int, key: str, depth: int) -> object:
        """Read what stands from *start* to the end of the first row, and the rows below it."""
        first, *rest = group
        written = self.text[start : first.end]
        if not written:
            return self.nested(rest, start, stop, key, first.indent, depth) if rest else None
        if not rest:
            if written in _EMPTY:
                return _EMPTY[written]
            if is_plain(written):
                if is_impossible_date(written):
                    self.tell("impossible-date", start, first.end)
                return typed(written, key)
            if (inside := quoted(written)) is not None:
                return inside
            if is_one_text(key) and written[0] in "[{":
                return self.as_written(start, group, "reserved-start")
        return self.hard(start, group, stop, key, first.indent)

    def nested(
        self, block: list[Row], start: int, stop: int, key: str, indent: int, depth: int
    ) -> object:
        told = len(self.defects)
        try:
            return self.node(block, stop, key, depth + 1)
        except NotYaml as error:
            del self.defects[told:]
            if error.kind == "too-deep":
                return self.as_written(start, block, error.kind)
        return self.hard(start, block, stop, key, indent)

    def hard(self, start: int, group: list[Row], stop: int, key: str, indent: int) -> object:
        try:
            return read_hard(self.text, start, stop, indent=indent, key=key, defects=self.defects)
        except NotYaml as error:
            return self.as_written(start, group, error.kind)

    def as_written(self, start: int, group: list[Row], kind: str) -> str:
        """Return the text from *start* to the end of *group*, and tell the defect that it has."""
        pieces = (self.text[max(start, row.start) : row.end] for row in group)
        written = "\n".join(filter(None, pieces))
        self.tell(_cause(written) if kind == "not-yaml" else kind, start, group[-1].end)
        return _unquoted(written)

    def tell_key(self, row: Row, key: Key) -> None:
        if key.defect is not None:
            self.tell(key.defect, *key.mark)
        if row.has_tab or "\t" in self.text[slice(*key.mark)]:
            self.tell("tab", row.line, row.end)
        if key.name == "<<" and self.text[row.start] == "<":
            self.tell("merge-key", row.start, key.mark[0])

    def tell(
        self, kind: str, start: int, end: int, detail: Mapping[str, object] | None = None
    ) -> None:
        self.defects.append(Defect(kind, start, end, detail))


_EMPTY: Final[dict[str, object]] = {"[]": (), "{}": Metadata()}


def _cause(written: str) -> str:
    """Say why YAML does not read *written* as text, by what a person would see first."""
    if written[0] in "\"'":
        return "unbalanced-quote"
    if begins_reserved(written):
        return "reserved-start"
    return "unquoted-colon" if ": " in written or written.endswith(":") else "not-yaml"


def _unquoted(written: str) -> str:
    """Take off a pair of quotes around all of *written*.

    Two more of them within are pairs of their own: ``"一" 与 "二"``.
    """
    quote = written[0]
    if quote not in "\"'" or len(written) < 2 or written[-1] != quote:
        return written
    within = written[1:-1]
    return within if within.count(quote) % 2 or quote not in within else written
