"""Punctuation as a copy editor would repair it, in one of four styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Final

from postnorm.edits import Edit, apply, compose, minimal
from postnorm.rules import rule
from postnorm.spans import find_spans, outside
from postnorm.typography import brackets as _brackets
from postnorm.typography import latin, marks, quotes as _quotes, spaces
from postnorm.typography.options import Brackets, Dash, Ellipsis, Plan, Quotes, Style, plan

_Finder = Callable[[str], Iterable[Edit]]

# In this order: forms before width, because they are marks too; quotes before width, because a mark
# after a closing quote is Chinese; spaces last, because they go by the marks that stand then.
_FINDERS: Final[tuple[tuple[_Finder, tuple[str, ...]], ...]] = (
    (marks.unify_forms, ("form", "full-width-letter")),
    (latin.narrow_marks, ("latin-sentence",)),
    (_quotes.curl_quotes, ("quote",)),
    (_quotes.uncorner_quotes, ("curly-quote",)),
    (_brackets.widen_brackets, ("bracket",)),
    (marks.widen_marks, ("width",)),
    (marks.widen_marks_after_words, ("width",)),
    (marks.write_ellipses, ("ellipsis",)),
    (marks.write_dashes, ("dash",)),
    (marks.write_interpuncts, ("interpunct",)),
    (marks.drop_repeated_pauses, ("repeated",)),
    (marks.lower_ellipses, ("ellipsis-line",)),
    (marks.raise_ellipses, ("ellipsis-midline",)),
    (marks.limit_rows, ("row",)),
    (marks.order_cries, ("order",)),
    (_quotes.corner_quotes, ("corner-quote",)),
    (spaces.close_spaces, ("space-before-mark", "space-after-mark")),
    (spaces.close_spaces_strictly, ("space-beside-mark",)),
    (_brackets.narrow_brackets, ("half-bracket",)),
)


@rule(repeat=True)
def normalize_punctuation(
    text: str,
    *,
    style: Style = "minimal",
    quotes: Quotes | None = None,
    brackets: Brackets | None = None,
    ellipsis: Ellipsis | None = None,
    dash: Dash | None = None,
    max_repeat: int | None = None,
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
) -> Iterator[Edit]:
    """Repair the punctuation of Chinese text. Latin text, numbers and protected spans stay.
    """
    chosen = plan(
        style,
        quotes=quotes,
        brackets=brackets,
        ellipsis=ellipsis,
        dash=dash,
        max_repeat=max_repeat,
        only=only,
        without=without,
    )
    return _find(text, chosen)


@lru_cache(maxsize=64)
def _finders(chosen: Plan) -> tuple[_Finder, ...]:
    made: list[_Finder] = []
    for find, names in _FINDERS:
        on = [name for name in names if f"punctuation.{name}" in chosen.rules]
        if find is marks.limit_rows:
            find = partial(marks.limit_rows, most=chosen.most)
        if on:
            made.append(find if len(on)==len(names) else find)
    return tuple(made)


def _find(text: str, chosen: Plan) -> Iterator[Edit]:
    """One finder after the other, each on the result of those before it."""
    total: tuple[Edit, ...] = ()
    now = text
    for find in _finders(chosen):
        edits = minimal(now, [e for e in find(now) if e.rule in chosen.rules])
        edits = tuple(outside(edits, find_spans(now))) if edits else ()
        if edits:
            total = compose(total, edits) if total else edits
            now = apply(now, edits)
    return iter(total)
