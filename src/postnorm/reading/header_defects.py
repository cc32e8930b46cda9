"""What can be wrong with a header: how a notice says it, how strict mode says it.

A reader that had to repair something yields a :class:`Defect`, which knows only the kind, the
place and what a reviewer may ask for. The words are in one table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from postnorm.errors import FrontMatterError
from postnorm.records import Notice


class Defect(NamedTuple):
    """A place where a header does not keep its format; offsets count in the text it was read from."""

    kind: str
    start: int
    end: int
    detail: Mapping[str, object] | None = None


class Words(NamedTuple):
    wrong: str
    done: str
    remedy: str


# Kind -> what is wrong, what was done about it, what the writer of the header can do about it.
WORDS: Mapping[str, Words] = {
    "alias": Words(
        "the value refers to another one",
        "the reference is kept as text",
        "write the value out, or put it between quotes if it is text",
    ),
    "anchor": Words(
        "the value has an anchor for references",
        "the anchor is dropped, its value kept",
        "remove the anchor, or put the value between quotes if it is text",
    ),
    "comment-in-value": Words(
        "YAML reads what follows '#' as a comment",
        "it is kept as part of the value",
        "put the whole value between quotes",
    ),
    "control-character": Words(
        "a control character, line separator or lone surrogate",
        "it is kept as it stands",
        "remove it, or write it as an escape between double quotes",
    ),
    "damaged": Words(
        "this looks like a header but cannot be read as one",
        "it is left in the body",
        "write one 'key: value' on each line between two lines of '---'",
    ),
    "duplicate-key": Words(
        "this key stands twice",
        "the first value is kept, the others are in the detail",
        "remove or rename one of them",
    ),
    "fence": Words(
        "the fence is made of other dashes than hyphens",
        "it is read as '---'",
        "write three hyphens",
    ),
    "full-width-colon": Words(
        "a full-width colon after a key",
        "it is read as ': '",
        "write an ASCII colon and a space",
    ),
    "impossible-date": Words(
        "no such date or time",
        "it is kept as text",
        "correct the date, or put it between quotes",
    ),
    "indent": Words(
        "a key further left than the first",
        "it is read as a key of the same mapping",
        "write all keys at the left",
    ),
    "json": Words(
        "this is not JSON",
        "it is left in the body, or read as YAML where that succeeds",
        "correct the JSON",
    ),
    "merge-key": Words(
        "a merge key",
        "'<<' is kept as an ordinary key",
        "write the merged keys out",
    ),
    "missing-space": Words(
        "no space after the colon",
        "it is read as ': '",
        "write a space after the colon",
    ),
    "not-yaml": Words(
        "the value is not YAML",
        "it is kept as the text written",
        "put the value between quotes",
    ),
    "reserved-start": Words(
        "a mark at the start of the value that YAML reserves",
        "the value is kept as the text written",
        "put the value between quotes",
    ),
    "space-before-colon": Words(
        "a space before the colon and none after it",
        "it is read as ': '",
        "write the space after the colon",
    ),
    "stray-line": Words(
        "a line that is neither 'key: value' nor part of a value",
        "it is read as the end of the value before it",
        "join it to the line above, or give it a key",
    ),
    "tab": Words(
        "a tab where YAML wants spaces",
        "it is read as a space",
        "write spaces",
    ),
    "tag": Words(
        "the value has a type tag",
        "the tag is dropped, its value kept as written",
        "remove the tag, or put the value between quotes if it is text",
    ),
    "toml": Words(
        "this is not TOML",
        "the value is kept as the text written; where that does not help, all is left in the body",
        "correct the TOML; text stands between double quotes",
    ),
    "too-deep": Words(
        "the value is nested too deep",
        "it is kept as the text written",
        "nest 32 levels at most, or put the value between quotes if it is text",
    ),
    "too-large": Words(
        "a header of more than 64 KiB",
        "it is left in the body",
        "keep the header below 65,536 characters",
    ),
    "unbalanced-quote": Words(
        "quotes that do not enclose the whole value",
        "the value is kept as the text written, without a pair of quotes around all of it",
        "put the value between quotes and escape the quotes within",
    ),
    "unclosed": Words(
        "the header has no closing fence",
        "it is read up to the first blank line",
        "write '---' on a line of its own after the last key",
    ),
    "unquoted-colon": Words(
        "a colon and a space within the value",
        "the value is read up to the end of the line",
        "put the value between quotes",
    ),
}

# A header of 64 KiB can have 20,000 defects; nobody reads them, and comparing notices is quadratic.
MOST_NOTICES = 100


def notices(defects: Iterable[Defect]) -> Iterator[Notice]:
    """Tell the defects in the order of their places, and of very many only how many more there are.

    >>> [notice] = notices([Defect("tab", 6, 7)])
    >>> notice.rule, notice.message
    ('front-matter.tab', 'a tab where YAML wants spaces; it is read as a space')
    """
    found = sorted(defects, key=lambda defect: defect[1:3])
    for kind, start, end, detail in found[:MOST_NOTICES]:
        words = WORDS[kind]
        yield Notice(f"front-matter.{kind}", f"{words.wrong}; {words.done}", (start, end), detail)
    if more := found[MOST_NOTICES:]:
        yield Notice(
            "front-matter.more",
            f"{len(more)} more repairs of this header are not listed",
            (more[0].start, max(defect.end for defect in more)),
            {"count": len(more)},
        )


def error_of(text: str, defect: Defect) -> FrontMatterError:
    """Say of *defect* where it is and what to do, with the line drawn and a caret under it.

    >>> print(error_of("---\\ntitle: 雨: 后\\n---\\n", Defect("unquoted-colon", 11, 15)))
    line 2, column 8: a colon and a space within the value
        title: 雨: 后
               ^
    put the value between quotes
    """
    words = WORDS[defect.kind]
    before = text[: defect.start].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    shown, caret = _drawn(text, defect.start, column)
    return FrontMatterError(
        f"line {line}, column {column}: {words.wrong}\n    {shown}\n    {caret}\n{words.remedy}",
        line=line,
        column=column,
    )


_DRAWN = 60  # characters before and after the caret; a header may be a single line of 64 KiB


def _drawn(text: str, at: int, column: int) -> tuple[str, str]:
    """The line around *at*, and a caret that stands below it in a terminal: Han are two cells wide."""
    start = max(at - column + 1, at - _DRAWN)
    line = text[start : at + _DRAWN].replace("\r", "\n")
    line = line[: at - start] + line[at - start :].partition("\n")[0]
    shown = "".join(char if char.isprintable() else " " for char in line)
    cells = sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in shown[: at - start])
    return shown.rstrip(), " " * cells + "^"
