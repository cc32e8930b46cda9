"""A text reduced to what copies of it have in common, with the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right

# Letters and digits of any script. Marks, spaces and Markdown differ between copies of one
# article; a flattened copy has other spaces, a cleaned one other marks.
_RUN = re.compile(r"[^\W_]+")


class Skeleton:
    """The letters and digits of a text, run together.

    >>> skeleton = Skeleton("甲, 乙。")
    >>> skeleton.text, skeleton.start(1), skeleton.end(1)
    ('甲乙', 3, 1)
    """

    __slots__ = ("_at", "_runs", "text")

    def __init__(self, text: str) -> None:
        runs: list[int] = []  # where each run begins in the text
        at: list[int] = []  # and in the skeleton
        parts: list[str] = []
        length = 0
        for match in _RUN.finditer(text):
            run = match[0]
            runs.append(match.start())
            at.append(length)
            parts.append(run)
            length += len(run)
        self.text = "".join(parts)
        self._runs = runs
        self._at = at

    def start(self, place: int) -> int:
        """Return the offset in the text of the character at *place* of the skeleton."""
        run = bisect_right(self._at, place) - 1
        return self._runs[run] + place - self._at[run]

    def end(self, place: int) -> int:
        """Return the offset in the text right after the character before *place*."""
        return self.start(place - 1) + 1
