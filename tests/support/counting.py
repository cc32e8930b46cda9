"""Work counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from postnorm.testing import linearity


def lines_run(where: ModuleType | str, call: Callable[[], object]) -> int:
    """Count the lines of a module, or of all modules in a folder, that run during *call*."""
    place = where if isinstance(where, str) else str(where.__file__)
    return linearity.lines_run(call, under=(place,))
