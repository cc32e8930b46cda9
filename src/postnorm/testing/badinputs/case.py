"""A bad input, what it asks of a step, and how a step is held to it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from postnorm.post import Post
from postnorm.values import kind_of, thawed

Source: TypeAlias = str | bytes | Post
Asks: TypeAlias = Literal["change", "keep", "survive"]
AnyCall: TypeAlias = Callable[[Any], object]
"""A step of anyone: takes what the case has, gives a text or what has a ``body``."""

SECONDS: Final = 20.0
"""Processor time for one case; the slowest takes a tenth of a second, and what explodes takes hours."""


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What the answer to a case must be; what is not given is not asked."""

    body: str | None = None
    """The text, exactly."""
    has: tuple[str, ...] = ()
    """Pieces that stand in the text."""
    lacks: tuple[str, ...] = ()
    """Pieces that do not."""
    times: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Pieces, and how often each stands in the text."""
    metadata: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """Keys that the metadata must have, with their values."""
    absent: tuple[str, ...] = ()
    """Keys that the metadata must not have."""


@dataclasses.dataclass(frozen=True)
class BadInput:
    """One bad input of the catalogue, bound to the step that it is tried on."""

    family: str
    """The family of cases that it belongs to, such as ``"punctuation"``."""
    name: str
    wrong: str
    """What is wrong with it, in a few words."""
    asks: Asks
    """``"change"``: leaving it as it is fails. ``"keep"``: changing it fails. ``"survive"``: any
    answer will do that raises nothing, takes no age and loses none of the pieces that are named."""
    wanted: Wanted
    made_by: Callable[[], Source] = dataclasses.field(repr=False)
    step: AnyCall = dataclasses.field(repr=False)

    @property
    def id(self) -> str:
        """The family and the name: what a test is named after."""
        return f"{self.family}.{self.name}"

    @property
    def source(self) -> Source:
        """What the step gets; a long one is made anew each time."""
        return self.made_by()

    def check(self, step: AnyCall | None = None) -> None:
        """Raise ``AssertionError`` that says what is wrong with the answer of *step*.

        Without *step* the one that the case came with is tried.
        """
        broken = self.complaints(step)
        if broken:
            told = "\n".join(f"  {complaint}" for complaint in broken)
            raise AssertionError(f"{self.id} ({self.wrong}), on {self.source!r:.200}\n{told}")

    def complaints(self, step: AnyCall | None = None) -> tuple[str, ...]:
        """Return what is wrong with the answer of *step*; nothing for a good one."""
        chosen = self.step if step is None else step
        source = self.source
        start = time.process_time()
        try:
            made = chosen(source)
        except Exception as error:
            return (f"raises {type(error).__name__}: {error!s:.200}",)
        seconds = time.process_time() - start
        slow = f"takes {seconds:.0f} seconds, at most {SECONDS:.0f}"
        return (*([slow] if seconds > SECONDS else ()), *self._about(made))

    def _about(self, made: object) -> Iterator[str]:
        text = made if isinstance(made, str) else getattr(made, "body", None)
        if not isinstance(text, str):
            yield f"gives {kind_of(made)}, not a text or what has a body"
            return
        wanted = self.wanted
        if wanted.body is not None and text != wanted.body:
            yield f"gives {text!r:.300}, not {wanted.body!r:.300}"
        yield from (f"{piece!r:.80} is lost" for piece in wanted.has if piece not in text)
        yield from (f"{piece!r:.80} is still there" for piece in wanted.lacks if piece in text)
        for piece, times in wanted.times.items():
            if text.count(piece) != times:
                yield f"{piece!r:.80} stands there {text.count(piece)} times, not {times}"
        yield from self._about_metadata(made)
        if isinstance(made, Post) and made.restore() != made.source:
            yield "the changes cannot be undone"

    def _about_metadata(self, made: object) -> Iterator[str]:
        if not self.wanted.metadata and not self.wanted.absent:
            return
        metadata = getattr(made, "metadata", {})
        for key, value in self.wanted.metadata.items():
            if key not in metadata:
                yield f"the metadata have no {key!r}"
            elif thawed(metadata[key]) != value:
                yield f"{key!r} in the metadata is {metadata[key]!r:.100}, not {value!r:.100}"
        yield from (f"the metadata have {key!r}" for key in self.wanted.absent if key in metadata)
