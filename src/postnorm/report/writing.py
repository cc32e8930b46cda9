"""Writing the page to a file: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from postnorm import Post
from postnorm.report.page import Language, page, words


def write_report(
    posts: Iterable[Post | tuple[str, Post]],
    path: str | os.PathLike[str],
    *,
    language: Language = "en",
    title: str = "",
) -> int:
    """Write a page on which people see what was done to *posts*, and return how many they are.

    *posts* are cleaned posts, or pairs of a name and such a post; they are read once and one at a
    time. The page is one file: it loads nothing, sends nothing and works from disk. *language* is
    that of the page, ``en`` or ``zh``. A file that is there is replaced when all is written.

    Raises ``OSError`` when it cannot be written, ``ValueError`` for an unknown language and
    ``TypeError`` for what is no post.

    >>> import postnorm, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report([postnorm.clean("1 、雨停了。")], f"{folder}/report.html")
    1
    """
    words(language)
    count = 0

    def counted() -> Iterator[tuple[str, Post]]:
        nonlocal count
        for count, one in enumerate(posts, 1):
            yield _named(one, count)

    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(page(counted(), language=language, title=title))
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return count


def _named(one: object, number: int) -> tuple[str, Post]:
    if isinstance(one, Post):
        return str(number), one
    if isinstance(one, tuple) and len(one) == 2:
        name, post = one
        if isinstance(name, str) and isinstance(post, Post):
            return name, post
    raise TypeError(
        f"write_report takes posts, or pairs of a name and a post, not {type(one).__name__}"
    )
