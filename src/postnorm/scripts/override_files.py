"""Overrides of users, read from a file and tried."""

from __future__ import annotations

import os
from collections.abc import Iterator

from postnorm.errors import PackError
from postnorm.scripts import adapter
from postnorm.scripts.override_tables import MOST_CHARACTERS, read_overrides
from postnorm.scripts.overrides import Overrides
from postnorm.scripts.pairs import configuration_of
from postnorm.toml_files import read_file
from postnorm.values import kind_of


def load_overrides(path: str | os.PathLike[str]) -> Overrides:
    """Read a table of overrides from a TOML file, for the option ``overrides`` of ``convert_script``.

    Each ``[[override]]`` has an ``id``, a ``source`` (where one can read that it is right), the
    scripts ``from`` and ``to``, ``words`` as a text of ``word=what it becomes`` with blanks between,
    and ``examples`` as pairs of a text and what it must become. With ``before``, written like
    ``words``, an entry is for each word behind each of these. ``phrases`` limits an entry to
    conversions with (``true``) or without words of the region.

    Raises ``ExceptionGroup`` of :class:`postnorm.PackError`, one for each broken entry or example,
    or one ``PackError`` when the file is no TOML; ``OSError`` when it cannot be read.
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"load_overrides takes the path of a TOML file, not {kind_of(path)}")
    overrides = read_overrides(read_file(path, most=4 * MOST_CHARACTERS), path=str(path))
    if errors := list(failing_examples(overrides, path=str(path))):
        raise ExceptionGroup(f"{path}: {len(errors)} examples fail", errors)
    return overrides


def failing_examples(overrides: Overrides, *, path: str) -> Iterator[PackError]:
    """Give an error for each example that does not become what it says, with the shipped ones at work, too."""
    for override in overrides:
        name = configuration_of(override.to, override.from_, override.phrases is True)
        for text, wanted in override.examples:
            made = adapter.convert(text, name, overrides) if name else text
            if made != wanted:
                reason = f"{text!r:.80} became {made!r:.80}, not {wanted!r:.80}"
                yield PackError(path=path, entry=override.id, reason=reason)
