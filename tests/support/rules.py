"""Rules and steps made for testing; in a module, so that they can be pickled by name."""

from __future__ import annotations

from collections.abc import Iterator

from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.records import Notice
from postnorm.rules import rule


@rule
def replace(text: str, *, old: str = "a", new: str = "bb") -> Iterator[Edit | Notice]:
    """Put *new* for every *old*, and say so.

    >>> replace("cab")
    'cbbb'
    """
    if not old:
        raise ValueError("replace: old must not be empty")
    at = text.find(old)
    while at >= 0:
        yield Notice("test.seen", f"{old!r} stood here", (at, at + len(old)))
        yield Edit(at, at + len(old), new, "test.replace")
        at = text.find(old, at + len(old))


@rule
def delete_spaces(text: str) -> Iterator[Edit]:
    """Delete every space."""
    yield from (Edit(at, at + 1, "", "test.space") for at, c in enumerate(text) if c == " ")


@rule(context={"title": "title", "names": "tags"})
def drop_names(
    text: str, *, title: str | None = None, names: tuple[str, ...] = ()
) -> Iterator[Edit]:
    """Delete the title and the tags where a line is nothing else."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.rstrip("\n") in {title, *names}:
            yield Edit(at, at + len(line), "", "test.name")
        at += len(line)


@rule(fields=("title", "tags"))
def widen_commas(text: str, *, wide: str = "，") -> Iterator[Edit]:
    """Widen commas, in the title and the tags too."""
    yield from (Edit(at, at + 1, wide, "test.comma") for at, c in enumerate(text) if c == ",")


@rule(repeat=True)
def remove_one_x(text: str) -> Iterator[Edit | Notice]:
    """Remove the first x of a pass, and say where each y stands."""
    at = text.find("x")
    if at >= 0:
        yield Edit(at, at + 1, "", "test.x", detail={"left": text.count("x")})
    for at, char in enumerate(text):
        if char == "y":
            yield Notice("test.y", "a y stands here", (at, at + 1))


@rule(repeat=True)
def move_first_to_end(text: str) -> Iterator[Edit]:
    """Move a leading ``>`` behind everything, then make each ``<``."""
    if text.startswith(">") and text.strip(">"):
        yield Edit(0, 1, "", "test.move")
        yield Edit(len(text), len(text), ">", "test.move", origin=(0, 1))
    elif ">" in text:
        at = text.index(">")
        yield Edit(at, at + 1, "<", "test.turn")


@rule(repeat=True)
def flip(text: str) -> Iterator[Edit]:
    """Undo its own work for ever: a rule with a bug."""
    if text:
        yield Edit(0, 1, "b" if text[0] == "a" else "a", "test.flip")


@rule
def overlap(text: str) -> Iterator[Edit]:
    """Find edits that overlap: a rule with a bug."""
    if len(text) > 2:
        yield Edit(0, 2, "", "test.overlap")
        yield Edit(1, 3, "", "test.overlap")


@rule
def point_outside(text: str) -> Iterator[Notice]:
    """Notice a place outside the text: a rule with a bug."""
    yield Notice("test.outside", "nowhere", (len(text), len(text) + 1))


def name_it(post: Post) -> Post:
    """Give a post a title: a step that is a plain function."""
    return post.described("name_it", {**post.metadata, "title": post.body[:2]})


def fail(post: Post) -> Post:
    """Fail: a step with a bug."""
    raise LookupError("no such thing")
