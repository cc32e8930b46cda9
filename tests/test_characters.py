"""Characters that transport left behind: what goes, what is unified, what must stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Edit, Notice, Post, repair_characters
from postnorm.tables.characters import (
    COMPATIBILITY_IDEOGRAPHS,
    HALF_WIDTH_MARKS,
    UNIFIED_IDEOGRAPHS,
    UNIFIED_SUPPLEMENT,
    unified,
)
from postnorm.tables.radicals import AMBIGUOUS_SUPPLEMENTS, KANGXI, RADICAL_SUPPLEMENTS

LINE_ENDS: Final = "\x0b\x0c\x85\u2028\u2029"
C0: Final = "".join(map(chr, (*range(9), *range(0x0E, 0x20))))
C1: Final = "".join(chr(c) for c in range(0x80, 0xA0) if c != 0x85)

# Reason -> text -> repaired.
CASES: Final[Mapping[str, Mapping[str, str]]] = {
    "a byte order mark says nothing inside of a text": {
        "\ufeff雨停了": "雨停了",
        "雨\ufeff停\ufeff": "雨停",
        "\ufeffrain\ufeff": "rain",
    },
    "C0 controls and DEL, but for tabs and line ends": {
        f"雨{C0}停": "雨停",
        f"rain{C0}": "rain",
        "雨\x7f停": "雨停",
        "a\x7fé\x00": "aé",
    },
    "a soft hyphen is a hint to a layout that is gone": {"雨\xad停": "雨停", "de\xadnouement": "denouement"},
    "C1 controls": {
        f"雨{C1}停": "雨停",
        "a\x81b": "ab", "\x80": "", "\x9f雨": "雨", "雨\xad\x81停": "雨停", "雨\x86": "雨",
    },
    "U+200B and U+2060 beside Chinese, on either side": {
        "雨\u200b停": "雨停",
        "雨\u200bก": "雨ก",
        "ก\u200b雨": "ก雨",
        "雨\u200ba": "雨a",
        "a\u200b\u200b雨": "a雨",
        "\u200b雨\u200b": "雨",
        "雨\u2060停\u2060a": "雨停a",
        "a\u2060\u200b雨": "a雨",
        "，\u200ba": "，a",
        "a\u200b。": "a。",
        "\U00020000\u200ba": "\U00020000a",
    },
    "and beside quotes and dashes that have Chinese beside them": {
        "雨“\u200ba": "雨“a",
        "a\u200b”雨": "a”雨",
        "a\u200b——“雨": "a——“雨",
        "雨……\u200b": "雨……",
    },
    "escape sequences of terminals go whole": {
        "\x1b[31m雨\x1b[0m停": "雨停",
        "\x1b[1;33;40mrain\x1b[m": "rain",
        "雨\x1b[2K\x1b[?25h停": "雨停",
        "雨\x1b停\x1b": "雨停",
        "雨\x1b\x1b[0m停\x1b[": "雨停[",
        "雨\x1b[31停": "雨[31停",
    },
    "marks of direction where all runs from left to right": {
        "雨\u200e停": "雨停",
        "\u202a雨\u202c停\u2066a\u2069\u2068b\u2069": "雨停ab",
        "\u202d雨\u202c": "雨",
    },
    "half-width marks beside Chinese": {
        "雨停了｡": "雨停了。",
        "雨､路｡｢还湿｣，": "雨、路。「还湿」，",
        "约翰･史密斯": "约翰・史密斯",
        "他说｢“停”｣": "他说「“停”」",
        "（雨）｡": "（雨）。",
    },
    "line ends that few programs know separate text": {
        **{f"雨{end}停": "雨\n停" for end in LINE_ENDS},
        **{f"a{end}b": "a\nb" for end in LINE_ENDS},
        f"雨{LINE_ENDS}停": "雨\n\n\n\n\n停",
        "\x0bé\x0c": "\né\n",
        "雨\x85": "雨\n",
        "雨\x85\xa0": "雨\n\xa0",
    },
    "radicals are not the characters that they look like": {
        "⽂章": "文章",
        "⼀⿕": "一龠",
        "\u2e9f亲与\u2ef3": "母亲与龟",
        "⻓⻛⻋⻢⻅⻰⺠": "长风车马见龙民",
        "⺡⺅⻊⻌": "氵亻𧾷辶",
    },
    "compatibility ideographs": {
        "\uf900": "豈", "音\uf914": "音樂", "\ufad9": "龎", "\ufa0d": "嗀", "\U0002f800\U0002fa1d": "丽𪘀",
    },
    "one after the other": {"\ufeff\u200b⽂\x00\u2028\u200b雨": "文\n雨", "ก\u200b\x00雨": "ก雨"},
}  # fmt: skip

# Reason -> texts that are left as they are.
LEFT: Final[Mapping[str, tuple[str, ...]]] = {
    "tabs and line ends": ("雨\t停\r\n了\r走\n", "\ta\n"),
    "C1 beside Latin-1 letters: mojibake that can still be repaired": (
        *("å\x9b½å®¶", "é\x9b¨", "\x81é", "雨é\x81", "雨\x81é", "é\x81\x82", "\x81\x82é", "\x9f\xff"),
        *("é\x85x", "\x85é", "é\x85", "\xa1\x9f", "é\x80\x85é"),
    ),
    "zero-width marks between letters that are not Chinese": (
        *("ภาษา\u200bไทย", "ខ្មែរ\u200ba", "a\u200bb", "a\u2060b", "\u200b", "é\u200b"),
    ),
    "joiners of emoji": ("👨‍👩‍👧‍👦", "雨👩‍🚀停", "🏳️‍🌈"),
    "non-joiners of Persian": ("می‌خواهم", "雨می‌خواهم停", "می‌（雨）"),
    "variation selectors": ("葛\U000e0100", "❤️", "雨\ufe00", "☂︎"),
    "marks of direction beside letters that run from right to left": (
        *("雨\u200e停שלום", "\u202bسلام\u202c雨", "\u2067שלום\u2069", "a\u200eب"),
    ),
    "controls that turn text around, and what closes them": (
        *("\u202b雨\u202c", "雨\u202egnp.exe\u202c", "雨\u200f停"),
    ),
    "what keeps the marks of code apart": ("`\ufeff`\ufeff`", "雨`\ufeff`停`", "~~\u200b~\n甲"),
    "emoticons": ("累(｡･ω･｡)", "(｡ﾟωﾟ)雨｡ﾟ", "･雨･", "｡", "a｡", "ﾊﾞｶ｡", "雨ｶﾀｶﾅ停", "｢a｣"),
    "Tibetan, Mongolian, Indic and flags": ("བོད་སྐད", "ᠮᠣᠩᠭᠣᠯ᠎ᠠ", "क्‍ष", "🏴\U000e0067\U000e0062\U000e007f", "1️⃣"),
    "controls in code": ("`\x1b[31m`", "```\n\x1b[0m\n```"),
    "ideographs without an equivalent, and other radicals": (
        *("\ufa0e", "\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"),
        *("\u2e80", "\u2e9a", "\u2ebc", "\u2ef4", "\u2fd6", "\ufada", "\U0002fa1e"),
    ),
    "protected spans": ("`⽂\x00\u200b雨`", "```\n\u2028⽂\n```", "[雨](\ufeff⽂.html)"),
    "a text without such characters": ("雨停了，路还湿。", "", "\x20~¡é"),
}  # fmt: skip

RULES: Final = {
    "\ufeff": "byte-order-mark",
    "\x00": "control",
    "\x1f": "control",
    "\x7f": "control",
    "\x80": "control",
    "\x9f": "control",
    "\xad": "soft-hyphen",
    "\u200b": "zero-width",
    "\u2060": "zero-width",
    "\u2028": "line-end",
    "\x85": "line-end",
    "⽂": "radical",
    "\u2e9f": "radical",
    "\uf900": "compatibility-ideograph",
    "\U0002f800": "compatibility-ideograph",
    "\u200e": "direction-mark",
    "\x1b": "control",
    "｡": "half-width-mark",
}


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_what_transport_left_behind_is_repaired(cases: Mapping[str, str]) -> None:
    """Each kind goes, or becomes what it stands for."""
    assert {text: repair_characters(text) for text in cases} == cases


@pytest.mark.parametrize("texts", LEFT.values(), ids=LEFT)
def test_what_says_something_stays(texts: tuple[str, ...]) -> None:
    """What a script, an emoji or a later repair needs comes back as the same object."""
    assert all(repair_characters(text) is text for text in texts)


@pytest.mark.parametrize(("character", "rule"), RULES.items(), ids=map(ascii, RULES))
def test_the_rule_names_the_kind(character: str, rule: str) -> None:
    """A reviewer reads what kind of character stood there."""
    (edit,) = repair_characters.edits(f"雨{character}停")
    assert edit == Edit(
        1,
        2,
        (unified() | HALF_WIDTH_MARKS).get(character, "\n" * (rule == "line-end")),
        f"characters.{rule}",
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ä¸\xad", id="中: a soft hyphen is a byte as well"),
        pytest.param("è\x85\x90", id="腐: U+0085 stands between the letter and the control"),
        pytest.param("è\x90\x85", id="萅: U+0085 is not beside the letter"),
    ],
)
def test_utf_8_read_as_latin_1_keeps_its_bytes(text: str) -> None:
    """Nothing of a character that can still be repaired may go."""
    assert repair_characters(text).encode("latin-1") == text.encode("latin-1")


@pytest.mark.parametrize("text", ["雨停了子", "子雨停了路还湿"])
def test_a_soft_hyphen_far_from_the_edges_is_a_byte_too(text: str) -> None:
    """子 is E5 AD 90, wherever in a text it stands."""
    mojibake = text.encode().decode("latin-1")
    assert repair_characters(mojibake) == mojibake


def test_a_c0_control_goes_from_among_bytes() -> None:
    """NUL is no byte of a character in any encoding of Chinese that is read as Latin-1."""
    assert repair_characters("é\x81\x00") == "é\x81"


# --- what was lost ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "count"),
    [
        ("\ufffd", (0, 1), 1),
        ("雨\ufffd停\ufffd", (1, 2), 2),
        ("雨停\ud800", (2, 3), 1),
        ("\udfff雨\ufffd\ud83d", (0, 1), 3),
        ("\ufeff雨\ufffd", (2, 3), 1),
    ],
    ids=ascii,
)
def test_lost_characters_stay_and_are_noticed_once(
    text: str, span: tuple[int, int], count: int
) -> None:
    """Nobody can tell what stood there; the notice has the first place and how many there are."""
    notices = [one for one in repair_characters.findings(text) if isinstance(one, Notice)]
    assert [(n.rule, n.span, n.detail) for n in notices] == [
        ("characters.lost", span, {"count": count})
    ]
    assert f": {count} (" in notices[0].message
    assert repair_characters(text) == text.replace("\ufeff", "")
    post = repair_characters(Post.from_text(text))
    assert [(n.rule, n.span) for n in post.notices] == [("characters.lost", span)]


@pytest.mark.parametrize("text", ["雨停了", "\ufeff雨\x00", "\ufffc\ufffe\ud7ff\ue000"], ids=ascii)
def test_nothing_is_noticed_where_nothing_was_lost(text: str) -> None:
    """Neighbours of U+FFFD and of the surrogates are characters."""
    assert not [one for one in repair_characters.findings(text) if isinstance(one, Notice)]


# --- the tables --------------------------------------------------------------------


def test_kangxi_radicals_are_those_of_unicode() -> None:
    """All 214 of them, in order, as NFKC has them (CJKRadicals.txt)."""
    assert len(KANGXI) == 214
    assert "".join(map(chr, range(0x2F00, 0x2FD6))) != KANGXI
    assert unicodedata.normalize("NFKC", "".join(map(chr, range(0x2F00, 0x2FD6)))) == KANGXI


def test_compatibility_ideographs_are_those_of_unicode() -> None:
    """All of the BMP that have a canonical equivalent, and those it has not are left (UnicodeData.txt)."""
    block = [chr(c) for c in range(0xF900, 0xFB00)]
    assert [c for c in block if unicodedata.normalize("NFC", c) != c] == [*COMPATIBILITY_IDEOGRAPHS]
    assert unicodedata.normalize("NFC", COMPATIBILITY_IDEOGRAPHS) == UNIFIED_IDEOGRAPHS


def test_the_compatibility_supplement_is_that_of_unicode() -> None:
    """All 542 of plane 2, in order."""
    block = "".join(map(chr, range(0x2F800, 0x2FA1E)))
    assert unicodedata.normalize("NFC", block) == UNIFIED_SUPPLEMENT


def test_radical_supplements_are_those_of_unicode() -> None:
    """All 115 are unified or told to be ambiguous; the two that NFKC knows are as it has them."""
    block = [chr(c) for c in range(0x2E80, 0x2F00) if unicodedata.name(chr(c), "")]
    assert sorted([*RADICAL_SUPPLEMENTS, *AMBIGUOUS_SUPPLEMENTS]) == block
    changed = {c: made for c in block if (made := unicodedata.normalize("NFKC", c)) != c}
    assert changed.items() <= RADICAL_SUPPLEMENTS.items()
    for character in RADICAL_SUPPLEMENTS.values():
        assert unicodedata.name(character).startswith("CJK UNIFIED IDEOGRAPH-")


def test_simplified_radicals_are_simplified_characters() -> None:
    """What Unicode names C-SIMPLIFIED is a character that only Simplified text has, or a part of one."""
    for radical, character in RADICAL_SUPPLEMENTS.items():
        if "C-SIMPLIFIED" in unicodedata.name(radical):
            assert character in "见讠贝车钅长门韦页风飞饣马鱼鸟卤黾齐齿龙龟纟"


def test_overrides_of_direction_are_noticed() -> None:
    """A reader sees another text than the one that is there; who reads the notice decides."""
    text = "雨\u202egnp.exe\u202c停"
    assert repair_characters(text) is text
    (notice,) = repair_characters.findings(text)
    assert isinstance(notice, Notice)
    assert (notice.rule, notice.span) == ("characters.direction", (1, 2))
    assert notice.detail == {"count": 1}


@pytest.mark.parametrize("character", unified())
def test_each_look_alike_is_unified(character: str) -> None:
    """The rule knows every entry of the table, and no result is an entry."""
    assert repair_characters(f"雨{character}") == f"雨{unified()[character]}"
    assert unified()[character] not in unified()


# --- properties --------------------------------------------------------------------


@given(st.text(st.sampled_from(f"雨a，{C0}\n\r{LINE_ENDS}\ufeff\xad\x7f⽂\uf900"), max_size=20))
def test_away_from_latin_1_each_character_goes_for_itself(text: str) -> None:
    """Without mojibake, zero-width marks and protected spans (a tab opens code) the rule is a table."""
    table = {
        **dict.fromkeys(C0 + "\ufeff\xad\x7f", ""),
        **dict.fromkeys(LINE_ENDS, "\n"),
        **unified(),
    }
    assert repair_characters(text) == text.translate({ord(c): new for c, new in table.items()})


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=20))
def test_gbk_read_as_latin_1_can_still_be_read(text: str) -> None:
    """Controls of the second kind between letters are bytes of characters."""
    mojibake = text.encode("gb2312", "ignore").decode("latin-1").replace("\xad", "")
    assert repair_characters(mojibake) == mojibake
