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
from postnorm.reading.guesses import (
    CHINESE,
    FEW,
    PERHAPS_CHINESE,
    SAMPLE,
    START,
    Reading,
    as_utf8,
    by_byte_pairs,
    by_escapes,
    by_frequency,
    by_script,
    may_reach,
    strictly,
)
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


class _Label(NamedTuple):
    origin: str
    label: str
    encoding: str | None


def _read(data: bytes, declared: str | None) -> Reading:
    mark, labels = _labels_of(data, declared)
    rest = data[mark:]
    known = [label for label in labels if label.encoding]
    found = (
        (by_byte_pairs(rest) if b"\0" in rest[:SAMPLE] and not mark else None)
        or _by_label(rest, known)
        or by_escapes(rest)
        or as_utf8(rest)
        or by_byte_pairs(rest)
        or by_script(rest)
        or by_frequency(rest, CHINESE)
        or _with_damage(rest, known, mark)
        or by_frequency(rest, PERHAPS_CHINESE, at_most=FEW)
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
    if len(marks) > 1 and strictly(data[len(marks[0][0]) :], marks[0][1]) is None:
        del marks[0]  # FF FE 00 00 begins UTF-32, or UTF-16 with a NUL
    labels = [_Label(_MARK, name, name) for _, name in marks[:1]]
    if declared is not None:
        labels.append(_Label("the declared label", declared, encoding_of(declared)))
    head = _COMMENT.sub(b"", data[:_HEAD])
    # A pattern that ignores case is searched for byte by byte; most bytes are no page.
    may_tell = any(map(head.lower().__contains__, (b"<meta", b"<?xml")))
    if may_tell and (match := _PAGE_LABEL.search(head)):
        label = match[1].decode("latin-1")
        name = encoding_of(label)
        # Had it been written in UTF-16, we could not have read that.
        name = "utf-8" if name and name.startswith("utf-") else name
        labels.append(_Label("the page's own label", label, name))
    return len(marks[0][0]) if marks else 0, labels


def _about_labels(labels: Iterable[_Label], found: Reading) -> Iterator[Notice]:
    for origin, label, name in labels:
        if name == found.encoding:
            return  # those after it were not asked
        rule, what = ("unknown", "names no encoding we know")
        if name is not None:
            rule, what = ("wrong", "is not borne out by the bytes")
        message = f"{origin} {label!r} {what}; read as {found.encoding}: {found.reason}"
        yield Notice(f"decoding.label-{rule}", message, None, {"label": label})


# --- one kind of evidence each ----------------------------------------------

_MISREAD = 0.38  # below this a label is not believed when another reading is Chinese


def _by_label(data: bytes, labels: Iterable[_Label]) -> Reading | None:
    for origin, label, name in labels:
        found = strictly(data, name) if name else None
        if found:
            proven = name == "utf-8" or origin == _MARK
            against = None if proven else _contradiction(data, found)
            return against or found._replace(reason=f"{origin} {label!r}")
    return None


def _contradiction(data: bytes, found: Reading) -> Reading | None:
    """What the bytes are, when the label lies though it can be read: a GBK page may say latin1."""
    if found.text.isascii():
        return None
    plausible, single = chineseness(found.text), found.encoding in SINGLE_BYTE
    wide = found.encoding.startswith("utf-")
    utf8 = as_utf8(data)
    if utf8 and wide and b"\0" not in data:
        return utf8
    if utf8 and not wide:
        score, least = (
            chineseness(utf8.text),
            plausible if single else max(plausible, PERHAPS_CHINESE),
        )
        certain = (
            count_beyond_ascii(utf8.text) >= 8
        )  # other encodings hit UTF-8 in short texts only
        if certain or score > least or (single and score == least and not utf8.notices):
            return utf8
    if plausible < _MISREAD and (single or wide or found.encoding in ("gb18030", "big5")):
        rival = by_frequency(data, CHINESE)
        different = rival and rival.encoding != found.encoding
        return rival if different and count_beyond_ascii(found.text) >= FEW else None
    return None


def _with_damage(data: bytes, labels: Iterable[_Label], mark: int) -> Reading | None:
    """The best reading in which only a few places are lost, each of them U+FFFD."""
    readings = []
    labelled = [label.encoding for label in labels if label.encoding]
    for name in dict.fromkeys((*labelled, "utf-8", "gb18030", "big5")):
        trusted = name in labelled or name == "utf-8"
        if _is_hopeless(data, name) or not (trusted or may_reach(CHINESE, data, name)):
            continue
        text = read_as(data, name, "replace")
        lost, score = text.count("\ufffd"), chineseness(text)
        bearable = max(count_beyond_ascii(text) / 20, len(text) / 200)
        if (trusted or score >= CHINESE) and lost <= bearable and "\0" not in text:
            readings.append((score, lost, Reading(text, name)))
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
    part = data[: max(START, len(data) // 8)]
    cut = 3  # what is left of the last character
    return read_as(part, name, "replace").count("\ufffd") - cut > len(data) / 20


def _first_unreadable(data: bytes, name: str) -> int:
    try:
        read_as(data, name)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)  # pragma: no cover: who asks has seen it fail


def _unreadable(data: bytes, labels: Iterable[_Label], mark: int) -> DecodingError:
    name = next((label.encoding for label in labels if label.encoding), "utf-8")
    offset = mark + _first_unreadable(data, name)
    return DecodingError(
        f"these bytes are text in no encoding we know: as {name} they can be read up to byte "
        f"{offset} only. If this is text, pass its encoding, as in declared='windows-1252'",
        encoding=name,
        offset=offset,
    )
