"""``postnorm diff``: what ``patch`` makes the clean text of, and what people can read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postnorm import Edit, Post, clean
from postnorm.cli import line_diff
from postnorm.cli.line_diff import Lines, compare, hunks, lines_of
from postnorm.cli.width import width_of
from support.command import run
from support.counting import lines_run
from test_check import POSTS, file_of

some_files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
_ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def patched(source: str, diff: str) -> str:
    """What a plain reader of unified diffs makes of *source*: the specification."""
    old, made, at = lines_of(source), [], 0
    lines = diff.split("\n")[2:-1]
    while lines:
        match = _HUNK.fullmatch(lines.pop(0) + "\n")
        assert match
        start, size = int(match[1]), int(match[2] or 1)
        begin = start - 1 if size else start
        made += old[at:begin]
        at = begin
        while lines and not lines[0].startswith("@@"):
            line = lines.pop(0) + "\n"
            if lines and lines[0].startswith("\\"):
                lines.pop(0)
                line = line[:-1]
            if line[0] in " -":
                assert old[at] == line[1:]
                at += 1
            if line[0] in " +":
                made.append(line[1:])
        assert at == begin + size
    return "".join([*made, *old[at:]])


@some_files
@given(text=POSTS, context=st.integers(0, 4))
def test_the_diff_makes_the_clean_text_of_the_source(
    tmp_path: Path, text: str, context: int
) -> None:
    """Every line of the old text is accounted for, with however many around a change."""
    path = file_of(tmp_path, text)
    done = run("diff", "-U", str(context), path)
    wanted = run("clean", path).out
    assert done.status == 0
    if path.read_bytes() == wanted.encode():
        assert done.out == ""
    elif not text.startswith("\ufeff"):
        assert patched(text, done.out) == wanted


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch here")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=POSTS)
def test_patch_reads_it(tmp_path: Path, text: str) -> None:
    """GNU patch, on the file itself, found by the name in the diff."""
    folder = tmp_path / "雨 停"
    folder.mkdir(exist_ok=True)
    path = file_of(folder, text, 'po"st.md')
    diff = run("diff", path).out
    wanted = run("clean", path).out.encode()
    if not diff or text.startswith("\ufeff"):
        return
    call = ["patch", "--binary", "--quiet", "-p0", "-d", "/"]
    subprocess.run(call, input=diff.encode(), check=True, capture_output=True)
    assert path.read_bytes() == wanted


def test_unchanged_lines_are_those_that_were_not_changed(tmp_path: Path) -> None:
    """Of two equal plugs the one that went is shown, and no half of each."""
    text = "雨停了 。\n\n路还湿。\n"
    done = run("diff", file_of(tmp_path, text))
    assert done.out.splitlines()[2:] == [
        "@@ -1,3 +1,3 @@",
        "-雨停了 。",
        "+雨停了。",
        " ",
        " 路还湿。",
    ]


def test_the_work_grows_with_the_text() -> None:
    """Line by line, however many changes there are: counted."""

    def work(count: int) -> int:
        post = clean("".join(f"第{n}天 ，雨停了。\n\n路还湿。\n\n" for n in range(count)))
        text = post.to_markdown()

        def walk() -> list[object]:
            lines = compare(post, text, 0)
            return [*hunks(lines)]

        return lines_run(line_diff, walk)

    assert work(400) < 2.2 * work(200)


def test_the_stretches_cover_both_texts() -> None:
    """Without gaps, in order, and equal where they say so."""
    post = clean("甲 ，乙\n丙\n\n\n\n丁 。\n")
    lines = compare(post, post.to_markdown(), 0)
    assert isinstance(lines, Lines)
    a = b = 0
    for one in lines.stretches:
        assert (one.old[0], one.new[0]) == (a, b)
        a, b = one.old[1], one.new[1]
        same = lines.old[slice(*one.old)] == lines.new[slice(*one.new)]
        assert same is one.equal
    assert (a, b) == (len(lines.old), len(lines.new))


def test_lines_that_were_moved_do_not_cross() -> None:
    """A diff knows no moving: such a line goes at one place and comes at another."""
    moved = [Edit(0, 4, "", "test.move"), Edit(6, 6, "甲\n乙\n", "test.move", origin=(0, 4))]
    post = Post.from_text("甲\n乙\n丙\n").edited("move", moved)
    assert post.body == "丙\n甲\n乙\n"
    lines = compare(post, post.body, 0)
    kept = [slice(*one.old) for one in lines.stretches if one.equal]
    assert [lines.old[part] for part in kept] == [["丙\n"]]
    assert [one.old for one in lines.stretches] == [(0, 2), (2, 3), (3, 3)]


def test_colours_only_where_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, unless NO_COLOR or a dumb one; else as asked."""
    path = file_of(tmp_path, "雨停了 。\n")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    plain = run("diff", path).out
    assert "\x1b" not in plain
    assert "\x1b[31;7m " in run("diff", path, terminal=True).out
    assert run("diff", "--color", "never", path, terminal=True).out == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("diff", path, terminal=True).out == plain
    coloured = run("diff", "--color", "always", path).out
    assert _ESCAPE.sub("", coloured) == plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert run("diff", path, terminal=True).out == plain


def test_colours_mark_what_differs_within_a_line(tmp_path: Path) -> None:
    """Lines that stay have none; of lines of a pair only what differs is reversed, long ones too."""
    long = "雨停了，路还湿。" * 100
    path = file_of(tmp_path, f"第一行。\n{long}走 。\n第二行。\n")
    shown = run("diff", "--color", "always", path).out.splitlines()
    red, green, plain = "\x1b[31m", "\x1b[32m", "\x1b[0m"
    assert shown[-4:] == [
        " 第一行。",
        f"{red}-{plain}{red}{long}走{plain}\x1b[31;7m {plain}{red}。{plain}",
        f"{green}+{plain}{green}{long}走{plain}{green}。{plain}",
        " 第二行。",
    ]


def test_lines_that_are_no_pairs_have_one_colour(tmp_path: Path) -> None:
    """Two stand in place of one: nobody knows which stands for which."""
    path = file_of(tmp_path, "雨停了 。\n欢迎关注我们的微信公众号：河边夜话\n")
    shown = run("diff", "--color", "always", path).out.splitlines()
    assert shown[-3:] == [
        "\x1b[31m-\x1b[0m\x1b[31m雨停了 。\x1b[0m",
        "\x1b[31m-\x1b[0m\x1b[31m欢迎关注我们的微信公众号：河边夜话\x1b[0m",
        "\x1b[32m+\x1b[0m\x1b[32m雨停了。\x1b[0m",
    ]


def test_a_terminal_is_not_given_what_it_would_obey(tmp_path: Path) -> None:
    """Escapes and marks of direction of a post are named; what goes to patch is as it is."""
    path = file_of(tmp_path, "雨\x1b]0;title\x07停\u202e了 。\n")
    assert "\x1b]0;" in run("diff", path).out
    for view in (["--color", "always"], ["-y"]):
        shown = _ESCAPE.sub("", run("diff", *view, path).out)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", shown)
        assert "<U+001B>" in shown


@some_files
@given(text=POSTS, width=st.integers(20, 100))
def test_two_columns_keep_their_width(tmp_path: Path, text: str, width: int) -> None:
    """A wide character counts two; nothing of a line is lost where it is broken."""
    path = file_of(tmp_path, text)
    done = run("diff", "-y", "--width", str(width), path)
    assert done.status == 0
    for row in done.out.split("\n")[1:]:
        assert width_of(row) <= width, row


def test_two_columns_show_both(tmp_path: Path) -> None:
    """What changed beside what it was, between them the sign of how."""
    path = file_of(tmp_path, "雨停了 。\n\n路还湿。\n\n欢迎关注我们的微信公众号：河边夜话\n")
    done = run("diff", "-y", "--width", "40", path)
    assert done.out.splitlines()[1:] == [
        "雨停了 。          | 雨停了。",
        "",
        "路还湿。             路还湿。",
        "                   <",
        "欢迎关注我们的微信 <",
        "公众号：河边夜话   <",
    ]
    painted = run("diff", "-y", "--width", "40", "--color", "always", path).out.splitlines()
    assert painted[1] == "\x1b[31m雨停了 。         \x1b[0m | \x1b[32m雨停了。\x1b[0m"
    assert painted[3] == "路还湿。             路还湿。"


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """The diff is of its text; patch would not find that in the bytes."""
    done = run("diff", file_of(tmp_path, "雨停了 ，路还湿。\n".encode("gb18030")))
    assert "-雨停了 ，路还湿。" in done.out
    assert "is not UTF-8 alone" in done.err


@pytest.mark.parametrize("option", [["-U", "-1"], ["-y", "--width", "3"]])
def test_numbers_are_checked(option: list[str]) -> None:
    """One line on standard error."""
    done = run("diff", *option)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
