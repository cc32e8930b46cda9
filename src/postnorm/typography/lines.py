"""The lines of a text in which something stands, found without looking at the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def lines_with(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each line that has *mark* in it, without its line end.

    >>> [*lines_with("a\\n(b)\\r\\nc", "(")]
    [(2, 5)]
    """
    at, done = text.find(mark), 0
    while at >= 0:
        start, done = _line_at(text, at, done)
        yield start, done
        at = text.find(mark, done)


def lines_at(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give start and end of each line that one of *places* (in order) stands in.

    >>> [*lines_at("a\\nbc\\nd", [2, 3])]
    [(2, 4)]
    """
    done = 0
    for at in places:
        if at >= done:
            start, done = _line_at(text, at, done)
            yield start, done


_END = re.compile(r"[\r\n]")


def _line_at(text: str, at: int, low: int) -> tuple[int, int]:
    """The line at *at*; nothing is searched before *low*, where the last line ended, or the text begins."""
    end = _END.search(text, at)
    start = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
    return start, end.start() if end else len(text)
