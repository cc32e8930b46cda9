"""Pictures of a report, as SVG that is readable in light and in dark.

They are written by hand: two kinds of plot need no library, and a picture in a page without
scripts can ask only its own style sheet whether it is dark.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from benchmarks.case import OURS
from benchmarks.goals import Verdict
from benchmarks.machine import caption
from benchmarks.report import Report, Run
from benchmarks.table import number, speed

WIDTH: Final = 860
_LEFT, _RIGHT, _ROW, _TOP = 330, 90, 22, 64
_STYLE: Final = """
  svg { font: 13px system-ui, sans-serif; }
  .paper { fill: #ffffff; } text { fill: #1f2328; } .faint { fill: #57606a; font-size: 11px; }
  .title { font-size: 16px; font-weight: 600; } .case { font-weight: 600; }
  .axis { stroke: #d0d7de; } .spread { stroke: #57606a; stroke-width: 2; }
  .ours { fill: #0b6bcb; } .other { fill: #8c959f; } .met { fill: #1a7f37; } .missed { fill: #cf222e; }
  .goal { stroke: #1f2328; stroke-width: 2; } polyline { fill: none; stroke-width: 2; stroke: #0b6bcb; }
  .dashed { stroke-dasharray: 6 4; } .dotted { stroke-dasharray: 2 4; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; } text { fill: #e6edf3; } .faint { fill: #9198a1; }
    .axis { stroke: #3d444d; } .spread { stroke: #9198a1; } .goal { stroke: #e6edf3; }
    .ours { fill: #4ea1f3; } .other { fill: #767f89; } .met { fill: #3fb950; } .missed { fill: #f85149; }
    polyline { stroke: #4ea1f3; }
  }
"""


class Axis(NamedTuple):
    """A logarithmic axis from *low* to *high*, drawn from *start* to *end*."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of *value*; what lies outside is drawn at the edge."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)

    def ticks(self) -> list[float]:
        """Return the powers of ten on the axis."""
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.log10(self.high) + 1e-9
        return [10.0**power for power in range(first, math.floor(last) + 1)]


def axis_for(values: Sequence[float], start: float, end: float) -> Axis:
    """Return an axis of whole powers of ten that has all of *values*.

    >>> axis_for([0.3, 40.0], 0, 100)[:2]
    (0.1, 100.0)
    """
    low, high = min(values), max(values)
    below, above = math.floor(math.log10(low)), math.ceil(math.log10(high))
    return Axis(10.0**below, 10.0 ** max(above, below + 1), start, end)


def pictures(report: Report, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Return all pictures by the name of their file; a kind of which nothing was measured is left out."""
    foot = caption(report["machine"], report["versions"])
    whole = [run for run in report["runs"] if run.case.startswith("whole") and run.seconds]
    grown = [run for run in report["runs"] if run.case.startswith("growth")]
    judged = [verdict for verdict in verdicts if verdict.figure]
    drawn = {
        "speed.svg": _picture(
            "The whole, in MB of text a second, logarithmic", foot, *_bars(whole)
        ),
        "goals.svg": _picture(
            "Each goal: the figure as a share of what is asked for (1)", foot, *_dots(judged)
        ),
        "growth.svg": _picture("CPU time of one post by its size", foot, *_lines(grown)),
    }
    kinds: dict[str, Sequence[object]] = {
        "speed.svg": whole,
        "goals.svg": judged,
        "growth.svg": grown,
    }
    return {name: svg for name, svg in drawn.items() if kinds[name]}


def _picture(title: str, foot: str, height: float, shapes: Sequence[str]) -> str:
    """The frame of a picture: its paper, title, shapes, and below them where it was measured."""
    lines = textwrap.wrap(foot, 130)
    tall = height + 24 + 15 * len(lines)
    small = [_text(20, height + 20 + 15 * at, line, "faint") for at, line in enumerate(lines)]
    parts = "\n".join((_text(20, 32, title, "title"), *shapes, *small))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall:g}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{tall:g}"/>\n{parts}\n</svg>\n'
    )


def _bars(runs: Sequence[Run]) -> tuple[float, list[str]]:
    """A bar for each contender, its length the speed, in groups by case."""
    shapes: list[str] = []
    y = float(_TOP)
    if not runs:
        return y, shapes
    axis = axis_for([run.speed for run in runs], _LEFT, WIDTH - _RIGHT)
    for case, group in itertools.groupby(runs, key=lambda run: run.case):
        shapes.append(_text(20, y + 14, case, "case"))
        y += _ROW
        for run in group:
            kind = "ours" if run.who == OURS else "other"
            end = axis.at(run.speed)
            shapes.append(_text(_LEFT - 10, y + 14, run.who, anchor="end"))
            shapes.append(_rect(_LEFT, y + 3, max(end - _LEFT, 1), _ROW - 8, kind))
            shapes.append(_text(end + 6, y + 14, speed(run), "faint"))
            y += _ROW
    return y + 20, [*_grid(axis, _TOP, y), *shapes]


def _dots(verdicts: Sequence[Verdict]) -> tuple[float, list[str]]:
    """A dot for each goal, at the share of the goal that the figure is, with its spread."""
    shapes: list[str] = []
    y = float(_TOP)
    rows = [(verdict, verdict.figure) for verdict in verdicts if verdict.figure]
    if not rows:
        return y, shapes
    shares = [value / goal.most for (goal, _), found in rows for value in (found.low, found.high)]
    axis = axis_for([*shares, 1.0], _LEFT, WIDTH - _RIGHT)
    for verdict, found in rows:
        goal, most = verdict.goal, verdict.goal.most
        x, low, high = (axis.at(one / most) for one in (found.value, found.low, found.high))
        shapes.append(_text(_LEFT - 10, y + 15, f"{goal.case} / {goal.against}", anchor="end"))
        shapes.append(_line(low, y + 11, high, y + 11, "spread"))
        shapes.append(f'<circle class="{verdict.word}" cx="{x:.1f}" cy="{y + 11:g}" r="5"/>')
        shapes.append(
            _text(WIDTH - _RIGHT + 8, y + 15, f"{number(found.value)} / {most:g}", "faint")
        )
        y += _ROW
    asked = _line(axis.at(1), _TOP - 6, axis.at(1), y, "goal")
    return y + 20, [*_grid(axis, _TOP, y), asked, *shapes]


def _lines(runs: Sequence[Run]) -> tuple[float, list[str]]:
    """A line for each shape of text, from size to time; a slope of one decade in one is linear."""
    bottom = _TOP + 300.0
    shapes: list[str] = []
    if not runs:
        return _TOP, shapes
    times = [min(run.seconds) for run in runs]
    across = axis_for([run.megabytes for run in runs], 90, WIDTH - 170)
    up = axis_for(times, bottom, _TOP)
    shapes += [*_grid(across, _TOP, bottom, " MB"), *_levels(up, across)]
    groups = itertools.groupby(runs, key=lambda run: run.case)
    for place, (case, group) in enumerate(groups):
        style = ("whole", "dashed", "dotted")[place % 3]
        points = [(across.at(run.megabytes), up.at(min(run.seconds))) for run in group]
        shapes.append(_polyline(points, style))
        shapes += [f'<circle class="ours" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
        level = _TOP + 10.0 + 24 * place
        shapes.append(_polyline([(WIDTH - 150, level), (WIDTH - 115, level)], style))
        shapes.append(_text(WIDTH - 108, level + 4, case.removeprefix("growth, ")))
    return bottom + 30, shapes


def _grid(axis: Axis, top: float, bottom: float, unit: str = "") -> Iterator[str]:
    for value in axis.ticks():
        x = axis.at(value)
        yield _line(x, top - 6, x, bottom, "axis")
        yield _text(x, bottom + 14, f"{value:g}{unit}", "faint", anchor="middle")


def _levels(up: Axis, across: Axis) -> Iterator[str]:
    for value in up.ticks():
        yield _line(across.start, up.at(value), across.end, up.at(value), "axis")
        yield _text(across.start - 8, up.at(value) + 4, f"{value:g} s", "faint", anchor="end")


def _text(x: float, y: float, words: str, kind: str = "plain", *, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}" rx="2"/>'


def _polyline(points: Sequence[tuple[float, float]], kind: str) -> str:
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{told}"/>'
