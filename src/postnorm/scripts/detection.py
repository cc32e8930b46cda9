"""Which Chinese script a text is in, counted from the characters that only one script has.

One pass over the text at the speed of C (``Counter``), then work per *different* character:
a character class with thousands of members costs ten times as much in ``re``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from postnorm.tables import script_characters
from postnorm.tables.characters import HAN

Verdict: TypeAlias = Literal["hans", "hant", "mixed", "neither"]

_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"{_HAN.pattern}+")
# Without the middle dot U+30FB, which Chinese uses in foreign names.
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa1-\uffdc]")
_LATIN = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]"
)


class Evidence(NamedTuple):
    """What a text is made of, in characters."""

    han: int
    hans: int
    """Han characters that only Simplified text has."""
    hant: int
    """Han characters that only Traditional text has."""
    kana: int
    hangul: int
    latin: int

    @property
    def foreign(self) -> bool:
        """Written in Japanese or Korean: its Han characters are not for us to convert."""
        return 4 * self.kana > self.han + self.kana or self.hangul > self.han

    @property
    def chinese(self) -> bool:
        """At least 2 % of its letters are Han, and it is not Japanese or Korean."""
        return self.han > 0 and self.latin <= 49 * self.han and not self.foreign

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.hans, self.hant) if self.chinese else "neither"


def detect_script(text: str) -> Evidence:
    """Count the evidence in *text* for its script.

    >>> detect_script("头发干净").verdict, detect_script("頭髮乾淨").verdict
    ('hans', 'hant')
    >>> detect_script("皇后在台上").verdict, detect_script("髪を切る。").verdict
    ('neither', 'neither')
    """
    counts = Counter(text)
    seen = "".join(counts)
    number = counts.__getitem__
    return Evidence(
        han=sum(map(number, _HAN.findall(seen))),
        hans=sum(map(number, counts.keys() & hans_only())),
        hant=sum(map(number, counts.keys() & hant_only())),
        kana=sum(map(number, _KANA.findall(seen))),
        hangul=sum(map(number, _HANGUL.findall(seen))),
        latin=sum(map(number, _LATIN.findall(seen))),
    )


def is_chinese(text: str) -> bool:
    """Tell whether *text* is Chinese: not by a few Han characters, not Japanese, not Korean.

    >>> is_chinese("雨停了。OK"), is_chinese("The word 雨 means rain. " * 3), is_chinese("雨が止んだ")
    (True, True, False)
    """
    if _KANA.search(text) or _HANGUL.search(text):
        return detect_script(text).chinese
    han = sum(map(len, _HAN_RUN.findall(text)))
    if len(text) <= 50 * han:  # whatever the rest is, it is not too much
        return han > 0
    return han > 0 and len(_LATIN.findall(text)) <= 49 * han


def is_foreign(line: str) -> bool:
    """Tell whether *line* is Japanese or Korean; one without kana and hangul costs a search.

    >>> is_foreign("髪を切る。"), is_foreign("頭髮"), is_foreign("鲜の每日")
    (True, False, False)
    """
    return bool(_KANA.search(line) or _HANGUL.search(line)) and detect_script(line).foreign


def verdict_of(hans: int, hant: int) -> Verdict:
    """Weigh characters of one script alone against those of the other.

    One in ten may be of the other script: a name, a quotation, a slip.

    >>> verdict_of(9, 1), verdict_of(8, 1), verdict_of(0, 0)
    ('hans', 'mixed', 'neither')
    """
    if not hans and not hant:
        return "neither"
    if 9 * min(hans, hant) > max(hans, hant):
        return "mixed"
    return "hans" if hans > hant else "hant"


def count_scripts(line: str) -> tuple[int, int]:
    """Count the characters that only Simplified and that only Traditional has, in a short text."""
    return sum(map(hans_only().__contains__, line)), sum(map(hant_only().__contains__, line))


@cache
def hans_only() -> frozenset[str]:
    """Return the characters that only Simplified text has."""
    return frozenset(script_characters.HANS_ONLY)


@cache
def hant_only() -> frozenset[str]:
    """Return the characters that only Traditional text has."""
    return frozenset(script_characters.HANT_ONLY)
