"""What one pass over a text finds repeated, and what it would do about it, as values."""

from __future__ import annotations

from typing import Final, NamedTuple

from postnorm.boilerplate.body import Stretch
from postnorm.boilerplate.decision import Kind
from postnorm.edits import Edit, OffsetMap
from postnorm.records import Notice

_MOST_TOLD: Final = 20  # differences that an edit tells; there may be one in twenty letters


class Difference(NamedTuple):
    """What two copies have in place of each other, by letters, digits and signs; one side may be empty."""

    kept: str
    dropped: str


class Repeat(NamedTuple):
    """Two stretches of a text that say the same, by offsets in it; made by :func:`postnorm.find_repeats`."""

    kind: Kind
    """``body``: the copies are the body. ``lead``: an excerpt before the article. ``block``: a block
    inside a body. ``title``: the first line is the title of the post."""
    kept: Stretch
    """The copy that stays; of a title, which stands in the metadata, the same as *dropped*."""
    dropped: Stretch
    agreement: float
    """The share of the shorter copy's letters, digits, signs and emoji that stand in the other, 0 to 1."""
    differences: tuple[Difference, ...] = ()
    """What the copies have in place of each other, in the order of the text."""


class Step(NamedTuple):
    """A repeat with the edits and notices that it leads to; only notices where it is left alone."""

    repeat: Repeat | None
    edits: tuple[Edit, ...]
    notices: tuple[Notice, ...]

    def placed(self, places: OffsetMap | None) -> Step:
        """Return the step with what it tells counted in the text that *places* lead back to, if any.

        The edits stay edits of the text that was looked at; each says what it is about.
        """
        if places is None:
            return self._with_details(self.repeat)
        repeat = self.repeat
        notices = tuple(n._replace(span=n.span and places.source(*n.span)) for n in self.notices)
        if repeat is not None:
            kept, dropped = places.source(*repeat.kept), places.source(*repeat.dropped)
            repeat = repeat._replace(kept=kept, dropped=dropped)
        return self._replace(notices=notices)._with_details(repeat)

    def _with_details(self, repeat: Repeat | None) -> Step:
        if repeat is None:
            return self
        detail = _detail(repeat)
        edits = tuple(
            edit if edit.rule in _SILENT else edit._replace(detail=detail) for edit in self.edits
        )
        return self._replace(repeat=repeat, edits=edits)


_SILENT: Final = frozenset({"repeats.carried", "repeats.paragraph-break"})


def _detail(repeat: Repeat) -> dict[str, object]:
    return {
        "kind": repeat.kind,
        "kept": list(repeat.kept),
        "dropped": list(repeat.dropped),
        "agreement": repeat.agreement,
        "differences": len(repeat.differences),
        "differed": [list(one) for one in repeat.differences[:_MOST_TOLD]],
    }
