"""Measure in turns: what disturbs one contender disturbs the others as well."""

from __future__ import annotations

import gc
import logging
import math
import os
import time
from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks.case import OURS, Case, Job, NotInstalled
from benchmarks.report import Run

SHORTEST: Final = 0.02
"""Seconds that a turn takes at least: a shorter job is done several times."""


def prepare_process() -> None:
    """Keep this process on one core, where the system can do that, and keep the tools from logging."""
    logging.disable()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure(
    case: Case, texts: Sequence[str], *, turns: int, shortest: float = SHORTEST
) -> list[Run]:
    """Return a run for each contender of *case*; one that is not installed, or raises, says so.

    Raises whatever ours raises.
    """
    jobs: dict[str, Job] = {}
    missing: dict[str, str] = {}
    for who, maker in case.contenders.items():
        try:
            job = maker(texts)
            job()
            jobs[who] = job
        except NotInstalled as error:
            missing[who] = f"not installed ({error})"
        except Exception as error:
            if who == OURS:
                raise
            missing[who] = f"raised {type(error).__name__}"  # headers that are not YAML, say
    megabytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    took = take_turns(jobs, turns=turns, shortest=shortest)
    return [
        Run(case.name, who, megabytes, took.get(who, ()), missing.get(who, ""))
        for who in case.contenders
    ]


def take_turns(
    jobs: Mapping[str, Job], *, turns: int, shortest: float = SHORTEST
) -> dict[str, tuple[float, ...]]:
    """Return the CPU seconds that each of *jobs* took in each of *turns*.

    Each is done once before, so that tables, patterns and converters are there and memos are warm.
    """
    repeats = {
        who: max(1, math.ceil(shortest / max(_seconds(job), 1e-6))) for who, job in jobs.items()
    }
    took: dict[str, list[float]] = {who: [] for who in jobs}
    gc.collect()
    gc.freeze()  # what is loaded is not gone through again while somebody's time runs
    try:
        for _ in range(turns):
            for who, job in jobs.items():
                gc.collect()  # nobody pays for another one's garbage
                took[who].append(_seconds(job, repeats[who]))
    finally:
        gc.unfreeze()
    return {who: tuple(seconds) for who, seconds in took.items()}


def _seconds(job: Job, repeats: int = 1) -> float:
    start = time.process_time()
    for _ in range(repeats):
        job()
    return (time.process_time() - start) / repeats
