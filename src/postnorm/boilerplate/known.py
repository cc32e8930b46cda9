"""What is known of promotions when a text is judged: the shipped pack, and those that were given."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Final

from postnorm.boilerplate.candidates import LEARNED, Candidate
from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.matching import Matcher
from postnorm.boilerplate.packs import Entry, Pack, Template, shipped
from postnorm.boilerplate.templates import LINK_SLOT, OPEN_SLOT, loose_forms, template

REACH: Final = 60
"""So many lines from the head and from the end are compared with what was learned."""


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """Matchers for what is said and for pictures, and the templates of learned packs by their line."""

    matcher: Matcher
    pictures: Matcher
    templates: dict[str, Template]
    loose: bool = False
    """Whether some of the templates have slots for links or an open end."""
    keeps: frozenset[str] = frozenset()
    """Templates of what stays."""

    def stays(self, layout: Layout, one: Candidate) -> bool:
        """Whether a person said of this piece, or of its whole line, that it stays."""
        if not self.keeps:
            return False
        said = layout.text[one.start : one.end], layout.of(one.line)
        return any(template(text.strip()) in self.keeps for text in said)

    def learned(self, layout: Layout) -> dict[int, Candidate]:
        """The lines near the head and the end that a template knows, by number."""
        found: dict[int, Candidate] = {}
        if not self.templates:
            return found
        count = len(layout.lines)
        for number in sorted({*range(min(REACH, count)), *range(max(0, count - REACH), count)}):
            known = self._template(layout.of(number))
            if known is not None:
                found[number] = Candidate(
                    start=layout.lines[number].start,
                    end=layout.lines[number].end,
                    line=number,
                    rule=LEARNED,
                    phrase=known.line,
                    reason=_REASON,
                    entry=_label(known) if known.unit == "block" else None,
                    whole_line=True,
                    evidence={"wording": round(min(1.0, 0.6 + known.share), 2)},
                )
        return found

    def _template(self, line: str) -> Template | None:
        """The template that knows a line, the strictest first."""
        for form in (template(line), *(loose_forms(line) if self.loose else ())):
            if form in self.templates:
                return self.templates[form]
        return None


_REASON: Final = "recurs in the posts of its publisher"


def _label(known: Template) -> Entry:
    """A learned label as an entry: the list under it goes with it, like that of a known label."""
    return Entry("learned", _REASON, unit="block", where="tail", whole=(known.line,))


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
    loose = any(LINK_SLOT in line or OPEN_SLOT in line for line in templates)
    keeps = frozenset(line for pack in used for line in pack.keeps)
    return Known(Matcher(said), Matcher(shown), templates, loose, keeps)
