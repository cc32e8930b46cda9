"""One answer, whatever the thread, the process or the hash seed."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from postnorm.testing.samples import samples

_THREADS: Final = 8
_HASH_SEEDS: Final = ("0", "4242")
_CHILD: Final = (
    "import pickle, sys\n"
    "sys.path[:] = pickle.load(sys.stdin.buffer)\n"
    "step, texts = pickle.load(sys.stdin.buffer)\n"
    "sys.stdout.buffer.write(pickle.dumps([step(text) for text in texts]))\n"
)


def assert_deterministic(
    step: Callable[[str], object], texts: Iterable[str] | None = None, *, processes: bool = True
) -> None:
    """Assert that *step* gives one answer: twice, in threads, and in other processes.

    The other processes have other hash seeds and locales, and get *step* pickled;
    ``processes=False`` leaves them out, for a step that cannot be pickled. Answers are compared
    with ``==``. Raises ``AssertionError`` that says where the answer differs, and on which text.

    >>> from postnorm import normalize_whitespace
    >>> assert_deterministic(normalize_whitespace, ["雨停了 \\n"], processes=False)
    """
    tried = list(samples() if texts is None else texts)
    wanted = [step(text) for text in tried]
    _compare("in a second call", tried, wanted, [step(text) for text in tried])
    with ThreadPoolExecutor(_THREADS) as threads:
        made = list(threads.map(step, tried * _THREADS))
    for number in range(_THREADS):
        part = made[number * len(tried) : (number + 1) * len(tried)]
        _compare(f"with {_THREADS} threads", tried, wanted, part)
    for seed in _HASH_SEEDS if processes else ():
        _compare(f"with hash seed {seed}", tried, wanted, _elsewhere(step, tried, seed))


def _compare(where: str, texts: list[str], wanted: list[object], made: list[object]) -> None:
    for text, one, other in zip(texts, wanted, made, strict=True):
        assert one == other, f"another answer {where}, on {text!r:.200}"


def _elsewhere(step: Callable[[str], object], texts: list[str], seed: str) -> list[Any]:
    """The answers of a fresh interpreter in the C locale."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=pickle.dumps(sys.path) + pickle.dumps((step, texts)),
        env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    made: list[Any] = pickle.loads(done.stdout)
    return made
