"""The catalogue of bad inputs, by family, and how a step is tried on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

import postnorm
from postnorm.pipelines import Pipeline
from postnorm.rules import Step
from postnorm.testing.badinputs import (
    bylines,
    characters,
    decoding,
    headers,
    html,
    metadata,
    promotions,
    punctuation,
    repeats,
    scripts,
    spacing,
    whitespace,
    whole,
)
from postnorm.testing.badinputs.case import AnyCall, BadInput
from postnorm.testing.badinputs.drafts import Draft
from postnorm.values import kind_of


class Family(NamedTuple):
    """Cases of one kind, and the step of postnorm that they are for."""

    step: str
    """Its public name."""
    cases: tuple[Draft, ...]
    options: Mapping[str, object] = MappingProxyType({})


FAMILIES: Final[Mapping[str, Family]] = {
    "decoding": Family("decode", decoding.CASES),
    "headers": Family("parse", headers.CASES),
    "html": Family("parse_html", html.CASES),
    "mojibake": Family("repair_mojibake", characters.MOJIBAKE),
    "characters": Family("repair_characters", characters.CHARACTERS),
    "repeats": Family("deduplicate_body", repeats.CASES),
    "credits": Family("extract_credits", bylines.CASES),
    "promotions": Family("strip_promotions", promotions.CASES),
    "whitespace": Family("normalize_whitespace", whitespace.CASES),
    "punctuation": Family("normalize_punctuation", punctuation.MINIMAL),
    "mainland": Family("normalize_punctuation", punctuation.MAINLAND, {"style": "mainland"}),
    "taiwan": Family("normalize_punctuation", punctuation.TAIWAN, {"style": "taiwan"}),
    "spacing": Family("normalize_spacing", spacing.CASES, {"cjk_latin": "insert"}),
    "to-hans": Family("convert_script", scripts.TO_HANS, {"to": "hans"}),
    "to-hant": Family("convert_script", scripts.TO_HANT, {"to": "hant"}),
    "metadata": Family("normalize_metadata", metadata.CASES),
    "pipeline": Family("clean", whole.CASES),
}
"""By name, in the order in which ``clean`` runs the steps."""


def bad_inputs(
    step: AnyCall | str | None = None, *, family: str | Iterable[str] | None = None
) -> tuple[BadInput, ...]:
    """Return the bad inputs for *step*, each with an id, what is wrong with it, and a check.

    *step* is a step of postnorm (the cases of its families), a step of your own (all cases, or
    those of the *family* or families that you name), or the name of a family or of a public
    function. Without it all cases come, each for postnorm's own step. What a step gets is text,
    bytes or a :class:`postnorm.Post`, by family; what it gives is text, or has a ``body``.

    Raises ``ValueError`` for a family that does not exist, naming those that do.

    >>> import postnorm
    >>> [case.id for case in bad_inputs(postnorm.normalize_whitespace)][:2]
    ['whitespace.windows', 'whitespace.old-mac']
    >>> case = bad_inputs(str.strip, family="whitespace")[0]
    >>> case.wrong, case.asks, case.complaints()[0][:10]
    ('line ends of Windows', 'change', "gives '雨停了")
    >>> case.check(postnorm.normalize_whitespace)
    """
    if step is not None and not isinstance(step, str) and not callable(step):
        raise TypeError(f"bad_inputs takes a step or the name of a family, not {kind_of(step)}")
    named = step if isinstance(step, str) else None
    call = step if callable(step) else None
    names = _named(family if family is not None else named)
    if names is None:
        names = _families_of(call)
    return tuple(
        BadInput(
            name, one.name, one.wrong, one.asks, one.wanted, one.made_by, call or reference(name)
        )
        for name in names
        for one in FAMILIES[name].cases
    )


def assert_withstands(step: AnyCall, *, family: str | Iterable[str] | None = None) -> None:
    """Try *step* on the bad inputs that :func:`bad_inputs` gives for it.

    Raises ``AssertionError`` that lists every case that fails, and what is wrong with the answer.

    >>> from postnorm import normalize_punctuation
    >>> assert_withstands(normalize_punctuation.using(style="taiwan"))
    """
    cases = bad_inputs(step, family=family)
    broken = [(case, complaints) for case in cases if (complaints := case.complaints())]
    if broken:
        lines = [f"{case.id} ({case.wrong}): {told}" for case, all_ in broken for told in all_]
        raise AssertionError(f"{len(broken)} of {len(cases)} bad inputs\n" + "\n".join(lines))


@cache
def reference(family: str) -> AnyCall:
    """Return postnorm's own step for a family.

    >>> reference("mainland")
    normalize_punctuation.using(style='mainland')
    """
    step, _, options = FAMILIES[family]
    call: Any = getattr(postnorm, step)
    return cast("Callable[[Any], object]", call.using(**options) if options else call)


def _named(family: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if family is None:
        return None
    names = (family,) if isinstance(family, str) else tuple(family)
    known = {name: (name,) for name in FAMILIES}
    for name, (step, *_) in FAMILIES.items():
        known[step] = tuple(dict.fromkeys((*known.get(step, ()), name)))
    for name in names:
        if name not in known:
            raise ValueError(f"no family of bad inputs is {name!r}; there are {', '.join(known)}")
    return tuple(one for name in names for one in known[name])


def _families_of(step: AnyCall | None) -> tuple[str, ...]:
    """Those of a step of postnorm; all of them for a step that we do not know."""
    if step is None or isinstance(step, Pipeline):
        return tuple(FAMILIES)
    plain = step.rule if isinstance(step, Step) and not step.options else step
    return tuple(name for name in FAMILIES if reference(name) == plain) or tuple(FAMILIES)
