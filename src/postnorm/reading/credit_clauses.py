"""One line of credits, read as clauses: a word of credit, a mark, what it names; and again.

A line counts only when all of it reads so. ``作者：阿七　编辑：小满`` does; ``作者：阿七说，走吧。`` is a
sentence of somebody called that, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from postnorm import fields
from postnorm.reading.credit_grammar import (
    CLAUSE,
    DATED,
    KIND_OF,
    REPORTED,
    SIGNED,
    TRIMMED,
    fields_of,
    is_announced,
    is_weak,
    masked,
    may_be_credit,
    parts_of,
    rule_of,
    undressed,
)
from postnorm.reading.credit_values import (
    FOUND_IN_OUTLET,
    fold,
    is_count,
    is_name,
    is_short_name,
    read_address,
    read_outlet,
    read_people,
    read_title,
)
from postnorm.tables import credits as words

LONGEST_LINE: Final = 1000  # two links with long addresses; what is longer is a paragraph


class Claim(NamedTuple):
    """What a line says of the post; ``start`` and ``end`` are the place of the value in the text."""

    field: str
    value: str | tuple[str, ...]
    start: int
    end: int
    is_sure: bool = True  # a word of credit says it; a mere sentence counts where no word does


class Credit(NamedTuple):
    """A line of credits: its claims, the stretch of the text that says them, and the fine rules."""

    claims: tuple[Claim, ...]
    start: int
    end: int
    rules: tuple[str, ...]
    is_weak: bool  # it counts only beside another


def read_line(text: str, start: int, end: int) -> Credit | None:
    """Read ``text[start:end]`` as a line of credits, if all of it is.

    >>> credit = read_line("【作者：阿七　编辑：小满】", 0, 14)
    >>> [(claim.field, claim.value) for claim in credit.claims], credit.rules
    ([('author', ('阿七',)), ('editor', ('小满',))], ('credits.byline',))
    >>> read_line("作者：我觉得可以。", 0, 9), read_line("作者认为雨不会停。", 0, 9)
    (None, None)
    """
    if end - start > LONGEST_LINE or not may_be_credit(text, start, end):
        return None
    line = fold(text[start:end])
    low, high = undressed(line)
    if low >= high:
        return None
    return _Line(text, start, masked(line), low, high).credit()


class _Line(NamedTuple):
    """A line while it is read: ``masked[low:high]`` is its content, at *start* of the text."""

    text: str
    start: int
    masked: str
    low: int
    high: int

    def credit(self) -> Credit | None:
        for pattern in (REPORTED, SIGNED):
            if match := pattern.fullmatch(self.masked, self.low, self.high):
                return self.named(match)
        claims: list[Claim] = []
        rules: list[str] = []
        strong = False
        at = self.low
        if dated := DATED.match(self.masked, self.low, self.high):
            at = dated.end()
        clauses = list(CLAUSE.finditer(self.masked, at, self.high))
        if not clauses or clauses[0].start() != at or clauses[0]["rest"] or clauses[0]["note"]:
            return None
        if dated and not self.date(claims, dated, rules):
            return None
        end = self.high
        for clause, following in zip(clauses, [*clauses[1:], None], strict=True):
            if clause["rest"]:
                end = clause.start()
                break
            stop = following.start() if following else self.high
            found = self.claimed(clause, stop)
            if found is None:
                return None
            is_mere = self.is_mere_word(clause, stop) or _is_only_title(clause, found)
            strong = strong or not (is_weak(clause) or is_mere)
            claims += found
            rules.append(rule_of(clause))
        if not claims:
            return None
        start = self.start + (self.low if end < self.high else 0)
        whole = self.start + (end if end < self.high else len(self.masked))
        return Credit(tuple(claims), start, whole, tuple(dict.fromkeys(rules)), not strong)

    def written(self, start: int, stop: int) -> tuple[str, int, int]:
        """What stands there without blanks and marks around it, and its place in the line."""
        raw = self.text[self.start + start : self.start + stop]
        value = raw.strip(" \t\u3000*_")
        if not (value.endswith("/") and "\0" in self.masked[start:stop]):  # the end of an address
            value = value.rstrip(TRIMMED)
        for opening, closing in (("（(", ")）"), ("[【〔", "]】〕"), ("「", "」")):
            opened = sum(map(value.count, opening))
            if value.endswith(tuple(closing)) and opened < sum(map(value.count, closing)):
                value = value[:-1].rstrip(TRIMMED)
        start += raw.find(value) if value else 0
        return value, start, start + len(value)

    def date(self, claims: list[Claim], match: re.Match[str], rules: list[str]) -> bool:
        value, start, end = self.written(*match.span())
        when = fields.iso_date_of(value)
        if when is not None:
            claims.append(Claim("published", when, self.start + start, self.start + end))
            rules.append("credits.date")
        return when is not None

    def named(self, match: re.Match[str]) -> Credit | None:
        """Read ``記者阿七／台北報導`` and ``阿七／文``."""
        word = match.groupdict().get("word") or "记者"
        value, start, end = self.written(*match.span("who"))
        people = read_people(value)
        if people is None or not all(map(is_short_name, people[0])):
            return None
        claims = self.claims(dict.fromkeys(fields_of(word), people[0]), start, end)
        whole = self.start, self.start + len(self.masked)
        return Credit(tuple(claims), *whole, ("credits.byline",), is_weak=False)

    def claimed(self, clause: re.Match[str], stop: int) -> list[Claim] | None:
        """What a clause says; ``None`` if it is a sentence."""
        if clause["note"]:
            return [] if not self.written(clause.end(), stop)[0] else None
        if clause["who"] or clause["presents"]:
            return self.made(clause, stop)
        value, start, end = self.written(clause.end(), stop)
        if not value or len(value) > 700:
            return None
        is_first = not self.masked[self.low : clause.start()].strip(TRIMMED)
        found = _read(clause, value, is_bracketed=self.is_bracketed(), is_first=is_first)
        if found is None:
            return None
        sure = {field: said for field, said in found.items() if not _is_home(field, found)}
        unsure = {field: said for field, said in found.items() if field not in sure}
        return [
            *self.claims(sure, start, end),
            *self.claims(unsure, start, end, is_sure=False),
        ]

    def is_bracketed(self) -> bool:
        return self.masked[: self.low].rstrip(" \t*_").endswith(("(", "[", "【", "〔"))

    def is_mere_word(self, clause: re.Match[str], stop: int) -> bool:
        """Whether 来源 names what need not be a medium: 来源：进口."""
        if clause["words"] is None or KIND_OF.get(parts_of(clause)[0]) not in ("outlet", "first"):
            return False
        return _read_outlet(self.written(clause.end(), stop)[0], strict=True) is None

    def made(self, clause: re.Match[str], stop: int) -> list[Claim] | None:
        """Read 由阿七翻译 and 河边荣誉推出."""
        if self.written(clause.end(), stop)[0]:
            return None
        group = "who" if clause["who"] else "presents"
        value, start, end = self.written(*clause.span(group))
        field = "publisher"
        if clause["who"]:
            work = clause["work"].removeprefix("原创")
            field = next(iter(fields_of(work)), "editor")
        address = read_address(value)
        name = (address.title or "") if address else value
        if not is_name(name):
            return None
        named: str | tuple[str, ...] = name if field == "publisher" else (name,)
        return list(self.claims({field: named}, start, end, is_sure=False))

    def claims(
        self, found: Mapping[str, str | tuple[str, ...]], start: int, end: int, is_sure: bool = True
    ) -> Iterator[Claim]:
        for field, value in found.items():
            yield Claim(field, value, self.start + start, self.start + end, is_sure)


def _is_only_title(clause: re.Match[str], found: Iterable[Claim]) -> bool:
    """Whether 原文 names a title without an address: pages about old poems begin so."""
    named = [claim.field for claim in found]
    return (
        clause["words"] is not None and named == ["original_title"] and "题" not in clause["words"]
    )


def _is_home(field: str, found: Mapping[str, object]) -> bool:
    """Whether an address stands behind the name of a medium: its home, as likely as the page."""
    return field in ("source_url", "url") and "publisher" in found


def _read(
    clause: re.Match[str], value: str, *, is_bracketed: bool, is_first: bool
) -> dict[str, str | tuple[str, ...]] | None:
    """Read the value by the kind of its word."""
    parts = parts_of(clause)
    kinds = [KIND_OF.get(part) for part in parts]
    kind = kinds[0]
    is_person = is_bracketed and kind in words.PEOPLE and bool(clause["blank"])
    if clause["this"] is None and not is_person and not is_announced(clause, kind, value, is_first):
        return None
    if kind in words.PEOPLE or kind == "both":
        if not all(one in words.PEOPLE or one == "both" for one in kinds):
            return None
        people = read_people(value)
        is_plain = clause["verb"] or (clause["mark"] is None and clause["blank"])
        if people is None or (is_plain and not all(_is_told(name, value) for name in people[0])):
            return None
        return dict.fromkeys(fields_of(*parts), people[0]) | people[1]
    if len(parts) > 1:
        return None
    if kind in ("source_url", "url"):
        return _read_address(kind, value)
    if kind in ("outlet", "first"):
        strict = clause["mark"] is None
        found = _read_outlet(value, strict=strict)
        if found is None:
            return None
        renamed = FOUND_IN_OUTLET if kind == "first" else {}
        return {renamed.get(field, field): said for field, said in found.items()}
    return _read_single(kind or "", value)


def _read_outlet(value: str, *, strict: bool) -> dict[str, str] | None:
    dated = _DATED_OUTLET.fullmatch(value)
    when = fields.iso_date_of(dated["date"]) if dated else None
    if dated is None or when is None:
        return read_outlet(value, strict=strict)
    found = read_outlet(dated["outlet"], strict=strict)
    return found and found | {"published": when}


# Behind a medium there may be the day: 来源：河边网 2013-10-21 16:25.
_DATED_OUTLET = re.compile(
    r"(?P<outlet>\S[^\d]{0,40}?)[ \t\u3000|丨]{1,8}(?P<date>\d{4}[-/年.]\d[^,，|]{1,20})"
)


def _is_told(name: str, value: str) -> bool:
    """Whether no mark is needed to see that this is a name: 2 or 3 Han, Latin, or a link."""
    return (is_short_name(name) and len(name) < 4) or value.startswith("[") or name.isascii()


def _read_address(kind: str, value: str) -> dict[str, str | tuple[str, ...]] | None:
    address = read_address(value)
    if address is None:
        return None
    found: dict[str, str | tuple[str, ...]] = {}
    if address.url:
        found[kind] = address.url
    if address.title and kind == "source_url":
        found["original_title"] = address.title
    return found or None


def _read_single(kind: str, value: str) -> dict[str, str | tuple[str, ...]] | None:
    if kind == "count":
        return {} if is_count(value) else None
    if kind == "original_title":
        title = read_title(value)
    elif kind == "published":
        title = fields.iso_date_of(value)
    else:  # an account, the source of a picture
        address = read_address(value)
        plain = (address.title or address.url) if address else value.strip("“”「」《》")
        title = plain if plain and (address or is_name(plain)) else None
    return None if title is None else {kind: title}
