"""What is asked for (``goals.toml``), and whether it is met."""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.report import Figure

TABLE: Final = Path(__file__).parent / "goals.toml"


class Goal(NamedTuple):
    """The figure of *case* beside *against* is to be at most *most*."""

    case: str
    """May end or begin in ``*``: then all such cases are to meet it, and the worst one is told."""
    against: str
    most: float
    tried: str = ""


class Verdict(NamedTuple):
    """A goal, and the figure that is farthest from it; none where nothing was measured."""

    goal: Goal
    figure: Figure | None

    @property
    def word(self) -> str:
        """``met``, ``missed`` or ``not measured``."""
        if self.figure is None:
            return "not measured"
        return "met" if self.figure.value <= self.goal.most else "missed"


def load_goals(path: Path = TABLE) -> list[Goal]:
    """Read the goals. Raises ``TypeError`` for an entry with a key that no goal has."""
    return [Goal(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["goal"]]


def judge(goals: Iterable[Goal], figures: Sequence[Figure]) -> list[Verdict]:
    """Return a verdict for each goal.

    >>> goals = [Goal("script, *", "OpenCC", 1.1), Goal("whole", "floor", 9.0)]
    >>> slow = Figure("script, s2t", "OpenCC", 1.2, 1.1, 1.3)
    >>> [verdict.word for verdict in judge(goals, [slow, slow._replace(value=1.0)])]
    ['missed', 'not measured']
    """
    return [Verdict(goal, _worst(goal, figures)) for goal in goals]


def _worst(goal: Goal, figures: Sequence[Figure]) -> Figure | None:
    found = [
        one
        for one in figures
        if one.against == goal.against and fnmatch.fnmatchcase(one.case, goal.case)
    ]
    return max(found, key=lambda one: one.value, default=None)
