"""The lines of a text in which something stands, found without looking at the others."""

from __future__ import annotations

from collections.abc import Iterator


def lines_with(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each line that has *mark* in it, without its line end.

    >>> [*lines_with("a\\n(b)\\r\\nc", "(")]
    [(2, 5)]
    """
    has_returns = "\r" in text
    at = text.find(mark)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if has_returns:
            start = max(start, text.rfind("\r", start, at) + 1)
            cut = text.find("\r", at, end)
            end = cut if cut >= 0 else end
        yield start, end
        at = text.find(mark, end)
