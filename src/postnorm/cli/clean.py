"""``postnorm clean``: the clean post, to standard output or in place of the file."""

from __future__ import annotations

import argparse
import functools
import json

from postnorm.cli.common import DONE, add_cleaning, complain, tell, write
from postnorm.cli.files import Cleaned, add_files, each
from postnorm.cli.in_place import replace
from postnorm.cli.language import say

_BACKUP = ".orig"
_PAGES = (".html", ".htm", ".xhtml", ".shtml")


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
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    if not options.in_place:
        if options.backup is not None or options.no_backup:
            return complain(say("--backup and --no-backup go with --in-place"))
        return each(options, functools.partial(_write, as_json=options.json), folders=False)
    if "-" in options.files:
        return complain(say("standard input has no place: name files, or leave out --in-place"))
    suffix = "" if options.no_backup else _BACKUP if options.backup is None else options.backup
    if suffix != suffix.strip("/") or "/" in suffix or (not suffix and not options.no_backup):
        return complain(say("--backup is what is put behind the name, such as .orig"))
    return each(options, functools.partial(_replace, backup=suffix), folders=True)


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
