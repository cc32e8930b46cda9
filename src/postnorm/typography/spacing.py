"""Gaps between Chinese and Latin text: put in, taken out, or left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.rules import rule
from postnorm.spans import find_spans, outside, united
from postnorm.typography.gaps import find_gaps, find_percents, find_units, kept_whole

CjkLatin = Literal["keep", "insert", "remove"]

# Authors are written one after the other in a field.
_SEVERAL = re.compile(r"[、,，/;；&|]")
_LONGEST_NAME: Final = 64


def names_in(post: Post) -> tuple[str, ...]:
    """Return the names that the metadata of *post* gives: author, account, publisher.

    >>> names_in(Post.from_text("", {"author": "李燕fighting、阿七", "account": "河边夜话"}))
    ('李燕fighting', '阿七', '河边夜话')
    """
    values = (post.author, post.account, post.publisher)
    parts = (part.strip() for value in values if value for part in _SEVERAL.split(value))
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= _LONGEST_NAME))


@rule(context={"names": names_in}, repeat=True)
def normalize_spacing(
    text: str, *, cjk_latin: CjkLatin = "keep", names: Iterable[str] = ()
) -> Iterator[Edit]:
    """x"""
    if cjk_latin not in get_args(CjkLatin):
        raise ValueError(f"cjk_latin is one of {', '.join(get_args(CjkLatin))}, not {cjk_latin!r}")
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise TypeError(f"names is a tuple of words, not {names!r}")
    return _find(text, cjk_latin, tuple(filter(None, names)))


def _find(text: str, cjk_latin: CjkLatin, names: tuple[str, ...]) -> Iterator[Edit]:
    if cjk_latin == "keep":
        return iter(())
    spans = find_spans(text)
    inserts = cjk_latin == "insert"
    gaps = (gap for gap in find_gaps(text, spans) if (gap.start == gap.end) is inserts)
    new = " " if inserts else ""
    edits = {Edit(gap.start, gap.end, new, gap.rule) for gap in gaps}
    edits.update(find_percents(text))
    if inserts:
        edits.update(find_units(text))
    if not edits:
        return iter(())
    whole = united(sorted((*spans, *kept_whole(text, spans, names))))
    return outside(_one_a_place(sorted(edits)), whole)


def _one_a_place(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Of edits at one place the first."""
    at = (-1, -1)
    for edit in edits:
        if edit[:2] != at:
            at = edit[:2]
            yield edit
