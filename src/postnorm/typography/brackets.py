"""Round brackets: full-width beside Chinese, or half-width with the room that those bring along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit
from postnorm.tables.characters import HAN
from postnorm.typography.lines import lines_with

_BRACKET = re.compile(r"[()]")
_LONGEST: Final = 200
_CALL = re.compile(
    r"[A-Za-z0-9_\]\\Ａ-Ｚａ-ｚ０-９]"
)  # before a bracket that is code, a link or an escape
_HAS_HAN = re.compile(f"[{HAN}]")
_BLANKS: Final = " \t"
# Intervals and coordinates are formulas, also where they follow Chinese.
_PART: Final = r"[ ]?[-+]?(?:[0-9][0-9.]{0,12}|[A-Za-z]|∞)[ ]?"
_FORMULA = re.compile(rf"\({_PART}(?:,{_PART}){{1,8}}\)")
_WORD = re.compile(r"\([A-Za-z]{2}[A-Za-z .-]*+\)")
# Where a sentence goes on in Chinese behind a bracket.
_GOES_ON = re.compile(rf"[ \t]?[{HAN}，。、；：？！]")

_WIDE_BRACKET = re.compile(r"[（）]")
# What a half-width bracket needs room beside: full-width marks bring their own. Behind a ] it would be
# the target of a link.
_NEEDS_ROOM = re.compile(rf"[{HAN}\w`*)\]]")


def widen_brackets(text: str) -> Iterator[Edit]:
    """Round brackets around or after Chinese become full-width, both of a pair or none.

    >>> from postnorm.edits import apply
    >>> apply("水(甲(1))和f(x)", widen_brackets("水(甲(1))和f(x)"))
    '水（甲（1））和f(x)'
    """
    lines = (line for line in lines_with(text, "(") if _HAS_HAN.search(text, *line))
    return (edit for line in lines for edit in _widen_line(text, *line))


def _widen_line(text: str, start: int, end: int) -> list[Edit]:
    opened: list[_Bracket] = []
    found: list[Edit] = []
    for match in _BRACKET.finditer(text, start, end):
        at = match.start()
        if opened:
            opened[-1].read(text, at)
        if match[0] == "(":
            opened.append(_Bracket(at))
        elif opened:
            bracket = opened.pop()
            if opened:
                opened[-1].has_han |= bracket.has_han
                opened[-1].until = at
            if 1 < at - bracket.start <= _LONGEST and _is_chinese(text, bracket, at):
                found.append(Edit(bracket.start, bracket.start + 1, "（", "punctuation.bracket"))
                found.append(Edit(at, at + 1, "）", "punctuation.bracket"))
    return sorted(found)  # inner pairs close first


class _Bracket:
    """An open bracket, and whether there is Chinese behind it: no character is looked at twice."""

    __slots__ = ("has_han", "start", "until")

    def __init__(self, start: int) -> None:
        self.start = self.until = start
        self.has_han = False

    def read(self, text: str, until: int) -> None:
        self.has_han = self.has_han or bool(_HAS_HAN.search(text, self.until, until))
        self.until = until


def _is_chinese(text: str, bracket: _Bracket, end: int) -> bool:
    """Whether a pair has Chinese inside, directly before it, or on both sides behind a blank."""
    start = bracket.start
    before = text[max(0, start - 2) : start]
    if _CALL.match(before[-1:]):
        return False
    if bracket.has_han:
        return True
    if _HAS_HAN.match(before[-1:]):
        return not _FORMULA.match(text, start)
    # 范围 (22, 39) is a formula; 回声测深 (ECHO) 是 is a sentence.
    parted = before[-1:] in _BLANKS and _HAS_HAN.match(before)
    return bool(before and parted and _WORD.match(text, start) and _GOES_ON.match(text, end + 1))


def narrow_brackets(text: str) -> Iterator[Edit]:
    """Full-width round brackets become half-width, with a space where a word stands beside them.

    A pair with nothing inside, and a bracket without its partner in the line, stay.

    >>> from postnorm.edits import apply
    >>> apply("回声测深（ECHO）是什么", narrow_brackets("回声测深（ECHO）是什么"))
    '回声测深 (ECHO) 是什么'
    """
    return (edit for line in lines_with(text, "（") for edit in _narrow_line(text, *line))


def _narrow_line(text: str, first: int, last: int) -> list[Edit]:
    opened: list[int] = []
    found: list[Edit] = []
    for match in _WIDE_BRACKET.finditer(text, first, last):
        at = match.start()
        if match[0] == "（":
            opened.append(at)
        elif opened and at - (start := opened.pop()) > 1:
            before, after = text[max(0, start - 1) : start], text[at + 1 : at + 2]
            room = [" " if _NEEDS_ROOM.match(beside) else "" for beside in (before, after)]
            found.append(Edit(start, start + 1, f"{room[0]}(", "punctuation.half-bracket"))
            found.append(Edit(at, at + 1, f"){room[1]}", "punctuation.half-bracket"))
    return sorted(found)
