"""Edits: what a rule would change, as values that can be applied, undone, joined and traced.

All offsets count code points of the text the rule was given. A list of edits is
*in order* when it is sorted and disjoint; several insertions may stand at one
place and then apply in the order of the list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from postnorm.errors import EditError

_T = TypeVar("_T")


class Edit(NamedTuple):
    """Replace ``text[start:end]`` with ``new``.

    >>> apply("1 、先看结论", [Edit(1, 2, "", "punctuation.space-before-mark")])
    '1、先看结论'
    """

    start: int
    end: int
    new: str
    rule: str
    """The fine rule, such as ``punctuation.space-before-mark``."""
    origin: tuple[int, int] | None = None
    """Where moved text stood in the same text; ``new`` is then exactly that text."""
    detail: Mapping[str, object] | None = None
    """Score, evidence, which copy: what a reviewer asks for. Plain JSON values."""


def check(text: str, edits: Iterable[Edit]) -> None:
    """Raise :class:`EditError` unless *edits* are in order, in range and true to their origin."""
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise EditError(
                f"{edit.rule}: edit of [{edit.start}, {edit.end}) overlaps the edit before it, "
                f"which ends at {at}, or leaves the text of {len(text)} characters"
            )
        if edit.origin is not None and text[slice(*edit.origin)] != edit.new:
            raise EditError(f"{edit.rule}: moved text is not the text at its origin {edit.origin}")
        at = edit.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with *edits* carried out; they must be in order.

    >>> apply("甲,乙", [Edit(1, 2, "，", "punctuation.width")])
    '甲，乙'
    """
    made: list[str] = []
    at = 0
    for edit in edits:
        made += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*made, text[at:])) if made else text


def removed(text: str, edits: Iterable[Edit]) -> tuple[str, ...]:
    """Return what each edit takes away from *text*: with it, :func:`invert` needs no source."""
    return tuple(text[edit.start : edit.end] for edit in edits)


def invert(text: str, edits: Iterable[Edit], taken: Iterable[str]) -> str:
    """Undo :func:`apply`: *text* is its result and *taken* what :func:`removed` gave.

    >>> edits = [Edit(1, 2, "", "punctuation.space-before-mark")]
    >>> invert("1、先看结论", edits, [" "])
    '1 、先看结论'
    """
    made: list[str] = []
    at = shift = 0
    for edit, old in zip(edits, taken, strict=True):
        start = edit.start + shift
        end = start + len(edit.new)
        if text[start:end] != edit.new or start < at:
            raise EditError(f"{edit.rule}: the text at {start} is not what the edit left there")
        made += (text[at:start], old)
        at = end
        shift += len(edit.new) - len(old)
    return "".join((*made, text[at:])) if made else text


def minimal(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Put *edits* in order, take from each what it would not change, and drop what is left empty.

    Moved text is left whole: its origin would no longer be the text it names.

    >>> minimal("价格,1", [Edit(0, 4, "价格，1", "punctuation.width")])
    (Edit(start=2, end=3, new='，', rule='punctuation.width', origin=None, detail=None),)
    """
    kept = []
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        start, end, new = edit[:3]
        if edit.origin is None and 0 <= start < end <= len(text) and new:
            old = text[start:end]
            if old == new:
                continue
            before = _common_prefix(old, new)
            after = _common_prefix(old[before:][::-1], new[before:][::-1])
            if before or after:
                new = new[before : len(new) - after]
                edit = edit._replace(start=start + before, end=end - after, new=new)
        if edit.start != edit.end or edit.new:
            kept.append(edit)
    return tuple(kept)


def _common_prefix(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def compose(first: Iterable[Edit], second: Iterable[Edit]) -> tuple[Edit, ...]:
    """Join two lists of edits, *second* being against the result of *first*, into one against the input.

    An edit that both took part in names both rules, ``"first.rule+second.rule"``. Text
    that was moved keeps its origin, also when the other list cuts it.

    >>> first = [Edit(0, 0, "甲 ", "one")]
    >>> second = [Edit(1, 2, "", "two")]
    >>> compose(first, second)
    (Edit(start=0, end=0, new='甲', rule='one+two', origin=None, detail=None),)
    """
    return tuple(_edits_of(_splice(_pieces(first), second)))


class OffsetMap:
    """From places in the result of edits back to places in what they were applied to.

    Built in one pass, answers by bisection. ``then`` adds the edits of the next step, so
    that one map leads from the last text to the first.

    >>> places = OffsetMap([Edit(1, 2, "", "punctuation.space-before-mark")])
    >>> places.source(0, 3)  # of "1、先看结论" in "1 、先看结论"
    (0, 4)
    """

    __slots__ = ("_pieces", "_starts", "_visible")

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._set(_pieces(edits))

    def _set(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._visible = [piece for piece in pieces if piece.length]
        self._starts = list(_starts(self._visible))

    def then(self, edits: Iterable[Edit]) -> OffsetMap:
        """Return the map for these edits followed by *edits*."""
        made = OffsetMap.__new__(OffsetMap)
        made._set(_splice(self._pieces, edits))
        return made

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span that holds all of what ``[start, end)`` of the result came from.

        A replaced stretch counts whole. What came from nowhere (inserted text) counts only when
        there is nothing else; the span is then empty and tells where it was inserted.
        """
        touched = []
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._starts)):
            piece, at = self._visible[number], self._starts[number]
            if at >= max(end, start + 1):
                break
            if piece.exact:
                touched.append(piece.part(max(start - at, 0), min(end - at, piece.length)))
            else:
                touched.append((piece.low, piece.high))
        solid = [span for span in touched if span[0] < span[1]] or touched
        return min(low for low, _ in solid), max(high for _, high in solid)


class _Piece(NamedTuple):
    """A stretch of the result and what it came from.

    *Kept* text has no rules. *Moved* text is exact and has rules. Anything else is *new* text
    in place of ``[low, high)``; of length 0 it is what a deletion leaves.
    """

    length: int
    low: int
    high: int
    exact: bool  # character i of the piece is character low + i of the input
    new: str = ""
    rules: tuple[str, ...] = ()
    details: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def part(self, start: int, end: int) -> tuple[int, int]:
        return self.low + start, self.low + end

    def cut(self, start: int, end: int) -> _Piece:
        low, high = self.part(start, end) if self.exact else (self.low, self.high)
        return self._replace(length=end - start, low=low, high=high, new=self.new[start:end])


_END = 1 << 62  # of a text whose length nobody needs to know


def _pieces(edits: Iterable[Edit]) -> list[_Piece]:
    """The result of *edits* as pieces of the input."""
    return _splice([_Piece(_END, 0, _END, exact=True)], edits)


def _starts(pieces: Iterable[_Piece]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        yield at
        at += piece.length


class _Cursor:
    """Takes pieces from left to right, cutting the one that a boundary falls into."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces
        self._number = 0  # the piece to take next
        self._inside = 0  # how much of it is taken
        self._at = 0  # where that is, along the pieces

    def take(self, until: int) -> Iterator[_Piece]:
        while self._at < until and self._number < len(self._pieces):
            piece = self._pieces[self._number]
            start, size = self._inside, min(piece.length - self._inside, until - self._at)
            self._at += size
            self._inside += size
            if self._inside == piece.length:
                self._number, self._inside = self._number + 1, 0
            yield piece if size == piece.length else piece.cut(start, start + size)


def _splice(pieces: Sequence[_Piece], edits: Iterable[Edit]) -> list[_Piece]:
    """Carry out *edits*, whose offsets count along *pieces*, on the pieces. Linear in both."""
    made: list[_Piece] = []
    cursor = _Cursor(pieces)
    starts: list[int] = []
    here = 0  # the place in the input where an insertion would stand

    for edit in edits:
        for piece in cursor.take(edit.start):
            made.append(piece)
            here = here if piece.rules else piece.high
        dropped = list(cursor.take(edit.end))
        gone = _Piece(
            length=0,
            low=min((piece.low for piece in dropped), default=here),
            high=max((piece.high for piece in dropped), default=here),
            exact=False,
            rules=_union(*(piece.rules for piece in dropped), (edit.rule,)),
            details=_union(*(piece.details for piece in dropped), _detail_of(edit)),
        )
        here = max((piece.high for piece in dropped if not piece.rules), default=here)
        if edit.origin is None:
            made.append(gone._replace(length=len(edit.new), new=edit.new))
            continue
        if dropped:
            made.append(gone)
        starts = starts or list(_starts(pieces))
        made.extend(_moved(pieces, starts, edit))
    made.extend(cursor.take(2 * _END))
    return made


def _moved(pieces: Sequence[_Piece], starts: Sequence[int], edit: Edit) -> Iterator[_Piece]:
    """The pieces that *edit* copies from its origin, each still knowing where it came from."""
    assert edit.origin is not None
    start, end = edit.origin
    for number in range(max(0, bisect_right(starts, start) - 1), len(starts)):
        piece, at = pieces[number], starts[number]
        low, high = max(start, at), min(end, at + piece.length)
        if at >= end:
            break
        if low < high:
            yield piece.cut(low - at, high - at)._replace(
                new=edit.new[low - start : high - start],
                rules=_union(piece.rules, (edit.rule,)),
                details=_union(piece.details, _detail_of(edit)),
            )


def _edits_of(pieces: Iterable[_Piece]) -> Iterator[Edit]:
    """Write pieces down as edits: whatever stands between two kept pieces is what changed."""
    run: list[_Piece] = []
    at = 0  # how much of the input is accounted for
    for piece in pieces:
        if piece.rules:
            run.append(piece)
            continue
        yield from _edits_of_run(run, at, piece.low)
        run, at = [], piece.high


def _edits_of_run(run: Sequence[_Piece], start: int, end: int) -> Iterator[Edit]:
    """The edits that replace ``[start, end)`` with *run*: one for each moved piece, one for what stands between."""
    groups = [list(group) for _, group in groupby(run, key=lambda piece: piece.exact and id(piece))]
    taker = next((n for n, group in enumerate(groups) if not group[0].exact), 0)
    for number, group in enumerate(groups):
        rules = _union(*(piece.rules for piece in group))
        moved = group[0].exact
        span = (start, end) if number == taker else (start, start) if number < taker else (end, end)
        new = "".join(piece.new for piece in group)
        if new or span[0] < span[1]:
            yield Edit(
                *span,
                new,
                "+".join(rules),
                origin=(group[0].low, group[0].high) if moved else None,
                detail=_join_details(_union(*(piece.details for piece in group))),
            )


_Detail = tuple[str, Mapping[str, object]]


def _detail_of(edit: Edit) -> tuple[_Detail, ...]:
    return () if edit.detail is None else ((edit.rule, edit.detail),)


def _join_details(details: Sequence[_Detail]) -> Mapping[str, object] | None:
    """One detail as it is; of several, each under the name of its rule (numbered from the second)."""
    if len(details) < 2:
        return details[0][1] if details else None
    joined: dict[str, object] = {}
    for rule, detail in details:
        same = sum(name.partition("#")[0] == rule for name in joined)
        joined[f"{rule}#{same + 1}" if same else rule] = detail
    return joined


def _union(*groups: tuple[_T, ...]) -> tuple[_T, ...]:
    """The members of all groups in order of appearance, each once."""
    found: list[_T] = []
    for group in groups:
        found += [member for member in group if member not in found]
    return tuple(found)
