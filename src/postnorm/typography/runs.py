"""Finders that look at one stretch between Han characters at a time, and remember what they found.

Most of a Chinese text is Han, and no mark in it depends on which Han character stands beside it,
only on whether one does. So a text is a few thousand *runs* of everything else, most of them seen
before: a comma, a line end, ``iPhone``. The memo holds what the plain finders say about each run.
A test holds the two equal; nothing here knows a rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Final, TypeVar

from postnorm.edits import Edit, apply, compose, minimal
from postnorm.spans import Span, outside
from postnorm.tables.characters import HAN

_K = TypeVar("_K")
Finder = Callable[[str], Iterable[Edit]]

# Anchored in a class that nothing repeats, which the matcher searches for fast.
_RUN = re.compile(f"[^{HAN}][^{HAN}]*+")
_HAN: Final = "甲"
# A numeral and a full stop are an item of a list; no other Han character is told apart.
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_NUMERAL: Final = "一"

# Longer runs are code, which is asked about line by line. An entry and all of them are bounded.
_LONGEST: Final = 200
_MOST: Final = 30_000
_MOST_CHARACTERS: Final = 4_000_000
_PIECE: Final = 65_536
NEVER: Final = "(?!)"
# No finder looks over a line end.
_ENDS = re.compile(r"([\r\n]+)")


class _Memo(dict[_K, tuple[Edit, ...]]):
    """Answers by question. When it is full it forgets all of them: that is cheap, and threads may
    share it, because a lost answer is only asked for again.
    """

    __slots__ = ("characters",)

    def __init__(self) -> None:
        self.characters = 0

    def keep(self, question: _K, run: str, answer: tuple[Edit, ...]) -> None:
        if len(run) > _LONGEST:
            return
        self.characters += len(run)
        if len(self) >= _MOST or self.characters > _MOST_CHARACTERS:
            self.clear()
            self.characters = len(run)
        self[question] = answer


class Runs:
    """Finders whose edits in a run depend on the run and on the kind of character at its two ends.

    They are given the run between stand-ins for the Han characters beside it, and may neither touch
    those nor ask more of them than whether there is one, and, before a full stop, a numeral.
    """

    __slots__ = ("_beside", "_between", "_calm", "_loud", "_needs", "finders")

    def __init__(
        self,
        finders: Iterable[Finder],
        needs: str = "",
        loud: str = NEVER,
    ) -> None:
        """Take the finders in order.

        *needs* is a pattern of what they need to have something to do; where it is not found, none of
        them is asked. *loud* is one of what others need, within one run: see :meth:`is_calm`.
        """
        self.finders: tuple[Finder, ...] = tuple(finders)
        self._needs = re.compile(needs)
        self._loud = re.compile(loud)
        self._calm = set[str]()
        # What stands between Han characters, by itself; anything else with its stand-ins. Nothing is
        # ever changed in an entry, and all of them can go at any time: threads may share them.
        self._between = _Memo[str]()
        self._beside = _Memo[tuple[str, str, str]]()

    def is_calm(self, text: str) -> bool:
        """Whether it is known that in *text* nothing is to be changed.

        That holds for these finders, and for others as far as *loud* of the constructor finds them.
        """
        runs = _runs_of(text)
        if not runs:
            return True
        return self._calm.issuperset(runs) and not self._ask_at_ends(text, runs[0], runs[-1])

    def find(self, text: str, spans: Callable[[], Sequence[Span]]) -> list[Edit]:
        """Return what the finders change in *text*, one after the other and outside of the spans.

        *spans* is asked only when there is something to change.

        >>> def drop_spaces(text: str) -> Iterator[Edit]:
        ...     return (Edit(at, at + 1, "", "x") for at, c in enumerate(text) if c == " ")
        >>> [edit[:2] for edit in Runs([drop_spaces]).find("雨 停了 ", tuple)]
        [(1, 2), (4, 5)]
        """
        runs = _runs_of(text)
        if not runs or not self.finders:
            return []
        between, dirty = self._between, {}
        for run in set(runs):
            edits = between.get(run)
            if edits is None:
                edits = self._ask(run)
            if edits or run[0] == ".":
                dirty[run] = edits
        # The first and the last run may have nothing beside them.
        if not dirty and not self._ask_at_ends(text, runs[0], runs[-1]):
            return []
        flags = [run in dirty for run in runs]
        flags[0] = flags[-1] = True
        matches = compress(_RUN.finditer(text), flags)
        return list(self._place(text, matches, spans(), dirty))

    def _place(
        self,
        text: str,
        matches: Iterable[re.Match[str]],
        spans: Sequence[Span],
        dirty: Mapping[str, tuple[Edit, ...]],
    ) -> Iterator[Edit]:
        """The edits of each run at its place."""
        number = 0
        for match in matches:
            run, (start, end) = match[0], match.span()
            before, after = _stand_ins(text, start, end)
            plain = before == _HAN == after
            edits = dirty.get(run, ()) if plain else self._ask_beside(before, run, after)
            if not edits:
                continue
            while number < len(spans) and spans[number].end <= start:
                number += 1
            if number < len(spans) and spans[number].start < start and end < spans[number].end:
                continue
            if number < len(spans) and spans[number].start < end:
                here = _inside(spans, number, start - len(before), end + len(after))
                if any(_touches(edit, here, len(before)) for edit in edits):
                    edits = self._ask_outside(before, run, after, here)
            for edit in edits:
                yield Edit(start + edit.start, start + edit.end, edit.new, edit.rule)

    def _ask(self, run: str) -> tuple[Edit, ...]:
        """What there is to change in a run with Han on both sides."""
        edits = self._ask_beside(_HAN, run, _HAN)
        self._between.keep(run, run, edits)
        if not edits and run[0] != "." and len(run) <= _LONGEST and not self._loud.search(run):
            if len(self._calm) > len(self._between):  # which was full, and has forgotten
                self._calm.clear()
            self._calm.add(run)
        return edits

    def _ask_beside(self, before: str, run: str, after: str) -> tuple[Edit, ...]:
        """What there is to change in a run or a line of one, with what stands for its neighbours."""
        key = before, run, after
        edits = self._beside.get(key)
        if edits is not None:
            return edits
        if len(run) > _LONGEST and (lines := _ENDS.split(run))[1:]:
            return tuple(self._ask_lines(before, lines, after))
        edits = self._ask_outside(before, run, after)
        self._beside.keep(key, run, edits)
        return edits

    def _ask_lines(self, before: str, lines: Sequence[str], after: str) -> Iterator[Edit]:
        """A long run line by line: its line ends stand for themselves."""
        at = 0
        for number, line in enumerate(lines):
            if number % 2 == 0 and line:
                first = lines[number - 1][-1] if number else before
                last = lines[number + 1][0] if number + 1 < len(lines) else after
                for edit in self._ask_beside(first, line, last):
                    yield edit._replace(start=at + edit.start, end=at + edit.end)
            at += len(line)

    def _ask_at_ends(self, text: str, first: str, last: str) -> bool:
        """Whether there is something to change in a run that has nothing before or behind it."""
        ends = []
        if text.startswith(first):
            ends.append((0, len(first)))
        if text.endswith(last):
            ends.append((len(text) - len(last), len(text)))
        for start, end in ends:
            before, after = _stand_ins(text, start, end)
            if self._ask_beside(before, text[start:end], after):
                return True
        return False

    def _ask_outside(
        self, before: str, run: str, after: str, spans: Sequence[Span] = ()
    ) -> tuple[Edit, ...]:
        text = before + run + after
        if not self._needs.search(text):
            return ()
        edits, _, _ = follow(text, self.finders, spans)
        by = len(before)
        return tuple(edit._replace(start=edit.start - by, end=edit.end - by) for edit in edits)


@lru_cache(maxsize=1)  # a text that is not known to be calm is looked through again
def _runs_of(text: str) -> tuple[str, ...]:
    if len(text) <= _PIECE:
        return tuple(_RUN.findall(text))
    # A mark by itself takes seventy bytes, and nearly all marks are one of a few: each is kept once.
    known: dict[str, str] = {}
    runs: list[str] = []
    at = 0
    while at < len(text):
        last = _RUN.search(text, at + _PIECE)  # a run that is cut here goes on to its end
        end = last.end() if last else len(text)
        found = _RUN.findall(text, at, end)
        runs += map(known.setdefault, found, found)
        at = end
    return tuple(runs)


def _stand_ins(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands for the characters beside a run."""
    before = _HAN if start else ""
    if start and text[start] == "." and text[start - 1] in _NUMERALS:
        before = _NUMERAL
    return before, _HAN if end < len(text) else ""


def _touches(edit: Edit, spans: Iterable[Span], by: int) -> bool:
    """Whether an edit of a run changes a span. If none does, the finders never knew of the spans."""
    start, end = edit.start + by, edit.end + by
    return any(span.start < end and start < span.end for span in spans)


def _inside(spans: Sequence[Span], number: int, start: int, end: int) -> list[Span]:
    """The spans from this one on that reach into ``[start, end)``, cut to it and counted from it."""
    found = []
    while number < len(spans) and spans[number].start < end:
        low, high, kind = spans[number]
        found.append(Span(max(low, start) - start, min(high, end) - start, kind))
        number += 1
    return found


def follow(
    text: str, finders: Iterable[Finder], spans: Sequence[Span]
) -> tuple[tuple[Edit, ...], str, Sequence[Span]]:
    """Run finders one after the other, each on the result of those before it, outside of *spans*.

    Return the edits as one list, the result, and where the spans stand in it.
    """
    total: tuple[Edit, ...] = ()
    for find in finders:
        made = [*find(text)]
        edits = minimal(text, made) if made else ()
        if edits and spans:
            edits = tuple(outside(edits, spans))
        if edits:
            total = compose(total, edits) if total else edits
            text = apply(text, edits)
            spans = shifted(spans, edits)
    return total, text, spans


def shifted(spans: Sequence[Span], edits: Iterable[Edit]) -> list[Span]:
    """Where *spans* stand after *edits* that leave them alone; both are in order."""
    moved: list[Span] = []
    remaining = iter(edits)
    edit = next(remaining, None)
    by = 0
    for span in spans:
        while edit is not None and edit.end <= span.start:
            by += len(edit.new) - (edit.end - edit.start)
            edit = next(remaining, None)
        moved.append(Span(span.start + by, span.end + by, span.kind))
    return moved
