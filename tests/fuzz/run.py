"""Fuzz the targets: ``python tests/fuzz/run.py [TARGET ...] [--seconds 60] [--jobs 2] [--grow]``.

Needs atheris (``pip install -e '.[fuzz]'``; Linux, Python 3.11). Prints how many inputs were run, and
each finding with its file, to be shown again by ``--show FILE``; the exit status is 1 if there was
one. ``--grow`` keeps what reaches new code, minimised, in the corpus.
"""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"
NAMES: Final = ("bytes", "header", "markup", "boilerplate", "typography", "clean")
MOST_BYTES: Final = 120
"""Of an input: with pieces and orders, that is a long post."""
MOST_KEPT: Final = 160
"""Inputs of a target, small and large ones: every run of the tests replays them."""


class Run(NamedTuple):
    """What came of one target."""

    name: str
    executions: int
    findings: tuple[Path, ...]
    failed: str
    """What the fuzzer itself wrote last where it ended badly: a crash, a hang, too much memory."""


def run(name: str, seconds: int, findings: Path, *, grow: bool) -> Run:
    """Fuzz one target in a process of its own."""
    place = findings / name
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        flags = [
            *(scratch, str(CORPUS / name), f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}"),
            "-len_control=0",
            *("-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"),
            f"-artifact_prefix={place}/",
        ]
        done = _child(name, place, flags)
        if grow:
            _keep(name, Path(scratch))
    count = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    failed = "" if done.returncode == 0 else done.stderr[-1500:]
    return Run(name, int(count[1]) if count else 0, tuple(sorted(place.glob("*.txt"))), failed)


def _command(name: str, place: Path, own_name: str = "fuzz") -> list[str]:
    return [sys.executable, str(HERE / "child.py"), name, str(place), own_name]


def _child(
    name: str, place: Path, flags: Iterable[str], own_name: str = "fuzz"
) -> subprocess.CompletedProcess[str]:
    command = [*_command(name, place, own_name), *flags]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def _keep(name: str, found: Path) -> None:
    """Merge what was found into the corpus: the smallest inputs that reach all that both reach."""
    with tempfile.TemporaryDirectory() as merged, tempfile.TemporaryDirectory() as broken:
        # libFuzzer starts itself again, by a command of one word.
        again = Path(broken) / "again"
        again.write_text(
            f'#!/bin/sh\nexec {shlex.join(_command(name, Path(broken), "again"))} "$@"\n'
        )
        again.chmod(0o700)
        flags = [merged, str(CORPUS / name), str(found), "-merge=1", f"-max_len={MOST_BYTES}"]
        done = _child(name, Path(broken), flags, own_name=str(again))
        if done.returncode:
            raise RuntimeError(f"the corpus of {name} was not merged: {done.stderr[-1500:]}")
        for old in (CORPUS / name).iterdir():
            old.unlink()
        found_by_size = sorted(
            Path(merged).iterdir(), key=lambda one: (one.stat().st_size, one.name)
        )
        for new in found_by_size[:: len(found_by_size) // MOST_KEPT + 1]:
            shutil.copy(new, CORPUS / name / new.name[:12])


def _told(done: Run) -> Iterator[str]:
    yield f"{done.name:12} {done.executions:>10,} inputs, {len(done.findings)} findings"
    for path in done.findings:
        yield f"  {path.with_suffix('')}: {path.read_text(encoding='utf-8').splitlines()[-1]:.300}"
    if done.failed:
        yield done.failed


def main() -> int:
    """Fuzz the targets that are asked for, some at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=NAMES)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "findings")
    parser.add_argument("--grow", action="store_true")
    options = parser.parse_args()
    broken = False
    with ThreadPoolExecutor(options.jobs) as jobs:
        for done in jobs.map(
            lambda name: run(name, options.seconds, options.findings, grow=options.grow),
            options.targets,
        ):
            print(*_told(done), sep="\n", flush=True)
            broken |= bool(done.findings or done.failed)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
