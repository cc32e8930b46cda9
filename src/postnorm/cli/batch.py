"""``postnorm batch``: a folder of posts, or a million, into a folder of clean posts."""

from __future__ import annotations

import argparse
import functools
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

import postnorm
from postnorm import MissingExtraError
from postnorm.cli.common import (
    DONE,
    INCOMPLETE,
    INTERRUPTED,
    add_cleaning,
    cleaning_of,
    complain,
    tell,
)
from postnorm.cli.language import say

_SECONDS_BETWEEN_LINES: Final = 10
_Told: TypeAlias = Callable[[int, int], None]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    summary = "clean many posts into a folder"
    command = commands.add_parser(
        "batch",
        help=summary,
        description=f"{summary.capitalize()}. A run that was ended at any moment goes on with --resume.",
        epilog="Exit status: 0 all posts done, 3 some rejected, 2 usage, input or output.",
    )
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="IN",
        help="a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc",
    )
    command.add_argument("-o", "--output", required=True, metavar="OUT", help="the folder to write")
    command.add_argument(
        "--format",
        default="markdown",
        metavar="FORMAT",
        help="markdown (default; a tree like the inputs'), jsonl or parquet",
    )
    command.add_argument(
        "--field", default="text", metavar="NAME", help="the texts' key or column (default: text)"
    )
    command.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes (default: this one)"
    )
    command.add_argument("--resume", action="store_true", help="go on with a run that was ended")
    command.add_argument(
        "--rejects", metavar="FILE", help="write the sources that are no posts, a line of JSON each"
    )
    command.add_argument("--ledger", action="store_true", help="write every edit to OUT/ledger")
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    if options.workers < 0:
        return complain(say("--workers is a number of processes, 0 or more"))
    step = functools.partial(postnorm.clean, **cleaning_of(options))
    out = Path(options.output)
    try:
        with _progress(options) as told, _ctrl_c() as ask:

            def on_part(done: int, rejected: int) -> None:
                told(done, rejected)
                ask()

            summary = postnorm.run_batch(
                options.inputs,
                out,
                step,
                form=options.format,
                workers=options.workers,
                resume=options.resume,
                ledger=options.ledger,
                rejects=options.rejects and Path(options.rejects),
                field=options.field,
                says={
                    "script": options.script,
                    "style": options.style,
                    "packs": list(options.pack),
                    "select": options.select,
                    "without": list(options.without),
                },
                on_part=on_part,
            )
    except (ValueError, MissingExtraError) as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename or out}: {say(error.strerror or str(error))}")
    except KeyboardInterrupt:
        tell(say("postnorm: ended; the same command with --resume goes on"))
        return INTERRUPTED
    for rule, count in sorted(summary.rules.items()):
        tell(f"{count:>10,}  {rule}")
    why = "" if options.rejects or not summary.rejected else say("; --rejects FILE tells why")
    tell(_counts(summary.done, summary.rejected) + why)
    return INCOMPLETE if summary.rejected else DONE


def _counts(done: int, rejected: int) -> str:
    return say("{done} done, {rejected} rejected", done=f"{done:,}", rejected=f"{rejected:,}")


@contextmanager
def _ctrl_c() -> Iterator[Callable[[], None]]:
    """Hear Ctrl-C in any case, and give what raises it once more.

    Where it comes in a callback that may not fail, as those of imports, Python prints it and goes on.
    """
    heard = False

    def hear(*_: object) -> None:
        nonlocal heard
        heard = True
        raise KeyboardInterrupt

    def ask() -> None:
        if heard:
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # somebody else's, or switched off by nohup
        yield ask
        return
    signal.signal(signal.SIGINT, hear)
    try:
        yield ask
    finally:
        signal.signal(signal.SIGINT, before)


def _progress(options: argparse.Namespace) -> AbstractContextManager[_Told]:
    """Something that is told the counts: a bar on a terminal, otherwise a line now and then."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    return _bar(options) if on_terminal and find_spec("rich") else _lines()


@contextmanager
def _lines() -> Iterator[_Told]:
    last = time.monotonic()

    def told(done: int, rejected: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            tell(_counts(done, rejected))

    yield told


@contextmanager
def _bar(options: argparse.Namespace) -> Iterator[_Told]:
    """A bar that is gone when the run is done; it only moves to and fro where nobody knows the end."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    counts = TextColumn(say("{task.completed:,.0f} posts, {task.fields[rejected]:,} rejected"))
    columns = (BarColumn(), counts, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rejected=0)
        total: int | None = None

        def told(done: int, rejected: int) -> None:
            nonlocal total
            if not progress.tasks[0].completed:  # once, and when there is something to show
                total = _number_of_posts(options)
            progress.update(task, total=total, completed=done + rejected, rejected=rejected)

        yield told


def _number_of_posts(options: argparse.Namespace) -> int | None:
    """How many posts there are, if the names of files tell; ``None`` if one would have to be opened."""
    number = 0
    for source in postnorm.open_posts(*options.inputs, field=options.field):
        if source.container is not None or source.content is not None:
            return None
        number += 1
    return number
