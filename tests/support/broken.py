"""Rules that each break one law, for the tests of the checks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.records import Notice
from postnorm.rules import rule

_CALLS = itertools.count()


def _each(text: str, wanted: str, new: str) -> Iterator[Edit]:
    for match in re.finditer(re.escape(wanted), text):
        yield Edit(*match.span(), new, "broken.rule")


@rule
def refuse_nul(text: str) -> Iterator[Edit]:
    """Raises for content."""
    if "\0" in text:
        raise ValueError("NUL")
    return _each(text, "甲", "乙")


@rule
def overlap(text: str) -> Iterator[Edit]:
    """Gives two edits for one place."""
    yield from _each(text, "雨停", "雪飘")
    yield from _each(text, "停了", "歇啦")


@rule
def lengthen(text: str) -> Iterator[Edit]:
    """Changes more each time."""
    return _each(text, "雨", "雨雨")


@rule
def widen_commas_everywhere(text: str) -> Iterator[Edit]:
    """Changes URLs and code."""
    return _each(text, ",", "，")


@rule
def cut_hosts(text: str) -> Iterator[Edit]:
    """Takes a part of a URL."""
    return _each(text, "a.example", "")


@rule
def change_its_mind(text: str) -> Iterator[Edit | Notice]:
    """Finds something else in every call."""
    yield Notice("broken.rule", f"call {next(_CALLS)}")


@rule
def count_its_calls(text: str) -> Iterator[Edit]:
    """Writes another number in every call."""
    yield Edit(0, 0, f"{next(_CALLS)} ", "broken.rule")


@rule(context={"name": "title"})
def put_the_title_first(text: str, *, name: str | None = None) -> Iterable[Edit]:
    """Keeps the contract: the option is filled by the post, and a second run finds the title there."""
    if name and not text.startswith(name):
        yield Edit(0, 0, name, "broken.nothing")


@rule
def look_back_from_each_comma(text: str) -> Iterator[Edit]:
    """Reads the text before each comma again."""
    for match in re.finditer(",", text):
        for _ in text[: match.start()]:
            pass
    return iter(())


def answer_by_hash(text: str) -> int:
    """Is another in each process."""
    return hash(text)


class OtherText(str):
    """A text of a class of its own."""

    __slots__ = ()


def _as_it_is(subject: Any) -> Any:
    return subject


def _nothing(text: str) -> tuple[Edit, ...]:
    return ()


class ByHand:
    """What passes for a rule and is none: each level says what it was told to say."""

    __name__ = "by_hand"

    def __init__(
        self,
        call: Callable[[Any], Any] = _as_it_is,
        edits: Callable[[str], tuple[Edit, ...]] = _nothing,
        findings: Callable[[str], tuple[Edit, ...]] | None = None,
    ) -> None:
        self._call, self.edits, self.findings = call, edits, findings or edits

    def __call__(self, subject: Any) -> Any:
        return self._call(subject)

    def using(self) -> ByHand:
        """Has no options."""
        return self

    def context(self, post: Post) -> dict[str, object]:
        """Asks nothing of the post."""
        return {}


def on_text(change: Callable[[str], object]) -> Callable[[Any], Any]:
    """What does *change* to a text, and nothing to anything else."""
    return lambda subject: change(subject) if type(subject) is str else subject


def on_post(change: Callable[[Post], Post]) -> Callable[[Any], Any]:
    """What does *change* to a post, and nothing to anything else."""
    return lambda subject: change(subject) if isinstance(subject, Post) else subject
