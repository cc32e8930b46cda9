"""The walk over the article: each element becomes what it is in Markdown.

The walk is lxml's own and keeps no stack of calls: nesting is no limit.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from postnorm.reading.html.code import code_of, is_numbering, language_of
from postnorm.reading.html.elements import BLOCKS, CODE, MEDIA, RAISED, SILENT
from postnorm.reading.html.inline import Piece
from postnorm.reading.html.media import address_of, image_of
from postnorm.reading.html.tables import columns_of, is_of_data, span_of
from postnorm.reading.html.tree import Node
from postnorm.reading.html.writer import Writer

_EMPHASIS: Final = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "cite", "dfn"), "*"),
    **dict.fromkeys(("s", "del", "strike"), "~~"),
}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}


# What the link of a heading to itself shows.
_PERMALINKS: Final = ("#", "¶", "§", "")


class Walk:
    """One article on its way to Markdown."""

    def __init__(self, base: str | None = None, dropped: Collection[Node] = ()) -> None:
        self.writer: Writer = Writer()
        self.media: int = 0
        """How many players and frames were passed over."""
        self._base = base
        self._dropped = frozenset(dropped)
        self._marked: list[Node] = []  # elements that opened a mark, and so must close it
        self._tables: list[bool] = []  # whether each open table is one of data
        self._columns = 0
        self._lists: list[int | None] = []  # the number of the next item; None where there are dots
        self._first = True  # whether the next item is the first of its list

    def run(self, root: Node) -> list[Piece]:
        """Return the body of *root*, which stands for the whole article."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: Node | None = None
        for event, node in walk:
            if event == "start":
                if self._starts(node):
                    if node.text:
                        self.writer.text(node.text)
                else:
                    skipped = node
                    walk.skip_subtree()
                continue
            if event == "end":
                if node is skipped:
                    skipped = None
                else:
                    self._ends(node)
            if node.tail and node is not root:
                self.writer.text(node.tail)
        self.writer.ends_block()
        return self.writer.pieces

    # --- begin: False leaves out what is inside ----------------------------------

    def _starts(self, node: Node) -> bool:
        tag = str(node.tag)
        if node in self._dropped or tag in SILENT:
            self.media += tag in MEDIA
            return False
        if (tag == "noscript" and _is_spare(node)) or (tag == "ul" and is_numbering(node)):
            return False
        if tag in BLOCKS:
            self._starts_block(node, tag)
        elif tag == "br":
            self.writer.breaks()
        elif tag in _EMPHASIS:
            self._marks(node, _EMPHASIS[tag], _EMPHASIS[tag])
        elif tag == "a":
            return self._starts_link(node)
        elif tag == "img":
            self._image(node)
        elif tag in _HEADINGS:
            self.writer.begins_heading(_HEADINGS[tag])
        elif tag in CODE or tag == "pre" or (tag == "table" and _holds_code(node)):
            return self._code(node, tag)
        else:
            self._starts_other(node, tag)
        return True

    def _starts_block(self, node: Node, tag: str) -> None:
        if tag in ("ul", "ol", "menu", "dir"):
            self.writer.ends_block()
            self._lists.append(_number(node.get("start")) if tag == "ol" else None)
            self._first = len(self._lists) == 1
        elif self._tables and self._tables[-1] and tag in ("tr", "td", "th"):
            if tag == "tr":
                self.writer.begins_row()
            else:
                self.writer.begins_cell()
        else:
            self.writer.ends_block()

    def _starts_other(self, node: Node, tag: str) -> None:
        if tag == "li":
            marker = self._marker(node)
            self.writer.begins_frame(marker, " " * len(marker), tight=not self._first)
            self._first = False
        elif tag == "blockquote":
            self.writer.begins_frame("> ", "> ")
        elif tag in ("dt", "dd"):
            self.writer.begins_frame(
                ": " if tag == "dd" else "", "  " if tag == "dd" else "", tight=tag == "dd"
            )
        elif tag == "table":
            self.writer.loosens()
            self._tables.append(is_of_data(node))
            self._columns = columns_of(node) if self._tables[-1] else 0
        elif tag == "hr":
            self.writer.rule()
        elif tag in RAISED and _is_plain(node):
            self.writer.atom(f"<{tag}>")

    def _starts_link(self, node: Node) -> bool:
        address = node.get("href") or ""
        if address.startswith("#") and (node.text or "").strip() in _PERMALINKS and not len(node):
            return False
        target = address_of(address, self._base)
        if target is not None:
            if (node.text or "").strip() == target and not len(node):
                self.writer.atom(f"<{target}>", "<")
                return False
            self._marks(node, "[", f"]({target})")
        return True

    def _marks(self, node: Node, opening: str, closing: str) -> None:
        if self.writer.opens(opening, closing):
            self._marked.append(node)

    def _image(self, node: Node) -> None:
        if made := image_of(node, self._base):
            self.writer.atom(made)

    def _code(self, node: Node, tag: str) -> bool:
        text = code_of(node)
        if tag in CODE and "\n" not in text.strip():
            if text.strip():
                self.writer.atom(_inline_code(" ".join(text.split())))
        elif text.strip():
            self.writer.code(text, language_of(node))
        return False

    def _marker(self, node: Node) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        number = _number(node.get("value"), number)
        self._lists[-1] = number + 1
        return f"{number}. "

    # --- end ---------------------------------------------------------------------

    def _ends(self, node: Node) -> None:
        tag = str(node.tag)
        if self._marked and self._marked[-1] is node:
            self._marked.pop()
            self.writer.closes()
        elif tag in BLOCKS:
            self._ends_block(node, tag)
        elif tag in _HEADINGS:
            self.writer.ends_heading()
        elif tag == "li":
            self.writer.ends_frame(tight=True)
        elif tag in ("blockquote", "dt", "dd"):
            self.writer.ends_frame()
        elif tag == "table":
            self._tables.pop()
            self.writer.loosens()
        elif tag in RAISED and _is_plain(node):
            self.writer.atom(f"</{tag}>")

    def _ends_block(self, node: Node, tag: str) -> None:
        if tag in ("ul", "ol", "menu", "dir"):
            self._lists.pop()
            self._first = False
            if not self._lists:
                self.writer.loosens()
        elif self._tables and self._tables[-1] and tag in ("tr", "td", "th"):
            if tag == "tr":
                self.writer.ends_row(self._columns)
                self._columns = 0
            else:
                self.writer.ends_cell(span_of(node))
        else:
            self.writer.ends_block()


def _is_spare(noscript: Node) -> bool:
    """Whether the page shows what is here without it: an image that is loaded late, or a plea for scripts."""
    beside = (noscript.getnext(), noscript.getprevious())
    return next(iter(noscript.iter("img")), None) is None or any(
        node is not None and (node.tag == "img" or node.find("img") is not None) for node in beside
    )


def _number(text: str | None, default: int = 1) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default


def _is_plain(node: Node) -> bool:
    """Whether a raised text says so by nothing else; ``[1]`` is a note in any position."""
    return not len(node) and not (node.text or "").strip().startswith(("[", "【", "(", "（"))


def _inline_code(text: str) -> str:
    """Text between as many backticks as it does not hold itself."""
    fence = "`"
    while fence in text:
        fence += "`"
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _holds_code(table: Node) -> bool:
    """Whether a table is what a highlighter lays out line numbers and code with."""
    cells = [cell for cell, _ in zip(table.iter("td"), range(2), strict=False)]
    return len(cells) == 2 and is_numbering(cells[0]) and "code" in (cells[1].get("class") or "")
