"""DuckDB: batches are cleaned as the database gives them, and read back as a table."""

import duckdb
import pyarrow as pa

from postnorm.arrow import clean_batches, output_schema


def clean_query(
    connection: duckdb.DuckDBPyConnection, query: str, column: str = "text"
) -> duckdb.DuckDBPyRelation:
    """Return what *query* gives with *column* cleaned; only a batch at a time is in memory."""
    given = connection.cursor().sql(query).to_arrow_reader(1000)  # this one is read into meanwhile
    schema = output_schema(given.schema, column=column)
    made = pa.RecordBatchReader.from_batches(schema, clean_batches(given, column=column))
    return connection.from_arrow(made)
