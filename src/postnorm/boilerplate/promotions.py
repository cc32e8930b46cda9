"""Promotions: what asks the reader to follow, scan, share or pay, and is not the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from postnorm.boilerplate.gaps import LINE_END, with_gap
from postnorm.boilerplate.packs import LONGEST_UNIT, Entry, fold, shipped_matcher
from postnorm.edits import Edit
from postnorm.records import Notice
from postnorm.rules import rule
from postnorm.spans import find_spans, span_cut_at

TAIL_UNITS: Final = 12
"""So many sentences that are no plugs from the end are looked at; most of the labelled plugs stand there."""

TAIL_CHARACTERS: Final = 6000
"""And in how much text at most: a line of a megabyte is no tail."""

# A sentence goes on to its stop and the marks that close it; a line end ends it in any case. The
# question mark of a URL is no stop. What was read is never given back.
_SENTENCE = re.compile(
    r"[^。！？!?\r\n]*+(?:[!?](?=[\x21-\x7e])[^。！？!?\r\n]*+)*+[。！？!?]*+[”’」』）)》】*_~]*+"
)
# List marks and opening brackets, folded, before the first word.
_LEADING = re.compile(r"[>*_#\-+(\[【「『“\"~·•]*")


@rule(repeat=True)
def strip_promotions(text: str) -> Iterator[Edit | Notice]:
    """Take out sentences near the end that promote an account, a code or a page.

    Takes and gives Markdown or plain text. A unit is a sentence, or a line without a stop. It goes
    when an entry of the shipped pack knows it: by phrases compared in one script, width and case,
    without spaces. What is removed is removed whole; a sentence that only speaks of such things
    stays, as do headings, list items, tables, inline code and what ends with a colon. A text that
    is nothing else becomes empty, with a notice. Runs until nothing more is found, because behind a
    plug there may be another.

    >>> strip_promotions("雨停了，路还湿。\\n\\n欢迎关注我们的微信公众号：河边夜话。\\n")
    '雨停了，路还湿。\\n'
    >>> strip_promotions("公众号运营者最怕的是没有人留言。\\n")
    '公众号运营者最怕的是没有人留言。\\n'
    """
    found = _find(text)
    if not found:
        return
    spans = find_spans(text)
    found = [plug for plug in found if not any(span_cut_at(spans, at) for at in plug[:2])]
    groups = list(_neighbours(text, found))
    for group in groups:
        start, end = with_gap(text, group[0].start, group[-1].end)
        ends = [plug.start for plug in group[1:]] + [end]
        for plug, until in zip(group, ends, strict=True):
            detail = {"reason": plug.entry.reason, "phrase": plug.phrase}
            yield Edit(start, until, "", f"promotions.{plug.entry.id}", detail=detail)
            start = until
    if len(groups) == 1 and not (text[: found[0].start].strip() or text[found[-1].end :].strip()):
        span = found[0].start, found[-1].end
        yield Notice("promotions.nothing-left", "the text was nothing but promotion", span)


class _Plug(NamedTuple):
    start: int
    end: int
    entry: Entry
    phrase: str


def _find(text: str) -> list[_Plug]:
    """The plugs among the last sentences; a plug does not count as one, there may be another behind it."""
    matcher = shipped_matcher()
    found: list[_Plug] = []
    sentences = characters = 0
    for start, end in _units_from_the_end(text):
        unit = text[start:end]
        known = None
        if len(unit) <= _LONGEST_RAW and not _is_told(unit):
            known = matcher.match(_folded(unit))
        if known and not _in_quotation(text, start):
            found.append(_Plug(start, end, *known))
            continue
        sentences += 1
        characters += end - start
        if sentences >= TAIL_UNITS or characters >= TAIL_CHARACTERS:
            break
    return found[::-1]


_LONGEST_RAW: Final = 4 * LONGEST_UNIT  # folding takes out blanks, which may be many: 欢 迎 关 注


def _is_told(unit: str) -> bool:
    """Whether the article says it: in a heading, a table, code, a list's introduction, a quotation."""
    return (
        bool(_STRUCTURE.match(unit))
        or "|" in unit
        or "`" in unit
        or unit.rstrip().endswith(("：", ":"))
        or any(unit.count(opening) != unit.count(closing) for opening, closing in _QUOTES)
    )


_QUOTES: Final = (("“", "”"), ("「", "」"), ("『", "』"))


def _in_quotation(text: str, at: int) -> bool:
    """Whether a quotation that began before on the line is still open."""
    low = max(0, at - TAIL_CHARACTERS)
    line = text[max(text.rfind("\n", low, at), text.rfind("\r", low, at), low - 1) + 1 : at]
    return any(line.count(opening) > line.count(closing) for opening, closing in _QUOTES)


# Headings, items of a list and numbered points.
_STRUCTURE = re.compile(
    r"[ \t>]*(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.、)]|[一二三四五六七八九十]{1,3}、)"
)


def _folded(unit: str) -> str:
    return _LEADING.sub("", fold(unit), count=1)


def _units_from_the_end(text: str) -> Iterator[tuple[int, int]]:
    """Sentences from the last to the first, as spans without the blanks around them.

    Reads some whole lines at a time; of a line that is longer than a tail, only the end.
    """
    end = len(text)
    while end:
        start = max(0, end - TAIL_CHARACTERS)
        line = (
            LINE_END.search(text, start, end) if start and text[start - 1] not in "\r\n" else None
        )
        whole = line is None or line.end() < end
        start = line.end() if line is not None and whole else start
        units = [
            _without_blanks(text, *match.span())
            for match in _SENTENCE.finditer(text, start, end)
            if match[0].strip()
        ]
        cut = start > 0 and text[start - 1] not in "\r\n"
        yield from reversed(units[1:] if cut else units)
        if cut:
            return
        end = start


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    unit = text[start:end]
    return end - len(unit.lstrip()), start + len(unit.rstrip())


def _neighbours(text: str, plugs: Sequence[_Plug]) -> Iterator[list[_Plug]]:
    """Plugs with nothing but whitespace between them leave one gap."""
    group: list[_Plug] = []
    for plug in plugs:
        if group and text[group[-1].end : plug.start].strip():
            yield group
            group = []
        group.append(plug)
    if group:
        yield group
