"""What a run writes: a tree of Markdown files, or parts of JSON lines or Parquet."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from postnorm import MissingExtraError
from postnorm.corpus.columns import sound, texts_of
from postnorm.corpus.parts import lines, write_whole
from postnorm.corpus.placing import place_of
from postnorm.values import thawed


class Row(NamedTuple):
    """What is written of one source, or why nothing is."""

    name: str
    container: str | None = None
    text: str = ""
    metadata: Mapping[str, object] | None = None
    markdown: str = ""
    rules: Mapping[str, int] | None = None
    """How often each rule changed something."""
    ledger: tuple[Mapping[str, object], ...] = ()
    error: Exception | None = None


Writer: TypeAlias = Callable[[Path, int, Sequence[Row]], None]
"""Takes the output folder, the number of a part and its rows."""


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


def _write_markdown(base: str, out: Path, number: int, rows: Sequence[Row]) -> None:
    for row in rows:
        text = row.markdown if row.markdown.endswith("\n") else row.markdown + "\n"
        write_whole(
            out / place_of(row.name, row.container, base), text.encode("utf-8", "surrogatepass")
        )


def _write_json(base: str, out: Path, number: int, rows: Sequence[Row]) -> None:
    records = [
        {"name": row.name, "text": row.text, "metadata": thawed(row.metadata)} for row in rows
    ]
    write_whole(out / f"part-{number:05}.jsonl", lines(records))


def _write_parquet(base: str, out: Path, number: int, rows: Sequence[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    texts = pa.map_(pa.string(), pa.string())
    schema = pa.schema({"name": pa.string(), "text": pa.string(), "metadata": texts})
    table = pa.table(
        {
            "name": [sound(row.name) for row in rows],
            "text": [row.text for row in rows],
            "metadata": [texts_of(row.metadata or {}) for row in rows],
        },
        schema=schema,
    )
    made = io.BytesIO()
    parquet.write_table(table, made)
    write_whole(out / f"part-{number:05}.parquet", made.getvalue())


_WRITERS: Final[Mapping[str, Callable[[str, Path, int, Sequence[Row]], None]]] = {
    "markdown": _write_markdown,
    "jsonl": _write_json,
    "parquet": _write_parquet,
}
FORMATS: Final = tuple(_WRITERS)
