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
from postnorm.reading.html.tree import Node

_STOPS: Final = "，。！？；"
_LATIN_STOPS: Final = re.compile(r"[a-z)][.,!?;](?=\s|$)")
_MOST: Final = 0.6
"""A child with this share of its parent's weight is gone into."""
# Whole words of class and id, as pages name what is not the article. One bounded run of each.
_ASIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|repl(?:y|ies)|footer|foot|sidebar|side|aside|related|relate|recommend|"
    r"recommended|recommendation|nav|navbar|navigation|menu|breadcrumbs?|crumbs?|copyright|disclaimer|share|"
    r"sharing|social|toolbar|tool|pager|pagination|pagenav|hot|rank|ranking|subscribe|advert|advertisement|ads?|"
    r"gg|banner|login|popup|modal|qrcode|tags?|statement|feedback|respond|author-?(?:card|info|bio))(?:$|[\s_-])",
    re.IGNORECASE,
)


class Article(NamedTuple):
    """The element that holds an article, and what inside of it is not part of it."""

    root: Node
    dropped: tuple[Node, ...]


class _Weighed(NamedTuple):
    node: Node
    parent: int


def find_article(root: Node) -> Article | None:
    """Return where the article stands; ``None`` where nothing reads like prose.

    >>> from postnorm.reading.html.tree import read_tree
    >>> page = "<body><ul><li><a>首页</a><a>关于</a></ul><div id=x><p>雨停了，路还湿。<p>我们走，不说话。</div>"
    >>> find_article(read_tree(page).root).root.get("id")
    'x'
    """
    body = root.find("body")
    scales = _Scales(body if body is not None else root)
    return scales.article()


class _Scales:
    """The weight of every element below a root, found in one walk and one pass back over it."""

    def __init__(self, root: Node) -> None:
        self.nodes: list[Node] = []
        self.parents: list[int] = []
        self._walk(root)
        count = len(self.nodes)
        self.weight = [0.0] * count
        self.length = [0] * count
        self.linked = [0] * count
        self.links = [0] * count
        for at in range(count):
            self._weigh(at)
        for at in range(count - 1, 0, -1):  # children stand behind their parents
            parent = self.parents[at]
            self.weight[parent] += self.weight[at]
            self.length[parent] += self.length[at]
            self.linked[parent] += self.length[at] if self.nodes[at].tag == "a" else self.linked[at]
            self.links[parent] += self.links[at]

    def _walk(self, root: Node) -> None:
        """All elements in the order of the page, each with the place of its parent."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        above: list[int] = [-1]
        skipped: Node | None = None
        for event, node in walk:
            if event == "start":
                if node.tag in UNWEIGHED:
                    skipped = node
                    walk.skip_subtree()
                    continue
                self.nodes.append(node)
                self.parents.append(above[-1])
                above.append(len(self.nodes) - 1)
            elif node is skipped:
                skipped = None
            else:
                above.pop()

    def _weigh(self, at: int) -> None:
        node = self.nodes[at]
        said = [node.text or ""]
        said += (child.tail for child in node if child.tail)
        text = "".join(said)
        if node.tag == "a":
            self.links[at] = 1
            self.length[at] = len(text.strip())
        elif text and not text.isspace():
            self.length[at] = len(text.strip())
            stops = sum(map(text.count, _STOPS)) or len(_LATIN_STOPS.findall(text[:10_000]))
            self.weight[at] = stops * min(stops, 5)

    def article(self) -> Article | None:
        aside = self._aside()
        weight = list(self.weight)
        for at in aside:  # what is aside weighs nothing in what it stands in, either
            heavy, above = self.weight[at], self.parents[at]
            while above >= 0:
                weight[above] -= heavy
                above = self.parents[above]
            weight[at] = 0
        if not weight or weight[0] <= 0:
            return None
        at = self._descend(weight)
        return Article(self.nodes[at], tuple(self.nodes[n] for n in self._noise(at, aside)))

    def _aside(self) -> list[int]:
        """Outermost elements that are named as no part of the article, unless most of the page is in them."""
        found: list[int] = []
        inside = [False] * len(self.nodes)
        for at in range(1, len(self.nodes)):
            if inside[self.parents[at]]:
                inside[at] = True
            elif self.weight[at] < self.weight[0] / 2 and is_aside(self.nodes[at]):
                inside[at] = True
                found.append(at)
        return found

    def _descend(self, weight: list[float]) -> int:
        children: dict[int, list[int]] = {}
        for at in range(1, len(self.nodes)):
            children.setdefault(self.parents[at], []).append(at)
        here = 0
        while below := children.get(here):
            best = max(below, key=weight.__getitem__)
            if weight[best] < _MOST * weight[here] or not self._may_hold_an_article(best, children):
                break
            here = best
        return here

    def _may_hold_an_article(self, at: int, children: dict[int, list[int]]) -> bool:
        """A paragraph is not the article, even when it is most of it."""
        if self.nodes[at].tag in ("table", "tbody", "tr", "center", "font", "span"):
            return any(
                self.nodes[child].tag in ("td", "tbody", "tr", "p", "div", "center", "table", "br")
                for child in children.get(at, ())
            )
        if self.nodes[at].tag in INNERMOST:
            return False
        return any(
            self.nodes[child].tag not in INNERMOST
            or self.nodes[child].tag in ("p", "table", "blockquote")
            for child in children.get(at, ())
        )

    def _noise(self, root: int, aside: list[int]) -> Iterator[int]:
        """What inside of the article is named as no part of it, or is nothing but links."""
        end = root + 1
        inside = {root}
        while end < len(self.nodes) and self.parents[end] in inside:
            inside.add(end)
            end += 1
        yield from (
            at
            for at in aside
            if at in inside and self.weight[at] <= self.weight[root] / 20 and not self._is_prose(at)
        )
        for at in inside - {root}:
            if (
                self.nodes[at].tag in ("ul", "ol", "div", "section", "aside", "dl")
                and self.weight[at] == 0
                and self.links[at] >= 4
                and self.linked[at] > 0.8 * self.length[at]
            ):
                yield at

    def _is_prose(self, at: int) -> bool:
        return self.weight[at] >= 9 and self.linked[at] < self.length[at] / 4


def is_aside(node: Node) -> bool:
    """Whether class or id name an element as no part of the article."""
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    return len(name) > 1 and bool(_ASIDE.search(name))
