"""One line of credits, read as clauses: a word of credit, a mark, what it names; and again.

A line counts only when all of it reads so. ``作者：阿七　编辑：小满`` does; ``作者：阿七说，走吧。`` is a
sentence of somebody called that, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from postnorm import fields
from postnorm.reading.credit_forms import Form, read_form
from postnorm.reading.credit_grammar import (
    CLAUSE,
    DATED,
    KIND_OF,
    REPORTED,
    SIGNED,
    TRIMMED,
    fields_of,
    is_weak,
    masked,
    may_be_credit,
    parts_of,
    rule_of,
    undressed,
)
from postnorm.reading.credit_meanings import is_medium, read_clause
from postnorm.reading.credit_values import (
    fold,
    is_name,
    is_short_name,
    read_address,
    read_people,
)
from postnorm.tables.credits import JOBS

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
    is_bare: bool = False  # no mark says what it is: the other must be in the same block
    is_row: bool = False  # names that blanks part from their words, as lists have them, too


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
    if low >= high:  # pragma: no cover: what may be a credit has a word in it
        return None
    return _Line(text, start, masked(line), low, high).credit()


class _Said(NamedTuple):
    """What one clause says."""

    claims: list[Claim]
    rule: str
    is_weak: bool


class _Line(NamedTuple):
    """A line while it is read: ``masked[low:high]`` is its content, at *start* of the text."""

    text: str
    start: int
    masked: str
    low: int
    high: int

    def credit(self) -> Credit | None:
        """Read the line as one of the forms without a mark, else clause by clause."""
        for pattern in (REPORTED, SIGNED):
            if match := pattern.fullmatch(self.masked, self.low, self.high):
                return self.named(match)
        if form := read_form(self.masked, self.low, self.high):
            return self.formed(form)
        dated = DATED.match(self.masked, self.low, self.high)
        clauses = self.clauses(dated.end() if dated else self.low)
        said = [self.date(dated)] if dated and clauses else []
        said += (self.said(clause, stop) for clause, stop in clauses)
        told = [one for one in said if one is not None]
        claims = tuple(claim for one in told for claim in one.claims)
        if len(told) < len(said) or not claims:
            return None
        rules = tuple(dict.fromkeys(one.rule for one in told))
        is_weak = all(one.is_weak for one in told)
        end = clauses[-1][1]
        if end < self.high:  # what asks something of the reader stays on the line
            return Credit(claims, self.start + self.low, self.start + end, rules, is_weak)
        return Credit(claims, self.start, self.start + len(self.masked), rules, is_weak)

    def clauses(self, at: int) -> list[tuple[re.Match[str], int]]:
        """Cut the content from *at* at the words of credit; none if it does not begin with one."""
        found = list(_without_jobs(CLAUSE.finditer(self.masked, at, self.high)))
        if not found or found[0].start() != at or found[0]["rest"] or found[0]["note"]:
            return []
        stops = [*(clause.start() for clause in found[1:]), self.high]
        rest = next((n for n, clause in enumerate(found) if clause["rest"]), len(found))
        return list(zip(found, stops, strict=True))[:rest]

    def said(self, clause: re.Match[str], stop: int) -> _Said | None:
        """What a clause says; ``None`` if it is a sentence."""
        claims = self.claimed(clause, stop)
        if claims is None:
            return None
        value = self.written(clause.end(), stop)[0]
        is_mere = _is_outlet(clause) and not is_medium(value)
        return _Said(
            claims, rule_of(clause), is_weak(clause) or is_mere or _is_only_title(clause, claims)
        )

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

    def date(self, match: re.Match[str]) -> _Said | None:
        """The day at the beginning of a line, before the words of credit."""
        value, start, end = self.written(*match.span())
        when = fields.iso_date_of(value)
        if when is None:
            return None
        claim = Claim("published", when, self.start + start, self.start + end)
        return _Said([claim], "credits.date", is_weak=True)

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

    def formed(self, form: Form) -> Credit | None:
        """Read ``发布于 2013-10-21`` and ``记者 阿七 通讯员 小满``."""
        claims: dict[str, Claim] = {}
        for part in form.parts:
            value, start, end = self.written(part.start, part.end)
            said = fields.iso_date_of(value) if form.is_date else _people_in(value)
            if not said:
                return None
            for claim in self.claims(dict.fromkeys(part.fields, said), start, end):
                first = claims.setdefault(claim.field, claim)
                if first is not claim and isinstance(first.value, tuple):
                    claims[claim.field] = first._replace(value=(*first.value, *said))
        rule = "credits.date" if form.is_date else "credits.byline"
        whole = self.start, self.start + len(self.masked)
        is_row = not form.is_date
        return Credit(tuple(claims.values()), *whole, (rule,), form.is_bare, form.is_bare, is_row)

    def claimed(self, clause: re.Match[str], stop: int) -> list[Claim] | None:
        if clause["note"]:
            return [] if not self.written(clause.end(), stop)[0] else None
        if clause["who"] or clause["presents"]:
            return self.made(clause, stop)
        value, start, end = self.written(clause.end(), stop)
        if not value or len(value) > 700:
            return None
        is_first = not self.masked[self.low : clause.start()].strip(TRIMMED)
        found = read_clause(clause, value, is_bracketed=self.is_bracketed(), is_first=is_first)
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


def _without_jobs(clauses: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Leave out 记者 and 通讯员 with a blank behind them where they say what the people of a clause are."""
    is_author = False
    for clause in clauses:
        parts = parts_of(clause)
        if not (is_author and clause["blank"] and len(parts) == 1 and parts[0] in JOBS):
            is_author = clause["mark"] is not None and fields_of(*parts) == ("author",)
            yield clause


def _people_in(value: str) -> tuple[str, ...]:
    people = read_people(value)
    return people[0] if people else ()


def _is_outlet(clause: re.Match[str]) -> bool:
    return clause["words"] is not None and KIND_OF[parts_of(clause)[0]] in ("outlet", "first")


def _is_only_title(clause: re.Match[str], found: Iterable[Claim]) -> bool:
    """Whether 原文 names a title without an address: pages about old poems begin so."""
    named = [claim.field for claim in found]
    return (
        clause["words"] is not None and named == ["original_title"] and "题" not in clause["words"]
    )


def _is_home(field: str, found: Mapping[str, object]) -> bool:
    """Whether an address stands behind the name of a medium: its home, as likely as the page."""
    return field in ("source_url", "url") and "publisher" in found
