"""Feeds: RSS, RDF, Atom and what WordPress exports. Each item is a post of its own.

The source of a post is the text of its own ``<item>``, so that it can be read and restored without
the others. Of ``<description>`` and ``<content:encoded>`` the fuller one is the body, because the
other is the same text cut or flattened; putting both into one body is the defect that this library began with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

from postnorm.fields import iso_date_of
from postnorm.post import Post
from postnorm.reading.decoding import read_bytes
from postnorm.reading.html.page import RULE, fragment_pieces
from postnorm.reading.html.tracing import edits_of
from postnorm.records import Notice
from postnorm.values import kind_of

# Local name of an element -> the field it is. The first that has text counts.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "author": ("dc:creator", "author", "itunes:author", "creator"),
    "date": ("pubdate", "published", "dc:date", "wp:post_date", "issued", "updated", "date"),
    "url": ("link", "feedburner:origlink", "guid", "id"),
    "publisher": ("source",),
}
_BODIES: Final = ("content:encoded", "content", "description", "summary", "excerpt:encoded", "body")
_TAGS: Final = ("category", "dc:subject")


def parse_feed(source: bytes | bytearray | memoryview | str) -> list[Post]:
    """Read a feed: a post for each of its items, in the order of the feed.

    Raises ``TypeError`` for what is neither bytes nor text, :class:`postnorm.DecodingError` for bytes in no
    known encoding, and nothing else: a feed that is cut or not well-formed gives the items that are there.

    >>> item = "<item><title>雨后</title><description>&lt;p&gt;雨停了。</description></item>"
    >>> [(post.title, post.body) for post in parse_feed(f"<rss><channel>{item}</channel></rss>")]
    [('雨后', '雨停了。\\n')]
    """
    notices: tuple[Notice, ...] = ()
    if isinstance(source, bytes | bytearray | memoryview):
        source, notices = read_bytes(bytes(source))
    if not isinstance(source, str):
        raise TypeError(f"parse_feed takes bytes or a str, not {kind_of(source)}")
    about = "".join(source[: _first_item(source)])
    publisher = next((part.text for part in _parts(about) if part.name == "title"), "")
    general = tuple(notice._replace(span=None) for notice in notices)
    return [_post(item, publisher).noticed(general) for item in _items(source)]


# --- items --------------------------------------------------------------------

_ITEM: Final = re.compile(r"<(item|entry)(?=[\s>])", re.IGNORECASE)


def _first_item(source: str) -> int:
    match = _ITEM.search(source)
    return match.start() if match else len(source)


def _items(source: str) -> Iterator[str]:
    """Each ``<item>`` or ``<entry>`` as it stands; the last one may be cut.

    An XML parser would lose all behind the first bare ``&``, and most broken feeds have one.
    """
    match = _ITEM.search(source)
    while match:
        closing = f"</{match[1]}>"
        after = _ITEM.search(source, _end_of(source, closing, match.end()))
        yield source[match.start() : _end_of(source, closing, match.end())]
        match = after


def _end_of(source: str, closing: str, at: int) -> int:
    """Behind the closing tag, which does not count inside of CDATA."""
    while True:
        end = source.find(closing, at)
        opened = source.find("<![CDATA[", at, end if end >= 0 else len(source))
        if end < 0:
            return len(source)
        if opened < 0:
            return end + len(closing)
        shut = source.find("]]>", opened)
        if shut < 0:
            return end + len(closing)
        at = shut


class _Part(NamedTuple):
    """An element of an item."""

    name: str
    attributes: str
    text: str
    """As it means, references resolved."""
    span: tuple[int, int]
    """Of what stands between its tags."""


_OPEN: Final = re.compile(r"<([A-Za-z][\w:.-]{0,60})((?:\s[^<>]{0,2000})?)>")


def _parts(item: str) -> Iterator[_Part]:
    """The elements directly in an item, one after the other."""
    first = _OPEN.match(item)
    at = first.end() if first and first[1].lower() in ("item", "entry") else 0
    while match := _OPEN.search(item, at):
        name, attributes = match[1], match[2]
        start = match.end()
        if attributes.endswith("/"):
            yield _Part(name.lower(), attributes, "", (start, start))
            at = start
            continue
        end = _end_of(item, f"</{name}>", start) - len(name) - 3
        if not item.startswith(f"</{name}>", max(end, 0)):
            end = len(item)
        if name.lower() in _CONTAINERS:
            at = start
            continue
        yield _Part(name.lower(), attributes, _meant(item[start:end]), (start, end))
        at = max(end, start)


_CONTAINERS: Final = ("rss", "channel", "feed", "rdf:rdf")


def _meant(text: str) -> str:
    """What the text of an element says: CDATA as it stands, references resolved once."""
    if "<![CDATA[" not in text:
        return unescape(text).strip()
    parts = text.split("<![CDATA[")
    made = [unescape(parts[0])]
    for part in parts[1:]:
        inside, _, after = part.partition("]]>")
        made += (inside, unescape(after))
    return "".join(made).strip()


# --- posts --------------------------------------------------------------------


def _post(item: str, publisher: str) -> Post:
    parts = list(_parts(item))
    metadata: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    for field, names in _FIELDS.items():
        for part in sorted(
            (p for p in parts if p.name in names), key=lambda p: names.index(p.name)
        ):
            value = _value(field, part)
            if value:
                metadata[field], spans[field] = value, _exact(item, part)
                break
    if publisher and "publisher" not in metadata:
        metadata["publisher"] = _plain(publisher)
    tags = tuple(dict.fromkeys(_tag(part) for part in parts if part.name in _TAGS and _tag(part)))
    if tags:
        metadata["tags"] = tags
    body, told = _body(item, parts)
    post = Post.from_text(item).described("parse_feed", metadata, spans=spans).noticed(told)
    pieces, notices = fragment_pieces(
        body.text if body else "", str(metadata.get("url") or "") or None
    )
    return post.noticed(notices).edited("parse_feed", edits_of(item, pieces, RULE))


def _body(item: str, parts: list[_Part]) -> tuple[_Part | None, list[Notice]]:
    """The fullest of what may be the body. What stands in another one only is told, not mixed in."""
    bodies = [part for part in parts if part.name in _BODIES and part.text]
    if not bodies:
        return None, []
    fullest = max(_size(part.text) for part in bodies)
    bodies.sort(key=lambda part: _BODIES.index(part.name))
    # A description may be longer by its "read on", and is still the poorer one.
    best = next(part for part in bodies if _size(part.text) >= fullest * 0.6)
    kept = _squashed(best.text)
    told = [
        Notice("feed.other-text", f"<{part.name}> has text that the body has not", part.span)
        for part in bodies
        if part is not best and not _is_excerpt(_squashed(part.text), kept)
    ]
    return best, told


def _is_excerpt(other: str, kept: str) -> bool:
    """Whether *other* is the body flattened or cut: all that it says is in there."""
    cut = _CUT_OFF.sub("", other)
    return cut[:200] in kept and cut[-40:] in kept if len(cut) > 240 else cut in kept


# A row of dots is looked at from its beginning only, or each of them would look for its end.
_CUT_OFF: Final = re.compile(
    r"(?:\[…\]|\[\.\.\.\]|\.{3}|(?<!…)…++|閱讀全文|阅读全文|继续阅读|Readmore)$"
)


def _size(text: str) -> int:
    return len(_squashed(text))


_MARKUP: Final = re.compile(r"<[^<>]{0,2000}>")


def _squashed(text: str) -> str:
    return "".join(unescape(_MARKUP.sub("", text)).split())


def _value(field: str, part: _Part) -> str:
    if field == "url":
        return _address(part)
    text = part.text
    if field == "author" and "<name" in text.lower():
        text = next((inner.text for inner in _parts(text) if inner.name == "name"), "")
    text = _plain(text)
    if field == "author":
        # RSS wants "someone@example.com (阿七)"; an address alone is nobody's name.
        match = re.fullmatch(r"\S{1,100}@\S{1,100} \((.{1,60})\)", text)
        return match[1] if match else "" if "@" in text else text
    return (iso_date_of(text) or text) if field == "date" else text


def _plain(text: str) -> str:
    """A title may be HTML itself, escaped once more."""
    return " ".join(unescape(_MARKUP.sub("", text)).split())


_HREF: Final = re.compile(r"\bhref\s{0,5}=\s{0,5}[\"']([^\"']{1,2000})[\"']")
_REL: Final = re.compile(r"\brel\s{0,5}=\s{0,5}[\"']([^\"']{1,100})[\"']")


def _address(part: _Part) -> str:
    href, rel = _HREF.search(part.attributes), _REL.search(part.attributes)
    if rel and rel[1] != "alternate":
        return ""
    address = unescape(href[1]) if href else part.text
    return address if re.match(r"https?://\S+\Z", address) else ""


_TERM: Final = re.compile(r"\bterm\s{0,5}=\s{0,5}[\"']([^\"']{1,200})[\"']")


def _tag(part: _Part) -> str:
    """Of Atom the term. Blogger marks what is a post that way, WordPress its other lists."""
    term = _TERM.search(part.attributes)
    tag = _plain(unescape(term[1]) if term else part.text)
    return "" if "schemas.google.com" in tag or 'domain="post_format"' in part.attributes else tag


def _exact(item: str, part: _Part) -> tuple[int, int]:
    """Where the value stands: without the CDATA around it."""
    start, end = part.span
    inside = item[start:end].strip()
    begin = item.find(inside, start)
    if inside.startswith("<![CDATA[") and inside.endswith("]]>"):
        return begin + 9, begin + len(inside) - 3
    return begin, begin + len(inside)
