"""TOML that people hand to each other: what is wrong with a file is told at once, and nothing hangs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import PackError, load_overrides, load_pack, load_sites, parse
from postnorm.testing.linearity import lines_run
from postnorm.toml_files import MOST_PARTS, is_dotted, read_file, read_tables

DOTS: Final = "a" + ".a" * 30_000
HOSTILE: Final = {
    "a key of many parts": f"{DOTS} = 1\n",
    "a table of many parts": f"[{DOTS}]\n",
    "a key of many parts behind strings that look unclosed": f'k = {{a = """ " """, {DOTS} = "1"}}\n',
    "deep lists": "a = " + "[" * 100_000,
    "deep tables": "a = " + "{a=" * 100_000,
    "a number without end": "a = " + "9" * 300_000 + "\n",
    "an impossible date": "a = 2013-02-30\n",
    "NUL": "a = '\0'\n",
    "one key twice": "a = 1\na = 2\n",
    "half a character": 'a = "\\ud800"\n',
}


@pytest.mark.parametrize("load", [load_pack, load_sites, load_overrides])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_error(
    tmp_path: Path, load: Callable[[Path], object], name: str
) -> None:
    """Packs, site files and overrides: an error that names the file, in no time."""
    path = tmp_path / "own.toml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    with pytest.raises(PackError, match=r"own\.toml: the file: no TOML: "):
        load(path)


@pytest.mark.parametrize("load", [load_pack, load_sites, load_overrides])
def test_what_never_ends_is_read_to_the_limit(load: Callable[[Path], object]) -> None:
    """A file without an end is refused, not read."""
    with pytest.raises(PackError, match="has more than"):
        load(Path("/dev/zero"))


def test_a_mark_of_byte_order_and_other_line_ends_are_no_content(tmp_path: Path) -> None:
    """Editors on Windows write both."""
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbfa = '''\r\n\xe9\x9b\xa8\r\n'''\r\n")
    assert read_tables(read_file(path, most=99), path="own.toml") == {"a": "雨\n"}


@pytest.mark.parametrize(
    "text",
    [
        f"a = '{DOTS}'",
        f'a = "{DOTS}"',
        f'a = """\n"{DOTS}""\n{DOTS}"""',
        f"a = '''\n'{DOTS}''\n{DOTS}'''",
        f"# {DOTS}\na = 1",
        f'a = "\\"{DOTS}"',
        'a = """"甲"""" # ' + DOTS,
        ".".join("a" * MOST_PARTS) + " = 1",
    ],
)
def test_dots_that_are_in_no_key_do_not_count(text: str) -> None:
    """Strings and comments hold any number of dots, and the file is read."""
    assert not is_dotted(text)
    assert read_tables(text, path="own.toml") == tomllib.loads(text)


_PIECES: Final = st.sampled_from(
    (*('"', "'", '"""', "'''", "\\", "\n", "#", " = ", ", ", "{", "}", "[", "]", "a"), ".a" * 40)
)


@given(text=st.lists(_PIECES, max_size=14).map("".join))
def test_no_key_of_many_parts_reaches_the_parser(text: str) -> None:
    """Whatever strings and comments stand before it: what tomllib nests so deep, we have refused."""
    try:
        made = tomllib.loads(text)
    except ValueError:
        return
    level, depth = [made], 0
    while level := [v for one in level if isinstance(one, dict) for v in one.values()]:
        depth += 1
    assert depth <= MOST_PARTS or is_dotted(text)


@pytest.mark.parametrize("bait", ['"""\\', "'''", '"', "'", '""', "#", '"""\\"'])
def test_quotes_are_read_once(bait: str) -> None:
    """Each string goes to its end; the work is that of the parts between them."""
    text = bait * 4000
    assert lines_run(lambda: is_dotted(text + text)) <= 2.2 * lines_run(lambda: is_dotted(text)) + 9


def test_a_header_with_such_a_key_stays_in_the_body() -> None:
    """The same guard stands before headers, which anybody may write."""
    text = f'+++\nk = {{a = """ " """, {DOTS} = "1"}}\n+++\n雨停了。\n'
    post = parse(text)
    assert (dict(post.metadata), post.restore()) == ({}, text)
