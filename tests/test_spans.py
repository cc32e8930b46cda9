"""Protected spans: what each kind is, and that finding them is linear."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.edits import Edit
from postnorm.spans import Span, blanked, find_spans, outside, span_cut_at, united
from postnorm.spans.markup import EMOJI_SEQUENCE, find_emoji
from support.texts import PROTECTED, TEXTS

# Text -> the protected pieces of it, with their kinds.
CASES: Final = {
    "看https://a.example/b?c=d,e.html，再说": [("https://a.example/b?c=d,e.html", "url")],
    "见http://a.example/甲": [("http://a.example/", "url")],
    "(http://a.example/b(c))。": [("http://a.example/b(c)", "url")],
    "http://a.example.": [("http://a.example", "url")],
    "www.a.example上": [("www.a.example", "url")],
    "http和www.都不是": [],
    **{
        f"用{scheme}://a.example/b，吧": [(f"{scheme}://a.example/b", "url")]
        for scheme in ("https", "ftp", "ftps", "mailto", "file", "weixin", "magnet")
    },
    "写信到a.b@c.example，谢谢": [("a.b@c.example", "email")],
    "@河边夜话 说": [("@河边夜话", "name")],
    "用`a ，b`和``c`d``": [("`a ，b`", "code"), ("``c`d``", "code")],
    "一个`反引号\n\n另一个`在别处": [],
    "```py\n甲 ，\n```\n乙": [("```py\n甲 ，\n```", "code-block")],
    "> ~~~\n> 甲\n": [("> ~~~\n> 甲\n", "code-block")],
    "[这里](./甲 ,乙.html)吧": [("](./甲 ,乙.html)", "link")],
    "![图](<a b>)": [("](<a b>)", "link")],
    "[甲](乙\n丙)": [],
    "[甲](乙(丙)丁 ,戊)和[己](庚 ,辛)": [("](乙(丙)丁 ,戊)", "link"), ("](庚 ,辛)", "link")],
    "[甲](乙(丙)，(丁)": [],
    "[甲](乙)和[丙](丁(戊)": [("](乙)", "link")],
    "[甲](http://a.example/b)和[乙](./c ,d.html)": [
        ("](http://a.example/b)", "link"),
        ("](./c ,d.html)", "link"),
    ],
    "   [1]: http://a.example/b 甲": [("[1]: http://a.example/b", "link")],
    "甲\n    [1]: ./b.html": [("./b.html", "path")],
    "甲\n   [1]: ./b.html ，乙": [("[1]: ./b.html", "link")],
    "菜谱：\n\n    print('甲,乙')  # 丙 ，\n\n    x = 1\n\n完": [
        ("    print('甲,乙')  # 丙 ，\n\n    x = 1", "code-block")
    ],
    "    雨停了 ，走吧": [],
    "- 甲\n\n    continued ，乙": [],
    "- 甲\n乙\n\n    continued ，丙": [("    continued ，丙", "code-block")],
    "甲\n- 乙\n\n    continued ，丙": [],
    "<pre>甲 ，\n乙</pre>，丙<PRE>": [("<pre>甲 ，\n乙</pre>", "code-block"), ("<PRE>", "html")],
    '[甲]: http://a.example/b "标题,甲"': [('[甲]: http://a.example/b "标题,甲"', "link")],
    "[官网](http://a.example/b)(第二版)": [("](http://a.example/b)", "link")],
    "<b class='甲 ，'>乙</b>": [("<b class='甲 ，'>", "html"), ("</b>", "html")],
    "1 < 2 且 3 > 2": [],
    "<pre>甲<script>乙</pre>丙</script>": [
        ("<pre>甲<script>乙</pre>", "code-block"),
        ("</script>", "html"),
    ],
    "见gopher://a.example/b吧": [],
    "甲[1]: http://a.example/b": [("http://a.example/b", "url")],
    "<!-- 甲 ，\n乙 -->": [("<!-- 甲 ，\n乙 -->", "html")],
    "<!--甲--><!--乙-->丙 ，丁": [("<!--甲-->", "html"), ("<!--乙-->", "html")],
    "<!-->甲 ，<!--->乙-->": [("<!-->", "html"), ("<!--->", "html")],
    "<!-- 甲 ，乙": [],
    "甲&nbsp;乙&#8212;丙&不是;": [("&nbsp;", "entity"), ("&#8212;", "entity")],
    "设$a ,b$和$$c\n,d$$": [("$a ,b$", "math"), ("$$c\n,d$$", "math")],
    "花了$5，又花$6": [],
    r"\(a ,b\)与\[c\]": [(r"\(a ,b\)", "math"), (r"\[c\]", "math")],
    r"设\[c ,d\]，乙": [(r"\[c ,d\]", "math")],
    r"甲\(a \(b ,c\)乙\)": [(r"\(b ,c\)", "math")],
    "\\(a\n,b\\)和\\[a\n\n,b\\]": [],
    "设$$c\n,d$$，乙": [("$$c\n,d$$", "math")],
    "设$$c\n\n乙$$d ,e$$，丙": [("$$d ,e$$", "math")],
    "$$$$": [],
    "#河边夜话#开讲": [("#河边夜话#", "topic")],
    "# ，#河边,夜话#": [("#河边,夜话#", "topic")],
    "#桥 ，#河边,夜话#": [("#河边,夜话#", "topic")],
    "#桥，#河边,夜话#": [("#河边,夜话#", "topic")],
    "#桥在哪里？#渡口": [("#桥在哪里？#", "topic")],
    "`甲\r\n乙`": [("`甲\r\n乙`", "code")],
    "`甲\r\n\r\n乙`": [],
    "`甲\r\r乙`": [],
    **{f"雨{end}```\n甲": [("```\n甲", "code-block")] for end in "\x0b\x0c\x85\u2028\u2029"},
    "#桥 、渡口#": [("#桥 、渡口#", "topic")],
    "#桥， 渡口#": [("#桥， 渡口#", "topic")],
    "#桥（ 下 ）的船#": [("#桥（ 下 ）的船#", "topic")],
    "用C# (旧)和F#写": [],
    "(C#) 和 (F#)": [],
    "#桥 渡口#": [],
    "#桥（ #": [],
    "说说 #旧书 吧": [("#旧书", "topic")],
    "# 标题\n#标题": [],
    "在/usr/local/bin里": [("/usr/local/bin", "path")],
    "TCP/IP和2013/10/21": [("TCP/IP", "path"), ("2013/10/21", "path")],
    r"在C:\Users\甲": [("C:\\Users\\", "path")],
    "和/或": [],
    "a/b/c和d/e": [("a/b/c", "path"), ("d/e", "path")],
    "用{{ site.title }}和{% link 甲 ，乙 %}": [
        ("{{ site.title }}", "template"),
        ("{% link 甲 ，乙 %}", "template"),
    ],
    "{% codeblock lang:js %}\n甲 ，乙\n{% endcodeblock %}丙": [
        ("{% codeblock lang:js %}\n甲 ，乙\n{% endcodeblock %}", "code-block")
    ],
    "{% raw %}甲{% endhighlight %}": [
        ("{% raw %}", "template"),
        ("{% endhighlight %}", "template"),
    ],
    "{甲}和{ {": [],
    "{% raw %}甲{% endraw %}和{{ 乙 }}": [
        ("{% raw %}甲{% endraw %}", "code-block"),
        ("{{ 乙 }}", "template"),
    ],
    "版本v1.10.2在16:25以3:2发布": [
        ("1.10.2", "number"),
        ("16:25", "number"),
        ("3:2", "number"),
    ],
    "1. 雨：2，.5": [],
    "👩🏽\u200d🔬和1\ufe0f\u20e3，❤\ufe0f🇨🇳😀": [
        ("👩🏽\u200d🔬", "emoji"),
        ("1\ufe0f\u20e3", "emoji"),
        ("❤\ufe0f", "emoji"),
        ("🇨🇳", "emoji"),
    ],
    "甲\u200d乙\ufe0f": [],
    "X\ufe0f": [],
    "👩\u200dX和👩🏽\u200dX": [("👩🏽", "emoji")],
    **{
        f"雨{emoji}停": [(emoji, "emoji")]
        for emoji in (
            "❤\ufe0f",
            "1\u20e3",
            "👍🏻",
            "👍🏿",
            "👩\u200d🔬",
            "🇦🇿",
            "🏴\U000e0067\U000e0062\U000e007f",
            "👨\u200d👩\u200d👧\u200d👦",
        )
    },
    "🇨": [],
    "---\ntitle: 甲 ,乙\ntags:\n  - 丙\n\n# 注\n---\n正文": [
        ("---\ntitle: 甲 ,乙\ntags:\n  - 丙\n\n# 注\n---", "front-matter")
    ],
    "---\n他说: 甲 ,乙\n---\n": [],
    "---\ntitle: 甲\n正文 ,乙\n---\n": [],
    "正文\n---\ntitle: 甲 ,乙\n---\n": [],
    "~/a.txt和./b/c.py": [("~/a.txt", "path"), ("./b/c.py", "path")],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_what_is_protected(text: str, expected: list[tuple[str, str]]) -> None:
    """Each kind ends where the sentence around it goes on."""
    assert [(text[span.start : span.end], span.kind) for span in find_spans(text)] == expected


@given(text=TEXTS)
def test_spans_are_sorted_disjoint_and_not_empty(text: str) -> None:
    """What steps through edits and spans together relies on it."""
    at = 0
    for span in find_spans(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end


_EMOJI_CHARACTERS = "雨a#19©❤😀👨👩👧🏽🏴🇨🇳\u200d\ufe0f\u20e3\U000e0067\U000e0062\U000e007f"


@given(text=st.text(alphabet=st.sampled_from(_EMOJI_CHARACTERS), max_size=40))
def test_emoji_are_those_of_one_search_for_a_whole_sequence(text: str) -> None:
    """They are looked for around the few characters that make a sequence, which is faster."""
    whole = [Span(*match.span(), "emoji") for match in EMOJI_SEQUENCE.finditer(text)]
    assert list(find_emoji(text)) == whole


@pytest.mark.parametrize("piece", PROTECTED)
def test_every_sample_is_found_in_a_sentence(piece: str) -> None:
    """What the laws are tried with is protected, or they would say nothing."""
    text = f"雨停了{piece}路还湿"
    spans = find_spans(text)
    assert spans
    assert text[spans[0].start : spans[-1].end] in f"雨停了{piece}"


@given(text=TEXTS, places=...)
def test_outside_gives_what_touches_no_span(text: str, places: list[tuple[int, int]]) -> None:
    """An edit passes when it has no character in common with a span and does not stand inside one."""
    edits = sorted(Edit(min(p), max(p), "", "x") for p in places)
    in_order = [e for n, e in enumerate(edits) if all(b.end <= e.start for b in edits[:n])]
    spans = [Span(s.start, s.end, "x") for s in find_spans(text)]
    expected = [e for e in in_order if all(e.end <= s.start or s.end <= e.start for s in spans)]
    assert list(outside(in_order, spans)) == expected


@pytest.mark.parametrize("fence", ["```", "~~~~", "> ```", "\u3000```"])
def test_a_fence_begins_its_line(fence: str) -> None:
    """What stands in a line behind text is no fence, however the line before ends."""
    closing = fence.strip("> \u3000")
    assert [span.kind for span in find_spans(f"甲\n{fence}\n乙 ，\n{closing}\n")] == ["code-block"]
    assert "code-block" not in [s.kind for s in find_spans(f"甲 {closing}x\n乙 ，\n丙{closing}\n")]
    other = "```" if closing[0] == "~" else "~~~"  # inside, it closes nothing
    text = f"甲\n{fence}\n{other}\n{closing}\n乙"
    assert [text[s.start : s.end] for s in find_spans(text)] == [text[2:-2]]
    assert "code-block" not in [s.kind for s in find_spans("\u3000" * 33 + f"{closing}\n雨")]


def test_a_span_is_cut_inside_only() -> None:
    """An offset at an edge, before the first or behind the last cuts none."""
    spans = [Span(1, 3, "a"), Span(3, 4, "b"), Span(6, 9, "c")]
    cut = [span_cut_at(spans, at) for at in range(11)]
    assert cut == [None, None, spans[0], *[None] * 4, spans[2], spans[2], None, None]
    assert span_cut_at([], 1) is None


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], "雨停了，路还湿"),
        ([(1, 1)], "雨停了，路还湿"),
        ([(4, 6), (0, 2)], "..了，..湿"),
        ([(0, 3), (1, 2), (2, 5)], ".....还湿"),
        ([(6, 7)], "雨停了，路还."),
    ],
)
def test_blanked_text_keeps_its_length(places: list[tuple[int, int]], expected: str) -> None:
    """Whatever the order, and where places overlap."""
    assert blanked("雨停了，路还湿", places, ".") == expected


def test_united_spans_are_of_the_kind_that_begins_first() -> None:
    """Those that only touch stay two."""
    spans = [Span(0, 5, "a"), Span(1, 2, "b"), Span(4, 7, "c"), Span(7, 8, "d"), Span(9, 10, "e")]
    assert list(united(spans)) == [Span(0, 7, "a"), *spans[3:]]
    assert list(united([])) == []
