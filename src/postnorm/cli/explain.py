"""``postnorm explain``: what would be changed, where, by which rule and why."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Iterator

from postnorm import MetadataChange, Post
from postnorm.cli.common import DONE, add_cleaning, in_bytes, visible_name, write
from postnorm.cli.describing import Places, difference, shown
from postnorm.cli.files import Cleaned, add_files, each
from postnorm.cli.language import reason_told, say


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "explain",
        help="tell what would be changed, where, by which rule and why",
        description="Tell what would be changed, where, by which rule and why; no post is written. Lines "
        "and columns count from 1, in the source.",
        epilog="""\
examples:
  postnorm explain examples/scraped-post.md
  postnorm explain --select punctuation < examples/scraped-post.md

postnorm rules ID tells more of a rule.""",
    )
    add_files(command, "- is standard input")
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    several = len(options.files) > 1
    return each(options, functools.partial(_write, named=several), folders=False)


def _write(cleaned: Cleaned, *, named: bool) -> int:
    if named:
        write(in_bytes(f"{visible_name(cleaned.name)}:\n"))
    for line in _explanation(cleaned.post):
        write(line + "\n")
    return DONE


def _explanation(post: Post) -> Iterator[str]:
    """A line for every change: where in the source, by which rule, what for what, and why."""
    place = Places(post.source)
    for entry in post.ledger():
        yield f"{place(entry.span)}  {entry.rule}  {difference(entry.removed, entry.new)}"
        yield f"    {reason_told(entry.rule, entry.reason)}"
    metadata, told = say("metadata"), say("notice")
    for change in post.changes:
        if isinstance(change, MetadataChange):
            sides = f"{shown(change.before)} -> {shown(change.after)}"
            yield f"{metadata}  {change.step}  {change.key}: {sides}"
    for notice in post.notices:
        where = told if notice.span is None else f"{place(notice.span)}  {told}"
        yield f"{where}  {notice.rule}"
        yield f"    {notice.message}"
