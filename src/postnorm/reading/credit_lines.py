"""Where credits stand: above the first line of the article, and below its last.

From both ends of a text lines are read as long as none belongs to the article: credits, headings,
pictures, rules, links, calls to follow. The first line of prose ends the walk, so a line in the
middle is never reached, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from postnorm.reading.credit_clauses import LONGEST_LINE, Credit, read_line
from postnorm.reading.credit_comments import read_comment
from postnorm.reading.credit_headings import read_heading
from postnorm.reading.credit_values import LINK, fold
from postnorm.reading.header_keys import Line, lines
from postnorm.tables import credits as words

MOST_PASSED: Final = 16
"""So many lines that are no credits are passed at each end; definitions of links do not count."""

MOST_CREDITS: Final = 100
"""Of a post; more at one end are a list of people."""


class Row(NamedTuple):
    """A line at one end of a text: a credit, or something that may stand beside credits."""

    line: Line
    kind: str  # "blank", "credit", "pass", "label", "speech", "work" or "prose"
    credit: Credit | None = None


def head(text: str) -> list[Row]:
    """Return the rows above the article, in order, and the first row of the article as the last."""
    rows: list[Row] = []
    for row in _limited(_row(text, line, is_head=True) for line in lines(text, 0, len(text))):
        is_title = row.kind == "prose" and not any(one.kind != "blank" for one in rows)
        if is_title and _like_a_title(text, row.line):
            row = row._replace(kind="pass")
        rows.append(row)
        if row.kind == "prose":
            break
    return rows


def tail(text: str) -> list[Row]:
    """Return the rows below the article, the last line first, and the last row of the article."""
    rows: list[Row] = []
    for row in _limited(_row(text, line, is_head=False) for line in _lines_from_the_end(text)):
        rows.append(row)
        if row.kind == "prose":
            break
    return rows


def _limited(rows: Iterable[Row]) -> Iterator[Row]:
    passed = 0
    for row in rows:
        yield row
        passed += row.kind not in ("blank", "credit", "definition", "prose")
        if passed > MOST_PASSED:
            return


def _lines_from_the_end(text: str) -> Iterator[Line]:
    """The lines from the last to the first; of a line too long for credits, only so much of its end."""
    following = len(text)
    while following > 0:
        end = following
        if text[end - 1] in "\r\n":
            end -= 2 if text.endswith("\r\n", 0, end) else 1
        low = max(0, end - LONGEST_LINE - 1)
        start = max(text.rfind("\n", low, end), text.rfind("\r", low, end), low - 1) + 1
        yield Line(start, end, following)
        following = start


_BLANK: Final = " \t\u3000\xa0\ufeff>"
_CODE = re.compile(r" {4}|\t| {1,3}\t|[ >]{0,8}(?:```|~~~)")
_HEADING = re.compile(r"[ >]{0,8}#{1,6}[ \t]|[ >]{0,8}(?:={3,}|-{3,})[ \t]*$")
_PICTURE = re.compile(
    r"[ \t>*]{0,8}(?:!\[[^\n]{0,300}\]\([^\n]{0,700}\)|<img\b[^<>]{0,900}>)[ \t*]{0,8}$"
)
_RULE = re.compile(r"[ \t>]{0,8}(?:[-*_=—－─━~﹏…·•+#][ \t]?){3,80}$")
_TAGS = re.compile(
    r"[ \t]{0,8}(?:</?(?!pre|code|script|style|table)[a-z][^<>]{0,200}>[ \t]?"
    r"|<!--(?:(?!-->)[^\n]){0,300}-->){1,8}$"  # each comment ends at its first end, or eight share the line
)
_ONLY_LINK = re.compile(
    rf"[ \t>]{{0,8}}(?:[*+-][ \t]{{1,3}}|\d{{1,2}}[.、)][ \t]?)?(?:{LINK}|<?https?://\S{{1,700}}>?)[ \t]{{0,8}}$"
)
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!#\])[^\]\n]{1,80}\]:[ \t]*\S")
_LABEL = re.compile(
    r"[ \t>*+\-_【\[(（]{0,12}(?P<word>[^\s:/,。、*]{1,10})[*_ \t]{0,4}[】\])]?[ \t]{0,2}[:|丨/】](?!//)"
)
_LONGEST_PASS: Final = 120


def _row(text: str, line: Line, *, is_head: bool) -> Row:
    start, end, _ = line
    if end - start > LONGEST_LINE:
        return Row(line, "prose")
    written = text[start:end]
    if not written.strip(_BLANK):
        return Row(line, "blank")
    if _CODE.match(written):
        return Row(line, "prose")
    credit = read_comment(text, start, end) or read_line(text, start, end)
    if credit is None and is_head:
        credit = read_heading(text, start, end)
    return Row(line, "credit" if credit else _kind(written), credit)


def _kind(written: str) -> str:
    for kind, patterns in _PASSES.items():
        if any(pattern.match(written) for pattern in patterns):
            return kind
    if len(written) > _LONGEST_PASS:
        return "prose"
    folded = fold(written)
    if label := _LABEL.match(folded):
        word = label["word"]
        if word in words.WORKS:
            return "work"
        if word in _PEOPLE:
            return "speech"
        if len(written) <= 60 and not written.rstrip().endswith(("。", "！", "？", "…", "”")):
            return "label"
    return "pass" if _PASSING.search(folded) else "prose"


_PASSING = re.compile("|".join(map(re.escape, words.PASSING)))


_PASSES: Final = {
    "definition": (_DEFINITION,),
    "pass": (_HEADING, _PICTURE, _RULE, _TAGS, _ONLY_LINK),
}
_PEOPLE: Final = frozenset(word for group in words.PEOPLE.values() for word in group)


def _like_a_title(text: str, line: Line) -> bool:
    written = text[line.start : line.end].strip()
    return len(written) <= 50 and not written.endswith(tuple("。！？…，；：”.!?,;:"))


def sound(text: str, rows: Sequence[Row]) -> list[Credit]:
    """Return the credits of *rows* that their company does not speak against.

    A book's author stands beside its publishing house, a dialogue names who speaks; a list of
    things has words that no byline knows, and a hundred bylines are one.
    """
    found = [row.credit for row in rows if row.credit]
    if not 0 < len(found) <= MOST_CREDITS:
        return []
    kinds = [row.kind for row in rows]
    if "work" in kinds or (rows[-1].kind == "prose" and _speaks(text, rows[-1].line)):
        return []
    blocks = [[row.credit for row in block if row.credit] for block in _blocks(rows)]
    strong = [
        credit for inside in blocks for credit in _beside_others(inside) if not credit.is_weak
    ]
    if not strong or kinds.count("speech") >= len(strong):
        return []
    kept: list[Credit] = []
    for block in _blocks(rows):
        inside = _beside_others([row.credit for row in block if row.credit])
        sure = sum(not credit.is_weak for credit in inside)
        if sure > 1 or not any(row.kind == "label" for row in block):
            kept += inside
    if all(credit.is_weak for credit in kept):
        return []
    return sorted(kept, key=lambda credit: credit.start)


def _beside_others(inside: Sequence[Credit]) -> list[Credit]:
    """The credits of a block; the bare ones only beside one that is sure, or a name beside a date."""
    bare = {credit.rules for credit in inside if credit.is_bare}
    if len(bare) > 1:
        return [credit._replace(is_weak=False) if credit.is_bare else credit for credit in inside]
    is_sure = any(not credit.is_weak for credit in inside)
    return [credit for credit in inside if is_sure or not credit.is_bare]


def _speaks(text: str, line: Line) -> bool:
    """Whether the article itself begins or ends with somebody who speaks, or with a work's data."""
    label = _LABEL.match(fold(text[line.start : min(line.end, line.start + 40)]))
    return label is not None and label["word"] in (*_PEOPLE, *words.WORKS)


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    for is_blank, block in groupby(rows, key=lambda row: row.kind == "blank"):
        if not is_blank:
            yield list(block)
