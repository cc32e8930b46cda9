"""The title of an article, told apart from the name of the site it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from postnorm.reading.html.tree import Node

# One mark each; the blanks around it are taken off later.
_SEPARATOR: Final = re.compile(
    r"_+|\||丨|｜|--+|»|«|::|[-–—·](?=\s)|(?<=\s)[-–—·]"
    r"|(?<=[\u4e00-\u9fff？！”])-(?=[\u4e00-\u9fffA-Z])"
)
_SITE_WORD: Final = re.compile(
    r"网|新闻|博客|部落格|频道|资讯|论坛|社区|在线|专栏|日报|时报|晚报|早报|周刊|杂志|首页|中心|公众号|公眾號|新聞|網|報|誌|"
    r"知乎|简书|豆瓣|头条|微信|搜狐|网易|新浪|腾讯|凤凰|虎嗅|澎湃|博客园|掘金|传媒|官网|平台|财经|科技|\.(?:com|cn|net|org|tw|hk)\b|"
    r"blog|news|medium|csdn|jianshu|segmentfault|oschina|36kr|home|official",
    re.IGNORECASE,
)


def best_title(
    root: Node, shared: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give what may be the title, the likeliest first, with a text that stands before it.

    *shared* is what the page wants to be called when it is shared, *names* the names of the site.
    """
    head = next((_text(node) for node in root.iter("title")), "")
    headings = [(text, str(node.tag)) for node in _headings(root) if (text := _text(node))]
    squashed = _squash(head)
    for text, tag in headings:
        if len(_squash(text)) >= 4 and squashed.startswith(_squash(text)):
            yield text, f"<{tag}"
    for text in shared:
        yield without_site(text, names), "og:title"
    if head:
        yield without_site(head, names), "<title"
    for name in ("h1", "h2"):
        first = [text for text, tag in headings if tag == name]
        if len(first) == 1:
            yield first[0], f"<{name}"


def _headings(root: Node) -> list[Node]:
    """The first ones; one that is a link leads home, or elsewhere."""
    found = [node for node, _ in zip(root.iter("h1", "h2"), range(20), strict=False)]
    return [node for node in found if not (len(node) == 1 and node[0].tag == "a" and not node.text)]


def _text(node: Node) -> str:
    from postnorm.reading.html.facts import visible_text

    return visible_text(node)


def _squash(text: str) -> str:
    return "".join(text.split())


_MOST_PARTS: Final = 5


def without_site(title: str, names: Sequence[str] = ()) -> str:
    """Return a page's title without the site's name and its channels at the end.

    >>> without_site("雨后的河边_文化频道_某某新闻网"), without_site("河边 - 一个没有雨的夜晚")
    ('雨后的河边', '河边 - 一个没有雨的夜晚')
    """
    known = {_squash(name) for name in names}
    cut = False
    for _ in range(_MOST_PARTS):
        matches = list(_SEPARATOR.finditer(title))
        if not matches:
            break
        last = matches[-1]
        rest, name = title[: last.start()].strip(), title[last.end() :].strip()
        site = not name or _squash(name) in known or (len(name) <= 24 and _SITE_WORD.search(name))
        # The name of a site may have a separator itself: 某某新闻-The Example.
        channel = (cut or len(matches) > 1) and "_" in last[0] and len(name) <= 8
        latin = re.fullmatch(r"The [A-Z][\w ]{1,20}", name)
        if not rest or not (site or channel or latin):
            break
        title, cut = rest, True
    return title.strip()
