"""Text in which each character is two bytes of something else: UTF-8 read as GBK or as Big5.

Two Chinese characters, six bytes of UTF-8, become three, most of them rare. What was misread is
lossless only where no byte was left over: an odd number of bytes loses its last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from postnorm.plausibility import chineseness
from postnorm.repair.readings import (
    BETTER,
    CJK,
    COMMON,
    HAN_CHARACTER,
    RARE,
    Reading,
    decoded,
    is_cjk,
)
from postnorm.tables.misread import DOUBLE_BYTE, utf_8_in

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]++")  # possessive: every character is read once


def read_double_bytes(text: str, start: int, end: int) -> Iterator[Reading]:
    """Give what in the line ``text[start:end]`` was UTF-8, in order and disjoint.

    >>> [(found.text, found.path) for found in read_double_bytes("浣犲ソ", 0, 3)]
    [('你好', 'utf-8 read as gb18030')]
    """
    for stretch in _BEYOND_ASCII.finditer(text, start, end):
        for name, codecs in DOUBLE_BYTE.items():
            if _first_two(codecs[-1]).search(stretch[0]):
                found = list(_readings_of(stretch[0], name, codecs[-1]))
                if found:
                    yield from (reading.shifted(stretch.start()) for reading in found)
                    break


@cache
def _first_two(codec: str) -> re.Pattern[str]:
    kinds = utf_8_in(codec)
    return re.compile(f"[{kinds.first}][{kinds.second}{kinds.third}]")


# UTF-8 with ASCII in it that was a second byte; behind a first byte the rest of a character is
# fixed, so that nothing is tried twice.
_RUN = re.compile(
    rb"[\xe2-\xef][\x80-\xbf]{2}"
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\x40-\x7e])*+"
)
_FIRST_BYTE = re.compile(rb"[^\x80-\xbf]")
_CUT = re.compile(rb"[\xe2-\xef][\x80-\xbf]")


def _readings_of(stretch: str, name: str, codec: str) -> Iterator[Reading]:
    pieces = [char.encode(codec, "replace") for char in stretch]
    number = {at: count for count, at in enumerate(accumulate(map(len, pieces), initial=0))}
    data = b"".join(pieces)
    for run in _RUN.finditer(data):
        # The second half of a good character before it may look like the first byte of one.
        starts = (byte.start() for byte in _FIRST_BYTE.finditer(data, *run.span()))
        first = next((at for at in starts if at in number), run.end())
        start, end = number.get(first), number.get(run.end())
        lost = first > run.start() and run.start() < len(pieces[0])
        if start is None or end is None or start == end or lost or _CUT.match(data, run.end()):
            continue  # a byte was lost at its edge
        made = decoded(data[first : run.end()], "utf-8")
        if made and is_cjk(made) and chineseness(made) >= COMMON:
            certain = _is_certain(made, stretch, start, end)
            yield Reading(start, end, made, f"utf-8 read as {name}", certain)


def _is_certain(made: str, stretch: str, start: int, end: int) -> bool:
    """Four characters are no chance. Two or three must stand alone, where there was nothing common."""
    broken, count = chineseness(stretch[start:end]), len(CJK.findall(made))
    alone = not (
        HAN_CHARACTER.match(stretch, end) or (start and HAN_CHARACTER.match(stretch, start - 1))
    )
    gain = chineseness(made) - broken
    return (count >= 4 and gain > 0) or (count >= 2 and alone and broken <= RARE and gain >= BETTER)
