"""What the page tells of a post beside the texts: its changes, metadata and notices, as plain JSON values."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from postnorm import MISSING, Change, Decision, MetadataChange, Post
from postnorm.report.alignment import Kind, Stretch, rows
from postnorm.report.tracing import traced

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def facts(name: str, post: Post) -> dict[str, Json]:
    """Return all that the page shows of *post*; *name* is the file or whatever people know it by."""
    table = rows(traced(post))
    place = _Places(post.source, table)
    edits = list(_edits(post, table, place))
    return {
        "name": name,
        "digest": Decision.digest(post.source),
        "title": post.title or "",
        "author": post.author or "",
        "date": post.date.isoformat(" ", "minutes") if post.date else "",
        "url": post.url or "",
        "raw": len(post.source),
        "clean": len(post.body),
        "steps": _lost(post, table),
        "rows": [[_stretch(one) for one in row] for row in table],
        "edits": list(edits),
        "meta": list(_metadata(post, place)),
        "notices": [
            {
                "rule": notice.rule,
                "message": notice.message,
                "at": None if notice.span is None else place(notice.span),
                "detail": json_of(notice.detail),
            }
            for notice in post.notices
        ],
    }


def _stretch(one: Stretch) -> Json:
    return [str(one.kind), one.text, list(one.edits)] if one.edits else [str(one.kind), one.text]


def _lost(post: Post, table: Iterable[Iterable[Stretch]]) -> dict[str, Json]:
    """How much of the source each step took away, in the order of the steps."""
    steps = [entry.step for entry in post.ledger()]
    found = dict.fromkeys(steps, 0)
    for row in table:
        for one in row:
            if one.kind == Kind.REMOVED:
                found[steps[one.edits[-1]]] += len(one.text)
    return {step: size for step, size in found.items() if size}


# --- changes ------------------------------------------------------------------

# Places in the text that a step was given; the page has places in the source.
_PLACES: Final = frozenset({"kept", "dropped"})


def _edits(post: Post, table: Sequence[Sequence[Stretch]], place: _Places) -> Iterator[Json]:
    shown = _texts(table)
    kept = _kept_copies(post)
    for number, entry in enumerate(post.ledger()):
        one: dict[str, Json] = {
            "step": entry.step,
            "rule": entry.rule,
            "span": list(entry.span),
            "at": place(entry.span),
        }
        # The texts are told where the rows do not have them already: copies are long.
        texts = {"removed": entry.removed, "new": entry.new}
        one |= {side: text for side, text in texts.items() if shown[side].get(number, "") != text}
        detail = {k: v for k, v in (entry.detail or {}).items() if k not in _PLACES}
        if detail:
            one["detail"] = json_of(detail)
        if number in kept:
            one["kept"] = place(kept[number])
        yield one


def _texts(table: Iterable[Iterable[Stretch]]) -> dict[str, dict[int, str]]:
    """What the rows show that each edit removed and put in."""
    parts: dict[str, dict[int, list[str]]] = {"removed": {}, "new": {}}
    for row in table:
        for one in row:
            if one.kind in (Kind.REMOVED, Kind.LEFT):
                parts["removed"].setdefault(one.edits[0], []).append(one.text)
            elif one.kind in (Kind.PUT_IN, Kind.CAME):
                parts["new"].setdefault(one.edits[-1], []).append(one.text)
    return {
        side: {number: "".join(texts) for number, texts in found.items()}
        for side, found in parts.items()
    }


def _kept_copies(post: Post) -> dict[int, tuple[int, int]]:
    """For edits that dropped a copy, by number: where in the source the kept one stands."""
    found: dict[int, tuple[int, int]] = {}
    number = 0
    for at, change in enumerate(post.changes):
        if not isinstance(change, Change):
            continue
        told = [(n, edit.detail) for n, edit in enumerate(change.edits, number) if edit.detail]
        number += len(change.edits)
        spans = [(n, _span(detail.get("kept"))) for n, detail in told]
        if any(span for _, span in spans):
            places = _as_found(post, at).source_map()
            found |= {n: places.source(*span) for n, span in spans if span is not None}
    return found


def _as_found(post: Post, number: int) -> Post:
    """The post as the change of this number found it, but for its body."""
    return dataclasses.replace(post, changes=post.changes[:number])


def _span(value: object) -> tuple[int, int] | None:
    if isinstance(value, tuple) and len(value) == 2:
        start, end = value
        if isinstance(start, int) and isinstance(end, int):
            return start, end
    return None


def json_of(value: object) -> Json:
    """A detail or a value of metadata as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): json_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_of(item) for item in value]
    return value if isinstance(value, str | int | float | bool) else None


# --- places -------------------------------------------------------------------

_LINE_END: Final = re.compile(r"\r\n?|\n")  # as editors count lines


class _Places:
    """Line and column, counted from 1, and the row of a place in the source."""

    def __init__(self, source: str, table: Iterable[Iterable[Stretch]]) -> None:
        self._lines = [0, *(match.end() for match in _LINE_END.finditer(source))]
        self._rows: list[int] = []
        at = 0
        for row in table:
            self._rows.append(at)
            at += sum(len(one.text) for one in row if one.is_raw)

    def __call__(self, span: tuple[int, int]) -> Json:
        start, end = span
        line = bisect_right(self._lines, start)
        first = max(0, bisect_right(self._rows, start) - 1)
        last = max(first, bisect_right(self._rows, max(start, end - 1)) - 1)
        return [line, start - self._lines[line - 1] + 1, first, last]


# --- metadata -----------------------------------------------------------------

_FIELDS: Final = ("title", "author", "date", "url", "tags", "publisher", "account")


def _metadata(post: Post, place: _Places) -> Iterator[Json]:
    """Each value, the step that gave it, and where in the source it was read."""
    found = _found(post)
    for key, value in post.metadata.items():
        step, span, written = found.get(key, ("", None, key))
        yield {
            "key": key,
            "value": json_of(value),
            "step": step,
            "written": written if written != key else "",
            "at": None if span is None else place(span),
        }


def _found(post: Post) -> dict[str, tuple[str, tuple[int, int] | None, str]]:
    """For each key the step that read it, its place in the source, and the name it had there."""
    found: dict[str, tuple[str, tuple[int, int] | None, str]] = {}
    gone: dict[str, list[str]] = defaultdict(list)  # of a step: names that it replaced
    for change in post.changes:
        if isinstance(change, MetadataChange) and change.after is MISSING:
            gone[change.step].append(change.key)
    for number, change in enumerate(post.changes):
        if not isinstance(change, MetadataChange) or change.after is MISSING:
            continue
        if change.span is not None:
            span = _as_found(post, number).source_map().source(*change.span)
            found[change.key] = change.step, span, change.key
            continue
        field = _field(change.key, change.after)
        for name in gone[change.step]:
            before = found.get(name)
            if before and field and _field(name, "2000-01-01" if field == "date" else "x") == field:
                found[change.key] = before[0], before[1], name
        found.setdefault(change.key, (change.step, None, change.key))
    return found


def _field(key: str, value: object) -> str | None:
    """The field that a key is a name of: only a post knows its aliases."""
    read = Post("", "", {key: value})
    return next((field for field in _FIELDS if getattr(read, field)), None)
