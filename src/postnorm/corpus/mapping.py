"""One step over many posts, in order, in this process or in several; an error costs one post."""

from __future__ import annotations

import dataclasses
import functools
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from os import PathLike
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar

from postnorm import Post, clean, parse
from postnorm.corpus.opening import sources_of
from postnorm.corpus.sources import Source, plain

PostStep: TypeAlias = Callable[[Post], Post]
OnError: TypeAlias = Literal["row", "raise"]

CHUNK: Final = 32
"""Posts that go to a process at once: few enough to keep memory low, enough to be worth the way."""

_AHEAD: Final = 3
"""Chunks per process that are under way or wait to be taken."""

_T = TypeVar("_T")


class PostResult(NamedTuple):
    """What became of one source: a post, or the error that kept it from being one."""

    name: str
    post: Post | None
    error: Exception | None


def map_posts(
    sources: Iterable[Source | PathLike[str] | str | bytes | Post] | PathLike[str],
    step: PostStep = clean,
    *,
    workers: int = 0,
    on_error: OnError = "row",
) -> Iterator[PostResult]:
    """Give the result of *step* for each of *sources*, lazily and in order.

    *sources* are paths (read where the work is done), texts, bytes, posts, or what
    :func:`open_posts` gives; a single path stands for all posts that it holds. *workers* is how
    many processes work; 0 works in this one. *step* must then be picklable, as rules and
    pipelines are, and a script needs its ``if __name__ == "__main__":``. However many posts there
    are, only a few dozen for each process are held at a time.

    With ``on_error="row"`` an error becomes a result that carries it, also when a process dies of a
    post. With ``"raise"`` the first is raised, with a note of the source. ``TypeError`` and
    ``ValueError`` tell wrong options at once.

    >>> [result.post.body for result in map_posts(["雨停了 ，", "---\\ntitle: 雨\\n---\\n路还湿。"])]
    ['雨停了，', '路还湿。']
    """
    if on_error not in ("row", "raise"):
        raise ValueError(f"on_error is row or raise, not {on_error!r}")
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 0:
        raise ValueError(f"workers is a number of processes, 0 or more, not {workers!r}")
    if not callable(step):
        raise TypeError(f"step is a function of a Post, not {type(step).__name__}")
    task = functools.partial(_finish, step)
    return _raising(run(sources_of(sources), task, workers), on_error)


def _raising(results: Iterator[PostResult], on_error: OnError) -> Iterator[PostResult]:
    for result in results:
        if result.error is not None and on_error == "raise":
            result.error.add_note(f"in {result.name}")
            raise result.error
        yield result


def _finish(step: PostStep, source: Source) -> PostResult:
    return finish(source, step)


def finish(source: Source, step: PostStep) -> PostResult:
    """Read, parse and do one source; what goes wrong is in the result."""
    try:
        content = source.read()
        if not isinstance(content, Post):
            content = parse(content, path=source.path)
        if source.metadata:
            told = {**source.metadata, **content.metadata}
            content = content.described("open_posts", told)
        return PostResult(source.name, step(content), None)
    except Exception as error:
        return PostResult(source.name, None, error)


Task: TypeAlias = Callable[[Source], _T]


def run(sources: Iterator[Source], task: Callable[[Source], _T], workers: int) -> Iterator[_T]:
    """Give ``task(source)`` for each source, in order; *task* never raises for a source."""
    if not workers:
        return map(task, sources)
    return _run_in_processes(sources, task, workers)


def _run_in_processes(
    sources: Iterator[Source], task: Callable[[Source], _T], workers: int
) -> Iterator[_T]:
    waiting: deque[tuple[list[Source], Future[list[_T]]]] = deque()
    chunks = iter(lambda: list(islice(sources, CHUNK)), [])
    pool = _pool(workers)
    try:
        while True:
            for chunk in islice(chunks, max(0, _AHEAD * workers - len(waiting))):
                waiting.append((chunk, pool.submit(_do, task, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                # One of the chunks under way killed its process, and nobody knows which. The first
                # is done post by post, the others go to a new pool.
                pool.shutdown(wait=False, cancel_futures=True)
                done = list(_one_by_one(task, chunk))
                pool = _pool(workers)
                waiting = deque((chunk, pool.submit(_do, task, chunk)) for chunk, _ in waiting)
            yield from done
    finally:
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool at once: nobody waits for what is under way, and the interpreter must not either."""
    processes = tuple((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not by fork: a copy of a process with threads may hang.
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_stand_by
    )


def _stand_by() -> None:
    """In a new process: leave Ctrl-C to the one that began it, and end when that one ends.

    Without the second, processes of a killed run would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_it() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()


def _do(task: Callable[[Source], _T], chunk: list[Source]) -> list[_T]:
    return [_sendable(task(source)) for source in chunk]


def _sendable(result: _T) -> _T:
    """The result as it is, unless it carries an error of somebody else's that cannot be pickled."""
    error = getattr(result, "error", None)
    if error is None:
        return result
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return result._replace(error=plain(error))  # type: ignore[attr-defined, no-any-return]
    return result


def _one_by_one(task: Callable[[Source], _T], chunk: Sequence[Source]) -> Iterator[_T]:
    """Do sources one after the other in a process, so that it is known which of them kills it."""
    pool = _pool(1)
    try:
        for source in chunk:
            try:
                yield from pool.submit(_do, task, [source]).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(1)
                error = RuntimeError("the process that worked on it died: out of memory, or killed")
                yield task(dataclasses.replace(source, error=error))
    finally:
        pool.shutdown(wait=False)
