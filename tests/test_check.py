"""``postnorm check``: its status is whether ``clean`` would change the file, and it says what."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postnorm.cli import main
from support.command import run
from support.texts import TEXTS

# Bytes with a lone surrogate are no UTF-8, and so no post.
DECODABLE = TEXTS.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text))
POSTS = DECODABLE | st.builds("---\ntitle: 雨后\n---\n\n{}\n".format, DECODABLE)
some_files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def file_of(folder: Path, data: bytes | str, name: str = "post.md") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path


@some_files
@given(text=POSTS, style=st.sampled_from(["minimal", "mainland"]))
def test_the_status_is_whether_clean_changes_something(
    tmp_path: Path, text: str, style: str
) -> None:
    """0 and nothing to say exactly where ``clean`` writes what is there, else 1 and a finding."""
    path = file_of(tmp_path, text)
    cleaned = run("clean", "--style", style, path)
    checked = run("check", "--style", style, path)
    same = cleaned.out.encode("utf-8", "surrogateescape") == path.read_bytes()
    assert checked.status == (0 if same else 1)
    assert bool(checked.out) is not same
    assert bool(checked.err) is not same


@some_files
@given(text=POSTS)
def test_what_was_cleaned_in_place_has_nothing_left(tmp_path: Path, text: str) -> None:
    """After ``clean --in-place`` as often as it changes something, at most twice, check is content."""
    path = file_of(tmp_path, text)
    for _ in range(2):
        assert run("clean", "-i", "--no-backup", path).status == 0
    assert run("check", path) == (0, "", "")


def test_a_finding_is_a_place_a_rule_and_what(tmp_path: Path) -> None:
    """In the order of their places, in lines that editors follow."""
    path = file_of(tmp_path, "---\nname: 阿七\n---\n\n1 、雨停了。 \n")
    done = run("check", path)
    assert done.status == 1
    assert done.out == (
        f"{path}:1:1: metadata.normalize-metadata: author: nothing -> '阿七'\n"
        f"{path}:1:1: metadata.normalize-metadata: name: '阿七' -> nothing\n"
        f"{path}:5:2: punctuation.space-before-mark: removed ' '\n"
        f"{path}:5:8: whitespace.trailing: removed ' '\n"
    )
    assert done.err == (
        "postnorm: 1 of 1 would change: see postnorm diff, or let postnorm clean --in-place do it\n"
    )


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("雨停了。\n".encode("gb18030"), "file.encoding"),
        ("\ufeff雨停了。\n".encode(), "file.encoding"),
        ("雨停了。".encode(), "file.last-line"),
        ('---\ntitle: "雨后"\n---\n\n雨停了。\n'.encode(), "file.header"),
        ("---\ntitle: 雨后\n---\n雨停了。\n".encode(), "file.header"),
    ],
)
def test_what_is_of_the_file_and_not_of_the_post_is_told(
    tmp_path: Path, data: bytes, rule: str
) -> None:
    """Encoding, last line and the writing of a header: ``clean`` would change them, too."""
    done = run("check", file_of(tmp_path, data))
    assert done.status == 1
    assert f": {rule}: " in done.out


def test_json_and_annotations_are_for_programs(tmp_path: Path) -> None:
    """A line of JSON with offsets each; for GitHub a warning, with its signs escaped."""
    path = file_of(tmp_path, "1 、雨停了。\n", "a,b%.md")
    told = json.loads(run("check", "--format", "json", path).out)
    assert told == {
        "file": str(path),
        "line": 1,
        "column": 2,
        "span": [1, 2],
        "rule": "punctuation.space-before-mark",
        "message": "removed ' '",
    }
    name = str(path).replace("%", "%25").replace(",", "%2C")
    assert run("check", "--format", "github", path).out == (
        f"::warning file={name},line=1,col=2,title=punctuation.space-before-mark::removed ' '\n"
    )


def test_a_folder_is_its_posts(tmp_path: Path) -> None:
    """In order, with those in folders below; not what is hidden, a page, a pipe, or reached by a link."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/z.md", "a.txt", "c.markdown", ".git/x.md", "page.html", ".hidden.md"):
        file_of(tmp_path, "雨停了 。\n", name)
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    done = run("check", tmp_path)
    found = [
        Path(line.split(":")[0]).relative_to(tmp_path).as_posix() for line in done.out.splitlines()
    ]
    assert found == ["a.txt", "c.markdown", "b/z.md"]
    assert done.err.startswith("postnorm: 3 of 3 would change")


def test_what_cannot_be_read_outweighs_what_would_change(tmp_path: Path) -> None:
    """Status 2, one line for each, and the others are still checked."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    file_of(tmp_path, "雨停了 。\n", "a.md")
    done = run("check", tmp_path, tmp_path / "empty", tmp_path / "none.md")
    assert done.status == 2
    assert done.out.count("\n") == 1
    assert done.err.splitlines()[:3] == [
        f"postnorm: {tmp_path}/gone.md: No such file or directory",
        f"postnorm: {tmp_path}/empty: no posts below it (.md .markdown .mdown .txt)",
        f"postnorm: {tmp_path}/none.md: No such file or directory",
    ]


@some_files
@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    | st.sampled_from(["\udcff", "a\udc80b"])
)
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    """A name is on one line, whatever is in it; one that is no UTF-8 stays as it is."""
    name = name.replace("/", "").replace("\0", "")
    if len(os.fsencode(name)) not in range(1, 200):
        return
    folder = tmp_path / "names"
    folder.mkdir(exist_ok=True)
    path = folder / f"x{name}.md"
    path.write_text("雨停了 。\n", "utf-8")
    for form in ("text", "json", "github"):
        done = run("check", "--format", form, path)
        assert (done.status, len(done.out.split("\n"))) == (1, 2), done
    assert json.loads(run("check", "--format", "json", path).out)["file"] == str(path)
    assert run("diff", path).status == 0
    assert run("clean", "-i", "--no-backup", path).status == 0
    assert path.read_text("utf-8") == "雨停了。\n"
    path.unlink()


def test_standard_input_is_checked(tmp_path: Path) -> None:
    """By default and as ``-``."""
    assert run("check", data="雨停了。\n".encode()) == (0, "", "")
    assert run("check", "-", data="雨停了 。\n".encode()).out.startswith("-:1:4: ")


def test_a_folder_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, status 2, and what stands beside it is checked."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b.md").write_text("雨停了。\n", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path).endswith("a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"postnorm: {tmp_path / 'a'}: Permission denied\n"
