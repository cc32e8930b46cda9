"""Texts written from bytes: what a fuzzer changes is then a text's structure, not its spelling.

A byte below 0x80 is that ASCII character. One from 0x80 on is a piece of a table, and the last few
are orders: once more, on one line, with typos. Most changes of a byte thus give a text of the same
kind, and a short input can stand for a long, doubled post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from postnorm.testing import writing
from postnorm.testing.samples import BAIT, GLUE, PLUGS, PROTECTED, SENTENCES

MOST: Final = 2_000
"""Characters of a text; fuzzing looks for wrong answers, and those show in short ones."""

_ORDERS: Final = 0xF0
_PIECES_FROM: Final = 0x80

_BYLINES: Final = (
    *("\n文／阿七\n", "\n作者：河边人\n", "\n来源：河边夜话\n", "\n翻译：阿七\n", "\n编辑 小满\n"),
    *("\n本文首发于河边夜话\n", "\n原文链接：https://a.example/b\n", "\n2013-10-21 16:25\n"),
)
_CALLS: Final = (
    *("\n推荐阅读\n- [雨后](https://a.example/1)\n", "\n长按下方二维码关注我们\n"),
    *("\n点击下方「阅读原文」报名\n", "\n转载请联系授权\n", "\n![](https://a.example/qr.jpg)\n"),
    "\n微信号：hebian2013\n",
)
PROSE: Final = (*SENTENCES, *PLUGS, *_BYLINES, *_CALLS, *GLUE, *PROTECTED)
"""Of bodies. The order is that of the corpus: add at the end."""

HEADERS: Final = (
    *("---\n", "+++\n", ";;;\n", "...\n", "---", "```", "title: ", "标题：", "作者：阿七\n"),
    *("date: ", "2013-10-21 16:25", "2013-02-30", "tags: [", "tags:\n- 甲\n- 乙\n"),
    *("url: https://a.example/\n", "&a ", "*a", "<<: *a\n"),
    *("!!python/name:os.system x", "!t ", "|\n  甲\n  乙\n", ">-\n", "'", '"', "\\x"),
    *("\\u96e8", "? ", ": ", "：", "- ", "  ", "\t", "{", "}", "[", "]", ",", "#来往"),
    *(" #", "%YAML", "a.b = 1\n", "[a.b]\n", "[[a]]\n", '"""', "'''", "1e999", "0x1f"),
    *("007", "1.10", ".nan", "~", "null", '{"title": "雨后"}\n', "\r", "\r\n", "\x85"),
    *("\u2028", "\ufeff", "\x00", "\ud800", "\u3000", "<p>", "|", "[#]: subject: "),
    *("> * 原文地址：[甲](https://a.example/)\n", "via: ", "译者：", "true", "yes", "16:25"),
    *("雨停了。\n", "路还湿", "key", "date", "\n", "\n\n", "content", "self", "1:", "\x07"),
    "&quot;",
)  # fmt: skip
"""Of front matter."""

MARKUP: Final = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<h1>", "</h1>", "<ul>"),
    *("<ol start=3>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "<th>", "</table>"),
    *("<pre>", "<code>", "</code>", "</pre>", "<blockquote>", "<a href='b.html'>"),
    *("</a>", "<img src=a.png alt='图'>", "<b>", "</b>", "<em>", "</em>", "<span>"),
    *("<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<![CDATA["),
    *("]]>", "<!doctype html>", "<html>", "<head>", "<title>", "</title>", "<body>"),
    *("</body>", "<article>", "<section>", "</section>", "<meta charset=gb2312>"),
    "<meta name=author content='阿七'>",
    "<link rel=canonical href='https://a.example/1'>",
    *('<meta property="og:title" content="雨后">', '<div id="js_content">'),
    *("<h2 id=activity-name>", "<p class=meta>"),
    *('<script>var ct = "1382343900";</script>', "window.__INITIAL_STATE__={"),
    *('<script type="application/ld+json">', '{"@type":"Article","headline":"雨后"}'),
    *("&nbsp;", "&ldquo;", "&#x96e8;", "&#0;", "&#xd800;", "&amp;", "&lt;"),
    *("<ruby>雨<rt>yu</rt></ruby>", "<iframe src=x>", "<textarea>", "<svg>", "<math>"),
    *("<template>", "<noscript>", "<rss><channel>", "<item>", "<title>雨后</title>"),
    *("<description>", "<content:encoded>", "</item>", "<entry>", "<feed>"),
    "<pubDate>Mon, 21 Oct 2013 16:25:00 +0800</pubDate>",
    *("<link>https://a.example/1</link>", "雨停了。", "路还湿，", "\n", " ", "\u3000", "\x00"),
    *("\ud800", "<", ">", '"', "'", "=", "/", "`", "*", "_", "#", "雨下了整整一夜，天亮才停。"),
    *("我们沿着河走，水已经漫过了石阶。", "欢迎关注我们的微信公众号：河边夜话。", "hidden"),
    *(" style='display:none'", " class=", " id=", "<x-y ", "</"),
)  # fmt: skip
"""Of pages, fragments and feeds."""

_BAIT: Final = tuple(BAIT.values())


def write(data: bytes, pieces: Sequence[str] = PROSE) -> str:
    """Return the text that *data* orders to be written with *pieces*, of at most :data:`MOST` characters.

    >>> write(b"1 \\x82\\xf2", ("雨", "\\n", "，"))
    '1 ，1 ，'
    """
    made: list[str] = []
    size = 0
    rest = iter(data)
    for byte in rest:
        if byte < _PIECES_FROM:
            new = chr(byte)
        elif byte < _ORDERS:
            new = pieces[(byte - _PIECES_FROM) % len(pieces)]
        else:
            new = _ORDER[byte - _ORDERS](made, pieces, rest)
        made.append(new[: MOST - size])
        size += len(made[-1])
        if size >= MOST:
            break
    return "".join(made)


def _next(rest: Iterator[int]) -> int:
    return next(rest, 0)


def _far_piece(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    """Tables have more pieces than there are bytes for them."""
    return pieces[_next(rest) % len(pieces)]


def _run(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return (made[-1] if made else "") * (_next(rest) % 64)


def _all(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return "".join(made)


def _flattened(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return " ".join("".join(made).split())


def _with_typos(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    every = 8 + _next(rest)
    text = "".join(made)
    return "".join("错" if at % every == 7 else char for at, char in enumerate(text))


def _paragraph(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    paragraphs = "".join(made).split("\n\n")
    return paragraphs[_next(rest) % len(paragraphs)]


def _half(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    text = "".join(made)
    return text[len(text) // 2 :]


def _any_character(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return chr((_next(rest) << 16 | _next(rest) << 8 | _next(rest)) % 0x11_0000)


def _plane_character(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return chr(_next(rest) << 8 | _next(rest))


def _prose(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return writing.sentence((_next(rest) << 8 | _next(rest)) % writing.SENTENCES)


def _article(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    first = _next(rest) * 64
    return "\n\n".join(writing.paragraphs(range(first, first + 6), (2, 2, 2)))


def _bait(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return _BAIT[_next(rest) % len(_BAIT)] * (_next(rest) % 32)


def _paragraph_break(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return "\n\n"


def _quoted(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    return "> " + "".join(made).replace("\n", "\n> ")


def _plain_paragraph(made: list[str], pieces: Sequence[str], rest: Iterator[int]) -> str:
    """A paragraph again, without what is not Han: as another reader would have copied it."""
    return "".join(c for c in _paragraph(made, pieces, rest) if "\u4e00" <= c <= "\u9fff")


_Order = Callable[[list[str], Sequence[str], Iterator[int]], str]
_ORDER: Final[tuple[_Order, ...]] = (
    *(_far_piece, _run, _all, _flattened, _with_typos, _paragraph, _half, _any_character),
    *(_plane_character, _prose, _article, _bait, _paragraph_break, _quoted, _plain_paragraph),
    _far_piece,
)
