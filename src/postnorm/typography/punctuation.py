"""Punctuation as a copy editor would repair it, in one of four styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal, get_args

from postnorm.edits import Edit, apply, compose, minimal
from postnorm.rules import rule
from postnorm.spans import find_spans, outside
from postnorm.typography import marks, quotes, spaces

Style = Literal["minimal", "mainland", "taiwan", "hongkong"]
_Finder = Callable[[str], Iterable[Edit]]

# In this order: forms before width, because they are marks too; quotes before width, because a mark
# after a closing quote is Chinese; spaces last, because they go by the marks that stand then.
_ANY_STYLE: Final[tuple[_Finder, ...]] = (spaces.close_spaces,)
_COMMON: Final[tuple[_Finder, ...]] = (
    marks.unify_forms,
    quotes.curl_quotes,
    marks.widen_brackets,
    marks.widen_marks,
    marks.write_ellipses,
    marks.write_dashes,
    marks.write_interpuncts,
    marks.drop_repeated_pauses,
)
_STYLES: Final[Mapping[str, tuple[_Finder, ...]]] = {
    "minimal": _ANY_STYLE,
    "mainland": (
        *_COMMON,
        marks.lower_ellipses,
        marks.limit_exclamations,
        *_ANY_STYLE,
        spaces.close_spaces_strictly,
    ),
    "taiwan": (*_COMMON, quotes.corner_quotes, *_ANY_STYLE, spaces.close_spaces_strictly),
    "hongkong": (*_COMMON, quotes.corner_quotes, *_ANY_STYLE, spaces.close_spaces_strictly),
}


@rule(repeat=True)
def normalize_punctuation(text: str, *, style: Style = "minimal") -> Iterator[Edit]:
    """Repair the punctuation of Chinese text. Latin text, numbers and protected spans stay.

    Takes and gives Markdown or plain text. The styles:

    - ``minimal`` repairs what is wrong in every norm and has no opinion on glyphs: spaces before
      Chinese marks and after pauses.
    - ``mainland`` follows GB/T 15834-2011: full-width marks after Chinese, “ ”, ……, ——, ·, at most
      three ！; full-width letters and digits become half-width.
    - ``taiwan`` follows 重訂標點符號手冊 (2008): the same with 「 」 and 『 』; ⋯⋯ may stay.
    - ``hongkong`` as ``taiwan``.

    Raises ``ValueError`` for an unknown style.

    >>> normalize_punctuation("1 、雨停了 ，路还湿...")
    '1、雨停了，路还湿...'
    >>> normalize_punctuation('他说"明天"再来,路还湿...', style="taiwan")
    '他说「明天」再来，路还湿……'
    """
    if style not in get_args(Style):
        raise ValueError(f"style is one of {', '.join(get_args(Style))}, not {style!r}")
    return _find(text, _STYLES[style])


def _find(text: str, finders: Iterable[_Finder]) -> Iterator[Edit]:
    """One finder after the other, each on the result of those before it."""
    total: tuple[Edit, ...] = ()
    now = text
    for find in finders:
        edits = minimal(now, find(now))
        edits = tuple(outside(edits, find_spans(now))) if edits else ()
        if edits:
            total = compose(total, edits) if total else edits
            now = apply(now, edits)
    return iter(total)
