"""What two copies have in place of each other, and whether it is more than a typo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from postnorm.boilerplate.alignment import Match
from postnorm.boilerplate.skeleton import EMOJI, SIGNS
from postnorm.tables.folding import folding

FEW_TYPOS: Final = 5
"""Of so many differences one may be a negation lost, and of twice as many one may look meant: with a
letter in twenty mistyped, a 不 is hit sooner or later."""

# Copies do not differ in these; sections written to one pattern do.
_COUNTER = re.compile(
    f"[\\d〇零一二两兩三四五六七八九十百千万萬半甲乙丙丁上中下]{{1,6}}|[A-Za-z]|[{SIGNS}{EMOJI}]+"
)
_NEGATION = re.compile("[不没沒非无無未别別]")
_SIGN = re.compile(f"[{SIGNS}]")
_DIGITS = re.compile(r"\d+")
_SHORT: Final = 6  # how far digits beside a difference belong to it

# Numbers with the signs that are no letters, in all widths. Each part begins with another character
# than the one before it ends with, so that nothing is read twice.
_NUMBER = re.compile(
    r"(?:(?<![0-9A-Za-z])[-+~－＋～−–—])?"
    r"\d+(?:(?:[.:/~．：／～。－−–—-]|[,，、](?=\d{3}(?!\d)))\d+)*+"
    r"|[A-Za-z]\++"
)
_COMPARISON = re.compile(r"[<>＜＞](?=[= \t]{0,4}[0-9A-Za-z])")
# Markers of lists, quotations and headings; the former may stand in a line that was flattened.
_BULLET = re.compile(r"^[ \t>#]++|(?<!\S)[-*+]{1,6}(?=\s)", re.MULTILINE)
# A half-width copy has full stops for 。; a dash is a hyphen as soon as somebody cleans.
_ALIKE = str.maketrans("。−–—", ".---", ",、")


class Reading(NamedTuple):
    """What the copies have in one place, by letters, digits and signs; one side may be empty."""

    first: str
    second: str


def differences(letters: str, matches: tuple[Match, ...]) -> Iterator[Reading]:
    """Give what each copy has in the places where they do not agree, a short ending included.

    Digits beside the place belong to it: 13 and 3 differ in one letter and are two numbers.
    """
    for one, following in pairwise(matches):
        start = one.first + one.length
        before = _digits_before(letters, max(one.first, start - _SHORT), start)
        end = following.first
        after = _digits_behind(letters, end, end + min(following.length, _SHORT))
        yield Reading(
            letters[start - before : end + after],
            letters[one.second + one.length - before : following.second + after],
        )
    end = matches[-1].first + matches[-1].length
    again, last = matches[0].second, matches[-1].second + matches[-1].length
    if max(again - end, len(letters) - last) <= _SHORT:
        yield _without_common_end(letters[end:again], letters[last:])


def says_something_else(
    letters: str, matches: tuple[Match, ...], *, converted: bool = False
) -> bool:
    """Whether copies differ in what no typo changes: numbers, single letters, signs, a negation.

    The same difference twice is no typo either: it is what two sections are about, unless one copy was
    *converted* to the other script, which writes 覆 for 复 each time. Among a great many typos some
    of this kind are chance, but never another number.
    """
    worded = []
    count = 0
    for one in differences(letters, matches):
        count += one.first != one.second
        if _folded(one.first) != _folded(one.second):
            worded.append(one)
        elif one.first.casefold() != one.second.casefold():
            converted = True
    seen: set[Reading] = set()
    meant = 0
    for one in worded:
        if _is_another_number(one):
            return True
        again = all(one) and one in seen and not converted
        meant += 2 if again or _is_counter(one) else _is_negated(one)
        seen.add(one)
    return meant > count // FEW_TYPOS


def _folded(piece: str) -> str:
    return piece.translate(folding()).casefold()


def _is_another_number(one: Reading) -> bool:
    if any(map(_SIGN.search, one)) and _SIGN.findall(one.first) != _SIGN.findall(one.second):
        return True
    numbers = _DIGITS.findall(one.first), _DIGITS.findall(one.second)
    return all(numbers) and numbers[0] != numbers[1]


def _is_counter(one: Reading) -> bool:
    return all(map(_COUNTER.fullmatch, one))


def _is_negated(one: Reading) -> int:
    """2 for a negation that one copy has more, 1 for one in place of another letter, which may be a typo."""
    if not any(map(_NEGATION.fullmatch, one)):
        return 0
    return 1 if len(one.first) == len(one.second) else 2


def have_other_numbers(first: str, second: str) -> bool:
    """Whether two pieces with the same letters have other numbers: 1.5 and 15, -3 and 3, 2-3 and 23.

    >>> have_other_numbers("涨了 1.5 倍", "涨了15倍"), have_other_numbers("- １，０００倍", "1000 倍")
    (True, False)
    """
    one, other = "".join(first.split()), "".join(second.split())
    if one == other:
        return False
    if _numbers(first) != _numbers(second):
        return True
    # Of > and < one may be the mark of a quotation, and that is no difference.
    ours, theirs = _COMPARISON.findall(first), _COMPARISON.findall(second)
    return len(ours) == len(theirs) and _folded("".join(ours)) != _folded("".join(theirs))


def _numbers(piece: str) -> list[str]:
    plain = "".join(_BULLET.sub("", piece).split())
    for emphasis in "*_`":  # which may stand anywhere
        plain = plain.replace(emphasis, "")
    return [one.translate(folding()).translate(_ALIKE) for one in _NUMBER.findall(plain)]


def _digits_before(letters: str, low: int, at: int) -> int:
    return at - low - len(letters[low:at].rstrip("0123456789"))


def _digits_behind(letters: str, at: int, high: int) -> int:
    return len(letters[at:high]) - len(letters[at:high].lstrip("0123456789"))


def _without_common_end(first: str, second: str) -> Reading:
    while first and second and first[-1] == second[-1] and not first[-1].isdigit():
        first, second = first[:-1], second[:-1]
    return Reading(first, second)
