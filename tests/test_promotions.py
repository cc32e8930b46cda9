"""Promotions: every entry of the shipped pack proves itself on its own examples."""

from __future__ import annotations

from typing import Final

import pytest

from postnorm import strip_promotions
from postnorm.boilerplate.packs import Entry, fold, read_pack, shipped
from postnorm.errors import PackError
from postnorm.tables.reasons import reason_of

ARTICLE = "雨下了一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n"
EXAMPLES = [(entry, text) for entry in shipped() for text in entry.removes]
LOOK_ALIKES = [(entry, text) for entry in shipped() for text in entry.keeps]


@pytest.mark.parametrize(
    ("entry", "text"), EXAMPLES, ids=lambda x: x.id if isinstance(x, Entry) else x
)
def test_an_entry_removes_its_examples(entry: Entry, text: str) -> None:
    """An example is removed whole, by the entry it belongs to."""
    (edit,) = strip_promotions.edits(ARTICLE + text + "\n")
    assert edit.rule == f"promotions.{entry.id}"
    assert strip_promotions(ARTICLE + text + "\n") == ARTICLE.rstrip() + "\n"


@pytest.mark.parametrize(
    ("entry", "text"), LOOK_ALIKES, ids=lambda x: x.id if isinstance(x, Entry) else x
)
def test_an_entry_keeps_its_look_alikes(entry: Entry, text: str) -> None:
    """A sentence that only speaks of such things stays, whichever entry looks at it."""
    assert strip_promotions(ARTICLE + text + "\n") == ARTICLE + text + "\n"


def test_folding_takes_script_width_case_and_blanks_together() -> None:
    """One entry serves Simplified and Traditional posts, spaced out or not."""
    assert fold("歡 迎\u3000關\u200b注：ＩＤ") == fold("欢迎关注:id") == "欢迎关注:id"
    spaced = "欢 迎 关 注 微 信 公 众 号 ： 河\u200b边"
    assert strip_promotions(ARTICLE + spaced) == ARTICLE.rstrip()


@pytest.mark.parametrize("number", [1, 12, 13, 40])
def test_any_number_of_plugs_goes(number: int) -> None:
    """A plug does not count as one of the last sentences, so that none hides another."""
    plugs = "\n\n".join(f"欢迎关注我们的微信公众号：河边夜话{n}" for n in range(number))
    assert strip_promotions(ARTICLE + plugs + "\n") == ARTICLE.rstrip() + "\n"


def test_a_plug_far_from_the_end_stays() -> None:
    """Twelve sentences from the end the article speaks."""
    plug = "欢迎关注我们的微信公众号：河边夜话。"
    behind = "".join(f"第{n}天雨还在下。" for n in range(12))
    assert plug in strip_promotions(f"{ARTICLE}{plug}\n\n{behind}")
    assert plug not in strip_promotions(f"{ARTICLE}{plug}\n\n{behind[: len(behind) // 2]}")


def test_a_plug_in_a_line_leaves_the_line() -> None:
    """A sentence is cut, and what stands around it stays."""
    text = "雨停了，路还湿。欢迎关注我们的微信公众号：河边夜话。"
    assert strip_promotions(text) == "雨停了，路还湿。"


@pytest.mark.parametrize(
    "text",
    [
        "[图](a。欢迎关注我们的公众号：河边夜话)",
        "扫描二维码关注河边夜话以后的第三天，他在信里说，" + "雨一直没有停，" * 8,
        "扫码点餐的店越来越多，老人却不会用，服务员说，还是要请大家多关注他们。",
    ],
    ids=["inside a link", "longer than a plug", "the second phrase is far"],
)
def test_what_only_looks_like_a_plug_stays(text: str) -> None:
    """No link is cut, and an entry reaches no further than it says."""
    assert strip_promotions(ARTICLE + text) == ARTICLE + text


def test_a_text_of_nothing_but_plugs_becomes_empty_and_is_told() -> None:
    """Nothing is left, and a notice says so."""
    plug = "欢迎关注我们的微信公众号：河边夜话。"
    assert strip_promotions(plug) == ""
    findings = strip_promotions.findings(f"\n{plug}\n\n{plug}\n")
    assert [one.rule for one in findings].count("promotions.nothing-left") == 1


# --- packs --------------------------------------------------------------------

GOOD: Final = '[[promotion]]\nid = "a"\nreason = "b"\nlongest = 20\nopens = ["欢迎关注"]\n'


def test_a_pack_is_read_folded() -> None:
    """Phrases are kept as they are compared; examples as they are written."""
    (entry,) = read_pack(GOOD.replace("欢迎关注", "歡迎 關注"), path="mine.toml")
    assert (entry.id, entry.opens) == ("a", ("欢迎关注",))


def test_a_file_that_is_no_toml_is_one_error() -> None:
    """It names the file and what the parser says."""
    with pytest.raises(PackError, match=r"mine\.toml: the file: no TOML"):
        read_pack("[[promotion", path="mine.toml")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("longest = 201", "longest is not between 0 and 200"),
        ("longest = true", "longest is not of type int"),
        ('opens = "欢迎"', "opens is not a list of phrases"),
        ("opens = []", "opens is not a list of phrases"),
        ('opens = [" "]', "opens is not a list of phrases"),
        ('regex = ".*"', "unknown field regex; known are id, reason"),
        ('with = ["微信"]', "with and window go together"),
        ("window = -1", "window is not between 0 and 200"),
    ],
)
def test_a_broken_entry_is_named_with_the_reason(line: str, reason: str) -> None:
    """A pack from elsewhere cannot bring patterns or windows without bounds."""
    name = line.partition(" ")[0]
    kept = [own for own in GOOD.splitlines() if not own.startswith(f"{name} =")]
    with pytest.raises(ExceptionGroup, match=r"mine\.toml") as caught:
        read_pack("\n".join([*kept, line]), path="mine.toml")
    messages = [str(error) for error in caught.value.exceptions]
    assert any(message.startswith(f"mine.toml: a: {reason}") for message in messages)


def test_all_broken_entries_are_named_at_once() -> None:
    """Nobody mends a file one error a run."""
    broken = "[[promotion]]\n" + GOOD + GOOD.replace('reason = "b"\n', "")
    with pytest.raises(ExceptionGroup) as caught:
        read_pack(broken, path="mine.toml")
    entries = {error.entry for error in caught.value.exceptions if isinstance(error, PackError)}
    assert entries == {"entry 1", "a"}
    with pytest.raises(PackError, match="is not an array"):
        read_pack("promotion = 1", path="mine.toml")


def test_the_ids_of_the_shipped_pack_are_unique_and_explained() -> None:
    """Each entry says why, in a clause that the account of changes repeats."""
    entries = shipped()
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        assert reason_of(f"promotions.{entry.id}") == entry.reason
        assert len(entry.removes) >= 2
        assert entry.keeps
