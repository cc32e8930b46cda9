"""A protected span, and what is done with lists of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from postnorm.edits import Edit


class Span(NamedTuple):
    """A stretch of text that typography, whitespace, character and script rules leave alone."""

    start: int
    end: int
    kind: str
    """code-block, code, url, email, link, html, entity, math, path, name, topic"""


def outside(edits: Iterable[Edit], spans: Iterable[Span]) -> Iterator[Edit]:
    """Give those of *edits* (in order) that leave all *spans* (in order) as they are.

    Insertions at the edge of a span pass.
    """
    remaining = iter(spans)
    span = next(remaining, None)
    for edit in edits:
        while span is not None and span.end <= edit.start:
            span = next(remaining, None)
        if span is None or edit.end <= span.start:
            yield edit


def span_cut_at(spans: Sequence[Span], at: int) -> Span | None:
    """Return the one of *spans* (in order) that an offset stands inside of, not at its edge."""
    number = bisect_left(spans, (at,)) - 1
    span = spans[number] if number >= 0 else None
    return span if span is not None and span.start < at < span.end else None


def blanked(text: str, places: Iterable[tuple[int, int]], fill: str) -> str:
    """Return *text* with the one character *fill* in these places, so that all offsets stay.

    >>> blanked("雨停了", [(1, 2)], ".")
    '雨.了'
    """
    made: list[str] = []
    at = 0
    for start, end in sorted(places):
        if end > at:
            start = max(start, at)
            made += (text[at:start], fill * (end - start))
            at = end
    return "".join((*made, text[at:])) if made else text


def united(spans: Iterable[Span]) -> Iterator[Span]:
    """Make one of *spans* (sorted) that overlap, of the kind that begins first."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = last._replace(end=max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
