"""The checks that users run on their own rules: they find what is broken, and only that."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

import postnorm
from postnorm import Edit, Post, clean, pipeline, rule
from postnorm.rules import Rule
from postnorm.testing import (
    assert_deterministic,
    assert_linear,
    assert_lossless,
    check_rule,
)
from postnorm.testing.linearity import lines_run
from postnorm.testing.samples import samples
from support import broken

OURS = {
    name: value
    for name in postnorm.__all__
    if hasattr(value := getattr(postnorm, name), "findings")
}
WHOLE = {"deduplicate_body", "strip_promotions"}


@pytest.mark.parametrize("name", OURS)
def test_our_own_rules_keep_the_contract(name: str) -> None:
    """What is asked of others holds at home."""
    check_rule(OURS[name], spans="whole" if name in WHOLE else "stand")
    assert_linear(OURS[name], {"prose": "雨停了，路还湿。"})
    assert_deterministic(OURS[name], samples()[:20])
    assert_lossless(OURS[name])


@pytest.mark.parametrize(
    ("rule", "options", "law"),
    [
        (broken.refuse_nul, {}, "total: .*ValueError: NUL"),
        (broken.overlap, {}, "total: .*EditError: .*overlaps"),
        (broken.lengthen, {}, "normal form: .*second run"),
        (broken.widen_commas_everywhere, {}, "spans stand: .*is not left as it was"),
        (broken.cut_hosts, {"spans": "whole"}, "spans whole: .*cuts (url|email)"),
        (broken.change_its_mind, {}, "agreement: .*second call"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_broken_law_is_named_with_a_text_that_breaks_it(
    rule: Rule[...], options: dict[str, Any], law: str
) -> None:
    """The message says which rule, which law and which text."""
    with pytest.raises(AssertionError, match=rf"(?s)^{rule.__name__} breaks.*{law}.* on '"):
        check_rule(rule, **options)


def test_work_that_grows_and_an_answer_that_changes_are_told() -> None:
    """check_rule asks for linear work and for one answer as well."""
    with pytest.raises(AssertionError, match=r"(?s)linear: more than 2.2 times.*commas: \d+ lines"):
        check_rule(broken.look_back_from_each_comma)
    with pytest.raises(AssertionError, match="one answer: another answer in a second call"):
        check_rule(broken.count_its_calls, settles=False, spans="free")


def test_laws_that_do_not_hold_by_nature_can_be_left_out() -> None:
    """A rule may change more in a second run, or change spans, when its author says so."""
    check_rule(broken.lengthen, settles=False, spans="free")
    check_rule(broken.widen_commas_everywhere, spans="free")
    check_rule(broken.put_the_title_first, spans="free")


def test_a_rule_that_cannot_be_sent_to_another_process_is_told() -> None:
    """Defined inside of a function it cannot be found by its name."""

    @rule
    def local(text: str) -> Iterator[Edit]:
        return iter(())

    with pytest.raises(AssertionError, match="pickling: define the rule at the top of a module"):
        check_rule(local)
    check_rule(local, pickles=False)


def test_only_a_rule_has_the_contract() -> None:
    """A function of a post is checked with assert_lossless."""
    with pytest.raises(TypeError, match="check_rule takes what @rule gives"):
        check_rule(clean)  # type: ignore[arg-type]


def test_loss_is_found() -> None:
    """A step that puts in a body without a change has lost the way back."""
    assert_lossless(clean)
    assert_lossless(pipeline(*OURS.values()))
    with pytest.raises(AssertionError, match="do not lead to the body"):
        assert_lossless(lambda post: Post(post.source, post.body.strip()))
    with pytest.raises(AssertionError, match="the source is another text"):
        assert_lossless(lambda post: Post.from_text(post.body.strip()))


def test_more_than_linear_work_is_found() -> None:
    """The families that show it are named with their counts."""
    with pytest.raises(AssertionError, match=r"(?m)^commas: \d+ lines for 800 characters"):
        assert_linear(broken.look_back_from_each_comma)
    assert_linear(broken.look_back_from_each_comma, {"prose": "雨停了。"})


def test_lines_are_counted_where_they_are_asked_for() -> None:
    """Each turn of a loop counts anew; other files do not count, and tracing ends with the call."""

    def turns(number: int) -> None:
        for _ in range(number):
            pass

    one, ten = (lines_run(lambda n=n: turns(n), under=(__file__,)) for n in (1, 10))  # type: ignore[misc]
    assert ten - one in {9, 18}
    assert lines_run(lambda: turns(10)) == 0


def test_another_answer_is_found() -> None:
    """In a second call, and in another process."""
    counter = itertools.count()
    with pytest.raises(AssertionError, match="another answer in a second call, on 'a'"):
        assert_deterministic(lambda text: next(counter), ["a"])
    assert_deterministic(broken.answer_by_hash, ["a"], processes=False)
    with pytest.raises(AssertionError, match="another answer with hash seed"):
        assert_deterministic(broken.answer_by_hash, ["a", "b"])


def _refuse_by_value(subject: object) -> object:
    if isinstance(subject, str | Post):
        return subject
    raise ValueError("neither text nor post")


@pytest.mark.parametrize(
    ("made", "complaint"),
    [
        (broken.ByHand(broken.on_text(broken.OtherText)), "total: .*: a str gives an OtherText"),
        (
            broken.ByHand(edits=lambda text: (Edit(0, len(text) + 1, "", "x"),)),
            r"accounting: .*: x: edit of \[0, \d+\) overlaps",
        ),
        (
            broken.ByHand(edits=lambda text: (Edit(0, len(text), text, "x"),)),
            "accounting: .*: an edit replaces more than it changes",
        ),
        (
            broken.ByHand(broken.on_text(lambda text: text + "了")),
            "accounting: .*: the edits do not give the text",
        ),
        (
            broken.ByHand(broken.on_post(lambda post: Post.from_text(post.body + "了"))),
            "accounting: .*: the post cannot be restored",
        ),
        (
            broken.ByHand(broken.on_post(lambda post: Post.from_text(post.body + "了"))),
            "agreement: .*: the body of the post is another than the text",
        ),
        (
            broken.ByHand(findings=lambda text: (Edit(0, 0, "x", "x"),)),
            "agreement: .*: findings and edits differ",
        ),
        (
            broken.ByHand(broken.on_text(lambda text: "".join(list(text)))),
            "normal form: .*: nothing to do, but another object",
        ),
        (
            broken.ByHand(broken.on_post(dataclasses.replace)),
            "normal form: .*: nothing to do, but another post",
        ),
        (broken.ByHand(_refuse_by_value), "types: None is ValueError, not a TypeError"),
        (broken.ByHand(), "types: 3 is accepted"),
        (broken.ByHand(), "pickling: it comes back as another"),
    ],
)
def test_what_only_looks_like_a_rule_is_found_out(made: Any, complaint: str) -> None:
    """Every level is held against the others, whoever wrote them."""
    with pytest.raises(AssertionError, match=rf"(?m)^{complaint}"):
        check_rule(made, texts=["雨停了，路还湿。"], pickles="pickling" in complaint)


def test_changes_of_metadata_are_no_loss() -> None:
    """The way back is that of the body."""
    assert_lossless(lambda post: post.described("name_it", {"title": "雨后"}), ["雨停了。"])
