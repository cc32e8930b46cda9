"""Bodies that stand twice letter for letter but for whitespace: the usual double, in a few slices.

The walk in ``copies`` finds these too and decides the same, and a test holds the two equal. This one reads
nothing letter by letter, and leaves to the other whatever is not plain.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import Final

from postnorm.boilerplate.alignment import common_length
from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.carrying import carry_tail
from postnorm.boilerplate.copies import SHORTEST_COPY
from postnorm.boilerplate.gaps import with_gap
from postnorm.boilerplate.keeping import Plan, merit
from postnorm.boilerplate.losses import breaks_something
from postnorm.boilerplate.skeleton import letters_of
from postnorm.boilerplate.steps import Repeat, Step
from postnorm.edits import Edit
from postnorm.records import Notice

_ANCHOR: Final = 32
# Counted without whitespace; so long that the letters among them need no count.
_SHORTEST: Final = 3 * SHORTEST_COPY
_MOST_BETWEEN: Final = 0.15  # less than anywhere else, because marks are counted too
_SHORTEST_PLUG: Final = 12  # a shorter tail may be another ending of the last sentence

# Rare line ends, and gaps that are counted in another way.
_NOT_PLAIN: Final = ("\r", "\n\n\n")
# What gives a copy structure besides lines, or reaches over them: code, links, HTML, mathematics.
_STRUCTURED: Final = ("](", "]:", "\n#", "\n>", "`", "~~~", "<", "\\", "$$", "\n    ", "\n\t")
_STRANGE_SPACES: Final = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_ENDING: Final = "。！？!?….,，、；;：:”’」』）)》】"
_OPENING: Final = "（(【《「“"


def plain_double(text: str, words: list[str], dense: str) -> Step | None:
    """Return the step for a plain text that is two copies, the first with a plug behind it at most.

    *words* is ``text.split()`` and *dense* the words run together.
    """
    again = dense.find(dense[:_ANCHOR], _ANCHOR)
    length = len(dense) - again
    if length < _SHORTEST or not 0 <= again - length <= _MOST_BETWEEN * length:
        return None
    if common_length(dense, 0, again, length) < length or not _is_plain(text, dense, again):
        return None
    ends = list(accumulate(map(len, words)))
    numbers = bisect_left(ends, length), bisect_left(ends, again)
    if ends[numbers[0]] != length or ends[numbers[1]] != again:
        return None  # the copies do not begin and end with words
    if again > length and not _is_plug(dense[length:again]):
        return None
    return _step(text, words, numbers[0] + 1, numbers[1] + 1)


def _is_plain(text: str, dense: str, again: int) -> bool:
    """Whether the copies begin and end with words, stand just twice, and hold nothing that takes a closer look."""
    first, last = dense[0], dense[-1]
    if not (first.isalnum() or first in _OPENING) or not (last.isalnum() or last in _ENDING):
        return False
    if dense[again - 1] in ":：" or dense.find(dense[:_ANCHOR], again + 1) > 0:
        return False
    if len(letters_of(dense[:200])) < SHORTEST_COPY or not letters_of(dense[-_ANCHOR:]):
        return False
    return not any(map(text.__contains__, _NOT_PLAIN + _STRANGE_SPACES))


def _is_plug(tail: str) -> bool:
    return len(tail) >= _SHORTEST_PLUG and (tail[0].isalnum() or tail[0] in _OPENING)


def _step(text: str, words: list[str], tail: int, again: int) -> Step | None:
    """Drop the copy with fewer lines; *tail* and *again* number the first words of plug and second copy."""
    start, second = text.find(words[0]), _place_of(text, again)
    line = text.rfind("\n", 0, second) + 1
    end = len(text[: second if tail == again else _place_of(text, tail)].rstrip())
    first_end, last = text.find("\n", end), len(text.rstrip())
    if line <= end or text[first_end:line].strip() or not letters_of(words[-1] + words[tail - 1]):
        return None  # the second copy begins no line, or the plug stands on one of its own
    second_end = text.find("\n", last)
    first, copy = (text.rfind("\n", 0, start) + 1, end), (line, last)
    structured = any(map(text.__contains__, _STRUCTURED))
    of = merit if structured else _merit
    if of(text[line:last]) > of(text[slice(*first)]):
        plan = Plan(copy, _or_end(second_end, text), (first[0], first_end), swapped=True)
    else:
        plan, first = Plan(first, first_end, (line, _or_end(second_end, text)), swapped=False), copy
    return _step_for(Body(text, plain=not structured), plan, first)


def _place_of(text: str, number: int) -> int:
    """Where the word of this number begins."""
    return len(text) - len(text.split(None, number)[number])


def _or_end(found: int, text: str) -> int:
    return len(text) if found < 0 else found


def _merit(copy: str) -> tuple[int, int]:
    """How often one or two line ends part a copy (there are no more in a row), and its length."""
    return copy.count("\n") - copy.count("\n\n"), len(copy)


def _step_for(body: Body, plan: Plan, dropped: Stretch) -> Step | None:
    if any(body.span_cut_at(at) for at in plan.dropped):
        return None
    moved = list(carry_tail(body, plan, dropped))
    drop = Edit(*with_gap(body.text, *plan.dropped), "", "repeats.copy")
    edits = (*(one for one in moved if isinstance(one, Edit)), drop)
    if body.spans and breaks_something(body, plan, edits[:-1]):
        return None
    notices = tuple(one for one in moved if isinstance(one, Notice))
    return Step(Repeat("body", plan.kept, plan.dropped, 1.0), edits, notices)
