"""Hypothesis strategies for scraped Chinese posts, each draw carrying its truth.

Needs Hypothesis (``pip install 'postnorm[testing]'``). What is drawn is made of a few numbers, so
that it is fast to make and shrinks to one named defect in a short post.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from postnorm.errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ImportError as _error:  # pragma: no cover: tests run with Hypothesis
    raise MissingExtraError(
        "postnorm.testing.strategies needs Hypothesis: pip install 'postnorm[testing]'",
        extra="testing",
    ) from _error

from postnorm.testing import writing
from postnorm.testing.defects import ACCOUNTS, BREAKS, DEFECTS, PLUGS, plug
from postnorm.testing.samples import GLUE, PROTECTED

LAYOUTS: Final = ("once", "flattened, then in paragraphs", "twice")
"""How often the article stands in the text."""


@dataclasses.dataclass(frozen=True)
class DrawnPost:
    """A scraped post and what is true of it. Spans count code points of ``text``."""

    text: str
    body: str
    """The clean article: ``postnorm.clean(text).body``."""
    metadata: Mapping[str, object]
    """What its header says, under the keys that it is written with."""
    defects: tuple[str, ...]
    """The names of what is wrong with it; none for a clean post."""
    kept: tuple[int, int]
    """The copy with paragraphs."""
    dropped: tuple[int, int] | None = None
    """The other copy, where there is one."""
    plug: tuple[int, int] | None = None
    """The promotion, where there is one."""


@dataclasses.dataclass(frozen=True)
class DrawnHeader:
    """A front matter, fences included, and what it says."""

    text: str
    metadata: Mapping[str, object]


@st.composite
def bodies(draw: st.DrawFn, *, min_paragraphs: int = 2, max_paragraphs: int = 5) -> str:
    """Clean articles: paragraphs of prose that is not there twice, one blank line between them."""
    return "\n\n".join(draw(_paragraphs(min_paragraphs, max_paragraphs))) + "\n"


@st.composite
def _paragraphs(draw: st.DrawFn, fewest: int, most: int) -> tuple[str, ...]:
    # One number picks all sentences: neighbours in number share no part, so none is like another.
    lengths = draw(st.lists(st.integers(2, 4), min_size=fewest, max_size=most))
    first = draw(st.integers(0, writing.SENTENCES - sum(lengths)))
    return writing.paragraphs(range(first, first + sum(lengths)), lengths)


def plugs() -> st.SearchStrategy[str]:
    """Promotions of an account, as they stand behind an article."""
    return st.integers(0, len(PLUGS) * len(ACCOUNTS) - 1).map(plug)


@st.composite
def front_matter(draw: st.DrawFn) -> DrawnHeader:
    """Headers of plain ``key: value`` lines between fences, as blog tools write them."""
    number = draw(st.integers(0, writing.SENTENCES - 1))
    year, month, day = draw(
        st.tuples(st.integers(1998, 2026), st.integers(1, 12), st.integers(1, 28))
    )
    known = {
        "title": writing.sentence(number).split("，")[1],
        "author": "阿七" if number % 2 else "河边人",
        "date": f"{year}-{month:02}-{day:02} {number % 24:02}:{number % 60:02}",
        "url": f"https://blog.example/{number}.html",
    }
    keys = draw(st.lists(st.sampled_from(tuple(known)), unique=True, min_size=1))
    metadata = {key: known[key] for key in keys}
    lines = "".join(f"{key}: {value}\n" for key, value in metadata.items())
    return DrawnHeader(f"---\n{lines}---\n", metadata)


@st.composite
def posts(draw: st.DrawFn) -> DrawnPost:
    """Scraped posts: a header or none, an article once or twice, a plug or none, small defects."""
    article = draw(_paragraphs(2, 4))
    header = draw(st.none() | front_matter())
    layout = draw(st.sampled_from(LAYOUTS))
    told = draw(st.none() | plugs())
    # Each name at most once, but not by ``unique=True``, which shrinks worse.
    names = tuple(dict.fromkeys(draw(st.lists(st.sampled_from(tuple(DEFECTS)), max_size=3))))
    between = draw(st.sampled_from(tuple(BREAKS)))
    number = draw(st.integers(0, 99))

    spoilt = list(article)
    for step, name in enumerate(names):
        at = (number + step) % len(spoilt)
        spoilt[at] = DEFECTS[name](spoilt[at], number)
    gap = BREAKS[between]
    copy = gap.join(spoilt)
    other = {LAYOUTS[1]: " ".join(article), LAYOUTS[2]: "\n\n".join(article)}.get(layout)

    text = header.text if header else ""
    dropped = plug_span = None
    if other is not None:
        dropped = (len(text), len(text) + len(other))
        text += other
        if told and layout == LAYOUTS[1]:  # as in a feed's excerpt
            plug_span = (len(text) + 1, len(text) + 1 + len(told))
            text += " " + told
        text += gap
    kept = (len(text), len(text) + len(copy))
    text += copy
    if told and plug_span is None:
        plug_span = (len(text) + len(gap), len(text) + len(gap) + len(told))
        text += gap + told
    wrong = [*names, *([between] if between != next(iter(BREAKS)) else [])]
    wrong += [layout] if other is not None else []
    wrong += ["plug"] if told else []
    return DrawnPost(
        text=text + "\n",
        body="\n\n".join(article) + "\n",
        metadata=header.metadata if header else {},
        defects=tuple(wrong),
        kept=kept,
        dropped=dropped,
        plug=plug_span,
    )


_HOSTILE: Final = (
    *(*GLUE, *PROTECTED, "雨停了", "a" * 40, "(" * 30, "“" * 9, "\u0301" * 30, "\U000e0041"),
    *(
        "\u202e",
        "\u061c",
        "\ufffd",
        "锟斤拷",
        "\ufdd0",
        "\udfff",
        "---\n",
        "title: [[[\n",
        "<![CDATA[",
    ),
)


def hostile_text() -> st.SearchStrategy[str]:
    """Texts made to hurt: any code point, lone surrogates, half of any markup, long runs."""
    pieces = st.lists(st.sampled_from(_HOSTILE), max_size=20).map("".join)
    runs = st.tuples(st.sampled_from(_HOSTILE), st.integers(1, 500)).map(
        lambda run: run[0] * run[1]
    )
    return st.one_of(pieces, runs, st.text(st.characters(exclude_categories=()), max_size=60))
