"""Addresses: of the image that was meant, and of what a link points to."""

from __future__ import annotations

import contextlib
import re
from typing import Final
from urllib.parse import urljoin

from postnorm.reading.html.tree import Node

# Where pages that load images late keep the address, in order of preference.
_LATE: Final = (
    *("data-original", "data-original-src", "data-actualsrc", "data-src", "data-lazy-src"),
    *("data-lazyload", "data-echo", "data-url", "data-image", "data-backsrc", "real_src", "file"),
)
_PLACEHOLDER: Final = re.compile(
    r"(?:blank|grey|gray|placeholder|loading|lazyload|transparent|spacer|pixel|1x1)[\w-]{0,20}"
    r"\.(?:gif|png|svg|jpe?g)\b",
    re.IGNORECASE,
)
_IN_LABEL: Final = re.compile(r"[\\\[\]]")
_BROKEN: Final = re.compile(r"[\s<>()]")


def image_of(node: Node, base: str | None) -> str | None:
    """Return an image as Markdown; ``None`` for placeholders and for what counts visitors.

    >>> from postnorm.reading.html.tree import read_tree
    >>> [node] = read_tree("<img src='data:image/gif;base64,R0' data-src='//a.cn/1.png' alt=雨>").root.iter("img")
    >>> image_of(node, "https://a.cn/")
    '![雨](https://a.cn/1.png)'
    """
    address = _source_of(node)
    if address is None or {node.get("width"), node.get("height")} & {"0", "1", "0px", "1px"}:
        return None
    target = address_of(address, base)
    if target is None:
        return None
    alt = _IN_LABEL.sub(r"\\\g<0>", " ".join((node.get("alt") or "").split()))
    return f"![{alt}]({target})"


def _source_of(node: Node) -> str | None:
    for name in _LATE:
        value = (node.get(name) or "").strip()
        if _is_address(value):
            return value
    largest = _largest(node.get("srcset") or node.get("data-srcset") or "")
    source = (node.get("src") or "").strip()
    if not _is_address(source) or _PLACEHOLDER.search(source):
        return largest
    return source


def _is_address(value: str) -> bool:
    return bool(value) and not value.startswith(("data:", "javascript:", "about:", "blob:"))


def _largest(srcset: str) -> str | None:
    """Of ``a.png 480w, b.png 960w`` the last one that is widest."""
    found: list[tuple[float, str]] = []
    for candidate in srcset[:10_000].split(", "):
        url, _, size = candidate.strip(" ,\n\t").partition(" ")
        if _is_address(url):
            number = size.strip()[:-1]
            found.append((float(number) if _NUMBER.fullmatch(number) else 0, url))
    return max(found, default=(0, None), key=lambda pair: pair[0])[1]


_NUMBER: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


def address_of(address: str, base: str | None) -> str | None:
    """Return an address as Markdown takes it, absolute where *base* is known; ``None`` for scripts.

    >>> address_of("/p/1 (2).html", "https://a.cn/"), address_of("javascript:void(0)", None)
    ('https://a.cn/p/1%20%282%29.html', None)
    """
    address = address.strip()
    if not address or address.startswith("#") or address[:11].lower() == "javascript:":
        return None
    if base:
        with contextlib.suppress(ValueError):  # http://[
            address = urljoin(base, address)
    if address.startswith("//"):
        address = f"https:{address}"
    return _BROKEN.sub(lambda match: f"%{ord(match[0]):02X}" if match[0] <= "~" else "", address)
