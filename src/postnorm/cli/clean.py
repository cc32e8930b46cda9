"""``postnorm clean``: the clean post, to standard output or in place of the file."""

from __future__ import annotations

import argparse
import functools
import json
from collections.abc import Callable
from typing import Protocol

from postnorm.cli.common import DONE, add_cleaning, complain, tell, write
from postnorm.cli.deciding import Met, decisions_of
from postnorm.cli.files import Cleaned, add_files, each
from postnorm.cli.in_place import replace
from postnorm.cli.language import say

_BACKUP = ".orig"
_PAGES = (".html", ".htm", ".xhtml", ".shtml")


class _Each(Protocol):
    """Does something with each clean post; gives the worst status."""

    def __call__(self, do: Callable[[Cleaned], int], /, *, folders: bool) -> int: ...


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "clean",
        help="write the clean post",
        description="Write the clean post: its metadata as front matter, and its body. Of several files "
        "the posts follow each other.",
        epilog="""\
examples:
  postnorm clean examples/scraped-post.md > post.md
  postnorm clean --style taiwan --script hant-tw examples/scraped-post.md
  postnorm clean --without promotions.tip-jar < examples/scraped-post.md
  postnorm clean --in-place posts/""",
    )
    add_files(command, "- is standard input; with -i a folder is the .md and .txt below it")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="a line of JSON a post, with every change")
    how.add_argument(
        "-i", "--in-place", action="store_true", help="write each file over, if it changes"
    )
    kept = command.add_mutually_exclusive_group()
    kept.add_argument(
        "--backup",
        metavar="SUFFIX",
        help="in place: what the old file is called more (default: .orig)",
    )
    kept.add_argument("--no-backup", action="store_true", help="in place: do not keep the old file")
    command.add_argument(
        "--decisions",
        metavar="FILE",
        help="decisions.json of a report: the changes that it names are not made",
    )
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    """Clean; what is wrong with the decisions is told before, and which of them met nothing behind."""
    try:
        decisions = decisions_of(options)
    except ValueError as error:
        return complain(str(error))
    met = Met(decisions)

    def each_noted(do: Callable[[Cleaned], int], *, folders: bool) -> int:
        def noted(cleaned: Cleaned) -> int:
            met.note(cleaned.post)
            return do(cleaned)

        return each(options, noted, folders=folders, keep=decisions)

    return max(_write_or_replace(options, each_noted), met.complain_of_others())


def _write_or_replace(options: argparse.Namespace, each: _Each) -> int:
    if not options.in_place:
        if options.backup is not None or options.no_backup:
            return complain(say("--backup and --no-backup go with --in-place"))
        return each(functools.partial(_write, as_json=options.json), folders=False)
    if "-" in options.files:
        return complain(say("standard input has no place: name files, or leave out --in-place"))
    suffix = "" if options.no_backup else _BACKUP if options.backup is None else options.backup
    if suffix != suffix.strip("/") or "/" in suffix or (not suffix and not options.no_backup):
        return complain(say("--backup is what is put behind the name, such as .orig"))
    return each(functools.partial(_replace, backup=suffix), folders=True)


def _write(cleaned: Cleaned, *, as_json: bool) -> int:
    write(_json(cleaned) if as_json else cleaned.output)
    return DONE


def _json(cleaned: Cleaned) -> str:
    """What ``Post.to_dict`` gives, in ASCII where a lone surrogate is: readers refuse it in UTF-8."""
    made = cleaned.post.to_dict()
    line = json.dumps(made, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(made)
    return line + "\n"


def _replace(cleaned: Cleaned, *, backup: str) -> int:
    """Write a file over, if there is anything to change."""
    name, data = cleaned.name, cleaned.output
    if data == cleaned.data:
        return DONE
    if name.lower().endswith(_PAGES):
        return complain(
            say(
                "{name}: is a page, and comes out as Markdown: postnorm clean {name} > ....md",
                name=name,
            )
        )
    try:
        replace(name, data, backup=backup)
    except FileExistsError:
        kept = name + backup
        return complain(
            say("{kept} is there already: move it away, or choose another --backup", kept=kept)
        )
    except OSError as error:
        return complain(f"{name}: {say(error.strerror or str(error))}")
    tell(say("{name}: cleaned", name=name))
    return DONE
