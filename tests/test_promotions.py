"""Promotions: every entry proves itself on its own examples; place, form and company decide with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import Post, Promotion, find_promotions, learn_promotions, strip_promotions
from postnorm.boilerplate.matching import Matcher
from postnorm.boilerplate.packs import Entry, shipped
from postnorm.boilerplate.templates import picture_name
from postnorm.boilerplate.wording import fold, wording
from postnorm.spans import find_spans, span_cut_at
from postnorm.tables import promotion_signs as signs
from support.counting import lines_run
from support.texts import TEXTS

ARTICLE: Final = (
    "雨下了一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n"
    "水已经漫过了石阶，桥还在，桥下的船不见了，连狗也不叫一声，谁也不知道它们去了哪里。\n\n"
) * 6
ENTRIES: Final = shipped().entries
EXAMPLES: Final = [(entry, text) for entry in ENTRIES for text in entry.removes]
LOOK_ALIKES: Final = [(entry, text) for entry in ENTRIES for text in entry.keeps]


def named(value: object) -> str:
    return value.id if isinstance(value, Entry) else str(value)[:24]


def units(text: str) -> Iterator[str]:
    yield from text.split("\n")
    yield from re.split("(?<=。)", text)


SIGNS: Final = {name: words for name, words in vars(signs).items() if isinstance(words, tuple)}


@pytest.mark.parametrize("name", SIGNS)
def test_words_of_evidence_are_folded_and_stand_once(name: str) -> None:
    """A word that folding changes would never be found, except where texts are read as written."""
    words = SIGNS[name]
    assert len(set(words)) == len(words)
    if name != "ACCOUNTS":
        assert [fold(word) for word in words] == list(words)


def test_no_word_of_what_is_told_hides_another() -> None:
    """They are counted, so none may be the beginning of another: the search would see only one."""
    told = sorted(signs.TOLD)
    assert not [pair for pair in pairwise(told) if pair[1].startswith(pair[0])]


PROSE: Final = (
    "雨停了。",
    "我们沿着河走，公众号三个字写在墙上。",
    "GitHub 上有代码。",
    "- 一",
    "---",
    "![](a.png)",
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*(text for _, text in EXAMPLES), *PROSE * 20]),
            st.sampled_from(["\n\n", "\n", "", " \n", "\r\n"]),
        ),
        max_size=8,
    ),
    st.none() | st.integers(0, 8),
)
def test_what_a_finder_calls_settled_is_settled(
    parts: list[tuple[str, str]], place: int | None
) -> None:
    """Where the finder says that nothing is left, one more pass finds nothing.

    Plugs may share lines, and stand in a text so long that Latin phrases are not looked for everywhere.
    """
    pieces = ["".join(part) for part in parts]
    if place is not None:
        pieces.insert(place, ARTICLE * 9)
    once = strip_promotions("".join(pieces))
    assert strip_promotions.edits(once) == ()


@pytest.mark.parametrize(("entry", "text"), EXAMPLES, ids=named)
def test_an_entry_removes_its_examples(entry: Entry, text: str) -> None:
    """An example is known by the entry it belongs to, and goes whole from where it belongs."""
    alone = Matcher([entry])
    assert any(alone.match(form(unit)) for unit in units(text) for form in (wording, picture_name))
    if entry.where == "head":
        assert strip_promotions(f"{text}\n\n{ARTICLE}") == ARTICLE
    else:
        assert strip_promotions(f"{ARTICLE}{text}\n") == ARTICLE.rstrip() + "\n"


@pytest.mark.parametrize(("entry", "text"), LOOK_ALIKES, ids=named)
def test_an_entry_keeps_its_look_alikes(entry: Entry, text: str) -> None:
    """A sentence that only speaks of such things stays, at the end and at the head, by all entries."""
    for article in (f"{ARTICLE}{text}\n", f"{text}\n\n{ARTICLE}"):
        assert strip_promotions(article) is article


def test_the_entries_are_in_order_and_explained() -> None:
    """Ids are unique and sorted within a kind; each entry has its examples and a reason."""
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        assert postnorm.tables.reasons.reason_of(f"promotions.{entry.id}") == entry.reason
        assert len(entry.removes) >= 2, entry.id
        assert len(entry.keeps) >= 2, entry.id


def test_folding_takes_script_width_case_and_blanks_together() -> None:
    """One entry serves Simplified and Traditional posts, spaced out, emphasized or linked."""
    assert fold("歡 迎\u3000關\u200b注：ＩＤ") == fold("欢迎关注:id") == "欢迎关注:id"
    for plug in (
        "欢 迎 关 注 微 信 公 众 号 ： 河\u200b边",
        "歡迎關注我的**公眾號**：河邊",
        "欢迎**关**注我的[公众号](http://a.example/b)：河边",
        "<b>欢迎关注</b>我的公众号：河边",
    ):
        assert strip_promotions(ARTICLE + plug) == ARTICLE.rstrip(), plug


# --- place, form and company -----------------------------------------------------


@pytest.mark.parametrize("number", [1, 12, 13, 40])
def test_any_number_of_plugs_goes(number: int) -> None:
    """A plug does not count as distance from the end, so that none hides another."""
    plugs = "\n\n".join(f"欢迎关注我们的微信公众号：河边夜话{n}" for n in range(number))
    assert strip_promotions(f"{ARTICLE}{plugs}\n") == ARTICLE.rstrip() + "\n"


def test_a_weak_plug_counts_only_where_plugs_stand() -> None:
    """The same words are removed at the end and kept in the middle."""
    plug = "觉得不错，欢迎点赞转发。"
    assert plug not in strip_promotions(f"{ARTICLE}{plug}\n")
    middle = f"{ARTICLE}{plug}\n\n{ARTICLE}"
    assert strip_promotions(middle) is middle


def test_a_plug_in_a_line_leaves_the_line() -> None:
    """A sentence is cut, and what stands around it stays."""
    text = (
        ARTICLE
        + "雨停了，路还湿，我们又走了很久很久，一直走到桥头。欢迎关注我们的微信公众号：河边夜话。"
    )
    assert strip_promotions(text) == text.partition("欢迎")[0]


@pytest.mark.parametrize(
    "notice",
    [
        '<font color="red"><b>请注意！本文未经许可不得转载！</b></font>',
        "**請注意！本文未經許可不得轉載！**",
    ],
)
def test_a_notice_in_bold_type_or_color_goes_whole(notice: str) -> None:
    """Nothing is left of it but an empty form; an article's sentence in bold type stays."""
    assert (
        strip_promotions(f"雨停了，路还湿。\n\n{notice}\n\n{ARTICLE}")
        == f"雨停了，路还湿。\n\n{ARTICLE}"
    )
    for mixed in (
        "**河水一夜之间漫过了石阶。本文未经许可不得转载！**",
        "**河水漫过来了。**欢迎关注公众号：河边夜话！",
        "**河水一夜之间漫过了石阶，船不见了，狗也不叫了！本文未经许可不得转载！**",
    ):
        assert "河水" in strip_promotions(f"{mixed}\n\n{ARTICLE}")
        assert "河水" in strip_promotions(f"{ARTICLE}{mixed}\n")


@pytest.mark.parametrize(
    "text",
    [
        "作者：阿七，微信公众号：河边夜话",
        "本文来自微信公众号：河边夜话（ID：hebian），作者：阿七",
        "来源：河边夜话",
        "原标题：桥下的船",
        "首发于：[河边](http://hebian.example)",
        "[1]: http://hebian.example/qrcode.png",
        "[^1]: 见《河志》。",
        "## 参考资料\n\n- [河志](http://he.example/a)\n- [桥志](http://qiao.example/b)",
        "```\n欢迎关注我的公众号\n```",
        "| 公众号：河边夜话 | 3000 |",
        "他说：“大家记得关注我的公众号。”",
        "![河上的桥](http://hebian.example/bridge.jpg)",
    ],
)
def test_credits_notes_code_quotations_and_pictures_of_the_article_stay(text: str) -> None:
    """Bylines and sources are credits, references the article's; neither is promotion."""
    assert strip_promotions(f"{ARTICLE}{text}\n") == f"{ARTICLE}{text}\n"


def test_a_list_that_opens_code_stays_with_it() -> None:
    """What goes with a plug is held to the same as the plug: a span goes whole or not at all."""
    items = "- [桥](https://a.example/1)\n- `[渡口](https://a.example/2)\n"
    text = f"{ARTICLE}欢迎关注我的微信公众号：河边夜话。\n\n推荐阅读\n{items}路还湿`，雨停了。\n"
    spans = find_spans(text)
    for edit in strip_promotions.edits(text):
        assert not any(span_cut_at(spans, at) for at in (edit.start, edit.end))


def test_articles_about_accounts_are_known_in_each_script() -> None:
    """What an article speaks of all the time it does not promote; OpenCC writes 公衆號, Taiwan 公眾號."""
    for word in ("公众号", "公眾號", "公衆號", "订阅号", "訂閱號"):
        text = f"办{word}难，{word}没人看，我的{word}停了三次，朋友的{word}也停了。\n\n长按二维码关注：河边夜话\n"
        told = [dict(one.evidence) for one in find_promotions(text)]
        assert told, word
        assert all("the article's subject" in evidence for evidence in told), word


def test_what_follows_a_footer_stays() -> None:
    """Link definitions and the second part of the article are no promotion because one stands above."""
    plug = "欢迎关注我们的微信公众号：河边夜话。\n\n"
    for behind in ("[1]: http://hebian.example/a\n", ARTICLE.rstrip() + "\n"):
        assert strip_promotions(f"{ARTICLE}{plug}{behind}") == f"{ARTICLE}{behind}"


def test_a_picture_goes_with_the_plug_that_speaks_of_it() -> None:
    """The code goes, the article's own picture stays."""
    own = "![河上的桥](bridge.jpg)\n\n"
    plug = "扫码关注我的公众号：\n\n![](a.png)\n"
    assert strip_promotions(ARTICLE + own + plug) == (ARTICLE + own).rstrip() + "\n"
    rules = [edit.rule for edit in strip_promotions.edits(ARTICLE + plug)]
    assert rules[-1] == "promotions.picture"


def test_a_list_goes_with_its_label_when_it_leads_to_one_place() -> None:
    """推荐阅读 above the publisher's own posts is promotion, above a reading list it is the article."""
    own = "## 推荐阅读\n\n- [甲](http://a.example/1)\n- [乙](http://a.example/2)\n"
    reading = own.replace("a.example/2", "b.example2/2")
    assert strip_promotions(ARTICLE + own) == ARTICLE.rstrip() + "\n"
    assert strip_promotions(ARTICLE + reading) == ARTICLE + reading
    contents = "## 目录\n\n- [微信公众号](#微信公众号)\n- [桥](#桥)\n\n"
    assert strip_promotions(contents + ARTICLE) == contents + ARTICLE


def test_a_heading_with_nothing_but_plugs_goes_with_them() -> None:
    """No empty section is left at the end; one that closes the article stays."""
    plug = "扫码关注我的公众号，回复「河边」领取资料。\n"
    assert strip_promotions(f"{ARTICLE}## 福利\n\n{plug}") == ARTICLE.rstrip() + "\n"
    assert strip_promotions(f"{ARTICLE}## 写在最后\n\n{plug}").endswith("## 写在最后\n")


def test_an_article_about_accounts_keeps_its_subject() -> None:
    """What is argued about in the body is not advertised there: the title and the body tell."""
    said = "公众号要活下去，" + "二维码印在门上，" + "微信里没有人说话。\n\n"
    plug = "点击上方“河边”，关注公众号的人就会看到这个二维码。\n\n"
    about = said * 3 + plug + said * 12
    assert plug in strip_promotions(about, title="公众号运营的二维码")
    scores = {
        title: max((one.score for one in find_promotions(about, title=title)), default=0)
        for title in ("雨后", "公众号运营的二维码")
    }
    assert scores["公众号运营的二维码"] <= scores["雨后"]
    assert strip_promotions.context(Post.from_text(about, {"title": "雨后"})) == {"title": "雨后"}


# --- what users are told ------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        "海报的角上只留了“扫码关注”四个字，印得很小，像怕被人看见。",
        "墙上那张纸最后一行写着「掃碼關注」這幾個字，已經褪了色。",
        "转载请注明出处，这句话他印在每一页的页脚上。",
        "未经授权不得转载的声明，并不能把每一种引用都挡在门外。",
        "柜子上贴着一张纸：扫码领取，没有手机的请添加门房的名字。",
        "公众号“桥头铺子”只发过一篇文章，写的是这张海报。",
        "那封信的结尾写着：如果喜欢，请转给下一个人。",
        "“本文版权归作者所有”是最常见的一句，效力却没有多少人说得清。",
        "渡口的告示牌上画着一条鱼，旁边是“扫码关注渡口公众号”，字已经看不清。",
        "电视机里滚过一句话：求一键三连。",
    ],
)
def test_words_that_are_named_and_not_said_stay(told: str) -> None:
    """An article about plugs and notices quotes them; to quote is not to ask."""
    text = f"做海报的那家铺子在桥头，老板姓钟。\n\n{told}\n\n后来铺子关了，那些海报还贴在墙上。\n"
    assert strip_promotions(text) == text
    assert strip_promotions(told) == told


@pytest.mark.parametrize(
    "said",
    [
        "让我们为守堤队员点赞！",
        "“记得给我点个赞！”船工的儿子在岸上喊。",
        "“记得给河边点个赞，欢迎转发！”",
        "第二步，点个赞，分享给朋友。",
        "民警提醒，要求扫码进群、领取礼物的，多半是骗子。",
        "原告诉称，被告未经授权转载河图三十幅。",
        "话术如下：\n\n> 我是阿七，专注写河，关注我，每天一篇。",
        "文案可以这样写：\n\n欢迎关注我们的微信公众号：河边夜话。",
        "船票上的说明有三条：\n\n1. 扫描二维码，关注公众号\n2. 后台回复“船”，领取船票\n\n船工说，没有人照做。",
        "岗位职责：看水位、记账。\n\n简历投递：hebian@mail.example，注明“看水”。",
    ],
)
def test_what_is_said_to_others_than_the_reader_stays(said: str) -> None:
    """Praise, speech, steps, specimens and warnings use the words of plugs, and ask the reader nothing."""
    text = f"{ARTICLE}{said}\n"
    assert strip_promotions(text) == text


@pytest.mark.parametrize(
    "plug",
    [
        "为作者点赞，欢迎转发！",
        "长按二维码，关注公众号“河边夜话”。",
        "公众号后台回复“河图”，领取河图。",
        "河水有限，错漏难免。创作不易，求一键三连！",
    ],
)
def test_what_is_like_speech_and_steps_and_asks_the_reader_goes(plug: str) -> None:
    """Praise for the author, a name or a keyword in quotation marks save no plug."""
    assert plug[-6:] not in strip_promotions(f"{ARTICLE}{plug}\n")


def test_the_first_line_of_a_short_article_is_not_its_end() -> None:
    """What stands at the end of articles only is none above one, however near the end is."""
    for first in (
        "怎样写一封让人想读完的电子报",
        "这本电子书可以免费下载：https://bridge.example/a.epub",
    ):
        text = f"{first}\n\n书里收了桥头十年的事，按年份排。\n\n有错字请写信告诉我，我会改。\n"
        assert strip_promotions(text) == text


def test_an_answer_keeps_what_it_speaks_of() -> None:
    """Somebody who is asked how he lives tells of his course and where it is advertised."""
    text = "问：够吗？\n\n答：不够，所以还卖课程。课程的报名链接放在文末。\n\n问：以后呢？\n\n答：以后再说。\n"
    assert strip_promotions(text) == text


def test_a_keyword_that_is_asked_for_is_said() -> None:
    """The number of characters saves nothing where the reader is asked to send them."""
    plug = "公众号后台回复“书单”两个字，免费领取今年的书单。"
    assert strip_promotions(f"雨停了，路还湿。\n\n{plug}\n") == "雨停了，路还湿。\n"


def test_the_score_is_the_sum_of_the_evidence() -> None:
    """An edit says what spoke for it; candidates below the threshold are listed too."""
    text = ARTICLE + "欢迎关注我们的微信公众号：河边夜话。\n"
    [found] = find_promotions(text)
    assert isinstance(found, Promotion)
    assert found.score == pytest.approx(sum(weight for _, weight in found.evidence))
    assert text[found.start : found.end] == "欢迎关注我们的微信公众号：河边夜话。"
    [edit] = strip_promotions.edits(text)
    assert edit.detail is not None
    assert edit.detail["score"] == found.score
    assert dict(edit.detail["evidence"]) == dict(found.evidence)  # type: ignore[call-overload]
    assert strip_promotions(text, threshold=found.score + 0.01) == text
    assert find_promotions(text, threshold=9) == (found,)


def test_what_is_in_doubt_stays_with_a_notice() -> None:
    """A piece that misses the threshold by little is kept and told."""
    text = ARTICLE + "欢迎关注我们的微信公众号：河边夜话。\n"
    [found] = find_promotions(text)
    [notice] = strip_promotions.findings(text, threshold=found.score + 0.1)
    assert (notice.rule, notice.detail["score"]) == ("promotions.doubtful", found.score)  # type: ignore[index]
    assert strip_promotions.findings(text, threshold=found.score + 1) == ()


def test_a_text_of_nothing_but_plugs_becomes_empty_and_is_told() -> None:
    """Nothing is left, and a notice says so."""
    plug = "欢迎关注我们的微信公众号：河边夜话。"
    assert strip_promotions(plug) == ""
    findings = strip_promotions.findings(f"\n{plug}\n\n{plug}\n")
    assert [one.rule for one in findings].count("promotions.nothing-left") == 1


def test_options_are_checked_when_they_are_given() -> None:
    """A wrong option is told at once, with what would be right."""
    for threshold in (0, -1, "1", True, float("nan"), 100):
        with pytest.raises(ValueError, match="threshold is a number above 0"):
            strip_promotions.using(threshold=threshold)  # type: ignore[arg-type]
    for packs in ("hebian.toml", shipped(), 3):
        with pytest.raises(TypeError, match="packs is a list of packs"):
            strip_promotions("", packs=packs)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="packs holds values of load_pack"):
        strip_promotions("", packs=["hebian.toml"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="title is a str or None"):
        find_promotions("", title=3)  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"find_promotions takes a str, not .*; for a Post give its body"
    ):
        find_promotions(b"")  # type: ignore[arg-type]


# --- laws ---------------------------------------------------------------------------


@given(text=TEXTS)
def test_candidates_are_places_of_the_text(text: str) -> None:
    """Sorted, in range, and none is found where the shipped pack is switched off."""
    found = find_promotions(text)
    assert [one[:2] for one in found] == sorted(one[:2] for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert find_promotions(text, packs=()) == ()
    assert strip_promotions(text, packs=()) is text


@given(st.lists(st.sampled_from([text for _, text in EXAMPLES + LOOK_ALIKES]), max_size=6))
def test_the_result_settles_and_keeps_the_article(pieces: list[str]) -> None:
    """Any footer: the article above comes through to the letter, and a second run finds no more."""
    made = strip_promotions(ARTICLE + "\n\n".join(pieces) + "\n")
    assert made.startswith(ARTICLE.rstrip())
    assert strip_promotions(made) is made


def baits() -> Iterator[tuple[str, str]]:
    for entry in ENTRIES:
        phrase = (*entry.says, *entry.opens, *entry.whole)[0]
        second = "".join(entry.with_[:1])
        yield entry.id, f"{phrase}{second}\n{phrase}"


@pytest.mark.parametrize("bait", [bait for _, bait in baits()], ids=[name for name, _ in baits()])
def test_no_entry_makes_the_work_grow_faster_than_the_text(bait: str) -> None:
    """Law 7 on bait made of each entry: twice the text is at most 2.2 times the work."""
    package = str(postnorm.__path__[0])

    def work(size: int) -> int:
        text = bait * (size // len(bait))  # whole ones: how a text ends is weighed
        return lines_run(package, lambda: find_promotions(text))

    work(40)
    assert work(4800) <= 2.2 * work(2400) + 800


def test_a_statement_of_liability_in_several_sentences_stays() -> None:
    """It is law and not promotion; a line that only says whose view it is goes."""
    article = "雨停了，路还湿。\n\n我们沿着河走，水漫过了石阶。\n\n"
    statement = (
        "免责声明：本文内容由作者提供，不代表本站立场。文中数据仅供参考，不构成任何投资建议。"
        "投资有风险，请自行判断，由此产生的后果与本站无关。"
    )
    assert strip_promotions(article + statement) == article + statement
    assert strip_promotions(article + "免责声明：本文不代表本站立场。\n") == article.rstrip() + "\n"


# --- the edges: what stands below an article, and what of it is left ---------------------------

EVENING = (
    "雨下了整整一夜，天亮才停。\n\n我们沿着河走，水已经漫过了石阶，路上没有一个人。\n\n"
    "桥下的船都不见了，只有一条绳子还系在柱子上。\n\n"
)
FOLLOW = "欢迎关注我们的微信公众号：河边夜话"
BOARD = "河边发布了新的App客户端，今天上线。\n\n"
PICTURES = "\n\n".join(f"![](https://a.example/{n}.jpg)" for n in range(30))
WALK = "雨下了整整一夜，我们沿着河走。" * 9


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ("![](https://a.example/qr.jpg)\n\n扫描上方二维码关注我们\n", ""),
        (f"{FOLLOW}\n\n{WALK * 2}\n\n点个在看，分享给朋友\n", f"{WALK * 2}\n"),
        (f"---\n\n{FOLLOW}\n\n下次再见\n\n一起走走\n\n点个在看，分享给朋友\n", ""),
        (f"<div>\n\n{FOLLOW}\n\n<div>\n", "<div>\n\n<div>\n"),
        ("你关注我们的微信公众号了吗？\n", "你关注我们的微信公众号了吗？\n"),
        (f"店名：河边\n地址：桥下三号\n{FOLLOW}\n", "店名：河边\n地址：桥下三号\n"),
        (f"{FOLLOW}，我们在那里等你：\n\n雨停了。\n", "雨停了。\n"),
        (f"甲 | 乙 | 丙 | 丁\n\n{FOLLOW}", "甲 | 乙 | 丙 | 丁"),
        (f"| [雨](https://a.example/1) |\n\n{FOLLOW}", "| [雨](https://a.example/1) |"),
        (
            "## 推荐阅读\n\n[目录](#toc)\n\n- [雨后的河边](#a)\n",
            "## 推荐阅读\n\n[目录](#toc)\n\n- [雨后的河边](#a)\n",
        ),
        (
            "推荐阅读：\n\n- [雨后](https://a.example/1)\n\n更多文章：\n\n- [一夜](https://a.example/3)\n",
            "",
        ),
        ("**推荐阅读**\n\n1. 第一章\n2. 第二章 https://a.example/3\n", ""),
        ("推荐阅读：\n[雨](http://[a) \n- [桥](https://b.example/1)\n", ""),
        ("## 关于我们\n\n雨停了。\n\n---\n", ""),
        ("其他问题欢迎加我微信：hebian2013\n", ""),
    ],
)
def test_what_stands_below_an_article_is_judged_with_what_is_around_it(
    below: str, left: str
) -> None:
    """Pictures, frames, labels, lists and cards go with their plugs; what is no plug stays."""
    assert strip_promotions(EVENING + below).rstrip() == (EVENING + left).rstrip()


def test_a_row_of_many_pictures_is_no_code() -> None:
    """They are what the article shows."""
    assert strip_promotions(f"{EVENING}{FOLLOW}\n\n{PICTURES}\n").count("![](") > 20


def test_pictures_alone_go_with_no_plug() -> None:
    """Nor does one above a rule, behind which something else stands than the plug's own."""
    pictures = "![](https://a.example/1.jpg)\n\n" * 3
    assert strip_promotions(pictures, threshold=0.3) == pictures
    pictures = f"![](https://a.example/qrcode.png)\n\n<img src='1.jpg'>\n\n{pictures}"
    assert strip_promotions(pictures) == pictures
    assert "qrcode" not in strip_promotions(pictures, threshold=0.3)
    text = f"{EVENING}{FOLLOW}\n\n---\n\n![](https://a.example/1.jpg)\n\n小满在渡口等船。"
    assert strip_promotions(text).endswith("![](https://a.example/1.jpg)\n\n小满在渡口等船。")
    text = f"{EVENING}{FOLLOW}\n\n---\n\n![](https://a.example/1.jpg)\n"
    assert strip_promotions(text) == f"{EVENING.rstrip()}\n"


def test_a_picture_with_a_plug_in_its_words_stays() -> None:
    """What it shows is known by its name only."""
    for picture in (
        "![阿七写的微信公众账号：河边夜话](https://a.example/x.jpg)",
        "![雨停了。未经授权不得转载。](https://a.example/x.jpg)",
    ):
        assert strip_promotions(f"{EVENING}{picture}\n") == f"{EVENING}{picture}\n"


def test_a_card_without_end_is_a_chapter() -> None:
    """Whatever its heading says, and however little is asked for."""
    text = f"{EVENING}## 关于我们\n{(WALK + chr(10)) * 5}"
    assert WALK in strip_promotions(text, threshold=0.3)


def test_an_article_that_announces_an_app_may_say_where_it_is() -> None:
    """That is its subject."""
    line = "下载App，请点击这里：https://a.example/app\n"
    assert strip_promotions(BOARD + EVENING + line).endswith(line)


def test_a_plug_in_a_line_without_end_is_a_sentence_of_it() -> None:
    """What is longer than a line that people write is looked at sentence by sentence."""
    text = f"{WALK * 30}{FOLLOW}。雨停了。\n"
    assert strip_promotions(text) == f"{WALK * 30}雨停了。\n"


def test_a_learned_line_that_an_entry_knows_in_part_is_one_candidate() -> None:
    """Found once, as the line that recurs."""
    line = f"雨停了。{FOLLOW}。\n"
    pack = learn_promotions([f"第{n}天。\n\n{line}" for n in range(9)], publisher="河边夜话")
    text = EVENING + line
    found = find_promotions(text, packs=(pack,))
    assert [FOLLOW in text[one.start : one.end] for one in found].count(True) == 1


def test_a_plug_in_the_middle_takes_nothing_with_it() -> None:
    """Neither a picture nor an address beside it, unless it speaks of them."""
    days = "\n\n".join(
        f"第{n}天，雨还在下，河水又涨了一寸，没有人说话，船也没有来。" for n in range(60)
    )
    picture = "![](https://a.example/bridge.jpg)"
    text = f"{days}\n\n如果觉得有用，请点赞、转发\n\n{picture}\n\n{days}"
    assert f"{picture}\n\n{days}" in strip_promotions(text, threshold=0.3)


def test_an_article_of_one_paragraph_between_two_plugs_stays() -> None:
    """A line between plugs leads from one to the next only where other prose is left."""
    plug = "欢迎关注我们的微信公众号：河边夜话。"
    text = f"{plug}\n\n雨下了整整一夜，天亮才停。\n\n{plug}\n"
    assert strip_promotions(text).strip() == "雨下了整整一夜，天亮才停。"
    pictured = f"{plug}\n\n![](https://a.example/qrcode.png)\n\n{plug}\n"
    assert strip_promotions(pictured).strip() == ""
