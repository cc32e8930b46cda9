"""Finding the article on a page that no site file knows.

Prose has stops and commas outside of links; menus, lists of other articles and footers have few or none.
So each element is weighed by the Chinese (and Latin) stops in it, those of one stretch of text counting the
more the more there are, and the walk goes down from the root as long as one child holds most of
the weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from postnorm.reading.html.elements import INNERMOST, UNWEIGHED
from postnorm.reading.html.noise import STOPS, is_aside, noise_in
from postnorm.reading.html.tree import Node

_LATIN_STOPS: Final = re.compile(r"[a-z)][.,!?;](?=\s|$)")
_MOST: Final = 0.6
"""A child with this share of its parent's weight is gone into."""


class Article(NamedTuple):
    """The element that holds an article, and what inside of it is not part of it."""

    root: Node
    dropped: tuple[Node, ...]


def find_article(root: Node) -> Article | None:
    """Return where the article stands; ``None`` where nothing reads like prose.

    >>> from postnorm.reading.html.tree import read_tree
    >>> page = "<body><ul><li><a>首页</a><a>关于</a></ul><div id=x><p>雨停了，路还湿。<p>我们走，不说话。</div>"
    >>> find_article(read_tree(page).root).root.get("id")
    'x'
    """
    scales = _Scales(root)
    scales.set_aside()
    if scales.total <= 0:
        return None
    article = scales.descend(root)
    return Article(article, tuple(noise_in(article)))


class _Scales:
    """The weight of each element that has prose somewhere in it.

    Only texts with stops are looked at, and only what stands above them: of a page's ten thousand
    elements some hundred.
    """

    def __init__(self, root: Node) -> None:
        self._root = root
        self._parent: dict[Node, Node | None] = {root: None}
        self._depth: dict[Node, int] = {root: 0}
        self._own = {node: _weighed(stops) for node, stops in _stops_by_element(root).items()}
        self._own = {node: own for node, own in self._own.items() if self._climb(node)}
        self._weight = self._summed(self._own)

    @property
    def total(self) -> float:
        return self._weight.get(self._root, 0)

    def _climb(self, node: Node) -> bool:
        """Note what stands above *node*; whether prose counts there. Each element is passed once."""
        path: list[Node] = []
        here: Node | None = node
        while here is not None and here not in self._parent:
            path.append(here)
            here = here.getparent()
        known = here if here is not None else self._root
        for below in reversed(path):
            self._parent[below] = known
            # No depth: nothing in it counts.
            if known in self._depth and below.tag not in UNWEIGHED and below.tag != "a":
                self._depth[below] = self._depth[known] + 1
            known = below
        return node in self._depth

    def _summed(self, own: dict[Node, int]) -> dict[Node, int]:
        """Each weight added to all that it stands in: the deepest first, so that each is added once."""
        weight: dict[Node, int] = {**dict.fromkeys(self._depth, 0), **own}
        for node in sorted(self._depth, key=self._depth.__getitem__, reverse=True):
            if (parent := self._parent[node]) is not None:
                weight[parent] += weight[node]
        return weight

    def set_aside(self) -> None:
        """Weigh anew, without what is named as no part of the article and does not hold most of the page."""
        most = self.total / 2
        out: set[Node] = set()
        for node in sorted(self._depth, key=self._depth.__getitem__):
            if self._parent[node] in out or (self._weight[node] < most and is_aside(node)):
                out.add(node)
        if out:
            self._weight = self._summed({n: own for n, own in self._own.items() if n not in out})

    def descend(self, root: Node) -> Node:
        """Go down as long as one child holds most of the weight and may be an article."""
        below: dict[Node, list[Node]] = {}
        for node in self._depth:
            if (parent := self._parent[node]) is not None and self._weight[node]:
                below.setdefault(parent, []).append(node)
        here = root
        while children := below.get(here):
            best = max(children, key=self._weight.__getitem__)
            if self._weight[best] < _MOST * self._weight[here] or not _may_be_an_article(best):
                break
            here = best
        return here


def _weighed(stops: int) -> int:
    """One long paragraph says more than ten teasers with a comma each."""
    return stops * min(stops, 5)


def _stops_by_element(root: Node) -> dict[Node, int]:
    """How many stops there are in the text directly in each element, where there are any.

    A page has a thousand elements: this walk is cheaper than to let XPath choose the texts.
    """
    found: dict[Node, int] = {}
    for node, text in _texts(root):
        if "，" in text or "。" in text or "！" in text or "？" in text:
            found[node] = found.get(node, 0) + sum(map(text.count, STOPS))
    if not found:
        for node, text in _texts(root):
            if stops := len(_LATIN_STOPS.findall(text[:10_000])):
                found[node] = found.get(node, 0) + stops
    return found


def _texts(root: Node) -> Iterator[tuple[Node, str]]:
    """Each text of the page with the element it stands in."""
    for node in root.iter():
        if node.tag not in _NOT_SHOWN and (text := node.text):
            yield node, text
        if (tail := node.tail) and (parent := node.getparent()) is not None:
            yield parent, tail


_NOT_SHOWN: Final = ("script", "style", "a")


def _may_be_an_article(node: Node) -> bool:
    """A paragraph is not the article, even when it is most of it."""
    if node.tag in ("table", "tbody", "tr", "center", "font", "span"):
        return any(child.tag in _LAID_OUT for child in node)
    if node.tag in INNERMOST:
        return False
    return any(child.tag not in INNERMOST or child.tag in _PARAGRAPHS for child in node)


_LAID_OUT: Final = ("td", "tbody", "tr", "p", "div", "center", "table", "br")
_PARAGRAPHS: Final = ("p", "table", "blockquote")
