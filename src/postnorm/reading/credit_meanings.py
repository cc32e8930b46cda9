"""What the value of a clause says, by the kind of the word before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from postnorm import fields
from postnorm.reading.credit_grammar import KIND_OF, fields_of, is_announced, parts_of
from postnorm.reading.credit_values import (
    FOUND_IN_OUTLET,
    is_count,
    is_name,
    is_short_name,
    read_address,
    read_outlet,
    read_people,
    read_title,
)
from postnorm.tables import credits as words

Said: TypeAlias = Mapping[str, str | tuple[str, ...]]


def read_clause(
    clause: re.Match[str], value: str, *, is_bracketed: bool, is_first: bool
) -> Said | None:
    """Return what *value* says behind the word of *clause*, by field; ``None`` for a sentence.

    *is_bracketed*: the line stands in brackets, so that a blank is mark enough for a name.
    *is_first*: nothing stands before the clause.
    """
    kinds = [KIND_OF.get(part, "") for part in parts_of(clause)]
    kind = kinds[0]
    is_person = is_bracketed and kind in words.PEOPLE and bool(clause["blank"])
    if clause["this"] is None and not is_person and not is_announced(clause, kind, value, is_first):
        return None
    if kind in words.PEOPLE or kind == "both":
        return _people(clause, kinds, value)
    if len(kinds) > 1:
        return None
    if kind in words.ADDRESSES:
        is_own = clause["before"] in ("本文", "本篇", "文章") and clause["words"] == "链接"
        return _address("url" if is_own else kind, value)
    if kind in ("outlet", "first"):
        return _outlet(value, strict=clause["mark"] is None, is_first_outlet=kind == "first")
    return _single(kind, value)


def is_medium(value: str) -> bool:
    """Whether *value* is a medium to see, and no mere name: 来源：进口."""
    return _outlet(value, strict=True, is_first_outlet=False) is not None


def _people(clause: re.Match[str], kinds: Sequence[str], value: str) -> Said | None:
    if not all(kind in words.PEOPLE or kind == "both" for kind in kinds):
        return None
    dated = _DATED.fullmatch(value) or _DATED_IN_BRACKETS.fullmatch(value)
    when = fields.iso_date_of(dated["date"]) if dated else None
    people = read_people(dated["before"] if dated and when else value)
    is_plain = clause["verb"] or (clause["mark"] is None and clause["blank"])
    if people is None or (is_plain and not all(_is_told(name, value) for name in people[0])):
        return None
    said = dict.fromkeys(fields_of(*parts_of(clause)), people[0]) | people[1]
    return said if when is None else said | {"published": when}


def _is_told(name: str, value: str) -> bool:
    """Whether no mark is needed to see that this is a name: 2 or 3 Han, Latin, or a link."""
    return (is_short_name(name) and len(name) < 4) or value.startswith("[") or name.isascii()


def _address(kind: str, value: str) -> Said | None:
    address = read_address(value)
    if address is None:
        return None
    found: dict[str, str] = {}
    if address.url:
        found[kind] = address.url
    if address.title and kind == "source_url":
        found["original_title"] = address.title
    return found or None


# Behind a medium or a name there may be the day: 来源：河边网 2013-10-21 16:25.
_DATED = re.compile(
    r"(?P<before>\S.{0,400}?)[ \t\u3000|丨]{1,8}(?P<date>\d{4}[-/年.]\d[^,，|]{1,20})"
)

_DATED_IN_BRACKETS = re.compile(
    r"(?P<before>\S.{0,400}?)[ \u3000]{0,4}[(（](?P<date>\d{4}[-/年.]\d[^()（）]{1,20})[)）]"
)


def _outlet(value: str, *, strict: bool, is_first_outlet: bool) -> Said | None:
    dated = _DATED.fullmatch(value)
    when = fields.iso_date_of(dated["date"]) if dated else None
    found = read_outlet(dated["before"] if dated and when else value, strict=strict)
    if found is None:
        return None
    if is_first_outlet:
        found = {FOUND_IN_OUTLET.get(field, field): said for field, said in found.items()}
    return found if when is None else found | {"published": when}


def _single(kind: str, value: str) -> Said | None:
    if kind == "count":
        return {} if is_count(value) else None
    if kind == "original_title":
        said = read_title(value)
    elif kind == "published":
        said = fields.iso_date_of(value)
    else:  # an account, the source of a picture
        address = read_address(value)
        plain = (address.title or address.url) if address else value.strip("“”「」《》")
        said = plain if plain and (address or is_name(plain)) else None
    return None if said is None else {kind: said}
