"""The main job, end to end, on a post in the shape that started this library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import (
    Post,
    TooLargeError,
    clean,
    convert_script,
    deduplicate_body,
    extract_credits,
    normalize_metadata,
    normalize_punctuation,
    normalize_whitespace,
    parse,
    pipeline,
    repair_characters,
    repair_mojibake,
    rounds,
    strip_promotions,
)
from postnorm.presets import body_steps
from support.texts import TEXTS

EXAMPLE: Final = (Path(__file__).parent.parent / "examples" / "scraped-post.md").read_bytes()
SOURCE: Final = EXAMPLE.decode()
PLUG: Final = "阿七和几个爱逛书摊的朋友写的微信公众账号：旧纸堆。"
RAW_PARAGRAPHS: Final = SOURCE.split("\n---\n")[1].strip("\n").split("\n\n")[1:]
PARAGRAPHS: Final = [re.sub(r"^(\d) 、", r"\1、", paragraph) for paragraph in RAW_PARAGRAPHS]
RULES: Final = (
    repair_mojibake,
    repair_characters,
    deduplicate_body,
    strip_promotions,
    normalize_whitespace,
    normalize_punctuation,
)


def test_the_article_stands_once_in_its_paragraphs() -> None:
    """The paragraphs once, a blank line between them, the numbers closed up, and no other change."""
    post = clean(EXAMPLE)
    assert post.body == "\n\n".join(PARAGRAPHS) + "\n"
    assert sum(a != b for a, b in zip(PARAGRAPHS, RAW_PARAGRAPHS, strict=True)) == 5


def test_the_header_becomes_metadata() -> None:
    """Title, author, date and URL under their names, whatever the header called them."""
    post = clean(EXAMPLE)
    assert post.title == "旧书市场要搬了，谁替它过冬？"
    assert post.author == "阿七reading"
    assert post.metadata["date"] == "2014-03-05T21:40"
    assert post.url == "https://blog.example/article/20140305"


def test_deduplication_alone_keeps_the_plug_as_a_paragraph() -> None:
    """What only the dropped copy has is moved to its place; only then the plug is judged."""
    post = deduplicate_body(parse(EXAMPLE))
    assert post.body == "\n\n".join([*RAW_PARAGRAPHS, PLUG]) + "\n"
    assert strip_promotions(post).body == "\n\n".join(RAW_PARAGRAPHS) + "\n"
    start = post.body.index(PLUG)
    low, high = post.source_span(start, start + len(PLUG))
    assert post.source[low:high] == PLUG


def test_every_paragraph_leads_back_to_its_source() -> None:
    """The span of a paragraph is exactly the raw paragraph it came from."""
    post = clean(EXAMPLE)
    for clean_one, raw in zip(PARAGRAPHS, RAW_PARAGRAPHS, strict=True):
        start = post.body.index(clean_one)
        low, high = post.source_span(start, start + len(clean_one))
        assert post.source[low:high] == raw


def test_one_call_steps_on_a_post_and_rules_on_text_give_the_same() -> None:
    """The same from ``clean``, from the steps one by one, and from the rules on the body as text."""
    post = clean(EXAMPLE)
    by_steps = parse(EXAMPLE)
    body = by_steps.body
    for rule in RULES:
        by_steps, body = rule(by_steps), rule(body)
    assert body == post.body
    # clean names the style it was asked for; the rule called alone has it by default
    assert normalize_metadata(by_steps) == post
    assert normalize_metadata(pipeline(*RULES)(parse(EXAMPLE))) == post


def test_cleaning_again_changes_nothing() -> None:
    """A clean post is a fixed point: the same object comes back."""
    post = clean(EXAMPLE)
    assert clean(post) is post
    assert clean(post.to_markdown()).body == post.body


@given(text=TEXTS | st.builds("---\ntitle: 雨后\n---\n{}".format, TEXTS))
def test_any_text_is_cleaned_and_accounted_for(text: str) -> None:
    """Whatever goes in, the changes lead from the source to the body, and twice is once."""
    post = clean(text, script="hans", style="mainland")
    assert post.restore() == text
    assert Post.from_dict(post.to_dict()) == post


@given(data=st.binary(max_size=60) | TEXTS.map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_are_cleaned_or_refused_as_undecodable(data: bytes) -> None:
    """Bytes raise nothing but DecodingError, with the place."""
    try:
        post = clean(data)
    except postnorm.DecodingError as error:
        offset = error.offset
    else:
        offset = 0
        assert post.restore() == post.source
    assert 0 <= offset <= len(data)


@pytest.mark.parametrize(
    "text", ["Hello, world ，again.\r\n\r\n\r\n", "「発展」を 、確認しました。\n", "  \n"]
)
def test_what_is_not_chinese_keeps_its_body(text: str) -> None:
    """English, Japanese and nothing pass unchanged; a text that is there is noticed."""
    post = clean(text)
    assert post.body is text
    assert [notice.rule for notice in post.notices] == ["clean.not-chinese"] * bool(text.strip())


def test_script_and_style_are_passed_on() -> None:
    """The options of ``clean`` are those of the steps."""
    text = '他说"剪了头发"...\n'
    expected = convert_script(normalize_punctuation(text, style="taiwan"), to="hant-tw")
    assert clean(text, script="hant-tw", style="taiwan").body == expected == "他說「剪了頭髮」……\n"


@pytest.mark.parametrize("option", ["script", "style"])
def test_unknown_names_are_told_before_any_work(option: str) -> None:
    """The error lists the known names, also when the content could not be read."""
    with pytest.raises(ValueError, match=r"is one of|known"):
        clean(b"\xff\xfe\xff", **{option: "../../etc/passwd"})  # type: ignore[arg-type]


def test_a_post_beyond_the_limit_is_refused() -> None:
    """Too large is an error with the remedy, for every kind of source; ``None`` is no limit."""
    for source in ("甲" * 11, ("甲" * 50).encode(), Post.from_text("甲" * 11)):
        with pytest.raises(TooLargeError, match="max_characters"):
            clean(source, max_characters=10)
    assert clean("甲" * 11, max_characters=None).body == "甲" * 11
    with pytest.raises(TypeError, match="max_characters is a number or None, not a str"):
        clean("甲", max_characters="10")  # type: ignore[arg-type]


def test_the_default_steps_are_the_contract() -> None:
    """Cleaning comes before script conversion: the two do not commute."""
    names = [getattr(step, "__name__", "") for step in body_steps(script="hans").steps]
    first, characters, repeats, *others = RULES
    steps = [first, characters, repeats, extract_credits, *others, convert_script]
    assert names == [getattr(step, "__name__", "") for step in steps]
    assert body_steps() == body_steps(script=None, style="minimal")


def test_a_date_in_the_file_name_counts_where_the_header_has_none() -> None:
    """Jekyll names posts by date; a header's date is preferred."""
    assert clean("雨停了。", path="posts/2013-10-21-rain.md").metadata == {"date": "2013-10-21"}
    assert clean(EXAMPLE, path="2013-10-21-rain.md").metadata["date"] == "2014-03-05T21:40"
    assert clean("雨停了。", path="2013-13-21-rain.md").metadata == {}


def test_html_that_a_plain_copy_or_a_plug_hid_is_read() -> None:
    """A post that is HTML when these are gone is read as HTML, and traced to its source."""
    lines = (
        "雨下了整整一夜，天亮才停，路上没有一个人。",
        "我们沿着河走 ，水已经漫过了石阶，桥还在。",
    )
    html = "".join(f"<p>{line}</p>\n" for line in lines)
    for before in ("".join(lines), "欢迎关注我们的微信公众号：河边夜话"):
        post = postnorm.clean(f"{before}\n\n{html}")
        assert post.body == "\n\n".join(lines).replace(" ，", "，") + "\n"
        assert post.restore() == post.source
        start, end = post.source_span(0, 5)
        assert post.source[start:end] == lines[0][:5]
        assert start > len(before)


def test_a_page_is_read() -> None:
    """A page is read as one, and cleaned as any post."""
    post = clean("<!DOCTYPE html><p>1 、雨停了。</p>")
    assert (post.body, post.notices) == ("1、雨停了。\n", ())


@pytest.mark.parametrize("source", [None, 3, Path("post.md")], ids=repr)
def test_a_wrong_source_is_told(source: object) -> None:
    """What is neither bytes nor text is a TypeError that teaches."""
    with pytest.raises(TypeError, match="parse takes bytes or a str, not"):
        clean(source)  # type: ignore[arg-type]


_NIGHT: Final = (
    "磨坊的水轮停了整整一个冬天，开春的头一场雨过后，它又自己转了起来。",
    "老磨工披着衣服出来看，说这轮子比人守时，用不着谁去叫它。",
    "我们在水渠边上坐到天黑，听它一下一下地响，谁也没有先说要走。",
)


def test_copies_that_a_plug_keeps_apart_become_one() -> None:
    """What stood between two copies goes, and then one of them; cleaning again changes nothing."""
    article = "\n\n".join(_NIGHT)
    plug = "长按下方二维码关注我们\n\n![](https://mill.example/qr.jpg)"
    post = clean(f"{article}\n\n{plug}\n\n{article}\n\n文／阿七\n")
    assert post.body.strip() == article
    assert clean(post) is post
    assert post.restore() == post.source


def test_copies_that_only_the_conversion_shows_become_one() -> None:
    """In two scripts by turns they agree too little; in one script they are what they are."""
    lamp = "渡口的灯一直亮到后半夜，没有人去关，干了的头发又湿了。"
    boat = "船工说，今年的水比往年低了三尺，里面的石头发白。"
    other = convert_script(lamp, to="hant", source="hans")
    text = "\n\n".join([lamp, lamp, boat, other, lamp, boat])
    post = clean(text, script="hant-tw")
    assert len(clean(text).body) > 3 * len(lamp)
    assert len(post.body) < 3 * len(lamp)
    assert post.restore() == text
    assert clean(post, script="hant-tw") is post


def test_a_title_above_a_byline_goes_with_it() -> None:
    """The title as first line goes too where a byline stood between it and the article."""
    article = "\n\n".join(_NIGHT)
    post = clean(f"---\ntitle: 开春的水轮\n---\n开春的水轮\n\n文／阿七\n\n{article}\n")
    assert (post.title, post.author, post.body.strip()) == ("开春的水轮", "阿七", article)
    assert clean(post) is post


# What one step leaves may be what another one before it was waiting for: text and options.
UNCOVERED: Final = {
    "a line that lost its repeated marks is short enough to stand above a byline": (
        "、、、、、、、桥下的水涨了三次，他才想起来。、、*............L桥下的水涨了三次，他才想起来。$]\n作者：河\n他\n",
        {"style": "hongkong"},
    ),
    "a bracket that became Chinese has a zero-width space beside it": (
        "回声测深(雨后)\u200bl~4\n",
        {"style": "mainland"},
    ),
    "a line without its control is bytes that can be read again": (
        "雨后" + "é›¨" * 23 + "v\x85\n",
        {},
    ),
    "a control before a space that goes from the end of its line": ("雨停了。\x85\xa0\n", {}),
}


@pytest.mark.parametrize("name", UNCOVERED)
def test_what_a_step_uncovers_for_one_before_it_is_done_in_the_same_call(name: str) -> None:
    """Cleaning again finds nothing more, and gives back the same post."""
    text, options = UNCOVERED[name]
    post = clean(text, **options)  # type: ignore[arg-type]
    assert clean(post, **options) is post  # type: ignore[arg-type]
    assert post.restore() == text


def test_nobody_looks_again_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rounds what is there is given back, with all that was done."""
    monkeypatch.setattr(rounds, "MOST_ROUNDS", 0)
    article = "\n\n".join(_NIGHT)
    post = clean(f"{article}\n\n欢迎关注我们的微信公众号：河边夜话\n")
    assert post.body.strip() == article
    assert post.restore() == post.source
