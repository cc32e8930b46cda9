"""Keeping: steps that leave what a person decided should stay.

A decision could be carried out afterwards, by putting text back. But what comes back must go through
the steps behind: a paragraph that was no plug has its marks and its script like any other. So the
edit is left out where its step makes it, and the step runs again on what is then there. Then it, or
another step, may want to remove the same words with their new neighbours (of 400 edits of real posts
every fifth): from what was marked, no later edit takes a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Final, NamedTuple

from postnorm import edits as _edits
from postnorm.decisions import Decision, checked
from postnorm.edits import Edit, OffsetMap
from postnorm.pipelines import Pipeline
from postnorm.post import Post
from postnorm.records import Change, MetadataChange, Notice
from postnorm.values import MISSING, Metadata

_MOST_RUNS: Final = 50  # of one step, which each time has done some more; no post needs a fifth

# What these take out of the body stands in the metadata afterwards; put back, it goes from there.
_MOVED_TO_METADATA: Final = ("credits.", "front-matter.")


class _Stay(NamedTuple):
    """A stretch of the text that a step was given, which it would have taken away or moved to."""

    start: int
    end: int
    rule: str
    span: tuple[int, int]
    """The place in the source of the whole edit."""
    is_move: bool = False


class _Left(NamedTuple):
    """The edits of a change that may be made, and what stays."""

    edits: tuple[Edit, ...]
    stays: list[_Stay]


class Keeping:
    """The decisions on one source, asked after each step. Lives as long as one post is cleaned."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._given = checked(decisions)
        self._open: list[Decision] = []
        self._by_place: dict[tuple[str, str, tuple[int, int]], list[Decision]] = {}
        self._met: dict[Decision, None] = {}
        # Places in the source whose letters are safe, from the step on that was marked.
        self._safe: dict[tuple[int, int], None] = {}

    def begin(self, parsed: Post) -> Post:
        """Return the post as it was read, but for what is to stay; it is not read again."""
        if self._given:
            own = Decision.digest(parsed.source)
            self._open = [one for one in self._given if one.source == own]
        for one in self._open:
            self._by_place.setdefault((one.step, one.rule, one.span), []).append(one)
        return self._kept(Post(parsed.source, parsed.source), parsed)[0] if self._open else parsed

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
        """Return the post with a notice for each decision: what was kept, and what met nothing.

        A post that was cleaned with them before has said so, and does not say it again.
        """
        told = set(post.notices) if self._open else set()
        new = [
            notice
            for one in self._open
            if _notice(one, met=True) not in told
            and (notice := _notice(one, met=one in self._met)) not in told
        ]
        if not new:
            return post
        return Post(post.source, post.body, post.metadata, post.changes, (*post.notices, *new))

    def _kept(self, before: Post, done: Post) -> tuple[Post, bool]:
        """*done* up to its first change of what is to stay, that change without it, and whether there was one."""
        for number in range(len(before.changes), len(done.changes)):
            change = done.changes[number]
            if isinstance(change, Change):
                places = Post(done.source, "", changes=done.changes[:number]).source_map()
                left = self._left(change, places)
                if left.stays:
                    return _without(before, done, number, left), True
        return done, False

    def _left(self, change: Change, places: OffsetMap) -> _Left:
        """What of a change may be made; *places* lead from the text it was made on to the source."""
        asked = {one.rule for one in self._open if one.step == change.step}
        made: list[tuple[Edit, str]] = []
        stays: list[_Stay] = []
        for edit, removed in zip(change.edits, change.removed, strict=True):
            if edit.rule not in asked and not self._safe:
                made.append((edit, removed))
                continue
            span = places.source(*(edit.origin or (edit.start, edit.end)))
            if edit.rule in asked and self._is_marked(change.step, edit, span, removed):
                stays.append(_Stay(edit.start, edit.end, edit.rule, span, edit.origin is not None))
                continue
            lost = _letters(removed) > _letters(edit.new)
            held = list(self._held(edit, places)) if lost and self._touches(span) else []
            stays += (_Stay(*one, edit.rule, span) for one in held)
            made += _around(edit, held, removed) if held else [(edit, removed)]
        if not stays:
            return _Left(change.edits, stays)
        edits = _without_company([_apart(*one, stays) for one in made], stays)
        return _Left(tuple(one for one in edits if one.new or one.start < one.end), stays)

    def _is_marked(self, step: str, edit: Edit, span: tuple[int, int], removed: str) -> bool:
        """Whether a decision means this edit; its text is then safe from all that comes behind."""
        met = [
            one
            for one in self._by_place.get((step, edit.rule, span), ())
            if one.new == edit.new and (one.removed == removed or self._holds_another(one))
        ]
        self._met.update(dict.fromkeys(met))
        if met and _letters(removed) > _letters(edit.new) and edit.origin is None:
            self._safe[span] = None
        return bool(met)

    def _touches(self, span: tuple[int, int]) -> bool:
        return any(low < span[1] and span[0] < high for low, high in self._safe)

    def _held(self, edit: Edit, places: OffsetMap) -> Iterator[tuple[int, int]]:
        """The stretches of an edit that came from what is safe."""
        start = None
        for at in range(edit.start, edit.end + 1):
            low, high = places.source(at, at + 1) if at < edit.end else (0, 0)
            is_safe = low < high and any(one <= low and high <= last for one, last in self._safe)
            if is_safe and start is None:
                start = at
            elif not is_safe and start is not None:
                yield start, at
                start = None

    def _holds_another(self, one: Decision) -> bool:
        """Whether another decision put something back inside its place, so that its text differs."""
        low, high = one.span
        return any(
            low <= other.span[0] and other.span[1] <= high
            for other in self._open
            if other is not one
        )


def _letters(text: str) -> int:
    """How much of a text says something: marks and blanks are nobody's loss."""
    return sum(map(str.isalnum, text))


def _around(
    edit: Edit, held: Iterable[tuple[int, int]], removed: str
) -> Iterator[tuple[Edit, str]]:
    """What is left of an edit that removes: the stretches between those that are held, with their texts."""
    at = edit.start
    for start, end in (*held, (edit.end, edit.end)):
        part = removed[at - edit.start : start - edit.start]
        if _letters(part):
            yield edit._replace(start=at, end=start, new="", origin=None), part
        at = end


def _without_company(edits: Sequence[Edit], stays: Sequence[_Stay]) -> Iterator[Edit]:
    """The edits without moves out of what stays, and without the breaks around such moves."""
    moves = {one.start for one in stays if one.is_move}
    for edit in edits:
        if edit.origin is not None:
            start, end = edit.origin
            moves.update(edit.start for one in stays if one.start < end and start < one.end)
    return (edit for edit in edits if not (edit.start == edit.end and edit.start in moves))


def _apart(edit: Edit, removed: str, stays: Iterable[_Stay]) -> Edit:
    """A removal that leaves the line ends between it and what stays, or that would end up on another line."""
    if edit.new:
        return edit
    start, end = edit.start, edit.end
    if any(one.end == start for one in stays):
        start += len(removed) - len(removed.lstrip("\r\n"))
    if any(one.start == end for one in stays):
        end -= len(removed) - len(removed.rstrip("\r\n"))
    return edit._replace(start=start, end=max(start, end))


def _without(before: Post, done: Post, number: int, left: _Left) -> Post:
    """*done* with what is left of its change of this number, and no later change of the body."""
    body, metadata = before.body, dict(before.metadata)
    changes: list[Change | MetadataChange] = list(before.changes)
    for at, change in enumerate(done.changes):
        if at < len(before.changes) or (at > number and isinstance(change, Change)):
            continue
        if isinstance(change, MetadataChange):
            if not _was_read_from(change, left.stays):
                _describe(metadata, change)
                changes.append(change)
            continue
        edits = left.edits if at == number else change.edits
        if edits:
            changes.append(Change(change.step, edits, _edits.removed(body, edits)))
            body = _edits.apply(body, edits)
    said = [one for one in done.notices[len(before.notices) :] if not _is_about(one, left.stays)]
    if not said and len(changes) == len(before.changes):
        return before  # so that who asks whether anything was done sees that nothing was
    return Post(done.source, body, Metadata(metadata), tuple(changes), (*before.notices, *said))


def _describe(metadata: dict[str, object], change: MetadataChange) -> None:
    if change.after is MISSING:
        metadata.pop(change.key, None)
    else:
        metadata[change.key] = change.after


def _was_read_from(change: MetadataChange, stays: Iterable[_Stay]) -> bool:
    """Whether a value was read from what now stays in the body."""
    if change.span is None:
        return False
    low, high = change.span
    return any(
        one.rule.startswith(_MOVED_TO_METADATA) and one.start <= low and high <= one.end
        for one in stays
    )


def _is_about(notice: Notice, stays: Iterable[_Stay]) -> bool:
    """Whether a notice tells of what was then not done."""
    if notice.span is None:
        return False
    low, high = notice.span
    family = notice.rule.partition(".")[0]
    return any(
        one.rule.startswith(f"{family}.") and one.span[0] <= low and high <= one.span[1]
        for one in stays
    )


def _notice(one: Decision, *, met: bool) -> Notice:
    told = {"step": one.step, "rule": one.rule, "removed": one.removed, "new": one.new}
    detail = Metadata(told | ({"why": one.why} if one.why else {}))
    if met:
        return Notice("decisions.kept", "kept as a person decided", one.span, detail)
    message = "a decision meets no change: another version, other options, or the rule learned"
    return Notice("decisions.unmet", message, None, detail)
