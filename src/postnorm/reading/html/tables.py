"""Which tables hold data, and which only lay out a page."""

from __future__ import annotations

from typing import Final

from postnorm.reading.html.elements import NOT_IN_CELLS
from postnorm.reading.html.tree import Node

_WIDEST: Final = 64
"""Columns; a ``colspan`` may name any number."""


def is_of_data(table: Node) -> bool:
    """Whether a table can be written as rows and cells of text: two columns and rows or more.

    Reads no further than the first element that has no place in a cell, so that nested tables are
    not read again and again.

    >>> from postnorm.reading.html.tree import read_tree
    >>> [table] = read_tree("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>").root.iter("table")
    >>> is_of_data(table)
    True
    """
    rows = cells = 0
    for node in table.iter():
        if node is not table and node.tag in NOT_IN_CELLS:
            return False
        rows += node.tag == "tr"
        cells += node.tag in ("td", "th")
    return rows >= 2 and cells >= 1.5 * rows


def columns_of(table: Node) -> int:
    """How many columns the first row has: the line under it says so to Markdown."""
    rows = ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr"))
    return sum(map(span_of, next(filter(None, rows), ())))


def span_of(cell: Node) -> int:
    """Over how many columns a cell reaches."""
    text = cell.get("colspan") or "1"
    return (
        min(max(int(text), 1), _WIDEST)
        if text.isascii() and text.isdigit() and len(text) < 9
        else 1
    )
