"""What metadata may hold, and that it cannot change."""

from __future__ import annotations

import copy
import datetime as dt
import enum
import json
import math
import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.values import MISSING, Metadata, frozen, kind_of, thawed
from support.oracles import spelled
from support.strategies import ANY_TEXT, json_values, metadata

PLAIN = (str, int, float, bool, type(None), tuple, Metadata)


def all_parts(value: object) -> list[object]:
    """Return the value and everything in it."""
    if isinstance(value, Mapping):
        return [value, *(part for pair in value.items() for one in pair for part in all_parts(one))]
    if isinstance(value, tuple | list):
        return [value, *(part for one in value for part in all_parts(one))]
    return [value]


@given(metadata())
def test_metadata_holds_what_it_was_given(given_items: dict[str, object]) -> None:
    """Types, nesting and the order of keys stay; only lists become tuples."""
    held = Metadata(given_items)
    assert spelled(thawed(held)) == spelled(given_items)
    assert list(held) == list(given_items)
    assert len(held) == len(given_items)
    assert all(held[key] == frozen(given_items[key]) for key in given_items)


@given(metadata())
def test_metadata_answers_like_the_dict_it_holds(items: dict[str, object]) -> None:
    """Its own shorter ways say what those of every mapping say."""
    held = Metadata(items)
    for key in (*items, "no such key"):
        assert (key in held) == Mapping.__contains__(held, key) == (key in items)
        assert held.get(key, MISSING) is Mapping.get(held, key, MISSING)
        assert held.get(key) is Mapping.get(held, key)
    assert list(held.keys()) == list(Mapping.keys(held))
    assert list(held.items()) == list(Mapping.items(held))
    assert list(held.values()) == list(Mapping.values(held))
    with pytest.raises(TypeError):
        held.items().mapping["new"] = 1  # type: ignore[attr-defined]


@given(metadata())
def test_everything_in_metadata_is_plain_and_cannot_change(items: dict[str, object]) -> None:
    """Inside stand only values that cannot change, of no other type than these."""
    assert all(type(part) in PLAIN for part in all_parts(Metadata(items)))


@given(metadata())
def test_metadata_does_not_follow_what_it_was_made_of(items: dict[str, object]) -> None:
    """Changing the dict and its lists afterwards changes nothing."""
    items["list"] = [1, {"inner": []}]
    held = Metadata(items)
    before = spelled(thawed(held))
    items["list"].append(2)  # type: ignore[attr-defined]
    items.clear()
    assert spelled(thawed(held)) == before


def test_metadata_is_read_only() -> None:
    """There is no way to set or delete a key or an attribute."""
    held = Metadata({"title": "雨后"})
    with pytest.raises(TypeError, match="item assignment"):
        held["title"] = "雪后"  # type: ignore[index]
    with pytest.raises(TypeError, match="item deletion"):
        del held["title"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        held.title = "雪后"  # type: ignore[attr-defined]
    with pytest.raises(KeyError, match="author"):
        held["author"]


@given(metadata())
def test_metadata_equals_a_dict_of_the_same_values(items: dict[str, object]) -> None:
    """It compares like a dict, whatever the order; equal ones have equal hashes."""
    held = Metadata(items)
    same = {key: frozen(value) for key, value in items.items()}
    other = Metadata(dict(reversed(items.items())))
    assert held == same == held
    assert held == other
    assert hash(held) == hash(other)
    assert held != {**same, "another": None}
    assert not held == list(items)  # type: ignore[comparison-overlap]  # noqa: SIM201


@given(metadata())
def test_metadata_survives_pickling_and_copying(items: dict[str, object]) -> None:
    """A trip to another process changes neither values nor types nor order."""
    held = Metadata(items)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(held, protocol))
        assert type(back) is Metadata
        assert spelled(thawed(back)) == spelled(items)
    assert (
        spelled(thawed(copy.deepcopy(held))) == spelled(thawed(copy.copy(held))) == spelled(items)
    )


@given(json_values(ANY_TEXT))
def test_freezing_twice_is_freezing_once(value: object) -> None:
    """What is frozen stays as it is, and thaws to what it was made of."""
    once = frozen(value)
    assert frozen(once) == once
    assert spelled(thawed(frozen(once))) == spelled(thawed(once)) == spelled(value)


@given(json_values(ANY_TEXT))
def test_a_frozen_value_can_be_hashed(value: object) -> None:
    """Notices and edits that hold such values can stand in sets."""
    assert hash(frozen(value)) == hash(frozen(json.loads(json.dumps(value, ensure_ascii=False))))


@given(st.datetimes(timezones=st.none() | st.timezones()) | st.dates() | st.times())
def test_dates_become_iso_text(value: dt.date | dt.time) -> None:
    """A date, a moment and a time of day are held as ISO 8601, which reads back equal."""
    held = frozen(value)
    assert isinstance(held, str)
    again = type(value).fromisoformat(held)
    offset = value.utcoffset() if isinstance(value, dt.datetime) else None
    if isinstance(again, dt.datetime) and isinstance(value, dt.datetime):
        assert again.utcoffset() == offset
        again, value = again.replace(tzinfo=None), value.replace(tzinfo=None, fold=0)
    assert again == value


class Colour(enum.StrEnum):
    RED = "red"


class Name(str, enum.Enum):  # noqa: UP042 - its str() is not its value
    XIAOMAN = "小满"


class Number(enum.IntEnum):
    ONE = 1


class Share(float):
    pass


def test_subclasses_become_plain() -> None:
    """A text that is more than a text, such as a node of a tree, leaves the rest behind."""
    held = Metadata({Name.XIAOMAN: [Colour.RED, Name.XIAOMAN, Number.ONE, Share(0.5), True]})
    assert repr(held) == "Metadata({'小满': ('red', '小满', 1, 0.5, True)})"
    assert all(type(part) in PLAIN for part in all_parts(held))


def test_missing_is_one_object_and_not_none() -> None:
    """A key without a value is told from a key whose value is null, in every process."""
    assert pickle.loads(pickle.dumps(MISSING)) is copy.deepcopy(MISSING) is MISSING
    assert MISSING is not None
    assert repr(MISSING) == "MISSING"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([("a", 1)], "metadata is a mapping of names to values, not a list"),
        (7, "metadata is a mapping of names to values, not an int"),
        ({1: "a"}, "a metadata key is a str, not an int: 1"),
        ({None: "a"}, "a metadata key is a str, not None: None"),
        (
            {"a": [{"b": {1}}]},
            "metadata 'b' is a set; metadata holds str, int, float, bool, None, dates, "
            "and lists or mappings of these",
        ),
        (
            {"a": b"x"},
            "metadata 'a' is a bytes; metadata holds str, int, float, bool, None, dates, "
            "and lists or mappings of these",
        ),
    ],
)
def test_a_wrong_type_is_told_with_the_right_ones(items: object, message: str) -> None:
    """What JSON has nothing for is a ``TypeError`` that names the key, the type and the remedy."""
    with pytest.raises(TypeError) as caught:
        Metadata(items)  # type: ignore[arg-type]
    assert str(caught.value) == message


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_cannot_write_are_told(number: float) -> None:
    """NaN and the infinities are refused, since they would not come back equal."""
    with pytest.raises(
        ValueError, match=f"^metadata 'a': {number} is no JSON number; pass it as text$"
    ):
        Metadata({"a": [number]})
    with pytest.raises(ValueError, match=r"^metadata '': "):
        frozen(number)


def test_what_is_frozen_is_held_as_it_is() -> None:
    """No copy is made of it; who made it sees to it that nobody changes it."""
    items: dict[str, object] = {"tags": ("雨",), "meta": Metadata({"a": 1})}
    assert Metadata.of_frozen(items) == Metadata(items)
    assert Metadata.of_frozen(items)["meta"] is items["meta"]


@pytest.mark.parametrize(
    ("value", "name"),
    [(None, "None"), (1, "an int"), ([], "a list"), (b"", "a bytes")],
)
def test_kinds_are_named_with_their_article(value: object, name: str) -> None:
    """An error message reads as a sentence."""
    assert kind_of(value) == name
