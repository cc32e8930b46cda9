"""How the tables of cases are written: one call for each case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from postnorm.post import Post
from postnorm.testing.badinputs.case import Asks, Source, Wanted

Given: TypeAlias = Source | Callable[[], Source]
"""What the step gets, or a function without arguments that makes it, for what is long."""


class Draft(NamedTuple):
    """A case that does not know yet which family it is in and which step it is for."""

    name: str
    wrong: str
    asks: Asks
    made_by: Callable[[], Source]
    wanted: Wanted


def change(
    name: str,
    wrong: str,
    given: Given,
    body: str | None = None,
    *,
    has: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    times: Mapping[str, int] | None = None,
    metadata: Mapping[str, object] | None = None,
    absent: tuple[str, ...] = (),
) -> Draft:
    """A case that leaving the input as it is fails; *body* is the exact answer, the others parts of it.

    >>> change("gap", "a gap before a mark", "雨停了 。", "雨停了。").asks
    'change'
    """
    wanted = Wanted(body, has, lacks, times or {}, metadata or {}, absent)
    return Draft(name, wrong, "change", _maker(given), wanted)


def keep(name: str, wrong: str, given: str | Callable[[], str]) -> Draft:
    """A case that looks bad and is not: any change of it fails."""
    maker = given if callable(given) else lambda: given
    return Draft(name, wrong, "keep", maker, Wanted(body=maker()))


def keep_post(name: str, wrong: str, text: str, **metadata: object) -> Draft:
    """A post of which neither the text nor what is known of it may be changed."""
    wanted = Wanted(body=text, metadata=metadata)
    return Draft(name, wrong, "keep", lambda: Post.from_text(text, metadata), wanted)


def survive(
    name: str,
    wrong: str,
    given: Given,
    *,
    has: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    metadata: Mapping[str, object] | None = None,
) -> Draft:
    """A case without a single right answer: it may not raise, hang, or lose the pieces in *has*."""
    wanted = Wanted(None, has, lacks, {}, metadata or {})
    return Draft(name, wrong, "survive", _maker(given), wanted)


def _maker(given: Given) -> Callable[[], Source]:
    return given if callable(given) else lambda: given
