"""Signs that two copies are meant: what the text around them says, their form, and where they differ."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.copies import LONG, LONGEST_TYPO, SHORTEST_COPY, Pair
from postnorm.boilerplate.differences import (
    FEW_TYPOS,
    differences,
    have_other_numbers,
    says_something_else,
)
from postnorm.boilerplate.gaps import LINE_END
from postnorm.tables.folding import folding
from postnorm.tables.versions import VERSIONS

VERSE: Final = 16
"""Letters of a line that is shorter than prose: a stanza that comes back is a refrain."""

LONGEST_STANZA: Final = 200
"""Letters of a stanza; what is longer and stands twice in succession is a whole poem, or a list."""

LONGEST_LABEL: Final = 24
"""Characters of a line that can be the heading of a section; in running text, half of that before a colon."""

MOST_REWRITTEN: Final = 2
"""Places where each copy has a wording of its own; the third makes it a revised draft."""

MOST_NOTES: Final = 2
"""Remarks in brackets that one copy has inside; the third makes it an annotated edition."""

_INTRODUCED = re.compile(r"[:：]\s*\Z|[:：]\s*[\r\n]")
ITEM = re.compile(r"[-*+•·][ \t]+\Z")
_COLON = re.compile(r"\s*+[:：]")
_CLAUSE = re.compile(r"[:：，,。]")
_NOTE = re.compile(r"(?<!\])[(（【〔［](?!\))")
_LEVEL = re.compile(r"[ \t]{0,3}(#{1,6}(?=[ \t])|\*\*|[【\[])?")
_SENTENCE_END = re.compile(r"[。！？!?….；;：:][”’」』）)\]*]*+\s*(?:[\r\n]|\Z)")
_RESIDUE = re.compile("正文|全文|原文|以下|内容|內容|[:：]|[0-9]{4}")


def is_meant(body: Body, pair: Pair, lines: Stretch) -> bool:
    """Whether the text around the copies, or their form, says why they stand twice.

    *lines* are those that the letters of each copy stand on.
    """
    (start, end), (again, _) = pair.first, pair.second
    if _INTRODUCED.search(body.gap(start)) or _is_introduced_again(body, pair):
        return True  # "before:" and "after:", a question asked again
    if _is_announced(body.text[body.region_end(end) : body.region_start(again)]):
        return True
    if lines == (1, 1):
        if body.is_quoted(start) != body.is_quoted(again):
            return True  # quoted, to be spoken about
        if not body.begins_line(start) and body.begins_line(end):
            return True  # items of a list
        if ITEM.search(body.gap(start)) and ITEM.search(body.gap(again)):
            return True
    return not min(lines) == 1 < max(lines) and _are_sections(body, pair)


def _is_introduced_again(body: Body, pair: Pair) -> bool:
    """Whether a colon stands before the second copy that is not the end of the article itself."""
    if not _INTRODUCED.search(body.gap(pair.second[0])):
        return False
    (_, end), (again, last) = pair.first, pair.second
    return end != again or not _COLON.match(body.gap(last))


def _is_announced(between: str) -> bool:
    """Whether a short line directly above the second copy says that another version follows.

    Above the first copy may stand the title of the post, and that may say anything.
    """
    _, *lines = LINE_END.split(between.rstrip())
    line = lines[-1].strip() if lines else ""
    if not line or len(line) > LONGEST_LABEL or "://" in line:
        return False
    return bool(_version().search(line.translate(folding()).lower()))


@cache
def _version() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(VERSIONS, key=len, reverse=True))))


def _are_sections(body: Body, pair: Pair) -> bool:
    """Whether a heading of the same form stands above each copy: two sections that say the same."""
    (start, end), (again, _) = pair.first, pair.second
    before = _label(body.text[: body.region_start(start)][-4 * LONGEST_LABEL :])
    between = _label(body.text[body.region_end(end) : body.region_start(again)])
    if not before or not between or _RESIDUE.search(between):
        return False
    levels = _LEVEL.match(before), _LEVEL.match(between)
    return all(levels) and len({level and level[1] for level in levels}) == 1


def _label(above: str) -> str:
    """The last line of *above*, if it may be a heading."""
    line = LINE_END.split(above.rstrip())[-1].strip()
    return line if 0 < len(line) <= LONGEST_LABEL and not _SENTENCE_END.search(line) else ""


def is_refrain(body: Body, pair: Pair, lines: Stretch) -> bool:
    """Whether the copies are stanzas of a song, and not all of it."""
    (start, end), (again, last) = pair.first, pair.second
    if min(lines) == 1 or end - start > LONGEST_STANZA or last - start == len(body.letters):
        return False
    letters = max(end - start, last - again) / min(lines)
    if letters < VERSE:
        return True
    ended = len(_SENTENCE_END.findall(body.text[slice(*body.region(pair.first))]))
    return letters < SHORTEST_COPY and 2 * ended < lines[0]


def is_code(body: Body, pair: Pair) -> bool:
    """Whether a copy is code: a listing grows, a log goes on."""
    spans = body.span_around(pair.first), body.span_around(pair.second)
    return any(span is not None and span.kind == "code-block" for span in spans)


def is_another_version(body: Body, pair: Pair, lines: Stretch) -> bool:
    """Whether the copies say different things, or are drafts, or one is annotated."""
    if not min(lines) == 1 < max(lines) and _is_varied(body, pair, lines):
        return True
    if says_something_else(body.letters, pair.matches, converted=body.folded):
        return True
    if _has_another_label(body, pair) or _is_rewritten(body, pair):
        return True
    return any(
        have_other_numbers(
            body.slice((one.first, one.first + one.length)),
            body.slice((one.second, one.second + one.length)),
        )
        for one in pair.matches
        if one.length
    )


def _is_varied(body: Body, pair: Pair, lines: Stretch) -> bool:
    """Whether one copy asks what the other says, or two short paragraphs differ in a word.

    Of two sentences the second may be a variation; that two articles are is less likely than a typo.
    """
    questions = (
        sum(map(body.text[slice(*body.region(copy))].count, "？?"))
        for copy in (pair.first, pair.second)
    )
    if len(set(questions)) > 1:
        return True
    if pair.agreed >= LONG or lines != (1, 1):
        return False
    ours = differences(body.letters, pair.matches)
    return any(one.first and one.second and one.first != one.second for one in ours)


def _has_another_label(body: Body, pair: Pair) -> bool:
    """Whether copies with few differences have one in what they begin with: a heading, a name, a question.

    Sections that are written to one pattern differ there, and typos stand anywhere.
    """
    gaps = [
        one.first + one.length
        for one, following in pairwise(pair.matches)
        if one.first + one.length < following.first or one.second + one.length < following.second
    ]
    if not gaps or len(gaps) >= FEW_TYPOS:
        return False
    start = pair.first[0]
    text = body.text[body.skeleton.start(start) : body.skeleton.end(pair.first[1])]
    line, *more = LINE_END.split(text, 1)
    clause = _CLAUSE.search(line, 0, LONGEST_LABEL // 2)
    label = clause.end() if clause else 0
    if more and len(line) <= LONGEST_LABEL:
        label = len(line)
    return body.skeleton.start(gaps[0]) < body.skeleton.start(start) + label


def _is_rewritten(body: Body, pair: Pair) -> bool:
    rewritten = notes = 0
    for one, following in pairwise(pair.matches):
        first = one.first + one.length, following.first
        second = one.second + one.length, following.second
        sizes = first[1] - first[0], second[1] - second[0]
        rewritten += 0 < min(sizes) < max(sizes) > LONGEST_TYPO
        opening = body.gap((first if sizes[0] else second)[0])
        notes += not min(sizes) and bool(_NOTE.search(opening))
    return rewritten > MOST_REWRITTEN or notes > MOST_NOTES
