"""Headers in TOML."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from postnorm.reading.header_defects import Defect
from postnorm.reading.header_json import HeaderData, NotData, as_text
from postnorm.reading.header_keys import lines
from postnorm.reading.header_scalars import MOST_DIGITS, is_impossible_date, typed
from postnorm.reading.header_yaml import DEPTH, is_deep
from postnorm.toml_files import is_dotted


def read_toml(text: str, start: int, end: int) -> HeaderData:
    r"""Read ``text[start:end]``; a value that is not TOML becomes the text that is written.

    >>> found = read_toml("title = 雨后\ndate = 2013-10-21T16:25:00Z\n", 0, 99)
    >>> found.metadata
    {'title': '雨后', 'date': '2013-10-21T16:25:00Z'}
    >>> [defect.kind for defect in found.defects]
    ['toml']
    """
    source = _LONE_CR.sub("\n", text[start:end])
    values = list(_values(source))
    defects: list[Defect] = []
    try:
        loaded = _load(source)
    except ValueError as error:
        wrong = [value for value in values if not _is_sound(value.written)]
        defects += (_defect(value, start) for value in wrong)
        try:
            loaded = _load(_with_text(source, wrong))
        except ValueError:
            at = start + _place(error, source)
            raise NotData(Defect("toml", at, at)) from error
    top = {value.name: value for value in values if value.is_top}
    spans = {
        name: (start + value.start, start + value.start + len(value.written))
        for name, value in top.items()
    }
    metadata = {name: _plain(value, name, top.get(name)) for name, value in loaded.items()}
    return HeaderData(metadata, spans, defects)


class _Value(NamedTuple):
    """What stands behind ``key =`` on one line."""

    name: str
    start: int
    written: str
    is_top: bool  # of no table


def _defect(value: _Value, shift: int) -> Defect:
    kind = "impossible-date" if is_impossible_date(value.written) else "toml"
    return Defect(kind, shift + value.start, shift + value.start + len(value.written))


_LONE_CR = re.compile(r"\r(?!\n)")
_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|"([^"\\]*)"|'([^']*)')[ \t]*=[ \t]*""")
_TABLE = re.compile(r"[ \t]*\[")


def _values(source: str) -> Iterator[_Value]:
    is_top = True
    for line in lines(source, 0, len(source)):
        if match := _KEY.match(source, line.start, line.end):
            name = next(group for group in match.groups() if group is not None)
            yield _Value(name, match.end(), source[match.end() : line.end].rstrip(), is_top)
        elif _TABLE.match(source, line.start, line.end):
            is_top = False


def _load(source: str) -> dict[str, object]:
    """Load *source*; a number that would change when written again stays text."""
    import tomllib

    if is_deep(source) or is_dotted(source):
        raise ValueError("nested too deep")
    loaded = tomllib.loads(source, parse_float=typed)
    if _depth(loaded) > DEPTH:
        raise ValueError("nested too deep")
    return loaded


def _depth(value: object) -> int:
    """Count the levels of *value* without recursion."""
    level, depth = [value], 0
    while level:
        level = [
            item
            for one in level
            if isinstance(one, Mapping | list)
            for item in (one.values() if isinstance(one, Mapping) else one)
        ]
        depth += 1
    return depth


_OPEN = ("[", "{", '"""', "'''")  # what may go on in the next line


def _is_sound(written: str) -> bool:
    if written.startswith(_OPEN):
        return True
    try:
        _load(f"k = {written}")
    except ValueError:  # TOMLDecodeError, and what datetime says of an impossible date
        return False
    return True


def _with_text(source: str, wrong: list[_Value]) -> str:
    """Put the values that are *wrong* between quotes; what JSON escapes, TOML escapes alike."""
    made: list[str] = []
    at = 0
    for value in wrong:
        quoted = json.dumps(value.written.strip("\"“”'"), ensure_ascii=False)
        made += source[at : value.start], quoted.replace("\x7f", "\\u007f")
        at = value.start + len(value.written)
    return "".join((*made, source[at:]))


_PLACE = re.compile(r"at line (\d{1,9}), column (\d{1,9})")


def _place(error: ValueError, source: str) -> int:
    match = _PLACE.search(str(error))
    if match is None:
        return 0
    line, column = int(match[1]), int(match[2])
    before = source.split("\n")[: line - 1]
    return min(sum(len(one) + 1 for one in before) + column - 1, len(source))


_LONG = 4096  # bits; Python refuses to write a number of more than 4,300 digits in decimals
_DATE = re.compile(r"[\dTtZz:.+-]+(?: [\dZz:.+-]+)?")


def _plain(value: object, key: str, written: _Value | None = None) -> object:
    """Return *value* with dates as they were written, and numbers as text where they must be."""
    if isinstance(value, dict):
        return {name: _plain(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, key) for item in value]
    if isinstance(value, dt.date | dt.time):
        match = _DATE.match(written.written) if written else None
        return match[0] if match else value.isoformat()
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        return str(value) if value.bit_length() < _LONG else f"{value:#x}"
    return as_text(value, key)
