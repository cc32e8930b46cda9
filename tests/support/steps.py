"""Steps for many posts; in a module, so that other processes find them by name."""

from __future__ import annotations

import os
import signal
import threading

from postnorm import Post


class OddError(Exception):
    """An error that cannot come back from a pickle: it asks for more than its arguments."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def fail_on_nine(post: Post) -> Post:
    """Raise for a text with a nine in it."""
    if "9" in post.body:
        raise ValueError(f"a nine in {post.body!r}")
    return post


def fail_oddly(post: Post) -> Post:
    """Raise what cannot be sent."""
    raise OddError("odd", post.body)


def die_on_nine(post: Post) -> Post:
    """End the process, as the kernel does when memory is out."""
    if "9" in post.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return post


def answer_at_length(post: Post) -> Post:
    """Give more than a pipe holds, for a post or two."""
    return Post.from_text(post.body * 20_000)


def give_a_lock(post: Post) -> Post:
    """Give what cannot be sent."""
    return threading.Lock()  # type: ignore[return-value]


class OnlyHere:
    """A step that no other process can read."""

    def __call__(self, post: Post) -> Post:
        return post

    def __reduce__(self) -> tuple[object, ...]:
        return _refuse, (os.getpid(),)


def _refuse(home: int) -> OnlyHere:
    raise RuntimeError("only here")
