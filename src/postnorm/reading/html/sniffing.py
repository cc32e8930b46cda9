"""Is this text a page, a fragment of one, a feed, or Markdown with some HTML in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# Anchored at the start; comments (of browsers that saved the page) may stand before.
_BEFORE: Final = (
    r"[\ufeff\s]{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100}){0,3}"
)
_PAGE: Final = re.compile(
    rf"{_BEFORE}<(?:!doctype\s+html|html|head|body)\b(?![\w-])", re.IGNORECASE
)
_FEED: Final = re.compile(
    rf"{_BEFORE}(?:<!DOCTYPE[^>]{{0,200}}>\s{{0,100}})?(?:<\?[^>]{{0,300}}>\s{{0,100}}){{0,5}}"
    r"<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE,
)
_BLOCK: Final = (
    "p|div|section|article|table|h[1-6]|ul|ol|blockquote|figure|center|main|header|pre|dl|details"
)
_BEGINS: Final = re.compile(
    rf"\s{{0,100}}<(?:{_BLOCK}|span|font|img|a|strong|b|br|em|i)\b", re.IGNORECASE
)
_CLOSES: Final = re.compile(rf"</(?:{_BLOCK})\s{{0,9}}>", re.IGNORECASE)
# What nobody writes in HTML: each begins with a literal or at a line.
_MARKDOWN: Final = re.compile(
    r"\]\(|\n {0,3}(?:#{1,6} |[-*+] |> |```|~~~|\d{1,3}\. |\|)|\{[%{]|\*\*[^\s*]"
)
_TAG: Final = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<(?:br|p)\b[^<>]{0,100}>", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether *text* begins as a whole page does.

    >>> is_page("<!DOCTYPE html><p>雨停了。"), is_page("在 <html> 里")
    (True, False)
    """
    return bool(_PAGE.match(text))


def is_feed(text: str) -> bool:
    """Whether *text* begins as RSS, Atom or RDF does."""
    return bool(_FEED.match(text))


def is_fragment(text: str, *, below_header: bool = False) -> bool:
    """Whether *text* is HTML all through, and not Markdown with some in it.

    Every paragraph must begin with a tag and nothing may be written as in Markdown. *Below a header*,
    where feed mirrors put what the feed had, lines that end with ``<br>`` are enough.

    >>> is_fragment("<p>雨停了。</p>\\n\\n<p>路还湿。</p>"), is_fragment("<div>图</div>\\n\\n雨停了。")
    (True, False)
    >>> is_fragment("雨停了。<br />\\n路还湿。<br />\\n", below_header=True)
    True
    """
    if "<" not in text or not (_BEGINS.match(text) or below_header):
        return False
    prose = "".join(_outside_pre(text))
    if _MARKDOWN.search("\n" + prose):
        return False
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", prose) if part.strip()]
    if _CLOSES.search(text) and all(part.startswith("<") for part in paragraphs):
        return True
    breaks = len(_BREAK.findall(prose))
    return below_header and breaks >= 2 and all(_TAG.search(part) for part in paragraphs)


def _outside_pre(text: str) -> Iterator[str]:
    """The text without what stands in ``<pre>``, where anything may."""
    first, *parts = re.split("<pre", text, flags=re.IGNORECASE)
    yield first
    for part in parts:
        yield "<pre>" + part.partition("</pre>")[2]
