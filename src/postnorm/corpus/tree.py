"""Writing a tree of Markdown files, none of them over another, whatever the sources are called."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from postnorm.corpus.parts import Progress, draft_of, publish, write_draft
from postnorm.corpus.placing import place_of
from postnorm.corpus.rows import Row

# What is wrong with one name, while the disk is well: the place is taken by a folder or below a
# file, or the path is one that the file system does not take.
_OF_THE_NAME: Final = frozenset(
    {
        errno.EEXIST,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.ENAMETOOLONG,
        errno.EINVAL,
        errno.EILSEQ,
    }
)


def write_tree(base: str, run: Progress, number: int, rows: Sequence[Row]) -> Sequence[Row]:
    """Write each row to its place; of two for one place the second is an error.

    The output itself remembers which places are taken: a set of them would grow with the run, and
    would not know that a file system may take ``A.md`` and ``a.md`` for one.
    """
    places = [place_of(row.name, row.container, base) for row in rows if row.error is None]
    run.begins(number, [place for place in places if not os.path.lexists(run.out / place)])
    drafts: list[Path] = []
    told = [row if row.error else _drafted(row, base, run, drafts) for row in rows]
    publish(drafts)
    return told


def _drafted(row: Row, base: str, run: Progress, drafts: list[Path]) -> Row:
    """Write the draft of a row and add its path to *drafts*, or say why that cannot be."""
    place = place_of(row.name, row.container, base)
    path = run.out / place
    if _is_taken(run.out, Path(place)):
        return _refused(row, f"another post is written to {place}; rename one of them")
    text = row.markdown if row.markdown.endswith("\n") else row.markdown + "\n"
    try:
        write_draft(path, [text.encode("utf-8", "surrogatepass")])
    except OSError as error:
        if error.errno not in _OF_THE_NAME:
            raise
        return _refused(row, f"{place:.200} cannot be written: {error.strerror}; rename it")
    drafts.append(path)
    return row


def _is_taken(out: Path, place: Path) -> bool:
    """Whether something stands there, or will when this part is done, or a file where a folder is needed."""
    if os.path.lexists(out / place):
        return True
    return any(os.path.lexists(draft_of(out / part)) for part in (place, *place.parents[:-1]))


def _refused(row: Row, reason: str) -> Row:
    return Row(row.name, row.container, error=ValueError(reason))
