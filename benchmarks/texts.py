"""The texts that are measured, made by rule: the same ones for everybody, and none of somebody's blog.

The prose is that of :mod:`postnorm.testing`, with a sentence in six that has digits, Latin letters,
quotes or a list number, as posts have. ``--corpus`` adds real posts and pages (:func:`corpus_texts`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from postnorm import convert_script, decode
from postnorm.testing import writing
from postnorm.testing.defects import DEFECTS, plug

SEED: Final = 7
LIVELY: Final = (
    "{n}年10月21日，河水涨了三次。",
    "他说：“第{n}封信还没有寄。”",
    "这台机器用的是 Linux，内存 {n} MB。",
    "《渡口》印了{n}册，到现在还有剩的。",
    "那天一共卖出{n}块豆腐，比前一天多！",
    "你还记得吗？门牌上写着{n}号……",
)
"""Sentences that have more than Han, a comma and a full stop; all are clean."""

TECHNICAL: Final = (
    "## 为什么不用锁",
    "每个线程有自己的队列，写入时只改尾指针，读取时只改头指针，所以两边不会互相等待。",
    "我们用 `asyncio.Queue` 做了一次测试：10 万条消息用时 1.2 秒，比加锁的版本快 3 倍左右。",
    "- 内存：每条消息多占 16 字节\n- 延迟：99% 的请求在 5 ms 以内返回\n- 代码：少了 40 行",
    "```python\nasync def worker(queue):\n    while True:\n        item = await queue.get()\n```",
    "如果队列满了，`put` 会等到有空位为止。需要注意的是，取消任务时要先清空队列，否则会丢数据。",
    "完整的配置见 [部署说明](https://docs.example/deploy)，其中的参数都有默认值，一般不必修改。",
)
PLAIN_HEADER: Final = (
    "---\nlayout: post\nurl: https://blog.example/{n}\nname: 阿七{n}\ntime: 2013-10-21 16:25\n"
    "title: 河水涨了三次又退了{n}\n---\n"
)
YAML_HEADER: Final = (
    "---\ntitle: '雨: 后 {n}'\ntags: [随笔, 河, \"雨 {n}\"]\ncategories:\n  - 生活\n  - 河边\n"
    "date: 2013-10-21 16:25:00\ndescription: >\n  雨下了一夜，\n  天亮才停。\nmeta:\n  a: 1\n"
    "  b:\n    c: 雨\n---\n"
)


def paragraph(rng: random.Random) -> str:
    """Return a clean paragraph of three to five sentences.

    >>> len(paragraph(random.Random(1)))
    74
    """
    return "".join(_sentence(rng) for _ in range(rng.randint(3, 5)))


def _sentence(rng: random.Random) -> str:
    if rng.random() < 1 / 6:
        return rng.choice(LIVELY).replace("{n}", str(rng.randint(1000, 9999)))
    return writing.sentence(rng.randrange(writing.SENTENCES))


def paragraphs(rng: random.Random, characters: int) -> list[str]:
    """Return clean paragraphs of that many characters together, or a few more."""
    made: list[str] = []
    while characters > 0:
        made.append(paragraph(rng))
        characters -= len(made[-1])
    return made


def calm_post(rng: random.Random, characters: int) -> str:
    """A header and clean prose: nothing to do."""
    return _header(rng) + "\n\n".join(paragraphs(rng, characters)) + "\n"


def seed_post(rng: random.Random, characters: int) -> str:
    """A header, the article flattened with a plug behind it, and again in paragraphs with two defects."""
    clean = paragraphs(rng, characters // 2)
    flattened = " ".join([*clean, plug(rng.randrange(15))])
    spoilt = list(clean)
    for name in rng.sample(sorted(DEFECTS), 2):
        at = rng.randrange(len(spoilt))
        spoilt[at] = _spoil(spoilt[at], name, rng)
    return _header(rng) + flattened + "\n\n" + "\n\n".join(spoilt) + "\n"


def dense_post(rng: random.Random, characters: int) -> str:
    """A header and one copy, with a defect every 15 characters or so."""
    spoilt = []
    for one in paragraphs(rng, characters):
        for name in sorted(DEFECTS):
            one = _spoil(one, name, rng)
        spoilt.append(one.replace("，", " ，", 2))
    return _header(rng) + "\n\n".join(spoilt) + "\n"


def _header(rng: random.Random) -> str:
    return PLAIN_HEADER.replace("{n}", str(rng.randint(1000, 9999)))


def _spoil(text: str, defect: str, rng: random.Random) -> str:
    # Lively sentences may have no comma or no two Han characters to spoil.
    return DEFECTS[defect](text, rng.randrange(99)) if "，" in text else text


def body(post: str) -> str:
    """Return what stands below the header that the posts above have."""
    return post.partition("\n---\n")[2]


def page(rng: random.Random, count: int) -> str:
    """A page as news sites have them: a tenth of its markup is the article."""
    links = "".join(
        f'<li class="nav-item"><a href="/c/{n}" title="频道">频道{n}</a></li>' for n in range(300)
    )
    script = "<script>" + "var data = {'a': [1, 2, 3], 'b': '雨'};\n" * 500 + "</script>"
    text = "".join(f"<p>{paragraph(rng)}<a href='/p/{n}'>河边</a></p>\n" for n in range(count))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>雨后_某某新闻网</title>{script}</head><body>"
        f"<ul>{links}</ul><div class=main><h1>雨后</h1><div class=text>{text}</div></div>"
        f"<ul>{links}</ul></body></html>"
    )


def _technical(rng: random.Random) -> str:
    made = [*TECHNICAL, *paragraphs(rng, 300)]
    rng.shuffle(made)
    return "\n\n".join(made) + "\n"


def _with_plug(rng: random.Random) -> str:
    return body(calm_post(rng, 2000)) + f"\n{plug(rng.randrange(15))}\n"


def _traditional(rng: random.Random) -> str:
    return str(convert_script(body(calm_post(rng, 2000)), to="hant", source="hans"))


_MAKERS: Final[Mapping[str, tuple[int, Callable[[random.Random], str]]]] = {
    "seed-shaped posts": (100, lambda rng: seed_post(rng, 2000)),
    "dense posts": (100, lambda rng: dense_post(rng, 1000)),
    "calm posts": (100, lambda rng: calm_post(rng, 2000)),
    "seed-shaped bodies": (50, lambda rng: body(seed_post(rng, 2000))),
    "dense bodies": (100, lambda rng: body(dense_post(rng, 1000))),
    "calm bodies": (100, lambda rng: body(calm_post(rng, 2000))),
    "a long doubled body": (1, lambda rng: body(seed_post(rng, 36_000))),
    "technical bodies": (100, _technical),
    "bodies with a plug": (100, _with_plug),
    "Traditional bodies": (100, _traditional),
    # More than a memo of header values holds: the same ones come back in each turn.
    "plain headers": (1500, lambda rng: _header(rng) + "雨停了。\n"),
    "YAML headers": (
        300,
        lambda rng: YAML_HEADER.replace("{n}", str(rng.randint(0, 999))) + "雨停了。\n",
    ),
    "news pages": (8, lambda rng: page(rng, rng.choice((5, 10, 20, 40)))),
}


def make_texts(scale: float = 1.0) -> dict[str, Sequence[str]]:
    """Return all made texts by name; *scale* is how many of each, at least one.

    >>> len(make_texts(0.01)["calm posts"])
    1
    """
    made: dict[str, Sequence[str]] = {}
    for name, (count, maker) in _MAKERS.items():
        rng = random.Random(f"{SEED} {name}")
        made[name] = [maker(rng) for _ in range(max(1, round(count * scale)))]
    return made


def corpus_texts(folder: Path) -> dict[str, Sequence[str]]:
    """Return the posts (``*.md``, ``*.txt``) and pages (``*.html``) below *folder*, by name of the kind."""
    found = {
        "posts of the corpus": list(_read(folder, ("*.md", "*.txt"))),
        "pages of the corpus": list(_read(folder, ("*.html", "*.htm"))),
    }
    return {name: texts for name, texts in found.items() if texts}


def _read(folder: Path, patterns: Sequence[str]) -> Iterator[str]:
    for path in sorted(path for pattern in patterns for path in folder.rglob(pattern)):
        try:
            yield decode(path.read_bytes())
        except (OSError, ValueError):
            continue  # what cannot be read is not what is measured here
