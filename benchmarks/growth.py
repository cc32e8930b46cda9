"""What ten times the text costs, from 10 KB to 10 MB in one post."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benchmarks import texts
from benchmarks.cases import clean
from benchmarks.report import Figure, Run, figure
from benchmarks.running import SHORTEST, take_turns

SHAPES: Final[Mapping[str, Callable[[random.Random, int], str]]] = {
    "seed-shaped": texts.seed_post,
    "dense edits": texts.dense_post,
    "clean": texts.calm_post,
}
SMALLEST: Final = 10_000
A_TENTH: Final = "a tenth of the text"
_BYTES_IN_A_CHARACTER: Final = 2.8  # of Chinese prose with its gaps and digits, in UTF-8


def sized(shape: str, size: int) -> str:
    """Return a post of about so many bytes in UTF-8.

    >>> abs(len(sized("clean", 10_000).encode()) - 10_000) < 1_000
    True
    """
    rng = random.Random(f"{texts.SEED} {shape} {size}")
    return SHAPES[shape](rng, round(size / _BYTES_IN_A_CHARACTER))


def grow(
    *, largest: int, turns: int, shortest: float = SHORTEST
) -> Iterator[tuple[list[Run], list[Figure]]]:
    """Measure ``clean`` on posts of each shape and of 10, 100, ... KB, up to *largest* bytes."""
    for shape in SHAPES:
        sizes = [SMALLEST]
        while sizes[-1] * 10 <= largest:
            sizes.append(sizes[-1] * 10)
        posts = {size_name(size): sized(shape, size) for size in sizes}
        jobs = {name: clean([post]) for name, post in posts.items()}
        took = take_turns(jobs, turns=turns, shortest=shortest)
        runs = [
            Run(f"growth, {shape}", name, len(posts[name].encode()) / 1e6, seconds)
            for name, seconds in took.items()
        ]
        yield runs, [_step(small, large) for small, large in itertools.pairwise(runs)]


def _step(small: Run, large: Run) -> Figure:
    # The texts differ a little from the size they are named by; the ratio is for ten times exactly.
    exact = 10 * small.megabytes / large.megabytes
    ratios = [b / a * exact for a, b in zip(small.seconds, large.seconds, strict=True)]
    return figure(f"{large.case}, {small.who} to {large.who}", A_TENTH, ratios)


def size_name(size: int) -> str:
    """Write a size in bytes.

    >>> size_name(10_000), size_name(1_000_000)
    ('10 KB', '1 MB')
    """
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1_000} KB"
