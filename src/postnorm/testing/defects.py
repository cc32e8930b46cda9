"""The defects of scraped posts, each a small change of clean paragraphs that can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

Defect: TypeAlias = Callable[[str, int], str]
"""Takes a clean paragraph and a number that picks the place; gives the paragraph with the defect."""

_HAN_PAIR: Final = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_RADICALS: Final = {"二": "\u2f06", "口": "\u2f1d", "山": "\u2f2d", "水": "\u2f54"}


def _put(paragraph: str, at: int, new: str, *, over: int = 0) -> str:
    return paragraph[:at] + new + paragraph[at + over :]


def _pick(paragraph: str, wanted: str, number: int) -> int:
    places = [match.start() for match in re.finditer(re.escape(wanted), paragraph)]
    return places[number % len(places)]


def _space_before_mark(paragraph: str, number: int) -> str:
    return _put(paragraph, _pick(paragraph, "，", number), " ")


def _space_after_mark(paragraph: str, number: int) -> str:
    return _put(paragraph, _pick(paragraph, "，", number) + 1, " ")


def _wide_indent(paragraph: str, number: int) -> str:
    return "\u3000" * (1 + number % 4) + paragraph


def _trailing_blanks(paragraph: str, number: int) -> str:
    return paragraph + " " * (1 + number % 4)


def _zero_width_space(paragraph: str, number: int) -> str:
    places = [match.start() for match in _HAN_PAIR.finditer(paragraph)]
    return _put(paragraph, places[number % len(places)], "\u200b")


def _control_character(paragraph: str, number: int) -> str:
    return _put(paragraph, number % len(paragraph), "\x07")


def _radical(paragraph: str, number: int) -> str:
    places = [at for at, char in enumerate(paragraph) if char in _RADICALS]
    if not places:
        return paragraph
    at = places[number % len(places)]
    return _put(paragraph, at, _RADICALS[paragraph[at]], over=1)


DEFECTS: Final[Mapping[str, Defect]] = {
    "space before a mark": _space_before_mark,
    "space after a mark": _space_after_mark,
    "wide indent": _wide_indent,
    "blanks at the end": _trailing_blanks,
    "zero-width space": _zero_width_space,
    "control character": _control_character,
    "radical for a character": _radical,
}
"""By name; the names are what a failing property shrinks to."""

BREAKS: Final[Mapping[str, str]] = {
    "blank line": "\n\n",
    "many blank lines": "\n\n\n\n",
    "carriage returns": "\r\n\r\n",
    "blanked lines": "\n \n",
}
"""What may stand between paragraphs, by name; the first is clean."""

ACCOUNTS: Final = ("河边夜话", "旧木门", "三更灯火", "北岸来信", "纸上行舟")
PLUGS: Final = (
    "欢迎关注我们的微信公众号：{}。",
    "更多文章，请关注微信公众号「{}」。",
    "长按识别二维码，关注公众号：{}",
)
"""Plugs that nobody takes for a sentence of an article, with a place for the account."""


def plug(number: int) -> str:
    """Return a plug by number.

    >>> plug(0)
    '欢迎关注我们的微信公众号：河边夜话。'
    """
    form, account = divmod(number, len(ACCOUNTS))
    return PLUGS[form % len(PLUGS)].format(ACCOUNTS[account])
