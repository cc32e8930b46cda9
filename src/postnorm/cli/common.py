"""What the commands have in common: exit statuses, complaints, the options of cleaning."""

from __future__ import annotations

import argparse
import sys
from typing import Final

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
