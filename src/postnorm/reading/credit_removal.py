"""Taking lines of credits out of a text without leaving a hole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postnorm.edits import Edit
from postnorm.reading.credit_clauses import Credit

# Line ends, and the marks of a quotation that has nothing else on the line.
_GAP = re.compile(r"(?:[ \t\u3000>]*(?:\r\n?|\n))*+")
_LINE_END = re.compile(r"[ \t\u3000]*(?:\r\n?|\n)")
_DIVIDER_BEFORE = re.compile(
    r"(?:\r\n?|\n|\A)[ \t]*+(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80})\Z"
)
_DIVIDER_BEHIND = re.compile(
    r"[ \t]*+(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80})(?:\r\n?|\n)(?:[ \t]*+(?:\r\n?|\n))*+"
)
_UNDERLINE = re.compile(r"[ \t]*(?:-{1,80}|={1,80})[ \t]*(?:[\r\n]|\Z)")
_LONGEST_DIVIDER = 200


def removals(text: str, gone: Iterable[Credit]) -> Iterator[Edit]:
    """Give the edits that take the credits *gone* out: whole lines, with one side's blank lines.

    A rule that set them apart from the article goes too, when nothing else stands beyond it.
    """
    done = 0
    for group in grouped(text, sorted(gone, key=lambda credit: credit.start)):
        start, end = _with_gap(text, group[0].start, group[-1].end)
        start = max(start, done)  # a rule between two groups belongs to both
        if _makes_a_heading(text, start, end):
            continue
        done = end
        starts = [start, *(credit.start for credit in group[1:])]
        for credit, low, high in zip(group, starts, [*starts[1:], end], strict=True):
            detail = {claim.field: claim.value for claim in credit.claims}
            yield Edit(low, high, "", "+".join(credit.rules), detail=detail or None)


def grouped(text: str, gone: Iterable[Credit]) -> Iterator[list[Credit]]:
    """Give the credits that have nothing but blanks between them together."""
    group: list[Credit] = []
    for credit in gone:
        if group and text[group[-1].end : credit.start].strip(" \t\u3000\r\n>"):
            yield group
            group = []
        group.append(credit)
    if group:
        yield group


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch of whole lines over the blank lines on one side of it."""
    if not text[end:].strip(" \t\u3000\r\n>"):
        return _from_the_end(text, start), end if start else len(text)
    if text[start - 1 : start] not in ("", "\n", "\r"):
        return start, end  # part of a line: the rest stays on it
    match = _LINE_END.match(text, end)
    if match is None:
        return start, end
    above = text[max(0, start - 40) : start]
    is_below_blank = not start or _BLANK_ABOVE.search(above) is not None
    if is_below_blank and (gap := _GAP.match(text, match.end())):
        divider = None if start else _DIVIDER_BEHIND.match(text, gap.end())
        return start, divider.end() if divider else gap.end()
    return start, match.end()


_BLANK_ABOVE = re.compile(r"(?:\r\n?|\n|\A)[ \t\u3000>]*(?:\r\n?|\n)\Z")


def _from_the_end(text: str, start: int) -> int:
    """Where a text ends whose tail from *start* goes: without blanks and a rule before it."""
    start = len(text[:start].rstrip(" \t\u3000\r\n>"))
    low = max(0, start - _LONGEST_DIVIDER)
    if divider := _DIVIDER_BEFORE.search(text[low:start]):
        start = len(text[: low + divider.start()].rstrip())
    return start


def _makes_a_heading(text: str, start: int, end: int) -> bool:
    """Whether a line below would become the underline of the line above."""
    above = text[max(0, start - 2) : start].replace("\r\n", "\n")
    return bool(above.strip()) and _UNDERLINE.match(text, end) is not None
