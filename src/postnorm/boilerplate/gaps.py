"""Taking a stretch out of a text without leaving a hole."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n?|\n")


def with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen what is to be removed over the whitespace that would be left double.

    Whole lines go with the blank lines after them, what ends the text with the whitespace
    before it; the line end at the end of the text stays.

    >>> text = "甲。\\n\\n乙。\\n\\n丙。\\n"
    >>> [text[: a] + text[b :] for a, b in (with_gap(text, 4, 6), with_gap(text, 8, 10))]
    ['甲。\\n\\n丙。\\n', '甲。\\n\\n乙。\\n']
    """
    last = len(text) - len(text[end:].lstrip())
    if last == len(text):
        first = len(text[:start].rstrip())
        return (first, end) if first else (0, last)
    if not start or text[start - 1] in "\r\n":
        blank = text[end:last]
        end = last - len(LINE_END.split(blank)[-1])
    return start, end
