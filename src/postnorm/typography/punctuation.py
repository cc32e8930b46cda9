"""Punctuation as a copy editor would repair it, in one of four styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from postnorm.edits import Edit, apply, compose
from postnorm.rules import rule
from postnorm.spans import Span, find_spans
from postnorm.typography import brackets as _brackets
from postnorm.typography import latin, marks, spaces
from postnorm.typography import quotes as _quotes
from postnorm.typography.catalogue import punctuation_rules
from postnorm.typography.options import Brackets, Dash, Dots, Plan, Quotes, plan
from postnorm.typography.options import Style as Style
from postnorm.typography.runs import NEVER, Finder, Runs, follow, shifted

_Finders = tuple[tuple[Finder, tuple[str, ...]], ...]

_LIMIT: Final[Finder] = marks.limit_rows  # the one that a plan has a number for

# Finders with the fine rules they give. First those that look at whole lines: pairs before width,
# because a mark after a closing quote is Chinese.
_LINES: Final[_Finders] = (
    (_quotes.curl_quotes, ("quote",)),
    (_quotes.turn_quotes, ("quote",)),
    (_quotes.uncorner_quotes, ("curly-quote",)),
    (_brackets.widen_brackets, ("bracket",)),
    (_quotes.corner_quotes, ("corner-quote",)),
)
# Then those that look at one stretch between Han characters: forms before width, because they are
# marks too; spaces last, because they go by the marks that stand then.
_RUNS: Final[_Finders] = (
    (marks.unify_forms, ("form", "full-width-letter")),
    (latin.narrow_marks, ("latin-sentence",)),
    (marks.widen_marks, ("width",)),
    (marks.widen_marks_after_words, ("width",)),
    (marks.write_ellipses, ("ellipsis",)),
    (marks.write_dashes, ("dash",)),
    (marks.write_interpuncts, ("interpunct",)),
    (marks.drop_repeated_pauses, ("repeated",)),
    (marks.lower_ellipses, ("ellipsis-line",)),
    (marks.raise_ellipses, ("ellipsis-midline",)),
    (_LIMIT, ("row",)),
    (marks.order_cries, ("order",)),
    (spaces.close_spaces, ("space-before-mark", "space-after-mark")),
    (spaces.close_spaces_strictly, ("space-beside-mark",)),
)
_LAST: Final[_Finders] = ((_brackets.narrow_brackets, ("half-bracket",)),)
# What each finder cannot do without, as a pattern that is cheap to look for; within one run, for none
# of it has Han in it. One that is not here is always asked.
_WIDE: Final = r"[^\x00-\xff]"  # a Chinese mark, or the Han character beside the run
_MARK: Final = "[，、；：。？！（）【】《》「」『』〈〉〔〕〖〗]"
_SPACED: Final = rf"[ \t\u3000\xa0]{_MARK}|{_MARK}[ \t\u3000\xa0]"
_NEEDS: Final[Mapping[Finder, str]] = {
    _quotes.curl_quotes: '"',
    _quotes.uncorner_quotes: "[」』]",
    _brackets.widen_brackets: r"\(",
    _quotes.corner_quotes: "[”’]",
    _brackets.narrow_brackets: "（",
    marks.unify_forms: "[﹐-﹚｡-､︐-︖︰-﹄０-９Ａ-Ｚａ-ｚ]",
    latin.narrow_marks: "[A-Za-z0-9][，。；：？！]",
    marks.widen_marks: rf"{_WIDE}[,;:!?.]",
    marks.widen_marks_after_words: rf"[A-Za-z0-9%‰℃℉°Ω](?:[,;] {{0,4}}{_WIDE}|[!?](?:[\r\n]|\Z))",
    marks.write_ellipses: r"\.\.\.|。。。|．．．|[…⋯・·]",
    marks.write_dashes: "--|──|⸺",
    marks.write_interpuncts: "[•‧・∙⋅]",
    marks.drop_repeated_pauses: "[，、；：。]{2}",
    marks.lower_ellipses: "⋯⋯",
    marks.raise_ellipses: "……",
    _LIMIT: "[！？]{2}",
    marks.order_cries: "！？",
    spaces.close_spaces: _SPACED,
    spaces.close_spaces_strictly: _SPACED,
}


@rule(repeat=True, catalogue=punctuation_rules)
def normalize_punctuation(
    text: str,
    *,
    style: Style = "minimal",
    quotes: Quotes | None = None,
    brackets: Brackets | None = None,
    ellipsis: Dots | None = None,
    dash: Dash | None = None,
    max_repeat: int | None = None,
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
) -> Iterable[Edit]:
    """Repair the punctuation of Chinese text. Latin text, numbers and protected spans stay.

    Takes and gives Markdown or plain text. The styles:

    - ``minimal`` repairs what is wrong in every norm and has no opinion on glyphs: spaces before
      Chinese marks and after pauses.
    - ``mainland`` follows GB/T 15834-2011: full-width marks after Chinese, “ ”, ……, ——, ·, at most
      three ！; full-width letters and digits become half-width.
    - ``taiwan`` follows 重訂標點符號手冊 (2008): the same with 「 」 and 『 』; ⋯⋯ may stay.
    - ``hongkong`` as ``taiwan``.

    The other options replace one decision of the style: *quotes* (``keep``, ``curly``, ``corner``),
    *brackets* (``keep``, ``full``, ``half``), *ellipsis* (``keep``, ``baseline``, ``midline``), *dash*
    (``keep``, ``double``), *max_repeat* (of ！ and ？ in a row). *only* names the fine rules that are
    on, whatever the style, and *without* those that are off; ``normalize_punctuation.rules()``
    lists them.

    Raises ``ValueError`` for an unknown value or rule.

    >>> normalize_punctuation("1 、雨停了 ，路还湿...")
    '1、雨停了，路还湿...'
    >>> normalize_punctuation('他说"明天"再来,路还湿...', style="taiwan")
    '他说「明天」再来，路还湿……'
    >>> normalize_punctuation("雨停了!!!", only=["punctuation.width"])
    '雨停了！！！'
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


class _Stages(NamedTuple):
    """The finders of one plan, in the order in which they run."""

    lines: tuple[Finder, ...]
    runs: Runs
    last: tuple[Finder, ...]


@lru_cache(maxsize=32)  # one memo for each way to ask, and few ways are asked in one process
def _stages(chosen: Plan) -> _Stages:
    lines, runs, last = (tuple(_chosen(table, chosen)) for table in (_LINES, _RUNS, _LAST))
    return _Stages(
        lines,
        Runs(runs, needs=_needs(_RUNS, chosen), loud=_needs((*_LINES, *_LAST), chosen)),
        last,
    )


def _needs(table: _Finders, chosen: Plan) -> str:
    """What the finders that have a rule in the plan cannot do without."""
    needs = (_NEEDS.get(find) for find, names in table if _on(names, chosen))
    return "|".join(dict.fromkeys(filter(None, needs))) or NEVER


def _on(names: tuple[str, ...], chosen: Plan) -> list[str]:
    return [name for name in names if f"punctuation.{name}" in chosen.rules]


def _chosen(table: _Finders, chosen: Plan) -> Iterator[Finder]:
    """The finders that have a rule in the plan, without the edits of rules that are not in it."""
    for find, names in table:
        on = _on(names, chosen)
        if on and find is _LIMIT:
            yield partial(marks.limit_rows, most=chosen.most)
        elif on:
            yield find if len(on) == len(names) else partial(_only, find, chosen.rules)


def _only(find: Finder, rules: frozenset[str], text: str) -> Iterator[Edit]:
    return (edit for edit in find(text) if edit.rule in rules)


def _find(text: str, chosen: Plan) -> Iterable[Edit]:
    """One finder after the other, each on the result of those before it.

    The same as :func:`_find_plainly`, which a test holds it to.
    """
    lines, runs, last = _stages(chosen)
    if runs.is_calm(text) and not any(any(find(text)) for find in lines if find not in _NEEDS):
        return ()
    total: tuple[Edit, ...] = ()
    for stage in (partial(_follow, lines), runs.find, partial(_follow, last)):
        now = apply(text, total)
        edits = tuple(stage(now, partial(_spans_after, text, total)))
        if edits:
            total = compose(total, edits) if total else edits
    return total


def _spans_after(text: str, edits: tuple[Edit, ...]) -> Sequence[Span]:
    """Where the spans of a text stand after edits: found once, and only when they are asked for."""
    return shifted(find_spans(text), edits) if edits else find_spans(text)


def _follow(
    finders: tuple[Finder, ...], text: str, spans: Callable[[], Sequence[Span]]
) -> tuple[Edit, ...]:
    for number, find in enumerate(finders):
        if any(find(text)):  # most of them have nothing to do in most texts
            return follow(text, finders[number:], spans())[0]
    return ()


def _find_plainly(text: str, chosen: Plan) -> tuple[Edit, ...]:
    """What the rules are: all finders in order, each on all of the text."""
    lines, runs, last = _stages(chosen)
    return follow(text, (*lines, *runs.finders, *last), find_spans(text))[0]
