"""The one value that flows through the library: a post and everything that was done to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from postnorm import edits as _edits
from postnorm import exchange, fields, headers
from postnorm.edits import Edit, OffsetMap
from postnorm.records import (
    Change,
    LedgerEntry,
    MetadataChange,
    Notice,
    change_to_dict,
    read,
    read_change,
    read_notice,
    records,
    same,
    with_frozen_detail,
    without_none,
)
from postnorm.tables.reasons import reason_of
from postnorm.values import MISSING, Metadata, kind_of, thawed

if TYPE_CHECKING:
    import frontmatter

SCHEMA: Final = 1
"""Of :meth:`Post.to_dict`; a reader refuses a number it does not know."""

NORMAL_FORM: Final = 1
"""Counts up whenever a rule's result changes: posts with equal numbers are comparable."""

_T = TypeVar("_T")


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Post:
    """A post: where it began, how it stands now, and each change in between.

    Make one with :meth:`from_text` or :func:`postnorm.parse`; values never change, steps give
    new ones. Replaying ``changes`` on ``source`` gives ``body``.

    >>> post = Post.from_text("雨停了。", {"title": "雨后"})
    >>> post.title, post.body, post.restore() == post.source
    ('雨后', '雨停了。', True)
    """

    source: str
    body: str
    metadata: Mapping[str, object] = dataclasses.field(default_factory=Metadata)
    changes: tuple[Change | MetadataChange, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.metadata, Metadata):
            object.__setattr__(self, "metadata", Metadata(self.metadata))

    @classmethod
    def from_text(cls, text: str, metadata: Mapping[str, object] | None = None) -> Post:
        """Return a post of which nothing has been done yet; given metadata are recorded as a change."""
        if not isinstance(text, str):
            raise TypeError(
                f"a post is made from a str, not {kind_of(text)}; for bytes call postnorm.parse"
            )
        text = str.__str__(text)  # not a subclass, which may hold on to the tree it came from
        post = cls(text, text)
        return post if metadata is None else post.described("from_text", metadata)

    # --- what steps call ---------------------------------------------------

    def edited(self, step: str, edits: Iterable[Edit], notices: Iterable[Notice] = ()) -> Post:
        """Return the post with *edits* carried out and recorded; itself when there is nothing to do.

        Raises :class:`postnorm.EditError` when the edits overlap, leave the body, or claim an
        origin that has other text.
        """
        done = tuple(with_frozen_detail(edit) for edit in _edits.minimal(self.body, edits))
        _edits.check(self.body, done)
        return self.recorded(step, done, notices)

    def recorded(self, step: str, edits: tuple[Edit, ...], notices: Iterable[Notice] = ()) -> Post:
        """:meth:`edited` for edits that are minimal, frozen and checked already, as a rule's are."""
        post = self.noticed(notices)
        if not edits:
            return post
        change = Change(step, edits, _edits.removed(self.body, edits))
        body = _edits.apply(self.body, edits)
        return Post(self.source, body, self.metadata, (*self.changes, change), post.notices)

    def described(
        self,
        step: str,
        metadata: Mapping[str, object],
        *,
        spans: Mapping[str, tuple[int, int]] | None = None,
    ) -> Post:
        """Return the post with *metadata* in place of what it had; itself when they are equal.

        *spans* gives for a key the place in the body that its value was read from.
        """
        new = Metadata(metadata)
        keys = (*new, *(key for key in self.metadata if key not in new))
        changes = tuple(
            MetadataChange(step, key, before, after, (spans or {}).get(key))
            for key in keys
            if not same(before := self.metadata.get(key, MISSING), after := new.get(key, MISSING))
        )
        if not changes:
            return self
        return Post(self.source, self.body, new, (*self.changes, *changes), self.notices)

    def noticed(self, notices: Iterable[Notice]) -> Post:
        """Return the post with *notices* added, their places turned into places in the source.

        What is already said is not said again; itself when nothing is new.
        """
        given = tuple(notices)
        if not given:
            return self
        placed = any(notice.span is not None for notice in given)
        places = self.source_map() if placed else OffsetMap()
        said = dict.fromkeys(map(with_frozen_detail, self.notices))
        before = len(said)
        for notice in given:
            if notice.span is not None:
                notice = notice._replace(span=self._traced(places, *notice.span))
            said.setdefault(with_frozen_detail(notice))
        new = list(said)[before:]
        if not new:
            return self
        return Post(self.source, self.body, self.metadata, self.changes, (*self.notices, *new))

    # --- what readers call -------------------------------------------------

    def restore(self) -> str:
        """Return the text it began with, by undoing the changes from the body backwards."""
        text = self.body
        for change in reversed(self.changes):
            if isinstance(change, Change):
                text = _edits.invert(text, change.edits, change.removed)
        return text

    def source_map(self) -> OffsetMap:
        """Return the map from places in the body to places in the source: for asking many times."""
        places = OffsetMap()
        for change in self.changes:
            if isinstance(change, Change):
                places = places.then(change.edits)
        return places

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the source that ``body[start:end]`` came from, moved text included.

        Offsets count code points. Raises ``IndexError`` for a span outside the body.
        """
        return self._traced(self.source_map(), start, end)

    def _traced(self, places: OffsetMap, start: int, end: int) -> tuple[int, int]:
        if not 0 <= start <= end <= len(self.body):
            raise IndexError(
                f"[{start}, {end}) is not a span of the body of {len(self.body)} characters"
            )
        return places.source(start, end)

    def ledger(self) -> Iterator[LedgerEntry]:
        """Give every edit of the body in the order it was made, with its place in the source.

        >>> from postnorm import normalize_punctuation
        >>> [entry] = normalize_punctuation(Post.from_text("1 、雨停了。")).ledger()
        >>> entry.span, entry.rule, entry.removed, entry.new
        ((1, 2), 'punctuation.space-before-mark', ' ', '')
        """
        places = OffsetMap()
        for change in self.changes:
            if not isinstance(change, Change):
                continue
            for edit, removed in zip(change.edits, change.removed, strict=True):
                yield LedgerEntry(
                    step=change.step,
                    rule=edit.rule,
                    reason=reason_of(edit.rule),
                    span=places.source(*(edit.origin or (edit.start, edit.end))),
                    removed=removed,
                    new=edit.new,
                    detail=edit.detail,
                )
            places = places.then(change.edits)

    def to_text(self) -> str:
        """Return the body."""
        return self.body

    def to_markdown(self) -> str:
        """Return front matter and body as one Markdown text that :func:`postnorm.parse` reads back equal."""
        return headers.document(self.metadata, self.body)

    def to_frontmatter(self) -> frontmatter.Post:
        """Return body and metadata as a post of python-frontmatter."""
        return exchange.to_frontmatter(self.body, self.metadata)

    @classmethod
    def from_frontmatter(cls, post: object) -> Post:
        """Return a post made of a ``frontmatter.Post``, its metadata recorded as a change."""
        return cls.from_text(*exchange.from_frontmatter(post))

    def to_dict(self) -> dict[str, object]:
        """Return everything as plain JSON values; :meth:`from_dict` gives back an equal post."""
        return {
            "schema": SCHEMA,
            "normal_form": NORMAL_FORM,
            "source": self.source,
            "body": self.body,
            "metadata": thawed(self.metadata),
            "changes": [change_to_dict(change) for change in self.changes],
            "notices": [without_none(notice) for notice in self.notices],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Post:
        """Return the post that :meth:`to_dict` wrote.

        Raises ``ValueError`` for another schema, a missing key, or changes that do not lead from
        the source to the body.
        """
        if not isinstance(data, Mapping):
            raise TypeError(f"from_dict takes the dict that to_dict gives, not {kind_of(data)}")
        if data.get("schema") != SCHEMA:
            raise ValueError(
                f"schema {data.get('schema')!r} is not {SCHEMA}: written by another version of postnorm?"
            )
        try:
            post = _read_post(data)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                f"not what Post.to_dict() writes: {type(error).__name__}: {error}"
            ) from error
        if _replayed(post) != post.body:
            raise ValueError("the changes do not lead from the source to the body")
        return post

    # --- metadata under its usual names -------------------------------------

    @property
    def title(self) -> str | None:
        return self._first("title", fields.text_of)

    @property
    def author(self) -> str | None:
        return self._first("author", fields.text_of)

    @property
    def date(self) -> dt.datetime | None:
        """When it was published; naive when no offset is written, ``None`` when it cannot be read."""
        return self._first("date", fields.date_of)

    @property
    def url(self) -> str | None:
        """Where it stands; where the metadata do not say that, where the original stands."""
        return self._first("url", fields.text_of) or self._first("source_url", fields.text_of)

    @property
    def tags(self) -> tuple[str, ...]:
        return self._first("tags", fields.tags_of) or ()

    @property
    def publisher(self) -> str | None:
        return self._first("publisher", fields.text_of)

    @property
    def account(self) -> str | None:
        return self._first("account", fields.text_of)

    def _first(self, field: str, read: Callable[[object], _T | None]) -> _T | None:
        """The field's value under the most preferred alias that has a readable one."""
        values = (read(self.metadata[key]) for key in fields.keys_of(self.metadata, field))
        return next((value for value in values if value), None)

    def __repr__(self) -> str:
        return (
            f"<Post {self.title or self.body[:20]!r}: {len(self.body)} of {len(self.source)} characters, "
            f"{len(self.changes)} changes, {len(self.notices)} notices>"
        )


def _read_post(data: Mapping[str, object]) -> Post:
    return Post(
        source=read(str, data["source"]),
        body=read(str, data["body"]),
        metadata=Metadata(read(dict, data["metadata"])),
        changes=tuple(map(read_change, records(data["changes"]))),
        notices=tuple(map(read_notice, records(data["notices"]))),
    )


def _replayed(post: Post) -> str | None:
    """Return what the changes make of the source; ``None`` when they took away what was not there."""
    text = post.source
    for change in post.changes:
        if isinstance(change, Change):
            _edits.check(text, change.edits)
            if _edits.removed(text, change.edits) != change.removed:
                return None
            text = _edits.apply(text, change.edits)
    return text
