"""Posts that are near-copies of each other: the same article on several sites, or scraped twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from postnorm import MissingExtraError, Post
from postnorm.tables.folding import folding

THRESHOLD: Final = 0.7
"""The share of shingles that reposts have in common. A repost with a new headline, other marks and a
footer keeps .8 and more; two articles about one event stay below .2."""

_SHINGLE: Final = 5  # letters: long enough that two articles share few, short enough for typos
_HASHES: Final = 128
_BANDS: Final = 32  # of 4 hashes: at .7 a pair is missed once in five thousand
_SEED: Final = 20131021  # any number; the same in every run, so that the answer is


def find_reposts(
    posts: Iterable[Post | str], *, threshold: float = THRESHOLD
) -> list[tuple[int, ...]]:
    """Return groups of posts that are near-copies: their numbers, from 0, in order.

    Bodies are compared by their letters and digits alone, folded to one script, width and case, so
    that a post in Traditional characters meets its Simplified twin. Two posts belong together when
    they share at least *threshold* of their five-letter shingles (estimated by MinHash, so that a
    pair at the very threshold may fall on either side), and so do all that hang together. A post of
    fewer than five letters has no copies. Memory is about a kilobyte a post.

    Raises :class:`postnorm.MissingExtraError` without rensa (``pip install 'postnorm[neardup]'``),
    and ``ValueError`` for a threshold that is no share.

    >>> find_reposts(["雨下了一夜，路上没有人。", "水涨了三次，桥还在。", "雨下了一夜,路上沒有人!"])
    [(0, 2)]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is a share above 0 and up to 1, not {threshold!r}")
    try:
        import rensa
    except ImportError as error:
        raise MissingExtraError(
            "find_reposts needs rensa: pip install 'postnorm[neardup]'", extra="neardup"
        ) from error
    index = rensa.RMinHashLSH(threshold=threshold, num_perm=_HASHES, num_bands=_BANDS)
    sketches: dict[int, rensa.RMinHash] = {}
    groups = _Groups()
    for number, post in enumerate(posts):
        shingles = list(_shingles(post.body if isinstance(post, Post) else post))
        if not shingles:
            continue
        sketch = rensa.RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update(shingles)
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= threshold:
                groups.join(number, other)
        index.insert(number, sketch)
        sketches[number] = sketch
    return groups.of_several()


def _shingles(text: str) -> Iterator[str]:
    letters = "".join(filter(str.isalnum, text)).translate(folding()).casefold()
    for at in range(len(letters) - _SHINGLE + 1):
        yield letters[at : at + _SHINGLE]


class _Groups:
    """Numbers that belong together, whichever way they were joined."""

    def __init__(self) -> None:
        self._leaders: dict[int, int] = {}

    def _leader(self, number: int) -> int:
        leaders = self._leaders
        while leaders.setdefault(number, number) != number:
            leaders[number] = leaders[leaders[number]]  # shortens the way for those who come later
            number = leaders[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._leader(one), self._leader(other)))
        self._leaders[high] = low

    def of_several(self) -> list[tuple[int, ...]]:
        members: dict[int, list[int]] = {}
        for number in sorted(self._leaders):
            members.setdefault(self._leader(number), []).append(number)
        return [tuple(group) for group in members.values()]
