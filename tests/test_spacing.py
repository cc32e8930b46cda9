"""Gaps between Chinese and Latin: where they go, what stays whole, and the laws of both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Post, normalize_punctuation, normalize_spacing
from postnorm.tables.letter_words import LETTER_WORDS
from postnorm.tables.units import UNITS
from postnorm.typography.gaps import find_units
from postnorm.typography.spacing import names_in
from support.texts import TEXTS

# Reason -> without gaps -> with them. Taking them out gives the first again.
BOTH_WAYS: Final[Mapping[str, Mapping[str, str]]] = {
    "the copywriting guide, 中英文之间 and 中文与数字之间": {
        "在Ruby里写了100行": "在 Ruby 里写了 100 行",
        "第18期的Teahour.fm": "第 18 期的 Teahour.fm",
        "A开头的case": "A 开头的 case",
        "于2009年，3月": "于 2009 年，3 月",
    },
    "letters of other scripts that are written with words": {
        "α的值和Привет你好": "α 的值和 Привет 你好",
        "café的µ值": "café 的 µ 值",
    },
    "what belongs to a word or a number goes with it": {
        "涨了15%的，x²是90°角": "涨了 15% 的，x² 是 90° 角",
        "用C++和C#写，A+级": "用 C++ 和 C# 写，A+ 级",
        "花了$50买，€5.5元，+86电话": "花了 $50 买，€5.5 元，+86 电话",
        "版本1.10.2在16:25发布": "版本 1.10.2 在 16:25 发布",
        "Yes!升级到了Ruby": "Yes! 升级到了 Ruby",
    },
    "code, formulas and addresses are words with edges": {
        "用`a`写，$x$的值": "用 `a` 写，$x$ 的值",
        "写信到a@b.example谢谢": "写信到 a@b.example 谢谢",
        "看https://a.example/b，再说": "看 https://a.example/b，再说",
        "在HTTP/2里": "在 HTTP/2 里",
    },
    "the gap stands outside of emphasis, tags and brackets": {
        "**Ruby**语言，学*Go*吧": "**Ruby** 语言，学 *Go* 吧",
        "**语言**Ruby，~~Go~~不学": "**语言** Ruby，~~Go~~ 不学",
        "雨<b>Ruby</b>停": "雨 <b>Ruby</b> 停",
        "Hello<a href='#'>世界</a>World": "Hello <a href='#'>世界</a> World",
        "公告(美股)发布": "公告 (美股) 发布",
    },
    "an anchor of a heading": {"# 简介{#intro}": "# 简介 {#intro}"},
}

# Reason -> texts that neither way touches.
LEFT: Final[Mapping[str, tuple[str, ...]]] = {
    "a date is written as it is, and so is what stands beside it": (
        *(
            "于2013年10月21日开始",
            "2013年10月",
            "10月21日",
            "10月21号和8点30分",
            "10月21-23日",
            "10月21日16时25分30秒",
            "2013年10月21",
        ),
    ),
    "full-width marks bring their own room": ("《Ruby》，好。10", "“Go”和（Ruby）", "他说：Ruby。"),
    "links and what they are called": ("见[这里](a.html)吧", "看![图](a.png)吧", "[甲][1]乙"),
    "an address or a path may go on in Chinese": (
        *("https://a.example/这是file名.html", "/wiki/hello网页", "~/下载/a文件"),
    ),
    "names and topics": ("问@阿七abc去", "看#Ruby周刊#吧"),
    "placeholders and parameters": ("格式是%s或%d的", "用$1或$2"),
    "what is as wide as Chinese": ("①时机②Ａ段", "25℃的㎡", "雨￥100"),
    "chess, sums and blanks to fill": ("甲*Ruby", "5*3", "甲*乙", "雨__停", "甲~乙"),
    "the number of a list or of a paragraph": ("1)甲", "1.雨", "第(3)条"),
    "Japanese": ("Rubyを使う", "ルビーRuby"),
    "no Chinese": ("Rain 10Gbps, 15 % 4", "a(b)c", ""),
    "entities and escapes": ("雨&nbsp;停", r"雨\#停"),
}

KEEP: Final = ("在Ruby里", "在 Ruby 里", "15 %的", "10Gbps的")

# What gaps depend on, without the units, which are never closed up again.
PIECES: Final = st.lists(
    st.sampled_from(
        [
            *"雨年月日时分T恤aZ0159%°²+-#$@*~`()[]<>{}|\\/.,;!?:，。、（）《》“”… \n\xa0\u3000",
            *("**", "Ruby", "`a`", "$x$", "http://a.example", "2013年10月21日", "[甲](b)", "<b>"),
            *("</b>", "&nbsp;", "T恤", "{#", "1.", "甲b"),
        ]
    ),
    max_size=10,
).map("".join)


def insert(text: str, **options: Any) -> str:
    return normalize_spacing(text, cjk_latin="insert", **options)


def remove(text: str, **options: Any) -> str:
    return normalize_spacing(text, cjk_latin="remove", **options)


@pytest.mark.parametrize("cases", BOTH_WAYS.values(), ids=BOTH_WAYS)
def test_gaps_go_in_and_out(cases: Mapping[str, str]) -> None:
    """What the one way puts in the other takes out, and each leaves its own result alone."""
    assert {text: insert(text) for text in cases} == cases
    assert {wanted: remove(wanted) for wanted in cases.values()} == {b: a for a, b in cases.items()}
    for close, wide in cases.items():
        assert insert(wide) is wide
        assert remove(close) is close


@pytest.mark.parametrize("texts", LEFT.values(), ids=LEFT)
def test_what_neither_way_touches(texts: tuple[str, ...]) -> None:
    """A gap that would say something else, or might, is neither put in nor taken out."""
    assert [(insert(text), remove(text)) for text in texts] == [(text, text) for text in texts]


@pytest.mark.parametrize("text", KEEP)
def test_a_gap_is_a_matter_of_taste(text: str) -> None:
    """clreq leaves it to the layout, so the default is to keep what is written."""
    assert normalize_spacing(text) is text
    assert normalize_spacing(text, cjk_latin="keep") is text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("宽带 10Gbps，SSD 有 20TB。", "宽带 10 Gbps，SSD 有 20 TB。"),
        ("重1.5kg的", "重 1.5 kg 的"),
        ("约1,000km/h", "约 1,000km/h"),
        ("型号RTX30GB", "型号 RTX30GB"),
        ("5G和4K", "5G 和 4K"),
        ("at 10Gbps", "at 10Gbps"),
        ("雨\nat 10Gbps", "雨\nat 10Gbps"),
        ("2013-10GB雨", "2013-10GB 雨"),
    ],
)
def test_a_unit_stands_off_its_number(text: str, wanted: str) -> None:
    """GB 3101-1993, 3.3: a space between number and unit; only in lines with Chinese."""
    assert insert(text) == wanted
    assert remove(wanted).count(" ") <= wanted.count(" ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("涨了 15 % 的", "涨了 15% 的"),
        ("转 90 °。", "转 90°。"),
        ("余数是 15 % 4", "余数是 15 % 4"),
        ("甲 25 ℃ 乙", "甲 25 ℃ 乙"),
    ],
)
def test_percent_and_degrees_stand_close(text: str, wanted: str) -> None:
    """The copywriting guide, 度数与百分比; what could be a sum stays."""
    assert insert(text) == wanted
    assert " %" not in remove(text) or text == wanted


def test_a_no_break_space_is_a_gap() -> None:
    """It is as wide as a space, and whoever set it had a reason."""
    text = "用\xa0`a`\xa0写\xa0Ruby\xa0的"
    assert insert(text) is text
    assert remove(text) == "用`a`写Ruby的"


@pytest.mark.parametrize("word", LETTER_WORDS)
def test_a_word_with_letters_is_one_word(word: str) -> None:
    """T恤 is no T and no 恤; in another word the same letters are not it."""
    assert word in insert(f"雨{word}停")
    assert re.search("[\u4e00-\u9fff]", word)
    assert not re.fullmatch("[\u4e00-\u9fff]+", word)


def test_the_end_of_a_longer_word_is_no_word_with_letters() -> None:
    """VIP卡 is not IP卡."""
    assert insert("办VIP卡和IP卡") == "办 VIP 卡和 IP卡"


def test_tables_of_words_and_units_hold_each_once() -> None:
    """A table is a set, and a unit is nothing that a word begins with."""
    for table in (LETTER_WORDS, UNITS):
        assert len(set(table)) == len(table)
    assert all(len(unit) > 1 and unit.isascii() for unit in UNITS)
    assert all(list(find_units(f"雨 10{unit}")) for unit in UNITS)


def test_names_stay_as_they_are_written() -> None:
    """A name is how its bearer writes it; what stands around it is not."""
    assert insert("李燕fighting用Ruby", names=("李燕fighting",)) == "李燕fighting 用 Ruby"
    assert remove("小满 Lab 用 Ruby", names=["小满 Lab"]) == "小满 Lab用Ruby"


def test_a_post_gives_its_names() -> None:
    """Author, account and publisher of the metadata are names."""
    fields = {"author": "李燕fighting、阿七", "account": "Go夜读", "publisher": "河边"}
    post = Post.from_text("李燕fighting在Go夜读写Ruby", fields)
    assert names_in(post) == ("李燕fighting", "阿七", "Go夜读", "河边")
    step = normalize_spacing.using(cjk_latin="insert")
    assert step(post).body == "李燕fighting 在 Go夜读写 Ruby"
    assert normalize_spacing.context(post) == {"names": names_in(post)}
    assert names_in(Post.from_text("", {"author": "雨" * 65})) == ()
    assert names_in(Post.from_text("", {"author": "a"})) == ()


@pytest.mark.parametrize("value", ["Insert", "", None, 3, ["keep"]], ids=repr)
def test_an_unknown_way_is_told_with_the_known_ones(value: Any) -> None:
    """Checked when called."""
    with pytest.raises(ValueError, match=r"cjk_latin is one of keep, insert, remove, not "):
        normalize_spacing("", cjk_latin=value)


@pytest.mark.parametrize("value", ["李燕", 3, None, (3,)], ids=repr)
def test_names_are_several_words(value: Any) -> None:
    """A bare word would be taken for a list of its characters."""
    with pytest.raises(TypeError, match="names is a tuple of words"):
        normalize_spacing("", names=value)


# --- properties ----------------------------------------------------------------


@given(text=PIECES | TEXTS)
def test_only_blanks_come_and_go(text: str) -> None:
    """Nothing but single blanks is put in or taken out."""
    for edit in normalize_spacing.edits(text, cjk_latin="insert"):
        assert (edit.start == edit.end and edit.new == " ") or edit.rule == "spacing.percent"
    for edit in normalize_spacing.edits(text, cjk_latin="remove"):
        assert edit.new == "" and not text[edit.start : edit.end].strip()  # noqa: PT018


@given(text=PIECES)
def test_taking_out_undoes_putting_in(text: str) -> None:
    """Whatever gaps insert adds, remove takes away again."""
    assert remove(insert(text)) == remove(text)


@given(text=st.text(st.characters(max_codepoint=0x2FF), max_size=30))
def test_text_without_chinese_stays(text: str) -> None:
    """There is nothing to part."""
    assert insert(text) is text
    assert remove(text) is text


@given(text=PIECES)
def test_gaps_make_no_new_mistakes(text: str) -> None:
    """What gaps are put into is still well punctuated."""
    made = insert(normalize_punctuation(text, style="mainland"))
    assert normalize_punctuation(made, style="mainland") == made
