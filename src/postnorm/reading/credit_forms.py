"""Lines of credits that set no mark between a word and what it names: stamps of dates, and names in a row.

Software stamps posts (``发布于 2013-10-21 16:25``, ``本帖最后由 阿七 于 2013-10-21 编辑``), newspapers write
``记者 阿七 通讯员 小满``. A blank alone announces little, so the whole line must read so.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from postnorm.reading.credit_grammar import fields_of
from postnorm.tables import credits as words


class Part(NamedTuple):
    """What a form names: the fields that it fills, and its place in the line."""

    fields: tuple[str, ...]
    start: int
    end: int


class Form(NamedTuple):
    """A line that reads as a form; a bare one counts only directly beside another credit."""

    parts: tuple[Part, ...]
    is_date: bool
    is_bare: bool = False


# Lines come folded: Simplified, half-width, lower case. Every run is bounded.
_DAY: Final = r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?"
_CLOCK: Final = r"[ t]{1,4}\d{1,2}:\d\d(?::\d\d)?"
_STAMPED = re.compile(
    r"(?:(?P<first>发布于|发表于|posted on|published on)|(?:最后|最近)?(?:编辑|修改|更新)于)[ :]{0,3}"
    rf"(?P<when>{_DAY}(?:{_CLOCK})?)(?:[ ·・,]{{1,3}}ip ?属地[ :]{{0,2}}[^\W\d_]{{2,8}})?"
)
_EDITED = re.compile(
    rf"(?:本帖最后由|[此本][帖贴]被)[ ]?\S[^\n]{{0,40}}?[ ]?[于在][ ]?(?P<when>{_DAY}(?:{_CLOCK})?)"
    r"[ ]?(?:重新)?编辑[ \])]{0,3}"
)
_CLOCKED = re.compile(rf"(?P<when>{_DAY}{_CLOCK})")

_NAME: Final = r"[\u3400-\u9fff]{2,3}(?![\u3400-\u9fff])"
_LATIN: Final = r"[a-z][a-z.'-]{1,20}(?: [a-z][a-z.'-]{1,20}){0,2}(?=[ ]*(?:[|丨│]|\Z))"
_WORD: Final = "|".join(sorted(words.ALONE, key=len, reverse=True))
_JOB: Final = "|".join(sorted(words.JOBS, key=len, reverse=True))
_ANY: Final = "|".join(
    sorted((word for group in words.PEOPLE.values() for word in group), key=len, reverse=True)
)
_NAMES: Final = rf"(?!(?:{_ANY})(?![\u3400-\u9fff]))(?:{_NAME}|{_LATIN})"
_REPORTER = re.compile(rf"记者 (?P<who>{_NAMES})")
# 记者 阿七 通讯员 小满: of jobs, a blank parts them; of other words a mark, or blanks that are layout.
_JOBS = re.compile(
    rf"记者 {_NAMES}(?:[ 、]{_NAMES}){{0,3}}(?: (?:{_JOB}) {_NAMES}(?:[ 、]{_NAMES}){{0,3}}){{1,3}}"
)
_PAIRS = re.compile(rf"(?:{_WORD}) {_NAMES}(?:(?: ?[|丨│] ?| {{2,6}})(?:{_ANY}) {_NAMES}){{1,5}}")
_PAIR = re.compile(rf"(?<![^ |丨│])(?P<word>{_ANY}) (?P<who>{_NAMES}(?:[ 、]{_NAMES}){{0,3}})")


def read_form(line: str, low: int, high: int) -> Form | None:
    """Read ``line[low:high]``, which is folded, as a form; ``None`` if it is none.

    >>> read_form("发布于 2013-10-21 16:25", 0, 20)
    Form(parts=(Part(fields=('published',), start=4, end=20),), is_date=True, is_bare=False)
    >>> [part.fields for part in read_form("by 阿七 | 编辑 小满", 0, 13).parts]
    [('author',), ('editor',)]
    >>> read_form("记者 阿七 走了", 0, 8)
    """
    if match := _STAMPED.fullmatch(line, low, high):
        return Form(
            (Part(("published" if match["first"] else "updated",), *match.span("when")),),
            is_date=True,
        )
    if match := _EDITED.fullmatch(line, low, high):
        return Form((Part(("updated",), *match.span("when")),), is_date=True)
    if match := _CLOCKED.fullmatch(line, low, high):
        return Form((Part(("published",), *match.span("when")),), is_date=True, is_bare=True)
    if match := _REPORTER.fullmatch(line, low, high):
        return Form((Part(("author",), *match.span("who")),), is_date=False, is_bare=True)
    if _JOBS.fullmatch(line, low, high) or _PAIRS.fullmatch(line, low, high):
        pairs = _PAIR.finditer(line, low, high)
        parts = (Part(fields_of(pair["word"]), *pair.span("who")) for pair in pairs)
        return Form(tuple(parts), is_date=False)
    return None
