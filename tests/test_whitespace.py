"""Whitespace: line ends, blank lines, indents, hard breaks, and spaces that are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import normalize_whitespace
from postnorm.repair.whitespace import HanGaps

ODD: Final = "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
BLANKS: Final = f" \t\u3000{ODD}"

CASES: Final[Mapping[str, Mapping[str, str]]] = {
    "CommonMark 6.7: a hard break keeps exactly two spaces": {
        "雨   \n停": "雨  \n停",
        f"雨{' ' * 9}\n停": "雨  \n停",
        "雨  \r\n停": "雨  \n停",
        "雨  \r停": "雨  \n停",
        "雨  \n\u3000\u3000停": "雨  \n停",
        "a\n\n雨   \n停": "a\n\n雨  \n停",
    },
    "one space, a tab or a no-break space makes no hard break": {
        "雨 \n停": "雨\n停",
        "雨\t \n停": "雨\n停",
        "雨  \t\n停": "雨\n停",
        "雨 \xa0\n停": "雨\n停",
        "雨\xa0\xa0\n停": "雨\n停",
        "雨\u3000\u3000\n停": "雨\n停",
        "雨\u2003  \n停": "雨\n停",
    },
    "no hard break before a blank line or at the end": {
        "雨  \n\n停": "雨\n\n停",
        "雨  \n \u3000\n停": "雨\n\n停",
        "雨  \r\n\r\n停": "雨\n\n停",
        "雨  \n": "雨\n",
        "雨  ": "雨",
        "雨  \n  ": "雨\n",
    },
    "blank lines at the beginning go": {
        "\n雨": "雨",
        "\r\n\r\n雨": "雨",
        " \n\u3000\n\t\n雨": "雨",
        "   \n雨": "雨",
        "  \n  \n雨": "雨",
        "\u3000\n  雨": "  雨",
        "\n    code": "    code",
    },
    "blanks at line ends go": {
        "雨 \n停\t\n了\u3000\n": "雨\n停\n了\n",
        "雨\xa0\n\n停 \u2003\n": "雨\n\n停\n",
        "雨   \t": "雨",
        **{f"雨{blank}\n停{blank}": "雨\n停" for blank in BLANKS},
    },
    "one blank line between paragraphs": {
        "雨\n\n\n停": "雨\n\n停",
        "雨\n \n\t\n\u3000\n停": "雨\n\n停",
        "雨\n\xa0\n停": "雨\n\n停",
        "雨\n\n\n停\n\n\n\n了": "雨\n\n停\n\n了",
    },
    "one kind of line end": {
        "雨\r\n停\r了\n走": "雨\n停\n了\n走",
        "雨\r\r停": "雨\n\n停",
        "雨\n\r停": "雨\n\n停",
        "雨\r\n\r\n停": "雨\n\n停",
        "雨\r\n\n\r停": "雨\n\n停",
    },
    "of protected spans only the line ends": {
        "```\r\na  \r\n\r\n\r\n b\t\r\n```\r\n停\r\n": "```\na  \n\n\n b\t\n```\n停\n",
        "雨\r\n~~~\r\u3000a \r~~~\r": "雨\n~~~\n\u3000a \n~~~\n",
        "`雨\r\n停`\r\n了": "`雨\n停`\n了",
        "雨 \r\n```\r\na\r\n```": "雨\n```\na\n```",
        "`a\xa0b`\xa0雨": "`a\xa0b` 雨",
        "雨\n\n\n\n```\n\n\n\n```\n\n\n": "雨\n\n```\n\n\n\n```\n",
    },
    "wide indents go": {
        "\u3000\u3000雨\n\u3000\u3000停": "雨\n停",
        "\xa0\xa0雨\n\xa0停": "雨\n停",
        "\xa0\xa01、雨\n\u2003“停”": "1、雨\n“停”",
        "\u3000\u3000rain\n\xa0\u3000rain": "rain\nrain",
        " \u3000雨\n \u3000停": "雨\n停",
        "雨\n\n\u3000\u3000停": "雨\n\n停",
        "雨\n\u2003停": "雨\n停",
        "\u3000雨": "雨",
    },
    "no-break spaces before Latin are the indent of code": {
        "\xa0\xa0rain": "  rain",
        "if:\n\xa0\xa0\xa0\xa0rain\n\xa0\u2003rain": "if:\n    rain\n  rain",
        "雨\n\xa0 été": "雨\n  été",
    },
    "odd spaces inside of a line become spaces": {
        **{f"雨{odd}a{odd}b": "雨 a b" for odd in ODD},
        "雨\xa0\xa0停": "雨  停",
        "雨\xa0停\n": "雨 停\n",
    },
    "a text of blanks is empty": {
        **dict.fromkeys((" ", "\n", "\r", "\r\n", "\t", "\u3000", "\u3000\n \n", " \n ", "\xa0"), ""),
    },
    "at most one line end at the end": {
        "雨\n\n\n": "雨\n",
        "雨\r\n": "雨\n",
        "雨\n \n\u3000": "雨\n",
        "雨\r\r\n ": "雨\n",
    },
}  # fmt: skip

LEFT: Final[Mapping[str, tuple[str, ...]]] = {
    "a hard break": ("雨  \n停", "雨  \n  停", "雨  \n停  \n了\n"),
    "ASCII indents, of the first line too": ("  雨\n  停", "\t雨", "雨\n\t停", "    code\n"),
    "indented code": ("雨\n\n    a\n      b  \n\n\n    c\n", "\ta\xa0b"),
    "wide indents of what would then mean something else": (
        *(f"\u3000{mark} a" for mark in "-*+>#|=_:~`"),
        *("雨\n\xa0\xa0- a", "雨\n\n\u2003\u3000# a", "\xa0 > a"),
    ),
    "lists and tables": (
        *("- a\n  - b\n    - c\n", "1. a\n\n   b\n", "| a | b |\n|---|---|\n| 雨  |    |\n"),
    ),
    "a poem set with U+3000 inside of its lines": ("雨停了\u3000路还湿\n人走了\u3000\u3000灯还在\n",),
    "a hard break with a backslash": ("雨\\\n停", "雨\\\n\n停"),
    "quotations and lists in them": ("> 雨\n>\n> > 停\n> >\n> > - a\n> >   - b\n",),
    "<pre>": ("<pre>\n a  \n\n\n\u3000b\xa0\n</pre>\n",),
    "one blank line": ("雨\n\n停", "雨\n停\n\n了\n"),
    "a last line with a line end and without": ("雨\n", "雨", "雨\n停"),
    "spaces, tabs and U+3000 inside of a line": ("雨 停", "雨\u3000停", "雨  a\t停", "姓\u3000\u3000名"),
    "fenced code": ("```\n\u3000a \n\n\n b\xa0\n```\n", "~~~\n a  \n\n\n", "`a\xa0\u3000b`"),
    "nothing": ("",),
}  # fmt: skip

RULES: Final = {
    "雨\r停": "line-end",
    "雨\n\n\n停": "blank-lines",
    "\n雨": "blank-lines",
    "雨 \n停": "trailing",
    "雨 ": "trailing",
    "\u3000雨": "indent",
    "雨\n\u3000停": "indent",
    "雨\xa0停": "odd-space",
    "`雨\r停`": "line-end",
}


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_whitespace_becomes_that_of_plain_markdown(cases: Mapping[str, str]) -> None:
    """Each kind of whitespace has one form, and the result is a normal form."""
    assert {text: normalize_whitespace(text) for text in cases} == cases
    assert all(normalize_whitespace(text) is text for text in cases.values())


@pytest.mark.parametrize("texts", LEFT.values(), ids=LEFT)
def test_whitespace_that_says_something_stays(texts: tuple[str, ...]) -> None:
    """Markdown and code mean something by it, and authors do."""
    assert all(normalize_whitespace(text) is text for text in texts)


@pytest.mark.parametrize(("text", "rule"), RULES.items(), ids=map(ascii, RULES))
def test_the_rule_names_the_kind(text: str, rule: str) -> None:
    """A reviewer reads what was wrong with the whitespace."""
    assert [edit.rule for edit in normalize_whitespace.edits(text)] == [f"whitespace.{rule}"]


def test_a_long_row_of_no_break_spaces_is_no_indent() -> None:
    """A mark of Markdown means nothing in the middle of a line."""
    assert normalize_whitespace("雨" + "\xa0" * 65 + "- a") == "雨" + " " * 65 + "- a"


# --- gaps between Han ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("雨 停", "雨停"),
        ("雨 停 了", "雨停了"),
        ("雨 \t\u3000停", "雨停"),
        ("雨\xa0停\u2003了", "雨停了"),
        ("㐀 \U00020000 雨", "㐀\U00020000雨"),
        ("`雨 停` 雨 停", "`雨 停` 雨停"),
        ("```\n雨 停\n```\n雨 停", "```\n雨 停\n```\n雨停"),
        ("雨 停\r\n了", "雨停\n了"),
        ("雨 ，停。 了", "雨，停。了"),
        ("“雨” （ 停 ） 了", "“雨” （停）了"),
        ("| 雨 停 | a 了 |\n|---|---|", "| 雨停 | a 了 |\n|---|---|"),
    ],
    ids=ascii,
)
def test_gaps_between_han_go_on_request(text: str, closed: str) -> None:
    """They can be all that is left of a paragraph break, so nobody loses them unasked."""
    assert normalize_whitespace(text, han_gaps="remove") == closed
    kept = normalize_whitespace(text, han_gaps="keep")
    assert kept == normalize_whitespace(text) != closed
    assert {edit.rule for edit in normalize_whitespace.edits(text, han_gaps="remove")} - {
        "whitespace.line-end"
    } == {"whitespace.han-gap"}


@pytest.mark.parametrize(
    "text",
    [
        *("雨 a 停", "雨 ,停", "a， b", "a b", "雨 1", "雨\n停", "雨  \n停", " 雨", "カ 雨", "`雨 停`"),
        *("雨 “停", "（  ）"),
    ],
)  # fmt: skip
def test_other_gaps_stay(text: str) -> None:
    """A gap is removed between two Han characters, on one line, outside of protected spans."""
    assert normalize_whitespace(text, han_gaps="remove") is text


@pytest.mark.parametrize("value", ["drop", "", None, True, ["keep"]], ids=repr)
def test_an_unknown_choice_is_told_with_the_known_ones(value: HanGaps) -> None:
    """The error comes at the call, also for a text with nothing to do, and when the rule is bound."""
    message = re.escape(f"han_gaps is one of keep, remove, not {value!r}")
    with pytest.raises(ValueError, match=message):
        normalize_whitespace("", han_gaps=value)
    with pytest.raises(ValueError, match=message):
        normalize_whitespace.using(han_gaps=value)


# --- the specification, slow and plain -----------------------------------------------


def plainly(text: str) -> str:
    """Line by line, what the rule's docstring says; for texts without protected spans."""
    lines = re.split(r"\r\n|\r|\n", text)
    written = [number for number, line in enumerate(lines) if line.strip(BLANKS)]
    made: list[str] = []
    for number in written:
        words = lines[number].lstrip(BLANKS)
        indent = lines[number][: -len(words)]
        trailing = words[len(words.rstrip(BLANKS)) :]
        if made and number - 1 not in written:
            made.append("")
        is_paragraph = "\u3000" in indent or words[0] > "\u2000"
        line = "" if indent.strip(" \t") and is_paragraph else indent
        line = "".join(" " if c in ODD else c for c in line + words.rstrip(BLANKS))
        is_hard_break = number + 1 in written and re.fullmatch(" {2,}", trailing)
        made.append(line + "  " if is_hard_break else line)
    ends_a_line = bool(written) and written[-1] < len(lines) - 1
    return "\n".join(made) + "\n" * ends_a_line


@given(
    st.text(st.sampled_from("雨é停 \t\u3000\xa0\u2003\r\n") | st.sampled_from(" \n"), max_size=30)
)
def test_whitespace_is_as_specified(text: str) -> None:
    """The one pass over line ends gives what going line by line gives."""
    assert normalize_whitespace(text) == plainly(text)


@given(st.text(st.sampled_from("雨é停， \t\u3000\xa0\r\n"), max_size=30))
def test_closing_gaps_is_one_more_step(text: str) -> None:
    """What is left of the gaps is closed, and nothing else differs."""
    gap = rf"(?<=[雨停])[{BLANKS}]+(?=[雨停，])|(?<=，)[{BLANKS}]+(?=[雨停])"
    closed = re.sub(gap, "", plainly(text))
    assert normalize_whitespace(text, han_gaps="remove") == closed
