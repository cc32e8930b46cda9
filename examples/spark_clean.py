"""Clean a table of posts on a Spark cluster: Parquet in, Parquet out, every row kept.

    spark-submit spark_clean.py posts.parquet clean.parquet [--column text]

Needs PySpark 4 on the driver and postnorm[arrow] on every executor. Each row gets ``metadata`` and
``error`` beside its text; a row that cannot be done has null for its text and says why.
"""

from __future__ import annotations

import argparse
import functools

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema

from postnorm.arrow import clean_batches, output_schema, spark_ddl


def cleaned(frame: DataFrame, column: str = "text") -> DataFrame:
    """Return *frame* with *column* cleaned, and metadata and error beside it."""
    ddl = spark_ddl(output_schema(to_arrow_schema(frame.schema), column=column))
    return frame.mapInArrow(functools.partial(clean_batches, column=column), ddl)


def main() -> None:
    parser = argparse.ArgumentParser(description="Clean a table of posts on a Spark cluster.")
    parser.add_argument("posts", help="Parquet to read")
    parser.add_argument("clean", help="Parquet to write")
    parser.add_argument("--column", default="text", help="the texts' column (default: text)")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("postnorm clean").getOrCreate()
    cleaned(spark.read.parquet(options.posts), options.column).write.parquet(options.clean)
    spark.stop()


if __name__ == "__main__":
    main()
