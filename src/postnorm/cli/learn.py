"""``postnorm learn``: a publisher's promotions, from its posts, as a pack."""

from __future__ import annotations

import argparse
import sys
from typing import Final

import postnorm
from postnorm import Post
from postnorm.cli.common import DONE, complain

_STEP: Final = 1000  # posts between two lines of progress


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    summary = "learn a publisher's promotions from its posts, and write a pack"
    command = commands.add_parser(
        "learn",
        help=summary,
        description="Read posts, and write what recurs in them and promotes as a pack in TOML.",
    )
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="IN",
        help="a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc",
    )
    command.add_argument("--publisher", required=True, metavar="NAME", help="whose posts they are")
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    """Write the pack; what cannot be read is one line on standard error, and the others still count."""
    sketch, status = postnorm.PackSketch(options.publisher), DONE
    posts = 0
    for result in postnorm.map_posts(postnorm.open_posts(*options.inputs), _as_it_is):
        if result.post is None:
            status = complain(f"{result.name}: {_said(result.error)}")
            continue
        sketch.add(result.post.body)
        posts += 1
        if posts % _STEP == 0:
            print(f"postnorm: {posts:,} posts read", file=sys.stderr)
    if not posts:
        return status or complain(f"{' '.join(options.inputs)}: no posts there")
    pack = sketch.pack()
    print(f"postnorm: {len(pack.templates):,} templates from {pack.posts:,} posts", file=sys.stderr)
    sys.stdout.buffer.write(pack.to_toml().encode())
    return status


def _as_it_is(post: Post) -> Post:
    return post


def _said(error: Exception | None) -> str:
    return str(getattr(error, "strerror", None) or error)
