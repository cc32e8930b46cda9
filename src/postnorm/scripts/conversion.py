"""Convert between Simplified and Traditional with OpenCC, and only what needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from postnorm import edits as edit_tools
from postnorm.edits import Edit
from postnorm.findings import Findings
from postnorm.rules import rule
from postnorm.scripts import adapter
from postnorm.scripts.detection import has_only
from postnorm.scripts.differences import changed_characters, changed_words
from postnorm.scripts.doubts import find_doubts
from postnorm.scripts.opening import Opened, open_text, restored
from postnorm.scripts.overrides import Overrides, check_overrides
from postnorm.scripts.pairs import Script, Source, check_keep, configuration_of, other_script
from postnorm.scripts.stretches import find_stretches


class _Way(NamedTuple):
    """What a call asks for, checked."""

    configuration: str
    other: Literal["hans", "hant"]
    auto: bool
    aligned: bool
    """No word becomes one of another length, but for overrides."""
    keep: tuple[str, ...]
    overrides: Overrides | None

    def may_change(self, text: str) -> bool:
        """A search or two; finding the protected spans costs more."""
        if self.auto:
            return has_only(self.other, text)
        keys = adapter.converter_for(self.configuration, self.overrides).keys
        return keys.search(text) is not None

    def convert(self, text: str) -> str:
        return adapter.convert(text, self.configuration, self.overrides)

    def changes(self, old: str, new: str, at: int = 0) -> Iterable[Edit]:
        find = changed_characters if self.aligned and len(old) == len(new) else changed_words
        return find(old, new, f"script.{self.configuration}", at)


def _way(
    *,
    to: Script = "hans",
    source: Source = "auto",
    phrases: bool = False,
    keep: tuple[str, ...] = (),
    overrides: Overrides | None = None,
) -> _Way | None:
    """Check the options of :func:`convert_script`; ``None`` where nothing is to do."""
    configuration = configuration_of(to, source, phrases)
    check_keep(keep)
    check_overrides(overrides)
    if configuration is None:
        return None
    return _Way(configuration, other_script(to), source == "auto", not phrases, keep, overrides)


def _convert_text(
    text: str,
    *,
    to: Script = "hans",
    source: Source = "auto",
    phrases: bool = False,
    keep: tuple[str, ...] = (),
    overrides: Overrides | None = None,
) -> str:
    """Return what the edits of :func:`convert_script` make of *text*, without making them."""
    way = _way(to=to, source=source, phrases=phrases, keep=keep, overrides=overrides)
    if way is None or not way.may_change(text):
        return text
    opened = open_text(text, keep)
    if opened.places:
        return edit_tools.apply(text, _find_edits(way, opened)[0])
    if opened.text is text and not way.auto:
        done = way.convert(text)
    else:
        done = "".join(_converted_parts(text, opened.text, way))
    return text if done == text else done


def _converted_parts(text: str, opened: str, way: _Way) -> Iterator[str]:
    at = 0
    for start, end, whole in find_stretches(opened, way.other, auto=way.auto):
        old = opened[start:end]
        new = way.convert(old)
        if not whole:
            new = edit_tools.apply(old, _needed(old, way.changes(old, new), way.other))
        yield text[at:start]
        yield restored(new, old, text[start:end])
        at = end
    yield text[at:]


@rule(fields=("title", "description", "tags"), direct=_convert_text)
def convert_script(
    text: str,
    *,
    to: Script = "hans",
    source: Source = "auto",
    phrases: bool = False,
    keep: tuple[str, ...] = (),
    overrides: Overrides | None = None,
) -> Findings:
    """Convert the script of *text*: to ``hans``, ``hant``, ``hant-tw``, ``hant-hk`` or ``jpan``.

    With a *source* the result is OpenCC's own, between protected spans and but for the overrides.
    ``phrases`` replaces also words by those of the region. Words in ``keep`` stay as they are.
    ``overrides`` is what :func:`postnorm.load_overrides` read; it stands before the shipped ones.
    ``()`` switches these off, too.

    ``source="auto"`` tells Simplified from Traditional, not the regions, and leaves alone what is in
    the target script: of the surname 於 OpenCC's t2s makes 于 in a Simplified text, too.
    Lines in the other script are converted whole; elsewhere only words with a character that
    the target script does not have. Text that is not Chinese, or has no such character, stays.

    Where a character stands for several, a notice ``script.doubt`` says what was chosen, by which
    word, and what else it could be.

    >>> convert_script("頭髮乾淨"), convert_script("头发干净", to="hant-tw")
    ('头发干净', '頭髮乾淨')
    >>> convert_script("於先生来了。\\n請說頭髮。"), convert_script("於先生来了。", source="hant")
    ('於先生来了。\\n请说头发。', '于先生来了。')
    >>> convert_script("软件和鼠标", source="hans", to="hant-tw", phrases=True, keep=("鼠标",))
    '軟體和鼠标'

    With ``source="auto"`` converting again changes nothing. With a named source it may, because
    the result is not in that source: 苎 becomes 苧, and 苧 becomes 薴. Converting back does not
    give the first text: 发 stands for 發 and for 髮. OpenCC goes by words, and a line break or a
    space inside one hides it (头\\n发 is not 头发): clean first, then convert.
    """
    way = _way(to=to, source=source, phrases=phrases, keep=keep, overrides=overrides)
    if way is None or not way.may_change(text):
        return Findings()
    opened = open_text(text, keep)
    edits, conversions = _find_edits(way, opened)
    if not edits:
        return Findings()
    doubts = find_doubts(conversions, way.other, way.overrides)
    return Findings(edits, tuple(map(opened.notice_in_text, doubts)))


def _find_edits(way: _Way, opened: Opened) -> tuple[tuple[Edit, ...], list[tuple[int, str, str]]]:
    """Return the edits, and what was converted: where it begins, what it was, and what it became."""
    edits: list[Edit] = []
    conversions: list[tuple[int, str, str]] = []
    for start, end, whole in find_stretches(opened.text, way.other, auto=way.auto):
        old = opened.text[start:end]
        new = way.convert(old)
        found = way.changes(old, new, start)
        if whole:
            edits += found
            conversions.append((start, old, new))
        else:
            edits += _needed(opened.text, found, way.other)
    return opened.edits_in_text(edits), conversions


def _needed(text: str, edits: Iterable[Edit], other: Literal["hans", "hant"]) -> Iterator[Edit]:
    """Give those of *edits* that change what the target script cannot have written."""
    return (edit for edit in edits if has_only(other, text[edit.start : edit.end]))
