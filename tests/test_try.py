"""The page to try it on: in a real browser, from a local server, with nothing sent anywhere."""

from __future__ import annotations

import functools
import http.server
import json
import re
import runpy
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import postnorm

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "try"
CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SAMPLE: Final = (PAGE / "sample.txt").read_text(encoding="utf-8")
OPTIONS: Final = '{"style": "mainland", "gaps": "insert"}'


# --- what Python tells the page: no browser needed ---------------------------


def told(source: str | bytes, options: str = OPTIONS) -> dict[str, Any]:
    """What the page is told of a post."""
    cleaned = runpy.run_path(str(PAGE / "glue.py"))["cleaned"]
    answer: dict[str, Any] = json.loads(cleaned(source, options))
    return answer


def test_the_page_is_told_what_clean_does() -> None:
    """The body, the metadata and each change of the post that the package makes."""
    post = postnorm.clean(SAMPLE, style="mainland")
    post = postnorm.normalize_spacing(post, cjk_latin="insert")
    answer = told(SAMPLE)
    assert answer["body"] == post.body
    assert [one["rule"] for one in answer["changes"]] == [one.rule for one in post.ledger()]
    assert dict(answer["metadata"])["author"] == "阿七"
    assert answer["more"] == 0


@pytest.mark.parametrize(
    "source", [SAMPLE, (ROOT / "examples" / "scraped-post.md").read_text("utf-8")]
)
def test_the_marked_text_is_the_source(source: str) -> None:
    """Its pieces in order are the source, and each mark belongs to a change."""
    answer = told(source)
    assert "".join(text for text, _, _ in answer["segments"]) == source
    marks = [number for _, number, _ in answer["segments"] if number is not None]
    assert marks
    assert set(marks) <= set(range(len(answer["changes"])))


def test_nothing_that_is_told_breaks_json() -> None:
    """Lone surrogates and NUL come as characters that JavaScript takes."""
    answer = told("雨停了 ，\ud800\x00路还湿。")
    json.dumps(answer, ensure_ascii=False).encode()
    assert "雨停了，" in answer["body"]


def test_what_the_page_says_in_chinese_keeps_the_norm() -> None:
    """The steps that the page shows have nothing to do in its own sentences."""
    script, page = ((PAGE / name).read_text(encoding="utf-8") for name in ("page.js", "index.html"))
    said = [
        *re.findall(r'zh: "([^"]*)"', script),
        *re.findall(r'class="zh">([^<]*)<|data-zh="([^"]*)"', page),
    ]
    sentences = ["".join(one).strip() for one in said]
    assert len(sentences) > 25
    for sentence in sentences:
        marked = postnorm.normalize_punctuation(sentence, style="mainland")
        assert postnorm.normalize_spacing(marked, cjk_latin="insert") == sentence


def test_bytes_in_no_known_encoding_are_told() -> None:
    """An error is a sentence for the page."""
    assert "error" in told(b"\xff\xff\xff")


# --- in the browser ----------------------------------------------------------


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The tests' own output is enough."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of the documentation's sources, on a port of its own."""
    if not (PAGE / "engine" / "engine.json").exists():
        pytest.skip("no Pyodide: run python tools/build_try.py")
    handler = functools.partial(_Quiet, directory=str(ROOT / "docs"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    api = pytest.importorskip("playwright.sync_api", reason="needs the extra browser")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """The page, loaded. What it complains of, and what it asks of others, fails the test."""
    wrong: list[str] = []
    asked: list[str] = []
    opened = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: (wrong.append("a dialog") or dialog).dismiss())  # type: ignore[func-returns-value]
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(f"{address}/try/index.html")
    opened.wait_for_selector("html[data-ready]", timeout=120_000)
    yield opened
    opened.close()
    assert not wrong
    assert not [url for url in asked if not url.startswith((address, "data:"))]


def fill(page: Any, text: str) -> None:
    """Type a post, and wait for what becomes of it."""
    page.fill("#raw", text)
    page.wait_for_selector("#status:is([data-kind=done], [data-kind=unchanged], [data-kind=html])")


def shows(page: Any, body: str) -> None:
    """Wait until the body is this."""
    from playwright.sync_api import expect

    expect(page.locator("#body")).to_have_text(body)


@pytest.mark.browser
def test_a_post_is_cleaned_in_the_browser(page: Any) -> None:
    """As the package cleans it, with each change in a list, and found in the text when asked for."""
    page.click("#example")
    page.wait_for_selector("#status[data-kind=done]")
    post = postnorm.clean(SAMPLE)
    assert page.text_content("#body") == post.body
    assert page.locator("#changes li").count() == len(list(post.ledger())) > 5
    assert page.locator("#metadata dd").first.text_content() == "修伞的人"
    page.locator("#changes li button").nth(1).click()
    assert page.locator("#marked .found").count() >= 1
    assert page.locator("#marked").is_visible()


@pytest.mark.browser
def test_options_change_what_is_done(page: Any) -> None:
    """The style and the gaps that are chosen are those that come out."""
    fill(page, '他说"在Ruby里写了100行"，路还湿...')
    page.select_option("[name=style]", "taiwan")
    shows(page, "他说「在Ruby里写了100行」，路还湿……")
    page.select_option("[name=gaps]", "insert")
    shows(page, "他说「在 Ruby 里写了 100 行」，路还湿……")


@pytest.mark.browser
def test_a_post_full_of_markup_is_shown_and_not_run(page: Any) -> None:
    """Text is put in as text; a script in it neither runs nor becomes an element."""
    hostile = (
        "雨停了 ，<img src=x onerror=alert(1)>路还湿。<script>alert(2)</script>\n\n{{ 1 }}" * 3
    )
    fill(page, hostile)
    for view in ("marked", "body"):
        page.click(f"[data-view={view}]")
        assert "<script>alert(2)</script>" in page.text_content(f"#{view}")
    assert page.locator("main script, main img, #told script, #told img").count() == 0


@pytest.mark.browser
def test_what_browsers_do_not_have_is_told(page: Any) -> None:
    """A web page needs lxml; the page says so, and goes on to clean text."""
    fill(page, "<html><body><p>雨停了 ，路还湿。</p></body></html>")
    assert page.get_attribute("#status", "data-kind") == "html"
    assert page.locator("select[disabled]").count() == 1
    fill(page, "雨停了 ，路还湿。")
    shows(page, "雨停了，路还湿。")


@pytest.mark.browser
def test_a_file_in_an_old_encoding_is_read(page: Any) -> None:
    """Bytes are decoded as everywhere else; hard YAML is read too."""
    text = "---\ntitle: '雨后'\ntags: [随笔, 河]\n---\n雨下了整整一夜 ，天亮才停。我们沿着河走。\n"
    files = [{"name": "a.md", "mimeType": "text/plain", "buffer": text.encode("gb18030")}]
    page.set_input_files("#file", files=files)
    page.wait_for_selector("#status[data-kind=done]")
    assert page.text_content("#body").strip() == "雨下了整整一夜，天亮才停。我们沿着河走。"
    assert page.input_value("#raw") == text
    assert page.locator("#metadata dd").all_text_contents() == ["雨后", "随笔、河"]


@pytest.mark.browser
def test_the_page_fits_its_window(page: Any) -> None:
    """Nothing has to be scrolled sideways, in English and in Chinese."""
    page.click("#example")
    page.wait_for_selector("#changes li")
    for language, other in (("zh", "en"), ("en", "zh")):
        page.click(f"[data-language={language}]")
        assert page.locator(f".tagline .{language}").is_visible()
        assert not page.locator(f".tagline .{other}").is_visible()
        for width in (320, 390, 900, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


@pytest.mark.browser
def test_only_the_last_text_counts(page: Any) -> None:
    """Who types on while a long post is being cleaned sees what was typed last."""
    files = [
        {
            "name": "a.md",
            "mimeType": "text/plain",
            "buffer": ("雨停了 ，路还湿。\n\n" * 9000).encode(),
        }
    ]
    page.set_input_files("#file", files=files)
    page.fill("#raw", "河水涨了 ，桥还在。")
    shows(page, "河水涨了，桥还在。")
    assert page.input_value("#raw") == "河水涨了 ，桥还在。"


@pytest.mark.browser
def test_a_page_without_python_says_so(chromium: Any, address: str) -> None:
    """And does not wait for ever."""
    context = chromium.new_context(locale="zh-CN")
    context.route("**/engine/**", lambda route: route.abort())
    opened = context.new_page()
    opened.goto(f"{address}/try/index.html")
    opened.wait_for_selector("#status[data-kind=failed]")
    assert "Python 载入失败" in opened.text_content("#status")
    opened.fill("#raw", "雨停了 ，路还湿。")
    opened.wait_for_timeout(400)
    assert opened.get_attribute("#status", "data-kind") == "failed"
    context.close()
