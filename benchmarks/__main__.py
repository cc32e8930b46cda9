"""``python -m benchmarks``: measure, or make the environment, or write the page, or profile a case."""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import page
from benchmarks.case import OURS, Case
from benchmarks.cases import CASES
from benchmarks.environment import set_up
from benchmarks.fresh import import_times, peaks
from benchmarks.goals import judge, load_goals
from benchmarks.growth import grow
from benchmarks.machine import describe, versions
from benchmarks.plots import pictures
from benchmarks.report import Report, from_json, ratios_of, to_json
from benchmarks.running import measure, prepare_process
from benchmarks.table import table
from benchmarks.texts import corpus_texts, make_texts


class Effort(NamedTuple):
    """How long to measure."""

    turns: int
    shortest: float
    """Seconds that a turn takes at least."""
    scale: float
    """Of the number of texts."""
    largest: int
    """Bytes of the post for growth and memory."""
    peaks: int
    """How often the memory is measured, which hardly differs."""
    starts: int
    """Fresh interpreters for the time to import."""


FULL: Final = Effort(turns=7, shortest=0.02, scale=1.0, largest=10_000_000, peaks=3, starts=41)
QUICK: Final = Effort(turns=3, shortest=0.003, scale=0.1, largest=1_000_000, peaks=1, starts=5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 when a goal is missed and ``--strict`` was asked for."""
    asked = _parser().parse_args(arguments)
    if asked.command == "setup":
        try:
            print(f"now run: {set_up(asked.folder, heavy=asked.heavy)}")
        except FileExistsError as error:
            raise SystemExit(str(error)) from error
        return 0
    if asked.command == "docs":
        report = from_json(asked.results.read_text(encoding="utf-8"))
        print(*page.write(report, judge(load_goals(), report["figures"]), asked.docs), sep="\n")
        return 0
    if asked.command == "profile":
        return _profile(asked.case)
    return _run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small texts, few turns: under a minute"
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="cases that begin with WORDS")
    parser.add_argument(
        "--turns", type=_at_least_one, metavar="N", help="turns of each case (default: 7)"
    )
    parser.add_argument(
        "--corpus", type=_folder, metavar="DIR", help="measure real posts and pages too"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to FILE")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="write SVG plots into DIR")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a goal is missed")
    commands = parser.add_subparsers(dest="command", metavar="setup | docs | profile")
    setup = commands.add_parser("setup", help="make an environment with the other tools")
    setup.add_argument("folder", type=Path, nargs="?", default=Path(".venv-bench"))
    setup.add_argument("--heavy", action="store_true", help="data-juicer too: 76 packages, 1 GB")
    docs = commands.add_parser("docs", help="write the page of the documentation from results")
    docs.add_argument("results", type=Path)
    docs.add_argument("--docs", type=Path, default=page.DOCS, help=argparse.SUPPRESS)
    profile = commands.add_parser("profile", help="show where the time of a case goes")
    profile.add_argument(
        "case", help="how the name of the case begins, as in: profile 'whole, seed'"
    )
    return parser


def _at_least_one(number: str) -> int:
    if int(number) < 1:
        raise argparse.ArgumentTypeError(f"at least 1, not {number}")
    return int(number)


def _folder(name: str) -> Path:
    if not Path(name).is_dir():
        raise argparse.ArgumentTypeError(f"{name} is no folder")
    return Path(name)


def _run(asked: argparse.Namespace) -> int:
    """Measure what was asked for, and write it as was asked."""
    prepare_process()
    report = Report(machine=describe(), versions=versions(), runs=[], figures=[])
    for name in _measured(report, asked):
        print(name, file=sys.stderr)
    if not report["figures"]:
        raise SystemExit(_no_case(asked.only))
    verdicts = judge(load_goals(), report["figures"])
    print(table(report, verdicts), end="")
    if asked.json:
        asked.json.write_text(to_json(report), encoding="utf-8")
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
        for name, svg in pictures(report, verdicts).items():
            (asked.pictures / name).write_text(svg, encoding="utf-8")
    return int(asked.strict and any(verdict.word == "missed" for verdict in verdicts))


def _measured(report: Report, asked: argparse.Namespace) -> Iterator[str]:
    """Fill *report*, and say what is done."""
    effort = QUICK if asked.quick else FULL
    if asked.turns:
        effort = effort._replace(turns=asked.turns)
    texts = make_texts(effort.scale)
    if asked.corpus:
        texts |= corpus_texts(asked.corpus)
    for case in _chosen(asked.only):
        if case.texts in texts:
            found = measure(case, texts[case.texts], turns=effort.turns, shortest=effort.shortest)
            report["runs"] += found
            report["figures"] += ratios_of(found)
            yield case.name
    if "growth".startswith(asked.only):
        turns = min(effort.turns, 5)
        for runs, figures in grow(largest=effort.largest, turns=turns, shortest=effort.shortest):
            report["runs"] += runs
            report["figures"] += figures
            yield runs[0].case
    if "peak memory".startswith(asked.only):
        report["figures"] += peaks(size=effort.largest, turns=effort.peaks)
        yield "peak memory"
    if "import".startswith(asked.only):
        report["figures"] += import_times(turns=effort.starts)
        yield "import"


def _chosen(beginning: str) -> list[Case]:
    return [case for case in CASES if case.name.startswith(beginning)]


def _profile(beginning: str) -> int:
    """Print the functions in which ours spends its time, for the first case with that beginning."""
    texts = make_texts()
    for case in _chosen(beginning):
        if case.texts in texts:
            job = case.contenders[OURS](texts[case.texts])
            job()
            with cProfile.Profile() as profile:
                job()
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
            return 0
    raise SystemExit(_no_case(beginning))


def _no_case(beginning: str) -> str:
    known = "\n".join(case.name for case in CASES)
    return f"no case begins with {beginning!r}, or there are no texts for it; there are\n{known}"


if __name__ == "__main__":
    sys.exit(main())
