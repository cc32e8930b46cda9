"""A whole run: posts in, a folder of clean posts out, that can be killed at any moment and go on."""

from __future__ import annotations

import functools
import itertools
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import postnorm
from postnorm import Change, Post, clean, open_posts
from postnorm.corpus.columns import refuse_surrogates
from postnorm.corpus.mapping import finish, run
from postnorm.corpus.parts import Progress, Told, lines, write_whole
from postnorm.corpus.placing import base_of
from postnorm.corpus.rows import Row
from postnorm.corpus.sources import Source
from postnorm.corpus.writing import FORMATS, Writer, writer_of
from postnorm.records import LedgerEntry
from postnorm.values import thawed

PART: Final = 256
"""Posts that are written together. A killed run does those of one part again."""


class Summary(NamedTuple):
    """What a run came to."""

    done: int
    rejected: int
    rules: Mapping[str, int]
    """How often each rule changed something, over all posts."""


OnPart: TypeAlias = Callable[[int, int], object]


def run_batch(
    inputs: Sequence[str],
    out: Path,
    step: Callable[[Post], Post] = clean,
    *,
    form: str = "markdown",
    workers: int = 0,
    resume: bool = False,
    ledger: bool = False,
    rejects: Path | None = None,
    field: str = "text",
    says: Mapping[str, object] | None = None,
    on_part: OnPart = lambda done, rejected: None,
) -> Summary:
    """Clean all posts in *inputs* (see :func:`open_posts`) into the folder *out*.

    *form* is ``markdown``, a tree of files like that of the inputs, or ``jsonl`` or ``parquet`` in
    parts. *ledger* writes every edit to ``ledger/`` as well; *rejects* is a file for the sources that
    are no posts, a line of JSON each with name and error. Everything is written whole or not at all:
    with *resume* a run that was ended, killed too, goes on and loses or does nothing twice. *says* are
    the options that it must have in common with its beginning. *on_part* is told the counts after
    each part.

    Raises ``ValueError`` for an unknown form or an output that is not this run's,
    :class:`postnorm.MissingExtraError` for Parquet without pyarrow, ``OSError`` when *out* cannot
    be written.
    """
    if isinstance(inputs, str) or not isinstance(out, Path):
        raise TypeError("run_batch takes a list of paths, and a pathlib.Path for the output")
    if form not in FORMATS:
        raise ValueError(f"the format is one of {', '.join(FORMATS)}, not {form!r}")
    for given in inputs:
        if os.path.isdir(given) and out.resolve().is_relative_to(Path(given).resolve()):
            raise ValueError(f"{out} is inside of {given}, and its posts would be read as posts")
    base = base_of(inputs)
    write = writer_of(form, base)
    progress = Progress(out)
    about = {"version": postnorm.__version__, "inputs": list(inputs), "format": form}
    progress.begin({**about, "ledger": ledger, "field": field, **(says or {})}, resume=resume)
    sources = open_posts(*inputs, field=field)
    first = sum(1 for _ in progress.told())
    left = itertools.islice(sources, first * PART, None)
    rows = run(left, functools.partial(_row, step, form, ledger), workers)
    done, rejected, _ = _summary(progress)
    number = first
    while part := list(itertools.islice(rows, PART)):
        told = _write_part(progress, number, part, write, ledger)
        progress.done(number, told)
        done, rejected = done + told.done, rejected + len(told.rejects)
        on_part(done, rejected)
        number += 1
    if rejects is not None:
        write_whole(rejects, lines(record for told in progress.told() for record in told.rejects))
    return _summary(progress)


def _write_part(
    progress: Progress, number: int, part: Sequence[Row], write: Writer, ledger: bool
) -> Told:
    """Write one part, all but its marker; return what is to be remembered."""
    part = write(progress, number, part)
    kept = [row for row in part if row.error is None]
    if ledger:
        edits = ({"name": row.name, **edit} for row in kept for edit in row.ledger)
        write_whole(progress.out / "ledger" / f"part-{number:05}.jsonl", lines(edits))
    rules = sum((Counter(row.rules) for row in kept), Counter[str]())
    rejects = [
        {"name": row.name, "error": f"{type(row.error).__name__}: {row.error}"}
        for row in part
        if row.error is not None
    ]
    return Told(len(kept), rejects, dict(sorted(rules.items())))


def _row(step: Callable[[Post], Post], form: str, ledger: bool, source: Source) -> Row:
    """What is written of one source: made where the work is done, so that little is sent."""
    result = finish(source, step)
    post = result.post
    try:
        if result.error is not None or post is None:
            return Row(source.name, source.container, error=result.error)
        _refuse_what_is_no_post(source, post)
        if form == "parquet":
            refuse_surrogates(post.body)
        edits = (e for change in post.changes if isinstance(change, Change) for e in change.edits)
        return Row(
            source.name,
            source.container,
            text=post.body,
            metadata=post.metadata if form != "markdown" else None,
            markdown=post.to_markdown() if form == "markdown" else "",
            rules=Counter(edit.rule for edit in edits),
            ledger=tuple(_entry(entry) for entry in post.ledger()) if ledger else (),
        )
    except Exception as error:
        return Row(source.name, source.container, error=error)


def _refuse_what_is_no_post(source: Source, post: Post) -> None:
    """Raise ``ValueError`` for a file without a text, and for a name that no output can hold."""
    if source.path is not None and not post.source.strip():
        raise ValueError("empty: there is no post in it")
    try:
        source.name.encode()
    except UnicodeEncodeError:
        raise ValueError("its name is not UTF-8, so nothing could name it; rename it") from None


def _entry(entry: LedgerEntry) -> dict[str, object]:
    return {key: thawed(value) for key, value in entry._asdict().items() if value is not None}


def _summary(progress: Progress) -> Summary:
    """What a run has come to so far, over all times that it was begun."""
    done = rejected = 0
    rules = Counter[str]()
    for told in progress.told():
        done += told.done
        rejected += len(told.rejects)
        rules.update(told.rules)
    return Summary(done, rejected, rules)
