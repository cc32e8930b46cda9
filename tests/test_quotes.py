"""Quotation marks: which pairs are recognised, and how each region writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import normalize_punctuation
from postnorm.typography.punctuation import Style

SOUTHERN: Final[tuple[Style, ...]] = ("taiwan", "hongkong")
NAMED: Final[tuple[Style, ...]] = ("mainland", *SOUTHERN)


class Written(NamedTuple):
    """One text as the mainland writes it (“ ”), and as Taiwan and Hong Kong do (「 」)."""

    mainland: str
    corner: str


CASES: Final[Mapping[str, Mapping[str, Written]]] = {
    "GB/T 15834-2011, 4.8: a pair of straight quotes around Chinese": {
        '他说"明天"再来': Written("他说“明天”再来", "他说「明天」再来"),
        '"明天"': Written("“明天”", "「明天」"),
        '"明天"和"后天"': Written("“明天”和“后天”", "「明天」和「后天」"),
        '他说"hello"': Written("他说“hello”", "他说「hello」"),
        '"hello"他说': Written("“hello”他说", "「hello」他说"),
        '"a雨b"': Written("“a雨b”", "「a雨b」"),
    },
    "each line for itself": {
        '他说"明天\n"后天"': Written('他说"明天\n“后天”', '他说"明天\n「后天」'),
        '"明天"\r"后天': Written('“明天”\r"后天', '「明天」\r"后天'),
        '"hello"\n"雨"': Written('"hello"\n“雨”', '"hello"\n「雨」'),
        '5" \n"雨"': Written('5" \n“雨”', '5" \n「雨」'),
    },
    "each pair for itself": {
        '雨 "a" "路"': Written('雨 "a" “路”', '雨 "a" 「路」'),
        '"路" b "a"': Written('“路” b "a"', '「路」b "a"'),
    },
    "a mark after a closing quote is Chinese": {
        '"雨",路': Written("“雨”，路", "「雨」，路"),
        '雨,"路"': Written("雨，“路”", "雨，「路」"),
        "“a”,雨": Written("“a”，雨", "“a”，雨"),
        '"雨".': Written("“雨”。", "「雨」。"),
    },
    "quotes that were turned around": {
        "”雨“": Written("“雨”", "「雨」"),
        "他说”雨“和”路“": Written("他说“雨”和“路”", "他说「雨」和「路」"),
        "雨\n”路“": Written("雨\n“路”", "雨\n「路」"),
    },
    "重訂標點符號手冊, 引號: 「 」 outside, 『 』 inside": {
        "“雨”": Written("“雨”", "「雨」"),
        "“雨‘停’了”": Written("“雨‘停’了”", "「雨『停』了」"),
        "“雨“停”了”": Written("“雨“停”了”", "「雨『停』了」"),
        "‘雨’": Written("‘雨’", "「雨」"),
        "‘雨“停”了’": Written("‘雨“停”了’", "「雨『停』了」"),
        "他说“hello”": Written("他说“hello”", "他说「hello」"),
        "“hello”他": Written("“hello”他", "「hello」他"),
        "“雨”\n“路": Written("“雨”\n“路", "「雨」\n“路"),
        '他说"雨‘停’了"': Written("他说“雨‘停’了”", "他说「雨『停』了」"),
    },
    "an apostrophe is no quote": {
        "it’s“雨”": Written("it’s“雨”", "it’s「雨」"),
        "“it’s雨”": Written("“it’s雨”", "「it’s雨」"),
    },
}

LEFT: Final[Mapping[str, tuple[str, ...]]] = {
    "straight quotes that do not pair in their line": (*('他说"明天', '"雨"路"', '雨"\n路"'),),
    "a line with inches": ('13"的屏，15"的屏', '5"的屏，"雨"', '屏是13"的，"雨"', '"雨"，2"'),
    "quotes without Chinese": (
        '"hello" world',
        '雨 "hello" 路',
        'say "a", "b"。',
        "“hello”",
        "”hello“",
        "雨 “a” b",
    ),
    "strings of code": ('print("雨");', 'a = ["雨"]', '{"雨",'),
    "a quotation over several lines": ("“雨\n”停“路\n”",),
    "escaped quotes": (r"\"雨\"",),
    "single straight quotes": ("'雨'", "it's雨"),
    "curly quotes that pair in no way": (
        "“雨“",
        "”雨”",
        "“雨”“",
        "”雨“路”",
        "“雨‘停”了’",
        "“雨‘停了”",
    ),
    "an apostrophe after Chinese closes nothing": ("雨’“路”", "’“路”"),
    "protected spans": ('`"雨"`', '<b title="雨">'),
    "other marks": ("「雨」", "『雨』", "《雨》"),
}

# A digit before a quote is a length only when nothing follows that a word would have.
NO_INCHES: Final = ('"第5"a雨', '雨"v5"x')


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_quotes_as_each_region_writes_them(cases: Mapping[str, Written]) -> None:
    """Curly on the mainland, corners in Taiwan and Hong Kong, and minimal turns no glyph."""
    for text, written in cases.items():
        assert normalize_punctuation(text, style="mainland") == written.mainland
        for style in SOUTHERN:
            assert normalize_punctuation(text, style=style) == written.corner
        assert normalize_punctuation(text) == text


@pytest.mark.parametrize("style", NAMED)
@pytest.mark.parametrize("texts", LEFT.values(), ids=LEFT)
def test_quotes_that_are_left(texts: tuple[str, ...], style: Style) -> None:
    """Where a partner is in doubt, or nothing is Chinese, no quote is touched."""
    assert [normalize_punctuation(text, style=style) for text in texts] == [*texts]


@pytest.mark.parametrize("text", ['他说“明天"，"后天”', '“雨”和"路"', '"雨"，路”停', '”雨"停"'])
def test_straight_and_curly_quotes_in_one_line_are_left(text: str) -> None:
    """Two hands wrote them, and nobody knows which are pairs."""
    assert normalize_punctuation(text, style="mainland") == text


@pytest.mark.parametrize("style", SOUTHERN)
def test_a_later_pass_does_not_pair_them_either(style: Style) -> None:
    """What one style leaves in doubt the others do not know any better."""
    text = '他说“明天"，"后天”'
    assert normalize_punctuation(text, style=style) == text


@pytest.mark.parametrize("text", NO_INCHES)
def test_a_quote_before_a_letter_is_no_inch(text: str) -> None:
    """13" is a length, 5"a is not."""
    assert '"' not in normalize_punctuation(text, style="mainland")


def test_the_third_level_is_written_as_the_first() -> None:
    """重訂標點符號手冊, 引號: single and double corners take turns."""
    text = "“他说‘旧书里有“雨夜”一篇’就走了”"
    assert normalize_punctuation(text, style="taiwan") == "「他说『旧书里有「雨夜」一篇』就走了」"


def test_a_quote_inside_of_corners_is_the_inner_one() -> None:
    """重訂標點符號手冊, 引號: inside of 「 」 stands 『 』, whoever wrote the outer pair."""
    assert normalize_punctuation("「旧书里的“雨夜”」", style="taiwan") == "「旧书里的『雨夜』」"


@pytest.mark.parametrize("style", NAMED)
@given(text=st.text(st.sampled_from("雨a1 \n\"“”‘’'"), max_size=20))
def test_a_quote_becomes_a_quote(style: Style, text: str) -> None:
    """Quotes change their form and never their place, and go by pairs."""
    form = dict.fromkeys(map(ord, '"“”‘’「」『』'), '"')
    found = normalize_punctuation(text, style=style)
    assert found.translate(form).replace(" ", "") == text.translate(form).replace(" ", "")
    assert text.count('"') % 2 == found.count('"') % 2
    assert found.count("「") == found.count("」")
    assert found.count("『") == found.count("』")
