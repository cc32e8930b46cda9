"""What posts say of themselves, under odd names and in odd forms."""

from __future__ import annotations

from typing import Final

from postnorm.post import Post
from postnorm.testing.badinputs.drafts import Draft, change, keep_post

_BODY: Final = "雨停了，路还湿。\n"


def _becomes(
    name: str,
    wrong: str,
    given: dict[str, object],
    absent: tuple[str, ...] = (),
    **metadata: object,
) -> Draft:
    post = Post.from_text(_BODY, given)
    return change(name, wrong, lambda: post, _BODY, metadata=metadata, absent=absent)


CASES: Final[tuple[Draft, ...]] = (
    _becomes(
        "names",
        "Chinese names of keys",
        {"标题": "雨后", "作者": "阿七"},
        ("标题", "作者"),
        title="雨后",
        author="阿七",
    ),
    _becomes("name", "an author under another name", {"name": "阿七"}, author="阿七"),
    _becomes("chinese-date", "a date in Chinese", {"date": "2013年5月3日"}, date="2013-05-03"),
    _becomes(
        "date-time",
        "a date and a time in Chinese",
        {"发布时间": "2013年5月3日 9:05"},
        date="2013-05-03T09:05",
    ),
    _becomes("slashes", "a date with slashes", {"date": "2013/05/03"}, date="2013-05-03"),
    _becomes(
        "dashed-time",
        "a dash between date and time",
        {"date": "2012-07-12- 19:30"},
        date="2012-07-12T19:30",
    ),
    _becomes(
        "zone",
        "a time with a zone",
        {"date": "2013-05-03 09:05:00 +0800"},
        date="2013-05-03T09:05:00+08:00",
    ),
    _becomes(
        "mail-date",
        "a date as mail writes it",
        {"date": "Fri, 03 May 2013 09:05:00 +0800"},
        date="2013-05-03T09:05:00+08:00",
    ),
    _becomes(
        "tracking",
        "a URL with tracking",
        {"url": "https://blog.example/1.html?utm_source=feed&id=3"},
        url="https://blog.example/1.html?id=3",
    ),
    keep_post("no-such-day", "30 February", _BODY, date="2013-02-30"),
    keep_post("no-such-time", "the 61st second of a minute", _BODY, date="2013-02-03 25:61"),
    keep_post("ambiguous", "a date whose order nobody wrote down", _BODY, date="10/11/2013"),
    keep_post("yesterday", "a date that depends on today", _BODY, date="昨天"),
    keep_post("long-date", "a date of 10,000 characters", _BODY, date="2013" * 2_500),
    keep_post("no-url", "a URL that is none", _BODY, url="http://[::1"),
    keep_post("own-keys", "keys of somebody's own", _BODY, mood="晴", 心情="好"),
    keep_post(
        "clean",
        "nothing, all is in order",
        _BODY,
        title="雨后",
        date="2013-05-03",
        url="https://blog.example/1.html",
    ),
)
