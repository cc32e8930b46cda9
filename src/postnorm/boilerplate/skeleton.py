"""A text reduced to what copies of it have in common, with the way back to the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import Final

from postnorm.tables.folding import folding

EMOJI: Final = "\u2600-\u27bf\U0001f000-\U0001faff"
SIGNS: Final = "%％‰℃℉°√×÷±≈≠≤≥∞¥￥€£"
"""What changes a number or an answer: 13 and 13% say different things. Markdown uses none of them."""

# Letters and digits of any script, and signs and emoji, which are words too. Marks, spaces and
# Markdown differ between copies of one article; a flattened copy has other spaces, a cleaned one
# other marks. The two halves exclude each other: no character is read twice.
RUN: Final = re.compile(f"[^\\W_]+|[{SIGNS}{EMOJI}]+")

# Runs are short: the list of all of them would take five times the memory of the text.
_PIECE: Final = 65_536


def letters_of(text: str) -> str:
    """Return the letters, digits, signs and emoji of a text, run together.

    >>> letters_of("甲, 乙。13 %")
    '甲乙13%'
    """
    if len(text) <= _PIECE:
        return "".join(RUN.findall(text))
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return "".join("".join(RUN.findall(piece)) for piece in pieces)


# Of one text that stands there as HTML and as plain text. Bounded, and each begins with its own <.
# Links and pictures are not among them: they say something.
_TAG_OF_FORM: Final = re.compile(
    r"</?(?:p|div|section|br|span|font|strong|b|em|i|u)(?:\s[^<>]{0,300})?/?>|&(?:nbsp|e[mn]sp);",
    re.IGNORECASE,
)


def without_tags(text: str) -> str:
    """Return *text* with blanks in place of tags that only give it form; of the same length.

    >>> without_tags("<p>甲</p>乙"), without_tags("<a href=b>甲</a>")
    ('   甲    乙', '<a href=b>甲</a>')
    """
    return _TAG_OF_FORM.sub(lambda tag: " " * len(tag[0]), text)


class Skeleton:
    """The letters of a text, run together, and where each stands; *folded* to one script and width.

    >>> skeleton = Skeleton("頭, 髮。", folded=True)
    >>> skeleton.text, skeleton.start(1), skeleton.end(1)
    ('头发', 3, 1)
    """

    __slots__ = ("_at", "_runs", "_text", "text")

    def __init__(self, text: str, *, folded: bool = False) -> None:
        self._text = text
        letters = letters_of(text)
        # Folding turns one character into one, so that places stay what they are.
        self.text: str = letters.translate(folding()) if folded else letters
        # Where each run begins in the skeleton and in the text; most texts are never asked.
        self._at = array("q")
        self._runs = array("q")

    def _measure(self) -> None:
        # Arrays, not lists of pairs: a pair of numbers takes more memory than the run that it measures.
        runs, at, size = array("q"), array("q", [0]), 0
        for match in RUN.finditer(self._text):
            start, end = match.span()
            size += end - start
            runs.append(start)
            at.append(size)
        self._runs, self._at = runs, at

    def start(self, place: int) -> int:
        """Return the offset in the text of the character at *place* of the skeleton."""
        if not self._at:
            self._measure()
        run = bisect_right(self._at, place) - 1
        return self._runs[run] + place - self._at[run]

    def end(self, place: int) -> int:
        """Return the offset in the text right after the character before *place*."""
        return self.start(place - 1) + 1

    def runs(self) -> array[int]:
        """Return the places where runs begin, and the end of the last: a copy is cut at the same ones."""
        if not self._at:
            self._measure()
        return self._at
