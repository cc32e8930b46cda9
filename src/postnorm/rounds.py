"""Steps that make room for one another, run until none has anything left to do."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Final, NamedTuple, TypeAlias

from postnorm.pipelines import Pipeline
from postnorm.post import Post

MOST_ROUNDS: Final = 8
"""So often the steps run again; each time something has gone, and a real post is done after one."""

_Step: TypeAlias = Callable[[Post], Post]


class Again(NamedTuple):
    """A step that may find more after others."""

    step: _Step
    after: Set[str]
    """The names of those that make room for it; empty when any change does."""


class Rounds(NamedTuple):
    """Steps, what looks again after them, a conversion, and what looks again after that."""

    steps: Pipeline
    again: tuple[Again, ...]
    conversion: Pipeline
    copies: Pipeline
    """What may find more in a converted text: copies in two scripts may show only now."""

    def __call__(self, post: Post) -> Post:
        """Settle, convert, and begin again where the conversion has uncovered something."""
        post = self.settled(post)
        done = self.conversion(post)
        for _ in range(MOST_ROUNDS):
            if done is post or (again := self.copies(done)) is done:
                break
            post = self.settled(again)
            done = self.conversion(post)
        return done

    def with_steps(self, made: Callable[[_Step], _Step]) -> Rounds:
        """Return the same with each step made into another."""

        def all_made(steps: Pipeline) -> Pipeline:
            return Pipeline(tuple(map(made, steps.steps)))

        again = tuple(one._replace(step=made(one.step)) for one in self.again)
        changed = all_made(self.steps), again, all_made(self.conversion), all_made(self.copies)
        return Rounds(*changed)

    def settled(self, post: Post) -> Post:
        """Run the steps, and again where one of them has made room for one before it."""
        done = self.steps(post)
        for _ in range(MOST_ROUNDS):
            changed = {change.step for change in done.changes[len(post.changes) :]}
            again = done
            for step, after in self.again:
                if changed and (not after or not changed.isdisjoint(after)):
                    again = step(again)
            if again is done:
                break
            post, done = done, self.steps(again)
        return done
