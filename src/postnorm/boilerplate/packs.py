"""Packs: tables of promotions as frozen values, written to TOML and read from it."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from postnorm.errors import PackError
from postnorm.toml_files import read_file

LONGEST_UNIT: Final = 300
"""No entry may reach further: what is longer is the article's."""
PLACES: Final = ("anywhere", "head", "tail")
UNITS: Final = ("sentence", "line", "block", "section", "picture")
LABELS: Final = ("block", "section")
"""Units that begin with a label: a list of links under it, or all text up to the next heading."""


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One kind of promotion. All phrases are folded; lengths count folded characters."""

    id: str
    reason: str
    score: float = 1.0
    """How sure the wording alone makes us: other evidence is added to it, up or down."""
    where: str = "anywhere"
    unit: str = "sentence"
    longest: int = 60
    whole: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    window: int = 0
    without: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    rest: int = 200
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    def follows(self, at: int, end: int, unit: str) -> bool:
        """Whether what stands around the phrase ``unit[at:end]`` makes it a promotion."""
        if len(unit) > self.longest or len(unit) - end > self.rest:
            return False
        if self.introducing and not unit.startswith(self.introducing, end):
            return False
        if self.with_:
            near = f"{unit[max(0, at - self.window) : at]}\n{unit[end : end + self.window]}"
            if not any(phrase in near for phrase in self.with_):
                return False
        if self.without and "其他" in unit:  # a word of its own, not the pronoun 他
            unit = unit.replace("其他", "")
        return not any(phrase in unit for phrase in self.without)


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """A line that a publisher repeats, with slots (see :mod:`~postnorm.boilerplate.templates`)."""

    line: str
    share: float
    """In which part of the publisher's posts it stood."""
    place: str = "tail"
    example: str = ""
    unit: str = "line"
    """``"block"`` for the label of a list that goes with it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Pack:
    """What is known of one publisher's promotions, or of everybody's: frozen, comparable, picklable.

    >>> Pack("河边夜话").to_toml()
    'publisher = "河边夜话"\\n'
    """

    publisher: str
    entries: tuple[Entry, ...] = ()
    templates: tuple[Template, ...] = ()
    posts: int = 0
    """How many posts the templates were learned from."""

    def __hash__(self) -> int:
        """Cheap, because matchers are kept by pack: a pack may have thousands of entries."""
        return hash((self.publisher, self.posts, len(self.entries), len(self.templates)))

    def to_toml(self) -> str:
        """Return the pack as TOML that a person can read, prune and keep; :func:`load_pack` reads it."""
        return "\n".join(_toml(self)) + "\n"


def load_pack(path: str | os.PathLike[str]) -> Pack:
    """Read a pack from a TOML file.

    Raises ``OSError`` when the file cannot be read, :class:`postnorm.PackError` when it is no TOML
    in UTF-8, and an ``ExceptionGroup`` of these that names every broken entry.
    """
    from postnorm.boilerplate.pack_reading import MOST_BYTES, read_pack

    return read_pack(read_file(path, most=MOST_BYTES), path=os.fspath(path))


@cache
def shipped() -> Pack:
    """Return the pack that postnorm brings along: all files of ``tables/promotions``, as one."""
    from postnorm.boilerplate.pack_reading import read_pack, read_words

    folder = resources.files("postnorm.tables") / "promotions"
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    }
    words = read_words(texts.pop("words.toml"), path="words.toml")
    packs = [read_pack(texts[name], path=name, words=words) for name in sorted(texts)]
    return Pack("", tuple(entry for pack in packs for entry in pack.entries))


def installed_packs() -> dict[str, Pack]:
    """Return the packs that other distributions bring, by the names of their entry points.

    An entry point of the group ``postnorm.packs`` names a :class:`Pack` or a function that gives
    one. None is used unless it is given to ``packs=``: the answer of a rule may not depend on what
    else is installed. Raises :class:`postnorm.PackError` for what is no pack.
    """
    from importlib.metadata import entry_points

    found: dict[str, Pack] = {}
    for point in sorted(entry_points(group="postnorm.packs"), key=lambda point: point.name):
        made = point.load()
        pack = made() if callable(made) else made
        if not isinstance(pack, Pack):
            raise PackError(path=point.value, entry=point.name, reason="is not a postnorm.Pack")
        found[point.name] = pack
    return found


# --- writing ------------------------------------------------------------------


def _toml(pack: Pack) -> Iterator[str]:
    yield f"publisher = {_string(pack.publisher)}"
    if pack.posts:
        yield f"posts = {pack.posts}"
    for entry in pack.entries:
        yield from ("", "[[promotion]]")
        for field in dataclasses.fields(Entry):
            value = getattr(entry, field.name)
            if value != field.default:
                yield f"{field.name.rstrip('_')} = {_value(value)}"
    for template in pack.templates:
        yield from ("", "[[template]]")
        yield f"line = {_string(template.line)}"
        yield f"share = {template.share!r}"
        if template.place != "tail":
            yield f"place = {_string(template.place)}"
        if template.example:
            yield f"example = {_string(template.example)}"
        if template.unit != "line":
            yield f"unit = {_string(template.unit)}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_string, value))}]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(text: str) -> str:
    """A basic string of TOML; what TOML cannot hold (a lone surrogate) is written as U+FFFD."""
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
