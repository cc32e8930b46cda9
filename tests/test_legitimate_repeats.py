"""Repetition that an author meant is never reduced, whatever the scope."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from postnorm import Post, convert_script, deduplicate_body, find_repeats
from postnorm.boilerplate.decision import Scope
from postnorm.boilerplate.meaning import LONGEST_LABEL
from postnorm.tables.folding import folding
from postnorm.tables.versions import VERSIONS

FILE: Final = Path(__file__).parent / "cases" / "repeats" / "legitimate.txt"
CASES: Final = dict(
    re.findall(r"^===== (.+)\n((?s:.*?))(?=^=====|\Z)", FILE.read_text("utf-8"), re.MULTILINE)
)

FAR: Final = (
    "城里的旧书市场要搬了，通知贴在铁门上，摊主们先是不信，后来信了，又都不肯先走。"
    "老周正拿绳子捆他那套辞典，捆一道，停一会儿。网上什么书没有，可是纸有没有受潮，照片里看不出来。"
)
REST: Final = "我们沿着河走，水已经漫过了石阶，路上没有一个人，连狗也不叫。桥还在，桥下的船不见了。"


def test_the_file_is_read() -> None:
    """As many texts as the file has headings."""
    assert len(CASES) == FILE.read_text("utf-8").count("\n=====") >= 90


@pytest.mark.parametrize("scope", ["body", "blocks"])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_what_is_meant_stays(text: str, scope: Scope) -> None:
    """Refrains, templates, sections of one pattern, drafts, editions: the very same object comes back."""
    assert deduplicate_body(text, scope=scope) is text
    assert find_repeats(text, scope=scope) == []


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_a_post_knows_nothing_that_changes_this(text: str) -> None:
    """The title of a post is no reason to drop anything else."""
    post = Post.from_text(text, {"title": "桥头的书摊"})
    assert deduplicate_body(post) is post


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_what_is_meant_stays_in_the_other_script(text: str) -> None:
    """What is meant in Simplified is meant in Traditional."""
    other = convert_script(text, source="hans", to="hant")
    assert deduplicate_body(other) is other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("涨了13%", "涨了13"), ("涨了1.5倍", "涨了15倍"), ("气温-3度", "气温3度")),
        *(
            ("等了2-3天", "等了23天"),
            ("他写C++", "他写C"),
            ("这题√", "这题×"),
            ("花了¥30", "花了€30"),
        ),
        *(("比分3:2", "比分32"), ("第12期", "第13期"), ("他很信", "他不信"), ("选A", "选B")),
    ],
)
def test_copies_that_differ_in_a_sign_or_a_number_are_left(one: str, other: str) -> None:
    """Marks that change what is said are no marks."""
    text = f"{FAR}{one}。{REST}\n\n{FAR}{other}。{REST}\n"
    assert deduplicate_body(text) is text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("涨了１３％", "涨了13%"), ("等了2—3天", "等了2-3天"), ("花了1,000元", "花了1000元")),
        *(("**涨了13%**", "涨了13%"), ("比分3：2", "比分3:2"), ("涨了13。2天后", "涨了13.2天后")),
    ],
)
def test_one_number_in_two_forms_is_one_number(one: str, other: str) -> None:
    """Width, emphasis and thousands commas do not change a number."""
    text = f"{FAR}{one}。{REST}\n\n{FAR}{other}。{REST}\n"
    assert deduplicate_body(text) == f"{FAR}{one}。{REST}\n"


def test_versions_are_folded_short_and_none_is_what_scraping_leaves() -> None:
    """The table's own rules: entries are compared folded, fit into a label, and are no residue."""
    assert len(set(VERSIONS)) == len(VERSIONS)
    for word in VERSIONS:
        assert word == word.translate(folding()).lower()
        assert 2 <= len(word) <= LONGEST_LABEL
        assert not any(
            word in line for line in ("正文", "全文", "以下为正文", "来源", "作者", "阅读全文")
        )


@pytest.mark.parametrize("word", VERSIONS)
def test_a_line_that_announces_a_version_keeps_both(word: str) -> None:
    """Each entry does its work, and without the line the copy goes."""
    assert deduplicate_body(f"{FAR}\n\n{REST}\n\n（{word}）\n\n{FAR}\n\n{REST}").count(REST) == 2
    assert deduplicate_body(f"{FAR}\n\n{REST}\n\n{FAR}\n\n{REST}").count(REST) == 1
