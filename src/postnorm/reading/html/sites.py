"""Site files: where the pages of a publisher keep title, date, author and body.

The format is told at the top of ``tables/sites/mainland.toml``. A file of your own is read by
:func:`load_sites` and asked before the ones that postnorm brings along.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from postnorm.errors import PackError
from postnorm.fields import ALIASES
from postnorm.reading.html.selectors import Selector
from postnorm.toml_files import read_file, read_tables
from postnorm.values import kind_of

FIELDS: Final = ("title", "date", "author", "account", "publisher", "description", "tags")


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    """How the pages of one site are laid out. Of several selectors the first that finds text counts."""

    id: str
    hosts: tuple[str, ...] = ()
    """The site and all below it: ``example.com`` also means ``www.example.com``."""
    generator: tuple[str, ...] = ()
    """For software on many hosts: how what it calls itself begins."""
    marks: tuple[str, ...] = ()
    """Texts that only pages of it hold."""
    name: str | None = None
    """The publisher, where there is only one."""
    body: tuple[Selector, ...] = ()
    drop: tuple[Selector, ...] = ()
    """What inside of the body is not the article's."""
    fields: Mapping[str, tuple[Selector, ...]] = dataclasses.field(default_factory=dict)
    variables: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """Field -> names of variables in inline scripts, or paths into JSON that a script assigns."""


@cache
def shipped() -> tuple[Site, ...]:
    """Return the sites that postnorm knows, those with hosts before software on many hosts."""
    folder = resources.files("postnorm.tables") / "sites"
    files = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=str)
    sites = [
        site
        for path in files
        for site in read_sites(path.read_text(encoding="utf-8"), path=path.name)
    ]
    return tuple(sorted(sites, key=lambda site: not site.hosts))


def load_sites(path: str | os.PathLike[str]) -> tuple[Site, ...]:
    """Read a site file for :func:`postnorm.parse_html`.

    Raises :class:`postnorm.PackError` for a file that is no TOML in UTF-8, and an ``ExceptionGroup`` of
    these for broken entries, all at once: each names file, entry and reason.
    """
    return read_sites(read_file(path, most=MOST_BYTES), path=os.fspath(path))


MOST_BYTES: Final = 1_000_000
"""Of a site file; a file of more is refused before it is read as TOML."""


def choose(sites: Sequence[Site], host: str | None, generator: str, source: str) -> Iterator[Site]:
    """Give the sites that may have made a page, the likeliest first."""
    for site in sites if host else ():
        if host in site.hosts or any(f".{host}".endswith(f".{name}") for name in site.hosts):
            yield site
    for site in sites:
        if site.generator and generator.startswith(site.generator):
            yield site
    for site in sites:
        if any(mark in source for mark in site.marks):
            yield site


# --- reading ------------------------------------------------------------------


def read_sites(text: str, *, path: str) -> tuple[Site, ...]:
    """Read a site file; broken entries are named all at once."""
    tables = read_tables(text, path=path).get("site", [])
    if not isinstance(tables, list):
        raise PackError(path=path, entry="site", reason="is not an array: write [[site]]")
    errors: list[PackError] = []
    sites: dict[str, Site] = {}
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        name = table.get("id") if isinstance(table, dict) else None
        entry = name if isinstance(name, str) else f"entry {number}"
        reasons = list(_problems(table)) + (["the id stands twice"] if entry in seen else [])
        seen.add(entry)
        errors += (PackError(path=path, entry=entry, reason=reason) for reason in reasons)
        if not reasons:
            sites[entry] = _site(table)
    if errors:
        raise ExceptionGroup(f"{path}: {len(errors)} errors in this site file", errors)
    return tuple(sites.values())


_SELECTED: Final = ("body", "drop", *FIELDS)
_KNOWN: Final = ("id", "hosts", "generator", "marks", "name", "variables", *_SELECTED)


def _problems(table: object) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield "is not a table: write [[site]]"
        return
    if not isinstance(table.get("id"), str):
        yield "id is missing, or is no text"
    if not isinstance(table.get("name", ""), str):
        yield "name is no text"
    if not {"hosts", "generator", "marks"} & table.keys():
        yield "has no hosts, generator or marks: no page could be known by it"
    for key, value in table.items():
        if key not in _KNOWN:
            yield f"unknown field {key}; known are {', '.join(_KNOWN)}"
        elif key == "variables":
            yield from _problems_of_variables(value)
        elif key not in ("id", "name"):
            yield from _problems_of_list(key, value)


def _problems_of_list(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(v and isinstance(v, str) for v in value):
        yield f"{key} is not a list of texts"
    elif key in _SELECTED:
        for text in value:
            try:
                Selector(text)
            except ValueError as error:
                yield f"{key}: {error}"


def _problems_of_variables(value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield "variables is not a table of lists"
        return
    for key, names in value.items():
        if key not in ("body", *ALIASES):
            yield f"variables: unknown field {key}; known are body, {', '.join(ALIASES)}"
        elif not isinstance(names, list) or not all(
            isinstance(name, str) and _VARIABLE.fullmatch(name) for name in names
        ):
            yield f"variables: {key} is not a list of names such as 'ct' or '__STATE__.article.title'"


_VARIABLE: Final = re.compile(r"[A-Za-z_$][\w$]*(?:\.[\w$*-]+)*")


def _site(table: Mapping[str, object]) -> Site:
    def texts(key: str) -> tuple[str, ...]:
        value = table.get(key, ())
        return tuple(map(str, value)) if isinstance(value, list) else ()

    variables = table.get("variables", {})
    assert isinstance(variables, Mapping)
    name = table.get("name")
    return Site(
        id=str(table["id"]),
        hosts=texts("hosts"),
        generator=texts("generator"),
        marks=texts("marks"),
        name=name if isinstance(name, str) else None,
        body=tuple(map(Selector, texts("body"))),
        drop=tuple(map(Selector, texts("drop"))),
        fields={key: tuple(map(Selector, texts(key))) for key in FIELDS if key in table},
        variables={key: tuple(names) for key, names in variables.items()},
    )


def checked(sites: object) -> tuple[Site, ...]:
    """The sites that a caller passes; ``TypeError`` for anything else."""
    if not isinstance(sites, list | tuple) or not all(isinstance(site, Site) for site in sites):
        raise TypeError(f"sites is what load_sites gives, not {kind_of(sites)}")
    return tuple(sites)
