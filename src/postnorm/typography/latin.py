"""English sentences within Chinese posts keep the punctuation of English (CY/T 154-2017)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit

# What no English sentence has in it: Han, kana, Hangul, full-width letters and digits.
_EAST: Final = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffef\U00020000-\U0003ffff"
)
_WIDE_MARKS: Final = "，。；：？！"
_NARROW: Final = str.maketrans(_WIDE_MARKS, ",.;:?!")
# A line, or what stands in quotes, without Chinese. Possessive, and each begins where one begins.
_LINE = re.compile(rf"(?:\A|(?<=[\r\n]))[^{_EAST}「『“\r\n]++(?=[\r\n]|\Z)")
_QUOTED = re.compile(rf"(?<=[「『“])[^「」『』“”{_EAST}\r\n]{{1,400}}+(?=[」』”])")
# Words of a sentence: two in a row, the second in small letters. A list of names has none.
_WORDS = re.compile(r"[A-Za-z] (?=[a-z]{2})")
_FEWEST: Final = 2
_MARK = re.compile(rf"(?<=[A-Za-z0-9])[{_WIDE_MARKS}](?![{_WIDE_MARKS}])[ \t]{{0,8}}(?=(.?))")


def narrow_marks(text: str) -> Iterator[Edit]:
    """Full-width marks inside an English sentence become half-width, with a space behind them.

    >>> from postnorm.edits import apply
    >>> apply("「Stay hungry，stay foolish。」", narrow_marks("「Stay hungry，stay foolish。」"))
    '「Stay hungry, stay foolish.」'
    """
    if not _MARK.search(text):
        return
    for pattern in (_LINE, _QUOTED):
        for stretch in pattern.finditer(text):
            words = _WORDS.finditer(text, *stretch.span())
            if len([*zip(range(_FEWEST), words, strict=False)]) < _FEWEST:
                continue
            for mark in _MARK.finditer(text, *stretch.span()):
                goes_on = mark.end() < stretch.end() and mark[1] not in "\"')]”」』"
                narrow = mark[0][0].translate(_NARROW) + (" " if goes_on else "")
                yield Edit(*mark.span(), narrow, "punctuation.latin-sentence")
