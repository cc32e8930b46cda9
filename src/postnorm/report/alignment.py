"""Both texts as rows of one table: a paragraph of the source beside what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from postnorm.report.tracing import Piece


class Kind(StrEnum):
    """What a stretch is: in which of the two texts it stands, and why."""

    KEPT = "="
    REMOVED = "-"
    LEFT = "<"  # went from here, and still stands elsewhere
    PUT_IN = "+"
    CAME = ">"  # moved to here
    PASSED = "x"  # put in, and taken away again: it stands in neither


class Stretch(NamedTuple):
    """Text of one kind, by the same edits."""

    kind: Kind
    text: str
    edits: tuple[int, ...] = ()

    @property
    def is_raw(self) -> bool:
        return self.kind in (Kind.KEPT, Kind.REMOVED, Kind.LEFT)

    @property
    def is_clean(self) -> bool:
        return self.kind in (Kind.KEPT, Kind.PUT_IN, Kind.CAME)


def rows(pieces: Iterable[Piece]) -> list[list[Stretch]]:
    """Return the rows: joined, their raw stretches are the source and their clean ones the body.

    A row ends where a paragraph of the body ends, and where lines end that were taken away whole.

    >>> one = [Piece("甲。\\n\\n", 0), Piece("关注我\\n", 4, gone=(0,)), Piece("乙。", 8)]
    >>> [[stretch.text for stretch in row] for row in rows(one)]
    [['甲。\\n\\n'], ['关注我\\n'], ['乙。']]
    """
    made: list[list[Stretch]] = []
    row: list[Stretch] = []
    for stretch, ends in _marked(list(stretches(pieces))):
        if stretch.kind != Kind.PASSED and not row and made and not stretch.text.strip("\n"):
            made[-1].append(stretch)  # line ends belong to the row they end
            continue
        if stretch.kind != Kind.PASSED:
            row.append(stretch)
        if ends and row:
            made.append(row)
            row = []
    return [*made, row] if row else made


def stretches(pieces: Iterable[Piece]) -> Iterator[Stretch]:
    """The pieces by their kind, neighbours of one kind and edit joined."""
    for (kind, edits), group in groupby(filter(_has_text, pieces), key=_nature):
        yield Stretch(kind, "".join(piece.text for piece in group), edits)


def _has_text(piece: Piece) -> bool:
    return bool(piece.text)


def _nature(piece: Piece) -> tuple[Kind, tuple[int, ...]]:
    if piece.gone and piece.made:
        return Kind.PASSED, (*piece.made, *piece.gone)
    if piece.gone:
        return (Kind.LEFT if piece.moved else Kind.REMOVED), piece.gone
    if piece.made:
        return (Kind.CAME if piece.low >= 0 else Kind.PUT_IN), piece.made
    return Kind.KEPT, ()


_LINES: Final = re.compile(r"[^\n]*+\n++|[^\n]++")
LONG: Final = 120
"""Text that was taken away from before a paragraph has a row of its own when it is so long."""


def _marked(all_of_them: Sequence[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """The stretches, parted at ends of lines, and whether a row ends behind each."""
    fresh = True  # nothing of the body's line stands in the row yet
    after = _next_clean(all_of_them)
    for number, stretch in enumerate(all_of_them):
        text = stretch.text
        if stretch.is_clean:
            for line in _LINES.findall(text):
                fresh = line.endswith("\n")
                yield stretch._replace(text=line), fresh
            continue
        at_end = not fresh and after[number] in ("\n", "")  # the body's line says no more
        lead = len(text) - len(text.lstrip("\n"))
        if stretch.kind == Kind.PASSED and at_end and lead:
            fresh = True
            yield stretch, True
            continue
        if 0 < lead < len(text) and at_end:
            # A paragraph went together with the blank line above it.
            yield stretch._replace(text=text[:lead]), True
            text, fresh = text[lead:], True
        whole = text.endswith("\n") or (len(text) > LONG and _stays(all_of_them, number + 1))
        yield stretch._replace(text=text), fresh and whole


def _stays(all_of_them: Sequence[Stretch], number: int) -> bool:
    return number < len(all_of_them) and all_of_them[number].kind == Kind.KEPT


def _next_clean(all_of_them: Sequence[Stretch]) -> list[str]:
    """For each stretch the first character of the body behind it."""
    found: list[str] = []
    after = ""
    for stretch in reversed(all_of_them):
        found.append(after)
        if stretch.is_clean:
            after = stretch.text[0]
    return found[::-1]
