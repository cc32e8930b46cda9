"""TOML from anybody: what would keep the parser busy for hours is refused before it is asked."""

from __future__ import annotations

import os
import re
from typing import Final

from postnorm.errors import PackError

MOST_PARTS: Final = 32
"""Of a dotted key; tomllib takes cubic time for ``a.a.a.a…``."""

# Strings and comments, from left to right as tomllib meets them, so that no quote in one of them opens
# another. One that is never closed goes to its end, where tomllib stops. Every branch begins with a
# mark of its own and is possessive: nothing is read twice.
_NO_KEY: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_BETWEEN_KEYS: Final = re.compile(r"[=\n,{\[]")


def is_dotted(text: str) -> bool:
    """Whether a key has more parts than anybody writes.

    >>> is_dotted("a" + ".a" * 99 + " = 1"), is_dotted('a = "' + ".a" * 99 + '"')
    (True, False)
    """
    keys = _BETWEEN_KEYS.split(_NO_KEY.sub("", text))
    return any(key.count(".") >= MOST_PARTS for key in keys)


def read_file(path: str | os.PathLike[str], *, most: int) -> str:
    """Return the text of a file of at most *most* bytes.

    Raises ``OSError`` when it cannot be read, and :class:`postnorm.PackError` for a larger one and
    for one that is not UTF-8.
    """
    with open(path, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        reason = f"has more than {most:,} bytes"
        raise PackError(path=os.fsdecode(path), entry="the file", reason=reason)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(
            path=os.fsdecode(path), entry="the file", reason=f"is not UTF-8: {error}"
        ) from error
    return text.replace("\r\n", "\n")


def read_tables(text: str, *, path: str) -> dict[str, object]:
    """Return what *text* says. Raises :class:`postnorm.PackError` naming *path* when it is no TOML.

    >>> read_tables("a.b = 1", path="own.toml")
    {'a': {'b': 1}}
    """
    import tomllib

    try:
        if is_dotted(text):
            raise ValueError(f"a key of more than {MOST_PARTS} parts")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # the first also for a number without end
        raise PackError(path=path, entry="the file", reason=f"no TOML: {error}") from error
