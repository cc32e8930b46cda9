"""What the commands have in common: exit statuses, complaints, the options of cleaning."""

from __future__ import annotations

import argparse
import sys
from typing import Final

import postnorm

DONE: Final = 0
FAILED: Final = 2
INCOMPLETE: Final = 3
INTERRUPTED: Final = 130  # what a shell reports for Ctrl-C


def complain(message: str) -> int:
    """Write one line to standard error and return the status for usage, input and output."""
    print(f"postnorm: {message}".replace("\n", " "), file=sys.stderr)
    return FAILED


def add_cleaning(command: argparse.ArgumentParser) -> None:
    """Give *command* the options of ``postnorm.clean``."""
    command.add_argument(
        "--script", metavar="SCRIPT", help="convert to hans, hant, hant-tw, hant-hk or jpan"
    )
    command.add_argument(
        "--style",
        default="minimal",
        metavar="STYLE",
        help="of punctuation: minimal (default), mainland, taiwan or hongkong",
    )
    command.add_argument(
        "--pack",
        action="append",
        default=[],
        metavar="FILE",
        help="a pack of promotions, as postnorm learn writes it; may be given again",
    )


def packs_of(options: argparse.Namespace) -> list[postnorm.Pack] | None:
    """Read the packs that were named. Raises ``ValueError`` that names what is wrong with one."""
    try:
        return [postnorm.load_pack(path) for path in options.pack] or None
    except OSError as error:
        raise ValueError(f"{error.filename}: {error.strerror or error}") from error
    except ExceptionGroup as group:
        raise ValueError("; ".join(map(str, group.exceptions))) from group


def decisions_of(options: argparse.Namespace) -> tuple[postnorm.Decision, ...]:
    """Read the decisions that were named. Raises ``ValueError`` that names what is wrong."""
    if options.decisions is None:
        return ()
    try:
        return postnorm.load_decisions(options.decisions)
    except OSError as error:
        raise ValueError(f"{options.decisions}: {error.strerror or error}") from error
