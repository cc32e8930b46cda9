"""Repeated bodies: what is reduced, what is kept, what is left alone."""

from __future__ import annotations

import re
from typing import Final, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Edit, Notice, Post, convert_script, deduplicate_body, find_repeats
from postnorm.boilerplate import alignment, passes, skeleton
from postnorm.boilerplate.alignment import Match, common_length, common_length_before, walk
from postnorm.boilerplate.skeleton import EMOJI, SIGNS, Skeleton, letters_of
from postnorm.boilerplate.titles import title_line
from postnorm.tables.folding import folding
from support.texts import BAIT

HAN: Final = "雨停了路还湿河水漫过石阶桥下船不见人走狗叫天亮夜深灯火远山风吹草低云开月出"
POOL: Final = (
    *("雨下了整整一夜，天亮才停", "我们沿着河走，水已经漫过了石阶", "路上没有一个人，连狗也不叫"),
    *("卖豆腐的老人推着车从桥上过来", "他说今年的豆子比去年贵了三成", "学校门口的梧桐又被锯掉两棵"),
    *("没有人知道是谁下的命令", "图书馆把旧报纸搬进了地下室", "管理员每天给它们翻一次身"),
    *("我在那里读完了整个冬天", "窗外的脚手架越搭越高", "有一天忽然看不见对面的屋顶"),
    *("母亲来信问我几时回家", "信纸是从练习簿上撕下来的", "邮票贴歪了，像一只要飞的鸟"),
    *("火车晚点两个小时，站台上很冷", "邻座的孩子一直在数电线杆", "数到一百就从头再来"),
    *("县城只有一家照相馆还开着", "老板说胶卷已经停产多年", "墙上挂的都是不认识的人"),
    *("春天的集市上有人卖小鸡", "染成红的绿的，装在纸箱里", "它们大多活不过一个星期"),
    *("后来那条河改了道", "桥还在原来的地方", "底下长满了芦苇和野菊"),
    *("放牛的人从桥洞里走", "看见我们，抬手指了指天", "果然，云已经压到山顶了"),
)
SENTENCES: Final = st.permutations([f"{sentence}。" for sentence in POOL])


@st.composite
def articles(draw: st.DrawFn) -> list[str]:
    """Three to six paragraphs of one to three sentences, each of which stands in one place only."""
    sentences = iter(draw(SENTENCES))
    sizes = draw(st.lists(st.integers(2, 4), min_size=3, max_size=6))
    return ["".join(next(sentences) for _ in range(size)) for size in sizes]


PARAGRAPHS: Final = articles()
PLUG: Final = "阿七写的微信公众账号：河边夜话。"


def flat(paragraphs: list[str]) -> str:
    return " ".join(paragraphs)


def spaced(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


@given(paragraphs=PARAGRAPHS, gap=st.sampled_from(("", " ", "\n", "\n\n", "\r\n\r\n")))
def test_a_text_twice_is_the_text_once(paragraphs: list[str], gap: str) -> None:
    """dedupe(x + x) == dedupe(x), whatever stands between the copies."""
    text = spaced(paragraphs)
    assert deduplicate_body(text + gap + text) == deduplicate_body(text) == text


@given(paragraphs=PARAGRAPHS, copies=st.integers(3, 5))
def test_more_copies_are_one(paragraphs: list[str], copies: int) -> None:
    """Three and more copies are reduced to one."""
    text = spaced(paragraphs)
    assert deduplicate_body("\n\n".join([text] * copies)) == text


@given(paragraphs=PARAGRAPHS, flat_first=st.booleans())
def test_the_copy_with_paragraphs_is_kept(paragraphs: list[str], flat_first: bool) -> None:
    """Flattened against paragraphed: paragraphs win, in either order."""
    copies = [flat(paragraphs), spaced(paragraphs)]
    text = "\n\n".join(copies if flat_first else reversed(copies))
    assert deduplicate_body(text) == spaced(paragraphs)


@given(paragraphs=PARAGRAPHS)
def test_what_only_the_dropped_copy_has_is_moved(paragraphs: list[str]) -> None:
    """A plug behind the flattened copy becomes the last paragraph, with its origin and a notice."""
    text = f"{flat(paragraphs)} {PLUG}\n\n{spaced(paragraphs)}\n"
    assert deduplicate_body(text) == f"{spaced(paragraphs)}\n\n{PLUG}\n"
    (moved,) = [edit for edit in deduplicate_body.edits(text) if edit.origin]
    assert moved.new == PLUG == text[slice(*moved.origin or ())]
    told = [one for one in deduplicate_body.findings(text) if isinstance(one, Notice)]
    assert [(one.rule, one.span) for one in told] == [("repeats.carried", moved.origin)]


@given(paragraphs=PARAGRAPHS, missing=st.integers(0, 5))
def test_a_paragraph_that_one_copy_lacks_survives(paragraphs: list[str], missing: int) -> None:
    """Nothing that stands in one copy only is lost."""
    missing %= len(paragraphs)
    less = [p for number, p in enumerate(paragraphs) if number != missing]
    for text in (f"{flat(paragraphs)}\n\n{spaced(less)}", f"{flat(less)}\n\n{spaced(paragraphs)}"):
        made = deduplicate_body(text)
        for paragraph in paragraphs:
            assert paragraph in made


@given(paragraphs=PARAGRAPHS, share=st.floats(0.6, 0.95))
def test_a_copy_that_was_cut_off_goes(paragraphs: list[str], share: float) -> None:
    """An excerpt that ends with …… before the article is dropped."""
    excerpt = flat(paragraphs)
    excerpt = excerpt[: int(len(excerpt) * share)].rstrip("。 ") + "……"
    assert deduplicate_body(f"{excerpt}\n\n{spaced(paragraphs)}") == spaced(paragraphs)


@given(paragraphs=PARAGRAPHS)
def test_marks_and_spaces_may_differ(paragraphs: list[str]) -> None:
    """Half-width marks, stray spaces and Markdown do not hide a copy."""
    other = flat(paragraphs).replace("。", " . ").replace("雨", " 雨")
    assert deduplicate_body(f"{other}\n\n{spaced(paragraphs)}") == spaced(paragraphs)


@pytest.mark.parametrize("blank", ["\xa0", "\u3000", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_kinds_of_whitespace_decide_alike(blank: str, end: str) -> None:
    """NBSP, U+3000, CRLF and CR are as good as a space and a line feed."""
    paragraphs = [
        "雨下了整整一夜，天亮才停。",
        "我们沿着河走，水已经漫过了石阶。",
        "路上没有一个人，连狗也不叫。",
    ]
    text = f"{flat(paragraphs)}\n\n{spaced(paragraphs)}"
    made = deduplicate_body(text.replace(" ", blank).replace("\n", end))
    assert made == spaced(paragraphs).replace("\n", end)


def test_another_ending_is_told_or_moved_whole() -> None:
    """A few letters in place of others are a typo; another ending is moved as a whole sentence."""
    paragraphs = [
        *("雨下了整整一夜，天亮才停。", "我们沿着河走，水已经漫过了石阶。"),
        f"{REST}等开春再来。",
    ]
    text = spaced(paragraphs)
    for ending in ("等开春再见。", "等开了春再来。"):
        other = text.replace("等开春再来。", ending)
        for first, second in ((text, other), (other, text)):
            assert deduplicate_body(f"{first}\n\n{second}") == first
            findings = deduplicate_body.findings(f"{first}\n\n{second}")
            assert any(one.rule in ("repeats.differs", "repeats.carried") for one in findings)
    other = text.replace("等开春再来。", "他们说明年一定要把船修好。")
    made = deduplicate_body(f"{text}\n\n{other}")
    assert made == f"{text}\n\n他们说明年一定要把船修好。"


def test_another_sentence_in_the_middle_is_moved_whole() -> None:
    """What stands in place of something else goes behind it, as a sentence."""
    text = f"{FAR}\n\n船家说水还要涨两天。{REST}"
    other = text.replace("船家说水还要涨两天。", "岸上的人都在等一条早就该到的船。")
    made = deduplicate_body(f"{text}\n\n{other}")
    assert made == other.replace("到的船。", "到的船。船家说水还要涨两天。")  # the longer is kept


def test_a_short_wording_in_place_of_a_long_one_is_no_typo() -> None:
    """Both sides of a typo are short; else the sentence of the dropped copy is moved."""
    text = f"{FAR}\n\n老周在桥那头的旧茶馆里等了一夜。{REST}"
    other = text.replace("桥那头的旧茶馆里", "岸上")
    assert "老周在岸上等了一夜。" in deduplicate_body(f"{text}\n\n{other}")


def test_copies_that_differ_in_more_than_a_tenth_are_left() -> None:
    """An article that was written anew is another article."""
    text = f"{FAR}\n\n船家说水还要涨两天，岸上的人都不信，还在等渡口开门。{REST}"
    other = text.replace(
        "船家说水还要涨两天，岸上的人都不信，还在等渡口开门。",
        "昨晚镇上来了三辆卡车，把仓库里剩下的米全部拉走了。",
    )
    both = f"{text}\n\n{other}"
    assert deduplicate_body(both) is both


def test_a_block_that_stands_twice_inside_a_body_is_left() -> None:
    """What makes up less than the body may be meant."""
    before, after = (
        "".join(f"{one}。" for one in POOL[part]) for part in (slice(12), slice(12, 24))
    )
    text = f"{before}\n\n{FAR}\n\n{FAR}\n\n{after}"
    assert deduplicate_body(text) is text


def test_what_stands_more_than_eight_times_is_left() -> None:
    """Eight copies are a scraper's, nine a refrain or a log."""
    assert deduplicate_body("\n\n".join([FAR] * 8)) == FAR
    nine = "\n\n".join([FAR] * 9)
    assert deduplicate_body(nine) is nine


def test_a_copy_that_was_cut_off_goes_whatever_its_structure() -> None:
    """Paragraphs do not make up for an end."""
    cut = f"{FAR}\n\n{REST.rstrip('。')}……"
    whole = f"{FAR} {REST} {LEAD}"
    assert deduplicate_body(f"{cut}\n\n{whole}") == whole


@pytest.mark.parametrize(
    "fence", ["```python\nprint(1)\n```", "```\nprint(1)\n```", "~~~\nprint(1)\n~~~"]
)
def test_copies_may_begin_and_end_in_code(fence: str) -> None:
    """A fence belongs to the copy that it closes, and to the one that it opens."""
    for text in (
        f"{FAR}\n\n{REST}\n\n{fence}",
        f"{fence}\n\n{FAR}\n\n{REST}",
        f"{fence}\n\n{FAR}\n\n{fence}",
    ):
        assert deduplicate_body(f"{text}\n\n{text}\n") == f"{text}\n"


def test_a_copy_that_ends_inside_of_code_is_left_with_a_notice() -> None:
    """Nothing is cut in two; that a copy was seen is said."""
    text = f"{FAR}\n{REST}\n{LEAD}\n".replace("。", "。\n\n")
    flattened = f"{FAR} {REST}\n\n```\n{LEAD}\nprint(1)\n```\n"
    (told,) = deduplicate_body.findings(f"{text}\n\n{flattened}")
    assert isinstance(told, Notice)
    assert (told.rule, told.message) == ("repeats.kept", "a second copy ends inside a link or code")


def test_copies_with_other_pictures_are_left() -> None:
    """No image and no link is lost: else nothing is done, and a notice says so."""
    text = f"{FAR}\n\n![码头](https://a.example/old.png)\n\n{REST}"
    other = text.replace("![码头](https://a.example/old.png)", "![石桥](https://a.example/new.png)")
    made = deduplicate_body(f"{text}\n\n{other}")
    assert "https://a.example/old.png" in made
    assert "https://a.example/new.png" in made


def test_the_unquoted_copy_is_kept() -> None:
    """An article that is first quoted and then told is no quotation."""
    text = f"{FAR}\n\n{REST}\n\n{LEAD}"
    quoted = "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
    assert deduplicate_body(f"{quoted}\n\n{text}") == text


@pytest.mark.parametrize("html_first", [False, True])
@pytest.mark.parametrize("joint", ["", "\n"])
@given(paragraphs=PARAGRAPHS)
def test_a_copy_in_html_is_a_copy(paragraphs: list[str], joint: str, html_first: bool) -> None:
    """The tags of its paragraphs are no letters; it stays where it has paragraphs and the other has none."""
    html = joint.join(
        f"<p class='x'>&nbsp;<b>{paragraph[:3]}</b>{paragraph[3:]}</p>" for paragraph in paragraphs
    )
    for plain, kept in (
        (spaced(paragraphs), spaced(paragraphs)),
        (flat(paragraphs), html if joint else flat(paragraphs)),
    ):
        assert deduplicate_body("\n\n".join((html, plain) if html_first else (plain, html))) == kept


def test_an_example_in_html_stays() -> None:
    """One paragraph in tags, or two copies with tags, may be what the post is about."""
    example = f"<p>{LEAD}</p>"
    for text in (
        f"{LEAD}\n\n{example}\n\n{LEAD[:6]}。",
        f"{example}\n\n<p id=a>{LEAD}</p>\n",
        f"{LEAD}这样写：\n\n{example}\n{example}\n",
    ):
        assert deduplicate_body(text) == text


def test_emoji_are_words() -> None:
    """A picture that only the dropped copy has is moved like a word."""
    text = f"{FAR}\n\n{REST}"
    flattened = text.replace("\n\n", " ").replace("肯先走。", "肯先走。😀")
    assert deduplicate_body(f"{flattened}\n\n{text}") == text.replace("肯先走。", "肯先走。😀")


LEAD: Final = "雨下了整整一夜，到天亮的时候才停下来。"
FAR: Final = (
    "城里的旧书市场要搬了，通知贴在铁门上，摊主们先是不信，后来信了，又都不肯先走。"
    "老周正拿绳子捆他那套辞典，捆一道，停一会儿。网上什么书没有，可是纸有没有受潮，照片里看不出来。"
)
REST: Final = "我们沿着河走，水已经漫过了石阶，路上没有一个人，连狗也不叫。桥还在，桥下的船不见了。"


def test_a_lead_paragraph_directly_after_itself_goes() -> None:
    """A teaser that the article begins with again."""
    assert deduplicate_body(f"{LEAD}\n\n{LEAD}\n\n{REST}\n") == f"{LEAD}\n\n{REST}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{REST}\n\n{LEAD}\n\n{REST[:20]}\n\n{LEAD}\n\n别的话还有很多，这里不说了。",
        f"{LEAD}\n\n> {LEAD}\n\n这句话我想了很久。{REST}",
        f"{LEAD}{REST}\n\n{FAR}\n\n{LEAD}",
        "路漫漫。\n\n甲在前面走。\n\n路漫漫。\n\n乙在后面走。\n\n路漫漫。",
        "2013年，城南的桥修了三次，一共花了12万元，通车那天下雨。\n\n"
        "2014年，城南的桥修了五次，一共花了35万元，通车那天下雨。",
        "\n\n".join(f"第{n}段说的是河边的事。\n\n{FAR}" for n in "一二三四"),
        "\n\n".join(f"方案{n}：先把桥修好。\n\n{FAR}" for n in "AB"),
        f"上周：\n\n- [x] {LEAD}\n- [ ] {REST}\n\n本周：\n\n- [ ] {LEAD}\n- [x] {REST}",
        f"原来：\n\n    if a > 0: {REST}\n\n改后：\n\n    if a >= 0: {REST}",
        "1. 打开柜子，找到借书的按钮，按下去，等它亮起来，再按借书的数字，提交申请。\n"
        "2. 打开柜子，找到还书的按钮，按下去，等它亮起来，再按还书的数字，提交申请。",
        f"{FAR}\n他们修了13次。\n\n{FAR}\n他们修了3次。\n",
        f"{FAR}他很信这件事。{REST}\n\n{FAR}他不信这件事。{REST}",
        f"问：{REST}\n答：是。\n问：{REST}\n答：不是。",
        "船歌\n\n摇啊摇，摇到桥下\n水面上的月亮碎了\n又圆了\n还有谁在听\n\n"
        "摇啊摇，摇到桥下\n水面上的月亮碎了\n又圆了\n还有谁在听\n\n天亮了",
        "```\n" + "print(1)\n" * 40 + "```\n",
    ],
    ids=[
        "refrain",
        "quotation",
        "far repetition",
        "poem",
        "other numbers",
        "ordinals",
        "letters",
        "tasks",
        "before and after",
        "steps",
        "longer number",
        "negation",
        "questions",
        "song",
        "code",
    ],
)
def test_what_an_author_meant_stays(text: str) -> None:
    """Refrains, quotations, sections of one pattern and code are no copies."""
    assert deduplicate_body(text) is text


@pytest.mark.parametrize("bait", BAIT.values(), ids=BAIT)
def test_a_text_of_short_periods_is_left_alone(bait: str) -> None:
    """哈哈哈哈 and ten thousand equal lines are not deduplicated to nothing."""
    text = (bait * 30_000)[:30_000]
    assert deduplicate_body(text) is text


def test_a_fibonacci_word_keeps_its_letters() -> None:
    """A text that repeats itself at every distance is not reduced to less than a copy."""
    one, two = "甲", "甲乙"
    while len(two) < 5000:
        one, two = two, two + one
    assert set(deduplicate_body(two)) == {"甲", "乙"}
    assert len(deduplicate_body(two)) >= alignment.ANCHOR


# --- copies that differ ------------------------------------------------------------


@pytest.mark.parametrize("to", ["hant", "hant-tw", "hant-hk"])
@given(paragraphs=PARAGRAPHS)
def test_a_copy_in_the_other_script_is_a_copy(
    to: Literal["hant", "hant-tw", "hant-hk"], paragraphs: list[str]
) -> None:
    """The better structure stays, in its own script, whichever comes first."""
    text = spaced(paragraphs)
    other = convert_script(flat(paragraphs), source="hans", to=to)
    assert deduplicate_body(f"{other}\n\n{text}") == text
    assert deduplicate_body(f"{text}\n\n{other}") == text
    back = convert_script(text, source="hans", to=to)
    assert deduplicate_body(f"{flat(paragraphs)}\n\n{back}") == back


@given(paragraphs=PARAGRAPHS, every=st.integers(20, 40), data=st.data())
def test_one_letter_in_twenty_may_be_mistyped(
    paragraphs: list[str], every: int, data: st.DataObject
) -> None:
    """Typos do not hide a copy, and each of them is told."""
    at = data.draw(st.integers(0, every - 1))
    letters = list(flat(paragraphs))
    places = [n for n in range(at, len(letters), every) if letters[n] not in "，。 "]
    for place in places:
        letters[place] = "鼎"  # which stands nowhere else
    text = spaced(paragraphs)
    findings = deduplicate_body.findings("".join(letters) + "\n\n" + text)
    made = deduplicate_body("".join(letters) + "\n\n" + text)
    kept = letters_of(made.replace("鼎", ""))
    assert all(letters_of(paragraph) in kept for paragraph in paragraphs)
    if len(made) == len(text):  # no sentence had to be moved whole
        assert made == text
        told = [one for one in findings if one.rule == "repeats.differs"]
        assert len(told) == len(places)


@given(paragraphs=PARAGRAPHS, data=st.data())
def test_letters_that_stand_in_one_copy_only_are_in_the_result(
    paragraphs: list[str], data: st.DataObject
) -> None:
    """Whatever sentences either copy lacks: all of them are in the result, once."""

    def less() -> list[str]:
        gone = data.draw(st.integers(0, len(paragraphs) - 1))
        return [p for number, p in enumerate(paragraphs) if number != gone]

    copies = flat(less()), spaced(less())
    text = "\n\n".join(copies)
    made = deduplicate_body(text)
    for paragraph in paragraphs:
        assert (paragraph in made) == (paragraph in text)
    assert deduplicate_body(made) is made


def test_an_addition_without_a_place_leaves_the_copy() -> None:
    """Where code spans both copies, what one has more would go inside of what goes: it is left, and told."""
    line = "放学路上，隔壁的裁缝把信读了第二遍，影子越拉越长。"
    text = f"`a`河边夜话\na我们沿着河走{line * 6}`a`裁缝把信读了第{line * 6}"
    told = deduplicate_body.findings(text)
    assert [one for one in told if isinstance(one, Edit)] == []
    long = (
        "`aXXXXXXXXXXU1.10.2`河边夜话\na我们沿着河遍影子越拉越长放学路上隔壁的裁缝把信读了第二遍影长上隔壁的"
        "裁缝的裁缝第隔壁的裁缝子越拉越长放学路上隔裁缝把信读了第二遍影子越拉越长放学路上隔壁读了第二遍影子"
        "`aXXXXXXXXXXU1.10.2`裁缝把信读了第二遍影路上隔壁的裁缝壁裁缝第隔壁的裁缝读子越拉越长放学路上隔的裁缝"
        "把信读了第二遍影子越拉越长放学路上隔壁读了第二遍影子"
    )
    assert deduplicate_body(long) is long
    assert [one.rule for one in deduplicate_body.findings(long)] == ["repeats.kept"]


def test_a_link_that_only_the_dropped_copy_has_is_carried() -> None:
    """An image and a link come along whole, at the end of a line."""
    text = f"{FAR}\n\n{REST}\n\n{LEAD}\n"
    image = "![码头](https://a.example/pier.png)"
    flattened = f"{FAR} {image} {REST} {LEAD}"
    assert deduplicate_body(f"{flattened}\n\n{text}") == text.replace(REST, f"{image}\n\n{REST}")


# --- what stands between and around --------------------------------------------------


@pytest.mark.parametrize(
    "between", ["作者：阿七", "以下为正文", "## 全文", "2013-10-21 16:25", PLUG, "（点击阅读原文）"]
)
@given(paragraphs=PARAGRAPHS)
def test_a_line_between_the_copies_stays(between: str, paragraphs: list[str]) -> None:
    """A byline, a heading or a plug of its own does not part a flattened copy from its article."""
    text = f"{flat(paragraphs)}\n\n{between}\n\n{spaced(paragraphs)}"
    assert deduplicate_body(text) == f"{between}\n\n{spaced(paragraphs)}"


@pytest.mark.parametrize("between", ["---", "***", "* * *", "======", "————"])
@given(paragraphs=PARAGRAPHS, flat_first=st.booleans())
def test_a_rule_between_the_copies_goes(
    between: str, paragraphs: list[str], flat_first: bool
) -> None:
    """What only parts two copies parts nothing any more."""
    copies = [flat(paragraphs), spaced(paragraphs)]
    text = f"\n\n{between}\n\n".join(copies if flat_first else reversed(copies))
    assert deduplicate_body(text) == spaced(paragraphs)


@given(paragraphs=PARAGRAPHS, others=PARAGRAPHS)
def test_nested_repeats_are_reduced_to_the_end(paragraphs: list[str], others: list[str]) -> None:
    """A B B A B B is A B, as A B B is, where the two B are half of it."""
    first = [p for p in paragraphs if not any(s in spaced(others) for s in p.split("。") if s)]
    a, b = spaced(first[:1]), spaced(others)
    if not a or b.count("\n") < 2:
        return
    assert deduplicate_body(f"{a}\n\n{b}\n\n{b}") == f"{a}\n\n{b}"
    assert deduplicate_body("\n\n".join([a, b, b] * 2)) == f"{a}\n\n{b}"


def test_blocks_are_reduced_only_on_request() -> None:
    """A long block that stands twice in a row inside a body: ``scope`` decides."""
    before, after = (
        "\n\n".join(f"{one}。" for one in POOL[part]) for part in (slice(15), slice(15, 30))
    )
    block = f"{FAR}\n\n{REST}"
    text = f"{before}\n\n{block}\n\n{block}\n\n{after}"
    assert deduplicate_body(text) is text
    assert deduplicate_body(text, scope="blocks") == f"{before}\n\n{block}\n\n{after}"
    [repeat] = find_repeats(text, scope="blocks")
    assert repeat.kind == "block"
    far = f"{before}\n\n{block}\n\n{after}\n\n{block}\n\n{before[:30]}"
    assert deduplicate_body(far, scope="blocks") is far


def test_several_blocks_are_reduced_at_once() -> None:
    """Blocks that do not touch are independent."""
    blocks = ["".join(f"{one}，再说。" for one in POOL[n * 10 : n * 10 + 10]) for n in range(3)]
    parts = ["先说河边的事。", "再说县城的事。", "最后说车站的事。"]
    text = "\n\n".join(f"{part}\n\n{b}\n\n{b}" for part, b in zip(parts, blocks, strict=True))
    made = "\n\n".join(f"{part}\n\n{b}" for part, b in zip(parts, blocks, strict=True))
    assert deduplicate_body(text, scope="blocks") == made


def test_an_article_that_ends_with_its_first_words_is_found_whole() -> None:
    """Of several places where the first words stand again, the one that goes on alike is the copy."""
    text = f"{FAR}\n\n{REST}\n\n{LEAD}\n\n{FAR}"
    flattened = text.replace("\n\n", " ").replace("，", ",")
    assert deduplicate_body(f"{flattened}\n\n{text}") == text


def test_a_colon_that_ends_the_article_introduces_no_copy() -> None:
    """Both copies end with it; before the second one alone it would be "as follows:"."""
    text = f"{FAR}\n\n{REST.rstrip('。')}："
    assert deduplicate_body(f"{text}\n\n{text}\n") == f"{text}\n"
    flattened = text.replace("\n\n", " ").replace("，", ",")
    assert deduplicate_body(f"{flattened}\n\n{text}\n") == f"{text}\n"


# --- the title -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "雨后的旧书市场",
        "# 雨后的旧书市场",
        "**雨后的旧书市场**",
        "雨後的舊書市場",
        "雨后的旧书市场\n======",
        "《雨后的旧书市场》",
    ],
)
def test_the_title_is_no_first_line(line: str) -> None:
    """The metadata holds it; a heading of any form, in either script."""
    text = f"{line}\n\n{FAR}\n"
    assert deduplicate_body(text) is text
    assert deduplicate_body(text, title="雨后的旧书市场") == f"{FAR}\n"
    post = deduplicate_body(Post.from_text(text, {"标题": "雨后的旧书市场"}))
    assert post.body == f"{FAR}\n"
    assert post.restore() == text
    [edit] = deduplicate_body.edits(text, title="雨后的旧书市场")
    assert (edit.rule, (edit.detail or {})["kind"]) == ("repeats.title", "title")


@pytest.mark.parametrize(
    "text",
    [
        f"雨后的旧书市场\n{FAR}",
        f"雨后的旧书市场，\n\n{FAR}",
        "雨后的旧书市场\n\n没有一个人\n\n只有狗",
        "雨后的旧书市场",
        f"雨后的旧书市场2\n\n{FAR}",
        f"{FAR}\n\n雨后的旧书市场\n\n{REST}",
    ],
    ids=["no paragraph", "goes on", "poem", "nothing else", "another title", "further on"],
)
def test_a_first_line_that_is_more_than_the_title_stays(text: str) -> None:
    """A sentence, a verse, and what would leave nothing."""
    assert deduplicate_body(text, title="雨后的旧书市场") is text


@given(text=st.text(max_size=60), title=st.text(max_size=20))
def test_a_title_line_is_the_title(text: str, title: str) -> None:
    """What is taken for the title has its letters, at the beginning, and leaves something."""
    span = title_line(f"{title}\n\n{text}", title)
    if span is not None:
        start, end = span
        assert letters_of(f"{title}\n\n{text}"[start:end]).startswith(letters_of(title)[:1])
        assert letters_of(f"{title}\n\n{text}"[end:])


# --- saying ----------------------------------------------------------------------------


@given(paragraphs=PARAGRAPHS)
def test_find_repeats_says_what_the_edits_say(paragraphs: list[str]) -> None:
    """Kind, both stretches, agreement and differences, counted in the text that was given."""
    text = f"{flat(paragraphs).replace('。', '；')} {PLUG}\n\n{spaced(paragraphs)}\n"
    [repeat] = find_repeats(text)
    assert repeat.kind == "body"
    assert text[slice(*repeat.kept)] == spaced(paragraphs)
    assert text[slice(*repeat.dropped)] == text.split("\n")[0]
    assert repeat.agreement == 1
    [detail] = [edit.detail for edit in deduplicate_body.edits(text) if edit.rule == "repeats.copy"]
    assert detail is not None
    assert (detail["kept"], detail["dropped"]) == (repeat.kept, repeat.dropped)


def test_differences_say_what_stands_in_place_of_what() -> None:
    """The kept copy's letters, then the dropped one's."""
    text = f"{FAR}\n\n{REST}\n\n{FAR.replace('捆一道', '拴一道')} {REST}"
    [repeat] = find_repeats(text)
    assert repeat.differences == (("捆", "拴"),)
    [edit] = deduplicate_body.edits(text)
    assert (edit.detail or {})["differed"] == (("捆", "拴"),)


def test_spans_of_later_passes_count_in_the_text_that_was_given() -> None:
    """Three copies are two repeats; each dropped stretch is an article."""
    text = "\n\n".join([f"{FAR}\n\n{REST}"] * 3)
    repeats = find_repeats(text)
    assert len(repeats) == 2
    for repeat in repeats:
        assert letters_of(text[slice(*repeat.dropped)]).count(letters_of(FAR)) >= 1
        assert text[slice(*repeat.kept)].startswith(FAR)


def test_unknown_options_are_told() -> None:
    """At once, with the values that are known."""
    with pytest.raises(ValueError, match="scope is one of body, blocks, not 'page'"):
        deduplicate_body("", scope="page")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="scope is one of body, blocks"):
        find_repeats("", scope="page")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="title is a str or None, not a list"):
        deduplicate_body.using(title=["雨后"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="find_repeats takes a str"):
        find_repeats(b"")  # type: ignore[arg-type]


# --- the parts ---------------------------------------------------------------

LETTERS: Final = st.text(st.sampled_from("ab"), max_size=200)


@given(
    text=LETTERS, first=st.integers(0, 200), second=st.integers(0, 200), most=st.integers(0, 200)
)
def test_common_lengths_are_those_of_the_plain_loop(
    text: str, first: int, second: int, most: int
) -> None:
    """Slices that double and halve find what comparing one by one finds."""
    first, second = sorted((min(first, len(text)), min(second, len(text))))
    ahead = min(most, len(text) - second)
    plain = next((n for n in range(ahead) if text[first + n] != text[second + n]), ahead)
    assert common_length(text, first, second, ahead) == plain
    behind = min(most, first)
    plain = next((n for n in range(behind) if text[first - n - 1] != text[second - n - 1]), behind)
    assert common_length_before(text, first, second, behind) == plain


@given(text=LETTERS | st.text(st.sampled_from(HAN), max_size=300), at=st.integers(0, 300))
def test_a_walk_gives_true_matches_in_order(text: str, at: int) -> None:
    """Each match holds, the first copy stays before the second, and both move on."""
    second = min(at, len(text))
    last = Match(0, second, 0)
    for match in walk(text, 0, second):
        assert match.length > 0
        assert text[match.first :][: match.length] == text[match.second :][: match.length]
        assert match.first >= last.first + last.length
        assert match.second >= last.second + last.length
        assert match.first + match.length <= second
        last = match


@given(text=st.text("雨停 ，13%😀_"), size=st.integers(1, 5))
def test_the_letters_of_a_long_text_are_taken_piece_by_piece(text: str, size: int) -> None:
    """Where a piece is cut makes no difference."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(skeleton, "_PIECE", size)
        assert letters_of(text) == "".join(skeleton.RUN.findall(text))


@given(text=st.text(max_size=60))
def test_a_skeleton_leads_back_to_its_text(text: str) -> None:
    """Every place of the skeleton is the offset of that letter."""
    skeleton = Skeleton(text)
    assert skeleton.text == re.sub(f"(?![{EMOJI}{SIGNS}])[\\W_]", "", text)
    assert Skeleton(text, folded=True).text == skeleton.text.translate(folding())
    for place, letter in enumerate(skeleton.text):
        assert text[skeleton.start(place)] == letter
        assert skeleton.end(place + 1) == skeleton.start(place) + 1


# --- the edges ---------------------------------------------------------------

EVENING: Final = (
    "雨下了整整一夜，天亮才停。我们沿着河走，水已经漫过了石阶。路上没有一个人。桥下的船都不见了。"
    "只有一条绳子还系在柱子上。他说，明天还会下雨。没有人回答他。第二天早上，河边来了一个陌生人。"
)


@pytest.mark.parametrize(
    "text",
    [
        ("雨" + "，。" * 300 + "\n\n") * 2,
        f"1. 甲{EVENING}\n2. {EVENING}",
        f"{EVENING.replace('船', '`船')}\n" * 2,
    ],
    ids=["marks alone", "items of a list", "half of a code"],
)
def test_what_only_looks_doubled_stays(text: str) -> None:
    """Marks without letters are no article, items of a list may say the same, and code is not cut."""
    assert deduplicate_body(text) == text


_LAMP: Final = "渡口的灯一直亮到后半夜，没有人去关。"
_LETTER: Final = "[那封信](https://a.example/letter-of-the-ferry)写于三月。"
_CODE: Final = "```\nx = 1\n```"
_RAIN: Final = "后来雨停了路还是湿的她把伞收好挂在门后的钉子上然后去灶间烧水水开的时候天已经亮了。"
_ONE_WAY: Final = "没有人去关船工说今年的水比往年低了三尺我们在岸边坐了很久谁也没有提起那封信"
_OTHER_WAY: Final = _ONE_WAY.replace("船", "后来雨停了")


def test_half_of_a_fence_is_not_dropped() -> None:
    """The copy that would go opens code and does not close it: what follows would be none."""
    lamps = "\n\n".join([_LAMP] * 3)
    text = f"{lamps}\n\n{_CODE}\n\n{lamps}\n\n{_LAMP}\n\n```\nx\n\n{_LAMP}\n"
    made = deduplicate_body(Post.from_text(text))
    assert made.body == text
    assert [notice.rule for notice in made.notices] == ["repeats.kept"]


def test_a_copy_with_the_whole_of_a_broken_address_is_not_dropped() -> None:
    """Blanks tell nothing of two copies apart, but within an address they do."""
    lines = [_LAMP, _LETTER, _RAIN, _LAMP * 2]
    flattened = " ".join(lines)
    broken = "\n".join(lines).replace("/letter", "/\nletter")
    text = f"{flattened}\n{broken}\n"
    assert "https://a.example/letter-of-the-ferry" in deduplicate_body(text)


def test_an_address_that_differs_is_carried_whole() -> None:
    """Nothing is put into the middle of the other one; it gets a line of its own."""
    plain, odd = (f"参见 https://{host}a.example/notes/7 一文。" for host in ("", "嗯"))
    lines = [_LAMP, odd, _LAMP, _LAMP * 2, _LAMP, plain, _LAMP, _LAMP, _LAMP]
    made = deduplicate_body("\n\n".join(lines))
    assert made == "\n\n".join([_LAMP, plain, "https://嗯", _LAMP, _LAMP, _LAMP])


def test_an_addition_is_not_put_into_a_link() -> None:
    """Where a copy was cut inside of a link, what the other has is a paragraph behind it."""
    half = _LETTER[:22]
    lines = [_LAMP, _LETTER, _LAMP, _LAMP, _LAMP, _CODE, half, _LAMP, _LAMP]
    made = deduplicate_body("\n\n".join(lines))
    assert made == "\n\n".join([_LAMP, _CODE, half, _LETTER, _LAMP, _LAMP])


def test_a_sentence_that_differs_twice_is_moved_once() -> None:
    """Half a sentence says nothing: the whole one is moved, with both of its differences."""
    one, other = f"渡口的灯一直亮到后半夜{_ONE_WAY}", f"后直亮到后半夜{_OTHER_WAY}。"
    made = deduplicate_body("\n\n".join([_RAIN, one, _RAIN, other]))
    assert made == "\n\n".join([_RAIN, other, one])


def test_a_notice_of_a_later_pass_has_no_edits() -> None:
    """What was left is told in the places of the source, and is no repeat."""
    broken = _LETTER.replace("h", "h[", 1)
    text = f"{_LETTER}{_LAMP}\n\n{broken}{_LETTER}\n\n{_LAMP}\n\n"
    made = deduplicate_body(Post.from_text(text))
    assert made.body == f"{broken}{_LETTER}\n\n{_LAMP}\n\n"
    [kept] = [notice for notice in made.notices if notice.rule == "repeats.kept"]
    assert kept.span is not None
    assert text[slice(*kept.span)].strip()
    assert made.restore() == text


def test_blocks_that_touch_are_reduced_one_after_another() -> None:
    """With what stands in three places and more, on request alone."""
    low = "船工说，今年的水比往年低了三尺。"
    lines = [_LAMP, low, f"摘要：{_LAMP}", low, f"摘要：{_LAMP}", low]
    text = "\n\n".join(lines)
    assert deduplicate_body(text) == text
    assert deduplicate_body(text, scope="blocks") == "\n\n".join(lines[:4])
    plug = "关注我们的公众号：河边夜话"
    text = "\n\n".join([plug, _LAMP, _LAMP, plug] * 3)
    made = deduplicate_body(text, scope="blocks")
    assert made.split("\n\n") == [plug, plug, plug, _LAMP, _LAMP, plug]


def _of(number: int, length: int = 90) -> str:
    return "".join(chr(0x4E00 + (number * 379 + at * 211) % 3000) for at in range(length))


def test_blocks_that_are_meant_are_not_looked_at_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many the text is one that repeats itself, and stays."""
    monkeypatch.setattr(passes, "REFUSALS", 1)
    text = "".join(f"问：第{n}天{_of(n)}。\n\n" for n in range(8))
    text += "".join(f"再问：第{n}天{_of(n)}。\n\n" for n in range(8))
    assert deduplicate_body(text, scope="blocks") == text


def test_a_walk_that_meets_more_differences_than_agreement_ends() -> None:
    """Long before the end of the copies."""
    first = _of(1, 3000)
    second = "".join("某" if at % 10 == 0 else char for at, char in enumerate(first))
    assert sum(one.length for one in alignment.walk(first + second, 0, len(first))) < 1000
