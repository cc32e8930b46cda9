"""Text in which each character is one byte of Chinese: UTF-8, GB 18030 or Big5 read as Latin-1.

UTF-8 proves itself by its form. GB 18030 and Big5 do not: nearly any two bytes are a character, so
the reading must be full of frequent ones, and the broken text must not be in some language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postnorm.plausibility import chineseness, count_beyond_ascii
from postnorm.repair.readings import BETTER, COMMON, HAN_CHARACTER, Reading, decoded, is_cjk
from postnorm.tables.misread import BYTE_OF, DOUBLE_BYTE, FOLLOWING, HIGH, MARKS

# Possessive: every character is read once.
_STRETCH = re.compile(f"[\x00-\x7f{HIGH}]++")
_HIGH = re.compile(f"[{HIGH}]")


def read_single_bytes(text: str, start: int, end: int) -> Iterator[Reading]:
    """Give what in the line ``text[start:end]`` is something else byte by byte.

    >>> [found.text for found in read_single_bytes("ä½\\xa0å¥½ ¥", 0, 8)]
    []
    >>> [found.text for found in read_single_bytes("ä½\\xa0å¥½!", 0, 7)]
    ['你好']
    """
    for stretch in _STRETCH.finditer(text, start, end):
        if _HIGH.search(stretch[0]) and (found := _reading_of(stretch[0])):
            yield found.shifted(stretch.start())


# The byte A0 is the no-break space, and many programs make it a space.
_NO_BREAK = re.compile(f"(?<=[\xe3-\xe9][{FOLLOWING}]) |(?<=[\xe3-\xe9]) (?=[{FOLLOWING}])")
_MOST_MISREADINGS = 3  # one after the other


def _reading_of(stretch: str, misreadings: int = 1) -> Reading | None:
    if found := _as_utf_8(stretch, misreadings):
        return found
    spaced = _as_utf_8(_NO_BREAK.sub("\xa0", stretch), misreadings)
    if spaced and spaced.certain:
        return spaced
    bare = stretch.strip(MARKS)  # quotes around it may be those of good text
    found = _as_double_byte(bare)
    if bare != stretch and (whole := _as_double_byte(stretch)) and (whole.certain or not found):
        return whole
    return found and found.shifted(stretch.index(bare))


# --- UTF-8 -------------------------------------------------------------------

# One character; the branches begin with different bytes.
_UTF_8 = re.compile(
    f"[\xc2-\xdf][{FOLLOWING}]|[\xe0-\xef][{FOLLOWING}]{{2}}|[\xf0-\xf4][{FOLLOWING}]{{3}}"
)
_NO_MARK = re.compile(f"(?![{MARKS}])[{HIGH}]")
# Two of Chinese in a row. One stands in every French « thé », two nowhere.
_TWO = re.compile(f"(?:[\xe2-\xe9\xef][{FOLLOWING}]{{2}}){{2}}")
# One that nobody writes: with a control in it, or the beginning of “ and its like.
_ODD = re.compile(f"[\xe2-\xe9\xef](?:[\x80-\x9f][{FOLLOWING}]|[{FOLLOWING}][\x80-\x9f])|â€")


def _as_utf_8(stretch: str, misreadings: int) -> Reading | None:
    """The stretch from its first to its last character of UTF-8, unless a letter is left over."""
    characters = [match.span() for match in _UTF_8.finditer(stretch)]
    if not characters or _NO_MARK.search(_UTF_8.sub("", stretch)):
        return None
    start, end = characters[0][0], characters[-1][1]
    made = decoded(_bytes_of(stretch[start:end]), "utf-8")
    path = "utf-8 read as windows-1252"
    if made is None:
        return None
    if is_cjk(made):
        certain = _is_certain_utf_8(stretch, made)
        common = certain or chineseness(made) >= COMMON
        return Reading(start, end, made, path, certain) if common else None
    if misreadings == _MOST_MISREADINGS or not _STRETCH.fullmatch(made):
        return None
    inner = _reading_of(made, misreadings + 1)
    if inner is None:
        return None
    made = made[: inner.start] + inner.text + made[inner.end :]
    return Reading(start, end, made, f"{inner.path}, then {path}", inner.certain)


def _is_certain_utf_8(stretch: str, made: str) -> bool:
    if _TWO.search(stretch) or made == "\ufeff":
        return True
    return bool(_ODD.search(stretch)) and chineseness(made) >= COMMON


# --- GB 18030 and Big5 -------------------------------------------------------


def _as_double_byte(stretch: str) -> Reading | None:
    data = _bytes_of(stretch)
    readings = sorted(
        (
            (chineseness(made), made, name)
            for name, codecs in DOUBLE_BYTE.items()
            if (made := next(filter(None, (decoded(data, codec) for codec in codecs)), None))
        ),
        reverse=True,
    )
    score, made, name = readings[0] if readings else (0.0, "", "")
    if score < max(COMMON, chineseness(stretch) + BETTER) or not is_cjk(made):
        return None
    rivals = [*(rival for rival, _, _ in readings[1:]), *_as_neighbours(data)]
    alone = score >= max(rivals, default=0.0) + BETTER
    certain = alone and _is_certain_by_frequency(stretch, made, score)
    return Reading(0, len(stretch), made, f"{name} read as windows-1252", certain)


_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


def _as_neighbours(data: bytes) -> Iterator[float]:
    """How well it reads as Japanese, with much kana, and as Korean, of Hangul alone.

    The first is no chance: every kana of EUC-JP is a common character in Big5. The second is what
    a few common characters of GB 2312 would be, too.
    """
    if made := decoded(data, "euc_jp"):
        japanese = len(_KANA.findall(made)) > 0.4 * count_beyond_ascii(made)
        yield 1.0 if japanese else 0.0
    if made := decoded(data, "euc_kr"):
        korean = len(_HANGUL.findall(made)) >= 4 and not HAN_CHARACTER.search(made)
        yield 0.5 if korean else 0.0


# A sign among letters and other signs. GBK and Big5 have one in every second character, and no
# language has º or £ in the middle of a word.
_SIGN = re.compile(
    "[\xa1-\xbf](?:(?<=[\xc0-\xff].)(?=[\xa1-\xff])|(?<=[\xa1-\xbf].)(?=[\xc0-\xff]))"
)


def _is_certain_by_frequency(stretch: str, made: str, score: float) -> bool:
    """Whether so many frequent characters are no chance, and not marks alone, which are as good Japanese.

    Letters alone may be an alphabet (ÀÁÂÃ) or Cyrillic of another encoding (Ïðèâåò), and then
    every pair is a common character of GB 2312; one sign over and over is an ornament (¤¤¤¤).
    """
    han, count = HAN_CHARACTER.findall(made), count_beyond_ascii(made)
    odd = 3 * len(_SIGN.findall(stretch)) >= count
    if count == 2:
        return len(set(han)) == 2 and odd and score == 1
    if len(set(han)) < 2 or len(set(made)) < 3:
        return False
    least = 0.45 + 0.5 / count if odd else 0.5 + 1 / count
    return score >= least and chineseness("".join(han)) >= 0.5 + 0.5 / len(han)


def _bytes_of(stretch: str) -> bytes:
    return stretch.translate(BYTE_OF).encode("latin-1")
