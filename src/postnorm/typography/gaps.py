"""Gaps between Chinese and what is not: where one belongs, and where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from postnorm.edits import Edit
from postnorm.spans import Span, blanked
from postnorm.tables.characters import HAN
from postnorm.tables.letter_words import LETTER_WORDS
from postnorm.tables.units import UNITS
from postnorm.typography.lines import lines_with

# Latin with its accents, Greek, Cyrillic. Not ª and º, and no letters that are as wide as Chinese.
_LETTERS: Final = "A-Za-zµÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_RAISED: Final = "²³¹⁰-₉™®"
_WORD: Final = rf"{_LETTERS}0-9"
_MONEY: Final = r"[$€£¥](?=[0-9][0-9.,]*[0-9])"  # $1 alone is as often a parameter
# What opens a word behind Chinese, and what closes one before it. A number of a list that was
# flattened keeps what parts it from the item before.
_OPENING: Final = rf"(?![0-9]{{1,3}}[.)](?![0-9]))(?:[{_WORD}]|\+(?=[0-9])|{_MONEY}|\{{#)"
_CLOSING: Final = (
    rf"(?:(?<=[{_WORD}{_RAISED}])(?<!%[A-Za-z])(?<!\$[0-9])"  # %s and $1 are no words
    r"|(?<=[0-9][%‰°])|(?<=[0-9][ \xa0][%‰°])|(?<=[A-Za-z0-9]\+)|(?<=[A-Za-z]\+\+)"
    r"|(?<=\b[CF]#)|(?<=[A-Za-z0-9][,;!?]))"
)
# An anchored class first and nothing repeated: no place is looked at twice. More blanks than one
# are layout.
_GAP = re.compile(rf"(?<=[{HAN}])[ \xa0]?(?={_OPENING})|{_CLOSING}[ \xa0]?(?=[{HAN}])")

# A date is written without gaps, and what stands beside it as the writer wrote it.
_DAY: Final = "[0-9]{1,2}(?:[-~～—–至到][0-9]{1,2})?"
_DATE = re.compile(
    rf"[0-9](?<![0-9]{{2}})(?:[0-9]{{1,3}}年[0-9]{{1,2}}月(?:{_DAY}[日号號]?)?|[0-9]?月{_DAY}[日号號]"
    r"|[0-9]?[时時点點][0-9]{1,2}分(?:[0-9]{1,2}秒)?)"
)

_UNIT = re.compile(rf"[0-9][0-9.,]{{0,20}}+(?=(?:{'|'.join(UNITS)})(?![{_WORD}_/^²³-]))")
_INSIDE = re.compile(rf"[{_WORD}.,_-]")
# Before more of a Chinese sentence: 15 % 4 is a sum.
_PERCENT = re.compile(rf"[ \xa0](?<=[0-9].)[ \xa0]{{0,3}}+(?=[%‰°][ \t]?[{HAN}，。、；：？！）])")
# Not the target of a link, and not the number of a paragraph: 第(3)条.
_BRACKETS = re.compile(r"\((?<!\]\()(?![0-9]{1,3}\))[^()\r\n]{1,200}\)")
_EMPHASIS = re.compile(r"(?<![*~\\])(?:\*{1,3}|~~)(?![*~])")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|del|em|font|i|ins|kbd|mark|s|small|span|strong|u)\b", re.IGNORECASE
)
_LINE_END = re.compile(r"[\r\n]")
_WINDOW: Final = 200
_BLANKS: Final = frozenset({" ", "\xa0"})
_IS_HAN = re.compile(f"[{HAN}]")
_IS_WORD = re.compile(f"[{_WORD}]")
# What may go on in Chinese though only its Latin part is sure: an address, a path.
_TAIL = re.compile(r"[^\s，。、；：？！「」『』“”（）《》【】…]{1,200}")

# What stands in a sentence like a word, and is not one of letters.
_WORDLIKE: Final = frozenset({"code", "math", "email", "url"})


class Gap(NamedTuple):
    """A place where Chinese and something else meet: empty, or the one blank that stands there."""

    start: int
    end: int


def put_gaps(text: str) -> Iterator[Edit]:
    """A space between Han and a letter or a digit where there is none; none before % and °.

    >>> from postnorm.edits import apply
    >>> apply("用Ruby写，快了15 %的", sorted(put_gaps("用Ruby写，快了15 %的")))
    '用 Ruby 写，快了 15% 的'
    """
    for match in _GAP.finditer(text):
        if match.start() == match.end():
            yield Edit(*match.span(), " ", "spacing.gap")
    yield from _close_percents(text)


def take_gaps(text: str) -> Iterator[Edit]:
    """No space between Han and a letter or a digit."""
    for match in _GAP.finditer(text):
        if match.start() < match.end():
            yield Edit(*match.span(), "", "spacing.no-gap")
    yield from _close_percents(text)


def _close_percents(text: str) -> Iterator[Edit]:
    for match in _PERCENT.finditer(text):
        yield Edit(*match.span(), "", "spacing.percent")


def find_edges(text: str, spans: Sequence[Span]) -> Iterator[Gap]:
    """The gaps beside what stands like a word and has edges of its own; in no order, some twice.

    >>> text = "用`a`写 (见 b)，**c**也是"
    >>> [gap.start for gap in find_edges(text, [Span(1, 4, "code")])]
    [5, 1, 4, 17]
    """
    if "(" in text:
        for match in _BRACKETS.finditer(text):
            yield from _beside(text, *match.span())
    for span in spans:
        if span.kind in _WORDLIKE:
            yield from _beside(text, span.start, span.end)
        elif span.kind == "html" and _INLINE_TAG.match(text, span.start):
            closes = text[span.start + 1] == "/"
            yield from _around_mark(text, span.start, span.end, closes=closes)
    if "*" in text or "~~" in text:
        yield from _around_emphasis(text, spans)


def _beside(text: str, start: int, end: int) -> Iterator[Gap]:
    """The gaps on those sides of what stands like a word where there is Chinese."""
    blank = text[start - 1 : start] in _BLANKS
    if start > blank and _IS_HAN.match(text, start - 1 - blank):
        yield Gap(start - blank, start)
    blank = text[end : end + 1] in _BLANKS
    if _IS_HAN.match(text, end + blank):
        yield Gap(end, end + blank)


def _around_mark(text: str, start: int, end: int, *, closes: bool) -> Iterator[Gap]:
    """The gap outside of a tag or mark of emphasis, for Chinese and a word on its two sides."""
    if closes:
        inside, outside = start - 1, end + (text[end : end + 1] in _BLANKS)
        gap = Gap(end, outside)
    else:
        outside = start - 1 - (text[start - 1 : start] in _BLANKS)
        inside, gap = end, Gap(outside + 1, start)
    if inside < 0 or outside < 0:
        return
    for one, other in ((_IS_HAN, _IS_WORD), (_IS_WORD, _IS_HAN)):
        if one.match(text, inside) and other.match(text, outside):
            yield gap


def _around_emphasis(text: str, spans: Sequence[Span]) -> Iterator[Gap]:
    """Gaps outside of ``**bold**`` and its like; inside they would undo it (CommonMark 6.2).

    A mark that stands in its line an odd number of times is no emphasis, or nobody knows which.
    """
    plain = blanked(text, (span[:2] for span in spans), "\x00")
    for line in sorted({*lines_with(plain, "*"), *lines_with(plain, "~~")}):
        marks: dict[str, list[tuple[int, int]]] = {}
        for match in _EMPHASIS.finditer(plain, *line):
            marks.setdefault(match[0], []).append(match.span())
        for places in marks.values():
            for number, (start, end) in enumerate(places if len(places) % 2 == 0 else ()):
                yield from _around_mark(text, start, end, closes=number % 2 == 1)


def find_units(text: str) -> Iterator[Edit]:
    """A space between a number and its unit, in lines with Chinese.

    >>> from postnorm.edits import apply
    >>> apply("宽带有 10Gbps", find_units("宽带有 10Gbps"))
    '宽带有 10 Gbps'
    """
    for match in _UNIT.finditer(text):
        start, end = match.span()
        inside = start and _INSIDE.match(text, start - 1)
        if not inside and _IS_HAN.search(_line_around(text, end)):
            yield Edit(end, end, " ", "spacing.unit")


def _line_around(text: str, at: int) -> str:
    """The line at this place, up to two hundred characters to each side."""
    low = max(0, at - _WINDOW)
    before = _LINE_END.split(text[low:at])[-1]
    return before + _LINE_END.split(text[at : at + _WINDOW], maxsplit=1)[0]


@cache
def _seams() -> Mapping[str, Sequence[tuple[str, int]]]:
    """The places in words with letters where Han and letter meet: the two, to words and how far in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word in LETTER_WORDS:
        for at in range(1, len(word)):
            if bool(_IS_HAN.match(word[at])) != bool(_IS_HAN.match(word[at - 1])):
                found.setdefault(word[at - 1 : at + 1], []).append((word, at))
    return found


def parts_a_word(text: str, at: int) -> bool:
    """Whether a gap at this place would part a Chinese word that is written with letters.

    >>> parts_a_word("买了T恤", 3), parts_a_word("用Ruby写", 5)
    (True, False)
    """
    words = _seams().get(text[at - 1 : at + 1], ()) if at else ()
    return any(
        text.startswith(word, at - inside)
        and not (word[0].isascii() and at > inside and _IS_WORD.match(text, at - inside - 1))
        for word, inside in words
        if at >= inside
    )


def kept_whole(text: str, spans: Iterable[Span], names: Iterable[str]) -> Iterator[Span]:
    """What no gap may be put into or taken from, besides the protected spans; in no order."""
    for match in _DATE.finditer(text):
        start = match.start()
        beside = start > 0 and _IS_HAN.match(text, start - 1)  # no gap there either
        yield Span(start - 1 if beside else start, match.end(), "date")
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield Span(at, at + len(name), "name")
            at = text.find(name, at + len(name))
    for span in spans:
        if span.kind == "entity":  # it stands for a mark, or for the gap itself
            yield Span(max(0, span.start - 1), span.end + 1, span.kind)
        if span.kind == "url" or (span.kind == "path" and text[span.start] in "/~."):
            tail = _TAIL.match(text, span.end)
            if tail:
                yield Span(span.end - 1, tail.end(), span.kind)
