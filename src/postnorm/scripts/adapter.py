"""OpenCC, and everything one has to know to call it safely. Nothing else imports it."""

from __future__ import annotations

import importlib
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from itertools import chain
from threading import Lock
from typing import Final, NamedTuple, Protocol

from postnorm.errors import MissingExtraError
from postnorm.scripts.override_tables import chosen
from postnorm.scripts.overrides import Overrides, words_for
from postnorm.scripts.own_words import configuration_with
from postnorm.scripts.pairs import STEPS
from postnorm.tables import script_keys

CONFIGURATIONS: Final = frozenset(STEPS)
"""What may be loaded. A name from outside never reaches the file system."""

INSTALL: Final = "pip install 'opencc>=1.4'"


class Engine(Protocol):
    """OpenCC, as far as it is used here."""

    def convert(self, text: str, /) -> str: ...


class Converter(NamedTuple):
    """OpenCC with one configuration, and the characters without which it changes nothing."""

    convert: Callable[[str], str]
    keys: re.Pattern[str]


# A lone surrogate cannot be encoded for OpenCC, and before 1.4 it stopped at the first NUL. Neither
# is part of any word, so cutting there changes no other character.
_UNSAFE = re.compile("([\0\ud800-\udfff]+)")

# Those of users are few; who makes new ones without end must not fill the memory with dictionaries.
_MOST_CONVERTERS: Final = 48

_converters: dict[tuple[str, Overrides | None, Overrides], Converter] = {}
_lock = Lock()


def convert(text: str, configuration: str, overrides: Overrides | None = ()) -> str:
    """Return what OpenCC makes of *text*; lone surrogates and NUL stay where they are.

    The words of *overrides* (``None``: those that are shipped) stand before OpenCC's own. Lines
    without any character of the dictionaries' keys are not shown to OpenCC where these are rare.

    Raises :class:`postnorm.MissingExtraError` when OpenCC is not installed, or another project
    is that installs a module of the same name.

    >>> convert("頭髮\\0乾淨", "t2s")
    '头发\\x00干净'
    """
    return convert_with(converter_for(configuration, overrides), text)


def convert_with(converter: Converter, text: str) -> str:
    """Do what :func:`convert` does, with a converter that is there."""
    first = converter.keys.search(text)
    if first is None:
        return text
    at = first.start()
    if len(converter.keys.findall(text, at, at + _SAMPLE)) >= _DENSE:
        return _converted(converter, text)
    made: list[str] = []
    done = 0
    while first is not None:
        start = text.rfind("\n", done, first.start()) + 1 or done
        end = text.find("\n", first.end()) % (len(text) + 1)  # -1 becomes the end of the text
        made += (text[done:start], _converted(converter, text[start:end]))
        done = end
        first = converter.keys.search(text, end)
    return "".join((*made, text[done:]))


# Where keys are denser than this, line after line takes longer than all at once.
_SAMPLE: Final = 256
_DENSE: Final = 4


def _converted(converter: Converter, text: str) -> str:
    """Let OpenCC convert *text*, between what it cannot take."""
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


def converter_for(
    configuration: str, overrides: Overrides | None = (), first: Overrides = ()
) -> Converter:
    """One for each configuration, overrides and process: building takes 10 to 50 ms, and none pickles.

    *first* stands before the *overrides*.
    """
    name = (configuration, overrides, first)
    made = _converters.get(name)
    if made is None:
        with _lock:
            made = _converters.get(name) or _build(configuration, (*first, *chosen(overrides)))
            if len(_converters) >= _MOST_CONVERTERS:
                del _converters[next(iter(_converters))]
            _converters[name] = made
    return made


def _build(configuration: str, overrides: Overrides) -> Converter:
    if configuration not in CONFIGURATIONS:
        known = ", ".join(sorted(CONFIGURATIONS))
        raise ValueError(f"{configuration!r:.60} is no OpenCC configuration; known are {known}")
    directory = data_directory()
    path = os.path.join(directory, f"{configuration}.json")
    if not os.path.isfile(path):
        raise MissingExtraError(
            f"OpenCC {version()} has no configuration {configuration}; a newer one has: {INSTALL}",
            extra="opencc",
        )
    words = words_for(configuration, overrides)
    make: Callable[[str], Engine] = importlib.import_module("opencc").OpenCC
    engine = _build_with_words(make, path, words) if any(words) else make(path)
    return Converter(engine.convert, _keys_of(configuration, words))


def _build_with_words(
    make: Callable[[str], Engine], path: str, words: tuple[Mapping[str, str], ...]
) -> Engine:
    """OpenCC takes the path of a file, and nothing else; this one is gone when the engine is made."""
    with tempfile.TemporaryDirectory(prefix="postnorm-") as directory:
        written = os.path.join(directory, os.path.basename(path))
        with open(written, "w", encoding="utf-8") as file:
            file.write(configuration_with(path, words))
        try:
            return make(written)
        except RuntimeError as error:
            raise MissingExtraError(
                f"OpenCC {version()} takes no words of ours ({error}); a newer one does: {INSTALL}",
                extra="opencc",
            ) from error


# Beyond U+FFFF any Han character counts as a key: see the table.
_BEYOND: Final = "\U00020000-\U0003ffff"
# Not the empty pattern: it would be found again and again at one place.
_ANYTHING: Final = re.compile(".", re.DOTALL)


def _keys_of(configuration: str, words: tuple[Mapping[str, str], ...]) -> re.Pattern[str]:
    """Return a class of characters, some of which every text has that the configuration changes.

    The table is that of one version of OpenCC; with another one, every text is looked at.
    """
    if version() != script_keys.OPENCC:
        return _ANYTHING
    keys = set(script_keys.KEYS[""]).union(
        *(script_keys.KEYS[step] for step in STEPS[configuration])
    )
    for word, new in chain.from_iterable(own.items() for own in words):
        if word != new and keys.isdisjoint(word):
            keys.add(next((c for c in word if c not in new), word[0]))
    return re.compile(f"[{re.escape(''.join(sorted(keys)))}{_BEYOND}]")
