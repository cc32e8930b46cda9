"""Headers in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from postnorm.reading.header_defects import Defect
from postnorm.reading.header_scalars import is_text_field, typed, written
from postnorm.reading.header_yaml import DEPTH


class NotData(Exception):
    """A header that is not the JSON or TOML it should be; says which defect it is, and where."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.kind)
        self.defect = defect


class HeaderData(NamedTuple):
    metadata: dict[str, object]
    spans: dict[str, tuple[int, int]]
    defects: list[Defect]


# --- JSON -------------------------------------------------------------------

# A string excludes the quote that ends it, so nothing is tried twice.
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)
_GAP = re.compile(r"[ \t\r\n]*")


def end_of_object(text: str, start: int, limit: int) -> int | None:
    """Return where the brackets opened at *start* are closed, before *limit* and not too deep.

    The decoder itself recurses, and dies on a small stack.

    >>> end_of_object('{"a": "}"} 雨', 0, 99), end_of_object("{[", 0, 99), end_of_object("[" * 99, 0, 99)
    (10, None, None)
    """
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text, start, limit):
        depth += (match[0] in "[{") - (match[0] in "]}")
        if depth > DEPTH:
            return None
        if depth == 0:
            return match.end()
    return None


def read_json(text: str, start: int, end: int) -> HeaderData:
    """Read the object in ``text[start:end]``; Hexo leaves out the braces.

    >>> read_json('"title": "雨后", "id": 7', 0, 22).metadata
    {'title': '雨后', 'id': 7}
    """
    source, shift = text[start:end], start
    if not source.lstrip().startswith("{"):
        source, shift = f"{{{source}}}", start - 1
    made = HeaderData({}, {}, [])
    try:
        for name, value, (begin, stop) in _members(source):
            span = begin + shift, stop + shift
            if name in made.metadata:
                detail = {"key": name, "values": [value]}
                made.defects.append(Defect("duplicate-key", *span, detail))
                continue
            made.metadata[name], made.spans[name] = value, span
    except json.JSONDecodeError as error:
        at = min(max(error.pos + shift, start), end)
        raise NotData(Defect("json", at, min(at + 1, end))) from error
    return made


def _members(source: str) -> Iterator[tuple[str, object, tuple[int, int]]]:
    """Give the members of the object that is all of *source*, with the places of the values."""
    begin = _skip(source, 0)
    if end_of_object(source, begin, len(source)) is None:
        raise json.JSONDecodeError("brackets", source, begin)
    at = _behind(source, begin, "{")
    while source[at : at + 1] != "}":
        name, at = _JSON.raw_decode(source, at)
        if not isinstance(name, str):
            raise json.JSONDecodeError("a key is a string", source, at)
        begin = _behind(source, at, ":")
        value, at = _JSON.raw_decode(source, begin)
        yield name, as_text(value, name), (begin, at)
        at = _behind(source, at, ",", unless="}")
    if _behind(source, at, "}") < len(source):
        raise json.JSONDecodeError("more than an object", source, at)


def _behind(source: str, at: int, mark: str, unless: str = "") -> int:
    """Skip *mark* and the blanks around it; where *unless* stands in its place, stay before that."""
    at = _skip(source, at)
    if unless and source[at : at + 1] == unless:
        return at
    if source[at : at + 1] != mark:
        raise json.JSONDecodeError(f"{mark} expected", source, at)
    return _skip(source, at + 1)


def _skip(source: str, at: int) -> int:
    match = _GAP.match(source, at)
    return match.end() if match else at


def _first_wins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, value in pairs:
        made.setdefault(name, as_text(value, name))
    return made


_JSON = json.JSONDecoder(
    object_pairs_hook=_first_wins,
    parse_int=typed,
    parse_float=typed,
    parse_constant=str,
    strict=False,  # a line end within a string is no reason to lose the header
)


def as_text(value: object, key: str) -> object:
    """Return *value* as the text it was written as, if *key* holds only text.

    >>> as_text(1984, "title"), as_text([True], "author"), as_text(1984, "year")
    ('1984', ('true',), 1984)
    """
    if isinstance(value, list | tuple):
        return tuple(as_text(item, key) for item in value)
    if isinstance(value, int | float) and is_text_field(key):
        return written(value)
    return value
