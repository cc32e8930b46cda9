"""Writes blocks as Markdown: what stands before their lines, and how far they are apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from postnorm.reading.html.inline import BLANK, Item, Mark, Piece, collapsed, finish, gap

_DEEPEST: Final = 12
"""Quotes and lists nested deeper are written at this depth: each level costs every line its prefix."""

_FEW_MARKS: Final = 4
"""So many marks are looked through for the character before them."""

_ADJOINING, _NEXT_LINE, _NEW_PARAGRAPH = 0, 1, 2


def _is_pair(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind in ("open", "close")


class _Frame:
    """A quote or list item that is open: what stands before its first line, and before the others."""

    def __init__(self, first: str, rest: str) -> None:
        self.first = first
        self.rest = rest


class Writer:
    """Takes text and blocks in the order of the page; ``pieces`` is the body."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._frames: list[_Frame] = []
        self._framed: list[
            bool
        ] = []  # whether each that is open has a frame: the deepest have none
        self._distance = _ADJOINING
        self._items: list[Item] = []
        self._open: list[Mark] = []
        self._blanks = ""  # seen since the last text, and not yet written
        self._heading = ""
        self._in_cell = False

    # --- text -----------------------------------------------------------------

    def text(self, text: str) -> None:
        """Add text as it stands in the page; runs of blanks become one."""
        body = text.strip(BLANK)
        if not body:
            self._blanks = "\n" if "\n" in text or "\n" in self._blanks else text or self._blanks
            return
        # An empty string has no index; blanks before and behind wait until it is known what follows.
        start = text.find(body[0])
        self._blanks += text[:start]  # both are short: what was seen before is one character
        self._write_blanks(body[0])
        self._items += collapsed(body)
        self._blanks = text[start + len(body) :]

    def _write_blanks(self, after: str) -> None:
        """Put one blank where there were some: before marks that open here, as Markdown wants it."""
        blanks, self._blanks = self._blanks, ""
        at = len(self._items)
        while at and isinstance(mark := self._items[at - 1], Mark) and mark.kind == "open":
            at -= 1
        if not blanks or not at:
            return
        before = self._items[at - 1]
        if isinstance(before, Mark) and before.kind == "break":
            return
        last = before[-1] if isinstance(before, str) else self._last_character(at)
        if last and (made := gap(last, blanks, after)):
            self._items.insert(at, made)

    def _last_character(self, at: int) -> str:
        """What stands before the marks that end at *at*; nothing where the block begins with them."""
        for item in reversed(self._items[max(0, at - _FEW_MARKS) : at]):
            if isinstance(item, str):
                return item[-1]
            if item.kind in ("atom", "break"):
                return " "
        return "" if at <= _FEW_MARKS else " "

    def atom(self, text: str, first: str = "") -> None:
        """Add what is written as it is: an image, inline code."""
        self._write_blanks(first or "x")
        self._items.append(Mark("atom", text))

    def opens(self, mark: str, close: str) -> bool:
        """Begin emphasis or a link; ``False`` when it is begun already, or has no place here."""
        if any(other.text == mark for other in self._open) or (self._heading and mark != "["):
            return False
        made = Mark("open", mark, close)
        last = self._items[-1] if self._items and not self._blanks else None
        if isinstance(last, Mark) and last == Mark("close", mark) and mark != "[":
            self._items.pop()  # it goes on where it just ended
        else:
            self._items.append(made)
        self._open.append(made)
        return True

    def closes(self) -> None:
        """End what was begun last."""
        mark = self._open.pop()
        self._items.append(Mark("close", mark.close))

    def breaks(self) -> None:
        """Break the line; the second of two ends the paragraph."""
        self._blanks = ""
        if self._heading:
            self._blanks = " "
            return
        last = next((item for item in reversed(self._items[-8:]) if not _is_pair(item)), None)
        if isinstance(last, Mark) and last.kind == "break":
            if not self._in_cell:
                self.ends_block()
        elif last is not None:
            self._items.append(Mark("break", ""))

    # --- blocks ---------------------------------------------------------------

    def ends_block(self) -> None:
        """End the paragraph, if one is begun; what is open in it goes on in the next."""
        if self._heading:
            self._blanks = " "
            return
        if self._in_cell:
            self.breaks()
            return
        self._flush("")

    def _flush(self, before: str, *, in_cell: bool = False) -> None:
        self._blanks = ""
        closing = [Mark("close", mark.close) for mark in reversed(self._open)]
        made = list(finish([*self._items, *closing], in_cell=in_cell))
        self._items = list(self._open)
        if made:
            if not in_cell:
                self._start_line()
            self._add([Piece(before, ours=True), *made] if before else made)
            self._distance = _NEW_PARAGRAPH

    def begins_heading(self, level: int) -> None:
        self.ends_block()
        self._heading = "#" * level + " "

    def ends_heading(self) -> None:
        heading, self._heading = self._heading, ""
        only_images = all(isinstance(item, Mark) for item in self._items)
        self._flush("" if only_images else heading)

    def begins_frame(self, first: str, rest: str, *, tight: bool = False) -> None:
        """Begin a quote or a list item; *tight* follows the line before it without a blank one."""
        self.ends_block()
        if tight:
            self._distance = min(self._distance, _NEXT_LINE)
        framed = len(self._frames) < _DEEPEST and not self._in_cell and not self._heading
        self._framed.append(framed)
        if framed:
            self._frames.append(_Frame(first, rest))

    def ends_frame(self, *, tight: bool = False) -> None:
        self.ends_block()
        if self._framed.pop():
            self._frames.pop()
        if tight:
            self._distance = min(self._distance, _NEXT_LINE)

    def loosens(self) -> None:
        """What follows is a paragraph of its own."""
        self.ends_block()
        self._distance = _NEW_PARAGRAPH if self.pieces else _ADJOINING

    def rule(self) -> None:
        self.ends_block()  # not in a cell: a table with a rule in it is none of data
        self._start_line()
        self._add([Piece("***", ours=True)])  # three hyphens would read as a header's fence
        self._distance = _NEW_PARAGRAPH

    def code(self, text: str, language: str) -> None:
        """Add a block of code as it stands."""
        self.ends_block()
        if self._in_cell:
            self.text(text)
            return
        fence = "```"
        while fence in text:
            fence += "`"
        self._start_line()
        self._add([Piece(f"{fence}{language}\n", ours=True), Piece(text, ours=False)])
        self._add([Piece(f"\n{fence}", ours=True)])
        self._distance = _NEW_PARAGRAPH

    # --- tables ---------------------------------------------------------------

    def begins_row(self) -> None:
        self.ends_block()
        self._start_line()
        self._add([Piece("|", ours=True)])

    def begins_cell(self) -> None:
        self._in_cell = True
        self._add([Piece(" ", ours=True)])

    def ends_cell(self, span: int) -> None:
        self._flush("", in_cell=True)
        self._in_cell = False
        self._add([Piece(" |" + "  |" * (span - 1), ours=True)])

    def ends_row(self, columns: int) -> None:
        """End a row; under the first one stands the line that makes it a table."""
        if columns:
            self._add([Piece("\n|" + " --- |" * columns, ours=True)])
        self._distance = _NEXT_LINE

    # --- lines ----------------------------------------------------------------

    def _start_line(self) -> None:
        rest = "".join(frame.rest for frame in self._frames if not frame.first)
        made = ""
        if self._distance == _NEW_PARAGRAPH:
            made = f"\n{rest.rstrip()}\n"
        elif self._distance == _NEXT_LINE:
            made = "\n"
        for frame in self._frames:
            made += frame.first or frame.rest
            frame.first = ""
        if made:
            self.pieces.append(Piece(made, ours=True))
        self._distance = _ADJOINING

    def _add(self, pieces: Iterable[Piece]) -> None:
        prefix = "".join(frame.rest for frame in self._frames)
        for piece in pieces:
            if not prefix or "\n" not in piece.text:
                self.pieces.append(piece)
                continue
            first, *lines = piece.text.split("\n")
            self.pieces.append(Piece(first, piece.ours))
            for line in lines:
                self.pieces += (Piece(f"\n{prefix}", ours=True), Piece(line, piece.ours))
