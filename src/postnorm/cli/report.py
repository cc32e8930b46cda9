"""``postnorm report``: what was done to posts, as a page for people."""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import postnorm
from postnorm import Post
from postnorm.cli.common import DONE, add_cleaning, complain

_STEP: Final = 1000  # posts between two lines of progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    summary = "write a page that shows every change, to look at and to decide on"
    command = commands.add_parser(
        "report",
        help=summary,
        description=f"{summary.capitalize()}. One file, for any browser; it loads nothing.",
    )
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="FILE",
        help="a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc",
    )
    command.add_argument("-o", "--output", required=True, metavar="PAGE", help="the page to write")
    command.add_argument(
        "--language", metavar="LANG", help="of the page: en or zh (default: that of the locale)"
    )
    command.add_argument("--title", default="", metavar="TEXT", help="of the page")
    command.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes (default: this one)"
    )
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    """Write the page; what cannot be read is one line on standard error, and the others are shown."""
    if options.workers < 0:
        return complain("--workers is a number of processes, 0 or more")
    status = DONE
    clean = functools.partial(
        postnorm.clean, script=options.script, style=options.style, packs=options.packs
    )

    def read() -> Iterator[tuple[str, Post]]:
        nonlocal status
        sources = postnorm.open_posts(*options.inputs)
        for number, result in enumerate(
            postnorm.map_posts(sources, clean, workers=options.workers), 1
        ):
            if result.post is None:
                said = getattr(result.error, "strerror", None) or result.error
                status = complain(f"{result.name}: {said}")
            else:
                yield result.name, result.post
            if number % _STEP == 0:
                print(f"postnorm: {number:,} posts read", file=sys.stderr)

    language = options.language or language_of_locale(os.environ)
    try:
        count = postnorm.write_report(
            read(), options.output, language=language, title=options.title
        )
    except ValueError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename or options.output}: {error.strerror or error}")
    many = "post" if count == 1 else "posts"
    print(f"postnorm: {count:,} {many} in {options.output}", file=sys.stderr)
    return status


def language_of_locale(environment: Mapping[str, str]) -> Literal["en", "zh"]:
    """Return the language of the page that the locale's variables ask for."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, named), "").startswith("zh") else "en"
