"""Gaps between Chinese and Latin text: put in, taken out, or left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from postnorm.edits import Edit
from postnorm.post import Post
from postnorm.rules import rule
from postnorm.spans import find_spans, outside, united
from postnorm.typography.catalogue import spacing_rules
from postnorm.typography.gaps import (
    find_edges,
    find_units,
    kept_whole,
    parts_a_word,
    put_gaps,
    take_gaps,
)
from postnorm.typography.runs import Runs

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


@rule(context={"names": names_in}, repeat=True, catalogue=spacing_rules)
def normalize_spacing(
    text: str, *, cjk_latin: CjkLatin = "keep", names: Iterable[str] = ()
) -> Iterable[Edit]:
    """Put in, or take out, the gaps between Chinese and letters, digits, code and the like.

    Takes and gives Markdown or plain text. *cjk_latin* is ``keep`` (the default: a gap is layout, and
    clreq leaves it to that), ``insert`` or ``remove``. Dates (2013年10月21日), Chinese words with
    letters in them (T恤) and *names* stay as they are written, and so does what is protected; of
    a post, *names* are author, account and publisher. ``insert`` also sets a unit off its number and
    closes up % and °, which ``remove`` does as well.

    Raises ``ValueError`` for an unknown *cjk_latin*.

    >>> normalize_spacing("李燕fighting在2013年10月21日写了100行Ruby", cjk_latin="insert")
    '李燕 fighting 在2013年10月21日写了 100 行 Ruby'
    >>> normalize_spacing("李燕fighting写Ruby", cjk_latin="insert", names=("李燕fighting",))
    '李燕fighting 写 Ruby'
    >>> normalize_spacing("写 Ruby 的", cjk_latin="remove")
    '写Ruby的'
    """
    if cjk_latin not in get_args(CjkLatin):
        raise ValueError(f"cjk_latin is one of {', '.join(get_args(CjkLatin))}, not {cjk_latin!r}")
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise TypeError(f"names is a tuple of words, not {names!r}")
    names = tuple(names)
    if not all(isinstance(name, str) for name in names):
        raise TypeError(f"names is a tuple of words, not {names!r}")
    return _find(text, cjk_latin, tuple(filter(None, names)))


_RUNS: Final = {"insert": Runs((put_gaps,)), "remove": Runs((take_gaps,))}
# What stands like a word is found from these.
_LITERALS: Final = ("`", "$", "\\", "://", "www.", "@", "<", "(", "*", "~~")


def _find(text: str, cjk_latin: CjkLatin, names: tuple[str, ...]) -> Iterable[Edit]:
    if cjk_latin == "keep":
        return ()
    edits = set(_RUNS[cjk_latin].find(text, lambda: find_spans(text)))
    spans = find_spans(text) if any(literal in text for literal in _LITERALS) else ()
    for start, end in find_edges(text, spans):
        if cjk_latin == "insert" and start == end:
            edits.add(Edit(start, end, " ", "spacing.edge"))
        elif cjk_latin == "remove" and start < end:
            edits.add(Edit(start, end, "", "spacing.no-gap"))
    if cjk_latin == "insert":
        edits = {edit for edit in edits if edit.new == "" or not parts_a_word(text, edit.start)}
        edits.update(find_units(text))
    if not edits:
        return ()
    spans = find_spans(text)
    whole = united(sorted((*spans, *kept_whole(text, spans, names))))
    return outside(_one_a_place(sorted(edits)), whole)


def _one_a_place(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Of edits at one place the first."""
    at = (-1, -1)
    for edit in edits:
        if edit[:2] != at:
            at = edit[:2]
            yield edit
