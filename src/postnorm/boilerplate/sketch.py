"""What is remembered of a publisher's posts while learning: a sample of bounded size that can be merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from hashlib import blake2b
from typing import ClassVar, Final, NamedTuple

from postnorm.boilerplate.labels import hosts
from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.packs import Pack
from postnorm.boilerplate.templates import loose_forms, template
from postnorm.values import kind_of

SAMPLE: Final = 1000
"""So many posts are remembered: what 5 % of the posts share is seen in 50 of them, give or take 14."""
HEAD_LINES: Final = 30
TAIL_LINES: Final = 40
_EXAMPLE: Final = 120


class Seen(NamedTuple):
    """A line near the head or the end of one post."""

    line: str
    """Its template."""
    place: str
    distance: int
    """How many lines that are not blank stand between it and the head or the end."""
    kind: str
    example: str
    loose: tuple[str, ...] = ()
    """Its forms with wider slots."""
    host: str = ""
    """Where a line that is a link leads to."""


class PackSketch:
    """A sample of a publisher's posts: those whose digests are smallest, with their outer lines.

    Which posts these are depends on the set of posts alone, not on their order, so sketches of
    parts of a corpus merge into the sketch of the whole: merging is associative, commutative and
    exact. A post that was added twice counts once. (Counters of frequent lines, Misra-Gries or
    space-saving, are bounded too, but what they keep depends on the order.)

    >>> one, other = PackSketch("河边"), PackSketch("河边")
    >>> one.add("雨停了。"), other.add("路还湿。")
    (None, None)
    >>> one.merge(other) == other.merge(one)
    True
    """

    __slots__ = ("_heap", "_posts", "publisher")

    def __init__(self, publisher: str) -> None:
        if not isinstance(publisher, str):
            raise TypeError(f"publisher is a str, not {kind_of(publisher)}")
        self.publisher: str = publisher
        self._posts: dict[int, tuple[Seen, ...]] = {}
        self._heap: list[int] = []  # the digests, negative: the largest is the first to go

    def add(self, body: str) -> None:
        """Take note of one post's body, Markdown or plain text. Linear in the body."""
        if not isinstance(body, str):
            raise TypeError(
                f"a body is a str, not {kind_of(body)}; of a file it is postnorm.parse(data).body"
            )
        digest = _digest(body)
        if self._wants(digest):
            self._keep(digest, tuple(_outer_lines(body)))

    def merge(self, other: PackSketch) -> PackSketch:
        """Return the sketch of the posts of both. Raises ``ValueError`` for another publisher's."""
        if not isinstance(other, PackSketch):
            raise TypeError(f"merge takes a PackSketch, not {kind_of(other)}")
        if other.publisher != self.publisher:
            raise ValueError(f"a sketch of {other.publisher!r} is none of {self.publisher!r}")
        made = PackSketch(self.publisher)
        for part in (self, other):
            for digest, lines in part._posts.items():
                if made._wants(digest):
                    made._keep(digest, lines)
        return made

    def pack(self) -> Pack:
        """Return what recurs in these posts and is promotion."""
        from postnorm.boilerplate.learning import learned

        return learned(self.publisher, list(self._posts.values()))

    def __len__(self) -> int:
        """How many posts are remembered."""
        return len(self._posts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PackSketch):
            return NotImplemented
        return (self.publisher, self._posts) == (other.publisher, other._posts)

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return f"<PackSketch {self.publisher!r}: {len(self)} posts>"

    def _wants(self, digest: int) -> bool:
        if digest in self._posts:
            return False
        return len(self._heap) < SAMPLE or digest < -self._heap[0]

    def _keep(self, digest: int, lines: tuple[Seen, ...]) -> None:
        self._posts[digest] = lines
        heapq.heappush(self._heap, -digest)
        if len(self._heap) > SAMPLE:
            del self._posts[-heapq.heappop(self._heap)]


def _digest(body: str) -> int:
    return int.from_bytes(
        blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big"
    )


def _outer_lines(body: str) -> Iterator[Seen]:
    """The lines near the head and the end with their templates, code left out."""
    layout = Layout(body)
    count = len(layout.lines)
    code = _lines_of_code(layout)
    outer = {*range(min(HEAD_LINES, count)), *range(max(0, count - TAIL_LINES), count)}
    for number in sorted(outer - code):
        line = layout.of(number)
        known = template(line)
        if known:
            behind = count - 1 - number
            tail = behind < TAIL_LINES and behind <= number
            distance = behind if tail else number
            place = "tail" if tail else "head"
            kind = layout.kind(number)
            host = min(hosts(line), default="") if kind == "link" else ""
            loose = tuple(loose_forms(line))
            yield Seen(known, place, distance, kind, line[:_EXAMPLE], loose, host)


def _lines_of_code(layout: Layout) -> set[int]:
    """Numbers of the lines in fences; one that is never closed goes to the end."""
    found: set[int] = set()
    if "```" not in layout.text and "~~~" not in layout.text:
        return found
    fence = ""
    for number in range(len(layout.lines)):
        start = layout.lines[number].start
        mark = layout.text[start : start + 3]
        if fence:
            found.add(number)
            fence = "" if mark == fence else fence
        elif mark in ("```", "~~~"):
            found.add(number)
            fence = mark
    return found
