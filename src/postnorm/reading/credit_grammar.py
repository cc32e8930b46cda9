"""The grammar of credits: words, the marks behind them, and what a line is dressed in.

Lines come folded (Simplified, half-width, lower case), with every character at its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from postnorm.reading.credit_values import ADDRESS, LINK, fold
from postnorm.tables import credits as words

# Marks of quotations, lists and emphasis, tags and an opening bracket, each once, in this order.
_DRESS = re.compile(
    r"[ \t>]{0,40}(?:[*+\-·•●◆■▲△★☆◎※▍▌][ \t]{0,4})?(?:</?[a-z][^<>]{0,120}>[ \t]{0,4}){0,4}"
    r"[*_]{0,3}[ \t]?[(\[【〔「〈]?[ \t]?[*_]{0,3}[ \t]?"
)


# What a line is dressed in before it is folded, and so much of its content that a word stands in it.
_RAW_DRESS = re.compile(
    r"[ \t\u3000>＞]{0,40}(?:[*+\-·•●◆■▲△★☆◎※▍▌－＋][ \t\u3000]{0,4})?(?:</?[A-Za-z][^<>]{0,120}>[ \t]{0,4}){0,4}"
    r"[*_]{0,3}[ \t]?[(（\[［【〔「〈]?[ \t\u3000]?[*_]{0,3}[ \t]?"
)
_LONGEST_BEGINNING = 24


def may_be_credit(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins as a line of credits does; most lines are done with here.

    >>> may_be_credit("> （作者：阿七）", 0, 10), may_be_credit("雨停了，路还湿。", 0, 8)
    (True, False)
    """
    match = _RAW_DRESS.match(text, start, end)
    low = match.end() if match else start
    return _MAY_BEGIN.match(fold(text[low : min(low + _LONGEST_BEGINNING, end)])) is not None


def undressed(line: str) -> tuple[int, int]:
    """Return where the content of a line begins and ends.

    >>> undressed("> * **作者：阿七**")
    (6, 11)
    """
    match = _DRESS.match(line)
    low = match.end() if match else 0
    high = len(line.rstrip())
    while high > low and (end := _END.search(line, max(low, high - 20), high)):
        high = end.start()
    return low, high


_END = re.compile(r"(?:<br ?/?>|</[a-z0-9]{1,12}>|[ \t*_\\]{1,8})$")
_MASKED = re.compile(rf"{LINK}|{ADDRESS}")


def masked(line: str) -> str:
    """The line with one character for all of links and addresses: what is in them announces nothing."""
    return _MASKED.sub(lambda match: "\0" * len(match[0]), line)


def _any_of(*groups: tuple[str, ...]) -> str:
    longest_first = sorted({word for group in groups for word in group}, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    **words.PEOPLE,
    "both": tuple(words.BOTH),
    **words.ADDRESSES,
    "outlet": words.OUTLETS,
    "first": words.FIRST_OUTLETS,
    "original_title": words.TITLES,
    "published": words.DATES,
    "account": words.ACCOUNTS,
    "count": words.COUNTS,
    "image_source": words.IMAGES,
}
KIND_OF: Final[Mapping[str, str]] = {
    **{word: kind for kind, group in _KINDS.items() for word in group},
    **dict.fromkeys(words.ONLY_OF_THIS_TEXT, "outlet"),
}
_WORD: Final = _any_of(*_KINDS.values())
_BEFORE: Final = _any_of(words.PREFIXES)
_MARK: Final = r"[*_ \t]{0,6}(?:[为是系]?[:|丨│︱·•]|[\]】〕]:?)[*_ \t]{0,6}"
_MAY_BEGIN: Final = re.compile(
    rf"(?:{_BEFORE})?(?:最[早初先]|原|经?授权|经作者授权)?(?:{_WORD}|由|{_any_of(words.ONLY_OF_THIS_TEXT)})"
    r"|\d{4}[-/年.]\d|[^\s/]{2,12}/ ?[文译图摄编]|(?:本报|特派|实习)?记者"
    r"|[最更修编][后近新改辑]|[本此][帖贴]|posted on"
)
# A word, up to three more for the same person, and a mark. Behind two words, before a link and where
# the word ends as a verb does, a blank is mark enough. All runs are bounded.
CLAUSE: Final = re.compile(
    rf"""
    (?<![^\s,;。|丨│/·、()（）【】\[\]〔〕「〈*_>])
    (?: (?P<rest> {_any_of(words.REST)} )
      | (?P<note> {_any_of(words.NOTES)} )
      | (?:本文|此文|该文|文章)? 由 [ \t]? (?P<who>[^,。;:由]{{1,60}}?) [ \t]?
        (?P<work> 原创编译|原创翻译|编译|翻译|编辑整理|编辑|整理|校对|撰写|撰文 )
        (?: 后[^,。;]{{0,14}} )? (?=[,。; \t)\]】]|$)
      | (?P<presents>[^,。;:\s]{{1,60}}) [ \t]? 荣誉(?:推出|出品|发布) (?=[,。; \t)\]】]|$)
      | (?P<before>{_BEFORE})? (?:最[早初先]|原(?!文|题|标)|经?授权|经作者授权)?
        (?P<words> (?:{_WORD}) (?: [ \t]?(?:[/、&+|]|和|与|及|兼)[ \t]?(?:{_WORD}) ){{0,3}} )
        (?: (?P<mark>{_MARK}) | [ \t]{{0,2}}/[ \t]{{0,2}} | (?P<verb>为|是|系|作)
          | (?P<blank>[ \t]{{1,4}}|(?<=[于自在题])|(?=《)) )
      | (?P<this>本文|文章|本篇|全文) (?: 最[早初先]|原 )?
        (?P<from> {_any_of(words.ONLY_OF_THIS_TEXT)} ) :?
    )
    """,
    re.VERBOSE,
)
_RULES: Final[Mapping[str, str]] = {
    "outlet": "credits.source",
    "source_url": "credits.source",
    "url": "credits.source",
    "image_source": "credits.source",
    "account": "credits.source",
    "first": "credits.first-published",
    "original_title": "credits.original-title",
    "published": "credits.date",
}
TRIMMED: Final = " \t\u3000*_,，;；。、|｜丨│·/／（("
REPORTED = re.compile(
    r"(?:本报|特派|实习|特约)?记者[ ]?(?P<who>[^\W\d_a-z]{2,4}(?:、[^\W\d_a-z]{2,4}){0,3})"
    r"(?:/[^\W\d_]{0,8}|[ ][^\W\d_]{0,8})?(?:综合|连线)?(?:报导|报道)[)\]】]?"
)
SIGNED = re.compile(
    r"(?P<who>[^/:,。]{1,40})[ ]?/[ ]?(?P<word>文|译|图|摄|编译|撰文|图文|编译整理)[)\]】]?"
)
DATED = re.compile(
    r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:[ t]{1,4}\d{1,2}:\d\d(?::\d\d)?)?"
    r"[ \t,|丨]{1,8}(?=\S)"
)


def parts_of(clause: re.Match[str]) -> list[str]:
    """The words of credit that a clause begins with: of ``文/图：阿七`` both."""
    return _JOINT.split(clause["words"] or clause["from"] or "")


_JOINT = re.compile(r"[ \t]?(?:[/、&+|]|和|与|及|兼)[ \t]?")


def is_weak(clause: re.Match[str]) -> bool:
    """Whether articles begin lines with these words too."""
    if clause["who"] or clause["presents"] or clause["note"] or clause["this"]:
        return clause["note"] is not None
    return clause["before"] is None and all(word in words.WEAK for word in parts_of(clause))


def rule_of(clause: re.Match[str]) -> str:
    """The fine rule that takes a clause out."""
    if not clause["words"] and not clause["from"]:
        return "credits.byline"
    return _RULES.get(KIND_OF.get(parts_of(clause)[0], ""), "credits.byline")


def fields_of(*parts: str) -> tuple[str, ...]:
    """The fields of metadata that words of credit fill."""
    groups = (words.BOTH.get(part) or (KIND_OF[part],) for part in parts if part in KIND_OF)
    return tuple(dict.fromkeys(field for group in groups for field in group))


def is_announced(clause: re.Match[str], kind: str | None, value: str, is_first: bool) -> bool:
    """Whether the word is set apart from its value; 作者 before a blank or a verb begins sentences."""
    if clause["mark"] is not None or (clause["blank"] is None and clause["verb"] is None):
        return True
    word = clause["words"]
    if clause["verb"] is not None:
        is_of_this = clause["before"] is not None or word.startswith("原")
        return is_of_this or not is_first or kind == "original_title"
    is_linked = value.startswith(("[", "http", "<http")) and clause["blank"] != ""
    is_paired = "/" in word and clause["blank"] != ""
    if word.startswith(("本报", "本刊")):
        return clause["blank"] != ""  # nobody begins a sentence so and ends it with a name
    ends_as_verb = word.endswith(("于", "自", "在")) or value.startswith("《")
    return (
        is_linked or is_paired or (ends_as_verb and kind in ("outlet", "first", "original_title"))
    )
