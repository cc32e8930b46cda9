"""Where a character could have become another one: what was chosen, by which word, and what else.

OpenCC does not say which of its words decided. But an override of one character loses against
every word of two or more: converted with a mark for each doubtful character, a text shows marks
where no word decided. Only what stands around doubtful characters is converted that way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from postnorm.records import Notice
from postnorm.scripts import adapter
from postnorm.scripts.overrides import Override, Overrides
from postnorm.tables.script_doubts import DOUBTS

MOST_DOUBTS: Final = 12
"""A post gets so many notices of doubt, the most doubtful first; of the others only their number."""

REACH: Final = 3
"""How far from a doubtful character the word that decides is looked for: most have 2 to 4 characters."""

_CONFIGURATIONS: Final[Mapping[str, str]] = {"hans": "s2t", "hant": "t2s"}
_FIRST_MARK: Final = 0xE000  # for private use: no key and no word of OpenCC's has one


@dataclass(slots=True)
class _Decision:
    """One character that became one other, wherever that was, by a word or by none."""

    character: str
    new: str
    by_word: bool
    doubt: int
    first: int
    """Where it first stands."""
    around: str
    """What stands around it there, the character in the middle."""
    places: int


def find_doubts(
    conversions: Iterable[tuple[int, str, str]],
    source: Literal["hans", "hant"],
    overrides: Overrides | None = None,
) -> Iterator[Notice]:
    """Give the notices of doubt for pieces of a text: where each begins, what it was and became.

    >>> [one.detail for one in find_doubts([(0, "他很干", "他很幹")], "hans")][0]["alternatives"]
    ['乾', '干', '榦']
    """
    probe = adapter.converter_for(_CONFIGURATIONS[source], overrides, (_probe(source),))
    decisions: dict[tuple[str, str, bool], _Decision] = {}
    for at, old, new in conversions:
        for found in _decisions(at, old, new, source, probe):
            known = decisions.setdefault((found.character, found.new, found.by_word), found)
            if known is not found:
                known.places += found.places
    ranked = sorted(decisions.values(), key=lambda one: (-one.doubt, one.first))
    for decision in ranked[:MOST_DOUBTS]:
        yield _notice(decision, source, probe)
    if left_out := ranked[MOST_DOUBTS:]:
        places = sum(decision.places for decision in left_out)
        yield Notice(
            "script.doubt",
            f"{len(left_out)} more decisions, in {places} places, are less doubtful than those named",
            None,
            {"decisions": len(left_out), "places": places},
        )


_WIDTH: Final = 2 * REACH + 2


def _decisions(
    at: int, old: str, new: str, source: Literal["hans", "hant"], probe: adapter.Converter
) -> Iterator[_Decision]:
    """Give what was decided in a piece, each once.

    All windows around doubtful characters are converted at once, with line ends between: what became
    of the characters in their middle are then slices with a stride, and no work in Python.
    """
    places = [match.start() for match in _doubtful(source).finditer(old)]
    padded = f"{_PAD}{old}{_PAD}".replace("\n", " ")
    windows = "".join([padded[place : place + _WIDTH - 1] + "\n" for place in places])
    made = adapter.convert_with(probe, windows)
    if not places or len(made) != len(windows):  # a word became another one of another length
        return
    decided = made[REACH::_WIDTH]
    chosen = "".join(map(new.__getitem__, places)) if len(old) == len(new) else decided
    seen = list(zip(windows[REACH::_WIDTH], decided, chosen, strict=True))
    for key, count in Counter(seen).items():
        character, mark, became = key
        candidates, share = DOUBTS[source][character]
        by_word = mark != _marks(source)[character]
        number = seen.index(key)
        yield _Decision(
            character,
            became if by_word or became != mark else candidates[0],
            by_word,
            share // 10 if by_word else share,  # words are seldom wrong, but where they overlap
            at + places[number],
            windows[number * _WIDTH : (number + 1) * _WIDTH - 1],
            count,
        )


_PAD: Final = " " * REACH


def _notice(
    decision: _Decision, source: Literal["hans", "hant"], probe: adapter.Converter
) -> Notice:
    candidates, _ = DOUBTS[source][decision.character]
    word = _deciding_word(decision, source, probe) if decision.by_word else None
    others = [candidate for candidate in candidates if candidate != decision.new]
    times = "once" if decision.places == 1 else f"{decision.places} times"
    message = (
        f"{decision.character} became {decision.new} {times}, "
        f"{f'in {word}' if word else 'by no word'}; it could be {' or '.join(others)}"
    )
    detail = {
        "character": decision.character,
        "chosen": decision.new,
        "alternatives": others,
        "word": word,
        "places": decision.places,
    }
    return Notice("script.doubt", message, (decision.first, decision.first + 1), detail)


def _deciding_word(
    decision: _Decision, source: Literal["hans", "hant"], probe: adapter.Converter
) -> str:
    """Return the shortest piece of text around the character that is enough for a word to decide."""
    text, place = decision.around, REACH
    pieces = [
        (start, text[start : start + length])
        for length in range(2, len(text) + 1)
        for start in range(max(0, place - length + 1), min(place, len(text) - length) + 1)
    ]
    marked = adapter.convert_with(probe, "\n".join(piece for _, piece in pieces)).split("\n")
    mark = _marks(source)[decision.character]
    deciding = (
        piece
        for (start, piece), made in zip(pieces, marked, strict=True)
        if len(made) == len(piece) and made[place - start] != mark
    )
    return next(deciding, text.strip())


@cache
def _marks(source: Literal["hans", "hant"]) -> Mapping[str, str]:
    return {character: chr(_FIRST_MARK + n) for n, character in enumerate(DOUBTS[source])}


@cache
def _probe(source: Literal["hans", "hant"]) -> Override:
    """An override that marks the doubtful characters where they stand for themselves."""
    to: Literal["hans", "hant"] = "hant" if source == "hans" else "hans"
    return Override("doubt", "", source, to, tuple(_marks(source).items()))


@cache
def _doubtful(source: Literal["hans", "hant"]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(DOUBTS[source])}]")
