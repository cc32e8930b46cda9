"""Which stretches of a text are copies of each other, and whether they are near and long enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from postnorm.boilerplate.alignment import ANCHOR, Match, walk, walk_back
from postnorm.boilerplate.body import Body
from postnorm.boilerplate.gaps import LINE_END

# All lengths count letters, digits and emoji.
SHORTEST_COPY: Final = 30
"""The shortest real double that was seen has 37; refrains and captions are shorter than this."""

SHORTEST_LEAD: Final = ANCHOR
"""For a lead paragraph that stands directly after itself at the very beginning: seen from 16 on."""

AGREEMENT: Final = 0.9
"""Share of the shorter copy that stands in the other: plugs, typos and captions take up the rest."""

LONGER_AGREEMENT: Final = 0.75
"""Share of the longer copy that stands in the other: less is an article that comes back to its words."""

EXCERPT_AGREEMENT: Final = 0.97
"""The same for an excerpt before the article, where less else speaks for a copy."""

COVERAGE: Final = 0.8
"""Share of the body that the copies make up. Less is a pasted block, which may be meant."""

MOST_BETWEEN: Final = 0.2
"""What stands between two copies (a plug, a script's remains), as a share of the first."""

MOST_BETWEEN_FLATTENED: Final = 1.5
"""The same where one copy has lost the line ends of the other, which no author does."""

VERSE: Final = 16
"""Letters of a line that is shorter than prose: a stanza that comes back is a refrain."""

MOST_COPIES: Final = 8
"""What stands more often is a refrain, a table or a log; scraping does not do that."""

_ANCHORS: Final = 24  # places tried as the inside of a first copy; each costs one search

CUT_OFF = re.compile(r"(?:…|\.{3}|⋯)[\s\])）】]*\Z")
# Copies do not differ in these; sections written to one pattern do.
_COUNTER = re.compile(
    "[\\d〇零一二两兩三四五六七八九十百千万萬半甲乙丙丁上中下]{1,6}|[A-Za-z]|[\u2600-\u27bf\U0001f000-\U0001faff]"
)
_NEGATION = re.compile("[不没沒非无無未别別]")
_INTRODUCED = re.compile(r"[:：]\s*\Z|[:：]\s*[\r\n]")
_BREAKS = re.compile(r"[\r\n]\s*+")
_DIGITS = re.compile(r"\d+")


class Pair(NamedTuple):
    """Two copies, by the stretches of the skeleton in which they agree."""

    matches: tuple[Match, ...]

    @property
    def first(self) -> tuple[int, int]:
        return self.matches[0].first, self.matches[-1].first + self.matches[-1].length

    @property
    def second(self) -> tuple[int, int]:
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


def find_pair(body: Body) -> Pair | None:
    """Return the first two copies in a text that are near and long enough to act on."""
    letters = body.letters
    last = len(letters) - SHORTEST_COPY
    backwards = letters[::-1]
    reach = 0  # an anchor inside a pair that was refused would find the same pair
    for at in range(0, last // 2 + 1, max(1, last // (2 * _ANCHORS))):
        if at < reach:
            continue
        again = _next_copy(letters, at)
        if again is None:
            continue
        pair = Pair(tuple(walk(letters, *walk_back(backwards, at, again))))
        if _is_double(body, pair):
            return pair
        reach = pair.first[1]
    return None


def _next_copy(letters: str, at: int) -> int | None:
    """Where the anchor at *at* stands again, if at a copy's distance and not too often."""
    anchor = letters[at : at + ANCHOR]
    found = letters.find(anchor, at + 1)
    if found - at < (SHORTEST_COPY if at else SHORTEST_LEAD):
        return None  # it stands once, or the text has a short period: 哈哈哈哈
    return found if letters.count(anchor) <= MOST_COPIES else None


def _is_double(body: Body, pair: Pair) -> bool:
    """Whether this is an article that stands twice, and nothing that its author meant."""
    (start, end), (again, _) = pair.first, pair.second
    if pair.agreement < AGREEMENT or pair.longer_agreement < LONGER_AGREEMENT:
        return False
    if not (body.begins(start) and (end == again or body.begins(again))):
        return False  # a text with a period agrees with itself at any shift
    lines = _lines(body, pair.first), _lines(body, pair.second)
    if _says_something_else(body.letters, pair) or _is_meant(body, pair, lines):
        return False
    if pair.agreed >= SHORTEST_COPY and _covers(body.letters, pair):
        flattened = min(lines) == 1 < max(lines)
        most = MOST_BETWEEN_FLATTENED if flattened else MOST_BETWEEN
        if again - end <= most * (end - start):
            return True
    return start == 0 and end == again and lines[0] == 1 and _is_excerpt(body, pair)


def _is_meant(body: Body, pair: Pair, lines: tuple[int, int]) -> bool:
    """Whether the text around the copies, or their form, says why they stand twice."""
    (start, end), (again, last) = pair.first, pair.second
    if _INTRODUCED.search(body.gap(start)) or _INTRODUCED.search(body.gap(again)):
        return True  # "before:" and "after:", a question asked again
    if lines == (1, 1):
        if _is_quoted(body, start) != _is_quoted(body, again):
            return True  # quoted, to be spoken about
        return not body.begins_line(start) and body.begins_line(end)  # items of a list
    verses = min(lines) > 1 and max(end - start, last - again) < VERSE * min(lines)
    return verses and last - start < len(body.letters)  # a refrain of a song


def _covers(letters: str, pair: Pair) -> bool:
    """Whether the copies are the body: what follows may be one copy more."""
    (start, _), (again, last) = pair.first, pair.second
    third = letters.find(letters[start : start + ANCHOR], last)
    more = 0 <= third <= last + MOST_BETWEEN * (last - again)
    return (len(letters) if more else last) - start >= COVERAGE * len(letters)


def _is_excerpt(body: Body, pair: Pair) -> bool:
    """Whether the first line is the beginning of the rest: cut off, or its lead paragraph."""
    again, last = pair.second
    if not body.begins_line(again) or pair.agreement < EXCERPT_AGREEMENT:
        return False  # both on one line, or a variation
    ending = LINE_END.split(body.gap(again))[0]
    if pair.agreed >= SHORTEST_COPY and CUT_OFF.search(ending):
        return True
    whole = last == len(body.letters) or body.begins_line(last)
    return whole and pair.agreed >= (SHORTEST_LEAD if pair.agreement == 1 else SHORTEST_COPY)


def _lines(body: Body, copy: tuple[int, int]) -> int:
    """On how many lines, blank ones apart, the letters of a copy stand."""
    return len(_BREAKS.findall(body.slice(copy))) + 1


def _is_quoted(body: Body, place: int) -> bool:
    """Whether the line that begins at *place* stands in a block quotation."""
    return ">" in LINE_END.split(body.gap(place))[-1]


def _says_something_else(letters: str, pair: Pair) -> bool:
    """Whether the copies differ in what no typo changes: numbers, single letters, signs, a negation.

    The same difference twice is no typo either: it is what two sections are about.
    """
    seen: set[tuple[str, str]] = set()
    for first, second in _differences(letters, pair):
        if _COUNTER.fullmatch(first) and _COUNTER.fullmatch(second):
            return True
        if _NEGATION.fullmatch(first) or _NEGATION.fullmatch(second):
            return True
        numbers = _DIGITS.findall(first), _DIGITS.findall(second)
        if all(numbers) and numbers[0] != numbers[1]:
            return True
        if first and second and (first, second) in seen:
            return True
        seen.add((first, second))
    return False


def _differences(letters: str, pair: Pair) -> Iterator[tuple[str, str]]:
    """What each copy has in the places where they do not agree, a short ending included.

    Digits beside the place belong to it: 13 and 3 differ in one letter and are two numbers.
    """
    for one, following in zip(pair.matches, pair.matches[1:], strict=False):
        start = one.first + one.length
        before = _digits_before(letters, max(one.first, start - _SHORT), start)
        end = following.first
        after = _digits_behind(letters, end, end + min(following.length, _SHORT))
        yield (
            letters[start - before : end + after],
            letters[one.second + one.length - before : following.second + after],
        )
    (_, end), (again, last) = pair.first, pair.second
    if max(again - end, len(letters) - last) <= _SHORT:
        yield _without_common_end(letters[end:again], letters[last:])


_SHORT: Final = 6


def _digits_before(letters: str, low: int, at: int) -> int:
    return at - low - len(letters[low:at].rstrip("0123456789"))


def _digits_behind(letters: str, at: int, high: int) -> int:
    return len(letters[at:high]) - len(letters[at:high].lstrip("0123456789"))


def _without_common_end(first: str, second: str) -> tuple[str, str]:
    while first and second and first[-1] == second[-1] and not first[-1].isdigit():
        first, second = first[:-1], second[:-1]
    return first, second
