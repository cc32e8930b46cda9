"""What reading pages costs, as ratios: against bs4 over lxml, and against trafilatura where it is installed.

    python benchmarks/pages.py [FOLDER]

FOLDER holds ``*.html``; without it, pages are made that look like those of a news site: a tenth of their
markup is the article. All are measured in turns in one run; a lone time would say nothing.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bs4

from postnorm import decode, parse_html

ROUNDS = 5
SENTENCE = "雨下了整整一夜，天亮才停。我们沿着河走，水已经漫过了石阶，路上没有一个人。"


def made_page(paragraphs: int) -> str:
    """A page with so many paragraphs, and ten times as much around them."""
    links = "".join(
        f'<li class="nav-item"><a href="/c/{n}" title="频道">频道{n}</a></li>' for n in range(300)
    )
    script = "<script>" + "var data = {'a': [1, 2, 3], 'b': '雨'};\n" * 500 + "</script>"
    body = "".join(f"<p>{n}、{SENTENCE}<a href='/p/{n}'>河边</a></p>\n" for n in range(paragraphs))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>雨后_某某新闻网</title>{script}</head><body>"
        f"<ul>{links}</ul><div class=main><h1>雨后</h1><div class=text>{body}</div></div>"
        f"<ul>{links}</ul></body></html>"
    )


def by_bs4(page: str) -> object:
    """What a scraper writes: the tree, and all of its text."""
    return bs4.BeautifulSoup(page, "lxml").get_text()


def contenders() -> dict[str, Callable[[str], object]]:
    """Name -> what is measured."""
    found: dict[str, Callable[[str], object]] = {"postnorm": parse_html, "bs4 over lxml": by_bs4}
    try:
        trafilatura = importlib.import_module("trafilatura")
    except ImportError:
        return found
    found["trafilatura, text"] = trafilatura.extract
    found["trafilatura, Markdown"] = lambda page: trafilatura.extract(
        page, output_format="markdown", with_metadata=True, include_links=True, include_images=True
    )
    return found


def seconds(call: Callable[[str], object], pages: list[str]) -> float:
    start = time.process_time()
    for page in pages:
        call(page)
    return time.process_time() - start


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    pages = [decode(path.read_bytes()) for path in sorted(folder.glob("*.html"))] if folder else []
    pages = pages or [made_page(n) for n in (5, 10, 20, 40)]
    calls = contenders()
    best = dict.fromkeys(calls, 1e9)
    for _ in range(ROUNDS):
        for name, call in calls.items():
            best[name] = min(best[name], seconds(call, pages))
    for name in list(calls)[1:]:
        print(f"postnorm / {name:24s} {best['postnorm'] / best[name]:.2f}")
    small, large = (min(seconds(parse_html, [made_page(n)]) for _ in range(3)) for n in (200, 2000))
    print(f"ten times the paragraphs cost {large / small:.1f} times")


if __name__ == "__main__":
    main()
