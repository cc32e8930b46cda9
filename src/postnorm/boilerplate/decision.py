"""Whether two copies are an article that stands twice, or what their author meant."""

from __future__ import annotations

import re
from typing import Final, Literal

from postnorm.boilerplate.alignment import ANCHOR
from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.copies import LONG, SHORTEST_COPY, SHORTEST_LEAD, Pair
from postnorm.boilerplate.gaps import LINE_END
from postnorm.boilerplate.meaning import ITEM, is_another_version, is_code, is_meant, is_refrain

Kind = Literal["body", "lead", "block", "title"]
Scope = Literal["body", "blocks"]

# All lengths count letters, digits, signs and emoji.
AGREEMENT: Final = 0.9
"""Share of the shorter copy that stands in the other: plugs, typos and captions take up the rest."""

LONGER_AGREEMENT: Final = 0.75
"""Share of the longer copy that stands in the other: less is an article that comes back to its words."""

CLOSE_AGREEMENT: Final = 0.97
"""The same for an excerpt before the article and for the end of a body, where less else speaks for a copy."""

COVERAGE: Final = 0.8
"""Share of the body that the copies make up. Less is a pasted block, which may be meant."""

HALF: Final = 0.5
"""The same for copies that touch each other and an end of the body: A B B, which A B B A B B leads to."""

MOST_BETWEEN: Final = 0.2
"""What stands between two copies (a plug, a script's remains), as a share of the first."""

MOST_BETWEEN_FLATTENED: Final = 1.5
"""The same where one copy has lost the line ends of the other, which no author does."""

PLUG: Final = 60
"""What may stand between two copies in any case, if each is `LONG`: a plug, a byline, a heading."""

CUT_OFF = re.compile(r"(?:…|\.{3}|⋯)[\s\])）】]*\Z")
_BREAKS = re.compile(r"[\r\n]\s*+")


def judge(body: Body, pair: Pair, scope: Scope) -> Kind | None:
    """Return what kind of repeat a pair is, or ``None`` where its author may have meant it."""
    (start, end), (again, _) = pair.first, pair.second
    if pair.agreement < AGREEMENT or pair.longer_agreement < LONGER_AGREEMENT:
        return None
    if not (body.begins(start) and (end == again or body.begins(again))):
        return None  # a text with a period agrees with itself at any shift
    lines = _lines(body, pair.first), _lines(body, pair.second)
    kind = _kind(body, pair, lines, scope)
    if kind is None or is_meant(body, pair, lines) or is_code(body, pair):
        return None
    if kind != "lead" and is_refrain(body, pair, lines):
        return None
    return None if is_another_version(body, pair, lines) else kind


def _kind(body: Body, pair: Pair, lines: Stretch, scope: Scope) -> Kind | None:
    flattened = min(lines) == 1 < max(lines)
    if pair.agreed >= SHORTEST_COPY and _is_near(pair, flattened):
        if _covers(body.letters, pair) or _is_half(body, pair):
            return "body"
        if scope == "blocks" and _is_block(body, pair):
            return "block"
    return "lead" if pair.first[0] == 0 and _is_lead(body, pair, lines[0]) else None


def _is_near(pair: Pair, flattened: bool) -> bool:
    """Whether no more stands between the copies than a page leaves there."""
    (start, end), (again, _) = pair.first, pair.second
    most = (MOST_BETWEEN_FLATTENED if flattened else MOST_BETWEEN) * (end - start)
    return again - end <= (max(most, PLUG) if pair.agreed >= LONG else most)


def _covers(letters: str, pair: Pair) -> bool:
    """Whether the copies are the body: what follows may be one copy more."""
    (start, _), (again, last) = pair.first, pair.second
    near = int(last + MOST_BETWEEN * (last - again)) + ANCHOR
    more = letters.find(letters[start : start + ANCHOR], last, near) >= 0
    return (len(letters) if more else last) - start >= COVERAGE * len(letters)


def _is_half(body: Body, pair: Pair) -> bool:
    """Whether copies without anything between them begin or end the body and are half of it.

    Both must begin and end with lines.
    """
    (start, end), (again, last) = pair.first, pair.second
    size = len(body.letters)
    if end != again or pair.agreement < CLOSE_AGREEMENT or last - start < HALF * size:
        return False
    whole = body.begins_line(start) and body.begins_line(again) and body.ends_line(last)
    return whole and (start == 0 or last == size)


def _is_block(body: Body, pair: Pair) -> bool:
    (start, _), (again, last) = pair.first, pair.second
    whole = body.begins_line(start) and body.begins_line(again) and body.ends_line(last)
    return whole and pair.agreed >= LONG


def _is_lead(body: Body, pair: Pair, lines: int) -> bool:
    """Whether what stands first is the beginning of the rest: cut off, or its lead paragraph in one line."""
    (_, end), (again, last) = pair.first, pair.second
    if not body.begins_line(again) or pair.agreement < CLOSE_AGREEMENT:
        return False  # both on one line, or a variation
    ending = LINE_END.split(body.gap(end))[0]
    if pair.agreed >= SHORTEST_COPY and CUT_OFF.search(ending):
        return again - end <= PLUG
    if end != again or lines > 1 or not body.ends_line(last) or ITEM.search(body.gap(0)):
        return False
    if body.letters.count(body.letters[:end]) > 2:
        return False  # a mantra
    return pair.agreed >= (SHORTEST_LEAD if pair.agreement == 1 else SHORTEST_COPY)


def _lines(body: Body, copy: Stretch) -> int:
    """On how many lines, blank ones apart, the letters of a copy stand."""
    return len(_BREAKS.findall(body.slice(copy))) + 1
