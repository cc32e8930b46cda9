"""What the options of normalize_punctuation mean: which fine rules are on, and how many marks a row may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal, NamedTuple, TypeVar, get_args

from postnorm.findings import checked_rules

Style = Literal["minimal", "mainland", "taiwan", "hongkong"]
Quotes = Literal["keep", "curly", "corner"]
Brackets = Literal["keep", "full", "half"]
Dots = Literal["keep", "baseline", "midline"]
Dash = Literal["keep", "double"]

_ANY: Final = ("space-before-mark", "space-after-mark")
_NAMED: Final = (
    *_ANY,
    *("space-beside-mark", "form", "full-width-letter", "width", "latin-sentence", "bracket"),
    *("ellipsis", "dash", "interpunct", "quote", "repeated"),
)
_STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    "minimal": _ANY,
    "mainland": (*_NAMED, "ellipsis-line", "row", "order"),
    "taiwan": (*_NAMED, "corner-quote"),
    "hongkong": (*_NAMED, "corner-quote"),
}
# What an option switches on; whatever else belongs to it is off then.
_FORMS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "quotes": {"keep": (), "curly": ("quote", "curly-quote"), "corner": ("quote", "corner-quote")},
    "brackets": {"keep": (), "full": ("bracket",), "half": ("half-bracket",)},
    "ellipsis": {
        "keep": (),
        "baseline": ("ellipsis", "ellipsis-line"),
        "midline": ("ellipsis", "ellipsis-midline"),
    },
    "dash": {"keep": (), "double": ("dash",)},
}
_ROOM: Final = "punctuation."
KNOWN: Final = tuple(
    dict.fromkeys(
        _ROOM + name
        for names in (*_STYLES.values(), *(n for form in _FORMS.values() for n in form.values()))
        for name in names
    )
)
_MOST: Final = 3  # GB/T 15834-2011, 4.2.3.3 and 4.3.3.3


class Plan(NamedTuple):
    """The options in the form that finders ask for. Equal plans give equal answers."""

    rules: frozenset[str]
    """The fine rules that are on."""
    most: int
    """How many ！ and ？ may stand in a row."""


def plan(
    style: Style,
    *,
    quotes: Quotes | None = None,
    brackets: Brackets | None = None,
    ellipsis: Dots | None = None,
    dash: Dash | None = None,
    max_repeat: int | None = None,
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
) -> Plan:
    """Check the options, and say what they come to.

    Raises ``ValueError`` for an unknown value or rule, ``TypeError`` for what is neither.

    >>> sorted(plan("minimal", dash="double", without=["punctuation.space-after-mark"]).rules)
    ['punctuation.dash', 'punctuation.space-before-mark']
    """
    if (quotes, brackets, ellipsis, dash, max_repeat, only, without) == _NOTHING_ASKED:
        return _style_alone(_one_of("style", style, get_args(Style)))
    rules = set(_STYLES[_one_of("style", style, get_args(Style))])
    chosen = {"quotes": quotes, "brackets": brackets, "ellipsis": ellipsis, "dash": dash}
    for option, form in chosen.items():
        forms = _FORMS[option]
        if form is not None:
            _one_of(option, form, (None, *forms))
            rules.difference_update(*forms.values())
            rules.update(forms[form])
    if max_repeat is not None:
        _check_count("max_repeat", max_repeat)
        rules.add("row")
    on = {_ROOM + name for name in rules}
    if only is not None:
        on = set(checked_rules("only", only, KNOWN))
    return Plan(
        frozenset(on.difference(checked_rules("without", without, KNOWN))), max_repeat or _MOST
    )


_NOTHING_ASKED: Final = (None, None, None, None, None, None, ())


@cache
def _style_alone(style: Style) -> Plan:
    return Plan(frozenset(_ROOM + name for name in _STYLES[style]), _MOST)


_T = TypeVar("_T")


def _one_of(option: str, value: _T, known: Iterable[object]) -> _T:
    known = tuple(known)
    if not any(value == one and type(value) is type(one) for one in known):
        raise ValueError(f"{option} is one of {', '.join(map(str, known))}, not {value!r}")
    return value


def _check_count(option: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{option} is a number or None, not {value!r}")
    if value < 1:
        raise ValueError(f"{option} is 1 or more, or None, not {value!r}")
