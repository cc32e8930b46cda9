"""Print the most memory that cleaning a file takes, as a multiple of its string's.

Run by :mod:`benchmarks.fresh` in an interpreter of its own: ``python -m benchmarks.peak resident FILE``.
"""

from __future__ import annotations

import re
import sys
import tracemalloc
from pathlib import Path

import postnorm

_WARM = "---\ntitle: 雨后\n---\n1 、雨停了 ，路还湿。\n\n欢迎关注我们的公众号：河边夜话\n"


def main(way: str, path: Path) -> None:
    """Print the multiple; 0 where this system does not tell."""
    postnorm.clean(_WARM, script="hans")  # tables, patterns and dictionaries are not the text's
    measure = _allocated if way == "allocated" else _resident
    print(measure(path))


def _work(path: Path) -> int:
    """Read, clean, and return how large the string is."""
    post = postnorm.clean(path.read_bytes(), script="hans")
    return sys.getsizeof(post.source)


def _allocated(path: Path) -> float:
    tracemalloc.start()
    size = _work(path)
    return tracemalloc.get_traced_memory()[1] / size


def _resident(path: Path) -> float:
    before = _high_water()
    size = _work(path)
    return (_high_water() - before) / size


def _high_water() -> int:
    # ru_maxrss would begin with the peak of the process that started this one.
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
    return int(found[1]) * 1024 if found else 0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
