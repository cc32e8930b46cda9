"""Repeated bodies: an article that stands in the text twice is reduced to its better copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postnorm.boilerplate.body import Body, Stretch
from postnorm.boilerplate.carrying import Plan, carry
from postnorm.boilerplate.copies import CUT_OFF, Pair, find_pair
from postnorm.boilerplate.gaps import with_gap
from postnorm.edits import Edit, apply, minimal
from postnorm.records import Notice
from postnorm.rules import rule
from postnorm.spans import find_spans

# Line ends, images, links and headings: what a flattened copy has lost.
_STRUCTURE = re.compile(r"[\r\n]+|!\[|\]\(|^#{1,6} ", re.MULTILINE)


@rule(repeat=True)
def deduplicate_body(text: str) -> Iterator[Edit | Notice]:
    """Keep one copy of an article that stands in the text twice or more.

    Takes and gives Markdown or plain text. Copies are compared by their letters, digits and emoji,
    so that a copy on one line, with other marks or spaces, or cut off with ``……`` is recognised.
    The copy with the better structure stays (not quoted; paragraphs, headings, images, links; then
    the longer, then the first). What only the other copy has is moved to its place in the kept one,
    with a notice; up to 4 letters in place of others are taken for a typo and are only told. Acts
    on long, contiguous, near-total copies and on an excerpt before the article; a repeated
    paragraph further on is a refrain or a quotation and stays. So do copies that a colon
    introduces, that differ in numbers or a negation, or that are steps of one list. Where an image,
    a link or a URL would be lost, nothing is done but to give the notice ``repeats.kept``.

    >>> flat = "雨下了整整一夜，天亮才停。 我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> paragraphs = "雨下了整整一夜，天亮才停。\\n\\n我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> deduplicate_body(flat + "\\n\\n" + paragraphs) == paragraphs
    True
    """
    body = Body(text)
    pair = find_pair(body)
    if pair is None:
        return
    plan = _plan(body, pair)
    if any(body.span_cut_at(at) for at in plan.dropped):
        yield Notice("repeats.kept", "a second copy ends inside a link or code", plan.dropped)
        return
    detail = {
        "kept": list(plan.kept),
        "agreement": round(pair.agreement, 4),
        "characters": pair.agreed,
    }
    drop = Edit(*with_gap(text, *plan.dropped), "", "repeats.copy", detail=detail)
    found = [*carry(body, pair, plan), drop]
    if _breaks_something(body, found):
        message = "a second copy differs in images, links or code, and was left"
        yield Notice("repeats.kept", message, plan.dropped)
        return
    yield from found


def _breaks_something(body: Body, found: Iterable[Edit | Notice]) -> bool:
    """Whether an image, a link or a URL would be lost, or a fence lose its partner."""
    edits = minimal(body.text, (one for one in found if isinstance(one, Edit)))
    made = apply(body.text, edits)
    kept = {made[span.start : span.end] for span in find_spans(made) if span.kind in _TARGETS}
    lost = any(
        span.kind in _TARGETS and body.text[span.start : span.end] not in kept
        for span in body.spans
    )
    fences = len(_FENCE.findall(body.text)), len(_FENCE.findall(made))
    return lost or (fences[0] % 2 == 0 and fences[1] % 2 == 1)


_TARGETS = frozenset({"link", "url"})
_FENCE = re.compile(r"^[ \t>]{0,32}(?:`{3}|~{3})", re.MULTILINE)


def _plan(body: Body, pair: Pair) -> Plan:
    """Choose the copy with the better structure; of equals the longer, then the first."""
    first, second = body.region(pair.first), body.region(pair.second)
    first_end = min(body.line_end(first[1]), second[0])
    second_end = body.line_end(second[1])
    if _merit(body, second) > _merit(body, first):
        dropped = (body.line_start(first[0]), first_end)
        return Plan(second, second_end, dropped, swapped=True)
    return Plan(first, first_end, (second[0], second_end), swapped=False)


def _merit(body: Body, region: Stretch) -> tuple[bool, bool, int, int]:
    copy = body.text[slice(*region)]
    quoted = copy.lstrip().startswith(">")
    return not CUT_OFF.search(copy), not quoted, len(_STRUCTURE.findall(copy)), len(copy)
