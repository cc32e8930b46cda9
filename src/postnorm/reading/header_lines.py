"""The lines of a header: which keys stand in it, and whether it is a header at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postnorm.reading.header_blocks import Blocks
from postnorm.reading.header_defects import Defect
from postnorm.reading.header_keys import Key, Row, is_item, joined, key_of, lines, rows
from postnorm.reading.header_yaml import FOREIGN, NotYaml, read_hard

_FOREIGN_RUN = re.compile(f"(?:(?!\ufeff){FOREIGN.pattern})+")


class HeaderLines(NamedTuple):
    """What the lines of a header say, and the evidence for its being one."""

    metadata: dict[str, object]
    spans: dict[str, tuple[int, int]]
    defects: list[Defect]
    keys: tuple[Key, ...]
    strays: int  # lines at the left that are neither a key nor part of a value
    ends_astray: bool  # the last of them stand below a blank line, as prose does


def read_header_lines(text: str, start: int, end: int) -> HeaderLines:
    r"""Read ``text[start:end]`` as the lines between two fences.

    >>> found = read_header_lines("title: 雨: 后\ntags:\n- 随笔\ndraft: true\n", 0, 99)
    >>> found.metadata
    {'title': '雨: 后', 'tags': ('随笔',), 'draft': True}
    >>> [defect.kind for defect in found.defects]
    ['unquoted-colon']
    """
    blocks = Blocks(text)
    entries = list(_entries(text, start, end))
    values = [_value(blocks, entry) for entry in entries]
    metadata: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    for entry, value in zip(entries, values, strict=True):
        if entry.key.name not in metadata:
            metadata[entry.key.name] = value
            spans[entry.key.name] = _span(entry)
    defects = [*blocks.defects, *_duplicates(entries, values)]
    defects += (
        Defect("indent", entry.group[0].line, entry.group[0].start)
        for entry in entries
        if entry.group[0].indent != entries[0].group[0].indent
    )
    if entries:
        found = _FOREIGN_RUN.finditer(text, start, end)
        defects += (Defect("control-character", *match.span()) for match in found)
    keys = tuple(entry.key for entry in entries)
    strays = sum(len(entry.astray) for entry in entries)
    return HeaderLines(metadata, spans, defects, keys, strays, _ends_astray(text, entries))


class _Entry(NamedTuple):
    """A key at the left with its row and the rows down to the next key."""

    key: Key
    group: list[Row]
    astray: list[Row]  # rows at the left that no value goes on with, and all below them
    stop: int  # of the group


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    """Cut the rows at the keys that stand at the left; none, if something else comes first."""
    block = joined(text, list(rows(text, start, end)))
    base = block[0].indent if block else 0
    left = ((n, key_of(text, row)) for n, row in enumerate(block) if row.indent <= base)
    keys = [(n, key) for n, key in left if key is not None]
    if not keys or keys[0][0] > 0:
        return
    for (number, key), following in zip(keys, [*(n for n, _ in keys[1:]), len(block)], strict=True):
        stop = block[following].line if following < len(block) else end
        yield _without_strays(text, key, block[number:following], stop)


def _without_strays(text: str, key: Key, group: list[Row], stop: int) -> _Entry:
    """Leave with a key what goes on with its value: a line at the left may close a bracket.

    What does not is astray: a title broken in two, or prose.
    """
    first = group[0]
    is_list = key.mark[1] == first.end
    left = (
        number
        for number, row in enumerate(group[1:], start=1)
        if row.indent <= first.indent and not (is_list and is_item(text, row))
    )
    cut = next(left, len(group))
    if cut == len(group) or _is_one_value(text, key, group, stop):
        return _Entry(key, group, [], stop)
    return _Entry(key, group[:cut], group[cut:], group[cut].line)


def _is_one_value(text: str, key: Key, group: list[Row], stop: int) -> bool:
    if text[key.mark[1]] not in "[{\"'":
        return False
    try:
        read_hard(text, key.mark[1], stop, indent=group[0].indent, key=key.name, defects=[])
    except NotYaml:
        return False
    return True


def _ends_astray(text: str, entries: list[_Entry]) -> bool:
    if not entries or not entries[-1].astray:
        return False
    above, below = entries[-1].group[-1].line, entries[-1].astray[0].line
    between = list(lines(text, above, below))[1:]
    return any(not text[line.start : line.end].strip() for line in between)


def _value(blocks: Blocks, entry: _Entry) -> object:
    key, group, astray, stop = entry
    blocks.tell_key(group[0], key)
    value = blocks.value(key.mark[1], group, stop, key.name, 0)
    if not astray:
        return value
    written = " ".join(blocks.text[row.start : row.end] for row in astray)
    detail = {"key": key.name, "text": written}
    blocks.tell("stray-line", astray[0].start, astray[-1].end, detail)
    if value is None:
        return written
    return f"{value} {written}" if isinstance(value, str) else value


def _span(entry: _Entry) -> tuple[int, int]:
    """Where the value stands: behind the key, or from the row below it."""
    start = entry.key.mark[1]
    whole = [*entry.group, *entry.astray]
    if start == whole[0].end and len(whole) > 1:
        start = whole[1].start
    return start, whole[-1].end


def _duplicates(entries: list[_Entry], values: list[object]) -> Iterator[Defect]:
    """Tell each key that stands more than once, with the values that are not in the metadata."""
    again: dict[str, list[int]] = {}
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if entry.key.name in seen:
            again.setdefault(entry.key.name, []).append(number)
        seen.add(entry.key.name)
    for name, numbers in again.items():
        second = entries[numbers[0]]
        detail = {"key": name, "values": [values[number] for number in numbers]}
        yield Defect("duplicate-key", second.group[0].start, second.key.mark[0], detail)
