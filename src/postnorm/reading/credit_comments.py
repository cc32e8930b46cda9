"""``[#]: author: "…"``: metadata written as definitions of links, which no reader of the page sees."""

from __future__ import annotations

import re
from typing import Final

from postnorm.reading.credit_clauses import Claim, Credit
from postnorm.reading.credit_values import read_people

# Between quotes, between brackets, or up to the end of the line.
_COMMENT = re.compile(
    r"[ ]{0,3}\[(?:#|//|comment)\]:[ \t]{1,8}(?:#[ \t]{1,8})?(?P<key>[A-Za-z][\w-]{1,30})[ \t]{0,8}:[ \t]{0,8}"
    r"(?:\"(?P<quoted>[^\"\n]*)\"|\((?P<bracketed>[^\n]*)\)|(?P<plain>[^\"(\s][^\n]*)|)[ \t]{0,8}"
)
_FIELDS: Final = {
    "subject": "subject",
    "title": "title",
    "via": "source_url",
    "reviewer": "proofreader",
}
_PEOPLE: Final = frozenset({"author", "translator", "proofreader", "collector", "editor"})
_ADDRESS = re.compile(r"<?https?://\S{1,500}$")


def read_comment(text: str, start: int, end: int) -> Credit | None:
    """Read ``text[start:end]`` as a line of metadata, if it is one; an empty value says nothing.

    >>> line = '[#]: author: "Ah Qi https://a.example/7"'
    >>> [(claim.field, claim.value) for claim in read_comment(line, 0, len(line)).claims]
    [('author', ('Ah Qi',))]
    >>> read_comment("[1]: https://a.example", 0, 22)
    """
    match = _COMMENT.fullmatch(text, start, end)
    if match is None:
        return None
    group = next((name for name in ("quoted", "bracketed", "plain") if match[name]), None)
    if group is None:
        return Credit((), start, end, ("credits.header-line",), is_weak=False)
    key = match["key"].lower()
    field = _FIELDS.get(key, key)
    written = match[group].strip()
    value: str | tuple[str, ...] = written
    if field in _PEOPLE:
        people = read_people(_ADDRESS.sub("", written).rstrip(" \t,"))
        value = people[0] if people else written
    at = match.start(group) + match[group].find(written)
    claims = (Claim(field, value, at, at + len(written)),) if written else ()
    return Credit(claims, start, end, ("credits.header-line",), is_weak=False)
