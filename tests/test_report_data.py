"""What the page draws: every character of both texts in its place, and every change told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import Decision, Post, clean
from postnorm.edits import Edit
from postnorm.report.alignment import Kind, Stretch, rows
from postnorm.report.facts import facts
from postnorm.report.page import words
from postnorm.report.tracing import traced
from support.counting import lines_run
from support.strategies import posts
from support.texts import TEXTS

ROOM: Final = Path(postnorm.__file__).parent / "report"
EXAMPLE: Final = (Path(__file__).parent.parent / "examples" / "scraped-post.md").read_text("utf-8")
POSTS: Final = posts() | TEXTS.map(clean)


def raw(table: Sequence[Sequence[Stretch]]) -> str:
    return "".join(one.text for row in table for one in row if one.is_raw)


def body(table: Sequence[Sequence[Stretch]]) -> str:
    return "".join(one.text for row in table for one in row if one.is_clean)


@given(post=POSTS)
def test_the_rows_are_both_texts(post: Post) -> None:
    """Nothing is lost and nothing stands twice: left is the source, right the body."""
    table = rows(traced(post))
    assert raw(table) == post.source
    assert body(table) == post.body
    assert all(row for row in table)


@given(post=POSTS)
def test_kept_text_is_text_that_no_edit_touched(post: Post) -> None:
    """Every other stretch names edits, and those by which it went or came."""
    entries = list(post.ledger())
    for row in rows(traced(post)):
        for one in row:
            assert (one.kind == Kind.KEPT) == (not one.edits)
            assert all(0 <= number < len(entries) for number in one.edits)
            if one.kind == Kind.PUT_IN:
                assert one.text in entries[one.edits[-1]].new
            if one.kind == Kind.REMOVED and len(one.edits) == 1:
                assert one.text.strip("\n") in entries[one.edits[0]].removed or any(
                    entries[one.edits[0]].removed
                )


@given(post=POSTS)
def test_what_an_edit_removed_and_put_in_can_be_told_from_the_data(post: Post) -> None:
    """The page joins it from the rows where it is not told beside the edit: decisions quote it."""
    told = facts("a.md", post)
    for number, entry in enumerate(post.ledger()):
        assert removed_by(told, number) == entry.removed
        assert put_in_by(told, number) == entry.new


def stretches(told: dict[str, Any]) -> Iterator[tuple[str, str, list[int]]]:
    for row in told["rows"]:
        for kind, text, *edits in row:
            yield kind, text, edits[0] if edits else []


def removed_by(told: dict[str, Any], number: int) -> str:
    """What the page's ``removedBy`` finds."""
    joined = "".join(t for kind, t, by in stretches(told) if kind in "-<" and by[0] == number)
    return str(told["edits"][number].get("removed", joined))


def put_in_by(told: dict[str, Any], number: int) -> str:
    joined = "".join(t for kind, t, by in stretches(told) if kind in "+>" and by[-1] == number)
    return str(told["edits"][number].get("new", joined))


@given(post=POSTS)
def test_the_data_are_plain_json(post: Post) -> None:
    """Whatever the metadata and details hold."""
    told = facts("a.md", post)
    assert json.loads(json.dumps(told)) == json.loads(json.dumps(told, ensure_ascii=True))
    assert told["digest"] == Decision.digest(post.source)


@given(post=POSTS)
def test_the_meter_adds_up(post: Post) -> None:
    """What the steps removed and what is left of the source are the source."""
    told: dict[str, Any] = facts("a.md", post)
    left = sum(len(text) for kind, text, _ in stretches(told) if kind in "=<")
    assert left + sum(told["steps"].values()) == len(post.source)


def test_the_example_is_drawn_as_a_person_sees_it() -> None:
    """A header, the copy that went, then a row for each paragraph of the article."""
    post = clean(EXAMPLE)
    table = rows(traced(post))
    assert [len(row) for row in table[:3]] == [1, 3, 1]
    assert [one.kind for one in table[1]] == [Kind.REMOVED] * 3
    rules = [entry.rule for entry in post.ledger()]
    assert [[rules[n] for n in one.edits] for one in table[1][:2]] == [
        ["repeats.copy"],
        ["repeats.copy", "repeats.carried", "promotions.account-introduced"],
    ]
    paragraphs = [row for row in table[2:] if any(one.is_clean for one in row)]
    assert len(paragraphs) == len(post.body.split("\n\n"))


def test_a_copy_leads_to_the_one_that_was_kept() -> None:
    """By rows: the kept copy begins after the dropped one."""
    told: Any = facts("a.md", clean(EXAMPLE))
    [kept] = [edit["kept"] for edit in told["edits"] if "kept" in edit]
    assert (kept[2], kept[3]) == (2, len(told["rows"]) - 1)
    assert kept[0] == 10
    assert (
        not {"kept", "dropped"} & told["edits"][1]["detail"].keys()
    )  # those count in another text


def test_only_places_lead_to_a_copy() -> None:
    """What another's rule writes under the same names may be anything."""
    for kept in (("甲", "乙"), "甲", (1, 2, 3), (1, None)):
        edit = Edit(0, 1, "", "others.rule", None, {"kept": kept})
        told: Any = facts("a.md", Post.from_text("雨停了。").edited("others", [edit]))
        assert "kept" not in told["edits"][0]


def test_moved_text_stands_on_both_sides() -> None:
    """On the left where it was, on the right where it is; both name the move."""
    post = Post.from_text("甲乙丙").edited(
        "move", [Edit(0, 1, "", "m.cut"), Edit(3, 3, "甲", "m.move", origin=(0, 1))]
    )
    [row] = rows(traced(post))
    assert [(one.kind, one.text, one.edits) for one in row] == [
        (Kind.LEFT, "甲", (0, 1)),
        (Kind.KEPT, "乙丙", ()),
        (Kind.CAME, "甲", (1,)),
    ]


def test_text_that_was_moved_twice_names_both_moves() -> None:
    """And what was put in behind a removal stands behind it."""
    post = Post.from_text("甲乙丙")
    post = post.edited("a", [Edit(0, 1, "", "a.cut"), Edit(3, 3, "甲", "a.move", origin=(0, 1))])
    post = post.edited("b", [Edit(0, 0, "甲", "b.move", origin=(2, 3)), Edit(2, 3, "", "b.cut")])
    assert post.body == "甲乙丙"
    [row] = rows(traced(post))
    assert [(one.kind, one.text, one.edits) for one in row] == [
        (Kind.LEFT, "甲", (0, 1, 2)),
        (Kind.CAME, "甲", (1, 2)),
        (Kind.KEPT, "乙丙", ()),
    ]
    later = (
        Post.from_text("甲乙丙")
        .edited("a", [Edit(1, 2, "", "a")])
        .edited("b", [Edit(1, 1, "丁", "b")])
    )
    assert [one.text for one in rows(traced(later))[0]] == ["甲", "乙", "丁", "丙"]


def test_a_paragraph_that_went_has_a_row_of_its_own() -> None:
    """In the middle and at the end, where the blank line above it goes too."""
    plug = "欢迎关注我们的微信公众号：河边夜话。"
    for text in (f"雨停了。\n\n{plug}\n\n路还湿。\n", f"雨停了。\n\n路还湿。\n\n{plug}\n"):
        table = rows(traced(clean(text)))
        [own] = [row for row in table if plug in raw([row])]
        assert not body([own]).strip()


def test_the_lines_of_a_page_end_where_its_paragraphs_end() -> None:
    """A page on one line is as many rows as it has paragraphs; what went between them too."""
    page = (
        "<!doctype html><html><head><title>雨后</title></head><body><article>"
        "<p>雨停了，路还湿，我们沿着河走了很久。</p><p>欢迎关注我们的公众号：河边夜话</p>"
        "<p>桥下的船不见了，船夫说它夜里走的。</p></article></body></html>"
    )
    table = rows(traced(clean(page)))
    seen = [body([row]).strip() for row in table]
    assert [text for text in seen if text] == clean(page).body.split()
    assert any("欢迎关注" in raw([row]) and not body([row]).strip() for row in table)


def test_the_head_of_a_page_and_its_footers_stand_alone() -> None:
    """What stood above the article is a row, and so is each line below it that went."""
    head = f"<title>雨后</title><style>{'p{}' * 50}</style>"
    page = (
        f"<!doctype html><html><head>{head}</head><body><article>"
        "<p>雨停了，路还湿，我们沿着河走了很久。</p><p>桥下的船不见了，船夫说它夜里走的。</p>"
        "<p>欢迎关注我们的公众号：河边夜话</p><p>长按识别二维码关注</p></article></body></html>"
    )
    table = rows(traced(clean(page)))
    assert raw(table[:1]).endswith("<p>")
    assert not body(table[:1])
    gone = [raw([row]) for row in table[1:] if not body([row]).strip()]
    assert [text.partition("<")[0] for text in gone] == [
        "欢迎关注我们的公众号：河边夜话",
        "长按识别二维码关注",
    ]


def test_metadata_tell_where_they_were_found() -> None:
    """Also under the name that they had there, also a credit."""
    post = clean("---\nname: 阿七\ntime: 2014-03-05\n---\n雨停了，路还湿。\n\n（责任编辑：大鱼）\n")
    told: Any = facts("a.md", post)
    found = {
        one["key"]: (one["step"], one["written"], (one["at"] or [0])[0]) for one in told["meta"]
    }
    assert found == {
        "author": ("parse_front_matter", "name", 2),
        "date": ("parse_front_matter", "time", 3),
        "editor": ("extract_credits", "", 7),
    }


def test_the_page_says_the_same_things_in_both_languages() -> None:
    """Evidence and notices are English as they are; all others are told in both."""
    english, chinese = (
        {key for key in words(language) if not key.startswith(("evidence.", "notice."))}
        for language in ("en", "zh")
    )
    assert english == chinese


def test_every_word_that_the_script_says_is_there() -> None:
    """A missing word would show its key."""
    import re

    script = "".join(path.read_text("utf-8") for path in sorted((ROOM / "script").iterdir()))
    said = set(re.findall(r'say\("([\w.]+)"', script)) | set(
        re.findall(r'say\([^()"]+ \? "([\w.]+)" : "[\w.]+"', script)
    )
    said |= set(re.findall(r'say\([^()"]+ \? "[\w.]+" : "([\w.]+)"', script))
    assert len(said) > 50
    assert said <= words("en").keys()


def test_twice_the_text_is_twice_the_work() -> None:
    """Tracing and laying out is linear, on copies, on pages, and where every character changes."""
    page = "<p>雨停了 ，路<b>还</b>湿。</p>"
    for unit in (page, "雨停了 ，路还湿 。\n\n", "甲\u200b"):
        assert work(unit, 120) <= 2.2 * work(unit, 60) + 50, unit


def work(unit: str, times: int) -> int:
    post = clean(f"<html><body>{unit * times}</body></html>" if "<" in unit else unit * times)
    return lines_run(str(ROOM), lambda: facts("a", post))


@pytest.mark.parametrize("language", ["de", "", None, "EN"])
def test_an_unknown_language_is_told(language: str) -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="language is one of en, zh"):
        words(language)


@given(st.sampled_from((3, "a", None, ("a", "b"), (clean("雨。"), "a"))))
def test_only_posts_are_reported(one: object) -> None:
    """The error says what to give, and no file is left behind."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        with pytest.raises(TypeError, match="write_report takes posts"):
            postnorm.write_report([one], f"{folder}/a.html")  # type: ignore[list-item]
        assert not list(Path(folder).iterdir())
