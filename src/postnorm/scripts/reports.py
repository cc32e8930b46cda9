"""What script a text is in, line by line, and what tells that it is from Taiwan or Hong Kong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, NamedTuple, TypeAlias

from postnorm.scripts.detection import (
    Verdict,
    count_evidence,
    hans_only,
    hant_only,
    is_foreign,
    verdict_of,
)
from postnorm.tables.script_regions import REGIONS
from postnorm.values import kind_of

Region: TypeAlias = Literal["hant-tw", "hant-hk"]


class LineScript(NamedTuple):
    """One line that has evidence, and where this stands; offsets count in the whole text."""

    start: int
    end: int
    verdict: Verdict
    hans: tuple[int, ...]
    """Where characters stand that only Simplified has."""
    hant: tuple[int, ...]
    """Where characters stand that only Traditional has."""


class RegionHint(NamedTuple):
    """A word or a form of a character that one region writes, at its place."""

    region: Region
    found: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScriptReport:
    """What :func:`detect_script` found. Comparable and picklable."""

    verdict: Verdict
    """``hans``, ``hant``, ``mixed``, or ``neither``: not Chinese, or nothing tells."""
    chinese: bool
    """At least 2 % of the letters are Han characters, and it is not Japanese or Korean."""
    han: int
    hans: int
    """Characters that only Simplified has."""
    hant: int
    """Characters that only Traditional has."""
    kana: int
    hangul: int
    latin: int
    lines: tuple[LineScript, ...]
    """The lines that have evidence, in order."""
    hints: tuple[RegionHint, ...]
    """What speaks for Taiwan or Hong Kong, in order. Words of both, or of the mainland, are none."""

    @property
    def region(self) -> Region | None:
        """The region that two different hints speak for, and nine times as many as for the other."""
        found: dict[Region, int] = {"hant-tw": 0, "hant-hk": 0}
        kinds = {(hint.region, hint.found) for hint in self.hints}
        for hint in self.hints:
            found[hint.region] += 1
        for region, other in _OTHER.items():
            different = sum(one == region for one, _ in kinds)
            if different >= 2 and found[region] >= 9 * found[other]:
                return region
        return None


_OTHER: Final[dict[Region, Region]] = {"hant-tw": "hant-hk", "hant-hk": "hant-tw"}


def detect_script(text: str) -> ScriptReport:
    """Tell the script of *text* by the characters that only one script has.

    One in ten may be of the other script before a text is ``mixed``. Characters of both scripts, such
    as 后 and 干, tell nothing. Hints of a region are looked for in Chinese with Traditional characters
    only.

    >>> report = detect_script("這個軟體的網路設定在裡面。\\n头发干净。")
    >>> report.verdict, report.hans, report.hant, report.region
    ('mixed', 3, 7, 'hant-tw')
    >>> report.lines[1]
    LineScript(start=14, end=19, verdict='hans', hans=(14, 15, 17), hant=())
    >>> report.hints[0]
    RegionHint(region='hant-tw', found='軟體', start=2, end=4)
    >>> detect_script("髪を切る。").verdict, detect_script("皇后在台上").verdict
    ('neither', 'neither')
    """
    if not isinstance(text, str):
        raise TypeError(f"detect_script takes a str, not {kind_of(text)}; of a post, take its body")
    seen = count_evidence(text)
    return ScriptReport(
        verdict=seen.verdict,
        chinese=seen.chinese,
        **seen._asdict(),
        lines=tuple(_lines(text)) if seen.chinese and seen.hans + seen.hant else (),
        hints=tuple(_hints(text)) if seen.chinese and seen.hant else (),
    )


def _lines(text: str) -> Iterator[LineScript]:
    hans_members, hant_members = hans_only(), hant_only()
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if is_foreign(line):
            continue
        hans = tuple(n for n, character in enumerate(line, start) if character in hans_members)
        hant = tuple(n for n, character in enumerate(line, start) if character in hant_members)
        if hans or hant:
            end = start + len(line.rstrip("\r\n"))
            yield LineScript(start, end, verdict_of(len(hans), len(hant)), hans, hant)


def _hints(text: str) -> Iterator[RegionHint]:
    """Look from each character that a hint begins with for the longest that stands there."""
    openings = _openings()
    done = 0
    for place, character in enumerate(text):
        if place < done:
            continue
        for found, region in openings.get(character, ()):
            if text.startswith(found, place):
                done = place + len(found)
                yield RegionHint(region, found, place, done)
                break


@cache
def _openings() -> dict[str, list[tuple[str, Region]]]:
    """Return the hints by their first character, the longest first."""
    openings: dict[str, list[tuple[str, Region]]] = {}
    for region in _OTHER:
        for found in REGIONS[region].split():
            openings.setdefault(found[0], []).append((found, region))
    for hints in openings.values():
        hints.sort(key=lambda hint: (-len(hint[0]), hint))
    return openings
