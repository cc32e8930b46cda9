"""The command: what goes to which stream, and the exit status."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from postnorm import Decision, Pack, Post, __version__, clean, load_pack
from postnorm.cli import files, learn, main, report
from support.command import run

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "scraped-post.md"


def test_clean_writes_markdown() -> None:
    """The clean post with its front matter on standard output, nothing on the other."""
    done = run("clean", EXAMPLE)
    assert done.out == clean(EXAMPLE.read_bytes()).to_markdown()
    assert (done.status, done.err) == (0, "")


def test_standard_input_is_read_by_default_and_by_dash() -> None:
    """No file and ``-`` mean the same."""
    by_default, by_dash = (
        run("clean", data=EXAMPLE.read_bytes()),
        run("clean", "-", data=EXAMPLE.read_bytes()),
    )
    assert by_default.out == by_dash.out == run("clean", EXAMPLE).out


def test_json_is_a_line_a_post_that_reads_back_equal(tmp_path: Path) -> None:
    """``--json`` writes Post.to_dict(), also for text that UTF-8 cannot hold."""
    other = tmp_path / "other.md"
    other.write_text("1 、雨停了。", encoding="utf-8")
    done = run("clean", "--json", EXAMPLE, other)
    first, second = map(json.loads, done.out.splitlines())
    assert Post.from_dict(first) == clean(EXAMPLE.read_bytes())
    assert Post.from_dict(second).body == "1、雨停了。"


def test_script_and_style_are_options() -> None:
    """They are those of ``clean``."""
    done = run("clean", "--script", "hant-tw", "--style", "taiwan", data='他说"头发"。\n'.encode())
    assert done.out == "他說「頭髮」。\n"


def test_a_missing_file_is_one_line_and_the_others_are_done(tmp_path: Path) -> None:
    """Exit status 2, and no file is lost to another's fault."""
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"\xff\x00\xd8" * 20)
    done = run("clean", tmp_path / "missing.md", bad, tmp_path, EXAMPLE)
    assert done.out == run("clean", EXAMPLE).out
    errors = done.err.splitlines()
    assert done.status == 2
    assert len(errors) == 3
    assert errors[0].endswith("missing.md: No such file or directory")
    assert errors[2].endswith("Is a directory; postnorm batch cleans a folder")
    assert "bad.md: these bytes are text in no encoding we know" in errors[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "--style", "fancy"),
        ("clean", "--script", "../x"),
        ("explain", "--json"),
        ("polish",),
        (),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_on_standard_error(arguments: tuple[str, ...]) -> None:
    """Exit status 2 and nothing on standard output."""
    done = run(*arguments, data="雨停了。".encode())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(("postnorm: ", "usage: postnorm"))


def test_explain_tells_what_where_by_which_rule_and_why() -> None:
    """A change is its line and column in the source, its rule, the difference, and the reason."""
    done = run("explain", EXAMPLE)
    lines = done.out.splitlines()
    at = lines.index("14:2  punctuation.space-before-mark  removed ' '")
    assert lines[at + 1] == "    a Chinese mark stands close to what it ends (clreq)"
    assert "metadata  normalize_metadata  author: nothing -> '阿七reading'" in lines
    assert any(line.startswith("8:648  notice  repeats.carried") for line in lines)


def test_learn_writes_a_pack_and_tells_its_progress(tmp_path: Path) -> None:
    """TOML on standard output, progress on the other; what cannot be read costs the others nothing."""
    posts = tmp_path / "posts"
    posts.mkdir()
    for n, name in enumerate("甲乙丙丁戊己"):
        text = f"{name}家的船不见了。\n\n河边夜话每晚九点与你同在，第 {n} 夜\n"
        (posts / f"{n}.md").write_text(text, encoding="utf-8")
    done = run("learn", posts, "--publisher", "河边夜话")
    pack = load_pack_of(done.out, tmp_path)
    assert (pack.publisher, pack.posts) == ("河边夜话", 6)
    assert [template.line for template in pack.templates] == ["河边夜话每晚九点与你同在,第0夜"]
    assert (done.status, done.err) == (0, "postnorm: 1 templates from 6 posts\n")
    (posts / "gone.md").symlink_to(tmp_path / "nothing.md")
    done = run("learn", posts, "--publisher", "河边夜话")
    assert (done.status, load_pack_of(done.out, tmp_path)) == (2, pack)
    assert run("learn", tmp_path / "nowhere", "--publisher", "河边").status == 2


def test_packs_are_used_beside_the_shipped_ones(tmp_path: Path) -> None:
    """Named as often as there are; a broken or missing one is a line that names it, and status 2."""
    (tmp_path / "post.md").write_text(
        "桥还在。\n\n河边夜话与你同在\n\n欢迎关注公众号：河边\n", "utf-8"
    )
    pack = tmp_path / "hebian.toml"
    pack.write_text(
        'publisher = "河边"\n[[template]]\nline = "河边夜话与你同在"\nshare = 1.0\n', "utf-8"
    )
    assert run("clean", tmp_path / "post.md").out == "桥还在。\n\n河边夜话与你同在\n"
    done = run("clean", "--pack", pack, "--pack", pack, tmp_path / "post.md")
    assert (done.out, done.err) == ("桥还在。\n", "")
    pack.write_text("[[template]]\nline = 3\n", "utf-8")
    for path in (pack, tmp_path / "none.toml"):
        done = run("clean", "--pack", path, tmp_path / "post.md")
        assert (done.status, str(path) in done.err) == (2, True)


def load_pack_of(toml: str, folder: Path) -> Pack:
    path = folder / "pack.toml"
    path.write_text(toml, "utf-8")
    return load_pack(path)


def test_json_of_a_lone_surrogate_is_ascii() -> None:
    """An escape in the header makes one; UTF-8 cannot hold it, an escape can."""
    data = b"title" + b': "\\ud800"\n'
    done = run("clean", "--json", data=b"---\n" + data + "---\n雨停了。\n".encode())
    assert done.out.isascii()
    assert json.loads(done.out)["metadata"] == {"title": "\ud800"}


@pytest.mark.parametrize(
    ("redirect", "message"),
    [
        (">/dev/full", "postnorm: standard output: No space left on device\n"),
        (">&-", "postnorm: standard output is closed\n"),
        ("<&-", "postnorm: -: standard input is closed\n"),
    ],
)
def test_a_stream_that_fails_is_one_line(redirect: str, message: str) -> None:
    """A full disk and closed streams are told on standard error, with status 2."""
    if "full" in redirect and not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    command = f'"{sys.executable}" -m postnorm clean - {redirect}'
    given = None if redirect == "<&-" else "雨停了。".encode()
    done = subprocess.run(["bash", "-c", command], input=given, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", message)


def test_the_version_is_told() -> None:
    """``--version`` is the package's."""
    assert run("--version").out.strip() == f"postnorm {__version__}"


def test_a_reader_that_stops_early_is_no_error() -> None:
    """``postnorm clean ... | head -1`` ends quietly."""
    command = (
        f'"{sys.executable}" -m postnorm clean --json {" ".join([str(EXAMPLE)] * 40)} | head -c 1'
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"{", b"")


# --- in this process --------------------------------------------------------


def test_ctrl_c_is_a_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a process which the signal ended; no traceback."""

    def interrupt(name: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "read", interrupt)
    assert main(["clean", str(EXAMPLE)]) == 130


def test_no_file_has_nul_in_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Like any other file that cannot be opened."""
    assert main(["clean", "a\0b"]) == 2
    assert capsys.readouterr().err == "postnorm: a\0b: no file has NUL in its name\n"


def test_a_value_that_is_no_text_is_explained_as_python_writes_it(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Tags are many."""
    post = tmp_path / "a.md"
    post.write_text("---\n标签: [雨, 河]\n---\n雨停了。\n", encoding="utf-8")
    assert main(["explain", str(post)]) == 0
    assert "tags: nothing -> ('雨', '河')" in capsysbinary.readouterr().out.decode()


def test_progress_of_learning_is_told_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for every so many posts."""
    monkeypatch.setattr(learn, "_STEP", 2)
    posts = tmp_path / "a.jsonl"
    posts.write_text('"雨停了。"\n' * 5, encoding="utf-8")
    assert main(["learn", str(posts), "--publisher", "河边夜话"]) == 0
    assert [line for line in capsys.readouterr().err.splitlines() if line.endswith("read")] == [
        "postnorm: 2 posts read",
        "postnorm: 4 posts read",
    ]


def test_the_package_runs_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """``python -m postnorm`` ends with the status of the command."""
    monkeypatch.setattr(sys, "argv", ["postnorm", "clean", "a\0b"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("postnorm", run_name="__main__")
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["learn", "--publisher", "河"], "learn needs posts, or --decisions FILE"),
        (["learn", "--publisher", "河", "--cases", "c", "a.md"], "--cases is written from"),
        (["learn", "--publisher", "河", "--decisions", "none.json"], "none.json: No such file"),
        (["report", "-o", "page.html", "--workers", "-1", "a.md"], "--workers is a number"),
        (
            ["report", "-o", "page.html", "--script", "latin", "a.md"],
            "script is one of hans, hant, ",
        ),
    ],
)
def test_what_a_command_cannot_do_is_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And status 2."""
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_marks_become_cases_and_kept_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line of JSON for each, in ASCII where a lone surrogate is quoted; what cannot be written is told."""
    text = "雨停了，路还湿，我们沿着河走。\n\n欢迎关注我们的微信公众号：河边夜话\ud800\n"
    post = clean(text)
    [entry] = post.ledger()
    marks, cases = tmp_path / "d.json", tmp_path / "c.jsonl"
    decision = Decision.on(post, entry, why="这是正文")
    marks.write_text(json.dumps({"schema": 1, "decisions": [decision._asdict()]}), "utf-8")
    given = ["learn", "--publisher", "河", "--decisions", str(marks), "--cases"]
    assert main([*given, str(cases)]) == 0
    assert "1 kept lines from 1 decisions" in capsys.readouterr().err
    [line] = cases.read_text("ascii").splitlines()
    case = json.loads(line)
    assert case == {
        **{
            name: getattr(decision, name)
            for name in ("step", "rule", "removed", "new", "why", "name")
        },
        "text": decision.context,
    }
    assert main([*given, str(tmp_path / "none" / "c.jsonl")]) == 2
    assert capsys.readouterr().err.endswith("c.jsonl: No such file or directory\n")


def test_many_posts_tell_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line for each so many posts."""
    monkeypatch.setattr(report, "_STEP", 2)
    posts = tmp_path / "posts"
    posts.mkdir()
    for number in range(3):
        (posts / f"{number}.md").write_text("雨停了。\n", "utf-8")
    assert main(["report", str(posts), "-o", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().err.startswith("postnorm: 2 posts read\n")


def test_explain_names_each_of_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before what was changed in it."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("雨停了 。\n", "utf-8")
    assert main(["explain", str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[::3] == [f"{tmp_path}/{name}:" for name in ("a.md", "b.md")]


def test_a_post_is_made_of_a_dict_only() -> None:
    """What to_dict gives, and not its JSON."""
    with pytest.raises(TypeError, match="from_dict takes the dict that to_dict gives"):
        Post.from_dict("{}")  # type: ignore[arg-type]
