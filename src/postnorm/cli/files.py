"""The files that a command is given, read and cleaned one by one."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import postnorm
from postnorm import Decision, Post, PostnormError
from postnorm.cli.common import DONE, FAILED, Cleaning, cleaning_of, complain, tell
from postnorm.cli.language import say

POSTS: Final = (".md", ".markdown", ".mdown", ".txt")
"""What of a folder is a post: pages and data would not come out as what they are."""


class Cleaned(NamedTuple):
    """A file, and what became of it."""

    name: str
    data: bytes
    post: Post

    @property
    def text(self) -> str:
        """What ``postnorm clean`` writes: it ends with a line end, if there is anything."""
        markdown = self.post.to_markdown()
        return markdown if not markdown or markdown.endswith("\n") else markdown + "\n"

    @property
    def header(self) -> str:
        """What of the text stands before the body."""
        text, body = self.text, self.post.body
        return text[: len(text) - len(body) - (not text.endswith(body))]

    @property
    def output(self) -> bytes:
        """The same in bytes; a lone surrogate as what it would be in UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")


def add_files(command: argparse.ArgumentParser, what: str) -> None:
    """Give *command* its files; *what* says what may be one."""
    command.add_argument(
        "files",
        nargs="*",
        default=["-"],
        metavar="FILE",
        help=what,
    )


def each(
    options: argparse.Namespace,
    do: Callable[[Cleaned], int],
    *,
    folders: bool,
    keep: tuple[Decision, ...] = (),
) -> int:
    """Clean each file but for what *keep* names, and do something with it; return the worst status.

    What is wrong with one is one line on standard error, and the others are still done.
    """
    status, cleaning = DONE, cleaning_of(options)
    if keep:
        cleaning["keep"] = keep
    for name in options.files:
        for found in _posts_below(name) if folders and os.path.isdir(name) else [name]:
            done = FAILED if found is None else _do(found, cleaning, do)
            status = max(status, done)
    return status


def _do(name: str, cleaning: Cleaning, do: Callable[[Cleaned], int]) -> int:
    try:
        data = read(name)
        path = None if name == "-" else name
        post = postnorm.clean(data, path=path, **cleaning)
    except IsADirectoryError:
        return complain(say("{name}: Is a directory; postnorm batch cleans a folder", name=name))
    except OSError as error:
        return complain(f"{name}: {say(error.strerror or str(error))}")
    except PostnormError as error:
        return complain(f"{name}: {error}")
    return do(Cleaned(name, data, post))


def read(name: str) -> bytes:
    """Return what is in a file, or in standard input for ``-``."""
    if name == "-":
        if sys.stdin is None:
            raise OSError(say("standard input is closed"))
        if sys.stdin.isatty():
            tell(f"postnorm: {say('reading what is typed, up to Ctrl-D; or name a file')}")
        return sys.stdin.buffer.read()
    if "\0" in name:
        raise OSError(say("no file has NUL in its name"))
    with open(name, "rb") as file:
        return file.read()


def _posts_below(folder: str) -> Iterator[str | None]:
    """The posts in a folder, in order, without what is hidden; ``None`` for what cannot be looked at."""
    failed: list[OSError] = []
    found = 0
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.lower().endswith(POSTS) and not name.startswith(".") and _may_be_read(path):
                found += 1
                yield path
    for error in failed:
        complain(f"{error.filename}: {say(error.strerror or str(error))}")
        yield None
    if not found and not failed:
        complain(say("{name}: no posts below it ({kinds})", name=folder, kinds=" ".join(POSTS)))
        yield None


def _may_be_read(path: str) -> bool:
    """A pipe in a folder would be waited for; what is missing is told when it is read."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True
