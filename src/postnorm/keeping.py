"""Keeping: steps that leave what a person decided should stay.

A decision could be carried out afterwards, by putting text back. But what comes back must go through
the steps behind: a paragraph that was no plug has its marks and its script like any other. So the
edit is left out where its step makes it, and the step runs again on what is then there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Final

from postnorm import edits as _edits
from postnorm.decisions import Decision, checked
from postnorm.edits import Edit
from postnorm.pipelines import Pipeline
from postnorm.post import Post
from postnorm.records import Change, MetadataChange, Notice
from postnorm.values import MISSING, Metadata

_MOST_RUNS: Final = 50  # of one step, which each time has done some more; no post needs a fifth

# What these take out of the body stands in the metadata afterwards; put back, it goes from there.
_MOVED_TO_METADATA: Final = ("credits.", "front-matter.")


class Keeping:
    """The decisions on one source, asked after each step. Lives as long as one post is cleaned."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._given = checked(decisions)
        self._open: list[Decision] = []
        self._by_place: dict[tuple[str, str, tuple[int, int]], list[Decision]] = {}
        self._met: dict[Decision, None] = {}

    def begin(self, parsed: Post) -> Post:
        """Return the post as it was read, but for what is to stay; it is not read again."""
        if self._given:
            own = Decision.digest(parsed.source)
            self._open = [one for one in self._given if one.source == own]
        for one in self._open:
            self._by_place.setdefault((one.step, one.rule, one.span), []).append(one)
        return self._kept(Post(parsed.source, parsed.source), parsed)[0]

    def steps(self, steps: Pipeline) -> Pipeline:
        """Return *steps* as such that leave what is to stay."""
        return Pipeline(tuple(map(self.step, steps.steps))) if self._open else steps

    def step(self, step: Callable[[Post], Post]) -> Callable[[Post], Post]:
        """Return *step* as one that leaves what is to stay."""
        if not self._open:
            return step

        @wraps(step)
        def run(post: Post) -> Post:
            for _ in range(_MOST_RUNS):
                done, cut = self._kept(post, step(post))
                if not cut or done.body == post.body:
                    return done
                post = done  # what the step did afterwards was for another text: do it anew
            return post

        return run

    def end(self, post: Post) -> Post:
        """Return the post with a notice for each decision: what was kept, and what met nothing."""
        if not self._open:
            return post
        notices = [_notice(one, met=one in self._met) for one in self._open]
        return Post(post.source, post.body, post.metadata, post.changes, (*post.notices, *notices))

    def _kept(self, before: Post, done: Post) -> tuple[Post, bool]:
        """*done* up to its first change with an edit that is to stay, and whether there was one."""
        for number in range(len(before.changes), len(done.changes)) if self._open else ():
            change = done.changes[number]
            if isinstance(change, Change):
                wrong = self._wrong(done, number, change)
                if wrong:
                    return _without(before, done, number, wrong), True
        return done, False

    def _wrong(self, post: Post, number: int, change: Change) -> dict[int, tuple[int, int]]:
        """The edits of a change that are to stay, by number, with their places in the source."""
        asked = {one.rule for one in self._open if one.step == change.step}
        if not any(edit.rule in asked for edit in change.edits):
            return {}
        past = Post(post.source, post.source, changes=post.changes[:number])
        places = past.source_map()
        found: dict[int, tuple[int, int]] = {}
        for at, (edit, removed) in enumerate(zip(change.edits, change.removed, strict=True)):
            if edit.rule not in asked:
                continue
            span = places.source(*(edit.origin or (edit.start, edit.end)))
            for one in self._by_place.get((change.step, edit.rule, span), ()):
                if one.new == edit.new and (one.removed == removed or self._holds_another(one)):
                    self._met[one] = None
                    found[at] = span
        for at in _company(change.edits, found):
            edit = change.edits[at]
            found.setdefault(at, places.source(*(edit.origin or (edit.start, edit.end))))
        return found

    def _holds_another(self, one: Decision) -> bool:
        """Whether another decision put something back inside its place, so that its text differs."""
        low, high = one.span
        return any(
            low <= other.span[0] and other.span[1] <= high
            for other in self._open
            if other is not one
        )


def _company(edits: Sequence[Edit], wrong: Collection[int]) -> Iterator[int]:
    """What goes with edits that are not made: moves out of what then stays, and the breaks around them."""
    stays = [edits[at] for at in wrong]
    moves = {
        edit.start
        for at, edit in enumerate(edits)
        if edit.origin is not None
        and (
            at in wrong
            or any(one.start < edit.origin[1] and edit.origin[0] < one.end for one in stays)
        )
    }
    for at, edit in enumerate(edits):
        if edit.start == edit.end and edit.start in moves:
            yield at


def _without(before: Post, done: Post, number: int, wrong: Mapping[int, tuple[int, int]]) -> Post:
    """*done* after its change of this number, made without the edits that are *wrong*."""
    body, metadata = before.body, dict(before.metadata)
    changes: list[Change | MetadataChange] = list(before.changes)
    whole = done.changes[number]
    assert isinstance(whole, Change)
    stay = [whole.edits[at] for at in wrong]
    for at, change in enumerate(done.changes):
        if at < len(before.changes) or (at > number and isinstance(change, Change)):
            continue
        if isinstance(change, MetadataChange):
            if not _was_read_from(change, stay):
                _describe(metadata, change)
                changes.append(change)
            continue
        if at == number:
            change = _reduced(change, wrong)
        body = _edits.apply(body, change.edits)
        changes += [change] if change.edits else []
    said = [one for one in done.notices[len(before.notices) :] if not _is_about(one, stay, wrong)]
    return Post(done.source, body, Metadata(metadata), tuple(changes), (*before.notices, *said))


def _reduced(change: Change, wrong: Collection[int]) -> Change:
    left = [at for at in range(len(change.edits)) if at not in wrong]
    return Change(
        change.step,
        tuple(change.edits[at] for at in left),
        tuple(change.removed[at] for at in left),
    )


def _describe(metadata: dict[str, object], change: MetadataChange) -> None:
    if change.after is MISSING:
        metadata.pop(change.key, None)
    else:
        metadata[change.key] = change.after


def _was_read_from(change: MetadataChange, stay: Iterable[Edit]) -> bool:
    """Whether a value was read from what now stays in the body."""
    if change.span is None:
        return False
    low, high = change.span
    return any(
        edit.rule.startswith(_MOVED_TO_METADATA) and edit.start <= low and high <= edit.end
        for edit in stay
    )


def _is_about(notice: Notice, stay: Iterable[Edit], wrong: Mapping[int, tuple[int, int]]) -> bool:
    """Whether a notice tells of what was then not done."""
    if notice.span is None or notice.rule not in {edit.rule for edit in stay}:
        return False
    low, high = notice.span
    return any(start <= low and high <= end for start, end in wrong.values())


def _notice(one: Decision, *, met: bool) -> Notice:
    told = {"step": one.step, "rule": one.rule, "removed": one.removed, "new": one.new}
    detail = Metadata(told | ({"why": one.why} if one.why else {}))
    if met:
        return Notice("decisions.kept", "kept as a person decided", one.span, detail)
    message = "a decision meets no change: another version, other options, or the rule learned"
    return Notice("decisions.unmet", message, None, detail)
