"""Where each change stands: the source and the body as one row of pieces.

The ledger tells for each edit one span of the source. That is not enough to draw it: what a step
put in may be taken away by the next, text that was moved stands in two places, and an edit may
enclose what was gone before. So the changes are carried out once more on pieces that remember.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from postnorm import Change, Edit, Post

NOWHERE: Final = -1


class Piece(NamedTuple):
    """A stretch of text that the same edits touched. Edits are numbered as the ledger gives them."""

    text: str
    low: int = NOWHERE
    """Where it stands in the source; ``NOWHERE`` for text that was put in."""
    made: tuple[int, ...] = ()
    """The edits that put it here; none for text that stands where the source has it."""
    gone: tuple[int, ...] = ()
    """The edit that took it away from here. With moved text: all that became of it, in order."""
    moved: bool = False
    """Gone from here, but it still stands elsewhere in the body."""

    @property
    def live(self) -> int:
        """How much of the text as it now stands this is."""
        return 0 if self.gone else len(self.text)

    def cut(self, start: int, end: int) -> Piece:
        low = self.low if self.low == NOWHERE else self.low + start
        return self._replace(text=self.text[start:end], low=low)


def traced(post: Post) -> list[Piece]:
    """Return the pieces of *post*: those without ``made`` are its source, those not ``gone`` its body.

    >>> from postnorm import normalize_punctuation
    >>> for piece in traced(normalize_punctuation(Post.from_text("1 、雨停了。"))):
    ...     print(repr(piece.text), piece.gone)
    '1' ()
    ' ' (0,)
    '、雨停了。' ()
    """
    pieces = [Piece(post.source, 0)] if post.source else []
    first = 0
    for change in post.changes:
        if isinstance(change, Change):
            pieces = list(_carried_out(pieces, change.edits, first))
            first += len(change.edits)
    return list(_followed(pieces))


def _carried_out(pieces: Sequence[Piece], edits: Iterable[Edit], first: int) -> Iterator[Piece]:
    """*edits* done on the pieces; the first has the number *first*. Linear in both."""
    rest = _Rest(pieces)
    starts: list[int] = []
    for number, edit in enumerate(edits, first):
        yield from rest.until(edit.start)
        yield from rest.gone()  # what was taken away before it stays before it
        for piece in rest.until(edit.end):
            yield piece if piece.gone else piece._replace(gone=(number,))
        if edit.origin is None:
            if edit.new:
                yield Piece(edit.new, made=(number,))
            continue
        starts = starts or list(_starts(pieces))
        for piece in _standing(pieces, starts, *edit.origin):
            yield piece._replace(made=(*piece.made, number))
    yield from rest.until(None)


class _Rest:
    """Pieces that are taken from left to right, by offsets in the text as it stands."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._number = self._inside = self._at = 0

    def until(self, end: int | None) -> Iterator[Piece]:
        while self._number < len(self._pieces) and (end is None or self._at < end):
            piece = self._pieces[self._number]
            size = len(piece.text) - self._inside
            if not piece.gone:
                size = size if end is None else min(size, end - self._at)
                self._at += size
            yield piece.cut(self._inside, self._inside + size)
            self._inside += size
            if self._inside == len(piece.text):
                self._number, self._inside = self._number + 1, 0

    def gone(self) -> Iterator[Piece]:
        while self._number < len(self._pieces) and self._pieces[self._number].gone:
            yield self._pieces[self._number]
            self._number += 1


def _starts(pieces: Iterable[Piece]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        yield at
        at += piece.live


def _standing(
    pieces: Sequence[Piece], starts: Sequence[int], start: int, end: int
) -> Iterator[Piece]:
    """What of the pieces makes up ``[start, end)`` of the text as it stands."""
    for number in range(max(0, bisect_right(starts, start) - 1), len(pieces)):
        piece, at = pieces[number], starts[number]
        if at >= end:
            break
        low, high = max(start, at), min(end, at + piece.live)
        if low < high:
            yield piece.cut(low - at, high - at)


def _followed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, those of the source that were moved telling all that became of them."""
    moves = sorted(
        (piece for piece in pieces if piece.made and piece.low != NOWHERE),
        key=lambda piece: piece.low,
    )
    at = 0
    for piece in pieces:
        if piece.made or not piece.gone:
            yield piece
            continue
        while at < len(moves) and moves[at].low + len(moves[at].text) <= piece.low:
            at += 1
        yield from _split(piece, moves, at)


def _split(piece: Piece, moves: Sequence[Piece], number: int) -> Iterator[Piece]:
    """A piece that is gone, cut where moved text was taken from it; of several copies the first counts."""
    at, end = piece.low, piece.low + len(piece.text)
    for move in moves[number:] if number < len(moves) else ():
        if move.low >= end:
            break
        low, high = max(at, move.low), min(end, move.low + len(move.text))
        if low >= high:
            continue
        if at < low:
            yield piece.cut(at - piece.low, low - piece.low)
        part = piece.cut(low - piece.low, high - piece.low)
        yield part._replace(gone=(*piece.gone, *move.made, *move.gone), moved=not move.gone)
        at = high
    if at < end:
        yield piece.cut(at - piece.low, len(piece.text))
