"""What a page says about its article: title, date, author, and where in the page it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from postnorm.reading.html.readings import WHEN, read_value
from postnorm.reading.html.scripts import linked_data, variable
from postnorm.reading.html.selectors import Selector
from postnorm.reading.html.sites import Site
from postnorm.reading.html.titles import best_title
from postnorm.reading.html.tree import Node, Tree


class Fact(NamedTuple):
    """A value and the place in the page that it was read from, if that is known."""

    value: str | tuple[str, ...]
    span: tuple[int, int] | None = None


# Field -> names of <meta>, in order of preference.
_METAS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": (
        *("article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate"),
        *(
            "publish_time",
            "publish-date",
            "og:release_date",
            "release_date",
            "dc.date",
            "dcterms.created",
        ),
        *(
            "weibo:article:create_at",
            "sailthru.date",
            "date",
            "bytedance:published_time",
            "og:time",
        ),
    ),
    "author": (
        "author",
        "article:author",
        "og:article:author",
        "dc.creator",
        "byl",
        "twitter:creator",
    ),
    "publisher": ("og:site_name", "mediaid", "source", "article:publisher", "application-name"),
    "description": ("og:description", "description", "twitter:description"),
}
_LINKED: Final = {
    "date": ("datePublished", "pubDate"),
    "author": ("author",),
    "publisher": ("publisher",),
}
_GENERAL: Final[Mapping[str, tuple[Selector, ...]]] = {
    "date": tuple(
        map(
            Selector,
            (
                *("time[pubdate]@datetime", "time.published@datetime", "time.entry-date@datetime"),
                *("[itemprop=datePublished]@content", "[itemprop=datePublished]@datetime"),
                *("abbr.published@title", "time@datetime", "[itemprop=datePublished]"),
            ),
        )
    ),
    "author": tuple(map(Selector, ("[itemprop=author] [itemprop=name]", "a[rel=author]"))),
    "tags": tuple(map(Selector, ("a[rel=tag]",))),
}


class _Page(NamedTuple):
    """A page, and what of it is asked for more than once."""

    root: Node
    source: str
    sites: tuple[Site, ...]
    url: str | None
    metas: Mapping[str, list[str]]
    linked: Mapping[str, object]
    holds: Callable[[str], bool]
    deep: bool


def read_facts(
    tree: Tree, source: str, sites: tuple[Site, ...], url: str | None
) -> Iterator[tuple[str, Fact]]:
    """Give each field that the page has, with the place that says it."""
    root = tree.root
    assert root is not None
    holds = cache(source.__contains__)
    page = _Page(root, source, sites, url, _metas(root), linked_data(root), holds, tree.deep)
    for field in ("title", "author", "date", "publisher", "account", "url", "description", "tags"):
        for value, near in _told(field, page):
            made = read_value(field, value)
            if made and not (field == "author" and _is_site(str(made), page)):
                yield field, Fact(made, _place(source, value, near))
                break


def _is_site(name: str, page: _Page) -> bool:
    """Whether an "author" is the name that the site writes behind each title.

    小叶的日子 is the site of somebody: 小叶 is who writes.
    """
    if name in page.metas.get("og:site_name", ()):
        return True
    title = next((visible_text(node) for node in page.root.iter("title")), "")
    return re.search(rf"[-_|–—·\s]{re.escape(name)}(?!的)\S{{0,8}}$", title) is not None


def _told(field: str, page: _Page) -> Iterator[tuple[str, str]]:
    """What the page says of a field, the most trusted first, and a text that stands shortly before it."""
    metas = page.metas
    yield from _told_by_sites(field, page)
    if field == "title":
        yield from best_title(page.root, metas.get("og:title", []), metas.get("og:site_name", []))
    if field == "url":
        yield from ((url, "") for url in _addresses(page))
    if field == "tags" and (tags := metas.get("article:tag") or metas.get("og:article:tag")):
        yield "\n".join(tags), "article:tag"
    for name in _METAS.get(field, ()):
        yield from ((value, name) for value in metas.get(name, ())[:1])
    for name in _LINKED.get(field, ()):
        if value := _named(page.linked.get(name)):
            yield value, f'"{name}"'
    if not page.deep:
        yield from _selected(_GENERAL.get(field, ()), page, field)
    if field == "tags":
        yield from ((value, "keywords") for value in metas.get("keywords", ())[:1])
    if field == "date" and not page.deep:
        yield from _dates_in_text(page.root)


def _told_by_sites(field: str, page: _Page) -> Iterator[tuple[str, str]]:
    for site in page.sites:
        for name in site.variables.get(field, ()):
            found = variable(page.source, name)
            if found and isinstance(found[0], str | int):
                yield str(found[0]), page.source[max(0, found[1] - 12) : found[1]]
        yield from _selected(site.fields.get(field, ()), page, field)
    if field == "publisher":
        yield from ((site.name, "") for site in page.sites if site.name)


def _selected(
    selectors: tuple[Selector, ...], page: _Page, field: str
) -> Iterator[tuple[str, str]]:
    for selector in selectors:
        if not selector.may_be_in(page.holds):
            continue
        found = [_said(node, selector.attribute) for node in islice(selector.find(page.root), 50)]
        if field == "tags" and len(found) > 1:
            yield "\n".join(found), ""
        else:
            yield from ((text, "") for text in found)


def _said(node: Node, attribute: str | None) -> str:
    """The attribute that is asked for, or the text; scripts in a heading are none of its text."""
    if attribute:
        return node.get(attribute) or ""
    if node.tag == "meta":
        return node.get("content") or ""
    return visible_text(node)


def visible_text(node: Node) -> str:
    """The text of an element, without that of scripts and styles, blanks as one."""
    parts: list[str] = []
    size = 0
    for part in node.iter():
        silent = not isinstance(part.tag, str) or part.tag in ("script", "style")
        said = ("" if silent else part.text or "", "" if part is node else part.tail or "")
        parts += said
        size += len(said[0]) + len(said[1])
        if size > 2000:  # no field is as long
            break
    return " ".join("".join(parts)[:5000].split())


def _metas(root: Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _named(value: object) -> str:
    """A person of JSON-LD is a text, an object with a name, or a list of these."""
    if isinstance(value, list):
        return "、".join(filter(None, map(_named, value[:10])))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


# --- addresses ------------------------------------------------------------------

_SAVED: Final = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{8,2000}?)\s{0,9}-->")


def saved_from(source: str) -> str | None:
    """Return the address that a browser wrote into a page when it saved it."""
    match = _SAVED.search(source, 0, 5000)
    return match[1] if match else None


def _addresses(page: _Page) -> Iterator[str]:
    for link in page.root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield link.get("href") or ""
    yield from page.metas.get("og:url", ())
    yield page.url or ""
    yield saved_from(page.source) or ""


# --- dates in the text, and places ------------------------------------------------


def _dates_in_text(root: Node) -> Iterator[tuple[str, str]]:
    """Short texts with a date and a time, as stand under a title; not in the article, where it tells of others."""
    for text in _with_colon()(root):
        if (match := WHEN.search(text)) and ":" in match[0]:
            yield match[0], ""


@cache
def _with_colon() -> Callable[[Node], list[str]]:
    """Short texts with a colon, found by libxml2: Python sees only those."""
    from lxml import etree

    condition = "contains(., ':') and contains(., '20') and string-length(.) < 200"
    path = f"descendant::*[not(self::script or self::style)]/text()[{condition}]"
    made: Callable[[Node], list[str]] = etree.XPath(path, smart_strings=False)
    return made


def _place(source: str, value: str, near: str) -> tuple[int, int] | None:
    """Where the value stands, behind *near* if that is said."""
    value = value.strip()
    if not value or "\n" in value:
        return None
    after = source.find(near) if near else 0
    start = source.find(value, max(after, 0))
    return (start, start + len(value)) if start >= 0 else None
