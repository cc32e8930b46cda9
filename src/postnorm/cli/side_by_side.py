"""Two texts in two columns: paragraphs are long lines, and so are broken where the column ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from postnorm.cli import colours
from postnorm.cli.width import cut, padded, visible

_GAP: Final = 3  # a sign between two spaces


def columns_of(width: int) -> int:
    """Return how wide one of two columns is."""
    return (width - _GAP) // 2


def rows(
    old: list[str], new: list[str], equal: bool, column: int, *, colour: bool
) -> Iterator[str]:
    """Give the rows for lines and what stands in their place.

    Between the columns stands ``|`` where lines differ, ``<`` or ``>`` where there is one on that side only.

    >>> print(*rows(["雨停了 。"], ["雨停了。"], False, 8, colour=False), sep="\\n")
    雨停了   | 雨停了。
    。       |
    """
    for left, right in zip_longest(old, new):
        sign = " " if equal else "<" if right is None else ">" if left is None else "|"
        for a, b in zip_longest(_pieces(left, column), _pieces(right, column), fillvalue=""):
            row = (padded(a, column), sign, b)
            yield " ".join(_painted(row) if colour and not equal else row).rstrip()


def _pieces(line: str | None, column: int) -> list[str]:
    if line is None:
        return []
    shown = visible(line.rstrip("\n").expandtabs(4))
    return list(cut(shown, column))


def _painted(row: tuple[str, str, str]) -> tuple[str, str, str]:
    old, sign, new = row
    return colours.painted(old, colours.REMOVED), sign, colours.painted(new, colours.PUT_IN)
