"""Packs from TOML: checked to the last entry before anything is used.

A pack may come from anybody. It holds literals and bounded numbers only, so it can be wrong but
neither slow nor dangerous.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, get_type_hints

from postnorm.boilerplate.packs import LONGEST_UNIT, PLACES, UNITS, Entry, Pack, Template
from postnorm.boilerplate.templates import is_template
from postnorm.boilerplate.wording import fold
from postnorm.errors import PackError
from postnorm.toml_files import read_tables

MOST_ENTRIES: Final = 2_000
MOST_TEMPLATES: Final = 20_000
MOST_PHRASES: Final = 400
"""Of one entry, after its words are put in."""
LONGEST_PHRASE: Final = 40
MOST_CHARACTERS: Final = 8_000_000
MOST_BYTES: Final = 4 * MOST_CHARACTERS

Words: TypeAlias = Mapping[str, tuple[str, ...]]
_Wrong: TypeAlias = Callable[[str, Iterator[str]], bool]

_ID = re.compile(r"[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,6}")
_SOUGHT: Final = ("whole", "opens", "says")
_PHRASES: Final = (*_SOUGHT, "with", "without", "introducing")
_EXAMPLES: Final = ("removes", "keeps")
_NUMBERS: Final = ("longest", "window", "rest")
_KINDS: Final = get_type_hints(Entry)
_FIELDS: Final = {field.name.rstrip("_"): field.name for field in dataclasses.fields(Entry)}


def read_pack(text: str, *, path: str, words: Words | None = None) -> Pack:
    """Read a pack; *words* are lists of phrases that entries may name with ``@name``.

    Raises :class:`postnorm.PackError` when the file as a whole is wrong, and an ``ExceptionGroup``
    of them that names every broken entry.
    """
    tables = _tables(text, path)
    errors: list[PackError] = []

    def wrong(entry: str, reasons: Iterator[str]) -> bool:
        found = [PackError(path=path, entry=entry, reason=reason) for reason in reasons]
        errors.extend(found)
        return bool(found)

    for name in tables.keys() - {"publisher", "posts", "keep", "words", "promotion", "template"}:
        wrong(
            name, iter(["is unknown; known are publisher, posts, keep, words, promotion, template"])
        )
    wrong("the pack", _problems_of_head(tables))
    known = {**(words or {}), **_words(tables, wrong)}
    entries: dict[str, Entry] = {}
    for number, table in _array(tables, "promotion", MOST_ENTRIES, wrong):
        name = _name(table, number)
        reasons = [*_problems(table, known), *(["the id stands twice"] if name in entries else [])]
        if not wrong(name, iter(reasons)):
            entries[name] = _entry(table, known)
    templates = [
        Template(**table)  # type: ignore[arg-type]
        for number, table in _array(tables, "template", MOST_TEMPLATES, wrong)
        if not wrong(f"template {number}", _problems_of_template(table))
    ]
    if errors:
        raise ExceptionGroup(f"{path}: {len(errors)} errors in this pack", errors)
    return Pack(
        str(tables.get("publisher", "")),
        tuple(entries.values()),
        tuple(templates),
        _posts(tables),
        _keeps(tables),
    )


def read_words(text: str, *, path: str) -> Words:
    """Read the ``[words]`` of a file that holds nothing else."""
    errors: list[str] = []

    def wrong(entry: str, reasons: Iterator[str]) -> bool:
        found = [f"{entry} {reason}" for reason in reasons]
        errors.extend(found)
        return bool(found)

    words = _words(_tables(text, path), wrong)
    if errors:
        raise PackError(path=path, entry="words", reason="; ".join(errors))
    return words


def _tables(text: str, path: str) -> dict[str, object]:
    if len(text) > MOST_CHARACTERS:
        reason = f"has {len(text):,} characters; a pack has at most {MOST_CHARACTERS:,}"
        raise PackError(path=path, entry="the file", reason=reason)
    return read_tables(text, path=path)


def _problems_of_head(tables: Mapping[str, object]) -> Iterator[str]:
    if not isinstance(tables.get("publisher", ""), str):
        yield "publisher is not of type str"
    posts = tables.get("posts", 0)
    if type(posts) is not int or posts < 0:
        yield "posts is not a count"
    keeps = tables.get("keep", [])
    if not isinstance(keeps, list) or len(keeps) > MOST_TEMPLATES:
        yield f"keep is no list of at most {MOST_TEMPLATES:,} lines"
    elif not all(isinstance(line, str) and is_template(line) for line in keeps):
        yield "keep has a line that is empty, too long or not folded: Pack.keeping writes it"


def _posts(tables: Mapping[str, object]) -> int:
    posts = tables.get("posts", 0)
    return posts if isinstance(posts, int) else 0


def _keeps(tables: Mapping[str, object]) -> tuple[str, ...]:
    keeps = tables.get("keep", [])
    return tuple(map(str, keeps)) if isinstance(keeps, list) else ()


def _array(
    tables: Mapping[str, object], name: str, most: int, wrong: _Wrong
) -> Iterator[tuple[int, dict[str, object]]]:
    """The tables of an array, numbered; what is none is told, and so is what are too many."""
    array = tables.get(name, [])
    if not isinstance(array, list):
        wrong(name, iter([f"is not an array: write [[{name}]]"]))
        return
    if len(array) > most:
        wrong(name, iter([f"stands {len(array):,} times; a pack has at most {most:,}"]))
        return
    for number, table in enumerate(array, 1):
        if isinstance(table, dict):
            yield number, table
        else:
            wrong(f"{name} {number}", iter([f"is not a table: write [[{name}]]"]))


def _name(table: Mapping[str, object], number: int) -> str:
    name = table.get("id")
    return name if isinstance(name, str) and name else f"entry {number}"


def _words(tables: Mapping[str, object], wrong: _Wrong) -> dict[str, tuple[str, ...]]:
    words = tables.get("words", {})
    if not isinstance(words, dict):
        wrong("words", iter(["is not a table: write [words]"]))
        return {}
    return {
        name: tuple(map(fold, value))
        for name, value in words.items()
        if not wrong(f"words.{name}", _problems_of_phrases(value, {}))
    }


def _problems(table: Mapping[str, object], words: Words) -> Iterator[str]:
    yield from (f"{name} is missing" for name in ("id", "reason") if name not in table)
    for name, value in table.items():
        yield from (f"{name} {problem}" for problem in _problems_of(name, value, words))
    if "id" in table and isinstance(table["id"], str) and not _ID.fullmatch(table["id"]):
        yield "id is not of small letters, digits and hyphens"
    if not {"whole", "opens", "says"} & table.keys():
        yield "has neither whole nor opens nor says"
    if ("with" in table) != ("window" in table):
        yield "with and window go together"
    count = sum(len(_phrases(table.get(name), words)) for name in _PHRASES)
    if count > MOST_PHRASES:
        yield f"has {count:,} phrases; at most {MOST_PHRASES} are allowed"


def _problems_of(name: str, value: object, words: Words) -> Iterator[str]:
    kind = _KINDS.get(_FIELDS.get(name, ""))
    if kind is None:
        yield f"is no known field; known are {', '.join(_FIELDS)}"
    elif name == "score":
        if type(value) not in (int, float) or not 0 <= float(str(value)) <= 2:
            yield "is not a number between 0 and 2"
    elif name in _NUMBERS:
        if type(value) is not int:
            yield "is not of type int"
        elif not 0 <= value <= LONGEST_UNIT:
            yield f"is not between 0 and {LONGEST_UNIT}"
    elif name in ("where", "unit"):
        known = PLACES if name == "where" else UNITS
        if value not in known:
            yield f"is not one of {', '.join(known)}"
    elif kind is str:
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_UNIT:
            yield "is not of type str, or too long"
    elif name in _EXAMPLES:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            yield "is not a list of texts"
    else:
        sought = name in _SOUGHT
        yield from _problems_of_phrases(value, words, shortest=2 if sought else 1)
        if sought and any(len(phrase) < 2 for phrase in _phrases(value, words)):
            yield "has a phrase of less than 2 characters"


def _problems_of_phrases(value: object, words: Words, *, shortest: int = 1) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        yield "is not a list of phrases"
        return
    for phrase in value:
        if phrase.startswith("@") and len(phrase) > 1:
            if phrase[1:] not in words:
                known = ", ".join(sorted(words)) or "none"
                yield f"names the words {phrase!r:.60}; known are {known}"
        elif not shortest <= len(fold(phrase[: 4 * LONGEST_PHRASE])) <= LONGEST_PHRASE:
            yield f"has {phrase!r:.60}: a phrase has {shortest} to {LONGEST_PHRASE} characters"


def _problems_of_template(table: Mapping[str, object]) -> Iterator[str]:
    kinds = get_type_hints(Template)
    for name, value in table.items():
        if name not in kinds:
            yield f"{name} is no known field; known are {', '.join(kinds)}"
        elif kinds[name] is str and not isinstance(value, str):
            yield f"{name} is not of type str"
    share = table.get("share")
    if type(share) not in (int, float) or not 0 < float(str(share)) <= 1 or share != share:
        yield "share is not a part between 0 and 1"
    if not isinstance(table.get("line"), str) or not is_template(str(table["line"])):
        yield "line is missing, too long or not folded: learn_promotions writes it"
    if table.get("place", "tail") not in PLACES:
        yield f"place is not one of {', '.join(PLACES)}"
    if table.get("unit", "line") not in ("line", "block"):
        yield "unit is not one of line, block"


def _phrases(value: object, words: Words) -> tuple[str, ...]:
    """Folded phrases with the words that they name put in; nothing for what is no list."""
    found: list[str] = []
    for phrase in value if isinstance(value, Sequence) and not isinstance(value, str) else ():
        if isinstance(phrase, str) and phrase.startswith("@") and len(phrase) > 1:
            found += words.get(phrase[1:], ())
        elif isinstance(phrase, str):
            found.append(fold(phrase))
    return tuple(dict.fromkeys(found))


def _entry(table: Mapping[str, object], words: Words) -> Entry:
    values: dict[str, object] = {}
    for name, value in table.items():
        if name in _PHRASES:
            value = _phrases(value, words)
        elif isinstance(value, list):
            value = tuple(value)
        values[_FIELDS[name]] = value
    return Entry(**values)  # type: ignore[arg-type]
