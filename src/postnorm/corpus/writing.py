"""What a run writes: a tree of Markdown files, or parts of JSON lines or Parquet."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from postnorm import MissingExtraError
from postnorm.corpus.columns import texts_of
from postnorm.corpus.parts import Progress, lines, write_whole
from postnorm.corpus.rows import Row
from postnorm.corpus.tree import write_tree
from postnorm.values import thawed

Writer: TypeAlias = Callable[[Progress, int, Sequence[Row]], Sequence[Row]]
"""Takes the run, the number of a part and its rows; gives the rows, those not written with an error."""


def writer_of(form: str, base: str) -> Writer:
    """Return what writes parts in this form; *base* is what the places of Markdown files count from.

    Raises :class:`MissingExtraError` for Parquet without pyarrow.
    """
    if form == "parquet":
        try:
            import pyarrow.parquet  # noqa: F401  # told before any work
        except ImportError as error:
            raise MissingExtraError(
                "writing Parquet needs pyarrow: pip install 'postnorm[arrow]'", extra="arrow"
            ) from error
    return functools.partial(_WRITERS[form], base)


def _write_json(base: str, run: Progress, number: int, rows: Sequence[Row]) -> Sequence[Row]:
    records = (
        {"name": row.name, "text": row.text, "metadata": thawed(row.metadata)}
        for row in rows
        if row.error is None
    )
    write_whole(run.out / f"part-{number:05}.jsonl", lines(records))
    return rows


def _write_parquet(base: str, run: Progress, number: int, rows: Sequence[Row]) -> Sequence[Row]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    kept = [row for row in rows if row.error is None]
    texts = pa.map_(pa.string(), pa.string())
    schema = pa.schema({"name": pa.string(), "text": pa.string(), "metadata": texts})
    table = pa.table(
        {
            "name": [row.name for row in kept],
            "text": [row.text for row in kept],
            "metadata": [texts_of(row.metadata or {}) for row in kept],
        },
        schema=schema,
    )
    made = io.BytesIO()
    parquet.write_table(table, made)
    write_whole(run.out / f"part-{number:05}.parquet", [made.getvalue()])
    return rows


_WRITERS: Final[Mapping[str, Callable[[str, Progress, int, Sequence[Row]], Sequence[Row]]]] = {
    "markdown": write_tree,
    "jsonl": _write_json,
    "parquet": _write_parquet,
}
FORMATS: Final = tuple(_WRITERS)
