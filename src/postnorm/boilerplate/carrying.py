"""What only the dropped copy has, moved to its place in the kept one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from postnorm.boilerplate.alignment import WINDOW, common_length_before
from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.copies import LONGEST_TYPO, Pair
from postnorm.boilerplate.keeping import Plan
from postnorm.boilerplate.skeleton import EMOJI, SIGNS
from postnorm.edits import Edit
from postnorm.records import Notice

# What is worth moving: letters, digits and pictures, but not the …… of a copy that was cut off.
_SAYS = re.compile(f"[^\\W_]|[{SIGNS}{EMOJI}]")
_LETTER = re.compile(r"[^\W_]")
_BREAK = "\n\n"


def carry(body: Body, pair: Pair, plan: Plan) -> Iterator[Edit | Notice]:
    """Give the edits that move, and the notices that tell, what only the dropped copy has."""
    copy = body.region(pair.first if plan.swapped else pair.second)
    if _SAYS.search(body.text, plan.dropped[0], copy[0]):
        yield from _as_paragraph(body, plan.kept[0], (plan.dropped[0], copy[0]), before=True)
    moved = copy[0]  # sentences up to here are moved already
    for gap, place in _gaps(body, pair, plan.swapped):
        if place[0] == place[1]:
            yield from _carry_addition(body, gap, place[0])
            continue
        start, end = body.region(gap)
        cut = body.span_cut_at(start) or body.span_cut_at(end)
        if cut and cut.kind in ("link", "url"):  # half an image in place of half another is none
            whole = body.whole_links(start, end)
            if moved <= whole[0]:
                moved = whole[1]
                yield from _as_paragraph(body, body.line_end(body.region_end(place[1])), whole)
            continue
        if max(gap[1] - gap[0], place[1] - place[0]) <= LONGEST_TYPO:
            yield _about_difference(body.text[start:end], body.slice(place), (start, end))
            continue
        # Half a sentence in place of half another says nothing: the whole one goes behind that one.
        start, end = body.sentence(*body.whole_links(start, end), copy)
        if moved <= start:
            moved = end
            at = body.region_end(place[1])
            _, at = body.sentence(at, at, (plan.kept[0], plan.kept_end))
            yield from _put(body, at, (start, end))
    yield from carry_tail(body, plan, copy)


def _gaps(body: Body, pair: Pair, swapped: bool) -> Iterator[tuple[Stretch, Stretch]]:
    """Where the dropped copy has something between two matches, and what the kept one has there."""
    for one, following in pairwise(pair.matches):
        first = (one.first + one.length, following.first)
        second = (one.second + one.length, following.second)
        gap, place = (first, second) if swapped else (second, first)
        if gap[0] < gap[1]:
            shift = 0 if place[0] < place[1] else _shift(body, gap, one.length)
            yield (gap[0] - shift, gap[1] - shift), (place[0] - shift, place[1] - shift)


def _shift(body: Body, gap: Stretch, most: int) -> int:
    """How far to slide a gap back so that it begins with a line or a sentence.

    ``ab[cab]`` and ``[abc]ab`` are the same gap; only one of them is what somebody put in.
    """
    most = common_length_before(body.letters, *gap, min(most, WINDOW))
    shifts = [shift for shift in range(most + 1) if body.begins(gap[0] - shift)]
    lines = [shift for shift in shifts if body.begins_line(gap[0] - shift)]
    return next(iter(lines or shifts), 0)


def _carry_addition(body: Body, gap: Stretch, place: int) -> Iterator[Edit | Notice]:
    """Move what was added in the dropped copy, or left out in the kept one."""
    at = body.region_end(place)
    start, end = body.region(gap)
    whole = body.whole_links(start, end)
    if whole != (start, end) or body.span_cut_at(at):  # a link would tear the sentence apart
        yield from _as_paragraph(body, body.line_end(at), whole)
    else:
        yield from _put(body, at, (start, end))


def carry_tail(body: Body, plan: Plan, copy: Stretch) -> Iterator[Edit | Notice]:
    """Move what the last line of the dropped copy goes on with: a plug, or another ending."""
    tail = copy[1], plan.dropped[1]
    if not _SAYS.search(body.text, *tail):
        return
    there = body.text[plan.kept[1] : plan.kept_end]
    if _LETTER.search(there):  # the copies end differently
        if len(_LETTER.findall(body.text, *tail)) <= LONGEST_TYPO:
            yield _about_difference(body.text[slice(*tail)], there, tail)
            return
        tail = body.sentence(*tail, (copy[0], tail[1]))
    at = plan.kept[1] + len(there.rstrip())
    yield from _as_paragraph(body, at, tail)


def _about_difference(old: str, kept: str, span: Stretch) -> Notice:
    message = f"the dropped copy has {old.strip()!r} for {kept.strip()!r}"
    return Notice("repeats.differs", message, span)


# --- putting text somewhere ---------------------------------------------------


def _put(body: Body, at: int, origin: Stretch) -> Iterator[Edit | Notice]:
    """Put moved text into the line, or between two lines as a paragraph."""
    if at < len(body.text) and body.text[at] not in "\r\n" and not body.span_cut_at(at):
        yield from _moved(body, at, origin)
    else:
        yield from _as_paragraph(body, at, origin)


def _as_paragraph(
    body: Body, at: int, origin: Stretch, *, before: bool = False
) -> Iterator[Edit | Notice]:
    """Put moved text between two lines; never inside of code or a link that has several."""
    span = body.span_cut_at(at)
    at = at if span is None else body.line_end(span.end)
    if not before:
        yield Edit(at, at, _BREAK, "repeats.paragraph-break")
    yield from _moved(body, at, origin)
    if before or (at < len(body.text) and body.text[at] not in "\r\n"):
        yield Edit(at, at, _BREAK, "repeats.paragraph-break")


def _moved(body: Body, at: int, origin: Stretch) -> Iterator[Edit | Notice]:
    piece = body.text[slice(*origin)]
    start = origin[0] + len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    yield Edit(at, at, body.text[start:end], "repeats.carried", origin=(start, end))
    message = "stood only in the dropped copy, moved to its place"
    yield Notice("repeats.carried", message, (start, end))
