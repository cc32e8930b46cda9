"""Marks in the form that Chinese text takes: width, forms, ellipses, dashes, repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.edits import Edit
from postnorm.tables.characters import HAN

_MARKS: Final = "，。、；：？！"
_CLOSERS: Final = "」』）》】"
# What a Chinese mark follows: a character or a closing mark. Curly quotes are English as well, so
# there must be Chinese inside of them or behind the mark.
_AFTER: Final = (
    f"(?:(?<=[{HAN}{_CLOSERS}])|(?<=[{HAN}{_MARKS}…{_CLOSERS}][”’])"
    f"|(?<=[”’])(?=[,;:!?.][ \t]{{0,8}}[{HAN}「『（《【]))"
)

# Presentation and half-width forms of Chinese marks (Unicode, chapters 6.2 and 18).
_FORMS: Final = str.maketrans(
    "﹐﹑﹔﹕﹖﹗﹙﹚｡､｢｣︽︾︿﹀﹁﹂﹃﹄︵︶︻︼︰︐︑︒︓︔︕︖",
    "，、；：？！（）。、「」《》〈〉「」『』（）【】：，、。：；！？",
)
_FORM = re.compile(f"[{''.join(map(chr, _FORMS))}]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_FULL_WIDTH_OFFSET: Final = 0xFEE0

# A half-width mark is Chinese when it follows a Chinese character and no Latin word or number goes
# on behind it. Spaces after it go with it: the full-width mark brings its own.
_GOING_ON: Final = rf"(?:[ \t]+(?=[{HAN}“‘「『（《【`\[]))?"
# Not the eyes of a face, :) and ;-( , where no bracket closes it, nor the colons of :smile: (a time
# has two colons, too).
_FACE: Final = r"(?!.-?(?:\)|\((?![^()\r\n]{1,200}\))))"
_SHORTCODE: Final = r"(?!(?![0-9]{1,30}:)[A-Za-z0-9_+-]{1,30}:)"
_HALF_WIDTH = re.compile(rf"{_AFTER}{_FACE}(?:[,;]|[!?](?!\[)|:{_SHORTCODE}){_GOING_ON}(?![,;!?:])")
# Rows of ! and ? after Chinese are one cry. Not before Latin: they could be an operator there.
_ROW = re.compile(rf"{_AFTER}[!?]{{2,12}}+(?![!?\[A-Za-z0-9=,;:.]){_GOING_ON}")
# One Latin word between Chinese and the mark is a word of the Chinese sentence, which goes on behind
# a pause in Chinese, or ends the line with its cry. "来自Yahoo!的" may be a name, so ! needs the end.
_WORD: Final = r"[A-Za-z][A-Za-z0-9]{0,20}"
# So is a number with its unit: 热到30℃,颜色. One that goes on behind the comma is not before Chinese.
_NUMBER: Final = r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:[%‰℃℉°Ω]|[A-Za-z]{1,4}(?:/[a-z]{1,2})?)?"
_PAUSE_AFTER_WORD = re.compile(
    rf"(?<=[{HAN}{_MARKS}]) ?(?:{_WORD}|{_NUMBER})([,;] {{0,4}})(?=[{HAN}])"
)
_CRY_AFTER_WORD = re.compile(rf"(?<=[{HAN}{_MARKS}]) ?{_WORD}([!?])(?=[\r\n]|\Z)")
# Not directly before Chinese, where it may part a name (爱新觉罗.溥仪), nor after 一 of a list.
_FULL_STOP = re.compile(
    rf"{_AFTER}(?<![一二三四五六七八九十])\.(?=[”’」』）》】\r\n]|\Z|[ \t]+[{HAN}“‘「『（《【])[ \t]*"
)
_WIDE: Final = str.maketrans(",;!?:", "，；！？：")

_CHINESE_BEFORE: Final = f"(?<=[{HAN}{_MARKS}{_CLOSERS}「『（《【])"
_ELLIPSIS = re.compile(
    rf"(?:{_CHINESE_BEFORE}|(?<=[{HAN}{_MARKS}…][”’])|(?<=[“”‘’])(?=[.。．…⋯・·]{{1,12}}[{HAN}]))"
    r"(?:\.{3,}|。{3,}|．{3,}|…(?!…)|⋯(?!⋯)|・{3,}|·{3,})"
)
# A row is looked at from its beginning only, or each of its dots would look for its end.
_MIDLINE_ELLIPSIS = re.compile(rf"{_CHINESE_BEFORE}⋯{{2,}}|(?<!⋯)⋯{{2,}}+(?=[{HAN}])")
# Not before a letter: 运行--version is an option of a command.
_DASH = re.compile(rf"(?:{_CHINESE_BEFORE}--(?![-A-Za-z0-9])|(?<=[{HAN}])--+(?=[{HAN}])|──|⸺)")
_INTERPUNCT = re.compile(rf"(?<=[{HAN}])[•‧・∙⋅](?=[{HAN}])")
_REPEATED_PAUSE = re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)")
_ROW_OF_CRIES = re.compile(r"[！？]{2,}+")
_EXCLAMATION_FIRST = re.compile(r"(?<![！？])！？(?![！？])")
# What a line of dots in the middle stands in for, and what it is made of.
_BASELINE_ELLIPSIS = re.compile(rf"{_CHINESE_BEFORE}…{{2,}}+|…{{2,}}+(?=[{HAN}])")


def unify_forms(text: str) -> Iterator[Edit]:
    """Presentation and half-width forms become ordinary marks; full-width letters and digits half-width."""
    for match in _FORM.finditer(text):
        yield Edit(*match.span(), match[0].translate(_FORMS), "punctuation.form")
    for match in _FULL_WIDTH.finditer(text):
        narrow = "".join(chr(ord(character) - _FULL_WIDTH_OFFSET) for character in match[0])
        yield Edit(*match.span(), narrow, "punctuation.full-width-letter")


def widen_marks(text: str) -> Iterator[Edit]:
    """Half-width marks after a Chinese character become full-width.

    >>> from postnorm.edits import apply
    >>> apply("雨停了,路还湿. 1,000", widen_marks("雨停了,路还湿. 1,000"))
    '雨停了，路还湿. 1,000'
    """
    for match in _HALF_WIDTH.finditer(text):
        yield Edit(*match.span(), match[0][0].translate(_WIDE), "punctuation.width")
    for match in _ROW.finditer(text):
        yield Edit(*match.span(), match[0].rstrip(" \t").translate(_WIDE), "punctuation.width")
    for match in _FULL_STOP.finditer(text):
        yield Edit(*match.span(), "。", "punctuation.width")


def widen_marks_after_words(text: str) -> Iterator[Edit]:
    """Half-width marks after a Latin word or a number of a Chinese sentence become full-width.

    >>> from postnorm.edits import apply
    >>> apply("他用Ruby,热到30℃,我用Go!", widen_marks_after_words("他用Ruby,热到30℃,我用Go!"))
    '他用Ruby，热到30℃，我用Go！'
    """
    for pattern in (_PAUSE_AFTER_WORD, _CRY_AFTER_WORD):
        for match in pattern.finditer(text):
            yield Edit(*match.span(1), match[1][0].translate(_WIDE), "punctuation.width")


def write_ellipses(text: str) -> Iterator[Edit]:
    """After Chinese, dots and half an ellipsis become …… (GB/T 15834-2011, 4.11; 重訂標點符號手冊, 刪節號)."""
    for match in _ELLIPSIS.finditer(text):
        yield Edit(*match.span(), "……", "punctuation.ellipsis")


def lower_ellipses(text: str) -> Iterator[Edit]:
    """⋯⋯ becomes ……, the form of the mainland; twelve dots stay twelve."""
    for match in _MIDLINE_ELLIPSIS.finditer(text):
        yield Edit(*match.span(), "……" * (len(match[0]) // 2), "punctuation.ellipsis-line")


def raise_ellipses(text: str) -> Iterator[Edit]:
    """…… becomes ⋯⋯, with the dots in the middle of the line, as type in Taiwan has them."""
    for match in _BASELINE_ELLIPSIS.finditer(text):
        yield Edit(*match.span(), "⋯⋯" * (len(match[0]) // 2), "punctuation.ellipsis-midline")


def write_dashes(text: str) -> Iterator[Edit]:
    """Hyphens and box-drawing lines between Chinese become ——. A single — is a connector and stays."""
    for match in _DASH.finditer(text):
        yield Edit(*match.span(), "——", "punctuation.dash")


def write_interpuncts(text: str) -> Iterator[Edit]:
    """Bullets and katakana dots between Han characters become · (clreq, 间隔号)."""
    for match in _INTERPUNCT.finditer(text):
        yield Edit(*match.span(), "·", "punctuation.interpunct")


def drop_repeated_pauses(text: str) -> Iterator[Edit]:
    """，， becomes ，: no norm knows a doubled pause."""
    for match in _REPEATED_PAUSE.finditer(text):
        yield Edit(*match.span(), match[0][0], "punctuation.repeated")


def limit_rows(text: str, most: int = 3) -> Iterator[Edit]:
    """At most so many ！ and ？ in a row (GB/T 15834-2011, 4.2.3.3, 4.3.3.3: three).

    Where both kinds stand in the row, both stay: ``？！`` is one mark, also where *most* is 1.

    >>> from postnorm.edits import apply
    >>> apply("停！！！！走？？！！", limit_rows("停！！！！走？？！！", 1))
    '停！走？！'
    """
    for match in _ROW_OF_CRIES.finditer(text):
        row = match[0]
        kinds = len(set(row))
        if len(row) > max(most, kinds):
            kept = "？！" if kinds > most else row[:most]
            if kinds > len(set(kept)):  # all of one kind: the last one is the other
                kept = kept[:-1] + ("！" if kept[0] == "？" else "？")
            yield Edit(*match.span(), kept, "punctuation.row")


def order_cries(text: str) -> Iterator[Edit]:
    """！？ becomes ？！ (GB/T 15834-2011, 4.2.3.3: the question comes first)."""
    for match in _EXCLAMATION_FIRST.finditer(text):
        yield Edit(*match.span(), "？！", "punctuation.order")
