"""What was measured, as values that go to JSON and back."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from benchmarks.case import OURS


class Run(NamedTuple):
    """The times of one contender."""

    case: str
    who: str
    megabytes: float
    """Of the texts, in UTF-8, of one turn."""
    seconds: tuple[float, ...]
    """CPU time for all texts, in each turn. Empty where it could not be measured."""
    missing: str = ""
    """Why it could not be measured."""

    @property
    def speed(self) -> float:
        """Megabytes in a second of CPU time; the median."""
        return self.megabytes / statistics.median(self.seconds)


class Figure(NamedTuple):
    """A measured ratio: its median over the turns, and the quartiles."""

    case: str
    against: str
    value: float
    low: float
    high: float


class Report(TypedDict):
    """Everything that was measured in one run of the benchmarks."""

    machine: dict[str, str]
    versions: dict[str, str]
    runs: list[Run]
    figures: list[Figure]


def figure(case: str, against: str, ratios: Sequence[float]) -> Figure:
    """Return the median of *ratios* with its quartiles.

    >>> figure("a", "b", [1.0, 4.0, 2.0])
    Figure(case='a', against='b', value=2.0, low=1.5, high=3.0)
    """
    if len(ratios) == 1:
        return Figure(case, against, ratios[0], ratios[0], ratios[0])
    low, middle, high = statistics.quantiles(ratios, method="inclusive")
    return Figure(case, against, middle, low, high)


def ratios_of(runs: Iterable[Run]) -> Iterator[Figure]:
    """Say for each case what ours takes as a share of what each other one takes, turn by turn."""
    ours: dict[str, Run] = {}
    for run in runs:
        if run.who == OURS:
            ours[run.case] = run
        elif run.seconds and run.case in ours:
            pairs = zip(ours[run.case].seconds, run.seconds, strict=True)
            yield figure(run.case, run.who, [mine / theirs for mine, theirs in pairs])


def to_json(report: Report) -> str:
    """Write *report*, a line for each run and each figure, so that two can be compared by eye."""
    parts = [f'"machine": {_line(report["machine"])}', f'"versions": {_line(report["versions"])}']
    for key, rows in (("runs", report["runs"]), ("figures", report["figures"])):
        lines = ",\n".join(f"  {_line(row._asdict())}" for row in rows)
        parts.append(f'"{key}": [\n{lines}\n]')
    return "{" + ",\n".join(parts) + "}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_json(text: str) -> Report:
    """Read what :func:`to_json` wrote.

    >>> report = Report(machine={}, versions={"postnorm": "1"}, runs=[Run("a", "b", 1.0, (2.0,))], figures=[])
    >>> from_json(to_json(report)) == report
    True
    """
    told = json.loads(text)
    return Report(
        machine=told["machine"],
        versions=told["versions"],
        runs=[Run(**{**row, "seconds": tuple(row["seconds"])}) for row in told["runs"]],
        figures=[Figure(**row) for row in told["figures"]],
    )
