"""Which entries of packs know a unit of text: one search for rare pairs of characters, then a look around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from postnorm.boilerplate.packs import LONGEST_UNIT, Entry
from postnorm.boilerplate.wording import BLANKS, short_plain, written
from postnorm.tables.frequency import COMMON

_BETWEEN: Final = BLANKS + "*"
_MARKS: Final = frozenset(_BETWEEN + "_`[](<>\\")
# Where one of these is near, the target of a link or a tag may part a phrase.
_TARGETS: Final = frozenset("](<>)")
# So many characters around a pair are compared before its sentence is.
_CLOSE: Final = 8
# Latin phrases are looked for near the head and the end only: code and names are full of their letters.
LATIN_HEAD, LATIN_TAIL = 800, 2_500
_PREFIX: Final = 6
LONGEST_WORD: Final = 40
_WORD = re.compile(rf"[A-Za-z][A-Za-z]{{1,{LONGEST_WORD - 1}}}")
# The first letter stands alone: a search jumps to a set, but not to a repetition of one.
_WORDS_BEGIN = re.compile(r"([A-Za-z][A-Za-z]{1,5})[A-Za-z]*+")
_APART: Final = " \u3000\u200b"
# Characters set apart to get past filters: three of them with blanks between.
_SPACED_OUT = re.compile(r"[ \u3000\u200b](?=[\u4e00-\u9fff][ \u3000\u200b]{1,3}+[\u4e00-\u9fff])")


class Match(NamedTuple):
    """An entry that knows a unit, and the phrase it knows it by."""

    entry: Entry
    phrase: str


class _Way(NamedTuple):
    """One phrase of an entry, as it is found by one of its pairs of characters."""

    offset: int  # of the pair in the phrase
    phrase: str
    field: str
    number: int
    entry: Entry

    def begins(self, before: str, behind: str) -> bool:
        """Whether the beginning of the phrase's two parts stands where a folded piece is parted."""
        right, left = self.phrase[self.offset :], self.phrase[: self.offset]
        if not (behind.startswith(right) or right.startswith(behind)):
            return False
        return before.endswith(left) or left.endswith(before)

    def match(self, unit: str, pair_at: int) -> bool:
        at = pair_at - self.offset
        end = at + len(self.phrase)
        if at < 0 or not unit.startswith(self.phrase, at) or (at and self.field != "says"):
            return False
        if self.field == "whole" and any(map(str.isalnum, unit[end:])):
            return False
        return self.entry.follows(at, end, unit)


class _Beside:
    """The phrases around one pair of characters, by the single character before or after it.

    *spelled* gives what a character of a phrase may look like where it is looked for.
    """

    def __init__(self, ways: list[_Way], spelled: Callable[[str], str]) -> None:
        self.all = ways
        self._after: dict[str, list[_Way]] = {}
        self._before: dict[str, list[_Way]] = {}
        self._says: list[_Way] = []
        self._begins: list[_Way] = []
        for way in ways:
            end = way.offset + 2
            if end < len(way.phrase):
                for char in spelled(way.phrase[end]):
                    self._after.setdefault(char, []).append(way)
            elif way.offset:
                for char in spelled(way.phrase[way.offset - 1]):
                    self._before.setdefault(char, []).append(way)
            else:
                (self._says if way.field == "says" else self._begins).append(way)

    def ways(self, before: str, after: str) -> list[_Way]:
        """Return the phrases that these neighbours leave possible."""
        found = self._says + self._after.get(after, _NO_WAYS) + self._before.get(before, _NO_WAYS)
        return found if before.isalnum() else found + self._begins


_NO_WAYS: Final[list[_Way]] = []


class Matcher:
    """Finds the places of a text that any entry could know, and the entries that do know a unit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[str, list[_Way]] = {}
        self._latin: dict[str, list[_Way]] = {}
        for way in _phrases(entries):
            pair = min(_pairs(way.phrase), key=_frequency)
            way = way._replace(offset=way.phrase.index(pair))
            found.setdefault(pair, []).append(way)
            if pair.isascii():
                for word in _WORD.finditer(way.phrase):
                    start = way._replace(offset=word.start())
                    for form in {word[0], word[0].upper(), word[0].title()}:
                        self._latin.setdefault(form[:_PREFIX], []).append(start)
        self._beside = {pair: _Beside(ways, written) for pair, ways in found.items()}
        self._folded = {pair: _Beside(ways, str) for pair, ways in found.items()}
        han = [pair for pair in found if not pair.isascii()]
        self._written = {
            "".join(both): self._beside[pair]
            for pair in han
            for both in product(*map(written, pair))
        }
        first = [pair for pair in han if _common(pair[0]) <= _common(pair[1])]
        second = [pair for pair in han if pair not in set(first)]
        between = f"[{re.escape(_BETWEEN)}]{{1,3}}+"
        self._by_first = _pattern("[FIRST](?=[SECOND])", first)
        self._by_second = _pattern("[SECOND](?<=[FIRST][SECOND])", second)
        self._spaced = _pattern(f"([FIRST])(?={between}([SECOND]))", han)
        folded_second = [pair for pair in found if _common(pair[0]) > _common(pair[1])]
        folded_first = [pair for pair in found if pair not in set(folded_second)]
        self._folded_first = _pattern("[FIRST](?=[SECOND])", folded_first, raw=False)
        self._folded_second = _pattern("[SECOND](?<=[FIRST][SECOND])", folded_second, raw=False)

    def places(self, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Give the offsets in *text* where a phrase may stand: few, and at the speed of the search.

        *start* and *end* bound where they are looked for, by default in the whole text.

        A set of rare characters, and then a look at the one beside it, is the fastest search that
        ``re`` has; an alternation of the phrases takes thirty times as long.
        """
        last = len(text) if end is None else end
        yield from sorted(
            {*self._han_places(text, start, last), *self._latin_places(text, start, last)}
        )

    def _han_places(self, text: str, start: int, end: int) -> Iterator[int]:
        known = self._written
        for at in _pairs_in(text, start, end, self._by_first, self._by_second):
            beside = known.get(text[at : at + 2])
            if beside is None:
                continue
            before, after = text[at - 1 : at] if at else "", text[at + 2 : at + 3]
            marked = before in _MARKS or after in _MARKS
            ways = beside.all if marked else beside.ways(before, after)
            if ways and _may_stand(text, at, ways):
                yield at
        # 关 注: told apart later. Most texts hold no blank of some kind at all.
        held = any(text.find(blank, start, end) >= 0 for blank in _APART)
        if held and _SPACED_OUT.search(text, start, end):
            yield from (
                match.start()
                for match in self._spaced.finditer(text, start, end)
                if match[1] + match[2] in known
            )

    def _latin_places(self, text: str, start: int, end: int) -> Iterator[int]:
        if not self._latin:
            return
        tail = len(text) - LATIN_TAIL
        parts = ((0, LATIN_HEAD), (tail, len(text)))
        for low, high in parts if tail > LATIN_HEAD else ((0, len(text)),):
            low, high = max(low, start), min(high, end)
            if not self.has_latin(text, low, high):
                continue
            for word in _WORD.finditer(text, low, high):
                ways = self._latin.get(word[0][:_PREFIX])
                if ways and _may_stand(text, word.start(), ways):
                    yield word.start()

    def has_latin(self, text: str, start: int, end: int) -> bool:
        """Whether a word in a stretch of *text* may begin a Latin phrase."""
        return not self._latin.keys().isdisjoint(_WORDS_BEGIN.findall(text, start, end))

    def match(self, unit: str) -> tuple[Match, ...]:
        """Return the entries that know the folded *unit*, each once, in the order of the pack."""
        return _matches(self, unit) if len(unit) <= LONGEST_UNIT else ()

    def _match(self, unit: str) -> tuple[Match, ...]:
        ways: dict[int, Match] = {}
        pairs = _pairs_in(unit, 0, len(unit), self._folded_first, self._folded_second)
        for at in sorted(pairs):  # an entry is told by the first of its phrases
            beside = self._folded.get(unit[at : at + 2])
            if beside is None:
                continue
            for way in beside.ways(unit[at - 1 : at] if at else "", unit[at + 2 : at + 3]):
                # Asked here once more: most phrases are refused by it, and a call costs as much.
                stands = at >= way.offset and unit.startswith(way.phrase, at - way.offset)
                if stands and way.number not in ways and way.match(unit, at):
                    ways[way.number] = Match(way.entry, way.phrase)
        return tuple(ways[number] for number in sorted(ways))


@lru_cache(maxsize=256)  # a unit is asked for as a place, a line and a sentence, and in every pass
def _matches(matcher: Matcher, unit: str) -> tuple[Match, ...]:
    return matcher._match(unit)


def _phrases(entries: Iterable[Entry]) -> Iterator[_Way]:
    for number, entry in enumerate(entries):
        for field in ("whole", "opens", "says"):
            for phrase in getattr(entry, field):
                yield _Way(0, phrase, field, number, entry)


def _pairs(phrase: str) -> list[str]:
    return [phrase[at : at + 2] for at in range(len(phrase) - 1)]


def _pairs_in(
    text: str, start: int, end: int, by_first: re.Pattern[str], by_second: re.Pattern[str]
) -> list[int]:
    """The offsets of what may be a known pair, found by whichever of its characters is rarer."""
    found = [match.start() for match in by_first.finditer(text, start, end)]
    found += [match.start() - 1 for match in by_second.finditer(text, start, end)]
    return found


def _may_stand(text: str, at: int, ways: list[_Way]) -> bool:
    """Whether one of the phrases can stand around a place, by the few characters beside it."""
    before, behind = text[max(0, at - _CLOSE) : at], text[at : at + _CLOSE]
    if not (_TARGETS.isdisjoint(before) and _TARGETS.isdisjoint(behind)):
        return True  # the target of a link or a tag may part it
    before, behind = short_plain(before), short_plain(behind)
    # The first one mostly settles it; any() of a generator takes twice as long.
    for way in ways:  # noqa: SIM110
        if way.begins(before, behind):
            return True
    return False


_FREQUENCY: Final = {char: 1 / (rank + 20) for rank, char in enumerate(COMMON)}
_LATIN, _MARK, _RARE = 0.04, 0.1, 0.0005


def _common(char: str) -> float:
    """How often articles hold a character."""
    if not char.isalnum():
        return _MARK
    return _LATIN if char.isascii() else _FREQUENCY.get(char, _RARE)


def _frequency(pair: str) -> float:
    """How often articles hold a pair, and how often the search for it stops for nothing."""
    one, other = map(_common, pair)
    return min(one, other) + 20 * one * other + (pair.isascii() and 1)


def _pattern(form: str, pairs: Iterable[str], *, raw: bool = True) -> re.Pattern[str]:
    """A pattern of *form* for the first and the second characters of pairs; bounded, so linear."""
    if not pairs:
        return _NEVER
    sets = (
        {char for pair in pairs for char in (written(pair[n]) if raw else pair[n])} for n in (0, 1)
    )
    first, second = ("".join(map(re.escape, sorted(chars))) for chars in sets)
    return re.compile(form.replace("FIRST", first).replace("SECOND", second))


_NEVER: Final = re.compile(r"(?!)")
