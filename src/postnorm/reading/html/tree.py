"""Markup to a tree, without the losses that lxml keeps to itself.

lxml drops without an exception what is nested deeper than 2,048 elements, everything behind a lone
surrogate or a NUL, and what an unclosed comment or ``<title>`` swallows. So what is dangerous is
replaced before, deep pages are built by our own hands from the events of the same parser, and the
amount of text in the tree is compared with that of the source.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, Protocol

from postnorm.records import Notice


class Node(Protocol):
    """What we use of an lxml element. A comment's ``tag`` is no ``str``."""

    tag: object
    text: str | None
    tail: str | None
    attrib: Mapping[str, str]

    def get(self, key: str) -> str | None: ...
    def getparent(self) -> Node | None: ...
    def getnext(self) -> Node | None: ...
    def getprevious(self) -> Node | None: ...
    def iter(self, *tags: str) -> Iterator[Node]: ...
    def itertext(self) -> Iterator[str]: ...
    def iterancestors(self) -> Iterator[Node]: ...
    def find(self, path: str) -> Node | None: ...
    def __iter__(self) -> Iterator[Node]: ...
    def __getitem__(self, index: int) -> Node: ...
    def __len__(self) -> int: ...


class Tree(NamedTuple):
    """The root element of a page, and what had to be done to get it; no root: nothing was in it."""

    root: Node | None
    notices: tuple[Notice, ...] = ()


def read_tree(source: str) -> Tree:
    """Parse a page or a fragment. Never raises for content; linear in it.

    >>> tree = read_tree("<p>雨停了<p>路还湿")
    >>> "".join(tree.root.itertext()), tree.notices
    ('雨停了路还湿', ())
    """
    harmless, notices = _without_hazards(source)
    data = harmless.encode()
    root, complete = _by_lxml(data)
    lost = _weight(data) - _weight_of(root)
    if not complete or lost > 0:
        rebuilt = _by_events(data)
        lost_again = _weight(data) - _weight_of(rebuilt)
        if not complete or lost_again < lost:
            root, lost = rebuilt, lost_again
    if lost > _TOLERATED:
        message = "some text of the page is not in what the parser made of it"
        notices.append(Notice("html.text-lost", message, None, {"bytes": lost}))
    return Tree(root, tuple(notices))


# --- what would be lost -------------------------------------------------------

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+"
)
# ``a<b 且 c>d``: the "attribute" begins with Han, so this is prose. One tag name is looked at
# behind each "<", and both quantifiers are bounded.
_PROSE: Final = re.compile(r"<(?=[A-Za-z][A-Za-z0-9]{0,20}[ \t\n]{1,20}[\u2e80-\uffef])")
_SWALLOWING: Final = ("title", "textarea", "xmp", "noembed", "noframes", "iframe", "plaintext")


def _without_hazards(source: str) -> tuple[str, list[Notice]]:
    """The source as the parser may have it, and what was changed for that."""
    notices = []
    if match := _CONTROLS.search(source):
        message = "control characters, NUL or lone surrogates in the page; they are not in the text"
        notices.append(Notice("html.control-characters", message, match.span()))
        source = _CONTROLS.sub(_replacement, source)
    if match := _PROSE.search(source):
        message = "a '<' that opens no tag but stands in prose; it is read as text"
        notices.append(Notice("html.stray-less-than", message, match.span()))
        source = _PROSE.sub("&lt;", source)
    at = source.find("<!--", source.rfind("-->") + 1)
    if at >= 0:
        message = "a comment that is never closed; what follows it is read as text"
        notices.append(Notice("html.unclosed", message, (at, at + 4), {"element": "comment"}))
        source = f"{source[:at]}    {source[at + 4 :]}"
    for name in _SWALLOWING:
        source = _opened(source, name, notices)
    return source, notices


def _replacement(match: re.Match[str]) -> str:
    """What HTML makes of a NUL; other controls say nothing in a text."""
    return "".join("\ufffd" for char in match[0] if char == "\x00" or char >= "\ud800")


def _opened(source: str, name: str, notices: list[Notice]) -> str:
    """*source* without the last opening tag of *name*, when no closing tag follows it."""
    tag = f"<{name}"
    at = source.rfind(tag)
    if at < 0 or source.find(f"</{name}", at) >= 0 or f"</{name.upper()}" in source[at:]:
        return source
    end = source.find(">", at) + 1
    if end == 0 or source[at + len(tag)] not in " \t\n\r/>" or source[end - 2] == "/":
        return source
    message = f"a <{name}> that is never closed; what follows it is read as part of the page"
    notices.append(Notice("html.unclosed", message, (at, end), {"element": name}))
    return source[:at] + " " * (end - at) + source[end:]


# --- how much is there --------------------------------------------------------

_TOLERATED: Final = 12  # bytes: a doctype or a processing instruction may hold a word


def _weight(data: bytes) -> int:
    """How many bytes beyond one a character takes: twice the number of Han, at the price of a decode."""
    return len(data) - len(data.decode("utf-8", "replace"))


def _weight_of(root: Node | None) -> int:
    """The same of everything in the tree, attributes, comments and scripts included."""
    if root is None:
        return 0
    from lxml import etree

    # Written as XML: as HTML, addresses would be percent-encoded.
    return _weight(etree.tostring(root, encoding="utf-8", method="xml"))


# --- building -----------------------------------------------------------------


def _by_lxml(data: bytes) -> tuple[Node | None, bool]:
    """The tree, and whether the parser ran into none of its limits."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:  # nothing in it, or a limit
        return None, not data.strip()
    limited = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return root, not limited


_CHUNK: Final = 1 << 16


def _by_events(data: bytes) -> Node | None:
    """The tree, made element by element: nesting is no limit then.

    bs4 over lxml does the same; 25 times slower, and into a tree of another kind.
    """
    from lxml import etree

    builder = _Builder()
    parser = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True, no_network=True)
    with contextlib.suppress(etree.LxmlError):  # nothing in it
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    return builder.root


class _Builder:
    """Takes the events of the parser. An end without a start is passed over."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count: dict[str, int] = {}
        self._last: Node | None = None  # what was closed last: text now is its tail
        self._said: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        from lxml import etree

        self._flush()
        if self._open:
            made = etree.SubElement(self._open[-1], tag)
        elif self.root is None:
            self.root = made = etree.Element(tag)
        else:
            made = etree.SubElement(self.root, tag)
        for name, value in attributes.items():
            if _NAME.fullmatch(name):
                made.set(name, value)
        self._open.append(made)
        self._count[tag] = self._count.get(tag, 0) + 1
        self._last = None

    def end(self, tag: str) -> None:
        self._flush()
        while self._count.get(tag):
            self._last = self._open.pop()
            name = str(self._last.tag)
            self._count[name] -= 1
            if name == tag:
                return

    def data(self, text: str) -> None:
        self._said.append(text)

    def comment(self, text: str) -> None:
        """Comments hold no text of the page."""

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        text = _CONTROLS.sub(_replacement, "".join(self._said))
        self._said.clear()
        if not text or not self._open:
            return
        if self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            self._last.tail = (self._last.tail or "") + text


_NAME: Final = re.compile(r"[A-Za-z_][\w.-]{0,80}")
