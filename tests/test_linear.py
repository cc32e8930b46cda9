"""Law 7: twice the input is twice the work, on every bait. Work is counted in lines run, not timed.

What runs inside the regular expression engine is not seen by counting lines; the patterns are fed
bait of their own in the second half, where only the ratio of two times counts.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import postnorm
from postnorm import clean, parse
from postnorm.spans import find_spans
from postnorm.testing.linearity import lines_run
from postnorm.typography.punctuation import Style
from support.texts import BAIT, SENTENCES

PACKAGE: Final = str(Path(postnorm.__file__).parent)
CALLS: Final[dict[str, Callable[[str], object]]] = {
    **{
        name: value
        for name in postnorm.__all__
        if hasattr(value := getattr(postnorm, name), "findings")
    },
    "punctuation, mainland": postnorm.normalize_punctuation.using(style="mainland"),
    "punctuation, half brackets": postnorm.normalize_punctuation.using(
        style="taiwan", quotes="curly", brackets="half"
    ),
    "spacing, insert": postnorm.normalize_spacing.using(cjk_latin="insert", names=("甲a",)),
    "spacing, remove": postnorm.normalize_spacing.using(cjk_latin="remove"),
    "repeats, blocks": postnorm.deduplicate_body.using(scope="blocks"),
    "find_spans": find_spans.__wrapped__,
    "parse": parse,
    "clean": clean,
}
NATURAL: Final = {"prose": "".join(SENTENCES), "paragraphs": "\n\n".join(SENTENCES) + "\n\n"}
SIZE: Final = 200


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("bait", [*BAIT, *NATURAL])
def test_twice_the_text_is_at_most_twice_the_work(name: str, bait: str) -> None:
    """2n costs at most 2.2 times n, apart from what a call costs in any case."""
    call = CALLS[name]
    unit = {**BAIT, **NATURAL}[bait]
    call(unit)  # tables and patterns are made once

    def work(size: int) -> int:
        text = "雨停了，" + (unit * size)[:size]
        return lines_run(lambda: call(text))

    assert work(8 * SIZE) <= 2.2 * work(4 * SIZE) + 500


class Pattern(NamedTuple):
    """A compiled pattern of the package, and how its module uses it."""

    pattern: re.Pattern[str]
    anchored: bool
    """Only ever matched at one place; a pattern that is searched for begins at every place."""

    def seconds(self, text: str, *, runs: int = 3) -> float:
        best = 9.0
        for _ in range(runs):
            start = time.process_time()
            if self.anchored:
                self.pattern.match(text)
            else:
                for _ in self.pattern.finditer(text):
                    pass
            best = min(best, time.process_time() - start)
        return best


def patterns() -> Iterator[tuple[str, Pattern]]:
    """Every compiled pattern that stands in a module of the package."""
    for info in pkgutil.walk_packages([PACKAGE], "postnorm."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                used = set(re.findall(rf"\b{name}\.(\w+)\(", source))
                yield (
                    f"{info.name}.{name}",
                    Pattern(value, bool(used) and used <= {"match", "fullmatch"}),
                )


PATTERNS: Final = dict(patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_backtracks_badly(name: str) -> None:
    """A pattern that is slow on a bait at all grows no faster than the bait."""
    pattern = PATTERNS[name]
    for bait, unit in BAIT.items():
        short, long = ((unit * size)[:size] for size in (4_000, 16_000))
        if pattern.seconds(short, runs=1) < 0.01:  # quadratic takes longer by far
            continue
        ratio = pattern.seconds(long) / max(pattern.seconds(short), 1e-4)
        assert ratio < 8, f"four times the text costs {ratio:.1f} times the time on {bait}"


@pytest.mark.parametrize("style", ["mainland", "taiwan"])
def test_nested_quotes_are_linear(style: Style) -> None:
    """Pairs within pairs do not read their inside again and again."""

    def seconds(depth: int) -> float:
        text = "雨" + "“‘" * depth + "停" + "’”" * depth
        start = time.process_time()
        postnorm.normalize_punctuation(text, style=style)
        return time.process_time() - start

    seconds(100)
    assert min(seconds(8000) for _ in range(3)) < 8 * max(
        0.01, min(seconds(2000) for _ in range(3))
    )
