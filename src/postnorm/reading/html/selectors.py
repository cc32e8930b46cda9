"""The selectors of site files: the part of CSS that finding an article takes, turned into XPath.

A selector is ``tag#id.class[attribute=value]``, each part optional, several joined by a space
(somewhere inside) or ``>`` (directly inside). ``@name`` at the end asks for an attribute instead of
the text. Known operators on attributes are ``=``, ``^=`` and ``*=``. cssselect knows all of CSS and is one
more dependency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from postnorm.reading.html.tree import Node

_PART: Final = re.compile(
    r"""(?x) [#](?P<id>[\w-]+) | \.(?P<class>[\w-]+)
    | \[ (?P<name>[\w:-]+) (?: (?P<op>[*^]?=) "?(?P<value>[^\]"]*)"? )? \]"""
)
_TAG: Final = re.compile(r"[a-zA-Z][\w-]*|\*")
_ATTRIBUTE: Final = re.compile(r"[\w:-]+")


@dataclass(frozen=True)
class Selector:
    """A selector, checked when it is made.

    >>> from postnorm.reading.html.tree import read_tree
    >>> tree = read_tree('<div class="post main"><h1>雨后</h1></div>')
    >>> [node.text for node in Selector("div.post > h1").find(tree.root)]
    ['雨后']
    """

    text: str

    def __post_init__(self) -> None:
        xpath_of(self.text)

    @cached_property
    def attribute(self) -> str | None:
        """The attribute that is asked for, if any."""
        return _split(self.text)[1]

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """What a page must hold somewhere for the selector to find anything: ids, classes, values, tags."""
        path = _split(self.text)[0]
        parts = [match.group("id", "class", "value", "name") for match in _PART.finditer(path)]
        tags = [f"<{word}" for word in path.split() if _TAG.fullmatch(word) and len(word) > 3]
        # Tags first: one look rules out all selectors of that tag.
        return (*tags, *(part for found in parts for part in found if part))

    def may_be_in(self, holds: Callable[[str], bool]) -> bool:
        """Whether it is worth looking: to find a word is a hundred times cheaper than to walk a tree.

        *holds* says whether the page has a text in it.
        """
        return all(map(holds, self.needles))

    def find(self, root: Node) -> Iterator[Node]:
        """Give the elements in the order of the page."""
        yield from _compiled(self.text)(root)


@cache
def _compiled(selector: str) -> Callable[[Node], list[Node]]:
    """Kept here and not in the selector, which can be pickled then."""
    from lxml import etree

    made: Callable[[Node], list[Node]] = etree.XPath(xpath_of(selector))
    return made


def xpath_of(selector: str) -> str:
    """Write a selector as XPath; ``ValueError`` with the reason for what is none.

    >>> xpath_of("div#post > h1")
    "descendant-or-self::div[@id='post']/h1"
    """
    words = _split(selector)[0].replace(">", " > ").split()
    if not words or words[0] == ">" or words[-1] == ">":
        raise ValueError(
            f"{selector!r} is no selector: write tag#id.class, joined by blanks or '>'"
        )
    path, axis = "", "descendant-or-self::"
    for word in words:
        if word == ">":
            axis = "/"
            continue
        path += axis + _step(word, selector)
        axis = "//"
    return path


def _split(selector: str) -> tuple[str, str | None]:
    """The path, and the attribute that is asked for at the end, if any."""
    path, at, name = selector.rpartition("@")
    return (path.strip(), name) if at and _ATTRIBUTE.fullmatch(name) else (selector, None)


def _step(word: str, selector: str) -> str:
    tag = _TAG.match(word)
    step, at = (tag[0], tag.end()) if tag else ("*", 0)
    while at < len(word):
        part = _PART.match(word, at)
        if part is None:
            raise ValueError(f"{selector!r} is no selector: {word[at:]!r} is not understood")
        step += _condition(part)
        at = part.end()
    return step


def _condition(part: re.Match[str]) -> str:
    if part["id"]:
        return f"[@id='{part['id']}']"
    if part["class"]:
        return f"[contains(concat(' ',normalize-space(@class),' '),' {part['class']} ')]"
    name, value = part["name"], part["value"]
    if "'" in (value or ""):
        raise ValueError(f"a value with an apostrophe cannot be selected: {value!r}")
    if part["op"] is None:
        return f"[@{name}]"
    function = {"^=": "starts-with", "*=": "contains"}.get(part["op"])
    return f"[{function}(@{name},'{value}')]" if function else f"[@{name}='{value}']"
