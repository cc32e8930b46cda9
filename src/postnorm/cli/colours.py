"""Colours of a terminal, where there is one that wants them."""

from __future__ import annotations

import os
import sys
from difflib import SequenceMatcher
from typing import Final

from postnorm.cli.describing import alike
from postnorm.cli.width import visible

CHOICES: Final = ("auto", "always", "never")
REMOVED: Final = "31"
PUT_IN: Final = "32"
PLACE: Final = "36"
NAME: Final = "1"
_MARKED: Final = "7"  # reversed: also who tells no red from green sees it
_LONGEST: Final = 600
"""A longer line is marked from its first to its last difference: comparing costs its square."""


def wanted(choice: str) -> bool:
    """Return whether to colour: as asked, else on a terminal, unless NO_COLOR (no-color.org) says no."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def painted(text: str, colour: str) -> str:
    """Return *text* in a colour; empty text as it is."""
    return f"\x1b[{colour}m{text}\x1b[0m" if text else text


def marked(old: str, new: str) -> tuple[str, str]:
    """Return two lines in the colours of what goes and what comes, with what differs reversed.

    They may be long paragraphs of which one mark changed. What a terminal would obey is made visible.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    for equal, low, high, start, end in _parts(old, new):
        for side, text, colour in (
            (sides[0], old[low:high], REMOVED),
            (sides[1], new[start:end], PUT_IN),
        ):
            side.append(painted(visible(text), colour if equal else f"{colour};{_MARKED}"))
    return "".join(sides[0]), "".join(sides[1])


def _parts(old: str, new: str) -> list[tuple[bool, int, int, int, int]]:
    if max(len(old), len(new)) <= _LONGEST:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        return [(tag == "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]
    head, tail = alike(old, new)
    low, high = len(old) - tail, len(new) - tail
    return [
        (True, 0, head, 0, head),
        (False, head, low, head, high),
        (True, low, len(old), high, len(new)),
    ]
