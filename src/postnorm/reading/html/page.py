"""From a page to a post: the one place that knows the order of the steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.reading.decoding import read_bytes
from postnorm.reading.html.article import find_article
from postnorm.reading.html.facts import read_facts, saved_from
from postnorm.reading.html.inline import Piece
from postnorm.reading.html.markdown import Walk
from postnorm.reading.html.noise import masthead
from postnorm.reading.html.scripts import variable
from postnorm.reading.html.sites import Site, checked, choose, shipped
from postnorm.reading.html.tracing import edits_of
from postnorm.reading.html.tree import Node, read_tree
from postnorm.records import Notice
from postnorm.values import kind_of

RULE: Final = "html.markup"
_TAG: Final = re.compile(r"<(?:[A-Za-z/!?])")
_WHOLE_PAGE: Final = re.compile(r"<(?:!doctype\s|html\b|head\b|body\b)", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def parse_html(
    source: bytes | bytearray | memoryview | str | object,
    *,
    url: str | None = None,
    sites: Sequence[Site] = (),
) -> Post:
    """Read a page, or a fragment of one: its article as Markdown, and what it says about it.

    *source* is bytes, text, a BeautifulSoup object or an lxml element; of a tree, ``source`` of the post is
    what it writes as. *url* is where the page came from: addresses in it become absolute, and the site
    is known by it. *sites* is what :func:`load_sites` gives, asked before the shipped ones.

    Content is never an error, bytes in no known encoding apart (:class:`postnorm.DecodingError`).

    >>> post = parse_html("<title>雨后_某某网</title><body><h1>雨后</h1><p>雨停了，<b>路</b>还湿。")
    >>> post.title, post.body
    ('雨后', '雨停了，**路**还湿。\\n')
    """
    if not isinstance(url, str | None):
        raise TypeError(f"url is a str, not {kind_of(url)}")
    known = (*checked(sites), *shipped())
    text, notices = _text_of(source)
    return parse_markup(Post.from_text(text).noticed(notices), url=url, sites=known)


def parse_markup(post: Post, *, url: str | None, sites: tuple[Site, ...]) -> Post:
    """Turn the body of *post*, which is markup, into Markdown; facts that it has already are kept."""
    source = post.body
    if not _TAG.search(source):
        return post.edited("parse_html", _resolved(source))
    tree = read_tree(source)
    if tree.root is None:
        return post.noticed(tree.notices).edited("parse_html", edits_of(source, (), RULE))
    whole = bool(_WHOLE_PAGE.search(source, 0, 20_000))
    if whole:
        known = () if tree.deep else sites
        chosen = tuple(choose(known, _host(tree.root, source, url), _generator(tree.root), source))
        facts = dict(read_facts(tree, source, chosen, url))
        found = {key: fact.value for key, fact in facts.items() if key not in post.metadata}
        spans = {key: fact.span for key, fact in facts.items() if fact.span}
        post = post.described("parse_html", {**post.metadata, **found}, spans=spans)
        base = url or str(found.get("url", "")) or None
        title = str(post.metadata.get("title", ""))
        pieces, notices = _article(tree.root, source, chosen, base, title)
    else:
        pieces, notices = _written(tree.root, url, ())
    return post.noticed((*tree.notices, *notices)).edited(
        "parse_html", edits_of(source, pieces, RULE)
    )


def fragment_pieces(markup: str, url: str | None) -> tuple[list[Piece], list[Notice]]:
    """What a fragment says, in Markdown; *markup* may be plain text."""
    if not _TAG.search(markup):
        return ([Piece(unescape(markup), ours=False), Piece("\n", ours=True)] if markup else []), []
    tree = read_tree(markup)
    pieces, notices = ([], []) if tree.root is None else _written(tree.root, url, ())
    # Places in the markup are none in the feed, where it is escaped.
    return pieces, [notice._replace(span=None) for notice in (*tree.notices, *notices)]


def _article(
    root: Node, source: str, sites: tuple[Site, ...], base: str | None, title: str
) -> tuple[list[Piece], list[Notice]]:
    """The body of a page, by its site's rules, else by where the prose is, else all of it."""
    holds = cache(source.__contains__)
    for site in sites:
        for selector in site.body:
            nodes = list(selector.find(root)) if selector.may_be_in(holds) else []
            nodes = [node for node in nodes if _says_something(node)]
            if nodes:
                dropped = [
                    node for drop in site.drop if drop.may_be_in(holds) for node in drop.find(root)
                ]
                return _all_written(nodes, base, dropped)
        for name in site.variables.get("body", ()):
            found = variable(source, name)
            inner = read_tree(found[0]).root if found and isinstance(found[0], str) else None
            if inner is not None:
                return _written(inner, base, ())
    article = find_article(root)
    if article is None:
        body = root.find("body")
        return _written(root if body is None else body, base, ())
    return _written(article.root, base, (*article.dropped, *masthead(article.root, title)))


def _all_written(
    nodes: list[Node], base: str | None, dropped: Sequence[Node]
) -> tuple[list[Piece], list[Notice]]:
    """Several elements that a selector found, one after the other; those inside of others once."""
    pieces: list[Piece] = []
    notices: list[Notice] = []
    inside: set[Node] = set()
    for node in nodes:
        seen = not inside.isdisjoint(node.iterancestors())
        inside.add(node)  # also when it is in another one, so that the next look up is short
        if seen:
            continue
        made, told = _written(node, base, dropped)
        if pieces and made:
            pieces[-1] = Piece("\n\n", ours=True)  # it ended with one line end
        pieces += made
        notices += told
    return pieces, notices


def _written(
    root: Node, base: str | None, dropped: Sequence[Node]
) -> tuple[list[Piece], list[Notice]]:
    walk = Walk(base, dropped)
    pieces = walk.run(root)
    notices = []
    if walk.media:
        message = f"{walk.media} players or frames are not in the body"
        notices.append(Notice("html.media", message, None, {"count": walk.media}))
    return ([*pieces, Piece("\n", ours=True)] if pieces else []), notices


def _says_something(node: Node) -> bool:
    return (
        any(not text.isspace() for text in node.itertext())
        or next(iter(node.iter("img")), None) is not None
    )


def _host(root: Node, source: str, url: str | None) -> str | None:
    """Where a page is from: what the caller says, else what the page says."""
    addresses = [url or "", saved_from(source) or ""]
    addresses += [
        link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"
    ]
    addresses += [
        meta.get("content") or "" for meta in root.iter("meta") if meta.get("property") == "og:url"
    ]
    for address in addresses:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            continue
        if host:
            return host
    return None


def _generator(root: Node) -> str:
    """What the software that made a page calls itself."""
    found = (meta for meta in root.iter("meta") if (meta.get("name") or "").lower() == "generator")
    return next((meta.get("content") or "" for meta in found), "")


def _resolved(text: str) -> list[Edit]:
    """Text without any tag stays as it stands, but for what stands for a character."""
    return [
        Edit(*match.span(), made, RULE)
        for match in _REFERENCE.finditer(text)
        if (made := unescape(match[0])) != match[0]
    ]


def _text_of(source: object) -> tuple[str, tuple[Notice, ...]]:
    if isinstance(source, str) and type(source).__module__.partition(".")[0] != "bs4":
        return source, ()
    if isinstance(source, bytes | bytearray | memoryview):
        return read_bytes(bytes(source))
    kind = type(source).__module__.partition(".")[0]
    told = Notice("html.tree", "made from a tree; the source is the text that the tree writes as")
    if kind == "bs4":
        return str(source), (told,)
    if kind == "lxml" and hasattr(source, "getroottree"):
        from lxml import etree

        return str(etree.tostring(source, encoding="unicode", method="html", with_tail=False)), (
            told,
        )
    if kind == "lxml" and hasattr(source, "getroot"):
        return _text_of(source.getroot())
    raise TypeError(
        "parse_html takes bytes, a str, a BeautifulSoup object or an lxml element, "
        f"not {kind_of(source)}"
    )
