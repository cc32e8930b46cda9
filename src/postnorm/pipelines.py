"""Steps in a row: a pipeline is a step itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeAlias, overload

from postnorm.post import Post
from postnorm.rules import Rule, Step
from postnorm.selection import chosen, left_out, name_of, rule_of
from postnorm.values import kind_of

AnyStep: TypeAlias = "Rule[...] | Step | Pipeline | Callable[[Post], Post]"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Pipeline:
    """Steps that run one after the other; made by :func:`pipeline`."""

    steps: tuple[Callable[[Any], Any], ...]

    @overload
    def __call__(self, subject: str, /) -> str: ...
    @overload
    def __call__(self, subject: Post, /) -> Post: ...
    @overload
    def __call__(self, subject: str | Post, /) -> str | Post: ...
    def __call__(self, subject: str | Post, /) -> str | Post:
        """Run all steps. On a ``str`` every step must be a rule.

        What a step raises goes through as it is, with a note of the step and the post.
        """
        for step in self.steps:
            try:
                subject = step(subject)
            except Exception as error:
                error.add_note(f"in step {name_of(step)} of the pipeline, on {_label_of(subject)}")
                raise
        return subject

    def without(self, step: AnyStep | str) -> Pipeline:
        """Return the pipeline without *step*, found by its rule whatever its options.

        A name may stand for it, ``"strip_promotions"`` or ``"promotions"``, and the id of a fine rule,
        ``"promotions.tip-jar"``, for that rule alone. Raises ``ValueError`` when it is not there.
        """
        if isinstance(step, str):
            return Pipeline(left_out(self.steps, [step]))
        self._place_of(step)
        return Pipeline(tuple(own for own in self.steps if rule_of(own) != rule_of(step)))

    def only(self, *names: str) -> Pipeline:
        """Return the pipeline of the steps, and within a step the fine rules, that are named.

        The names are those of :meth:`without`. Raises ``ValueError`` for one that is not there.
        """
        return Pipeline(chosen(self.steps, names))

    def before(self, step: AnyStep, new: AnyStep) -> Pipeline:
        """Return the pipeline with *new* put in before *step*."""
        at = self._place_of(step)
        return pipeline(*self.steps[:at], new, *self.steps[at:])

    def after(self, step: AnyStep, new: AnyStep) -> Pipeline:
        """Return the pipeline with *new* put in after *step*."""
        at = self._place_of(step) + 1
        return pipeline(*self.steps[:at], new, *self.steps[at:])

    def _place_of(self, step: AnyStep) -> int:
        wanted = rule_of(step)
        for number, own in enumerate(self.steps):
            if rule_of(own) == wanted:
                return number
        has = ", ".join(map(name_of, self.steps)) or "no steps"
        raise ValueError(f"{name_of(step)} is not a step of this pipeline; it has {has}")

    def __repr__(self) -> str:
        return f"pipeline({', '.join(repr(s) if isinstance(s, Step) else name_of(s) for s in self.steps)})"


def pipeline(*steps: AnyStep) -> Pipeline:
    """Return the step that runs *steps* in order; pipelines among them are laid flat.

    A step takes a :class:`Post` and gives one: a rule, ``rule.using(...)``, or any function of
    that type. A pipeline is callable, comparable, and picklable when its steps are.

    >>> from postnorm import normalize_punctuation, normalize_whitespace
    >>> tidy = pipeline(normalize_whitespace, normalize_punctuation.using(style="mainland"))
    >>> tidy
    pipeline(normalize_whitespace, normalize_punctuation.using(style='mainland'))
    >>> tidy.without(normalize_punctuation)
    pipeline(normalize_whitespace)
    """
    flat: list[Callable[[Any], Any]] = []
    for step in steps:
        if isinstance(step, Pipeline):
            flat += step.steps
        elif callable(step):
            flat.append(step)
        else:
            raise TypeError(
                f"a step is a rule, rule.using(...) or a function of a Post, not {kind_of(step)}"
            )
    return Pipeline(tuple(flat))


def _label_of(subject: object) -> str:
    if isinstance(subject, Post):
        return f"the post {subject.title or subject.body[:20]!r}"
    return f"{subject!r:.40}"
