"""Edits: what a rule would change, as values that can be applied, undone, joined and traced.

All offsets count code points of the text the rule was given. A list of edits is
*in order* when it is sorted and disjoint; several insertions may stand at one
place and then apply in the order of the list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from postnorm.errors import EditError
from postnorm.pieces import Piece, hull, pieces_of, splice, starts_of, written


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
    if not made:
        return text
    made.append(text[at:])
    return "".join(made)


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
    if not made:
        return text
    made.append(text[at:])
    return "".join(made)


_PLACE = attrgetter("start", "end")


def minimal(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Put *edits* in order, take from each what it would not change, and drop those without effect.

    Moved text is left whole: its origin would no longer be the text it names.

    >>> minimal("价格,1", [Edit(0, 4, "价格，1", "punctuation.width")])
    (Edit(start=2, end=3, new='，', rule='punctuation.width', origin=None, detail=None),)
    """
    kept = []
    for edit in sorted(edits, key=_PLACE):
        start, end, new, _, origin, _ = edit
        old = text[start:end] if 0 <= start <= end <= len(text) else None
        if old == new:
            continue
        # The ends are compared first: most edits change one character and have nothing in common.
        if origin is None and old and new and (old[0] == new[0] or old[-1] == new[-1]):
            before = _common_prefix(old, new)
            after = _common_suffix(old, new, min(len(old), len(new)) - before)
            new = new[before : len(new) - after]
            edit = edit._replace(start=start + before, end=end - after, new=new)
        kept.append(edit)
    return tuple(kept)


_FIRST_SLICE = 16


def _common_prefix(one: str, other: str) -> int:
    """How much two texts have in common, by comparing slices that double and halve."""
    most = min(len(one), len(other))
    length, size = 0, _FIRST_SLICE
    while length < most and size:
        end = min(length + size, most)
        if one[length:end] == other[length:end]:
            size *= 2
            length = end
        else:
            size = (end - length) // 2
    return length


def _common_suffix(one: str, other: str, most: int) -> int:
    """The same from their ends on, up to *most* characters."""
    low, high = len(one), len(other)
    length, size = 0, _FIRST_SLICE
    while length < most and size:
        end = min(length + size, most)
        if one[low - end : low - length] == other[high - end : high - length]:
            size *= 2
            length = end
        else:
            size = (end - length) // 2
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
        self._set(pieces_of(edits))

    def _set(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._visible = [piece for piece in pieces if piece.length]
        self._starts = list(starts_of(self._visible))

    def then(self, edits: Iterable[Edit]) -> OffsetMap:
        """Return the map for these edits followed by *edits*."""
        made = OffsetMap.__new__(OffsetMap)
        made._set(splice(self._pieces, edits))
        return made

    def edits(self) -> tuple[Edit, ...]:
        """Return all these edits as one list against the first text, as :func:`compose` joins two."""
        return tuple(map(Edit._make, written(self._pieces)))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span that holds all of what ``[start, end)`` of the result came from.

        A replaced stretch counts whole, with what had been deleted inside of it. What came from
        nowhere (inserted text) counts only when there is nothing else; the span is then empty and
        tells where it was inserted.
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
        return hull(touched)
