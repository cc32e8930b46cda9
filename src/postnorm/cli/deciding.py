"""Decisions of a person: read for the commands that take them, and told where they met nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

import postnorm
from postnorm import Decision, Post
from postnorm.cli.common import DONE, complain
from postnorm.cli.describing import difference
from postnorm.cli.language import say


def decisions_of(options: argparse.Namespace) -> tuple[Decision, ...]:
    """Read the decisions that were named. Raises ``ValueError`` that names what is wrong."""
    if options.decisions is None:
        return ()
    try:
        return postnorm.load_decisions(options.decisions)
    except OSError as error:
        raise ValueError(f"{options.decisions}: {say(error.strerror or str(error))}") from error


class Met:
    """Which decisions met a change of a post."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._decisions = tuple(decisions)
        self._met = set[Decision]()

    def note(self, post: Post) -> None:
        """Remember those that the notices of a clean post tell."""
        if self._decisions:
            self._met.update(_met(post, self._decisions))

    def complain_of_others(self) -> int:
        """Tell each that met nothing, and return the status."""
        status = DONE
        for one in self._decisions:
            if one not in self._met:
                changed = difference(one.removed, one.new)
                told = say(
                    "{name}: the decision on {changed} by {rule} meets no change",
                    name=one.name or "-",
                    changed=changed,
                    rule=one.rule,
                )
                status = complain(told)
        return status


def _met(post: Post, decisions: Iterable[Decision]) -> Iterator[Decision]:
    told = {
        (n.detail["step"], n.detail["rule"], n.span, n.detail["removed"], n.detail["new"])
        for n in post.notices
        if n.rule == "decisions.kept" and n.detail is not None
    }
    own = Decision.digest(post.source) if told else ""
    return (one for one in decisions if one.source == own and one[1:6] in told)
