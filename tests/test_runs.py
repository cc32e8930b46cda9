"""The memo of runs: the plain list of finders says the same, whatever was asked before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.edits import Edit, apply
from postnorm.spans import Span, find_spans
from postnorm.typography import punctuation, runs, spacing
from postnorm.typography.gaps import put_gaps, take_gaps
from postnorm.typography.options import KNOWN, Plan, plan
from postnorm.typography.runs import Runs, follow, shifted
from support.texts import BAIT, TEXTS

# Marks and neighbours of every class, in every order: what an answer may depend on.
MIXED: Final = st.text(
    st.sampled_from(
        [*'雨一、，。：；？！,.;:!?（）()「」“”‘’"《…⋯—-·•~%°$#+`*[]|> \t\n\r\u3000\xa0a1Ａ１ア｡﹐']
    ),
    max_size=24,
)
PLANS: Final = st.builds(
    Plan, st.frozensets(st.sampled_from(KNOWN)), st.integers(1, 4)
) | st.sampled_from([plan(style) for style in ("minimal", "mainland", "taiwan")])
LONG: Final = "x" * (runs._LONGEST + 1)


@given(text=MIXED | TEXTS, chosen=PLANS)
def test_the_memo_says_what_the_plain_finders_say(text: str, chosen: Plan) -> None:
    """One pass with the memo is one pass of all finders over the whole text."""
    assert tuple(punctuation._find(text, chosen)) == punctuation._find_plainly(text, chosen)


@given(text=MIXED)
def test_long_runs_are_asked_line_by_line(text: str) -> None:
    """What is too long for the memo is no exception."""
    text = f"雨{text}{LONG}{text}\n{LONG}{text}停{LONG}\n{text}"
    for style in ("mainland", "taiwan"):
        chosen = plan(style)
        assert tuple(punctuation._find(text, chosen)) == punctuation._find_plainly(text, chosen)


@pytest.mark.parametrize("finder", [put_gaps, take_gaps], ids=lambda finder: finder.__name__)
@given(text=MIXED | TEXTS)
def test_gaps_too(finder: runs.Finder, text: str) -> None:
    """Gaps between Han and the rest are found run by run."""
    spans = find_spans(text)
    assert tuple(Runs([finder]).find(text, lambda: spans)) == follow(text, [finder], spans)[0]


@given(text=MIXED | TEXTS, size=st.integers(1, 9))
def test_a_long_text_is_cut_into_runs_piece_by_piece(text: str, size: int) -> None:
    """No run is cut in two, lost or told twice where one piece ends and the next begins."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(runs, "_PIECE", size)
        assert runs._runs_of.__wrapped__(text) == tuple(runs._RUN.findall(text))


@given(text=MIXED, before=st.lists(MIXED, max_size=3))
def test_what_was_asked_before_changes_nothing(text: str, before: list[str]) -> None:
    """An answer depends on the text, not on the texts before it."""
    used, fresh = Runs(punctuation._stages(plan("mainland")).runs.finders), Runs([])
    fresh = Runs(used.finders)
    for other in before:
        used.find(other, tuple)
    assert used.find(text, tuple) == fresh.find(text, tuple)


def test_the_memo_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many runs nor long ones fill the memory, and answers stay the same."""
    monkeypatch.setattr(runs, "_MOST", 10)
    memo = Runs([put_gaps])
    for number in range(100):
        text = f"雨{number}停{LONG}{number}路"
        assert apply(text, memo.find(text, tuple)) == f"雨 {number} 停 {LONG}{number} 路"
        assert len(memo._between) <= 10
        assert len(memo._beside) <= 10
    assert all(len(run) <= runs._LONGEST for run in memo._between)
    for number in range(100):
        memo.find(f"雨。{number}、停", tuple)
        assert len(memo._calm) <= 2 * 10


def test_spans_are_asked_only_when_something_changes() -> None:
    """A clean text is not searched for URLs."""
    asked: list[bool] = []

    def spans() -> tuple[Span, ...]:
        asked.append(True)
        return ()

    memo = Runs(punctuation._stages(plan("mainland")).runs.finders)
    assert memo.find("雨停了，路还湿。\n\n走。", spans) == []
    assert not asked
    assert len(memo.find("雨停了,路还湿", spans)) == 1
    assert asked == [True]


def test_a_full_stop_after_a_numeral_is_told_apart() -> None:
    """一. is an item of a list, and the same run after another character ends a sentence."""
    memo = Runs(punctuation._stages(plan("mainland")).runs.finders)
    text = "雨停了.\n一.\n路湿.\n"
    assert apply(text, memo.find(text, tuple)) == "雨停了。\n一.\n路湿。\n"


@given(data=st.data())
def test_spans_move_with_the_text(data: Any) -> None:
    """After edits that leave them alone, spans stand over the same characters."""
    text = data.draw(st.text("ab雨", max_size=12))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pieces = list(pairwise(cuts))
    spans = [Span(*piece, "x") for piece in pieces[::2]]
    edits = [Edit(*piece, data.draw(st.text("c", max_size=3)), "x") for piece in pieces[1::2]]
    made = apply(text, edits)
    moved = shifted(spans, edits)
    assert [made[s.start : s.end] for s in moved] == [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize("bait", BAIT)
def test_bait_is_answered_alike(bait: str) -> None:
    """What repeats itself a hundred times is one long run, or a hundred runs."""
    for text in (BAIT[bait] * 100, f"雨{BAIT[bait] * 100}停"):
        chosen = plan("mainland")
        assert tuple(punctuation._find(text, chosen)) == punctuation._find_plainly(text, chosen)


def test_nothing_is_kept_when_nothing_is_asked() -> None:
    """``keep`` does not look at the text."""

    def fail(text: str) -> Iterator[Span]:
        raise AssertionError(text)

    assert list(spacing._find("在Ruby里", "keep", ())) == []
