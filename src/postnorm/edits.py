"""Edits: what a rule would change, as values that can be applied, undone, joined and traced.

All offsets count code points of the text the rule was given. A list of edits is
*in order* when it is sorted and disjoint; several insertions may stand at one
place and then apply in the order of the list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
        if edit.origin is not None and not _is_text_at(text, edit.origin, edit.new):
            raise EditError(f"{edit.rule}: moved text is not the text at its origin {edit.origin}")
        at = edit.end


def _is_text_at(text: str, place: tuple[int, int], wanted: str) -> bool:
    start, end = place
    return 0 <= start <= end <= len(text) and text[start:end] == wanted


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
        whole = len(old) == edit.end - edit.start
        if text[start:end] != edit.new or start < at or not whole:
            raise EditError(f"{edit.rule}: the text at {start} is not what the edit left there")
        made += (text[at:start], old)
        at = end
        shift += len(edit.new) - len(old)
    return "".join((*made, text[at:])) if made else text


def minimal(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Put *edits* in order, take from each what it would not change, and drop those without effect.

    Moved text is left whole: its origin would no longer be the text it names.

    >>> minimal("价格,1", [Edit(0, 4, "价格，1", "punctuation.width")])
    (Edit(start=2, end=3, new='，', rule='punctuation.width', origin=None, detail=None),)
    """
    kept = []
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        start, end, new = edit[:3]
        old = text[start:end] if 0 <= start <= end <= len(text) else None
        if old == new:
            continue
        if edit.origin is None and old and new:
            before = _common_prefix(old, new)
            after = _common_prefix(old[before:][::-1], new[before:][::-1])
            if before or after:
                new = new[before : len(new) - after]
                edit = edit._replace(start=start + before, end=end - after, new=new)
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

    An edit that both took part in names both rules, ``"first.rule+second.rule"``, each once.
    An insertion is joined to the change it touches. Text that was moved keeps its origin, also
    when the other list cuts it.

    >>> first = [Edit(0, 0, "甲 ", "one")]
    >>> second = [Edit(1, 2, "", "two")]
    >>> compose(first, second)
    (Edit(start=0, end=0, new='甲', rule='one+two', origin=None, detail=None),)
    """
    return OffsetMap(first).then(second).edits()


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

    def edits(self) -> tuple[Edit, ...]:
        """Return all these edits as one list against the first text, as :func:`compose` joins two."""
        return tuple(_edits_of(self._pieces))

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
        return _hull(touched)


def _hull(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The smallest span that holds all that are not empty; of places only, all of these."""
    solid = [span for span in spans if span[0] < span[1]] or spans
    return min(low for low, _ in solid), max(high for _, high in solid)


@dataclass(frozen=True, slots=True, eq=False)
class _Detail:
    """What one edit says; all pieces of that edit share the object, so it is told once."""

    rule: str
    said: Mapping[str, object]


class _Piece(NamedTuple):
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

    def cut(self, start: int, end: int) -> _Piece:
        low, high = self.part(start, end) if self.exact else (self.low, self.high)
        piece = self._replace(length=end - start, low=low, high=high, new=self.new[start:end])
        if not self.rules:
            return piece._replace(start=low, end=high)
        return piece._replace(start=self.end) if start else piece  # the first part stands for all


_END = 1 << 62  # of a text whose length nobody needs to know


def _pieces(edits: Iterable[Edit]) -> list[_Piece]:
    """The result of *edits* as pieces of the input."""
    return _splice([_Piece(_END, 0, _END, 0, _END, exact=True)], edits)


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

    def take_empty(self) -> Iterator[_Piece]:
        while self._number < len(self._pieces) and not self._pieces[self._number].length:
            yield self._pieces[self._number]
            self._number += 1


def _splice(pieces: Sequence[_Piece], edits: Iterable[Edit]) -> list[_Piece]:
    """Carry out *edits*, whose offsets count along *pieces*, on the pieces. Linear in both."""
    made: list[_Piece] = []
    cursor = _Cursor(pieces)
    starts: list[int] = []

    for edit in edits:
        rules = tuple(edit.rule.split("+"))  # it may itself be a joined one
        details = () if edit.detail is None else (_Detail(edit.rule, edit.detail),)
        made.extend(cursor.take(edit.start))
        made.extend(cursor.take_empty())  # what was deleted before it stays a change of its own
        dropped = list(cursor.take(edit.end))
        here = made[-1].end if made else 0
        # Of what is dropped, earlier deletions (of length 0) are no part of what it came from.
        low, high = _hull([piece[1:3] for piece in dropped if piece.length] or [(here, here)])
        gone = _Piece(
            length=0,
            low=low,
            high=high,
            start=here,
            end=dropped[-1].end if dropped else here,
            exact=False,
            rules=_union(*(piece.rules for piece in dropped), rules),
            details=_union(*(piece.details for piece in dropped), details),
        )
        if edit.origin is None:
            made.append(gone._replace(length=len(edit.new), new=edit.new))
            continue
        if dropped:
            made.append(gone)
        starts = starts or list(_starts(pieces))
        made.extend(
            piece._replace(
                start=gone.end,
                end=gone.end,
                rules=_union(piece.rules, rules),
                details=_union(piece.details, details),
            )
            for piece in _moved(pieces, starts, edit)
        )
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
            new = edit.new[low - start : high - start]
            yield piece.cut(low - at, high - at)._replace(new=new)


def _edits_of(pieces: Iterable[_Piece]) -> Iterator[Edit]:
    """Write pieces down as edits: each stretch of the input with all that stands in its place."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not _belongs(piece, group):
            yield from _edit_of(group)
            group = []
        if piece.rules:
            group.append(piece)


def _belongs(piece: _Piece, group: Sequence[_Piece]) -> bool:
    """New text belongs to what it touches, unless both stand for a stretch of their own."""
    if not piece.rules or piece.exact or group[-1].exact:
        return False
    return piece.start == piece.end or group[0].start == group[-1].end


def _edit_of(group: Sequence[_Piece]) -> Iterator[Edit]:
    first, start, end = group[0], group[0].start, group[-1].end
    new = "".join(piece.new for piece in group)
    if new or start < end:
        yield Edit(
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
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
