"""Runs over many posts: whole or not at all, and nothing twice."""

from __future__ import annotations

import errno
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import MissingExtraError, clean, run_batch
from postnorm.cli import batch as cli_batch
from postnorm.cli import main
from postnorm.corpus import batch
from postnorm.corpus import tree as tree_of_posts
from postnorm.corpus.parts import write_whole
from postnorm.corpus.placing import base_of, place_of
from support import steps


def posts_in(folder: Path, count: int) -> Path:
    """A folder of posts, every seventh of them in no encoding that is known."""
    folder.mkdir()
    for number in range(count):
        text = f"---\ntitle: 第{number}天\n---\n{number} 、雨停了 ，路还湿。\n".encode()
        bad = b"\xff\xff\xff" if number % 7 == 3 else text
        (folder / f"{number:04}.md").write_bytes(bad)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files of an output but its memory, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_becomes_a_folder_of_markdown(tmp_path: Path) -> None:
    """Each post where it was; what is no post is a reject with its reason."""
    posts = posts_in(tmp_path / "posts", 10)
    out, rejects = tmp_path / "out", tmp_path / "rejects.jsonl"
    summary = run_batch([str(posts)], out, rejects=rejects)
    assert (summary.done, summary.rejected) == (9, 1)
    assert summary.rules["punctuation.space-before-mark"] == 18
    assert (out / "0000.md").read_text("utf-8") == "---\ntitle: 第0天\n---\n\n0、雨停了，路还湿。\n"
    [reject] = map(json.loads, rejects.read_text("utf-8").splitlines())
    assert reject["name"] == str(posts / "0003.md")
    assert reject["error"].startswith("DecodingError: ")
    assert not (out / "0003.md").exists()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_rows_are_written_in_parts(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name, text and metadata of each post, in the order of the inputs."""
    monkeypatch.setattr(batch, "PART", 4)
    posts = posts_in(tmp_path / "posts", 10)
    run_batch([str(posts)], tmp_path / "out", form=form)
    rows: list[dict[str, Any]] = []
    for path in sorted((tmp_path / "out").glob("part-*")):
        if form == "parquet":
            rows += pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
        else:
            rows += map(json.loads, path.read_text("utf-8").splitlines())
    assert [row["name"][-7:] for row in rows] == [f"{n:04}.md" for n in range(10) if n % 7 != 3]
    assert rows[0]["text"] == clean((posts / "0000.md").read_bytes()).body
    assert dict(rows[0]["metadata"]) == {"title": "第0天"}
    assert len(list((tmp_path / "out").glob("part-*"))) == 3


def test_a_column_cannot_hold_everything(tmp_path: Path) -> None:
    """A lone surrogate is a reject for Parquet, and is kept by the others."""
    (tmp_path / "a.jsonl").write_text('"雨\\ud800"\n', encoding="utf-8")
    given = [str(tmp_path / "a.jsonl")]
    pytest.importorskip("pyarrow")
    assert run_batch(given, tmp_path / "p", form="parquet").rejected == 1
    assert run_batch(given, tmp_path / "j", form="jsonl").done == 1
    assert "\\ud800" in (tmp_path / "j/part-00000.jsonl").read_text("utf-8")


def test_the_ledger_says_every_edit(tmp_path: Path) -> None:
    """With its place in the source of the post."""
    (tmp_path / "a.md").write_text("雨停了 ，路还湿。\n", encoding="utf-8")
    run_batch([str(tmp_path / "a.md")], tmp_path / "out", ledger=True)
    [edit] = map(json.loads, (tmp_path / "out/ledger/part-00000.jsonl").read_bytes().splitlines())
    assert (edit["rule"], edit["span"], edit["removed"]) == (
        "punctuation.space-before-mark",
        [3, 4],
        " ",
    )


def test_processes_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, rejects and all; also where a process dies."""
    monkeypatch.setattr(batch, "PART", 16)
    posts = posts_in(tmp_path / "posts", 50)
    for number, workers in enumerate((0, 2)):
        run_batch([str(posts)], tmp_path / str(number), form="jsonl", workers=workers)
    assert tree(tmp_path / "0") == tree(tmp_path / "1")
    summary = run_batch([str(posts)], tmp_path / "2", steps.die_on_nine, workers=2)
    assert summary.rejected == 7 + 5


@pytest.mark.parametrize("part", [1, 256])
def test_two_posts_for_one_place_are_told(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is written over the other in silence, in the same part or in another."""
    monkeypatch.setattr(batch, "PART", part)
    for name in ("a", "a.md", "b", "b.md/x", "c.md/y"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "in" / name).write_text("雨停了。", encoding="utf-8")
    again = str(tmp_path / "in/c.md/y")
    rejects = tmp_path / "rejects"
    summary = run_batch([str(tmp_path / "in"), again], tmp_path / "out", rejects=rejects)
    assert summary[:2] == (3, 3)
    errors = [json.loads(line)["error"] for line in rejects.read_bytes().splitlines()]
    assert errors[0] == "ValueError: another post is written to a.md; rename one of them"
    assert "b.md/x.md" in errors[1]
    assert errors[2] == "ValueError: another post is written to c.md/y.md; rename one of them"


def test_a_disk_that_takes_nothing_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would refuse the others too; an error of the name alone costs one post."""

    def full(path: Path, pieces: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(tree_of_posts, "write_draft", full)
    with pytest.raises(OSError, match="No space left on device"):
        run_batch([str(posts_in(tmp_path / "posts", 3))], tmp_path / "out")


def test_a_path_that_no_disk_takes_costs_one_post(tmp_path: Path) -> None:
    """Such as an archive may hold."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a/" * 3000 + "x.md", "雨停了。")
        archive.writestr("b.md", "雨停了。")
    rejects = tmp_path / "rejects"
    summary = run_batch([str(tmp_path / "a.zip")], tmp_path / "out", rejects=rejects)
    assert summary[:2] == (1, 1)
    assert "cannot be written: File name too long; rename it" in rejects.read_text("utf-8")


@pytest.mark.parametrize("moment", range(1, 18))
def test_a_run_that_is_ended_between_two_files_goes_on(
    moment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it left of a part is no other post at the same place, and what others wrote there stays."""
    monkeypatch.setattr(batch, "PART", 4)
    posts = posts_in(tmp_path / "posts", 10)
    (posts / "0001").write_text("雨停了。", encoding="utf-8")
    given = [str(posts), str(posts / "0000.md")]
    run_batch(given, tmp_path / "whole", rejects=tmp_path / "whole.rejects")
    out, rejects, left = tmp_path / "out", tmp_path / "out.rejects", moment
    replace = os.replace

    def end_at_last(old: Path, new: Path) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        replace(old, new)

    monkeypatch.setattr(os, "replace", end_at_last)
    with pytest.raises(KeyboardInterrupt):
        run_batch(given, out, rejects=rejects)
    monkeypatch.setattr(os, "replace", replace)
    run_batch(given, out, rejects=rejects, resume=True)
    assert tree(out) == tree(tmp_path / "whole")
    assert rejects.read_bytes() == (tmp_path / "whole.rejects").read_bytes()


def test_an_output_that_is_not_of_this_run_is_left_alone(tmp_path: Path) -> None:
    """Another run's, an old one without --resume, or any folder that holds something."""
    posts = posts_in(tmp_path / "posts", 3)
    out = tmp_path / "out"
    run_batch([str(posts)], out)
    before = tree(out)
    with pytest.raises(ValueError, match="holds a run already: --resume goes on"):
        run_batch([str(posts)], out)
    with pytest.raises(ValueError, match="holds a run with other format; resume with the same"):
        run_batch([str(posts)], out, form="jsonl", resume=True)
    assert run_batch([str(posts)], out, resume=True)[:2] == (3, 0)
    assert tree(out) == before
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    with pytest.raises(ValueError, match="is not empty, and no run"):
        run_batch([str(posts)], tmp_path / "full")
    with pytest.raises(ValueError, match=r"is inside of .*posts, and its posts"):
        run_batch([str(posts)], posts / "out")
    with pytest.raises(
        ValueError, match="the format is one of markdown, jsonl, parquet, not 'xml'"
    ):
        run_batch([str(posts)], tmp_path / "new", form="xml")
    for inputs, wrong in ((str(posts), tmp_path / "new"), ([str(posts)], str(tmp_path / "new"))):
        with pytest.raises(TypeError, match=r"takes a list of paths, and a pathlib\.Path"):
            run_batch(inputs, wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "new").exists()


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails in the middle leaves the old file, and nothing beside it."""
    place = tmp_path / "a"
    write_whole(place, [b"old"])
    monkeypatch.setattr(os, "replace", lambda old, new: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_whole(place, [b"new"])
    assert tree(tmp_path) == {"a": b"old"}


@given(
    name=st.text(
        st.sampled_from("ab./\\!:*?\x00雨 ") | st.characters(exclude_categories=()), max_size=30
    )
)
def test_no_name_leads_out_of_the_output(name: str) -> None:
    """Whatever an archive calls its members."""
    try:
        place = place_of(f"/base/x.tar!{name}", "/base/x.tar", "/base")
    except UnicodeEncodeError:  # names of files are decoded with surrogateescape, others cannot be
        return
    assert place.endswith((".md", ".markdown", ".MD"))
    assert not os.path.isabs(place)
    assert ".." not in Path(place).parts
    assert all(len(os.fsencode(part)) <= 203 for part in Path(place).parts)


def test_places_count_from_what_the_inputs_share(tmp_path: Path) -> None:
    """A folder's files from the folder; of several inputs from their common folder."""
    (tmp_path / "a").mkdir()
    one, folder = str(tmp_path / "x.md"), str(tmp_path / "a")
    assert place_of(f"{folder}/b/x.md", None, base_of([folder])) == "b/x.md"
    assert place_of(f"{folder}/x.md", None, base_of([folder, one])) == "a/x.md"
    assert place_of(f"{one}:12", one, base_of([one])) == "x.md/12.md"


# --- the command ------------------------------------------------------------


def test_the_command_says_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules with their counts and the sum on standard error; 3 when some are rejected."""
    posts = posts_in(tmp_path / "posts", 4)
    assert main(["batch", str(posts), "-o", str(tmp_path / "out")]) == 3
    out, err = capsys.readouterr()
    assert not out
    assert "6  punctuation.space-before-mark\n" in err
    assert err.endswith("3 done, 1 rejected; --rejects FILE tells why\n")
    (posts / "0003.md").unlink()
    assert main(["batch", str(posts), "-o", str(tmp_path / "all"), "--format", "jsonl"]) == 0


def test_rejects_can_go_into_a_pipe(tmp_path: Path) -> None:
    """Nothing is put in the place of ``/dev/stdout``, and no link is replaced by a file."""
    posts = posts_in(tmp_path / "posts", 4)
    command = [sys.executable, "-m", "postnorm", "batch", str(posts), "-o", str(tmp_path / "out")]
    (tmp_path / "link").symlink_to("/dev/stdout")
    done = subprocess.run(
        [*command, "--rejects", str(tmp_path / "link")], capture_output=True, check=False
    )
    assert json.loads(done.stdout)["name"] == str(posts / "0003.md")
    assert (tmp_path / "link").is_symlink()


def on_a_terminal(*arguments: str) -> str:
    """What the command shows there on standard error."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "postnorm", "batch", *arguments]
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, stderr=theirs, env=surroundings)
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:  # so Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait() in (0, 3)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())  # colours, and where to write


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    """With counts and, where the names of files tell how many posts there are, the time that is left."""
    pytest.importorskip("rich")
    shown = on_a_terminal(str(posts_in(tmp_path / "posts", 300)), "-o", str(tmp_path / "out"))
    assert re.search(r"300 posts, 43 rejected \d:\d\d:\d\d \d:\d\d:\d\d", shown)
    assert "257 done, 43 rejected; --rejects FILE tells why" in shown
    (tmp_path / "a.jsonl").write_text('"雨停了。"\n' * 3, encoding="utf-8")
    shown = on_a_terminal(str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "rows"))
    assert "3 posts, 0 rejected" in shown
    assert not re.search(r"rejected \S+ \S+:", shown)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "the format is one of markdown, jsonl, parquet, not 'xml'"),
        (["--workers", "-1"], "--workers is a number of processes, 0 or more"),
        (["--script", "latin"], "hans"),
    ],
)
def test_wrong_arguments_are_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And status 2; nothing is written."""
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out"), *arguments]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def run_command(posts: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "postnorm", "batch", str(posts), "-o", str(out)]
    return subprocess.Popen(
        [*command, "--ledger", "--rejects", f"{out}.rejects", *more],
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("form", "workers"),
    [
        ("jsonl", "2"),
        pytest.param("jsonl", "0", marks=pytest.mark.slow),
        pytest.param("markdown", "2", marks=pytest.mark.slow),
    ],
)
def test_a_killed_run_goes_on(form: str, workers: str, tmp_path: Path) -> None:
    """SIGKILL at any moment, ten times; at the end every byte is as if it had never been killed."""
    posts = tmp_path / "posts.jsonl"
    lines = [json.dumps(f"第{n}天 ，雨停了。" * 20) for n in range(2500)]
    posts.write_text("\n".join([*lines[:1000], "{", *lines[1000:]]), encoding="utf-8")
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert run_command(posts, whole, "--format", form).wait() == 3
    again = ("--format", form, "--resume", "--workers", workers)
    pauses = random.Random(7)
    for _ in range(10):
        process = run_command(posts, out, *again)
        time.sleep(pauses.uniform(0.1, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert run_command(posts, out, *again).wait() == 3
    assert tree(out) == tree(whole)
    assert (tmp_path / "out.rejects").read_bytes() == (tmp_path / "whole.rejects").read_bytes()


@pytest.fixture
def _hears_ctrl_c() -> Iterator[None]:
    """Whoever runs the tests may have switched it off, as shells do for what they run beside."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_hears_ctrl_c")
@pytest.mark.parametrize(
    ("moment", "pause"), [("run.json", 0.0), ("run.json", 0.4), ("parts/00000.json", 0.0)]
)
def test_ctrl_c_ends_cleanly(moment: str, pause: float, tmp_path: Path) -> None:
    """While the processes begin or while they work: one line that says how to go on, and status 130."""
    posts = tmp_path / "posts.jsonl"
    posts.write_text('"雨停了 ，路还湿。"\n' * 100_000, encoding="utf-8")
    command = [sys.executable, "-m", "postnorm", "batch", str(posts), "-o", str(tmp_path / "out")]
    process = subprocess.Popen(
        [*command, "--workers", "2"], stderr=subprocess.PIPE, start_new_session=True
    )
    while not (tmp_path / "out/.postnorm" / moment).exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(pause)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=240)
    assert process.returncode == 130
    told = [line for line in err.decode().splitlines() if " done, " not in line]
    assert told == ["postnorm: ended; the same command with --resume goes on"]


def test_a_name_that_no_file_system_takes_is_cut() -> None:
    """By whole characters, so that what is left is a name; the ending is put behind it."""
    assert place_of("/a/" + "雨" * 100 + ".md", None, "/a") == "雨" * 57 + ".md"


def test_parquet_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pyarrow is missing, nothing is written."""
    for module in ("pyarrow", *(known for known in sys.modules if known.startswith("pyarrow."))):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="writing Parquet needs pyarrow"):
        run_batch([str(posts_in(tmp_path / "posts", 1))], tmp_path / "out", form="parquet")
    assert not (tmp_path / "out").exists()


# --- the command, in this process -------------------------------------------


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_rich_a_terminal_gets_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Now and then one, with the counts, and the summary at the end."""
    monkeypatch.setattr(cli_batch, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "stderr", terminal := _Terminal())
    monkeypatch.setattr(cli_batch, "_SECONDS_BETWEEN_LINES", 0)
    assert main(["batch", str(posts_in(tmp_path / "posts", 3)), "-o", str(tmp_path / "out")]) == 0
    first, *_, last = terminal.getvalue().splitlines()
    assert (first, last) == ("3 done, 0 rejected", "3 done, 0 rejected")


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OSError(28, "No space left on device"), 2, "/out: No space left on device\n"),
        (KeyboardInterrupt(), 130, "postnorm: ended; the same command with --resume goes on\n"),
    ],
)
def test_a_run_that_cannot_go_on_is_one_line(
    error: BaseException,
    status: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A full disk, and Ctrl-C."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(postnorm, "run_batch", fail)
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out")]) == status
    err = capsys.readouterr().err
    assert err.endswith(message)
    assert err.count("\n") == 1


@pytest.mark.usefixtures("_hears_ctrl_c")
def test_ctrl_c_that_python_swallowed_is_asked_for_again() -> None:
    """A callback that may not fail prints it and goes on; the next part raises it."""
    with cli_batch._ctrl_c() as ask:
        ask()
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            ask()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_switched_ctrl_c_off_keeps_it_off() -> None:
    """As nohup does."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with cli_batch._ctrl_c() as ask:
            signal.raise_signal(signal.SIGINT)
            ask()
    finally:
        signal.signal(signal.SIGINT, before)
