"""Slow and plain answers that the library's answers are compared with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postnorm.edits import Edit


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Carry out edits from the right, so that no offset shifts."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


class Cell(NamedTuple):
    """One character of a result and what became of it."""

    char: str
    sources: frozenset[int]
    """Offsets of all characters of the first text that it came from; inserted text has none."""
    exact: bool
    """It is that one character of the first text, kept or moved."""
    kept: bool
    """It was never touched."""
    rules: frozenset[str]
    bounds: tuple[int, int]
    """For inserted text: where untouched text ended before it and began after it."""
    inside: frozenset[int]
    """Its sources, and what may have been deleted inside a stretch that it replaced."""


def cells_of(text: str) -> list[Cell]:
    """Return the characters of a text to which nothing was done."""
    return [
        Cell(char, frozenset({at}), True, True, frozenset(), (at, at + 1), frozenset({at}))
        for at, char in enumerate(text)
    ]


def trace(cells: list[Cell], edits: Iterable[Edit], length: int) -> list[Cell]:
    """Carry out edits on cells; *length* is that of the first text."""
    made: list[Cell] = []
    at = 0
    for edit in edits:
        made += cells[at : edit.start]
        dropped = cells[edit.start : edit.end]
        if edit.origin is None:
            bounds = _bounds(cells, edit, length)
            cell = Cell(
                "",
                frozenset().union(*(cell.sources for cell in dropped)),
                False,
                False,
                frozenset({edit.rule}).union(*(cell.rules for cell in dropped)),
                bounds,
                _inside(dropped, bounds),
            )
            made += (cell._replace(char=char) for char in edit.new)
        else:
            made += (
                cell._replace(kept=False, rules=cell.rules | {edit.rule})
                for cell in cells[slice(*edit.origin)]
            )
        at = edit.end
    return made + cells[at:]


def _inside(dropped: list[Cell], bounds: tuple[int, int]) -> frozenset[int]:
    """Between inserted text and its neighbour other text may have been deleted."""
    inside = frozenset[int]().union(*(cell.inside for cell in dropped))
    is_mixed = len(dropped) > 1 and not all(cell.inside for cell in dropped)
    return inside.union(range(*bounds)) if is_mixed else inside


def _bounds(cells: list[Cell], edit: Edit, length: int) -> tuple[int, int]:
    dropped = cells[edit.start : edit.end]
    if dropped:
        return min(cell.bounds[0] for cell in dropped), max(cell.bounds[1] for cell in dropped)
    before = [cell.bounds[1] for cell in cells[: edit.start] if cell.kept]
    after = [cell.bounds[0] for cell in cells[edit.end :] if cell.kept]
    return (before or [0])[-1], (after or [length])[0]


def leads_to(found: tuple[int, int], cells: Sequence[Cell]) -> bool:
    """Whether *found* is the hull of *cells*, with no more than was deleted inside what was then replaced."""
    wanted = hull(cells)
    if wanted is None:
        return True
    inside = frozenset[int]().union(*(cell.inside for cell in cells))
    return min(inside) <= found[0] <= wanted[0] and wanted[1] <= found[1] <= max(inside) + 1


def hull(cells: Sequence[Cell]) -> tuple[int, int] | None:
    """Return the smallest span that holds all sources of *cells*, if they have any."""
    found = frozenset[int]().union(*(cell.sources for cell in cells))
    return (min(found), max(found) + 1) if found else None


def spelled(value: object) -> str:
    """Spell out a JSON value, so that ``True``, ``1`` and ``1.0`` differ, and so do orders of keys."""
    return json.dumps(value)
