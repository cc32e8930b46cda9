"""What speaks for and against a candidate: its place, its form, and whether it is said or told.

The weights are tenths of what is needed. Each was set on posts of publishers that no entry was
written for.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Final, NamedTuple

from postnorm.boilerplate.candidates import Candidate
from postnorm.boilerplate.layout import FAR, Layout
from postnorm.boilerplate.packs import LABELS
from postnorm.boilerplate.wording import one_of, plain, wording, written
from postnorm.tables import promotion_signs as signs

END: Final = 6.0
"""So many sentences from the end a text has as good as ended."""
NEAR_END: Final = 16.0
HEAD: Final = 6.0

_ASKING = re.compile(one_of(signs.ASKING))
_ACCOUNT = re.compile(
    r"[(（【「“\"『:：](?:微信号?|公众号|id|搜索)?[:：]?[^)）】」”\"』:：。]{1,24}[)）】」”\"』]|id[:：]|@\w|号:[^:,。!?]{2,24}[。!]?\Z"
)
_TOLD = re.compile(one_of(signs.TOLD))
# What is named and not said: an article about plugs quotes them, and says how many characters they have.
_NAMED = re.compile(
    r"(?:[“「『](?P<words>[^“”「」『』\n]{2,40})[”」』](?:[这那的]?[两三四五六七八九十几]个?字|[这那的]一?句|[这那]?几?个?字样|的声明|是最)"
    r"|\A(?P<line>[^。\n]{4,40}?)(?:,[这那]句话|的声明,|的声明[^,。\n]{0,6}[不并未]))"
)
# What stands on a paper, on a wall, in a letter; and what an account did, told of it.
_READ_OUT = re.compile(
    r"(?:[写贴印刻喊念][着道]|一行字|[一几]句话|弹幕|字幕)[^,。:]{0,8}:|号[“「『《][^”」』》]{1,20}[”」』》](?:只|就|也|都|已经|曾|从来|没|停|刚|又|还|不)"
)
# What is praised: 为消防员点赞. A plug asks to like the author or the post.
_PRAISED = re.compile(
    r"为(?!我|作者|本|这篇|小编|文章|博主|楼主|up)[^,。!?:]{1,16}点(?:个|一个|1个)?[“「]?赞"
)
_CITED = re.compile(r"[“「『][^“”「」『』\n]{2,80}[”」』]")
_LEAST_AROUND: Final = 6
_SPOKEN = re.compile(r"[“「][^“”「」\n]{1,80}[。!?~…][”」]")
_SPECIMEN = re.compile(rf"{one_of(signs.SPECIMENS)}[*_]{{0,3}}:\Z")
_ASKED = re.compile(r"[吗么呢?？][?？]?[”」\"]?\Z")
_QUOTES: Final = (("“", "”"), ("「", "」"), ("『", "』"))
_SUBJECT = re.compile(one_of(signs.SUBJECT))


# Bylines and sources tell where the text is from; they are credits, not promotion.
_CREDIT = re.compile(f"{one_of(signs.BYLINES)}[:/|丨@]|{one_of(signs.SOURCES)}")


def is_credit(said: str) -> bool:
    """Whether the folded wording of a line is a byline or names a source."""
    return _CREDIT.match(said) is not None


_TO_TOP = ("#top)", "#)", "#readme)", "#目录)")


def is_contents(line: str) -> bool:
    """Whether a line of links leads to places in the same text: a table of contents."""
    inside = line.count("](#")
    return inside > 0 and inside == line.count("](") and not line.lower().endswith(_TO_TOP)


def place(candidate: Candidate, layout: Layout, from_end: float, from_head: float) -> None:
    """Weigh where it stands: plugs are at the end, some at the head, articles in between."""
    evidence = candidate.evidence
    near = {"anywhere": True, "tail": from_end <= NEAR_END, "head": from_head <= HEAD}
    if candidate.others:
        at_home = max(
            candidate.others,
            key=lambda match: match.entry.score - 0.6 * (not near[match.entry.where]),
        )
        candidate.choose(at_home)
    if from_end <= END:
        evidence["at the end"] = 0.3
    elif from_end <= NEAR_END:
        evidence["near the end"] = 0.15
    elif from_head <= HEAD:
        evidence["at the head"] = 0.2
    else:
        evidence["in the middle"] = -0.2
    if candidate.entry is not None and not near[candidate.entry.where]:
        evidence["not where it belongs"] = -0.6
    is_first = not from_head and from_end >= 1  # in a short text near the end too
    if is_first and candidate.entry is not None and candidate.entry.where == "tail":
        evidence["above the article"] = -0.4


class _Looks(NamedTuple):
    """What a piece looks like by itself."""

    read: str
    addresses: tuple[tuple[str, float], ...]
    tells: tuple[tuple[str, float], ...]
    cites: bool
    is_spoken: bool
    names: tuple[str, ...]
    unpaired: bool


@lru_cache(maxsize=256)  # a piece is looked at in every pass, and lines repeat themselves
def _looks_of(text: str) -> _Looks:
    said, read = wording(text), plain(text)
    addresses = ((_ASKING.match(said), _ASKS), (_ACCOUNT.search(said), _NAMES))
    told = len(set(_TOLD.findall(said)))
    tells = (
        (told, ("told, not said", max(-0.5, -0.25 * told))),
        (_ASKED.search(said), ("a question", -0.3)),
        (_READ_OUT.search(said), ("read out or told of", -0.6)),
        (_PRAISED.search(said), ("praised, not asked", -0.6)),
    )
    return _Looks(
        read,
        tuple(sign for found, sign in addresses if found),
        tuple(sign for found, sign in tells if found),
        _CITED.search(read) is not None,
        _SPOKEN.fullmatch(read) is not None,
        tuple(one["words"] or one["line"] for one in _NAMED.finditer(read)),
        any(text.count(one) != text.count(other) for one, other in _QUOTES),
    )


_ASKS: Final = ("asks the reader", 0.1)
_NAMES: Final = ("names an account", 0.1)


def form(candidate: Candidate, layout: Layout) -> None:
    """Weigh what the piece looks like."""
    text = layout.text[candidate.start : candidate.end]
    looks = _looks_of(text)
    line = layout.of(candidate.line)
    evidence = candidate.evidence
    kind = layout.kind(candidate.line)
    evidence.update(looks.addresses)
    if candidate.whole_line:
        evidence["a line of its own"] = 0.1
    elif candidate.share < 0.5 and len(line) > _SHORT_LINE:
        evidence["in an article's paragraph"] = -0.15
    evidence.update(looks.tells)
    if looks.cites and _is_cited(candidate, looks.read):
        evidence["cited in a sentence"] = -0.6
    elif looks.is_spoken:
        evidence["spoken"] = -0.3 if candidate.whole_line else -0.6
    if any(candidate.phrase in words for words in looks.names):
        evidence["named, not said"] = -0.9
    if "`" in text:
        evidence["code"] = -0.6
    if kind == "table":
        evidence["a row of a table"] = -0.5
    if not candidate.whole_line and _ANSWER.match(line):
        evidence["in an answer"] = -0.5
    if len(line) > _LONG_STATEMENT and _LIABILITY.match(wording(line[:_LONG_STATEMENT])):
        evidence["a statement of liability"] = -0.9
    if kind == "heading" and (candidate.entry is None or candidate.entry.unit not in LABELS):
        evidence["a heading"] = -0.3
    if looks.unpaired or (not candidate.whole_line and _in_quotation(layout, candidate)):
        evidence["in a quotation"] = -0.6


# A statement of liability in several sentences is law, not promotion: whether it is the author's or the
# page's cannot be told.
_LIABILITY = re.compile(r"[*_【\[(#> ]{0,8}(?:免责声明|免责申明|免责条款|法律声明)[*_】\])]{0,4}:")
_LONG_STATEMENT: Final = 60
# What somebody who is asked says about a course or an account is the conversation.
_ANSWER = re.compile(r"[*_>\- ]{0,8}(?:[问答問QA]|记者|記者|受访者|受訪者)[*_]{0,3}[:：]")
_STEP = re.compile(r"[ \t>]{0,8}(?:\d{1,2}[.)、]|第[一二三四五六七八九十\d]{1,2}步)")
_MOST_STEPS: Final = 8
_SHORT_LINE: Final = 60
"""A line of no more is hardly a paragraph."""
_PARTICULARS = re.compile(f"{one_of(signs.PARTICULARS)}[:|]")
_COLON = re.compile(f"[{re.escape(written(':') + written('|'))}]")
_RELEASE, _PRODUCT = one_of(signs.RELEASES), one_of(signs.PRODUCTS)
_ANNOUNCED = re.compile(rf"{_RELEASE}[^。\n]{{0,30}}{_PRODUCT}|{_PRODUCT}[^。\n]{{0,16}}{_RELEASE}")
_ANNOUNCING: Final = frozenset({"app-download", "qr-picture", "qr-code", "qr-label"})


def announces(title: str | None, layout: Layout, candidates: list[Candidate]) -> bool:
    """Whether the article, by its title and its first lines, announces what a candidate leads to."""
    ids = {match.entry.id for one in candidates for match in one.others}
    if ids.isdisjoint(_ANNOUNCING):
        return False
    return _ANNOUNCED.search(plain(f"{title or ''}\n{layout.text[:300]}")) is not None


def among_particulars(layout: Layout, candidates: list[Candidate]) -> set[int]:
    """The lines of candidates that have near them a fact about a place: address, telephone, hours."""
    lines = {one.line for one in candidates}
    near = {number for line in lines for number in layout.around(line, _NEAR)}
    giving = [number for number in near if _gives_particulars(layout.of(number)[:40])]
    return lines & {number for one in giving for number in layout.around(one, _NEAR)}


_NEAR: Final = 4


def company(
    candidate: Candidate, layout: Layout, plugs: frozenset[int], particulars: Container[int]
) -> None:
    """Weigh what stands around the line, before anything is decided about it."""
    number = candidate.line
    kind = layout.kind(number)
    after = layout.kind(number + 1) if number + 1 < len(layout.lines) else "end"
    before = layout.kind(number - 1) if number else "start"
    if before == "rule":
        candidate.evidence["behind a rule"] = 0.1
    if candidate.whole_line and "image" in (before, after):
        candidate.evidence["beside a picture"] = 0.1
    if kind == "item" and not {number - 1, number + 1} & plugs:
        candidate.evidence["a point of a list"] = -0.2
    colon = layout.of(number).rstrip("*_ ").endswith(("：", ":"))
    if _STEP.match(layout.of(number)):
        candidate.evidence["a step of several"] = -0.3
        if _is_introduced(layout, number, plugs):
            candidate.evidence["listed by the article"] = -0.4
    elif _is_shown(layout, number):
        candidate.evidence["shown as an example"] = -0.6
    if number in particulars:
        candidate.evidence["among the particulars of a place"] = -0.5
    label = candidate.entry is not None and candidate.entry.unit in LABELS
    pointed = after in ("image", "link", "end", "rule", "frame")
    if colon and candidate.whole_line and not pointed and not label:
        candidate.evidence["introduces what follows"] = -0.3


def _is_cited(candidate: Candidate, said: str) -> bool:
    """Whether all that a sentence is known by stands in quotation marks, and it says more than that.

    An account's name or a keyword is quoted too, but then the call stands outside of the marks.
    """
    cited = _CITED.findall(said)
    around = _CITED.sub("\n", said)
    phrases = [match.phrase for match in candidate.others] or [candidate.phrase]
    return sum(map(str.isalnum, around)) >= _LEAST_AROUND and not any(
        phrase in around or not any(phrase in one for one in cited) for phrase in phrases
    )


def _is_introduced(layout: Layout, number: int, plugs: frozenset[int]) -> bool:
    """Whether the steps around a line follow a line of the article that ends with a colon."""
    for before in range(number - 1, max(-1, number - _MOST_STEPS), -1):
        line = layout.of(before)
        if not _STEP.match(line):
            return before not in plugs and line.rstrip("*_ ").endswith(("：", ":"))
    return False


def _is_shown(layout: Layout, number: int) -> bool:
    """Whether the line before shows this one: 模板如下：, 可以这样写：."""
    if not number:
        return False
    before = layout.of(number - 1)[-_LONGEST_INTRODUCTION:]
    return before.rstrip("*_ ").endswith(("：", ":")) and bool(
        _SPECIMEN.search(plain(before).replace("如下", ""))
    )


_LONGEST_INTRODUCTION: Final = 24


def _gives_particulars(beginning: str) -> bool:
    """Whether a line begins as a fact about a place; nearly none holds a mark that one needs."""
    return bool(_COLON.search(beginning)) and bool(_PARTICULARS.match(wording(beginning)))


def subject(title: str | None, layout: Layout, candidates: list[Candidate]) -> float:
    """How much the article is about accounts, codes and the like, from 0 to 1."""
    found = min(0.6, 0.4 * len(set(_SUBJECT.findall(wording(title or "")))))
    lines = {candidate.line for candidate in candidates}
    own = "\n".join(map(layout.of, lines))
    told = sum(layout.text.count(word) - own.count(word) for word in signs.ACCOUNTS)
    per_thousand = 1000 * told / (len(layout.text) + 500)
    return min(1.0, found + (min(0.6, per_thousand / 10) if told > 3 else 0.0))


def about(candidate: Candidate, share: float, announced: bool) -> None:
    """Weigh that an article on the subject speaks of such things without promoting them."""
    if announced and candidate.entry is not None and candidate.entry.id in _ANNOUNCING:
        candidate.evidence["the article announces it"] = -0.5
    if share < 0.2:
        return
    at_end = "at the end" in candidate.evidence
    weight = round((-0.1 if at_end else -0.5) * share, 2)
    candidate.evidence["the article's subject"] = weight


def _in_quotation(layout: Layout, candidate: Candidate) -> bool:
    """Whether a quotation that began before on the line is still open."""
    line = layout.lines[candidate.line]
    before = layout.text[max(line.start, candidate.start - 1000) : candidate.start]
    return any(before.count(one) > before.count(other) for one, other in _QUOTES)


assert FAR > NEAR_END
