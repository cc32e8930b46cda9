"""Scraped posts by number: any amount of them, fast, the same everywhere, and without Hypothesis."""

from __future__ import annotations

from typing import Final, NamedTuple

from postnorm.testing.defects import BREAKS, DEFECTS, plug
from postnorm.testing.writing import SENTENCES, paragraphs

_LONGEST: Final = 9  # sentences of an article


class ScrapedPost(NamedTuple):
    """A post as it was found, and what is true of it."""

    text: str
    body: str
    """The clean article: ``postnorm.clean(text).body``."""
    title: str


def scraped_post(number: int) -> ScrapedPost:
    """Return the post of this number, from 0 on, with a header, defects, and copies and plugs now and then.

    For benchmarks and for runs over many posts; the strategies draw more kinds.

    >>> scraped_post(7).text == scraped_post(7).text != scraped_post(8).text
    True
    """
    lengths = [2 + (number >> at) % 2 for at in range(3)]
    first = number * _LONGEST % (SENTENCES - _LONGEST)
    article = paragraphs(range(first, first + sum(lengths)), lengths)
    defects = list(DEFECTS.values())
    spoilt = [
        defects[(number + at) % len(defects)](paragraph, number)
        for at, paragraph in enumerate(article)
    ]
    gap = list(BREAKS.values())[number % len(BREAKS)]
    flattened = " ".join(article) + gap if number % 3 == 0 else ""
    told = gap + plug(number) if number % 2 else ""
    title = f"第{number}篇"
    text = f"---\ntitle: {title}\n---\n{flattened}{gap.join(spoilt)}{told}\n"
    return ScrapedPost(text, "\n\n".join(article) + "\n", title)
