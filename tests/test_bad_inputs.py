"""The catalogue of bad inputs: our own steps pass it, and steps that do nothing or too much do not."""

from __future__ import annotations

from collections import Counter

import pytest

import postnorm
from postnorm import Post
from postnorm.testing import BadInput, assert_withstands, bad_inputs
from postnorm.testing.badinputs.case import Wanted
from postnorm.testing.catalogue import FAMILIES

CASES = bad_inputs()


def nothing(source: object) -> object:
    """Do nothing: what it is given comes back."""
    return source


def forget(source: object) -> Post:
    """Delete all."""
    return Post.from_text("")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_our_own_steps_pass(case: BadInput) -> None:
    """What is asked of others holds at home."""
    case.check()


@pytest.mark.parametrize("case", [c for c in CASES if c.asks == "change"], ids=lambda c: c.id)
def test_doing_nothing_fails_where_a_change_is_asked(case: BadInput) -> None:
    """No case asks for a change that its own input shows already."""
    assert case.complaints(nothing)


@pytest.mark.parametrize("case", [c for c in CASES if c.asks == "keep"], ids=lambda c: c.id)
def test_doing_nothing_passes_where_nothing_is_to_be_done(case: BadInput) -> None:
    """What looks bad and is not is left alone; half of it is not enough, neither half."""
    case.check(nothing)
    source = case.source
    assert not isinstance(source, bytes)
    text = source if isinstance(source, str) else source.body
    middle = len(text) // 2
    assert case.complaints(lambda _: text[:middle])
    assert case.complaints(lambda _: text[middle:])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_deleting_all_fails_everywhere(case: BadInput) -> None:
    """Each case names something that has to be there in the end."""
    assert case.complaints(forget)


def test_the_catalogue_is_large_and_has_no_name_twice() -> None:
    """At least ten cases of nearly every family, and all three kinds of them."""
    assert len({case.id for case in CASES}) == len(CASES) >= 390
    counts = Counter(case.family for case in CASES)
    assert counts.keys() == FAMILIES.keys()
    assert min(counts.values()) >= 8
    assert {case.asks for case in CASES} == {"change", "keep", "survive"}
    assert all(case.wrong for case in CASES)


def test_cases_are_chosen_by_step_by_family_and_by_name() -> None:
    """A step of ours has its own cases, one of yours those that you name, or all."""
    taiwan = postnorm.normalize_punctuation.using(style="taiwan")
    assert {case.family for case in bad_inputs(taiwan)} == {"taiwan"}
    assert {case.family for case in bad_inputs(postnorm.clean)} == {"pipeline"}
    assert {case.family for case in bad_inputs("convert_script")} == {"to-hans", "to-hant"}
    assert {case.family for case in bad_inputs("repeats")} == {"repeats"}
    named = bad_inputs(nothing, family=("html", "spacing"))
    assert {case.family for case in named} == {"html", "spacing"}
    assert all(case.step is nothing for case in named)
    assert len(bad_inputs(nothing)) == len(CASES)


def test_unknown_names_are_told() -> None:
    """With those that exist; and what is no step is a TypeError."""
    with pytest.raises(ValueError, match="no family of bad inputs is 'nosuch'; there are decoding"):
        bad_inputs("nosuch")
    with pytest.raises(TypeError, match="takes a step or the name of a family"):
        bad_inputs(3)  # type: ignore[arg-type]


def test_a_report_lists_each_failure() -> None:
    """With the case, what is wrong with it, and what the answer was."""
    with pytest.raises(AssertionError, match=r"(?s)of \d+ bad inputs\nwhitespace.windows \(line"):
        assert_withstands(nothing, family="whitespace")
    assert_withstands(postnorm.normalize_whitespace)


def test_every_kind_of_complaint_is_made() -> None:
    """One for each thing that a case may ask."""
    wanted = Wanted("雨", ("雪",), ("冰",), {"冰": 2}, {"title": "雨后", "url": "a"}, ("author",))
    case = BadInput("a", "b", "c", "change", wanted, lambda: "冰", nothing)
    made = Post.from_text("冰", {"title": "雨前", "author": "阿七"})
    told = " | ".join(case.complaints(lambda _: made))
    for part in ("gives '冰', not '雨'", "'雪' is lost", "'冰' is still there", "1 times, not 2",
                 "'title' in the metadata is", "have no 'url'", "the metadata have 'author'"):  # fmt: skip
        assert part in told
    assert case.complaints(lambda _: 3) == ("gives an int, not a text or what has a body",)
    assert case.complaints(lambda _: 1 / 0) == ("raises ZeroDivisionError: division by zero",)
    lost = BadInput("a", "b", "c", "survive", Wanted(), lambda: "冰", nothing)
    assert lost.complaints(lambda _: Post("雨", "雪")) == ("the changes cannot be undone",)
    with pytest.raises(AssertionError, match=r"^a.b \(c\), on '冰'\n  gives"):
        case.check()
