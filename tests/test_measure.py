"""The measure of the steps measures: what is wrong counts as wrong, and what is missed as missed."""

from __future__ import annotations

import pytest

from tools.measure_steps import STEPS, Counts, count, drawn
from tools.measured_cases import Case, whitespace, written_promotions


def test_each_outcome_is_counted_for_what_it_is() -> None:
    """Right, changed otherwise, missed, changed though it had to stay, and rightly left."""
    made = {"a": "A", "b": "X", "c": "c", "d": "X", "e": "e"}
    tried = [
        Case("a", "A", "a"),
        Case("b", "B", "b"),
        Case("c", "C", "c"),
        Case("d", "d", "d"),
        Case("e", "e", "e"),
    ]
    assert count(made.__getitem__, tried) == Counts(all=5, due=3, right=1, wrong=2)


def test_a_step_that_does_nothing_finds_nothing() -> None:
    """Recall is 0, and there is no precision."""
    counts = count(lambda given: given, written_promotions())
    assert counts.right == counts.wrong == 0
    assert counts.row().split()[-2:] == ["-", ".000"]


def test_a_step_that_deletes_everything_is_wrong_everywhere() -> None:
    """A case that has to stay counts too."""
    counts = count(lambda given: "", written_promotions())
    assert (counts.right, counts.wrong) == (0, counts.all)


def test_draws_are_those_of_their_seed() -> None:
    """The same cases every time, others for another seed, and more draws begin alike."""
    assert list(drawn(whitespace, 5, 1)) == list(drawn(whitespace, 5, 1))
    assert list(drawn(whitespace, 5, 1)) != list(drawn(whitespace, 5, 2))
    assert list(drawn(whitespace, 9, 1))[:15] == list(drawn(whitespace, 5, 1))


@pytest.mark.parametrize("name", STEPS)
def test_made_cases_are_true(name: str) -> None:
    """A clean twin has nothing to be done, and every step has something to do somewhere."""
    measured = STEPS[name]
    made = list(drawn(measured.maker, 40, 3)) if measured.maker else []
    tried = [*made, *measured.written()]
    assert any(case.wanted != case.untouched for case in tried)
    assert all(case.given != case.wanted or case.untouched == case.wanted for case in tried)
