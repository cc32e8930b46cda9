"""Where a post goes in a folder of posts: by the path it came from, and never outside of the folder."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_MAGIC: Final = re.compile(r"[*?\[]")
_MARKDOWN: Final = (".md", ".markdown")


def base_of(inputs: Sequence[str]) -> str:
    """Return the folder that the places of posts count from: what all *inputs* have in common.

    >>> base_of(["/a/posts/x.md", "/a/old/**/*.md"])
    '/a'
    """
    folders = []
    for given in inputs:
        magic = None if os.path.lexists(given) else _MAGIC.search(given)
        plain = os.path.abspath(given[: magic.start()] + "x" if magic else given)
        folders.append(plain if not magic and os.path.isdir(plain) else os.path.dirname(plain))
    return os.path.commonpath(folders) if folders else os.getcwd()


def place_of(name: str, container: str | None, base: str) -> str:
    """Return the relative path that a source is written to, ending in ``.md``.

    *name* and *container* are the source's: a path, or ``export.tar!posts/a.md`` in ``export.tar``.

    >>> place_of("/a/posts/x.html", None, "/a")
    'posts/x.html.md'
    >>> place_of("/a/x.tar!../../etc/x.md", "/a/x.tar", "/a")
    'x.tar/etc/x.md'
    """
    file = name if container is None else container
    relative = os.path.relpath(os.path.abspath(file), base)
    member = name[len(file) + 1 :].replace("\\", "/").split("/")
    parts = [_safe(part) for part in (*Path(relative).parts, *member)]
    place = os.path.join(*(part for part in parts if part not in ("", ".", "..")))
    return place if place.lower().endswith(_MARKDOWN) else place + ".md"


# What some file system refuses; a name of more than 255 bytes is refused by all.
_REFUSED: Final = re.compile(r'[\x00-\x1f<>:"|?*\\/]')
_LONGEST: Final = 200


def _safe(part: str) -> str:
    part = _REFUSED.sub("_", part)
    while len(os.fsencode(part)) > _LONGEST:
        part = part[: len(part) * 3 // 4]
    return part
