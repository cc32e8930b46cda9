"""One step over many posts, in order, in this process or in several; an error costs one post."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from postnorm import Post, clean, parse
from postnorm.corpus.crew import run_in_processes
from postnorm.corpus.opening import sources_of
from postnorm.corpus.sources import Source

PostStep: TypeAlias = Callable[[Post], Post]
OnError: TypeAlias = Literal["row", "raise"]

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


def run(sources: Iterator[Source], task: Callable[[Source], _T], workers: int) -> Iterator[_T]:
    """Give ``task(source)`` for each source, in order; *task* never raises for a source."""
    return run_in_processes(sources, task, workers) if workers else map(task, sources)
