"""What is left out of coverage and of mutation testing says why."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

import postnorm

PACKAGE: Final = Path(postnorm.__file__).parent
TOP: Final = Path(__file__).parent.parent
PRAGMA: Final = re.compile(r"#\s*pragma:\s*no\s+(?:cover|branch)(.*)")
REASON: Final = re.compile(r": \S+ \S+.*")


def test_every_pragma_has_a_reason() -> None:
    """In the same line, behind a colon: who reads it needs to look nowhere else."""
    found = [
        (path.name, reason)
        for path in sorted(PACKAGE.rglob("*.py"))
        for reason in PRAGMA.findall(path.read_text(encoding="utf-8"))
    ]
    assert found
    assert [(name, reason) for name, reason in found if not REASON.fullmatch(reason)] == []


def test_everything_else_must_run() -> None:
    """No file is left out, and of code only what holds types: see pyproject.toml."""
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "coverage"
    ]
    assert settings["report"]["fail_under"] >= 99.9
    assert settings["run"]["branch"] is True
    assert not {"omit", "include"} & {*settings["run"], *settings["report"]}
    left_out = "|".join(settings["report"]["exclude_also"])
    assert not re.search(left_out, "    return value", re.MULTILINE)


# --- mutants ------------------------------------------------------------------


@pytest.fixture
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOP / "tools"))


@pytest.mark.usefixtures("_tools")
def test_every_equivalent_mutant_is_one_and_has_a_reason() -> None:
    """A mutant that is not made any more, because the code changed, is judged anew."""
    mutants = pytest.importorskip("mutants")
    for room in mutants.rooms():
        assert list(room.sources()), room.name
        names: set[str] = set()
        if room.equivalent:  # to make all mutants of all rooms would take a quarter of a minute
            names.update(m.name for path in room.sources() for m in mutants.mutants_of(path))
        assert set(room.equivalent) <= names, sorted(set(room.equivalent) - names)
        assert all(len(reason.split()) > 3 for reason in room.equivalent.values())
        assert all((TOP / test).exists() for test in room.tests)


@pytest.mark.usefixtures("_tools")
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < 1", {f"x = a {after}" for after in ("<= 1", ">= 1", "< 2", "< 0")}),
        ("x = a is None", {"x = a is not None"}),
        ("x = a and b", {"x = a or b"}),
        ("return not a", {"return None", "return a"}),
        ("return False", {"return True"}),
        ("a += 1", {"a -= 1", "a += 2", "a += 0", "pass"}),
        ("f('x')", {"pass", "f('xXX')"}),
        ("raise E", {"pass"}),
        ("a = min(b)", {"a = max(b)"}),
        ("a: int = b", set()),
        ("import a", set()),
        ("x = TypeVar('x')", set()),
        ("if a:\n    pass", {"if not a:"}),
        ("while a:\n    break", {"while not a:", "continue"}),
    ],
)
def test_small_mistakes_are_made(source: str, expected: set[str]) -> None:
    """One at a time; docstrings, types and imports are left alone."""
    mutations = pytest.importorskip("mutations")
    tree = ast.parse(source)
    before = ast.dump(tree)
    assert {name.partition(" -> ")[2] for name, _ in mutations.mutants(tree)} == expected
    assert ast.dump(tree) == before
