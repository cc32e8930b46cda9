"""Changes in words: where they are, and what was put in place of what."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from postnorm import MISSING
from postnorm.cli.language import say

_LINE_END: Final = re.compile(r"\r\n?|\n")  # as editors count lines
_LONGEST: Final = 40


class Places:
    """Line and column, counted from 1, of places in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def __call__(self, span: tuple[int, int]) -> str:
        """Return where a span begins, as ``LINE:COLUMN``."""
        return "{}:{}".format(*self.at(span[0]))


def difference(old: str, new: str) -> str:
    """Return what became of a text, on one line."""
    if not new:
        return say("removed {old}", old=shown(old))
    if not old:
        return say("put in {new}", new=shown(new))
    return f"{shown(old)} -> {shown(new)}"


def alike(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at the head, and behind that at the tail.

    >>> alike("雨停了 。", "雨停了。"), alike("甲甲", "甲")
    ((3, 1), (1, 0))
    """
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    rest = range(1, most - head + 1)
    return head, next((at - 1 for at in rest if one[-at] != other[-at]), most - head)


def shown(value: object) -> str:
    """Return a value as people can read it on one line."""
    if value is MISSING:
        return say("nothing")
    if not isinstance(value, str):
        return repr(value)
    if len(value) <= _LONGEST:
        return repr(value)
    half = _LONGEST // 2
    count = say("({count} characters)", count=len(value))
    return f"{value[:half]!r} … {value[-half:]!r} {count}"
