"""The page of the documentation that says what was measured, made of a report and the goals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.case import OURS
from benchmarks.claims import load_claims, rows
from benchmarks.goals import Verdict
from benchmarks.machine import caption
from benchmarks.peers import NOTES
from benchmarks.plots import pictures
from benchmarks.report import Figure, Report, Run
from benchmarks.table import number, speed, spread

DOCS: Final = Path(__file__).parent.parent / "docs"
PAGE: Final = Path("explanation/evidence.md")
PICTURES: Final = Path("pictures")
_ALT: Final = {
    "speed.svg": "Bars: megabytes a second of the whole, for postnorm, the glued peers and the floor",
    "goals.svg": "Dots: each goal, and the figure as a share of it",
    "growth.svg": "Lines: CPU time of one post from 10 KB to 10 MB",
}
_HEAD: Final = """# Evidence

What is claimed, and the command that measures it. This page is made by a program; do not edit it.
[Run the benchmarks](../how-to/run-benchmarks.md) says how to make it anew.

```sh
python -m benchmarks --json benchmarks/results.json
python -m benchmarks docs benchmarks/results.json
```

[What is counted](#what-is-counted) stands at the end. All figures above it are ratios of CPU time: the other tool
and postnorm did the same texts in turns, on one core, in one process. A figure is the median over the turns;
behind it stands between what half of the turns lie.
The texts are made of `postnorm.testing`, so that everybody measures the same ones; `--corpus DIR` measures yours.
"""

_REST: Final = """## What is counted

These are counted or compared, and are the same on every machine, but for those that say that a clock told them.
They stand in `benchmarks/claims.toml`, each with the command that finds it.
"""


def write(report: Report, verdicts: Sequence[Verdict], docs: Path = DOCS) -> list[Path]:
    """Write the page and its pictures below *docs*; return what was written."""
    files = {PICTURES / name: svg for name, svg in pictures(report, verdicts).items()}
    files[PAGE] = page(report, verdicts)
    for name, text in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    return [docs / name for name in files]


def page(report: Report, verdicts: Sequence[Verdict]) -> str:
    """Return the page in Markdown."""
    drawn = pictures(report, verdicts)
    parts = [
        _HEAD,
        "\n".join(("Measured on:", caption(report["machine"], report["versions"]), _busy(report))),
        "## Goals\n",
        "A goal for several cases is met when all of them meet it; the figure is of the farthest from it.\n",
        *_picture("goals.svg", drawn),
        *_goals(verdicts),
        "## The whole and each step\n",
        *_picture("speed.svg", drawn),
        *_cases(report),
        "## Ten times the text\n",
        *_picture("growth.svg", drawn),
        *_figures(report, "growth"),
        "## Memory and import\n",
        "Peak memory counts the source as bytes, as a string, and the post that comes out, above an interpreter\n"
        "that has cleaned a small post before. It is a multiple of the string's own size.\n",
        *_figures(report, "peak memory", "import"),
        _REST,
        *rows(load_claims()),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _busy(report: Report) -> str:
    load = report["machine"].get("load before")
    return f"Load of the machine before the run: {load}.\n" if load else ""


def _picture(name: str, drawn: dict[str, str]) -> Iterator[str]:
    if name in drawn:
        yield f"![{_ALT[name]}](../pictures/{name})\n"


def _goals(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield "| goal | beside | at most | measured | |\n|---|---|---|---|---|"
    for verdict in verdicts:
        goal, found = verdict
        told = _told(found) if found else ""
        if found and found.case != goal.case:
            told += f", {found.case}"
        word = verdict.word if verdict.word != "missed" else "**missed**"
        yield f"| {_cell(goal.case)} | {goal.against} | {goal.most:g} | {told} | {word} |"
    yield ""
    for goal, _ in verdicts:
        if goal.tried:
            yield f"- {_cell(goal.case)}, {goal.against}: {goal.tried.strip()}"
    yield ""


def _cases(report: Report) -> Iterator[str]:
    ratios = {(one.case, one.against): one for one in report["figures"]}
    measured = [run for run in report["runs"] if not run.case.startswith("growth")]
    yield "| case | contender | MB/s | postnorm takes, times |\n|---|---|---|---|"
    for case, runs in itertools.groupby(measured, key=lambda run: run.case):
        yield from _rows(case, runs, ratios)
    yield ""
    used = {run.who for run in measured}
    yield from (f"- {who}: {note}." for who, note in NOTES.items() if who in used)
    yield ""


def _rows(case: str, runs: Iterator[Run], ratios: dict[tuple[str, str], Figure]) -> Iterator[str]:
    for run in runs:
        found = ratios.get((case, run.who))
        name = case if run.who == OURS else ""
        yield f"| {name} | {run.who} | {speed(run)} | {_told(found) if found else run.missing} |"


def _figures(report: Report, *beginnings: str) -> Iterator[str]:
    yield "| figure | times | of |\n|---|---|---|"
    for one in report["figures"]:
        if one.case.startswith(beginnings):
            yield f"| {one.case} | {_told(one)} | {one.against} |"
    yield ""


def _told(found: Figure) -> str:
    return f"{number(found.value)} ({spread(found.low, found.high)})"


def _cell(words: str) -> str:
    return words.replace("*", r"\*")
