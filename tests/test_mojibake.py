"""Text that was read in the wrong encoding: repaired where that is certain, and left everywhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Edit, Notice, Post, repair_mojibake
from postnorm.repair.readings import decoded
from postnorm.spans import find_spans
from postnorm.tables.misread import BYTE_OF, DOUBLE_BYTE, WINDOWS_1252, utf_8_in
from support.texts import PROTECTED, SENTENCES

HANS: Final = "雨停了，我们沿着河边走回家。他说明天还要来，大家都没有说话。"
LATER: Final = "總之，一個人走，一個人停，總是這樣。"  # 一 and 總 end with @ and a backtick in Big5
HANT: Final = "雨停了，我們沿著河邊走回家。他說明天還要來，大家都沒有說話。"
LINES: Final = (HANS, "——第3天，2013年10月21日：“路还湿”……", "《河边夜话》第1版！Hello World")
LINES_HANT: Final = (
    HANT,
    LATER,
    "第3天，2013年10月21日：「路還濕」……",
    "《河邊夜話》第1版！Hello World",
)


def misread(text: str, written: str, *read: str) -> str:
    """What *text* becomes when it is written in one encoding and read in another, again and again."""
    for codec in read:
        data = text.encode(written)
        text = (
            data.decode("latin-1").translate(_SLOPPY) if codec == "whatwg" else data.decode(codec)
        )
        written = "utf-8"
    return text


_SLOPPY: Final = {byte: char for char, byte in WINDOWS_1252.items()}  # five controls stay


# --- what is repaired -----------------------------------------------------------


@pytest.mark.parametrize("text", LINES)
@pytest.mark.parametrize("read", ["latin-1", "whatwg"])
@pytest.mark.parametrize("written", ["utf-8", "gbk", "gb18030"])
def test_chinese_read_byte_by_byte_is_read_again(text: str, read: str, written: str) -> None:
    """Latin-1 keeps all bytes as characters, and so does windows-1252 as browsers read it."""
    assert repair_mojibake(misread(text, written, read)) == text


@pytest.mark.parametrize("text", LINES_HANT)
@pytest.mark.parametrize(
    ("written", "read"),
    [*((w, r) for w in ("utf-8", "gbk", "big5hkscs", "cp950") for r in ("latin-1", "whatwg"))],
)
def test_traditional_chinese_read_byte_by_byte_is_read_again(
    text: str, written: str, read: str
) -> None:
    """The second bytes of Big5 are ASCII half of the time: ``@`` and a backtick among them."""
    if written.startswith(("big5", "cp")):
        text = text.replace("·", "")
    assert repair_mojibake(misread(text, written, read)) == text


@pytest.mark.parametrize("read", ["gbk", "gb18030", "cp950", "big5hkscs"])
@given(st.lists(st.sampled_from(re.findall("..", HANS)), min_size=1, max_size=6, unique=True))
def test_utf_8_read_as_another_encoding_of_chinese_is_read_again(
    read: str, pairs: list[str]
) -> None:
    """Where no byte was lost: Big5 loses most."""
    text = "".join(pairs)
    try:
        broken = misread(text, "utf-8", read)
    except UnicodeDecodeError:
        return
    assert broken.encode(read) == text.encode()
    made = repair_mojibake(broken)
    assert made in (text, broken)
    if len(re.findall("[\u4e00-\u9fff]", text)) >= 4 and read.startswith("gb"):
        assert made == text


@pytest.mark.parametrize("written", ["utf-8", "gbk"])
@pytest.mark.parametrize(
    "read", [("latin-1", "latin-1"), ("whatwg", "whatwg"), ("latin-1",) * 3, ("whatwg", "latin-1")]
)
def test_what_was_misread_twice_is_read_again_twice(written: str, read: tuple[str, ...]) -> None:
    """One edit leads back through all of it, and says so."""
    broken = misread(HANS, written, *read)
    (edit,) = repair_mojibake.edits(broken)
    assert edit.new == HANS
    assert edit.detail is not None
    assert str(edit.detail["path"]).count("read as") == len(read)


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("娴嬭瘯", "测试"),
        ("标题：娴嬭瘯", "标题：测试"),
        ("浣犲ソ锛屼笘鐣岋紒Hello", "你好，世界！Hello"),
        ("ÄãºÃ", "你好"),
        ("ÁªÏµÎÒÃÇ", "联系我们"),
        ("他说“ä½\xa0å¥½”，就走了。", "他说“你好”，就走了。"),
        ("ä½ å¥½ï¼\x8cä¸\x96ç\x95\x8c", "你好，世界"),
        ("â€œ路还湿", "“路还湿"),
        ("ð\x9f\x98\x80å¾ˆå¥½", "😀很好"),
        ("ï»¿雨停了", "\ufeff雨停了"),
        ("é›¨å\x81œäº†Â·è·¯", "雨停了·路"),
    ],
)
def test_short_pieces_with_enough_evidence_are_read_again(broken: str, text: str) -> None:
    """Two characters can be certain, by their form or by being the most frequent ones."""
    assert repair_mojibake(broken) == text


def test_quotes_of_good_text_around_it_stay() -> None:
    """“ is a byte of windows-1252 as well; read as one it would spoil the character behind it."""
    broken = misread("雨停了，我们走吧", "gbk", "latin-1")
    for text in ("雨“{}”，停了", "“{}”", "“{}”……"):
        assert repair_mojibake(text.format(broken)) == text.format("雨停了，我们走吧")


def test_one_broken_line_in_a_good_post_is_repaired_with_one_edit() -> None:
    """Good lines stand, and the edit covers what was broken and no more."""
    broken = misread("他说明天还要来", "utf-8", "latin-1")
    text = f"# 雨后\n\n{HANS}\n\n> {broken}\n\n{HANT}\n"
    at = text.index(broken)
    assert repair_mojibake.edits(text) == (
        Edit(
            at,
            at + len(broken),
            "他说明天还要来",
            "mojibake.single-byte",
            None,
            {"path": "utf-8 read as windows-1252"},
        ),
    )


def test_a_proven_misreading_carries_what_is_too_short_to_prove_it() -> None:
    """Where a page was read as Latin-1, its two-letter lines were, too; alone they are left."""
    page = f"{HANS}\n\n简介\n\n雨。\n"
    assert repair_mojibake(misread("简介", "gbk", "latin-1")) == misread("简介", "gbk", "latin-1")
    assert repair_mojibake(misread(page, "gbk", "latin-1")) == page
    assert repair_mojibake(misread("2013年", "utf-8", "latin-1")) != "2013年"
    assert repair_mojibake(misread(f"{page}\n2013年", "utf-8", "latin-1")) == f"{page}\n2013年"


def test_title_and_tags_are_read_again_like_the_body() -> None:
    """What broke the body broke the header, too."""
    broken = misread(HANS, "utf-8", "latin-1")
    post = repair_mojibake(Post.from_text("雨", {"title": broken, "tags": ["雨", broken]}))
    assert (post.title, post.tags, post.body) == (HANS, ("雨", HANS), "雨")


# --- what is left ---------------------------------------------------------------

# Why -> texts that come back as the same object.
LEFT: Final[Mapping[str, tuple[str, ...]]] = {
    "French, whose « thé » is the form of one character": (
        "« Le café », dit-il — « déjà vu\xa0! » Où est l'été\xa0? Là-bas : «é», “café”… ‘thé’…",
        "le thé\xa0», le café\xa0», la fée…",
        "le thé », le café », la fée …",
    ),
    "German": ("Größe ÄÖÜ äöüß ÄÖÜäöüß Übergröße, §§ 12, 13, §A §B", "Mötörhead, Blue Öyster Cult"),
    "Portuguese and Spanish": (
        "Não é à toa: ações, corações, São João. ÀS VEZES É; AÇÃO, AÇÕES",
        "¡¡¡¡Hola!!!! ¿¿Qué tal?? ¡¿Cómo?! 1ª 2º",
    ),
    "Vietnamese": ("Đây là một ví dụ: à á â ã è é ê ì í ò ó ô õ ù ú ý", "tiếng Việt có dấu"),
    "the north": ("Þorsteinn Ægir þáði æðið á Íslandi. Jäääär, hääöö, Ångström, Øresund",),
    "Czech, Polish, Turkish": ("Řeřicha, že též páté šťastný; Łódź żółć; İstanbul çağrı",),
    "alphabets and lists of signs": (
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ",
        "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ",
        "ÉÉÉÉ ÈÈÈÈ",
        "".join(map(chr, range(0xA1, 0x100))),
        "".join(map(chr, range(0xFF, 0xA0, -1))),
        "½ ¼ ¾ 1½ m² m³ 25°C ±5 µF 10µs £5 ¥100 ¢50 ¶4 ©2020 ®",
        "Ÿ œ Œ š Š ž Ž ƒ € ‚ „ † ‡ ˆ ‰ ‹ › ˜ ™",
    ),
    "ornaments": (
        *("¤¤¤¤¤¤¤¤¤¤", "¡¡¡¡¡¡", "······", "»»»»««««", "××××", "¤º°`°º¤ø,¸¸,ø¤º°`°º¤ø"),
        "°º¤ø¤º°¨¨°º¤ø¤º°",
    ),
    "Japanese, whose kana are Chinese in Big5": (
        *(misread(word, "euc-jp", "latin-1") for word in ("アラウカ", "バジリカータ", "完了。")),
        misread("また来ると彼は言った。", "euc-jp", "latin-1"),
        misread("設定ファイルを読み込めません", "euc-jp", "whatwg"),
    ),
    "Cyrillic and Korean of other encodings": (
        misread("“요소”에 속성이 없습니다", "euc-kr", "latin-1"),
        misread("привет, как дела? ПРИВЕТ МИР", "cp1251", "latin-1"),
        misread("привет мир", "koi8-r", "latin-1"),
        misread("한국어 텍스트입니다", "euc-kr", "latin-1"),
        misread("добрый день", "utf-8", "latin-1"),
        misread("안녕하세요", "utf-8", "latin-1"),
    ),
    "one character that chance could give": ("é\xa0»", "2013å¹´", "caf锚"),
    "rare characters": (
        "鲃鲅鲆鲈鲉鲊鲋鲌鲍鲎鲏鲐鲑鲒鲓鲔鲕鲖鲗鲘鲙",
        "饕餮魑魅魍魉耄耋踽踽囹圄囫囵",
        "鑫森淼焱垚，龍馬精神，鬱鬱蔥蔥，糴糶纛蠹",
        "漏网之鱼走的路，联通了陆地",
        "".join(c for c in map(chr, range(0x4E00, 0xA000))),
    ),
    "a few letters that could be common characters": (
        *(misread(words, "gbk", "latin-1") for words in ("是有", "你们亲戚", "你们邻居", "、。，、")),
        misread("中內中內", "big5", "latin-1"),
    ),
    "two characters of UTF-8 that are rare, or were common": (
        *(misread(words, "utf-8", "gbk") for words in ("鲃鲅", "多了", "學为")),
        *("这是娴嬭瘯的", "是娴嬭瘯", "娴嬭瘯的"),
    ),
    "other scripts": ("Привет мир Ελληνικά עברית العربية ไทย 한국어 こんにちは",),
    "good Chinese with signs": ("他说“好”……然后——走了。《书》·「角」『双』", "a·b “x” ‘y’ … — – • ©"),
    "protected spans": ("`娴嬭瘯`", "[雨](娴嬭瘯.html)", "```\nä½\xa0å¥½\n```\n"),
    "nothing": ("", "rain", *SENTENCES, *PROTECTED),
}  # fmt: skip


@pytest.mark.parametrize("texts", LEFT.values(), ids=LEFT)
def test_what_may_be_meant_so_stays(texts: tuple[str, ...]) -> None:
    """Good text of any language and any list of characters comes back as the same object."""
    for text in texts:
        assert repair_mojibake(text) is text
        assert [f for f in repair_mojibake.findings(text) if f.rule == "mojibake.quoted"] == []


@pytest.mark.parametrize("codec", ["gbk", "big5hkscs", "gb2312"])
def test_lists_of_characters_in_the_order_of_a_standard_stay(codec: str) -> None:
    """A table of characters is no text that was misread."""
    han = [c for c in map(chr, range(0x4E00, 0x9FA6)) if c.encode(codec, "ignore")]
    han.sort(key=lambda char: char.encode(codec))
    lines = ["".join(han[at : at + 47]) for at in range(0, len(han), 47)]
    for text in ("".join(han), "\n".join(lines), " ".join(han)):
        assert repair_mojibake(text) is text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30))
def test_han_text_stays_or_was_utf_8(text: str) -> None:
    """Whatever is changed gives back its bytes, and is shorter."""
    for edit in repair_mojibake.edits(text):
        codec = DOUBLE_BYTE[str((edit.detail or {})["path"]).rpartition(" ")[2]][-1]
        assert edit.new.encode() == text[edit.start : edit.end].encode(codec)


@given(
    st.lists(st.sampled_from([*LINES, "café déjà", "[x](http://a.example/é)", "雨 “é” `ä½\xa0`"])),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_a_repair_gives_back_the_bytes(lines: list[str], written: str) -> None:
    """Writing the repaired text as it was written and misreading it again gives the broken one."""
    broken = "\n".join(
        misread(line, written, "latin-1") if at % 2 else line for at, line in enumerate(lines)
    )
    for edit in repair_mojibake.edits(broken):
        data = broken[edit.start : edit.end].translate(BYTE_OF).encode("latin-1")
        assert edit.new.encode(written) == data


@pytest.mark.parametrize("letters", ["thé”\xa0x", "thé” x", "thé… x"])
def test_accents_in_a_page_of_broken_lines_stay(letters: str) -> None:
    """What is proven for one line makes others likely, and not every accent a byte."""
    broken = misread(HANS, "utf-8", "latin-1")
    assert repair_mojibake(f"{broken}\n{letters}") == f"{HANS}\n{letters}"


def test_bytes_that_are_written_otherwise_are_not_given_back() -> None:
    """Big5 has some characters twice; from these the bytes cannot be told."""
    assert decoded(b"\xa1\xfe", "big5hkscs") is None
    assert decoded(b"\xa2\x41", "big5hkscs") == "／"
    assert decoded(b"\xff", "utf-8") is None


# --- notices --------------------------------------------------------------------


@pytest.mark.parametrize("word", ["乱码", "亂碼", "编码"])
def test_a_text_about_broken_text_keeps_its_examples(word: str) -> None:
    """What is shown on purpose is no defect; a notice says what it would be."""
    text = f"为什么会有{word}？“测试”变成了“娴嬭瘯”，“雨停了”变成了“é›¨å\x81œäº†”。"
    assert repair_mojibake(text) is text
    (notice,) = repair_mojibake.findings(text)
    assert isinstance(notice, Notice)
    assert notice.rule == "mojibake.quoted"
    assert notice.span is not None
    assert text[slice(*notice.span)] == "娴嬭瘯"
    assert notice.detail == {"count": 1, "path": "utf-8 read as gb18030", "text": "测试"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("雨停了锟斤拷锟斤拷", {"锟斤拷": 2}),
        ("烫烫烫烫烫烫", {"烫烫烫": 2}),
        ("屯屯屯", {"屯屯屯": 1}),
        ("雨\ufffd停\ufffd", {"\ufffd": 2}),
        ("ï¿½雨", {"ï¿½": 1}),
        ("雨烫烫烫\ufffd", {"烫烫烫": 1, "\ufffd": 1}),
    ],
)
def test_what_is_lost_is_noticed_and_never_guessed(text: str, found: dict[str, int]) -> None:
    """The notice has the first place, and how many there are of each."""
    assert repair_mojibake(text) is text
    (notice,) = repair_mojibake.findings(text)
    assert (notice.rule, notice.detail) == ("mojibake.lost", found)
    assert isinstance(notice, Notice)
    assert notice.span is not None
    assert text[slice(*notice.span)] in found
    assert not any(sign in text[: notice.span[0]] for sign in found)


def test_half_a_line_is_not_repaired() -> None:
    """Where a byte was lost the line stays whole, so that somebody sees what is missing."""
    for written, read in (("utf-8", "latin-1"), ("gbk", "latin-1"), ("utf-8", "gbk")):
        data = HANS.encode(written)
        for lost in (data[:20] + data[21:], data[1:], data[:-1]):
            broken = lost.decode(read, "replace")
            made = repair_mojibake(broken)
            assert made == broken or read == "latin-1", (made, broken)
    for lost in ("我们沿着河".encode()[:-1], "我们沿着河边".encode()[2:]):
        broken = lost.decode("gbk")
        assert repair_mojibake(broken) is broken
    line = misread(HANS, "utf-8", "latin-1")
    assert repair_mojibake(f"{line}\ufffd\n{line}") == f"{line}\ufffd\n{HANS}"


# --- the tables -----------------------------------------------------------------


def test_windows_1252_is_that_of_the_codec() -> None:
    """27 characters, each of one byte beyond ASCII; the five that are missing are controls."""
    assert len(WINDOWS_1252) == 27
    assert all(char.encode("cp1252") == bytes([byte]) for char, byte in WINDOWS_1252.items())


@pytest.mark.parametrize("name", DOUBLE_BYTE)
def test_the_classes_of_misread_utf_8_hold_what_misreading_gives(name: str) -> None:
    """The first look misses no pair of Han characters that can be read in this encoding at all."""
    codec = DOUBLE_BYTE[name][-1]
    kinds = utf_8_in(codec)
    for pair in re.findall("..", HANS + HANT + "锟斤拷囧一龥"):
        broken = pair.encode().decode(codec, "ignore")
        if broken.encode(codec) == pair.encode() and len(broken) == 3:
            assert all(char in kind for char, kind in zip(broken, kinds, strict=True)), pair


@given(st.text(max_size=4), st.sampled_from([*find_spans("`娴嬭瘯`")]))
def test_spans_next_to_it_are_no_part_of_it(before: str, span: object) -> None:
    """Code keeps its broken text whatever stands before it on other lines."""
    text = re.sub("[`~$<\\\\]", "", before) + "\n\n`娴嬭瘯`"
    assert "`娴嬭瘯`" in repair_mojibake(text)


def test_a_mark_between_two_misread_characters_makes_no_third() -> None:
    """The bytes of all together are no UTF-8, so nothing is certain."""
    one, other = ("关".encode().decode("cp1252"), "于".encode().decode("cp1252"))
    text = f"{one}“{other}"
    assert repair_mojibake(text) == text
