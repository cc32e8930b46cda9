"""One post that is to be read: its name, and where its content comes from."""

from __future__ import annotations

import dataclasses
import errno
import os
import stat
from collections.abc import Mapping
from typing import Final, TypeAlias

from postnorm import Post, TooLargeError

MOST_BYTES: Final = 64 * 1024 * 1024
"""Of one post; an export of a whole blog in one file is no post."""

Content: TypeAlias = str | bytes | Post


@dataclasses.dataclass(frozen=True)
class Source:
    """One post to be read: what people find it by, and where its content comes from."""

    name: str
    """A path, ``posts.jsonl:12``, ``export.tar!posts/a.md`` or a running number."""
    content: Content | None = None
    path: str | None = None
    """A file to be read where the work is done, or the name that a member has in its archive."""
    container: str | None = None
    """The file that holds it among others; the name then begins with it."""
    error: Exception | None = None
    """Why there is no content."""
    metadata: Mapping[str, object] | None = None
    """What the collection says of it beside the text; what its own header says comes first."""
    most_bytes: int | None = MOST_BYTES

    def read(self) -> Content:
        """Return the content. Raises ``OSError``, :class:`TooLargeError`, or what it carries."""
        if self.error is not None:
            raise self.error
        if self.content is not None:
            return self.content
        assert self.path is not None
        return _read_file(self.path, self.most_bytes)


def refuse_what_is_no_file(path: str) -> os.stat_result:
    found = os.stat(path)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
        raise OSError(errno.EINVAL, "not a regular file", path)
    return found


def _read_file(path: str, most: int | None) -> bytes:
    if "\0" in path:
        raise OSError(errno.EINVAL, "no file has NUL in its name", path)
    size = refuse_what_is_no_file(path).st_size
    refuse_above(most, size)
    with open(path, "rb") as file:
        return file.read()


def refuse_above(most: int | None, size: int) -> None:
    if most is not None and size > most:
        raise TooLargeError(f"{size:,} bytes, the limit for one post is {most:,}")


def plain(error: Exception) -> Exception:
    """An error that can be sent to another process, with the same words."""
    if isinstance(error, TooLargeError) or type(error).__module__ == "builtins":
        return error
    return ValueError(f"{type(error).__name__}: {error}")
