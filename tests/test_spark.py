"""The same rows from a Spark cluster: two executors of their own, bad rows, nulls, a worker that dies."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from postnorm import map_posts
from postnorm.testing.strategies import DrawnPost, posts

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


def rows_of(count: int) -> list[tuple[int, bytes | None]]:
    """Posts with their defects, one in a hundred of them in no encoding, and a null now and then."""
    drawn: list[bytes | None] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(post=posts())
    def draw(post: DrawnPost) -> None:
        bad = len(drawn) % 100 == 50
        drawn.append(b"\xff\xff\xff" if bad else post.text.encode())

    while len(drawn) < count:
        draw()
    drawn[7] = None
    return list(enumerate(drawn[:count]))


def test_a_cluster_gives_the_rows_that_processes_give(spark: Any) -> None:
    """Every row once, in whatever executor: texts, metadata, errors and nulls."""
    given = rows_of(ROWS)
    frame = spark.createDataFrame(given, "id BIGINT, text BINARY").repartition(8)
    made = {row.id: row for row in example("spark_clean").cleaned(frame).collect()}
    assert len(made) == len(given)
    pool = map_posts((text for _, text in given if text is not None), workers=2)
    for number, text in given:
        row = made[number]
        if text is None:
            assert row.text is None
            assert row.error is None
            continue
        result = next(pool)
        if result.post is None:
            assert row.text is None
            assert row.error == f"{type(result.error).__name__}: {result.error}"
        else:
            assert row.text == result.post.body
            assert set(row.metadata) == set(result.post.metadata)
    assert sum(row.error is not None for row in made.values()) >= ROWS // 100


def test_a_worker_that_is_killed_costs_no_row(spark: Any, tmp_path: Path) -> None:
    """Spark does its partition again elsewhere, and the rows come out once."""
    marker = str(tmp_path / "killed")

    def clean_and_die_once(batches: Iterator[Any]) -> Iterator[Any]:
        from postnorm.arrow import clean_batches

        for batch in clean_batches(batches):
            if not os.path.exists(marker):
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    frame = spark.createDataFrame(
        [(n, f"第{n}天 ，雨停了。") for n in range(400)], "id BIGINT, text STRING"
    ).repartition(4)
    ddl = "id BIGINT, text STRING, metadata MAP<STRING, STRING>, error STRING"
    rows = frame.mapInArrow(clean_and_die_once, ddl).collect()
    assert Path(marker).exists()
    assert sorted((row.id, row.text) for row in rows) == [
        (n, f"第{n}天，雨停了。") for n in range(400)
    ]
