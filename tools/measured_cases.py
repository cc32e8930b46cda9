"""Cases for ``tools.measure_steps``: made from the parts that postnorm.testing makes posts of, and written.

A case is what a step is given, what should come out, and what would if it did nothing. Cases that
are made carry their truth, because a clean text is spoilt; every one has a clean twin, which has to
stay. Cases that are written stand in ``tests/cases/measured`` and ``tests/cases/repeats``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, TypeAlias

from postnorm.testing.defects import ACCOUNTS, BREAKS, DEFECTS, PLUGS, plug
from postnorm.testing.writing import SENTENCES, paragraphs, sentence

CASES: Final = Path(__file__).parent.parent / "tests" / "cases"
ARTICLE: Final = "河水涨了三次，桥还在。\n\n我们沿着河走了很久，谁也没有说话。\n"


class Case(NamedTuple):
    """What a step is given, what should come out, what would if it did nothing."""

    given: str | bytes
    wanted: str
    untouched: str


Maker: TypeAlias = Callable[[Random], Iterator[Case]]
"""Makes the cases of one draw: a spoilt text and its clean twin, mostly."""


def record(metadata: Mapping[str, object], body: str) -> str:
    """Metadata and body as one text to compare.

    >>> record({"author": "阿七"}, "雨停了。")
    '{"author": "阿七"}\\n雨停了。'
    """
    return (
        json.dumps(dict(metadata), ensure_ascii=False, default=list, sort_keys=True) + "\n" + body
    )


def _pair(spoilt: str, clean: str) -> Iterator[Case]:
    yield Case(spoilt, clean, spoilt)
    yield Case(clean, clean, clean)


def _article(random: Random, fewest: int = 2) -> tuple[str, ...]:
    lengths = [random.randint(2, 4) for _ in range(random.randint(fewest, 4))]
    first = random.randrange(SENTENCES - sum(lengths))
    return paragraphs(range(first, first + sum(lengths)), lengths)


def _spoilt(names: tuple[str, ...]) -> Maker:
    def make(random: Random) -> Iterator[Case]:
        article = list(_article(random))
        clean = "\n\n".join(article) + "\n"
        at = random.randrange(len(article))
        article[at] = DEFECTS[random.choice(names)](article[at], random.randrange(99))
        yield from _pair("\n\n".join(article) + "\n", clean)

    return make


def decoding(random: Random) -> Iterator[Case]:
    """An article in an encoding that Chinese comes in, unlabelled."""
    text = "\n\n".join(_article(random))
    encoding = random.choice(("utf-8", "gb18030", "utf-16", "utf-8-sig", "utf-16-le"))
    yield Case(text.encode(encoding), text, "")


def headers(random: Random) -> Iterator[Case]:
    """A header with one of the usual flaws, or with none; and a text that begins with a rule."""
    number = random.randrange(SENTENCES)
    body = sentence(number)
    metadata = {"title": f"第{number}夜", "author": "阿七", "date": "2013-10-21 16:25"}
    flaws = (
        "{key}: {value}",
        "{key}：{value}",
        "{key}:{value}",
        "{key}:\t{value}",
        "{key} :  {value}",
        '{key}: "{value}"',
    )
    line = random.choice(flaws)
    head = "".join(line.format(key=key, value=value) + "\n" for key, value in metadata.items())
    text = f"---\n{head}---\n{body}"
    yield Case(text, record(metadata, body), record({}, text))
    prose = f"---\n\n{body}\n\n---\n\n{sentence((number + 1) % SENTENCES)}"
    yield Case(prose, record({}, prose), record({}, prose))


_PAGE: Final = (
    "<!doctype html><html><head><title>{title}</title></head><body><div class=nav>{links}</div>"
    "<div class={name}><h1>{title}</h1>{article}</div><div class=side><h3>热门</h3>{links}</div>"
    "<div class=footer>© 2013 河边 京ICP备00000000号</div></body></html>"
)


def pages(random: Random) -> Iterator[Case]:
    """A page of no known site, with menus, a side column and a footer around the article."""
    article = _article(random, 3)
    links = "".join(f'<a href="/{n}">{sentence(n)[:6]}</a> ' for n in random.sample(range(999), 8))
    mark = random.choice(("<p>{}</p>", "<div>{}</div>", "{}<br><br>"))
    html = "".join(mark.format(paragraph) for paragraph in article)
    name = random.choice(("content", "post", "x7", "main-left"))
    page = _PAGE.format(title="修伞的人", links=links, article=html, name=name)
    yield Case(page, "\n\n".join(article), "")


def mojibake(random: Random) -> Iterator[Case]:
    """An article read in the wrong encoding, where all bytes came through."""
    good = "\n".join(_article(random))
    ways = [("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("big5", "latin-1")]
    written, read = random.choice(ways)
    try:
        yield from _pair(good.encode(written).decode(read), good)
    except UnicodeError:  # this article does not come through whole
        yield Case(good, good, good)
    latin = random.choice(
        ("Le café où l’on déjeune.", "Über die Brücke, größer.", "Ça ira. Où ça ?")
    )
    yield Case(latin, latin, latin)


def repeats(random: Random) -> Iterator[Case]:
    """An article flattened and then in paragraphs, or twice; and one with a refrain."""
    article = _article(random)
    clean = "\n\n".join(article) + "\n"
    flat = random.choice((" ", "\n\n", "")).join(article)
    yield from _pair(flat + "\n\n" + clean, clean)
    refrain = f"{article[0]}\n\n{clean}\n{article[0]}\n"
    text = refrain.removeprefix(f"{article[0]}\n\n")
    yield Case(text, text, text)


def promotions(random: Random) -> Iterator[Case]:
    """A plug behind the article or below its head."""
    article = _article(random, 3)
    clean = "\n\n".join(article) + "\n"
    told = plug(random.randrange(len(PLUGS) * len(ACCOUNTS)))
    yield from _pair(f"{clean}\n{told}\n", clean)


def whitespace(random: Random) -> Iterator[Case]:
    """Wide indents, blanks at the end of a line, other breaks between paragraphs."""
    yield from _spoilt(("wide indent", "blanks at the end"))(random)
    article = _article(random)
    gap = random.choice(list(BREAKS.values())[1:])
    spoilt, clean = gap.join(article) + "\n", "\n\n".join(article) + "\n"
    yield Case(spoilt, clean, spoilt)


def posts(random: Random) -> Iterator[Case]:
    """Several defects at once: an article once or twice, with up to three flaws, and mostly a plug."""
    article = _article(random, 3)
    clean = "\n\n".join(article) + "\n"
    spoilt = list(article)
    for name in random.sample(sorted(DEFECTS), 3):
        at = random.randrange(len(spoilt))
        spoilt[at] = DEFECTS[name](spoilt[at], random.randrange(99))
    other = random.choice(("", " ".join(article), clean))
    told = random.choice(("", plug(random.randrange(len(PLUGS) * len(ACCOUNTS)))))
    first = " ".join(filter(None, (other.strip(), told if other else "")))
    last = "" if other or not told else f"\n\n{told}"
    head = f"{first}\n\n" if first else ""
    yield from _pair(head + random.choice(list(BREAKS.values())).join(spoilt) + last + "\n", clean)


_DATES: Final = (
    *("{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m:02}.{d:02}", "{y}-{m}-{d}"),
    "{y}年{m:02}月{d:02}日",
)


def metadata(random: Random) -> Iterator[Case]:
    """A date under any usual name, in any usual form; and one that does not say its order."""
    year, month, day = random.randint(1998, 2026), random.randint(1, 12), random.randint(1, 28)
    written = random.choice(_DATES).format(y=year, m=month, d=day)
    name = random.choice(("date", "time", "发布时间", "pubDate", "日期"))
    wanted = record({"date": f"{year}-{month:02}-{day:02}"}, "")
    given = record({name: written}, "")
    yield Case(given, wanted, given)
    doubtful = record({"date": f"{month:02}/{day % 12 + 1:02}/{year}"}, "")
    yield Case(doubtful, doubtful, doubtful)


# --- written cases -----------------------------------------------------------


def lines(name: str, part: str = "") -> Iterator[tuple[str, str]]:
    """The cases of a file, or of one part of it: a line, and what stands behind its arrow."""
    here = not part
    for line in (CASES / "measured" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[\w-]+\]", line):
            here = line == f"[{part}]"
        elif here and line and not line.startswith("#"):
            given, _, wanted = line.partition(" => ")
            yield given, wanted


def texts(name: str, part: str = "") -> Iterator[Case]:
    """Lines that become what stands behind their arrow, or stay."""
    for given, wanted in lines(name, part):
        yield Case(given, wanted or given, given)


def written_promotions() -> Iterator[Case]:
    """A line behind an article, which goes with what parts it from it, or stays."""
    for line, _ in lines("promotions", "goes"):
        yield Case(f"{ARTICLE}\n{line}\n", ARTICLE, f"{ARTICLE}\n{line}\n")
    for line, _ in lines("promotions", "stays"):
        text = f"{ARTICLE}\n{line}\n"
        yield Case(text, text, text)


def written_credits() -> Iterator[Case]:
    """A line above and below an article, which says who made it, or only looks so."""
    for part in ("goes", "stays"):
        for line, said in lines("credits", part):
            fields = dict(field.split("=", 1) for field in said.split("; ") if field)
            for text in (f"{line}\n\n{ARTICLE}", f"{ARTICLE}\n{line}\n"):
                same = record({}, text)
                yield Case(text, record(fields, ARTICLE) if said else same, same)


def written_repeats() -> Iterator[Case]:
    """Texts that repeat themselves on purpose."""
    text = (CASES / "repeats" / "legitimate.txt").read_text(encoding="utf-8")
    for kept in re.split(r"^===== .*\n", text, flags=re.MULTILINE)[1:]:
        yield Case(kept, kept, kept)


CHARACTERS: Final = _spoilt(("zero-width space", "control character", "radical for a character"))
MARKS: Final = _spoilt(("space before a mark", "space after a mark"))
