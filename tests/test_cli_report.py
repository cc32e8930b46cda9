"""``postnorm report`` and the decisions that flow back, as commands."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final
from unittest import mock

import pytest

from postnorm import Decision, clean, load_pack
from support import command as commands

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "scraped-post.md"


def run(*arguments: str | Path, **environment: str) -> commands.Done:
    with mock.patch.dict(os.environ, {"LC_ALL": "C.UTF-8", "POSTNORM_LANG": "", **environment}):
        return commands.run(*arguments)


def test_a_page_is_written_and_told(tmp_path: Path) -> None:
    """Nothing on standard output; the same posts give the same page."""
    page = tmp_path / "page.html"
    done = run("report", EXAMPLE, "-o", page)
    assert (done.status, done.out, done.err) == (0, "", f"postnorm: 1 post in {page}\n")
    first = page.read_bytes()
    run("report", EXAMPLE, "-o", page, "--workers", "2")
    assert page.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    """No address in what the browser acts on: no src, no link, no import, no style attribute."""
    page = tmp_path / "page.html"
    run("report", EXAMPLE, "-o", page)
    text = page.read_text("utf-8")
    acted_on = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    assert not re.search(
        r"""\bsrc=|@import|url\(|<link|<iframe|\son\w+="|\sstyle="|fetch\(|eval\(""", acted_on
    )
    assert "https://" not in acted_on.replace("https?:", "")
    assert acted_on.count("<script>") == acted_on.count("</script>") == 1
    assert "default-src 'none'" in acted_on


def test_the_language_is_that_of_the_locale_or_as_asked(tmp_path: Path) -> None:
    """The first variable that is set decides, as everywhere."""
    page = tmp_path / "page.html"

    def language(*options: str, **environment: str) -> str:
        run("report", EXAMPLE, "-o", page, *options, **environment)
        return page.read_text("utf-8")[:80].partition('lang="')[2][:2]

    assert language() == "en"
    assert language(LC_ALL="zh_CN.UTF-8") == "zh"
    assert language(LC_ALL="", LC_MESSAGES="", LANG="zh_TW.UTF-8") == "zh"
    assert language("--language", "en", LC_ALL="zh_CN.UTF-8") == "en"


def test_what_cannot_be_read_is_a_line_and_the_others_are_shown(tmp_path: Path) -> None:
    """Status 2, and the page is there."""
    page = tmp_path / "page.html"
    done = run("report", tmp_path / "none.md", EXAMPLE, "-o", page)
    assert done.status == 2
    assert done.err.splitlines() == [
        f"postnorm: {tmp_path / 'none.md'}: No such file or directory",
        f"postnorm: 1 post in {page}",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--workers", "-1"), "--workers is a number of processes, 0 or more"),
        (("--style", "fancy"), "style is one of"),
        (("--pack", "none.toml"), "none.toml: No such file or directory"),
        (("-o", "/none/page.html"), "/none/"),
    ],
)
def test_wrong_options_are_one_line(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """Status 2, and no page."""
    done = run("report", EXAMPLE, "-o", tmp_path / "page.html", *options)
    assert done.status == 2
    assert done.err.startswith("postnorm: ")
    assert said in done.err
    assert not list(tmp_path.iterdir())


def decisions(path: Path, *made: Decision) -> Path:
    path.write_text(
        json.dumps({"schema": 1, "decisions": [one._asdict() for one in made]}), "utf-8"
    )
    return path


def test_clean_tells_decisions_that_meet_nothing(tmp_path: Path) -> None:
    """One line each, status 2; those that meet are kept, over all files that are given."""
    other = tmp_path / "other.md"
    other.write_text("雨停了 ，路还湿。\n", "utf-8")
    post = clean(other.read_bytes())
    [entry] = post.ledger()
    met = Decision.on(post, entry)
    path = decisions(tmp_path / "d.json", met)
    done = run("clean", EXAMPLE, other, "--decisions", path)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("雨停了 ，路还湿。\n")
    decisions(
        path, met, met._replace(rule="punctuation.width", name="other.md"), met._replace(new="x")
    )
    done = run("clean", EXAMPLE, other, "--decisions", path)
    assert done.status == 2
    assert done.err.splitlines() == [
        "postnorm: other.md: the decision on removed ' ' by punctuation.width meets no change",
        "postnorm: -: the decision on ' ' -> 'x' by punctuation.space-before-mark meets no change",
    ]
    done = run("clean", EXAMPLE, "--decisions", path)
    assert len(done.err.splitlines()) == 3


@pytest.mark.parametrize("command", [("clean",), ("learn", "--publisher", "河边")])
def test_decisions_that_cannot_be_read_are_one_line(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    """With the file's name."""
    path = tmp_path / "d.json"
    assert (
        run(*command, EXAMPLE, "--decisions", path).err
        == f"postnorm: {path}: No such file or directory\n"
    )
    path.write_text("[]", "utf-8")
    done = run(*command, EXAMPLE, "--decisions", path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"postnorm: {path}: no decisions of postnorm")


def test_learn_takes_posts_and_decisions_together(tmp_path: Path) -> None:
    """What is learned goes, what was marked stays, though it was learned too."""
    posts = tmp_path / "posts"
    posts.mkdir()
    for n, name in enumerate("甲乙丙丁戊己"):
        text = f"{name}家的船不见了。\n\n河边夜话每晚九点与你同在，第 {n} 夜\n\n欢迎关注公众号：河边夜话\n"
        (posts / f"{n}.md").write_text(text, "utf-8")
    source = (posts / "0.md").read_bytes()
    [entry] = clean(source).ledger()
    path = decisions(tmp_path / "d.json", Decision.on(clean(source), entry))
    done = run("learn", posts, "--publisher", "河边夜话", "--decisions", path)
    assert done.status == 0
    assert done.err.splitlines()[1] == "postnorm: 1 kept lines from 1 decisions"
    (tmp_path / "p.toml").write_text(done.out, "utf-8")
    pack = load_pack(tmp_path / "p.toml")
    assert pack.posts == 6
    assert clean(source, packs=[pack]).body == "甲家的船不见了。\n\n欢迎关注公众号：河边夜话\n"


@pytest.mark.parametrize("options", [(), ("--cases", "c.jsonl")])
def test_learn_needs_something_to_learn_from(options: tuple[str, ...]) -> None:
    """Posts or decisions; cases come from decisions."""
    done = run("learn", "--publisher", "河边", *options)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
