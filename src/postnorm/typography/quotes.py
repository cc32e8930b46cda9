"""Quotation marks: paired line by line, and only where every mark of the line has its partner."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit
from postnorm.tables.characters import HAN
from postnorm.typography.lines import lines_with

_HAS_HAN = re.compile(f"[{HAN}]")
_STRAIGHT = re.compile(r'(?<!\\)"')
_INCH = re.compile(r'[0-9]"(?![0-9A-Za-z])')
_CURLY = re.compile("[“”]")
_NESTED = re.compile("[“”‘’「」『』]")
_PARTNERS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_LATIN: Final = re.compile(r"[A-Za-z]")


def curl_quotes(text: str) -> Iterator[Edit]:
    """Straight double quotes around Chinese become “ and ”.

    A line with an odd number of them, or with inches, is left alone.

    >>> from postnorm.edits import apply
    >>> apply('他说"明天"再来', curl_quotes('他说"明天"再来'))
    '他说“明天”再来'
    """
    for start, end in lines_with(text, '"'):
        if _HAS_HAN.search(text, start, end):
            yield from _curl_line(text, start, end)


def turn_quotes(text: str) -> Iterator[Edit]:
    """Pairs of curly quotes that were written the wrong way round are turned.

    Only where the quotes of the text do not take turns: a quotation may go over several lines.

    >>> from postnorm.edits import apply
    >>> apply('他说”明天“再来', turn_quotes('他说”明天“再来'))
    '他说“明天”再来'
    """
    marks = "".join(_CURLY.findall(text)) if "”" in text else ""
    if marks == "“”" * (len(marks) // 2):
        return
    for start, end in lines_with(text, "”"):
        opening, closing = text.find("“", start, end), text.find("”", start, end)
        if closing < opening and _HAS_HAN.search(text, start, end):
            yield from _turn_line(text, start, end)


def _curl_line(text: str, start: int, end: int) -> Iterator[Edit]:
    places = [match.start() for match in _STRAIGHT.finditer(text, start, end)]
    if not places or len(places) % 2 or _INCH.search(text, start, end):
        return
    if _CURLY.search(text, start, end):
        return  # written by two hands: “明天" is one pair, and nobody knows which of four are
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        around = text[max(start, opening - 1) : min(end, closing + 2)]
        if _HAS_HAN.search(around) and not _is_code(around):
            yield Edit(opening, opening + 1, "“", "punctuation.quote")
            yield Edit(closing, closing + 1, "”", "punctuation.quote")


def _is_code(around: str) -> bool:
    """Whether quotes, with the characters beside them, are those of a string: ``print("雨")``."""
    return around[0] in "([{=" and around[-1] in ")]};,"


def _turn_line(text: str, start: int, end: int) -> Iterator[Edit]:
    """”甲“ becomes “甲” where the whole line is written that way round."""
    marks = list(_CURLY.finditer(text, start, end))
    if marks and "".join(mark[0] for mark in marks) == "”“" * (len(marks) // 2):
        for number, mark in enumerate(marks):
            yield Edit(*mark.span(), "“”"[number % 2], "punctuation.quote")


def corner_quotes(text: str) -> Iterator[Edit]:
    """“ ‘ ’ ” around Chinese become 「 『 』 」 (重訂標點符號手冊, 引號), where they pair in the line."""
    return _turn(text, "”’", ("「」", "『』"), "punctuation.corner-quote")


def uncorner_quotes(text: str) -> Iterator[Edit]:
    """「 『 』 」 become “ ‘ ’ ” (GB/T 15834-2011, 4.8.3), where they pair in the line."""
    return _turn(text, "」』", ("“”", "‘’"), "punctuation.curly-quote")


def _turn(text: str, closers: str, forms: tuple[str, str], rule: str) -> Iterator[Edit]:
    lines = {line for closer in closers for line in lines_with(text, closer)}
    for line in sorted(lines):
        pairs = [pair for pair in _pairs(text, *line) if text[pair[1]] in closers]
        # Where Chinese stands in the line: nested quotes would read their inside again and again.
        han, straight = (
            [match.start() for match in pattern.finditer(text, *line)] if pairs else []
            for pattern in (_HAS_HAN, _STRAIGHT)
        )
        for opening, closing, depth in pairs:
            if _any_between(straight, opening, closing):
                continue  # nobody knows which of the four are pairs
            if closers == "」』" or _any_between(han, opening - 1, closing + 1):
                marks = forms[depth % 2]
                yield Edit(opening, opening + 1, marks[0], rule)
                yield Edit(closing, closing + 1, marks[1], rule)


def _any_between(places: list[int], first: int, last: int) -> bool:
    """Whether one of the places, which are in order, is in this range."""
    number = bisect_left(places, first)
    return number < len(places) and places[number] <= last


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Opening, closing and depth of each pair of quotes; nothing when a quote has no partner.

    An apostrophe (’ after a Latin letter) closes nothing unless a ‘ is open.
    """
    pairs: list[tuple[int, int, int]] = []
    opened: list[tuple[int, str]] = []
    for mark in _NESTED.finditer(text, start, end):
        at, character = mark.start(), mark[0]
        if character in _PARTNERS:
            opened.append((at, _PARTNERS[character]))
        elif opened and opened[-1][1] == character:
            opening = opened.pop()[0]
            pairs.append((opening, at, len(opened)))
        elif not (character == "’" and at and _LATIN.match(text[at - 1])):
            return []
    return [] if opened else sorted(pairs)
