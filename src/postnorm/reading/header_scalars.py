"""Single values of a header: what is text, what is typed, what stands between quotes."""

from __future__ import annotations

import math
import re

from postnorm import fields, headers

# A field that holds one text: "[转载] 春茶" is a title, and no list with something after it.
_ONE_TEXT = frozenset({"title", "url", "description"})

BLANKS = " \t\u3000"
_WORDS = {"true": True, "false": False, "null": None, "": None}
MOST_DIGITS = 15  # what every JSON reader keeps exactly: an account number of 18 digits is text
_LONGEST_NUMBER = 25


def is_text_field(key: str) -> bool:
    """Whether a value under *key* is text, whatever it looks like."""
    return fields.canonical_name(key) in fields.TEXT_FIELDS


def is_one_text(key: str) -> bool:
    """Whether *key* holds one text, so that brackets at its start are part of it."""
    return fields.canonical_name(key) in _ONE_TEXT


def typed(text: str, key: str = "") -> object:
    """Return a plain scalar as the number, truth value or ``None`` it is, else as the text written.

    It is typed only if writing the typed value gives the same text, so that nothing can be
    lost; under a key that holds text only nothing at all has a type: ``null``.

    >>> [typed(text) for text in ("5", "1.5", "true", "null", "")]
    [5, 1.5, True, None, None]
    >>> [typed(text) for text in ("007", "1.10", "yes", "16:25", "1e3", "2013-10-21")]
    ['007', '1.10', 'yes', '16:25', '1e3', '2013-10-21']
    >>> typed("1984", "title"), typed("1234567890123456")
    ('1984', '1234567890123456')
    """
    text = text.strip(BLANKS)
    if text in _WORDS and (_WORDS[text] is None or not is_text_field(key)):
        return _WORDS[text]
    if text[0] not in _BEGINS_A_NUMBER or not text[-1].isdigit() or is_text_field(key):
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if len(text) > _LONGEST_NUMBER:
        return text
    for read in (_whole, _decimal):
        value = read(text)
        if value is not None and written(value) == text:
            return value
    return text


_BEGINS_A_NUMBER = frozenset("+-.0123456789")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what writes as the same text without trying


def written(value: float) -> str:
    """Return a number or truth value as a header of ours has it."""
    return headers.header({"k": value})[len("k: ") : -1]


def _whole(text: str) -> int | None:
    try:
        value = int(text)
    except ValueError:
        return None
    return value if abs(value) < 10**MOST_DIGITS else None


def _decimal(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


# The characters that begin a plain scalar only when something other than a blank follows, and
# those that never do.
_HALF_RESERVED = "-?:"
RESERVED = ",[]{}#&*!|>'\"%@`"

_BREAKS_PLAIN = re.compile(r":(?=[ \t]|$)|(?<=[ \t])#")


def is_plain(text: str) -> bool:
    """Whether YAML reads *text*, one line without blanks around it, as just this text.

    >>> [is_plain(text) for text in ("雨后", "a:b", "C#", "-5", "", "-", "雨: 后", "雨 #后", "@a")]
    [True, True, True, True, True, False, False, False, False]
    """
    if not text:
        return True
    return not begins_reserved(text) and _BREAKS_PLAIN.search(text) is None


def begins_reserved(text: str) -> bool:
    """Whether *text* begins with a mark that has a meaning in YAML."""
    return text[0] in RESERVED or (text[0] in _HALF_RESERVED and text[1:2] in " \t")


# Both are a fixed character, then runs that exclude the character between them: nothing is
# tried twice.
_DOUBLE = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_SINGLE = re.compile(r"'([^']*(?:''[^']*)*)'")
_ESCAPE = re.compile(
    r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))"
)
_ESCAPED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "\t": "\t",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def quoted_prefix(text: str, at: int = 0) -> tuple[str, int] | None:
    """Read the quoted scalar that begins at *at*; return it and where it ends, if it is sound.

    Escaped surrogate pairs are joined, as JSON writers mean them; lone ones stay.

    >>> quoted_prefix(r'"\\u96e8\\ud83c\\udf27" # 注')
    ('雨🌧', 20)
    >>> quoted_prefix("'it''s'"), quoted_prefix('"\\\\q"'), quoted_prefix("'it's'")
    (("it's", 7), None, ('it', 4))
    """
    if match := _SINGLE.match(text, at):
        return match[1].replace("''", "'"), match.end()
    if match := _DOUBLE.match(text, at):
        try:
            return _ESCAPE.sub(_unescaped, match[1]), match.end()
        except (KeyError, ValueError, OverflowError):
            return None  # an escape that YAML does not know, such as a path: "C:\Users"
    return None


def quoted(text: str) -> str | None:
    """Return what stands between the quotes if *text* is one sound quoted scalar and nothing else."""
    found = quoted_prefix(text)
    return found[0] if found and found[1] == len(text) else None


def _unescaped(match: re.Match[str]) -> str:
    high, low, *codes, name = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    for code in codes:
        if code:
            return chr(int(code, 16))
    return _ESCAPED[name]


# The shape of a date, bounded throughout; whether there is such a day is for fields.date_of to say.
_DATE = re.compile(
    r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?"
    r"(?:[T ] ?\d{1,2}[:：]\d{1,2}(?:[:：]\d{1,2}(?:\.\d{1,9})?)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?"
)


def is_impossible_date(text: str) -> bool:
    """Whether *text* has the shape of a date that no calendar has.

    >>> is_impossible_date("2013-02-30"), is_impossible_date("2013-02-28"), is_impossible_date("雨")
    (True, False, False)
    """
    return _DATE.fullmatch(text) is not None and fields.date_of(text) is None
