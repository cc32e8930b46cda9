"""How wordings are compared: in one script, width and case, without blanks and Markdown marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from postnorm.tables.folding import FOLDED, VARIANTS, folding

BLANKS: Final = " \t\u3000\xa0\u200b\u200c\u2060\ufeff"
LONGEST_RAW: Final = 2000
"""A longer line or sentence is not compared as a whole: it is the article's, or an attack."""

# A target is skipped as one piece; both are bounded, and begin with a literal.
_TARGET = re.compile(r"\]\([^()\s]{0,1000}(?:[ \t]{1,4}\"[^\"\n]{0,200}\")?\)")
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,600}>")
_OUTSIDE_LETTERS = re.compile(r"\A[\W_]{1,200}")


@cache
def _folding() -> dict[int, int | None]:
    return {**folding(), **dict.fromkeys(map(ord, BLANKS))}


@cache
def _folding_without_marks() -> dict[int, int | None]:
    return {**_folding(), **dict.fromkeys(map(ord, "*`[]\\\ufe0f"))}


@cache
def _foldable() -> re.Pattern[str]:
    """What folding changes. Most characters stay, and a search for the others is fast.

    A set is fast as long as it holds no single character beyond U+FFFF: these are one range.
    """
    plane = "".join(chr(code) for code in _folding_without_marks() if code <= 0xFFFF)
    return re.compile(f"[{re.escape(plane)}\U00010000-\U0010ffff]")


def _folded(found: re.Match[str]) -> str:
    folded = _folding_without_marks().get(ord(found[0]), ord(found[0]))
    return "" if folded is None else chr(folded)


def fold(text: str) -> str:
    """Return *text* as phrases are compared: without blanks, in one script, width and case.

    >>> fold("歡 迎 關 注：ＩＤ")
    '欢迎关注:id'
    """
    return text.translate(_folding()).lower()


def plain(piece: str) -> str:
    """Return a piece of text folded, without marks of emphasis: what phrases are compared with."""
    for mark, folded in _MARKS:
        if mark in piece:
            piece = piece.replace(mark, folded)
    return _foldable().sub(_folded, piece).lower()


class _Plain(dict[str, str]):
    """Character -> what :func:`plain` makes of it, found when it is asked for first.

    It holds what texts are written in: at most as many entries as there are characters, and each is
    the same whenever it is asked for, so threads do not meet.
    """

    def __missing__(self, char: str) -> str:
        self[char] = found = plain(char)
        return found


_PLAIN: Final = _Plain()


def short_plain(piece: str) -> str:
    """Return :func:`plain` of a few characters, faster: a call of it costs as much as ten of these.

    >>> short_plain("歡迎：ＩＤ") == plain("歡迎：ＩＤ")
    True
    """
    if "Σ" in piece:  # the one letter whose small form depends on its place
        return plain(piece)
    return "".join(map(_PLAIN.__getitem__, piece))


# Done first, because texts are full of them and a replacement is faster than a substitution.
_MARKS: Final = (
    ("，", ","),
    ("：", ":"),
    ("（", "("),
    ("）", ")"),
    ("！", "!"),
    (" ", ""),
    ("*", ""),
)


def wording(unit: str) -> str:
    """Return what a piece of Markdown says, folded: no link targets, tags, emphasis, leading marks.

    >>> wording("> 👉 **歡迎關注**[我的專頁](http://a.example/b)。")
    '欢迎关注我的专页。'
    """
    if "](" in unit:
        unit = _TARGET.sub("", unit)
    if "<" in unit:
        unit = _TAG.sub("", unit)
    return _OUTSIDE_LETTERS.sub("", plain(unit))


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of *words*; literals, so it cannot backtrack."""
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def _variants() -> dict[str, str]:
    """Folded character -> all that fold to it."""
    found: dict[str, list[str]] = {}
    for variant, folded in zip(VARIANTS, FOLDED, strict=True):
        if variant <= "\uffff":  # beyond, a set of characters is searched for slowly
            found.setdefault(folded.lower(), []).append(variant)
    return {folded: "".join(variants) for folded, variants in found.items()}


@cache
def written(char: str) -> str:
    """Return all characters that a folded one may stand for in a text, itself among them.

    >>> "關" in written("关"), "Ａ" in written("a")
    (True, True)
    """
    found = char + char.upper() + _variants().get(char, "")
    return "".join(dict.fromkeys(found + _variants().get(char.upper(), "")))
