"""Examples for each fine rule of punctuation and spacing: they document it, and a test runs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Examples(NamedTuple):
    """What a fine rule does by itself, under these options, and what it must not do."""

    options: Mapping[str, object]
    changes: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]


PUNCTUATION: Final[Mapping[str, Examples]] = {
    "punctuation.space-before-mark": Examples(
        {},
        (("1 、先看结论", "1、先看结论"), ("雨停了 。", "雨停了。"), ("（上 ）", "（上）")),
        ("- ，路", "| ，路 |", "（    ）", "雨 停"),
    ),
    "punctuation.space-after-mark": Examples(
        {},
        (("雨停了， 路还湿", "雨停了，路还湿"), ("《 旧书》", "《旧书》"), ("见： `a`", "见：`a`")),
        ("雨停了。 路还湿", "雨，\n路", "Rain, then sun"),
    ),
    "punctuation.space-beside-mark": Examples(
        {},
        (("雨停了。 路还湿", "雨停了。路还湿"), ("读 《旧书》 吧", "读《旧书》吧")),
        ("原因—— 雨", "## 《旧书》", "Stop. Go"),
    ),
    "punctuation.form": Examples(
        {},
        (("雨﹐停﹗", "雨，停！"), ("︽旧书︾", "《旧书》")),
        ("①时机", "25℃", "№3"),
    ),
    "punctuation.full-width-letter": Examples(
        {}, (("软件Ｒｕｂｙ", "软件Ruby"), ("只卖１０００元", "只卖1000元")), ("Ⅳ", "①", "㎡")
    ),
    "punctuation.latin-sentence": Examples(
        {},
        (
            ("「Keep it short，keep it plain。」", "「Keep it short, keep it plain.」"),
            ("The rain has stopped，at last。", "The rain has stopped, at last."),
        ),
        ("他用Ruby，我用Go。", "iPhone 6s，Android 5。", "「Visual Studio，Sublime Text」"),
    ),
    "punctuation.width": Examples(
        {},
        (
            ("雨停了,路还湿.", "雨停了，路还湿。"),
            ("停了!走么?走", "停了！走么？走"),
            ("真的么??", "真的么？？"),
            ("他用Ruby,我用Go!", "他用Ruby，我用Go！"),
        ),
        ("1,000元", "在16:25到", "爱新觉罗.溥仪", "雨:smile:停", "Rain, sun", "来自Yahoo!的信"),
    ),
    "punctuation.bracket": Examples(
        {},
        (("回声测深(ECHO)", "回声测深（ECHO）"), ("回声测深 (ECHO) 是", "回声测深 （ECHO） 是")),
        ("f(x)", "f(甲)", "[图](甲)", "水()", "水(a", "在 (2, 3) 间", "区间(0, +∞)"),
    ),
    "punctuation.half-bracket": Examples(
        {},
        (("回声测深（ECHO）是", "回声测深 (ECHO) 是"), ("好（甲），", "好 (甲)，")),
        ("水（）", "水（a", "（"),
    ),
    "punctuation.ellipsis": Examples(
        {},
        (("雨...停", "雨……停"), ("雨。。。", "雨……"), ("雨…", "雨……")),
        ("wait...", "雨..停", "雨……停"),
    ),
    "punctuation.ellipsis-line": Examples({}, (("雨⋯⋯停", "雨……停"),), ("wait⋯⋯", "雨……停")),
    "punctuation.ellipsis-midline": Examples({}, (("雨……停", "雨⋯⋯停"),), ("wait……", "雨…停")),
    "punctuation.dash": Examples(
        {}, (("雨--停", "雨——停"), ("雨──停", "雨——停")), ("运行--version", "雨—停", "a--b")
    ),
    "punctuation.interpunct": Examples(
        {}, (("达•芬奇", "达·芬奇"),), ("レオ・ダ", "Leonardo•da", "甲・ダ")
    ),
    "punctuation.repeated": Examples({}, (("雨，，停。。", "雨，停。"),), ("雨。，停", "雨……停")),
    "punctuation.row": Examples(
        {},
        (("停！！！！！", "停！！！"), ("停？？？！！", "停？？！")),
        ("停！！！", "停？！"),
    ),
    "punctuation.order": Examples({}, (("真的！？", "真的？！"),), ("真的？！", "停！！？")),
    "punctuation.quote": Examples(
        {},
        (('他说"明天"再来', "他说“明天”再来"), ("他说”明天“再来", "他说“明天”再来")),
        ('屏是5"的', '他说"明天', 'say "a"', '“雨"停"', 'print("雨");'),
    ),
    "punctuation.curly-quote": Examples(
        {}, (("他说「雨『停』了」", "他说“雨‘停’了”"),), ("他说「雨", "「雨』")
    ),
    "punctuation.corner-quote": Examples(
        {}, (("他说“雨‘停’了”", "他说「雨『停』了」"),), ("it’s", "“yes”", "他说“雨")
    ),
}

SPACING: Final[Mapping[str, Examples]] = {
    "spacing.gap": Examples(
        {"cjk_latin": "insert"},
        (("在Ruby里写了100行", "在 Ruby 里写了 100 行"), ("涨了15%的", "涨了 15% 的")),
        ("2013年10月21日", "T恤", "《Ruby》", "雨，Ruby", "格式是%s的", "@阿七abc"),
    ),
    "spacing.edge": Examples(
        {"cjk_latin": "insert"},
        (("用`a`写", "用 `a` 写"), ("**Ruby**好", "**Ruby** 好"), ("雨(a)停", "雨 (a) 停")),
        ("见[这里](a.html)吧", "**雨**停", "5*3", "第(3)条"),
    ),
    "spacing.no-gap": Examples(
        {"cjk_latin": "remove"},
        (("在 Ruby 里", "在Ruby里"), ("用 `a` 写", "用`a`写")),
        ("雨 停", "a b", "雨  a", "甲 2.乙"),
    ),
    "spacing.unit": Examples(
        {"cjk_latin": "insert"},
        (("宽带 10Gbps", "宽带 10 Gbps"),),
        ("在 5G 和 4K 里", "at 10Gbps", "型号 RTX30GB", "在 10px 里"),
    ),
    "spacing.percent": Examples(
        {"cjk_latin": "insert"},
        (("涨了 15 % 的", "涨了 15% 的"), ("转 90 °，", "转 90°，")),
        ("余数是 15 % 4", "25 ℃"),
    ),
}
