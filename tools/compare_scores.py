"""Compare a table of scores with the floors: a share of points that drops fails, one that rises is told.

Usage: compare_scores.py SCORES.json FLOORS.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict


class Score(TypedDict):
    """Points out of a total; an error is a case that raised."""

    points: float
    total: int
    errors: int


def share(score: Score) -> float:
    """The share of points, rounded so that no noise of the last digit counts."""
    return round(score["points"] / max(1, score["total"]), 4)


def compare(
    scores: Mapping[str, Score], floors: Mapping[str, float]
) -> tuple[list[str], list[str]]:
    """What dropped and what rose, a sentence each.

    >>> compare({"a": {"points": 1, "total": 2, "errors": 0}}, {"a": 0.6, "b": 0.1})
    (['a: 0.5, the floor is 0.6', 'b: not scored any more, the floor is 0.1'], [])
    """
    dropped, rose = [], []
    for name, floor in floors.items():
        if name not in scores:
            dropped.append(f"{name}: not scored any more, the floor is {floor}")
        elif share(scores[name]) < floor:
            dropped.append(f"{name}: {share(scores[name])}, the floor is {floor}")
    for name, score in scores.items():
        if share(score) > floors.get(name, -1):
            rose.append(
                f"{name}: {share(score)}, write it up in the floors (now {floors.get(name)})"
            )
    return dropped, rose


def main() -> int:
    """Print what changed; 1 when something dropped."""
    scores, floors = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
    dropped, rose = compare(scores, floors)
    for line in dropped:
        print(f"dropped  {line}")
    for line in rose:
        print(f"rose     {line}")
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
