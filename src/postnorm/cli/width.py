"""Text on a terminal: how wide it is, broken into lines, and without what a terminal would obey."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_NARROW: Final = re.compile(r"[ -~]*")
# C0, DEL and C1 but tab and line feed; marks of direction; what is invisible: a terminal would obey
# them, or show another text than there is.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def width_of(text: str) -> int:
    """Return how many columns *text* takes: of a wide East Asian character two (UAX 11), of a mark none.

    >>> width_of("雨stopped"), width_of("e\\u0301")
    (9, 1)
    """
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    """Return *text* with spaces up to that width."""
    return text + " " * max(0, columns - width_of(text))


def cut(text: str, columns: int) -> Iterator[str]:
    """Give *text* in pieces that are as wide as fits; nothing of it is lost."""
    start = used = 0
    for at, character in enumerate(text):
        width = _width(character)
        if used + width > columns and at > start:
            yield text[start:at]
            start, used = at, 0
        used += width
    yield text[start:]


# Where a line may end: behind a space, and about a wide character, but before no closing mark.
_WORDS: Final = re.compile(
    r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef][，。、；：！？）」』》”’]*\s*|\s+"
)


def wrapped(text: str, columns: int) -> list[str]:
    """Return *text* in lines of whole words; a Chinese character is a word.

    >>> wrapped("write the clean post", 12), wrapped("输出清理后的文章。", 8)
    (['write the', 'clean post'], ['输出清理', '后的文', '章。'])
    """
    lines, line = [], ""
    for word in _WORDS.findall(text.strip()):
        if line and width_of(line + word.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def visible(text: str) -> str:
    """Return *text* with a name in place of what a terminal would obey, or hide.

    >>> visible("雨\\x1b[31m停\\u200b")
    '雨<U+001B>[31m停<U+200B>'
    """
    return _UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
