"""Characters that transport left behind, and text that was read in the wrong encoding."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive

_TEXT: Final = "雨下了整整一夜，天亮才停。我们沿着河走，水已经漫过了石阶。"

CHARACTERS: Final[tuple[Draft, ...]] = (
    change("mark", "a byte order mark in front", "\ufeff雨停了。", "雨停了。"),
    change(
        "mark-inside",
        "a byte order mark between two files that were joined",
        "雨停了。\ufeff路还湿。",
        "雨停了。路还湿。",
    ),
    change("zero-width", "an invisible space inside of a word", "天\u200b气很好", "天气很好"),
    change("word-joiner", "an invisible joiner", "天\u2060气很好", "天气很好"),
    change("bell", "a control character", "雨\x07停了", "雨停了"),
    change("nul", "NUL", "雨\0停了", "雨停了"),
    change("colour", "a command to a terminal", "雨\x1b[31m停\x1b[0m了", "雨停了"),
    change("soft-hyphen", "a soft hyphen", "雨\xad停了", "雨停了"),
    change("radical", "a radical for a character", "⽂章写完了", "文章写完了"),
    change("supplement", "a radical of the supplement", "很⻓的信", "很长的信"),
    change("compatibility", "a duplicate of a character", "金\uf90a色", "金金色"),
    change("half-width", "half-width forms of Chinese marks", "雨停了｡路还湿", "雨停了。路还湿"),
    change(
        "next-line", "a line end of old mainframes", "雨停了。\x85路还湿。", "雨停了。\n路还湿。"
    ),
    change("line-separator", "a line separator", "雨停了。\u2028路还湿。", "雨停了。\n路还湿。"),
    change("form-feed", "a page break", "雨停了。\f路还湿。", "雨停了。\n路还湿。"),
    change("direction", "a mark of direction that does nothing", "雨停了\u200e。", "雨停了。"),
    change("many", "20,000 invisible spaces", lambda: "雨\u200b" * 20_000, "雨" * 20_000),
    keep("family", "joiners inside of an emoji", "一家👨\u200d👩\u200d👧三口"),
    keep("keycap", "a selector behind a digit", "第1\ufe0f\u20e3名"),
    keep("persian", "a non-joiner in Persian", "می\u200cخواهم"),
    keep("kana", "half-width kana", "ｱﾒが降る"),
    keep("code", "an invisible space in code", "用 `a\u200bb` 试试"),
    keep("full-width", "letters of full width, which may be meant", "Ａ座Ｂ室"),
    keep("arabic", "marks of direction in Arabic", "他写：\u200fمرحبا\u200f。"),
    keep("rare", "a rare character", "𠮷野家的𠮷字"),
    survive("lost", "what was lost before", "雨\ufffd停了，路还湿", has=("停了，路还湿",)),
    survive(
        "surrogates", "halves of characters", "雨\ud800停\udfff了，路还湿", has=("了，路还湿",)
    ),
    survive(
        "accents",
        "a character under 3,000 accents",
        lambda: "雨停了，a" + "\u0301" * 3_000 + "路还湿",
        has=("雨停了", "路还湿"),
    ),
    survive(
        "noncharacters",
        "numbers that are no characters",
        "雨\ufdd0\uffff停了，路还湿",
        has=("停了，路还湿",),
    ),
    survive(
        "overrides",
        "controls that turn the text around",
        "雨\u202e停了\u202c，路还湿",
        has=("停了", "，路还湿"),
    ),
)

MOJIBAKE: Final[tuple[Draft, ...]] = (
    change("utf-8-as-latin-1", "UTF-8 read as Latin-1", _TEXT.encode().decode("latin-1"), _TEXT),
    change(
        "few",
        "four characters of UTF-8 read as Latin-1",
        "中文文章".encode().decode("latin-1"),
        "中文文章",
    ),
    change("gbk-as-latin-1", "GBK read as Latin-1", _TEXT.encode("gbk").decode("latin-1"), _TEXT),
    change(
        "big5-as-latin-1",
        "Big5 read as Latin-1",
        "雨下了整整一夜，天亮才停。我們沿著河走。".encode("big5").decode("latin-1"),
        "雨下了整整一夜，天亮才停。我們沿著河走。",
    ),
    change("utf-8-as-gbk", "UTF-8 read as GBK", "测试".encode().decode("gbk"), "测试"),
    change(
        "twice",
        "UTF-8 read as Latin-1, twice",
        _TEXT.encode().decode("latin-1").encode().decode("latin-1"),
        _TEXT,
    ),
    change(
        "one-line",
        "one broken line among good ones",
        _TEXT + "\n\n" + "河边的人都走了，只剩一条狗。".encode().decode("latin-1") + "\n\n" + _TEXT,
        _TEXT + "\n\n河边的人都走了，只剩一条狗。\n\n" + _TEXT,
    ),
    change(
        "long",
        "100,000 broken characters",
        lambda: (_TEXT * 1_200).encode().decode("latin-1"),
        _TEXT * 1_200,
    ),
    keep("french", "French with quotes of its own", "« Le thé », dit-elle, « à demain »"),
    keep("vietnamese", "Vietnamese", "Hôm nay trời mưa, tôi ở nhà đọc sách."),
    keep("good", "good Chinese with rare characters", "娴静、嬭、瘯这些字不常见，但都写对了。"),
    keep("currency", "signs that bytes also look like", "价格：£5、¥30、€7；温度 21 °C"),
    keep("german", "German umlauts beside Chinese", "他在 München 读书，住在 Größe 街。"),
    keep("told", "a text that tells about broken text", "打开文件，看到一串“锟斤拷”，这叫乱码。"),
    survive(
        "lossy",
        "broken, and some bytes are lost",
        _TEXT.encode().decode("latin-1").replace("\x80", "?") + "\n\n路还湿",
        has=("路还湿",),
    ),
    survive(
        "half",
        "broken, and cut in the middle",
        _TEXT.encode().decode("latin-1")[:-1] + "\n\n路还湿。",
        has=("路还湿",),
    ),
)
