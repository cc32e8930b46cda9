"""Finding posts: files, folders, patterns and collections, in an order that is always the same."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from typing import Final

from postnorm import Post
from postnorm.corpus.containers import posts_in
from postnorm.corpus.ordering import in_order
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
    Any other file that is packed so is one post. *field* names the text's key or column. Nothing is
    unpacked to disk. A post of more than *most_bytes* bytes carries a :class:`TooLargeError`.

    Raises :class:`MissingExtraError` when pyarrow or warcio is needed and not installed; nothing else.
    """
    for given in inputs:
        for found in _files(os.fspath(given)):
            if isinstance(found, Source):
                yield found
            else:
                yield from posts_in(found, field, most_bytes)


_MAGIC: Final = frozenset("*?[")


def _files(given: str) -> Iterator[str | Source]:
    """The paths of files; a source that carries its error for a folder that cannot be read."""
    if os.path.isdir(given):
        yield from _walk(given)
    elif _MAGIC.isdisjoint(given) or os.path.lexists(given):
        yield given
    else:
        found = in_order(map(os.fsencode, glob.iglob(given, recursive=True)))
        paths = (path for path in map(os.fsdecode, found) if not os.path.isdir(path))
        first = next(paths, None)
        yield given if first is None else first  # what finds nothing is told as missing
        yield from paths


def _walk(folder: str) -> Iterator[str | Source]:
    """Every file below *folder*, by path; links to folders are not followed."""
    stack = [_entries(folder)]
    while stack:
        for path, kind in stack[-1]:
            if kind == _FOLDER:
                stack.append(_entries(path))
                break
            yield Source(path, error=kind) if isinstance(kind, OSError) else path
        else:
            stack.pop()


_FILE: Final = "0"
_FOLDER: Final = "1"  # files of a folder come first, then its folders, each in order


def _entries(folder: str) -> Iterator[tuple[str, str | OSError]]:
    """What is in a folder, in order, and what it is; or the folder, and why it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            kinds = ((_FOLDER if e.is_dir(follow_symlinks=False) else _FILE, e) for e in entries)
            names = in_order(os.fsencode(kind + entry.name) for kind, entry in kinds)
    except OSError as error:
        yield folder, error
        return
    for name in map(os.fsdecode, names):
        yield os.path.join(folder, name[1:]), _FOLDER if name[0] == _FOLDER else _FILE


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
