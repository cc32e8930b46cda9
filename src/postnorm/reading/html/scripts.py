"""What a page says in its scripts: JSON-LD, state that the page is drawn from, and single variables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import Final

from postnorm.reading.html.tree import Node

_LARGEST: Final = 5_000_000  # characters of JSON that are looked at
_ARTICLES: Final = ("Article", "NewsArticle", "BlogPosting", "TechArticle", "Report", "WebPage")


def linked_data(root: Node) -> Mapping[str, object]:
    """Return what JSON-LD says of the article: the most article-like thing that has a headline or date."""
    best: Mapping[str, object] = {}
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for thing in _things(_json(script.text or "", 0)):
                if _rank(thing) > _rank(best):
                    best = thing
    return best


def _things(value: object) -> Iterator[Mapping[str, object]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (thing for thing in graph if isinstance(thing, dict))


def _rank(thing: Mapping[str, object]) -> int:
    kinds = thing.get("@type")
    kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
    dated = bool(thing.get("headline") or thing.get("datePublished") or thing.get("pubDate"))
    return dated * (1 + 2 * (kind in _ARTICLES[:-1]) + (kind == _ARTICLES[-1]))


def variable(source: str, name: str) -> tuple[object, int] | None:
    """Return the value of a variable of a script, or of a path into JSON, and where it stands.

    >>> variable('<script>var ct = "1382343900";</script>', "ct")
    ('1382343900', 18)
    >>> variable('window.__STATE__={"article":{"7":{"title":"雨后"}}};', "__STATE__.article.*.title")[0]
    '雨后'
    """
    name, _, path = name.partition(".")
    if path:
        return _in_state(source, name, path.split("."))
    match = _assignment(name).search(source)
    if match is None:
        return None
    text = match["double"] if match["double"] is not None else match["single"]
    if text is None:
        return match["number"], match.start("number")
    return _plain(text), match.start("double") if match["double"] is not None else match.start(
        "single"
    )


def _in_state(source: str, name: str, path: list[str]) -> tuple[object, int] | None:
    at = source.find(name)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            break
        begin = source.find("{", at, at + len(name) + 60)
        if begin >= 0 and "=" in source[at:begin]:
            value = _along(_json(source, begin), path)
            return None if value is None else (value, begin)
        at = source.find(name, at + 1)
    return None


_MOST_MENTIONS: Final = 8
"""Of a name: behind each, megabytes of JSON may be read."""


def _along(value: object, path: list[str]) -> object:
    """The value at the end of *path*; ``*`` is any key, the first that leads to something."""
    for number, key in enumerate(path):
        items = value.items() if isinstance(value, dict) else ()
        if key == "*":
            inner = (_along(item, path[number + 1 :]) for _, item in items)
            return next((found for found in inner if found not in (None, "")), None)
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _json(text: str, at: int) -> object:
    """The JSON value that begins at *at*; ``None`` for what is none. JavaScript says ``undefined``."""
    decoder = json.JSONDecoder(strict=False)
    text = text[at : at + _LARGEST].lstrip()
    for attempt in (text, None):
        try:
            return decoder.raw_decode(
                attempt if attempt is not None else _UNDEFINED.sub("null", text)
            )[0]
        except (ValueError, RecursionError):
            continue
    return None


_UNDEFINED: Final = re.compile(r"(?<=[:,\[])\s{0,5}(?:undefined|NaN)(?=\s{0,5}[,}\]])")


@cache
def _assignment(name: str) -> re.Pattern[str]:
    """``name = "text"``: begins with a literal, and everything behind it is bounded."""
    return re.compile(
        rf"{re.escape(name)}(?<![\w$]{re.escape(name)})[\"']?\s{{0,5}}[=:]\s{{0,5}}(?:\(?\"\"\s*\|\|\s*)?"
        r"(?:\"(?P<double>[^\"\\\n]{1,500}(?:\\.[^\"\\\n]{0,500}){0,50})\""
        r"|'(?P<single>[^'\\\n]{1,500}(?:\\.[^'\\\n]{0,500}){0,50})'|(?P<number>\d{1,20})\b)"
    )


_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")


def _plain(text: str) -> str:
    """The text of a string literal, character references resolved as the page's own scripts do."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else m[3], text)
    return unescape(text)
