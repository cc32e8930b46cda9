"""``postnorm completion``: what a shell completes, written from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from postnorm.cli import shells
from postnorm.cli.commands import COMMANDS, subparsers, whole_parser
from postnorm.cli.common import DONE, SCRIPTS, STEPS, STYLES, write
from postnorm.cli.language import say

_SHELLS: Final[Mapping[str, Callable[[shells.Words], str]]] = {
    "bash": shells.bash,
    "zsh": shells.zsh,
    "fish": shells.fish,
}
# Values that the library checks, and the parser does not know.
_VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "--style": STYLES,
    "--script": SCRIPTS,
    "--select": STEPS,
    "--without": STEPS,
}
_FORMATS: Final = {"batch": ("markdown", "jsonl", "parquet")}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "completion",
        help="write the completion of a shell",
        description="Write what a shell needs to complete commands, options and their values.",
        epilog="""\
examples:
  postnorm completion bash > ~/.local/share/bash-completion/completions/postnorm
  postnorm completion zsh > ~/.zfunc/_postnorm
  postnorm completion fish > ~/.config/fish/completions/postnorm.fish""",
    )
    command.add_argument("shell", choices=tuple(_SHELLS), metavar="SHELL", help="bash, zsh or fish")
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    write(_SHELLS[options.shell](words()))
    return DONE


def words() -> shells.Words:
    """Return all that can be completed."""
    parsers = subparsers(whole_parser())
    return {name: (say(summary), list(_options(name, parsers[name]))) for name, summary in COMMANDS}


def _options(command: str, parser: argparse.ArgumentParser) -> Iterator[shells.Option]:
    for action in parser._actions:
        known = tuple(map(str, action.choices or ()))
        if not known:
            own = _FORMATS.get(command, ()) if "--format" in action.option_strings else ()
            found = (_VALUES.get(name, ()) for name in action.option_strings)
            known = next(filter(None, found), own)
        yield shells.Option(
            tuple(action.option_strings),
            " ".join(say(action.help or "").split()).replace("%%", "%"),
            known,
            takes_value=action.nargs != 0,
            takes_file=action.metavar in ("FILE", "IN", "OUT", "PAGE"),
        )
