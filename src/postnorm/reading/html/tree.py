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
from itertools import islice
from typing import Final, NamedTuple, Protocol

from postnorm.reading.html.elements import BLOCKS
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
    deep: bool = False
    """Deeper than any site's pages, and too deep for XPath, which sorts what it finds by climbing."""


def read_tree(source: str) -> Tree:
    """Parse a page or a fragment. Never raises for content; linear in it.

    >>> tree = read_tree("<p>雨停了<p>路还湿")
    >>> "".join(tree.root.itertext()), tree.notices
    ('雨停了路还湿', ())
    """
    data, notices = _without_hazards(source)
    root, lost, deep = _built(data)
    if root is not None and (name := _swallowing(root)):
        opened = _opened(data.decode(), name)
        if opened is not None:
            data, span = opened
            message = f"a <{name}> that is never closed; what follows is read as part of the page"
            place = span if len(data.decode()) == len(source) else None
            notices.append(Notice("html.unclosed", message, place))
            root, lost, deep = _built(data)
    if lost > _TOLERATED:
        message = "some text of the page is not in what the parser made of it"
        notices.append(Notice("html.text-lost", message, None, {"bytes": lost}))
    return Tree(root, tuple(notices), deep)


class _Built(NamedTuple):
    root: Node | None
    lost: int
    """Bytes of text that are not in the tree."""
    deep: bool = False


def _built(data: bytes) -> _Built:
    """The tree by lxml alone, or by our own hands where that loses something or takes an age."""
    if _crowded(data):
        rebuilt = _by_events(data)
        return _Built(rebuilt, _weight(data) - _weight_of(rebuilt), deep=True)
    root, complete = _by_lxml(data)
    lost = _weight(data) - _weight_of(root)
    if not complete or lost > _TOLERATED:
        rebuilt = _by_events(data)
        lost_again = _weight(data) - _weight_of(rebuilt)
        if not complete or lost_again < lost:
            return _Built(rebuilt, lost_again, deep=not complete)
    return _Built(root, lost)


# --- what would be lost -------------------------------------------------------

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+"
)
# ``a<b 且 c>d``: the "attribute" begins with Han, so this is prose. One tag name is looked at
# behind each "<", and both quantifiers are bounded.
_PROSE: Final = re.compile(r"<(?=[A-Za-z][A-Za-z0-9]{0,20}[ \t\n]{1,20}[\u2e80-\uffef])")
_SWALLOWING: Final = ("title", "textarea", "xmp", "noembed", "noframes", "iframe", "plaintext")


def _without_hazards(source: str) -> tuple[bytes, list[Notice]]:
    """The source as the parser may have it, and what was changed for that."""
    notices: list[Notice] = []

    def told(rule: str, message: str, span: tuple[int, int]) -> None:
        notices.append(Notice(f"html.{rule}", message, span))

    # All places are looked up while they still are those of the page.
    at = source.find("<!--", source.rfind("-->") + 1)
    if at >= 0:
        told(
            "unclosed", "a comment that is never closed; what follows is read as text", (at, at + 4)
        )
        source = source[:at] + source[at:].replace("<!--", "    ")
    if prose := _PROSE.search(source):
        told("stray-less-than", "a '<' in prose, that opens no tag; read as text", prose.span())
    data = _encoded(source)
    controls = None if data and not _may_have_controls(data) else _CONTROLS.search(source)
    if controls:
        message = "control characters, NUL or lone surrogates in the page; they are not in the text"
        told("control-characters", message, controls.span())
        source = _CONTROLS.sub(_replacement, source)
    if prose:
        source = _PROSE.sub("&lt;", source)
    return data if data is not None and not notices else source.encode(), notices


def _encoded(source: str) -> bytes | None:
    try:
        return source.encode()
    except UnicodeEncodeError:
        return None


_LONG: Final = 16_000
"""Bytes of a tag that may have too many attributes."""
_TAG: Final = re.compile(rb"""<[A-Za-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")  # never goes back
_VALUE: Final = re.compile(rb""""[^"]*+"|'[^']*+'""")


def _crowded(data: bytes) -> bool:
    """Whether a tag has thousands of attributes: libxml2 walks past all of them for each one more.

    A picture written into its address is one attribute, however long. Tags are looked at only where
    16,000 bytes have no ``>``, because reading all tags costs a twentieth of reading a page.
    """
    if len(data) < _LONG or max(map(len, data.split(b">"))) < _LONG:
        return False
    long = (match[0] for match in _TAG.finditer(data) if len(match[0]) >= _LONG)
    return any(len(_VALUE.sub(b"", tag)) >= _LONG for tag in long)


def _may_have_controls(data: bytes) -> bool:
    """A hundred times cheaper than to look at each character."""
    return (
        len(data.translate(None, _C0)) < len(data)
        or _C1.search(data) is not None
        or b"\xef\xbf\xbe" in data
        or b"\xef\xbf\xbf" in data
    )


_C0: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r"))
_C1: Final = re.compile(b"\xc2[\x80-\x84\x86-\x9f]")


def _replacement(match: re.Match[str]) -> str:
    """What HTML makes of a NUL; other controls say nothing in a text."""
    return "".join("\ufffd" for char in match[0] if char == "\x00" or char >= "\ud800")


def _swallowing(root: Node) -> str | None:
    """The name of an element that holds markup as its text: it was never closed."""
    for node in root.iter(*_SWALLOWING):
        if "<" in (node.text or "") and node.getnext() is None:
            return str(node.tag)
    return None


def _opened(source: str, name: str) -> tuple[bytes, tuple[int, int]] | None:
    """*source* without the last opening tag of *name*, when no closing tag follows it, and where that was."""
    tags = list(re.finditer(rf"<{name}\b[^<>]{{0,500}}>", source, re.IGNORECASE))
    if not tags or re.compile(rf"</{name}", re.IGNORECASE).search(source, tags[-1].end()):
        return None
    start, end = tags[-1].span()
    return f"{source[:start]}{' ' * (end - start)}{source[end:]}".encode(), (start, end)


# --- how much is there --------------------------------------------------------

_TOLERATED: Final = 12  # bytes: a doctype or a processing instruction may hold a word


_ASCII: Final = bytes(range(0x80))


def _weight(data: bytes) -> int:
    """How many bytes are not ASCII: three for each Han character, counted at the speed of memory."""
    return len(data.translate(None, _ASCII))


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
    except etree.LxmlError:  # pragma: no cover: not every libxml2 raises for nothing, or at a limit
        return None, not data.strip()
    # Told by its message: the number of this error differs between versions of libxml2.
    limited = any("xcessive depth" in error.message for error in parser.error_log)
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


_DEEPEST: Final = 1000
"""Elements nested deeper stand side by side, their text in order: lxml climbs to the root for each element
that it lets go."""


_MOST_ATTRIBUTES: Final = 1000


class _Builder:
    """Takes the events of the parser, comments apart. An end without a start is passed over."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count: dict[str, int] = {}
        self._last: Node | None = None  # what was closed last: text now is its tail
        self._apart = False  # whether it is a paragraph of its own
        self._said: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        from lxml import etree

        self._flush()
        tag = _nameable(tag)
        if self._open:
            made = etree.SubElement(self._open[min(len(self._open), _DEEPEST) - 1], tag)
        elif self.root is None:
            self.root = made = etree.Element(tag)
        else:
            made = etree.SubElement(self.root, tag)
        for name, value in islice(attributes.items(), _MOST_ATTRIBUTES):
            if _NAME.fullmatch(name):
                made.set(name, _sayable(value))
        self._open.append(made)
        self._count[tag] = self._count.get(tag, 0) + 1
        self._last, self._apart = None, False

    def end(self, tag: str) -> None:
        self._flush()
        tag = _nameable(tag)
        while self._count.get(tag):
            closed = self._open.pop()
            name = str(closed.tag)
            self._count[name] -= 1
            beside = len(self._open) >= _DEEPEST
            self._last = self._open[_DEEPEST - 1][-1] if beside else closed
            self._apart = beside and name in BLOCKS
            if name == tag:
                return

    def data(self, text: str) -> None:
        self._said.append(text)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        text = _sayable("".join(self._said))
        self._said.clear()
        if not text or not self._open:
            return
        if self._apart:
            self._apart = False
            self.start("div", {})
            self._last, self._count["div"] = self._open.pop(), self._count["div"] - 1
            self._last.text = text
        elif self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            self._last.tail = (self._last.tail or "") + text


def _sayable(text: str) -> str:
    """The text that lxml takes: it reads a form feed, and a control by its number, but writes none."""
    return _CONTROLS.sub(_replacement, text.replace("\f", " "))


_NAME: Final = re.compile(r"[A-Za-z_][\w.-]{0,80}", re.ASCII)


def _nameable(tag: str) -> str:
    """The name that lxml takes: it parses ``<o:p>`` and ``<k,v>`` but makes none of them."""
    return tag if _NAME.fullmatch(tag) else "span"
