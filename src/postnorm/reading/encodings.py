"""What encoding labels mean on the web, and reading bytes in exactly that meaning.

A label is a promise of long ago: pages say ``gb2312`` and use characters that only GB 18030
has. The WHATWG Encoding Standard writes down what browsers make of each label; Python's
codecs of the same names are stricter, so that the differences are made up for here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

Errors: TypeAlias = Literal["strict", "replace"]

# Name of the encoding -> the labels that mean it, apart from the name itself. UTF-7 is missing on
# purpose: a page that asks for it wants to smuggle markup past a filter.
_LABELS: Mapping[str, str] = {
    "utf-8": "utf8 utf-8-sig unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "gb18030": (
        "gbk gb2312 gb_2312 gb_2312-80 gb2312-80 gb-2312 x-gbk cp936 ms936 windows-936 euc-cn "
        "euccn chinese csgb2312 csiso58gb231280 iso-ir-58 gb18030-2000 gb18030-2005 gb18030-2022"
    ),
    "big5": "big5-hkscs big5hkscs big5-tw cn-big5 csbig5 x-x-big5 x-big5 cp950 ms950 windows-950",
    "windows-1252": (
        "ascii us-ascii ansi_x3.4-1968 latin1 latin-1 l1 iso-8859-1 iso8859-1 iso88591 iso_8859-1 "
        "iso_8859-1:1987 iso-ir-100 csisolatin1 cp1252 x-cp1252 ibm819 cp819"
    ),
    "utf-16le": "utf-16 utf16 unicode csunicode ucs-2 iso-10646-ucs-2 unicodefeff",
    "utf-16be": "unicodefffe",
    "utf-32le": "utf-32 utf32",
    "utf-32be": "",
    "hz": "hz-gb-2312",
    "shift_jis": "shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 csshiftjis",
    "euc-jp": "x-euc-jp cseucpkdfmtjapanese",
    "iso-2022-jp": "csiso2022jp",
    "euc-kr": "korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 cseuckr",
    "koi8-r": "koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-ru",
    "windows-874": "tis-620 iso-8859-11 dos-874",
    "windows-1254": "iso-8859-9 latin5 l5",
    **{f"windows-{n}": f"cp{n} x-cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{f"iso-8859-{n}": f"iso8859-{n} iso_8859-{n}" for n in (*range(2, 9), 10, 13, 14, 15, 16)},
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in (name, *labels.split())}

# Where Python calls the same or a wider encoding by another name.
_CODECS = {"shift_jis": "cp932", "euc-kr": "cp949", "windows-874": "cp874"}

SINGLE_BYTE = frozenset(
    name for name in _LABELS if name.startswith(("windows-", "iso-8859-", "koi8-"))
)
"""Encodings in which nearly every byte is some character: reading without error proves nothing."""

# The longest first: UTF-32 begins with the mark of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)

# What Python's codecs refuse and browsers read. The Big5 pairs stand in no table of Hong Kong
# because it has the same characters elsewhere; pages use them all the same.
_MENDED: Mapping[str, Mapping[bytes, str]] = {
    "gb18030": {b"\x80": "€"},
    "big5hkscs": {
        b"\xa3\xe1": "€",
        b"\xc6\xcf": "廴",
        b"\xc6\xd3": "无",
        b"\xc6\xd5": "癶",
        b"\xc6\xd7": "隶",
        b"\xc6\xde": "〃",
        b"\xc6\xdf": "仝",
    },
}

# Private-use code points that Python's tables of the year 2000 give for characters which Unicode
# has had since; browsers, and GB 18030 of 2022, give the characters.
_SINCE_ENCODED = str.maketrans(
    "\ue5e5\ue7c7\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000\u1e3f\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19"
    "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
)
_PRIVATE = re.compile("[\ue5e5-\ue864]")  # str.translate costs too much where there is none

# The symbols of rows A1 and A2 are read as Windows does (cp950), the rest as Hong Kong does. The
# branches begin with different bytes and give nothing back: one pass.
_BIG5_RUN = re.compile(
    rb"(?P<symbols>(?:[\xa1\xa2][\x40-\x7e\xa1-\xfe])++)"
    rb"|(?:[\x00-\x80\xff]|[\x81-\xa0\xa3-\xfe][\x40-\x7e\x80-\xfe]?|[\xa1\xa2])"
    rb"(?:[\x00-\x80\xff]|[\x81-\xa0\xa3-\xfe][\x40-\x7e\x80-\xfe]?)*+"
)

_C1 = "".join(bytes([byte]).decode("cp1252", "replace") for byte in range(256))
_WINDOWS_1252 = "".join(chr(n) if char == "\ufffd" else char for n, char in enumerate(_C1))


def encoding_of(label: str) -> str | None:
    """Return the encoding that browsers take *label* for, if there is one.

    >>> encoding_of("GB2312"), encoding_of(" latin1 "), encoding_of("utf-7")
    ('gb18030', 'windows-1252', None)
    """
    return _NAMES.get(label.strip("\"' \t\r\n\f").casefold())


def read_as(data: bytes, name: str, errors: Errors = "strict") -> str:
    """Read all of *data* in an encoding that :func:`encoding_of` named.

    With ``errors="replace"`` what cannot be read becomes U+FFFD, else it raises
    ``UnicodeDecodeError``, whose offsets count in *data*.

    >>> read_as(bytes.fromhex("80"), "gb18030"), read_as(bytes.fromhex("81"), "windows-1252")
    ('€', '\\x81')
    """
    if name == "windows-1252":
        return codecs.charmap_decode(data, errors, _WINDOWS_1252)[0]
    if name == "big5":
        return "".join(_big5(data, errors))
    if name == "gb18030":
        text = data.decode(name, _MENDING[errors])
        return text.translate(_SINCE_ENCODED) if _PRIVATE.search(text) else text
    return data.decode(_CODECS.get(name, name), errors)


def _big5(data: bytes, errors: Errors) -> Iterable[str]:
    for run in _BIG5_RUN.finditer(data):
        codec = "cp950" if run["symbols"] else "big5hkscs"
        try:
            yield run[0].decode(codec, errors if run["symbols"] else _MENDING[errors])
        except UnicodeDecodeError as error:
            start, end = run.start() + error.start, run.start() + error.end
            raise UnicodeDecodeError("big5", data, start, end, error.reason) from None


def _mended(error: UnicodeError) -> tuple[str, int] | None:
    """What the refused bytes stand for; a row of the same at once, as a call for each is slow."""
    if isinstance(error, UnicodeDecodeError):
        for bad, char in _MENDED[error.encoding].items():
            if row := _ROWS[bad].match(error.object, error.start):
                return char * (len(row[0]) // len(bad)), row.end()
    return None


_ROWS = {
    bad: re.compile(b"(?:%b)++" % re.escape(bad)) for mended in _MENDED.values() for bad in mended
}


def _mend(error: UnicodeError) -> tuple[str | bytes, int]:
    if found := _mended(error):
        return found
    raise error


def _mend_or_replace(error: UnicodeError) -> tuple[str | bytes, int]:
    return _mended(error) or codecs.replace_errors(error)


# Named handlers are the one door by which a codec lets others mend what it refuses in one pass.
_MENDING: Mapping[Errors, str] = {"strict": "postnorm.strict", "replace": "postnorm.replace"}
codecs.register_error(_MENDING["strict"], _mend)
codecs.register_error(_MENDING["replace"], _mend_or_replace)
