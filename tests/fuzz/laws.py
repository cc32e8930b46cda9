"""What is asserted of every input."""

from __future__ import annotations

import json
from itertools import pairwise

from postnorm import Change, Edit, Post
from postnorm.edits import apply, check, minimal
from postnorm.records import Notice
from postnorm.rules import Step
from postnorm.spans import find_spans


def accounts(post: Post, source: str) -> None:
    """The changes lead from the source to the body and back, through JSON too, and places are places."""
    assert post.source == source, "another source"
    text = source
    for change in post.changes:
        if isinstance(change, Change):
            check(text, change.edits)
            text = apply(text, change.edits)
    assert text == post.body, "the changes do not lead to the body"
    assert post.restore() == source, "the changes cannot be undone"
    told = post.to_dict()
    assert Post.from_dict(told) == post, "not the same from a dict"
    written = json.dumps(told, ensure_ascii=False, allow_nan=False)
    if not any("\ud800" <= char <= "\udfff" for char in written):
        assert Post.from_dict(json.loads(written)) == post, "not the same from JSON"
    for notice in post.notices:
        if notice.span is not None:
            assert 0 <= notice.span[0] <= notice.span[1] <= len(source), "a notice points outside"
    leads_back(post)


def leads_back(post: Post) -> None:
    """A piece of the body came from a span of the source that the whole's span holds."""
    places, size = post.source_map(), len(post.body)
    low, high = places.source(0, size)
    assert 0 <= low <= high <= len(post.source), "the body comes from outside of its source"
    for start, end in pairwise(range(0, size + 1, max(1, size // 7))):
        first, last = places.source(start, end)
        assert first <= last
        assert first == last or low <= first <= last <= high


def is_one_answer(step: Step, text: str, *, settles: bool = True) -> str:
    """On text, on a post and as a lint a rule says the same; a second run gives the same object."""
    made = step(text)
    findings = step.rule.findings(text, **dict(step.options))
    edits = step.rule.edits(text, **dict(step.options))
    check(text, edits)
    assert minimal(text, edits) == edits, "an edit replaces more than it changes"
    assert apply(text, edits) == made, "the edits do not give the text"
    assert not any(isinstance(one, Notice) and one.rule == "rules.unsettled" for one in findings), (
        "still changing its own result"
    )
    if not edits:
        assert made is text, "nothing to do, but another object"
    elif settles:
        again = step(made)
        assert again == made, f"a second run of {step!r} makes {again!r} of {made!r}"
        assert again is made, "nothing to do, but another object"
    accounts(step(Post.from_text(text)), text)
    return made


def _edits_of_one_pass(step: Step, text: str) -> tuple[Edit, ...]:
    """What the finder itself finds; what a later pass is given has other spans."""
    finder = step.rule.__wrapped__  # type: ignore[attr-defined]
    found = finder(text, **dict(step.options))
    return minimal(text, [one for one in found if isinstance(one, Edit)])


def spans_stand(text: str, step: Step) -> None:
    """Protected spans come through a pass byte for byte, but for line ends."""
    made = apply(text, _edits_of_one_pass(step, text))
    at = 0
    for start, end, kind in find_spans(text):
        span = text[start:end]
        wanted = span.replace("\r\n", "\n").replace("\r", "\n") if "\r" in span else span
        found = max(made.find(span, at), made.find(wanted, at))
        assert found >= 0, f"{step!r} changed {kind} {span!r}"
        at = found + len(wanted)


def spans_go_whole(text: str, step: Step) -> None:
    """No edit of a pass begins or ends inside a protected span."""
    spans = find_spans(text)
    for edit in _edits_of_one_pass(step, text):
        cut = [span for span in spans for at in edit[:2] if span.start < at < span.end]
        assert not cut, f"{step!r} cuts {cut}: {edit}"


def stays_clean(post: Post, again: Post, third: Post) -> None:
    """A second clean changes nothing, but for copies that are near enough only since the first one.

    Looking for these once more would cost each post that has an edit a tenth of its time.
    """
    steps = {change.step for change in again.changes[len(post.changes) :]}
    if "deduplicate_body" not in steps:
        assert again.body == post.body, f"a second clean makes {again.body!r} of {post.body!r}"
        assert again.body is post.body, "nothing to do, but another object"
        assert again.metadata == post.metadata, "a second clean reads other metadata"
    assert third.body == again.body, f"a third clean makes {third.body!r} of {again.body!r}"
