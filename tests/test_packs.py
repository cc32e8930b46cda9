"""Packs: frozen values, written to TOML and read back equal; a hostile one is told to the last entry."""

from __future__ import annotations

import importlib.metadata
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Pack, PackError, installed_packs, learn_promotions, load_pack, strip_promotions
from postnorm.boilerplate import pack_reading
from postnorm.boilerplate.pack_reading import MOST_ENTRIES, read_pack, read_words
from postnorm.boilerplate.packs import LONGEST_UNIT, Entry, Template, shipped
from postnorm.boilerplate.templates import template

GOOD: Final = """\
[[promotion]]
id = "river-call"
reason = "asks the reader to the river"
longest = 40
opens = ["同去河邊"]
with = ["今晚"]
window = 12
removes = ["同去河邊，就在今晚。"]
keeps = ["同去河邊的人很多。"]
"""
ARTICLE: Final = "雨停了，路还湿。\n\n" * 9


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_is_read_folded_and_used(tmp_path: Path) -> None:
    """Phrases are kept as they are compared, examples as they are written; the shipped ones stay."""
    pack = load_pack(write(tmp_path, GOOD))
    [entry] = pack.entries
    assert (entry.id, entry.opens, entry.with_) == ("river-call", ("同去河边",), ("今晚",))
    assert entry.removes == ("同去河邊，就在今晚。",)
    plug = "欢迎关注我们的微信公众号：河边夜话。\n\n"
    for text in entry.removes:
        assert strip_promotions(f"{ARTICLE}{plug}{text}\n", packs=[pack]) == ARTICLE.rstrip() + "\n"
        assert text in strip_promotions(f"{ARTICLE}{text}\n")
    for text in entry.keeps:
        assert text in strip_promotions(f"{ARTICLE}{text}\n", packs=[pack])


def test_a_pack_is_a_value() -> None:
    """Frozen, comparable, hashable, picklable; equal packs give equal steps."""
    one, other = (read_pack(GOOD, path="mine.toml") for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert one != Pack("河边")
    step = strip_promotions.using(packs=(one,))
    assert pickle.loads(pickle.dumps(step)) == step == strip_promotions.using(packs=(other,))
    with pytest.raises(AttributeError):
        one.publisher = "别人"  # type: ignore[misc]


def test_the_shipped_pack_is_written_and_read_back() -> None:
    """``to_toml`` loses nothing, and what it writes is what ``load_pack`` reads."""
    pack = shipped()
    assert read_pack(pack.to_toml(), path="all.toml") == pack


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=6),
)
def test_any_learned_pack_is_written_and_read_back(publisher: str, lines: list[str]) -> None:
    """Whatever stands in a post: the file is TOML and gives the pack back."""
    made = (template(line) for line in lines)
    templates = tuple(Template(one, 0.5, "head", one) for one in dict.fromkeys(made) if one)
    pack = Pack(publisher, (), templates, len(lines))
    assert read_pack(pack.to_toml(), path="mine.toml") == pack


def test_the_pack_may_name_words() -> None:
    """A list that several entries share is written once."""
    text = '[words]\nriver = ["河边", "水边"]\n' + GOOD.replace(
        '["同去河邊"]', '["同去河邊", "@river"]'
    )
    [entry] = read_pack(text, path="mine.toml").entries
    assert entry.opens == ("同去河边", "河边", "水边")
    assert read_words('[words]\nriver = ["河邊"]\n', path="w.toml") == {"river": ("河边",)}
    with pytest.raises(PackError, match="is not a list of phrases"):
        read_words("[words]\nriver = 3\n", path="w.toml")


# --- what is wrong ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"longest = {LONGEST_UNIT + 1}", "longest is not between 0 and 300"),
        ("longest = true", "longest is not of type int"),
        ("window = -1", "window is not between 0 and 300"),
        ("score = nan", "score is not a number between 0 and 2"),
        ("score = 3", "score is not a number between 0 and 2"),
        ('opens = "欢迎"', "opens is not a list of phrases"),
        ("opens = []", "opens is not a list of phrases"),
        ('opens = [" "]', "opens has ' ': a phrase has 2 to 40 characters"),
        ('opens = ["河"]', "opens has '河': a phrase has 2 to 40 characters"),
        ('opens = ["@rivers"]', "opens names the words '@rivers'; known are none"),
        ('regex = ".*"', "regex is no known field; known are id, reason"),
        ('where = "left"', "where is not one of anywhere, head, tail"),
        ('unit = "page"', "unit is not one of sentence, line, block, section, picture"),
        ('id = "Not An Id"', "id is not of small letters"),
        ("reason = 3", "reason is not of type str"),
        ("removes = [3]", "removes is not a list of texts"),
        ('opens = [3, "欢迎"]', "opens is not a list of phrases"),
        ('with = ["今晚"]', "with and window go together"),
        (f"says = {[f'河{n}' for n in range(401)]}", "has 403 phrases; at most 400 are allowed"),
    ],
)
def test_a_broken_entry_is_named_with_the_reason(line: str, reason: str) -> None:
    """A pack from elsewhere cannot bring patterns, bounds that bind nothing, or other types."""
    name = line.partition(" ")[0]
    gone = (f"{name} =", "window =") if name == "with" else f"{name} ="
    kept = [own for own in GOOD.splitlines() if not own.startswith(gone)]
    with pytest.raises(ExceptionGroup, match=r"mine\.toml") as caught:
        read_pack("\n".join([*kept, line]), path="mine.toml")
    messages = [str(error) for error in caught.value.exceptions]
    assert any(reason in message for message in messages), messages


def test_all_broken_entries_are_named_at_once() -> None:
    """Nobody mends a file one error a run."""
    broken = (
        "[[promotion]]\n" + GOOD + GOOD.replace('reason = "asks the reader to the river"\n', "")
    )
    with pytest.raises(ExceptionGroup) as caught:
        read_pack(broken + '[[template]]\nline = "欢 迎"\nshare = 2\n', path="mine.toml")
    entries = {error.entry for error in caught.value.exceptions if isinstance(error, PackError)}
    assert entries == {"entry 1", "river-call", "template 1"}


def test_what_is_wrong_with_the_whole_file_is_told(tmp_path: Path) -> None:
    """No TOML, no UTF-8, no arrays, and more entries than a person can have read."""
    with pytest.raises(PackError, match=r"mine\.toml: the file: no TOML"):
        read_pack("[[promotion", path="mine.toml")
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(PackError, match="the file"):
        load_pack(path)
    with pytest.raises(OSError, match="mine"):
        load_pack(tmp_path / "not-mine.toml")
    for text, reason in (
        ("promotion = 1", "is not an array"),
        ("promotion = [1]", "is not a table"),
        ("template = 1", "is not an array"),
        ("words = 1", "is not a table"),
        ("publisher = 1", "publisher is not of type str"),
        ("posts = -1", "posts is not a count"),
        ("regex = 1", "is unknown"),
        ("[[promotion]]\n" * (MOST_ENTRIES + 1), "stands 2,001 times"),
        ("[[promotion]]\n" * 100_000, "stands 100,000 times"),
    ):
        with pytest.raises(ExceptionGroup) as caught:
            read_pack(text, path="mine.toml")
        assert len(caught.value.exceptions) == 1
        assert reason in str(caught.value.exceptions[0])


# --- packs of other distributions ---------------------------------------------------


class Point:
    """What an entry point looks like to those who load it."""

    def __init__(self, name: str, value: object) -> None:
        self.name, self.value, self._loaded = name, "elsewhere:pack", value

    def load(self) -> object:
        return self._loaded


def points(*given: Point) -> Callable[..., tuple[Point, ...]]:
    return lambda *, group: given if group == "postnorm.packs" else ()


def test_packs_of_other_distributions_are_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point names a pack or makes one; none is used unless it is asked for (law 8)."""
    pack = read_pack(GOOD, path="mine.toml")
    found = points(Point("made", lambda: pack), Point("held", pack))
    monkeypatch.setattr(importlib.metadata, "entry_points", found)
    assert installed_packs() == {"held": pack, "made": pack}
    text = f"{ARTICLE}同去河边，就在今晚。\n"
    assert strip_promotions(text) is text
    assert strip_promotions(text, packs=installed_packs().values()) == ARTICLE.rstrip() + "\n"
    monkeypatch.setattr(importlib.metadata, "entry_points", points(Point("wrong", 3)))
    with pytest.raises(PackError, match=r"wrong: is not a postnorm\.Pack"):
        installed_packs()


def test_an_entry_of_a_learned_and_of_a_written_pack_stand_side_by_side() -> None:
    """A person may add entries to what was learned; one file holds both."""
    learned = learn_promotions(
        (f"雨停了{n}。\n\n河边夜话：每晚九点，不见不散的约会\n" for n in range(9)), publisher="河边"
    )
    text = learned.to_toml() + GOOD
    both = read_pack(text, path="mine.toml")
    assert isinstance(both.entries[0], Entry)
    assert both.templates == learned.templates
    assert (both.publisher, both.posts) == ("河边", 9)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("colour = 3", "colour is no known field; known are line, share"),
        ("example = 3", "example is not of type str"),
        ('place = "left"', "place is not one of anywhere, head, tail"),
        ('unit = "page"', "unit is not one of line, block"),
    ],
)
def test_a_broken_template_is_named_with_the_reason(line: str, reason: str) -> None:
    """A learned pack may have been changed by hand."""
    text = f'[[template]]\nline = "河边夜话每晚九点"\nshare = 0.5\n{line}\n'
    with pytest.raises((PackError, ExceptionGroup)) as caught:
        read_pack(text, path="mine.toml")
    told = getattr(caught.value, "exceptions", (caught.value,))
    assert any(reason in str(error) for error in told), told


def test_words_that_name_words_are_told() -> None:
    """Nothing is looked up twice."""
    with pytest.raises(PackError, match="names the words '@sea'; known are none"):
        read_words('[words]\nriver = ["@sea"]\n', path="w.toml")


def test_a_pack_too_large_to_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before TOML is asked."""
    monkeypatch.setattr(pack_reading, "MOST_CHARACTERS", 100)
    with pytest.raises(PackError, match=r"has \d+ characters; a pack has at most 100"):
        read_pack(GOOD, path="mine.toml")


def test_a_template_without_an_example_is_written_without_one() -> None:
    """What has its default is left out."""
    pack = Pack("河边夜话", templates=(Template("河边夜话每晚九点", 0.5),))
    assert "example" not in pack.to_toml()
    assert read_pack(pack.to_toml(), path="mine.toml") == pack
