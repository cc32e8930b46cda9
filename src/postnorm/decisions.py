"""Decisions: a person says that a change is wrong, and it is not made again.

A decision names one edit by what does not depend on how it was found: the digest of the source,
the step and the rule, the place in the source, and what became what. So it outlives another
order of steps, and a source or a rule that is no longer the same is noticed instead of guessed at.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Final, NamedTuple

from postnorm import edits as _edits
from postnorm.edits import Edit
from postnorm.pipelines import Pipeline
from postnorm.post import Post
from postnorm.records import Change, LedgerEntry, MetadataChange, Notice, read, read_span, records
from postnorm.values import MISSING, Metadata, kind_of

SCHEMA: Final = 1
"""Of the file; a reader refuses a number that it does not know."""

_MOST_RUNS: Final = 50  # of one step, which each time has done some more; no post needs a fifth

# What these take out of the body stands in the metadata afterwards; put back, it goes from there.
_MOVED_TO_METADATA: Final = ("credits.", "front-matter.")


class Decision(NamedTuple):
    """A person's word that one edit is wrong: what was there stays.

    >>> from postnorm import clean
    >>> text = "1 、雨停了。\\n"
    >>> [entry] = clean(text).ledger()
    >>> wrong = Decision.on(clean(text), entry, why="a list of the author's own form")
    >>> kept = clean(text, keep=[wrong])
    >>> kept.body, [notice.rule for notice in kept.notices]
    ('1 、雨停了。\\n', ['decisions.kept'])
    """

    source: str
    """SHA-256 of the decoded source in UTF-8, in hexadecimal digits: :meth:`digest`."""
    step: str
    rule: str
    span: tuple[int, int]
    """The place in the source, in code points, as :meth:`Post.ledger` tells it."""
    removed: str
    new: str
    why: str = ""
    """What the person wrote beside it; nothing depends on it."""
    name: str = ""
    """The file that was looked at, for people."""
    context: str = ""
    """Lines of the source around it, for cases."""

    @classmethod
    def on(cls, post: Post, entry: LedgerEntry, *, why: str = "", name: str = "") -> Decision:
        """Return the decision that *entry* of the ledger of *post* is wrong."""
        return cls(
            cls.digest(post.source),
            entry.step,
            entry.rule,
            entry.span,
            entry.removed,
            entry.new,
            why,
            name,
            _lines_around(post.source, *entry.span),
        )

    @staticmethod
    def digest(text: str) -> str:
        """Return the SHA-256 of a text in UTF-8; a lone surrogate counts as the three bytes it would be."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_AROUND: Final = 200


def _lines_around(text: str, start: int, end: int) -> str:
    low = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    high = text.find("\n", end, end + _AROUND)
    return text[low : high if high >= 0 else end + _AROUND]


# --- reading ------------------------------------------------------------------


def load_decisions(path: str | os.PathLike[str]) -> tuple[Decision, ...]:
    """Read the file that the review page lets a person download.

    Raises ``OSError`` when it cannot be read and ``ValueError`` that names what is wrong in it.
    """
    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8"))
        return tuple(_read_decisions(data))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"{os.fspath(path)}: no decisions of postnorm: {what}") from error


def _read_decisions(data: object) -> Iterator[Decision]:
    table = read(dict, data)
    if table["schema"] != SCHEMA:
        raise ValueError(f"schema {table['schema']!r} is not {SCHEMA}")
    for number, one in enumerate(records(table["decisions"]), 1):
        span = read_span(one["span"])
        if span is None or not 0 <= span[0] <= span[1]:
            raise ValueError(f"decision {number}: the span is no place")
        yield Decision(
            source=read(str, one["source"]),
            step=read(str, one["step"]),
            rule=read(str, one["rule"]),
            span=span,
            removed=read(str, one["removed"]),
            new=read(str, one["new"]),
            why=read(str, one.get("why", "")),
            name=read(str, one.get("name", "")),
            context=read(str, one.get("context", "")),
        )


# --- keeping ------------------------------------------------------------------


class Keeping:
    """The decisions on one source, asked after each step. Lives as long as one post is cleaned."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._given = checked(decisions)
        self._open: list[Decision] = []
        self._met: dict[Decision, None] = {}

    def begin(self, parsed: Post) -> Post:
        """Return the post as it was read, but for what is to stay; it is not read again."""
        if self._given:
            own = Decision.digest(parsed.source)
            self._open = [one for one in self._given if one.source == own]
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
            for one in self._open:
                if one[1:4] == (change.step, edit.rule, span) and self._agrees(one, edit, removed):
                    self._met[one] = None
                    found[at] = span
        for at in _company(change.edits, found):
            edit = change.edits[at]
            found.setdefault(at, places.source(*(edit.origin or (edit.start, edit.end))))
        return found

    def _agrees(self, one: Decision, edit: Edit, removed: str) -> bool:
        """Whether the texts are the same too; what another decision put back inside may differ."""
        inside = any(_is_inside(other, one) for other in self._open)
        return one.new == edit.new and (one.removed == removed or inside)


def checked(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return *decisions* as a tuple. Raises ``TypeError`` for anything else."""
    if isinstance(decisions, str | bytes | Decision) or not isinstance(decisions, Iterable):
        raise TypeError(
            f"keep is a list of decisions, such as load_decisions(path), not {kind_of(decisions)}"
        )
    given = tuple(decisions)
    for one in given:
        if not isinstance(one, Decision):
            raise TypeError(f"keep holds values of load_decisions, not {kind_of(one)}")
    return tuple(dict.fromkeys(given))


def _is_inside(one: Decision, other: Decision) -> bool:
    return one is not other and other.span[0] <= one.span[0] and one.span[1] <= other.span[1]


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
