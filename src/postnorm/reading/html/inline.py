"""One block of text on its way to Markdown: text of the page, and marks of ours around it.

Items of a block are text (``str``) and :class:`Mark`. :func:`finish` turns them into pieces: marks
around nothing go, emphasis that would not be read as such goes, and what Markdown would misread is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from postnorm.tables.characters import HAN


class Mark(NamedTuple):
    """What the block has beside text: the begin or end of emphasis or a link, a break, an image."""

    kind: Literal["open", "close", "break", "atom"]
    text: str
    close: str = ""
    """Of an opening mark, what ends it again in the next block."""


Item: TypeAlias = str | Mark


class Piece(NamedTuple):
    """A stretch of the body; text of the page, or a mark of ours."""

    text: str
    ours: bool


# Where lines are broken between these, HTML sees a blank and the reader sees none.
_WIDE: Final = f"{HAN}\u3000-\u30ff\u2e80-\u2fdf\uff01-\uff60\u2014\u2018-\u201d\u2026"
_IS_WIDE: Final = re.compile(f"[{_WIDE}]")
BLANK: Final = " \t\n\r\f"
# One class, one run: nothing to give back.
_BLANKS: Final = re.compile(f"[{BLANK}]+")
_ODD_BLANKS: Final = re.compile("[\t\n\r\f]|  ")


def collapsed(text: str) -> list[str]:
    """Return *text* with runs of blanks as one, cut where a line ends between two Han characters.

    >>> collapsed("雨停了，\\n路还湿。  see\\nyou")
    ['雨停了，', '路还湿。 see you']
    """
    return _BLANKS.sub(_blank, text).split("\0") if _ODD_BLANKS.search(text) else [text]


def _blank(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return gap(text[start - 1 : start], match[0], text[end : end + 1]) or "\0"  # none is in a tree


def gap(before: str, blanks: str, after: str) -> str:
    """What is left of *blanks* between two characters."""
    if "\n" in blanks and _IS_WIDE.match(before) and _IS_WIDE.match(after):
        return ""
    return " "


# --- a finished block ---------------------------------------------------------


def finish(items: Sequence[Item], *, in_cell: bool = False) -> Iterator[Piece]:
    """Give the pieces of a block; none for a block without text or image."""
    if len(items) == 1 and isinstance(only := items[0], str) and not _SUSPICIOUS.search(only):
        yield Piece(only, ours=False)
        return
    items = _without_failing_emphasis(_without_empty_pairs(items))
    marked = _counted(items)
    starts = not in_cell
    for item in items:
        if isinstance(item, Mark):
            text = ("<br>" if in_cell else "  \n") if item.kind == "break" else item.text
            yield Piece(text.replace("|", "\\|") if in_cell else text, ours=True)
            starts = item.kind == "break" or (starts and item.kind == "open")
        elif starts or _SUSPICIOUS.search(item):
            yield from _escaped(item, marked, starts, in_cell)
            starts = False
        else:
            yield Piece(item, ours=False)


# What may need an escape; most blocks have none of it.
_SUSPICIOUS: Final = re.compile(r"[\\*`_<&~\[!|]|\A *[#>+=-]")


def _counted(items: Sequence[Item]) -> dict[str, int]:
    """How often the block has each character that marks something only in pairs."""
    found = dict.fromkeys("*_`~", 0)
    for item in items:
        text = item if isinstance(item, str) else item.text
        for char in found:
            if char in text:
                found[char] += text.count(char) if char != "~" else text.count("~~")
    return found


def _without_empty_pairs(items: Sequence[Item]) -> list[Item]:
    """Drop marks that enclose nothing, and breaks at the end of the block; none begins one."""
    made: list[Item] = []
    for item in items:
        before = made[-1] if made else ""
        if _is_mark_of(item, "close") and _is_mark_of(before, "open"):
            made.pop()
        else:
            made.append(item)
    while made and _is_mark_of(made[-1], "break"):
        made.pop()
    return made


def _is_mark_of(item: Item, kind: str) -> bool:
    return isinstance(item, Mark) and item.kind == kind


def _without_failing_emphasis(items: list[Item]) -> list[Item]:
    """Drop pairs that CommonMark would show as asterisks: ``**“雨”**停`` closes no emphasis."""
    opened: list[int] = []
    failing: set[int] = set()
    for at, item in enumerate(items):
        if not isinstance(item, Mark) or item.kind not in ("open", "close"):
            continue
        if item.kind == "open":
            opened.append(at)
        elif opened:  # pragma: no branch: the writer closes what it opened, and nothing else
            start = opened.pop()
            if item.text in _EMPHASIS and not _is_read(items, start, at):
                failing |= {start, at}
    return [item for at, item in enumerate(items) if at not in failing] if failing else items


_EMPHASIS: Final = ("**", "*", "~~")


def _is_read(items: Sequence[Item], start: int, end: int) -> bool:
    before, first = _neighbour(items, start, -1), _neighbour(items, start, 1)
    last, after = _neighbour(items, end, -1), _neighbour(items, end, 1)
    return _flanks(before, first) and _flanks(after, last)


def _flanks(outside: str, inside: str) -> bool:
    """Whether emphasis may begin between the two, by the rule of CommonMark."""
    if inside.isspace() or not inside:
        return False
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _neighbour(items: Sequence[Item], at: int, step: int) -> str:
    """The character beside a mark; marks of emphasis next to it are looked through."""
    at += step
    while 0 <= at < len(items):
        item = items[at]
        if isinstance(item, str):
            return item[-1 if step < 0 else 0]
        if item.kind == "break":
            return "\n"
        if item.text and item.text not in _EMPHASIS:
            return item.text[-1 if step < 0 else 0]
        at += step
    return ""


# --- escapes ------------------------------------------------------------------

# Each alternative is one character with at most one bounded look around it.
_SPECIAL: Final = re.compile(
    r"""(?x)
      \\ (?=[!-/:-@\[-`{-~])
    | [*`]
    | _ (?![^\W_]) | (?<![^\W_]) _
    | < (?=[A-Za-z/!?])
    | & (?=[#]?[A-Za-z0-9]{1,31};)
    | ~ (?=~)(?<!~~)
    | \[ (?=[^\[\]]{0,500}\]\()
    | !(?=\[)
    | \|"""
)
_AT_START: Final = re.compile(r"[#]{1,6}(?=[ \t]|$)|>|[-+](?=[ \t]|$)|={3,}[ ]*$|-{3,}[ ]*$|~{3}")


def _escaped(text: str, marked: Mapping[str, int], starts: bool, in_cell: bool) -> Iterator[Piece]:
    """The text with a backslash before each character that Markdown would take for a mark."""
    at = 0
    if starts and _AT_START.match(text):  # no block begins with a blank
        yield Piece("\\", ours=True)
        # What follows may be special, too, but this character is dealt with.
        yield Piece(text[0], ours=False)
        at = 1
    for match in _SPECIAL.finditer(text, at):
        char = match[0]
        if char in "*_`~" and not _matters(match, marked):
            continue
        if char == "|" and not in_cell:
            continue
        if match.start() > at:
            yield Piece(text[at : match.start()], ours=False)
        yield Piece("\\", ours=True)
        at = match.start()
    if at < len(text):
        yield Piece(text[at:], ours=False)


def _matters(match: re.Match[str], marked: Mapping[str, int]) -> bool:
    """One alone opens nothing; an asterisk between blanks neither."""
    if marked[match[0]] < 2:
        return False
    text, start, end = match.string, match.start(), match.end()
    around = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
    return match[0] in "`~" or not around.isspace() or len(around) < 2
