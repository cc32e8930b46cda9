"""Overrides: tables that prove themselves, at OpenCC's own place among its words."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Override, PackError, convert_script, load_overrides
from postnorm.scripts import adapter
from postnorm.scripts.override_files import failing_examples
from postnorm.scripts.override_tables import LONGEST_WORD, read_overrides, shipped
from postnorm.scripts.overrides import _ends, words_for
from postnorm.scripts.pairs import STEPS, Script
from support.scripts import oracle, run_python

ENTRY = """
[[override]]
id = "umbrella"
source = "the house style"
from = "hans"
to = "hant"
words = "雨伞=雨遮"
examples = [["他拿雨伞。", "他拿雨遮。"]]
"""


def entry(name: str, words: str, text: str, made: str) -> str:
    return (
        ENTRY.replace("umbrella", name)
        .replace("雨伞=雨遮", words)
        .replace("他拿雨伞。", text)
        .replace("他拿雨遮。", made)
    )


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(text: str) -> list[tuple[str, str]]:
    """What a table is refused for, by entry."""
    with pytest.raises(ExceptionGroup) as caught:
        read_overrides(text, path="own.toml")
    errors = cast("tuple[PackError, ...]", caught.value.exceptions)
    assert {error.path for error in errors} == {"own.toml"}
    return [(error.entry, error.reason) for error in errors]


# --- the shipped tables ----------------------------------------------------------------


def test_every_example_of_the_shipped_tables_comes_true() -> None:
    """An entry that does not do what it says, with all others at work, is a defect."""
    assert [str(error) for error in failing_examples((), path="shipped")] == []


@pytest.mark.parametrize("override", shipped(), ids=lambda override: override.id)
def test_an_entry_is_needed(override: Override) -> None:
    """At least one example is wrong without it: OpenCC may have been repaired since."""
    name = "s2twp" if override.phrases else adapter_name(override)
    if any(oracle(text, name) != made for text, made in override.examples):
        return
    others = tuple(one for one in shipped() if one is not override)
    assert any(adapter.convert(text, name, others) != made for text, made in override.examples)


def adapter_name(override: Override) -> str:
    ways = {("hans", "hant"): "s2t", ("hant", "hans"): "t2s", ("hant-tw", "hant"): "tw2t"}
    return ways[override.from_, override.to]


def test_no_word_stands_for_two_things() -> None:
    """Of two entries for one word, the second one would do nothing."""
    seen: dict[tuple[str, str, str, bool | None], tuple[str, str]] = {}
    for override in shipped():
        for word, new in override.words:
            way = (override.from_, override.to, word, override.phrases)
            other = seen.setdefault(way, (new, override.id))
            assert other[0] == new, f"{word} in {other[1]} and {override.id}"


@pytest.mark.parametrize(
    "text",
    [
        "他们其余的华人朋友都在旅游，导游先生说不准备走。",
        "树干上晒干的衣服，擦干净了，干脆干活去。",
        "皇后面带笑容，太后来了，天后唱歌，三天后走。",
        "这里程序很多，哪里面条好吃？心里特别高兴。",
        "国家具体规定了家具的质量，机制作用明显。",
        "学校历史课用了日历，关系统计局，复印件。",
    ],
)
def test_look_alikes_are_as_before(text: str) -> None:
    """Words that hold the letters of an override, but not the word, become what a reader expects."""
    wanted = {
        "国家具体规定了家具的质量，机制作用明显。": "國家具體規定了傢俱的質量，機制作用明顯。",
        "学校历史课用了日历，关系统计局，复印件。": "學校歷史課用了日曆，關係統計局，複印件。",
    }
    assert convert_script(text, to="hant") == wanted.get(text, oracle(text, "s2t"))


@given(st.sampled_from(shipped()), st.data(), st.sampled_from(["雨停了，", "他说。", "", "\n"]))
def test_a_word_alone_becomes_what_the_table_says(
    override: Override, data: st.DataObject, before: str
) -> None:
    """Behind a mark nothing begins earlier, so the word itself is at work."""
    word, new = data.draw(st.sampled_from(override.words))
    made = convert_script(
        before + word,
        source=override.from_,
        to=override.to,
        phrases=override.phrases is True,
    )
    assert made.endswith(new)


# --- reading -----------------------------------------------------------------------------


def test_a_table_of_ones_own_stands_before_the_shipped_ones(tmp_path: Path) -> None:
    """It adds to them, wins over them, and ``()`` switches all off."""
    own = load_overrides(write(tmp_path, ENTRY + entry("me", "了如何=瞭如何", "了如何", "瞭如何")))
    text = "展示了如何拿雨伞，新华社基金发行"
    convert = convert_script.using(source="hans", to="hant", overrides=own)
    assert convert(text) == "展示瞭如何拿雨遮，新華社基金發行"
    assert convert_script(text, source="hans", to="hant") == "展示了如何拿雨傘，新華社基金發行"
    assert convert_script(text, source="hans", to="hant", overrides=()) == oracle(text, "s2t")
    assert pickle.loads(pickle.dumps(convert)) == convert
    assert hash(convert) == hash(pickle.loads(pickle.dumps(convert)))


def test_an_override_is_a_word_like_any_other(tmp_path: Path) -> None:
    """The longest word at a place wins, and what begins earlier wins over what begins later."""
    own = load_overrides(write(tmp_path, entry("me", "发明=髮名 发=發2", "发明", "髮名")))
    assert convert_script("头发明亮", to="hant", overrides=own) == "頭髮明亮"
    assert convert_script("发，头发，发明", to="hant", overrides=own) == "發2，頭髮，髮名"


def override(source: str, to: str, word: str, new: str) -> Override:
    return Override("a", "b", cast("Script", source), cast("Script", to), ((word, new),))


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_word_for_a_way_or_a_part_of_it_becomes_what_it_says(name: str) -> None:
    """Of two steps an override is for one, or for both: then the second one leaves its word alone."""
    source, to = (end.removesuffix("+words") for end in _ends(STEPS[name]))
    whole = override(source, to, "雨裏衆", "雨裏衆着")
    assert adapter.convert("他雨裏衆的", name, (whole,)) == "他雨裏衆着的"
    source, to = STEPS[name][0].replace("+words", "").split(">")
    part = override(source, to, "雨天", "晴天")
    assert adapter.convert("他雨天的", name, (part,)) == "他晴天的"


@pytest.mark.parametrize(
    ("name", "word"), [("t2s", "乾坤"), ("tw2s", "乾坤"), ("s2t", "头发"), ("s2twp", "头发")]
)
def test_of_a_word_in_both_that_of_the_override_counts(name: str, word: str) -> None:
    """OpenCC has the word, too."""
    source, to = (end.removesuffix("+words") for end in _ends(STEPS[name]))
    assert adapter.convert(word, name, (override(source, to, word, "雨伞"),)) == "雨伞"


def test_phrases_limit_an_entry_to_conversions_with_or_without_them() -> None:
    """``true`` is for words of the region only, ``false`` for characters only."""
    for phrases, expected in ((True, ("甲", "乙")), (False, ("乙", "甲")), (None, ("乙", "乙"))):
        one = Override("a", "b", "hans", "hant-tw", (("甲", "乙"),), (), phrases)
        assert (
            adapter.convert("甲", "s2tw", (one,)),
            adapter.convert("甲", "s2twp", (one,)),
        ) == expected
    assert words_for("t2s", (Override("a", "b", "hans", "hant", (("甲", "乙"),)),)) == ({},)


def test_words_behind_others_are_joined() -> None:
    """``before`` saves writing each word behind each of these."""
    text = ENTRY.replace('words = "雨伞=雨遮"', 'before = "大=大 小=小"\nwords = "雨=雨 伞=遮"')
    (override,) = read_overrides(text, path="own.toml")
    assert override.words == (
        ("大雨", "大雨"),
        ("大伞", "大遮"),
        ("小雨", "小雨"),
        ("小伞", "小遮"),
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('id = "umbrella"', "", "id is missing"),
        ('id = "umbrella"', "id = 7", "id is not a text"),
        ('source = "the house style"', "", "source is missing"),
        ('from = "hans"', 'from = "zh"', "no conversion from zh to hant; it has hans to hant, "),
        ('to = "hant"', 'to = "hans"', "no conversion from hans to hans"),
        ('to = "hant"', 'to = "hant"\nphrases = true', "it has hans to hant-tw, "),
        ('to = "hant"', 'to = "hant"\nphrases = 1', "phrases is neither true nor false"),
        ('"雨伞=雨遮"', '""', "words is not a text of words"),
        ('"雨伞=雨遮"', "7", "words is not a text of words"),
        ('"雨伞=雨遮"', '"雨伞"', "write word=what it becomes"),
        ('"雨伞=雨遮"', '"=雨遮"', "write word=what it becomes"),
        ('"雨伞=雨遮"', '"雨伞=雨=遮"', "write word=what it becomes"),
        ('"雨伞=雨遮"', '"雨\\u0000=雨"', "write word=what it becomes"),
        ('"雨伞=雨遮"', f'"{"雨" * (LONGEST_WORD + 1)}=雨"', "write word=what it becomes"),
        ('"雨伞=雨遮"', '"雨=雨"\nbefore = "大"', "write word=what it becomes"),
        ('"雨伞=雨遮"', '"雨=雨"\nwhy = "so"', "unknown field why; known are id, "),
        ('[["他拿雨伞。", "他拿雨遮。"]]', "[]", "examples is not a list of pairs"),
        ('[["他拿雨伞。", "他拿雨遮。"]]', '[["他"]]', "examples is not a list of pairs"),
        ('[["他拿雨伞。", "他拿雨遮。"]]', '[["他", 7]]', "examples is not a list of pairs"),
    ],
)  # fmt: skip
def test_a_broken_entry_is_named_with_its_reason(old: str, new: str, reason: str) -> None:
    """Path, entry and reason say where to look and what to write."""
    assert old in ENTRY
    [(entry, said)] = problems(ENTRY.replace(old, new))
    assert reason in said
    assert entry == ("entry 1" if old.startswith("id") else "umbrella")


def test_all_broken_entries_are_named_at_once() -> None:
    """Whoever repairs a table wants the whole list."""
    text = ENTRY.replace("hant", "x") + ENTRY + ENTRY + "[other]\n"
    assert [entry for entry, _ in problems(text)] == ["other", "umbrella", "umbrella"]
    assert problems("override = 7")[0][1] == "is not an array: write [[override]]"
    assert problems("override = [7]")[0] == ("entry 1", "is not a table: write [[override]]")


def test_examples_that_do_not_come_true_are_named_at_once(tmp_path: Path) -> None:
    """A table whose words do not do what its examples say is refused."""
    text = entry("umbrella", "雨伞=雨遮", "他拿雨伞。", "他拿雨傘。")
    text += entry("b", "雨伞=雨遮", "雨伞", "雨")
    with pytest.raises(ExceptionGroup, match="2 examples fail") as caught:
        load_overrides(write(tmp_path, text))
    errors = cast("tuple[PackError, ...]", caught.value.exceptions)
    assert [error.entry for error in errors] == ["umbrella", "b"]
    assert errors[0].reason == "'他拿雨伞。' became '他拿雨遮。', not '他拿雨傘。'"


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xd8", b"[[override]", b"a = " + b"[" * 5000, b'a = "' + b"x" * 1_000_001]
)
def test_a_file_that_is_no_table_is_one_error(data: bytes, tmp_path: Path) -> None:
    """Bytes, brackets without end and a flood are told, not swallowed and not followed."""
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    with pytest.raises(PackError, match="the file: ") as caught:
        load_overrides(path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("path", [7, None, b"own.toml"])
def test_a_path_is_a_path(path: Any) -> None:
    """A wrong type teaches; a missing file is the operating system's own error."""
    with pytest.raises(TypeError, match="takes the path of a TOML file"):
        load_overrides(path)
    with pytest.raises(FileNotFoundError):
        load_overrides("no-such-table.toml")


@pytest.mark.parametrize("overrides", ["own.toml", [], ("a",), {"a": "b"}])
def test_the_option_takes_what_was_loaded(overrides: Any) -> None:
    """A path is not loaded behind the caller's back."""
    with pytest.raises(TypeError, match="what load_overrides"):
        convert_script("雨", overrides=overrides)


def test_nothing_of_a_converter_with_overrides_stays_on_the_disk(tmp_path: Path) -> None:
    """The configuration that OpenCC is built from is gone when it is built."""
    code = (
        "import tempfile; tempfile.tempdir = '.'; import os;"
        "from postnorm import convert_script; convert_script('校长发言', to='hant'); print(os.listdir('.'))"
    )
    assert run_python(code, cwd=tmp_path) == "[]"
