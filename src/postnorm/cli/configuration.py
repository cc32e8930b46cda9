"""The configuration: ``postnorm.toml``, or ``[tool.postnorm]`` of a ``pyproject.toml``.

The nearest one upward from the working directory counts, and it alone; in one folder ``postnorm.toml``.
What the command line says goes before it. Its keys are the names of options.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import postnorm
from postnorm.cli.common import joined, packs_of
from postnorm.cli.language import say

_KEYS: Final[Mapping[str, type]] = {
    "script": str,
    "style": str,
    "pack": list,
    "select": list,
    "without": list,
}
_DEFAULTS: Final[Mapping[str, object]] = {
    "script": None,
    "style": "minimal",
    "pack": (),
    "select": None,
    "without": (),
}


class ConfigurationError(Exception):
    """A configuration that cannot be used; says which file and which key."""


def settle(options: argparse.Namespace) -> None:
    """Fill in what the command line left open, and check all of it; nothing, for a command that cleans not.

    Raises ``ValueError`` for a wrong option, :class:`ConfigurationError` for a wrong configuration.
    """
    if "style" not in options:
        return
    options.select, options.without = joined(options.select), joined(options.without)
    found = {} if options.no_config else _read(options.config)
    for key, default in _DEFAULTS.items():
        if getattr(options, key) is None:
            setattr(options, key, found.get(key, default))
    options.packs = packs_of(options)
    postnorm.clean(
        "",
        script=options.script,
        style=options.style,
        only=options.select,
        without=options.without,
    )


def _read(named: str | None) -> Mapping[str, object]:
    if named is not None:
        path = Path(named)
        text = _text_of(path)
        return _checked(path, _table_of(path, text))
    try:
        here = Path.cwd()
    except OSError:  # the folder that we stand in is gone
        return {}
    for folder in (here, *here.parents):
        for name in ("postnorm.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file():
                text = _text_of(path)
                # Others' files are not read to the end: what is wrong with them is not ours to tell.
                if name == "postnorm.toml" or "tool.postnorm" in text:
                    table = _table_of(path, text)
                    if table is not None:
                        return _checked(path, table)
    return {}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"{path}: {say(error.strerror or str(error))}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(say("{path}: is not UTF-8", path=path)) from error


def _table_of(path: Path, text: str) -> object:
    """The table of ours in a file; ``None`` in a project that has none."""
    import tomllib

    try:
        data: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(say("{path}: is not TOML: {why}", path=path, why=error)) from error
    except RecursionError as error:
        raise ConfigurationError(say("{path}: is nested too deep", path=path)) from error
    if path.name != "pyproject.toml":
        return data
    for key in ("tool", "postnorm"):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _checked(path: Path, table: object) -> Mapping[str, object]:
    if table is None:
        raise ConfigurationError(say("{path}: has no [tool.postnorm]", path=path))
    if not isinstance(table, dict):
        raise ConfigurationError(say("{path}: tool.postnorm is no table", path=path))
    found = {key: _value(path, key, value) for key, value in table.items()}
    if "pack" in found:  # a pack is named as it is seen from the file
        found["pack"] = [os.path.join(path.parent, str(name)) for name in _list(found["pack"])]
    return found


def _value(path: Path, key: str, value: object) -> object:
    if key not in _KEYS:
        near = get_close_matches(key, _KEYS, n=1)
        hint = say("; did you mean {name}?", name=near[0]) if near else ""
        known = ", ".join(_KEYS)
        said = say("{path}: no key {key}: the keys are {known}", path=path, key=key, known=known)
        raise ConfigurationError(said + hint)
    if _KEYS[key] is str and not isinstance(value, str):
        raise ConfigurationError(
            say('{path}: {key} is a text, such as {key} = "..."', path=path, key=key)
        )
    if _KEYS[key] is list and not all(isinstance(one, str) for one in _list(value, [0])):
        said = say('{path}: {key} is a list of texts, such as {key} = ["..."]', path=path, key=key)
        raise ConfigurationError(said)
    _try(path, key, value)
    return value


def _list(value: object, otherwise: list[object] | None = None) -> list[object]:
    return value if isinstance(value, list) else (otherwise or [])


def _try(path: Path, key: str, value: object) -> None:
    """Ask the library about a value alone: its error then is of this key."""
    name = {"select": "only"}.get(key, key)
    if key == "pack":
        return
    try:
        postnorm.clean("", **{name: value})  # type: ignore[arg-type]
    except ValueError as error:
        raise ConfigurationError(f"{path}: {key}: {error}") from error
