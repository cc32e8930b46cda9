"""Promotions: what asks the reader to follow, scan, share or pay, and is not the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from postnorm.boilerplate.gaps import with_gap
from postnorm.boilerplate.packs import LONGEST_UNIT, Entry, fold, shipped_matcher
from postnorm.edits import Edit
from postnorm.rules import rule
from postnorm.spans import Span, find_spans

TAIL_UNITS: Final = 12
"""How many sentences from the end a plug may stand; most of the labelled ones do."""

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
def strip_promotions(text: str) -> Iterator[Edit]:
    """Take out sentences near the end that promote an account, a code or a page.

    Takes and gives Markdown or plain text. A unit is a sentence, or a line without a stop. It goes
    when an entry of the shipped pack knows it: by phrases compared in one script, width and case,
    without spaces. What is removed is removed whole; a sentence that only speaks of such things
    stays. Runs until nothing more is found, because behind a plug there may be another.

    >>> strip_promotions("雨停了，路还湿。\\n\\n欢迎关注我们的微信公众号：河边夜话。\\n")
    '雨停了，路还湿。\\n'
    >>> strip_promotions("公众号运营者最怕的是没有人留言。\\n")
    '公众号运营者最怕的是没有人留言。\\n'
    """
    found = list(_find(text))
    if not found:
        return
    spans = find_spans(text)
    found = [plug for plug in found if not _cuts(spans, plug.start) and not _cuts(spans, plug.end)]
    for group in _neighbours(text, found):
        start, end = with_gap(text, group[0].start, group[-1].end)
        ends = [plug.start for plug in group[1:]] + [end]
        for plug, until in zip(group, ends, strict=True):
            detail = {"reason": plug.entry.reason, "phrase": plug.phrase}
            yield Edit(start, until, "", f"promotions.{plug.entry.id}", detail=detail)
            start = until


class _Plug(NamedTuple):
    start: int
    end: int
    entry: Entry
    phrase: str


def _find(text: str) -> Iterator[_Plug]:
    matcher = shipped_matcher()
    for start, end in _last_units(text):
        if end - start > 4 * LONGEST_UNIT:
            continue
        unit = fold(text[start:end])
        unit = _LEADING.sub("", unit, count=1)
        if known := matcher.match(unit):
            yield _Plug(start, end, *known)


def _last_units(text: str) -> list[tuple[int, int]]:
    """The last sentences of the text, as spans without the blanks around them."""
    end = len(text.rstrip())
    start = max(0, end - TAIL_CHARACTERS)
    units = [
        _without_blanks(text, *match.span())
        for match in _SENTENCE.finditer(text, start, end)
        if match[0].strip()
    ]
    if start and text[start - 1] not in "\r\n":
        del units[:1]  # its beginning is not in sight
    return units[-TAIL_UNITS:]


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    unit = text[start:end]
    return end - len(unit.lstrip()), start + len(unit.rstrip())


def _cuts(spans: Sequence[Span], at: int) -> bool:
    return any(span.start < at < span.end for span in spans)


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
