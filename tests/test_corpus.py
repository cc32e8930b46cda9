"""Many posts: every post comes out or is told, in order, whatever the others do."""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import json
import lzma
import multiprocessing
import os
import pickle
import signal
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import (
    MissingExtraError,
    Post,
    Source,
    clean,
    map_posts,
    normalize_punctuation,
    open_posts,
    pipeline,
)
from postnorm.corpus import crew, ordering
from postnorm.corpus.crew import CHUNK
from postnorm.corpus.mapping import PostResult, finish
from postnorm.corpus.ordering import in_order
from support import steps

TEXTS = ("雨停了 ，", "路还湿。", "---\ntitle: 河\n---\n水涨了。\n")


def read(path: Path, **options: object) -> list[tuple[str, object]]:
    """What is found at a path, or why not."""
    return [
        (source.name.removeprefix(str(path)), source.error or source.read())
        for source in open_posts(path, **options)  # type: ignore[arg-type]
    ]


def told(path: Path, **options: object) -> str:
    """The one error that is found at a path."""
    [(_, error)] = read(path, **options)
    assert isinstance(error, Exception), error
    return f"{type(error).__name__}: {error}"


# --- where posts come from --------------------------------------------------


def test_a_folder_is_read_in_one_order(tmp_path: Path) -> None:
    """Files of a folder first, then its folders; by name, so that every run sees the same order."""
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.md", "c/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    names = [name for name, _ in read(tmp_path)]
    assert names == ["/a.md", "/b.md", "/a/z.md", "/a/b/c.md", "/c/a.md"]


def test_a_pattern_finds_files(tmp_path: Path) -> None:
    """``**`` goes into folders; a pattern that finds nothing is told as a missing file."""
    (tmp_path / "a").mkdir()
    for name in ("a/x.md", "y.md", "z.txt"):
        (tmp_path / name).write_text("雨", encoding="utf-8")
    found = [source.name for source in open_posts(str(tmp_path / "**" / "*.md"))]
    assert sorted(found) == [str(tmp_path / "a/x.md"), str(tmp_path / "y.md")]
    [missing] = open_posts(str(tmp_path / "*.rst"))
    with pytest.raises(FileNotFoundError):
        missing.read()
    (tmp_path / "[1].md").write_text("名字里有括号", encoding="utf-8")
    assert read(tmp_path / "[1].md") == [("", "名字里有括号".encode())]


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_json_lines_are_posts(packing: str, tmp_path: Path) -> None:
    """A line is a text, or an object with a text; what else it says becomes metadata."""
    lines = [*map(json.dumps, TEXTS), '{"text": "雨", "title": "雨后", "n": 1}', "", '"末行"']
    path = tmp_path / f"posts.jsonl{packing}"
    path.write_bytes(PACKINGS[packing]("\n".join(lines).encode()))
    assert read(path) == [(f":{n}", text) for n, text in enumerate([*TEXTS, "雨"], 1)] + [
        (":6", "末行")
    ]
    [*_, result, _] = map_posts(path)
    assert result.post is not None
    assert (result.post.title, result.post.metadata["n"]) == ("雨后", 1)
    assert result.post.restore() == "雨"


def test_what_postnorm_wrote_is_read_back(tmp_path: Path) -> None:
    """A line of ``postnorm clean --json`` is the post with its history."""
    post = clean(TEXTS[2] + "1 、先看结论")
    path = tmp_path / "clean.jsonl"
    path.write_text(json.dumps(post.to_dict()) + "\n", encoding="utf-8")
    assert read(path) == [(":1", post)]


def test_a_broken_line_costs_one_line(tmp_path: Path) -> None:
    """Each is told with what is wrong; the lines after it are read."""
    bad = {
        "{": "no JSON object with a text",
        "3": "no JSON object with a text",
        '{"body": "雨"}': "no key 'text'; it has body",
        '{"text": null}': "'text' is NoneType, not a text",
        "[" * 5000: "no JSON object with a text",
        '{"schema": 99, "changes": [], "text": "雨"}': "no JSON object with a text: schema 99",
    }
    path = tmp_path / "posts.ndjson"
    path.write_text("\n".join([*bad, '"好"']), encoding="utf-8")
    *errors, (_, last) = read(path)
    assert last == "好"
    for (_, error), message in zip(errors, bad.values(), strict=True):
        assert isinstance(error, ValueError)
        assert str(error).startswith(message)
    assert read(path, field="body")[2][1] == "雨"


def test_a_line_beyond_the_limit_is_passed_over(tmp_path: Path) -> None:
    """It is never held whole, and the next line is read."""
    path = tmp_path / "posts.jsonl"
    path.write_bytes(b'"' + b"a" * 5000 + b'"\n"b"\n"' + b"c" * 5000)
    assert [str(found) for _, found in read(path, most_bytes=100)] == [
        "5,003 bytes, the limit for one post is 100",
        "b",
        "5,001 bytes, the limit for one post is 100",
    ]


def tar_of(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


MEMBERS = {"posts/a.md": "雨".encode(), "../b.md": "路".encode(), "big.md": b"c" * 200}


@pytest.mark.parametrize("packing", PACKINGS)
def test_members_of_a_tar_are_posts(packing: str, tmp_path: Path) -> None:
    """Read as a stream; links are no posts, and a member's name never is a path on this machine."""
    path = tmp_path / f"export.tar{packing}"
    path.write_bytes(PACKINGS[packing](tar_of(MEMBERS)))
    one, two, big = read(path, most_bytes=100)
    assert (one, two) == (("!posts/a.md", "雨".encode()), ("!../b.md", "路".encode()))
    assert str(big[1]) == "200 bytes, the limit for one post is 100"


def test_members_of_a_zip_are_posts(tmp_path: Path) -> None:
    """In the order of the archive; a member with a broken checksum costs itself."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("posts")
        for name, data in MEMBERS.items():
            archive.writestr(name, data)
    path.write_bytes(path.read_bytes().replace("路".encode(), "露".encode()))
    one, two, big = read(path, most_bytes=100)
    assert one == ("!posts/a.md", "雨".encode())
    assert str(two[1]).startswith("BadZipFile: Bad CRC-32") or isinstance(two[1], ValueError)
    assert str(big[1]) == "200 bytes, the limit for one post is 100"


def test_rows_of_a_parquet_file_are_posts(tmp_path: Path) -> None:
    """Nulls are told, a wrong column with those that there are."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "posts.parquet"
    parquet.write_table(pa.table({"text": ["雨", None, "路"], "n": [1, 2, 3]}), path)
    one, null, three = read(path)
    assert (one, three) == ((":1", "雨"), (":3", "路"))
    assert str(null[1]) == "'text' is null, not a text"
    assert told(path, field="body") == "ValueError: no column 'body'; it has text, n"
    path.write_bytes(path.read_bytes()[:-20])
    assert told(path).startswith("ValueError: ArrowInvalid: ")


def warc_of(pages: list[tuple[str, str, str, bytes]], *, packed: bool) -> bytes:
    """A web archive of responses: address, status, type and content of each."""
    pytest.importorskip("warcio")
    made = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"]
    for address, status, kind, data in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        head += f"Content-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
        made.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(map(gzip.compress, made) if packed else made)


PAGE = "<html><head><title>雨后</title></head><body><p>雨停了，路还湿。</p></body></html>"


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_are_posts(packed: bool, tmp_path: Path) -> None:
    """Responses that say 200 and are text, by their addresses; pictures and errors are none."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    pages = [
        ("http://a.example/1", "200 OK", "text/html", PAGE.encode("gbk")),
        ("http://a.example/2", "404 Not Found", "text/html", b"nothing"),
        ("http://a.example/3.png", "200 OK", "image/png", b"\x89PNG"),
        ("http://a.example/4", "200 OK", "text/plain", b"x" * 900),
    ]
    path.write_bytes(warc_of(pages, packed=packed))
    one, large = map_posts(open_posts(path, most_bytes=500))
    assert one.name == f"{path}!http://a.example/1"
    assert one.post is not None
    assert (one.post.title, one.post.url) == ("雨后", "http://a.example/1")
    assert "雨停了，路还湿。" in one.post.body
    assert isinstance(large.error, postnorm.TooLargeError)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_is_cut_short_is_told(packed: bool, tmp_path: Path) -> None:
    """After the pages before the cut; so is a file that is none."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    page = bytes(os.urandom(3000).hex(), "ascii")
    pages = [(f"http://a.example/{n}", "200 OK", "text/plain", page) for n in range(3)]
    whole = warc_of(pages, packed=packed)
    path.write_bytes(whole[: len(whole) * 2 // 3])
    results = list(map_posts(path))
    assert results[0].post is not None
    assert results[-1].error is not None
    path.write_bytes(b"no archive at all\n" * 9)
    [result] = map_posts(path)
    assert result.error is not None


def test_what_a_reader_stumbles_over_is_told(tmp_path: Path) -> None:
    """Whatever it raises: for a record without an address it is an AttributeError."""
    pages = [(f"http://a.example/{n}", "200 OK", "text/plain", b"rain") for n in range(2)]
    whole = warc_of(pages, packed=False)
    path = tmp_path / "a.warc"
    path.write_bytes(whole.replace(b"WARC-Target-URI: http://a.example/1", b"WARC-Date: never"))
    one, broken = map_posts(path)
    assert one.post is not None
    assert broken.name == str(path)
    assert broken.error is not None


@pytest.mark.parametrize(
    "name", ["a.jsonl.gz", "a.tar.gz", "a.tgz", "a.zip", "a.parquet", "a.tar.xz"]
)
def test_a_collection_cut_short_gives_what_it_has_and_one_error(name: str, tmp_path: Path) -> None:
    """What was read before stays; the last source carries what is wrong."""
    path = tmp_path / name
    whole = {
        "a.jsonl.gz": gzip.compress(b'"a"\n' * 50_000),
        "a.tar.xz": lzma.compress(tar_of(MEMBERS))[:60],
    }.get(name, gzip.compress(tar_of({f"{n}.md": os.urandom(900) for n in range(300)})))
    path.write_bytes(whole[: len(whole) * 2 // 3])
    *_, (_, error) = read(path)
    assert isinstance(error, Exception)


@pytest.mark.parametrize("packing", [".gz", ".bz2", ".xz"])
def test_a_packed_file_is_one_post(packing: str, tmp_path: Path) -> None:
    """Unpacked as it is read; cut short, broken or too large it is told."""
    path = tmp_path / f"a.md{packing}"
    packed = PACKINGS[packing](TEXTS[0].encode())
    path.write_bytes(packed)
    assert read(path) == [("", TEXTS[0].encode())]
    assert told(path, most_bytes=5) == "TooLargeError: more than 5 bytes, the limit for one post"
    path.write_bytes(packed[:-6])
    assert told(path).startswith("EOFError: Compressed file ended before")
    path.write_bytes(b"nothing packed")
    assert told(path).split(":")[0] in ("BadGzipFile", "OSError", "ValueError")


@given(
    names=st.lists(st.binary(max_size=4).filter(lambda name: b"\0" not in name)),
    size=st.integers(1, 5),
)
def test_names_come_in_order(names: list[bytes], size: int) -> None:
    """All of them, however many fit into one run."""
    usual, ordering._RUN = ordering._RUN, size  # type: ignore[misc]
    try:
        assert list(in_order(names)) == sorted(names)
    finally:
        ordering._RUN = usual  # type: ignore[misc]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A pipe, a broken link, a folder's name that ends like a collection: none waits, none raises."""
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe.tar")
    (tmp_path / "link.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "big.md").write_bytes(b"a" * 101)
    (tmp_path / "empty.md").touch()
    (tmp_path / os.fsdecode(b"\xff\xfe.md")).write_bytes(b"a")
    results = {
        os.path.basename(result.name): result.error or result.post
        for result in map_posts(open_posts(tmp_path, most_bytes=100))
    }
    assert isinstance(results["empty.md"], Post)
    assert isinstance(results[os.fsdecode(b"\xff\xfe.md")], Post)
    assert "not a regular file" in str(results["pipe.md"])
    assert "not a regular file" in str(results["pipe.tar"])
    assert isinstance(results["link.md"], FileNotFoundError)
    assert isinstance(results["loop.md"], OSError)
    assert isinstance(results["big.md"], postnorm.TooLargeError)


# --- one step over all ------------------------------------------------------


@given(texts=st.lists(st.text(max_size=20), max_size=5))
def test_what_comes_out_is_what_the_step_gives(texts: list[str]) -> None:
    """Every text, in order, as if the step had been called on each."""
    results = list(map_posts(texts))
    assert [result.post for result in results] == [clean(text) for text in texts]
    assert [result.name for result in results] == [str(n + 1) for n in range(len(texts))]


def test_paths_texts_bytes_and_posts_are_sources(tmp_path: Path) -> None:
    """A path object is a file, a str is a text; what is neither is an error of its own."""
    path = tmp_path / "a.md"
    path.write_bytes("雨停了 ，".encode())
    given = [path, "雨停了 ，", "雨停了 ，".encode("gbk"), Post.from_text("雨停了 ，")]
    results = list(map_posts([*given, 3]))  # type: ignore[list-item]
    assert [result.post and result.post.body for result in results] == ["雨停了，"] * 4 + [None]
    assert isinstance(results[-1].error, TypeError)


def test_sources_are_taken_as_they_are_needed() -> None:
    """No more is held than is under way, however many there are."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "雨停了。"

    results = map_posts(endless())
    next(results)
    assert taken == 1
    with_processes = map_posts(endless(), workers=2)
    next(with_processes)
    assert taken <= 2 + 2 * 4 * CHUNK
    with_processes.close()  # type: ignore[attr-defined]


def test_processes_give_what_one_gives() -> None:
    """The same results in the same order; errors too, as rows."""
    texts = [f"第{n}天 ，雨停了。" for n in range(3 * CHUNK)]
    step = pipeline(normalize_punctuation, steps.fail_on_nine)
    alone, together = (list(map_posts(texts, step, workers=n)) for n in (0, 2))
    assert [one.post for one in alone] == [one.post for one in together]
    assert [str(one.error) for one in alone] == [str(one.error) for one in together]
    failed = [one for one in together if one.error]
    assert len(failed) == sum("9" in text for text in texts)
    assert "in step fail_on_nine of the pipeline" in failed[0].error.__notes__[0]  # type: ignore[union-attr]


def test_a_process_that_dies_costs_the_post_that_killed_it() -> None:
    """All others come out, in order."""
    texts = [f"第{n}天。" for n in (*range(40), 9, *range(100, 140))]
    results = list(map_posts(texts, steps.die_on_nine, workers=2))
    assert [result.name for result in results] == [str(n + 1) for n in range(len(texts))]
    for text, result in zip(texts, results, strict=True):
        if "9" in text:
            assert "died" in str(result.error)
        else:
            assert result.post is not None
            assert result.post.body == text


def test_nobody_waits_for_half_an_answer() -> None:
    """Processes that are ended while they answer are gone, and no thread reads on."""
    before = set(threading.enumerate())
    for _ in range(5):
        results = map_posts(["雨停了。"] * 10_000, steps.answer_at_length, workers=2)
        list(itertools.islice(results, 40))
        results.close()  # type: ignore[attr-defined]
    for thread in set(threading.enumerate()) - before:
        thread.join(60)
        assert not thread.is_alive()
    assert not multiprocessing.active_children()


def test_a_process_that_cannot_begin_is_told() -> None:
    """Once, and not as a process that died of each post."""
    with pytest.raises(RuntimeError, match="a process ended before its first post"):
        list(map_posts(["雨"] * 100, steps.OnlyHere(), workers=1))


def test_what_cannot_be_sent_is_told() -> None:
    """A step that is no function of a module, and a result that is no value."""
    with pytest.raises((AttributeError, pickle.PicklingError), match="lambda"):
        list(map_posts(["雨"], lambda post: post, workers=1))
    with pytest.raises((TypeError, ValueError), match="pickle"):
        list(map_posts(["雨"], steps.give_a_lock, workers=1))


def test_an_error_that_cannot_be_sent_is_told_in_its_words() -> None:
    """Its class may be anything; what it says arrives."""
    [result] = map_posts(["雨"], steps.fail_oddly, workers=1)
    assert str(result.error) == "OddError: odd雨"


def test_on_request_the_first_error_is_raised() -> None:
    """With a note that names the source."""
    results = map_posts(["雨", "第9天", "路"], steps.fail_on_nine, on_error="raise")
    assert next(results).error is None
    with pytest.raises(ValueError, match="a nine") as caught:
        next(results)
    assert caught.value.__notes__ == ["in 2"]


def test_wrong_options_are_told_at_once() -> None:
    """Before the first source is asked for."""
    with pytest.raises(ValueError, match="on_error is row or raise, not 'skip'"):
        map_posts([], on_error="skip")  # type: ignore[arg-type]
    for workers in (-1, True, 1.5):
        with pytest.raises(ValueError, match="workers is a number of processes"):
            map_posts([], workers=workers)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="step is a function of a Post, not str"):
        map_posts([], "clean")  # type: ignore[arg-type]


def test_a_source_carries_its_error() -> None:
    """Asked for its content it raises it."""
    with pytest.raises(OSError, match="gone"):
        Source("a", error=OSError("gone")).read()


# --- web archives -----------------------------------------------------------


def _records(writer: Any) -> Iterator[Any]:
    """A page, its request, a picture, a page that is gone, and a response without a head."""
    from warcio.statusandheaders import StatusAndHeaders

    def record(kind: str, url: str, status: str, of: str, body: bytes) -> Any:
        head = StatusAndHeaders(status, [("Content-Type", of)], protocol="HTTP/1.1")
        return writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=head
        )

    page = "<html><body><p>雨停了，路还湿。</p></body></html>".encode()
    yield record("response", "https://a.example/1", "200 OK", "text/html; charset=utf-8", page)
    yield record("response", "https://a.example/2", "200 OK", "image/png", b"\x89PNG")
    yield record("response", "https://a.example/3", "404 Not Found", "text/html", page)
    yield record("response", "https://a.example/4", "200 OK", "text/plain", "水涨了。".encode())
    for url, kind in (("https://a.example/5", "resource"), ("dns:a.example", "response")):
        yield writer.create_warc_record(
            url, kind, payload=io.BytesIO(b"1"), length=1, warc_content_type="text/dns"
        )


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_are_told_apart(packed: bool, tmp_path: Path) -> None:
    """Answers that are text and say 200, each with its address; the rest of the archive is passed over."""
    pytest.importorskip("warcio")
    from warcio.warcwriter import WARCWriter

    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for record in _records(writer):
            writer.write_record(record)
    first, second = map_posts(open_posts(path))
    assert first.post is not None
    assert (first.post.body, first.post.url) == ("雨停了，路还湿。\n", "https://a.example/1")
    assert (first.name, second.name) == (
        f"{path}!https://a.example/1",
        f"{path}!https://a.example/4",
    )
    assert told_all(path, most_bytes=20) == ["TooLargeError", None]


def told_all(path: Path, **options: object) -> list[str | None]:
    """The kind of error of each source."""
    found = [content for _, content in read(path, **options)]
    return [type(one).__name__ if isinstance(one, Exception) else None for one in found]


def test_what_stands_behind_a_packed_page_is_passed_over(tmp_path: Path) -> None:
    """Some servers send more than what they packed; the next page is read all the same."""
    kind = "text/plain\r\nContent-Encoding: gzip"
    pages = [
        (f"http://a.example/{n}", "200 OK", kind, gzip.compress(f"雨{n}".encode()) + rest)
        for n, rest in enumerate((b"\0" * 100_000, b""))
    ]
    path = tmp_path / "a.warc"
    path.write_bytes(warc_of(pages, packed=False))
    assert [content for _, content in read(path)] == ["雨0".encode(), "雨1".encode()]


def test_what_is_no_web_archive_is_told(tmp_path: Path) -> None:
    """Once, as what is wrong with the file."""
    pytest.importorskip("warcio")
    (tmp_path / "a.warc").write_bytes(b"no such thing\r\n" * 3)
    assert told(tmp_path / "a.warc").startswith("ValueError: ")


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("a.warc", "warcio", "warc"), ("a.parquet", "pyarrow", "arrow")]
)
def test_a_missing_package_is_told_with_the_command_that_mends_it(
    name: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read: it would be wrong with every post."""
    (tmp_path / name).touch()
    for module in [package, *(known for known in sys.modules if known.startswith(f"{package}."))]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'postnorm\[{extra}\]'") as caught:
        list(open_posts(tmp_path / name))
    assert caught.value.extra == extra


# --- the edges --------------------------------------------------------------


def test_a_row_beyond_the_limit_is_told(tmp_path: Path) -> None:
    """Of a Parquet file too; the other rows come."""
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(
        pytest.importorskip("pyarrow").table({"text": ["雨", "雨" * 9]}), tmp_path / "a.parquet"
    )
    assert told_all(tmp_path / "a.parquet", most_bytes=5) == [None, "TooLargeError"]


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a source that cannot be read; what stands beside it comes."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b.md").write_text("雨", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources = {os.path.basename(source.name): source for source in open_posts(tmp_path)}
    assert sources["b.md"].read() == "雨".encode()
    with pytest.raises(PermissionError):
        sources["a"].read()


def test_no_file_has_nul_in_its_name() -> None:
    """The error is that of a file that cannot be opened."""
    with pytest.raises(OSError, match="no file has NUL in its name"):
        Source("a", path="a\0b").read()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """The error is that of a file that cannot be opened."""
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        Source("a", path=str(tmp_path)).read()


def test_an_answer_that_cannot_be_sent_is_the_error() -> None:
    """In words that can."""
    assert pickle.loads(crew._answer(["雨"])) == ["雨"]
    assert "pickle" in str(pickle.loads(crew._answer([lambda: None])))


def test_a_process_that_begins_after_the_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its thread was on its way when the others were ended."""
    ended = []

    class Worker:
        def __init__(self, task: object) -> None:
            made.end()

        def end(self) -> None:
            ended.append(self)

        def do(self, chunk: list[Source]) -> None:
            return None

    monkeypatch.setattr(crew, "_Worker", Worker)
    made: crew._Crew[PostResult] = crew._Crew(cast("Any", clean), 1)
    assert made._do([Source("1", "雨")]) == []
    assert len(ended) == 1


def test_a_process_sends_what_it_did() -> None:
    """Results in order; an error that cannot be sent, by its words."""
    sources = [Source("1", "雨"), Source("2", error=steps.OddError("odd", "雨"))]
    first, second = (crew._sendable(finish(source, clean)) for source in sources)
    assert (first.post, first.error) == (clean("雨"), None)
    assert repr(second.error) == "ValueError('OddError: odd雨')"
    told = PostResult("3", None, ValueError("so"))
    assert crew._sendable(told) is told


def test_a_process_ends_with_the_one_that_began_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves Ctrl-C to that one, and waits for its end beside its work."""
    ended, signals = threading.Event(), list[object]()

    class Parent:
        def join(self) -> None:
            signals.append("joined")

    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(signal, "signal", lambda *given: signals.append(given))
    monkeypatch.setattr(os, "_exit", lambda status: ended.set())
    crew._stand_by()
    assert ended.wait(10)
    assert signals == [(signal.SIGINT, signal.SIG_IGN), "joined"]


class _Pipe:
    """A pipe of one process, in this one: what it is sent, and what it answers."""

    def __init__(self, *chunks: object) -> None:
        self.chunks, self.answers = list(chunks), list[Any]()

    def recv(self) -> object:
        if not self.chunks:
            raise EOFError
        return self.chunks.pop(0)

    def send(self, answer: object) -> None:
        self.answers.append(answer)

    def send_bytes(self, answer: bytes) -> None:
        self.answers.append(pickle.loads(answer))


def test_a_process_works_until_its_pipe_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it is there, and answers each chunk in order; then it returns."""
    monkeypatch.setattr(crew, "_stand_by", lambda: None)
    pipe = _Pipe([1, 2], [3])
    crew._work(cast("Any", pipe), cast("Any", str))
    assert pipe.answers == [None, ["1", "2"], ["3"]]
