"""The names that metadata goes by, and how fields are read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import fields
from postnorm.fields import canonical_name, date_of, iso_date_of, keys_of, tags_of, text_of
from postnorm.post import Post
from postnorm.values import Metadata, frozen
from support.strategies import ANY_TEXT, json_values

ALL_ALIASES = [(alias, name) for name, aliases in fields.ALIASES.items() for alias in aliases]
any_value = json_values(ANY_TEXT).map(frozen)

# --- names ------------------------------------------------------------------


def test_no_alias_means_two_things() -> None:
    """However it is written, an alias belongs to one field and stands there once."""
    written = [alias.casefold().replace("-", "_").replace(" ", "_") for alias, _ in ALL_ALIASES]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(("alias", "name"), ALL_ALIASES)
def test_an_alias_is_known_however_it_is_written(alias: str, name: str) -> None:
    """Case, spaces around, and a hyphen or space for an underscore make no difference."""
    ways = (alias, alias.upper(), alias.title(), f" {alias}\t", alias.replace("_", "-"))
    assert {canonical_name(way) for way in (*ways, alias.replace("_", " "))} == {name}


@given(ANY_TEXT)
def test_any_key_has_a_canonical_name_or_none(key: str) -> None:
    """No key is an error, and a canonical name is its own."""
    name = canonical_name(key)
    assert name is None or (name in fields.ALIASES and canonical_name(name) == name)


def test_text_fields_are_fields() -> None:
    """The fields whose value is text whatever it looks like are among those with aliases."""
    assert set(fields.ALIASES) >= fields.TEXT_FIELDS


@given(st.data())
def test_the_preferred_alias_comes_first(data: st.DataObject) -> None:
    """Whatever the order in the header, keys come in the order of the table, the empty ones not at all."""
    name = data.draw(st.sampled_from(sorted(fields.ALIASES)))
    aliases = fields.ALIASES[name]
    values = st.sampled_from((None, "", (), "x", 0, False))
    written = data.draw(st.dictionaries(st.sampled_from(aliases), values))
    metadata = {"layout": "post", **written}
    expected = [alias for alias in aliases if written.get(alias) not in (None, "", ())]
    assert keys_of(metadata, name) == expected


# --- text and tags ----------------------------------------------------------


@given(any_value)
def test_text_is_none_or_says_something(value: object) -> None:
    """Text of a field is never empty and has no space around it, whatever the value."""
    text = text_of(value)
    assert text is None or text == text.strip() != ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  小满 \n", "小满"),
        (("阿七", "", "小满"), "阿七、小满"),
        ((("阿七",), 7), "阿七、7"),
        (0, "0"),
        (1.5, "1.5"),
        (True, None),
        (None, None),
        ((), None),
        (Metadata({"a": "b"}), None),
    ],
)
def test_text_of_a_field(value: object, text: str | None) -> None:
    """Lists are joined, numbers written, and what is no text is nothing."""
    assert text_of(value) == text


@given(any_value)
def test_tags_are_different_texts(value: object) -> None:
    """Tags are a tuple of texts that say something, each once, whatever the value."""
    tags = tags_of(value)
    assert all(tag == tag.strip() != "" for tag in tags)
    assert len(set(tags)) == len(tags)
    assert tags_of(tags) == tags


@given(
    st.lists(st.text(st.sampled_from("ab甲乙 "), min_size=1), max_size=5),
    st.sampled_from(",，、;；"),
)
def test_one_text_of_tags_is_split_at_its_marks(tags: list[str], mark: str) -> None:
    """A line of tags is what a list of the same tags is; spaces alone do not split."""
    assert tags_of(mark.join(tags)) == tags_of(tuple(tags)) == tags_of(f"[{mark.join(tags)}]")


# --- dates ------------------------------------------------------------------

zones = (
    st.none()
    | st.just(dt.UTC)
    | st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
)
moments = st.datetimes(timezones=zones)


@given(moments, st.sampled_from(("minutes", "seconds", "microseconds")), st.sampled_from("T "))
def test_iso_moments_are_read_and_written_back(moment: dt.datetime, precise: str, sep: str) -> None:
    """ISO 8601 with any offset and precision is read as Python reads it, and written as precise."""
    text = moment.isoformat(sep, timespec=precise)
    expected = dt.datetime.fromisoformat(text)
    found = date_of(text)
    assert found == expected
    assert found is not None
    assert found.utcoffset() == expected.utcoffset()
    written = iso_date_of(text)
    assert written is not None
    assert dt.datetime.fromisoformat(written) == expected
    if precise != "microseconds":
        assert written == expected.isoformat(timespec=precise)


@given(st.dates())
def test_days_are_read_in_every_hand(day: dt.date) -> None:
    """Year, month and day come in this order, with any of the usual marks, padded or not."""
    y, m, d = f"{day.year:04}", day.month, day.day
    ways = [
        f"{y}-{m}-{d}",
        f"{y}/{m:02}/{d:02}",
        f"{y}.{m}.{d}",
        f"{y}年{m}月{d}日",
        f" {y} 年 {m} 月 {d} 號 ",
    ]
    ways += [way.translate({ord("0") + n: ord("０") + n for n in range(10)}) for way in ways]
    midnight = dt.datetime.combine(day, dt.time())
    assert {date_of(way) for way in ways} == {midnight}
    assert {iso_date_of(way) for way in ways} == {day.isoformat()}


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_an_impossible_day_is_no_date(year: int, month: int, day: int) -> None:
    """A day is read exactly when the calendar has it."""
    try:
        expected: dt.datetime | None = dt.datetime(year, month, day)
    except ValueError:
        expected = None
    assert date_of(f"{year:04}-{month}-{day}") == expected


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_an_impossible_time_or_offset_is_no_date(
    hour: int, minute: int, zone_hour: int, zone_minute: int
) -> None:
    """A moment is read exactly when clock and offset have it, never rolled over."""
    text = f"2013-10-21 {hour}:{minute:02}+{zone_hour:02}:{zone_minute:02}"
    possible = hour < 24 and minute < 60 and zone_hour < 24 and zone_minute < 60
    found = date_of(text)
    assert (found is not None) == possible
    if found is not None:
        assert (found.hour, found.minute) == (hour, minute)
        assert found.utcoffset() == dt.timedelta(hours=zone_hour, minutes=zone_minute)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2013年10月21日 16时25分", "2013-10-21T16:25"),
        ("2013年10月21日16：25", "2013-10-21T16:25"),
        ("2013-10-21  16:25:09", "2013-10-21T16:25:09"),
        ("2013-10-2116:25", "2013-10-21T16:25"),
        ("2013-10-21 16:25 +0800", "2013-10-21T16:25+08:00"),
        ("2013-10-21 16:25-05:30", "2013-10-21T16:25-05:30"),
    ],
)
def test_moments_as_they_are_found_on_pages(text: str, iso: str) -> None:
    """Chinese marks, full-width colons and missing spaces are read."""
    assert iso_date_of(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2013-10-211:25",
        "10/21/2013",
        "21.10.2013",
        "13-10-21",
        "2013-10",
        "昨天",
        "",
        "2013",
    ],
)
def test_a_date_that_could_be_another_is_none(text: str) -> None:
    """What is incomplete or can be read in two ways is not guessed at."""
    assert date_of(text) is None
    assert iso_date_of(text) is None


@given(any_value | ANY_TEXT)
def test_no_value_is_an_error(value: object) -> None:
    """Dates are asked of anything, and the two readings agree on what is one."""
    assert (date_of(value) is None) == (iso_date_of(value) is None)


def test_a_very_long_text_is_no_date() -> None:
    """Length alone tells that a page is not a date."""
    assert date_of("2013-10-21" + " " * 100) is None


# --- a post's properties ----------------------------------------------------

PROPERTIES = ["title", "author", "date", "url", "tags", "publisher", "account"]


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_know_every_alias(name: str) -> None:
    """A field is found under whatever alias it stands, and is empty without one."""
    written = "2013-10-21" if name == "date" else "雨后"
    read = {"date": dt.datetime(2013, 10, 21), "tags": ("雨后",)}.get(name, "雨后")
    for alias in fields.ALIASES[name]:
        assert getattr(Post.from_text("", {alias: written}), name) == read
    assert getattr(Post.from_text("", {"layout": written}), name) == (
        () if name == "tags" else None
    )


def test_the_address_of_the_original_stands_in_for_a_post_of_its_own() -> None:
    """Only where the post has none itself."""
    own, original = "https://a.example/1", "https://b.example/2"
    assert Post.from_text("", {"source_url": original}).url == original
    assert Post.from_text("", {"source_url": original, "url": own}).url == own
    assert Post.from_text("", {"url": own}).url == own


def test_properties_pass_over_what_they_cannot_read() -> None:
    """A preferred alias without a readable value leaves the word to the next."""
    post = Post.from_text(
        "", {"date": "昨天", "发布时间": "2013-10-21", "author": "  ", "作者": "小满"}
    )
    assert post.date == dt.datetime(2013, 10, 21)
    assert post.author == "小满"


@given(st.dictionaries(st.sampled_from([alias for alias, _ in ALL_ALIASES]), any_value, max_size=4))
def test_properties_have_their_types(metadata: dict[str, object]) -> None:
    """Whatever stands in the header, a property is of its type or empty."""
    post = Post.from_text("", metadata)
    assert post.date is None or isinstance(post.date, dt.datetime)
    assert isinstance(post.tags, tuple)
    for value in (post.title, post.author, post.url, post.publisher, post.account):
        assert value is None or isinstance(value, str)
