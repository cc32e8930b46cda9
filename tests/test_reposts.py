"""Reposts: the same article under another dress is found, another article is not."""

from __future__ import annotations

import itertools
import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import MissingExtraError, Post, convert_script, find_reposts
from postnorm.corpus.reposts import _Groups
from postnorm.testing import writing

pytest.importorskip("rensa")

STRIDE = 16


def article(number: int, length: int = 12) -> str:
    """The article of this number; two share no sentence."""
    first = number * STRIDE
    return "\n\n".join(writing.paragraphs(range(first, first + length), [4] * (length // 4)))


def test_another_dress_is_the_same_article() -> None:
    """Another script, other marks, a footer, a few typos, another order of the posts."""
    posts = [article(n) for n in range(6)]
    dressed = {
        0: convert_script(posts[0], source="hans", to="hant"),
        1: posts[1].replace("，", ", ").replace("。", ". ").replace("\n", ""),
        2: posts[2] + "\n\n欢迎关注我们的微信公众号：河边夜话。更多文章，请点击阅读原文。",
        3: "".join("某" if at % 90 == 50 else char for at, char in enumerate(posts[3])),
    }
    found = find_reposts([*posts, *(Post.from_text(text) for text in dressed.values())])
    assert found == [(n, 6 + n) for n in range(4)]


def test_articles_that_share_a_sentence_are_two() -> None:
    """A quotation makes no repost, and neither does a half."""
    half = article(1)[:140] + article(2)[140:]
    assert find_reposts([article(1), half, article(3) + article(1)[:60]]) == []


@given(numbers=st.lists(st.integers(0, 30), max_size=12), seed=st.integers(0, 9))
def test_equal_posts_are_grouped_like_by_a_dict(numbers: list[int], seed: int) -> None:
    """Whatever the order, the groups are the classes of equality."""
    random.Random(seed).shuffle(numbers)
    wanted: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        wanted.setdefault(number, []).append(place)
    groups = [tuple(group) for group in wanted.values() if len(group) > 1]
    assert find_reposts(map(article, numbers)) == groups


@given(pairs=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_are_what_hangs_together(pairs: list[tuple[int, int]]) -> None:
    """Joining in any order gives the connected parts."""
    groups = _Groups()
    parts: list[set[int]] = []
    for one, other in pairs:
        groups.join(one, other)
        touched = [part for part in parts if {one, other} & part]
        parts = [part for part in parts if part not in touched] + [{one, other}.union(*touched)]
    assert sorted(groups.of_several()) == sorted(tuple(sorted(part)) for part in parts)


def test_short_posts_have_no_copies() -> None:
    """Too little to compare: two that say 转发 are no reposts."""
    assert find_reposts(["转发", "转发", "", ""]) == []


def test_a_wrong_threshold_is_told() -> None:
    """It is a share."""
    for wrong in (0, 1.5, -1):
        with pytest.raises(ValueError, match="threshold is a share above 0 and up to 1"):
            find_reposts([], threshold=wrong)


def test_posts_are_read_once() -> None:
    """Any iterable will do."""
    assert find_reposts(itertools.repeat(article(1), 3)) == [(0, 1, 2)]


def test_without_rensa_the_command_that_mends_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first post is taken."""
    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'postnorm\[neardup\]'"):
        find_reposts(iter(["雨"]))
