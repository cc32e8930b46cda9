"""The same rows from a Spark cluster: two executors of their own, bad rows, nulls, a worker that dies."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from postnorm import Post, learn_promotions, map_posts, run_batch
from postnorm.arrow import clean_batches
from postnorm.testing.posts import scraped_post
from postnorm.testing.writing import sentence

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
        reason="needs PySpark 4 and Java 17: pip install 'pyspark[sql]>=4,<5'",
    ),
]
EXAMPLES = Path(__file__).parent.parent / "examples"
ROWS = int(os.environ.get("POSTNORM_ENGINE_ROWS", "2000"))


def example(name: str) -> Any:
    """An example as a module; executors get its functions by value."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A cluster of two executors with a core each, in processes of their own."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    java = shutil.which("java")
    assert java is not None
    os.environ.setdefault("JAVA_HOME", str(Path(java).resolve().parent.parent))
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("postnorm")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def is_bad(number: int) -> bool:
    return number % 100 == 50


Rows: TypeAlias = dict[int, tuple[str | None, dict[str, str], str | None]]
"""By number of row: the text, the metadata (a map of Spark has no order), the error."""


def rows_of_a_run(given: Path, out: Path) -> Rows:
    """What processes make of a table: the rows that are written, and the rejects."""
    rejects = out.with_suffix(".rejects")
    run_batch([str(given)], out, form="parquet", workers=2, rejects=rejects)
    made = [
        row for part in sorted(out.glob("*.parquet")) for row in pq.read_table(part).to_pylist()
    ]
    made += map(json.loads, rejects.read_bytes().splitlines())
    return {
        int(row["name"].rpartition(":")[2]): (
            row.get("text"),
            dict(row.get("metadata", ())),
            row.get("error"),
        )
        for row in made
    }


def rows_of_batches(given: Path) -> Rows:
    """What the function for Arrow makes of it in this process."""
    with pq.ParquetFile(given) as file:
        return {
            row["id"]: (row["text"], dict(row["metadata"] or ()), row["error"])
            for batch in clean_batches(file.iter_batches(batch_size=500))
            for row in batch.to_pylist()
        }


def rows_of_the_cluster(spark: Any, given: Path) -> Rows:
    """What two executors make of it."""
    frame = spark.read.parquet(str(given)).repartition(8)
    rows = example("spark_clean").cleaned(frame).toLocalIterator()
    return {row.id: (row.text, row.metadata or {}, row.error) for row in rows}


def test_processes_arrow_and_a_cluster_give_the_same_rows(spark: Any, tmp_path: Path) -> None:
    """Texts, metadata and errors; of a hundred posts ninety-nine are clean and one is a reject."""
    made = {number: scraped_post(number) for number in range(1, ROWS + 1)}
    texts = [b"\xff" * 3 if is_bad(number) else one.text.encode() for number, one in made.items()]
    given = tmp_path / "posts.parquet"
    pq.write_table(pa.table({"id": list(made), "text": texts}), given)
    rows = rows_of_a_run(given, tmp_path / "out")
    for number, (text, metadata, error) in rows.items():
        if is_bad(number):
            assert text is None
            assert error is not None
            assert error.startswith("DecodingError: ")
        else:
            assert (text, metadata, error) == (
                made[number].body,
                {"title": made[number].title},
                None,
            )
    assert len(rows) == ROWS
    assert rows_of_batches(given) == rows
    assert rows_of_the_cluster(spark, given) == rows


def test_a_null_stays_a_row(spark: Any) -> None:
    """With neither text nor error: it is no post, and no bad one."""
    frame = spark.createDataFrame([(1, "雨停了 ，"), (2, None)], "id BIGINT, text STRING")
    made = {
        row.id: (row.text, row.error) for row in example("spark_clean").cleaned(frame).collect()
    }
    assert made == {1: ("雨停了，", None), 2: (None, None)}


def dies_once(
    step: Callable[[Iterator[Any]], Iterator[Any]], marker: str
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The step of a cluster; the first process that has something to give is killed."""

    def step_that_dies(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in step(batches):
            if batch.num_rows and not os.path.exists(marker):
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    return step_that_dies


def test_a_worker_that_is_killed_costs_no_row(spark: Any, tmp_path: Path) -> None:
    """Spark does its partition again elsewhere, and the rows come out once."""
    marker = tmp_path / "killed"
    frame = spark.createDataFrame(
        [(n, f"第{n}天 ，雨停了。") for n in range(400)], "id BIGINT, text STRING"
    ).repartition(4)
    ddl = "id BIGINT, text STRING, metadata MAP<STRING, STRING>, error STRING"
    rows = frame.mapInArrow(dies_once(clean_batches, str(marker)), ddl).collect()
    assert marker.exists()
    assert sorted((row.id, row.text) for row in rows) == [
        (n, f"第{n}天，雨停了。") for n in range(400)
    ]


# --- learning -----------------------------------------------------------------


def as_it_is(post: Post) -> Post:
    return post


PUBLISHERS: Final = ("河边夜话", "旧木门", "三更灯火")


def published(count: int) -> list[tuple[str | None, bytes | None]]:
    """Posts of some publishers with a footer of their own, each ninth bad, and rows with nulls."""
    rows: list[tuple[str | None, bytes | None]] = [
        (None, b"x"),
        (PUBLISHERS[0], None),
        (None, None),
    ]
    for n in range(count):
        name = PUBLISHERS[n % len(PUBLISHERS)]
        text = f"---\ntitle: 第{n}天\n---\n{sentence(n)}\n\n{name}每晚九点与你同在，第 {n} 夜\n"
        rows.append((name, b"\xff\xff\xff" if n % 9 == 4 else text.encode()))
    return rows


def test_a_cluster_learns_what_one_process_learns(spark: Any) -> None:
    """The same pack for each publisher, whoever read which post; bad posts are counted, nulls are not."""
    rows = published(600)
    module = example("spark_learn")
    module.HELD = 40  # so that a partition hands on several sketches of a publisher
    frame = spark.createDataFrame(rows, "publisher STRING, text BINARY").repartition(8)
    made = {row.publisher: row for row in module.learned(frame).collect()}
    assert made.keys() == set(PUBLISHERS)
    for name in PUBLISHERS:
        given = [text for publisher, text in rows if publisher == name and text is not None]
        bodies = [one.post.body for one in map_posts(given, as_it_is) if one.post is not None]
        assert (made[name].posts, made[name].rejected) == (len(bodies), len(given) - len(bodies))
        assert made[name].pack == learn_promotions(bodies, publisher=name).to_toml()
        assert f"{name}每晚九点与你同在,第0夜" in made[name].pack


@pytest.mark.parametrize("step", ["sketches", "packs"])
def test_a_worker_that_is_killed_costs_no_post(step: str, spark: Any, tmp_path: Path) -> None:
    """Neither where sketches are made nor where they are merged, and none counts twice."""
    marker = tmp_path / "killed"
    frame = spark.createDataFrame(published(90), "publisher STRING, text BINARY").repartition(4)
    wanted = sorted(example("spark_learn").learned(frame).collect())
    module = example("spark_learn")
    setattr(module, step, dies_once(getattr(module, step), str(marker)))
    assert sorted(module.learned(frame).collect()) == wanted
    assert marker.exists()
    assert sum(row.posts + row.rejected for row in wanted) == 90
