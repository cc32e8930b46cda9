"""The page: one file that holds its style, its script and its data, and loads nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from string import Template
from typing import Final, Literal, TypeAlias, get_args

import postnorm
from postnorm import Post
from postnorm.report.facts import Json, facts
from postnorm.tables.reasons import reason_of, reasons_in_chinese

Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)


def page(posts: Iterable[tuple[str, Post]], *, language: Language, title: str) -> Iterator[str]:
    """Give the page of these posts in parts, one post at a time; each has the name it is known by.

    The data are JSON in blocks that no browser runs; a post's is read when it is opened. The only
    script and the only style that may run are known to the page by their hashes.
    """
    style, script = _file("style.css"), _script()
    head, foot = (
        Template(_file("template.html"))
        .substitute(
            {
                **{name: html.escape(text) for name, text in _told(language, title).items()},
                "style": style,
                "style_hash": _hash(style),
                "script": script,
                "script_hash": _hash(script),
                "blocks": _HERE,
            }
        )
        .split(_HERE)
    )
    yield head
    index: list[Json] = []
    rules: set[str] = set()
    digests = hashlib.sha256()
    for number, (name, post) in enumerate(posts):
        told = facts(name, post)
        digests.update(f"{told['digest']}\n".encode())
        own = sorted({rule for entry in post.ledger() for rule in entry.rule.split("+")})
        rules.update(own)
        index.append({"number": number, **_summary(told, post, own)})
        yield _block(f"post-{number}", told)
    book: Json = {
        "version": postnorm.__version__,
        "id": digests.hexdigest()[:16],
        "title": title,
        "words": words(language),
        "reasons": {rule: _reason(rule, language) for rule in sorted(rules)},
        "posts": index,
    }
    yield _block("index", book)
    yield foot


_HERE: Final = "\0blocks\0"


def _told(language: str, title: str) -> dict[str, str]:
    said = words(language)
    return {
        "language": language,
        "title": title or "postnorm",
        "version": postnorm.__version__,
        "skip": str(said["skip"]),
        "noscript": str(said["noscript"]),
    }


_SHORT: Final = 60


def _summary(told: dict[str, Json], post: Post, rules: Iterable[str]) -> dict[str, Json]:
    """What the index says of a post, and the text that its search looks at."""
    start = post.body.strip()[:_SHORT].split("\n")[0]
    find = (str(told["name"]), str(told["title"]), start, str(told["author"]), *rules)
    return {
        **{key: told[key] for key in ("name", "title", "raw", "clean", "steps")},
        "start": start,
        "changes": sum(1 for _ in post.ledger()),
        "notices": len(post.notices),
        "find": " ".join(find).lower(),
    }


# --- files --------------------------------------------------------------------


@cache
def _file(name: str) -> str:
    return (resources.files("postnorm.report") / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """The parts of the script, in order, as one function that leaves no names behind."""
    folder = resources.files("postnorm.report") / "script"
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".js"))
    parts = "\n".join(_file(f"script/{name}") for name in names)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


@cache
def words(language: str) -> dict[str, Json]:
    """Return what the page says in *language*. Raises ``ValueError`` for one it does not speak."""
    if language not in LANGUAGES:
        raise ValueError(f"language is one of {', '.join(LANGUAGES)}, not {language!r:.60}")
    said: dict[str, Json] = tomllib.loads(_file("words.toml"))[language]
    return said


@cache
def _reasons(language: str) -> dict[str, str]:
    return {} if language == "en" else {**reasons_in_chinese()}


def _reason(rule: str, language: str) -> str:
    return _reasons(language).get(rule) or reason_of(rule)


def _hash(text: str) -> str:
    """What a Content-Security-Policy knows a script or style by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# --- data ---------------------------------------------------------------------

_UNSAFE: Final = re.compile("[<\u2028\u2029\ud800-\udfff]")


def _block(name: str, data: Json) -> str:
    """A block of data that no text in it can leave: ``<`` is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/json" id="{name}">{safe}</script>\n'
