"""Which stretches of a text stand in it again: candidates, found from a few anchors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from postnorm.boilerplate.alignment import (
    ANCHOR,
    Match,
    common_length,
    letter_by_letter,
    refined,
    walk,
    walk_back,
)
from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.probing import REACHED

# All lengths count letters, digits, signs and emoji.
SHORTEST_COPY: Final = 30
"""The shortest real double that was seen has 37; refrains and captions are shorter than this."""

SHORTEST_LEAD: Final = ANCHOR
"""For a lead paragraph that stands directly after itself at the very beginning: seen from 16 on."""

LONG: Final = 100
"""A block of less may be a refrain, a caption or a note; the shortest real block pasted twice has 180."""

MOST_COPIES: Final = 8
"""What stands more often is a refrain, a table or a log; scraping does not do that."""

ANCHORS: Final = 36
"""Places that are tried as the inside of a first copy; each costs one search."""

LONGEST_TYPO: Final = 4
"""Letters that may stand in place of others without being moved; a notice tells them."""

EDGE: Final = 64
"""Letters before the beginning and behind the end of copies that are compared one by one: a sentence or two."""

_ENOUGH: Final = 2000  # letters by which one of several places is told to be the copy
_TYPO_ALONE: Final = 1  # a first or last letter that differs, with nothing else in its sentence
_BLOCK_ANCHOR: Final = 8  # letters of a run that may stand in a block that was pasted twice


class Pair(NamedTuple):
    """Two copies, by the stretches of the skeleton in which they agree."""

    matches: tuple[Match, ...]

    @property
    def first(self) -> Stretch:
        return self.matches[0].first, self.matches[-1].first + self.matches[-1].length

    @property
    def second(self) -> Stretch:
        return self.matches[0].second, self.matches[-1].second + self.matches[-1].length

    @property
    def agreed(self) -> int:
        return sum(match.length for match in self.matches)

    @property
    def agreement(self) -> float:
        """The share of the shorter copy that stands in the other."""
        (start, end), (again, last) = self.first, self.second
        return self.agreed / min(end - start, last - again)

    @property
    def longer_agreement(self) -> float:
        """The share of the longer copy that stands in the other."""
        (start, end), (again, last) = self.first, self.second
        return self.agreed / max(end - start, last - again)


def body_candidates(body: Body) -> Iterator[Pair]:
    """Give pairs of copies that may be the whole of a text, from anchors spread over its first part."""
    letters = body.letters
    last = len(letters) - SHORTEST_COPY
    reach = 0  # an anchor inside a pair that was refused would find the same pair
    for at in range(0, int(last * REACHED) + 1, max(1, int(last * REACHED) // ANCHORS)):
        again = _next_copy(letters, at) if at >= reach else None
        if again is not None:
            pair = _pair_at(body, at, again)
            yield pair
            reach = pair.first[1]


def _pair_at(body: Body, first: int, second: int) -> Pair:
    """Return the pair around two places that agree.

    What stands before the first of two copies that touch may end with the letters that they end with;
    the walk back takes these along, and the copies begin a little later, with a sentence.
    """
    pair = _pair_from(body, *walk_back(body.backwards, first, second))
    (start, end), again = pair.first, pair.second[0]
    if end != again or (body.begins(start) and body.begins(again)):
        return pair
    for size in range(1, min(EDGE, pair.matches[0].length)):
        if body.begins(start + size) and body.begins_line(again + size):
            anchor = body.letters[start + size : start + size + ANCHOR]
            often = body.letters.count(anchor) > MOST_COPIES
            return pair if often else _pair_from(body, start + size, again + size)
    return pair


def _pair_from(body: Body, first: int, second: int) -> Pair:
    found = walk(body.letters, first, second)
    return Pair(tuple(_widened(body, list(refined(body.letters, found)))))


def _widened(body: Body, matches: list[Match]) -> list[Match]:
    """Add a beginning and an end in which typos leave less than the walk needs to go on.

    As much as agrees letter by letter, from or to a place where both copies begin, or end, a sentence.
    """
    first, second, _ = matches[0]
    end = matches[-1].first + matches[-1].length
    for size in range(min(EDGE, first, second - end), 0, -1):
        if body.begins(first - size) and body.begins(second - size):
            before = _edge(body.letters, first - size, second - size, size)
            if before:
                matches = [*before, *matches]
                break
    start, (first, second, size) = matches[0], matches[-1]
    first, second = first + size, second + size
    for size in range(min(EDGE, start.second - first, len(body.letters) - second), 0, -1):
        if body.ends(first + size) and body.ends(second + size):
            after = _edge(body.letters, first, second, size)
            if after:
                return [*matches, *after]
    return matches


def _edge(letters: str, first: int, second: int, size: int) -> list[Match]:
    """What agrees in an edge of copies, with its ends, so that a typo there is told too."""
    found = list(letter_by_letter(letters, first, second, size))
    if not found and size > _TYPO_ALONE:
        return []
    return [Match(first, second, 0), *found, Match(first + size, second + size, 0)]


def _next_copy(letters: str, at: int) -> int | None:
    """Where the anchor at *at* stands again, if at a copy's distance and not too often.

    Of several places the first from which the most agrees: an article may end with its first words.
    """
    anchor = letters[at : at + ANCHOR]
    found = letters.find(anchor, at + 1)
    if found - at < (SHORTEST_COPY if at else SHORTEST_LEAD):
        return None  # it stands once, or the text has a short period: 哈哈哈哈
    count = letters.count(anchor)
    if count <= 2 or count > MOST_COPIES:
        return found if count <= MOST_COPIES else None
    places = [found]
    while (found := letters.find(anchor, found + 1)) >= 0:
        places.append(found)
    most = min(_ENOUGH, places[0] - at)
    return max(places, key=lambda place: common_length(letters, at, place, most))


def block_candidates(body: Body) -> Iterator[Pair]:
    """Give pairs of copies anywhere in a text, from the runs between marks that stand in it again.

    A copy has the same marks in most places, so its runs begin and end at the same letters.
    After a pair, goes on behind its first copy.
    """
    at, letters = body.skeleton.runs(), body.letters
    runs = [letters[start:end] for start, end in pairwise(at)]
    count = Counter(runs)
    later: dict[str, int] = {}
    following: list[int | None] = []
    for place, run in zip(reversed(at[:-1]), reversed(runs), strict=True):
        following.append(later.get(run))
        later[run] = place
    reach = 0
    for place, run, again in zip(at, runs, reversed(following), strict=False):
        if again is None or place < reach or len(run) < _BLOCK_ANCHOR:
            continue
        if again - place >= SHORTEST_COPY and count[run] <= MOST_COPIES:
            pair = _pair_at(body, place, again)
            yield pair
            reach = max(reach, pair.first[1])
