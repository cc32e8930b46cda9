"""Decisions: a person says that a change is wrong, and it is not made again.

A decision names one edit by what does not depend on how it was found: the digest of the source,
the step and the rule, the place in the source, and what became what. So it outlives another
order of steps, and a source or a rule that is no longer the same is noticed instead of guessed at.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from postnorm.post import Post
from postnorm.records import LedgerEntry, read, read_span, records
from postnorm.values import kind_of

SCHEMA: Final = 1
"""Of the file; a reader refuses a number that it does not know."""


class Decision(NamedTuple):
    """A person's word that one edit is wrong: what was there stays.

    >>> from postnorm import clean
    >>> text = "1 、雨停了。\\n"
    >>> [entry] = clean(text).ledger()
    >>> wrong = Decision.on(clean(text), entry, why="a list of the author's own form")
    >>> kept = clean(text, keep=[wrong])
    >>> kept.body, [notice.rule for notice in kept.notices]
    ('1 、雨停了。\\n', ['decisions.kept'])
    """

    source: str
    """SHA-256 of the decoded source in UTF-8, in hexadecimal digits: :meth:`digest`."""
    step: str
    rule: str
    span: tuple[int, int]
    """The place in the source, in code points, as :meth:`Post.ledger` tells it."""
    removed: str
    new: str
    why: str = ""
    """What the person wrote beside it; nothing depends on it."""
    name: str = ""
    """The file that was looked at, for people."""
    context: str = ""
    """Lines of the source around it, for cases."""

    @classmethod
    def on(cls, post: Post, entry: LedgerEntry, *, why: str = "", name: str = "") -> Decision:
        """Return the decision that *entry* of the ledger of *post* is wrong."""
        return cls(
            cls.digest(post.source),
            entry.step,
            entry.rule,
            entry.span,
            entry.removed,
            entry.new,
            why,
            name,
            _lines_around(post.source, *entry.span),
        )

    @staticmethod
    def digest(text: str) -> str:
        """Return the SHA-256 of a text in UTF-8; a lone surrogate counts as the three bytes it would be."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_AROUND: Final = 200


def _lines_around(text: str, start: int, end: int) -> str:
    low = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    high = text.find("\n", end, end + _AROUND)
    return text[low : high if high >= 0 else end + _AROUND]


# --- reading ------------------------------------------------------------------


def load_decisions(path: str | os.PathLike[str]) -> tuple[Decision, ...]:
    """Read the file that the review page lets a person download.

    Raises ``OSError`` when it cannot be read and ``ValueError`` that names what is wrong in it.
    """
    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8"))
        return tuple(_read_decisions(data))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"{os.fspath(path)}: no decisions of postnorm: {what}") from error


def _read_decisions(data: object) -> Iterator[Decision]:
    table = read(dict, data)
    if table["schema"] != SCHEMA:
        raise ValueError(f"schema {table['schema']!r} is not {SCHEMA}")
    for number, one in enumerate(records(table["decisions"]), 1):
        span = read_span(one["span"])
        if span is None or not 0 <= span[0] <= span[1]:
            raise ValueError(f"decision {number}: the span is no place")
        yield Decision(
            source=read(str, one["source"]),
            step=read(str, one["step"]),
            rule=read(str, one["rule"]),
            span=span,
            removed=read(str, one["removed"]),
            new=read(str, one["new"]),
            why=read(str, one.get("why", "")),
            name=read(str, one.get("name", "")),
            context=read(str, one.get("context", "")),
        )


def checked(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return *decisions* as a tuple. Raises ``TypeError`` for anything else."""
    if isinstance(decisions, str | bytes | Decision) or not isinstance(decisions, Iterable):
        raise TypeError(
            f"keep is a list of decisions, such as load_decisions(path), not {kind_of(decisions)}"
        )
    given = tuple(decisions)
    for one in given:
        if not isinstance(one, Decision):
            raise TypeError(f"keep holds values of load_decisions, not {kind_of(one)}")
    return tuple(dict.fromkeys(given))
