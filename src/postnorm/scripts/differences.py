"""What a conversion changed, as the runs of changed characters, found in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import compress, groupby
from operator import itemgetter

from postnorm.edits import Edit
from postnorm.tables.folding import folding

# No word of OpenCC's has one of these, so it converts from one to the next. Should that ever
# change, texts are compared between the characters that OpenCC is never given (see the adapter):
# an edit is larger then, but never reaches over one of those.
_SEPARATORS = re.compile("([\\s\0\ud800-\udfff、。，．！？；：,.!?;:…—“”‘’「」『』（）《》()]+)")
_UNCROSSED = re.compile("([\0\ud800-\udfff]+)")

# How far apart two texts may drift in one place: the longest entries have 15 characters.
_REACH = 16


def changed_characters(old: str, new: str, rule: str, at: int = 0) -> list[Edit]:
    """Give the runs in which two texts of one length differ, as edits of a text from *at* on.

    >>> [edit[:3] for edit in changed_characters("他說頭髮", "他说头发", "script.t2s")]
    [(1, 4, '说头发')]
    """
    if old == new:
        return []
    # Edit(at + start, at + end, new[start:end], rule), without a call in Python: there are many.
    return [
        _make_tuple(Edit, (at + start, at + end, new[start:end], rule, None, None))
        for start, end in zip(*_runs(_changes(old, new)), strict=True)
    ]


_make_tuple: Callable[[type[Edit], tuple[object, ...]], Edit] = tuple.__new__
_TRUTH = bytes([0]) + bytes([1]) * 255


def _runs(changes: bytes) -> tuple[list[int], list[int]]:
    """Return where the runs of bytes other than NUL begin, and where they end."""
    changed = int.from_bytes(changes.translate(_TRUTH), "little")
    borders = (changed ^ (changed << 8)).to_bytes(len(changes) + 1, "little")
    places = list(compress(range(len(borders)), borders))
    return places[::2], places[1::2]


def _changes(old: str, new: str) -> bytes:
    """Return a byte for each character of two texts of one length, NUL where they are the same.

    ``bytes(map(operator.ne, old, new))`` says it, and takes ten times as long: it makes an object
    of each character. A number of any length is compared at once.
    """
    for encoding, width in (("utf-16-le", 2), ("utf-32-le", 4)):  # pragma: no branch: UTF-32 fits
        one, other = (text.encode(encoding, "surrogatepass") for text in (old, new))
        if len(one) == len(other) == width * len(old):
            break
    both = (int.from_bytes(one, "little") ^ int.from_bytes(other, "little")).to_bytes(
        len(one), "little"
    )
    changed = 0
    for byte in range(width):
        changed |= int.from_bytes(both[byte::width], "little")
    return changed.to_bytes(len(old), "little")


def changed_words(old: str, new: str, rule: str, at: int = 0) -> Iterator[Edit]:
    """Give the differences of texts whose words may differ in length, clause by clause.

    Both have the same NULs and lone surrogates, which no difference holds.

    >>> [edit[:3] for edit in changed_words("插U盘，开机", "插隨身碟，開機", "script.s2twp")]
    [(1, 3, '隨身碟'), (4, 6, '開機')]
    """
    clauses, converted = _SEPARATORS.split(old), _SEPARATORS.split(new)
    if clauses[1::2] != converted[1::2]:
        clauses, converted = _UNCROSSED.split(old), _UNCROSSED.split(new)
    aligned = zip(clauses, converted, map(_same_length, clauses, converted), strict=True)
    for same_length, group in groupby(aligned, itemgetter(2)):
        pairs = [pair[:2] for pair in group]
        if same_length:  # as one text: there are many, and few that are not
            pairs = [("".join(one for one, _ in pairs), "".join(other for _, other in pairs))]
        for one, other in pairs:
            find = changed_characters if same_length else _changed_in_clause
            yield from find(one, other, rule, at)
            at += len(one)


def _same_length(one: str, other: str) -> bool:
    return len(one) == len(other)


def _changed_in_clause(old: str, new: str, rule: str, at: int) -> Iterator[Edit]:
    """Walk along both as long as they are one text but for script; where not, look ahead."""
    folded, folded_new = old.translate(folding()), new.translate(folding())
    i = j = start = start_new = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            if i > start or j > start_new:
                yield Edit(at + start, at + i, new[start_new:j], rule)
            i, j = i + 1, j + 1
            start, start_new = i, j
        elif folded[i] == folded_new[j]:
            i, j = i + 1, j + 1
        else:
            skip, skip_new = _meet_again(folded[i : i + 2 * _REACH], folded_new[j : j + 2 * _REACH])
            i, j = i + skip, j + skip_new
    if start < len(old) or start_new < len(new):
        yield Edit(at + start, at + len(old), new[start_new:], rule)


def _meet_again(old: str, new: str) -> tuple[int, int]:
    """Return how much to skip of each for both to go on alike; all of both when they do not."""
    for total in range(1, 2 * _REACH):
        for skip in range(max(0, total - _REACH), min(total, _REACH) + 1):
            ahead = old[skip : skip + 2]
            if ahead and ahead == new[total - skip : total - skip + 2]:
                return skip, total - skip
    return len(old), len(new)
