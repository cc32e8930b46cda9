"""Site files: every entry on a page of our own, and what a broken file is told."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from postnorm import PackError, Post, load_sites, parse_html
from postnorm.reading.html.sites import Site, read_sites, shipped

PROSE: Final = (
    "<p>雨下了整整一夜，天亮才停。</p><p>我们沿着河走，水已经漫过了石阶，路上没有一个人。</p>"
)
NOISE: Final = (
    "<div><a href='/'>首页</a><p>昨天的头条：城里的桥断了，市长说，会修的；没有人信。</p></div>"
)
EMPTY: Final = "<ul><li>更多<p>这里是别的文章，写的是别的事，和这一篇没有关系。</p></li></ul>"


class Case(NamedTuple):
    """A page of a site, and what it must say."""

    site: str
    url: str
    markup: str
    wanted: dict[str, str]

    def page(self) -> str:
        prose = json.dumps(PROSE, ensure_ascii=False)[1:-1] if '"P"' in self.markup else PROSE
        markup = self.markup.replace('"P"', f'"{prose}"').replace("P<", f"{PROSE}<")
        return f"<!DOCTYPE html><html><head><title>x</title></head><body>{NOISE}{markup}{EMPTY}</body></html>"


def cases() -> list[Case]:
    """The cases of the file."""
    text = (Path(__file__).parent / "cases" / "sites.txt").read_text(encoding="utf-8")
    made = []
    for block in text.split("\n== ")[1:]:
        head, *lines = block.strip().split("\n")
        site, url = head.split(" | ")
        markup = "\n".join(line for line in lines if line.startswith(("<", '"')))
        wanted = dict(line.split(": ", 1) for line in lines if not line.startswith(("<", '"')))
        made.append(Case(site, url, markup, wanted))
    return made


CASES: Final = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.site)
def test_a_site_is_read_by_its_file(case: Case) -> None:
    """Body and facts are those of the article; nothing of the prose around it."""
    post = parse_html(case.page(), url=case.url)
    assert "雨下了整整一夜，天亮才停。\n\n我们沿着河走，" in post.body
    assert "桥断了" not in post.body
    assert "别的文章" not in post.body
    for key, value in case.wanted.items():
        if key == "has":
            assert value in post.body
        elif key == "not":
            assert value not in post.body
        elif key == "tags":
            assert post.tags == tuple(value.split(", "))
        else:
            assert post.metadata.get(key) == value, key
    assert post.restore() == post.source == case.page()
    assert Post.from_dict(post.to_dict()) == post


def test_every_site_has_a_page() -> None:
    """An entry that is added brings its example."""
    assert {case.site for case in CASES} == {site.id for site in shipped()}


def test_shipped_ids_are_unique_and_known_hosts_come_first() -> None:
    """A host is better evidence than a mark."""
    sites = shipped()
    assert len({site.id for site in sites}) == len(sites)
    hosted = [bool(site.hosts) for site in sites]
    assert hosted == sorted(hosted, reverse=True)


@pytest.mark.parametrize("site", shipped(), ids=lambda site: site.id)
def test_every_selector_says_something_of_the_page(site: Site) -> None:
    """No selector of a body is so general that it finds a page of another kind."""
    assert site.body
    page = "<html><body><div><p>雨停了，路还湿。</p></div></body></html>"
    assert not any(selector.may_be_in(page.__contains__) for selector in site.body)


# --- files of users ----------------------------------------------------------------------

OWN: Final = """
[[site]]
id = "hebian"
hosts = ["hebian.example"]
body = ["div.text"]
drop = ["p.plug"]
title = ["h3"]
"""


def test_a_file_of_ones_own_is_asked_first(tmp_path: Path) -> None:
    """Its rules count before the shipped ones and before what every page may have."""
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    sites = load_sites(path)
    page = (
        "<html><head><link rel=canonical href='https://www.hebian.example/1'><title>x</title></head>"
        "<body><h3>雨后</h3><div class=text><p>雨停了。</p><p class=plug>快来！</p></div><p>别处，别处，别处。</p>"
    )
    post = parse_html(page, sites=sites)
    assert (post.title, post.body) == ("雨后", "雨停了。\n")
    assert load_sites(str(path)) == sites == pickle.loads(pickle.dumps(sites))


def test_all_errors_of_a_file_are_told_at_once() -> None:
    """Each names file, entry and reason."""
    text = (
        '[[site]]\nid = "a"\nhosts = ["a.example"]\nbody = ["div::x"]\n'
        '[[site]]\nbody = "div"\ncolour = ["red"]\n'
        '[[site]]\nid = "a"\nhosts = []\n'
        '[[site]]\nid = "b"\nmarks = ["x"]\n[site.variables]\nwhen = ["ct"]\ndate = ["a b"]\n'
        '[[site]]\nid = "c"\nname = 3\nmarks = ["x"]\nvariables = ["ct"]\n'
    )
    with pytest.raises(ExceptionGroup, match=r"own\.toml: ") as caught:
        read_sites(text, path="own.toml")
    told = [
        (error.entry, error.reason)
        for error in caught.value.exceptions
        if isinstance(error, PackError)
    ]
    assert [entry for entry, _ in told] == ["a", *["entry 2"] * 4, "a", "a", "b", "b", "c", "c"]
    reasons = " | ".join(reason for _, reason in told)
    for part in (
        "'::x' is not understood",
        "id is missing",
        "no hosts, generator or marks",
        "body is not a list of texts",
        "unknown field colour; known are id, hosts",
        "the id stands twice",
        "hosts is not a list of texts",
        "variables: unknown field when",
        "variables: date is not a list of names",
        "name is no text",
        "variables is not a table of lists",
    ):
        assert part in reasons, part
    assert all(
        error.path == "own.toml"
        for error in caught.value.exceptions
        if isinstance(error, PackError)
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [("[[site]\n", "no TOML"), ("site = 3\n", r"write \[\[site\]\]")],
)
def test_a_file_that_is_none_is_told(text: str, reason: str) -> None:
    """What is not a list of entries is one error."""
    with pytest.raises(PackError, match=reason):
        read_sites(text, path="own.toml")


def test_an_entry_that_is_no_table_is_told() -> None:
    """``site = [3]`` is TOML, and no site."""
    with pytest.raises(ExceptionGroup) as caught:
        read_sites("site = [3]\n", path="own.toml")
    assert "is not a table" in str(caught.value.exceptions[0])


@pytest.mark.parametrize("sites", ["own.toml", [{"id": "a"}], None, 3], ids=repr)
def test_sites_of_a_wrong_type_are_told(sites: list[Site]) -> None:
    """A path must be loaded first."""
    with pytest.raises(TypeError, match="sites is what load_sites gives"):
        parse_html("<p>雨", sites=sites)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """TOML is UTF-8; the error names the file."""
    path = tmp_path / "own.toml"
    path.write_bytes("[[site]]\nname = '河边'".encode("gb18030"))
    with pytest.raises(PackError, match=r"own\.toml: the file: is not UTF-8: 'utf-8' codec"):
        load_sites(path)
