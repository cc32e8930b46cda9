"""Chinese and Latin side by side: where a gap belongs when gaps are asked for, and where never."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive

CASES: Final[tuple[Draft, ...]] = (
    change("word", "a word in Latin", "他用Ruby写信", "他用 Ruby 写信"),
    change("number", "a number", "写了100行", "写了 100 行"),
    change("unit", "a number and its unit", "内存有16GB大", "内存有 16 GB 大"),
    change("percent", "a space before a percent sign", "涨了 15 %。", "涨了 15%。"),
    change("code", "code", "用`ls`看看", "用 `ls` 看看"),
    change("many", "20,000 words", lambda: "雨a" * 20_000, "雨 a " * 19_999 + "雨 a"),
    keep("date", "a date", "2013年10月21日下了雨"),
    keep("letter-word", "a Chinese word with a letter", "T恤很旧，他还在唱卡拉OK"),
    keep("url", "a URL inside of a sentence", "见 https://a.example/雨b后c 的说明"),
    keep("fence", "a block of code", "看：\n\n```\na雨b停c\n```\n"),
    keep("marks", "a mark between them", "雨停了，Ruby，也停了"),
    keep("handle", "a name behind an at sign", "问 @雨a后b 就知道"),
    keep("topic", "a topic", "#雨a后b# 是话题"),
    keep("done", "gaps that are there", "他用 Ruby 写了 100 行"),
    keep("placeholder", "a placeholder", "共有%s项"),
    survive("surrogate", "half a character between them", "雨\ud800a停了", has=("停了",)),
)
