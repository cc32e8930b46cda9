"""The page in a real browser: what people see, and that it runs, loads and sends nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import postnorm
from postnorm import Decision, Post, clean, load_decisions, write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "scraped-post.md"
CHROMIUM: Final = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PLUG: Final = "欢迎关注我们的微信公众号：河边夜话。"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra browser")
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(FLAGS))
        yield made
        made.close()


class Seen:
    """A page that is open, with all that it said and asked for."""

    def __init__(self, browser: Browser, path: Path, **how: Any) -> None:
        self.context = browser.new_context(accept_downloads=True, **how)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-ready]")

    def text(self, selector: str) -> list[str]:
        texts: list[str] = self.page.locator(selector).all_inner_texts()
        return texts

    def listed(self, selector: str) -> list[str]:
        """Texts of the index, which is not laid out where it is not seen."""
        texts: list[str] = self.page.locator(selector).all_text_contents()
        return texts

    def count(self, selector: str) -> int:
        number: int = self.page.locator(selector).count()
        return number

    def press(self, keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.dataset.e ?? ''"))


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens a report of posts; at the end no page has complained or asked for anything."""
    opened: list[Seen] = []

    def open_report(*posts: Post | tuple[str, Post], language: Any = "en", **how: Any) -> Seen:
        path = tmp_path / f"report-{len(opened)}.html"
        write_report(posts, path, language=language)
        opened.append(Seen(browser, path, **how))
        return opened[-1]

    yield open_report
    for seen in opened:
        assert seen.said == []
        assert all(url.startswith("file:") for url in seen.asked[:1])
        assert [url for url in seen.asked[1:] if not url.startswith("blob:")] == []
        seen.context.close()


def example() -> Post:
    return clean(EXAMPLE.read_bytes())


def shown_body(seen: Seen) -> str:
    return "\n\n".join(text for text in seen.text(".rows .clean:not(:has(.aside))") if text.strip())


def test_the_example_is_understood_at_a_glance(look: Any) -> None:
    """Title, what went, both texts side by side, rules with counts, metadata with places, a notice."""
    seen = look(("scraped-post.md", example()))
    assert seen.text("h1") == ["旧书市场要搬了，谁替它过冬？"]
    assert seen.text(".sum") == [
        "Of 1,454 characters 650 remain, after 10 changes. One place is worth a look."
    ]
    assert shown_body(seen) == example().body.strip()
    assert seen.count("del.s-normalize_punctuation") == 5
    assert set(seen.text("del.s-normalize_punctuation")) == {"␣"}
    assert seen.count(".switch") == 6
    assert seen.text(".switch:has([data-rule='punctuation.space-before-mark']) .next") == ["5"]
    assert "Header, line 5, as time" in "\n".join(seen.text(".meta"))
    assert seen.count(".notice") == 1


def test_a_row_stands_beside_its_row(look: Any) -> None:
    """Left and right of a paragraph begin at the same height, so they scroll together."""
    seen = look(example())
    tops = seen.page.evaluate(
        """() => [...document.querySelectorAll('.rows .row')].map(
          (row) => [...row.children].map((cell) => cell.getBoundingClientRect().top))"""
    )
    assert len(tops) > 8
    assert all(left == right for left, right in tops)


def test_hovering_tells_rule_reason_and_score(look: Any) -> None:
    """And goes when the pointer goes; the card names both steps of text that went through two."""
    seen = look(example())
    x, y = seen.page.evaluate(
        "(box => [box.x + 5, box.y + 5])(document.querySelector('del.s-strip_promotions').getClientRects()[0])"
    )
    seen.page.mouse.move(x, y)
    seen.page.wait_for_selector("#card", state="visible")
    [card] = seen.text("#card")
    assert "promotions.account-introduced" in card
    assert "the article stands in the text twice" in card
    assert re.search(r"Score\s+1\.20", card)
    assert re.search(r"Line 8, column 648", card)
    seen.page.mouse.move(5, 5)
    seen.page.wait_for_selector("#card", state="hidden")


def test_a_duplicate_leads_to_the_copy_that_was_kept(look: Any) -> None:
    """The rows of the kept copy light up, and the removed one is folded until it is asked for."""
    seen = look(example())
    assert seen.text(".fold[data-fold]") == ["563 more characters"]
    seen.page.click(".fold[data-fold]")
    assert seen.count(".fold[data-fold]") == 0
    seen.page.click(".fold.to")
    assert seen.count(".row.flash") == 9
    assert seen.page.evaluate("document.querySelector('.row.flash').dataset.row") == "2"


def test_keys_walk_from_change_to_change(look: Any) -> None:
    """j and k, around the ends too; o unfolds; Escape closes the card."""
    seen = look(example())
    seen.press("j")
    assert seen.focused() == "0"
    seen.press("j")
    assert seen.focused() == "1"
    assert seen.page.is_visible("#card")
    seen.press("o")
    assert seen.count(".fold[data-fold]") == 0
    assert seen.focused() == "1"
    seen.press("kk")
    assert seen.focused() == "9"
    seen.page.keyboard.press("Escape")
    assert not seen.page.is_visible("#card")
    seen.press("?")
    assert seen.page.is_visible("#help")


def test_a_rule_is_switched_off_and_on(look: Any) -> None:
    """Off, its changes are shown as if they had not been made, and walking passes them by."""
    seen = look(example())
    before = shown_body(seen)
    box = seen.page.locator(".switch [data-rule='punctuation.space-before-mark']").first
    box.uncheck()
    assert seen.count("del.s-normalize_punctuation") == 0
    assert shown_body(seen).count("1 、旧书") == 1
    box.check()
    assert shown_body(seen) == before
    seen.page.locator(".switch [data-rule='repeats.copy']").first.uncheck()
    assert shown_body(seen).count("城南的旧书市场要搬了") == 2


def test_marks_flow_back(look: Any, tmp_path: Path) -> None:
    """Marked by keys, with a reason, downloaded, kept by ``postnorm clean``, learned by ``postnorm learn``."""
    seen = look((str(EXAMPLE), example()))
    seen.press("jjj")
    seen.press("x")
    seen.page.keyboard.type("一家店的名字")
    seen.page.keyboard.press("Enter")
    seen.press("jx")
    assert "阿七和几个爱逛书摊" in shown_body(seen)
    assert seen.text("#download") == ["Download decisions.json"]
    seen.page.keyboard.press("Escape")
    with seen.page.expect_download() as download:
        seen.page.click("#download")
    path = tmp_path / "decisions.json"
    download.value.save_as(path)
    assert download.value.suggested_filename == "decisions.json"

    post, decisions = example(), load_decisions(path)
    entries = list(post.ledger())
    assert decisions == (
        Decision.on(post, entries[4], why="一家店的名字", name=str(EXAMPLE)),
        Decision.on(post, entries[5], name=str(EXAMPLE)),
    )
    done = run("clean", "--decisions", path, EXAMPLE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == clean(EXAMPLE.read_bytes(), keep=decisions).to_markdown()
    assert "1 、旧书" in done.stdout.decode()
    assert "旧纸堆。\n" in done.stdout.decode()

    cases = tmp_path / "cases.jsonl"
    done = run("learn", "--publisher", "旧纸堆", "--decisions", path, "--cases", cases)
    (tmp_path / "pack.toml").write_bytes(done.stdout)
    pack = postnorm.load_pack(tmp_path / "pack.toml")
    assert pack.keeps == ("阿七和几个爱逛书摊的朋友写的微信公众账号:旧纸堆。",)
    assert "旧纸堆" in clean(EXAMPLE.read_bytes(), packs=[pack]).body
    told = [json.loads(line) for line in cases.read_text("utf-8").splitlines()]
    assert [(one["step"], one["removed"]) for one in told] == [
        ("strip_promotions", entries[4].removed),
        ("normalize_punctuation", " "),
    ]
    assert told[1]["text"].startswith("1 、旧书要上手。")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "postnorm", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


def test_a_mark_is_taken_back_and_outlives_a_reload(look: Any) -> None:
    """The browser remembers; x again forgets."""
    seen = look(example())
    seen.press("jx")
    seen.page.keyboard.press("Enter")
    assert "1 change is marked as wrong." in seen.text("details.review")[0]
    seen.page.reload()
    seen.page.wait_for_selector("html[data-ready]")
    assert seen.count(".c.wrong") == 1
    seen.press("jx")
    assert seen.count(".c.wrong") == 0
    assert seen.page.is_disabled("#download")
    seen.asked[:] = seen.asked[:1]


WECHAT: Final = (
    '<!doctype html><html><head><title>渡口</title><meta property="og:title" content="渡口的最后一班船">'
    '<script>var a = "</p>";</script></head><body><div id="js_article"><h1 id="activity-name" '
    'class="rich_media_title">渡口的最后一班船</h1><span id="js_name">河边夜话</span><em id="publish_time">'
    '2019-03-05</em><div class="rich_media_content" id="js_content"><section><p style="text-indent:2em">'
    "今天雨停了 ，路还湿。渡口的船夫说，最后一班船不等人。</p><p><br></p><p><span>我走到桥上，桥下的船"
    "<strong>不见了</strong>。他问我找谁。</span></p><p>第二天的钟敲得很早，远处听得见，近处不吵人。"
    f"夜里的绳子还系在柳树上。</p><p>{PLUG}</p></section></div></div><script>alert(1)</script></body></html>"
)


def test_a_wechat_page_is_paragraphs_beside_its_markup(look: Any) -> None:
    """Markup is quiet and folded, a row is a paragraph, what it says of itself stands on top."""
    post = clean(WECHAT)
    seen = look(post, language="zh")
    assert shown_body(seen) == post.body.strip()
    assert seen.text("h1") == ["渡口的最后一班船"]
    assert "河边夜话" in seen.text(".aside")[0]
    assert seen.count("del.markup") > 4
    assert seen.text("del.s-strip_promotions") == [PLUG]
    assert "请读者关注账号" in seen.text(".switch")[1]
    assert seen.page.evaluate("document.documentElement.lang") == "zh"


HOSTILE: Final = (
    '---\ntitle: "</script><script>alert(1)</script><img src=x onerror=alert(2)>"\n'
    'url: "javascript:alert(3)"\nauthor: "<b onmouseover=alert(4)>"\n---\n'
    "正文里写着 <script>alert(5)</script> 和 <!-- <script> 还有 </script> ]]> --> 。\n\n"
    '`<img src="http://evil.example/x.png" onerror="alert(6)">` 路还湿 。\n\n'
    "\u202e反过来的字\u202c，\u2028\u2029\x00\x1b[31m \ufeff隐形的 。{{7*7}} ${alert(7)} &lt;b&gt; &amp;\n\n"
    f"<svg onload=alert(8)><style>*{{display:none}}</style><base href=//evil.example>{PLUG}\n"
)


@pytest.mark.parametrize("name", ["</script><script>alert(9)</script>.md", "a\ud800.md"])
def test_hostile_text_is_shown_and_not_run(look: Any, name: str) -> None:
    """In names, metadata, texts and the index; nothing runs, nothing is asked for."""
    post = clean(HOSTILE)
    seen = look((name, post), ("b.md", example()))
    assert "<img src=x onerror=alert(2)>" in "".join(seen.listed("#posts"))
    seen.page.click("#posts a[href='#1']")
    assert "<script>alert(5)</script>" in shown_body(seen)
    assert seen.count("main script, main img, main svg, main style, main b[onmouseover]") == 0
    assert seen.count("main a[href^='javascript']") == 0
    seen.press("jjjjx")
    seen.page.keyboard.type("<script>alert(10)</script>")
    assert seen.page.title().startswith("</script>")


def test_the_policy_forbids_what_is_not_the_pages_own(look: Any) -> None:
    """A script that is put in does not run, an image is not asked for, even a handler is dead."""
    seen = look(example())
    seen.page.evaluate(
        """() => {
          const put = '<img src="https://evil.example/x.png"><b id=b onclick="window.ran=1">b</b>';
          document.body.insertAdjacentHTML('beforeend', put);
          const script = document.createElement('script');
          script.textContent = 'window.ran = 2';
          document.body.append(script);
          document.getElementById('b').click();
        }"""
    )
    assert seen.page.evaluate("window.ran") is None
    assert all("Content Security Policy" in text for text in seen.said)
    assert seen.said
    seen.said.clear()
    seen.asked[:] = [url for url in seen.asked if "evil" not in url]


def many() -> list[tuple[str, Post]]:
    """A thousand posts, each with a change of its own; cleaning one stands for all."""
    posts = []
    base = example()
    for number in range(1000):
        title = f"{'甲乙丙丁'[number % 4]}篇 {number}"
        post = base.described("open_posts", {**base.metadata, "title": title})
        if number == 500:
            post = clean(f"---\ntitle: {title}\n---\n雨停了，路还湿 。\n" + "我们沿着河走。" * 60)
        posts.append((f"posts/{number:04}.md", post))
    return posts


def test_a_thousand_posts_open_in_under_three_seconds(look: Any) -> None:
    """The index first, the most changed on top; search and sort; a post is laid out when it is opened."""
    seen = look(*many())
    start = time.perf_counter()
    seen.page.reload()
    seen.asked.pop()
    seen.page.wait_for_selector("#posts li:nth-child(1000)")
    assert time.perf_counter() - start < 3
    assert seen.count(".texts") == 0
    seen.page.fill("input[type=search]", "丙篇 502")
    assert seen.count("#posts li") == 1
    seen.page.fill("input[type=search]", "0500 space-before")
    assert seen.listed("#posts b") == ["甲篇 500"]
    seen.page.fill("input[type=search]", "")
    seen.page.select_option("select", "name")
    assert seen.listed("#posts li:first-child .name") == ["posts/0000.md"]
    seen.page.select_option("select", "amount")
    assert seen.listed("#posts li:last-child b") == ["甲篇 500"]
    seen.page.click("#posts li:last-child a")
    assert seen.text("h1") == ["甲篇 500"]
    seen.press("u")
    seen.page.wait_for_selector("#posts li:nth-child(1000)", state="attached")
    seen.page.go_back()
    seen.page.wait_for_selector(".texts")
    assert seen.text("h1") == ["甲篇 500"]


def test_narrow_screens_show_what_changed_above_what_came_of_it(look: Any) -> None:
    """No sideways scrolling; a paragraph that did not change stands once."""
    seen = look(example(), viewport={"width": 390, "height": 800})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not seen.page.locator(".row.same .raw").first.is_visible()
    assert seen.page.locator(".row:not(.same) .raw").first.is_visible()
    seen.press("j")
    assert (
        seen.page.evaluate("getComputedStyle(document.getElementById('card')).position") == "fixed"
    )


CONTRAST: Final = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (color, under) => {
    canvas.fillStyle = `rgb(${under})`; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (c) => c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (node) => {
    const chain = [];
    for (let at = node; at; at = at.parentElement) chain.unshift(getComputedStyle(at).backgroundColor);
    return chain.reduce((under, color) => rgb(color, under), [255, 255, 255]);
  };
  const poor = [];
  for (const node of document.querySelectorAll('main *, header *, #card *')) {
    const text = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    if (!text || !node.getClientRects().length || node.matches('option, [disabled]')) continue;
    const under = behind(node), ink = rgb(getComputedStyle(node).color, under);
    const [high, low] = [light(under), light(ink)].sort((a, b) => b - a);
    const ratio = (high + .05) / (low + .05);
    if (ratio < 4.5) poor.push(`${node.className} ${node.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_legible(look: Any, scheme: str) -> None:
    """WCAG AA: a contrast of 4.5 or more, in both schemes, for every step's colour."""
    text = (
        "---\ntitle: 雨后\n---\n文／阿七\n\n雨停了 ，\u200b路还濕。\n\n\n\n我們沿著河走,很久。\n\n"
        + PLUG
        + "\n"
    )
    for post in (example(), clean(WECHAT), clean(text, script="hans", style="mainland")):
        seen = look(post, ("b.md", post), color_scheme=scheme)
        assert seen.page.evaluate(CONTRAST) == []
        seen.page.click("#posts a >> nth=0")
        seen.press("jj")
        assert seen.page.evaluate(CONTRAST) == []


def test_what_is_operated_has_a_name(look: Any) -> None:
    """Every button, box and field says what it does to those who do not see it."""
    seen = look(example(), ("b.md", example()))
    for place in ("", "#1"):
        seen.page.evaluate(f"location.hash = '{place}'")
        unnamed = seen.page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, a')].filter(one =>
              !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).map(one => one.outerHTML)"""
        )
        assert unnamed == []


def test_print_has_both_texts_and_no_tools(look: Any) -> None:
    """Side by side also on a narrow sheet."""
    seen = look(example(), viewport={"width": 700, "height": 900})
    seen.page.emulate_media(media="print")
    assert not seen.page.is_visible("#bar")
    raw, clean_ = (
        seen.page.locator(f".row.same {name}").first.bounding_box() for name in (".raw", ".clean")
    )
    assert raw is not None
    assert clean_ is not None
    assert raw["y"] == clean_["y"]


def test_a_clean_post_says_so(look: Any) -> None:
    """No empty lists, no division by nothing."""
    seen = look(clean("雨停了，路还湿。\n"))
    assert seen.text(".sum") == ["This post was clean: nothing was changed."]
    empty = look(clean(""))
    assert empty.count(".work") == 1
    none = look()
    assert none.text("h1") == ["0 posts"]
