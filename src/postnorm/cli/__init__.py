"""The command ``postnorm``: one file for each of its commands, which are listed in ``commands``.

Data goes to standard output and nothing else does. Exit status: 0 done; 1 of check, something would
change; 2 usage, input or output; 3 of batch, done but for some posts; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from postnorm.cli import language
from postnorm.cli.commands import parse
from postnorm.cli.common import DONE, INTERRUPTED, complain
from postnorm.cli.configuration import ConfigurationError, settle
from postnorm.cli.language import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    *arguments* are those after the command's name; by default those of the process.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    language.choose(given)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(given: list[str]) -> int:
    try:
        options = parse(given)
        settle(options)
    except SystemExit as told:  # argparse has written its help or its complaint
        status = told.code if isinstance(told.code, int) else DONE
        return _flushed(status)
    except (ValueError, ConfigurationError) as error:
        return complain(str(error))
    if sys.stdout is None:  # closed by the caller: >&-
        return complain(say("standard output is closed"))
    try:
        status = int(options.main(options))
    except OSError as error:
        return _broken(error)
    return _flushed(status)


def _flushed(status: int) -> int:
    """Write out what is still buffered, as long as it can be told when that fails."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return _broken(error)
    return status


def _broken(error: OSError) -> int:
    # What is still buffered must not fail once more when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return DONE  # the reader has what it wanted: postnorm clean ... | head
    return complain(say("standard output: {why}", why=say(error.strerror or str(error))))
