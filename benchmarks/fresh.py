"""What can be measured in a fresh interpreter only: the time to import, and the peak of memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import postnorm
from benchmarks.growth import SHAPES, size_name, sized
from benchmarks.report import Figure, figure

IMPORTS: Final = "import re, dataclasses"
STARTS: Final = {
    "import postnorm": "import postnorm",
    "import postnorm, and a first clean": "import postnorm; postnorm.clean('雨停了。', script='hans')",
}
THE_STRING: Final = "the string"
WAYS: Final = ("allocated", "resident")
"""What Python allocated (tracemalloc), and what the system gave (its high-water mark)."""

_TOP: Final = Path(__file__).parent.parent
_TIMED: Final = "import time; start = time.process_time()\n{}\nprint(time.process_time() - start)"


def import_times(*, turns: int) -> list[Figure]:
    """Return the CPU time of importing, and of the first use, as ratios, each in a fresh interpreter, in turns."""
    ratios: dict[str, list[float]] = {name: [] for name in STARTS}
    for _ in range(turns):
        theirs = _seconds(IMPORTS)
        for name, code in STARTS.items():
            ratios[name].append(_seconds(code) / theirs)
    return [figure(name, IMPORTS, told) for name, told in ratios.items()]


def _seconds(code: str) -> float:
    return float(_fresh("-c", _TIMED.format(code)))


def peaks(*, size: int, turns: int) -> Iterator[Figure]:
    """Measure the most memory that ``clean`` needs, beside the interpreter, as a multiple of the text's.

    The text counts, as bytes and as a string, and so does the post that comes out.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.md"
        for shape in SHAPES:
            path.write_text(sized(shape, size), encoding="utf-8")
            for way in WAYS:
                arguments = ("-m", "benchmarks.peak", way, str(path))
                told = [float(_fresh(*arguments)) for _ in range(turns)]
                if all(told):  # 0: the system does not say
                    yield figure(f"peak memory {way}, {shape}, {size_name(size)}", THE_STRING, told)


def _fresh(*arguments: str) -> str:
    path = os.pathsep.join((str(Path(postnorm.__file__).parent.parent), str(_TOP)))
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout
