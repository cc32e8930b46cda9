"""Which lines of a text are converted: all, those in the other script, or words of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from postnorm.scripts.detection import (
    Verdict,
    count_scripts,
    has_foreign,
    has_only,
    is_chinese,
    is_foreign,
    verdict_of,
)


class Stretch(NamedTuple):
    """Lines to convert: all of them, or only what the target script cannot have written."""

    start: int
    end: int
    whole: bool


def find_stretches(text: str, other: Literal["hans", "hant"], *, auto: bool) -> Iterator[Stretch]:
    """Give what of *text* needs to be converted from the *other* script; all if that is told.

    >>> list(find_stretches("請說\\n来了\\n", "hant", auto=True))
    [Stretch(start=0, end=3, whole=True), Stretch(start=3, end=6, whole=False)]
    """
    if not auto:
        yield Stretch(0, len(text), whole=True)
    elif not has_only(other, text) or not is_chinese(text):
        return
    elif has_foreign(text) or has_only("hans" if other == "hant" else "hant", text):
        yield from _find_lines(text, other)
    else:
        yield Stretch(0, len(text), whole=True)


def _find_lines(text: str, other: Literal["hans", "hant"]) -> Iterator[Stretch]:
    lines = text.splitlines(keepends=True)
    counts = [None if is_foreign(line) else count_scripts(line) for line in lines]
    # A line without evidence goes with the text, when that is in one script.
    chinese = [count for count in counts if count]
    leaning = verdict_of(sum(hans for hans, _ in chinese), sum(hant for _, hant in chinese))
    at = 0
    for whole, group in groupby(
        zip(lines, counts, strict=True), lambda line: _needs(line[1], leaning, other)
    ):
        end = at + sum(len(line) for line, _ in group)
        if whole is not None:
            yield Stretch(at, end, whole)
        at = end


def _needs(counts: tuple[int, int] | None, leaning: Verdict, other: Verdict) -> bool | None:
    """Tell whether a line is converted whole (True), in part (False) or not at all (None)."""
    if counts is None:
        return None
    verdict = verdict_of(*counts)
    if verdict == "neither":
        return True if leaning == other else None
    return verdict == other
