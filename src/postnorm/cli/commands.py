"""The commands, and the parser: of the others than the one that is called only the name is known."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple, Protocol, cast

import postnorm
from postnorm.cli.common import FAILED
from postnorm.cli.language import LANGUAGES, say
from postnorm.cli.parsing import Parser


class Command(NamedTuple):
    """A command: its module is ``postnorm.cli.NAME``, and is imported when it is called."""

    name: str
    summary: str


class Module(Protocol):
    """What the module of a command has."""

    def add(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        """Add the command to the parser; its default ``main`` takes the options and gives the status."""


COMMANDS: Final = (
    Command("clean", "write the clean post"),
    Command("check", "tell whether something would be changed, for CI"),
    Command("diff", "show what would be changed, line by line"),
    Command("explain", "tell what would be changed, where, by which rule and why"),
    Command("rules", "list the rules, or tell all about one"),
    Command("report", "write a page that shows every change, to look at and to decide on"),
    Command("batch", "clean many posts into a folder"),
    Command("learn", "learn a publisher's promotions from its posts, and write a pack"),
    Command("completion", "write the completion of a shell"),
)
NAMES: Final = tuple(command.name for command in COMMANDS)
EXAMPLES: Final = """\
examples:
  postnorm clean examples/scraped-post.md > post.md
  postnorm explain examples/scraped-post.md
  postnorm check examples/

postnorm COMMAND --help tells more."""


def parser_for(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser for *arguments*, with all that the command in them needs."""
    called = _called(arguments)
    parser = _parser([called] if called in NAMES else [])
    if called is not None and called not in NAMES:
        # Who names a file first most likely wants to see it cleaned.
        near = [f"postnorm clean {called}"] if os.path.exists(called) else []
        near = near or get_close_matches(called, NAMES, n=1)
        hint = say("; did you mean {name}?", name=near[0]) if near else ""
        known = ", ".join(NAMES)
        parser.error(
            say("no command {name!r}: it is one of {known}", name=called, known=known) + hint
        )
    return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options in *arguments*; what is wrong with them is told, and ends the process."""
    if not arguments:
        parser_for(arguments).print_help(sys.stderr)
        raise SystemExit(FAILED)
    if _called(arguments) == "help":  # as git, and many others, have it
        arguments = [*(one for one in arguments if one != "help"), "--help"]
    parser = parser_for(arguments)
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        called = subparsers(parser)[_called(arguments) or ""]
        known = [name for action in called._actions for name in action.option_strings]
        near = get_close_matches(unknown[0].partition("=")[0], known, n=1)
        hint = say("; did you mean {name}?", name=near[0]) if near else ""
        called.error(say("no such option or argument: {names}", names=" ".join(unknown)) + hint)
    return options


def whole_parser() -> argparse.ArgumentParser:
    """Return the parser with all options of all commands."""
    return _parser(NAMES)


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the commands, by name."""
    [action] = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return cast("dict[str, argparse.ArgumentParser]", action.choices)


def _called(arguments: Sequence[str]) -> str | None:
    """The command: the first argument that is no option and belongs to none."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--language":
            next(rest, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="postnorm",
        description="Clean scraped Chinese blog posts, with every change accounted for.",
        epilog=EXAMPLES,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"postnorm {postnorm.__version__}",
        help="tell the version and exit",
    )
    _add_language(parser)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, summary in COMMANDS:
        if name in wanted:
            module = cast("Module", importlib.import_module(f"postnorm.cli.{name}"))
            module.add(commands)
            _add_language(commands.choices[name])
        else:
            commands.add_parser(name, help=summary)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option where it is told and completed; it was read before."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        metavar="LANG",
        help="of messages: en or zh (default: that of the locale)",
    )
