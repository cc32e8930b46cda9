"""``postnorm report``: what was done to posts, as a page for people."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Iterator
from typing import Final

import postnorm
from postnorm import Post
from postnorm.cli.common import DONE, add_cleaning, cleaning_of, complain, tell
from postnorm.cli.language import say, spoken

_STEP: Final = 1000  # posts between two lines of progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    summary = "write a page that shows every change, to look at and to decide on"
    command = commands.add_parser(
        "report",
        help=summary,
        description="Write a page that shows every change, to look at and to decide on: one file, for any "
        "browser, in the language of the messages. It loads nothing.",
        epilog="""\
examples:
  postnorm report -o report.html examples/scraped-post.md
  postnorm report --language zh -o report.html examples/""",
    )
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="FILE",
        help="a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc",
    )
    command.add_argument("-o", "--output", required=True, metavar="PAGE", help="the page to write")
    command.add_argument("--title", default="", metavar="TEXT", help="of the page")
    command.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes (default: this one)"
    )
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    """Write the page; what cannot be read is one line on standard error, and the others are shown."""
    if options.workers < 0:
        return complain(say("--workers is a number of processes, 0 or more"))
    reading = _Reading(options)
    try:
        count = postnorm.write_report(
            reading.posts(),
            options.output,
            language="zh" if spoken() == "zh" else "en",
            title=options.title,
        )
    except OSError as error:
        return complain(f"{error.filename or options.output}: {say(error.strerror or str(error))}")
    if count == 1:
        tell(say("postnorm: 1 post in {page}", page=options.output))
    else:
        tell(say("postnorm: {count} posts in {page}", count=f"{count:,}", page=options.output))
    return reading.status


class _Reading:
    """The posts of a page, cleaned as they are asked for, and the worst of what became of them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self.status = DONE

    def posts(self) -> Iterator[tuple[str, Post]]:
        clean = functools.partial(postnorm.clean, **cleaning_of(self._options))
        sources = postnorm.open_posts(*self._options.inputs)
        results = postnorm.map_posts(sources, clean, workers=self._options.workers)
        for number, result in enumerate(results, 1):
            if result.post is None:
                said = getattr(result.error, "strerror", None) or str(result.error)
                self.status = complain(f"{result.name}: {say(said)}")
            else:
                yield result.name, result.post
            if number % _STEP == 0:
                tell(say("postnorm: {count} posts read", count=f"{number:,}"))
