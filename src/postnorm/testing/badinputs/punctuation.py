"""Marks of the wrong width, pair or number; and what must not be taken for one."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive

_LOOK_ALIKES: Final[tuple[Draft, ...]] = (
    keep("url", "a URL with a comma", "见 https://a.example/b,c;d?e=f!g 的说明。"),
    keep("code", "a line of code", "运行 `a ,b = c ;d` 即可。"),
    keep("fence", "a block of code", "看：\n\n```\nprint('甲 ，乙',1)\n```\n"),
    keep("target", "the target of a link", "见[这里](./甲 ,乙.html)。"),
    keep("thousands", "commas in numbers", "一共1,000,000元。"),
    keep("version", "dots in a version", "软件的版本是1.10.2。"),
    keep("clock", "a colon in a time", "他16:25到家。"),
    keep("ratio", "a colon in a score", "比赛以3:2结束。"),
    keep("mail", "an address", "写信到 hebian@a.example。"),
    keep("math", "a formula", "设 $f(a ,b)=c$，则雨停。"),
    keep("tag", "a tag with attributes", '<span class="a ,b">雨</span>停了。'),
    keep("blank", "a blank to fill in", "今天是（    ）月（    ）日。"),
    keep("list", "items of a list", "- 雨\n- 雪\n\n1. 甲\n2. 乙\n"),
    keep("emoticon", "an emoticon", "今天没下雨 :-)"),
)

MINIMAL: Final[tuple[Draft, ...]] = (
    change("space-before-pause", "a space before a pause", "1 、先看结论", "1、先看结论"),
    change("space-before-comma", "a space before a comma", "雨停了 ，路还湿。", "雨停了，路还湿。"),
    change("space-before-stop", "spaces before a stop", "雨停了  。", "雨停了。"),
    change("space-after-comma", "a space after a comma", "雨停了， 路还湿。", "雨停了，路还湿。"),
    change(
        "wide-space", "a wide space before a mark", "雨停了\u3000。路还湿。", "雨停了。路还湿。"
    ),
    change(
        "many", "a space before each of 20,000 marks", lambda: "雨 ，" * 20_000, "雨，" * 20_000
    ),
    keep("straight", "straight quotes, which some norms allow", '他说"明天"再来。'),
    keep("half", "marks of half width, which are not the matter here", "雨停了,路还湿."),
    keep("english", "English", "It rained , then stopped ."),
    *_LOOK_ALIKES,
)

MAINLAND: Final[tuple[Draft, ...]] = (
    change("comma", "a comma of half width", "雨停了,路还湿。", "雨停了，路还湿。"),
    change("question", "a question mark of half width", "雨停了吗?", "雨停了吗？"),
    change("semicolon", "a semicolon of half width", "雨停了;路还湿。", "雨停了；路还湿。"),
    change("quotes", "straight quotes", '他说"明天再来"，就走了。', "他说“明天再来”，就走了。"),
    change(
        "inner-quotes",
        "straight quotes with others inside",
        '他说"老周的‘缺一册’还在"。',
        "他说“老周的‘缺一册’还在”。",
    ),
    change(
        "brackets",
        "brackets of half width",
        "回声测深(水声)是一种方法。",
        "回声测深（水声）是一种方法。",
    ),
    change("dots", "three dots for an ellipsis", "雨停了...", "雨停了……"),
    change("stops", "stops for an ellipsis", "雨停了。。。", "雨停了……"),
    change("hyphens", "hyphens for a dash", "雨停了--路还湿。", "雨停了——路还湿。"),
    change("row", "five exclamation marks", "雨停了！！！！！", "雨停了！！！"),
    change("latin", "a word in Latin before a comma", "他用Ruby,我用Go。", "他用Ruby，我用Go。"),
    change("full-width", "letters of full width", "软件Ｒｕｂｙ", "软件Ruby"),
    change("interpunct", "a wrong dot in a name", "约翰•河边来过。", "约翰·河边来过。"),
    keep("unbalanced", "a quote without its partner", '他说"走，就走了。'),
    keep("inch", "inches", '屏幕有13.3"那么大。'),
    keep("name-with-mark", "a name that ends in a mark", "他在 Yahoo! 上班。"),
    *_LOOK_ALIKES,
    survive("open-quotes", "20,001 quotes", lambda: '雨"' * 20_001 + "停了", has=("停了",)),
    survive(
        "open-brackets",
        "20,000 brackets that never close",
        lambda: "雨(" * 20_000 + "停了",
        has=("停了",),
    ),
    survive(
        "nested",
        "10,000 pairs in each other",
        lambda: "“‘" * 5_000 + "雨停了" + "’”" * 5_000,
        has=("雨停了",),
    ),
    survive("surrogate", "half a character beside a mark", "雨\ud800,停了", has=("停了",)),
)

TAIWAN: Final[tuple[Draft, ...]] = (
    change("curly", "curly quotes", "他說“明天再來”，就走了。", "他說「明天再來」，就走了。"),
    change("straight", "straight quotes", '他說"明天再來"，就走了。', "他說「明天再來」，就走了。"),
    change(
        "nested",
        "curly quotes in curly quotes",
        "他說“老周的‘缺一冊’還在”。",
        "他說「老周的『缺一冊』還在」。",
    ),
    change("comma", "a comma of half width", "雨停了,路還濕。", "雨停了，路還濕。"),
    change("dots", "three dots for an ellipsis", "雨停了...", "雨停了……"),
    keep("corner", "corner quotes", "他說「老周的『缺一冊』還在」。"),
    keep("middle-dots", "dots in the middle", "雨停了⋯⋯"),
    keep("apostrophe", "an apostrophe in English", "他說 it’s raining，就走了。"),
)
