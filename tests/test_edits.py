"""Edits as values: applying, undoing, trimming, joining, tracing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import edits as edits_module
from postnorm import pieces as pieces_module
from postnorm.edits import (
    Edit,
    OffsetMap,
    apply,
    check,
    compose,
    invert,
    minimal,
    removed,
)
from postnorm.errors import EditError
from support import oracles
from support.counting import lines_run
from support.strategies import ANY_TEXT, edits, histories, spans

one_step = histories(steps=1)
two_steps = histories(steps=2)
three_steps = histories(steps=3)

# --- applying and undoing ---------------------------------------------------


@given(one_step)
def test_apply_carries_out_each_edit(history: tuple[str, list[tuple[Edit, ...]]]) -> None:
    """Applying edits together gives what replacing one after the other from the right gives."""
    text, [done] = history
    assert apply(text, done) == oracles.applied(text, done)


@given(ANY_TEXT)
def test_no_edits_give_the_same_object(text: str) -> None:
    """Text that nothing changes is not copied."""
    assert apply(text, ()) is text
    assert invert(text, (), ()) is text


@given(one_step)
def test_invert_undoes_apply(history: tuple[str, list[tuple[Edit, ...]]]) -> None:
    """The result, the edits and what they removed give back the input without it."""
    text, [done] = history
    taken = removed(text, done)
    assert taken == tuple(text[edit.start : edit.end] for edit in done)
    assert invert(apply(text, done), done, taken) == text


@pytest.mark.parametrize(
    ("text", "taken"),
    [("axc", ["b"]), ("a", ["b"]), ("", ["b"]), ("aBc", [""]), ("aBc", ["bb"])],
)
def test_invert_refuses_what_the_edits_did_not_make(text: str, taken: list[str]) -> None:
    """A text without the new text in its place, or an old text of another length, is a mix-up."""
    with pytest.raises(EditError, match=r"^r: the text at 1 is not what the edit left there$"):
        invert(text, [Edit(1, 2, "B", "r")], taken)


@pytest.mark.parametrize("taken", [[], ["b", "c"]])
def test_invert_needs_a_text_for_each_edit(taken: list[str]) -> None:
    """Neither more nor fewer: something would be lost, or stand nowhere."""
    with pytest.raises(ValueError, match="zip"):
        invert("aBc", [Edit(1, 2, "B", "r")], taken)


def test_invert_refuses_edits_out_of_order() -> None:
    """Edits that overlap cannot have been applied."""
    with pytest.raises(EditError, match="second"):
        invert("xx", [Edit(0, 2, "xx", "first"), Edit(1, 2, "x", "second")], ["ab", "b"])


# --- checking ---------------------------------------------------------------


@given(one_step)
def test_check_accepts_edits_in_order(history: tuple[str, list[tuple[Edit, ...]]]) -> None:
    """Touching, empty and moving edits are all in order."""
    text, [done] = history
    check(text, done)


@pytest.mark.parametrize(
    "wrong",
    [
        [Edit(0, 2, "", "r"), Edit(1, 3, "", "bad")],
        [Edit(2, 3, "", "r"), Edit(0, 1, "", "bad")],
        [Edit(0, 2, "", "r"), Edit(1, 1, "x", "bad")],
        [Edit(0, 2, "", "r"), Edit(0, 2, "", "bad")],
        [Edit(2, 4, "", "bad")],
        [Edit(4, 4, "x", "bad")],
        [Edit(-1, 1, "", "bad")],
        [Edit(2, 1, "", "bad")],
    ],
)
def test_check_refuses_overlap_and_places_outside(wrong: list[Edit]) -> None:
    """Edits that overlap, run backwards or leave the text are refused by the name of their rule."""
    at = wrong[0].end if len(wrong) > 1 else 0
    with pytest.raises(EditError) as caught:
        check("abc", wrong)
    assert str(caught.value) == (
        f"bad: edit of [{wrong[-1].start}, {wrong[-1].end}) overlaps the edit before it, "
        f"which ends at {at}, or leaves the text of 3 characters"
    )


@pytest.mark.parametrize(
    "edit",
    [
        Edit(0, 0, "b", "bad", origin=(0, 1)),
        Edit(0, 0, "", "bad", origin=(0, 1)),
        Edit(0, 0, "b", "bad", origin=(-2, -1)),
        Edit(0, 0, "bc", "bad", origin=(1, 9)),
        Edit(0, 0, "c", "bad", origin=(-1, 3)),
        Edit(0, 1, "", "bad", origin=(2, 1)),
        Edit(0, 1, "", "bad", origin=(9, 9)),
    ],
)
def test_check_refuses_a_false_origin(edit: Edit) -> None:
    """An origin is a span of the text and holds exactly the moved text."""
    with pytest.raises(EditError) as caught:
        check("abc", [edit])
    assert str(caught.value) == f"bad: moved text is not the text at its origin {edit.origin}"


# --- trimming ---------------------------------------------------------------


@given(one_step)
def test_minimal_edits_do_the_same(history: tuple[str, list[tuple[Edit, ...]]]) -> None:
    """Trimmed edits are in order and lead to the same text."""
    text, [done] = history
    trimmed = minimal(text, done)
    check(text, trimmed)
    assert apply(text, trimmed) == apply(text, done)


@given(one_step)
def test_minimal_edits_change_what_they_cover(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """No edit is left without effect, and none repeats old text at its edges unless it moves text."""
    text, [done] = history
    for edit in minimal(text, done):
        old = text[edit.start : edit.end]
        assert edit.new != old
        if edit.origin is None and old and edit.new:
            assert edit.new[0] != old[0]
            assert edit.new[-1] != old[-1]
    assert minimal(text, minimal(text, done)) == minimal(text, done)


@given(st.data(), one_step)
def test_minimal_puts_edits_in_order(
    data: st.DataObject, history: tuple[str, list[tuple[Edit, ...]]]
) -> None:
    """A rule may find its edits in any order."""
    text, [done] = history
    apart = list({edit[:2]: edit for edit in done}.values())
    shuffled = data.draw(st.permutations(apart))
    assert minimal(text, shuffled) == minimal(text, apart)


_ALIKE = st.text(alphabet="ab", max_size=90)


@given(before=_ALIKE, old=_ALIKE, new=_ALIKE, after=_ALIKE)
def test_minimal_takes_away_the_longest_beginning_then_the_longest_end(
    before: str, old: str, new: str, after: str
) -> None:
    """Slices that double and halve find what a look at one character after the other would."""
    text, wanted = before + old + after, before + new + after
    start, end, last = 0, len(text), len(wanted)
    while start < min(end, last) and text[start] == wanted[start]:
        start += 1
    while start < min(end, last) and text[end - 1] == wanted[last - 1]:
        end, last = end - 1, last - 1
    expected = (Edit(start, end, wanted[start:last], "x"),) if text != wanted else ()
    assert minimal(text, [Edit(0, len(text), wanted, "x")]) == expected


@pytest.mark.parametrize(
    ("edit", "trimmed"),
    [
        (Edit(0, 2, "bb", "r"), (Edit(0, 1, "b", "r"),)),
        (Edit(0, 2, "aa", "r"), (Edit(1, 2, "a", "r"),)),
        (Edit(-1, 3, "c", "r"), (Edit(-1, 3, "c", "r"),)),
        (Edit(0, 4, "abc", "r"), (Edit(0, 4, "abc", "r"),)),
    ],
)
def test_minimal_looks_at_either_end_and_at_nothing_outside(
    edit: Edit, trimmed: tuple[Edit, ...]
) -> None:
    """One end in common is enough; an edit that leaves the text is left for check to refuse."""
    assert minimal("abc", [edit]) == trimmed


def test_minimal_compares_long_texts_by_slices() -> None:
    """What two long texts have in common costs a few dozen lines, not one for each sixteen characters."""
    text, wanted = "雨" * 400_000, "雨" * 200_000 + "停" + "雨" * 200_000
    assert lines_run(edits_module, lambda: minimal(text, [Edit(0, 400_000, wanted, "r")])) < 400


def test_minimal_keeps_the_order_of_insertions_at_one_place() -> None:
    """Several insertions at one place stand in the order in which they were found."""
    found = [Edit(1, 1, "z", "r"), Edit(1, 1, "a", "r")]
    assert apply("甲乙", minimal("甲乙", found)) == "甲za乙"


def test_minimal_leaves_moved_text_whole() -> None:
    """Moved text that shares its edges with the old keeps its origin, and so is not trimmed."""
    moved = Edit(0, 2, "ac", "r", origin=(2, 4))
    assert minimal("abac", [moved]) == (moved,)


# --- joining ----------------------------------------------------------------


@given(two_steps)
def test_composed_edits_do_what_both_lists_do(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """Edits and edits of their result, joined, are edits of the input, in order and true to origins."""
    text, [first, second] = history
    joined = compose(first, second)
    check(text, joined)
    assert apply(text, joined) == apply(apply(text, first), second)


@given(three_steps)
def test_composing_is_associative(history: tuple[str, list[tuple[Edit, ...]]]) -> None:
    """Three lists may be joined from the left or from the right."""
    text, [first, second, third] = history
    left = compose(compose(first, second), third)
    right = compose(first, compose(second, third))
    check(text, left)
    check(text, right)
    end = apply(apply(apply(text, first), second), third)
    assert apply(text, left) == apply(text, right) == end


@given(two_steps)
def test_composed_edits_name_the_rules_that_took_part(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """New text is put down to every rule that wrote or moved it, each named once, and to no stranger."""
    text, [first, second] = history
    cells = oracles.cells_of(text)
    for done in (first, second):
        cells = oracles.trace(cells, done, len(text))
    joined = compose(first, second)
    known = {edit.rule for edit in (*first, *second)}
    for edit in joined:
        names = edit.rule.split("+")
        assert len(set(names)) == len(names)
        assert set(names) <= known
    at = shift = 0
    for edit in joined:
        assert not any(cell.rules for cell in cells[at + shift : edit.start + shift])
        made = cells[edit.start + shift : edit.start + shift + len(edit.new)]
        for cell in made:
            assert cell.rules <= set(edit.rule.split("+"))
        shift += len(edit.new) - (edit.end - edit.start)
        at = edit.end
    assert not any(cell.rules for cell in cells[at + shift :])


def test_what_stands_for_a_stretch_of_its_own_stays_apart() -> None:
    """An insertion belongs to the one it touches first, and does not join that to the next."""
    first = [Edit(0, 1, "X", "one"), Edit(1, 2, "Z", "two")]
    assert compose(first, [Edit(1, 1, "Y", "three")]) == (
        Edit(0, 1, "XY", "one+three"),
        Edit(1, 2, "Z", "two"),
    )
    assert compose(first, [Edit(0, 0, "Y", "three")]) == (
        Edit(0, 1, "YX", "three+one"),
        Edit(1, 2, "Z", "two"),
    )


def test_what_was_deleted_within_moved_text_is_not_moved() -> None:
    """It is told once, where it was deleted, and has no part in what is told of the rest."""
    first = [Edit(1, 2, "X", "replace"), Edit(2, 3, "", "delete")]  # abcde -> aXde
    moved = [Edit(0, 3, "", "move"), Edit(4, 4, "aXd", "move", origin=(0, 3))]
    rules = [edit.rule for edit in compose(first, moved) if edit.new]
    assert rules == ["move", "replace+move", "move"]


@given(two_steps)
def test_composed_edits_keep_what_was_moved(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """Each character that was only kept or moved is so after joining, and from the same place."""
    text, [first, second] = history
    apart = oracles.cells_of(text)
    for done in (first, second):
        apart = oracles.trace(apart, done, len(text))
    joined = oracles.trace(oracles.cells_of(text), compose(first, second), len(text))
    for one, other in zip(apart, joined, strict=True):
        assert one.exact == other.exact
        assert one.kept == other.kept
        if one.exact:
            assert one.sources == other.sources


def test_rules_are_named_once_however_often_edits_are_joined() -> None:
    """A name that is already a joined one is not repeated."""
    twice = compose([Edit(0, 1, "b", "one")], [Edit(0, 1, "c", "two")])
    assert compose(twice, [Edit(0, 1, "d", "one")]) == (Edit(0, 1, "d", "one+two"),)
    assert compose([Edit(0, 1, "b", "one")], twice) == (Edit(0, 1, "c", "one+two"),)


def test_text_moved_and_then_cut_keeps_the_origin_of_what_is_left() -> None:
    """Cutting moved text in the middle leaves two moved pieces, each with its own origin."""
    first = [Edit(0, 0, "丙丁戊", "move", (2, 5)), Edit(2, 5, "", "move")]
    second = [Edit(1, 2, "", "cut")]
    assert compose(first, second) == (
        Edit(0, 0, "丙", "move", (2, 3)),
        Edit(0, 0, "戊", "move", (4, 5)),
        Edit(2, 5, "", "move"),
    )


def test_changes_that_only_touch_stay_apart() -> None:
    """Two replacements side by side are two edits; an insertion joins the change it touches."""
    apart = (Edit(0, 1, "x", "one"), Edit(1, 2, "y", "two"))
    assert compose(apart, ()) == compose((), apart) == compose(apart[:1], apart[1:]) == apart
    deleted = (Edit(0, 1, "", "one"), Edit(1, 2, "y", "two"), Edit(2, 3, "", "one"))
    assert compose((deleted[0], deleted[2]), [Edit(0, 1, "y", "two")]) == deleted
    assert compose([Edit(1, 3, "", "one")], [Edit(1, 1, "x", "two")]) == (
        Edit(1, 3, "x", "one+two"),
    )
    assert compose([Edit(1, 1, "x", "one")], [Edit(2, 3, "y", "two")]) == (
        Edit(1, 2, "xy", "one+two"),
    )


def test_details_of_joined_edits_stand_under_their_rules() -> None:
    """One detail stays as it is; several are told apart by rule, and by number within one rule."""
    only = compose([Edit(0, 1, "b", "one", detail={"score": 1})], [Edit(0, 1, "c", "two")])
    assert only[0].detail == {"score": 1}
    first = [
        Edit(0, 1, "b", "one", detail={"score": 1}),
        Edit(1, 2, "b", "one", detail={"score": 2}),
    ]
    both = compose(first, [Edit(0, 2, "c", "two", detail={"score": 3})])
    assert both[0].detail == {"one": {"score": 1}, "one#2": {"score": 2}, "two": {"score": 3}}


def test_a_move_has_its_detail_beside_that_of_what_it_moves() -> None:
    """Text that one rule wrote and another moved carries what both said."""
    first = [Edit(2, 2, "新", "one", detail={"score": 1})]
    second = [Edit(0, 0, "新", "two", (2, 3), {"score": 2})]
    assert compose(first, second) == (
        Edit(0, 0, "新", "one+two", None, {"one": {"score": 1}, "two": {"score": 2}}),
        *first,
    )
    assert compose((), second)[0].detail == {"score": 2}


def test_a_detail_that_reaches_an_edit_in_pieces_is_told_once() -> None:
    """New text that a later step cuts in two and joins again has one detail, not two."""
    first = [Edit(0, 0, "bcd", "one", detail={"score": 1})]
    joined = compose(first, [Edit(1, 2, "", "two")])
    assert joined == (Edit(0, 0, "bd", "one+two", None, {"score": 1}),)


# --- tracing ----------------------------------------------------------------


@given(three_steps)
def test_places_are_traced_to_what_they_came_from(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """A span of the result leads to the hull of the characters it came from, moved text included.

    A stretch that was replaced counts whole, with what had been deleted inside of it.
    """
    text, steps = history
    places, cells = OffsetMap(), oracles.cells_of(text)
    for done in steps:
        places, cells = places.then(done), oracles.trace(cells, done, len(text))
        for start in range(len(cells)):
            for end in range(start + 1, len(cells) + 1):
                found = places.source(start, end)
                if oracles.hull(cells[start:end]):
                    assert oracles.leads_to(found, cells[start:end])
                else:  # inserted text: somewhere between the untouched text around it
                    low = min(cell.bounds[0] for cell in cells[start:end])
                    high = max(cell.bounds[1] for cell in cells[start:end])
                    assert low <= found[0] <= found[1] <= high


@given(two_steps)
def test_a_map_of_one_list_is_the_first_step_of_a_chain(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """Building a map from edits and adding them to an empty map are one thing."""
    text, [first, second] = history
    straight, chained = OffsetMap(first).then(second), OffsetMap().then(first).then(second)
    for at in range(len(apply(apply(text, first), second))):
        assert straight.source(at, at + 1) == chained.source(at, at + 1)


@given(three_steps)
def test_a_place_between_characters_lies_within_its_neighbour(
    history: tuple[str, list[tuple[Edit, ...]]],
) -> None:
    """An empty span leads into what the character after it came from; at the end, into the text."""
    text, steps = history
    places, now = OffsetMap(), text
    for done in steps:
        places, now = places.then(done), apply(now, done)
    for at in range(len(now)):
        low, high = places.source(at, at + 1)
        assert low <= places.source(at, at)[0] <= places.source(at, at)[1] <= high
    low, high = places.source(len(now), len(now))
    assert 0 <= low <= high <= len(text)


@given(st.data(), ANY_TEXT)
def test_an_untouched_text_maps_to_itself(data: st.DataObject, text: str) -> None:
    """Without edits each span is its own source."""
    span = data.draw(spans(text))
    assert OffsetMap().source(*span) == span


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (Edit(0, 0, "甲", "r"), (0, 0)),
        (Edit(1, 1, "甲", "r"), (1, 1)),
        (Edit(3, 3, "甲", "r"), (3, 3)),
        (Edit(1, 2, "甲", "r"), (1, 2)),
        (Edit(1, 1, "c", "r", (2, 3)), (2, 3)),
        (Edit(1, 3, "a", "r", (0, 1)), (0, 1)),
    ],
)
def test_new_text_is_traced_to_its_place_and_moved_text_to_its_origin(
    edit: Edit, place: tuple[int, int]
) -> None:
    """Inserted text has an empty span where it was inserted."""
    assert OffsetMap([edit]).source(edit.start, edit.start + 1) == place


@pytest.mark.parametrize("deleted", [(0, 2), (3, 5)])
def test_a_deletion_beside_a_replacement_is_no_part_of_its_source(deleted: tuple[int, int]) -> None:
    """What was deleted before or after a character does not count when that is replaced later."""
    first = Edit(*deleted, "", "one")  # of "12a34" -> "a34" or "12a"
    at = 2 - (deleted[1] if deleted[0] == 0 else 0)
    assert OffsetMap([first]).then([Edit(at, at + 1, "b", "two")]).source(at, at + 1) == (2, 3)


def test_text_inserted_after_a_replacement_stands_after_what_was_replaced() -> None:
    """The place of inserted text counts earlier replacements before it."""
    first = [Edit(1, 2, "乙乙", "one")]  # "abc" -> "a乙乙c"
    assert OffsetMap(first).then([Edit(3, 3, "新", "two")]).source(3, 4) == (2, 2)


def test_text_inserted_beside_moved_text_does_not_widen_its_source() -> None:
    """Replacing an insertion and moved text together leads to the origin of the moved text alone."""
    first = [Edit(0, 0, "新", "one"), Edit(0, 0, "d", "one", (3, 4))]  # "abcd" -> "新dabcd"
    assert OffsetMap(first).then([Edit(0, 2, "老", "two")]).source(0, 1) == (3, 4)


# --- work -------------------------------------------------------------------


class CountedDetail(Mapping[str, object]):
    """A detail that counts how often it is compared."""

    compared = 0

    def __init__(self, number: int) -> None:
        self.number = number

    def __getitem__(self, key: str) -> object:
        return {"number": self.number}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(["number"])

    def __len__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        CountedDetail.compared += 1
        return isinstance(other, CountedDetail) and self.number == other.number

    __hash__ = None  # type: ignore[assignment]


def _each(size: int) -> list[Edit]:
    """An edit of every second character, touching nothing."""
    return [Edit(n, n + 1, "乙", "each", detail=CountedDetail(n)) for n in range(0, 2 * size, 2)]


def _touching(size: int) -> list[Edit]:
    """An edit of every character, each touching the next."""
    return [Edit(n, n + 1, "乙", "touch", detail=CountedDetail(n)) for n in range(2 * size)]


def _insertions(size: int) -> list[Edit]:
    """Many insertions at one place."""
    return [Edit(size, size, "乙", "insert", detail=CountedDetail(n)) for n in range(size)]


def _moves(size: int) -> list[Edit]:
    """Each pair of characters replaced by the first of another pair."""
    return [
        Edit(n, n + 2, "甲", "move", (2 * size - n - 2, 2 * size - n - 1))
        for n in range(0, 2 * size, 2)
    ]


def _whole(size: int) -> list[Edit]:
    """One edit that takes the text that the others leave, whatever it is."""
    return [Edit(0, size, "丙", "whole", detail=CountedDetail(-1))]


FAMILIES = [_each, _touching, _insertions, _moves, _whole]


@pytest.mark.parametrize("second", FAMILIES)
@pytest.mark.parametrize("first", FAMILIES)
def test_work_grows_with_the_size(
    first: Callable[[int], list[Edit]], second: Callable[[int], list[Edit]]
) -> None:
    """Twice the text and twice the edits are at most 2.2 times the work, comparisons included."""

    def work(size: int) -> int:
        text = "甲" * (2 * size)
        before = first(size)
        after = minimal(apply(text, before), second(len(apply(text, before)) // 2))

        def everything() -> None:
            check(text, before)
            invert(apply(text, before), before, removed(text, before))
            minimal(text, compose(before, after))
            places = OffsetMap(before).then(after)
            for at in range(size):
                places.source(at, at + 1)

        CountedDetail.compared = 0
        return lines_run(edits_module, everything) + CountedDetail.compared

    assert work(240) <= 2.2 * work(120)


def test_counted_work_sees_a_square() -> None:
    """The measure itself tells a square from a line: asking for every whole prefix is a square."""
    places = OffsetMap([Edit(n, n + 1, "b", "r") for n in range(0, 400, 2)])

    def prefixes(size: int) -> int:
        return lines_run(
            edits_module, lambda: [places.source(0, end) for end in range(1, size + 1)]
        )

    assert prefixes(400) > 3 * prefixes(200)


@given(st.data(), ANY_TEXT)
def test_useless_edits_leave_nothing(data: st.DataObject, text: str) -> None:
    """Edits that put down what stands there already are none."""
    same = [
        edit._replace(new=text[edit.start : edit.end], origin=None)
        for edit in data.draw(edits(text))
    ]
    copies = [edit._replace(origin=edit[:2]) for edit in same]
    assert minimal(text, same) == minimal(text, copies) == ()


@pytest.mark.parametrize("last", [False, True])
def test_a_move_costs_what_it_moves(last: bool) -> None:
    """However many pieces stand before the origin, or behind it."""

    def work(size: int) -> int:
        origin = (2 * size - 2, 2 * size - 1) if last else (0, 1)
        moves = [Edit(2 * n, 2 * n, "0", "move", origin) for n in range(1, size)]
        pieces = OffsetMap([Edit(2 * n, 2 * n + 1, "乙", "each") for n in range(1, size)])
        return lines_run(pieces_module, lambda: pieces.then(moves))

    assert work(400) <= 2.2 * work(200)
