"""Whether a text may hold a copy of itself, asked of a few places: most texts hold none, and end here."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from postnorm.boilerplate.gaps import LINE_END
from postnorm.boilerplate.skeleton import letters_of
from postnorm.tables.script_characters import HANS_ONLY, HANT_ONLY

PROBES: Final = 12
"""Places that are asked. With one letter in twenty mistyped, every second of them stands again still."""

REACHED: Final = 0.75
"""Share of the text in which a first copy is looked for: behind it no first half of two can begin."""

LEADS: Final = 6
"""Paragraphs among which the first is looked for again: a title or a plug may stand between."""

SAMPLE: Final = 64
"""Characters, spread over each half of a text, that tell its script."""

_TOO_SHORT: Final = 32  # for two leads; nothing shorter is ever reduced

# Without marks, for those differ between copies; long enough to stand twice by a copy alone. The
# bounded run follows anything, and fails at once where it fails.
_PROBE = re.compile(r"[^\W_]{8,16}")
_PROBE_WITHIN: Final = 200
_LEAD: Final = 16


def may_repeat(text: str, dense: str) -> bool:
    """Whether it is worth while to look for copies in *text*; *dense* is the text without whitespace."""
    if len(dense) < _TOO_SHORT:
        return False
    return _a_probe_recurs(dense) or _a_line_begins_like_the_first(text) or mixes_scripts(text)


def _a_probe_recurs(dense: str) -> bool:
    reach = int(len(dense) * REACHED)
    step = reach // PROBES + 1
    within = min(step, _PROBE_WITHIN) + 16
    unanswered = 0
    for at in range(0, reach + 1, step):
        probe = _PROBE.search(dense, at, at + within)
        if probe is None:
            unanswered += 1
        elif dense.find(probe[0], probe.end()) >= 0:
            return True
    return unanswered > PROBES // 4  # verse, tables, spaced letters: no probe says nothing


def _a_line_begins_like_the_first(text: str) -> bool:
    text = text.lstrip()
    pieces = LINE_END.split(text, LEADS * 2) if "\r" in text else text.split("\n", LEADS * 2)
    if len(pieces) == 1:
        return False
    head = letters_of(pieces[0][: 4 * _LEAD])[:_LEAD]
    if len(head) < _LEAD:
        return False
    likely = (piece for piece in pieces[1:] if head[0] in piece[:_LEAD])
    return any(letters_of(piece[: 4 * _LEAD]).startswith(head) for piece in likely)


def mixes_scripts(text: str) -> bool:
    """Whether one half of a text is in one script and one in the other: its copies may have no word in common.

    >>> mixes_scripts("头发干了。\\n\\n頭髮乾了。"), mixes_scripts("头发干了。")
    (True, False)
    """
    half = len(text) // 2
    step = half // SAMPLE + 1
    return _lean(text[:half:step]) * _lean(text[half::step]) < 0


def _lean(sample: str) -> int:
    """How many more characters of Traditional than of Simplified a sample has."""
    hans, hant = _scripts()
    characters = set(sample)
    return len(hant & characters) - len(hans & characters)


@cache
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(HANS_ONLY), frozenset(HANT_ONLY)
