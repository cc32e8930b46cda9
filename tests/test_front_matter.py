"""Front matter: its forms, what is wrong with headers in the wild, and the laws of a step.

Most expectations are in ``cases/front_matter/*.txt``, written to be read: a title, the text, and
behind ``==>`` the metadata as JSON with the defects (kind and place), and the body.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postnorm.errors import FrontMatterError
from postnorm.post import Post
from postnorm.reading import (
    front_matter,
    header_blocks,
    header_defects,
    header_fences,
    header_json,
    header_keys,
    header_lines,
    header_quick,
    header_scalars,
    header_toml,
    header_yaml,
)
from postnorm.reading.front_matter import parse_front_matter
from postnorm.records import MetadataChange
from postnorm.values import Metadata, thawed
from support.counting import lines_run
from support.strategies import LONE_LOW, YAML_BAIT, metadata


def parsed(text: str) -> Post:
    return parse_front_matter(Post.from_text(text))


def kinds(post: Post) -> list[str]:
    return [notice.rule.removeprefix("front-matter.") for notice in post.notices]


# --- cases ------------------------------------------------------------------


class Case(NamedTuple):
    """One case of a file; *metadata* is ``None`` where the post must come back as it was."""

    name: str
    text: str
    metadata: Mapping[str, object] | None
    defects: list[str]
    body: str


def cases() -> Iterator[Case]:
    for path in sorted((Path(__file__).parent / "cases" / "front_matter").glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("#### ")[1:]:
            name, _, rest = part.partition("\n")
            text, said, body = rest.split("==>\n")
            first, *defects = said.splitlines()
            text, body = text.removesuffix("\n"), body.rstrip("\n")
            items = None if first == "same" else json.loads(first)
            yield Case(
                f"{path.stem}: {name}", text, items, defects, text if items is None else body
            )


def told(post: Post) -> list[str]:
    """The defects of a post as the case files write them."""
    made = []
    for notice in post.notices:
        assert notice.span is not None
        place = post.source[slice(*notice.span)].replace("\n", "\\n")
        made.append(f"{notice.rule.removeprefix('front-matter.')}: {place}".strip())
    return made


CASES = list(cases())
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
LINE_ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])


@EACH_CASE
def test_a_header_is_read_as_the_case_says(case: Case) -> None:
    """Metadata, body and defects are those of the case file."""
    post = parsed(case.text)
    assert json.dumps(thawed(post.metadata)) == json.dumps(case.metadata or {})
    assert post.body == case.body
    assert told(post) == [defect.strip() for defect in case.defects]


@EACH_CASE
@LINE_ENDS
def test_line_ends_and_marks_change_nothing(case: Case, end: str) -> None:
    """LF, CRLF and CR say the same, with byte order marks before them too."""
    post = parsed(f"\ufeff\ufeff{case.text}".replace("\n", end))
    assert post.metadata == Metadata(case.metadata or {})
    if case.metadata is not None:
        assert post.body.removeprefix("\ufeff\ufeff").replace(end, "\n") == case.body
    assert len(post.notices) == len(case.defects)


@EACH_CASE
def test_strict_mode_raises_where_something_was_repaired(case: Case) -> None:
    """Strict mode gives the same post, or tells the first defect with its place and a caret."""
    post = Post.from_text(case.text)
    if not case.defects:
        assert parse_front_matter(post, strict=True) == parse_front_matter(post)
        return
    with pytest.raises(FrontMatterError) as caught:
        parse_front_matter(post, strict=True)
    where, drawn, caret, remedy = str(caught.value).split("\n")
    assert where.startswith(f"line {caught.value.line}, column {caught.value.column}: ")
    assert case.text.split("\n")[caught.value.line - 1].startswith(drawn.strip())
    assert caret.strip() == "^"
    assert remedy


@EACH_CASE
def test_pure_python_and_libyaml_give_one_answer(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether PyYAML was built with libyaml changes nothing."""
    with_libyaml = parsed(case.text)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert parsed(case.text) == with_libyaml


def test_every_kind_of_defect_has_a_case_or_a_test() -> None:
    """No wording is there for nothing."""
    elsewhere = {"control-character", "not-yaml", "tab", "too-deep", "too-large"}
    seen = {defect.partition(":")[0] for case in CASES for defect in case.defects}
    assert seen | elsewhere == set(header_defects.WORDS)


# --- characters that a case file cannot show ---------------------------------


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x85", "\u2028", "\ud800", "\uffff"])
def test_a_foreign_character_spoils_no_value(char: str) -> None:
    """Control characters, line separators and lone surrogates stay in the value, with a notice."""
    post = parsed(f"---\ntitle: 雨{char}后\ntags: [一{char}, 二]\n---\n雨停了。")
    assert post.metadata == Metadata({"title": f"雨{char}后", "tags": [f"一{char}", "二"]})
    assert kinds(post) == ["control-character"] * 2
    assert post.body == "雨停了。"


def test_a_line_separator_ends_no_line() -> None:
    """Only what editors take for a line end is one."""
    post = Post.from_text("---\u2028title: 雨后\u2028---\u2028雨停了。")
    assert parse_front_matter(post) is post


def test_tabs_are_read_as_spaces() -> None:
    """A tab may stand behind a colon, behind a value and before an item."""
    post = parsed("---\ntitle:\t雨后\nauthor: 小满\t\ntags:\n\t- 一\t二\n\t- [三]\n---\n")
    assert post.metadata == Metadata(
        {"title": "雨后", "author": "小满", "tags": ["一\t二", ["三"]]}
    )
    assert set(kinds(post)) == {"tab"}


def test_what_is_neither_yaml_nor_anything_we_know_is_text() -> None:
    """The last resort is the text as it is written."""
    post = parsed("---\ntitle: [[雨], 后\ntags: 一\n  # 注\n  二\n---\n")
    assert post.metadata == Metadata({"title": "[[雨], 后", "tags": "一\n二"})
    assert kinds(post) == ["reserved-start", "not-yaml"]


def test_a_caret_stands_below_its_character() -> None:
    """Han characters are two cells wide in a terminal."""
    with pytest.raises(FrontMatterError) as caught:
        parse_front_matter(Post.from_text("---\n标题: 雨: 后\n---\n"), strict=True)
    assert str(caught.value).split("\n")[1:3] == ["    标题: 雨: 后", "          ^"]
    assert (caught.value.line, caught.value.column) == (2, 5)


# --- recording ----------------------------------------------------------------


def test_metadata_that_was_there_stays_where_the_header_says_nothing() -> None:
    """The header adds to what is known, and wins where both say something."""
    post = Post.from_text("---\ntitle: 雨后\n---\n", {"title": "旧", "url": "http://a.example/"})
    post = parse_front_matter(post)
    assert post.metadata == Metadata({"title": "雨后", "url": "http://a.example/"})


def test_a_change_tells_where_its_value_stood() -> None:
    """Spans are slices of the body as the step found it."""
    text = "\ufeff---\ntitle: '雨后'\ntags:\n- 一\n- 二\n---\n雨停了。"
    changes = [one for one in parsed(text).changes if isinstance(one, MetadataChange)]
    places = {one.key: text[slice(*one.span)] for one in changes if one.span}
    assert places == {"title": "'雨后'", "tags": "- 一\n- 二"}


def test_places_are_true_after_earlier_steps() -> None:
    """Notices of a post that was cut before still point into its source."""
    from postnorm.edits import Edit

    post = Post.from_text("垃圾---\ntitle: 雨: 后\n---\n").edited("cut", [Edit(0, 2, "", "cut")])
    [notice] = parse_front_matter(post).notices
    assert notice.span is not None
    assert post.source[slice(*notice.span)] == "雨: 后"


def test_only_a_post_is_taken() -> None:
    """A wrong type is told with the remedy."""
    with pytest.raises(TypeError, match=r"Post\.from_text"):
        parse_front_matter("---\n---\n")  # type: ignore[arg-type]


def test_importing_it_loads_no_third_party_package() -> None:
    """PyYAML is loaded when the first hard value is read."""
    code = (
        "import sys; from postnorm.reading.front_matter import parse_front_matter as f;"
        "from postnorm.post import Post; f(Post.from_text('---\\ntitle: x\\n---\\n'));"
        "sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- laws ---------------------------------------------------------------------

# What headers are made of, right and wrong.
HEADER_BAIT = st.lists(
    st.sampled_from(
        (
            *(
                "---\n",
                "+++\n",
                ";;;\n",
                "———\n",
                "...\n",
                "title",
                "作者",
                "a",
                "雨",
                ": ",
                ":",
                "：",
            ),
            *(
                "\n",
                "\r\n",
                "\r",
                " ",
                "  ",
                "\t",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ",",
                "'",
                '"',
                "#",
                " #",
            ),
            *(
                "|",
                ">",
                "!x ",
                "!!str ",
                "&a ",
                "*a",
                "%",
                "@",
                "`",
                "? ",
                "<<: ",
                "5",
                "007",
                "null",
            ),
            *(
                "2013-02-30",
                "\\",
                "\u2028",
                "\x00",
                "\ud800",
                "\u3000",
                "\ufeff",
                "<!-- x -->",
                "=",
            ),
        )
    ),
    max_size=24,
).map("".join)


@given(HEADER_BAIT | HEADER_BAIT.map(lambda text: f"---\n{text}\n---\n雨停了。\n"))
@example("---\n<<: *a\n---")
@example('---\n"\\UFFFFFFFF": "\\UFFFFFFFF"\n---')
@example("+++\na = 99999999-99-99\n+++")
def test_it_is_total_and_accounts_for_all_it_does(text: str) -> None:
    """No content raises; the changes lead back to the source; strict mode raises iff repaired."""
    post = Post.from_text(text)
    found = parse_front_matter(post)
    assert found.restore() == text
    assert text.endswith(found.body) or "<!--" in text
    assert pickle.loads(pickle.dumps(found)) == found == parse_front_matter(post)
    assert found is post or found != post
    try:
        assert parse_front_matter(post, strict=True) == found
        assert not found.notices
    except FrontMatterError:
        assert found.notices


def as_read(value: object, key: str = "") -> object:
    """What a value is read as: text fields hold text, and a number too long to be safe is text."""
    if isinstance(value, Mapping):
        return {name: as_read(item, name) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_read(item, key) for item in value]
    if isinstance(value, int | float):
        written = header_scalars.written(value)
        is_long = isinstance(value, int) and len(str(abs(value))) > header_scalars.MOST_DIGITS
        return written if is_long or header_scalars.is_text_field(key) else value
    return value


def has_two_colons(value: object) -> bool:
    """Whether a key at any depth begins like ``title：``, which is written plain and read as two."""
    if isinstance(value, Mapping):
        names = (name.partition("：") for name in value)
        found = any(colon and header_keys.is_trusted(name) for name, colon, _ in names)
        return found or any(map(has_two_colons, value.values()))
    return isinstance(value, list) and any(map(has_two_colons, value))


METADATA = metadata(YAML_BAIT | LONE_LOW).filter(lambda items: not has_two_colons(items))


@given(METADATA, HEADER_BAIT | YAML_BAIT | LONE_LOW)
@example({}, "———\ntitle: 雨\n———\n")
@example({}, "\n\n \n\u3000雨")
@example({"a": {"b": [[{"c": []}, [{}]], {"d": {"A" * 1025: [1]}}]}}, "\r")
@example({"title": None, "a": 1e16, "b": -0.0, "c": 10**15}, "---\n")
def test_what_a_post_writes_is_read_back(items: dict[str, object], body: str) -> None:
    """Metadata and body come back from Markdown, whatever is in them, and nothing is in doubt."""
    post = Post.from_text(body, items)
    back = parsed(post.to_markdown())
    assert json.dumps(thawed(back.metadata)) == json.dumps(as_read(items))
    assert back.body == body
    assert set(kinds(back)) <= {"control-character"}


def test_a_key_with_a_full_width_colon_is_read_back() -> None:
    """``title：副: 雨`` is far more often a title that has a colon than a key that has one."""
    post = Post.from_text("", {"title：副": "雨"})
    assert parsed(post.to_markdown()).metadata == post.metadata


def plain_texts(value: object) -> object:
    """Values as text, as PyYAML's untyped reader gives them."""
    if isinstance(value, Mapping):
        return {str(key).strip(): plain_texts(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain_texts(item) for item in value]
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: ""}[value]
    return str(value).strip()


@given(HEADER_BAIT.map(lambda text: f"title: {text}\na:\n  b: 一\n"))
@example("a:\n- b\n- c:\n  d\n")
@example("a: |\n  b\n\n  c\nd:\n  - - e\n    - f: g\n")
def test_where_nothing_is_repaired_it_is_what_yaml_says(lines: str) -> None:
    """The reader of lines is only a faster YAML: PyYAML reads every value as the same text."""
    post = parsed(f"---\n{lines}\n---\n")
    fences = ("---", "...", "———")
    foreign = any(char in lines for char in "\t\u2028\ufeff\u3000")
    if post.notices or foreign or any(fence in lines for fence in fences) or "null" in lines:
        return
    assert plain_texts(post.metadata) == plain_texts(yaml.load(lines, Loader=yaml.BaseLoader))


# --- the short cuts ---

_KEYS = st.sampled_from(
    (
        *(
            "title",
            "tags",
            "author",
            "作者",
            "date",
            "a",
            "url",
            "description",
            "k v",
            "日期 ",
            "1",
        ),
        *("'q'", "'q '", '"k: 2"', "标题", "true", "categories"),
    )
)
_VALUES = st.sampled_from(
    (
        *(
            "雨后",
            "雨: 后",
            "'雨''后'",
            '"雨\\n后"',
            "[a, 'b', 5]",
            "{a: 1, b: [x]}",
            "C#",
            "雨 # 后",
        ),
        *(
            "2013-10-21",
            "2013-02-30",
            "2013-10-21 16:25",
            "007",
            "5",
            "1.5",
            "-1",
            "+3",
            "1e3",
            ".5",
        ),
        *(
            "true",
            "null",
            "~",
            "yes",
            "",
            "https://a.example/b?c=d&e#f",
            "|\n  甲\n  乙",
            ">\n  甲\n\n  乙",
        ),
        *(
            "\n  - 甲\n  - 乙: 丙",
            "\n- 甲\n- 5",
            "\n  a: 1\n  b:\n    - c",
            "甲\n  乙",
            "'甲\n  乙'",
        ),
        *(
            "'甲\n- 乙'",
            "\n- 'a\n- b'",
            "[a,\n b]",
            "\n  # 注\n  - 甲",
            "!x",
            "&a b",
            "*a",
            "[a, b",
        ),
        *(
            "- a",
            "? a",
            "@x",
            "１２",
            "雨　后",
            "　雨",
            "雨　",
            "a\tb",
            "...",
            "---x",
            "[]",
            "{}",
            "'",
            "|",
        ),
        *(
            "0",
            "-0",
            "00",
            "1_000",
            "123456789012345",
            "1234567890123456",
            "1.0",
            "1.10",
            "：雨",
            "a：b",
        ),
    )
)
_LINES = st.sampled_from(
    (
        *("# 注", "", "  x: y", "作者：阿七", "title:雨", "key :v", "- a", "...", "--", "雨停了。"),
        "<<: *a",
        "\t",
    )
)


@st.composite
def headers_right_and_wrong(draw: st.DrawFn) -> str:
    """Keys and values of every kind, with some lines that belong nowhere."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        colon = draw(st.sampled_from((": ", ": ", ":  ", ":", " : ")))
        lines.append(f"{draw(_KEYS)}{colon}{draw(_VALUES)}{draw(st.sampled_from(('', ' ')))}")
        lines += draw(st.lists(_LINES, max_size=1))
    end = draw(st.sampled_from(("\n", "\n", "\r\n")))
    behind = draw(st.sampled_from(("\n", "", "\n\n", " \n")))
    return end.join(("---", *lines, f"---{behind}雨停了。" if behind else "---"))


@given(text=headers_right_and_wrong(), stated=st.booleans())
def test_the_short_cuts_are_the_long_way(text: str, stated: bool) -> None:
    """Each of them gives, where it gives anything, the very post that the long way gives."""
    post = Post.from_text(text, {"title": "雨"} if stated else None)
    for read in (header_quick.read_quick, header_quick.read_whole):
        quick = read(text)
        if quick is not None:
            assert front_matter._recorded(post, quick) == front_matter._the_long_way(
                post, strict=True
            )


@EACH_CASE
def test_the_short_cuts_are_the_long_way_in_every_case(case: Case) -> None:
    """The cases of the files, too."""
    post = Post.from_text(case.text)
    assert parse_front_matter(post) == front_matter._the_long_way(post, strict=False)


def test_headers_that_most_posts_have_take_the_short_cuts() -> None:
    """So the tests above test something: text lines, then sound YAML; comments and repairs do not."""
    plain = (
        "---\nlayout: post\nurl: https://a.example/7\ntime: 2013-10-21 16:25\ntags:\n---\n雨停了。"
    )
    sound = "---\ntitle: '雨: 后'\n# 注\ntags: [随笔, 河]\nmeta:\n  a: |\n    甲\n---\n雨停了。"
    assert header_quick.read_quick(plain)
    assert header_quick.read_whole(plain)
    assert header_quick.read_quick(sound) is None
    assert header_quick.read_whole(sound)
    for wrong in (
        "a: 雨 # 后",
        "description: [a, b]",
        "date: 2013-02-30",
        "a: &a b",
        "a: !x b",
        "a：b",
        "雨",
        "b: >\nc: 李燕",
    ):
        assert header_quick.read_whole(f"---\ntitle: 雨\n{wrong}\n---\n") is None


# --- bounds -------------------------------------------------------------------

MODULES: list[ModuleType] = [
    *(front_matter, header_blocks, header_defects, header_fences, header_json, header_keys),
    *(header_lines, header_quick, header_scalars, header_toml, header_yaml),
]

UNITS = (
    *("k: v\n", "a: b: c\n", "aa：b\n", "a: [\n", "a: [x]\n", 'a: "x\n', "雨\n", "- a\n", "# a\n"),
    *("a: \x00\n", "a: &a x\n", "a: *a\n", "\ta: b\n", "a: |\n x\n", "\n", "a:\n  - b\n", "\r"),
)


def work(text: str) -> int:
    """Count the lines of ours that run while *text* is read."""
    post = Post.from_text(text)
    return sum(lines_run(module, lambda: parse_front_matter(post)) for module in MODULES)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_work_grows_with_the_header(unit: str) -> None:
    """Twice the header is at most 2.2 times the work."""

    def header(n: int) -> str:
        return f"---\ntitle: 雨后\n{unit * n}---\n雨停了。"

    assert work(header(200)) <= 2.2 * work(header(100))


@pytest.mark.parametrize(
    "unit", ["雨停了。\n", "title: 雨后\n", "雨停了。", " ", "-", "\n"], ids=repr
)
@pytest.mark.parametrize("top", ["---\n", "---\ntitle: 雨后\n", "title: 雨后\n", "{", "+++\n"])
def test_nobody_looks_for_a_fence_further_than_a_header_goes(
    top: str, unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit a longer text is no more work."""
    monkeypatch.setattr(header_fences, "LIMIT", 1_000)
    monkeypatch.setattr(header_quick, "LIMIT", 1_000)
    assert work(top + unit * (4_000 // len(unit))) <= work(top + unit * (2_000 // len(unit)))


@pytest.mark.parametrize(
    "value", ["[" * 30_000, "{a: " * 7_000, "- " * 9_000, "[" * 40 + "]" * 40, "'[" * 40], ids=len
)
def test_what_is_nested_too_deep_is_text(value: str) -> None:
    """Nesting costs no stack, neither ours nor that of PyYAML."""
    post = parsed(f"---\na: {value}\nb:\n  {value}\ntitle: 雨后\n---\n雨停了。")
    assert post.metadata["title"] == "雨后"
    assert post.metadata["a"] == value.strip()
    assert post.body == "雨停了。"


@pytest.mark.parametrize(
    "header",
    [
        f"+++\n{'a.' * 9_000}b = 1\n+++\n",
        f"+++\na = {'[' * 9_000}{']' * 9_000}\n+++\n",
        f"+++\n[{'.'.join('a' * 20)}]\n{'.'.join('b' * 20)} = 1\n+++\n",
        f';;;\n"a": {"[" * 9_000}{"]" * 9_000}\n;;;\n',
    ],
    ids=["toml keys", "toml", "toml tables", "json"],
)
def test_data_nested_too_deep_stays_in_the_body(header: str) -> None:
    """What a decoder would die of is not handed to it."""
    post = parsed(header)
    assert post.body == header
    assert len(post.notices) == 1


def test_indentation_nests_32_levels_and_no_more() -> None:
    """Beyond that a block is text; all that is written is kept."""
    lines = "".join(f"{' ' * level}k{level}:\n" for level in range(60))
    post = parsed(f"---\n{lines}{' ' * 60}雨后\n---\n")
    assert "too-deep" in kinds(post)
    assert "雨后" in repr(post.metadata)


@pytest.mark.parametrize("size", [70_000, 200_000])
def test_a_header_too_large_stays_in_the_body(size: int) -> None:
    """A long value or many keys: the text is left as it is, and a notice says so."""
    for lines in (f"title: {'雨' * size}\n", "title: 雨后\n" * (size // 10)):
        post = parsed(f"---\n{lines}---\n雨停了。")
        assert post.body == post.source
        assert kinds(post) == ["too-large"]


def test_very_many_defects_are_told_by_their_number() -> None:
    """A list of 20,000 notices serves nobody."""
    post = parsed(f"---\n{''.join(f'k{n}: a: b' + chr(10) for n in range(4_000))}---\n")
    assert len(post.metadata) == 4_000
    assert kinds(post) == ["unquoted-colon"] * header_defects.MOST_NOTICES + ["more"]


def test_a_number_of_any_size_can_be_shown() -> None:
    """Python refuses to write very long numbers; such a number stays as text."""
    post = parsed(f"+++\nid = 0x{'f' * 9_000}\nn = {'9' * 20}\n+++\n")
    assert len(repr(post)) < 200
    assert post.metadata["id"] == f"0x{'f' * 9_000}"
    assert post.metadata["n"] == "9" * 20


# --- the readers, one by one ---------------------------------------------------


@pytest.mark.parametrize(
    ("source", "defect"),
    [
        ('{"title": "雨', '{"title": "雨'),
        ('{"title": "雨" "河"}', '"'),
        ('{"title" "雨"}', '"'),
        ('{1: "雨"}', ":"),
        ('{"title": "雨"}, 2', "}, 2"),
    ],
)
def test_what_is_no_object_of_json_is_told_with_its_place(source: str, defect: str) -> None:
    """The first character that does not belong there."""
    with pytest.raises(header_json.NotData) as caught:
        header_json.read_json(source, 0, len(source))
    found = caught.value.defect
    assert found.kind == "json"
    assert source[found.start :].startswith(defect)


def test_of_a_name_that_stands_twice_in_json_the_first_counts() -> None:
    """In an object within it too; the decoder alone would take the last."""
    read = header_json.read_json('{"a": {"b": 1, "b": 2}, "a": 3}', 0, 31)
    assert read.metadata == {"a": {"b": 1}}
    assert [defect.kind for defect in read.defects] == ["duplicate-key"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("\n?", "not-yaml"),
        ("|#", "not-yaml"),
        ("{[a]: 1}", "not-yaml"),
        ("{a: *x}", "alias"),
        ("\n" + "".join(f"{' ' * n}-\n" for n in range(1, 40)), "too-deep"),
    ],
)
def test_what_is_refused_of_yaml(source: str, kind: str) -> None:
    """Two values, empty blocks that libyaml sees, lists as keys, references, and depth."""
    with pytest.raises(header_yaml.NotYaml) as caught:
        header_yaml.read_hard(source, 0, len(source), indent=0, key="a", defects=[])
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("source", "value", "kind"),
    [
        ("{<<: 1, a: 2}", {"<<": 1, "a": 2}, "merge-key"),
        ("{a: 1, a: 2}", {"a": 1}, "duplicate-key"),
        ("2013-02-30", "2013-02-30", "impossible-date"),
    ],
)
def test_what_is_told_of_yaml(source: str, value: object, kind: str) -> None:
    """Nothing is merged, the first of two keys counts, and a day that never was stays text."""
    defects: list[header_defects.Defect] = []
    read = header_yaml.read_hard(source, 0, len(source), indent=0, key="a", defects=defects)
    assert read == value
    assert [defect.kind for defect in defects] == [kind]


def test_a_document_is_cut_into_events() -> None:
    """To its end."""
    kinds = [event.kind for event in header_yaml._events("a: 1")]
    assert kinds == [
        *("StreamStart", "DocumentStart", "MappingStart"),
        *("Scalar", "Scalar", "MappingEnd", "DocumentEnd", "StreamEnd"),
    ]


def test_more_foreign_characters_than_private_ones_are_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is left to lend, so YAML is not asked."""
    monkeypatch.setattr(header_yaml, "_PRIVATE", range(0xE000, 0xE001))
    post = parsed("---\ntitle: 雨\ntags: [雨\x01, 河\x02]\n---\n")
    assert post.metadata == {"title": "雨", "tags": "[雨\x01, 河\x02]"}
    assert "control-character" in kinds(post)


def test_a_key_twice_within_a_value_goes_the_long_way() -> None:
    """Which tells it."""
    post = parsed("---\ntitle: 雨\na: {b: 1, b: 2}\nc:\n  d: 1\n  d: 2\n---\n")
    assert post.metadata == {"title": "雨", "a": Metadata({"b": 1}), "c": Metadata({"d": 1})}
    assert kinds(post) == ["duplicate-key"] * 2


def test_a_line_left_of_its_block_is_no_part_of_it() -> None:
    """All that stands there is kept as text."""
    post = parsed("---\ntitle: 雨\na:\n    - 甲\n  - 乙\n---\n")
    assert post.metadata["title"] == "雨"
    assert "甲" in str(post.metadata["a"])
    assert "乙" in str(post.metadata["a"])


@pytest.mark.parametrize(
    "top", ["{<<} #", "{图}", "{a: [}", "{title: 雨, [}", '{"title": "雨后" : }', "{%}"]
)
def test_braces_that_say_nothing_are_text(top: str) -> None:
    """An object has a value."""
    post = parsed(f"---\n{top}\n---\n雨停了。")
    assert post.body == post.source


def test_prose_too_large_for_a_header_is_told_by_nobody() -> None:
    """Where the first line is no key, it never looked like one."""
    post = parsed(f"---\n{'雨停了，' * 20_000}\n---\n雨停了。")
    assert (post.body, post.notices) == (post.source, ())


def test_a_first_line_without_end_is_no_key() -> None:
    """Nobody looks at more of it than a header may have."""
    post = parsed(f"title: {'雨' * (header_fences.LIMIT + 1)}\n\n雨停了。")
    assert (post.body, post.notices) == (post.source, ())
