"""Convert between Simplified and Traditional with OpenCC, and only what needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from postnorm.edits import Edit
from postnorm.rules import rule
from postnorm.scripts import adapter
from postnorm.scripts.detection import (
    Verdict,
    count_scripts,
    detect_script,
    hans_only,
    hant_only,
    is_foreign,
    verdict_of,
)
from postnorm.scripts.differences import changed_characters, changed_words
from postnorm.scripts.pairs import Script, Source, check_keep, configuration_of, other_script
from postnorm.spans import blanked, find_spans


@rule(fields=("title", "description", "tags"))
def convert_script(
    text: str,
    *,
    to: Script = "hans",
    source: Source = "auto",
    phrases: bool = False,
    keep: tuple[str, ...] = (),
) -> Iterator[Edit]:
    """Convert the script of *text*: to ``hans``, ``hant``, ``hant-tw``, ``hant-hk`` or ``jpan``.

    With a *source* the result is OpenCC's own, between protected spans. ``phrases`` replaces also
    words by those of the region. Words in ``keep`` stay as they are.

    ``source="auto"`` tells Simplified from Traditional, not the regions (who knows that a text is
    from Taiwan says so, and 沿著 becomes 沿着), and leaves alone what is in the target script: of
    the county 乾安 OpenCC's t2s makes 干安 in a Simplified text, too.
    Lines in the other script are converted whole; elsewhere only words with a character that
    the target script does not have. Text that is not Chinese, or has no such character, stays.

    >>> convert_script("頭髮乾淨"), convert_script("头发干净", to="hant-tw")
    ('头发干净', '頭髮乾淨')
    >>> convert_script("去乾安县。\\n請說頭髮。"), convert_script("去乾安县。", source="hant")
    ('去乾安县。\\n请说头发。', '去干安县。')
    >>> convert_script("软件和鼠标", source="hans", to="hant-tw", phrases=True, keep=("鼠标",))
    '軟體和鼠标'

    With ``source="auto"`` converting again changes nothing. With a named source it may, because
    the result is not in that source: 苎 becomes 苧, and 苧 becomes 薴. Converting back does not
    give the first text: 发 stands for 發 and for 髮. OpenCC goes by words, and a line break or a
    space inside one hides it (头\\n发 is not 头发): clean first, then convert.
    """
    configuration = configuration_of(to, source, phrases)
    check_keep(keep)
    if configuration is None:
        return
    other = other_script(to)
    strangers = hant_only() if other == "hant" else hans_only()
    # Both are quick to say that there is nothing to do; finding the protected spans is not.
    converted = None if source == "auto" else adapter.convert(text, configuration)
    if converted == text or (source == "auto" and strangers.isdisjoint(text)):
        return
    protected = [(span.start, span.end) for span in find_spans(text)]
    open_text = blanked(text, [*protected, *_places(text, keep)], "\0")  # no word reaches across
    stretches = (
        _find_stretches(open_text, other)
        if source == "auto"
        else [_Stretch(0, len(text), whole=True)]
    )
    name = f"script.{configuration}"
    for at, end, whole in stretches:
        old = open_text[at:end]
        new = converted if converted and old is text else adapter.convert(old, configuration)
        find_changed = changed_characters if len(old) == len(new) and not phrases else changed_words
        for edit in find_changed(old, new, name, at):
            if whole or not strangers.isdisjoint(text[edit.start : edit.end]):
                yield edit


class _Stretch(NamedTuple):
    """Lines to convert: all of them, or only what the target script cannot have written."""

    start: int
    end: int
    whole: bool


def _find_stretches(text: str, other: Literal["hans", "hant"]) -> Iterator[_Stretch]:
    """Give what of *text* needs to be converted from the *other* script."""
    seen = detect_script(text)
    theirs, ours = (seen.hant, seen.hans) if other == "hant" else (seen.hans, seen.hant)
    if not seen.chinese or not theirs:
        return
    if not (ours or seen.kana or seen.hangul):
        yield _Stretch(0, len(text), whole=True)
        return
    lines = text.splitlines(keepends=True)
    counts = [None if is_foreign(line) else count_scripts(line) for line in lines]
    # A line without evidence goes with the text, when that is in one script.
    chinese = [count for count in counts if count]
    leaning = verdict_of(sum(hans for hans, _ in chinese), sum(hant for _, hant in chinese))
    at = 0
    for whole, group in groupby(
        zip(lines, counts, strict=True), lambda line: _needs(line[1], leaning, other)
    ):
        end = at + sum(len(line) for line, _ in group)
        if whole is not None:
            yield _Stretch(at, end, whole)
        at = end


def _needs(counts: tuple[int, int] | None, leaning: Verdict, other: Verdict) -> bool | None:
    """Tell whether a line is converted whole (True), in part (False) or not at all (None)."""
    if counts is None:
        return None
    verdict = verdict_of(*counts)
    if verdict == "neither":
        return True if leaning == other else None
    return verdict == other


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give where *words* stand in *text*; the places of two words may overlap."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))
