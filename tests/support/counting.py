"""Work counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any


def lines_run(module: ModuleType, call: Callable[[], object]) -> int:
    """Count the lines of *module* that run during *call*; each turn of a loop counts anew."""
    count = 0

    def inside(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return inside

    def entering(frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        return inside if frame.f_code.co_filename == module.__file__ else None

    before = sys.gettrace()
    sys.settrace(entering)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
