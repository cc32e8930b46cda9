"""What a post remembers: the changes that were made and the notices that were given, and their JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from postnorm.edits import Edit
from postnorm.values import MISSING, Metadata, kind_of, thawed

_T = TypeVar("_T")


class Change(NamedTuple):
    """What one step did to the body. Offsets count in the body as the step found it."""

    step: str
    edits: tuple[Edit, ...]
    removed: tuple[str, ...]
    """What each edit took away: with it the body alone can be turned back."""


class MetadataChange(NamedTuple):
    """What one step did to one key; ``MISSING`` stands for "no such key"."""

    step: str
    key: str
    before: object
    after: object
    span: tuple[int, int] | None = None
    """The place in the body, as the step found it, that the value was read from."""


class Notice(NamedTuple):
    """Something repaired or in doubt that a person may want to look at.

    A rule gives places in the text it was handed; a post keeps them as places in its source,
    which stay true whatever is done next.
    """

    rule: str
    message: str
    span: tuple[int, int] | None = None
    detail: Mapping[str, object] | None = None


class LedgerEntry(NamedTuple):
    """One edit, with its place in the source of the post: what a reviewer reads."""

    step: str
    rule: str
    reason: str
    span: tuple[int, int]
    """What of the source it changed; empty where text was put in that came from nowhere."""
    removed: str
    new: str
    detail: Mapping[str, object] | None = None


def same(one: object, other: object) -> bool:
    """Equal in value and in type all the way down: ``True`` is not ``1`` in metadata."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Metadata) and isinstance(other, Metadata):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and one == other


_Told = TypeVar("_Told", Edit, Notice)


def with_frozen_detail(told: _Told) -> _Told:
    """Return an edit or a notice that cannot change, and so can be compared, hashed and kept."""
    if told.detail is None or isinstance(told.detail, Metadata):
        return told
    return told._replace(detail=Metadata(told.detail))


def without_none(record: Edit | Notice) -> dict[str, object]:
    return {key: thawed(value) for key, value in record._asdict().items() if value is not None}


def change_to_dict(change: Change | MetadataChange) -> dict[str, object]:
    if isinstance(change, Change):
        return {
            "step": change.step,
            "edits": [
                without_none(edit) | {"removed": old}
                for edit, old in zip(change.edits, change.removed, strict=True)
            ],
        }
    # A side that is missing is left out, and so is told from one that is null.
    sides = {"before": change.before, "after": change.after}
    written = {side: thawed(value) for side, value in sides.items() if value is not MISSING}
    span = {} if change.span is None else {"span": list(change.span)}
    return {"step": change.step, "key": change.key} | written | span


def read_change(data: Mapping[str, object]) -> Change | MetadataChange:
    step = read(str, data["step"])
    if "edits" not in data:
        sides = Metadata({side: data[side] for side in ("before", "after") if side in data})
        before, after = (sides.get(side, MISSING) for side in ("before", "after"))
        return MetadataChange(
            step, read(str, data["key"]), before, after, read_span(data.get("span"))
        )
    edits = list(records(data["edits"]))
    return Change(
        step,
        tuple(
            Edit(
                read(int, edit["start"]),
                read(int, edit["end"]),
                read(str, edit["new"]),
                read(str, edit["rule"]),
                read_span(edit.get("origin")),
                read_detail(edit.get("detail")),
            )
            for edit in edits
        ),
        tuple(read(str, edit["removed"]) for edit in edits),
    )


def read(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.60} is {kind_of(value)}, not a {kind.__name__}")
    return value


def records(value: object) -> Iterator[Mapping[str, object]]:
    for item in read(list, value):
        yield read(dict, item)


def read_span(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = read(list, value)
    return read(int, start), read(int, end)


def read_detail(value: object) -> Metadata | None:
    return None if value is None else Metadata(read(dict, value))


def read_notice(data: Mapping[str, object]) -> Notice:
    return Notice(
        read(str, data["rule"]),
        read(str, data["message"]),
        read_span(data.get("span")),
        read_detail(data.get("detail")),
    )
