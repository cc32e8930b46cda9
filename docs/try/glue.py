"""What the page asks of postnorm: a post and its options in, JSON out. Runs in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

import postnorm
from postnorm.records import LedgerEntry

MOST_SHOWN: Final = 2_000
"""Changes that are listed; a page with more of them says so and is still quick."""


def cleaned(source: str | bytes, options: str) -> str:
    """Clean *source* and tell what was done, as JSON.

    *options* is JSON with ``style`` and ``gaps``. What cannot be done is told in ``error``, or in
    ``missing``, the name of a package that browsers do not have; nothing is raised for content.

    >>> told = json.loads(cleaned("1 、雨停了。", '{"style": "minimal", "gaps": "keep"}'))
    >>> told["body"], told["segments"], told["changes"][0]["rule"]
    ('1、雨停了。', [['1', None, ''], [' ', 0, ''], ['、雨停了。', None, '']], 'punctuation.space-before-mark')
    """
    chosen = json.loads(options)
    if not isinstance(source, str | bytes):
        source = source.to_bytes()  # an array of JavaScript
    try:
        post = postnorm.clean(source, style=chosen["style"])
    except ModuleNotFoundError as error:
        return json.dumps({"missing": error.name})
    except postnorm.PostnormError as error:
        return json.dumps({"error": str(error)})
    post = postnorm.normalize_spacing(post, cjk_latin=chosen["gaps"])
    return json.dumps(told(post), ensure_ascii=False, default=str)


def told(post: postnorm.Post) -> dict[str, object]:
    """What the page shows of a post."""
    ledger = list(post.ledger())
    shown = ledger[:MOST_SHOWN]
    lines = _Lines(post.source)
    return {
        "source": _printable(post.source),
        "body": _printable(post.body),
        "markdown": _printable(post.to_markdown()),
        "metadata": [[str(key), _value(value)] for key, value in post.metadata.items()],
        "changes": [
            {
                "rule": entry.rule,
                "step": entry.step,
                "reason": entry.reason,
                "place": lines.place(entry.span[0]),
                "removed": _printable(entry.removed),
                "new": _printable(entry.new),
            }
            for entry in shown
        ],
        "more": len(ledger) - len(shown),
        "notices": [[notice.rule, _printable(notice.message)] for notice in post.notices],
        "segments": list(segments(post.source, shown)),
    }


def segments(source: str, ledger: Iterable[LedgerEntry]) -> Iterator[tuple[str, int | None, str]]:
    """The source in pieces: its text, the change that took it away or None, what came in its place.

    A piece that several changes had to do with counts for the first of them.
    """
    at = 0
    numbered = sorted(enumerate(ledger), key=lambda one: (one[1].span[0], -one[1].span[1]))
    for number, entry in numbered:
        start, end = entry.span
        moved = not entry.removed and end > start  # is told where it came from, and not taken away
        if moved or start < at:
            continue
        if start > at:
            yield _printable(source[at:start]), None, ""
        yield _printable(source[start:end]), number, _printable(entry.new)
        at = end
    if at < len(source):
        yield _printable(source[at:]), None, ""


class _Lines:
    """Line and column of offsets that come in any order."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def place(self, offset: int) -> str:
        from bisect import bisect_right

        line = bisect_right(self._starts, offset)
        return f"{line}:{offset - self._starts[line - 1] + 1}"


def _value(value: object) -> str:
    return _printable("、".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _printable(text: str) -> str:
    """Lone surrogates do not cross into JavaScript; it shows them as U+FFFD anyway."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isprintable() else text
