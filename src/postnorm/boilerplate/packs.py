"""Packs: tables of promotions, read and checked. The format is told in tables/promotions/general.toml."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final, get_type_hints

from postnorm.errors import PackError
from postnorm.tables.folding import folding

LONGEST_UNIT: Final = 200
"""No entry may reach further: what is longer is the article's."""

_BLANKS: Final = " \t\u3000\xa0\u200b\u200c\u2060\ufeff"


@cache
def _folded() -> dict[int, int | None]:
    return {**folding(), **dict.fromkeys(map(ord, _BLANKS))}


def fold(text: str) -> str:
    """Return *text* as phrases are compared: without blanks, in one script, width and case.

    >>> fold("歡 迎 關 注：ＩＤ")
    '欢迎关注:id'
    """
    return text.translate(_folded()).lower()


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One kind of promotion. All phrases are folded."""

    id: str
    reason: str
    longest: int
    opens: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    window: int = 0
    introducing: tuple[str, ...] = ()
    rest: int = LONGEST_UNIT
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    def follows(self, phrase: str, unit: str, at: int) -> bool:
        """Whether what stands around *phrase*, found at *at* of the folded *unit*, makes it a promotion."""
        end = at + len(phrase)
        if len(unit) > self.longest or len(unit) - end > self.rest:
            return False
        if self.introducing and not self._introduces(unit, at, end):
            return False
        # Opening phrases may hold the second one themselves: 扫码关注公众号.
        near = unit[: end + self.window]
        return not self.with_ or any(phrase in near for phrase in self.with_)

    def _introduces(self, unit: str, at: int, end: int) -> bool:
        """A name and nothing else follows, and the phrase is not said in passing, in brackets."""
        mark = next((mark for mark in self.introducing if unit.startswith(mark, end)), None)
        return mark is not None and not (
            _PASSING.search(unit, 0, at) or _GOES_ON.search(unit, end + len(mark))
        )


_PASSING: Final = re.compile(r"[(,;。!?、]")
_GOES_ON: Final = re.compile(r"[,;!?、]|。.")


class Matcher:
    """All phrases of some entries, by the character they begin with: one look-up for each unit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._opening: dict[str, list[tuple[int, str, Entry]]] = {}
        self._saying: list[tuple[int, str, Entry]] = []
        for number, entry in enumerate(entries):
            for phrase in entry.opens:
                self._opening.setdefault(phrase[0], []).append((number, phrase, entry))
            self._saying += ((number, phrase, entry) for phrase in entry.says)
        # Each phrase that may stand anywhere has one of these: most units have none.
        self._last = frozenset(phrase[-1] for _, phrase, _ in self._saying)

    def match(self, unit: str) -> tuple[Entry, str] | None:
        """Return the first entry that knows the folded *unit*, with the phrase it knows it by."""
        found = [
            (number, phrase, entry)
            for number, phrase, entry in self._opening.get(unit[:1], ())
            if unit.startswith(phrase) and entry.follows(phrase, unit, 0)
        ]
        if not self._last.isdisjoint(unit):
            found += (
                (number, phrase, entry)
                for number, phrase, entry in self._saying
                if (at := unit.find(phrase)) >= 0 and entry.follows(phrase, unit, at)
            )
        if not found:
            return None
        _, phrase, entry = min(found, key=lambda one: one[0])
        return entry, phrase


@cache
def shipped() -> tuple[Entry, ...]:
    """Return the entries of the pack that postnorm brings along."""
    path = resources.files("postnorm.tables") / "promotions" / "general.toml"
    return read_pack(path.read_text(encoding="utf-8"), path=path.name)


@cache
def shipped_matcher() -> Matcher:
    """Return the matcher of the pack that postnorm brings along."""
    return Matcher(shipped())


def read_pack(text: str, *, path: str) -> tuple[Entry, ...]:
    """Read a pack; broken entries are named all at once.

    Raises ``ExceptionGroup`` of :class:`PackError`, or one ``PackError`` when the file is no TOML.
    """
    try:
        tables = tomllib.loads(text).get("promotion", [])
    except tomllib.TOMLDecodeError as error:
        raise PackError(path=path, entry="the file", reason=f"no TOML: {error}") from error
    if not isinstance(tables, list):
        raise PackError(path=path, entry="promotion", reason="is not an array: write [[promotion]]")
    errors: list[PackError] = []
    entries: dict[str, Entry] = {}
    for number, table in enumerate(tables, 1):
        name = (
            str(table.get("id", f"entry {number}"))
            if isinstance(table, dict)
            else f"entry {number}"
        )
        problems = list(_problems(table)) + (["the id stands twice"] if name in entries else [])
        errors += (PackError(path=path, entry=name, reason=reason) for reason in problems)
        if not problems:
            entries[name] = _entry(table)
    if errors:
        raise ExceptionGroup(f"{path}: {len(errors)} errors in this pack", errors)
    return tuple(entries.values())


_FIELDS: Final = {field.name.rstrip("_"): field.name for field in dataclasses.fields(Entry)}
_REQUIRED: Final = ("id", "reason", "longest")


def _problems(table: object) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield "is not a table: write [[promotion]]"
        return
    kinds = get_type_hints(Entry)
    for name in _REQUIRED:
        if name not in table:
            yield f"{name} is missing"
    for name, value in table.items():
        kind = kinds.get(_FIELDS.get(name, ""))
        if kind is None:
            yield f"unknown field {name}; known are {', '.join(_FIELDS)}"
        elif kind in (str, int):
            if type(value) is not kind:
                yield f"{name} is not of type {kind.__name__}"
        elif not (
            isinstance(value, list) and value and all(isinstance(v, str) and fold(v) for v in value)
        ):
            yield f"{name} is not a list of phrases"
    for name in ("longest", "window", "rest"):
        value = table.get(name, 0)
        if type(value) is int and not 0 <= value <= LONGEST_UNIT:
            yield f"{name} is not between 0 and {LONGEST_UNIT}"
    if not {"opens", "says"} & table.keys():
        yield "has neither opens nor says"
    if ("with" in table) != ("window" in table):
        yield "with and window go together"


def _entry(table: Mapping[str, object]) -> Entry:
    examples = ("removes", "keeps", "id", "reason")
    values = {
        _FIELDS[name]: tuple(value if name in examples else map(fold, value))
        if isinstance(value, list)
        else value
        for name, value in table.items()
    }
    return Entry(**values)  # type: ignore[arg-type]
