"""Posts for python-frontmatter and from it, for those who store posts that way."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from postnorm.values import kind_of, thawed

if TYPE_CHECKING:
    import frontmatter


def to_frontmatter(body: str, metadata: Mapping[str, object]) -> frontmatter.Post:
    """Return a ``frontmatter.Post`` with plain lists and dicts in its metadata."""
    import frontmatter

    made = frontmatter.Post(body)
    # Not as keywords: "content" and "handler" are parameters of the constructor, and keys of headers.
    made.metadata.update({key: thawed(value) for key, value in metadata.items()})
    return made


def from_frontmatter(post: object) -> tuple[str, dict[str, object]]:
    """Return body and metadata of a ``frontmatter.Post``; what JSON has nothing for as text.

    Raises ``TypeError`` for anything else.
    """
    body, metadata = getattr(post, "content", None), getattr(post, "metadata", None)
    if not isinstance(body, str) or not isinstance(metadata, Mapping):
        raise TypeError(f"from_frontmatter takes a frontmatter.Post, not {kind_of(post)}")
    return body, {_key(key): _plain(value) for key, value in metadata.items()}


def _key(key: object) -> str:
    """A key as a header writes it: YAML reads ``1:``, ``yes:`` and ``2013-10-21:`` as typed keys."""
    if isinstance(key, str):
        return key
    if key is None:
        return "null"
    return str(key).lower() if isinstance(key, bool) else str(key)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Set):  # YAML's !!set; its order means nothing
        return sorted(str(_plain(item)) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
