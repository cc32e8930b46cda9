"""Marks, brackets and spaces: the cases by the clause of the norm, in the styles that follow it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Post, normalize_punctuation
from postnorm.edits import apply
from postnorm.typography import options, punctuation
from postnorm.typography.punctuation import Style
from support.texts import TEXTS

STYLES: Final[tuple[Style, ...]] = get_args(Style)
NAMED: Final[tuple[Style, ...]] = ("mainland", "taiwan", "hongkong")
SOUTHERN: Final[tuple[Style, ...]] = ("taiwan", "hongkong")

Cases = Mapping[str, str]

# Reason -> text -> what minimal, too, makes of it.
SPACES: Final[Mapping[str, Cases]] = {
    "clreq 3.1.6: no space before a pause, a stop or a closing bracket": {
        "1 、先看结论": "1、先看结论",
        "雨停了 ，路 ；桥 ：河": "雨停了，路；桥：河",
        "雨停了 。路湿 ？慢走 ！": "雨停了。路湿？慢走！",
        "（上 ）【下 】《旧书 》「雨 」『夜 』": "（上）【下】《旧书》「雨」『夜』",
        "〈河 〉〔岸 〕〖桥 〗": "〈河〉〔岸〕〖桥〗",
        "Ruby ，好": "Ruby，好",
    },
    "no space after a pause or an opening bracket": {
        "雨停了， 路； 桥： 河、 岸": "雨停了，路；桥：河、岸",
        "（ 上）【 下】《 旧书》「 雨」『 夜』": "（上）【下】《旧书》「雨」『夜』",
        "〈 河〉〔 岸〕〖 桥〗": "〈河〉〔岸〕〖桥〗",
        "他说： “a”， ‘b’": "他说：“a”，‘b’",
        "版本， Ruby， 1": "版本，Ruby，1",
        "雨， （停）、 《路》： 【桥】": "雨，（停）、《路》：【桥】",
    },
    "blanks of every kind, however many": {
        "雨停了\u3000\u3000，路\t，桥\xa0 ，河": "雨停了，路，桥，河",
        "雨停了，\u3000路，\t 桥，\xa0河": "雨停了，路，桥，河",
    },
    "what only looks like a marker is a word": {
        "**重点** ，路滑": "**重点**，路滑",
        "左- ，右": "左-，右",
        "1.5 ，够了": "1.5，够了",
        "x1. ，好": "x1.，好",
        "见 - ，好": "见 -，好",
        "- 路 ，滑": "- 路，滑",
        "1. 路 ，滑": "1. 路，滑",
        "左\n\n右- ，路": "左\n\n右-，路",
        "#######": "#######",
        f"{'雨' * 70}- ，路": f"{'雨' * 70}-，路",
        f"{'-' * 70} ，路": f"{'-' * 70}，路",
        f"雨{'>' * 70} ，路": f"雨{'>' * 70}，路",
    },
    "cells of a table": {"| 雨 ， | 路 ： |": "| 雨， | 路： |", "|（ 雨 | 路 |": "|（雨 | 路 |"},
}

# Reason -> texts that every style leaves alone.
LEFT_BY_ALL: Final[Mapping[str, tuple[str, ...]]] = {
    "the space of a Markdown marker": (
        *("- ，路", "* ，路", "+ ，路", "- 。路", "雨\n- ，路", "雨\r\n- ，路", "  - ，路"),
        *("1. （路", "1. ，路", "1) ，路", "123456789. ，路"),
        *("> 。路", "> > ，路", "> - ，路", "> 1. 。路"),
        *("## 《路", "# ，路", "###### ，路"),
        *("- [ ] （路", "- [ ] ，路", "- [x] ，路", "- [X] ，路"),
        f"{'雨' * 80}\n- ，路",
    ),
    "a cell of a table that begins with a mark": ("| ，路 |", "路| ，", "|  ，路 |", "路 |\t。"),
    "the beginning of a text and of a line": (" ，路", "\u3000，路", "雨\n ，路", "雨\r \t。路"),
    "the end of a text and of a line": ("雨， ", "雨， \n路", "雨（ \r\n路", "雨 \n，路"),
    "a blank to fill": ("（ ）", "（    ）", "（\u3000\u3000）", "【 】", "雨（ ）停", "《 》"),
    "protected spans": ("`雨 ，路,桥`", "[雨](./路 ，桥.html)", '<a title="雨 ，路">'),
    "what stands well": ("雨停了，路还湿。", "《雨》再来", "雨 停", "Ruby 语言"),
}

# Reason -> text -> what every style but minimal makes of it; minimal leaves it alone.
MARKS: Final[Mapping[str, Cases]] = {
    "GB/T 15834-2011, 4.1-4.7: marks after Chinese are full-width": {
        "雨停了,路还湿;桥在:河涨": "雨停了，路还湿；桥在：河涨",
        "停了!走么?走": "停了！走么？走",
        "停了! 走么? “走”": "停了！走么？“走”",
        "雨,  《旧书》, 「路」": "雨，《旧书》，「路」",
        "版本,Ruby;1:x": "版本，Ruby;1:x",
        "他:Ruby": "他：Ruby",
        "时间:16:25,雨": "时间：16:25,雨",
        "公告:(雨)": "公告：（雨）",
        "雨:\n路:": "雨：\n路：",
        "（雨）,《路》;【桥】:河": "（雨），《路》；【桥】：河",
        "〇,\u3400,\u4dbf,\U00020000,": "〇，\u3400，\u4dbf，\U00020000，",
        "「雨」,『路』;走": "「雨」，『路』；走",
    },
    "rows of half-width ! and ? are one cry": {
        "真的么??": "真的么？？",
        "停!!!走": "停！！！走",
        "停?! 走": "停？！走",
        "（停!!）": "（停！！）",
    },
    "a mark after one Latin word of a Chinese sentence": {
        "他用Ruby,我用 Go;走": "他用Ruby，我用 Go；走",
        "都不知道？Ruby!": "都不知道？Ruby！",
        "他用 Ruby?\n雨": "他用 Ruby？\n雨",
    },
    "a pause after one number of a Chinese sentence, with its unit": {
        "热到30℃,路干了": "热到30℃，路干了",
        "雨占 60%;风速3.5m/s,河涨2.25;停": "雨占 60%；风速3.5m/s，河涨2.25；停",
        "雨，711,停": "雨，711，停",
        "雨5kg, 停": "雨5kg，停",
        f"雨{'1' * 9},停": f"雨{'1' * 9}，停",
        f"雨1.{'1' * 9},停": f"雨1.{'1' * 9}，停",
    },
    "CY/T 154-2017: an English sentence keeps English marks": {
        "「Keep it short，keep it plain。」": "「Keep it short, keep it plain.」",
        "The rain has stopped，at last！": "The rain has stopped, at last!",
        "雨\nIs it raining still？Yes it is。\n雨": "雨\nIs it raining still? Yes it is.\n雨",
    },
    "brackets that blanks part from Chinese on both sides": {
        "回声测深 (ECHO) 是": "回声测深（ECHO）是",
        "回声测深 (ECHO)，是": "回声测深（ECHO），是",
    },
    "a full stop where a sentence ends": {
        "雨停了.": "雨停了。",
        "「雨停了.」": "「雨停了。」",
        "『雨停了.』【停.】《停.》": "『雨停了。』【停。】《停。》",
        "雨停了. 路": "雨停了。路",
        "雨停了.\n路湿.\r\n桥": "雨停了。\n路湿。\r\n桥",
        "（雨停了.）": "（雨停了。）",
        "（雨）.": "（雨）。",
        "雨停了. 《旧书》": "雨停了。《旧书》",
    },
    "brackets after Chinese, or with Chinese inside": {
        "回声测深(ECHO)": "回声测深（ECHO）",
        "他(河边)走了": "他（河边）走了",
        "(河边)": "（河边）",
        "Ruby (语言)": "Ruby（语言）",
        "水(乙)(丙)": "水（乙）（丙）",
        "水(\U00020000)": "水（\U00020000）",
        "水(!)": "水（!）",
    },
    "brackets inside brackets": {
        "水(甲(1))和f(x)": "水（甲（1））和f(x)",
        "((甲))": "（（甲））",
        "(a (b 甲) c)": "（a（b 甲）c）",
        "[(a[(甲)] b)": "[（a[（甲）] b）",
        "水(f(x)乙)": "水（f(x)乙）",
        "见 (f(甲) b)": "见（f(甲) b）",
        "见 (甲f(x))": "见（甲f(x)）",
        "水(a)) (c": "水（a）) (c",
    },
    "a bracket of two hundred characters": {f"水({'a' * 199})": f"水（{'a' * 199}）"},
    "GB/T 15834-2011, 4.11: an ellipsis is ……": {
        "雨。。。": "雨……",
        "雨。。。。。。停": "雨……停",
        "雨...停": "雨……停",
        "雨....": "雨……",
        "雨…停": "雨……停",
        "雨⋯停": "雨……停",
        "雨・・・": "雨……",
        "雨····停": "雨……停",
        "（...雨），...": "（……雨），……",
        "“雨停了。”...": "“雨停了。”……",
        "‘雨’……“停…”...\n": "‘雨’……“停……”……\n",
        "不知道．．．还是．．．．": "不知道……还是……",
    },
    "GB/T 15834-2011, 4.10: a dash is ——": {
        "雨--停": "雨——停",
        "雨---停": "雨——停",
        "雨----停": "雨——停",
        "雨。--停": "雨。——停",
        "雨--": "雨——",
        "雨──停": "雨——停",
        "雨⸺停": "雨——停",
    },
    "clreq: the interpunct between Han is U+00B7": {
        "达•芬奇": "达·芬奇",
        "达‧芬奇": "达·芬奇",
        "达・芬奇": "达·芬奇",
        "达∙芬⋅奇": "达·芬·奇",
    },
    "no norm knows a doubled pause": {
        "雨，，停": "雨，停",
        "雨、、、停；；走：：河": "雨、停；走：河",
        "雨。。停": "雨。停",
    },
    "clreq: letters and digits are half-width": {
        "软件Ｒｕｂｙ": "软件Ruby",
        "ＡＺａｚ０９": "AZaz09",
        "在２０１３年": "在2013年",
    },
    "no space outside brackets and after stops": {
        "雨停了。 路湿！ 走？ 好": "雨停了。路湿！走？好",
        "雨 （停） 了": "雨（停）了",
        "读 《旧书》 吧": "读《旧书》吧",
        "《雨》 《路》": "《雨》《路》",
        "Ruby （语言） 1": "Ruby（语言）1",
        "雨。 （停）": "雨。（停）",
        "10 （页）": "10（页）",
        "停！ （走） 好": "停！（走）好",
    },
    "one after the other": {
        "他(甲),乙": "他（甲），乙",
        "雨,...停": "雨，……停",
        "雨｡ ｢停｣,": "雨。「停」，",
        "雨﹐停 (了)": "雨，停（了）",
        "雨,，停": "雨，停",
        "雨 (停),走": "雨（停），走",
    },
}

# Reason -> texts that no style but minimal would have a reason to touch, and none does.
LEFT_BY_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "a face keeps its eyes": ("真的:)", "好的;-)", "唉:(", "唉:-(，雨"),
    "a shortcode keeps its colons": (
        *("雨停了:smile:再走", "好:+1:", "好:-1:", "好:a_b:", "雨停了:A1:"),
        f"雨:{'a' * 30}:",
    ),
    "marks after Latin letters and digits": (
        *("1,000元", "16:25到", "在16:25", "3.14是", "见file.txt吧", "file.txt,好", "e.g. 雨"),
        *("Ruby, 雨", "Ruby: 雨", "Ruby! 雨", "a;雨", "Ruby. 雨"),
    ),
    "a number that goes on, or that no sentence has": (
        *("雨1,000", "1,雨", "雨v1.2,停", "雨1.2.3,停", "雨1/2,停", "雨-5,停", "雨 a=1,停"),
        *(f"雨{'1' * 10},停", "雨 3 km,停", "雨1℃!停"),
    ),
    "dots behind what may be an English quotation": (
        "“Ruby”...",
        "“Ruby”...\n雨",
        "1．雨",
        "雨．．",
    ),
    "a stop that may part a name or end a number": (
        *("爱新觉罗.溥仪", "一. 雨", "十.\n雨", "二十三. 路", "五."),
    ),
    "options of a command": ("运行--version", "雨--Ruby", "。--a", "雨--1", "雨--Z9"),
    "a stop in the middle of something": ("雨.txt", "雨. b", "雨.1", "雨.b 路", "雨.. 停"),
    "two half-width pauses in a row": ("雨,,停", "雨,;停", "雨::停", "雨,!停", "雨!,停"),
    "a row before Latin, which may be an operator": ("雨!!x", "雨??1", "雨!!=停", "雨?![图](a)"),
    "a Latin word that the mark may belong to": (
        "来自Yahoo!的信",
        "雨停了hello?world!",
        "用a b,雨",
    ),
    "the exclamation mark of an image": ("雨![图](a.png)", "雨！![图](a.png)"),
    "brackets of code, links and escapes": (
        *("f(x)", "f(甲)", "F1(甲)", "a_(甲)", "[图](甲)", "甲](b)", r"甲\(b\)", r"\(甲)"),
    ),
    "English within a Chinese line, and no sentence": (
        *("雨停了 it is so，and that is it。", "Read it，now。", "Visual Studio，Sublime Text。"),
        *("「雨 is it so，and that is it」", "い is it so，and that is it"),
    ),
    "intervals and coordinates": ("范围是(22, 39)的", "点(x,y)", "在 (2, 3) 间", "(0, +∞)内"),
    "brackets without Chinese": ("Ruby (x)", "(x)", "，(x)", "水 (x)"),
    "brackets with nothing inside or without a partner": ("水()", "水(a", "a)水", "水(甲\n乙)"),
    "a bracket of more than two hundred characters": (
        f"水({'a' * 200})",
        f"x ({'a' * 199}雨)",
    ),
    "dots and hyphens after Latin letters": (
        *("wait...", "wait…", "a--b", "--雨", "雨 -- 停", "<!-- 雨 -->", "a ... 雨"),
    ),
    "two dots, one hyphen": ("雨..停", "雨-停"),
    "a single dash connects, and ellipses and dashes as they should be": (
        *("雨—停", "雨——停", "雨……停", "雨－停", "雨–停"),
    ),
    "interpuncts of Latin and kana": (
        "Leonardo•da",
        "レオ・ダ",
        "甲・ダ",
        "ダ・甲",
        "a•甲",
        "甲•a",
    ),
    "marks that stand once, and letters that are half-width": (
        "雨，停。走、好；是：不",
        "Ruby 1.0",
    ),
    "rows of three and fewer": (
        "停！！！",
        "停？？？",
        "停？！",
        "停！！？",
        "停！？！",
        "停？！？",
    ),
}

# Every entry of the table of forms (Unicode 6.2: Small Form Variants, Halfwidth CJK, Vertical Forms).
FORMS: Final[Mapping[str, str]] = {
    "﹐": "，", "﹑": "、", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！",
    "﹙": "（", "﹚": "）", "｡": "。", "､": "、", "｢": "「", "｣": "」",
    "︽": "《", "︾": "》", "︿": "〈", "﹀": "〉", "﹁": "「", "﹂": "」",
    "﹃": "『", "﹄": "』", "︵": "（", "︶": "）", "︻": "【", "︼": "】",
    "︰": "：", "︐": "，", "︑": "、", "︒": "。", "︓": "：", "︔": "；",
    "︕": "！", "︖": "？",
}  # fmt: skip

every_style = pytest.mark.parametrize("style", STYLES)
named_style = pytest.mark.parametrize("style", NAMED)


def made(texts: Cases, style: Style) -> Cases:
    return {text: normalize_punctuation(text, style=style) for text in texts}


# --- spaces --------------------------------------------------------------------


@every_style
@pytest.mark.parametrize("cases", SPACES.values(), ids=SPACES)
def test_spaces_beside_marks_go(cases: Cases, style: Style) -> None:
    """A full-width mark brings its own room, in every style."""
    assert made(cases, style) == cases


@every_style
@pytest.mark.parametrize("texts", LEFT_BY_ALL.values(), ids=LEFT_BY_ALL)
def test_what_no_style_touches(texts: tuple[str, ...], style: Style) -> None:
    """Spaces that say something, and text that stands well, are left alone."""
    assert [normalize_punctuation(text, style=style) for text in texts] == [*texts]


@pytest.mark.parametrize("cases", MARKS.values(), ids=MARKS)
def test_minimal_has_no_opinion_on_glyphs(cases: Cases) -> None:
    """What only some norms ask for is left to them; a space after a stop may have been a paragraph."""
    blank = re.compile(r"\s")
    assert [blank.sub("", normalize_punctuation(text)) for text in cases] == [
        blank.sub("", text) for text in cases
    ]
    assert normalize_punctuation("雨停了。 路湿！ 走？ 好") == "雨停了。 路湿！ 走？ 好"
    assert normalize_punctuation("雨 （停） 了 《路》 吧") == "雨 （停） 了 《路》 吧"


# --- marks ---------------------------------------------------------------------


def in_corners(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "「」「」"))


@named_style
@pytest.mark.parametrize("cases", MARKS.values(), ids=MARKS)
def test_marks_as_the_norms_have_them(cases: Cases, style: Style) -> None:
    """What the norms of all three regions say, in all three styles."""
    wanted = {t: w if style == "mainland" else in_corners(w) for t, w in cases.items()}
    assert made(cases, style) == wanted


@named_style
@pytest.mark.parametrize("texts", LEFT_BY_NAMED.values(), ids=LEFT_BY_NAMED)
def test_what_the_norms_do_not_ask_for(texts: tuple[str, ...], style: Style) -> None:
    """Latin text, numbers, code, and marks that could be meant are left alone."""
    assert [normalize_punctuation(text, style=style) for text in texts] == [*texts]


@pytest.mark.parametrize(("form", "mark"), FORMS.items(), ids=FORMS)
def test_each_form_becomes_the_mark_it_stands_for(form: str, mark: str) -> None:
    """Presentation and half-width forms are ordinary marks that lost their way (Unicode 6.2, 18)."""
    for style in NAMED:
        assert normalize_punctuation(f"雨{form}停", style=style) == f"雨{mark}停"
    assert normalize_punctuation(f"雨{form}停") == f"雨{form}停"


@pytest.mark.parametrize(
    ("text", "mainland"),
    [
        ("停！！！！", "停！！！"),
        ("停？？？？？走", "停？？？走"),
        ("停？？！！", "停？？！"),
        ("停！？", "停？！"),
        ("停！？走！？", "停？！走？！"),
        ("雨⋯⋯停", "雨……停"),
    ],
)
def test_what_only_the_mainland_asks_for(text: str, mainland: str) -> None:
    """GB/T 15834-2011, 4.2.3.3, 4.3.3.3, 4.11: at most three ！, ？ before ！, dots on the line."""
    assert normalize_punctuation(text, style="mainland") == mainland
    for style in (*SOUTHERN, "minimal"):
        assert normalize_punctuation(text, style=style) == text


def test_no_two_kinds_of_dots_in_one_ellipsis() -> None:
    """GB/T 15834-2011, 4.11: the dots of the mainland stand on the line, all of them."""
    assert "⋯" not in normalize_punctuation("雨⋯⋯⋯停", style="mainland")


@pytest.mark.parametrize(
    "text",
    ["He said “yes”, then left.", "the dogs’, she said", "“...wait”", "“yes”. “No”", "wait⋯⋯"],
)
def test_latin_text_stays(text: str) -> None:
    """Curly quotes and apostrophes are English as well: without Chinese there is nothing to do."""
    assert normalize_punctuation(text, style="mainland") == text


# --- styles --------------------------------------------------------------------


def test_every_style_has_its_finders() -> None:
    """A style that can be named can be run, and minimal is the default."""
    text = '他说"明天"再来 ，雨停了...⋯⋯好'
    assert {style: normalize_punctuation(text, style=style) for style in STYLES} == {
        "minimal": '他说"明天"再来，雨停了...⋯⋯好',
        "mainland": "他说“明天”再来，雨停了…………好",
        "taiwan": "他说「明天」再来，雨停了……⋯⋯好",
        "hongkong": "他说「明天」再来，雨停了……⋯⋯好",
    }
    assert normalize_punctuation(text) == normalize_punctuation(text, style="minimal")


@pytest.mark.parametrize("style", ["Mainland", "", "tw", None, 3, ["taiwan"]], ids=repr)
def test_an_unknown_style_is_told_with_the_known_ones(style: object) -> None:
    """The error comes when the rule is called or bound, not when text needs work."""
    message = f"style is one of minimal, mainland, taiwan, hongkong, not {style!r}"
    for call in (
        normalize_punctuation.using,
        lambda **options: normalize_punctuation("", **options),
        lambda **options: normalize_punctuation.edits("", **options),
        lambda **options: normalize_punctuation(Post.from_text(""), **options),
    ):
        with pytest.raises(ValueError, match=re.escape(message)):
            call(style=style)  # type: ignore[arg-type]


@named_style
@pytest.mark.parametrize(
    "text",
    [
        '"甲",乙',
        '他说"甲".',
        '甲,"乙":',
        "甲(乙),丙",
        "甲,...",
        "甲﹐ 乙",
        "甲｣,",
        "甲,，乙",
        '甲﹐"乙" ，丙',
    ],
)
def test_one_pass_of_the_finders_is_enough(text: str, style: Style) -> None:
    """Pairing runs before width, and spaces run last: each finder sees what those before it made."""
    once = apply(text, punctuation._find(text, options.plan(style)))
    assert once == normalize_punctuation(text, style=style) != text


# --- properties ----------------------------------------------------------------


@every_style
@given(text=st.text(st.characters(max_codepoint=0x7F), max_size=30))
def test_text_in_ascii_stays(text: str, style: Style) -> None:
    """Without a Chinese character or mark there is nothing to repair."""
    assert normalize_punctuation(text, style=style) is text


@given(text=TEXTS)
def test_minimal_only_deletes_blanks(text: str) -> None:
    """What is wrong in every norm is a space too many, never a glyph."""
    edits = normalize_punctuation.edits(text)
    assert all(not edit.new and not text[edit.start : edit.end].strip() for edit in edits)


@every_style
@given(text=TEXTS)
def test_no_word_changes(text: str, style: Style) -> None:
    """Only marks, blanks and the width of letters are a copy editor's business."""
    narrow = {c: c - 0xFEE0 for c in range(0xFF10, 0xFF5B)}
    for kept in (re.compile(r"[^\u3400-\u9fff]"), re.compile(r"[\W_]")):
        words = kept.sub("", text.translate(narrow))
        assert kept.sub("", normalize_punctuation(text, style=style).translate(narrow)) == words
