"""A post: where it began, how it stands, and each change in between."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import edits as edits_module
from postnorm import post as post_module
from postnorm.edits import Edit, OffsetMap, minimal
from postnorm.errors import EditError
from postnorm.post import NORMAL_FORM, SCHEMA, Post
from postnorm.records import Change, MetadataChange, Notice, with_frozen_detail
from postnorm.tables.reasons import reason_of
from postnorm.values import MISSING, Metadata, kind_of, thawed
from support import oracles
from support.counting import lines_run
from support.oracles import spelled
from support.strategies import ANY_TEXT, LONE_LOW, edits, metadata, notices, posts, spans

Items = Mapping[str, object]

# --- accounting -------------------------------------------------------------


@given(posts())
def test_replaying_the_changes_gives_the_body(post: Post) -> None:
    """The source and the changes are enough to know the body, and each change says what it took."""
    text = post.source
    for change in post.changes:
        if isinstance(change, Change):
            assert change.removed == tuple(text[edit.start : edit.end] for edit in change.edits)
            assert change.edits == minimal(text, change.edits) != ()
            text = oracles.applied(text, change.edits)
    assert text == post.body


@given(posts())
def test_the_body_alone_can_be_turned_back(post: Post) -> None:
    """Restoring needs the body and the changes, not the source it is compared with."""
    assert post.restore() == post.source
    assert Post("lost", post.body, changes=post.changes).restore() == post.source


@given(posts())
def test_replaying_the_metadata_changes_gives_the_metadata(post: Post) -> None:
    """Metadata begins empty; each change says truly what was there before."""
    items: dict[str, object] = {}
    for change in post.changes:
        if isinstance(change, MetadataChange):
            assert change.key in items or change.before is MISSING
            assert _exact(items.get(change.key, MISSING)) == _exact(change.before)
            assert _exact(change.before) != _exact(change.after)
            items[change.key] = change.after
            if change.after is MISSING:
                del items[change.key]
    assert {key: _exact(value) for key, value in items.items()} == {
        key: _exact(value) for key, value in post.metadata.items()
    }


def _exact(value: object) -> str | None:
    """Spell a value with the types of its parts; a negative zero counts as zero."""
    return None if value is MISSING else spelled(thawed(value)).replace("-0.0", "0.0")


# --- steps ------------------------------------------------------------------


@given(st.data(), posts())
def test_editing_carries_out_and_records(data: st.DataObject, post: Post) -> None:
    """One step adds at most one change, with its name, and leaves everything before as it was."""
    found, told = data.draw(edits(post.body)), data.draw(notices(post.body))
    after = post.edited("step", found, told)
    assert after.body == oracles.applied(post.body, found)
    assert (after.source, after.metadata) == (post.source, post.metadata)
    assert after.changes[: len(post.changes)] == post.changes
    assert after.notices[: len(post.notices)] == post.notices
    assert [change.step for change in after.changes[len(post.changes) :]] in ([], ["step"])
    # A move of text onto text like it leaves the body as it was, so only minimal() knows.
    assert len(after.changes) - len(post.changes) == bool(minimal(post.body, found))


@given(st.data(), posts())
def test_nothing_to_do_gives_the_same_object(data: st.DataObject, post: Post) -> None:
    """A step without effect is not recorded and makes no new value."""
    useless = [
        edit._replace(new=post.body[edit.start : edit.end], origin=None)
        for edit in data.draw(edits(post.body))
    ]
    assert post.edited("step", useless) is post
    assert post.edited("step", ()) is post
    assert post.described("step", dict(post.metadata)) is post
    assert post.described("step", thawed(post.metadata)) is post  # type: ignore[arg-type]
    assert post.noticed(()) is post


@pytest.mark.parametrize(
    "wrong",
    [
        [Edit(0, 2, "", "r"), Edit(1, 3, "", "bad")],
        [Edit(2, 9, "", "bad")],
        [Edit(9, 9, "", "bad")],
        [Edit(0, 1, "c", "bad", origin=(1, 2))],
        [Edit(0, 1, "c", "bad", origin=(-1, 3))],
    ],
)
def test_edits_that_a_rule_got_wrong_are_refused(wrong: list[Edit]) -> None:
    """Overlap, a place outside the body and a false origin are told by the name of the rule."""
    with pytest.raises(EditError, match=r"^bad: "):
        Post.from_text("abc").edited("step", wrong)


@given(posts(), metadata())
def test_describing_sets_the_metadata(post: Post, items: Items) -> None:
    """After the step the metadata are those given, and each change names the step and the place."""
    after = post.described("step", items, spans={"title": (0, 0)})
    assert after.metadata == Metadata(items)
    assert after.body is post.body
    for change in after.changes[len(post.changes) :]:
        assert isinstance(change, MetadataChange)
        assert change.step == "step"
        assert change.span == ((0, 0) if change.key == "title" else None)


@pytest.mark.parametrize(
    ("before", "after"),
    [(1, True), (0, False), (1, 1.0), ([1], [True]), ({"a": 1}, {"a": True}), ("1", 1), (None, "")],
)
def test_values_of_another_type_are_a_change(before: object, after: object) -> None:
    """What JSON and YAML write differently is different, deep inside too."""
    post = Post.from_text("", {"a": before})
    [_, change] = post.described("step", {"a": after}).changes
    assert isinstance(change, MetadataChange)
    assert _exact(change.before) == spelled(before)
    assert _exact(change.after) == spelled(after)


def test_an_empty_value_is_told_from_a_missing_one() -> None:
    """Adding a key without a value, and taking it away, are changes."""
    post = Post.from_text("").described("add", {"a": None}).described("drop", {})
    assert post.changes == (
        MetadataChange("add", "a", MISSING, None),
        MetadataChange("drop", "a", None, MISSING),
    )


@given(st.data(), posts())
def test_notices_are_told_once_and_as_places_in_the_source(data: st.DataObject, post: Post) -> None:
    """Telling again adds nothing, and the places stay true whatever is done next."""
    told = data.draw(notices(post.body))
    after = post.noticed(told)
    assert after.noticed(told) is after
    assert after.noticed(reversed(told * 2)) is after
    assert (after.body, after.changes) == (post.body, post.changes)
    assert len(set(after.notices)) == len(after.notices)
    for notice in told:
        span = None if notice.span is None else post.source_span(*notice.span)
        assert with_frozen_detail(notice)._replace(span=span) in after.notices


def test_places_outside_the_body_are_refused_in_notices() -> None:
    """A notice about no place in the body is a bug of the rule, not a place at its end."""
    with pytest.raises(IndexError, match=r"\[3, 4\) is not a span of the body of 3 characters"):
        Post.from_text("abc").noticed([Notice("r", "m", (3, 4))])


def test_notices_cost_as_much_as_they_are_many() -> None:
    """Twice the edits and twice the notices are at most 2.2 times the work."""

    def work(size: int) -> int:
        post = Post.from_text("甲" * size)
        post = post.edited("one", [Edit(n, n + 1, "乙", "r") for n in range(0, size, 2)])
        told = [Notice("r", "m", (n, n + 1), {"n": n}) for n in range(size)]
        return sum(
            lines_run(module, lambda: post.noticed(told)) for module in (edits_module, post_module)
        )

    assert work(240) <= 2.2 * work(120)


# --- places -----------------------------------------------------------------


@given(posts())
def test_places_in_the_body_lead_to_the_source(post: Post) -> None:
    """A span of the body leads to the hull of the source characters it came from."""
    cells = oracles.cells_of(post.source)
    for change in post.changes:
        if isinstance(change, Change):
            cells = oracles.trace(cells, change.edits, len(post.source))
    places = post.source_map()
    for start in range(len(cells)):
        for end in range(start + 1, len(cells) + 1):
            found = post.source_span(start, end)
            assert found == places.source(start, end)
            assert oracles.leads_to(found, cells[start:end])
            assert 0 <= found[0] <= found[1] <= len(post.source)


@given(st.data(), ANY_TEXT)
def test_a_body_nobody_touched_is_its_own_source(data: st.DataObject, text: str) -> None:
    """Without changes each span, empty ones too, leads to itself."""
    start, end = data.draw(spans(text))
    assert Post.from_text(text).source_span(start, end) == (start, end)


@pytest.mark.parametrize("span", [(-1, 1), (0, 4), (2, 1), (4, 4)])
def test_a_span_outside_the_body_is_told(span: tuple[int, int]) -> None:
    """Offsets are not counted from the end, nor cut down to what there is."""
    with pytest.raises(IndexError) as caught:
        Post.from_text("abc").source_span(*span)
    assert str(caught.value) == (
        f"[{span[0]}, {span[1]}) is not a span of the body of 3 characters"
    )


# --- making, writing, reading -------------------------------------------------


@given(ANY_TEXT, metadata())
def test_a_post_begins_with_its_text(text: str, items: Items) -> None:
    """Any text makes a post; metadata that are given are its first changes."""
    post = Post.from_text(text, items)
    assert post.source is post.body is post.to_text() is text
    assert post.metadata == Metadata(items)
    assert [change.step for change in post.changes] == ["from_text"] * len(items)
    assert post.notices == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "a post is made from a str, not a bytes; for bytes call postnorm.parse"),
        (None, "a post is made from a str, not None; for bytes call postnorm.parse"),
        (7, "a post is made from a str, not an int; for bytes call postnorm.parse"),
    ],
)
def test_a_post_of_something_else_is_told(text: object, message: str) -> None:
    """A wrong type is a ``TypeError`` that names the remedy."""
    with pytest.raises(TypeError) as caught:
        Post.from_text(text)  # type: ignore[arg-type]
    assert str(caught.value) == message


@pytest.mark.parametrize("items", [[], "", 0, ["a"], "a"])
def test_metadata_of_another_type_are_told(items: object) -> None:
    """What is no mapping is refused, an empty one too."""
    with pytest.raises(TypeError, match="metadata is a mapping of names to values, not a"):
        Post.from_text("", items)  # type: ignore[arg-type]


def _through_raw_json(data: object) -> object:
    return json.loads(json.dumps(data, ensure_ascii=False))


def _through_escaped_json(data: object) -> object:
    return json.loads(json.dumps(data))


def _assert_same(back: Post, post: Post) -> None:
    assert back == post
    assert hash(back) == hash(post)
    assert spelled(back.to_dict()) == spelled(post.to_dict())
    assert list(back.metadata) == list(post.metadata)


@given(posts())
def test_a_post_comes_back_from_json(post: Post) -> None:
    """Every value comes back equal and of the same type, lone surrogates included."""
    data = _through_raw_json(post.to_dict())
    assert isinstance(data, dict)
    _assert_same(Post.from_dict(data), post)
    _assert_same(Post.from_dict(post.to_dict()), post)


@given(posts(texts=LONE_LOW))
def test_a_post_comes_back_from_json_in_ascii(post: Post) -> None:
    """Escapes are exact too, save for a high surrogate before a low one, which JSON joins."""
    data = _through_escaped_json(post.to_dict())
    assert isinstance(data, dict)
    _assert_same(Post.from_dict(data), post)


def test_json_in_ascii_joins_surrogates() -> None:
    """A limit of JSON, not ours: two escapes are one character, and the post says it is another."""
    data = _through_escaped_json(Post.from_text("\ud83d\ude00").to_dict())
    assert isinstance(data, dict)
    assert Post.from_dict(data) == Post.from_text("\U0001f600")


def test_the_record_says_which_version_wrote_it() -> None:
    """A reader can tell the layout and the normal form of what it reads."""
    data = Post.from_text("雨停了。", {"title": "雨后", "tags": ["随笔"]}).to_dict()
    assert (data["schema"], data["normal_form"]) == (SCHEMA, NORMAL_FORM) == (1, 1)
    assert data["metadata"] == {"title": "雨后", "tags": ["随笔"]}
    assert data["changes"] == [
        {"step": "from_text", "key": "title", "after": "雨后"},
        {"step": "from_text", "key": "tags", "after": ["随笔"]},
    ]


def _record() -> dict[str, object]:
    post = Post.from_text("ab cd", {"a": None}).edited(
        "step",
        [Edit(0, 0, "cd", "r", origin=(3, 5)), Edit(2, 3, "", "r")],
        [Notice("r", "m", (0, 1))],
    )
    data = _through_raw_json(post.to_dict())
    assert isinstance(data, dict)
    return data


def _set(path: str, value: object) -> Callable[[dict[str, object]], None]:
    *way, last = path.split(".")

    def change(data: dict[str, object]) -> None:
        at: object = data
        for key in way:
            at = at[int(key)] if isinstance(at, list) else at[key]  # type: ignore[index]
        at[int(last) if isinstance(at, list) else last] = value  # type: ignore[index]

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("source"),
        lambda data: data.pop("notices"),
        lambda data: data["changes"][1]["edits"][0].pop("rule"),
        lambda data: data["changes"][0].pop("key"),
        _set("body", "abc"),
        _set("source", "ab  cd"),
        _set("source", 7),
        _set("metadata", []),
        _set("changes", {}),
        _set("changes.0.key", None),
        _set("changes.1.edits.0.origin", [0, 2]),
        _set("changes.1.edits.0.origin", [3, 99]),
        _set("changes.1.edits.0.origin", [3]),
        _set("changes.1.edits.0.removed", "x"),
        _set("changes.1.edits.1.start", 1),
        _set("changes.1.edits.1.end", 9),
        _set("changes.1.edits.1.end", "3"),
        _set("changes.1.edits.1.removed", ""),
        _set("changes.1.edits", []),
        _set("notices.0.span", [1, 2, 3]),
        _set("notices.0", None),
        _set("schema", 99),
        _set("schema", None),
    ],
)
def test_a_record_that_does_not_add_up_is_refused(
    change: Callable[[dict[str, object]], object],
) -> None:
    """What is missing, of a wrong type, or does not lead from source to body is a ``ValueError``."""
    data = _record()
    Post.from_dict(data)
    change(data)
    with pytest.raises(ValueError, match=r"."):
        Post.from_dict(data)


def test_a_record_of_another_schema_is_told() -> None:
    """The message says what was read and what can be."""
    message = r"^schema 99 is not 1: written by another version of postnorm\?$"
    with pytest.raises(ValueError, match=message):
        Post.from_dict({"schema": 99})


@pytest.mark.parametrize("data", ["{}", None, [("schema", 1)]])
def test_a_record_is_a_mapping(data: object) -> None:
    """JSON is read before; what is no mapping is named."""
    message = rf"^from_dict takes the dict that to_dict gives, not {kind_of(data)}$"
    with pytest.raises(TypeError, match=message):
        Post.from_dict(data)  # type: ignore[arg-type]


def test_changes_that_lead_elsewhere_are_told() -> None:
    """A body that was changed by hand is none of the post's."""
    data = Post.from_text("雨").to_dict()
    with pytest.raises(ValueError, match=r"^the changes do not lead from the source to the body$"):
        Post.from_dict({**data, "body": "晴"})
    del data["notices"]
    with pytest.raises(
        ValueError, match=r"^not what Post.to_dict\(\) writes: KeyError: 'notices'$"
    ):
        Post.from_dict(data)


@given(posts())
def test_a_post_survives_pickling_and_copying(post: Post) -> None:
    """A trip to another process changes nothing, not even types within the metadata."""
    _assert_same(pickle.loads(pickle.dumps(post)), post)
    _assert_same(copy.copy(post), post)
    _assert_same(copy.deepcopy(post), post)


def test_a_post_cannot_change() -> None:
    """Values are made anew, never altered."""
    post = Post.from_text("雨停了。", {"title": "雨后"})
    with pytest.raises(AttributeError):
        post.body = "雪停了。"  # type: ignore[misc]
    with pytest.raises(TypeError, match="item assignment"):
        post.metadata["title"] = "雪后"  # type: ignore[index]


def test_a_record_does_not_follow_the_post_and_the_other_way_round() -> None:
    """What ``to_dict`` gives is a copy down to the lists inside."""
    post = Post.from_text("", {"tags": ["随笔"]})
    data = post.to_dict()
    back = Post.from_dict(data)
    tags = data["metadata"]["tags"]  # type: ignore[index]
    tags.append("雨")
    assert post.tags == back.tags == ("随笔",)


def test_details_are_kept_as_they_were_when_told() -> None:
    """A rule may reuse the dict in which it gives its evidence."""
    detail: dict[str, object] = {"score": 1}
    post = Post.from_text("ab").edited(
        "step", [Edit(0, 1, "", "r", detail=detail)], [Notice("r", "m", (1, 2), detail)]
    )
    detail["score"] = 2
    [change] = post.changes
    assert isinstance(change, Change)
    assert change.edits[0].detail == post.notices[0].detail == {"score": 1}


@given(posts())
def test_a_repr_is_one_short_line(post: Post) -> None:
    """A post shows its title or how it begins, and how much was done to it."""
    counts = f"{len(post.changes)} changes, {len(post.notices)} notices"
    parts = f"{len(post.body)} of {len(post.source)} characters, {counts}"
    assert repr(post) == f"<Post {post.title or post.body[:20]!r}: {parts}>"
    assert "\n" not in repr(post)


@given(posts())
def test_markdown_has_a_header_only_where_it_needs_one(post: Post) -> None:
    """A body without metadata is written as it is, unless it begins like a header itself."""
    text = post.to_markdown()
    assert text.endswith(post.body)
    if post.metadata:
        assert text.startswith("---\n")
        assert text.count("\n") == post.body.count("\n") + text[: -len(post.body) or None].count(
            "\n"
        )
    elif text != post.body:
        assert text == f"---\n---\n\n{post.body}"


@pytest.mark.parametrize(
    "body", ["---\n", "标题：雨后\n", "title: 雨后\n", "<p>雨", "{", "+++", "\n\n---"]
)
def test_a_body_like_a_header_is_kept_from_being_read_as_one(body: str) -> None:
    """An empty header before it says that what follows is the body."""
    assert Post.from_text(body).to_markdown() == f"---\n---\n\n{body}"


def test_the_map_is_an_offset_map() -> None:
    """Who asks for many places takes the map once."""
    assert isinstance(Post.from_text("abc").source_map(), OffsetMap)


def test_metadata_are_read_only_whoever_makes_the_post() -> None:
    """A plain dict is taken over; the body is given as it stands."""
    post = Post("雨", "雨", {"tags": ["随笔"]})
    assert post.metadata == Metadata({"tags": ("随笔",)})
    assert isinstance(post.metadata, Metadata)
    assert post.to_text() == "雨"


def test_what_cannot_change_is_kept_as_it_is() -> None:
    """A detail is frozen once; where there is none, none is made."""
    plain, said = Edit(0, 1, "", "r"), Edit(0, 1, "", "r", None, {"score": 1})
    assert with_frozen_detail(plain) is plain
    frozen = with_frozen_detail(said)
    assert frozen.detail == Metadata({"score": 1})
    assert with_frozen_detail(frozen) is frozen


def test_a_change_that_does_not_say_all_it_took_has_no_record() -> None:
    """As it has no ledger: a part of it would be lost."""
    change = Change("step", (Edit(0, 1, "b", "r"),), ())
    with pytest.raises(ValueError, match="shorter"):
        Post("a", "b", changes=(change,)).to_dict()


@given(posts())
def test_the_ledger_tells_every_edit_with_its_place_in_the_source(post: Post) -> None:
    """In the order in which they were made; of moved text the place it was moved from."""
    entries = post.ledger()
    before = Post.from_text(post.source)
    for change in post.changes:
        if not isinstance(change, Change):
            continue
        for edit, removed in zip(change.edits, change.removed, strict=True):
            entry = next(entries)
            assert entry.span == before.source_map().source(*(edit.origin or edit[:2]))
            assert (entry.step, entry.rule, entry.removed) == (change.step, edit.rule, removed)
            assert (entry.new, entry.detail) == (edit.new, edit.detail)
            assert entry.reason == reason_of(edit.rule)
        before = before.recorded(change.step, change.edits)
    assert list(entries) == []


def test_a_change_that_does_not_say_all_it_took_has_no_ledger() -> None:
    """Whoever makes one by hand is told, and gets no list that ends early."""
    change = Change("step", (Edit(0, 1, "b", "r"),), ())
    with pytest.raises(ValueError, match="shorter"):
        list(Post("a", "b", changes=(change,)).ledger())


def test_a_value_of_another_type_is_told_as_it_is() -> None:
    """Which it is, and which it should be."""
    data = Post.from_text("雨", {"publisher": "渡口文艺"}).to_dict()
    assert Post.from_dict(data).publisher == "渡口文艺"
    with pytest.raises(ValueError, match=r"TypeError: 3 is an int, not a str$"):
        Post.from_dict({**data, "body": 3})
