"""OpenCC, and everything one has to know to call it safely. Nothing else imports it."""

from __future__ import annotations

import importlib
import os
import re
from threading import Lock
from typing import Final, Protocol

from postnorm.errors import MissingExtraError

CONFIGURATIONS: Final = frozenset(
    {
        *("s2t", "s2tw", "s2twp", "s2hk", "s2hkp"),
        *("t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"),
        *("t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t"),
    }
)
"""What may be loaded. A name from outside never reaches the file system."""

INSTALL: Final = "pip install 'opencc>=1.4'"


class _Converter(Protocol):
    def convert(self, text: str, /) -> str: ...


# A lone surrogate cannot be encoded for OpenCC, and before 1.4 it stopped at the first NUL. Neither
# is part of any word, so cutting there changes no other character.
_UNSAFE = re.compile("([\0\ud800-\udfff]+)")

_converters: dict[str, _Converter] = {}
_lock = Lock()


def convert(text: str, configuration: str) -> str:
    """Return what OpenCC makes of *text*; lone surrogates and NUL stay where they are.

    Raises :class:`postnorm.MissingExtraError` when OpenCC is not installed, or another project
    is that installs a module of the same name.

    >>> convert("頭髮\\0乾淨", "t2s")
    '头发\\x00干净'
    """
    converter = _converter(configuration)
    if "\0" not in text:
        try:
            return converter.convert(text)
        except UnicodeEncodeError:
            pass
    return "".join(
        piece if number % 2 else converter.convert(piece)
        for number, piece in enumerate(_UNSAFE.split(text))
    )


def data_directory() -> str:
    """Return the directory inside the installed OpenCC that holds its configurations, absolute.

    OpenCC itself looks in the working directory first, where ``s2t.json`` may be anyone's.
    """
    try:
        module = importlib.import_module("opencc")
    except ImportError as error:
        raise MissingExtraError(
            f"converting scripts needs OpenCC, which cannot be imported ({error}): {INSTALL}",
            extra="opencc",
        ) from error
    place = getattr(module, "__file__", None)
    package = os.path.dirname(os.path.abspath(place or ""))
    directory = os.path.join(package, "clib", "share", "opencc")
    if not (place and hasattr(module, "OpenCC") and os.path.isdir(directory)):
        raise MissingExtraError(
            f"the module 'opencc' at {place or 'no file'} is not OpenCC; several projects install "
            f"one of that name. Uninstall that one, then: {INSTALL}",
            extra="opencc",
        )
    return directory


def version() -> str:
    """Return the version of the installed OpenCC."""
    data_directory()
    return str(importlib.import_module("opencc").__version__)


def _converter(configuration: str) -> _Converter:
    """One converter per configuration and process: building takes 10 ms, and none pickles."""
    made = _converters.get(configuration)
    if made is None:
        with _lock:
            made = _converters.get(configuration) or _build(configuration)
            _converters[configuration] = made
    return made


def _build(configuration: str) -> _Converter:
    if configuration not in CONFIGURATIONS:
        known = ", ".join(sorted(CONFIGURATIONS))
        raise ValueError(f"{configuration!r:.60} is no OpenCC configuration; known are {known}")
    path = os.path.join(data_directory(), f"{configuration}.json")
    if not os.path.isfile(path):
        raise MissingExtraError(
            f"OpenCC {version()} has no configuration {configuration}; a newer one has: {INSTALL}",
            extra="opencc",
        )
    made: _Converter = importlib.import_module("opencc").OpenCC(path)
    return made
