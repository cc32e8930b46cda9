"""Texts and oracles for the tests of the scripts room."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, cast

import opencc
from hypothesis import strategies as st

from postnorm.scripts.pairs import CHARACTERS, PHRASES, SCRIPTS, Script

HANS = "雨停了，我们沿着河边走回家。他说明天还要来，大家都没有说话。"
HANT = "雨停了，我們沿着河邊走回家。他說明天還要來，大家都沒有說話。"
JAPANESE = "雨が止んだので、川に沿って家へ帰った。學校は休みだ。"
KOREAN = "비가 그쳐서 우리는 강을 따라 집으로 돌아왔다. 學校"

# No character that could begin a protected span; words that OpenCC knows, so that it segments.
WORDS = st.sampled_from(
    (
        *(
            "头发",
            "發現",
            "软件",
            "軟體",
            "鼠标",
            "U盘",
            "操作系统",
            "乾隆",
            "乾安县",
            "皇后",
            "後面",
        ),
        *("苎", "薴", "什么", "甚麼", "着", "看著", "台湾", "臺灣", "公里", "裡", "里", "衞", "説"),
        *("の", "カ", "雨", "\uf914", "𠮷", "A", "的", "国", "國", "们", "們", "干", "幹"),
    )
)
MARKS = st.sampled_from(("，", "。", "\n", " ", "\u200b", "・", "\r\n"))
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
OPEN_TEXT = st.lists(WORDS | WORDS | HAN | MARKS, max_size=24).map("".join)
BROKEN_TEXT = st.lists(WORDS | MARKS | st.sampled_from("\0\ud800\udfff"), max_size=16).map("".join)
ANY_TEXT = st.lists(
    WORDS | MARKS | st.sampled_from(("`頭髮`", "https://a.cn/頭髮", "\0", "\ud800", "@頭髮 "))
    | st.characters(exclude_categories=()),
    max_size=16,
).map("".join)  # fmt: skip
PAIRS = [(pair, name, False) for pair, name in CHARACTERS.items()]
PAIRS += [(pair, name, True) for pair, name in PHRASES.items()]
TARGETS = st.sampled_from(cast("tuple[Script, ...]", SCRIPTS))


@cache
def converter(configuration: str) -> Any:
    data = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    return opencc.OpenCC(str(data / f"{configuration}.json"))


def oracle(text: str, configuration: str) -> str:
    """OpenCC itself, by the path of its own file."""
    return str(converter(configuration).convert(text))


def run_python(code: str, **keywords: Any) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, **keywords
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout).strip()
