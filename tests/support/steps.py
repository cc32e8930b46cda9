"""Steps for many posts; in a module, so that other processes find them by name."""

from __future__ import annotations

import os
import signal

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
