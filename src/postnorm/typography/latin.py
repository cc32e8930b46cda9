"""English sentences within Chinese posts keep the punctuation of English (CY/T 154-2017)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit
from postnorm.typography.lines import lines_at

# What no English sentence has in it: Han, kana, Hangul, full-width letters and digits.
_EAST: Final = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffef\U00020000-\U0003ffff"
)
_WIDE_MARKS: Final = "，。；：？！"
_NARROW: Final = str.maketrans(_WIDE_MARKS, ",.;:?!")
_HAS_EAST = re.compile(f"[{_EAST}]")
# Possessive, and each begins where one begins.
_QUOTED = re.compile(rf"[「『“]([^「」『』“”{_EAST}\r\n]{{1,400}}+)[」』”]")
# Words of a sentence: two in a row, the second in small letters. A list of names has none.
_WORDS = re.compile(r"[A-Za-z] (?=[a-z]{2})")
_FEWEST: Final = 2
_MARK = re.compile(rf"[{_WIDE_MARKS}](?<=[A-Za-z0-9].)(?![{_WIDE_MARKS}])[ \t]{{0,8}}")


def narrow_marks(text: str) -> Iterator[Edit]:
    """Full-width marks inside an English sentence become half-width, with a space behind them.

    >>> from postnorm.edits import apply
    >>> apply("「Stay hungry，stay foolish。」", narrow_marks("「Stay hungry，stay foolish。」"))
    '「Stay hungry, stay foolish.」'
    """
    return (edit for start, end in _sentences(text) for edit in _narrow(text, start, end))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Lines, and what stands in quotes, that have such marks and words of English, and no Chinese."""
    for line in lines_at(text, (match.start() for match in _MARK.finditer(text))):
        stretches = [line]
        if _HAS_EAST.search(text, *line):
            stretches = [match.span(1) for match in _QUOTED.finditer(text, *line)]
        for start, end in stretches:
            words = zip(range(_FEWEST), _WORDS.finditer(text, start, end), strict=False)
            if _MARK.search(text, start, end) and len([*words]) == _FEWEST:
                yield start, end


def _narrow(text: str, start: int, end: int) -> Iterator[Edit]:
    for mark in _MARK.finditer(text, start, end):
        closed = mark.end() == end or text[mark.end()] in "\"')]”」』"
        narrow = mark[0][0].translate(_NARROW) + ("" if closed else " ")
        yield Edit(*mark.span(), narrow, "punctuation.latin-sentence")
