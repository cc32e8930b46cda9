"""A piece table: the result of edits as stretches that know what they came from.

It knows no more of an edit than its fields, so that :mod:`postnorm.edits` can stand on it. All
work is linear in the pieces and the edits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

_T = TypeVar("_T")


class EditLike(Protocol):
    """What a piece table reads of an edit; see :class:`postnorm.edits.Edit`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def new(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def origin(self) -> tuple[int, int] | None: ...
    @property
    def detail(self) -> Mapping[str, object] | None: ...


class Written(NamedTuple):
    """The fields of an edit, in its order."""

    start: int
    end: int
    new: str
    rule: str
    origin: tuple[int, int] | None
    detail: Mapping[str, object] | None


def hull(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The smallest span that holds all that are not empty; of places only, all of these."""
    solid = [span for span in spans if span[0] < span[1]] or spans
    return min(low for low, _ in solid), max(high for _, high in solid)


@dataclass(frozen=True, slots=True, eq=False)
class _Detail:
    """What one edit says; all pieces of that edit share the object, so it is told once."""

    rule: str
    said: Mapping[str, object]


class Piece(NamedTuple):
    """A stretch of the result: what it came from, and what it stands for.

    *Kept* text has no rules. *Moved* text is exact and has rules. Anything else is *new* text;
    of length 0 it is what a deletion leaves. The stretches that the pieces stand for follow one
    another and make up the whole input; an insertion and moved text stand for an empty one.
    """

    length: int
    low: int  # [low, high) of the input is what it came from
    high: int
    start: int  # [start, end) of the input is what it stands for
    end: int
    exact: bool  # character i of the piece is character low + i of the input
    new: str = ""
    rules: tuple[str, ...] = ()
    details: tuple[_Detail, ...] = ()

    def part(self, start: int, end: int) -> tuple[int, int]:
        return self.low + start, self.low + end

    def cut(self, start: int, end: int) -> Piece:
        # Built in one go: _replace costs more than the rest of a cut.
        low, high = self.part(start, end) if self.exact else (self.low, self.high)
        if not self.rules:
            return Piece(end - start, low, high, low, high, self.exact)
        stands = self.end if start else self.start  # the first part stands for all
        said = (self.new[start:end], self.rules, self.details)
        return Piece(end - start, low, high, stands, self.end, self.exact, *said)


_END = 1 << 62  # of a text whose length nobody needs to know


def pieces_of(edits: Iterable[EditLike]) -> list[Piece]:
    """The result of *edits* as pieces of the input."""
    return splice([Piece(_END, 0, _END, 0, _END, exact=True)], edits)


def starts_of(pieces: Iterable[Piece]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        yield at
        at += piece.length


class _Cursor:
    """Takes pieces from left to right, cutting the one that a boundary falls into."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._number = 0  # the piece to take next
        self._inside = 0  # how much of it is taken
        self._at = 0  # where that is, along the pieces

    def take(self, until: int) -> Iterator[Piece]:
        while self._at < until and self._number < len(self._pieces):
            piece = self._pieces[self._number]
            start, size = self._inside, min(piece.length - self._inside, until - self._at)
            self._at += size
            self._inside += size
            if self._inside == piece.length:
                self._number, self._inside = self._number + 1, 0
            yield piece if size == piece.length else piece.cut(start, start + size)

    def take_empty(self) -> Iterator[Piece]:
        while self._number < len(self._pieces) and not self._pieces[self._number].length:
            yield self._pieces[self._number]
            self._number += 1


def splice(pieces: Sequence[Piece], edits: Iterable[EditLike]) -> list[Piece]:
    """Carry out *edits*, whose offsets count along *pieces*, on the pieces. Linear in both."""
    made: list[Piece] = []
    cursor = _Cursor(pieces)
    starts: list[int] = []

    for edit in edits:
        rules = tuple(dict.fromkeys(edit.rule.split("+")))  # it may itself be a joined one
        details = () if edit.detail is None else (_Detail(edit.rule, edit.detail),)
        made.extend(cursor.take(edit.start))
        made.extend(cursor.take_empty())  # what was deleted before it stays a change of its own
        dropped = list(cursor.take(edit.end))
        here = made[-1].end if made else 0
        # Of what is dropped, earlier deletions (of length 0) are no part of what it came from.
        low, high = hull([piece[1:3] for piece in dropped if piece.length] or [(here, here)])
        gone_until = dropped[-1].end if dropped else here
        said = (
            _union(*(piece.rules for piece in dropped), rules),
            _union(*(piece.details for piece in dropped), details),
        )
        if edit.origin is None:
            new = edit.new
            made.append(Piece(len(new), low, high, here, gone_until, False, new, *said))
            continue
        if dropped:
            made.append(Piece(0, low, high, here, gone_until, False, "", *said))
        starts = starts or list(starts_of(pieces))
        made.extend(
            piece._replace(
                start=gone_until,
                end=gone_until,
                rules=_union(piece.rules, rules),
                details=_union(piece.details, details),
            )
            for piece in _moved(pieces, starts, edit)
        )
    made.extend(cursor.take(2 * _END))
    return made


def _moved(pieces: Sequence[Piece], starts: Sequence[int], edit: EditLike) -> Iterator[Piece]:
    """The pieces that *edit* copies from its origin, each still knowing where it came from."""
    assert edit.origin is not None
    start, end = edit.origin
    for number in range(max(0, bisect_right(starts, start) - 1), len(starts)):
        piece, at = pieces[number], starts[number]
        low, high = max(start, at), min(end, at + piece.length)
        if at >= end:
            break
        if low < high:
            new = edit.new[low - start : high - start]
            yield piece.cut(low - at, high - at)._replace(new=new)


def written(pieces: Iterable[Piece]) -> Iterator[Written]:
    """Write pieces down as edits: each stretch of the input with all that stands in its place."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not _belongs(piece, group):
            yield from _edit_of(group)
            group = []
        if piece.rules:
            group.append(piece)


def _belongs(piece: Piece, group: Sequence[Piece]) -> bool:
    """New text belongs to what it touches, unless both stand for a stretch of their own."""
    if not piece.rules or piece.exact or group[-1].exact:
        return False
    return piece.start == piece.end or group[0].start == group[-1].end


def _edit_of(group: Sequence[Piece]) -> Iterator[Written]:
    first, start, end = group[0], group[0].start, group[-1].end
    new = "".join(piece.new for piece in group)
    if new or start < end:
        yield Written(
            start,
            end,
            new,
            "+".join(_union(*(piece.rules for piece in group))),
            origin=(first.low, first.high) if first.exact else None,
            detail=_join_details(_union(*(piece.details for piece in group))),
        )


def _join_details(details: Sequence[_Detail]) -> Mapping[str, object] | None:
    """One detail as it is; of several, each under the name of its rule (numbered from the second)."""
    if len(details) < 2:
        return details[0].said if details else None
    joined: dict[str, object] = {}
    count = Counter[str]()
    for detail in details:
        rule = detail.rule
        count[rule] += 1
        joined[rule if count[rule] == 1 else f"{rule}#{count[rule]}"] = detail.said
    return joined


def _union(*groups: tuple[_T, ...]) -> tuple[_T, ...]:
    """The members of all groups in order of appearance, each once."""
    groups = tuple(filter(None, groups))
    if len(groups) < 2:
        return groups[0] if groups else ()
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
