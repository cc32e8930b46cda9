"""Marks in the form that Chinese text takes: width, forms, ellipses, dashes, repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit
from postnorm.tables.characters import HAN

_MARKS: Final = "，。、；：？！"
_CLOSERS: Final = "」』）》】"
# What a Chinese mark follows: a character or a closing mark. Curly quotes are English as well, so
# there must be Chinese inside of them or behind the mark.
_AFTER: Final = (
    f"(?:(?<=[{HAN}{_CLOSERS}])|(?<=[{HAN}{_MARKS}…{_CLOSERS}][”’])"
    f"|(?<=[”’])(?=[,;:!?.][ \t]{{0,8}}[{HAN}「『（《【]))"
)

# Presentation and half-width forms of Chinese marks (Unicode, chapters 6.2 and 18).
_FORMS: Final = str.maketrans(
    "﹐﹑﹔﹕﹖﹗﹙﹚｡､｢｣︽︾︿﹀﹁﹂﹃﹄︵︶︻︼︰︐︑︒︓︔︕︖",
    "，、；：？！（）。、「」《》〈〉「」『』（）【】：，、。：；！？",
)
_FORM = re.compile(f"[{''.join(map(chr, _FORMS))}]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_FULL_WIDTH_OFFSET: Final = 0xFEE0

# A half-width mark is Chinese when it follows a Chinese character and no Latin word or number goes
# on behind it. Spaces after it go with it: the full-width mark brings its own.
_HALF_WIDTH = re.compile(
    rf"{_AFTER}(?:[,;]|[!?](?!\[)|:(?![A-Za-z0-9_+-]{{1,30}}:))(?:[ \t]+(?=[{HAN}“‘「『（《【]))?(?![,;!?:])"
)
# Not directly before Chinese, where it may part a name (爱新觉罗.溥仪), nor after 一 of a list.
_FULL_STOP = re.compile(
    rf"{_AFTER}(?<![一二三四五六七八九十])\.(?=[”’」』）》】\r\n]|\Z|[ \t]+[{HAN}“‘「『（《【])[ \t]*"
)
_WIDE: Final = {",": "，", ";": "；", "!": "！", "?": "？", ":": "："}

_BRACKET = re.compile(r"[()\r\n]")
_LONGEST_BRACKET: Final = 200
_CALL = re.compile(r"[A-Za-z0-9_\]\\]")  # before a bracket that is code, a link or an escape
_HAS_HAN = re.compile(f"[{HAN}]")

_CHINESE_BEFORE: Final = f"(?<=[{HAN}{_MARKS}{_CLOSERS}「『（《【])"
_ELLIPSIS = re.compile(
    rf"(?:{_CHINESE_BEFORE}|(?<=[“”‘’])(?=[.。…⋯・·]{{1,12}}[{HAN}]))"
    r"(?:\.{3,}|。{3,}|…(?!…)|⋯(?!⋯)|・{3,}|·{3,})"
)
_MIDLINE_ELLIPSIS = re.compile(rf"{_CHINESE_BEFORE}⋯{{2,}}|⋯{{2,}}(?=[{HAN}])")
# Not before a letter: 运行--version is an option of a command.
_DASH = re.compile(rf"(?:{_CHINESE_BEFORE}--(?![-A-Za-z0-9])|(?<=[{HAN}])--+(?=[{HAN}])|──|⸺)")
_INTERPUNCT = re.compile(rf"(?<=[{HAN}])[•‧・∙⋅](?=[{HAN}])")
_REPEATED_PAUSE = re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)")
_MANY_EXCLAMATIONS = re.compile(r"[！？]{4,}")
_EXCLAMATION_FIRST = re.compile(r"(?<![！？])！？(?![！？])")


def unify_forms(text: str) -> Iterator[Edit]:
    """Presentation and half-width forms become ordinary marks; full-width letters and digits half-width."""
    for match in _FORM.finditer(text):
        yield Edit(*match.span(), match[0].translate(_FORMS), "punctuation.form")
    for match in _FULL_WIDTH.finditer(text):
        narrow = "".join(chr(ord(character) - _FULL_WIDTH_OFFSET) for character in match[0])
        yield Edit(*match.span(), narrow, "punctuation.full-width-letter")


def widen_marks(text: str) -> Iterator[Edit]:
    """Half-width marks after a Chinese character become full-width.

    >>> from postnorm.edits import apply
    >>> apply("雨停了,路还湿. 1,000", widen_marks("雨停了,路还湿. 1,000"))
    '雨停了，路还湿. 1,000'
    """
    for match in _HALF_WIDTH.finditer(text):
        yield Edit(*match.span(), _WIDE[match[0][0]], "punctuation.width")
    for match in _FULL_STOP.finditer(text):
        yield Edit(*match.span(), "。", "punctuation.width")


def widen_brackets(text: str) -> Iterator[Edit]:
    """Round brackets around or after Chinese become full-width, both of a pair or none.

    >>> from postnorm.edits import apply
    >>> apply("水(甲(1))和f(x)", widen_brackets("水(甲(1))和f(x)"))
    '水（甲（1））和f(x)'
    """
    opened: list[_Bracket] = []
    found: list[Edit] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if opened:
            opened[-1].read(text, at)
        if match[0] == "(":
            opened.append(_Bracket(at))
        elif match[0] != ")":
            opened.clear()
        elif opened:
            bracket = opened.pop()
            if opened:
                opened[-1].has_han |= bracket.has_han
                opened[-1].until = at
            before = text[max(0, bracket.start - 1) : bracket.start]
            if (
                (bracket.has_han or _HAS_HAN.match(before))
                and 1 < at - bracket.start <= _LONGEST_BRACKET
                and not _CALL.match(before)
            ):
                found.append(Edit(bracket.start, bracket.start + 1, "（", "punctuation.bracket"))
                found.append(Edit(at, at + 1, "）", "punctuation.bracket"))
    return iter(sorted(found))  # inner pairs close first


class _Bracket:
    """An open bracket, and whether there is Chinese behind it: no character is looked at twice."""

    __slots__ = ("has_han", "start", "until")

    def __init__(self, start: int) -> None:
        self.start = self.until = start
        self.has_han = False

    def read(self, text: str, until: int) -> None:
        self.has_han = self.has_han or bool(_HAS_HAN.search(text, self.until, until))
        self.until = until


def write_ellipses(text: str) -> Iterator[Edit]:
    """After Chinese, dots and half an ellipsis become …… (GB/T 15834-2011, 4.11; 重訂標點符號手冊, 刪節號)."""
    for match in _ELLIPSIS.finditer(text):
        yield Edit(*match.span(), "……", "punctuation.ellipsis")


def lower_ellipses(text: str) -> Iterator[Edit]:
    """⋯⋯ becomes ……, the form of the mainland; twelve dots stay twelve."""
    for match in _MIDLINE_ELLIPSIS.finditer(text):
        yield Edit(*match.span(), "……" * (len(match[0]) // 2), "punctuation.ellipsis")


def write_dashes(text: str) -> Iterator[Edit]:
    """Hyphens and box-drawing lines between Chinese become ——. A single — is a connector and stays."""
    for match in _DASH.finditer(text):
        yield Edit(*match.span(), "——", "punctuation.dash")


def write_interpuncts(text: str) -> Iterator[Edit]:
    """Bullets and katakana dots between Han characters become · (clreq, 间隔号)."""
    for match in _INTERPUNCT.finditer(text):
        yield Edit(*match.span(), "·", "punctuation.interpunct")


def drop_repeated_pauses(text: str) -> Iterator[Edit]:
    """，， becomes ，: no norm knows a doubled pause."""
    for match in _REPEATED_PAUSE.finditer(text):
        yield Edit(*match.span(), match[0][0], "punctuation.repeated")


def limit_exclamations(text: str) -> Iterator[Edit]:
    """At most three ！ or ？, and ？！ in this order (GB/T 15834-2011, 4.2.3.3, 4.3.3.3)."""
    for match in _MANY_EXCLAMATIONS.finditer(text):
        yield Edit(*match.span(), match[0][:3], "punctuation.repeated")
    for match in _EXCLAMATION_FIRST.finditer(text):
        yield Edit(*match.span(), "？！", "punctuation.order")
