"""The fine rules of typography: each tells its reason and shows itself, and all can be switched."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import normalize_punctuation, normalize_spacing
from postnorm.rules import FineRule, Rule
from postnorm.tables.reasons import REASONS
from postnorm.typography import options
from support.texts import TEXTS

RULES: Final[list[tuple[Rule[...], FineRule]]] = [
    (rule, fine) for rule in (normalize_punctuation, normalize_spacing) for fine in rule.rules()
]
each_rule = pytest.mark.parametrize(
    ("rule", "fine"), RULES, ids=lambda value: value.id if isinstance(value, FineRule) else ""
)
some_rules = st.lists(st.sampled_from(options.KNOWN), max_size=4)


def test_the_lists_are_complete() -> None:
    """What can be switched is listed, and what has a reason is too."""
    ids = [fine.id for _, fine in RULES]
    assert len(set(ids)) == len(ids)
    assert {name for name in ids if name.startswith("punctuation.")} == set(options.KNOWN)
    assert set(ids) == {name for name in REASONS if name.startswith(("punctuation.", "spacing."))}


@each_rule
def test_a_rule_does_what_its_examples_say(rule: Rule[...], fine: FineRule) -> None:
    """By itself it makes of each example what is written, names itself, and leaves what it should."""
    assert fine.changes
    assert fine.keeps
    for before, after in fine.changes:
        assert rule(before, **fine.options) == after
        assert rule(after, **fine.options) is after
        assert fine.id in {edit.rule for edit in rule.edits(before, **fine.options)}
    for text in fine.keeps:
        assert rule(text, **fine.options) is text


@each_rule
def test_a_rule_tells_its_reason(rule: Rule[...], fine: FineRule) -> None:
    """The reason is that of the ledger."""
    assert fine.reason == REASONS[fine.id]
    assert rule.rules() is rule.rules()


@pytest.mark.parametrize("fine", normalize_punctuation.rules(), ids=lambda fine: fine.id)
@given(text=TEXTS)
def test_what_is_switched_off_does_nothing(fine: FineRule, text: str) -> None:
    """``without`` takes a rule out of every style."""
    for style in ("mainland", "taiwan"):
        edits = normalize_punctuation.edits(text, style=style, without=(fine.id,))
        assert not [edit for edit in edits if fine.id in edit.rule.split("+")]


@given(text=TEXTS, only=some_rules, without=some_rules)
def test_only_what_is_switched_on_does_something(
    text: str, only: list[str], without: list[str]
) -> None:
    """``only`` chooses from all rules, whatever the style, and ``without`` from those."""
    for edit in normalize_punctuation.edits(text, style="taiwan", only=only, without=without):
        assert set(edit.rule.split("+")) <= set(only) - set(without)


def test_a_rule_that_no_style_has_can_be_asked_for() -> None:
    """The default style has no opinion on width, and whoever names the rule has one."""
    assert normalize_punctuation("雨,路") == "雨,路"
    assert normalize_punctuation("雨,路", only=("punctuation.width",)) == "雨，路"
    assert normalize_punctuation("雨 ,路 。", only=()) == "雨 ,路 。"


@pytest.mark.parametrize("option", ["only", "without"])
def test_an_unknown_rule_is_told_with_the_known_ones(option: str) -> None:
    """A misspelt rule would else be a rule that silently does nothing."""
    chosen: Any = {option: ("punctuation.widht",)}
    with pytest.raises(ValueError, match=r"no rule punctuation.widht; the rules are .*width"):
        normalize_punctuation("", **chosen)
    for wrong in ("punctuation.width", 3):
        chosen = {option: wrong}
        with pytest.raises(TypeError, match="is a tuple of rule ids"):
            normalize_punctuation("", **chosen)
