"""Where a character could have become another one: what was chosen, by which word, and what else.

OpenCC does not say which of its words decided. But an override of one character loses against
every word of two or more: converted with a mark for each doubtful character, a text shows marks
where no word decided. Only what stands around doubtful characters is converted that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from postnorm.records import Notice
from postnorm.scripts import adapter
from postnorm.scripts.overrides import Override, Overrides
from postnorm.tables.script_doubts import DOUBTS

MOST_DOUBTS: Final = 12
"""A post gets so many notices of doubt, the most doubtful first; of the others only their number."""

REACH: Final = 5
"""How far from a doubtful character the word that decides is looked for; most have 2 to 4 characters."""

_CONFIGURATIONS: Final[Mapping[str, str]] = {"hans": "s2t", "hant": "t2s"}
_FIRST_MARK: Final = 0xE000  # for private use: no key and no word of OpenCC's has one


@dataclass(slots=True)
class _Decision:
    """One character that became one other, wherever that was, by a word or by none."""

    character: str
    new: str
    by_word: bool
    first: int
    """Where it first stands."""
    around: tuple[str, int]
    """What stands around it there, and where in this it is."""
    places: int = 0
    doubt: int = field(default=0)


def find_doubts(
    conversions: Iterable[tuple[int, str, str]],
    source: Literal["hans", "hant"],
    overrides: Overrides,
) -> Iterator[Notice]:
    """Give the notices of doubt for pieces of a text: where each begins, what it was and became.

    >>> [one.detail for one in find_doubts([(0, "他很干", "他很幹")], "hans", ())][0]["alternatives"]
    ['乾', '干', '榦']
    """
    decisions: dict[tuple[str, str, bool], _Decision] = {}
    for at, old, new in conversions:
        for decision in _decisions(at, old, new, source, overrides):
            known = decisions.setdefault(
                (decision.character, decision.new, decision.by_word), decision
            )
            known.places += 1
    ranked = sorted(decisions.values(), key=lambda one: (-one.doubt, one.first))
    for decision in ranked[:MOST_DOUBTS]:
        yield _notice(decision, source, overrides)
    if left_out := ranked[MOST_DOUBTS:]:
        places = sum(decision.places for decision in left_out)
        yield Notice(
            "script.doubt",
            f"{len(left_out)} more decisions, in {places} places, are less doubtful than those named",
            None,
            {"decisions": len(left_out), "places": places},
        )


def _decisions(
    at: int, old: str, new: str, source: Literal["hans", "hant"], overrides: Overrides
) -> Iterator[_Decision]:
    """Give a decision for each doubtful character of a piece."""
    places = [match.start() for match in _doubtful(source).finditer(old)]
    windows = [(max(0, place - REACH), place + REACH + 1) for place in places]
    # A line end keeps words from reaching over; within a window it ends it, as it ends a word.
    around = [old[start:end].replace("\n", " ") for start, end in windows]
    marked = _marked(around, source, overrides)
    aligned = len(old) == len(new)
    for place, (start, _), text, made in zip(places, windows, around, marked, strict=True):
        if len(made) != len(text):
            continue
        character, found = old[place], made[place - start]
        candidates, share = DOUBTS[source][character]
        by_word = found != _marks(source)[character]
        chosen = new[place] if aligned else found if by_word else candidates[0]
        # Words are seldom wrong, but where they overlap.
        doubt = share if not by_word else share // 10
        yield _Decision(character, chosen, by_word, at + place, (text, place - start), 0, doubt)


def _notice(decision: _Decision, source: Literal["hans", "hant"], overrides: Overrides) -> Notice:
    candidates, _ = DOUBTS[source][decision.character]
    word = _deciding_word(decision, source, overrides) if decision.by_word else None
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
    decision: _Decision, source: Literal["hans", "hant"], overrides: Overrides
) -> str | None:
    """Return the shortest piece of text around the character that is enough for a word to decide."""
    text, place = decision.around
    pieces = [
        (start, text[start : start + length])
        for length in range(2, len(text) + 1)
        for start in range(max(0, place - length + 1), min(place, len(text) - length) + 1)
    ]
    marked = _marked([piece for _, piece in pieces], source, overrides)
    mark = _marks(source)[decision.character]
    for (start, piece), made in zip(pieces, marked, strict=True):
        if len(made) == len(piece) and made[place - start] != mark:
            return piece
    return None


def _marked(texts: list[str], source: Literal["hans", "hant"], overrides: Overrides) -> list[str]:
    """Convert each text, with marks where a doubtful character is decided by no word."""
    if not texts:
        return []
    joined = "\n".join(texts)
    return adapter.convert(joined, _CONFIGURATIONS[source], (_probe(source), *overrides)).split(
        "\n"
    )


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
