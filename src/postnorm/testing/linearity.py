"""Linear work: counted in lines run, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Final

import postnorm.errors
from postnorm.testing.samples import BAIT, SENTENCES

SIZE: Final = 800
"""Characters of the shorter text."""

MOST: Final = 2.2
"""How much more work twice the text may be."""

_SLACK: Final = 500  # lines that a call may cost in any case
_PACKAGE: Final = str(Path(postnorm.errors.__file__).parent)


def lines_run(call: Callable[[], object], *, under: tuple[str, ...] = (_PACKAGE,)) -> int:
    """Count the lines of Python that run during *call* in files whose path begins with one of *under*.

    Each turn of a loop counts anew. What runs inside of C, regular expressions too, is not seen.
    """
    count = 0

    def inside(  # pragma: no cover: one tracer does not see the other
        frame: FrameType, event: str, argument: object
    ) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return inside

    def entering(  # pragma: no cover: nor does it see this one
        frame: FrameType, event: str, argument: object
    ) -> Callable[..., Any] | None:
        return inside if frame.f_code.co_filename.startswith(under) else None

    before = sys.gettrace()
    sys.settrace(entering)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def assert_linear(
    step: Callable[[str], object],
    families: Mapping[str, str] | None = None,
    *,
    under: str | None = None,
) -> None:
    """Assert that twice the text is at most 2.2 times the work, for each of *families*.

    A family is a piece that is repeated to the length that is needed (default: the samples' bait
    and prose). Lines of postnorm are counted, and those of files *under* a folder or file of
    yours (default: the file that *step* stands in). Raises ``AssertionError`` naming each family.

    >>> from postnorm import normalize_whitespace
    >>> assert_linear(normalize_whitespace, {"blank lines": "\\n", "prose": "雨停了。 "})
    """
    chosen = {**BAIT, "prose": "".join(SENTENCES)} if families is None else families
    own = under or _file_of(step)
    counted = (_PACKAGE, own) if own else (_PACKAGE,)

    def work(unit: str, size: int) -> int:
        text = "雨停了，" + (unit * size)[:size]
        return lines_run(lambda: step(text), under=counted)

    broken = []
    for name, unit in chosen.items():
        step(unit)  # tables and patterns are made once
        short, long = work(unit, SIZE), work(unit, 2 * SIZE)
        if long > MOST * short + _SLACK:
            broken.append(f"{name}: {short} lines for {SIZE} characters, {long} for {2 * SIZE}")
    if broken:
        raise AssertionError("\n".join([f"more than {MOST} times the work", *broken]))


def _file_of(step: object) -> str | None:
    function = getattr(getattr(step, "rule", step), "__wrapped__", step)
    code = getattr(function, "__code__", None)
    return None if code is None else str(code.co_filename)
