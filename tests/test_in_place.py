"""``postnorm clean --in-place``: whole or not at all, and the old file is kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from postnorm.cli import in_place, main
from support.command import run

RAW, CLEAN = "1 、雨停了。\n".encode(), "1、雨停了。\n".encode()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(RAW)
    return path


def test_the_file_is_written_over_and_the_old_one_kept(post: Path) -> None:
    """With its permissions; nothing else is left in the folder."""
    post.chmod(0o640)
    done = run("clean", "-i", post)
    assert done == (0, "", f"{post}: cleaned\n")
    assert post.read_bytes() == CLEAN
    assert (post.parent / "post.md.orig").read_bytes() == RAW
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert sorted(path.name for path in post.parent.iterdir()) == ["post.md", "post.md.orig"]


def test_what_does_not_change_is_not_written(post: Path) -> None:
    """Not even its time changes, and there is no backup."""
    post.write_bytes(CLEAN)
    os.utime(post, (1, 1))
    assert run("clean", "-i", post) == (0, "", "")
    assert post.stat().st_mtime == 1
    assert [path.name for path in post.parent.iterdir()] == ["post.md"]


def test_an_empty_file_stays_empty(post: Path) -> None:
    """A line end would be all that is in it."""
    post.write_bytes(b"")
    assert run("clean", "-i", post) == (0, "", "")
    assert run("check", post) == (0, "", "")
    assert run("clean", post).out == ""


def test_the_backup_can_be_named_or_left_out(post: Path) -> None:
    """``--backup SUFFIX`` and ``--no-backup``; a suffix is no path."""
    assert run("clean", "-i", "--backup", "~", post).status == 0
    assert Path(f"{post}~").read_bytes() == RAW
    post.write_bytes(RAW)
    assert run("clean", "-i", "--no-backup", post).status == 0
    assert len(list(post.parent.iterdir())) == 2
    for wrong in ("", "/tmp/x", "a/b"):
        done = run("clean", "-i", "--backup", wrong, post)
        assert (done.status, done.err) == (
            2,
            "postnorm: --backup is what is put behind the name, such as .orig\n",
        )


def test_a_backup_is_never_written_over(post: Path) -> None:
    """It may be the only copy of the source: the file stays, and the message says what to do."""
    kept = Path(f"{post}.orig")
    kept.write_bytes(b"older")
    done = run("clean", "-i", post)
    assert (done.status, post.read_bytes(), kept.read_bytes()) == (2, RAW, b"older")
    assert done.err == (
        f"postnorm: {kept} is there already: move it away, or choose another --backup\n"
    )
    assert len(list(post.parent.iterdir())) == 2


def test_a_link_stays_a_link(post: Path) -> None:
    """What it leads to is written."""
    link = post.parent / "link.md"
    link.symlink_to(post)
    assert run("clean", "-i", link).status == 0
    assert link.is_symlink()
    assert post.read_bytes() == CLEAN


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_not(post: Path) -> None:
    """Though a rename would be allowed."""
    post.chmod(0o400)
    done = run("clean", "-i", post)
    assert (done.status, done.err) == (2, f"postnorm: {post}: Permission denied\n")


def test_a_write_that_fails_leaves_the_file(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, at whatever moment: the old file is whole, and no part of the new one is left."""
    for name in ("fsync", "replace", "chmod"):
        with monkeypatch.context() as broken:

            def fail(*_: object, **__: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(os, name, fail)
            done = run("clean", "-i", "--no-backup", post)
        assert (done.status, done.err) == (2, f"postnorm: {post}: No space left on device\n")
        assert post.read_bytes() == RAW
        assert [path.name for path in post.parent.iterdir()] == ["post.md"]


def test_a_run_that_was_killed_before_the_rename_goes_on(post: Path) -> None:
    """Its backup is the file itself, and stands in nobody's way."""
    os.link(post, f"{post}.orig")
    assert run("clean", "-i", post).status == 0
    assert post.read_bytes() == CLEAN
    assert Path(f"{post}.orig").read_bytes() == RAW


def test_where_there_are_no_links_the_backup_is_a_copy(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have none."""

    def fail(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fail)
    assert run("clean", "-i", post).status == 0
    assert Path(f"{post}.orig").read_bytes() == RAW


@pytest.mark.parametrize("arguments", [["-"], [], ["-", "x.md"]])
def test_standard_input_has_no_place(arguments: list[str]) -> None:
    """Also not by default."""
    done = run("clean", "-i", *arguments, data=RAW)
    assert (done.status, done.out) == (2, "")
    assert "standard input has no place" in done.err


def test_a_page_is_not_written_over_with_markdown(tmp_path: Path) -> None:
    """Its name would be wrong then."""
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>雨停了，路还湿。</p></body></html>", "utf-8")
    done = run("clean", "-i", page)
    assert (done.status, page.read_text("utf-8")[:6]) == (2, "<html>")
    assert "is a page" in done.err


def test_options_of_writing_over_go_with_it(post: Path) -> None:
    """Alone they would do nothing, and who gives them means something."""
    for option in (["--no-backup"], ["--backup", ".old"]):
        done = run("clean", *option, post)
        assert done == (2, "", "postnorm: --backup and --no-backup go with --in-place\n")
    assert run("clean", "-i", "--json", post).status == 2


def test_a_pipe_is_not_written_over(tmp_path: Path) -> None:
    """What is no file keeps what it is."""
    target = tmp_path / "pipe"
    os.mkfifo(target)
    with pytest.raises(OSError, match="no file that can be written over"):
        in_place.replace(str(target), b"", backup="")


def test_a_file_that_may_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though its folder may be: it stays as it is."""
    path = tmp_path / "a.md"
    path.write_text("雨停了 ，", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["clean", "--in-place", str(path)]) == 2
    assert "Permission denied" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "雨停了 ，"
