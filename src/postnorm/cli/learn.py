"""``postnorm learn``: a publisher's promotions, from its posts, as a pack."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Final

import postnorm
from postnorm import Decision, Post
from postnorm.cli.common import DONE, complain, tell
from postnorm.cli.deciding import decisions_of
from postnorm.cli.language import say

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
        nargs="*",
        metavar="IN",
        help="a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc",
    )
    command.add_argument("--publisher", required=True, metavar="NAME", help="whose posts they are")
    command.add_argument(
        "--decisions",
        metavar="FILE",
        help="decisions.json of a report: what was removed wrongly becomes lines that the pack keeps",
    )
    command.add_argument(
        "--cases",
        metavar="FILE",
        help="write the decisions as cases for tests, a line of JSON each",
    )
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    """Write the pack; what cannot be read is one line on standard error, and the others still count."""
    if not options.inputs and options.decisions is None:
        return complain(say("learn needs posts, or --decisions FILE"))
    if options.cases is not None and options.decisions is None:
        return complain(say("--cases is written from --decisions FILE"))
    try:
        decisions = decisions_of(options)
        _write_cases(decisions, options.cases)
    except ValueError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror or error}")
    sketch, status = postnorm.PackSketch(options.publisher), DONE
    posts = 0
    for result in postnorm.map_posts(postnorm.open_posts(*options.inputs), _as_it_is):
        if result.post is None:
            status = complain(f"{result.name}: {_said(result.error)}")
            continue
        sketch.add(result.post.body)
        posts += 1
        if posts % _STEP == 0:
            tell(say("postnorm: {count} posts read", count=f"{posts:,}"))
    if not posts and options.inputs:
        return status or complain(f"{' '.join(options.inputs)}: no posts there")
    marked = [one.removed for one in decisions if one.rule.startswith("promotions.")]
    pack = sketch.pack().keeping(marked)
    counts = {"templates": f"{len(pack.templates):,}", "posts": f"{pack.posts:,}"}
    tell(say("postnorm: {templates} templates from {posts} posts", **counts))
    if decisions:
        counts = {"lines": f"{len(pack.keeps):,}", "decisions": f"{len(decisions):,}"}
        tell(say("postnorm: {lines} kept lines from {decisions} decisions", **counts))
    sys.stdout.buffer.write(pack.to_toml().encode())
    return status


def _write_cases(decisions: Iterable[Decision], path: str | None) -> None:
    """A line for each decision: the step, the rule, a text in which it was wrong, and what stays."""
    if path is None:
        return
    with open(path, "w", encoding="utf-8") as file:
        for one in decisions:
            case = {
                "step": one.step,
                "rule": one.rule,
                "text": one.context,
                "removed": one.removed,
                "new": one.new,
                "why": one.why,
                "name": one.name,
            }
            file.write(json.dumps(case, ensure_ascii=_has_surrogates(case)) + "\n")


def _has_surrogates(case: Mapping[str, str]) -> bool:
    """Only then JSON must be ASCII: UTF-8 cannot hold a lone surrogate."""
    return any("\ud800" <= char <= "\udfff" for text in case.values() for char in text)


def _as_it_is(post: Post) -> Post:
    return post


def _said(error: Exception | None) -> str:
    return str(getattr(error, "strerror", None) or error)
