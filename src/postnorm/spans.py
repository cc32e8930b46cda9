"""What must not be touched: URLs, code, link targets and the like, found once per text.

Each kind is found from a literal that it cannot be without (``://``, a backtick, ``](``), so
a text that has none of them costs a few substring searches. All work is linear: every search
looks a bounded distance around its literal, or goes on where the last one ended.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from postnorm.edits import Edit


class Span(NamedTuple):
    """A stretch of text that typography, whitespace, character and script rules leave alone."""

    start: int
    end: int
    kind: str
    """code-block, code, url, email, link, html, entity, math, path, name, topic"""


@lru_cache(maxsize=1)  # one step after the other asks about the same text
def find_spans(text: str) -> tuple[Span, ...]:
    """Return the protected spans of a Markdown or plain text: sorted, disjoint, not empty.

    Spans that overlap (a URL in a link target) become one, of the kind that begins first.

    >>> [text for text in ["见 `a b`", "www.x.cn。"] for span in find_spans(text)]
    ['见 `a b`', 'www.x.cn。']
    >>> text = "看https://a.cn/b?c=d，或[这里](./x.html)。"
    >>> [(text[s.start : s.end], s.kind) for s in find_spans(text)]
    [('https://a.cn/b?c=d', 'url'), ('](./x.html)', 'link')]
    """
    blocks = list(_find_fenced_code(text))
    rest = _without(text, blocks)
    others = [*_find_indented_code(rest), *_find_raw_html(rest)]
    if others:
        blocks = list(united(sorted((*blocks, *others))))
        rest = _without(text, blocks)
    found = list(blocks)
    for literals, find in _FINDERS:
        if any(literal in rest for literal in literals):
            found += find(rest)
    return tuple(united(sorted(found)))


def outside(edits: Iterable[Edit], spans: Iterable[Span]) -> Iterator[Edit]:
    """Give those of *edits* (in order) that leave all *spans* (in order) as they are.

    Insertions at the edge of a span pass.
    """
    remaining = iter(spans)
    span = next(remaining, None)
    for edit in edits:
        while span is not None and span.end <= edit.start:
            span = next(remaining, None)
        if span is None or edit.end <= span.start:
            yield edit


def span_cut_at(spans: Sequence[Span], at: int) -> Span | None:
    """Return the one of *spans* (in order) that an offset stands inside of, not at its edge."""
    number = bisect_left(spans, (at,)) - 1
    span = spans[number] if number >= 0 else None
    return span if span is not None and span.start < at < span.end else None


def blanked(text: str, places: Iterable[tuple[int, int]], fill: str) -> str:
    """Return *text* with the one character *fill* in these places, so that all offsets stay.

    >>> blanked("雨停了", [(1, 2)], ".")
    '雨.了'
    """
    made: list[str] = []
    at = 0
    for start, end in sorted(places):
        if end > at:
            start = max(start, at)
            made += (text[at:start], fill * (end - start))
            at = end
    return "".join((*made, text[at:])) if made else text


def _without(text: str, blocks: Iterable[Span]) -> str:
    """The text with line ends in place of code blocks: a backtick in one opens nothing."""
    return blanked(text, (block[:2] for block in blocks), "\n")


def united(spans: Iterable[Span]) -> Iterator[Span]:
    """Make one of *spans* (sorted) that overlap, of the kind that begins first."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = last._replace(end=max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


# --- code -------------------------------------------------------------------

# A line that opens or closes a fence, in a list or a quotation too. The line's beginning
# anchors it, and its parts exclude each other.
_FENCE = re.compile(
    r"(?:\A|(?<=[\n\r]))[ \t>\u3000\xa0]{0,32}(?P<fence>`{3,}|~{3,})(?P<info>[^\n\r]*)"
)


def _find_fenced_code(text: str) -> Iterator[Span]:
    """Fenced code, fences included. One that is never closed goes to the end (CommonMark 4.5)."""
    if "```" not in text and "~~~" not in text:
        return
    start, fence = 0, ""
    for match in _FENCE.finditer(text):
        mark, info = match["fence"], match["info"]
        if not fence:
            if mark[0] == "~" or "`" not in info:
                start, fence = match.start(), mark
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


def _find_indented_code(text: str) -> Iterator[Span]:
    """Lines indented by four spaces or a tab behind a blank line (CommonMark 4.4), not in a list."""
    if "    " not in text and "\t" not in text:
        return
    if first := _FIRST_CODE.match(text):
        yield Span(*first.span(1), "code-block")
    for match in _LATER_CODE.finditer(text):
        above = text[max(0, match.start() - 1000) : match.start()].rstrip().splitlines()
        last = above[-1] if above else ""
        if not _ITEM.match(last) and not last.startswith(("  ", "\t")):
            yield Span(*match.span(1), "code-block")


_RAW = re.compile(r"<(pre|code|script|style|textarea)\b", re.IGNORECASE)
_RAW_END = re.compile(r"</(pre|code|script|style|textarea)\s{0,9}>", re.IGNORECASE)


def _find_raw_html(text: str) -> Iterator[Span]:
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


_BACKTICKS = re.compile(r"`+")
# A line of blanks of any kind: what counts does not depend on whether whitespace is normalized.
_PARAGRAPH_END = re.compile(r"(?:\r\n?|\n)[ \t\u3000\xa0\u2000-\u200a\u202f\u205f]*+(?=[\r\n])")
_LINE_END = re.compile(r"[\r\n]")


def _find_code(text: str) -> Iterator[Span]:
    """Inline code: a run of backticks up to the next run of that length in the same paragraph."""
    ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    waiting: dict[int, list[int]] = {}
    paragraph = 0
    opened_after = 0
    for match in _BACKTICKS.finditer(text):
        start, end = match.span()
        while paragraph < len(ends) and ends[paragraph] < start:
            paragraph += 1
            waiting.clear()
        opens = [at for at in waiting.pop(end - start, ()) if at >= opened_after]
        if opens:
            yield Span(opens[0], end, "code")
            opened_after = end
        else:
            waiting.setdefault(end - start, []).append(start)


# --- addresses --------------------------------------------------------------

_SCHEMES = ("https", "http", "ftp", "ftps", "mailto", "file", "weixin", "magnet")
# Visible ASCII but for what ends a URL in running text; Chinese ends it too.
_ADDRESS = re.compile(r"[!#-;=?-\[\]_a-z~%]+")
_AFTER_ADDRESS = ".,;:!?'*_~"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*+\.)+[A-Za-z]{2,}")


def _find_urls(text: str) -> Iterator[Span]:
    done = 0
    for start in sorted((*_scheme_starts(text), *_places(text, "www."))):
        before = text[start - 1 : start]
        if start < done or (before.isascii() and before.isalnum()):
            continue
        match = _ADDRESS.match(text, start)
        done = match.end() if match else start
        end = _trimmed(text, start, done)
        if text[start:end].strip("w./:"):
            yield Span(start, end, "url")


def _scheme_starts(text: str) -> Iterator[int]:
    for at in _places(text, "://"):
        before = text[max(0, at - 6) : at].lower()
        scheme = next((scheme for scheme in _SCHEMES if before.endswith(scheme)), None)
        if scheme:
            yield at - len(scheme)


_ROUND = re.compile(r"[()]")


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave to the sentence a bracket that the address does not open, and the marks at its end."""
    depth = 0
    for bracket in _ROUND.finditer(text, start, end):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            end = bracket.start()
            break
    while end > start and text[end - 1] in _AFTER_ADDRESS:
        end -= 1
    return end


def _places(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


# Both bounded: what is longer is neither an address nor a name.
_LOCAL_PART = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_NAME = re.compile(r"@[\w·-]{1,30}")


def _find_at_signs(text: str) -> Iterator[Span]:
    """E-mail addresses, and @names where there is no address."""
    for at in _places(text, "@"):
        local = _LOCAL_PART.search(text[max(0, at - 64) : at])
        host = _HOST.match(text[at + 1 : at + 255])
        if local and host:
            yield Span(at - len(local[0]), at + 1 + host.end(), "email")
        elif name := _NAME.match(text, at):
            yield Span(*name.span(), "name")


# --- marks of Markdown and HTML ---------------------------------------------

_BRACKET = re.compile(r"[()\n\r]")


def _find_link_targets(text: str) -> Iterator[Span]:
    """``](target)`` of links and images on one line, with balanced brackets inside."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif match[0] != ")":
            opened.clear()
        elif opened and text[(start := opened.pop()) - 1 : start] == "]":
            yield Span(start - 1, at + 1, "link")


def _find_comments(text: str) -> Iterator[Span]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield Span(start, end + 3, "html")
        start = text.find("<!--", end + 3)


def _find_display_math(text: str) -> Iterator[Span]:
    """``$$`` and ``\\[`` ``\\]`` in one paragraph, ``\\(`` ``\\)`` on one line."""
    yield from _pairs(text, "\\(", "\\)", within=_LINE_END)
    yield from _pairs(text, "\\[", "\\]", within=_PARAGRAPH_END)
    marks = list(_places(text, "$$"))
    number = 0
    while number + 1 < len(marks):
        start, end = marks[number], marks[number + 1] + 2
        whole = end - start > 4 and not _PARAGRAPH_END.search(text, start, end)
        if whole:
            yield Span(start, end, "math")
        number += 1 + whole


def _pairs(text: str, opening: str, closing: str, *, within: re.Pattern[str]) -> Iterator[Span]:
    """Each closing mark with the last opening one before it, unless *within* stands between."""
    done = 0
    for at in _places(text, closing):
        start = text.rfind(opening, done, at)
        done = at + len(closing)
        if start >= 0 and not within.search(text, start, at):
            yield Span(start, done, "math")


def _by_pattern(pattern: str, kind: str) -> Callable[[str], Iterator[Span]]:
    compiled: list[re.Pattern[str]] = []

    def find(text: str) -> Iterator[Span]:
        if not compiled:
            compiled.append(re.compile(pattern))
        return (Span(*match.span(), kind) for match in compiled[0].finditer(text))

    return find


# Each pattern begins with its literal, which the matcher searches for as fast as memory, and what
# follows is bounded or stops at the next one, so that no stretch is read twice.
_TAG = r"</?[A-Za-z][^<>\n\r]*+>"
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
# Formulas have no Chinese in them, and "$5 or $6" is two prices.
_MATH = r"\$(?<![\\$A-Za-z0-9]\$)(?![\s$])[^$\n\r\u2e80-\uffef]{1,500}+(?<![\s\\])\$(?![0-9$])"
_TOPIC = r"#(?:[^\s#]{1,40}#(?!#)|(?<=[\s\u3000]#)(?<![\n\r]#)[\w-]{1,40})"

_REFERENCE = re.compile(
    r"\[[^\[\]\n\r]{1,200}\]:[ \t]{0,8}[^\s\u2e80-\uffef]{1,2000}"
    r"(?:[ \t]{1,8}(?:\"[^\"\n\r]{0,300}\"|'[^'\n\r]{0,300}'|\([^()\n\r]{0,300}\)))?"
)


def _find_references(text: str) -> Iterator[Span]:
    """``[name]: address`` at the beginning of a line, behind three spaces at most (CommonMark 4.7)."""
    for match in _REFERENCE.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        indent = before.rstrip(" ")
        if indent.endswith(("\n", "\r")) or (not indent and len(before) < 4):
            yield Span(*match.span(), "link")


_PATH_RUN = re.compile(r"[\w.~%/\\:-]+", re.ASCII)
# Possessive, and begun only where no character of the first part stands before it.
_PATH = re.compile(r"[A-Za-z]:\\[\w.\\-]++|(?<![\w.~/:-])[\w.~-]*+(?:/[\w.~%-]++)++/?", re.ASCII)


def _find_paths(text: str) -> Iterator[Span]:
    """File paths, and what looks like them (TCP/IP, 2013/10/21): ASCII runs with a slash inside."""
    for run in _PATH_RUN.finditer(text):
        if "/" in run[0] or "\\" in run[0]:
            for match in _PATH.finditer(text, *run.span()):
                yield Span(match.start(), _trimmed(text, *match.span()), "path")


_FINDERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterable[Span]]], ...] = (
    (("`",), _find_code),
    (("://", "www."), _find_urls),
    (("@",), _find_at_signs),
    (("](",), _find_link_targets),
    (("]:",), _find_references),
    (("<!--",), _find_comments),
    (("<",), _by_pattern(_TAG, "html")),
    (("&",), _by_pattern(_ENTITY, "entity")),
    (("$",), _by_pattern(_MATH, "math")),
    (("$$", "\\)", "\\]"), _find_display_math),
    (("#",), _by_pattern(_TOPIC, "topic")),
    (("/", ":\\"), _find_paths),
)
