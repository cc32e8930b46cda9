"""What is known of promotions when a text is judged: the shipped pack, and those that were given."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Final

from postnorm.boilerplate.candidates import Candidate
from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.matching import Matcher
from postnorm.boilerplate.packs import Pack, Template, shipped
from postnorm.boilerplate.templates import template

REACH: Final = 60
"""So many lines from the head and from the end are compared with what was learned."""


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """Matchers for what is said and for pictures, and the templates of learned packs by their line."""

    matcher: Matcher
    pictures: Matcher
    templates: dict[str, Template]

    def learned(self, layout: Layout) -> dict[int, Candidate]:
        """The lines near the head and the end that a template knows, by number."""
        found: dict[int, Candidate] = {}
        if not self.templates:
            return found
        count = len(layout.lines)
        for number in sorted({*range(min(REACH, count)), *range(max(0, count - REACH), count)}):
            known = self.templates.get(template(layout.of(number)))
            if known is not None:
                found[number] = Candidate(
                    start=layout.lines[number].start,
                    end=layout.lines[number].end,
                    line=number,
                    rule="promotions.learned",
                    phrase=known.line,
                    reason="recurs in the posts of its publisher",
                    whole_line=True,
                    evidence={"wording": round(min(1.0, 0.6 + known.share), 2)},
                )
        return found


@lru_cache(maxsize=16)
def known_by(packs: tuple[Pack, ...] | None) -> Known:
    """Return what these packs know: beside the shipped one, or nothing at all for an empty tuple."""
    if packs is not None and not packs:
        return Known(Matcher(()), Matcher(()), {})
    used = (shipped(), *(packs or ()))
    entries = [entry for pack in used for entry in pack.entries]
    templates = {one.line: one for pack in used for one in pack.templates}
    said = [entry for entry in entries if entry.unit != "picture"]
    shown = [entry for entry in entries if entry.unit == "picture"]
    return Known(Matcher(said), Matcher(shown), templates)
