"""The lines of a text in which something stands, found without looking at the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def lines_with(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each line that has *mark* in it, without its line end.

    >>> [*lines_with("a\\n(b)\\r\\nc", "(")]
    [(2, 5)]
    """
    at = text.find(mark)
    while at >= 0:
        start, end = _line_at(text, at)
        yield start, end
        at = text.find(mark, end)


def lines_at(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give start and end of each line that one of *places* (in order) stands in.

    >>> [*lines_at("a\\nbc\\nd", [2, 3])]
    [(2, 4)]
    """
    done = -1
    for at in places:
        if at > done:
            start, done = _line_at(text, at)
            yield start, done


def _line_at(text: str, at: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    returned = text.rfind("\r", start, at)
    start = returned + 1 if returned >= 0 else start
    cut = text.find("\r", at, end)
    return start, cut if cut >= 0 else end
