"""YAML headers against two independent readers of YAML."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm.headers import header
from postnorm.values import Metadata
from support.oracles import spelled
from support.strategies import ANY_TEXT, NO_SURROGATES, YAML_BAIT, metadata

Items = Mapping[str, object]
TRICKY = metadata(YAML_BAIT | NO_SURROGATES)


def read(text: str, loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader]) -> object:
    """Read YAML; a header without a line is a document without a value."""
    return yaml.load(text, Loader=loader) or {}


@given(TRICKY)
@example({"tags": [[["a"], []], {"b": [{}]}, {}]})
@example({"a": {"b": {"c": [{"d": 1, "e": [2]}]}}})
def test_pyyaml_reads_back_what_was_written(items: Items) -> None:
    """Values, types, nesting and order come back from PyYAML's own reader."""
    assert spelled(read(header(Metadata(items)), yaml.SafeLoader)) == spelled(items)


@given(TRICKY)
@example({"tags": [[["a"], []], {"b": [{}]}, {}]})
@example({"a": {"b": {"c": [{"d": 1, "e": [2]}]}}})
def test_libyaml_reads_back_what_was_written(items: Items) -> None:
    """Values, types, nesting and order come back from libyaml, where text has no lone surrogates."""
    assert spelled(read(header(Metadata(items)), yaml.CSafeLoader)) == spelled(items)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@given(text=YAML_BAIT | NO_SURROGATES)
def test_text_is_text_wherever_it_stands(
    loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader], text: str
) -> None:
    """What looks like a number, a mark or a date is read as text, as key, value, item and inside."""
    items = {text: text, "list": [text, [text], {text: text}], "in": {text: {text: [text]}}}
    assert spelled(read(header(Metadata(items)), loader)) == spelled(items)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers())
@example(number=1e16)
@example(number=5e-324)
@example(number=-0.0)
def test_numbers_are_numbers(
    loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader], number: float
) -> None:
    """Every float is read as the same float, every int as the same int."""
    assert spelled(read(header({"n": number}), loader)) == spelled({"n": number})


@given(metadata(ANY_TEXT))
def test_lone_surrogates_come_back_from_a_reader_that_takes_them(items: Items) -> None:
    """YAML has none, libyaml refuses them; PyYAML's own reader gives them back."""
    assert spelled(read(header(Metadata(items)), yaml.SafeLoader)) == spelled(items)


def test_libyaml_refuses_lone_surrogates() -> None:
    """A limit of YAML, not ours: when this fails, libyaml has learned to read them."""
    with pytest.raises(yaml.YAMLError):
        yaml.load(header({"a": "\ud800"}), Loader=yaml.CSafeLoader)


@given(metadata(YAML_BAIT | ANY_TEXT))
def test_a_header_is_whole_lines_of_printable_text(items: Items) -> None:
    """Each line ends with a newline, none is a fence, and all can be written as UTF-8."""
    text = header(Metadata(items))
    assert text == "" or text.endswith("\n")
    assert bool(text) == bool(items)
    for line in text.split("\n")[:-1]:
        assert line.strip()
        assert line not in ("---", "...")
        assert line.isprintable() or not line.isascii()
        assert len(line.splitlines()) == 1
    text.encode()


def test_plain_words_are_written_plainly() -> None:
    """People read headers: text that cannot be mistaken has no quotes."""
    items = {
        "标题": "雨后 初晴",
        "url": "http://a.example/b",
        "count": 3,
        "a b": "C-3",
        "yes": "no",
    }
    assert header(items) == (
        '标题: 雨后 初晴\nurl: http://a.example/b\ncount: 3\na b: C-3\n"yes": "no"\n'
    )


@pytest.mark.parametrize("word", ["y", "n", "yes", "no", "true", "false", "on", "off", "null"])
def test_words_of_yaml_1_1_are_quoted(word: str) -> None:
    """YAML 1.1, "y|Y|yes|Yes|YES|n|N|no|...": a boolean to some readers, if not to the two above."""
    for written in (word, word.upper(), word.title()):
        assert header({written: written}) == f'"{written}": "{written}"\n'
