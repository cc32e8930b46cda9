"""What of a text OpenCC is given: no protected spans, no words to keep, no variation selectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from postnorm.edits import Edit
from postnorm.records import Notice
from postnorm.spans import blanked, find_spans
from postnorm.tables.characters import HAN

# Every protected span that can have Han in it has one of these, and most texts have none: finding
# spans takes longer. Looked for one by one, at the speed of memory, that is twice as fast as a
# class. A test holds it against find_spans.
_SPAN_OPENINGS: Final = (*"\t#$&/<@\\]`{~", "www.", "    ", "---")
# Of the selectors below U+10000 only these follow Han characters.
_NEAR_SELECTORS: Final = ("\ufe00", "\ufe01", "\ufe02")
_SELECTOR = re.compile(f"(?<=[{HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]")
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
    protected = any(map(text.__contains__, _SPAN_OPENINGS))
    places = [(span.start, span.end) for span in find_spans(text)] if protected else []
    places += _places(text, keep)
    opened = blanked(text, places, "\0") if places else text
    return _without_selectors(opened) if _may_have_selectors(opened) else Opened(opened)


def _may_have_selectors(text: str) -> bool:
    """Tell whether a look for selectors pays; those beyond U+FFFF take four bytes in UTF-16."""
    return any(map(text.__contains__, _NEAR_SELECTORS)) or (
        len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)
    )


def _without_selectors(text: str) -> Opened:
    left_out = {match.start() for match in _SELECTOR.finditer(text)}
    if not left_out:
        return Opened(text)
    kept = [place for place in range(len(text)) if place not in left_out]
    return Opened("".join(map(text.__getitem__, kept)), (*kept, len(text)))


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
