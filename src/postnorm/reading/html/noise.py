"""What stands in the element of an article and is not the article's: shares, related links, menus.

The test is strict, because a sentence that goes here is gone: what goes has a name that says so and hardly any
prose, or is nothing but links, or stands under a heading such as 相关阅读 and leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from postnorm.reading.html.elements import BLOCKS
from postnorm.reading.html.tree import Node

STOPS: Final = "，。！？；"

# Whole words of class and id, as pages name what is not the article. One bounded run of each.
_ASIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|repl(?:y|ies)|footer|foot|sidebar|side|aside|related|relate|recommend|"
    r"recommended|recommendation|nav|navbar|navigation|menu|breadcrumbs?|crumbs?|copyright|disclaimer|share|"
    r"sharing|social|toolbar|tool|pager|pagination|pagenav|hot|rank|ranking|subscribe|advert|advertisement|ads?|"
    r"gg|banner|login|popup|modal|qrcode|tags?|statement|feedback|respond|author-?(?:card|info|bio))(?:$|[\s_-])",
    re.IGNORECASE,
)


def noise_in(root: Node) -> Iterator[Node]:
    """Give what inside of an article is named as no part of it, or is nothing but links."""
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    number: dict[Node | None, int] = {}
    above = [0]
    sums: list[_Sum] = []
    for at, node in enumerate(nodes):
        number[node] = at
        if at:
            above.append(number[node.getparent()])
        sums.append(_counted(node, in_link=at > 0 and sums[above[at]].in_link))
    for at in range(len(nodes) - 1, 0, -1):  # children stand behind their parents
        sums[above[at]].add(sums[at])
    yield from _related(nodes, sums, above, number)
    whole = sums[0]
    for node, found in zip(nodes[1:], sums[1:], strict=True):
        links_only = not found.stops and found.links >= 4 and found.linked > 0.8 * found.length
        small = found.stops <= max(whole.stops / 20, 2) and found.length < whole.length / 5
        aside = small and node.tag in BLOCKS and is_aside(node)
        if aside or (links_only and node.tag in _LISTS):
            yield node


_LISTS: Final = ("ul", "ol", "div", "section", "aside", "dl", "nav")


class _Sum:
    """What is in an element and all below it."""

    __slots__ = ("in_link", "length", "linked", "links", "stops")

    def __init__(self, *, in_link: bool) -> None:
        self.in_link = in_link
        self.stops = self.length = self.linked = self.links = 0

    def add(self, other: _Sum) -> None:
        self.stops += other.stops
        self.length += other.length
        self.linked += other.linked
        self.links += other.links


def _counted(node: Node, *, in_link: bool) -> _Sum:
    """What is directly in an element."""
    made = _Sum(in_link=in_link or node.tag == "a")
    made.links = int(node.tag == "a")
    if node.tag in ("script", "style"):
        return made
    for text in (node.text, *(child.tail for child in node)):
        if text and (body := text.strip()):
            made.length += len(body)
            if made.in_link:
                made.linked += len(body)
            else:
                made.stops += sum(map(body.count, STOPS))
    return made


# --- the title, once more -------------------------------------------------------------


def masthead(root: Node, title: str) -> Iterator[Node]:
    """Give the heading that repeats the title, and what stands before it without being prose.

    The title is in the metadata; before it stand the way here (首页 > 新闻) and a logo.
    """
    wanted = "".join(title.split())
    for heading in islice(root.iter("h1", "h2", "h3"), 5):
        if "".join("".join(heading.itertext()).split()) == wanted and wanted:
            before = list(_before(heading, root))
            if not any(_is_prose(node) for node in before):
                yield from (heading, *before)
            return


def _before(node: Node, root: Node) -> Iterator[Node]:
    while node is not root:
        sibling = node.getprevious()
        while sibling is not None:
            if isinstance(sibling.tag, str):
                yield sibling
            sibling = sibling.getprevious()
        parent = node.getparent()
        assert parent is not None
        node = parent


def _is_prose(node: Node) -> bool:
    text = "".join(node.itertext())
    return len(text) > 200 or any(stop in text for stop in STOPS)


# --- lists of other articles ----------------------------------------------------------

# What pages call them. 延伸阅读 and 参考 are not among them: authors write such lists.
_HEADINGS: Final = frozenset(
    (
        *(
            "相关阅读",
            "相关新闻",
            "相关文章",
            "相关推荐",
            "相关报道",
            "相关资讯",
            "推荐阅读",
            "为你推荐",
        ),
        *(
            "猜你喜欢",
            "热门推荐",
            "热门文章",
            "精彩推荐",
            "最新文章",
            "更多新闻",
            "更多文章",
            "大家都在看",
        ),
        *(
            "相關閱讀",
            "相關新聞",
            "相關文章",
            "相關報導",
            "推薦閱讀",
            "為你推薦",
            "熱門文章",
            "最新文章",
        ),
        *("猜你喜歡", "大家都在看", "你可能也喜歡", "您可能感興趣", "您可能感兴趣", "你可能感兴趣"),
    )
)
_LONGEST: Final = max(map(len, _HEADINGS)) + 1


def _related(
    nodes: Sequence[Node],
    sums: Sequence[_Sum],
    above: Sequence[int],
    number: Mapping[Node | None, int],
) -> Iterator[Node]:
    """Such a heading with the siblings behind it, as far as they are links to something."""
    for at, node in enumerate(nodes):
        found = sums[at]
        if not at or sums[above[at]].length == found.length:
            continue  # of elements around the same text the outermost is looked at, and no other
        if not 4 <= found.length <= _LONGEST or node.tag in ("a", "span", "strong", "b"):
            continue
        if "".join(node.itertext()).strip(" :：\n\t\r") not in _HEADINGS:
            continue
        listed = list(_leading_elsewhere(node, sums, number))
        if sum(sums[number[one]].links for one in listed) >= 2:
            yield from (node, *listed)


def _leading_elsewhere(
    heading: Node, sums: Sequence[_Sum], number: Mapping[Node | None, int]
) -> Iterator[Node]:
    """Teasers may have a sentence; a fifth of each is its link."""
    node = heading.getnext()
    while node is not None:
        if isinstance(node.tag, str):
            found = sums[number[node]]
            if not found.links or found.linked < found.length / 5 or (node.tail or "").strip():
                return
            yield node
        node = node.getnext()


def is_aside(node: Node) -> bool:
    """Whether class or id name an element as no part of the article."""
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    return len(name) > 1 and bool(_ASIDE.search(name))
