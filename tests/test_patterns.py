"""Law 7 for regular expressions: each is fed what it repeats itself, again and again, without an end."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

import postnorm
from support.own_bait import own_bait
from test_linear import PATTERNS, Pattern

PACKAGE: Final = Path(postnorm.__file__).parent
SIZES: Final = (60, 240, 960, 3_840)
END: Final = "\x01\n\x01"
"""What hardly any pattern ends with, on its line or on the next."""
SLOW: Final = 0.01
"""Seconds that no linear pattern needs for the longest of these; what needs more is measured again."""

# Patterns whose cost is bounded otherwise, and by what.
BOUNDED: Final[Mapping[str, str]] = {
    "postnorm.reading.credit_lines._HEADING": "lines of at most 1,000 characters, from their start",
    "postnorm.reading.credit_lines._PICTURE": "lines of at most 1,000 characters, from their start",
    "postnorm.reading.credit_values._LINK_PARTS": "only what LINK has matched, which is bounded",
}


def written_inside() -> Iterator[tuple[str, Pattern]]:
    """The patterns that stand in a call of ``re`` inside of a function."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for call in (one for function in functions for one in ast.walk(function)):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and ast.unparse(call.func.value) == "re"
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ):
                pattern = re.compile(str(call.args[0].value))
                if isinstance(call.args[0].value, str):
                    anchored = call.func.attr in ("match", "fullmatch")
                    yield f"{path.stem}:{call.lineno}", Pattern(pattern, anchored)


# Patterns that a function makes when they are asked for first.
MADE: Final = {
    "repair.mojibake": "_suspects",
    "boilerplate.wording": "_foldable",
}


def made_when_asked_for() -> Iterator[tuple[str, Pattern]]:
    """The patterns that cached functions make of tables."""
    for module, name in MADE.items():
        pattern = getattr(importlib.import_module(f"postnorm.{module}"), name)()
        yield f"{module}.{name}", Pattern(pattern, anchored=False)


ALL: Final = {**PATTERNS, **dict(written_inside()), **dict(made_when_asked_for())}


def seconds_of(name: str, pattern: Pattern) -> None:
    """Raise ``AssertionError`` when a bait of four times the length costs much more than four times."""
    for bait, (before, unit) in own_bait(pattern.pattern).items():
        texts = [before + (unit * size)[:size] + END for size in SIZES]
        for short, long in pairwise(texts):
            if pattern.seconds(long, runs=1) < SLOW * len(long) / SIZES[-1]:
                continue
            ratio = pattern.seconds(long) / max(pattern.seconds(short), 1e-5)
            # 2.2 for a doubling, and as much again for a clock that others use, too.
            assert pattern.seconds(long) < SLOW or ratio < 2 * 2.2**2, (
                f"{name}: four times the text costs {ratio:.1f} times the time on its {bait}, "
                f"{before!r} and then {unit!r}"
            )


@pytest.mark.parametrize("name", [name for name in ALL if name not in BOUNDED])
def test_a_pattern_bears_its_own_bait(name: str) -> None:
    """Four times the bait is about four times the time, or no time at all."""
    seconds_of(name, ALL[name])


def test_the_bait_is_the_patterns_own() -> None:
    """Most patterns find what was made for them; the others ask for what stands around them."""
    found = sum(
        ALL[name].pattern.search(own_bait(ALL[name].pattern).get("matches", ("", ""))[1])
        is not None
        for name in ALL
    )
    assert found > 0.8 * len(ALL)


def test_exceptions_are_patterns() -> None:
    """A pattern that is mended or gone is excepted no more."""
    assert BOUNDED.keys() <= ALL.keys()


@pytest.mark.parametrize(
    "bad",
    [
        r"\s+$",
        r"【.*?】",
        r"x[ \t]+([^\n]*)[ \t]x",
        r"(?:<!--[^\n]{0,300}-->){1,3}$",
        r"⋯{2,}(?=甲)",
    ],
)
def test_patterns_that_backtrack_are_caught(bad: str) -> None:
    """What others have been hit by, and what was found here, does not pass. (What takes exponential time
    is caught as well, but not before it has taken it.)
    """
    with pytest.raises(AssertionError, match="times the time"):
        seconds_of(bad, Pattern(re.compile(bad), anchored=False))
