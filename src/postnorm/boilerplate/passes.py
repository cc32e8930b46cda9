"""One pass over a text: its copies, found and judged, with what is to be done about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from postnorm.boilerplate.body import Body
from postnorm.boilerplate.carrying import carry
from postnorm.boilerplate.copies import Pair, block_candidates, body_candidates
from postnorm.boilerplate.decision import Kind, Scope, judge
from postnorm.boilerplate.differences import differences
from postnorm.boilerplate.doubles import plain_double
from postnorm.boilerplate.gaps import with_gap
from postnorm.boilerplate.keeping import Plan, plan_for
from postnorm.boilerplate.losses import breaks_something
from postnorm.boilerplate.probing import may_repeat, mixes_scripts
from postnorm.boilerplate.skeleton import without_tags
from postnorm.boilerplate.steps import Difference, Repeat, Step
from postnorm.boilerplate.titles import title_line
from postnorm.edits import Edit
from postnorm.records import Notice

REFUSALS: Final = 64
"""Blocks that are looked at in vain before the rest of a text is left alone: each may cost a walk along it."""


def find_steps(
    text: str, *, scope: Scope, title: str | None, copies: bool = True
) -> Iterator[Step]:
    """Give what is to be done in one pass: one body or lead, or all blocks that do not touch, or the title."""
    steps = list(_steps_for_copies(text, scope)) if copies else []
    yield from steps
    if title and not any(step.edits for step in steps):
        span = title_line(text, title)
        if span is not None:
            edit = Edit(*with_gap(text, *span), "", "repeats.title")
            yield Step(Repeat("title", span, span, 1.0), (edit,), ())


def _steps_for_copies(text: str, scope: Scope) -> Iterator[Step]:
    words = text.split()
    dense = "".join(words)
    double = plain_double(text, words, dense)
    if double is not None:
        yield double
        return
    if scope == "body" and not may_repeat(text, dense) and not _may_repeat_without_tags(text):
        return
    for body in _bodies(text):
        steps = list(_body_steps(body, scope))
        if scope == "blocks" and not steps and not body.tagless:
            steps = list(_block_steps(body))
        if steps:
            yield from steps
            return


def _may_repeat_without_tags(text: str) -> bool:
    """Whether a probe that tags cut in one of two copies recurs where there are none."""
    if "</p>" not in text:
        return False
    bare = without_tags(text)
    return may_repeat(bare, "".join(bare.split()))


def _body_steps(body: Body, scope: Scope) -> Iterator[Step]:
    """The first pair that is the body; failing that the first lead: it may be the lead of a copy."""
    lead: Pair | None = None
    for pair in body_candidates(body):
        kind = judge(body, pair, scope)
        if body.tagless and (kind != "body" or not _is_other_form(body, pair)):
            continue
        if kind == "lead":
            lead = lead or pair
        elif kind is not None:
            yield from _step(body, pair, kind)
            return
    if lead is not None:
        yield from _step(body, lead, "lead")


def _bodies(text: str) -> Iterator[Body]:
    """The text without the tags that one copy may have, as it stands, and in one script if it has two."""
    folded = mixes_scripts(text)
    if "</p>" in text:
        yield Body(text, tagless=True, folded=folded)
    yield Body(text)
    if folded:
        yield Body(text, folded=True)


def _is_other_form(body: Body, pair: Pair) -> bool:
    """Whether one copy is paragraphs of HTML and the other plain; where both have tags, they may be the topic."""
    fewer, more = sorted(
        body.text.count("</p>", *body.region(copy)) for copy in (pair.first, pair.second)
    )
    return fewer == 0 and more > 1


def _block_steps(body: Body) -> Iterator[Step]:
    """All blocks that stand twice and do not touch, until too many turned out to be meant."""
    reach = refused = 0
    for pair in block_candidates(body):
        if pair.first[0] < reach:
            continue
        kind = judge(body, pair, "blocks")
        if kind is not None:
            reach = pair.second[1]
            yield from _step(body, pair, kind)
            continue
        refused += 1
        if refused == REFUSALS:
            return


def _step(body: Body, pair: Pair, kind: Kind) -> Iterator[Step]:
    plan = plan_for(body, pair)
    if any(body.span_cut_at(at) for at in plan.dropped):
        yield _left("a second copy ends inside a link or code", plan)
        return
    moved = list(carry(body, pair, plan))
    edits = [one for one in moved if isinstance(one, Edit)]
    if breaks_something(body, plan, edits):
        yield _left("a second copy differs in images, links or code, and was left", plan)
        return
    drop = Edit(*with_gap(body.text, *plan.dropped), "", "repeats.copy")
    if any(drop.start < edit.start < drop.end for edit in edits):  # on a line that both share
        yield _left("a second copy has more, for which the first has no place, and was left", plan)
        return
    notices = tuple(one for one in moved if isinstance(one, Notice))
    yield Step(_repeat(body, pair, kind, plan), (*edits, drop), notices)


def _left(message: str, plan: Plan) -> Step:
    return Step(None, (), (Notice("repeats.kept", message, plan.dropped),))


def _repeat(body: Body, pair: Pair, kind: Kind, plan: Plan) -> Repeat:
    found = (one for one in differences(body.letters, pair.matches) if one.first != one.second)
    told = (Difference(b, a) if plan.swapped else Difference(a, b) for a, b in found)
    return Repeat(kind, plan.kept, plan.dropped, round(pair.agreement, 4), tuple(told))
