"""What of a text OpenCC is given: no protected spans, no words to keep, no variation selectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from postnorm.edits import Edit
from postnorm.records import Notice
from postnorm.spans import blanked, find_spans
from postnorm.tables.characters import HAN

_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Every protected span has one of these, and most texts have none: one search, where finding the
# spans takes a dozen. A test holds it against find_spans.
_OPENING = re.compile(rf"[\t#$&/<@\\\]`~{_SELECTORS}]")
_BLANK_OPENING: Final = ("www.", "    ")
_SELECTOR = re.compile(f"(?<=[{HAN}])[{_SELECTORS}]")
_BLANKS = re.compile("\0+")


class Opened(NamedTuple):
    """The text for OpenCC, with NUL where it must not look."""

    text: str
    places: tuple[int, ...] = ()
    """Where each of its characters, and its end, stands in the text; empty when that is the same."""

    def edits_in_text(self, edits: list[Edit]) -> tuple[Edit, ...]:
        """Return *edits* as edits of the text. A changed character takes its selector with it."""
        if not self.places:
            return tuple(edits)
        return tuple(
            edit._replace(start=self.places[edit.start], end=self.places[edit.end])
            for edit in edits
        )

    def notice_in_text(self, notice: Notice) -> Notice:
        """Return *notice* with its place in the text."""
        if not self.places or notice.span is None:
            return notice
        start, end = notice.span
        return notice._replace(span=(self.places[start], self.places[end]))


def open_text(text: str, keep: Iterable[str] = ()) -> Opened:
    """Return *text* as OpenCC is to see it: no word reaches into what is protected or kept.

    A variation selector chooses a shape of the character before it and is no letter of a word.

    >>> open_text("看 `頭髮` 與頭髮", keep=("頭髮",)).text
    '看 \\x00\\x00\\x00\\x00 與\\x00\\x00'
    >>> open_text("頭\ufe00髮").text
    '頭髮'
    """
    special = _OPENING.search(text) is not None or any(map(text.__contains__, _BLANK_OPENING))
    spans = find_spans(text) if special else ()
    places = [(span.start, span.end) for span in spans]
    places += _places(text, keep)
    opened = blanked(text, places, "\0") if places else text
    if not special or not _SELECTOR.search(opened):
        return Opened(opened)
    left_out = {match.start() for match in _SELECTOR.finditer(opened)}
    kept = [place for place in range(len(opened)) if place not in left_out]
    return Opened("".join(map(opened.__getitem__, kept)), (*kept, len(opened)))


def restored(new: str, old: str, text: str) -> str:
    """Return *new*, what *old* became, with what *text* has where *old* has NUL.

    >>> restored("看 \\0\\0", "看 \\0\\0", "看 `x")
    '看 `x'
    """
    if "\0" not in old:
        return new
    spared = (text[match.start() : match.end()] for match in _BLANKS.finditer(old))
    return _BLANKS.sub(lambda _: next(spared), new)


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give where *words* stand in *text*; the places of two words may overlap."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))
