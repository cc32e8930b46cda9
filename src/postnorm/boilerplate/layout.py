"""The lines of a text: where they stand, what they are, and how far from its head and its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from postnorm.boilerplate.wording import LONGEST_RAW

SENTENCE_LENGTH: Final = 40
"""Distances are measured in sentences of so many characters."""
FAR: Final = 60.0

# A sentence goes on to its stop and the marks that close it; a line end ends it in any case. The
# question mark of a URL is no stop. What was read is never given back.
SENTENCE: Final = re.compile(
    r"[^。！？!?\r\n]*+(?:[!?](?=[\x21-\x7e])[^。！？!?\r\n]*+)*+[。！？!?]*+[”’」』）)》】*_~]*+"
)
_LINE = re.compile(r"\S[^\r\n]*+")
_IMAGE = re.compile(
    r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1200}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
)
_HTML_IMAGE = re.compile(r"<img\b[^<>]{0,1200}>", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\([^()\n]{0,1200}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
_HTML_LINK = re.compile(r"<a\b[^<>]{0,1200}>[^<>\n]{0,300}</a>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,1200}>")
_URL = re.compile(r"<?(?:https?://|www\.)[!-;=?-~]{3,1200}>?")
_ITEM = re.compile(
    r"[ \t>\u3000]*(?:[-*+•·][ \t\u3000]|\d{1,3}[.、)]|[（(]?[一二三四五六七八九十]{1,3}[、)）])"
)
_HEADING = re.compile(r"[ \t>]{0,8}#{1,6}(?=[ \t\w\u2e80-\uffef*_\[-])")
# Most lines are prose: a Han character that numbers no item, and nothing that a link, tag or row needs.
_PROSE = re.compile(r"[\u4e00-\u9fff](?<![一二三四五六七八九十])[^|<\[/wW]*+")
_BREAK = re.compile(r"(?:&nbsp;|<br\s?/?>)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[ \t]{0,8}\[\^?[^\[\]\n]{1,100}\]:")


# One statement within bold type or tags of type and color, from end to end: a notice. Each part is
# bounded and begins with a literal; the statement holds no other tag, so nothing is tried twice.
_TYPE = r"(?:font|b|strong|em|mark|u|center|big)"
_SET_APART = re.compile(
    rf"(?:<{_TYPE}\b[^<>]{{0,200}}>[ \t]{{0,4}}){{1,4}}[^<>\n]{{1,600}}(?:</{_TYPE}>[ \t]{{0,4}}){{1,4}}"
    r"|\*\*[^*\n]{1,600}\*\*",
    re.IGNORECASE,
)


def is_notice(line: str) -> bool:
    """Whether a line is shouted from end to end, in bold type or color: a notice, and no paragraph.

    >>> lines = "**未經允許，請勿轉載！**", "**注意**：河水在涨！", "**河水在涨。请勿转载！**"
    >>> [is_notice(line) for line in lines]
    [True, False, False]
    """
    if "。" in line or not line.startswith(("<", "**")):
        return False
    return ("！" in line or "!" in line) and _SET_APART.fullmatch(line) is not None


class Line(NamedTuple):
    """A line that is not blank, without the blanks around it."""

    start: int
    end: int


class Layout:
    """The lines of a text that are not blank. Kinds are found when asked: most are never asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Line] = [_trimmed(text, *found.span()) for found in _LINE.finditer(text)]
        self._starts = [line.start for line in self.lines]
        self._kinds: dict[int, str] = {}

    def number_at(self, place: int) -> int:
        """Return the number of the line that holds an offset."""
        return max(0, bisect_right(self._starts, place) - 1)

    def of(self, number: int) -> str:
        """Return the text of a line."""
        return self.text[slice(*self.lines[number])]

    def kind(self, number: int) -> str:
        """Return what a line is: heading, rule, image, link, note, frame, item, table, quote or text."""
        if number not in self._kinds:
            self._kinds[number] = kind_of_line(self.of(number))
        return self._kinds[number]

    def after(self, number: int) -> range:
        """Numbers of the lines after a line, nearest first."""
        return range(number + 1, len(self.lines))

    def around(self, number: int, count: int) -> range:
        """Numbers of a line and of so many before and after it."""
        return range(max(0, number - count), min(len(self.lines), number + count + 1))

    def distances(self, plugs: frozenset[int], *, from_end: bool) -> dict[int, float]:
        """How many sentences that are no plugs stand between each line and the head or the end.

        Lines further than ``FAR`` are left out. Rules and pictures count little, so that a row of
        them does not hide the end.
        """
        found: dict[int, float] = {}
        distance = 0.0
        numbers = range(len(self.lines))
        for number in reversed(numbers) if from_end else numbers:
            found[number] = distance
            if number not in plugs:
                distance += self._weight(number)
            if distance >= FAR:
                break
        return found

    def _weight(self, number: int) -> float:
        kind = self.kind(number)
        if kind in ("rule", "frame", "note"):
            return 0.0
        if kind in ("image", "link"):
            return 0.3
        line = self.lines[number]
        return max(1.0, (line.end - line.start) / SENTENCE_LENGTH)

    def sentences(self, number: int) -> Iterator[Line]:
        """Give the sentences of a line, without the blanks around them."""
        for found in SENTENCE.finditer(self.text, *self.lines[number]):
            if found[0].strip():
                yield _trimmed(self.text, *found.span())

    def is_divided(self, number: int) -> bool:
        """Whether a line has more than one sentence."""
        return next(islice(self.sentences(number), 1, None), None) is not None


def kind_of_line(line: str) -> str:
    """Return what a line of Markdown is.

    >>> [kind_of_line(line) for line in ("## 甲", "---", "![](a.png)", "- [甲](b)", "[1]: c", "甲。")]
    ['heading', 'rule', 'image', 'link', 'note', 'text']
    """
    if len(line) > LONGEST_RAW or _PROSE.fullmatch(line):
        return "text"
    if line.startswith("|"):
        return _kind_of_row(line)
    if not any(map(str.isalnum, _BREAK.sub("", line))) or line.lower() in (
        "<hr>",
        "<hr/>",
        "<hr />",
    ):
        return "rule"
    if "]:" in line and _FOOTNOTE.match(line):
        return "note"
    if "![" in line or "<img" in line.lower():
        left = _TAG.sub("", _HTML_IMAGE.sub("", _IMAGE.sub("", line)))
        if not any(map(str.isalnum, _LINK.sub("", left))):
            return "image"
    if "<" in line and not any(map(str.isalnum, _TAG.sub("", line))):
        return "frame"
    if _HEADING.match(line):
        return "heading"
    item = _ITEM.match(line)
    left = line[item.end() :] if item else line
    if "](" in left or "://" in left or "www." in left or "<a" in left.lower():
        left = _URL.sub("", _HTML_LINK.sub("", _LINK.sub("", left)))
        if sum(map(str.isalnum, _TAG.sub("", left))) <= 1:
            return "link"
    if item:
        return "item"
    if line.count("|") > 2:
        return "table"
    return "quote" if line.startswith(">") else "text"


def _kind_of_row(line: str) -> str:
    """A row of a table is a link when it holds nothing but links and marks."""
    if "](" in line and sum(map(str.isalnum, _LINK.sub("", _IMAGE.sub("", line)))) <= 1:
        return "link"
    return "table"


def _trimmed(text: str, start: int, end: int) -> Line:
    unit = text[start:end]
    return Line(end - len(unit.lstrip()), start + len(unit.rstrip()))
