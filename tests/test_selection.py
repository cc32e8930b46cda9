"""Steps and fine rules by name: what is left of ``clean`` without some of it."""

from __future__ import annotations

import pickle
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import (
    Post,
    clean,
    deduplicate_body,
    normalize_punctuation,
    normalize_whitespace,
    pipeline,
    repair_characters,
    repair_mojibake,
    strip_promotions,
)
from postnorm.presets import body_steps
from postnorm.rules import FineRule, Rule
from postnorm.tables import rule_examples
from postnorm.tables.reasons import REASONS
from support.texts import TEXTS

WITH_RULES: Final[list[Rule[...]]] = [
    repair_mojibake,
    repair_characters,
    deduplicate_body,
    strip_promotions,
    normalize_whitespace,
]
LISTED: Final = [(rule, fine) for rule in WITH_RULES for fine in rule.rules()]
STEPS: Final = [
    "mojibake",
    "characters",
    "repeats",
    "credits",
    "promotions",
    "whitespace",
    "punctuation",
    "metadata",
]
SWITCHES: Final = [fine.id for _, fine in LISTED] + [r.id for r in normalize_punctuation.rules()]
POST: Final = (
    "---\ntitle: 雨后\n---\n文／小满\n\n1 、雨停\x07了 。 \n\n路还湿，我们沿着河走。\n\n"
    "欢迎关注我们的微信公众号：河边夜话\n\n原創文章，未經授權禁止轉載\n"
)


@pytest.mark.parametrize(
    ("rule", "fine"), LISTED, ids=lambda one: one.id if isinstance(one, FineRule) else ""
)
def test_a_rule_does_what_its_examples_say(rule: Rule[...], fine: FineRule) -> None:
    """Each example becomes what is written, and what looks like it stays; the reason is the ledger's."""
    assert fine.reason == REASONS[fine.id]
    assert fine.changes or fine.id == "promotions.learned"
    for before, after in fine.changes:
        assert rule(before, **fine.options) == after
        if not fine.id.startswith("promotions."):  # another kind may know the same words first
            assert fine.id in {edit.rule for edit in rule.edits(before, **fine.options)}
    for text in fine.keeps:
        assert rule(text, **fine.options) is text


@pytest.mark.parametrize("name", rule_examples.OTHERS)
def test_what_is_no_rule_does_what_its_examples_say(name: str) -> None:
    """Front matter, pages, credits, and what belongs to a copy, by ``clean``."""
    for before, after in rule_examples.OTHERS[name].changes:
        post = clean(before)
        assert post.body.rstrip() == after
        assert name in {part for entry in post.ledger() for part in entry.rule.split("+")}
    for text in rule_examples.OTHERS[name].keeps:
        assert clean(text).body == text


def test_every_rule_has_an_example() -> None:
    """All that has a reason is listed once."""
    typography = (*normalize_punctuation.rules(), *postnorm.normalize_spacing.rules())
    ids = [fine.id for _, fine in LISTED] + [fine.id for fine in typography]
    assert sorted([*ids, *rule_examples.OTHERS]) == sorted(REASONS)


@given(text=TEXTS, names=st.lists(st.sampled_from([*STEPS, *SWITCHES]), max_size=5))
def test_what_is_left_out_does_nothing_and_the_rest_is_accounted_for(
    text: str, names: list[str]
) -> None:
    """No change names what is off, whichever names are off together, and the source comes back."""
    post = clean(text, style="mainland", without=names)
    assert post.restore() == text
    assert Post.from_dict(post.to_dict()) == post
    for entry in post.ledger():
        parts = entry.rule.split("+")
        assert not {*parts, *(part.partition(".")[0] for part in parts)} & set(names), entry


@given(text=TEXTS, names=st.lists(st.sampled_from([*STEPS, *SWITCHES]), max_size=3))
def test_only_what_is_named_is_done(text: str, names: list[str]) -> None:
    """Apart from what parsing does."""
    post = clean(text, only=names)
    assert post.restore() == text
    parsed = len(postnorm.parse(text).changes)
    for change in post.changes[parsed:]:
        for edit in getattr(change, "edits", ()):
            parts = edit.rule.split("+")
            rooms = {part.partition(".")[0] for part in parts}
            # What moves with a copy belongs to it.
            assert {*parts, *rooms} & set(names) or (
                rooms == {"repeats"} and "repeats.copy" in names
            )


@given(text=TEXTS, name=st.sampled_from(STEPS[:-1]))
def test_a_step_left_out_is_a_pipeline_without_it(text: str, name: str) -> None:
    """Under its short and its own name it is the same one, and a pipeline finds it as ``clean`` does."""
    steps = body_steps()
    [gone] = set(steps.steps) - set(steps.without(name).steps)
    assert clean(text, without=[name]) == clean(text, without=[gone.__name__])


def test_steps_and_rules_have_names() -> None:
    """A step by its own name or by that of its rules; one rule becomes an option of its step."""
    steps = pipeline(normalize_whitespace, strip_promotions)
    assert steps.without("promotions") == steps.without("strip_promotions")
    assert steps.without("promotions") == pipeline(normalize_whitespace)
    left = steps.without("promotions.tip-jar").without("promotions.shop")
    assert left == pipeline(
        normalize_whitespace,
        strip_promotions.using(without=("promotions.tip-jar", "promotions.shop")),
    )
    assert pickle.loads(pickle.dumps(left)) == left
    assert steps.only("whitespace.indent").steps[0](Post.from_text("　　雨 \n")).body == "雨 \n"
    punctuation = pipeline(normalize_punctuation)
    assert punctuation.only("punctuation.width")("雨停了,走 。") == "雨停了，走 。"


def test_names_count_for_clean() -> None:
    """Each takes away its own part of the work."""
    assert clean(POST).body == "1、雨停了。\n\n路还湿，我们沿着河走。\n"
    assert "author" not in clean("---\nname: 阿七\n---\n雨停了。", without=["metadata"]).metadata
    assert clean(POST, without=["credits"]).body.startswith("文／小满")
    assert "雨停\x07了。" in clean(POST, without=["characters"]).body
    assert (
        "原創文章" in clean(POST, without=["promotions.reprint", "promotions.original-notice"]).body
    )
    assert clean(POST, only=[]).body == POST.split("---\n")[2]
    assert clean("頭髮", without=["script"]).body == "頭髮"
    assert clean("頭髮乾了。", script="hans", without=["script"]).body == "頭髮乾了。"
    assert clean("頭髮乾了。", script="hans", only=["script"]).body == "头发干了。"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("promotion", "no step or rule promotion; the steps are mojibake, characters, repeats"),
        ("promotions.tipjar", "no rule promotions.tipjar; did you mean promotions.tip-jar"),
        ("credits.byline", "credits.byline cannot be named alone; name credits"),
        ("repeats.carried", "no rule repeats.carried; did you mean repeats.title, repeats.copy"),
    ],
)
def test_an_unknown_name_is_told(name: str, said: str) -> None:
    """Before any work, with the names there are or those that are like it."""
    for options in ({"without": [name]}, {"only": [name]}):
        with pytest.raises(ValueError, match=said):
            clean("", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["promotions", 3, [3]])
def test_what_is_no_list_of_names_is_told(value: object) -> None:
    """A text alone would be taken letter by letter."""
    for option in ("only", "without"):
        with pytest.raises(TypeError, match=f"{option} is a list of"):
            clean("", **{option: value})  # type: ignore[arg-type]
    for rule in WITH_RULES:
        with pytest.raises(TypeError, match="without is a tuple of rule ids"):
            rule.edits("雨", without="whitespace.indent")


@pytest.mark.parametrize("end", ["", "\n", "\n\n完\n"])
def test_a_plug_that_stays_keeps_the_gaps_around_it(end: str) -> None:
    """Of two in a row each stays on its own line when its rule is off, with what goes with it."""
    article = rule_examples.ARTICLE
    call, code = "欢迎关注我们的微信公众号：河边夜话。", "长按扫描二维码关注我们。"
    text = f"{article}{call}\n\n{code}{end}"
    for off, stays in (("promotions.account-call", call), ("promotions.qr-code", code)):
        left = strip_promotions(text, without=(off,))
        assert left.split("\n\n")[:-1] == article.split("\n\n")[:-1] or f"\n\n{stays}" in left
        assert [line for line in left.splitlines() if line in (call, code)] == [stays]
    picture = f"{article}{call}\n\n![](a.png){end}"
    assert "![](a.png)" not in strip_promotions(picture)
    assert strip_promotions(picture, without=("promotions.account-call",)) is picture
