"""Examples for the fine rules outside typography: they document a rule, and a test runs them.

Those of the kinds of promotion stand with their entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from postnorm.tables.typography_examples import Examples

ARTICLE: Final = (
    "雨下了一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n"
    "水已经漫过了石阶，桥还在，桥下的船不见了，连狗也不叫一声，谁也不知道它们去了哪里。\n\n"
) * 6
"""What a plug is shown beside: it is judged by its place, too."""
_FLAT: Final = "雨下了整整一夜，天亮才停。 我们沿着河走，水已经漫过了石阶，路上没有一个人。"
_SET: Final = "雨下了整整一夜，天亮才停。\n\n我们沿着河走，水已经漫过了石阶，路上没有一个人。"


def _one(before: str, after: str, *keeps: str, **options: object) -> Examples:
    return Examples(options, ((before, after),), keeps)


MOJIBAKE: Final[Mapping[str, Examples]] = {
    "mojibake.single-byte": _one("è·¯è¿˜æ¹¿ã€‚", "路还湿。", "« Le thé », « le café »"),
    "mojibake.double-byte": _one("娴嬭瘯", "测试", "测试"),
}
CHARACTERS: Final[Mapping[str, Examples]] = {
    "characters.byte-order-mark": _one("\ufeff雨停了。", "雨停了。", "雨停了。"),
    "characters.control": _one("雨停\x07了。", "雨停了。", "雨停了。\tA"),
    "characters.escape-sequence": _one("\x1b[31m雨停了。", "雨停了。", "[31m"),
    "characters.soft-hyphen": _one("post\xadnorm", "postnorm", "post-norm"),
    "characters.line-end": _one(
        "雨停了。\u2028路还湿。", "雨停了。\n路还湿。", "雨停了。\n路还湿。"
    ),
    "characters.zero-width": _one("公\u200b众号", "公众号", "ไทย\u200bไทย"),
    "characters.direction-mark": _one("雨\u200e停了。", "雨停了。", "שלום \u200e雨"),
    "characters.half-width-mark": _one("雨停了｡", "雨停了。", "(･ω･)"),
    "characters.radical": _one("⽂章", "文章", "文章"),
    "characters.compatibility-ideograph": _one("\uf9b4了路", "領了路", "領了路"),
}
WHITESPACE: Final[Mapping[str, Examples]] = {
    "whitespace.line-end": _one("雨停了。\r\n路还湿。", "雨停了。\n路还湿。", "雨停了。\n路还湿。"),
    "whitespace.blank-lines": _one("雨停了。\n\n\n\n路还湿。", "雨停了。\n\n路还湿。", "雨\n\n停"),
    "whitespace.trailing": _one(
        "雨停了。 \n路还湿。", "雨停了。\n路还湿。", "雨停了。  \n路还湿。"
    ),
    "whitespace.indent": _one("　　雨停了。", "雨停了。", "    code"),
    "whitespace.odd-space": _one("Rain\xa0stopped", "Rain stopped", "Rain stopped"),
    "whitespace.han-gap": _one("雨 停了", "雨停了", "Rain 停了", han_gaps="remove"),
}
REPEATS: Final[Mapping[str, Examples]] = {
    "repeats.copy": _one(f"{_FLAT}\n\n{_SET}", _SET, _SET),
    "repeats.title": _one(f"雨后的桥\n\n{_FLAT}", _FLAT, f"雨后的桥\n\n{_SET}", title="雨后的桥"),
}
_PLUG: Final = "欢迎关注我们的微信公众号：河边夜话。"
_REST: Final = ARTICLE.rstrip("\n") + "\n"


def _beside(plug: str, alone: str) -> Examples:
    """What goes with a plug, and stays where it stands alone."""
    return Examples({}, ((f"{ARTICLE}{plug}\n", _REST),), (f"{ARTICLE}{alone}\n",))


PROMOTIONS: Final[Mapping[str, Examples]] = {
    "promotions.address": _beside(
        f"{_PLUG}\n\nhttp://hebian.example/feed", "http://hebian.example/feed"
    ),
    "promotions.between": _beside(f"{_PLUG}\n\n河边夜话\n\n长按扫描二维码关注我们。", "河边夜话"),
    "promotions.frame": _beside(f"***\n\n{_PLUG}\n\n***", "***\n\n完\n\n***"),
    "promotions.picture": _beside(f"{_PLUG}\n\n![](a.png)", "![](a.png)"),
    "promotions.learned": Examples(
        {}, (), ()
    ),  # goes by a pack, and has nothing to show without one
}
_CARRIED: Final = (
    "雨下了整整一夜，天亮才停。 我们沿着河走，水已经漫过了石阶，路上没有一个人。 渡口的灯还亮着。"
)
OTHERS: Final[Mapping[str, Examples]] = {
    "front-matter.yaml": _one("---\ntitle: 雨后\n---\n雨停了。", "雨停了。", "雨停了。"),
    "front-matter.toml": _one('+++\ntitle = "雨后"\n+++\n雨停了。', "雨停了。", "雨停了。"),
    "front-matter.json": _one('{"title": "雨后"}\n\n雨停了。', "雨停了。", "雨停了。"),
    "html.markup": _one("<p>雨<b>停</b>了。</p>", "雨**停**了。", "雨停了。"),
    "repeats.carried": _one(f"{_CARRIED}\n\n{_SET}", f"{_SET}\n\n渡口的灯还亮着。", _SET),
    "repeats.paragraph-break": _one(f"{_CARRIED}\n\n{_SET}", f"{_SET}\n\n渡口的灯还亮着。", _SET),
    "credits.byline": _one("文／阿七\n\n雨停了，路还湿。", "雨停了，路还湿。", "雨停了，路还湿。"),
    "credits.source": _one(
        "来源：河边周报\n\n雨停了，路还湿。", "雨停了，路还湿。", "雨停了，路还湿。"
    ),
    "credits.first-published": _one(
        "雨停了，路还湿。\n\n本文首发于《河边周报》。", "雨停了，路还湿。", "雨停了，路还湿。"
    ),
    "credits.original-title": _one(
        "雨停了，路还湿。\n\n原标题：《雨后的桥》", "雨停了，路还湿。", "雨停了，路还湿。"
    ),
    "credits.date": _one(
        "发布时间：2014-03-05\n\n雨停了，路还湿。", "雨停了，路还湿。", "雨停了，路还湿。"
    ),
    "credits.header-line": _one(
        '[#]: author: "阿七"\n\n雨停了，路还湿。', "雨停了，路还湿。", "雨停了。"
    ),
}
"""Rules of steps that are no rules, and parts of other rules: what ``clean`` makes of a post."""
