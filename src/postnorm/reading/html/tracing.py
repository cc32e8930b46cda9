"""Where in the page the text of the body stands, so that the parse is a list of plain edits.

The rival, one edit for the whole page that is refined when somebody asks, needs a special case in
the post. As many edits as there are stretches of markup need none: what stands between them was never
touched, and every later step knows where it came from. A page of 300 KB has some hundred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from postnorm.edits import Edit
from postnorm.reading.html.inline import Piece

MOST_EDITS: Final = 20_000
"""Beyond this, one edit: a hundred thousand cost more than the page is worth."""

_LONG: Final = 12
"""Characters that are found nowhere else by chance; shorter text is looked for between those."""

# Cut at what pages like to write as a reference: &ldquo; is not found as “.
_WORD: Final = re.compile(r"[^\s&<>\"'\xa0“”‘’…—·]+")


class _Place(NamedTuple):
    """A stretch of the body that stands in the page as it is."""

    at: int  # in the body
    start: int  # in the page
    length: int


def edits_of(source: str, pieces: Sequence[Piece], rule: str) -> list[Edit]:
    """Return edits that turn *source* into the text of *pieces*, leaving in place what stands there.

    >>> edits = edits_of("<p>雨停了</p>", [Piece("雨停了", ours=False)], "html.markup")
    >>> [(edit.start, edit.end, edit.new) for edit in edits]
    [(0, 3, ''), (6, 10, '')]
    """
    body = "".join(piece.text for piece in pieces)
    made: list[Edit] = []
    at = start = 0
    for place in (*_placed(source, pieces), _Place(len(body), len(source), 0)):
        if source[start : place.start] != body[at : place.at]:
            made.append(Edit(start, place.start, body[at : place.at], rule))
        at, start = place.at + place.length, place.start + place.length
    return made if len(made) <= MOST_EDITS else [Edit(0, len(source), body, rule)]


def _placed(source: str, pieces: Sequence[Piece]) -> list[_Place]:
    """The stretches in order, in the body as in the page."""
    wanted = list(_stretches(pieces))
    anchors = _anchors(source, wanted)
    known = [number for number, place in enumerate(anchors) if place]
    found = _before(source, wanted[: known[0]], anchors[known[0]]) if known else []
    ends = [anchors[number].start for number in known] + [len(source)]  # type: ignore[union-attr]
    at, passed = 0, 0
    for number in range(known[0] if known else 0, len(wanted)):
        place = anchors[number]
        passed += place is not None
        if place is None:
            place = _between(source, *wanted[number], at, min(ends[passed], at + _NEAR))
        if place is not None:
            found.append(place)
            at = place.start + place.length
    return found


_NEAR: Final = 20_000
"""Characters of markup that may stand between two stretches; bounds what a search can cost."""


def _stretches(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """Each piece of the page's text with its place in the body, split where it may be written otherwise."""
    made = []
    at = 0
    for piece in pieces:
        if not piece.ours:
            made += [(at + match.start(), match[0]) for match in _WORD.finditer(piece.text)]
        at += len(piece.text)
    return made


def _anchors(source: str, wanted: Sequence[tuple[int, str]]) -> list[_Place | None]:
    """Where the long stretches stand, one after the other."""
    made: list[_Place | None] = []
    at = max(source.find("<body"), 0)
    lost, looks = _AT_ONCE, 0  # nothing is known yet, so the first may be anywhere
    for where, text in wanted:
        place = None
        if len(text) >= _LONG:
            # Not at once to the end of the page, where a script may have the text once more.
            far = lost >= _AT_ONCE and looks < _MOST_LOOKS
            looks += far
            start = source.find(text, at, len(source) if far else at + _NEAR)
            lost = lost + 1 if start < 0 else 0
            if start >= 0:
                place = _Place(where, start, len(text))
                at = start + len(text)
        made.append(place)
    return made


_AT_ONCE: Final = 3
"""So many stretches that are not near, one after the other, are looked for in all that follows."""

_MOST_LOOKS: Final = 200
"""Each may read the page to its end."""


def _between(source: str, where: int, text: str, low: int, high: int) -> _Place | None:
    """Where a short stretch stands: directly behind a tag, else anywhere."""
    start = source.find(f">{text}", low, high) + 1 or source.find(text, low, high)
    return None if start < 0 else _Place(where, start, len(text))


def _before(source: str, wanted: Sequence[tuple[int, str]], first: _Place | None) -> list[_Place]:
    """What stands before the first anchor, looked for backwards from it."""
    made: list[_Place] = []
    end = first.start if first else 0
    for where, text in reversed(wanted[-_FEW:]):
        start = source.rfind(text, max(0, end - _NEAR), end)
        if start >= 0:
            made.append(_Place(where, start, len(text)))
            end = start
    return made[::-1]


_FEW: Final = 100
