"""Dates that count from another: 昨天, 3小时前, 10月21日.

Pages show them for as long as a post is new, and a saved page shows them forever. They mean
something only to one who knows when the page was written or saved.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping

from postnorm.dates import Moment, Precision, plain


def read_relative(text: str, reference: dt.datetime) -> Moment | None:
    """Read a date that counts from *reference*: the time at which the page was written or saved.

    >>> now = dt.datetime(2013, 10, 21, 16, 25)
    >>> [read_relative(text, now).iso() for text in ("昨天 08:30", "3小时前", "12月31日")]
    ['2013-10-20T08:30', '2013-10-21T13:25', '2012-12-31']
    """
    match = _RELATIVE.fullmatch(plain(text))
    if match is None:
        return None
    part = match.groupdict()
    try:
        if part["unit"] or part["just"]:
            return _ago(part, reference)
        day = _named_day(part, reference)
        if part["hour"] is None:
            return Moment(day, "days")
        hour, minute = int(part["hour"]), int(part["minute"])
        return Moment(day.replace(hour=hour, minute=minute), "minutes")
    except (ValueError, OverflowError):  # 25:00, 99999 days before the year 1
        return None


def is_relative(text: str) -> bool:
    """Whether *text* is a date that needs a reference: 昨天, 3小时前, 10月21日.

    >>> is_relative("刚刚"), is_relative("2013-10-21"), is_relative("去年夏天")
    (True, False, False)
    """
    return _RELATIVE.fullmatch(plain(text)) is not None


_RELATIVE = re.compile(
    r"""
    (?P<just> 刚刚|剛剛|刚才|剛才|just\ now )
    | (?P<count> \d{1,5}|半|[一二两兩三四五六七八九十]{1,3}|an? ) \ ?
      (?P<unit> 秒[钟鐘]?|分[钟鐘]?|个?小时|個?小時|天|周|週|个?星期|個?星期
              | seconds?|minutes?|mins?|hours?|days?|weeks? ) \ ? (?:以?前|之前|ago)
    | (?: (?P<name> 今天|今日|昨天|昨日|前天|today|yesterday )
        | (?P<month>\d{1,2}) \ ?月\ ? (?P<day>\d{1,2}) \ ?[日号號] )
      (?: \ {0,2} (?P<hour>\d{1,2}) : (?P<minute>\d\d) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# By the first character, after 个.
_UNITS: Mapping[str, tuple[Precision, dt.timedelta]] = {
    **dict.fromkeys(("秒", "s"), ("seconds", dt.timedelta(seconds=1))),
    **dict.fromkeys(("分", "m"), ("minutes", dt.timedelta(minutes=1))),
    **dict.fromkeys(("小", "h"), ("minutes", dt.timedelta(hours=1))),
    **dict.fromkeys(("天", "d"), ("days", dt.timedelta(days=1))),
    **dict.fromkeys(("周", "週", "星", "w"), ("days", dt.timedelta(weeks=1))),
}
_DAYS_BACK = {"今": 0, "t": 0, "昨": 1, "y": 1, "前": 2}


def _ago(part: Mapping[str, str | None], reference: dt.datetime) -> Moment:
    if part["just"]:
        return Moment(reference.replace(second=0, microsecond=0), "minutes")
    precision, unit = _UNITS[(part["unit"] or "").lstrip("个個")[0].lower()]
    passed = _count(part["count"] or "") * unit
    if reference.tzinfo is None:
        when = reference - passed
    else:  # across a change to summer time only UTC counts hours evenly
        when = (reference.astimezone(dt.UTC) - passed).astimezone(reference.tzinfo)
    return Moment(when.replace(microsecond=0), precision)


def _count(text: str) -> float:
    if text == "半":
        return 0.5
    if text.lower() in ("a", "an"):
        return 1
    return int(plain(text.replace("两", "二").replace("兩", "二") + "日")[:-1])


def _named_day(part: Mapping[str, str | None], reference: dt.datetime) -> dt.datetime:
    midnight = reference.replace(hour=0, minute=0, second=0, microsecond=0)
    if part["name"]:
        return midnight - dt.timedelta(days=_DAYS_BACK[part["name"][0].lower()])
    month, day = int(part["month"] or 0), int(part["day"] or 0)
    # Without a year it is the last such day: pages leave out the current year only.
    for year in range(reference.year, max(reference.year - 8, 0), -1):
        if (month, day) != (2, 29) or calendar.isleap(year):
            when = midnight.replace(year=year, month=month, day=day)
            if when <= reference:
                return when
    raise ValueError(f"no {month}-{day} before {reference}")
