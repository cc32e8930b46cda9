"""Finding candidates: the sentences, lines and pictures of a text that an entry or a template knows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from postnorm.boilerplate.candidates import Candidate
from postnorm.boilerplate.evidence import is_contents, is_credit
from postnorm.boilerplate.known import Known
from postnorm.boilerplate.layout import Layout, Line, is_notice
from postnorm.boilerplate.matching import LATIN_HEAD, LATIN_TAIL, LONGEST_WORD, Match, Matcher
from postnorm.boilerplate.templates import picture_name
from postnorm.boilerplate.wording import LONGEST_RAW, wording
from postnorm.edits import Edit
from postnorm.records import Notice


def known_places(text: str, known: Known) -> list[int]:
    """The places whose sentence or line an entry knows: nothing more is done where there are none."""
    found: list[int] = []
    places = [*known.matcher.places(text)]
    if "![" in text or "<img" in text or "<IMG" in text:
        places = sorted({*places, *_picture_places(text, known)})
    for place in places:
        low, high = _around(text, place, "\r\n", max(0, place - LONGEST_RAW), place + LONGEST_RAW)
        if _is_known(text[low:high], known):
            found.append(place)
            continue
        start, end = _around(text, place, "。！？!?", low, high)
        if end - start < high - low and _is_known(text[start:end], known):
            found.append(place)
    return found


def nothing_left(
    text: str, places: Sequence[int], done: Iterable[Edit | Notice], known: Known
) -> bool:
    """Whether no entry would know a place of *text* when whole lines with all these places are gone.

    Sentences and lines are compared by themselves, so those that stay are as unknown as before. Near
    the ends of a text Latin phrases are looked for too, and what goes brings others there.
    """
    edits = [edit for edit in done if isinstance(edit, Edit)]
    if not all(_takes_whole_lines(text, edit.start, edit.end) for edit in edits):
        return False
    starts = [edit.start for edit in edits]
    for place in places:
        number = bisect_right(starts, place) - 1
        if number < 0 or place >= edits[number].end:
            return False
    if len(text) <= LATIN_HEAD + LATIN_TAIL:
        return True
    gone, tail = sum(edit.end - edit.start for edit in edits), len(text) - LATIN_TAIL
    # A word may begin before the one stretch and end behind the other.
    nearer = (
        (LATIN_HEAD - LONGEST_WORD, LATIN_HEAD + gone),
        (max(0, tail - gone), tail + LONGEST_WORD),
    )
    matchers = known.matcher, known.pictures
    return not any(one.has_latin(text, *stretch) for one in matchers for stretch in nearer)


def _takes_whole_lines(text: str, start: int, end: int) -> bool:
    """Whether each line of *text* outside of the stretch stands alone as it did."""
    before, first = text[start - 1 : start] if start else "", text[start : start + 1]
    last, behind = text[end - 1 : end], text[end : end + 1]
    if before in _ENDS or behind in _ENDS:
        return (before in _ENDS or first in _ENDS) and (behind in _ENDS or last in _ENDS)
    return False


_ENDS: Final = ("", "\n", "\r")


def _picture_places(text: str, known: Known) -> Iterator[int]:
    """The places in the lines of pictures that the name of one is known by."""
    lines: list[tuple[int, int]] = []
    done = 0
    for picture in _PICTURE.finditer(text):
        place = picture.start()
        if place >= done:
            low, done = max(done, place - LONGEST_RAW), place + LONGEST_RAW
            low = max(low, text.rfind("\n", low, place) + 1)
            ends = text.find("\n", place, done)
            done = min(done, len(text)) if ends < 0 else ends
            lines.append((low, done))
    # Nearly always there is nothing in any: one search tells, as long as it looks at all of them.
    names = "\n".join(text[low:high] for low, high in lines)
    if len(names) <= LATIN_TAIL and next(known.pictures.places(names), None) is None:
        return
    for low, high in lines:
        yield from known.pictures.places(text, low, high)


_PICTURE = re.compile(r"!\[|<[Ii][Mm][Gg]")


def _is_known(unit: str, known: Known) -> bool:
    return len(unit) <= LONGEST_RAW and _says(unit, known.matcher, known.pictures)


@lru_cache(maxsize=1024)  # lines repeat themselves, in a text and in what the next pass looks at
def _says(unit: str, matcher: Matcher, pictures: Matcher) -> bool:
    if matcher.match(wording(unit)):
        return True
    picture = "![" in unit or "<img" in unit.lower()
    return picture and bool(pictures.match(picture_name(unit)))


def _around(text: str, place: int, marks: str, low: int, high: int) -> tuple[int, int]:
    """The stretch around a place up to the nearest of *marks*, within bounds."""
    start = max(text.rfind(mark, low, place) for mark in marks) + 1
    ends = (text.find(mark, place, high) for mark in marks)
    return max(start, low), min((end for end in ends if end >= 0), default=min(len(text), high))


def candidates_at(layout: Layout, places: Sequence[int], known: Known) -> Iterator[Candidate]:
    done = -1
    learned = known.learned(layout)
    for place in places:
        number = layout.number_at(place)
        line = layout.lines[number]
        if place < done:
            continue
        if line.end - line.start <= LONGEST_RAW:
            done = line.end
            hits = _places_in(places, line)
            for one in _of_line(layout, number, known, hits):
                if one.whole_line and number in learned:
                    one.evidence["recurs in its publisher's posts"] = 0.4
                    del learned[number]
                if number not in learned:
                    yield one
        else:
            done = line.end
            yield from _of_sentences(layout, number, known, _places_in(places, line))
    yield from learned.values()


def _places_in(places: Sequence[int], line: Line) -> list[int]:
    """Those of *places* (in order) that stand in a line."""
    return list(places[bisect_left(places, line.start) : bisect_left(places, line.end)])


def _of_line(layout: Layout, number: int, known: Known, hits: list[int]) -> Iterator[Candidate]:
    """A line that an entry knows as a whole; else those of its sentences that one knows."""
    line = layout.lines[number]
    kind = layout.kind(number)
    if kind == "image" or (kind in ("frame", "link") and "<img" in layout.of(number)):
        matches = known.pictures.match(picture_name(layout.of(number)))
        if matches:
            yield _candidate(line, number, matches, whole_line=True)
        return
    said = wording(layout.of(number))
    if is_credit(said) or (kind == "link" and is_contents(layout.of(number))):
        return
    matches = known.matcher.match(said)
    if any(match.entry.unit == "sentence" for match in matches) and layout.is_divided(number):
        matches = tuple(match for match in matches if match.entry.unit != "sentence")
    if matches:
        yield _candidate(line, number, matches, whole_line=True)
        return
    yield from _of_sentences(layout, number, known, hits)


def _candidate(
    place: Line, number: int, matches: tuple[Match, ...], *, whole_line: bool
) -> Candidate:
    made = Candidate(*place, number, "", "", "", whole_line=whole_line, others=matches)
    made.choose(matches[0])
    return made


def _of_sentences(
    layout: Layout, number: int, known: Known, hits: list[int]
) -> Iterator[Candidate]:
    found: list[Candidate] = []
    count = 0
    at = 0
    for sentence in layout.sentences(number):
        count += 1
        while at < len(hits) and hits[at] < sentence.start:
            at += 1
        if (
            at == len(hits)
            or hits[at] >= sentence.end
            or sentence.end - sentence.start > LONGEST_RAW
        ):
            continue
        unit = layout.text[slice(*sentence)]
        matches = known.matcher.match(wording(unit))
        matches = tuple(match for match in matches if match.entry.unit == "sentence")
        if matches:
            found.append(_candidate(sentence, number, matches, whole_line=False))
    line = layout.lines[number]
    share = sum(one.end - one.start for one in found) / (line.end - line.start)
    if found and is_notice(layout.of(number)):
        share = 1.0
    for one in found:
        one.whole_line, one.share = len(found) == count, share
    yield from found
