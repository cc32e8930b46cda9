"""What the commands have in common: exit statuses, complaints, data, the options of cleaning."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal, TypedDict

import postnorm
from postnorm.cli.language import say

if TYPE_CHECKING:
    from postnorm import Decision, Pack

DONE: Final = 0
CHANGED: Final = 1
FAILED: Final = 2
INCOMPLETE: Final = 3
INTERRUPTED: Final = 130  # what a shell reports for Ctrl-C

STYLES: Final = ("minimal", "mainland", "taiwan", "hongkong")
SCRIPTS: Final = ("hans", "hant", "hant-tw", "hant-hk", "jpan")
STEPS: Final = (
    *("mojibake", "characters", "repeats", "credits", "promotions"),
    *("whitespace", "punctuation", "script", "metadata"),
)


def complain(message: str) -> int:
    """Write one line to standard error and return the status for usage, input and output."""
    tell(f"postnorm: {say(message)}".replace("\n", " "))
    return FAILED


def tell(line: str) -> None:
    """Write a line to standard error; nowhere if that is closed, for print would take the other stream."""
    if sys.stderr is not None:
        print(line, file=sys.stderr)


def write(data: str | bytes) -> None:
    """Write data to standard output, in UTF-8 whatever the locale; a lone surrogate as what it would be."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    sys.stdout.buffer.write(data)


def in_bytes(text: str) -> bytes:
    """Return *text* in UTF-8, and in it names of files as the system has them."""
    return text.encode("utf-8", "surrogateescape")


def visible_name(name: str) -> str:
    """Return a name on one line; bytes that are no UTF-8 stay."""
    return re.sub("[\x00-\x1f\x7f]", lambda match: f"\\x{ord(match[0]):02x}", name)


def add_cleaning(command: argparse.ArgumentParser) -> None:
    """Give *command* the options of ``postnorm.clean``.

    Their defaults are not here: what the command line leaves open may stand in a configuration.
    """
    group = command.add_argument_group("how it is cleaned")
    group.add_argument(
        "--script", metavar="SCRIPT", help="convert to hans, hant, hant-tw, hant-hk or jpan"
    )
    group.add_argument(
        "--style",
        metavar="STYLE",
        help="of punctuation: minimal (default), mainland, taiwan or hongkong",
    )
    group.add_argument(
        "--pack",
        action="append",
        metavar="FILE",
        help="a pack of promotions, as postnorm learn writes it; may be given again",
    )
    for option, what in (
        ("--select", "do only these: steps or rules, with commas, such as promotions,whitespace"),
        ("--without", "do not do these: steps or rules, such as punctuation or promotions.tip-jar"),
    ):
        group.add_argument(option, action="append", type=_names, metavar="NAMES", help=what)
    one = group.add_mutually_exclusive_group()
    one.add_argument("--config", metavar="FILE", help="the configuration (default: the nearest)")
    one.add_argument("--no-config", action="store_true", help="read no configuration")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def joined(lists: Iterable[list[str]] | None) -> list[str] | None:
    """Return the names of an option that may be given again."""
    return None if lists is None else [name for names in lists for name in names]


def packs_of(options: argparse.Namespace) -> list[Pack] | None:
    """Read the packs that were named. Raises ``ValueError`` that names what is wrong with one."""
    try:
        return [postnorm.load_pack(path) for path in options.pack] or None
    except OSError as error:
        why = say(error.strerror or str(error))
        raise ValueError(f"{error.filename}: {why}") from error
    except ExceptionGroup as group:
        raise ValueError("; ".join(map(str, group.exceptions))) from group


class Cleaning(TypedDict, total=False):
    """Options of ``postnorm.clean``."""

    script: Literal["hans", "hant", "hant-tw", "hant-hk", "jpan"] | None
    style: Literal["minimal", "mainland", "taiwan", "hongkong"]
    packs: list[Pack] | None
    only: tuple[str, ...]
    without: tuple[str, ...]
    keep: tuple[Decision, ...]


def cleaning_of(options: argparse.Namespace) -> Cleaning:
    """Return the options of ``postnorm.clean`` that were chosen; its others stay as they are.

    All of it can be sent to other processes.
    """
    chosen = Cleaning(script=options.script, style=options.style, packs=options.packs)
    if options.select is not None:
        chosen["only"] = tuple(options.select)
    if options.without:
        chosen["without"] = tuple(options.without)
    return chosen
