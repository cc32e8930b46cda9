"""Repeated bodies: an article that stands in the text twice is reduced to its better copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from postnorm.boilerplate.alignment import WINDOW, common_length_before
from postnorm.boilerplate.copies import CUT_OFF, Pair, begins, begins_line, find_pair
from postnorm.boilerplate.gaps import LINE_END, with_gap
from postnorm.boilerplate.skeleton import Skeleton
from postnorm.edits import Edit
from postnorm.post import Notice
from postnorm.rules import rule
from postnorm.spans import Span, find_spans

LONGEST_TYPO: Final = 4
"""Letters that may stand in place of others without being moved; a notice tells them."""

_CLOSING = "。！？!?….,，、；;：:”’」』）》】〉)]}*_~` \t\u3000\xa0"
_STRUCTURE = re.compile(r"[\r\n]+|!\[|\]\(|^#{1,6} ", re.MULTILINE)
# What is worth moving: letters, digits and pictures, but not the …… of a copy that was cut off.
_SAYS = re.compile("[^\\W_]|[\u2190-\u2bff\U0001f000-\U0001faff]")
_BREAK = "\n\n"


@rule(repeat=True)
def deduplicate_body(text: str) -> Iterator[Edit | Notice]:
    """Keep one copy of an article that stands in the text twice or more.

    Takes and gives Markdown or plain text. Copies are compared by their letters and digits, so
    that a copy on one line, with other marks or spaces, or cut off with ``……`` is recognised. The
    copy with the better structure stays (paragraphs, headings, images, links; then the longer, then
    the first). What only the other copy has is moved to its place in the kept one, with a notice. Acts
    only on long, contiguous, near-total copies; a repeated paragraph further on is a
    refrain or a quotation and stays.

    >>> flat = "雨下了整整一夜，天亮才停。 我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> paragraphs = "雨下了整整一夜，天亮才停。\\n\\n我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> deduplicate_body(flat + "\\n\\n" + paragraphs) == paragraphs
    True
    """
    skeleton = Skeleton(text)
    pair = find_pair(text, skeleton)
    if pair is None:
        return
    plan = _plan(text, skeleton, pair)
    spans = find_spans(text)
    cut = next((s for s in spans for at in plan.dropped if s.start < at < s.end), None)
    if cut is not None:
        yield Notice("repeats.kept", "a second copy ends inside a link or code", plan.dropped)
        return
    yield from _carry(text, skeleton, pair, plan, spans)
    detail = {
        "kept": list(plan.kept),
        "agreement": round(pair.agreement, 4),
        "characters": pair.agreed,
    }
    yield Edit(*with_gap(text, *plan.dropped), "", "repeats.copy", detail=detail)


class _Plan(NamedTuple):
    """Offsets in the text."""

    kept: tuple[int, int]
    dropped: tuple[int, int]
    swapped: bool
    """Whether the second copy is the kept one."""


def _plan(text: str, skeleton: Skeleton, pair: Pair) -> _Plan:
    """Choose the copy with the better structure; of equals the longer, then the first."""
    first = _region(text, skeleton, *pair.first)
    second = _region(text, skeleton, *pair.second)
    merits = [_merit(text, *region) for region in (first, second)]
    if merits[1] > merits[0]:
        end = min(_line_end(text, first[1]), second[0])
        start = max(text.rfind("\n", 0, first[0]), text.rfind("\r", 0, first[0])) + 1
        return _Plan(kept=second, dropped=(start, end), swapped=True)
    return _Plan(kept=first, dropped=(second[0], _line_end(text, second[1])), swapped=False)


def _merit(text: str, start: int, end: int) -> tuple[bool, int, int]:
    copy = text[start:end]
    return not CUT_OFF.search(copy), len(_STRUCTURE.findall(copy)), len(copy)


def _region(text: str, skeleton: Skeleton, start: int, end: int) -> tuple[int, int]:
    """The offsets of a stretch of the skeleton, with the marks that belong to it on both sides."""
    return _region_start(text, skeleton, start), _region_end(text, skeleton, end)


def _region_start(text: str, skeleton: Skeleton, place: int) -> int:
    """After the line end or the closing marks that follow the character before *place*."""
    before = skeleton.end(place) if place else 0
    gap = text[before : skeleton.start(place)]
    lines = LINE_END.split(gap)
    if len(lines) > 1:
        return before + len(gap) - len(lines[-1])
    return before + _closing_length(gap) if place else 0


def _region_end(text: str, skeleton: Skeleton, place: int) -> int:
    """At the line end, or after the closing marks, that follow the character before *place*."""
    end = skeleton.end(place)
    last = place == len(skeleton.text)
    gap = text[end:] if last else text[end : skeleton.start(place)]
    line = LINE_END.split(gap)[0]
    if len(line) == len(gap) and not last:
        line = line[: _closing_length(line)]
    return end + len(line.rstrip())


def _closing_length(gap: str) -> int:
    """How much of the marks between two sentences belongs to the first; ``![`` is the second's."""
    length = len(gap) - len(gap.lstrip(_CLOSING))
    return length - gap.startswith("![", length - 1) if length else 0


def _line_end(text: str, at: int) -> int:
    match = LINE_END.search(text, at)
    return match.start() if match else len(text)


# --- what only the dropped copy has ------------------------------------------


def _carry(
    text: str, skeleton: Skeleton, pair: Pair, plan: _Plan, spans: Sequence[Span]
) -> Iterator[Edit | Notice]:
    """Move what only the dropped copy has to its place in the kept one."""
    start, end = _region(text, skeleton, *(pair.first if plan.swapped else pair.second))
    if _SAYS.search(text, plan.dropped[0], start):
        yield from _insert(text, plan.kept[0], (plan.dropped[0], start), before=True)
    for one, following in zip(pair.matches, pair.matches[1:], strict=False):
        gaps = (
            (one.first + one.length, following.first),
            (one.second + one.length, following.second),
        )
        gap, place = gaps if plan.swapped else gaps[::-1]
        if gap[0] < gap[1]:
            shift = 0 if place[0] < place[1] else _shift(text, skeleton, gap, one.length)
            gap, place = ((start - shift, end - shift) for start, end in (gap, place))
            yield from _carry_gap(text, skeleton, gap, place, spans)
    if _SAYS.search(text, end, plan.dropped[1]):
        yield from _insert(text, plan.kept[1], (end, plan.dropped[1]))


def _shift(text: str, skeleton: Skeleton, gap: tuple[int, int], most: int) -> int:
    """How far to slide a gap back so that it begins with a line or a sentence.

    ``ab[cab]`` and ``[abc]ab`` are the same gap; only one of them is what somebody put in.
    """
    start, end = gap
    most = common_length_before(skeleton.text, start, end, min(most, WINDOW))
    shifts = [shift for shift in range(most + 1) if begins(text, skeleton, start - shift)]
    lines = [shift for shift in shifts if begins_line(text, skeleton, start - shift)]
    return next(iter(lines or shifts), 0)


def _carry_gap(
    text: str,
    skeleton: Skeleton,
    gap: tuple[int, int],
    place: tuple[int, int],
    spans: Sequence[Span],
) -> Iterator[Edit | Notice]:
    """Move one stretch; a few letters in place of a few others are a typo and are only told."""
    start, end = _region(text, skeleton, *gap)
    if place[0] < place[1] and gap[1] - gap[0] <= LONGEST_TYPO:
        there = text[skeleton.start(place[0]) : skeleton.end(place[1])]
        yield Notice(
            "repeats.differs",
            f"the dropped copy has {text[start:end]!r} for {there!r}",
            (start, end),
        )
        return
    at = _region_end(text, skeleton, place[1])
    at = next((_line_end(text, at) for span in spans if span.start < at < span.end), at)
    whole = _whole(text, spans, start, end)
    if whole != (start, end):  # a link: it would tear the sentence apart
        yield from _insert(text, _line_end(text, at), whole)
    elif at < len(text) and text[at] not in "\r\n":
        yield from _moved(text, at, (start, end))
    else:
        yield from _insert(text, at, (start, end))


def _whole(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """Widen ``[start, end)`` over the links and images that it cuts."""
    for span in spans:
        if span.start < end and start < span.end and not (start <= span.start and span.end <= end):
            opening = (
                text.rfind("[", max(0, span.start - 500), span.start + 1)
                if span.kind == "link"
                else -1
            )
            first = span.start if opening < 0 else opening - text.startswith("![", opening - 1)
            start, end = min(start, first), max(end, span.end)
    return start, end


def _insert(
    text: str, at: int, origin: tuple[int, int], *, before: bool = False
) -> Iterator[Edit | Notice]:
    """Put moved text at *at* as a paragraph of its own."""
    if not before:
        yield Edit(at, at, _BREAK, "repeats.paragraph-break")
    yield from _moved(text, at, origin)
    if before or (at < len(text) and text[at] not in "\r\n"):
        yield Edit(at, at, _BREAK, "repeats.paragraph-break")


def _moved(text: str, at: int, origin: tuple[int, int]) -> Iterator[Edit | Notice]:
    start, end = origin
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    yield Edit(at, at, text[start:end], "repeats.carried", origin=(start, end))
    yield Notice(
        "repeats.carried", "stood only in the dropped copy, moved to its place", (start, end)
    )
