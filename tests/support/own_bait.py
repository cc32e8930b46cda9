"""Bait for a regular expression, made of its own parts: what it repeats, again and again, and then no end.

A pattern backtracks badly on texts that it nearly matches: all that stands before one of its
repetitions, the inside of this very often, and nothing of what should follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

_parser: Final[Any] = re._parser  # type: ignore[attr-defined]
_constants: Final[Any] = re._constants  # type: ignore[attr-defined]
_REPEATS: Final = frozenset(
    (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
)
_LIKELY: Final = "甲a1 \n,.-<>()[]\"'`#/:=，。\t\u3000A_*|@$&;!?“”\0"
_CATEGORIES: Final[dict[Any, Callable[[str], bool]]] = {
    _constants.CATEGORY_DIGIT: str.isdigit,
    _constants.CATEGORY_SPACE: str.isspace,
    _constants.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}
_NOT: Final[dict[Any, Any]] = {
    _constants.CATEGORY_NOT_DIGIT: _constants.CATEGORY_DIGIT,
    _constants.CATEGORY_NOT_SPACE: _constants.CATEGORY_SPACE,
    _constants.CATEGORY_NOT_WORD: _constants.CATEGORY_WORD,
}


def own_bait(pattern: re.Pattern[Any]) -> dict[str, tuple[str, str]]:
    """Return pairs of a beginning and a unit to be repeated behind it, by what they are made of."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    whole = _sample(tree)
    made = {"matches": ("", whole), "matches without their end": ("", whole[:-1])}
    alphabet = "".join(dict.fromkeys(whole + _LIKELY))
    for number, (before, body) in enumerate(_repeats(tree, "")):
        inside = _sample(body)
        made[f"repetition {number}"] = (before, inside)
        made[f"repetition {number}, begun again and again"] = ("", before + 3 * inside)
        fitting = [char for char in alphabet if _fits(body, char)]
        for char in fitting[:6]:
            made[f"repetition {number} of {char!r}"] = (before, char)
        if len(fitting) > 1:
            made[f"repetition {number} of two"] = (before, fitting[0] + fitting[1])
    return {name: bait for name, bait in made.items() if bait[1]}


def _sample(tree: Iterable[tuple[Any, Any]]) -> str:
    return "".join(_sample_of(op, argument) for op, argument in tree)


def _sample_of(op: Any, argument: Any) -> str:
    if op is _constants.LITERAL:
        return chr(argument)
    if op is _constants.NOT_LITERAL:
        return next(char for char in _LIKELY if ord(char) != argument)
    if op is _constants.ANY:
        return "甲"
    if op is _constants.IN:
        return _member(argument)
    if op is _constants.BRANCH:
        return max((_sample(branch) for branch in argument[1]), key=len)
    if op is _constants.SUBPATTERN:
        return _sample(argument[3])
    if op is _constants.ATOMIC_GROUP:
        return _sample(argument)
    if op in _REPEATS:
        least, most, body = argument
        return _sample(body) * max(int(least), min(int(most), 1))
    return ""  # places and what is looked at from them


def _member(items: list[tuple[Any, Any]]) -> str:
    """A character of a class: the first that it names, of one that is negated a likely one."""
    for char in _LIKELY:
        if _is_member(items, char):
            return char
    op, argument = items[0]
    return chr(argument if op is _constants.LITERAL else argument[0])


def _is_member(items: list[tuple[Any, Any]], char: str) -> bool:
    negated = items[0][0] is _constants.NEGATE
    return negated != any(_is_item(op, argument, char) for op, argument in items[negated:])


def _is_item(op: Any, argument: Any, char: str) -> bool:
    if op is _constants.LITERAL:
        return bool(ord(char) == argument)
    if op is _constants.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if argument in _NOT:
        return not _CATEGORIES[_NOT[argument]](char)
    return _CATEGORIES[argument](char)


def _fits(tree: Iterable[tuple[Any, Any]], char: str) -> bool:
    """Whether one character is all that some way through a tree of one step can be."""
    steps = [one for one in tree if one[0] not in (_constants.AT, _constants.ASSERT_NOT)]
    if len(steps) != 1:
        return False
    op, argument = steps[0]
    if op is _constants.IN:
        return _is_member(argument, char)
    if op is _constants.NOT_LITERAL:
        return bool(ord(char) != argument)
    if op is _constants.BRANCH:
        return any(_fits(branch, char) for branch in argument[1])
    return op is _constants.ANY or _inner_fits(op, argument, char)


def _inner_fits(op: Any, argument: Any, char: str) -> bool:
    if op is _constants.SUBPATTERN:
        return _fits(argument[3], char)
    return op in _REPEATS and _fits(argument[2], char)


def _repeats(tree: Iterable[tuple[Any, Any]], before: str) -> Iterator[tuple[str, Any]]:
    """Each repetition with what stands before it in a match."""
    for op, argument in tree:
        if op in _REPEATS:
            if int(argument[1]) > 1:
                yield before, argument[2]
            yield from _repeats(argument[2], before)
        elif op is _constants.SUBPATTERN:
            yield from _repeats(argument[3], before)
        elif op is _constants.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        elif op is _constants.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(argument[1], before)
        before += _sample_of(op, argument)
