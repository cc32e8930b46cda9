"""Mutation testing: make one small mistake after the other in a room, and see that its tests notice.

Usage: python tools/mutants.py [ROOM ...] [--sample N] [--seed N] [--only TEXT] [--json FILE]

Each mutant is compiled in memory and tried in a process forked for it; no file is touched. Hypothesis
draws the same examples each time and does not shrink. What survives is printed. The rooms, their tests
and the mutants that no test can tell from the original, each with its reason, stand in
tests/mutants/rooms.toml.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from mutations import mutants

if TYPE_CHECKING:
    import pytest

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "src" / "postnorm"
ROOMS = TOP / "tests" / "mutants" / "rooms.toml"
_MANY_TIMES, _SECONDS = (
    3,
    10,
)  # what a mutant may take: so many times as the original, and some more
_LOADED_ONCE = (
    "pytest",
    "hypothesis",
    "_hypothesis_pytestplugin",
    "yaml",
    "bs4",
    "lxml.etree",
    "opencc",
)


class Room(NamedTuple):
    """Some files of the package with the tests that answer for them; paths as the table has them."""

    name: str
    files: list[str]
    tests: list[str]
    equivalent: Mapping[str, str]
    """Mutants that do the same as the original, each with the reason."""

    def sources(self) -> Iterator[Path]:
        for pattern in self.files:
            yield from sorted(PACKAGE.glob(pattern))


class Mutant(NamedTuple):
    path: Path
    name: str
    line: int
    code: CodeType


def rooms() -> list[Room]:
    table = tomllib.loads(ROOMS.read_text(encoding="utf-8"))
    return [
        Room(name, room["files"], room["tests"], room.get("equivalent", {}))
        for name, room in table.items()
    ]


def mutants_of(path: Path) -> Iterator[Mutant]:
    """All mutants of a file, each with a name that says where it is."""
    source = path.read_text(encoding="utf-8")
    lines = enumerate(source.splitlines(), 1)
    tree = ast.parse(source)
    uncovered = [number for number, line in lines if "pragma: no cover" in line]
    for name, line in mutants(tree, skip=uncovered):
        where = f"{path.relative_to(PACKAGE)} {name}"
        yield Mutant(path, where, line, compile(tree, str(path), "exec", dont_inherit=True))


class _Loader(importlib.abc.Loader):
    def __init__(self, code: CodeType) -> None:
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, with the code of the mutant in it."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(PACKAGE.parent).with_suffix("").parts
        self._package = parts[-1] == "__init__"
        self._name = ".".join(parts[:-1] if self._package else parts)
        self._mutant = mutant

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        folder = [str(self._mutant.path.parent)] if self._package else None
        return importlib.util.spec_from_file_location(
            name,
            self._mutant.path,
            loader=_Loader(self._mutant.code),
            submodule_search_locations=folder,
        )


class Reporter:
    """A plugin of pytest: puts the tests in order, and writes down how long each took or which failed."""

    def __init__(self, report: Path, order: Mapping[str, float]) -> None:
        self._report, self._order = report, order
        self._taken: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._order.get(item.nodeid, 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._taken[report.nodeid] = self._taken.get(report.nodeid, 0) + report.duration
        if report.failed:
            self._taken = {report.nodeid: -1}

    def pytest_sessionfinish(self) -> None:
        self._report.write_text(json.dumps(self._taken))


class Trial:
    """The tests of one room, run once for each mutant: those first that are likely to notice it soon."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._report = Path(tempfile.mkstemp(prefix="mutants")[1])
        self._kills: dict[str, Counter[str]] = {}
        self._seconds: float | None = None
        before = time.monotonic()
        self._taken: dict[str, float] = {}
        if self.outcome(None) != "survived":
            sys.exit(f"{room.name}: the tests fail as it is")
        self._taken = json.loads(self._report.read_text())
        self._seconds = _MANY_TIMES * (time.monotonic() - before) + _SECONDS

    def close(self) -> None:
        self._report.unlink()

    def outcome(self, mutant: Mutant | None) -> str:
        """Run the tests in a process of their own: ``survived``, ``killed`` or ``endless``."""
        place = mutant.name.partition(": ")[0] if mutant else ""
        kills = self._kills.setdefault(place, Counter())
        order = {test: taken - 1000 * kills[test] for test, taken in self._taken.items()}
        self._report.write_text("{}")
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            ended = 70  # unless pytest comes to its own end
            try:
                ended = _run_tests(self._room, mutant, Reporter(self._report, order))
            finally:
                os._exit(ended)
        status = _wait(child, self._seconds)
        if status is None:
            return "endless"
        if status and mutant:
            kills.update(json.loads(self._report.read_text()))
        return "killed" if status else "survived"


def _wait(child: int, seconds: float | None) -> int | None:
    """The status of the process, ``None`` when it takes too long; nothing of it is left behind."""
    end = None if seconds is None else time.monotonic() + seconds
    done = status = 0
    try:
        while not done and (end is None or time.monotonic() < end):
            time.sleep(0.01)
            done, status = os.waitpid(child, os.WNOHANG)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # it is the head of its group
        if not done:
            os.waitpid(child, 0)
    return status if done else None


def _run_tests(room: Room, mutant: Mutant | None, reporter: Reporter) -> int:
    import pytest

    if mutant:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, _Finder(mutant))
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", "--tb=short"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # Hypothesis is loaded already
    return pytest.main([*options, *(str(TOP / test) for test in room.tests)], [reporter])


def _try(room: Room, arguments: argparse.Namespace) -> dict[str, object]:
    all_of_it = [mutant for path in room.sources() for mutant in mutants_of(path)]
    chosen = [mutant for mutant in all_of_it if arguments.only in mutant.name]
    if arguments.sample and arguments.sample < len(chosen):
        chosen = random.Random(arguments.seed).sample(chosen, arguments.sample)
    part, parts = arguments.part
    chosen = chosen[part - 1 :: parts]
    trial = Trial(room)
    ends = {"killed": 0, "endless": 0, "survived": 0, "equivalent": 0}
    survivors = []
    for mutant in chosen:
        known = mutant.name in room.equivalent
        end = "equivalent" if known else trial.outcome(mutant)
        ends[end] += 1
        if end == "survived":
            survivors.append(mutant.name)
            print(f"{mutant.path.relative_to(TOP)}:{mutant.line}: {mutant.name}", flush=True)
    trial.close()
    return {"mutants": len(all_of_it), "tried": len(chosen), **ends, "survivors": survivors}


def score(result: Mapping[str, object]) -> float:
    """The share of mutants that were noticed, of those that can be.

    >>> score({"killed": 90, "endless": 2, "survived": 8})
    0.92
    """
    noticed = int(result["killed"]) + int(result["endless"])  # type: ignore[call-overload]
    return noticed / max(1, noticed + int(result["survived"]))  # type: ignore[call-overload]


def _part(text: str) -> tuple[int, int]:
    part, parts = map(int, text.split("/"))
    return part, parts


def main(arguments: Sequence[str] | None = None) -> int:
    known = {room.name: room for room in rooms()}
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", metavar="ROOM", choices=[*known, []])
    parser.add_argument(
        "--sample", type=int, metavar="N", help="try N of each room, drawn at random"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument(
        "--part", type=_part, default=(1, 1), metavar="K/N", help="the K-th of N parts"
    )
    parser.add_argument("--only", default="", metavar="TEXT", help="those with TEXT in their name")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and so what runs is ended
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"  # ours would load the package before it is mutated
    for name in _LOADED_ONCE:
        importlib.import_module(name)
    results = {}
    for name in chosen.rooms or known:
        results[name] = result = _try(known[name], chosen)
        figures = ", ".join(f"{result[key]} {key}" for key in list(result)[:-1])
        print(f"{name}: {figures}: {score(result):.1%}", flush=True)
        if chosen.json:
            chosen.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    return any(result["survived"] for result in results.values())


if __name__ == "__main__":
    sys.exit(main())
