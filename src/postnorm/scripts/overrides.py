"""Words that OpenCC gets wrong, and what they become: its repairs, shipped and of users.

An override is a word of OpenCC's like any other: it stands in the dictionaries before OpenCC's own,
and the longest word at a place wins, as everywhere in OpenCC. So 发明 as an override would not
touch 头发明亮, where 头发 begins earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from postnorm.scripts.pairs import PHRASES, STEPS, Script
from postnorm.values import kind_of


@dataclass(frozen=True, slots=True)
class Override:
    """One entry of an override table: words of one script and what each becomes in another."""

    id: str
    source: str
    """Where one can read that this is right."""
    from_: Script
    to: Script
    words: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...] = ()
    """A text and what it must become; run when the table is loaded."""
    phrases: bool | None = None
    """Only with words of the region (``True``), only without (``False``), or both."""

    def __hash__(self) -> int:
        """Of what tells entries apart; all words of a table would be hashed at every call."""
        return hash((self.id, self.from_, self.to, len(self.words)))

    def steps_of(self, configuration: str) -> tuple[int, ...]:
        """Return the steps of *configuration* that this is for: one, or all when it is the way as a whole."""
        steps = STEPS[configuration]
        if self.phrases is not None and self.phrases != (configuration in PHRASES.values()):
            return ()
        way = f"{self.from_}>{self.to}"
        if [end.removesuffix("+words") for end in _ends(steps)] == [self.from_, self.to]:
            return tuple(range(len(steps)))
        plain = [step.replace("+words", "") for step in steps]
        return (plain.index(way),) if way in plain else ()


def _ends(steps: tuple[str, ...]) -> tuple[str, str]:
    return steps[0].partition(">")[0], steps[-1].partition(">")[2]


Overrides: TypeAlias = tuple[Override, ...]


def check_overrides(overrides: object) -> None:
    """Raise unless *overrides* is what :func:`load_overrides` gives, or ``None``."""
    if overrides is None:
        return
    if not isinstance(overrides, tuple) or not all(isinstance(one, Override) for one in overrides):
        raise TypeError(
            f"overrides is what load_overrides(path) gives, or () for none, not {kind_of(overrides)}"
        )


def words_for(configuration: str, overrides: Overrides) -> tuple[Mapping[str, str], ...]:
    """Return for each step of *configuration* the words that *overrides* put before OpenCC's own.

    A word for the whole way becomes what it is to be in the first step, and stays so in the next.
    """
    steps: tuple[dict[str, str], ...] = tuple({} for _ in STEPS[configuration])
    for override in overrides:
        for number, step in enumerate(override.steps_of(configuration)):
            for word, new in override.words:
                steps[step].setdefault(new if number else word, new)
    return steps
