"""YAML headers against two independent readers of YAML."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import frontmatter
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm import FrontMatterError, Post, frontmatter_handler, parse_front_matter
from postnorm.headers import header
from postnorm.values import Metadata, thawed
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


# --- python-frontmatter -------------------------------------------------------


@given(metadata(), ANY_TEXT)
def test_a_post_of_python_frontmatter_is_read_back(items: Items, body: str) -> None:
    """To it and from it: body and metadata come back equal, keys such as "content" too."""
    post = Post.from_text(body, {**items, "content": "甲", "handler": "乙", "self": "丙"})
    made = post.to_frontmatter()
    assert isinstance(made, frontmatter.Post)
    assert made.content == body
    back = Post.from_frontmatter(made)
    assert (back.body, back.metadata) == (post.body, post.metadata)
    assert list(back.metadata) == list(post.metadata)


def test_what_python_frontmatter_types_is_taken_as_text() -> None:
    """Its dates, keys and sets have no place in metadata as they are; their text has."""
    text = (
        "2: a\nyes: b\nnull: c\nd: 2013-10-21\nt: 2013-10-21 16:25:00\ns: !!set {雨, 河}\nn: .nan"
    )
    made = frontmatter.Post("雨停了。")
    made.metadata = yaml.safe_load(text)  # frontmatter.loads itself raises for the first key
    post = Post.from_frontmatter(made)
    assert dict(post.metadata) == {
        "2": "a",
        "true": "b",
        "null": "c",
        "d": "2013-10-21",
        "t": "2013-10-21T16:25:00",
        "s": ("河", "雨"),
        "n": "nan",
    }
    assert post.source == post.body == "雨停了。"


@pytest.mark.parametrize("wrong", ["text", None, {"content": "雨"}, 3], ids=repr)
def test_only_a_post_of_python_frontmatter_is_taken(wrong: object) -> None:
    """What has no content and metadata is a TypeError that teaches."""
    with pytest.raises(TypeError, match=r"takes a frontmatter\.Post"):
        Post.from_frontmatter(wrong)


HANDLED = (
    "---\ntitle: 雨: 后\nno: 007\ntime: 16:25\n---\n雨停了。",
    "---\ntitle：雨后\n---\n雨停了。",
    "+++\ntitle = '雨后'\n+++\n雨停了。",
    "title: 雨后\nauthor: 阿七\n---\n雨停了。",
    "---\ntitle: 雨后\n...\n雨停了。",
    "---\n雨停了，路还湿。\n---\n他们沿着河走。",
    "---\ncontent: 甲\nself: 乙\n---\n雨停了。",
    "---\ntitle: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n---\n雨停了。",
    "---\na: &a [x]\nb: {<<: [*a, *a]}\n---\n雨停了。",
    "雨停了。",
    "",
)


@pytest.mark.parametrize("text", HANDLED)
def test_the_handler_reads_as_we_do(text: str) -> None:
    """python-frontmatter with our handler finds what parse_front_matter finds, and raises nothing."""
    handler = frontmatter_handler()
    post = parse_front_matter(Post.from_text(text))
    found = frontmatter.loads(text, handler=handler)
    taken = {"content": "content_", "self": "self_"}  # python-frontmatter has no room for them
    assert found.metadata == {taken.get(k, k): thawed(value) for k, value in post.metadata.items()}
    assert found.content == post.body.strip()
    assert handler.detect(text) == bool(post.metadata)


@given(metadata(NO_SURROGATES), st.sampled_from(["雨停了。", "- 甲", "a: b"]))
def test_the_handler_writes_what_it_reads(items: Items, body: str) -> None:
    """A post dumped with the handler is loaded by it, and by python-frontmatter's own, equal."""
    post = frontmatter.Post(body)
    post.metadata.update(items)
    text = frontmatter.dumps(post, handler=frontmatter_handler())
    wanted = {key: thawed(value) for key, value in Metadata(items).items()}
    assert frontmatter.parse(text) == (wanted, body)
    read = parse_front_matter(Post.from_text(text))
    assert frontmatter.parse(text, handler=frontmatter_handler()) == (
        {key: thawed(value) for key, value in read.metadata.items()},
        body,
    )


def test_the_handler_can_be_strict_and_sent_to_another_process() -> None:
    """In strict mode the first defect raises; a pickled handler is as strict as before."""
    strict = pickle.loads(pickle.dumps(frontmatter_handler(strict=True)))
    with pytest.raises(FrontMatterError, match="line 2"):
        frontmatter.loads(HANDLED[0], handler=strict)
    assert frontmatter_handler().load("title: 雨: 后") == {"title": "雨: 后"}


def test_a_strict_handler_reads_what_is_in_order() -> None:
    """And raises for what had to be repaired."""
    handler = frontmatter_handler(strict=True)
    assert frontmatter.loads("---\ntitle: 雨后\n---\n雨停了。", handler=handler)["title"] == "雨后"
    with pytest.raises(FrontMatterError):
        frontmatter.loads("---\ntitle：雨后\n---\n雨停了。", handler=handler)
