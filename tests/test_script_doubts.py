"""Doubt: what could have become something else is listed, and nothing depends on the list."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Notice, Post, convert_script
from postnorm.scripts import adapter, doubts
from postnorm.scripts.doubts import MOST_DOUBTS, find_doubts
from postnorm.tables.script_doubts import DOUBTS
from support.counting import lines_run
from support.opencc import by_this_opencc
from support.scripts import ANY_TEXT, HAN, OPEN_TEXT, oracle


def notices(text: str, **options: Any) -> list[Notice]:
    found = convert_script.findings(text, **{"to": "hant", **options})
    return [one for one in found if isinstance(one, Notice)]


def detail(notice: Notice) -> dict[str, Any]:
    assert notice.detail is not None
    return dict(notice.detail)


def test_a_decision_is_told_with_its_word_and_what_else_it_could_be() -> None:
    """Place, choice, alternatives, the word that decided, and how often."""
    [first, *_] = [one for one in notices("他剪头发，又剪头发。") if "发" in one.message]
    assert first.rule == "script.doubt"
    assert first.span == (3, 4)
    assert detail(first) == {
        "character": "发",
        "chosen": "髮",
        "alternatives": ("發",),
        "word": "头发",
        "places": 2,
    }


def test_what_no_word_decided_comes_first() -> None:
    """OpenCC took the first candidate: that is a guess, a word seldom is."""
    found = notices("头发和面粉，姓谷的说：这一出很卷，发。")
    words = [detail(one)["word"] for one in found]
    undecided = words.count(None)
    assert 0 < undecided < len(words)
    assert all(word is None for word in words[:undecided])
    shares = [DOUBTS["hans"][detail(one)["character"]][1] for one in found[:undecided]]
    assert shares == sorted(shares, reverse=True)


def test_places_are_counted_over_all_lines_that_were_converted() -> None:
    """A mixed text is converted in pieces; a decision is one, wherever it was taken."""
    text = "剪头发。\n這是頭髮。\n剪头发，洗头发。"
    [hair] = [one for one in notices(text) if detail(one)["character"] == "发"]
    assert detail(hair)["places"] == 3


def test_the_list_is_bounded_and_says_what_it_leaves_out() -> None:
    """A post full of doubtful characters gets a number of notices, and one with the rest's count."""
    text = "，".join(DOUBTS["hans"]) + "们"
    found = notices(text)
    assert len(found) == MOST_DOUBTS + 1
    rest = detail(found[-1])
    assert found[-1].span is None
    assert rest["decisions"] == len(DOUBTS["hans"]) - MOST_DOUBTS
    assert rest["places"] >= rest["decisions"]


@given(OPEN_TEXT | st.text(st.sampled_from("".join(DOUBTS["hans"]) + "雨，们头") | HAN))
def test_a_notice_tells_what_stands_in_the_result(text: str) -> None:
    """The choice is the character in the converted text, and none of its alternatives is it."""
    made = convert_script(text, source="hans", to="hant", overrides=())
    for one in notices(text, source="hans", overrides=()):
        if one.span is None:
            continue
        told = detail(one)
        start, end = one.span
        assert text[start:end] == told["character"]
        assert told["chosen"] not in told["alternatives"]
        if len(made) == len(text):
            assert made[start:end] == told["chosen"]
        if told["word"]:
            assert told["character"] in told["word"]
            assert told["word"] in text.replace("\n", " ")


@given(ANY_TEXT, st.sampled_from(["hans", "hant"]))
def test_doubt_changes_nothing(text: str, to: Any) -> None:
    """Notices come beside the edits; a text that stays gets none."""
    found = convert_script.findings(text, to=to)
    if not convert_script.edits(text, to=to):
        assert found == ()
    post = convert_script(Post.from_text(text), to=to)
    assert convert_script(post, to=to) is post


@by_this_opencc
@pytest.mark.parametrize(("source", "name"), [("hans", "s2t"), ("hant", "t2s")])
def test_marks_stand_where_the_characters_stand_alone(source: Any, name: str) -> None:
    """The probe marks each doubtful character that stands alone, and none inside a word of OpenCC."""
    probe = adapter.converter_for(name, (), (doubts._probe(source),))
    for character, mark in doubts._marks(source).items():
        assert probe.convert(character) == mark
        assert oracle(character, name) == DOUBTS[source][character][0][0]
        assert not {mark} & set(oracle(mark + character, name)) - {mark}
    assert probe.convert("头发干净，里面") == oracle("头发干净，里面", name) or source == "hant"


def test_without_a_doubtful_character_nothing_is_told() -> None:
    """Most characters become one character only."""
    assert notices("我们说话。") == []
    assert list(find_doubts([(0, "", "")], "hans")) == []


def test_doubt_of_a_protected_word_is_none() -> None:
    """What is not converted is not in doubt."""
    assert not [one for one in notices("说 `干`") if "干" in one.message]


def test_doubts_are_linear() -> None:
    """Twice the text is at most twice the work."""
    once, twice = (
        lines_run(doubts, lambda n=n: notices("他干了里面的表，" * n))  # type: ignore[misc]
        for n in (200, 400)
    )
    assert twice <= 2.2 * once + 50


def test_a_doubt_is_told_where_it_stands_though_selectors_are_left_out() -> None:
    """OpenCC sees a text without them; the places are those of the text."""
    text = "头\ufe00发干净，干了"
    for one in notices(text, source="hans", overrides=()):
        if one.span is not None:
            assert text[one.span[0]] == detail(one)["character"]
