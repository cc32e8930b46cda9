"""Which Chinese script a text is in, counted from the characters that only one script has.

What only needs to know whether there is anything uses one search with one class of characters,
and bytes where these tell enough.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from postnorm.tables import script_characters
from postnorm.tables.characters import HAN

Verdict: TypeAlias = Literal["hans", "hant", "mixed", "neither"]

_HAN = re.compile(f"[{HAN}]")
# Without the middle dot U+30FB, which Chinese uses in foreign names.
_KANA: Final = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL: Final = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa1-\uffdc"
_KANA_ONE = re.compile(f"[{_KANA}]")
_HANGUL_ONE = re.compile(f"[{_HANGUL}]")
_FOREIGN = re.compile(f"[{_KANA}{_HANGUL}]")
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


def count_evidence(text: str) -> Evidence:
    """Count the evidence in *text* for its script.

    >>> count_evidence("头发干净").verdict, count_evidence("頭髮乾淨").verdict
    ('hans', 'hant')
    >>> count_evidence("皇后在台上").verdict, count_evidence("髪を切る。").verdict
    ('neither', 'neither')
    """
    counts = Counter(text)
    seen = "".join(counts)
    number = counts.__getitem__
    return Evidence(
        han=sum(map(number, _HAN.findall(seen))),
        hans=sum(map(number, counts.keys() & hans_only())),
        hant=sum(map(number, counts.keys() & hant_only())),
        kana=sum(map(number, _KANA_ONE.findall(seen))),
        hangul=sum(map(number, _HANGUL_ONE.findall(seen))),
        latin=sum(map(number, _LATIN.findall(seen))),
    )


# The first bytes in UTF-8 of U+5000..U+9FFF, all of them Han, and of nothing else.
_HAN_BYTES: Final = b"\xe5\xe6\xe7\xe8\xe9"
# How much of a text is looked at before all of it is: of prose this much tells.
_SAMPLE: Final = 512


def is_chinese(text: str) -> bool:
    """Tell whether *text* is Chinese: not by a few Han characters, not Japanese, not Korean.

    It is what ``count_evidence(text).chinese`` says, mostly told by a part of the text.

    >>> is_chinese("雨停了。OK"), is_chinese("The word 雨 means rain. " * 3), is_chinese("雨が止んだ")
    (True, True, False)
    """
    if text.isascii():
        return False
    if has_foreign(text):
        return count_evidence(text).chinese
    for part in (text[: max(_SAMPLE, len(text) // 16)], text):
        data = part.encode("utf-8", "surrogatepass")
        han = len(data) - len(data.translate(None, _HAN_BYTES))
        if 0 < len(text) <= 50 * han:  # whatever the rest is, it is not too much
            return True
    return count_evidence(text).chinese


def has_foreign(text: str) -> bool:
    """Tell whether *text* has any kana or hangul.

    >>> has_foreign("髪を切る。"), has_foreign("列夫・托尔斯泰")
    (True, False)
    """
    return _FOREIGN.search(text) is not None


def is_foreign(line: str) -> bool:
    """Tell whether *line* is Japanese or Korean; one without kana and hangul costs a search.

    >>> is_foreign("髪を切る。"), is_foreign("頭髮"), is_foreign("鲜の每日")
    (True, False, False)
    """
    return has_foreign(line) and count_evidence(line).foreign


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
    return len(find_only("hans", line)), len(find_only("hant", line))


def find_only(script: Literal["hans", "hant"], text: str) -> list[str]:
    """Return the characters of *text* that only *script* has, in order.

    >>> find_only("hant", "沿著河邊走")
    ['邊']
    """
    found = only(script).findall(text)
    # The class has no list of what is beyond U+FFFF.
    return found if all(map(_is_near, found)) else [c for c in found if c in _members(script)]


def has_only(script: Literal["hans", "hant"], text: str) -> bool:
    """Tell whether *text* has any character that only *script* has."""
    first = only(script).search(text)
    if first is None or _is_near(first[0]):
        return first is not None
    return not _members(script).isdisjoint(text)


def _is_near(character: str) -> bool:
    return character < "\U00010000"


@cache
def only(script: Literal["hans", "hant"]) -> re.Pattern[str]:
    """Return a class of the characters that only *script* has, and all beyond U+FFFF.

    With a list of those, a class takes some twenty times as long.
    """
    return re.compile(f"[{''.join(filter(_is_near, _members(script)))}\U00020000-\U0003ffff]")


def _members(script: Literal["hans", "hant"]) -> frozenset[str]:
    return hans_only() if script == "hans" else hant_only()


@cache
def hans_only() -> frozenset[str]:
    """Return the characters that only Simplified text has."""
    return frozenset(script_characters.HANS_ONLY)


@cache
def hant_only() -> frozenset[str]:
    """Return the characters that only Traditional text has."""
    return frozenset(script_characters.HANT_ONLY)
