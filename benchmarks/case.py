"""What is measured: one case is one comparison."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import NamedTuple, TypeAlias, TypeVar

Job: TypeAlias = Callable[[], object]
"""All of the work of one contender, once."""

Maker: TypeAlias = Callable[[Sequence[str]], Job]
"""Imports what a contender needs, prepares the texts for it, and gives its job."""

OURS = "postnorm"
"""The contender that the others are compared with."""

T = TypeVar("T")


class Case(NamedTuple):
    """Contenders that are given the same texts, and measured in turns."""

    name: str
    texts: str
    """A name of :data:`benchmarks.texts.TEXTS`."""
    contenders: Mapping[str, Maker]
    """By name. The first is :data:`OURS`, the others are what it is compared with."""


class NotInstalled(Exception):
    """A contender lacks a package; its row says so, and the others go on."""


def need(module: str) -> ModuleType:
    """Import a peer's *module*. Raises :class:`NotInstalled` where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise NotInstalled(f"no module {error.name or module}") from error


def each(call: Callable[[T], object], inputs: Sequence[T]) -> Job:
    """Return the job that calls *call* for each of *inputs*."""

    def job() -> None:
        for one in inputs:
            call(one)

    return job


def plain(call: Callable[[str], object]) -> Maker:
    """Return the maker for a contender that takes the texts as they are.

    >>> plain(str.upper)(["a"])()
    """
    return lambda texts: each(call, texts)


def on_bytes(call: Callable[[bytes], object]) -> Maker:
    """Return the maker for a contender that takes the texts as bytes in UTF-8."""
    return lambda texts: each(call, [text.encode() for text in texts])
