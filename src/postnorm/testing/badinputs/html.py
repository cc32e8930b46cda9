"""Pages and fragments as browsers save them, editors paste them and attackers build them."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, survive
from postnorm.testing.writing import paragraphs

_ONE, _TWO, _THREE = paragraphs(range(40, 49), (3, 3, 3))
_PROSE: Final = f"<p>{_ONE}</p><p>{_TWO}</p><p>{_THREE}</p>"


def _page(body: str, head: str = "<title>雨后</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


CASES: Final[tuple[Draft, ...]] = (
    change(
        "entities",
        "entities, named and numbered",
        "<p>雨&nbsp;&amp;&#x96ea;&lt;3</p>",
        has=("雪", "&"),
        lacks=("&#x96ea;",),
    ),
    change("paragraphs", "paragraphs without ends", f"<p>{_ONE}<p>{_TWO}", f"{_ONE}\n\n{_TWO}\n"),
    change(
        "breaks",
        "line breaks for paragraphs",
        f"<div>{_ONE}<br><br>{_TWO}</div>",
        has=(_ONE, _TWO),
        lacks=("<br>",),
    ),
    change(
        "emphasis",
        "marks of emphasis",
        "<p>雨<strong>停</strong>了，路<em>还湿</em>。</p>",
        has=("**停**",),
        lacks=("<",),
    ),
    change(
        "link",
        "a link",
        '<p>见<a href="https://a.example/b?c=1&amp;d=2">这里</a>。</p>',
        has=("[这里](https://a.example/b?c=1&d=2)",),
    ),
    change("list", "a list", "<ul><li>雨</li><li>雪</li></ul>", has=("雨", "雪"), lacks=("<li>",)),
    change(
        "code",
        "code with marks of markup",
        "<pre><code>if a &lt; b:\n    print('，')\n</code></pre>",
        has=("if a < b:\n    print('，')",),
        lacks=("&lt;",),
    ),
    change(
        "table",
        "a table",
        "<table><tr><th>日</th><th>雨</th></tr><tr><td>一</td><td>停</td></tr></table>",
        has=("日", "停"),
        lacks=("<td>",),
    ),
    change(
        "image",
        "a picture that is loaded late",
        '<p>图：<img data-src="https://a.example/b.png" src="data:,x"></p>',
        has=("https://a.example/b.png",),
        lacks=("data:,x",),
    ),
    change(
        "script",
        "a script beside the article",
        _page(_PROSE + "<script>var a = '雨';</script>"),
        has=(_ONE, _THREE),
        lacks=("var a",),
    ),
    change(
        "style",
        "a style sheet beside the article",
        _page("<style>p { color: red }</style>" + _PROSE),
        has=(_ONE, _THREE),
        lacks=("color",),
    ),
    change(
        "title",
        "a title in the head only",
        _page(_PROSE),
        has=(_ONE, _TWO, _THREE),
        metadata={"title": "雨后"},
    ),
    change(
        "navigation",
        "a list of other pages around the article",
        _page(
            "<nav><ul><li><a href='/a'>首页</a></li><li><a href='/b'>关于</a></li></ul></nav><article>"
            + _PROSE
            + "</article><footer>版权所有</footer>"
        ),
        has=(_ONE, _THREE),
        lacks=("首页", "版权所有"),
    ),
    change(
        "hidden-body",
        "an article hidden until a script shows it",
        _page(f'<div id="js_content" style="visibility: hidden">{_PROSE}</div>'),
        has=(_ONE, _TWO, _THREE),
        lacks=("<",),
    ),
    change(
        "comment",
        "a comment with a tag in it",
        f"<p>{_ONE}</p><!-- <p>注</p> --><p>{_TWO}</p>",
        has=(_ONE, _TWO),
        lacks=("注",),
    ),
    change(
        "open-comment",
        "a comment without an end",
        _page(f"{_PROSE}<!-- 注"),
        has=(_ONE, _THREE),
        lacks=("<p>",),
    ),
    change(
        "open-title",
        "a title without an end",
        f"<html><head><title>雨后<body>{_PROSE}",
        has=(_ONE, _THREE),
        lacks=("<p>",),
    ),
    change(
        "nested-paragraph",
        "blocks inside of paragraphs",
        f"<p>{_ONE}<div>{_TWO}</div>{_THREE}</p>",
        has=(_ONE, _TWO, _THREE),
        lacks=("<",),
    ),
    change(
        "crossed",
        "tags that cross each other",
        "<b>雨<i>停</b>了</i>，路还湿。",
        has=("路还湿",),
        lacks=("<i>",),
    ),
    change("upper-case", "tags in capitals", f"<P>{_ONE}</P><P>{_TWO}</P>", f"{_ONE}\n\n{_TWO}\n"),
    change(
        "no-quotes",
        "attributes without quotes",
        "<p class=a><a href=https://a.example/b>这里</a></p>",
        has=("[这里](https://a.example/b)",),
    ),
    change(
        "broken-line",
        "a line break in the source inside of a sentence",
        "<p>雨停了，\n路还湿。</p>",
        lacks=("\n路",),
        has=("路还湿",),
    ),
    change(
        "ruby",
        "readings above characters",
        "<p><ruby>漢<rt>かん</rt></ruby>字を書く。</p>",
        has=("漢", "字"),
        lacks=("かん",),
    ),
    change(
        "textarea",
        "an article inside of a text area",
        f"<p>{_ONE}</p><textarea>{_TWO}</textarea><p>{_THREE}</p>",
        has=(_ONE, _THREE),
        lacks=("<p>",),
    ),
    change(
        "deep",
        "5,000 boxes in each other",
        lambda: "<div>" * 5_000 + f"<p>{_ONE}</p>" + "</div>" * 5_000,
        f"{_ONE}\n",
    ),
    change(
        "deep-page",
        "a page with 3,000 spans around the article",
        lambda: _page("<span>" * 3_000 + _PROSE + "</span>" * 3_000),
        has=(_ONE, _TWO, _THREE),
        lacks=("<span>",),
    ),
    change(
        "never-closed",
        "20,000 tags that are never closed",
        lambda: f"<p>{_ONE}</p>" + "<b>" * 20_000 + f"<p>{_TWO}</p>",
        has=(_ONE, _TWO),
        lacks=("<p>",),
    ),
    survive(
        "many-attributes",
        "a tag with 40,000 attributes",
        lambda: "<p " + " ".join(f"a{n}=1" for n in range(40_000)) + f">{_ONE}</p>",
        has=(_ONE,),
    ),
    survive(
        "ends-only",
        "20,000 ends of what was not begun",
        lambda: f"<p>{_ONE}</p>" + "</div>" * 20_000 + f"<p>{_TWO}</p>",
        has=(_ONE, _TWO),
    ),
    survive(
        "less-than",
        "what looks like a tag and is none",
        "<p>若 a<b 且 c>d，则雨停。路还湿。</p>",
        has=("路还湿",),
    ),
    survive(
        "nul",
        "NUL in a tag and in the text",
        f"<p\0>{_ONE}</p><p>雨\0停</p><p>{_TWO}</p>",
        has=(_TWO,),
    ),
    survive("surrogate", "half a character", f"<p>{_ONE}\ud800</p><p>{_TWO}</p>", has=(_TWO,)),
    survive(
        "huge-number",
        "entities of characters that do not exist",
        f"<p>&#x110000;&#xd800;&#99999999999;{_ONE}</p>",
        has=(_ONE,),
    ),
    survive(
        "entity-bomb",
        "entities that name entities",
        '<!DOCTYPE html [<!ENTITY a "雨雨雨"><!ENTITY b "&a;&a;&a;">]>'
        + _page(_PROSE + "<p>&b;</p>"),
        has=(_ONE, _THREE),
    ),
    survive(
        "outer-entity",
        "an entity that names a file",
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        + _page(_PROSE + "<p>&a;</p>"),
        has=(_ONE, _THREE),
    ),
    survive(
        "long-text",
        "a text of 300,000 characters in one tag",
        lambda: f"<p>{_ONE * 4_000}</p>",
        has=(_ONE * 4_000,),
    ),
    survive(
        "odd-names",
        "names of tags that are none",
        f"<p>{_ONE}</p><雨>停</雨><a:b>了</a:b><p>{_TWO}</p>",
        has=(_ONE, _TWO),
    ),
    survive(
        "open-quotes",
        "a quote in a tag that is never closed",
        f'<p>{_ONE}</p><p>{_TWO}</p><a href="https://a.example/>这里</a>',
        has=(_ONE, _TWO),
    ),
)
