"""The rows of a header, and the key that a row begins with, also when it is written amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postnorm import fields
from postnorm.reading.header_scalars import BLANKS, RESERVED, is_plain, quoted, quoted_prefix


class Line(NamedTuple):
    """A line of a text: ``text[start:end]`` without its end, and where the next one begins."""

    start: int
    end: int
    next: int


# A form feed or U+2028 ends no line: str.splitlines would find headers where nobody sees them.
_LINE_END = re.compile(r"\r\n?|\n")


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    r"""Give the lines that begin in ``text[start:end]``.

    >>> [text[line.start : line.end] for text in ["a\r\nb\rc\u2028d\n"] for line in lines(text, 0, 9)]
    ['a', 'b', 'c\u2028d']
    """
    while start < min(end, len(text)):
        match = _LINE_END.search(text, start)
        stop, following = match.span() if match else (len(text), len(text))
        yield Line(start, stop, following)
        start = following


class Row(NamedTuple):
    """A line of a header that is neither blank nor a comment, or what follows a ``-`` on it."""

    indent: int
    start: int  # of what is written, behind the indent
    end: int
    line: int  # where the line begins
    has_tab: bool  # among the blanks around what is written


_TAB_STOP = 4  # as editors show it; PyYAML refuses the tab, so there is no other custom to keep


def rows(text: str, start: int, end: int) -> Iterator[Row]:
    """Give the rows of ``text[start:end]``."""
    for line in lines(text, start, end):
        whole = text[line.start : min(line.end, end)]
        written = whole.strip(" \t")
        if not written.strip() or written[0] == "#":
            continue
        written = written.rstrip(BLANKS)
        before = len(whole) - len(whole.lstrip(" \t"))
        lead, tail = whole[:before], whole[before + len(written) :]
        at = line.start + before
        indent = len(lead.expandtabs(_TAB_STOP))
        yield Row(indent, at, at + len(written), line.start, "\t" in lead or "\t" in tail)


def joined(text: str, block: list[Row]) -> list[Row]:
    """Join the rows of an explicit key, which is how YAML writes a very long one, into one row.

    >>> block = list(rows("? 很长\\n: 雨后\\n", 0, 99))
    >>> len(block), len(joined("? 很长\\n: 雨后\\n", block))
    (2, 1)
    """
    made: list[Row] = []
    for row in block:
        above = made[-1] if made else None
        if (
            above is not None
            and above.indent == row.indent
            and text[row.start] == ":"
            and _EXPLICIT.match(text, above.start, row.end)
        ):
            made[-1] = above._replace(end=row.end, has_tab=above.has_tab or row.has_tab)
        else:
            made.append(row)
    return made


# Possessive: blanks behind the question mark could be its own or the key's, and the line is long.
_EXPLICIT = re.compile(r"\?[ \t]++([^\r\n]*+)(?:\r\n?+|\n)\s*+:(?:[ \t]+|(?=[\r\n])|$)")


class Key(NamedTuple):
    """The key of a row; *defect* is the kind of its mark if that is not a plain ``: ``."""

    name: str
    mark: tuple[int, int]  # the colon and the blanks around it
    defect: str | None = None


# Neither begins with the blanks before the colon: a search would count them anew from each one.
_COLON = re.compile(r":(?:[ \t]+|$)")
_ANY_COLON = re.compile(r"[:：][ \t\u3000]*")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_NAME = re.compile(r"[\w·（）()/_-]{1,16}")


def is_trusted(name: str) -> bool:
    """Whether a key is one that headers have, so that even a badly written line is no prose.

    >>> [is_trusted(name) for name in ("作者", "Title", "comment_count", "他说", "Tom")]
    [True, True, True, False, False]
    """
    known = fields.canonical_name(name) is not None
    return known or (1 < len(name) <= 32 and _IDENTIFIER.fullmatch(name) is not None)


_NO_KEY = ("? ", "?\t", *(f"{mark}{blank}" for mark in ("---", "...") for blank in " \t"))


def key_of(text: str, row: Row) -> Key | None:
    """Return the key that *row* begins with, if it does.

    >>> def key(text):
    ...     found = key_of(text, Row(0, 0, len(text), 0, False))
    ...     return found and (found.name, text[found.mark[1] :], found.defect)
    >>> key("title: 雨: 后"), key('"a: b" : c'), key("- a: b")
    (('title', '雨: 后', None), ('a: b', 'c', None), None)
    >>> key("title：雨后"), key("title:雨后"), key("https://a.cn"), key("他说：「走」，走了")
    (('title', '雨后', 'full-width-colon'), ('title', '雨后', 'missing-space'), None, \
('他说', '「走」，走了', 'full-width-colon'))
    """
    if text[row.start] in "\"'":
        return _quoted_key(text, row)
    if text.startswith("?", row.start) and (match := _EXPLICIT.match(text, row.start, row.end)):
        return _explicit_key(match)
    if text[row.start] in RESERVED or text.startswith(_NO_KEY, row.start) or is_item(text, row):
        return None
    return _loose_key(text, row) or _plain_key(text, row)


def is_item(text: str, row: Row) -> bool:
    """Whether *row* is an item of a list."""
    return text[row.start] == "-" and (row.end == row.start + 1 or text[row.start + 1] in " \t")


def _explicit_key(match: re.Match[str]) -> Key | None:
    written = match[1].rstrip(BLANKS)
    name = written if is_plain(written) else quoted(written)
    return None if name is None else Key(name, (match.end(1), match.end()))


def _quoted_key(text: str, row: Row) -> Key | None:
    written = text[row.start : row.end]
    found = quoted_prefix(written)
    if found is None:
        return None
    name, behind = found
    colon = row.start + behind + len(written[behind:]) - len(written[behind:].lstrip(BLANKS))
    match = _ANY_COLON.match(text, colon, row.end)
    return match and Key(name, match.span(), _defect_of(text, match, row))


def _defect_of(text: str, colon: re.Match[str], row: Row) -> str | None:
    """What is wrong with a colon as the end of a key."""
    if colon[0].startswith("："):
        return "full-width-colon"
    if _COLON.match(text, colon.start(), row.end):
        return None
    before = text[max(colon.start() - 1, row.start)]
    return "space-before-colon" if before in BLANKS else "missing-space"


def _plain_key(text: str, row: Row) -> Key | None:
    match = _COLON.search(text, row.start, row.end)
    if match is None:
        return None
    name = text[row.start : match.start()].strip(BLANKS)
    return Key(name, match.span()) if name and " #" not in name else None


def _loose_key(text: str, row: Row) -> Key | None:
    """Return the key before a colon that is full-width or has no blank behind it.

    Such a line is prose more often than not, so the name must look like one.
    """
    match = _ANY_COLON.search(text, row.start, row.end)
    defect = match and _defect_of(text, match, row)
    if match is None or defect is None:
        return None
    name = text[row.start : match.start()].strip(BLANKS)
    if defect == "full-width-colon":
        is_alone = _COLON.search(text, match.end(), row.end) is None
        sure = is_trusted(name) or (is_alone and _NAME.fullmatch(name) is not None)
    else:
        sure = is_trusted(name) and not text.startswith("//", match.end())
    return Key(name, match.span(), defect) if sure else None
