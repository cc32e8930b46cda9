"""Spaces beside Chinese marks, which bring their own room (clreq 3.1.6, 中西混排)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postnorm.edits import Edit

_BLANK = " \t\u3000\xa0"
_PAUSES = "，、；："
_STOPS = "。？！"
_CLOSERS = "）】》」』〉〕〗"
_OPENERS = "（【《「『〈〔〖"

# Runs of blanks beside a mark. The run is possessive and begins where no blank stands before it,
# so each is read once.
_BEFORE = re.compile(rf"(?<![{_BLANK}\r\n|])(?<!\A)[{_BLANK}]++(?=[{_PAUSES}{_STOPS}{_CLOSERS}])")
_AFTER = re.compile(rf"(?<=[{_PAUSES}{_OPENERS}])[{_BLANK}]++(?=[\w{_OPENERS}“‘`\[])")
_BESIDE = re.compile(
    rf"(?<=[{_STOPS}{_CLOSERS}])[{_BLANK}]++(?=[\w{_OPENERS}“‘])"
    rf"|(?<=[\w{_STOPS}])[{_BLANK}]++(?=[{_OPENERS}])"
)
# What stands before a blank that is Markdown's: "- ", "> ", "## ", "1. ", in quotations and lists too.
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)(?:[ \t]+\[[ xX]\])?")
_LONGEST_MARKER = 64
_LINE_END = re.compile(r"[\r\n]")
_MARKER_ENDS = frozenset("-*+.)#>]")


def close_spaces(text: str) -> Iterator[Edit]:
    """Take out spaces before pauses, stops and closing brackets, and after pauses and opening brackets.

    A space after a stop is kept: in flattened text it is all that is left of a paragraph break.

    >>> from postnorm.edits import apply
    >>> apply("1 、注意 ： 路滑 。 慢走", close_spaces("1 、注意 ： 路滑 。 慢走"))
    '1、注意：路滑。 慢走'
    """
    found = [
        Edit(*match.span(), "", "punctuation.space-before-mark")
        for match in _BEFORE.finditer(text)
        if not _after_marker(text, match.start()) and not _is_blank_to_fill(text, *match.span())
    ]
    taken = {edit.start for edit in found}
    found += [
        Edit(*match.span(), "", "punctuation.space-after-mark")
        for match in _AFTER.finditer(text)
        if match.start() not in taken
    ]
    return iter(sorted(found))


def close_spaces_strictly(text: str) -> Iterator[Edit]:
    """Take out spaces after stops and closing brackets, and before opening ones, too."""
    for match in _BESIDE.finditer(text):
        yield Edit(*match.span(), "", "punctuation.space-beside-mark")


def _is_blank_to_fill(text: str, start: int, end: int) -> bool:
    """Whether the space is all that stands in a pair of brackets: （    ）."""
    return text[start - 1] in _OPENERS and text[end] in _CLOSERS


def _after_marker(text: str, at: int) -> bool:
    """Whether only a Markdown marker stands between the beginning of the line and *at*."""
    if text[at - 1] not in _MARKER_ENDS:
        return False
    window = text[max(0, at - _LONGEST_MARKER) : at]
    line = _LINE_END.split(window)[-1]
    return (len(line) < len(window) or at <= _LONGEST_MARKER) and bool(_MARKER.fullmatch(line))
