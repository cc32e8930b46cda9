"""Finding two copies in a string and walking along both: linear, from anchors, never all pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

ANCHOR: Final = 16
"""Characters that must agree to suspect a copy. Chinese needs few: 16 equal letters by chance do not occur."""

PROBE: Final = 10
"""Characters that must agree to go on behind a difference, where the other side is near."""

ASCII_PROBE: Final = 24
"""The same where they are Latin letters and digits: one word may have ten of them."""

WINDOW: Final = 600
"""How far behind a difference the copies must agree again: a paragraph that one copy lacks."""

# A difference costs as much as 16 equal characters earn (one typo in twenty is still a copy), so
# that a walk through texts that are not copies ends soon.
_COST: Final = 16
_MOST_DEBT: Final = 30 * _COST

_TYPO: Final = 4
_AFTER_TYPO: Final = 6  # at the same distance less agreement will do

_SKIPS: Final = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)


class Match(NamedTuple):
    """``text[first : first + length] == text[second : second + length]``."""

    first: int
    second: int
    length: int


def common_length(text: str, first: int, second: int, most: int) -> int:
    """Return how far the text agrees from two places on, by comparing slices that double and halve.

    >>> common_length("雨停了路湿雨停了路滑", 0, 5, 5)
    4
    """
    length, step = 0, 64
    while length < most and step:
        size = min(step, most - length)
        if (
            text[first + length : first + length + size]
            == text[second + length : second + length + size]
        ):
            length += size
            step *= 2
        else:
            step = size // 2
    return length


def common_length_before(text: str, first: int, second: int, most: int) -> int:
    """Return how far the text agrees backwards from two places."""
    length, step = 0, 64
    while length < most and step:
        size = min(step, most - length)
        one = text[first - length - size : first - length]
        if one == text[second - length - size : second - length]:
            length += size
            step *= 2
        else:
            step = size // 2
    return length


def walk(text: str, first: int, second: int, *, middle: int | None = None) -> Iterator[Match]:
    """Follow two copies that begin at *first* and *second*, over what only one of them has.

    Ends where the first copy runs into *middle* (where the second begins), the second into the end of the text, or
    where they do not agree again within the window. The work at each difference is bounded, and
    a walk that meets more differences than agreement gives up.
    """
    middle = second if middle is None else middle
    debt = 0
    while first < middle and second < len(text):
        length = common_length(text, first, second, min(middle - first, len(text) - second))
        if length:
            yield Match(first, second, length)
        first, second = first + length, second + length
        debt = max(0, debt - length) + _COST
        if debt > _MOST_DEBT:
            return
        again = _agree_again(text, first, second, middle)
        if again is None:
            return
        first, second = again


def refined(text: str, matches: Iterable[Match]) -> Iterator[Match]:
    """Give *matches*, and between two of them what agrees where both copies have the same length.

    Typos that stand close together leave less than a probe between them.
    """
    last: Match | None = None
    for match in matches:
        if last is not None:
            yield from _between(text, last, match)
        yield match
        last = match


_MOST_REFINED: Final = 64


def _between(text: str, before: Match, after: Match) -> Iterator[Match]:
    first, second = before.first + before.length, before.second + before.length
    if after.first - first == after.second - second <= _MOST_REFINED:
        yield from letter_by_letter(text, first, second, after.first - first)


def letter_by_letter(text: str, first: int, second: int, size: int) -> Iterator[Match]:
    """Give what agrees at the same distance from two places, if half of it does: the rest are typos.

    >>> list(letter_by_letter("雨停了路雨听了路", 0, 4, 4))
    [Match(first=0, second=4, length=1), Match(first=2, second=6, length=2)]
    """
    equal = [text[first + n] == text[second + n] for n in range(size)]
    if 2 * sum(equal) < size:
        return  # another wording, which has a letter in common by chance
    at = 0
    for same, run in groupby(equal):
        length = len(list(run))
        if same:
            yield Match(first + at, second + at, length)
        at += length


def walk_back(backwards: str, first: int, second: int) -> tuple[int, int]:
    """Return where the copies that agree at *first* and *second* begin; takes the text reversed."""
    end = len(backwards)
    start = first, second
    for match in walk(backwards, end - second, end - first, middle=end - first - ANCHOR):
        start = end - match.second - match.length, end - match.first - match.length
    return start


def _agree_again(text: str, first: int, second: int, middle: int) -> tuple[int, int] | None:
    """The nearest places behind a difference from which the copies agree."""
    for skip in range(1, _TYPO + 1):  # the likeliest: letters in place of as many others
        there, here = first + skip, second + skip
        probe = text[there : min(there + _AFTER_TYPO, middle)]
        if len(probe) == _AFTER_TYPO and text.startswith(probe, here):
            return there, here
    best: tuple[int, int] | None = None
    for skip in _SKIPS:
        at = first + skip
        if at + PROBE > middle or (best and skip >= sum(best) - first - second):
            break
        probe = text[at : at + PROBE]
        if probe.isascii():
            probe = text[at : at + ASCII_PROBE]
        near = text.find(probe, second, second + WINDOW + len(probe))
        if near >= 0:
            back = common_length_before(text, at, near, min(at - first, near - second))
            found = at - back, near - back
            if best is None or sum(found) < sum(best):
                best = found
    return best
