"""One fuzzing process: a target, instrumented by atheris, that goes on when a law is broken.

Started by ``run.py``. Every input that breaks a law is written down under the name of what broke,
the first few of each name only: one bug that is easy to reach does not hide all others.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

_OF_A_KIND: Final = 6


def name_of(error: BaseException) -> str:
    """What broke, without what it broke on: the error, its place, and its message up to a quotation.

    >>> name_of(AssertionError("a second clean makes '甲' of '甲 '"))
    'AssertionError at nowhere: a second clean makes '
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    message, _, _ = str(error).partition("'")
    return f"{type(error).__name__} at {place}: {message:.200}"


def watched(target: Callable[[bytes], None], findings: Path) -> Callable[[bytes], None]:
    """Return *target* as a function that writes down what breaks it, and does not raise."""
    seen = Counter[str]()

    def run(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:
            name = name_of(error)
            seen[name] += 1
            if seen[name] > _OF_A_KIND:
                return
            key = hashlib.sha256(f"{name} {seen[name]}".encode("utf-8", "replace")).hexdigest()[:12]
            (findings / key).write_bytes(data)
            told = "".join(traceback.format_exception(error))
            (findings / f"{key}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")

    return run


def fuzz(name: str, findings: Path, command: list[str]) -> None:
    """Run atheris with *command*, a name and flags of libFuzzer; it ends the process by itself."""
    import atheris

    with atheris.instrument_imports(include=["postnorm"]):
        from fuzz.targets import TARGETS

        run = watched(TARGETS[name], findings)
        for data in (b"", b"\x60<p>\x80\x81\xfa\xf2\x89\x8a"):  # modules imported on first use
            run(data)
    atheris.Setup(command, run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent.parent)]
    fuzz(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
