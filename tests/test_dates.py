"""Reading dates: every way that pages write them, and none that would have to be guessed."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import dates
from postnorm.dates import fixed_zone, plain, read_date
from postnorm.fields import date_of, iso_date_of
from postnorm.reading.relative_dates import is_relative, read_relative

NOW = dt.datetime(2013, 10, 21, 16, 25, 33, 500)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        # as Chinese pages write it
        ("2013年10月21日 16:25", "2013-10-21T16:25"),
        ("2013年10月21日星期一 16时25分30秒", "2013-10-21T16:25:30"),
        ("2013年10月21日（周一）16：25", "2013-10-21T16:25"),
        ("2013年10月21日16时", "2013-10-21T16:00"),
        ("２０１３年１０月２１日", "2013-10-21"),
        ("二〇一三年十月二十一日", "2013-10-21"),
        ("二○一三年十月廿一日十六时二十五分", "2013-10-21T16:25"),
        ("二零一三年十月三十日", "2013-10-30"),
        ("民國102年10月21日", "2013-10-21"),
        ("中華民國一百零二年十月二十一日", "2013-10-21"),
        ("民国一〇二年十月二十一日 下午三时", "2013-10-21T15:00"),
        ("发布时间：2013-10-21 16:25", "2013-10-21T16:25"),
        ("發表於 2013/10/21", "2013-10-21"),
        ("2013-10-21 16:25 北京时间", "2013-10-21T16:25+08:00"),
        # halves of the day
        ("2013-10-21 下午4:25", "2013-10-21T16:25"),
        ("2013/10/21 上午 12:05:01", "2013-10-21T00:05:01"),
        ("2013年10月21日 晚上8点半", "2013-10-21T20:30"),
        ("2013-10-21 中午12:30", "2013-10-21T12:30"),
        ("2013-10-21 中午1:30", "2013-10-21T13:30"),
        ("2013-10-21 晚上8:30", "2013-10-21T20:30"),
        ("2013-10-21 下午16:25", "2013-10-21T16:25"),
        ("2013-10-21 4:25 p.m.", "2013-10-21T16:25"),
        ("2013-10-21 12:25am", "2013-10-21T00:25"),
        # as careless hands do
        ("2016-05-4 14:46", "2016-05-04T14:46"),
        ("2012-07-12- 19:30", "2012-07-12T19:30"),
        ("2013.10.21", "2013-10-21"),
        ("2023/03/20", "2023-03-20"),
        ("2013-10-2116:25", "2013-10-21T16:25"),
        ("2013-10-21 16:25 (GMT+08:00)", "2013-10-21T16:25+08:00"),
        ("2013-10-21 16:25:00 UTC+8", "2013-10-21T16:25:00+08:00"),
        # as programs do
        ("2013-10-21T16:25:00Z", "2013-10-21T16:25:00+00:00"),
        ("2013-10-21T16:25:00.250+08:00", "2013-10-21T16:25:00.250000+08:00"),
        ("2013-10-21 16:25:00 +0800", "2013-10-21T16:25:00+08:00"),
        ("20131021162500", "2013-10-21T16:25:00"),
        ("20131021T1625", "2013-10-21T16:25"),
        ("20131021 16:25", "2013-10-21T16:25"),
        ("1382343900", "2013-10-21T08:25:00+00:00"),
        ("1382343900250", "2013-10-21T08:25:00.250000+00:00"),
        # in English, with the month by its name
        ("Mon, 21 Oct 2013 16:25:00 +0800", "2013-10-21T16:25:00+08:00"),
        ("Mon, 21 Oct 2013 08:25:00 GMT", "2013-10-21T08:25:00+00:00"),
        ("21 Oct 2013", "2013-10-21"),
        ("October 21, 2013", "2013-10-21"),
        ("Monday, October 21st, 2013 at 4:25 PM", "2013-10-21T16:25"),
        ("Mon Oct 21 16:25:00 +0800 2013", "2013-10-21T16:25:00+08:00"),
    ],
)
def test_dates_are_read_as_precise_as_they_are_written(text: str, iso: str) -> None:
    """One moment has many spellings; the ISO form has no digit more than they do."""
    assert iso_date_of(text) == iso
    assert iso_date_of(iso) == iso
    assert date_of(text) == dt.datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    "text",
    [
        "10/11/2013",  # October or November
        "13-10-21",  # which century, and is the year first
        "2013-10-211:25",  # the 21st or the 2nd
        "20131021",  # a number, perhaps
        "13800138000",  # a telephone
        "Mon Oct 21 16:25:00 CST 2013",  # China or Chicago
        "2013-10-21 晚上12:00",  # which midnight
        "2013-10-21 上午16:25",
        "2013-02-30",
        "2013-10-21 25:00",
        "2013-10-21 16:25+25:00",
        "二〇一三年十三月一日",
        "2018年3月",
        "2023年9月29日八月十五",
        "昨天",
        "2013-10-21 及以后",
        "",
        "2013-10-21" + " " * 100,
        "2" * 5000,
    ],
)
def test_what_would_have_to_be_guessed_is_not_read(text: str) -> None:
    """Two meanings, or none, are no date."""
    assert read_date(text) is None


@given(st.datetimes(min_value=dt.datetime(1000, 1, 1)), st.sampled_from(["-", "/", ".", "年月日"]))
def test_the_separators_do_not_matter(when: dt.datetime, marks: str) -> None:
    """Year, month and day in this order are read whatever stands between."""
    first, second, last = tuple(marks) if len(marks) == 3 else (marks, marks, "")
    text = f"{when.year}{first}{when.month}{second}{when.day}{last} {when:%H:%M}"
    assert iso_date_of(text) == when.isoformat(timespec="minutes")


@given(
    st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(2999, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]),
)
def test_the_short_cut_for_iso_is_the_long_way(when: dt.datetime, form: str) -> None:
    """What most headers have is read at once, and as everything else is read."""
    text = when.strftime(form)
    quick = dates._of_iso(match) if (match := dates._ISO.fullmatch(text)) else None
    slow = read_date.__wrapped__(f" {text}")  # the blank keeps it off the short cut
    assert slow is not None
    assert quick in (None, slow)
    assert (quick is None) == (when.day > 28)
    assert read_date(text) == slow


HAN = str.maketrans("0123456789", "〇一二三四五六七八九")


@given(st.integers(1, 99))
def test_chinese_numbers_are_read(number: int) -> None:
    """Ten, eleven, twenty, twenty-one: the tens have a word, the units follow."""
    tens, units = divmod(number, 10)
    word = ("" if tens < 2 else str(tens)) + ("十" if tens else "") + (str(units) if units else "")
    assert plain(f"{word.translate(HAN)}日") == f"{number}日"


@given(st.text("0123456789年月日-:/ .+T上下午十一二AMPGTCZ", max_size=40) | st.text())
def test_any_text_is_read_or_not_and_reading_settles_it(text: str) -> None:
    """Total; and what was written in ISO 8601 reads as the same again."""
    iso = iso_date_of(text)
    assert iso is None or iso_date_of(iso) == iso
    is_relative(text)
    read_relative(text, NOW)


@pytest.mark.parametrize(
    "bait", ["2013-", "Mon, ", "十", "1", " ", "上午", "2013年10月21日 ", "发布"]
)
def test_long_baits_cost_nothing(bait: str) -> None:
    """No date is long, and so nothing long is looked at."""
    start = time.process_time()
    for _ in range(20):
        assert read_date(bait * 100_000) is None
        assert read_date((bait * 100)[:100]) is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("刚刚", "2013-10-21T16:25"),
        ("30秒前", "2013-10-21T16:25:03"),
        ("5 分钟前", "2013-10-21T16:20"),
        ("半小时前", "2013-10-21T15:55"),
        ("3小时前", "2013-10-21T13:25"),
        ("三個小時前", "2013-10-21T13:25"),
        ("两天前", "2013-10-19"),
        ("1周前", "2013-10-14"),
        ("今天 08:30", "2013-10-21T08:30"),
        ("昨天", "2013-10-20"),
        ("昨天 08:30", "2013-10-20T08:30"),
        ("前天", "2013-10-19"),
        ("10月20日", "2013-10-20"),
        ("10月22日 08:30", "2012-10-22T08:30"),
        ("2月29日", "2012-02-29"),
        ("3 hours ago", "2013-10-21T13:25"),
        ("an hour ago", "2013-10-21T15:25"),
        ("Yesterday", "2013-10-20"),
    ],
)
def test_relative_dates_count_from_the_reference(text: str, iso: str) -> None:
    """They are as precise as their unit, and no date without a reference."""
    moment = read_relative(text, NOW)
    assert moment is not None
    assert moment.iso() == iso
    assert is_relative(text)
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["去年", "3个月前", "2月30日", "10-20", "今天 25:00", "昨天下雨"])
def test_vague_or_impossible_relative_dates_are_none(text: str) -> None:
    """Months have no one length, and a day without 月 may be anything."""
    assert read_relative(text, NOW) is None


def test_a_reference_before_the_first_year_is_no_error() -> None:
    """Counting back beyond the calendar gives no date."""
    assert read_relative("99999天前", dt.datetime(1, 1, 1)) is None
    assert read_relative("3小时前", dt.datetime(1, 1, 1, tzinfo=dt.UTC)) is None
    assert read_relative("12月31日", dt.datetime(1, 1, 1)) is None


def test_the_offset_of_the_reference_is_kept() -> None:
    """An aware reference gives aware times."""
    moment = read_relative("3小时前", NOW.replace(tzinfo=fixed_zone("+08:00")))
    assert moment is not None
    assert moment.iso() == "2013-10-21T13:25+08:00"


@given(st.integers(-1439, 1439))
def test_offsets_are_read_in_each_of_their_forms(minutes: int) -> None:
    """``+08:00``, ``+0800`` and ``UTC+08:00`` are one zone."""
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    text = dt.datetime(2013, 1, 1, tzinfo=zone).isoformat()[19:]
    assert fixed_zone(text) == fixed_zone(text.replace(":", "")) == fixed_zone(f"UTC{text}") == zone
    assert fixed_zone("Asia/Shanghai") is None
