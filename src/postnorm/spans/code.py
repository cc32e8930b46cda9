"""Code: fenced, indented, inline, in HTML elements and in the tags of templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postnorm.spans.span import Span

# A run that may open or close a fence, with the rest of its line. The literal comes first; what
# stands before it in the line is looked at where one is found.
_FENCE = re.compile(r"(?P<fence>```[`]*+|~~~[~]*+)(?P<info>[^\n\r]*+)")
_BEFORE_FENCE = re.compile(r"(?:\A|(?<=[\n\r]))([ \t>\u3000\xa0]{0,32}+)\Z")
_LONGEST_INDENT = 33


def find_fenced_code(text: str) -> Iterator[Span]:
    """Fenced code, fences included. One that is never closed goes to the end (CommonMark 4.5)."""
    start, fence = 0, ""
    for match in _FENCE.finditer(text):
        low = max(0, match.start() - _LONGEST_INDENT)
        indent = _BEFORE_FENCE.search(text, low, match.start())
        if not indent:
            continue
        mark, info = match["fence"], match["info"]
        if not fence:
            if mark[0] == "~" or "`" not in info:
                start, fence = indent.start(1), mark
        elif mark[0] == fence[0] and len(mark) >= len(fence) and not info.strip():
            yield Span(start, match.end(), "code-block")
            fence = ""
    if fence:
        yield Span(start, len(text), "code-block")


# A blank line or the beginning, then lines with an indent of code that begin with ASCII: scraped
# Chinese paragraphs are indented too. Every line is read once.
_CODE_LINE = r"(?: {4}|\t)[ \t]*+[!-~][^\r\n]*+"
_BLANK_LINES = r"(?:[ \t]*+(?:\r\n?|\n))*+"
_CODE = rf"({_CODE_LINE}(?:(?:\r\n?|\n){_BLANK_LINES}{_CODE_LINE})*+)"
_FIRST_CODE = re.compile(_CODE)
_LATER_CODE = re.compile(rf"(?:\n\n|\r\n\r\n|\r\r){_CODE}")  # begins with what a search is fast for
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")


def find_indented_code(text: str) -> Iterator[Span]:
    """Lines indented by four spaces or a tab behind a blank line (CommonMark 4.4), not in a list."""
    if first := _FIRST_CODE.match(text):
        yield Span(*first.span(1), "code-block")
    for match in _LATER_CODE.finditer(text):
        above = text[max(0, match.start() - 1000) : match.start()].rstrip().splitlines()
        last = above[-1] if above else ""
        if not _ITEM.match(last) and not last.startswith(("  ", "\t")):
            yield Span(*match.span(1), "code-block")


# The flag is that of the names alone: with it the matcher would not search for the literal.
_RAW = re.compile(r"<((?i:pre|code|script|style|textarea))\b")
_RAW_END = re.compile(r"</((?i:pre|code|script|style|textarea))\s{0,9}>")


def find_raw_html(text: str) -> Iterator[Span]:
    """``<pre>`` and its like with all that is in them; one that is never closed is a mere tag."""
    ends = [(end.start(), end.end(), end[1].lower()) for end in _RAW_END.finditer(text)]
    number = done = 0
    for match in _RAW.finditer(text) if ends else ():
        if match.start() < done:
            continue
        while number < len(ends) and ends[number][0] < match.end():
            number += 1
        if number < len(ends) and ends[number][2] == match[1].lower():
            done = ends[number][1]
            yield Span(match.start(), done, "code-block")


# Tags of Jekyll, Hexo and Vue. What stands between those of code is code.
_TEMPLATE = re.compile(r"\{(?:\{[^{}\n\r]{1,300}+\}\}|%[ \t]?(\w{0,20})[^%\n\r]{0,300}+%\})")
_CODE_TAGS = {"raw": "endraw", "codeblock": "endcodeblock", "highlight": "endhighlight"}


def find_templates(text: str) -> list[Span]:
    """``{{ this }}``, ``{% this %}``, and all between ``{% raw %}`` and ``{% endraw %}`` and its like."""
    found: list[Span] = []
    opened, wanted = 0, ""
    for tag in _TEMPLATE.finditer(text):
        name = tag[1]
        if wanted and name == wanted:
            found[opened:] = [Span(found[opened].start, tag.end(), "code-block")]
            wanted = ""
            continue
        if not wanted and name in _CODE_TAGS:
            opened, wanted = len(found), _CODE_TAGS[name]
        found.append(Span(*tag.span(), "template"))
    return found


_BACKTICKS = re.compile(r"``*+")
# A line of blanks of any kind: what counts does not depend on whether whitespace is normalized. (Possessive:
# the two halves of one line end are no blank line.)
PARAGRAPH_END = re.compile(r"(?:\r\n?+|\n)[ \t\u3000\xa0\u2000-\u200a\u202f\u205f]*+(?=[\r\n])")


def find_code(text: str) -> Iterator[Span]:
    """Inline code: a run of backticks up to the next run of that length in the same paragraph."""
    waiting: dict[int, list[int]] = {}
    opened_after = before = 0
    for match in _BACKTICKS.finditer(text):
        start, end = match.span()
        if waiting and PARAGRAPH_END.search(text, before, start):
            waiting.clear()
        before = end
        opens = [at for at in waiting.pop(end - start, ()) if at >= opened_after]
        if opens:
            yield Span(opens[0], end, "code")
            opened_after = end
        else:
            waiting.setdefault(end - start, []).append(start)
