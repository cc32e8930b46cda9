"""Markup to Markdown, case by case, and what holds for any markup at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Change, Post, parse_html
from support.counting import lines_run

FOLDER: Final = Path(__file__).parent / "cases" / "html"
ROOM: Final = str(Path(__file__).parent.parent / "src" / "postnorm" / "reading" / "html")


def cases() -> dict[str, tuple[str, str]]:
    """Name -> markup and body."""
    text = (FOLDER / "markdown.txt").read_text(encoding="utf-8")
    made = {}
    for block in text.split("\n== ")[1:]:
        name, rest = block.split("\n", 1)
        markup, body = rest.split("\n--\n")
        made[name] = (markup.replace("⏎", "\n"), body.strip("\n").replace("␣", " "))
    return made


CASES: Final = cases()


@pytest.mark.parametrize("name", CASES)
def test_markup_becomes_markdown(name: str) -> None:
    """The body of a fragment is what the case says, and ends with one line end."""
    markup, body = CASES[name]
    post = parse_html(markup)
    assert post.body == body + "\n"
    assert post.restore() == markup


TAGS: Final = (
    *(
        "p",
        "div",
        "b",
        "i",
        "a",
        "ul",
        "li",
        "ol",
        "blockquote",
        "pre",
        "code",
        "h2",
        "table",
        "tr",
        "td",
    ),
    *(
        "th",
        "br",
        "hr",
        "img",
        "span",
        "section",
        "dl",
        "dt",
        "dd",
        "ruby",
        "rt",
        "script",
        "style",
    ),
    *("title", "textarea", "sup", "figure", "details", "form", "svg", "noscript", "iframe"),
)
ATTRIBUTES: Final = (
    "",
    "",
    "",
    " href='/x'",
    " class='comment'",
    " src=a.png",
    " colspan=9",
    " start=-1",
    " 雨",
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Tags that open, close, or do neither, among texts of every kind."""
    texts = st.sampled_from(
        (
            "雨停了。",
            "，",
            " ",
            "\n",
            "a*b*c",
            "# ",
            "[x](y)",
            "&lt;",
            "&amp;",
            "&#0;",
            "<",
            ">",
            "\x00",
            "\ud800",
            "|",
        )
    )
    tags = st.sampled_from(TAGS)
    opening = st.builds("<{}{}>".format, tags, st.sampled_from(ATTRIBUTES))
    closing = st.builds("</{}>".format, tags)
    odd = st.sampled_from(
        ("<!--", "-->", "<!doctype html>", "<?x ?>", "<![CDATA[", "]]>", "<a href='")
    )
    return "".join(draw(st.lists(texts | texts | opening | closing | odd, max_size=30)))


@given(source=markup() | st.text(max_size=40))
def test_any_markup_is_accepted_and_accounted_for(source: str) -> None:
    """Laws 1 and 2: nothing raises, and undoing the changes gives the page back."""
    post = parse_html(source)
    assert post.source == source == post.restore()
    assert Post.from_dict(post.to_dict()) == post
    for notice in post.notices:
        assert notice.span is None or 0 <= notice.span[0] <= notice.span[1] <= len(source)


@given(source=markup())
def test_one_answer(source: str) -> None:
    """Law 8: the same page gives an equal post each time."""
    assert parse_html(source) == parse_html(source)


@given(
    words=st.lists(st.text("雨停了路还湿河边夜", min_size=1, max_size=9), min_size=1, max_size=12)
)
def test_every_character_of_plain_paragraphs_is_traced(words: list[str]) -> None:
    """Each paragraph of the body leads back to its own place in the page, not to another with the same text."""
    page = "".join(f"<p class='雨停'><b>{word}</b></p>\n" for word in words)
    post = parse_html(page)
    at = where = 0
    for word in words:
        at = post.body.index(word, at)
        where = page.index(f"<b>{word}", where) + 3
        assert post.source_span(at, at + len(word)) == (where, where + len(word))
        at += len(word)


def test_text_of_the_page_is_not_touched_by_an_edit() -> None:
    """The parse is a list of edits of the markup alone: what stands in the page stands in the body."""
    page = "<nav>首页</nav><p>雨停了，路还湿，我们沿着河走。<b>AT&amp;T</b> see\nyou</p>"
    [change] = parse_html(page).changes
    assert isinstance(change, Change)
    kept = [page[a.end : b.start] for a, b in zip(change.edits, change.edits[1:], strict=False)]
    assert "雨停了，路还湿，我们沿着河走。" in kept
    assert not any("<" in text for text in kept)


BAIT: Final = {
    "deep": lambda n: "<div>" * n + "雨，" + "</div>" * n,
    "deep and unclosed": lambda n: "<div><b>雨，" * n,
    "quotes": lambda n: "<blockquote>雨，" * n,
    "lists": lambda n: "<ul><li>雨，" * n,
    "tables": lambda n: "<table><tr><td>雨，" * n,
    "paragraphs": lambda n: "<p>雨停了，<b>路</b>还湿。" * n,
    "spans": lambda n: "<p>" + "<span>雨，</span> " * n,
    "breaks": lambda n: "<br>" * n + "雨",
    "wide table": lambda n: "<table><tr>" + "<td>雨" * n + "<tr><td>停" * n,
    "blanks": lambda n: "<p>" + "<i> </i>\n" * n + "雨",
    "links": lambda n: "<a href=x><p>雨，" * n,
    "marks": lambda n: "<p>" + "*_`[" * n,
    "open comments": lambda n: "<!-- " * n + "雨",
    "open titles": lambda n: "<title>雨" * n,
    "entities": lambda n: "<p>" + "&lt;雨" * n,
    "stray less-than": lambda n: "<a 雨" * n,
    "code": lambda n: "<pre><code>x</code>" * n,
    "no stops": lambda n: "<html><body>" + "<div><p>雨</p>" * n,
    "asides": lambda n: "<html><body>" + "<div class=comment><p>雨，停。" * n,
    "page of links": lambda n: "<html><body><div>" + "<ul><li><a href=x>雨</a>，" * n,
}


@pytest.mark.parametrize("name", BAIT)
def test_twice_the_markup_is_twice_the_work(name: str) -> None:
    """Law 7: lines run, of markup that nests, repeats or never ends."""

    def work(size: int) -> int:
        page = BAIT[name](size)
        return lines_run(ROOM, lambda: parse_html(page))

    work(10)
    assert work(600) <= 2.2 * work(300) + 500
