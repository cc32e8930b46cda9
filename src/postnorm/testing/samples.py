"""Texts with the defects of scraped posts, and texts made to hurt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final = (
    "雨下了整整一夜，天亮才停。",
    "我们沿着河走，水已经漫过了石阶。",
    "路上没有一个人，连狗也不叫",
    "他说：“明天再来。”",
    "2013年10月，河水涨了三次……",
    "橋還在，橋下的船不見了。",
    "头发干了，只是里面还湿。",
    "软件Ｒｕｂｙ的版本是1.10",
    "1 、先看结论",
    "回声测深(ECHO)",
)
PROTECTED: Final = (
    "https://a.example/b?c=d,e.html",
    "www.x.example",
    "hebian@a.example",
    "`甲 ，乙,丙`",
    "[这里](./甲 ,乙.html)",
    "![图](http://a.example/图 .png)",
    '<b class="甲 ，">',
    "&nbsp;",
    "$a ,b$",
    "/usr/local/bin",
    "@河边,",
    "#河边,夜话#",
    "\n```\n甲 ，乙\u200b\n\n\n丙  \n```\n",
    "{{ 頭髮 ，头发 }}",
    "{% raw %}甲 ,乙(丙){% endraw %}",
    "1.10.2",
    "16:25",
    "👩🏽\u200d🔬",
    "1\ufe0f\u20e3",
)
PLUGS: Final = (
    "欢迎关注我们的微信公众号：河边夜话。",
    "阿七写的微信公众账号：河边夜话",
    "公众号运营者最怕的是没有人留言。",
    "未经授权不得转载",
)
# What stands between: gaps, marks, invisible and broken characters, the openers of markup.
GLUE: Final = (
    *("", " ", "  ", "\t", "\u3000", "\xa0", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\n> ", "\n- "),
    *(
        "，",
        " ，",
        "、",
        ",",
        ".",
        "...",
        "。",
        "！",
        "!",
        "“",
        "”",
        '"',
        "'",
        "（",
        "(",
        ")",
        "）",
    ),
    *("\u200b", "\ufeff", "\x00", "\x07", "\x85", "\xad", "\u2028", "⽂", "\uf900", "`", "*", "#"),
    *("|", "$", "@", "<", ">", "&", "[", "](", "—", "--", "~", "\\", "/", "1", "a", "\ud800", "😀"),
)

# What makes careless loops and patterns slow; each is repeated to the length that is asked for.
BAIT: Final[Mapping[str, str]] = {
    "one character": "甲",
    "two characters": "哈啊",
    "spaces": " ",
    "wide spaces": "\u3000",
    "blank lines": "\n",
    "blanked lines": " \n",
    "carriage returns": "\r\n",
    "short lines": "同一行。\n",
    "backticks": "`",
    "unclosed code": "`` ` ",
    "fences": "```\n",
    "brackets": "](",
    "round brackets": "(",
    "closing brackets": ")",
    "brackets around": "(甲)",
    "plugs and code": "欢迎关注公众号`甲`\n",
    "links": "[甲](http://a.example/b)",
    "colons": "甲:a",
    "tags": "<a ",
    "comments": "<!--",
    "dollars": "$a",
    "topics": "#a",
    "addresses": "http://",
    "hosts": "www.",
    "at signs": "a@",
    "paths": "/a",
    "quotes": '"甲',
    "curly quotes": "“甲",
    "nested quotes": "“‘",
    "quotes the wrong way": "”甲“",
    "commas": "甲,",
    "spaced marks": "甲 ，",
    "dots": "。.",
    "ellipses": "…",
    "dashes": "-",
    "list": "1 、时机不对 ",
    "follow": "关注公众号",
    "follow lines": "欢迎关注公众号\n",
    "controls": "\x00",
    "zero width": "甲\u200b",
    "radicals": "⽂",
    "surrogates": "\ud800",
    "misread": "é›¨",
    "misread pairs": "ÄãºÃ",
    "misread by twos": "娴嬭瘯",
    "half misread": "娴嬭ä½\xa0 ",
    "variants": "頭髮干",
    "mixed lines": "头发。\n頭髮。\n",
    "fences of a header": "---\n",
    "keys": "a: [\n",
}


def samples() -> tuple[str, ...]:
    """Return some hundred texts of the above: each alone, in pairs, as paragraphs, doubled.

    >>> len(samples()) == len(set(samples())) > 150
    True
    """
    pieces = (*SENTENCES, *PROTECTED, *PLUGS, *GLUE)
    alone = (*pieces, *(unit * 40 for unit in BAIT.values()), "")
    between = (f"雨停了{piece}路还湿{piece}" for piece in (*PROTECTED, *GLUE))
    prose = "\n\n".join((*SENTENCES, *PROTECTED, *PLUGS))
    doubled = (" ".join(SENTENCES) + PLUGS[0] + "\n\n" + "\n\n".join(SENTENCES), prose + prose)
    return tuple(dict.fromkeys((*alone, *between, prose, *doubled)))
