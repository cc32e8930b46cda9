"""Does this look like Chinese? The question that is left when bytes can be read in several ways.

GBK read as Big5, or UTF-8 as GBK, gives characters that stand in dictionaries and nowhere else.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import islice

from postnorm.tables.frequent_characters import FREQUENT

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{1,4096}")
_SAMPLE = 4096  # characters enough to judge by


def count_beyond_ascii(text: str) -> int:
    """Count the characters that are not ASCII."""
    return sum(map(len, _BEYOND_ASCII.findall(text)))


def chineseness(text: str) -> float:
    """Return the mean weight of the first characters beyond ASCII, at most 1; 0 when there are none.

    Chinese of 16 characters has 0.5 at least, what is misread as Chinese 0.36 at most (measured
    on 560 samples).

    >>> round(chineseness("雨停了，我们回家"), 2), round(chineseness("锟斤拷"), 2)
    (0.85, 0.27)
    """
    counts: Counter[str] = Counter()
    for run in islice(_BEYOND_ASCII.finditer(text), _SAMPLE):
        counts.update(run[0])
        if counts.total() >= _SAMPLE:
            break
    # Not sum(): how that rounds depends on the version of Python.
    weight = math.fsum(_weight(char) * count for char, count in counts.items())
    return weight / counts.total() if counts else 0.0


def _weight(char: str) -> float:
    if char in FREQUENT:
        return 1.0
    if "\u3400" <= char <= "\u9fff":
        return 0.4 if _common("gb2312", char, 0xD7) or _common("big5", char, 0xC6) else 0.0
    if char < "\xa0" or "\ue000" <= char <= "\uf8ff" or char >= "\ufff0":
        return -1.0  # controls, private use, U+FFFD and beyond the first plane: rarely text
    return 0.3 if "\u3041" <= char <= "\u30ff" else 0.1  # kana: names of Japanese things


def _common(codec: str, char: str, last_row: int) -> bool:
    """Whether *char* is in the first level of the standard, where the common characters are."""
    return b"?" < char.encode(codec, "replace") < bytes([last_row + 1])
