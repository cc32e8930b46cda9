"""Learn promotion packs on a Spark cluster, one for each publisher: Parquet in, Parquet out.

    spark-submit spark_learn.py posts.parquet packs.parquet [--column text] [--publisher publisher]

Needs PySpark 4 on the driver and postnorm[arrow] on every executor. Each publisher gets a row: how many
of its posts were read, how many could not be, and its pack as TOML, which ``load_pack`` reads from a
file. A row that is null in one of the two columns says nothing of a publisher and is left out.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from postnorm import PackSketch, Post, map_posts
from postnorm.arrow import spark_ddl

COUNTS: Final = {"posts": pa.int64(), "rejected": pa.int64()}
SKETCHES: Final = pa.schema({"publisher": pa.string(), "sketch": pa.binary(), **COUNTS})
PACKS: Final = pa.schema({"publisher": pa.string(), **COUNTS, "pack": pa.string()})
HELD: Final = 5_000
"""Posts whose edges a partition holds, some 10 KB each, before it hands its sketches on."""


def learned(frame: DataFrame, column: str = "text", publisher: str = "publisher") -> DataFrame:
    """Return a row for each publisher in *frame*: its name, counts of posts, and its pack as TOML."""
    named = frame[publisher].cast("string").alias("publisher")
    posts = frame.select(named, frame[column].alias("text")).dropna()
    parts = posts.mapInArrow(sketches, spark_ddl(SKETCHES))
    # Sorted, so that sketches are merged as they come: applyInArrow holds all of a publisher at once.
    gathered = parts.repartition("publisher").sortWithinPartitions("publisher")
    return gathered.mapInArrow(packs, spark_ddl(PACKS))


def sketches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Give a sketch of each publisher's posts in a partition, or several: they merge to the same."""
    held: dict[str, PackSketch] = {}
    posts, rejected = Counter[str](), Counter[str]()
    for batch in batches:
        results = map_posts(batch.column("text").to_pylist(), as_it_is)
        for name, result in zip(batch.column("publisher").to_pylist(), results, strict=True):
            sketch = held.setdefault(name, PackSketch(name))
            if result.post is None:
                rejected[name] += 1
            else:
                posts[name] += 1
                sketch.add(result.post.body)
        if sum(map(len, held.values())) >= HELD:
            yield as_rows(held, posts, rejected)
            held, posts, rejected = {}, Counter(), Counter()
    yield as_rows(held, posts, rejected)


def as_it_is(post: Post) -> Post:
    """Learning reads posts as they are, as ``postnorm learn`` does."""
    return post


def as_rows(
    held: dict[str, PackSketch], posts: Counter[str], rejected: Counter[str]
) -> pa.RecordBatch:
    rows = [
        {
            "publisher": name,
            "sketch": pickle.dumps(sketch),
            "posts": posts[name],
            "rejected": rejected[name],
        }
        for name, sketch in held.items()
    ]
    return pa.RecordBatch.from_pylist(rows, SKETCHES)


def packs(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Merge sketches, those of one publisher after the other, and give their packs."""
    rows = (row for batch in batches for row in batch.to_pylist())
    for name, parts in itertools.groupby(rows, key=lambda row: row["publisher"]):
        whole = PackSketch(name)
        counts = Counter[str]()
        for part in parts:
            whole = whole.merge(pickle.loads(part["sketch"]))
            counts.update({count: part[count] for count in COUNTS})
        row = {"publisher": name, **counts, "pack": whole.pack().to_toml()}
        yield pa.RecordBatch.from_pylist([row], PACKS)


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn promotion packs on a Spark cluster.")
    parser.add_argument("posts", help="Parquet to read")
    parser.add_argument("packs", help="Parquet to write")
    parser.add_argument("--column", default="text", help="the texts' column (default: text)")
    parser.add_argument(
        "--publisher", default="publisher", help="the column that says whose they are"
    )
    options = parser.parse_args()
    # A sketch may have some megabytes, and a batch of them is held at once.
    spark = (
        SparkSession.builder.appName("postnorm learn")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
        .getOrCreate()
    )
    frame = spark.read.parquet(options.posts)
    learned(frame, options.column, options.publisher).write.parquet(options.packs)
    spark.stop()


if __name__ == "__main__":
    main()
