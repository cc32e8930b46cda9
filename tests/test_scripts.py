"""Conversion: what OpenCC gives, between protected spans, and only what needs it."""

from __future__ import annotations

import os
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm import Edit, MetadataChange, Post, pipeline
from postnorm import edits as edit_tools
from postnorm.scripts import adapter, conversion, detection, differences, doubts, opening, stretches
from postnorm.scripts.conversion import convert_script
from postnorm.scripts.detection import count_evidence, hant_only, is_chinese
from postnorm.scripts.differences import changed_characters, changed_words
from postnorm.scripts.pairs import SCRIPTS, Script
from postnorm.spans import find_spans
from support.counting import lines_run
from support.scripts import (
    ANY_TEXT,
    HANS,
    HANT,
    JAPANESE,
    KOREAN,
    OPEN_TEXT,
    PAIRS,
    TARGETS,
    oracle,
    run_python,
)

every_pair = pytest.mark.parametrize(
    ("pair", "name", "phrases"), PAIRS, ids=[name for _, name, _ in PAIRS]
)


# --- differences -----------------------------------------------------------


@given(st.data())
def test_differences_of_equal_length_are_the_changed_runs(data: st.DataObject) -> None:
    """Each run is as long as it can be and no longer, and all of them make the new text."""
    old = data.draw(st.text("ab", max_size=3000))
    new = data.draw(st.text("ab", min_size=len(old), max_size=len(old)))
    found = list(changed_characters(old, new, "rule"))
    assert edit_tools.apply(old, found) == new
    assert [at for edit in found for at in range(edit.start, edit.end)] == [
        at for at in range(len(old)) if old[at] != new[at]
    ]
    assert all(one.end < other.start for one, other in pairwise(found))


@given(OPEN_TEXT, OPEN_TEXT)
@example("", "甲")
@example("甲，乙", "乙")
@example("甲，乙", "甲。乙")
def test_differences_of_any_two_texts_make_one_of_the_other(old: str, new: str) -> None:
    """However the words were aligned, the edits are in order and give the new text."""
    found = list(changed_words(old, new, "rule"))
    edit_tools.check(old, found)
    assert edit_tools.apply(old, found) == new


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("插U盘，开机", [("U盘", "隨身碟"), ("开机", "開機")]),
        ("他的U盘坏了", [("U盘坏", "隨身碟壞")]),
        ("在U盘上的操作系统", [("U盘", "隨身碟"), ("操作", "作業"), ("统", "統")]),
        ("我的U盘", [("U盘", "隨身碟")]),
    ],
)
def test_words_of_another_length_are_edits_of_their_own(
    text: str, found: list[tuple[str, str]]
) -> None:
    """A clause whose length changed is aligned, so that an edit is a word and not the clause."""
    edits = convert_script.edits(text, source="hans", to="hant-tw", phrases=True)
    assert [(text[edit.start : edit.end], edit.new) for edit in edits] == found
    assert edit_tools.apply(text, edits) == oracle(text, "s2twp")


def test_no_difference_holds_what_opencc_is_not_given() -> None:
    """Even if OpenCC wrote a mark in place of a word, no edit reaches over a protected span."""
    old, new = "甲\0乙丙\ud800丁", "甲甲。\0丙，乙\ud800丁"
    found = list(changed_words(old, new, "rule"))
    assert edit_tools.apply(old, found) == new
    assert not any({"\0", "\ud800"} & set(old[e.start : e.end] + e.new) for e in found)


def test_an_opencc_that_changes_a_length_where_none_did_is_still_told_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Equal length is looked at, not relied on: another version may have other words."""
    monkeypatch.setattr(adapter, "convert", lambda text, *_: text.replace("髮", "头发"))
    text = "见髮 `髮`，髮"
    assert convert_script(text, source="hant") == "见头发 `髮`，头发"
    edits = convert_script.edits(text, source="hant")
    assert [(edit.start, edit.end, edit.new) for edit in edits] == [(1, 2, "头发"), (7, 8, "头发")]


# --- conversion with a source ----------------------------------------------


@every_pair
@given(text=OPEN_TEXT)
def test_with_a_source_the_result_is_that_of_opencc(
    pair: tuple[Script, Script], name: str, phrases: bool, text: str
) -> None:
    """Where nothing is protected and no override at work, the whole text is what OpenCC makes of it."""
    if not find_spans(text):
        made = convert_script(text, source=pair[0], to=pair[1], phrases=phrases, overrides=())
        assert made == oracle(text, name)


@every_pair
@given(text=ANY_TEXT)
@example(text="\0头\ud800髮`頭发`\0")
@example(text="U盘\ud800鼠标\0U盘")
def test_edits_account_for_the_result_and_spare_protected_spans(
    pair: tuple[Script, Script], name: str, phrases: bool, text: str
) -> None:
    """Any text is taken; the edits give the result and touch no protected span, NUL or surrogate."""
    options: Any = {"source": pair[0], "to": pair[1], "phrases": phrases}
    edits = convert_script.edits(text, **options)
    edit_tools.check(text, edits)
    assert edits == edit_tools.minimal(text, edits)
    assert {edit.rule for edit in edits} <= {f"script.{name}"}
    assert edit_tools.apply(text, edits) == convert_script(text, **options)
    touched = "".join(text[edit.start : edit.end] for edit in edits)
    assert not any("\ud800" <= c <= "\udfff" or c == "\0" for c in touched)
    assert not any(
        edit.start < span.end and span.start < edit.end
        for edit in edits
        for span in find_spans(text)
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("看 `頭髮` 與頭髮", "看 `頭髮` 与头发"),
        ("見 https://a.cn/b?c=d，說明", "见 https://a.cn/b?c=d，说明"),
        ("[頭髮](./頭髮.html)", "[头发](./頭髮.html)"),
        ("頭\n髮，頭髮", "头\n发，头发"),
        ("", ""),
        ("\ufeff頭髮", "\ufeff头发"),
    ],
)
def test_code_and_addresses_stand_byte_for_byte(text: str, made: str) -> None:
    """OpenCC rewrites code and link targets; here it never sees them."""
    assert convert_script(text, source="hant") == made


@given(OPEN_TEXT, st.sampled_from(["头发", "乾", "軟體", "們"]), TARGETS)
def test_words_to_keep_stay_as_they_are(text: str, word: str, to: Script) -> None:
    """A kept word is a protected span: no edit touches it, and each stands where it stood."""
    for source in ("auto", "hans" if to != "jpan" else "hant"):
        edits = convert_script.edits(text, source=cast("Any", source), to=to, keep=(word,))
        at = text.find(word)
        while at >= 0:
            assert not any(edit.start < at + len(word) and at < edit.end for edit in edits)
            at = text.find(word, at + len(word))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_text_in_the_target_script_comes_back_as_the_same_object(script: Script) -> None:
    """Same source and target: nothing to do, and OpenCC is not asked."""
    assert convert_script(HANS, source=script, to=script) is HANS


def test_converting_twice_with_a_source_may_change_more() -> None:
    """The normal form does not hold with a named source: the result is in another script."""
    once = convert_script("苎麻", source="hans", to="hant")
    assert once == "苧麻"
    assert convert_script(once, source="hans", to="hant") == "薴麻"
    assert convert_script(once, to="hant") == once


@every_pair
@given(text=ANY_TEXT, keep=st.sampled_from([(), ("头发",)]))
@example(text="頭\ufe00髮 `頭髮` 们", keep=())
@example(text="發髮\n发頭\n頭髮 `發`", keep=())
def test_the_text_without_edits_is_that_of_the_edits(
    pair: tuple[Script, Script], name: str, phrases: bool, text: str, keep: tuple[str, ...]
) -> None:
    """``direct`` of the rule: where nobody asks for edits the answer is the same, and so is the object."""
    for source in (pair[0], "auto"):
        if source == "auto" and phrases and pair[1] == "hans":
            continue
        options: Any = {"source": source, "to": pair[1], "phrases": phrases, "keep": keep}
        made = convert_script(text, **options)
        assert made == edit_tools.apply(text, convert_script.edits(text, **options))
        assert (made is text) == (made == text)


@given(st.text(st.sampled_from("`~<>@&$#/\\[](): \tw.aA1\n雨，頭") | st.characters(), max_size=40))
@example("    indented")
@example("雨<b>停</b>")
@example("雨 @停 了")
@example("雨 #停 了")
@example("雨&nbsp;停")
@example("雨$x$停")
@example("见a/b")
@example("雨`停`")
@example("[雨]: x")
@example("雨](停)")
@example("~~~\n雨")
@example("\tx")
@example("www.a.cn")
@example("{{ 雨 }}")
@example("{% 雨 %}")
@example("---\na: 雨\n---\n")
@example("0.0雨16:25")
def test_a_text_without_what_opens_a_span_has_none(text: str) -> None:
    """The short cut past the protected spans looks for something of each of them."""
    if not any(sign in text for sign in opening._SPAN_OPENINGS):
        assert not any(re.search("[㐀-鿿]", text[s.start : s.end]) for s in find_spans(text))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("剪頭\ufe00髮了", "剪头发了"),
        ("剪頭\ufe01髮了", "剪头发了"),
        ("剪頭\ufe02髮了", "剪头发了"),
        ("剪頭髮\U000e0100了", "剪头发了"),
        ("雨\ufe00停了，說", "雨\ufe00停了，说"),
        ("看 `頭\ufe00髮` 說", "看 `頭\ufe00髮` 说"),
        ("❤\ufe0f說", "❤\ufe0f说"),
        ("\uf9d0說", "类说"),
    ],
)
def test_a_variation_selector_hides_no_word(text: str, made: str) -> None:
    """It stays behind a character that stays, goes with one that changes, and is no letter of a word."""
    assert convert_script(text, source="hant") == made
    edits = convert_script.edits(text, source="hant")
    assert edit_tools.minimal(text, edits) == edits
    assert edit_tools.apply(text, edits) == made
    assert convert_script("理\ufe00发", source="hans", to="hant") == "理\ufe00髮"


# --- conversion without a source -------------------------------------------


@given(OPEN_TEXT, st.sampled_from([way for way in PAIRS if "hans" in way[0]]))
def test_what_opencc_converted_is_left_alone(
    text: str, way: tuple[tuple[Script, Script], str, bool]
) -> None:
    """A text that is in the target script already comes back as the same object."""
    (source, to), name, phrases = way
    made = oracle(text, name)
    assert convert_script(made, to=to) is made
    own = convert_script(text, source=source, to=to, phrases=phrases)
    assert convert_script(own, to=to) is own


@given(ANY_TEXT | OPEN_TEXT, TARGETS, st.sampled_from([(), ("們",), ("头发", "軟")]))
@example("頭髮\n发\n皇后\n乾安", "hans", ())
@example("髪を切る、學校へ\n頭髮\n乾", "hans", ())
@example("發发乾淨", "hans", ("淨",))
def test_converting_twice_without_a_source_changes_nothing_more(
    text: str, to: Script, keep: tuple[str, ...]
) -> None:
    """A normal form is a fixed point, when the script is told from the text."""
    once = convert_script(text, to=to, keep=keep)
    assert convert_script(once, to=to, keep=keep) == once


@given(ANY_TEXT, st.sampled_from(["hant-tw", "hant-hk"]))
def test_phrases_without_a_source_are_a_normal_form_too(text: str, to: Script) -> None:
    """Words of the region are put into what was Simplified, and only there."""
    once = convert_script(text, to=to, phrases=True)
    assert convert_script(once, to=to, phrases=True) == once


@given(OPEN_TEXT)
def test_a_chinese_text_has_nothing_of_the_other_script_left(text: str) -> None:
    """Converted without a source, lines in Chinese have no character that only the other has."""
    if is_chinese(text) and not any(map(detection.is_foreign, text.splitlines())):
        assert hant_only().isdisjoint(convert_script(text)) or find_spans(text)
        lines = convert_script(text, to="hant").splitlines()
        # One character in ten may stay in a line that was in the target script or went whole.
        assert all(count_evidence(line).verdict in ("hant", "neither") for line in lines)


@pytest.mark.parametrize(
    ("text", "to", "made"),
    [
        (HANT, "hans", HANS),
        (HANS, "hant", HANT),
        (HANS, "hant-tw", HANT.replace("沿着", "沿著")),
        (HANS, "hant-hk", HANT.replace("說", "説")),
        (HANS, "hans", HANS),
        (HANT, "hant", HANT),
        (HANT, "hant-hk", HANT),
        # A county in a Simplified text, and the same county quoted with a Traditional line.
        ("他们去乾安县。", "hans", "他们去乾安县。"),
        ("他们去乾安县。\n我們在家。", "hans", "他们去乾安县。\n我们在家。"),
        ("他们去乾安县見張先生。", "hans", "他们去乾安县见张先生。"),
        # A line without evidence goes with a text that is in one script, not with a mixed one.
        ("我們在家。\n面條和乾酪。\n皇后", "hans", "我们在家。\n面条和干酪。\n皇后"),
        ("我們在家。\n乾酪\n", "hans", "我们在家。\n干酪\n"),
        ("我們在家。\n乾酪\n他们来了。", "hans", "我们在家。\n乾酪\n他们来了。"),
        # No evidence, or not Chinese.
        ("乾酪", "hans", "乾酪"),
        (JAPANESE, "hans", JAPANESE),
        (KOREAN, "hans", KOREAN),
        (f"{HANT}\n{JAPANESE}\n{HANT}", "hans", f"{HANS}\n{JAPANESE}\n{HANS}"),
        ("The sign 們 means more than one person, says the old book that I am reading.", "hans", None),
        # What is protected is no evidence either.
        ("见 `們說話` 与 [图](說.png) 的乾安县", "hans", None),
        ("乾安县的@張先生 和乾酪", "hans", None),
        (HANT, "jpan", oracle(HANT, "t2jp")),
        (HANS, "jpan", HANS),
    ],
)  # fmt: skip
def test_only_what_needs_it_is_converted(text: str, to: Script, made: str | None) -> None:
    """Without a source, text in the target script, without evidence or not Chinese stays."""
    assert convert_script(text, to=to) == (text if made is None else made)
    if made is None or made == text:
        assert convert_script(text, to=to) is text


# --- posts, steps, options -------------------------------------------------


def test_title_description_and_tags_of_a_post_are_converted_too() -> None:
    """What readers see beside the body changes with it, as recorded changes; names do not."""
    metadata = {"标题": "頭髮", "tags": ["乾淨", "雨"], "description": "說明", "author": "張三"}
    post = convert_script(Post.from_text(HANT, metadata))
    assert (post.body, post.title, post.tags) == (HANS, "头发", ("干净", "雨"))
    assert (post.metadata["description"], post.author) == ("说明", "張三")
    assert post.restore() == HANT
    changed = [change.key for change in post.changes if isinstance(change, MetadataChange)]
    assert changed[4:] == ["标题", "tags", "description"]


def test_a_place_in_the_result_leads_to_its_source() -> None:
    """Runs are edits of their own, so a place is traced to a word and not to the text."""
    post = convert_script(
        Post.from_text("看那U盘和软件。"), source="hans", to="hant-tw", phrases=True
    )
    at = post.body.index("軟體")
    assert post.source[slice(*post.source_span(at, at + 2))] == "软件"


def test_a_step_is_picklable_and_works_in_a_pipeline() -> None:
    """Options make a step that is a value."""
    step = convert_script.using(to="hant-tw", phrases=True, keep=("软件",))
    assert pickle.loads(pickle.dumps(step)) == step
    assert pipeline(step)("软件和鼠标") == "软件和滑鼠"


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"to": "../../etc/passwd"}, ValueError, "to is one of hans, hant, hant-tw, hant-hk, jpan, not"),
        ({"to": "zh-tw"}, ValueError, "one of hans, hant, .* not 'zh-tw'"),
        ({"source": "s2t"}, ValueError, "source is one of auto, hans, .* not 's2t'"),
        ({"to": "auto"}, ValueError, "to is one of hans, .* not 'auto'"),
        ({"to": None}, TypeError, "name of a script .*, not None"),
        ({"source": ["hans"]}, TypeError, "name of a script .*, not a list"),
        ({"phrases": "yes"}, TypeError, "phrases is True or False, not a str"),
        ({"keep": "乾安"}, TypeError, "tuple of words, such as .*, not a str"),
        ({"keep": ["乾安"]}, TypeError, "tuple of words, such as .*, not a list"),
        ({"keep": (1,)}, TypeError, "tuple of words, .*; one is an int"),
        ({"keep": ("",)}, ValueError, "empty word"),
        ({"source": "jpan", "to": "hans"}, ValueError, "from jpan to hans; it has hans to hant, "),
        ({"source": "hans", "to": "jpan"}, ValueError, "no conversion from hans to jpan"),
        ({"source": "hant-tw", "to": "hant-hk"}, ValueError, "hant-tw to hant, "),
        ({"source": "hans", "to": "hant", "phrases": True}, ValueError, "with phrases; it has hans to hant-tw"),
        ({"phrases": True}, ValueError, "name the source, one of hant-tw, hant-hk"),
        ({"to": "hant", "phrases": True}, ValueError, "hans to hant-tw, "),
        ({"direction": "t2s"}, TypeError, "no option direction; its options are keep, overrides, phrases"),
    ],
)  # fmt: skip
def test_options_are_checked_when_the_step_is_made(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    """A wrong option is told at once, with what is known, whatever the text; no file is opened."""
    with pytest.raises(error, match=message):
        convert_script.using(**options)
    with pytest.raises(error, match=message):
        convert_script("", **options)


@pytest.mark.parametrize("subject", [b"\xe9\xa0\xad", None, 7, ["頭髮"]])
def test_a_wrong_subject_teaches(subject: Any) -> None:
    """Anything but text and posts is a TypeError that says what to pass."""
    with pytest.raises(TypeError, match="takes a str or a Post"):
        convert_script(subject)


# --- work, settings, threads -----------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        "髮\n发\n",
        "头发干了后面的发展，",
        "U盘",
        "U盘軟件",
        "們们",
        "の髮\n",
        "`發` ",
        "發\0",
        "發\ud800",
    ],
)
@pytest.mark.parametrize(
    "options",
    [{}, {"to": "hant-tw", "source": "hans", "phrases": True}, {"keep": ("发", "們")}],
    ids=["auto", "phrases", "keep"],
)
def test_work_is_linear(unit: str, options: dict[str, Any]) -> None:
    """Twice the text is at most 2.2 times the work, in each module of the room."""
    for module in (conversion, differences, detection, adapter, doubts, opening, stretches):
        once, twice = (
            lines_run(module, lambda n=n: convert_script.edits(unit * n, **options))  # type: ignore[misc]
            for n in (400, 800)
        )
        assert twice <= 2.2 * once + 50, module.__name__


def test_the_answer_does_not_depend_on_settings(tmp_path: Path) -> None:
    """One answer for every hash seed, locale, time zone and working directory."""
    code = (
        "from postnorm.scripts.conversion import convert_script as c;"
        f"print(ascii(c.findings({HANT + HANS!r}, keep=('說', '張', '話'))))"
    )
    settings: tuple[dict[str, str], ...] = (
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "7", "LC_ALL": "POSIX", "TZ": "Asia/Shanghai", "PYTHONUTF8": "1"},
    )
    answers = {run_python(code, cwd=tmp_path, env={**os.environ, **names}) for names in settings}
    assert len(answers) == 1
    assert "Edit" in answers.pop()


def test_threads_get_what_one_thread_gets() -> None:
    """No state is shared but converters, which hold none."""
    texts = [HANT * n + HANS for n in range(1, 17)]
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(convert_script, texts)) == list(map(convert_script, texts))


def test_an_edit_says_no_more_than_it_must() -> None:
    """A text has many of them: a run of changed characters each, without detail."""
    assert convert_script.edits("他說頭髮乾了。") == (Edit(1, 5, "说头发干", "script.t2s"),)
