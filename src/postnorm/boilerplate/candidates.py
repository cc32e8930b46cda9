"""Candidates: pieces of a text that may be promotion, and the evidence for and against each."""

from __future__ import annotations

import dataclasses
from typing import Final, NamedTuple

from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.matching import Match
from postnorm.boilerplate.packs import Entry

LEARNED: Final = "promotions.learned"
THRESHOLD: Final = 1.0
"""What a piece must score to be removed. The wording gives up to about 1, its place and company the rest."""


class Promotion(NamedTuple):
    """A piece of text that may be promotion, with the evidence. Offsets count code points."""

    start: int
    end: int
    score: float
    rule: str
    """``promotions.`` and the entry's id, or the kind of what stands beside a plug."""
    phrase: str
    evidence: tuple[tuple[str, float], ...]
    """What was found, and what it counts; the sum is the score."""


@dataclasses.dataclass(slots=True)
class Candidate:
    """A piece under judgement."""

    start: int
    end: int
    line: int
    rule: str
    phrase: str
    reason: str
    entry: Entry | None = None
    whole_line: bool = False
    share: float = 1.0
    """How much of its line is promotion."""
    others: tuple[Match, ...] = ()
    """All entries that know it; its place decides which one is surest."""
    evidence: dict[str, float] = dataclasses.field(default_factory=dict)

    def choose(self, match: Match) -> None:
        """Take *match* for what it is known by."""
        self.entry, self.phrase = match
        self.rule, self.reason = f"promotions.{match.entry.id}", match.entry.reason
        self.evidence["wording"] = match.entry.score

    @property
    def score(self) -> float:
        """The sum of the evidence, in hundredths."""
        return round(sum(self.evidence.values()), 2)

    def told(self) -> Promotion:
        """Return it as what users are shown."""
        evidence = tuple(self.evidence.items())
        return Promotion(self.start, self.end, self.score, self.rule, self.phrase, evidence)


def attached(
    layout: Layout, number: int, rule: str, to: Candidate | None, reason: str
) -> Candidate:
    score = to.score if to is not None else 1.0
    name = "goes with a plug"
    return Candidate(
        *layout.lines[number],
        number,
        rule,
        to.phrase if to else "",
        reason,
        None,
        True,
        evidence={name: max(score, 1.0)},
    )
