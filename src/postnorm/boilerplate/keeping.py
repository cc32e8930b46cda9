"""Which of two copies stays, and what exactly goes with the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.copies import Pair
from postnorm.boilerplate.decision import CUT_OFF

_BREAKS = re.compile(r"[\r\n]+")
_HEADINGS = re.compile(r"^#{1,6} ", re.MULTILINE)
# A line between two copies that only parts them. Each half is one character repeated.
_RULE = re.compile(r"[ \t]*(?:[-=_~—*·.][ \t]*){3,80}+")


class Plan(NamedTuple):
    """Which copy stays; offsets in the text."""

    kept: Stretch
    kept_end: int
    """Of the last line of the kept copy, which may go on where the copies do not agree any more."""
    dropped: Stretch
    swapped: bool
    """Whether the second copy is the kept one."""


def plan_for(body: Body, pair: Pair) -> Plan:
    """Choose the copy with the better structure; of equals the longer, then the first."""
    first, second = body.region(pair.first), body.region(pair.second)
    first_end = min(body.line_end(first[1]), second[0])
    second_end = body.line_end(second[1])
    if merit(body.text[slice(*second)]) > merit(body.text[slice(*first)]):
        end = _behind_rule(body.text, first_end, second[0])
        return Plan(second, second_end, (body.line_start(first[0]), end), swapped=True)
    start = _before_rule(body.text, first_end, second[0])
    return Plan(first, first_end, (start, second_end), swapped=False)


def merit(copy: str) -> tuple[bool, bool, int, int, int, bool, int]:
    """Return what makes a copy better than another, the weightiest first.

    Whole, not quoted, then how many paragraphs, headings, images and links it has, no tags of
    paragraphs, and its length.
    Images come last of these, because one that the other copy has alone is carried over.
    """
    quoted = copy.lstrip().startswith(">")
    structure = len(_BREAKS.findall(copy)), len(_HEADINGS.findall(copy)), copy.count("](")
    return not CUT_OFF.search(copy), not quoted, *structure, "</p>" not in copy, len(copy)


def _behind_rule(text: str, end: int, second: int) -> int:
    """Move the end of a dropped first copy behind a rule, if nothing else stands before the second."""
    return second if _RULE.fullmatch(text[end:second].strip()) else end


def _before_rule(text: str, end: int, second: int) -> int:
    """Move the start of a dropped second copy before such a rule."""
    between = text[end:second]
    if not _RULE.fullmatch(between.strip()):
        return second
    return end + len(between) - len(between.lstrip())
