"""Learning a publisher's promotions: what recurs at the head or end of its posts and is not its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from postnorm.boilerplate.evidence import is_credit
from postnorm.boilerplate.known import known_by
from postnorm.boilerplate.list_labels import list_labels
from postnorm.boilerplate.packs import Pack, Template
from postnorm.boilerplate.sketch import PackSketch, Seen
from postnorm.boilerplate.templates import OPEN_SLOT
from postnorm.values import kind_of

LEAST_POSTS: Final = 3
LEAST_SHARE: Final = 0.15
LEAST_OPEN: Final = 0.3
"""In such a part of the posts a line recurs of which only the beginning is the same."""
FEW_POSTS: Final = 6
"""Of so few posts two that share a line are enough."""
NEAR: Final = 8
"""A line that is promotion by its place alone stands so near to the head or the end, mostly."""
LONG: Final = 12
"""Letters of a line that does not recur by chance."""
MOST_TEMPLATES: Final = 500

_GREETINGS: Final = (
    "大家好",
    "你好",
    "各位",
    "hello",
    "hi,",
    "hi!",
    "嗨",
    "哈喽",
    "今天",
    "前言",
    "以上",
    "谢谢",
    "感谢",
)


def learn_promotions(bodies: Iterable[str], *, publisher: str) -> Pack:
    """Return a pack of what recurs near the head and the end of a publisher's posts and promotes.

    *bodies* are texts without their front matter, in any number: they are read once, and what is
    remembered is bounded (:class:`PackSketch`). Lines count as equal when they differ in numbers,
    titles in 《》, blanks, script, width or the query of an address only. Code, headings, greetings,
    section names, bylines and sources may recur: they are no promotion.

    >>> from postnorm import strip_promotions
    >>> posts = [f"第{n}天，雨还在下。\\n\\n想看下一期，回复 {n} 给河边夜话小助手。\\n" for n in range(9)]
    >>> pack = learn_promotions(posts, publisher="河边夜话")
    >>> [one.line for one in pack.templates]
    ['想看下一期,回复0给河边夜话小助手。']
    >>> strip_promotions("桥下的船不见了。\\n\\n想看下一期，回复 10 给河边夜话小助手。\\n", packs=[pack])
    '桥下的船不见了。\\n'
    """
    if isinstance(bodies, str | bytes) or not isinstance(bodies, Iterable):
        raise TypeError(f"learn_promotions takes an iterable of texts, not {kind_of(bodies)}")
    sketch = PackSketch(publisher)
    for body in bodies:
        sketch.add(body)
    return sketch.pack()


def learned(publisher: str, posts: Sequence[Sequence[Seen]]) -> Pack:
    """Return the pack that these outer lines make."""
    count: Counter[str] = Counter()
    every: dict[str, list[Seen]] = {}
    for post in posts:
        count.update({seen.line for seen in post})
        for seen in post:
            every.setdefault(seen.line, []).append(seen)
    least = 2 if len(posts) <= FEW_POSTS else max(LEAST_POSTS, int(LEAST_SHARE * len(posts)))
    recurring = {line for line, number in count.items() if number >= least}
    promoting = {line for line in recurring if _promotes(line, every[line])}
    labels = {line for line in list_labels(posts, recurring, promoting) if not _unwritable(line)}
    made = [
        _template(line, every[line], count[line] / len(posts), line in labels)
        for line in promoting | labels
    ]
    made += _loose_templates(posts, {one.line for one in made}, least)
    made.sort(key=lambda one: (-one.share, one.line))
    return Pack(publisher, (), tuple(made[:MOST_TEMPLATES]), len(posts))


def _loose_templates(
    posts: Sequence[Sequence[Seen]], known: set[str], least: int
) -> Iterator[Template]:
    """Templates with wider slots, of lines that do not recur by themselves.

    They say less, so they must stand beside lines that were learned, or say themselves that they
    promote; one with an open end must recur in more posts.
    """
    every: dict[str, list[Seen]] = {}
    beside: Counter[str] = Counter()
    for post in posts:
        told: set[str] = set()
        for at, seen in enumerate(post):
            for form in seen.loose if seen.line not in known else ():
                if form not in told:
                    told.add(form)
                    every.setdefault(form, []).append(seen)
                    near = post[max(0, at - 1) : at + 2]
                    beside[form] += any(one.line in known for one in near)
    for form, seen_in in every.items():
        number, opened = len(seen_in), form.endswith(OPEN_SLOT)
        enough = max(least, LEAST_OPEN * len(posts)) if opened else least
        if number < enough or _unwritable(form) or is_credit(form):
            continue
        if beside[form] > number / 2 or known_by(None).matcher.match(form):
            yield _template(form, seen_in, number / len(posts))


def _template(line: str, seen: Sequence[Seen], share: float, label: bool = False) -> Template:
    place = Counter(one.place for one in seen).most_common()
    example = min(one.example for one in seen)
    first = max(place, key=lambda one: (one[1], one[0]))[0]
    unit = "block" if label else "line"
    return Template(line, round(share, 3), first, "" if _unwritable(example) else example, unit)


def _unwritable(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _promotes(line: str, seen: Sequence[Seen]) -> bool:
    """Whether a line that recurs is no content: it says so, leads somewhere, or stands at the edge."""
    kind = seen[0].kind
    if _unwritable(line) or kind in ("note", "rule", "frame") or is_credit(line):
        return False
    if known_by(None).matcher.match(line):
        return True
    if line.startswith(("image:", "link:")):
        return True
    if kind in ("heading", "table") or line.startswith(_GREETINGS) or line.endswith((":", "?")):
        return False
    letters = sum(map(str.isalpha, line))
    near = sorted(one.distance for one in seen)[len(seen) // 2] <= NEAR
    return near and letters >= LONG and any("\u4e00" <= char <= "\u9fff" for char in line)
