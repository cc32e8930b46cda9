"""Reading the dates that people and programs write, as precise as they were written.

Every other way of writing is first turned into ``2013-10-21 16:25:00 +0800``, and only that is
read. Nothing is guessed: an order of day and month, a century or a zone that is not written
makes the text unreadable, and the caller says so.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

Precision: TypeAlias = Literal["days", "minutes", "seconds", "microseconds"]


class Moment(NamedTuple):
    """A date or time together with how much of it was written."""

    when: dt.datetime
    precision: Precision

    def iso(self) -> str:
        """Write it in ISO 8601, no more precise than it was.

        >>> Moment(dt.datetime(2013, 10, 21, 16, 25), "minutes").iso()
        '2013-10-21T16:25'
        """
        if self.precision == "days":
            return self.when.date().isoformat()
        return self.when.isoformat(timespec=self.precision)


@lru_cache(maxsize=256)  # one post asks for its date more than once
def read_date(text: str) -> Moment | None:
    """Read an absolute date, with or without a time; ``None`` for anything else.

    >>> read_date("民國102年10月21日 下午4:25").iso(), read_date("Mon, 21 Oct 2013 16:25 +0800").iso()
    ('2013-10-21T16:25', '2013-10-21T16:25+08:00')
    >>> read_date("10/11/2013"), read_date("2013-02-30"), read_date("昨天")
    (None, None, None)
    """
    if iso := _ISO.fullmatch(text):
        return _of_iso(iso)
    text = plain(text)
    if epoch := _EPOCH.fullmatch(text):
        when = dt.datetime.fromtimestamp(int(epoch[1]), dt.UTC)
        return _with_fraction(when, epoch[2])
    for pattern, rewrite in _REWRITES:
        text = pattern.sub(rewrite, text)
    match = _DATE.fullmatch(text)
    try:
        return match and _moment(match.groupdict())
    except ValueError:  # 2013-02-30, 25:00, +99:00
        return None


# What most headers have, of a day that every month has; all else is read below, and alike.
_ISO = re.compile(
    r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    r"(?:[T ]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?)?"
)


def _of_iso(match: re.Match[str]) -> Moment:
    day, second = match[4] is None, match[6]
    parts = (int(part) for part in match.groups("0"))
    precision: Precision = "days" if day else "minutes" if second is None else "seconds"
    return Moment(dt.datetime(*parts), precision)  # type: ignore[arg-type]  # six numbers


_LONGEST = 100  # no date is longer, and nothing longer is looked at


def plain(text: str) -> str:
    """Return *text* with full-width forms as ASCII, Chinese numbers before a unit as digits.

    >>> plain("二〇一三年十月廿一日　１６：２５")
    '2013年10月21日 16:25'
    """
    if len(text) > _LONGEST:
        return ""
    text = _HAN_NUMBER.sub(_digits, unicodedata.normalize("NFKC", text).strip())
    return _HALF_PAST.sub("30分", text)


_HALF_PAST = re.compile("(?<=[时時点點])半")


# --- Chinese numbers ---------------------------------------------------------

_HAN_NUMBER = re.compile(
    "(?<!星期)(?<!礼拜)(?<!禮拜)(?<![周週])[〇○零一二三四五六七八九十百廿卅]{1,6}(?=[年月日号號时時点點分秒])"
)
_HAN_DIGITS = {char: str(n) for n, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}


def _digits(match: re.Match[str]) -> str:
    """Of 二〇一三 2013, of 二十一 21, of 一百零二 102."""
    text = match[0].replace("廿", "二十").replace("卅", "三十")
    if not set(text) & {"十", "百"}:
        return "".join(_HAN_DIGITS[char] for char in text)
    total, last = 0, ""
    for char in text:
        if char in "十百":
            total, last = total + int(last or 1) * (10 if char == "十" else 100), ""
        else:
            last = _HAN_DIGITS[char]
    return str(total + int(last or 0))


# --- other ways of writing, turned into the one that is read -----------------

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? ?)?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _named_month(match: re.Match[str]) -> str:
    clock = match.groupdict().get("clock") or ""
    return f"{match['year']}-{_MONTHS.index(match['name'][:3].lower()) // 4 + 1}-{match['day']} {clock}"


def _republic(match: re.Match[str]) -> str:
    return f"{int(match[1]) + 1911}年"


# All are anchored at the start and take bounded runs only.
_REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rewrite)
    for pattern, rewrite in (
        (r"\A(?:发布|发表|發布|發佈|發表)(?:时间|時間|日期|于|於)? ?:? ?", ""),
        (r"\A(?:中[华華])?民[国國] ?(\d{1,3}) ?[年/.-]", _republic),
        # 20131021162500: the century and a time tell it from a number, which 20131021 alone may be.
        (
            r"\A((?:19|20)\d\d)(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)(Z?)\Z",
            r"\1-\2-\3 \4:\5:\6\7",
        ),
        (r"\A((?:19|20)\d\d)(\d\d)(\d\d)[T ]?(\d\d)(\d\d)\Z", r"\1-\2-\3 \4:\5"),
        (r"\A((?:19|20)\d\d)(\d\d)(\d\d)(?=[T ])", r"\1-\2-\3"),
        # Mon, 21 Oct 2013 16:25; 21-Oct-2013; October 21st, 2013; Mon Oct 21 16:25:00 +0800 2013
        (
            rf"\A{_WEEKDAY}{_ORDINAL}[ -](?P<name>{_NAMES})[.,]?[ -](?P<year>\d{{4}}),?",
            _named_month,
        ),
        (
            rf"\A{_WEEKDAY}(?P<name>{_NAMES})\.? {_ORDINAL},? (?P<year>\d{{4}})(?: at\b)?,?",
            _named_month,
        ),
        (
            rf"\A{_WEEKDAY}(?P<name>{_NAMES}) {{1,2}}{_ORDINAL}"
            r" (?P<clock>\d\d:\d\d:\d\d(?: [+-]\d{4}| UTC| GMT)?) (?P<year>\d{4})\Z",
            _named_month,
        ),
    )
)

# Seconds since 1970, or thousandths: ten digits since 2001, thirteen until 2100.
_EPOCH = re.compile(r"([1-3]\d{9})(\d{3})?")

# --- the one way that is read ------------------------------------------------

_CLOCK = r"""
    (?P<half> 上午|下午|中午|凌晨|早上|晚上|傍晚|AM\b|PM\b )? \ ?
    (?P<hour>\d{1,2}) (?: \ ?:\ ?(?P<minute>\d{1,2}) | \ ?[时時点點]\ ?(?:(?P<minute_>\d{1,2})分?)? )
    (?: (?::|(?<=分))(?P<second>\d{1,2})秒? (?: [.,](?P<fraction>\d{1,9}) )? )?
    \ ? (?P<half_> [AP]\.?M\.? )?
    \ ? (?P<zone> Z | \(?(?:UTC|GMT)?\ ?[+-]\d{1,2}(?::?\d\d(?::\d\d)?)?\)? | UTC | GMT | \(?北京[时時][间間]\)? )?
"""
# A time may touch the day only where that can be read in one way: 2013-10-211:25 is of the 21st or
# of the 2nd. Every quantifier is bounded and each part is anchored by what stands around it.
_DATE = re.compile(
    rf"""
    (?P<year>\d{{4}}) \ ?[-/.年]\ ? (?P<month>\d{{1,2}}) \ ?[-/.月]\ ? (?P<day>\d{{1,2}}) \ ?[日号號]?
    (?: \ ?\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\)? )?
    (?: (?: [T,-]\ ? | \ {{1,4}} | (?<!\d) | (?=\D) | (?<=\d\d)(?=\d\d) ) {_CLOCK} )?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Part of the day -> what an hour means in it; an hour that is missing makes no sense there, or
# two (晚上12点 is midnight, of this day or the next).
_MORNING = {hour: hour % 12 for hour in range(13)}
_NOON = {11: 11, 12: 12, 1: 13, 2: 14, 13: 13, 14: 14}
_AFTERNOON = {hour: hour if hour >= 12 else hour + 12 for hour in range(1, 24)}
_EVENING = {hour: hour if hour >= 16 else hour + 12 for hour in (*range(4, 12), *range(16, 24))}
_HALVES: Mapping[str, Mapping[int, int]] = {
    **dict.fromkeys(("上午", "早上", "凌晨", "am"), _MORNING),
    "中午": _NOON,
    **dict.fromkeys(("下午", "pm"), _AFTERNOON),
    **dict.fromkeys(("晚上", "傍晚"), _EVENING),
}


def _moment(part: Mapping[str, str | None]) -> Moment:
    year, month, day_ = (int(part[name] or 0) for name in ("year", "month", "day"))
    day = dt.datetime(year, month, day_)
    if part["hour"] is None:
        return Moment(day, "days")
    when = day.replace(
        hour=_hour(int(part["hour"]), part["half"] or part["half_"]),
        minute=int(part["minute"] or part["minute_"] or 0),
        second=int(part["second"] or 0),
        tzinfo=_zone(part["zone"]),
    )
    return _with_fraction(when, part["fraction"]) if part["second"] else Moment(when, "minutes")


def _with_fraction(when: dt.datetime, digits: str | None) -> Moment:
    microsecond = int((digits or "")[:6].ljust(6, "0"))
    when = when.replace(microsecond=microsecond)
    return Moment(when, "microseconds" if microsecond else "seconds")


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    known = _HALVES[half.replace(".", "").lower()]
    if hour not in known:
        raise ValueError(f"{half} {hour}")
    return known[hour]


def _zone(text: str | None) -> dt.timezone | None:
    if text is None:
        return None
    if "北京" in text:
        return dt.timezone(dt.timedelta(hours=8))
    return fixed_zone(text.strip("()")) or dt.UTC


def fixed_zone(text: str) -> dt.timezone | None:
    """Read a written offset as a time zone: ``+08:00``, ``+0800``, ``UTC+8``.

    >>> fixed_zone("+08:00"), fixed_zone("Asia/Shanghai")
    (datetime.timezone(datetime.timedelta(seconds=28800)), None)
    """
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(match[name] or 0) for name in ("hours", "minutes", "seconds"))
    if minutes > 59 or seconds > 59:
        raise ValueError(f"{text} is no offset from UTC")
    offset = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return dt.timezone(-offset if match["sign"] == "-" else offset)


_OFFSET = re.compile(
    r"(?:UTC|GMT)? ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?)?",
    re.IGNORECASE,
)
