"""Finding posts: files, folders, patterns and collections, in an order that is always the same."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from typing import Final

from postnorm import Post
from postnorm.corpus.containers import posts_in
from postnorm.corpus.sources import MOST_BYTES, Source


def open_posts(
    *inputs: str | os.PathLike[str],
    field: str = "text",
    most_bytes: int | None = MOST_BYTES,
) -> Iterator[Source]:
    """Give every post in *inputs* in an order that is always the same.

    An input is a file, a folder (all files in it, by path), a pattern such as ``posts/**/*.md``, or
    by its ending a collection: ``.jsonl`` (also ``.ndjson``), ``.parquet``, ``.tar``, ``.zip``,
    ``.warc``; JSON lines and tar also with ``.gz``, ``.bz2``, ``.xz``, web archives with ``.gz``.
    *field* names the text's key or column. Nothing is unpacked to disk. A post of more than
    *most_bytes* bytes carries a :class:`TooLargeError`.

    Raises :class:`MissingExtraError` when pyarrow or warcio is needed and not installed; nothing else.
    """
    for given in inputs:
        for path in _files(os.fspath(given)):
            yield from posts_in(path, field, most_bytes)


_MAGIC: Final = frozenset("*?[")


def _files(given: str) -> Iterator[str]:
    if os.path.isdir(given):
        yield from _walk(given)
    elif _MAGIC.isdisjoint(given) or os.path.lexists(given):
        yield given
    else:
        found = sorted(glob.glob(given, recursive=True, include_hidden=False))
        yield from (path for path in found if not os.path.isdir(path))
        if not found:
            yield given  # and so is told as missing


def _walk(folder: str) -> Iterator[str]:
    """Every file below *folder*, by path; links to folders are not followed."""
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: os.fsencode(entry.name))
        except OSError:
            yield here  # told when it is read
            continue
        # Files of a folder first, then its folders, each in order.
        yield from (e.path for e in entries if not e.is_dir(follow_symlinks=False))
        stack += [e.path for e in reversed(entries) if e.is_dir(follow_symlinks=False)]


def sources_of(items: Iterable[object] | str | os.PathLike[str]) -> Iterator[Source]:
    """Give a source for each of *items*: paths, texts, bytes, posts, or sources already.

    A path object names a file; a ``str`` is a text, unless it is all that is given.
    """
    if isinstance(items, str | os.PathLike):
        yield from open_posts(items)
        return
    for number, item in enumerate(items, 1):
        if isinstance(item, Source):
            yield item
        elif isinstance(item, os.PathLike):
            yield Source(os.fspath(item), path=os.fspath(item))
        elif isinstance(item, str | bytes | Post):
            yield Source(str(number), item)
        else:
            error = TypeError(f"a source is a path, text, bytes or Post, not {type(item).__name__}")
            yield Source(str(number), error=error)
