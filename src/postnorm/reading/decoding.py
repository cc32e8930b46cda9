"""Bytes to text: which encoding they are in, on what evidence, and what had to be tolerated.

Evidence is asked in a fixed order, the strongest first, and each answer must then read *all*
of the bytes. Labels are believed only as long as the bytes bear them out, because pages lie.
Where nothing but the bytes is left, the reading whose text looks like Chinese is taken.

Detectors that are libraries were measured and are not used: on eight characters of GBK or Big5
a table of frequent characters is right more often (see :mod:`postnorm.plausibility`),
and its answer depends on nothing that is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postnorm.errors import DecodingError
from postnorm.plausibility import chineseness, count_beyond_ascii
from postnorm.reading.encodings import BYTE_ORDER_MARKS, SINGLE_BYTE, encoding_of, read_as
from postnorm.records import Notice
from postnorm.values import kind_of


class Detection(NamedTuple):
    """What encoding bytes are in, why, and what was tolerated or found wrong on the way."""

    encoding: str
    """A WHATWG name: ``utf-8``, ``gb18030``, ``big5``, ``utf-16le``, ``windows-1252`` ..."""
    reason: str
    tolerated: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return *data* as text; exactly one leading byte order mark is not part of it.

    *declared* is a label from outside, such as a Content-Type header. It is believed before what
    the bytes say of themselves, unless they contradict it. Raises
    :class:`postnorm.DecodingError` when they are text in no encoding we know.

    >>> decode("雨停了".encode("gb18030")), decode(b"caf\\xe9", declared="latin1")
    ('雨停了', 'café')
    """
    return read_bytes(data, declared=declared)[0]


def detect_encoding(data: bytes, *, declared: str | None = None) -> Detection:
    """Return the encoding that :func:`decode` reads *data* in, and why.

    >>> detect_encoding("雨停了".encode(), declared="gb2312")[:2]
    ('utf-8', 'all of it is valid UTF-8')
    """
    found = _read(_bytes_of(data), declared)
    return Detection(found.encoding, found.reason, tuple(told.message for told in found.notices))


def read_bytes(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """Return *data* as text, and what a person may want to look at; of clean UTF-8, nothing."""
    found = _read(_bytes_of(data), declared)
    return found.text, found.notices


class _Reading(NamedTuple):
    text: str
    encoding: str
    reason: str = ""
    notices: tuple[Notice, ...] = ()


class _Label(NamedTuple):
    origin: str
    label: str
    encoding: str | None


def _read(data: bytes, declared: str | None) -> _Reading:
    mark, labels = _labels_of(data, declared)
    rest = data[mark:]
    known = [label for label in labels if label.encoding]
    found = (
        (_by_byte_pairs(rest) if b"\0" in rest[:_SAMPLE] and not mark else None)
        or _by_label(rest, known)
        or _by_hz_escapes(rest)
        or _as_utf8(rest)
        or _by_byte_pairs(rest)
        or _by_frequency(rest, _CHINESE)
        or _with_damage(rest, known, mark)
        or _by_frequency(rest, _PERHAPS_CHINESE, at_most=_FEW)
    )
    if found is None:
        raise _unreadable(rest, known, mark)
    return found._replace(notices=(*_about_labels(labels, found), *found.notices))


def _bytes_of(data: bytes) -> bytes:
    if isinstance(data, bytes | bytearray | memoryview):
        return bytes(data)
    remedy = "; a str is decoded already: call postnorm.parse" if isinstance(data, str) else ""
    raise TypeError(f"only bytes can be decoded, not {kind_of(data)}{remedy}")


# --- what is said about the bytes -------------------------------------------

_MARK = "the byte order mark"
_HEAD = 4096  # where a page says what it is written in; browsers look at 1024 bytes
_COMMENT = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)  # the second branch takes all that is left
# Bounded inside of _HEAD: at worst 600 tags of 300 bytes are looked through.
_PAGE_LABEL = re.compile(
    rb"""(?ix) (?: \A\s{0,9}<\?xml [^>]{0,200}? encoding | <meta [^>]{0,300}? charset )
    \s{0,9} = \s{0,9} ["']? \s{0,9} ([\w.:-]{1,40})"""
)


def _labels_of(data: bytes, declared: str | None) -> tuple[int, list[_Label]]:
    """The length of the byte order mark, and what mark, caller and page call the encoding."""
    if not isinstance(declared, str | None):
        raise TypeError(f"declared is the label of an encoding, not {kind_of(declared)}")
    marks = [(mark, name) for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)]
    if len(marks) > 1 and _strictly(data[len(marks[0][0]) :], marks[0][1]) is None:
        del marks[0]  # FF FE 00 00 begins UTF-32, or UTF-16 with a NUL
    labels = [_Label(_MARK, name, name) for _, name in marks[:1]]
    if declared is not None:
        labels.append(_Label("the declared label", declared, encoding_of(declared)))
    if match := _PAGE_LABEL.search(_COMMENT.sub(b"", data[:_HEAD])):
        label = match[1].decode("latin-1")
        name = encoding_of(label)
        # Had it been written in UTF-16, we could not have read that.
        name = "utf-8" if name and name.startswith("utf-") else name
        labels.append(_Label("the page's own label", label, name))
    return len(marks[0][0]) if marks else 0, labels


def _about_labels(labels: Iterable[_Label], found: _Reading) -> Iterator[Notice]:
    for origin, label, name in labels:
        if name == found.encoding:
            return  # those after it were not asked
        rule, what = ("unknown", "names no encoding we know")
        if name is not None:
            rule, what = ("wrong", "is not borne out by the bytes")
        message = f"{origin} {label!r} {what}; read as {found.encoding}: {found.reason}"
        yield Notice(f"decoding.label-{rule}", message, None, {"label": label})


# --- one kind of evidence each ----------------------------------------------

_SAMPLE = 4096  # bytes or characters enough to judge by; everything is decoded strictly after
_FEW = 16  # characters too few to judge by
_CHINESE = 0.43  # worst of 560 samples of _FEW Chinese characters: 0.50; best misreading: 0.36
_MISREAD = 0.38  # below this a label is not believed when another reading is Chinese
_PERHAPS_CHINESE = 0.15  # for a few characters that nothing else can read


def _by_label(data: bytes, labels: Iterable[_Label]) -> _Reading | None:
    for origin, label, name in labels:
        found = _strictly(data, name) if name else None
        if found:
            proven = name == "utf-8" or origin == _MARK
            against = None if proven else _contradiction(data, found)
            return against or found._replace(reason=f"{origin} {label!r}")
    return None


def _contradiction(data: bytes, found: _Reading) -> _Reading | None:
    """What the bytes are, when the label lies though it can be read: a GBK page may say latin1."""
    if found.text.isascii():
        return None
    plausible, single = chineseness(found.text), found.encoding in SINGLE_BYTE
    wide = found.encoding.startswith("utf-")
    utf8 = _as_utf8(data)
    if utf8 and wide and b"\0" not in data:
        return utf8
    if utf8 and not wide:
        score, least = (
            chineseness(utf8.text),
            plausible if single else max(plausible, _PERHAPS_CHINESE),
        )
        certain = (
            count_beyond_ascii(utf8.text) >= 8
        )  # other encodings hit UTF-8 in short texts only
        if certain or score > least or (single and score == least and not utf8.notices):
            return utf8
    if plausible < _MISREAD and (single or wide or found.encoding in ("gb18030", "big5")):
        rival = _by_frequency(data, _CHINESE)
        different = rival and rival.encoding != found.encoding
        return rival if different and count_beyond_ascii(found.text) >= _FEW else None
    return None


def _as_utf8(data: bytes) -> _Reading | None:
    found = _strictly(data, "utf-8")
    if found is None or (found.notices and found.text[:-1].isascii()):
        return None  # one odd byte at the end of ASCII is no sign of UTF-8
    valid = "all of it is valid UTF-8" if not found.notices else "valid UTF-8 up to a cut end"
    return found._replace(reason="all of it is ASCII" if data.isascii() else valid)


def _by_hz_escapes(data: bytes) -> _Reading | None:
    """HZ is ASCII that brackets Han with ``~{`` and ``~}``."""
    found = _strictly(data, "hz") if b"~{" in data and data.isascii() else None
    if found is None or chineseness(found.text) < _CHINESE:
        return None
    return _guessed(found, "the escapes ~{ and ~} of HZ enclose Chinese text")


def _by_byte_pairs(data: bytes) -> _Reading | None:
    """UTF-16 without a mark: one byte of each pair is zero, or the first half of a Han character."""
    pairs = len(data[:_SAMPLE]) // 2
    for name, first in (("utf-16le", 1), ("utf-16be", 0)):
        high, low = data[first : 2 * pairs : 2], data[1 - first : 2 * pairs : 2]
        usual = sum(
            (0x4E <= h <= 0x9F or h in b"\x20\x30\xff") or (not h and l_ in _ASCII_TEXT)
            for h, l_ in zip(high, low, strict=True)
        )
        found = _strictly(data, name) if usual >= 0.9 * max(pairs, 2) else None
        if found and (0 in high or (pairs > _FEW and chineseness(found.text) >= _CHINESE)):
            return _guessed(found, "every other byte is that of UTF-16 text")
    return None


_ASCII_TEXT = frozenset(b"\t\n\r") | frozenset(range(0x20, 0x7F))


def _by_frequency(data: bytes, floor: float, at_most: int | None = None) -> _Reading | None:
    """GB 18030 or Big5, whichever gives text of more frequent characters."""
    if at_most is not None and len(data.translate(None, _ASCII)) > 4 * at_most:
        return None  # a character has four bytes at most
    names = (name for name in ("gb18030", "big5") if _may_reach(floor, data, name))
    readings = filter(None, (_strictly(data, name) for name in names))
    scored = [(chineseness(found.text), found) for found in readings]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    # Binary data has NUL, text in these encodings never.
    if best is None or score < floor or "\0" in best.text:
        return None
    if at_most is not None and count_beyond_ascii(best.text) > at_most:
        return None
    return _guessed(best, "its characters are the frequent ones of Chinese", score=score)


_ASCII = bytes(range(0x80))
_START = 1 << 15  # bytes with characters enough to judge by, in most texts


def _may_reach(score: float, data: bytes, name: str) -> bool:
    """Whether the first characters, by which all is judged, are Chinese enough. Saves reading the rest."""
    text = read_as(data[:_START], name, "replace") if len(data) > _START else ""
    return chineseness(text) >= score or count_beyond_ascii(text) <= _SAMPLE + 4  # a cut character


def _with_damage(data: bytes, labels: Iterable[_Label], mark: int) -> _Reading | None:
    """The best reading in which only a few places are lost, each of them U+FFFD."""
    readings = []
    labelled = [label.encoding for label in labels if label.encoding]
    for name in dict.fromkeys((*labelled, "utf-8", "gb18030", "big5")):
        trusted = name in labelled or name == "utf-8"
        if _is_hopeless(data, name) or not (trusted or _may_reach(_CHINESE, data, name)):
            continue
        text = read_as(data, name, "replace")
        lost, score = text.count("\ufffd"), chineseness(text)
        bearable = max(count_beyond_ascii(text) / 20, len(text) / 200)
        if (trusted or score >= _CHINESE) and lost <= bearable and "\0" not in text:
            readings.append((score, lost, _Reading(text, name)))
    if not readings:
        return None
    _, lost, found = max(readings, key=lambda reading: (reading[0], -reading[1]))
    offset = _first_unreadable(data, found.encoding)
    at = len(read_as(data[:offset], found.encoding, "replace"))
    message = (
        f"not all of it is {found.encoding}: {lost} U+FFFD stand for what cannot be read, "
        f"from byte {mark + offset} on"
    )
    detail = {"count": lost, "offset": mark + offset}
    notice = Notice("decoding.damaged", message, (at, at + 1), detail)
    return found._replace(reason="nearly all of it can be read so", notices=(notice,))


def _is_hopeless(data: bytes, name: str) -> bool:
    """Whether the first part alone loses more characters than all of it may."""
    part = data[: max(_START, len(data) // 8)]
    cut = 3  # what is left of the last character
    return read_as(part, name, "replace").count("\ufffd") - cut > len(data) / 20


# --- reading and judging ----------------------------------------------------


def _strictly(data: bytes, name: str) -> _Reading | None:
    """All of *data* in this encoding, or all but a last character that was cut."""
    try:
        return _Reading(read_as(data, name), name)
    except UnicodeDecodeError as error:
        cut = len(data) - error.start
        if error.end < len(data) or cut > 3 or not _CUT.search(error.reason):
            return None
    text = read_as(data[:-cut], name, "replace") + "\ufffd"
    message = f"the last character is cut: U+FFFD stands for the {cut} bytes that are left of it"
    span = (len(text) - 1, len(text))
    return _Reading(text, name, "", (Notice("decoding.cut-character", message, span),))


_CUT = re.compile("incomplete|truncated|unexpected end")  # as Python's codecs put it


def _guessed(found: _Reading, reason: str, **detail: float) -> _Reading:
    message = f"read as {found.encoding} by the bytes alone: {reason}"
    notice = Notice("decoding.guessed", message, None, {"encoding": found.encoding, **detail})
    return found._replace(reason=reason, notices=(notice, *found.notices))


def _first_unreadable(data: bytes, name: str) -> int:
    try:
        read_as(data, name)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _unreadable(data: bytes, labels: Iterable[_Label], mark: int) -> DecodingError:
    name = next((label.encoding for label in labels if label.encoding), "utf-8")
    offset = mark + _first_unreadable(data, name)
    return DecodingError(
        f"these bytes are text in no encoding we know: as {name} they can be read up to byte "
        f"{offset} only. If this is text, pass its encoding, as in declared='windows-1252'",
        encoding=name,
        offset=offset,
    )
