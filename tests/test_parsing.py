"""Parse: what is passed on to decoding and front matter, dates in names, pages, wrong sources."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

import pytest

from postnorm import DecodingError, FrontMatterError, MetadataChange, Post, parse
from postnorm.values import MISSING

PROSE: Final = "雨停了，路还湿。他说明天再来，大家都没有说话。"
NAME: Final = "2013-10-21-rain.md"


def rules(post: Post) -> list[str]:
    return [notice.rule for notice in post.notices]


# --- strict --------------------------------------------------------------------------


def test_strict_is_passed_on_to_the_header() -> None:
    """A header that needs repair is repaired with a notice, or is an error with its place."""
    text = "---\ntitle: 雨: 后\n---\n雨停了。"
    assert parse(text).title == "雨: 后"
    for source in (text, text.encode()):
        assert rules(parse(source)) == ["front-matter.unquoted-colon"]
        with pytest.raises(FrontMatterError, match="line 2, column 8"):
            parse(source, strict=True)


def test_strict_has_nothing_against_a_sound_header() -> None:
    """Strict mode changes no result, it only refuses repairs."""
    text = "---\ntitle: 雨后\n---\n雨停了。"
    assert parse(text, strict=True) == parse(text, strict=False) == parse(text)
    assert parse("雨停了。", strict=True).body == "雨停了。"


# --- dates in names --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date"),
    [
        (NAME, "2013-10-21"),
        ("2013-1-2-rain.md", "2013-01-02"),
        (f"posts/2012-01-02-old/{NAME}", "2013-10-21"),
        ("2013-10-21-", "2013-10-21"),
        ("2013-10-21.md", None),
        ("2013-10-21-rain/post.md", None),
        ("rain-2013-10-21-a.md", None),
        ("2013-02-30-rain.md", None),
        ("13-10-21-rain.md", None),
        ("rain.md", None),
        ("", None),
    ],
)
def test_a_date_is_read_from_the_beginning_of_the_file_name(name: str, date: str | None) -> None:
    """Jekyll writes it there; folders and the rest of the name do not count."""
    assert parse(PROSE, path=name).metadata == ({} if date is None else {"date": date})


def test_the_name_may_be_any_path() -> None:
    """Strings, path objects, and bytes, as names on Linux are; and none at all."""
    names = (NAME, Path("posts", NAME), PurePosixPath("/posts", NAME), os.fsencode(NAME))
    for path in names:
        made = parse(PROSE, path=path)  # type: ignore[arg-type]
        assert made.metadata == {"date": "2013-10-21"}
    assert parse(PROSE, path=None) == parse(PROSE)


@pytest.mark.parametrize("path", [3, ["a"], True], ids=repr)
def test_a_path_of_a_wrong_type_is_told(path: str) -> None:
    """What is no path is a TypeError."""
    with pytest.raises(TypeError, match="PathLike"):
        parse(PROSE, path=path)


@pytest.mark.parametrize(
    ("header", "metadata"),
    [
        ("date: 2012-01-02", {"date": "2012-01-02"}),
        ("time: 2012-01-02", {"time": "2012-01-02"}),
        ("发布时间: 2012-01-02", {"发布时间": "2012-01-02"}),
        ("date: 某天", {"date": "某天"}),
        ("date:", {"date": None}),
        ("time: 某天", {"time": "某天", "date": "2013-10-21"}),
        ("title: 雨后", {"title": "雨后", "date": "2013-10-21"}),
    ],
)
def test_the_date_of_the_header_is_preferred(header: str, metadata: dict[str, object]) -> None:
    """A value under ``date`` is never overwritten, even when it cannot be read."""
    post = parse(f"---\n{header}\n---\n{PROSE}", path=NAME)
    assert dict(post.metadata) == metadata
    assert list(post.metadata) == list(metadata)


def test_the_date_of_the_name_is_recorded() -> None:
    """It is a change of the step, as everything that is done."""
    post = parse(PROSE, path=NAME)
    assert post.changes == (MetadataChange("parse", "date", MISSING, "2013-10-21"),)


# --- pages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<!doctype html>",
            "<!DOCTYPE HTML>",
            "<!DOCTYPE \n html PUBLIC '-'>",
            "<html>",
            "<HTML lang='zh'>",
        ),
        *("<head>", "<head\n>", "<body>", "<body class='a'>", '<?xml version="1.0"?><html>'),
        *('<?xml version="1.0"?>\n<!DOCTYPE html>', " \r\n\t<html>", f"{' ' * 100}<html>"),
        *(
            "<!-- saved from url=(0020)http://a.example/1 -->\n<html>",
            "---\ntitle: 雨后\n---\n\n<html>",
        ),
    ],
)
def test_a_page_is_read_as_one(text: str) -> None:
    """What begins as pages begin becomes Markdown, under a header as without one."""
    post = parse(f"{text}<p>雨停了。<p>路还湿。")
    assert post.body == "雨停了。\n\n路还湿。\n"
    assert post.restore() == post.source


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<p>雨停了。</p>",
            "<div>雨</div>\n\n<p>停</p>\n",
            "<h2>雨</h2>\n<p>停</p>",
            "<section><p>雨</p></section>",
        ),
        *("<p>雨</p>\n<pre># 注\n- x\n\ny</pre>", "<ul>\n  <li>雨</li>\n</ul>"),
        *(
            "---\ntitle: 雨后\n---\n雨停了。<br />\n路还湿。<br />\n",
            "---\ntitle: 雨\n---\n<b>雨</b><p>停<p>湿",
        ),
    ],
)
def test_html_all_through_is_read_as_html(text: str) -> None:
    """Feed mirrors and exports put a fragment into a file, often under a header."""
    assert "</" not in (post := parse(text)).body
    assert "<" not in post.body
    assert post.restore() == text


@pytest.mark.parametrize(
    "text",
    [
        *("<b>雨</b>", "<p>雨", "<div>", "<header>", "<heading>", "<bodyguard>", "<html5>", "<!-- a -->"),
        *("雨停了。", "雨<html>", "说<body>", "html", "", "<!doctype svg>", "<body-guard>"),
        *("< html>", "</html>", "`<html>`", "<htmlx", "---\ntitle: 雨\n---\na <b> c<br>d"),
        *("<div align=center>图</div>\n\n雨停了。", "<p>图</p>\n\n# 雨", "<p>雨</p>\n- 停", "<p>[雨](x)</p>"),
        *("<p>{{ x }}</p>", "<p>雨</p>\n```\nx\n```", "---\ntitle: 雨\n---\n雨停了。\n\n<br><br>\n\n路还湿。"),
    ],
)  # fmt: skip
def test_a_text_is_no_page(text: str) -> None:
    """Markdown may have HTML in it, and prose may speak about it."""
    post = parse(text)
    assert rules(post) == []
    assert text.endswith(post.body)


def test_a_feed_is_kept_with_a_notice() -> None:
    """It is many posts; which function gives them is said."""
    for text in (
        "<rss>",
        "<?xml version='1.0'?><rss version='2.0'>",
        "<feed xmlns='x'>",
        "<rdf:RDF >",
    ):
        post = parse(text)
        assert (post.body, rules(post)) == (text, ["parse.feed"])


# --- decoding --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview], ids=lambda kind: kind.__name__)
def test_what_was_guessed_of_bytes_is_noticed(
    kind: Callable[[bytes], bytes | bytearray | memoryview],
) -> None:
    """Bytes of any kind are decoded, and a guess is said to be one; UTF-8 is none."""
    guessed = parse(kind(PROSE.encode("gbk")))
    assert (guessed.source, guessed.body, rules(guessed)) == (PROSE, PROSE, ["decoding.guessed"])
    assert parse(kind(PROSE.encode())) == parse(PROSE) == Post.from_text(PROSE)


def test_the_places_of_notices_are_in_the_source() -> None:
    """A header that is taken away moves no place; each notice keeps its order of reading."""
    data = f"---\ntitle: 雨: 后\n---\n{PROSE}".encode() + b"\xff" + PROSE.encode()
    post = parse(data, path=NAME)
    assert post.body == f"{PROSE}\ufffd{PROSE}"
    told = {notice.rule: notice.span for notice in post.notices}
    assert list(told) == ["decoding.damaged", "front-matter.unquoted-colon"]
    assert [post.source[span[0] : span[1]] for span in told.values() if span] == [
        "\ufffd",
        "雨: 后",
    ]


def test_undecodable_bytes_are_an_error() -> None:
    """Bytes in no known encoding are the one content that is refused."""
    with pytest.raises(DecodingError):
        parse(b"\xff")


# --- wrong sources ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (Post.from_text("雨"), "parse takes bytes or a str, not a Post; it is parsed already"),
        (PurePosixPath("a"), r"not a PurePosixPath; read the file first: parse\(path.read_bytes\(\), path=path\)"),
        (io.BytesIO(b"x"), r"not a BytesIO; give what its read\(\) gives"),
        (None, "parse takes bytes or a str, not None$"),
        (["雨"], "parse takes bytes or a str, not a list$"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_wrong_source_is_told_with_its_remedy(source: bytes, message: str) -> None:
    """The error says what to do where that is known, and nothing where it is not."""
    with pytest.raises(TypeError, match=message):
        parse(source)
