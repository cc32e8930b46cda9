"""The laws of architecture, for every public rule: a rule is tested by being exported."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pytest
from hypothesis import given

import postnorm
from postnorm import Edit, Notice, Post
from postnorm.edits import apply, check, minimal
from postnorm.rules import Rule, Step
from postnorm.spans import find_spans
from postnorm.tables.reasons import rules_of
from support.texts import BAIT, TEXTS

RULES: Final[Mapping[str, Rule[...]]] = {
    name: value
    for name in postnorm.__all__
    if hasattr(value := getattr(postnorm, name), "findings")
}

LEARNED: Final = postnorm.learn_promotions(
    [
        f"第{n}天。\n\n路上没有一个人，连狗也不叫\n\n公众号运营者最怕的是没有人留言。\n"
        for n in range(9)
    ],
    publisher="河边夜话",
)

# Values that each option is tried with; a test holds this table complete. Where it is false that a
# second run changes nothing, the options are in NO_NORMAL_FORM.
OPTIONS: Final[Mapping[str, Mapping[str, tuple[Any, ...]]]] = {
    "deduplicate_body": {
        "scope": ("body", "blocks"),
        "title": (None, "雨下了整整一夜，天亮才停。"),
        "without": (("repeats.copy",),),
    },
    "normalize_punctuation": {
        "style": ("minimal", "mainland", "taiwan", "hongkong"),
        "quotes": ("curly", "corner"),
        "brackets": ("full", "half"),
        "ellipsis": ("baseline", "midline"),
        "dash": ("double",),
        "max_repeat": (1, 2),
        "only": (("punctuation.width", "punctuation.quote", "punctuation.corner-quote"),),
        "without": (("punctuation.space-before-mark",),),
    },
    "normalize_spacing": {"cjk_latin": ("keep", "insert", "remove"), "names": (("甲a",),)},
    "normalize_whitespace": {
        "han_gaps": ("keep", "remove"),
        "without": tuple((name,) for name in rules_of("whitespace")),
    },
    "repair_characters": {"without": tuple((name,) for name in rules_of("characters"))},
    "repair_mojibake": {"without": (("mojibake.double-byte",),)},
    "strip_promotions": {
        "packs": (None, (), (LEARNED,)),
        "threshold": (0.8, 1.5),
        "title": ("雨后",),
        "without": (
            ("promotions.account-call", "promotions.picture"),
            ("promotions.qr-code", "promotions.between"),
        ),
    },
    "convert_script": {
        "to": ("hans", "hant", "hant-tw", "hant-hk"),
        "source": ("auto", "hans"),
        "phrases": (False, True),
        "keep": ((), ("头发",)),
        "overrides": (None, ()),
    },
}
STEPS: Final = [
    Step(RULES[name], ((option, value),)) if option else Step(RULES[name], ())
    for name in RULES
    for option, values in {"": (None,), **OPTIONS.get(name, {})}.items()
    for value in values
    if (name, option, value)
    not in {("convert_script", "source", "hans"), ("convert_script", "phrases", True)}
] + [
    Step(RULES["convert_script"], (("phrases", phrases), ("source", "hans"), ("to", "hant-tw")))
    for phrases in (False, True)
]
# A named source says that the text is in it; the result is not (苎 becomes 苧, 苧 becomes 薴).
WITHOUT_NORMAL_FORM: Final = [
    step for step in STEPS if dict(step.options).get("source", "auto") != "auto"
]
NORMALIZING: Final = [step for step in STEPS if step not in WITHOUT_NORMAL_FORM]
# Rules of what is not the article remove a protected span whole; all others leave it as it is.
BOILERPLATE: Final = {"deduplicate_body", "strip_promotions"}
RESPECTFUL: Final = [step for step in STEPS if step.__name__ not in BOILERPLATE]

every_step = pytest.mark.parametrize("step", STEPS, ids=repr)


def test_every_option_of_every_rule_is_tried() -> None:
    """An option that is added later must be added to the table above."""
    for name, rule in RULES.items():
        options = [
            p.name for p in inspect.signature(rule).parameters.values() if p.kind is p.KEYWORD_ONLY
        ]
        assert sorted(OPTIONS.get(name, {})) == sorted(options), name


@every_step
@given(text=TEXTS)
def test_edits_are_in_order_and_minimal(step: Step, text: str) -> None:
    """Law 2: edits are sorted, disjoint, in range, true to their origin, and change what they touch."""
    edits = step.rule.edits(text, **dict(step.options))
    check(text, edits)
    assert minimal(text, edits) == edits


@every_step
@given(text=TEXTS)
def test_the_changes_account_for_the_difference(step: Step, text: str) -> None:
    """Laws 1 and 2: any text is accepted; undoing the changes from the body gives the source."""
    post = step(Post.from_text(text))
    assert post.restore() == text == post.source
    assert Post.from_dict(post.to_dict()) == post


@every_step
@given(text=TEXTS)
def test_the_three_forms_agree(step: Step, text: str) -> None:
    """Law 5: on text, on a post and as a lint a rule says the same."""
    rule, options = step.rule, dict(step.options)
    post = Post.from_text(text, {"title": "雨后"})
    options |= rule.context(post)
    made = rule(text, **options)
    findings = rule.findings(text, **options)
    edits = rule.edits(text, **options)
    assert step(post).body == made == apply(text, edits)
    assert edits == tuple(one for one in findings if isinstance(one, Edit))
    assert all(isinstance(one, Edit | Notice) for one in findings)
    for notice in findings:
        if isinstance(notice, Notice) and notice.span:
            assert 0 <= notice.span[0] <= notice.span[1] <= len(text)


@pytest.mark.parametrize("step", NORMALIZING, ids=repr)
@given(text=TEXTS)
def test_a_step_run_twice_changes_nothing_more(step: Step, text: str) -> None:
    """Laws 3 and 4: the result is a normal form, and a text in normal form comes back as the same object."""
    made = step(text)
    assert step(made) is made
    post = step(Post.from_text(text))
    again = step(post)
    assert (again.body, again.changes) == (post.body, post.changes)
    assert step(again) is again


@pytest.mark.parametrize("step", NORMALIZING, ids=repr)
@pytest.mark.parametrize("bait", BAIT.values(), ids=BAIT)
def test_bait_is_no_error_and_settles(step: Step, bait: str) -> None:
    """Laws 1 and 3: what repeats itself a thousand times is content like any other."""
    for text in (bait * 1000, "雨停了" + bait * 500 + "路还湿" + bait * 500):
        made = step(text)
        assert step(made) is made
        findings = step.rule.findings(text, **dict(step.options))
        assert not any(one.rule == "rules.unsettled" for one in findings)


@pytest.mark.parametrize("step", RESPECTFUL, ids=repr)
@given(text=TEXTS)
def test_protected_spans_stand(step: Step, text: str) -> None:
    """Law 6: URLs, code, link targets and the like come through byte for byte, but for line ends."""
    made = step(text)
    at = 0
    for start, end, kind in find_spans(text):
        span = text[start:end]
        wanted = span.replace("\r\n", "\n").replace("\r", "\n") if "\r" in span else span
        found = max(made.find(span, at), made.find(wanted, at))
        assert found >= 0, (kind, span)
        at = found + len(wanted)


@pytest.mark.parametrize("step", [s for s in STEPS if s.__name__ in BOILERPLATE], ids=repr)
@given(text=TEXTS)
def test_boilerplate_goes_with_its_links_whole_or_not_at_all(step: Step, text: str) -> None:
    """Law 6: no edit begins or ends inside a protected span."""
    spans = find_spans(text)
    for edit in step.rule.edits(text, **dict(step.options)):
        cut = [s for s in spans for at in (edit.start, edit.end) if s.start < at < s.end]
        assert not cut, (edit, cut)


@every_step
@pytest.mark.parametrize("subject", [b"bytes", None, 3, ["text"]], ids=repr)
def test_a_wrong_type_is_told(step: Step, subject: Any) -> None:
    """Law 1: what is no text is a TypeError that names the rule and what it takes."""
    with pytest.raises(TypeError, match=f"{step.__name__} takes a str or a Post"):
        step(subject)


@every_step
def test_a_step_can_be_sent_to_another_process(step: Step) -> None:
    """Law 9: pickled by name, equal afterwards."""
    assert pickle.loads(pickle.dumps(step)) == step
    assert pickle.loads(pickle.dumps(step.rule)) is step.rule


@every_step
def test_sixteen_threads_give_what_one_gives(step: Step) -> None:
    """Law 9: no state is shared."""
    texts = [" ，".join([bait * 3, "頭髮乾了,头发干了。"] * 3) for bait in BAIT.values()]
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(step, texts * 4)) == [step(text) for text in texts] * 4
