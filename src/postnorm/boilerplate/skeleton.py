"""A text reduced to what copies of it have in common, with the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

# Letters and digits of any script, and emoji, which are words too. Marks, spaces and Markdown differ
# between copies of one article; a flattened copy has other spaces, a cleaned one other marks.
_RUN = re.compile("[^\\W_]+|[\u2600-\u27bf\U0001f000-\U0001faff]+")


class Skeleton:
    """The letters, digits and emoji of a text, run together.

    >>> skeleton = Skeleton("甲, 乙。")
    >>> skeleton.text, skeleton.start(1), skeleton.end(1)
    ('甲乙', 3, 1)
    """

    __slots__ = ("_at", "_runs", "_text", "text")

    def __init__(self, text: str) -> None:
        self._text = text
        self.text = "".join(_RUN.findall(text))
        # Where each run begins in the skeleton and in the text; most texts are never asked.
        self._at: list[int] = []
        self._runs: list[int] = []

    def _measure(self) -> None:
        spans = [match.span() for match in _RUN.finditer(self._text)]
        self._runs = [start for start, _ in spans]
        self._at = [0, *accumulate(end - start for start, end in spans)]

    def start(self, place: int) -> int:
        """Return the offset in the text of the character at *place* of the skeleton."""
        if not self._at:
            self._measure()
        run = bisect_right(self._at, place) - 1
        return self._runs[run] + place - self._at[run]

    def end(self, place: int) -> int:
        """Return the offset in the text right after the character before *place*."""
        return self.start(place - 1) + 1
