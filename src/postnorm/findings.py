"""What a finder finds: once, or until there is nothing left to find."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from postnorm import edits as _edits
from postnorm.edits import Edit, OffsetMap
from postnorm.records import Notice, with_frozen_detail


class Settled:
    """What a finder gives behind its edits when it knows that it would find nothing in their result.

    A rule that repeats its finder need not run it once more then. Nobody else sees it.
    """


SETTLED: Final = Settled()

Finding: TypeAlias = Edit | Notice
Finder: TypeAlias = Callable[..., Iterable[Finding | Settled]]


def checked_rules(option: str, rules: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return the ids of fine rules that *option* was given, all of them *known*.

    Raises ``ValueError`` for an id that is not, ``TypeError`` for what is no list of ids.
    """
    if isinstance(rules, str) or not isinstance(rules, Iterable):
        raise TypeError(f"{option} is a tuple of rule ids, not {rules!r}")
    rules = tuple(rules)
    if unknown := [rule for rule in rules if rule not in known]:
        raise ValueError(
            f"{option}: no rule {', '.join(map(str, unknown))}; the rules are {', '.join(known)}"
        )
    return rules


def left_in(found: Iterable[Edit], without: Collection[str]) -> Iterator[Edit]:
    """Give the edits of rules that are not in *without*; an edit of several rules goes with any of them."""
    for edit in found:
        if edit.rule not in without and not (
            "+" in edit.rule and any(name in without for name in edit.rule.split("+"))
        ):
            yield edit


@dataclasses.dataclass(frozen=True, slots=True)
class Findings:
    """Edits in order, disjoint and minimal, and notices.

    A finder that knows its edits to be so, and gives them no detail, may return this: nothing is
    checked again.
    """

    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()
    settled: bool = False

    def __iter__(self) -> Iterator[Finding]:
        yield from self.edits
        yield from self.notices


def find_once(finder: Finder, text: str, options: Mapping[str, object]) -> Findings:
    """Run a finder once; its edits may be in any order and wider than needed.

    Raises :class:`postnorm.EditError` when they overlap or leave the text.
    """
    found = finder(text, **options)
    if isinstance(found, Findings):
        notices = tuple(map(with_frozen_detail, found.notices))
        return Findings(found.edits, notices, found.settled)
    edits: list[Edit] = []
    told: list[Notice] = []
    settled = False
    for one in found:
        if isinstance(one, Edit):
            edits.append(with_frozen_detail(one))
        elif isinstance(one, Settled):
            settled = True
        else:
            told.append(with_frozen_detail(one))
    if not edits:
        return Findings(notices=tuple(told))
    done = _edits.minimal(text, edits)
    _edits.check(text, done)
    return Findings(done, tuple(told), settled)


# A pass that makes the text shorter brings the end nearer, so content alone cannot use this up;
# the bound on all other passes is for a rule that undoes its own work. That is a bug of the rule, but
# the text is not to blame: it gets what was done, and a notice.
_MOST_PASSES = 50


def find_repeatedly(finder: Finder, text: str, options: Mapping[str, object]) -> Findings:
    """Run the finder on its own result to the end, and give everything as against *text*."""
    found = find_once(finder, text, options)
    if not found.edits or found.settled:  # most are, and a map costs more than most finders
        return found
    edits, notices = found.edits, dict.fromkeys(found.notices)
    now, patience = text, _MOST_PASSES
    places, unplaced = OffsetMap(), list[tuple[Edit, ...]]()  # mapped only when somebody asks
    while found.edits:
        before, now = now, _edits.apply(now, found.edits)
        unplaced.append(found.edits)
        patience -= len(now) >= len(before)
        if not patience:
            message = (
                f"{finder.__name__} was still changing its own result after {_MOST_PASSES} passes"
            )
            notices.setdefault(Notice("rules.unsettled", message))
            edits = ()
            break
        found = find_once(finder, now, options)
        if found.edits or found.notices:
            for done in unplaced:
                places = places.then(done)
            unplaced.clear()
        for notice in found.notices:
            span = notice.span and places.source(*notice.span)
            notices.setdefault(notice._replace(span=span))
        if found.edits:  # a second pass: the first one's edits are not all
            edits = ()
    for done in unplaced if not edits else ():
        places = places.then(done)
    joined = map(with_frozen_detail, places.edits())  # joining makes new details
    return Findings(edits or _edits.minimal(text, joined), tuple(notices))
