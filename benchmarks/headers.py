"""Front matter against python-frontmatter: CPU time as ratios, measured interleaved in one run.

    python benchmarks/headers.py

Prints for scalar headers and for hard YAML what reading costs as a share of ``frontmatter.loads``.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Final

import frontmatter

from postnorm import Post, extract_credits, normalize_metadata, parse, parse_front_matter

BODY: Final = "雨下了整整一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n" * 20
SCALAR: Final = (
    "---\nlayout: post\nurl: https://a.example/{n}\nname: 阿七{n}\ntime: 2013-10-21 16:25\n"
    "title: 河水涨了三次又退了{n}\n---\n" + BODY
)
HARD: Final = (
    "---\ntitle: '雨: 后 {n}'\ntags: [随笔, 河, \"雨 {n}\"]\ncategories:\n  - 生活\n  - 河边\n"
    "date: 2013-10-21 16:25:00\ndescription: >\n  雨下了一夜，\n  天亮才停。\nmeta:\n  a: 1\n"
    "  b:\n    c: 雨\n---\n" + BODY
)
POSTS: Final = 300
RUNS: Final = 7


def main() -> None:
    """Run every job some times in turn, and print the medians as ratios."""
    scalar = [SCALAR.replace("{n}", str(n)) for n in range(POSTS)]
    hard = [HARD.replace("{n}", str(n)) for n in range(POSTS)]
    raw = [text.encode() for text in scalar]
    scalar_posts = [Post.from_text(text) for text in scalar]
    hard_posts = [Post.from_text(text) for text in hard]
    read_posts = [parse_front_matter(post) for post in scalar_posts]
    jobs: dict[str, tuple[str, Callable[[], object]]] = {
        "loads, scalar": ("", lambda: [frontmatter.loads(text) for text in scalar]),
        "loads, hard": ("", lambda: [frontmatter.loads(text) for text in hard]),
        "scalar header": (
            "loads, scalar",
            lambda: [parse_front_matter(post) for post in scalar_posts],
        ),
        "hard YAML": ("loads, hard", lambda: [parse_front_matter(post) for post in hard_posts]),
        "parse of bytes": ("loads, scalar", lambda: [parse(data) for data in raw]),
        "normalize_metadata": (
            "loads, scalar",
            lambda: [normalize_metadata(post) for post in read_posts],
        ),
        "extract_credits, none there": (
            "loads, scalar",
            lambda: [extract_credits(post) for post in read_posts],
        ),
    }
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, (_, job) in jobs.items():
            start = time.process_time()
            job()
            took[name].append(time.process_time() - start)
    for name, (rival, _) in jobs.items():
        if rival:
            ratio = statistics.median(took[name]) / statistics.median(took[rival])
            print(f"{name:30s} {ratio:5.2f} of frontmatter.{rival}")


if __name__ == "__main__":
    main()
