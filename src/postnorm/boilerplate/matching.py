"""Which entries of packs know a unit of text: one search for rare pairs of characters, then a look around."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final, NamedTuple

from postnorm.boilerplate.packs import Entry
from postnorm.boilerplate.wording import BLANKS, written

_BETWEEN: Final = BLANKS + "*"
# Pairs that articles are full of: a phrase is looked for by another of its pairs if it has one.
_COMMON: Final = frozenset(
    "我们 你们 大家 自己 一个 这个 这篇 可以 如果 喜欢 觉得 文章 内容 更多 想要 了解 本文 作者 "
    "问题 我的 你的 为了 以及 时间 公司 网站 欢迎 一起 下面 上面 请你 或者 以上 关于 其他 相关 "
    "com 阅读 信息 学习 支持 作品 点击 发布 联系 平台 使用 添加 代表 观点 原文 来自".split()
)


class Match(NamedTuple):
    """An entry that knows a unit, and the phrase it knows it by."""

    entry: Entry
    phrase: str


class _Way(NamedTuple):
    """One phrase of an entry, as it is found by one of its pairs of characters."""

    offset: int  # of the pair in the phrase
    phrase: str
    field: str
    number: int
    entry: Entry

    def match(self, unit: str, pair_at: int) -> bool:
        at = pair_at - self.offset
        end = at + len(self.phrase)
        if at < 0 or not unit.startswith(self.phrase, at) or (at and self.field != "says"):
            return False
        if self.field == "whole" and any(map(str.isalnum, unit[end:])):
            return False
        return self.entry.follows(at, end, unit)


class Matcher:
    """Finds the places of a text that any entry could know, and the entries that do know a unit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        phrases = list(_phrases(entries))
        self._ways: dict[str, list[_Way]] = {}
        pairs = Counter(pair for way in phrases for pair in set(_pairs(way.phrase)))
        for way in phrases:
            pair = max(_pairs(way.phrase), key=lambda pair: (pair not in _COMMON, pairs[pair], pair))
            offset = way.phrase.index(pair)
            self._ways.setdefault(pair, []).append(way._replace(offset=offset))
        self._written = frozenset(
            "".join(both) for pair in self._ways for both in product(*map(written, pair))
        )
        self._gate = _two_sets(self._ways, raw=True)
        self._pair = _two_sets(self._ways, raw=False)

    def places(self, text: str) -> Iterator[int]:
        """Give the offsets in *text* where a phrase may stand: few, and at the speed of the search.

        One set of characters before another is the fastest search that ``re`` has; an alternation
        of the phrases takes thirty times as long.
        """
        if self._gate is None:
            return
        for found in self._gate.finditer(text):
            at = found.start()
            if text[at : at + 2] in self._written or text[at + 1] in _BETWEEN:
                yield at

    def match(self, unit: str) -> tuple[Match, ...]:
        """Return the entries that know the folded *unit*, each once, in the order of the pack."""
        ways: dict[int, Match] = {}
        for found in self._pair.finditer(unit) if self._pair else ():
            for way in self._ways.get(unit[found.start() : found.start() + 2], ()):
                if way.number not in ways and way.match(unit, found.start()):
                    ways[way.number] = Match(way.entry, way.phrase)
        return tuple(ways[number] for number in sorted(ways))


def _phrases(entries: Iterable[Entry]) -> Iterator[_Way]:
    for number, entry in enumerate(entries):
        for field in ("whole", "opens", "says"):
            for phrase in getattr(entry, field):
                yield _Way(0, phrase, field, number, entry)


def _pairs(phrase: str) -> list[str]:
    return [phrase[at : at + 2] for at in range(len(phrase) - 1)]


def _two_sets(pairs: Iterable[str], *, raw: bool) -> re.Pattern[str] | None:
    """A pattern for one of the first characters before one of the second; bounded, so linear."""
    if not pairs:
        return None
    first, second = (
        "".join(
            re.escape(char)
            for char in sorted({c for pair in pairs for c in (written(pair[n]) if raw else pair[n])})
        )
        for n in (0, 1)
    )
    between = f"[{re.escape(_BETWEEN)}]{{0,3}}" if raw else ""
    return re.compile(f"[{first}](?={between}[{second}])")

