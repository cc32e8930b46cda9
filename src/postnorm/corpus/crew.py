"""Several processes over many sources: results in order, and a process that dies costs one source.

Not a ``ProcessPoolExecutor``. Its processes answer through one pipe, so the one that is killed while it
answers leaves half an answer there, and the executor waits for the other half for ever. It does not
know either which source a process died of. Here every process has a pipe and a thread of its own.
"""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Final, Generic, TypeVar

from postnorm.corpus.sources import Source, plain

CHUNK: Final = 32
"""Sources that go to a process at once: few enough to keep memory low, enough to be worth the way."""

_AHEAD: Final = 3
"""Chunks per process that are under way or wait to be taken."""

_SECONDS_TO_DIE: Final = 1.0

_T = TypeVar("_T")


def run_in_processes(
    sources: Iterator[Source], task: Callable[[Source], _T], workers: int
) -> Iterator[_T]:
    """Give ``task(source)`` for each source, in order; lazily, up to some chunks ahead.

    Raises ``RuntimeError`` when a process cannot even begin, and whatever pickle has against the
    task or its results.
    """
    chunks = iter(lambda: list(islice(sources, CHUNK)), [])
    waiting: deque[Future[list[_T]]] = deque()
    crew = _Crew(task, workers)
    try:
        for chunk in chunks:
            waiting.append(crew.begin(chunk))
            if len(waiting) == _AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        crew.end()


class _Crew(Generic[_T]):
    """Threads that hand chunks to processes, each to its own."""

    def __init__(self, task: Callable[[Source], _T], workers: int) -> None:
        self._task = task
        self._threads = ThreadPoolExecutor(workers, initializer=_leave_ctrl_c_to_others)
        self._own = threading.local()
        self._all: set[_Worker[_T]] = set()
        self._ended = False

    def begin(self, chunk: list[Source]) -> Future[list[_T]]:
        return self._threads.submit(self._do, chunk)

    def end(self) -> None:
        """End at once: nobody waits for what is under way, and the interpreter must not either."""
        self._ended = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self._all):
            worker.end()

    def _do(self, chunk: list[Source]) -> list[_T]:
        """Do a chunk; when its process dies, source by source, so that it is known which it died of."""
        done = self._worker().do(chunk)
        if done is not None or self._ended:
            return done or []
        self._all.discard(self._own.worker)
        self._own.worker = None
        if len(chunk) > 1:
            return [result for source in chunk for result in self._do([source])]
        error = RuntimeError("the process that worked on it died: out of memory, or killed")
        return [self._task(dataclasses.replace(chunk[0], error=error))]

    def _worker(self) -> _Worker[_T]:
        """The process of this thread."""
        worker: _Worker[_T] | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = _Worker(self._task)
            self._all.add(worker)
            if self._ended:
                worker.end()
        return worker


class _Worker(Generic[_T]):
    """A process, and this end of its pipe."""

    def __init__(self, task: Callable[[Source], _T]) -> None:
        # Not by fork: a copy of a process with threads may hang.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, task), daemon=True)
        self._process.start()
        theirs.close()  # so that its end is the end of the pipe
        try:
            self._pipe.recv()
        except EOFError:
            raise RuntimeError(
                "a process ended before its first post, for the reason on standard error; "
                "a script that uses workers needs its if __name__ == '__main__':"
            ) from None

    def do(self, chunk: list[Source]) -> list[_T] | None:
        """Return the results, or ``None`` when the process is dead."""
        try:
            self._pipe.send(chunk)
            answer: list[_T] | Exception = self._pipe.recv()
        except (EOFError, ConnectionError):
            return None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join(_SECONDS_TO_DIE)


def _leave_ctrl_c_to_others() -> None:
    """In a thread that begins processes: they inherit that Ctrl-C is not for them, from the start."""
    if sys.platform != "win32":  # pragma: no branch: there are no masks of signals there
        resource_tracker.ensure_running()  # begins with the first process otherwise, and unblocks
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


# --- in the other process ------------------------------------------------------


def _work(pipe: Connection, task: Callable[[Source], _T]) -> None:
    """Do chunks until there are no more."""
    _stand_by()
    pipe.send(None)  # here, and able to work
    while True:
        try:
            chunk: list[Source] = pipe.recv()
            pipe.send_bytes(_answer([_sendable(task(source)) for source in chunk]))
        except (EOFError, ConnectionError):
            return


def _stand_by() -> None:
    """Leave Ctrl-C to the process that began this one, and end when that one ends.

    Without the second, a process that works on a long post would outlive a killed run.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_it() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()


def _answer(results: list[_T]) -> bytes:
    try:
        return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps(plain(error))


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
