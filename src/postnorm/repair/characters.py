"""Repair characters that transport left behind: marks of byte order, controls, look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from postnorm.edits import Edit
from postnorm.findings import checked_rules, left_in
from postnorm.records import Notice
from postnorm.rules import catalogue_of, rule
from postnorm.spans import find_spans, outside
from postnorm.tables.characters import HALF_WIDTH_MARKS, HAN, unified
from postnorm.tables.reasons import rules_of
from postnorm.tables.rule_examples import CHARACTERS

# Deleted wherever they stand: a control (but tab and line ends, ESC, which begins a sequence, and
# C1, see _may_be_byte) says nothing in a text, a soft hyphen is a hint to one layout that is gone.
_DELETED = {
    "characters.byte-order-mark": "\ufeff",
    "characters.control": "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f",
    "characters.soft-hyphen": "\xad",
}
# Line ends that few programs know: the text they separate must not run together.
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
# Invisible, and harmless only where a script needs them (Thai and Khmer mark words with U+200B).
_ZERO_WIDTH = "\u200b\u2060"
# Without effect among letters that run from left to right: marks, embeddings, isolates that do
# not turn anything around, and what closes them.
_DIRECTIONS = "\u200e\u202a\u202c\u202d\u2066\u2068\u2069"
_TURNING = "\u200f\u202b\u202e\u2067\u061c"
_LOOK_ALIKES = "\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d"
_HALF_WIDTH = "".join(HALF_WIDTH_MARKS)

_DELETED_CLASS = "".join(_DELETED.values())
_SUSPECT_CLASS = (
    f"\x1b{_DELETED_CLASS}{_LINE_ENDS}{_ZERO_WIDTH}{_DIRECTIONS}{_HALF_WIDTH}{_LOOK_ALIKES}"
)
# One class for all: seventeen times as fast over clean text as the kinds one by one. A pattern that
# begins with one character of a class, and not with a repeated one, is searched for at once.
_ANY = re.compile(f"[{_SUSPECT_CLASS}{_TURNING}\ufffd\ud800-\udfff]")
_SUSPECTS = re.compile(f"[{_SUSPECT_CLASS}][{_SUSPECT_CLASS}]*+")
_KIND = re.compile(
    f"(?P<byte>[\x80-\x9f\xad])|(?P<escape>\x1b)|(?P<deleted>[{_DELETED_CLASS}]+)"
    f"|(?P<ends>[{_LINE_ENDS}])|(?P<zero>[{_ZERO_WIDTH}]+)|(?P<direction>[{_DIRECTIONS}]+)"
    f"|(?P<half>[{_HALF_WIDTH}])|(?P<alike>[{_LOOK_ALIKES}])"
)


@rule(repeat=True, catalogue=catalogue_of(CHARACTERS))
def repair_characters(text: str, *, without: Iterable[str] = ()) -> Iterator[Edit | Notice]:
    """Delete controls and stray invisible characters, unify ideographs that only look right.

    Takes and gives Markdown or plain text. Byte order marks, C0 and C1 controls, escape sequences
    of terminals and soft hyphens go, apart from those that may be bytes of mojibake, which can
    still be repaired. U+200B and U+2060 go beside Chinese, marks of direction where nothing runs
    from right to left; U+000B, U+000C, U+0085, U+2028 and U+2029 become line feeds; radicals and
    CJK compatibility ideographs become the unified ideographs they stand for (Unicode, chapter
    18), half-width ｡､｢｣･ beside Chinese the marks of its width. Joiners inside emoji and Persian,
    variation selectors, and protected spans are left alone. Lone surrogates and U+FFFD stay, with
    a notice, and so do overrides of direction, which show a text in another order than it has.
    *without* names fine rules that are off.

    >>> repair_characters("\\ufeff⽂章\\u200b写完了\\x07")
    '文章写完了'
    """
    off = checked_rules("without", without, rules_of("characters")) if without != () else ()
    if not _ANY.search(text):
        return
    found = left_in(_find(text), off) if off else _find(text)
    first = next(found, None)
    if first is not None:
        edits = (edit for edit in (first, *found) if not _joins_marks(text, edit))
        yield from outside(edits, find_spans(text))
    if lost := _LOST.search(text):
        count = len(_LOST.findall(text))
        yield Notice(
            "characters.lost",
            f"lost before this text was read: {count} (lone surrogates and U+FFFD)",
            lost.span(),
            {"count": count},
        )
    if turned := _OVERRIDE.search(text):
        count = len(_OVERRIDE.findall(text))
        message = f"shown in another order than written, by overrides of direction: {count}"
        yield Notice("characters.direction", message, turned.span(), {"count": count})


def _joins_marks(text: str, edit: Edit) -> bool:
    """Whether what goes keeps two marks apart that together would open or close another kind of code."""
    before = text[max(0, edit.start - 1) : edit.start]
    return not edit.new and before in _JOINED and text.startswith(before, edit.end)


_JOINED = frozenset("`~")
_LOST = re.compile("[\ufffd\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202d\u202e]")
# CSI sequences: parameters, intermediates, one final byte (ECMA-48, 5.4); both parts are bounded.
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~])?")


def _find(text: str) -> Iterator[Edit]:
    turns: bool | None = None
    for run in _SUSPECTS.finditer(text):
        for match in _KIND.finditer(text, *run.span()):
            start, end = match.span()
            match match.lastgroup:
                case "alike" | "half":
                    yield from _replaced(text, start)
                case "zero":
                    if _is_beside_chinese(text, start, end):
                        yield Edit(start, end, "", "characters.zero-width")
                case "direction":
                    turns = bool(_FROM_THE_RIGHT.search(text)) if turns is None else turns
                    if not turns:
                        yield Edit(start, end, "", "characters.direction-mark")
                case "escape" if sequence := _ESCAPE.match(text, start):
                    whole = sequence.end() > end
                    name = "characters.escape-sequence" if whole else "characters.control"
                    yield Edit(start, sequence.end(), "", name)
                case "byte" if _may_be_byte(text, start):
                    continue
                case _ if match[0] in _LINE_ENDS:
                    yield Edit(start, end, "\n", "characters.line-end")
                case _:
                    yield Edit(start, end, "", _rule_of(match[0][0]))


@cache
def _rule_of(character: str) -> str:
    return next(name for name, class_ in _DELETED.items() if re.match(f"[{class_}]", character))


# --- characters that stand for others ------------------------------------------

_HAN = re.compile(f"[{HAN}]")
# ｡､｣ follow Chinese, ｢ stands before it, ･ between. Beside half-width katakana and other signs
# they are the cheeks of an emoticon.
_HALF_WIDTH_IN_CHINESE = re.compile(
    f"(?<=[{HAN}\u3001-\u3011”’！？，：；）])[｡､｣](?![･-ﾟ])|｢(?=[{HAN}\u3008-\u3011“‘（])"
    f"|(?<=[{HAN}])･(?=[{HAN}])"
)


def _replaced(text: str, at: int) -> Iterator[Edit]:
    char = text[at]
    if char in HALF_WIDTH_MARKS:
        if _HALF_WIDTH_IN_CHINESE.match(text, at):
            yield Edit(at, at + 1, HALF_WIDTH_MARKS[char], "characters.half-width-mark")
    elif char in unified():
        radical = char < "\u3000"
        name = "characters.radical" if radical else "characters.compatibility-ideograph"
        yield Edit(at, at + 1, unified()[char], name)


# --- invisible characters ------------------------------------------------------

_CHINESE = re.compile(
    "[\u2e80-\u303f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_SHARED_MARKS = "“”‘’…—·"  # Chinese and Latin text have these
_NEAR = 8  # characters within which a shared mark must have Chinese beside it


def _is_beside_chinese(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip(_SHARED_MARKS)[-1:]
    after = text[end : end + _NEAR].lstrip(_SHARED_MARKS)[:1]
    return bool(_CHINESE.match(before) or _CHINESE.match(after))


# Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and the like, and controls that turn text around.
_FROM_THE_RIGHT = re.compile(
    f"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff{_TURNING}]"
)


# --- bytes of another encoding -------------------------------------------------

_BYTES = re.compile("[\x80-\xff]{1,16}")
# A space that does not break is none: it goes from the end of a line, and what was kept for it would stay.
_LATIN_LETTER = re.compile("[\xa1-\xac\xae-\xff]")


def _may_be_byte(text: str, at: int) -> bool:
    """C1 among Latin-1 letters is what GBK or UTF-8 read as Latin-1 looks like: still repairable."""
    if text[at] == "\xad":  # in a Latin word it is what it is
        return _is_inside_utf_8(text, at)
    before = text[max(0, at - 8) : at][::-1]
    low, high = _BYTES.match(before), _BYTES.match(text, at)
    return any(_LATIN_LETTER.search(found[0]) for found in (low, high) if found)


# The first byte of a character in UTF-8, as Latin-1 shows it, and the bytes that follow.
_UTF_8 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_inside_utf_8(text: str, at: int) -> bool:
    candidates = (_UTF_8.match(text, at - back) for back in range(1, min(at, 3) + 1))
    return any(found is not None and found.end() > at for found in candidates)
