"""Sorting names by the hundred thousand in little more memory than their own letters."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

_RUN: Final = 4096
_BETWEEN: Final = b"\0"


def in_order(names: Iterable[bytes]) -> Iterator[bytes]:
    """Give *names* sorted; none may hold NUL, and no name of a file does.

    A list of a folder's names has some 60 bytes for each beside its letters, and would be most of
    what a run over a large folder holds. So they are sorted in runs, each kept as one string.

    >>> list(in_order([b"c", b"", b"a"]))
    [b'', b'a', b'c']
    """
    runs = []
    given = iter(names)
    while run := sorted(islice(given, _RUN)):
        runs.append(_BETWEEN.join(run))
    return heapq.merge(*map(_parted, runs))


def _parted(run: bytes) -> Iterator[bytes]:
    at = 0
    while (end := run.find(_BETWEEN, at)) >= 0:
        yield run[at:end]
        at = end + 1
    yield run[at:]
