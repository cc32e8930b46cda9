"""The command: ``postnorm clean``, ``explain``, ``batch`` and ``learn``.

Data goes to standard output and nothing else does. Exit status: 0 done, 2 usage, input or output;
of batch also 3, done but for some posts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import postnorm
from postnorm import MISSING, Decision, MetadataChange, Post, PostnormError
from postnorm.cli import batch, learn, report
from postnorm.cli.common import DONE, INTERRUPTED, add_cleaning, complain, decisions_of, packs_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    *arguments* are those after the command's name; by default those of the process.
    """
    options = _parser().parse_args(arguments)
    try:
        _check(options)
    except ValueError as error:
        return complain(str(error))
    if sys.stdout is None:  # closed by the caller: >&-
        return complain("standard output is closed")
    try:
        status = int(options.main(options))
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered must not fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return DONE  # the reader has what it wanted: postnorm clean ... | head
        return complain(f"standard output: {error.strerror or error}")
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _do_files(options: argparse.Namespace) -> int:
    status = max(_do(name, options) for name in options.files)
    for one in options.decisions:
        if one not in options.met:
            status = complain(f"{one.name or 'a post'}: {_unmet(one)}")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postnorm",
        description="Clean scraped Chinese blog posts, with every change accounted for.",
    )
    parser.add_argument("--version", action="version", version=f"postnorm {postnorm.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, run, summary in (
        ("clean", _write_clean, "write the clean post"),
        ("explain", _write_explanation, "tell what would be changed, where, by which rule and why"),
    ):
        command = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        command.add_argument(
            "files", nargs="*", default=["-"], metavar="FILE", help="- is standard input"
        )
        add_cleaning(command)
        if run is _write_clean:
            command.add_argument(
                "--json", action="store_true", help="a line of JSON a post, with every change"
            )
            command.add_argument(
                "--decisions",
                metavar="FILE",
                help="decisions.json of a report: the changes that it names are not made",
            )
        command.set_defaults(main=_do_files, run=run)
    batch.add(commands)
    learn.add(commands)
    report.add(commands)
    return parser


def _check(options: argparse.Namespace) -> None:
    """Tell a wrong option once, not for every file."""
    if "style" in options:
        options.packs = packs_of(options)
        postnorm.clean("", script=options.script, style=options.style)
    if options.main is _do_files:
        options.decisions = decisions_of(options) if "decisions" in options else ()
        options.met = set()


def _do(name: str, options: argparse.Namespace) -> int:
    """Do one file; what is wrong with it is one line, and the others are still done."""
    try:
        data = _read(name)
        post = postnorm.clean(
            data,
            script=options.script,
            style=options.style,
            packs=options.packs,
            path=None if name == "-" else name,
            keep=options.decisions,
        )
    except IsADirectoryError:
        return complain(f"{name}: Is a directory; postnorm batch cleans a folder")
    except OSError as error:
        return complain(f"{name}: {error.strerror or error}")
    except PostnormError as error:
        return complain(f"{name}: {error}")
    options.met.update(_met(post, options.decisions))
    run: Callable[[Post, argparse.Namespace], Iterator[str]] = options.run
    for text in run(post, options):
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return DONE


def _met(post: Post, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions on this post that met a change of it, as its notices tell."""
    told = {
        (n.detail["step"], n.detail["rule"], n.span, n.detail["removed"], n.detail["new"])
        for n in post.notices
        if n.rule == "decisions.kept" and n.detail is not None
    }
    own = Decision.digest(post.source) if told else ""
    return (one for one in decisions if one.source == own and one[1:6] in told)


def _unmet(one: Decision) -> str:
    return f"the decision on {_difference(one.removed, one.new)} by {one.rule} meets no change"


def _read(name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()
    if "\0" in name:
        raise OSError("no file has NUL in its name")
    with open(name, "rb") as file:
        return file.read()


def _write_clean(post: Post, options: argparse.Namespace) -> Iterator[str]:
    if options.json:
        line = json.dumps(post.to_dict(), ensure_ascii=False)
        yield (json.dumps(post.to_dict()) if _has_surrogates(line) else line) + "\n"
        return
    markdown = post.to_markdown()
    yield markdown if markdown.endswith("\n") else markdown + "\n"


def _has_surrogates(text: str) -> bool:
    """Only then JSON must be ASCII: its readers refuse a lone surrogate in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


# --- explain ----------------------------------------------------------------


def _write_explanation(post: Post, options: argparse.Namespace) -> Iterator[str]:
    """A line for every change: where in the source, by which rule, what for what, and why."""
    place = _Places(post.source)
    for entry in post.ledger():
        yield f"{place(entry.span)}  {entry.rule}  {_difference(entry.removed, entry.new)}\n"
        yield f"    {entry.reason}\n"
    for change in post.changes:
        if isinstance(change, MetadataChange):
            yield f"metadata  {change.step}  {change.key}: {_shown(change.before)} -> {_shown(change.after)}\n"
    for notice in post.notices:
        where = "notice" if notice.span is None else f"{place(notice.span)}  notice"
        yield f"{where}  {notice.rule}\n    {notice.message}\n"


_LINE_END: Final = re.compile(r"\r\n?|\n")  # as editors count lines


class _Places:
    """Line and column, counted from 1, of places in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def __call__(self, span: tuple[int, int]) -> str:
        line = bisect_right(self._starts, span[0])
        return f"{line}:{span[0] - self._starts[line - 1] + 1}"


_LONGEST: Final = 40


def _difference(old: str, new: str) -> str:
    if not new:
        return f"removed {_shown(old)}"
    return f"{_shown(old)} -> {_shown(new)}" if old else f"put in {_shown(new)}"


def _shown(value: object) -> str:
    """A value as people can read it on one line."""
    if value is MISSING:
        return "nothing"
    if not isinstance(value, str):
        return repr(value)
    if len(value) <= _LONGEST:
        return repr(value)
    half = _LONGEST // 2
    return f"{value[:half]!r} … {value[-half:]!r} ({len(value)} characters)"
