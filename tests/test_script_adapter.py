"""OpenCC called safely: which module, which files, once for each configuration, and only when needed."""

from __future__ import annotations

import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm import MissingExtraError
from postnorm.scripts import adapter
from postnorm.scripts.conversion import convert_script
from postnorm.scripts.overrides import Override, Overrides
from postnorm.scripts.pairs import STEPS
from postnorm.tables import script_keys
from support.opencc import by_this_opencc
from support.scripts import BROKEN_TEXT, HAN, HANS, OPEN_TEXT, oracle, run_python


def test_importing_the_room_does_not_import_opencc() -> None:
    """A missing OpenCC disables one function, not the library: it is imported on first use."""
    code = (
        "import sys, postnorm.scripts.conversion as c; assert 'opencc' not in sys.modules;"
        "c.convert_script('头发'); c.convert_script('頭髮', to='hant'); print('opencc' in sys.modules)"
    )
    assert run_python(code) == "False"


@given(BROKEN_TEXT, st.sampled_from(sorted(adapter.CONFIGURATIONS)))
@example("头\0发\ud800头发", "s2t")
def test_what_opencc_cannot_take_is_carried_around_it(text: str, name: str) -> None:
    """Lone surrogates and NUL stay where they are, and what stands between is converted."""
    pieces: list[str] = [""]
    for character in text:
        if character in "\0\ud800\udfff":
            pieces += (character, "")
        else:
            pieces[-1] += character
    made = [piece if number % 2 else oracle(piece, name) for number, piece in enumerate(pieces)]
    assert adapter.convert(text, name) == "".join(made)


@pytest.mark.parametrize("text", ["", "\n", "头", "头\n\n发", "头发干了。\n" * 80])
def test_another_version_of_opencc_is_asked_about_every_text(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are those of one version; with another the answer is still OpenCC's own, and comes."""
    monkeypatch.setattr(script_keys, "OPENCC", "another")
    monkeypatch.setattr(adapter, "_converters", {})
    assert adapter.convert(text, "s2t") == oracle(text, "s2t")


def test_a_file_in_the_working_directory_does_not_answer(tmp_path: Path) -> None:
    """Configurations and dictionaries come from the installed package, whatever lies around."""
    data = Path(adapter.data_directory())
    (tmp_path / "t2s.json").write_bytes((data / "s2t.json").read_bytes())
    (tmp_path / "TSCharacters.ocd2").write_bytes((data / "STCharacters.ocd2").read_bytes())
    code = "from postnorm.scripts import adapter; print(ascii(adapter.convert('頭发', 't2s')))"
    assert run_python(code, cwd=tmp_path) == ascii("头发")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "s2t.json", "", "S2T"])
def test_no_other_configuration_is_ever_opened(name: str) -> None:
    """A name that is not on the list raises before it touches the file system."""
    with pytest.raises(ValueError, match=r"known are hk2s, .*, tw2t$"):
        adapter.convert("头发", name)


def test_one_converter_is_built_for_each_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen threads that ask at once share one converter, and get what one thread gets."""
    built: list[str] = []
    build = adapter._build

    def count(name: str, overrides: Overrides) -> adapter.Converter:
        built.append(name)
        return build(name, overrides)

    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setattr(adapter, "_build", count)
    with ThreadPoolExecutor(16) as threads:
        made = set(threads.map(lambda _: adapter.convert(HANS, "s2t"), range(64)))
    assert made == {oracle(HANS, "s2t")}
    assert built == ["s2t"]


def test_missing_opencc_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OpenCC the call raises, not the import, and says what to type."""
    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(MissingExtraError, match="pip install 'opencc") as caught:
        convert_script("頭髮")
    assert caught.value.extra == "opencc"


@pytest.mark.parametrize("has_file", [True, False])
def test_another_module_named_opencc_is_told_from_the_real_one(
    has_file: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several projects install a module of that name; it is named by its place, and not called."""
    other = ModuleType("opencc")
    other.__dict__["OpenCC"] = lambda *_: pytest.fail("the wrong module was called")
    if has_file:
        other.__file__ = str(tmp_path / "opencc" / "__init__.py")
    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setitem(sys.modules, "opencc", other)
    with pytest.raises(MissingExtraError, match="is not OpenCC; several projects"):
        convert_script("頭髮")


def test_an_older_opencc_without_a_configuration_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration that the installed version lacks is asked for with a newer version."""
    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setattr(adapter, "data_directory", lambda: str(tmp_path))
    with pytest.raises(MissingExtraError, match="has no configuration s2hkp"):
        adapter.convert("头发", "s2hkp")


@cache
def make_tables() -> Any:
    path = Path(__file__).parent.parent / "tools" / "make_tables.py"
    spec = importlib.util.spec_from_file_location("make_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def script_tables() -> Any:
    return make_tables().script_tables


@given(OPEN_TEXT | st.text(HAN), st.sampled_from(sorted(adapter.CONFIGURATIONS)))
@example("\n".join(chr(code) for code in range(0x3400, 0x9FFF)), "t2s")
@example("\n".join(chr(code) for code in range(0x3400, 0x9FFF)), "s2twp")
@example("雨停了。\n" * 40 + "頭髮\n" + "雨停了。\n" * 40 + "乾", "t2s")
def test_what_opencc_is_not_shown_it_would_not_change(text: str, name: str) -> None:
    """The table of keys is complete: a text, or a line, without any of them is OpenCC's own output."""
    assert adapter.convert(text, name) == oracle(text, name)


@pytest.mark.parametrize("name", sorted(adapter.CONFIGURATIONS))
def test_every_word_of_the_dictionaries_has_a_key(name: str) -> None:
    """Each word that a step of OpenCC changes has a character of the table, so the short cut sees it."""
    tables = script_tables()
    for step in STEPS[name]:
        keys = set(script_keys.KEYS[""] + script_keys.KEYS[step])
        for dictionary in map(make_tables().read_dictionary, tables.dictionaries_of(step)):
            words = {w for w, new in dictionary.items() if new[0] != w and max(w) < "\U00010000"}
            assert not [word for word in words if keys.isdisjoint(word)]


@by_this_opencc
def test_a_text_without_keys_is_not_shown_to_opencc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simplified prose costs one search."""
    fast = adapter.converter_for("t2s")
    blind = adapter.Converter(lambda _: pytest.fail("OpenCC was asked"), fast.keys)
    assert adapter.convert_with(blind, HANS) is HANS


@by_this_opencc
def test_lines_without_keys_are_not_shown_to_opencc() -> None:
    """Of a long text with one line to convert, OpenCC gets that line."""
    real = adapter.converter_for("t2s")
    shown: list[str] = []

    def convert(text: str) -> str:
        shown.append(text)
        return real.convert(text)

    text = "雨停了。\n" * 200 + "剪頭髮。\n" + "路还湿。\n" * 200
    made = adapter.convert_with(adapter.Converter(convert, real.keys), text)
    assert made == text.replace("頭髮", "头发")
    assert shown == ["剪頭髮。"]


def test_with_another_opencc_every_text_is_shown_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of keys is that of one version; another one may know more words."""
    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setattr(adapter, "version", lambda: "9.9")
    assert adapter.converter_for("t2s").keys.search("雨停了")


def test_an_opencc_that_takes_no_words_of_ours_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version without inline dictionaries is asked for with a newer one."""

    def refuse(path: str) -> adapter.Engine:
        raise RuntimeError("Unknown dictionary type: inline")

    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setattr(sys.modules["opencc"], "OpenCC", refuse)
    with pytest.raises(MissingExtraError, match=r"takes no words of ours \(Unknown"):
        adapter.convert("头发", "s2t", None)


def test_converters_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who makes overrides without end keeps no more than some of the converters."""
    monkeypatch.setattr(adapter, "_converters", {})
    monkeypatch.setattr(adapter, "_MOST_CONVERTERS", 3)
    for number in range(5):
        own = Override(str(number), "", "hans", "hant", (("雨", "下雨"),))
        assert adapter.convert("雨", "s2t", (own,)) == "下雨"
    assert len(adapter._converters) == 3
