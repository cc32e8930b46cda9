"""A reading: what a stretch of text was before it was read in the wrong encoding, and how sure that is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from postnorm.plausibility import count_beyond_ascii
from postnorm.tables.characters import HAN


class Reading(NamedTuple):
    """What ``text[start:end]`` was before it was misread."""

    start: int
    end: int
    text: str
    path: str
    """Such as ``utf-8 read as windows-1252``; of several misreadings the first one first."""
    certain: bool
    """By itself. Otherwise only where the same has happened elsewhere in the text for certain."""

    def shifted(self, by: int) -> Reading:
        return self._replace(start=self.start + by, end=self.end + by)


# Means of the weights that postnorm.plausibility gives characters.
COMMON: Final = 0.4  # common characters, if not frequent ones
RARE: Final = 0.3  # a good part of them is in no list of common characters
BETTER: Final = 0.2  # by this much at least a reading must exceed the broken text

HAN_CHARACTER: Final = re.compile(f"[{HAN}]")
CJK: Final = re.compile(
    f"[\ufeff\u2010-\u203b\u2e80-\u30ff\ufe30-\ufe4f\uff00-\uffef\U0001f300-\U0001faff{HAN}]"
)


def is_cjk(text: str) -> bool:
    """Whether Chinese, kana and emoji are the better part of what is not ASCII.

    What was Korean, Thai or Russian is left to others: nothing here can judge it.
    """
    return 2 * len(CJK.findall(text)) > count_beyond_ascii(text)


def decoded(data: bytes, codec: str) -> str | None:
    """Return all of *data* as text, if it can be read and gives the same bytes when written again."""
    try:
        text = data.decode(codec)
        return text if text.encode(codec) == data else None
    except UnicodeError:
        return None
