"""Many posts on two cores: processes, memory, Arrow and Spark, as ratios measured in one run.

    python benchmarks/engines.py [workers | memory | arrow | spark | draws] ...

Without a name all are run; ``spark`` needs PySpark 4 and Java 17 and is left out without them. Idle cores
are needed for ``workers`` and ``spark``, which compare times by the clock, since several processes work;
``arrow`` compares CPU times, and ``memory`` peaks, which other programs do not change. ``draws`` tells how
many posts Hypothesis draws in a second of the processor.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import os
import resource
import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from postnorm import clean, map_posts
from postnorm.testing.posts import scraped_post

POSTS: Final = 20_000
FEW, MANY = 10_000, 100_000
RUNS: Final = 3
DRAWS: Final = 1_000
EXAMPLES: Final = Path(__file__).parent.parent / "examples"


def texts(count: int) -> Iterator[str]:
    return (scraped_post(number).text for number in range(count))


def seconds(job: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    job()
    return clock() - start


def medians(
    jobs: Sequence[Callable[[], object]], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Run the jobs in turn, some times, and return the median of each."""
    took = [[seconds(job, clock) for job in jobs] for _ in range(RUNS)]
    return [statistics.median(times) for times in zip(*took, strict=True)]


def drained(results: Iterable[object]) -> None:
    for _ in results:
        pass


# --- the measurements ---------------------------------------------------------------------


def workers() -> None:
    """Two processes against one, begun anew each time."""
    jobs = [lambda n=n: drained(map_posts(texts(POSTS), workers=n)) for n in (1, 2)]
    one, two = medians(jobs)
    print(f"two workers: {one / two:.2f} times one on {POSTS:,} posts (at least 1.6)")
    before = resource.getrusage(resource.RUSAGE_SELF)
    jobs[1]()
    after = resource.getrusage(resource.RUSAGE_SELF)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  {own / one:.2f} of that time works the process that hands the posts out")


def memory() -> None:
    """Peaks of ``postnorm batch`` in a process of its own, from lines and from a folder of files."""
    with tempfile.TemporaryDirectory() as made:
        for form in ("jsonl", "markdown"):
            few, many = (_peak(Path(made), form, count) for count in (FEW, MANY))
            growth = f"{few / 1024:.1f} MB -> {many / 1024:.1f} MB, {many / few:.3f}"
            print(f"peak memory, {form}, {FEW:,} -> {MANY:,} posts: {growth} (at most 1.10)")


# Asked of the process itself: what the system tells of a child counts its parent's memory, too.
_AND_TELL: Final = """
import sys
from postnorm.cli import main
assert main(sys.argv[1:]) == 0
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM:")).split()[1])
"""


def _peak(folder: Path, form: str, count: int) -> int:
    """Peak memory in KB of a run over so many posts, in a process of its own. Needs Linux."""
    given = _lines(folder, count) if form == "jsonl" else _files(folder, count)
    out = folder / f"{form}-{count}"
    command = ["batch", str(given), "-o", str(out), "--format", form]
    done = subprocess.run(
        [sys.executable, "-c", _AND_TELL, *command], capture_output=True, check=True
    )
    shutil.rmtree(out)
    return int(done.stdout)


def _lines(folder: Path, count: int) -> Path:
    path = folder / f"posts-{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in texts(count))
    return path


def _files(folder: Path, count: int) -> Path:
    path = folder / f"posts-{count}"
    path.mkdir()
    for number, text in enumerate(texts(count)):
        (path / f"{number:06}.md").write_text(text, encoding="utf-8")
    return path


def arrow() -> None:
    """What columns, rows and errors cost beside the calls of clean."""
    import pyarrow as pa

    from postnorm.arrow import clean_batch

    given = list(texts(2000))
    batch = pa.table({"text": given})
    jobs = [lambda: [clean(text) for text in given], lambda: clean_batch(batch)]
    alone, batched = medians(jobs, time.process_time)
    print(f"clean_batch: {batched / alone:.3f} times calling clean (at most 1.15)")


def spark() -> None:
    """A warm cluster of two executors against two processes, on the same table."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        print("spark: left out, needs PySpark 4 and Java 17")
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "posts.parquet"
        pq.write_table(pa.table({"text": list(texts(POSTS))}), path, row_group_size=POSTS // 8)
        session = _session()
        frame = _cleaned(session.read.parquet(str(path)).repartition(8))
        save = functools.partial(frame.write.mode("overwrite").parquet, f"{made}/clean")
        save()  # the executors and their Python processes begin
        cluster, pool = medians([save, lambda: drained(map_posts(path, workers=2))])
        session.stop()
    print(f"Spark, warm: {cluster / pool:.2f} times the pool on {POSTS:,} posts (at most 2.0)")


def draws() -> None:
    """Posts that a property is given, by the strategy of ``postnorm.testing``, which checks nothing else."""
    from hypothesis import HealthCheck, Phase, given, settings

    from postnorm.testing.strategies import DrawnPost, posts

    @settings(
        max_examples=DRAWS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(post=posts())
    def take(post: DrawnPost) -> None:
        pass

    [took] = medians([take], time.process_time)
    print(f"drawn posts: {DRAWS / took:,.0f} a second (at least 150)")


def _cleaned(frame: Any) -> Any:
    """What the example of the repository makes of a frame."""
    return runpy.run_path(str(EXAMPLES / "spark_clean.py"))["cleaned"](frame)


def _session() -> Any:
    import pyspark
    from pyspark.sql import SparkSession

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ.setdefault(
        "JAVA_HOME", str(Path(shutil.which("java") or "").resolve().parent.parent)
    )
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("postnorm")
    builder = builder.config("spark.ui.enabled", "false")
    session = builder.config(
        "spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path)
    ).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


MEASUREMENTS: Final = {job.__name__: job for job in (workers, memory, arrow, spark, draws)}


def main() -> None:
    """Run the measurements that were named."""
    parser = argparse.ArgumentParser(description="Measure what many posts cost.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    names = parser.parse_args().names or list(MEASUREMENTS)
    for name in names:
        MEASUREMENTS[name]()


if __name__ == "__main__":
    main()
