"""Learning: what recurs at the edges of a publisher's posts and is not its content."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import Pack, PackSketch, learn_promotions, strip_promotions
from postnorm.boilerplate import sketch as sketches
from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.pack_reading import read_pack
from postnorm.boilerplate.templates import is_template, loose_forms, picture_name, template
from support.counting import lines_run
from support.texts import TEXTS

BODY: Final = (
    "{w}日，雨还在下，水漫过了{w}家门口的石阶。\n\n桥下{w}家的船也不见了，没有人问起它。\n\n"
)
FOOTER: Final = "河边夜话每晚九点与你同在，第 {n} 夜\n\n![](http://hebian.example/a.png?w={n})\n"


def posts(count: int, footer: str = FOOTER, body: str = BODY) -> Iterator[str]:
    return (filled(body + footer, n) for n in range(count))


def filled(form: str, n: int) -> str:
    return form.format(n=n, w="甲乙丙丁戊己庚辛壬癸"[n % 10] * (n // 10 + 1))


def test_a_footer_of_no_known_words_is_learned() -> None:
    """The pack takes out of a new post what the others share, whatever its numbers are."""
    pack = learn_promotions(posts(9), publisher="河边夜话")
    assert [one.line for one in pack.templates] == [
        "image:http://hebian.example/a.png",
        "河边夜话每晚九点与你同在,第0夜",
    ]
    assert (pack.publisher, pack.posts) == ("河边夜话", 9)
    new = filled(BODY + FOOTER, 99)
    assert strip_promotions(new) == new
    assert strip_promotions(new, packs=[pack]) == filled(BODY, 99).rstrip() + "\n"
    [first, *_] = strip_promotions.edits(new, packs=[pack])
    assert first.rule == "promotions.learned"


@pytest.mark.parametrize(
    "shared",
    [
        "## 写在河边的第二章",
        "```\nimport hebian  # 河边的夜话都从这里来，每晚九点\n```",
        "大家好，今天还是在河边给大家写信",
        "作者：阿七和他的几个住在河边的朋友们",
        "本文来自：河边夜话和它的朋友们的来信",
        "小结",
        "下面是这几天里我们在河边记下的：",
        "---",
        "[1]: http://hebian.example/notes",
        "| 日期 | 水位 | 下雨没有 | 记录的人是谁 |",
    ],
)
def test_what_recurs_and_is_content_is_not_learned(shared: str) -> None:
    """Code, headings, greetings, section names, bylines, sources, notes and rows of tables stay."""
    pack = learn_promotions(posts(9, f"{shared}\n"), publisher="河边夜话")
    assert pack.templates == ()


def test_what_does_not_recur_is_not_learned() -> None:
    """Two of nine posts share a line by chance; of very few posts two are enough."""
    bodies = [*posts(7, "没有\n"), *posts(2, FOOTER, "又是{w}。\n\n")]
    assert learn_promotions(bodies, publisher="河边").templates == ()
    few = learn_promotions(posts(2), publisher="河边")
    assert len(few.templates) == 2
    assert learn_promotions([], publisher="河边") == Pack("河边")


def test_a_known_plug_is_surer_where_it_recurs() -> None:
    """What an entry knows keeps its entry, with the evidence that it recurs."""
    footer = "觉得不错，欢迎点赞转发。\n"
    pack = learn_promotions(posts(9, footer), publisher="河边夜话")
    [edit] = strip_promotions.edits(filled(BODY + footer, 99), packs=[pack])
    assert edit.rule == "promotions.ask-like"
    assert edit.detail is not None
    assert "recurs in its publisher's posts" in edit.detail["evidence"]  # type: ignore[operator]


def test_wrong_types_are_told() -> None:
    """A text is no iterable of texts here, and bytes are no text."""
    for bodies in ("雨停了。", b"", 3):
        with pytest.raises(TypeError, match="takes an iterable of texts"):
            learn_promotions(bodies, publisher="河边")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a body is a str, not a bytes; of a file"):
        learn_promotions([b"x"], publisher="河边")  # type: ignore[list-item]
    with pytest.raises(TypeError, match="publisher is a str"):
        PackSketch(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="merge takes a PackSketch"):
        PackSketch("河边").merge(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="is none of"):
        PackSketch("河边").merge(PackSketch("桥上"))


# --- the sketch ---------------------------------------------------------------------


def sketch_of(bodies: list[str]) -> PackSketch:
    made = PackSketch("河边")
    for body in bodies:
        made.add(body)
    return made


@given(st.lists(st.lists(TEXTS, max_size=4), min_size=3, max_size=3), st.integers(1, 6))
def test_merging_is_associative_and_commutative_and_exact(
    parts: list[list[str]], size: int
) -> None:
    """However a corpus is parted and joined, the sketch is that of the whole, full or not."""
    usual, sketches.SAMPLE = sketches.SAMPLE, size  # type: ignore[misc]
    try:
        one, two, three = map(sketch_of, parts)
        whole = sketch_of([body for part in parts for body in part])
        assert one.merge(two).merge(three) == one.merge(two.merge(three)) == whole
        assert three.merge(one).merge(two) == whole
        assert one.merge(one) == one
        assert len(whole) <= size
        assert pickle.loads(pickle.dumps(whole)) == whole
        assert whole.pack() == one.merge(two).merge(three).pack()
    finally:
        sketches.SAMPLE = usual  # type: ignore[misc]


def test_the_order_of_the_posts_is_nothing_to_the_pack() -> None:
    """The same posts give the same pack, from a list or a stream, in any order, also twice."""
    bodies = list(posts(40))
    wanted = learn_promotions(bodies, publisher="河边")
    random.Random(7).shuffle(bodies)
    assert learn_promotions(iter(bodies * 2), publisher="河边") == wanted


def test_memory_is_bounded() -> None:
    """Of any number of posts a sample stays, and of a long post its edges."""
    made = sketch_of([f"雨{n}。" for n in range(sketches.SAMPLE + 50)])
    assert len(made) == sketches.SAMPLE
    long = sketch_of(["\n".join(f"第{n}行，雨" for n in range(5000))])
    [lines] = long._posts.values()
    assert len(lines) <= sketches.HEAD_LINES + sketches.TAIL_LINES
    assert repr(long) == "<PackSketch '河边': 1 posts>"
    assert long != "河边"


def test_learning_is_linear() -> None:
    """Twice the posts, and posts twice as long, are at most 2.2 times the work."""
    package = str(postnorm.__path__[0])

    def work(count: int, times: int) -> int:
        bodies = [body * times for body in posts(count)]
        return lines_run(package, lambda: learn_promotions(bodies, publisher="河边"))

    work(2, 1)
    assert work(40, 1) <= 2.2 * work(20, 1) + 500
    assert work(3, 60) <= 2.2 * work(3, 30) + 500


# --- templates ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第 12 期：關注《河邊》", "**第13期**：关注《桥上》"),
        ("回复 2013-10-21 领取", "回复 2014/1/2 领取"),
        ("[往期](http://a.example/1)更精彩", "[往期](http://a.example/2)更精彩"),
        ("![a](http://a.example/q.png?w=1)", "![b](http://a.example/q.png?w=2)"),
        ("第三讲的笔记在这里", "第十二讲的筆記在這裡"),
    ],
)
def test_a_template_has_slots_for_what_varies(one: str, other: str) -> None:
    """Numbers, dates, titles, addresses of links and sizes of pictures are no difference."""
    assert template(one) == template(other) != ""


def test_a_template_keeps_what_tells_pictures_apart() -> None:
    """Another picture is another picture, also when the address is in the query."""
    assert template("![](http://a.example/1.png)") != template("![](http://a.example/2.png)")
    assert template("![](http://a.example/?url=1)") != template("![](http://a.example/?url=2)")
    assert picture_name("![](http://qrcode.example/a.png)") == "![](/a.png)"


@given(TEXTS)
def test_templates_can_be_written_into_packs(text: str) -> None:
    """What is made of a line is bounded and folded, whatever the line is."""
    for number in range(len(Layout(text).lines)):
        made = template(Layout(text).of(number))
        assert not made or is_template(made), made


# --- labels and wider slots ---------------------------------------------------------


LONG_BODY: Final = BODY * 2


def listed(n: int, label: str, hosts: str = "hebian.example", behind: str = "") -> str:
    """A post that ends with a label and a list of its own."""
    body = filled(LONG_BODY, n)
    links = "".join(f"- [夜话的题目{n}{k}](http://{hosts.format(n=n)}/{n}{k})\n" for k in "ab")
    return f"{body}{label}\n\n{links}{behind}"


PICTURE: Final = "\n![](http://hebian.example/a.png)\n"


@pytest.mark.parametrize("label", ["说到这座桥的夜话", "## 岸上见"])
def test_a_label_is_learned_and_its_list_goes_with_it(label: str) -> None:
    """The list differs from post to post: what recurs is the label alone, above the site's own links."""
    bodies = (listed(n, label, behind=PICTURE) for n in range(9))
    pack = learn_promotions(bodies, publisher="河边")
    assert [one.unit for one in pack.templates] == ["line", "block"]
    read = read_pack(pack.to_toml(), path="written")
    assert read == pack
    new = listed(99, label, behind=PICTURE)
    assert strip_promotions(new, packs=[read]) == filled(LONG_BODY, 99).rstrip() + "\n"
    alone = f"{filled(LONG_BODY, 99)}{label}\n\n桥还在，船没有回来，谁也说不出它去了哪一条河。\n"
    assert strip_promotions(alone, packs=[read]) == alone


def test_a_label_beside_a_plug_may_lead_elsewhere() -> None:
    """A line that recurs under the label, and promotes, says whose list it is."""
    label = "本夜的题目\n\n装上河边夜话的小工具以后，从这里点开就能直接看到答案。"
    pack = learn_promotions((listed(n, label, "other.example") for n in range(9)), publisher="河边")
    assert {one.unit for one in pack.templates} == {"line", "block"}
    new = listed(99, label, "other.example")
    assert strip_promotions(new, packs=[pack]) == filled(LONG_BODY, 99).rstrip() + "\n"


def test_a_learned_label_in_a_frame_goes_with_the_frame() -> None:
    """What unfolds has a label in tags, a list, and tags that close it."""
    form, behind = (
        "<details>\n<summary><b>说到这座桥的夜话</b></summary>",
        f"\n</details>\n{PICTURE}",
    )
    bodies = [listed(n, form, behind=behind) for n in range(9)]
    pack = learn_promotions(bodies, publisher="河边")
    new = listed(99, form, behind=behind)
    assert strip_promotions(new, packs=[pack]) == filled(LONG_BODY, 99).rstrip() + "\n"


@pytest.mark.parametrize(
    ("label", "hosts", "behind"),
    [
        ("参考资料", "hebian.example", ""),
        ("引用", "hebian.example", ""),
        ("本周的工具", "place{n}.example", ""),
        ("本周的工具", "tools.example", ""),
        (
            "本周的工具",
            "hebian.example",
            "\n甲乙丙又去了一次桥下，这一次水退了，有人看见了船{n}{n}。\n",
        ),
    ],
)
def test_a_section_of_links_is_no_list_of_plugs(label: str, hosts: str, behind: str) -> None:
    """Sources, links to other places, and lists that the article goes on behind stay."""
    words = "甲乙丙丁戊己庚辛壬"
    bodies = [listed(n, label, hosts, behind.replace("{n}", words[n]) + PICTURE) for n in range(9)]
    pack = learn_promotions(bodies, publisher="河边")
    assert [one.line for one in pack.templates] == ["image:http://hebian.example/a.png"]


def test_the_titles_of_links_are_a_slot_in_company() -> None:
    """A line is known by what stands around its link, where it stands beside lines that recur."""
    line = "\n本文另有朗读的版本：[{w}之夜](http://a.example/{w})，其余的都在河边的电台里。\n"
    alone = learn_promotions(posts(9, line), publisher="河边夜话")
    assert alone.templates == ()
    footer = f"{line}\n{FOOTER}"
    pack = learn_promotions(posts(9, footer), publisher="河边夜话")
    assert "本文另有朗读的版本:[],其余的都在河边的电台里。" in {one.line for one in pack.templates}
    assert "朗读" not in strip_promotions(filled(BODY + footer, 99), packs=[pack])


OPENING: Final = (
    "这一系列的夜话想要告诉你的是怎样在河边{w}，从造船到撑船，再到在水上过夜，一步一步慢慢地说。\n"
)


def test_an_open_end_is_learned_in_company_only() -> None:
    """Of which only the beginning recurs, that goes which stands beside lines that recur."""
    alone = learn_promotions(posts(9, OPENING), publisher="河边")
    assert not any("[…]" in one.line for one in alone.templates)
    footer = OPENING + "\n" + FOOTER
    pack = learn_promotions(posts(9, footer), publisher="河边")
    assert "这一系列的夜话想要告诉你的是怎样[…]" in {one.line for one in pack.templates}
    assert strip_promotions(filled(BODY + footer, 99), packs=[pack]) == (
        filled(BODY, 99).rstrip() + "\n"
    )


@given(TEXTS)
def test_loose_forms_can_stand_in_a_pack(text: str) -> None:
    """What is learned with wider slots is written and read like any other."""
    for number in range(len(Layout(text).lines)):
        for form in loose_forms(Layout(text).of(number)):
            assert is_template(form), form
