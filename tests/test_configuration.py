"""The configuration of the command: where it is found, what goes before what, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command import run

TEXT = '1 、他说"剪了头发"...\n'.encode()
MINIMAL, TAIWAN = '1、他说"剪了头发"...\n', "1、他说「剪了头发」……\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder two below the temporary one, to stand in."""
    folder = tmp_path / "blog" / "posts"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def cleaned(*arguments: str) -> str:
    done = run("clean", *arguments, data=TEXT)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_the_nearest_one_counts(here: Path) -> None:
    """Upward from the working directory; in one folder postnorm.toml, and only one file is used."""
    assert cleaned() == MINIMAL
    (here.parent.parent / "pyproject.toml").write_text('[tool.postnorm]\nstyle = "taiwan"\n')
    assert cleaned() == TAIWAN
    (here.parent / "pyproject.toml").write_text('[project]\nname = "postnorm"\n')
    assert cleaned() == TAIWAN
    (here.parent / "pyproject.toml").write_text('[tool.postnorm]\nwithout = ["punctuation"]\n')
    assert cleaned() == TEXT.decode()
    (here.parent / "postnorm.toml").write_text('style = "mainland"\n')
    assert "“剪了头发”" in cleaned()


def test_the_command_line_goes_before_it(here: Path) -> None:
    """Key by key; and it can be named, or left out."""
    (here / "postnorm.toml").write_text('style = "taiwan"\nwithout = ["punctuation"]\n')
    assert cleaned() == TEXT.decode()
    assert cleaned("--without", "promotions") == TAIWAN
    assert cleaned("--style", "minimal", "--without", "metadata") == MINIMAL
    assert cleaned("--no-config") == MINIMAL
    (here / "other.toml").write_text('script = "hant-tw"\n')
    assert "頭髮" in cleaned("--config", "other.toml")
    assert run("clean", "--config", "other.toml", "--no-config").status == 2


def test_it_counts_for_every_command_that_cleans(here: Path) -> None:
    """Also for many posts."""
    (here / "postnorm.toml").write_text('style = "taiwan"\n')
    (here / "a.md").write_bytes(TEXT)
    for command in ("check", "explain", "diff"):
        assert "「" in run(command, "a.md").out
        assert "「" not in run(command, "--no-config", "a.md").out
    assert run("batch", "a.md", "-o", "out").status == 0
    assert (here / "out" / "a.md").read_text("utf-8") == TAIWAN
    again = ["batch", "a.md", "-o", "out", "--resume"]
    assert run(*again).status == 0
    assert run(*again, "--without", "promotions").status == 2  # another run


def test_a_pack_is_named_as_seen_from_the_file(here: Path) -> None:
    """Wherever one stands."""
    pack = 'publisher = "河边"\n[[template]]\nline = "河边夜话与你同在"\nshare = 1.0\n'
    (here.parent / "hebian.toml").write_text(pack, "utf-8")
    (here.parent / "postnorm.toml").write_text('pack = ["hebian.toml"]\n')
    text = "桥还在。\n\n河边夜话与你同在\n".encode()
    assert run("clean", data=text).out == "桥还在。\n"
    assert "同在" in run("clean", "--no-config", data=text).out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('stile = "taiwan"', "no key stile: the keys are script, style, pack, select, without"),
        ('stile = "taiwan"', "; did you mean style?"),
        ('style = "fancy"', "style: style is one of minimal, mainland, taiwan, hongkong"),
        ("style = 3", 'style is a text, such as style = "..."'),
        ('without = "promotions"', 'without is a list of texts, such as without = ["..."]'),
        ("without = [3]", "without is a list of texts"),
        ('without = ["promotion"]', "without: no step or rule promotion; the steps are"),
        ('select = ["promotions.tipjar"]', "did you mean promotions.tip-jar"),
        ('script = "x"', "script: "),
        ("style = ", "is not TOML: "),
        ('pack = ["none.toml"]', "none.toml: No such file or directory"),
    ],
)
@pytest.mark.parametrize("name", ["postnorm.toml", "pyproject.toml"])
def test_what_is_wrong_names_the_file_and_the_key(
    here: Path, name: str, text: str, said: str
) -> None:
    """Before any post is read, with what is right."""
    path = here / name
    path.write_text(f"[tool.postnorm]\n{text}\n" if name == "pyproject.toml" else text, "utf-8")
    done = run("clean", data=TEXT)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert str(path.parent) in done.err
    assert said in done.err


def test_others_files_are_not_ours_to_judge(here: Path) -> None:
    """A broken pyproject.toml that does not speak of us is passed over; a named file must be ours."""
    (here / "pyproject.toml").write_text("[project\n")
    assert cleaned() == MINIMAL
    (here / "other").mkdir()
    (here / "other" / "pyproject.toml").write_text("[tool.x]\na = 1\n")
    done = run("clean", "--config", "other/pyproject.toml", data=TEXT)
    assert done.err == "postnorm: other/pyproject.toml: has no [tool.postnorm]\n"
    (here / "pyproject.toml").write_text("# [tool.postnorm] is somewhere else\n[tool.x]\na = 1\n")
    assert cleaned() == MINIMAL
    (here / "pyproject.toml").write_text("[tool]\npostnorm = 3 # [tool.postnorm]\n")
    assert run("clean", data=TEXT).err.endswith("pyproject.toml: tool.postnorm is no table\n")


@pytest.mark.parametrize("make", ["missing", "folder", "bytes", "deep"])
def test_a_file_that_cannot_be_read_is_told(here: Path, make: str) -> None:
    """One line, whatever it is."""
    path = here / "c.toml"
    if make == "folder":
        path.mkdir()
    elif make == "bytes":
        path.write_bytes(b"\xff\xfe")
    elif make == "deep":
        path.write_text("a = " + "[" * 100_000)
    done = run("clean", "--config", "c.toml", data=TEXT)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "c.toml" in done.err


def test_a_folder_that_is_gone_has_none(here: Path) -> None:
    """Who stands in a removed folder still gets the post."""
    here.rmdir()
    assert cleaned() == MINIMAL
