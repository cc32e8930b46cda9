"""The command: ``postnorm clean``, ``postnorm explain`` and ``postnorm learn``.

Data goes to standard output and nothing else does. Exit status: 0 done, 2 usage, input or output.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import postnorm
from postnorm import MISSING, MetadataChange, Post, PostnormError

DONE: Final = 0
FAILED: Final = 2
_INTERRUPTED: Final = 130  # what a shell reports for Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    *arguments* are those after the command's name; by default those of the process.
    """
    options = _parser().parse_args(arguments)
    try:
        _check(options)
    except ValueError as error:
        return _complain(str(error))
    if sys.stdout is None:  # closed by the caller: >&-
        return _complain("standard output is closed")
    try:
        status = DONE
        for name in options.files if options.run is not _learn else ():
            status = max(status, _do(name, options))
        if options.run is _learn:
            status = _learn(options)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered must not fail once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return DONE  # the reader has what it wanted: postnorm clean ... | head
        return _complain(f"standard output: {error.strerror or error}")
    except KeyboardInterrupt:
        return _INTERRUPTED
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
        command.add_argument(
            "--script", metavar="SCRIPT", help="convert to hans, hant, hant-tw, hant-hk or jpan"
        )
        command.add_argument(
            "--style",
            default="minimal",
            metavar="STYLE",
            help="of punctuation: minimal (default), mainland, taiwan or hongkong",
        )
        if run is _write_clean:
            command.add_argument(
                "--json", action="store_true", help="a line of JSON a post, with every change"
            )
        command.set_defaults(run=run)
    learn = commands.add_parser(
        "learn",
        help="learn a publisher's promotions from its posts, and write a pack",
        description="Read the posts in a folder, and write what recurs and promotes as a pack in TOML.",
    )
    learn.add_argument(
        "folder", metavar="DIR", help="with posts: .md, .markdown and .txt, at any depth"
    )
    learn.add_argument("--publisher", required=True, metavar="NAME", help="whose posts they are")
    learn.set_defaults(run=_learn)
    return parser


def _check(options: argparse.Namespace) -> None:
    """Tell a wrong option once, not for every file."""
    if options.run is _learn:
        return
    postnorm.clean("", script=options.script, style=options.style)


def _do(name: str, options: argparse.Namespace) -> int:
    """Do one file; what is wrong with it is one line, and the others are still done."""
    try:
        data = _read(name)
        post = postnorm.clean(
            data, script=options.script, style=options.style, path=None if name == "-" else name
        )
    except OSError as error:
        return _complain(f"{name}: {error.strerror or error}")
    except PostnormError as error:
        return _complain(f"{name}: {error}")
    run: Callable[[Post, argparse.Namespace], Iterator[str]] = options.run
    for text in run(post, options):
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    return DONE


def _read(name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()
    if "\0" in name:
        raise OSError("no file has NUL in its name")
    with open(name, "rb") as file:
        return file.read()


def _complain(message: str) -> int:
    print(f"postnorm: {message}".replace("\n", " "), file=sys.stderr)
    return FAILED


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


# --- learn ------------------------------------------------------------------

_POSTS: Final = (".md", ".markdown", ".txt")
_STEP: Final = 100  # posts between two lines of progress


def _learn(options: argparse.Namespace) -> int:
    """Write a pack learned from a folder; a file that cannot be read is one line on standard error."""
    sketch, status = postnorm.PackSketch(options.publisher), DONE
    names = sorted(
        os.path.join(folder, name)
        for folder, _, files in os.walk(options.folder)
        for name in files
        if name.lower().endswith(_POSTS)
    )
    if not names:
        return _complain(f"{options.folder}: no posts there ({', '.join(_POSTS)})")
    for count, name in enumerate(names, 1):
        try:
            sketch.add(postnorm.parse(_read(name), path=name).body)
        except OSError as error:
            status = _complain(f"{name}: {error.strerror or error}")
        except PostnormError as error:
            status = _complain(f"{name}: {error}")
        if count % _STEP == 0 or count == len(names):
            print(f"postnorm: {count} of {len(names)} posts read", file=sys.stderr)
    pack = sketch.pack()
    print(f"postnorm: {len(pack.templates)} templates from {pack.posts} posts", file=sys.stderr)
    sys.stdout.buffer.write(pack.to_toml().encode())
    return status


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


if __name__ == "__main__":
    sys.exit(main())
