"""Tables of overrides: the shipped ones, and what a table must look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import chain
from typing import Final, get_args

from postnorm.errors import PackError
from postnorm.scripts.overrides import Override, Overrides
from postnorm.scripts.pairs import CHARACTERS, PHRASES, Script
from postnorm.toml_files import read_tables

LONGEST_WORD: Final = 32
MOST_CHARACTERS: Final = 1_000_000
"""A file of more is refused before it is read as TOML."""


@cache
def shipped() -> Overrides:
    """Return the overrides that postnorm brings along, of all its files."""
    folder = resources.files("postnorm.tables") / "scripts"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        chain.from_iterable(
            read_overrides(file.read_text(encoding="utf-8"), path=file.name)
            for file in files
            if file.name.endswith(".toml")
        )
    )


def chosen(overrides: Overrides | None) -> Overrides:
    """Return what the option stands for: the shipped ones, a user's before these, or none (``()``)."""
    if overrides is None:
        return shipped()
    return (*overrides, *shipped()) if overrides else ()


# --- reading --------------------------------------------------------------------


def read_overrides(text: str, *, path: str) -> Overrides:
    """Read a table; what is broken is named all at once, before any example is run."""
    if len(text) > MOST_CHARACTERS:
        reason = f"has more than {MOST_CHARACTERS:,} characters"
        raise PackError(path=path, entry="the file", reason=reason)
    tables = read_tables(text, path=path)
    errors: list[PackError] = []
    overrides: dict[str, Override] = {}
    for name, problems, table in _entries(tables):
        problems = [*problems, *(["the id stands twice"] if name in overrides else [])]
        errors += (PackError(path=path, entry=name, reason=reason) for reason in problems)
        if not problems:
            overrides[name] = _override(table)
    if errors:
        raise ExceptionGroup(f"{path}: {len(errors)} errors in this table of overrides", errors)
    return tuple(overrides.values())


def _entries(
    tables: Mapping[str, object],
) -> Iterator[tuple[str, list[str], Mapping[str, object]]]:
    """Give each entry with its name and what is wrong with it."""
    for key in tables.keys() - {"override"}:
        yield key, ["is unknown: a table of overrides has [[override]] only"], {}
    entries = tables.get("override", [])
    if not isinstance(entries, list):
        yield "override", ["is not an array: write [[override]]"], {}
        return
    for number, table in enumerate(entries, 1):
        if not isinstance(table, Mapping):
            yield f"entry {number}", ["is not a table: write [[override]]"], {}
            continue
        name = table.get("id")
        shown = name if isinstance(name, str) and name else f"entry {number}"
        yield shown, list(_problems(table)), table


_FIELDS: Final = ("id", "source", "from", "to", "words", "before", "examples", "phrases")
_REQUIRED: Final = ("id", "source", "from", "to", "words", "examples")


def _problems(table: Mapping[str, object]) -> Iterator[str]:
    missing = [name for name in _REQUIRED if name not in table]
    yield from (f"{name} is missing" for name in missing)
    for name in table.keys() - set(_FIELDS):
        yield f"unknown field {name}; known are {', '.join(_FIELDS)}"
    for name in ("id", "source", "from", "to"):
        if name in table and not (isinstance(table[name], str) and table[name]):
            yield f"{name} is not a text"
    if type(table.get("phrases", False)) is not bool:
        yield "phrases is neither true nor false"
    if not missing:
        yield from _problems_of_way(table)
        yield from _problems_of_words("words", table["words"])
        if "before" in table:
            yield from _problems_of_words("before", table["before"])
        yield from _problems_of_examples(table["examples"])


def _problems_of_way(table: Mapping[str, object]) -> Iterator[str]:
    way = (table["from"], table["to"])
    known = (PHRASES if table.get("phrases") is True else CHARACTERS).keys()
    if way not in known:
        listed = ", ".join(f"{source} to {to}" for source, to in known)
        yield f"OpenCC has no conversion from {way[0]} to {way[1]}; it has {listed}"


def _problems_of_words(name: str, words: object) -> Iterator[str]:
    if not isinstance(words, str) or not words.split():
        yield f"{name} is not a text of words, each as word=what it becomes"
        return
    for pair in words.split():
        word, _, new = pair.partition("=")
        if not (_is_word(word) and _is_word(new)):
            yield f"{pair!r:.60}: write word=what it becomes, both of 1 to {LONGEST_WORD} characters"


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    for pair in words.split():
        word, _, new = pair.partition("=")
        yield word, new


def _is_word(word: str) -> bool:
    """Of what can be seen: no surrogates and no controls, which OpenCC cannot take."""
    return 0 < len(word) <= LONGEST_WORD and word.isprintable() and "=" not in word


def _problems_of_examples(examples: object) -> Iterator[str]:
    if not (
        isinstance(examples, list)
        and examples
        and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
            for pair in examples
        )
    ):
        yield "examples is not a list of pairs: a text and what it must become"


def _override(table: Mapping[str, object]) -> Override:
    examples = table["examples"]
    assert isinstance(examples, list)
    before = tuple(_pairs(str(table["before"]))) if "before" in table else (("", ""),)
    words = tuple(_pairs(str(table["words"])))
    return Override(
        id=str(table["id"]),
        source=str(table["source"]),
        from_=_script(table["from"]),
        to=_script(table["to"]),
        words=tuple((a + word, b + new) for a, b in before for word, new in words),
        examples=tuple((str(text), str(made)) for text, made in examples),
        phrases=None if "phrases" not in table else bool(table["phrases"]),
    )


def _script(name: object) -> Script:
    return next(script for script in get_args(Script) if script == name)
