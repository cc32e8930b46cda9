"""Marks of Markdown and HTML that are not text: link targets, tags, math, topics, headers, emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postnorm.spans.addresses import places
from postnorm.spans.code import PARAGRAPH_END
from postnorm.spans.span import Span

_LINE_END = re.compile(r"[\r\n]")
_BRACKET = re.compile(r"[()\n\r]")
# Nearly every target has no bracket in it; then there is nothing to balance.
_PLAIN_TARGET = re.compile(r"\]\([^()\n\r]*+(\)?)")


def find_link_targets(text: str) -> Iterator[Span]:
    """``](target)`` of links and images on one line, with balanced brackets inside."""
    plain = list(_PLAIN_TARGET.finditer(text))
    if all(match[1] for match in plain):
        return (Span(*match.span(), "link") for match in plain)
    return _find_balanced_targets(text)


def _find_balanced_targets(text: str) -> Iterator[Span]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif match[0] != ")":
            opened.clear()
        elif opened and text[(start := opened.pop()) - 1 : start] == "]":
            yield Span(start - 1, at + 1, "link")


def find_comments(text: str) -> Iterator[Span]:
    """``<!--`` and all up to ``-->``, of which its own hyphens may be part (CommonMark 6.6)."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 2)
        if end < 0:
            return
        yield Span(start, end + 3, "html")
        start = text.find("<!--", end + 3)


def find_display_math(text: str) -> Iterator[Span]:
    """``$$`` and ``\\[`` ``\\]`` in one paragraph, ``\\(`` ``\\)`` on one line."""
    yield from _pairs(text, "\\(", "\\)", within=_LINE_END)
    yield from _pairs(text, "\\[", "\\]", within=PARAGRAPH_END)
    marks = list(places(text, "$$"))
    number = 0
    while number + 1 < len(marks):
        start, end = marks[number], marks[number + 1] + 2
        whole = end - start > 4 and not PARAGRAPH_END.search(text, start, end)
        if whole:
            yield Span(start, end, "math")
        number += 1 + whole


def _pairs(text: str, opening: str, closing: str, *, within: re.Pattern[str]) -> Iterator[Span]:
    """Each closing mark with the last opening one before it, unless *within* stands between."""
    done = 0
    for at in places(text, closing):
        start = text.rfind(opening, done, at)
        done = at + len(closing)
        if start >= 0 and not within.search(text, start, at):
            yield Span(start, done, "math")


# Each pattern begins with its literal, which the matcher searches for as fast as memory, and what
# follows is bounded or stops at the next one, so that no stretch is read twice.
_TAG = re.compile(r"</?[A-Za-z][^<>\n\r]*+>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# Formulas have no Chinese in them, and "$5 or $6" is two prices.
_MATH = re.compile(
    r"\$(?<![\\$A-Za-z0-9]\$)(?![\s$])[^$\n\r\u2e80-\uffef]{1,500}+(?<![\s\\])\$(?![0-9$])"
)
# A topic neither begins nor ends with a mark that divides a sentence, or that turns away from it: closing
# up "#雨 ，#" makes none. For the same reason a blank beside a mark does not end it, for closing up would
# make a topic of "#雨 ，雪#". All is bounded.
_BLANK = r"[ \t\xa0\u3000]{1,4}"
_OPENING, _CLOSING = r"(（【《「『〈〔〖", r")）】》」』〉〕〗"
_TOPIC = re.compile(
    rf"#(?:(?![，。、；：,;:{_CLOSING}])"
    rf"(?:[^\s#]|(?<=[，、；：。？！,;:!?{_OPENING}]){_BLANK}|{_BLANK}(?=[，、；：。？！{_CLOSING}])){{1,40}}"
    rf"(?<![，。、；：,;:{_OPENING}\s])#(?!#)"
    r"|(?<=[\s\u3000]#)(?<![\n\r]#)[\w-]{1,40})"
)


def find_tags(text: str) -> Iterator[Span]:
    """HTML tags on one line, without what stands between two of them."""
    return (Span(*match.span(), "html") for match in _TAG.finditer(text))


def find_entities(text: str) -> Iterator[Span]:
    """Character references of HTML, by name or number."""
    return (Span(*match.span(), "entity") for match in _ENTITY.finditer(text))


def find_math(text: str) -> Iterator[Span]:
    """``$formulas$`` on one line."""
    return (Span(*match.span(), "math") for match in _MATH.finditer(text))


def find_topics(text: str) -> Iterator[Span]:
    """``#topics#`` of Weibo, and ``#tags`` behind a blank."""
    return (Span(*match.span(), "topic") for match in _TOPIC.finditer(text))


_REFERENCE = re.compile(
    r"\[[^\[\]\n\r]{1,200}\]:[ \t]{0,8}[^\s\u2e80-\uffef]{1,2000}"
    r"(?:[ \t]{1,8}(?:\"[^\"\n\r]{0,300}\"|'[^'\n\r]{0,300}'|\([^()\n\r]{0,300}\)))?"
)


def find_references(text: str) -> Iterator[Span]:
    """``[name]: address`` at the beginning of a line, behind three spaces at most (CommonMark 4.7)."""
    for match in _REFERENCE.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        indent = before.rstrip(" ")
        if indent.endswith(("\n", "\r")) or (not indent and len(before) < 4):
            yield Span(*match.span(), "link")


# A header that no parser took: fences, and between them nothing but keys in ASCII, what belongs to
# them, comments and blank lines. Every line begins with what no other kind begins with.
_END = r"(?:\r\n?|\n)"
_HEADER = re.compile(
    rf"\ufeff?---[ \t]*+{_END}[A-Za-z_][\w-]{{0,60}}[ \t]*+:[^\r\n]*+{_END}"
    rf"(?:(?:[A-Za-z_][\w-]{{0,60}}[ \t]*+:|[ \t#]|-[ \t])[^\r\n]*+{_END}|{_END}){{0,200}}+"
    r"---[ \t]*+(?=[\r\n]|\Z)",
    re.ASCII,
)


def find_header(text: str) -> Iterator[Span]:
    """Front matter that stands at the beginning of the text still."""
    header = _HEADER.match(text)
    if header:
        yield Span(*header.span(), "front-matter")


# Emoji that are more than one character: joined, with a skin, a keycap or a presentation, and flags.
_EMOJI = "#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_PART = "(?:\ufe0f\u20e3?|\u20e3|[\U0001f3fb-\U0001f3ff]\ufe0f?|[\U000e0020-\U000e007e]{1,16}+\U000e007f)"
EMOJI_SEQUENCE = re.compile(
    rf"[{_EMOJI}](?:{_PART}(?:\u200d[{_EMOJI}]{_PART}?)*+|(?:\u200d[{_EMOJI}]{_PART}?)++)"
    "|[\U0001f1e6-\U0001f1ff]{2}"
)


# The first or second character of every sequence is one of these. A search for them takes less than
# half as long as one for the classes above.
_MARK = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U000e007f]")


def find_emoji(text: str) -> Iterator[Span]:
    """Emoji sequences (Unicode, UTS 51): their joiners and selectors are part of them.

    They are those that a search for ``EMOJI_SEQUENCE`` finds: a test holds the two equal.
    """
    done = 0
    for mark in _MARK.finditer(text):
        for start in range(max(done, mark.start() - 1), mark.end()):
            if match := EMOJI_SEQUENCE.match(text, start):
                done = match.end()
                yield Span(start, done, "emoji")
                break
