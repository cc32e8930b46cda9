"""Steps and fine rules by their names: what is left of some steps without one, or with few of them only."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias, cast

from postnorm.rules import Rule, Step

AStep: TypeAlias = Callable[[Any], Any]
Steps: TypeAlias = tuple[AStep, ...]


def rule_of(step: object) -> object:
    """Return what a step is found by: its rule, whatever its options."""
    return step.rule if isinstance(step, Step) else step


def name_of(step: object) -> str:
    """Return how a step is called."""
    return str(getattr(step, "__name__", None) or repr(step))


def left_out(steps: Steps, names: Sequence[str]) -> Steps:
    """Return *steps* without those, and without those fine rules of theirs, that are named.

    Raises ``ValueError`` that lists the names, where there is none like one of *names*.
    """
    whole, parts = _found(steps, names)
    return tuple(
        _without(step, ids) if (ids := tuple(parts.get(step, ()))) else step
        for step in steps
        if step not in whole
    )


def chosen(steps: Steps, names: Sequence[str]) -> Steps:
    """Return those of *steps* that are named, and of a step whose fine rules are named only these.

    Raises as :func:`left_out` does.
    """
    whole, parts = _found(steps, names)
    return tuple(_chosen(steps, whole, parts))


def selected(steps: Steps, only: Sequence[str] | None, without: Sequence[str]) -> Steps:
    """Return what both leave of *steps*; a name that one of them has left out may stand in the other."""
    left_out(steps, without)  # an unknown name is told
    if only is not None:
        steps = chosen(steps, only)
    return left_out(steps, [name for name in without if _is_known(steps, name)])


def _is_known(steps: Steps, name: str) -> bool:
    return any(name in names_of(step) or name in _ids_of(step) for step in steps)


def _found(steps: Steps, names: Sequence[str]) -> tuple[list[AStep], dict[AStep, list[str]]]:
    """The steps that are named, and the fine rules that are, by their step."""
    whole: list[AStep] = []
    parts: dict[AStep, list[str]] = {}
    for name in dict.fromkeys(names):
        named = [step for step in steps if name in names_of(step)]
        whole += named
        for step in () if named else _owners(steps, name):
            parts.setdefault(step, []).append(name)
    return whole, parts


def _chosen(steps: Steps, whole: list[AStep], parts: dict[AStep, list[str]]) -> Iterator[AStep]:
    for step in steps:
        if step in whole:
            yield step
        elif step in parts and "only" in _options_of(step):  # also what the style does not have
            yield _using(step, only=tuple(parts[step]))
        elif step in parts:
            yield _without(step, tuple(one for one in _ids_of(step) if one not in parts[step]))


def names_of(step: object) -> tuple[str, ...]:
    """Return what a step may be called: what its fine rules begin with, its name, what it works on.

    >>> from postnorm import strip_promotions
    >>> names_of(strip_promotions)
    ('promotions', 'strip_promotions')
    """
    name = name_of(step)
    rooms = [one.partition(".")[0] for one in _ids_of(step)]
    return tuple(dict.fromkeys((*(rooms or [name.partition("_")[2] or name]), name)))


def _owners(steps: Steps, name: str) -> list[AStep]:
    """The steps that the fine rule *name* belongs to, and can be left out of."""
    owners = [step for step in steps if name in _ids_of(step)]
    if not owners:
        raise ValueError(_about_unknown(steps, name))
    return owners


def _about_unknown(steps: Steps, name: str) -> str:
    room = name.partition(".")[0]
    within = [step for step in steps if room in names_of(step)]
    if "." in name and within:
        ids = [one for step in within for one in _ids_of(step)]
        near = get_close_matches(name, ids, n=3) or ids[:20]
        if near:
            return f"no rule {name}; did you mean {', '.join(near)}?"
        return f"{name} cannot be named alone; name {room}"
    known = [names_of(step)[0] for step in steps]
    return f"no step or rule {name}; the steps are {', '.join(known) or 'none'}"


def _ids_of(step: object) -> tuple[str, ...]:
    """The fine rules of a step that can be switched."""
    if "without" not in _options_of(step):
        return ()
    return tuple(fine.id for fine in cast("Rule[...]", rule_of(step)).rules())


def _options_of(step: object) -> frozenset[str]:
    rule = cast("Rule[...]", rule_of(step))
    return frozenset(inspect.signature(rule).parameters) if hasattr(rule, "rules") else frozenset()


def _without(step: AStep, ids: tuple[str, ...]) -> AStep:
    before = dict(step.options).get("without", ()) if isinstance(step, Step) else ()
    return _using(step, without=tuple(dict.fromkeys((*cast("tuple[str, ...]", before), *ids))))


def _using(step: AStep, **more: object) -> AStep:
    options = dict(step.options) if isinstance(step, Step) else {}
    return cast("Rule[...]", rule_of(step)).using(**{**options, **more})
