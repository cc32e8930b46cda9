"""The parser of arguments: argparse, in the language that is spoken and in 80 columns."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable
from typing import Final, NoReturn

from postnorm.cli.language import say
from postnorm.cli.width import width_of, wrapped

_MOST_COLUMNS: Final = 80
# What argparse says of wrong usage, as the versions from 3.11 on write it, and how we say it.
_SAID: Final = (
    (r"the following arguments are required: (?P<names>.+)", "missing: {names}"),
    (r"argument (?P<name>.+?): expected one argument", "{name} needs a value"),
    (r"argument (?P<name>.+?): expected at least one argument", "{name} needs a value"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<known>.+)\)",
        "{name} is one of {known}, not {value}",
    ),
    (
        r"argument (?P<name>.+?): invalid int value: (?P<value>.+)",
        "{name} is a number, not {value}",
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        "{name} does not go with {other}",
    ),
    (r"ambiguous option: (?P<name>.+?) could match (?P<known>.+)", "{name} may be {known}"),
)


class Parser(argparse.ArgumentParser):
    """A parser that says what argparse says in our words, and so in both languages."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            **{  # type: ignore[arg-type]
                "formatter_class": _Formatter,
                "add_help": False,
                "allow_abbrev": False,  # an option that is added later must not change what one means
                **options,
            }
        )
        self.add_argument("-h", "--help", action="help", help="show this help and exit")

    def format_help(self) -> str:
        """Return the help, with the titles of its parts in the language that is spoken."""
        for group in self._action_groups:
            group.title = say(group.title or "")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Write how it is used and what is wrong with that, and exit."""
        said = f"{self.format_usage()}postnorm: {_in_our_words(message)}\n"
        self.exit(2, said + say("{command} --help tells more", command=self.prog) + "\n")


def _in_our_words(message: str) -> str:
    for pattern, ours in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return say(ours, **match.groupdict())
    return message


class _Formatter(argparse.HelpFormatter):
    """Lines of at most 80 columns also in Chinese, and examples as they are written."""

    def __init__(self, prog: str) -> None:
        columns = min(_MOST_COLUMNS, shutil.get_terminal_size().columns)
        usage = say("usage: ")  # argparse counts its characters, not its columns
        wider = width_of(usage) - len(usage)
        super().__init__(prog, max_help_position=24, width=max(columns, 40) - 1 - wider)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)

    def _expand_help(self, action: argparse.Action) -> str:
        action.help = say(action.help or "")
        return super()._expand_help(action)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width)

    def _format_text(self, text: str) -> str:
        return super()._format_text(say(text))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:  # examples
            return "".join(f"{indent}{say(line)}".rstrip() + "\n" for line in text.splitlines())
        return "\n".join(indent + line for line in wrapped(text, width - width_of(indent)))
