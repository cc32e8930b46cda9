"""Whitespace: one kind of line end, one blank line between paragraphs, nothing at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from postnorm.edits import Edit
from postnorm.findings import Finding, checked_rules, find_repeatedly, left_in
from postnorm.rules import catalogue_of, rule
from postnorm.spans import Span, find_spans, outside
from postnorm.tables.characters import HAN
from postnorm.tables.reasons import rules_of
from postnorm.tables.rule_examples import WHITESPACE

HanGaps = Literal["keep", "remove"]

# Blanks that are wider, narrower or stickier than a space and mean no more than one.
_ODD = "\xa0\u2000-\u200a\u202f\u205f"
_BLANKS = " \t\u3000\xa0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
_ODD_BLANKS = re.compile(f"[{_ODD}]")
# What a tidy text has nowhere, found in one scan that stops at line ends only. What U+3000 is for
# must be looked at.
_UNTIDY = re.compile(f"[\r\n\u3000{_ODD}](?:(?<=[\r\u3000{_ODD}])|(?<=[ \t]\n)|\n\n)")
# Each match begins at a line end and swallows all whitespace after it, so no character is met twice.
_LINE_ENDS = re.compile(rf"[\r\n][\r\n{_BLANKS}]*")
_ONE_LINE_END = re.compile(r"\r\n?|\n")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_LONGEST_INDENT = 64
_MARKDOWN = frozenset("`~-=#>*+_|:")  # at the beginning of a line these may open something
_ENDS = ("\r", "\n", "")
_HARD_BREAK = "  "
_ASCII_BLANKS = frozenset(" \t")

# Between two Han characters, or one and a mark that only Chinese has. Possessive, and begun behind
# a character that is no blank: every blank is read once.
_MARKS = "\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
_HAN_GAP = re.compile(
    rf"(?<=[{HAN}])[{_BLANKS}]++(?=[{HAN}{_MARKS}])|(?<=[{_MARKS}])[{_BLANKS}]++(?=[{HAN}])"
)


@rule(catalogue=catalogue_of(WHITESPACE))
def normalize_whitespace(
    text: str, *, han_gaps: HanGaps = "keep", without: Iterable[str] = ()
) -> Iterable[Finding]:
    """Give text the whitespace of plain Markdown: line feeds, single blank lines, no indents.

    Line ends become U+000A, also in code, where they are the file's and not the code's. Runs of
    blank lines become one; blank lines at the beginning and blanks at line ends go (a Markdown
    hard break keeps its two spaces); the text ends with at most one line feed. Paragraph indents
    made with U+3000 or NBSP go, but not before what could then open Markdown; indents of ASCII
    spaces are Markdown's and stay, and NBSP before Latin becomes such an indent. No-break and
    typographic spaces become spaces.

    ``han_gaps="remove"`` also takes out spaces between two Han characters, or a Han character and
    a Chinese mark. They are kept by default, because they can be all that is left of a paragraph
    break. A line end between two Han characters stays in any case. *without* names fine rules that
    are off.

    >>> normalize_whitespace("　　雨停了。 \\r\\n\\r\\n\\r\\n路还湿。\\n\\n")
    '雨停了。\\n\\n路还湿。\\n'
    >>> normalize_whitespace("雨 停了", han_gaps="remove")
    '雨停了'
    """
    if han_gaps not in get_args(HanGaps):
        raise ValueError(f"han_gaps is one of {', '.join(get_args(HanGaps))}, not {han_gaps!r}")
    off = checked_rules("without", without, rules_of("whitespace")) if without != () else ()
    if not off:
        return _find(text, han_gaps)
    # What one rule leaves may be another's where the one that would have taken both is off.
    return find_repeatedly(_find_all_but, text, {"han_gaps": han_gaps, "off": off})


def _find_all_but(text: str, *, han_gaps: HanGaps, off: tuple[str, ...]) -> Iterator[Edit]:
    return left_in(_find(text, han_gaps), off)


def _find(text: str, han_gaps: HanGaps) -> Iterator[Edit]:
    has_gaps = han_gaps == "remove" and _HAN_GAP.search(text)
    if _is_tidy(text) and not has_gaps:
        return iter(())
    around = [e for e in _find_around_line_ends(text) if text[e.start : e.end] != e.new]
    if not (around or has_gaps or _ODD_BLANKS.search(text)):
        return iter(())  # clean text needs no spans; one with a CR has edits around it
    spans = find_spans(text)
    edits = [*outside(around, spans), *_find_line_ends_inside(text, spans)]
    if han_gaps == "remove":
        gaps = (Edit(*match.span(), "", "whitespace.han-gap") for match in _HAN_GAP.finditer(text))
        edits += outside(gaps, spans)
    edits.sort(key=lambda edit: edit.start)
    odd = (
        Edit(*match.span(), " ", "whitespace.odd-space")
        for match in _ODD_BLANKS.finditer(text)
        if not _opens_markdown(text, match.start())
    )
    gone = [Span(edit.start, edit.end, "gone") for edit in edits]
    return iter([*edits, *outside(outside(odd, spans), gone)])


def _is_tidy(text: str) -> bool:
    begins, ends = text[:1].strip(_BLANKS + "\n"), text[-1:].strip(_BLANKS)
    return bool(begins and ends) and not text.endswith("\n\n") and not _UNTIDY.search(text)


def _find_around_line_ends(text: str) -> Iterator[Edit]:
    """For each run of whitespace with a line end in it: the blanks before, the ends, the indent after."""
    indent = len(text) - len(text.lstrip(_BLANKS))
    if text[indent : indent + 1] not in _ENDS:
        yield from _dedent(text, 0, indent)
    read = 0
    blank = True  # only whitespace so far
    for run in _LINE_ENDS.finditer(text):
        start, end = run.span()
        trailing = read + len(text[read:start].rstrip(_BLANKS))
        blank = blank and trailing == read
        read = end
        if run[0] in ("\n", "\n\n") and trailing == start and not blank and end < len(text):
            continue  # what clean text has
        last = start + len(run[0].rstrip(_BLANKS))
        breaks = sum(1 for _ in _ONE_LINE_END.finditer(text, start, last))
        single = breaks == 1 and not blank and end < len(text)
        kept = _HARD_BREAK if single and _is_hard_break(text[trailing:start]) else ""
        yield Edit(trailing, start, kept, "whitespace.trailing")
        ends = 0 if blank else 1 if end == len(text) else min(breaks, 2)
        rule = "whitespace.line-end" if breaks == ends else "whitespace.blank-lines"
        yield Edit(start, last, "\n" * ends, rule)
        if end == len(text):
            yield Edit(last, end, "", "whitespace.indent")
        else:
            yield from _dedent(text, last, end)
    yield Edit(read + len(text[read:].rstrip(_BLANKS)), len(text), "", "whitespace.trailing")


def _opens_markdown(text: str, at: int) -> bool:
    """Whether a blank belongs to an indent that was left because of what follows it."""
    before = text[max(0, at - _LONGEST_INDENT) : at].rstrip(_BLANKS)
    if (before and before[-1] not in "\r\n") or (not before and at > _LONGEST_INDENT):
        return False
    behind = text[at : at + _LONGEST_INDENT].lstrip(_BLANKS)
    return behind[:1] in _MARKDOWN


def _dedent(text: str, start: int, end: int) -> Iterator[Edit]:
    """Take away the indent of a paragraph, but not what would make its line mean something else.

    No-break spaces before Latin are the indent of code, and become spaces one by one.
    """
    indent, first = text[start:end], text[end]
    if _ASCII_BLANKS.issuperset(indent) or first in _MARKDOWN:
        return
    if "\u3000" in indent or first.isdigit() or first > "\u2000":
        yield Edit(start, end, "", "whitespace.indent")


def _is_hard_break(blanks: str) -> bool:
    """Two or more spaces at the end of a line (CommonMark 6.7)."""
    return len(blanks) > 1 and not blanks.strip(" ")


def _find_line_ends_inside(text: str, spans: Iterable[Span]) -> Iterator[Edit]:
    """The line ends of protected spans; their blanks and empty lines are theirs."""
    if "\r" in text:
        for start, end, _ in spans:
            for match in _CARRIAGE_RETURN.finditer(text, start, end):
                yield Edit(*match.span(), "\n", "whitespace.line-end")
