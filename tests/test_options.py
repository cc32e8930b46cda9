"""The options of normalize_punctuation: each replaces one decision of the style, and they combine."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import normalize_punctuation
from postnorm.typography.options import KNOWN, plan
from support.texts import TEXTS

TEXT: Final = '他说"明天"和「后天」(乙),雨...停--走⋯⋯好！！！！'

ANY_OPTIONS: Final = st.fixed_dictionaries(
    {},
    optional={
        "style": st.sampled_from(["minimal", "mainland", "taiwan"]),
        "quotes": st.sampled_from([None, "keep", "curly", "corner"]),
        "brackets": st.sampled_from([None, "keep", "full", "half"]),
        "ellipsis": st.sampled_from([None, "keep", "baseline", "midline"]),
        "dash": st.sampled_from([None, "keep", "double"]),
        "max_repeat": st.sampled_from([None, 1, 2, 5]),
        "without": st.lists(st.sampled_from(KNOWN), max_size=2).map(tuple),
    },
)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, "他说“明天”和「后天」（乙），雨……停——走……好！！！"),
        ({"quotes": "keep"}, '他说"明天"和「后天」（乙），雨……停——走……好！！！'),
        ({"quotes": "curly"}, "他说“明天”和“后天”（乙），雨……停——走……好！！！"),
        ({"quotes": "corner"}, "他说「明天」和「后天」（乙），雨……停——走……好！！！"),
        ({"brackets": "keep"}, "他说“明天”和「后天」(乙),雨……停——走……好！！！"),
        ({"ellipsis": "keep"}, "他说“明天”和「后天」（乙），雨...停——走⋯⋯好！！！"),
        ({"ellipsis": "midline"}, "他说“明天”和「后天」（乙），雨⋯⋯停——走⋯⋯好！！！"),
        ({"dash": "keep"}, "他说“明天”和「后天」（乙），雨……停--走……好！！！"),
        ({"max_repeat": 1}, "他说“明天”和「后天」（乙），雨……停——走……好！"),
        ({"max_repeat": 9}, "他说“明天”和「后天」（乙），雨……停——走……好！！！！"),
    ],
    ids=repr,
)
def test_an_option_replaces_one_decision_of_the_style(options: dict[str, Any], wanted: str) -> None:
    """All else stays as the mainland has it."""
    assert normalize_punctuation(TEXT, style="mainland", **options) == wanted


def test_an_option_is_all_that_is_added_to_minimal() -> None:
    """The default style with one decision made is that decision, and no other opinion."""
    assert normalize_punctuation(TEXT, dash="double") == TEXT.replace("--", "——")
    assert normalize_punctuation(TEXT, max_repeat=2) == TEXT.replace("！！！！", "！！")
    assert normalize_punctuation("好（甲）的，", brackets="half") == "好 (甲) 的，"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("key（甲 or 乙）", "key (甲 or 乙)"),
        ("雨（停），走", "雨 (停)，走"),
        ("（（甲）乙）", "((甲) 乙)"),
        ("[甲]（乙）", "[甲] (乙)"),
        ("见[甲](a.html)（乙）", "见[甲](a.html) (乙)"),
        ("`a`（乙）**丙**", "`a` (乙) **丙**"),
        ("（甲\n乙）", "（甲\n乙）"),
        ("水（）甲）（", "水（）甲）（"),
        ("水(甲)", "水(甲)"),
    ],
)
def test_half_width_brackets_bring_their_room(text: str, wanted: str) -> None:
    """A word beside them gets a space, a mark does not, and nothing becomes a link."""
    assert normalize_punctuation(text, brackets="half") == wanted


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("停！！", 1, "停！"),
        ("停？！", 1, "停？！"),
        ("停！？", 1, "停！？"),
        ("停？？！！", 1, "停？！"),
        ("停！？！？", 1, "停？！"),
        ("停？？！！", 2, "停？！"),
        ("停？？？！", 3, "停？？！"),
        ("停！！！？", 3, "停！！？"),
        ("停！！！", 3, "停！！！"),
    ],
)
def test_a_row_keeps_both_kinds(text: str, most: int, wanted: str) -> None:
    """A question that is cried stays a question."""
    assert normalize_punctuation(text, max_repeat=most) == wanted


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("quotes", value) for value in ("Curly", "", 3, ["keep"])),
        *(("brackets", value) for value in ("wide", True)),
        *(("ellipsis", value) for value in ("……", 0)),
        *(("dash", value) for value in ("—", False)),
    ],
    ids=repr,
)
def test_an_unknown_value_is_told_with_the_known_ones(option: str, value: object) -> None:
    """Checked when called, and when bound."""
    chosen: Any = {option: value}
    with pytest.raises(ValueError, match=f"{option} is one of None, keep, "):
        normalize_punctuation("", **chosen)
    with pytest.raises(ValueError, match=f"{option} is one of None, keep, "):
        normalize_punctuation.using(**chosen)


@pytest.mark.parametrize(("value", "error"), [(0, ValueError), (-1, ValueError), (True, TypeError)])
def test_a_row_has_one_mark_at_least(value: int, error: type[Exception]) -> None:
    """0 would delete what was said, and True is no number."""
    with pytest.raises(error, match="max_repeat is"):
        normalize_punctuation("", max_repeat=value)
    with pytest.raises(TypeError, match="max_repeat is a number or None"):
        plan("minimal", max_repeat="3")  # type: ignore[arg-type]


def test_equal_options_are_one_plan() -> None:
    """What the memo is kept by does not depend on how it was asked for."""
    assert plan("minimal", dash=None) == plan("minimal") == plan("minimal", without=[])
    assert plan("mainland", quotes="corner").rules == plan("mainland", quotes="corner").rules
    assert plan("minimal", only=["punctuation.dash"]) == plan("taiwan", only=("punctuation.dash",))


@given(text=TEXTS, options=ANY_OPTIONS)
def test_options_combine_to_a_normal_form(text: str, options: dict[str, Any]) -> None:
    """Whatever is chosen, a second run has nothing to do, and the rules settle."""
    made = normalize_punctuation(text, **options)
    assert normalize_punctuation(made, **options) is made
    found = normalize_punctuation.findings(text, **options)
    assert "rules.unsettled" not in {one.rule for one in found}
