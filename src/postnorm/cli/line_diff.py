"""Two texts line by line: taken from the record of what was done, and not guessed by comparing.

A line of the result that came from an equal line of the source is that line. So a plug that went is
never shown as half of another one, and the work is linear: nothing is looked for but in small gaps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from postnorm import Post

_SMALL: Final = 200
"""Lines of a gap that are compared with each other, such as those of a header: at most this squared."""


class Stretch(NamedTuple):
    """Lines of the old text and what stands in their place; equal ones are the same on both sides."""

    old: tuple[int, int]
    new: tuple[int, int]
    equal: bool


class Lines(NamedTuple):
    """Both texts in lines, each with its line end."""

    old: list[str]
    new: list[str]
    stretches: list[Stretch]


def compare(post: Post, text: str, body: int) -> Lines:
    """Compare the source of *post* with *text*, in which its body begins at *body*."""
    old, new = lines_of(post.source), lines_of(text)
    pairs = _filled(old, new, list(_rising(_traced(post, body, old, new))))
    return Lines(old, new, list(_stretches(pairs, len(old), len(new))))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; only a line feed ends one, as for ``patch``.

    >>> lines_of("雨\\r\\n停")
    ['雨\\r\\n', '停']
    """
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]


def _traced(
    post: Post, body: int, old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Pairs of equal lines of which the new one came from the old one."""
    starts = _starts(old)
    places = post.source_map()
    at = 0
    for number, line in enumerate(new):
        start, end = max(at - body, 0), min(at - body + len(line), len(post.body))
        if at >= body and start < end:
            low, _ = places.source(start, end)
            found = bisect_left(starts, low)
            if found < len(old) and starts[found] == low and old[found] == line:
                yield found, number
        at += len(line)


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts[:-1]


def _rising(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave out what was moved: in a diff lines do not cross."""
    last = -1
    for old, new in pairs:
        if old > last:
            last = old
            yield old, new


def _filled(
    old: Sequence[str], new: Sequence[str], pairs: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The pairs, and equal lines between them: from both ends, and in a small gap all there are."""
    a = b = 0
    for x, y in [*pairs, (len(old), len(new))]:
        while a < x and b < y and old[a] == new[b]:
            yield a, b
            a, b = a + 1, b + 1
        tail = 0
        while x - tail > a and y - tail > b and old[x - tail - 1] == new[y - tail - 1]:
            tail += 1
        if 0 < x - tail - a <= _SMALL and 0 < y - tail - b <= _SMALL:
            inside = SequenceMatcher(None, old[a : x - tail], new[b : y - tail], autojunk=False)
            for low, high, size in inside.get_matching_blocks():
                yield from ((a + low + n, b + high + n) for n in range(size))
        yield from ((x - n, y - n) for n in range(tail, 0, -1))
        if x < len(old):
            yield x, y
        a, b = x + 1, y + 1


def _stretches(pairs: Iterator[tuple[int, int]], olds: int, news: int) -> Iterator[Stretch]:
    a = b = 0  # behind the last pair
    start_a = start_b = 0  # where the run of pairs began
    for x, y in [*pairs, (olds, news)]:
        if (x, y) == (a, b) and (x, y) != (olds, news):
            a, b = a + 1, b + 1
            continue
        if a > start_a:
            yield Stretch((start_a, a), (start_b, b), True)
        if x > a or y > b:
            yield Stretch((a, x), (b, y), False)
        start_a, start_b = x, y
        a, b = x + 1, y + 1


def hunks(lines: Lines, context: int = 3) -> Iterator[list[Stretch]]:
    """Give the changed stretches in groups, with *context* equal lines around them."""
    group: list[Stretch] = []
    for number, one in enumerate(lines.stretches):
        if not one.equal:
            group.append(one)
            continue
        size = one.old[1] - one.old[0]
        last = number == len(lines.stretches) - 1
        if group and (last or size > 2 * context):
            keep = min(size, context)
            group.append(_part(one, 0, keep))
            yield group
            group = []
        if not last:
            keep = min(size, context) if not group else size
            group.append(_part(one, size - keep, size))
    if any(not one.equal for one in group):
        yield group


def _part(one: Stretch, low: int, high: int) -> Stretch:
    return Stretch(
        (one.old[0] + low, one.old[0] + high), (one.new[0] + low, one.new[0] + high), True
    )
