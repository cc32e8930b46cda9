"""What the bytes alone say: UTF-8 by its form, escapes, pairs of bytes, and frequent characters.

Each kind of evidence gives a :class:`Reading` of all the bytes, or nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from postnorm.plausibility import chineseness, count_beyond_ascii
from postnorm.reading.encodings import read_as
from postnorm.records import Notice


class Reading(NamedTuple):
    text: str
    encoding: str
    reason: str = ""
    notices: tuple[Notice, ...] = ()


SAMPLE = 4096  # bytes or characters enough to judge by; everything is decoded strictly after
FEW = 16  # characters too few to judge by
CHINESE = 0.43  # worst of 560 samples of FEW Chinese characters: 0.50; best misreading: 0.36
_CERTAIN = 0.6  # for a few characters that something else could be, too
PERHAPS_CHINESE = 0.15  # for a few characters that nothing else can read


def strictly(data: bytes, name: str) -> Reading | None:
    """All of *data* in this encoding, or all but a last character that was cut."""
    try:
        return Reading(read_as(data, name), name)
    except UnicodeDecodeError as error:
        cut = len(data) - error.start
        if error.end < len(data) or cut > 3 or not _CUT.search(error.reason):
            return None
    text = read_as(data[:-cut], name, "replace") + "\ufffd"
    message = f"the last character is cut: U+FFFD stands for the {cut} bytes that are left of it"
    span = (len(text) - 1, len(text))
    return Reading(text, name, "", (Notice("decoding.cut-character", message, span),))


_CUT = re.compile("incomplete|truncated|unexpected end")  # as Python's codecs put it


def guessed(found: Reading, reason: str, **detail: float) -> Reading:
    message = f"read as {found.encoding} by the bytes alone: {reason}"
    notice = Notice("decoding.guessed", message, None, {"encoding": found.encoding, **detail})
    return found._replace(reason=reason, notices=(notice, *found.notices))


def as_utf8(data: bytes) -> Reading | None:
    found = strictly(data, "utf-8")
    if found is None or (found.notices and found.text[:-1].isascii()):
        return None  # one odd byte at the end of ASCII is no sign of UTF-8
    valid = "all of it is valid UTF-8" if not found.notices else "valid UTF-8 up to a cut end"
    return found._replace(reason="all of it is ASCII" if data.isascii() else valid)


def by_escapes(data: bytes) -> Reading | None:
    """HZ and ISO-2022-JP are ASCII that brackets Han, with ``~{`` and ``~}`` or with ``ESC $``."""
    if not data.isascii():
        return None
    found = strictly(data, "hz") if b"~{" in data else None
    if found and chineseness(found.text) >= CHINESE:
        return guessed(found, "the escapes ~{ and ~} of HZ enclose Chinese text")
    found = strictly(data, "iso-2022-jp") if b"\x1b$" in data else None
    if found and not found.text.isascii():
        return guessed(found, "the escapes ESC $ of ISO-2022-JP enclose Japanese text")
    return None


def by_byte_pairs(data: bytes) -> Reading | None:
    """UTF-32 and UTF-16 without a mark.

    Of four bytes in UTF-32 the first is zero and the second hardly ever more. Of two in UTF-16 one is
    zero, or the first half of a Han character.
    """
    for name in ("utf-32le", "utf-32be") if len(data) >= 8 and b"\0" in data[:8] else ():
        found = strictly(data, name)  # other bytes are beyond the last character of Unicode
        if found and "\0" not in found.text:
            return guessed(found, "every fourth byte is zero, as in UTF-32 text")
    pairs = len(data[:SAMPLE]) // 2
    for name, first in (("utf-16le", 1), ("utf-16be", 0)):
        high, low = data[first : 2 * pairs : 2], data[1 - first : 2 * pairs : 2]
        usual = sum(
            (0x4E <= h <= 0x9F or h in b"\x20\x30\xff") or (not h and l_ in _ASCII_TEXT)
            for h, l_ in zip(high, low, strict=True)
        )
        found = strictly(data, name) if usual >= 0.9 * max(pairs, 2) else None
        least = CHINESE if pairs > FEW else _CERTAIN
        if found and (0 in high or (pairs >= 4 and chineseness(found.text) >= least)):
            return guessed(found, "every other byte is that of UTF-16 text")
    return None


_ASCII_TEXT = frozenset(b"\t\n\r") | frozenset(range(0x20, 0x7F))


def by_frequency(data: bytes, floor: float, at_most: int | None = None) -> Reading | None:
    """GB 18030 or Big5, whichever gives text of more frequent characters."""
    if at_most is not None and len(data.translate(None, _ASCII)) > 4 * at_most:
        return None  # a character has four bytes at most
    names = (name for name in ("gb18030", "big5") if may_reach(floor, data, name))
    readings = filter(None, (strictly(data, name) for name in names))
    scored = [(chineseness(found.text), found) for found in readings]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    # Binary data has NUL, text in these encodings never.
    if best is None or score < floor or "\0" in best.text:
        return None
    if at_most is not None and count_beyond_ascii(best.text) > at_most:
        return None
    return guessed(best, "its characters are the frequent ones of Chinese", score=score)


_ASCII = bytes(range(0x80))
START = 1 << 15  # bytes with characters enough to judge by, in most texts


def may_reach(score: float, data: bytes, name: str) -> bool:
    """Whether the first characters, by which all is judged, are Chinese enough. Saves reading the rest."""
    text = read_as(data[:START], name, "replace") if len(data) > START else ""
    return chineseness(text) >= score or count_beyond_ascii(text) <= SAMPLE + 4  # a cut character


_HIRAGANA = re.compile("[\u3041-\u3093]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# The scripts that neighbours of Chinese write most of; how many of their characters are no chance,
# and what share of them no Chinese text has.
_SCRIPTS = (
    ("euc-jp", _HIRAGANA, 8, 0.2),
    ("shift_jis", _HIRAGANA, 8, 0.2),
    ("euc-kr", _HANGUL, 16, 0.9),
)


def by_script(data: bytes) -> Reading | None:
    """Japanese and Korean, where GB 18030 or Big5 would give rare characters between the kana."""
    if data.isascii():
        return None
    for name, script, fewest, share in _SCRIPTS:
        start = read_as(data[:START], name, "replace")
        least = max(fewest, share * count_beyond_ascii(start))
        written = script.findall(start)
        if len(written) < least or len(set(written)) < _DIFFERENT:
            continue
        if found := strictly(data, name):
            rivals = (read_as(data[:START], rival, "replace") for rival in ("gb18030", "big5"))
            if max(map(chineseness, rivals)) < _MOST_OF_OTHERS:
                return guessed(found, "its kana or Hangul are those of Japanese or Korean text")
    return None


_DIFFERENT = 6  # of one character over and over nothing can be told
_MOST_OF_OTHERS = 0.5  # of Japanese or Korean that is read as Chinese
