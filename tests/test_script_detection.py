"""The script of a text, told by what only one script has."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm import detect_script
from postnorm.scripts import detection, reports
from postnorm.scripts.detection import count_evidence, is_chinese
from support.counting import lines_run
from support.scripts import HAN, HANS, HANT, JAPANESE, KOREAN, OPEN_TEXT


@pytest.mark.parametrize(
    ("text", "verdict", "chinese"),
    [
        (HANS, "hans", True),
        (HANT, "hant", True),
        (HANS + HANT, "mixed", True),
        (HANS * 12 + "「說」", "hans", True),
        ("皇后在台上。", "neither", True),
        ("", "neither", False),
        ("\0\ud800 12 !?", "neither", False),
        ("The sign said 雨們 and nobody knew what it was " + "supposed to mean. " * 5, "neither", False),
        ("CPU：8 核，OS：Linux 6.1，IDE：VSCode。设置完成", "hans", True),
        (JAPANESE, "neither", False),
        (KOREAN, "neither", False),
        ("鲜の每日牛奶到货了", "hans", True),
        ("列夫・托尔斯泰说过", "hans", True),
    ],
)  # fmt: skip
def test_the_script_is_told_by_characters_of_one_script(
    text: str, verdict: str, chinese: bool
) -> None:
    """Only what one script alone has is evidence, and only Chinese has a Chinese script."""
    assert count_evidence(text).verdict == verdict
    assert is_chinese(text) is chinese


@given(st.text(st.characters(exclude_categories=()) | HAN), st.text(HAN))
def test_evidence_adds_up(one: str, other: str) -> None:
    """Evidence is counted character by character: that of two texts is the sum."""
    both, first, second = map(count_evidence, (one + other, one, other))
    assert both == tuple(a + b for a, b in zip(first, second, strict=True))
    assert (both.hans, both.hant) == detection.count_scripts(one + other)
    assert both.hans + both.hant <= both.han


@given(st.text(HAN | st.sampled_from("あア가각aＡé・")))
def test_a_line_is_foreign_by_the_same_measure_as_a_text(line: str) -> None:
    """The short cut for lines without kana and hangul gives the answer of the full count."""
    assert detection.is_foreign(line) == count_evidence(line).foreign


def test_detection_works_per_different_character() -> None:
    """A text ten times as long takes no more lines of Python."""
    assert lines_run(detection, lambda: count_evidence(HANS * 10)) == lines_run(
        detection, lambda: count_evidence(HANS)
    )


MIXTURES = st.lists(
    st.sampled_from(("雨停了", "the sign says ", "・", "カ", "ｶ", "가", "ᄀ", "，。！", "é", "㐀", "\U00020000"))
    | st.sampled_from("\ud800\uf9001")
    | st.characters(exclude_categories=()),
    max_size=30,
).map("".join)  # fmt: skip


@given(MIXTURES, st.integers(1, 400))
@example("雨" + "a" * 49, 1)
@example("雨" + "a" * 50, 1)
@example("\U00020000", 1)
@example("㐀", 1)
@example("a" * 600 + "雨" * 20, 1)
@example("雨" * 12 + "a" * 600, 1)
def test_chinese_is_told_by_a_part_as_by_the_whole(text: str, times: int) -> None:
    """The short cut of ``is_chinese`` gives the answer of the full count."""
    text *= times
    assert is_chinese(text) == count_evidence(text).chinese


@given(st.text(HAN | st.sampled_from("頭髮头发\U0002a6d6\U00020000\U0002b7fc们們a")))
def test_what_one_script_alone_has_is_found_beyond_the_plane_too(text: str) -> None:
    """The class of characters finds what the set of them has, and nothing else."""
    for script, members in (("hans", detection.hans_only()), ("hant", detection.hant_only())):
        found = detection.find_only(script, text)  # type: ignore[arg-type]
        assert found == [character for character in text if character in members]
        assert detection.has_only(script, text) == bool(found)  # type: ignore[arg-type]


# --- the public report ---------------------------------------------------------------


@given(OPEN_TEXT | MIXTURES)
def test_a_report_adds_up_and_its_evidence_is_where_it_says(text: str) -> None:
    """Offsets lead to characters of one script, lines are in order, and the counts are theirs."""
    report = detect_script(text)
    assert report.verdict == count_evidence(text).verdict
    assert pickle.loads(pickle.dumps(report)) == report
    at = 0
    for line in report.lines:
        assert at <= line.start <= line.end <= len(text)
        at = line.end
        assert {text[n] for n in line.hans} <= detection.hans_only()
        assert {text[n] for n in line.hant} <= detection.hant_only()
        assert line.hans + line.hant
        assert all(line.start <= n < line.end for n in line.hans + line.hant)
        assert line.verdict == detection.verdict_of(len(line.hans), len(line.hant))
    for hint in report.hints:
        assert text[hint.start : hint.end] == hint.found
    if report.chinese and not detection.has_foreign(text):
        assert sum(len(line.hans) for line in report.lines) == report.hans
        assert sum(len(line.hant) for line in report.lines) == report.hant


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("這個軟體的網路設定在裡面。", "hant-tw"),
        ("佢哋喺度講嘢，説得好。", "hant-hk"),
        ("雨停了，我們沿着河邊走回家。", None),
        ("這個軟體很好，說明在後面。", None),  # one hint alone may be a quotation
        ("裡面的軟體，衞生説明，脱離", None),
        ("软件里的网络设置", None),
        ("髪を切る。軟體", None),
    ],
)
def test_a_region_is_told_by_two_hints_of_it_and_hardly_one_of_the_other(
    text: str, region: str | None
) -> None:
    """One word may be a quotation, and words of both regions tell nothing."""
    assert detect_script(text).region == region


def test_words_of_everybody_are_no_hints() -> None:
    """滑鼠 is said in Taiwan and in Hong Kong, 著名 is written everywhere."""
    assert detect_script("著名的滑鼠說明").hints == ()


@pytest.mark.parametrize("subject", [b"\xe9", None, 7])
def test_the_report_takes_text(subject: Any) -> None:
    """A wrong type is a TypeError that says what to pass."""
    with pytest.raises(TypeError, match="detect_script takes a str, not"):
        detect_script(subject)


def test_a_report_is_linear() -> None:
    """Twice the text is twice the work."""
    once, twice = (
        lines_run(reports, lambda n=n: detect_script("這個軟體在裡面，头发。\n" * n))  # type: ignore[misc]
        for n in (100, 200)
    )
    assert twice <= 2.2 * once


def test_lines_without_evidence_are_no_lines_of_a_report() -> None:
    """Nor are those in another language."""
    text = f"雨\n{JAPANESE}\n我們沿著河邊走回家，他說明天還要來。\n" + "雨停了，我們走。\n" * 9
    report = detect_script(text)
    assert [text[line.start : line.start + 2] for line in report.lines][:2] == ["我們", "雨停"]
