"""Finding copies: against the plain loops that it stands for, and the fast way against the general one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postnorm import deduplicate_body
from postnorm.boilerplate import alignment, passes
from postnorm.boilerplate.alignment import Match, letter_by_letter, refined
from postnorm.boilerplate.body import Body
from postnorm.boilerplate.copies import SHORTEST_COPY, body_candidates
from postnorm.boilerplate.decision import judge
from postnorm.boilerplate.differences import have_other_numbers
from postnorm.boilerplate.doubles import plain_double
from postnorm.boilerplate.keeping import merit
from postnorm.boilerplate.probing import may_repeat, mixes_scripts
from postnorm.boilerplate.skeleton import letters_of
from support.counting import lines_run
from support.texts import BAIT, SENTENCES

# Few sentences, so that copies, near copies and refrains arise by themselves.
PIECES: Final = st.sampled_from(
    [
        *SENTENCES,
        *("城里的旧书市场要搬了，摊主们都不肯先走。", "没有人知道是谁下的命令，通知贴在铁门上。"),
        *(
            "\n",
            "\n\n",
            "\n\n",
            " ",
            "　　",
            "- ",
            "## 河边",
            "> ",
            "http://a.example/b",
            "[桥](c)",
            "`码`",
        ),
    ]
)
TEXTS: Final = st.lists(PIECES, max_size=14).map("".join)


def longest_repeat(letters: str) -> int:
    """Length of the longest stretch that stands twice without overlap; all pairs of places."""
    best = 0
    size = len(letters)
    row = [0] * (size + 1)
    for first in range(size - 1, -1, -1):
        row = [
            min(row[second + 1] + 1, second - first)
            if second > first and letters[first] == letters[second]
            else 0
            for second in range(size)
        ] + [0]
        best = max(best, *row)
    return best


@settings(max_examples=150)
@given(text=TEXTS)
def test_without_a_stretch_that_stands_twice_nothing_is_done(text: str) -> None:
    """What the quadratic search finds no repeat in is returned as the very same object."""
    if longest_repeat(letters_of(text)) < alignment.ANCHOR:
        assert deduplicate_body(text) is text
        assert deduplicate_body(text, scope="blocks") is text


@settings(max_examples=150)
@given(text=TEXTS, gap=st.sampled_from(["\n", "\n\n", "\n\n\n"]), flat=st.booleans())
def test_what_the_quadratic_search_finds_whole_is_reduced(text: str, gap: str, flat: bool) -> None:
    """Prose that stands twice, and holds no repeat itself, is reduced to one copy."""
    text = (
        "城里下了一夜的雨，桥头的茶馆没有开门。"
        + text.strip()
        + "老板说再过半个月就关门，谁也没有信。"
    )
    plain = not any(mark in text for mark in ("`", "> ", "- ", "## "))
    if plain and longest_repeat(letters_of(text)) < alignment.ANCHOR:
        copy = " ".join(text.split()) if flat else text
        made = deduplicate_body(copy + gap + text)
        assert letters_of(made) == letters_of(text)
        assert made.split() == text.split()


# --- the fast way ------------------------------------------------------------


@st.composite
def doubles(draw: st.DrawFn) -> str:
    """Two copies, now and then with something between, behind or before them."""
    lines = draw(st.lists(PIECES.filter(str.strip), min_size=2, max_size=12, unique=True))
    text = draw(st.sampled_from(["\n\n", "\n", ""])).join(lines)
    first = draw(st.sampled_from([text, " ".join(text.split()), text.replace("\n\n", "\n")]))
    tail = draw(
        st.sampled_from(["", "", " 欢迎关注我们的微信公众号：河边夜话", " 不", "\n\n——", " （完）"])
    )
    around = draw(st.sampled_from(["", "", "", "　　", "\n", "河边\n\n"]))
    end = draw(st.sampled_from(["", "\n", "  \n", "\n\n完", "\n\n" + text]))
    return around + first + tail + draw(st.sampled_from(["\n\n", "\n", " "])) + text + end


@settings(max_examples=300)
@given(text=doubles())
def test_the_fast_way_decides_like_the_general_one(text: str) -> None:
    """The same edits and notices, to the last offset, for whatever it takes on."""
    fast = deduplicate_body.findings(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passes, "plain_double", lambda *_: None)
        assert deduplicate_body.findings(text) == fast


def test_the_fast_way_takes_the_usual_double() -> None:
    """A flattened copy, a plug, and the article: no letter of it is looked at one by one."""
    paragraphs = [f"{one}{one[::-1]}" for one in SENTENCES]
    text = (
        " ".join(paragraphs) + " 欢迎关注我们的微信公众号：河边夜话\n\n" + "\n\n".join(paragraphs)
    )
    words = text.split()
    assert plain_double(text, words, "".join(words)) is not None


def test_most_texts_end_at_the_probes() -> None:
    """Prose without a copy is not reduced to letters."""
    text = "\n\n".join(f"{one}{one[::-1]}" for one in SENTENCES)
    assert not may_repeat(text, "".join(text.split()))
    assert lines_run(str(passes.__file__), lambda: deduplicate_body(text)) < 20


@given(text=TEXTS)
def test_the_probes_miss_no_double(text: str) -> None:
    """What would be reduced is let through."""
    body = Body(text)
    if any(judge(body, pair, "body") for pair in body_candidates(body)):
        assert may_repeat(text, "".join(text.split()))


# --- the parts ---------------------------------------------------------------


def agreeing(text: str, first: int, second: int, size: int) -> Iterator[int]:
    return (n for n in range(size) if text[first + n] == text[second + n])


@given(
    text=st.text("雨停路", min_size=20, max_size=60),
    second=st.integers(10, 20),
    size=st.integers(1, 10),
)
def test_letter_by_letter_gives_what_agrees(text: str, second: int, size: int) -> None:
    """All places that agree, in order, if they are half of all."""
    size = min(size, len(text) - second)
    if size < 1:
        return
    found = list(letter_by_letter(text, 0, second, size))
    places = [match.first + n for match in found for n in range(match.length)]
    wanted = list(agreeing(text, 0, second, size))
    assert places == (wanted if 2 * len(wanted) >= size else [])
    assert all(match.second - match.first == second for match in found)


def test_refining_adds_what_agrees_between_typos() -> None:
    """Only between matches at one distance."""
    text = "甲雨停路乙甲雪停霜乙"
    assert list(refined(text, [Match(0, 5, 1), Match(4, 9, 1)])) == [Match(0, 5, 1), Match(4, 9, 1)]
    text = "甲雨停路乙甲雪停路乙"
    assert Match(2, 7, 2) in list(refined(text, [Match(0, 5, 1), Match(4, 9, 1)]))


@given(
    number=st.integers(0, 10**7),
    other=st.integers(0, 10**7),
    blank=st.sampled_from(["", " ", "\n"]),
)
def test_numbers_are_compared_by_value_of_their_digits(number: int, other: int, blank: str) -> None:
    """Spaces, thousands commas and width make no other number; other digits do."""
    one = f"涨了{number}{blank}倍"
    assert not have_other_numbers(one, f"涨了{number:,}倍")
    assert not have_other_numbers(one, one.translate({48 + n: 0xFF10 + n for n in range(10)}))
    assert have_other_numbers(one, f"涨了{other}倍") == (number != other)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("甲。\n\n乙。", "甲。 乙。"),
        ("甲。 乙。", "> 甲。\n\n> 乙。"),
        ("甲。 乙。", "甲。\n\n乙……"),
        ("## 甲\n\n乙。", "甲\n\n乙。"),
        ("甲\n\n![乙](c)", "甲\n\n乙"),
        ("甲\n\n乙\n\n丙", "甲 ![乙](c) [丙](d)\n\n[丁](e)"),
        ("甲乙。", "甲。"),
    ],
)
def test_the_better_copy(better: str, worse: str) -> None:
    """Whole, not quoted, more paragraphs, headings, images and links, longer: in this order."""
    assert merit(better) > merit(worse)


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("头发干了。" * 20 + "頭髮乾了。" * 20, True),
        ("頭髮乾了。" * 20 + "头发干了。" * 20, True),
        ("头发干了。" * 40, False),
        ("頭髮乾了。" * 40, False),
        ("雨停。" * 40, False),
        ("", False),
    ],
)
def test_mixed_scripts_are_seen(text: str, mixed: bool) -> None:
    """One half in one script, one in the other."""
    assert mixes_scripts(text) is mixed


@pytest.mark.parametrize("unit", BAIT.values(), ids=BAIT)
def test_blocks_of_short_periods_are_left(unit: str) -> None:
    """Also where blocks are looked for: nothing is reduced to nothing."""
    text = (unit * 9000)[:9000]
    made = deduplicate_body(text, scope="blocks")
    assert made is text or len(letters_of(made)) >= SHORTEST_COPY


@pytest.mark.parametrize("copies", [2, 40])
def test_blocks_cost_what_they_are_long(copies: int) -> None:
    """Twice as many blocks are twice the work, whether they are reduced or refused."""

    def work(count: int) -> int:
        parts = [f"第{n}段。" + "".join(SENTENCES) for n in range(count)]
        text = "\n\n".join(
            "\n\n".join([part] * 2) if n % copies else part for n, part in enumerate(parts)
        )
        return lines_run(
            str(passes.__file__).rsplit("/", 1)[0], lambda: deduplicate_body(text, scope="blocks")
        )

    work(2)
    assert work(400) <= 2.2 * work(200) + 2000
