"""The report as a text table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from benchmarks.goals import Verdict
from benchmarks.machine import caption
from benchmarks.report import Report, Run


def table(report: Report, verdicts: list[Verdict]) -> str:
    """Return all rows: the cases, the other figures, the goals, and where it was measured."""
    return "\n".join((*_cases(report), *_others(report), *_goals(verdicts), *_where(report))) + "\n"


def _cases(report: Report) -> Iterator[str]:
    ratios = {(one.case, one.against): one for one in report["figures"]}
    yield f"{'case and contender':42} {'MB/s':>9} {'postnorm takes':>16}  half of the turns"
    for case, runs in itertools.groupby(report["runs"], key=lambda run: run.case):
        yield case
        for run in runs:
            ratio = ratios.get((case, run.who))
            told = run.missing
            if ratio:
                told = f"{number(ratio.value):>10} times  {spread(ratio.low, ratio.high)}"
            yield f"  {run.who:40} {speed(run):>9} {told}".rstrip()


def _others(report: Report) -> Iterator[str]:
    cases = {run.case for run in report["runs"]}
    yield "\nother figures"
    for one in report["figures"]:
        if one.case not in cases:
            yield f"  {one.case:44} {number(one.value):>7} times {one.against} ({spread(one.low, one.high)})"


def _goals(verdicts: list[Verdict]) -> Iterator[str]:
    yield "\ngoals"
    for verdict in verdicts:
        goal, found = verdict
        told = number(found.value) if found else "-"
        yield f"  {verdict.word:12} {told:>7} of {goal.most:<5g} {goal.case} / {goal.against}"


def _where(report: Report) -> Iterator[str]:
    yield f"\n{caption(report['machine'], report['versions'])}"
    load = report["machine"].get("load before")
    yield f"CPU time on one core, in turns; load of the machine before: {load or 'unknown'}."
    if any(run.missing.startswith("not installed") for run in report["runs"]):
        yield "Some tools are not installed: `python -m benchmarks setup` makes an environment with them."


def speed(run: Run) -> str:
    """Write the megabytes in a second, or that there are none."""
    return number(run.speed) if run.seconds else "-"


def number(value: float) -> str:
    """Write as many digits as say something.

    >>> number(0.0123), number(1.26), number(258.5), number(1234.5)
    ('0.012', '1.26', '258', '1234')
    """
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def spread(low: float, high: float) -> str:
    """Write between what half of the turns lie."""
    return f"{number(low)} to {number(high)}"
