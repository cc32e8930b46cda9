"""Blocks of code: their lines as they stand, without the numbers that a page puts beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.reading.html.elements import LANGUAGES
from postnorm.reading.html.tree import Node

_CLASS: Final = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s?|sourceCode )([A-Za-z][\w+#.-]{0,20})"
)
_NUMBERS: Final = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?numbers?(?:-rows)?|code-snippet__line-index|hljs-ln-numbers|lineno|"
    r"linenos|pre-numbering|hljs-button|copy-?(?:btn|button|code)?|toolbar)(?:\s|$)",
    re.IGNORECASE,
)


def language_of(pre: Node) -> str:
    """Return the language that the classes of a block, or of what is close around it, name.

    >>> from postnorm.reading.html.tree import read_tree
    >>> [pre] = read_tree('<div class="highlight python"><pre>x = 1</pre></div>').root.iter("pre")
    >>> language_of(pre)
    'python'
    """
    near = [pre, *_first(pre.iter("code")), *_above(pre)]
    for node in near:
        named = node.get("data-lang") or node.get("data-language") or ""
        match = _CLASS.search(node.get("class") or "")
        language = match[1] if match else named
        if re.fullmatch(r"[A-Za-z][\w+#.-]{0,20}", language):
            return language.lower()
        for name in (node.get("class") or "").split():
            if name.lower() in LANGUAGES:
                return name.lower()
    return ""


def _first(nodes: Iterator[Node]) -> list[Node]:
    return [node for node, _ in zip(nodes, range(1), strict=False)]


def _above(pre: Node) -> Iterator[Node]:
    """The figure or wrapper that a highlighter puts around a block; not the article."""
    parent = pre.getparent()
    for _ in range(5):
        if parent is None or parent.tag not in ("figure", "div", "td", "tr", "tbody", "table"):
            return
        yield parent
        parent = parent.getparent()


def code_of(pre: Node) -> str:
    """Return the text of a block of code: a ``<br>`` and a ``<code>`` of its own end a line.

    >>> from postnorm.reading.html.tree import read_tree
    >>> [pre] = read_tree("<pre><code>x = 1</code><code>y\xa0= 2</code></pre>").root.iter("pre")
    >>> code_of(pre)
    'x = 1\\ny = 2'
    """
    said: list[str] = []
    dropped: Node | None = None
    from lxml import etree

    for event, node in etree.iterwalk(pre, events=("start", "end")):
        if event == "start":
            if dropped is None and is_numbering(node):
                dropped = node
            if dropped is None:
                said += (_break_before(node, said), node.text or "")
            continue
        if node is dropped:
            dropped = None
        if dropped is None and node is not pre:
            said.append(node.tail or "")
    return "".join(said).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def is_numbering(node: Node) -> bool:
    """Whether an element holds the line numbers of a block of code, or its buttons."""
    name = node.get("class")
    return node.tag in ("button", "script", "style") or (
        bool(name) and bool(_NUMBERS.search(name or ""))
    )


def _break_before(node: Node, said: list[str]) -> str:
    if node.tag == "br":
        return "\n"
    if node.tag in ("li", "p", "div", "tr") or (
        node.tag == "code" and node.getprevious() is not None
    ):
        last = next((text for text in reversed(said[-8:]) if text), "\n")
        return "" if last.endswith("\n") else "\n"
    return ""
