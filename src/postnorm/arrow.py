"""Arrow tables of posts: columns kept, the text cleaned, metadata and errors beside it.

Needs pyarrow (``pip install 'postnorm[arrow]'``). :func:`clean_batches` is what Spark's ``mapInArrow``
and others that hand around record batches take as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

from postnorm import MissingExtraError, Post, clean
from postnorm.corpus.columns import refuse_surrogates, sound, texts_of
from postnorm.corpus.mapping import finish
from postnorm.corpus.sources import Source

try:
    import pyarrow as pa
except ImportError as _error:  # pragma: no cover: the tests run with pyarrow
    raise MissingExtraError(
        "postnorm.arrow needs pyarrow: pip install 'postnorm[arrow]'", extra="arrow"
    ) from _error

METADATA: Final = "metadata"
"""The column with what the header said: a map of texts; what is no text is written as JSON."""

ERROR: Final = "error"
"""The column that says why a row has no clean text; null for all others."""

_Table = TypeVar("_Table", pa.RecordBatch, pa.Table)


class _Row(NamedTuple):
    """What one row gets: its text and metadata, or its error."""

    text: str | None = None
    metadata: list[tuple[str, str]] | None = None
    error: str | None = None


def clean_batch(
    batch: _Table, *, column: str = "text", step: Callable[[Post], Post] = clean
) -> _Table:
    """Return the batch or table with *column* cleaned and the columns metadata and error appended.

    *column* holds texts or bytes; every row stays a row, in its place. A null stays null. A row that
    cannot be done has null for its text, and says why in ``error``. *step* is a function of a post.

    Raises ``ValueError`` for a missing column, one of another type, or columns that are called
    metadata or error already.

    >>> import pyarrow as pa
    >>> made = clean_batch(pa.table({"id": [7, 8], "text": ["---\\ntitle: 雨\\n---\\n停了 ，", None]}))
    >>> made.to_pylist()[0]
    {'id': 7, 'text': '停了，', 'metadata': [('title', '雨')], 'error': None}
    """
    schema = output_schema(batch.schema, column=column)
    given = batch.column(column).to_pylist()
    rows = [_Row() if text is None else _done(Source("", text), step) for text in given]
    texts, metadata, errors = zip(*rows, strict=True) if rows else ((), (), ())
    made = {column: texts, METADATA: metadata, ERROR: errors}
    columns = [
        pa.array(made[field.name], field.type) if field.name in made else batch.column(field.name)
        for field in schema
    ]
    return type(batch).from_arrays(columns, schema=schema)


def clean_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    column: str = "text",
    step: Callable[[Post], Post] = clean,
) -> Iterator[pa.RecordBatch]:
    """Clean batch after batch; lazily, so that only one is held.

    In Spark: ``frame.mapInArrow(clean_batches, spark_ddl(output_schema(arrow_schema)))``.
    """
    for batch in batches:
        yield clean_batch(batch, column=column, step=step)


def _done(source: Source, step: Callable[[Post], Post]) -> _Row:
    result = finish(source, step)
    try:
        if result.error is not None:
            raise result.error
        assert result.post is not None
        refuse_surrogates(result.post.body)
    except Exception as error:
        return _Row(error=sound(f"{type(error).__name__}: {error}"))
    return _Row(result.post.body, texts_of(result.post.metadata))


def output_schema(schema: pa.Schema, *, column: str = "text") -> pa.Schema:
    """Return the schema of what :func:`clean_batch` gives for batches of *schema*.

    Raises ``ValueError`` where :func:`clean_batch` does.
    """
    if column not in schema.names:
        raise ValueError(f"no column {column!r}; there are {', '.join(schema.names) or 'none'}")
    taken = {METADATA, ERROR}.intersection(schema.names)
    if taken:
        raise ValueError(f"there is a column {min(taken)!r} already; rename or drop it")
    at = schema.get_field_index(column)
    kind = schema.field(at).type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        kind = pa.string() if pa.types.is_binary(kind) else pa.large_string()
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)):
        raise ValueError(f"column {column!r} is {kind}, not texts or bytes")
    kind = pa.string() if pa.types.is_null(kind) else kind
    made = schema.set(at, pa.field(column, kind))
    made = made.append(pa.field(METADATA, pa.map_(pa.string(), pa.string())))
    return made.append(pa.field(ERROR, pa.string()))


def spark_ddl(schema: pa.Schema) -> str:
    """Return *schema* as Spark writes it, for ``mapInArrow`` and table definitions.

    Raises ``ValueError`` for a type that Spark does not have.

    >>> import pyarrow as pa
    >>> spark_ddl(output_schema(pa.schema({"id": pa.int64(), "text": pa.string()})))
    '`id` BIGINT, `text` STRING, `metadata` MAP<STRING, STRING>, `error` STRING'
    """
    return ", ".join(f"{_quoted(field.name)} {_spark_type(field.type)}" for field in schema)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


_SPARK: Final = {
    "bool": "BOOLEAN",
    "int8": "TINYINT",
    "int16": "SMALLINT",
    "int32": "INT",
    "int64": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "date32[day]": "DATE",
    "string": "STRING",
    "large_string": "STRING",
    "binary": "BINARY",
    "large_binary": "BINARY",
    "null": "VOID",
}


def _spark_type(kind: pa.DataType) -> str:
    if str(kind) in _SPARK:
        return _SPARK[str(kind)]
    if pa.types.is_timestamp(kind):
        return "TIMESTAMP" if kind.tz else "TIMESTAMP_NTZ"
    if pa.types.is_decimal128(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    if pa.types.is_map(kind):
        return f"MAP<{_spark_type(kind.key_type)}, {_spark_type(kind.item_type)}>"
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"ARRAY<{_spark_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        fields = (f"{_quoted(field.name)}: {_spark_type(field.type)}" for field in kind)
        return f"STRUCT<{', '.join(fields)}>"
    raise ValueError(f"Spark has no type for {kind}; cast or drop the column")
