"""Metadata in its normal form: names, dates, tags, addresses; nothing is lost or done in silence."""

from __future__ import annotations

import datetime as dt
import html
import zoneinfo
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.fields import ALIASES, canonical_name
from postnorm.post import Post
from postnorm.reading.metadata import normalize_metadata
from postnorm.reading.urls import canonical_url
from postnorm.records import MetadataChange
from postnorm.values import MISSING

NOW = dt.datetime(2013, 10, 21, 16, 25)


def normal(metadata: Mapping[str, object], **options: object) -> dict[str, object]:
    return dict(normalize_metadata(Post.from_text("", metadata), **options).metadata)  # type: ignore[arg-type]


# --- names -------------------------------------------------------------------


def test_aliases_become_canonical_names_in_their_place() -> None:
    """The order of the header is kept, and what is no alias stays."""
    found = normal({"layout": "post", "name": "阿七", "time": "2013-10-21 16:25", "标题": "雨后"})
    assert list(found.items()) == [
        ("layout", "post"),
        ("author", "阿七"),
        ("date", "2013-10-21T16:25"),
        ("title", "雨后"),
    ]


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({"作者": "小满", "name": "阿七"}, {"作者": "小满", "author": "阿七"}),
        ({"作者": "小满", "author": "阿七"}, {"作者": "小满", "author": "阿七"}),
        ({"author": "", "作者": "小满"}, {"author": "小满"}),
        ({"author": "&nbsp;", "作者": "小满"}, {"author": "小满"}),
        ({"author": "", "作者": ""}, {"author": "", "作者": ""}),
        ({"Author": "小满", "author": "阿七"}, {"Author": "小满", "author": "阿七"}),
        ({"time": "不详", "published": "2013-10-21"}, {"time": "不详", "date": "2013-10-21"}),
        ({"date": "不详", "published": "2013-10-21"}, {"date": "不详", "published": "2013-10-21"}),
    ],
)
def test_one_key_gets_the_name_and_the_others_keep_theirs(
    given_: dict[str, object], expected: dict[str, object]
) -> None:
    """The canonical key, else the preferred readable alias, holds the field; no value is lost."""
    assert normal(given_) == expected


def test_the_address_of_the_original_is_not_that_of_the_post() -> None:
    """They have a name each; where only the original's is known, a post answers with that."""
    both = {"url": "https://a.example/7", "原文链接": "https://b.example/7?utm_source=feed"}
    assert normal(both) == {"url": "https://a.example/7", "source_url": "https://b.example/7"}
    alone = Post.from_text("", {"source_url": "https://b.example/7"})
    assert alone.url == "https://b.example/7"
    assert normalize_metadata(alone) is alone
    assert Post.from_text("", both).url == "https://a.example/7"


def test_every_change_is_recorded() -> None:
    """A renamed key is one that goes and one that comes."""
    post = normalize_metadata(Post.from_text("甲", {"name": " 阿七 "}))
    assert post.changes[1:] == (
        MetadataChange("normalize_metadata", "author", MISSING, "阿七"),
        MetadataChange("normalize_metadata", "name", " 阿七 ", MISSING),
    )
    assert (post.body, post.restore()) == ("甲", "甲")


# --- dates -------------------------------------------------------------------


@pytest.mark.parametrize("timezone", ["+08:00", "UTC+8", dt.timezone(dt.timedelta(hours=8))])
def test_a_time_zone_is_attached_to_times_without_one(timezone: str | dt.tzinfo) -> None:
    """Only to times, only where none is written, and no digit more than was there."""
    assert normal({"time": "2013-10-21 16:25"}, timezone=timezone) == {
        "date": "2013-10-21T16:25+08:00"
    }
    assert normal({"date": "2013-10-21"}, timezone=timezone) == {"date": "2013-10-21"}
    assert normal({"date": "2013-10-21T16:25Z"}, timezone=timezone) == {
        "date": "2013-10-21T16:25+00:00"
    }


def test_names_of_time_zones_are_taken_where_the_system_has_them() -> None:
    """Summer time is the zone's business."""
    try:
        zoneinfo.ZoneInfo("Asia/Shanghai")
    except zoneinfo.ZoneInfoNotFoundError:
        pytest.skip("no time zone data here")
    for date, offset in (("2013-10-21", "+08:00"), ("1988-07-01", "+09:00")):
        found = normal({"date": f"{date} 16:25"}, timezone="Asia/Shanghai")
        assert found == {"date": f"{date}T16:25{offset}"}


@pytest.mark.parametrize(
    "name", ["Asia/Nowhere", "../etc/passwd", "Asia", "", "+99:00", "\0", "CCT"]
)
def test_an_unknown_time_zone_is_an_error_that_teaches(name: str) -> None:
    """It says what to give instead."""
    with pytest.raises(ValueError, match="'Asia/Shanghai'"):
        normal({}, timezone=name)


def test_relative_dates_need_a_reference() -> None:
    """Without one the text stays, and a notice says what is missing."""
    post = normalize_metadata(Post.from_text("", {"time": "昨天 08:30"}))
    assert dict(post.metadata) == {"date": "昨天 08:30"}
    (notice,) = post.notices
    assert (notice.rule, notice.span) == ("metadata.date-relative", None)
    assert "reference=" in notice.message
    assert normal({"time": "昨天 08:30"}, reference=NOW) == {"date": "2013-10-20T08:30"}


def test_an_unreadable_date_stays_with_a_notice() -> None:
    """Nothing is guessed and nothing is dropped."""
    post = normalize_metadata(Post.from_text("", {"date": "2013-02-30"}))
    assert dict(post.metadata) == {"date": "2013-02-30"}
    assert [notice.rule for notice in post.notices] == ["metadata.date-unreadable"]
    assert normalize_metadata(Post.from_text("", {"date": ""})).notices == ()


# --- text and tags -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u3000雨后 \u200b", "雨后"),
        ("&quot;雨后&quot;", '"雨后"'),
        ("&amp;amp;quot;雨后&#34;", '"雨后"'),
        ("R&amp;D & AT&T", "R&D & AT&T"),
        ("&nbsp;雨&hellip;&hellip;", "雨……"),
        ("&nosuch; &copy 2013", "&nosuch; &copy 2013"),
        ("&&#113;uot;", "&&#113;uot;"),
    ],
)
def test_text_is_stripped_and_unescaped(text: str, expected: str) -> None:
    """Entities with their semicolon, however often escaped; nothing that could make a new one."""
    assert normal({"title": text, "body-class": text}) == {"title": expected, "body-class": text}


def test_text_fields_are_text_and_keep_their_parts() -> None:
    """A title of digits is text; two authors stay two."""
    assert normal({"title": 1984, "authors": ["阿七 ", "小满"]}) == {
        "title": "1984",
        "author": ("阿七", "小满"),
    }


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("微信，通信", ("微信", "通信")),
        (["微信", " 通信 ", 2013], ("微信", "通信", "2013")),
        ("R&amp;D", ("R&D",)),
        (2013, ("2013",)),
        (["随笔", {"C++": "入门"}], ("随笔", "C++: 入门")),
        ([{"name": "随笔", "slug": "notes"}, {"Rust": None}], ("随笔", "Rust")),
        ([{"a": "1", "b": "2"}, "随笔"], ("随笔",)),
    ],
)
def test_tags_become_a_tuple_of_text(value: object, tags: tuple[str, ...]) -> None:
    """Whatever their number and form; an entity's semicolon splits nothing."""
    assert normal({"标签": value}) == {"tags": tags}


# --- addresses ---------------------------------------------------------------

ARTICLE = "https://mp.weixin.qq.com/s?__biz=MzA3&mid=265&idx=1&sn=ab12"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{ARTICLE}&chksm=84&scene=21&from=timeline#wechat_redirect", ARTICLE),
        (ARTICLE.replace("&", "&amp;") + "&amp;scene=0#rd", ARTICLE),
        (
            "https://mp.weixin.qq.com/s/Ab_c-12?from=groupmessage#rd",
            "https://mp.weixin.qq.com/s/Ab_c-12",
        ),
        (
            f"{ARTICLE[:30]}src=3&timestamp=1&signature=x",
            f"{ARTICLE[:30]}src=3&timestamp=1&signature=x",
        ),
        ("https://mp.weixin.qq.com/mp/home?b=2", "https://mp.weixin.qq.com/mp/home?b=2"),
        ("http://Example.com/P?b=2&a=1#Top", "http://Example.com/P?b=2&a=1#Top"),
        ("http://example.com/p?utm_source=a&UTM_medium=b", "http://example.com/p"),
        ("http://example.com/p?id=1&spm=a1.b2.c3&utm_id=4&x", "http://example.com/p?id=1&x"),
        ("http://example.com/p?from=2013&spm=7", "http://example.com/p?from=2013&spm=7"),
        ("http://example.com/p?from=singlemessage&isappinstalled=0", "http://example.com/p"),
        ("http://example.com/p#utm_source=a", "http://example.com/p"),
        ("http://example.com/p?#", "http://example.com/p?#"),
        (" http://example.com ", "http://example.com"),
        ("见下文", "见下文"),
        ("ftp://example.com/?utm_source=a", "ftp://example.com/?utm_source=a"),
    ],
)
def test_urls_lose_their_tracking_and_nothing_else(url: str, expected: str) -> None:
    """What names the page stays as it is written; what only tells who passed it on goes."""
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@given(
    st.lists(st.sampled_from(["utm_a=1", "id=2", "", "from=timeline", "a&amp;b", "#", "?", "/s/x"]))
)
def test_canonical_urls_stay_as_they_are(parts: list[str]) -> None:
    """A normal form is a fixed point, also of strange queries."""
    for host in ("http://example.com/", "http://mp.weixin.qq.com/s?__biz=1&mid=2&idx=3&"):
        once = canonical_url(host + "&".join(parts))
        assert canonical_url(once) == once


# --- laws --------------------------------------------------------------------

keys = st.sampled_from([alias for names in ALIASES.values() for alias in names] + ["layout"])
texts = st.sampled_from(
    [
        *("", " ", "雨后", "&quot;甲&amp;quot;", "&nbsp;", "&#9;", ";", "甲，乙"),
        *("昨天", "2013-10-21 16:25", "2013年10月21日", "1382343900"),
        *("http://example.com/?utm_a=1&b=2", f"{ARTICLE}&scene=1"),
    ]
)
scalars = texts | st.text(max_size=9) | st.integers() | st.booleans() | st.none() | st.just(1.5)
values = (
    scalars
    | st.lists(scalars, max_size=3)
    | st.dictionaries(st.text(max_size=3), scalars, max_size=2)
)
posts = st.dictionaries(keys, values, max_size=6).map(
    lambda metadata: Post.from_text("甲", metadata)
)
options = st.fixed_dictionaries(
    {},
    optional={
        "timezone": st.sampled_from(["+08:00", "UTC", dt.timezone(dt.timedelta(seconds=29143))]),
        "reference": st.sampled_from([NOW, NOW.replace(tzinfo=dt.UTC)]),
    },
)


@given(posts, options)
def test_normal_metadata_stays_as_it_is(post: Post, how: dict[str, object]) -> None:
    """A second run gives back the same object, with nothing new to tell."""
    once = normalize_metadata(post, **how)  # type: ignore[arg-type]
    assert normalize_metadata(once, **how) is once  # type: ignore[arg-type]


@given(posts, options)
def test_no_value_is_lost(post: Post, how: dict[str, object]) -> None:
    """Only an empty value makes room for another; every other key is there, renamed or not."""
    after = normalize_metadata(post, **how).metadata  # type: ignore[arg-type]
    full = [key for key, value in post.metadata.items() if not is_blank(value)]
    assert len(after) >= len(full)
    assert all(key in after or canonical_name(key) in after for key in full)


def is_blank(value: object) -> bool:
    if isinstance(value, str):
        return all(char.isspace() or char in "\u200b\ufeff" for char in html.unescape(value))
    return value in (None, ())


@given(st.dictionaries(keys, st.sampled_from(["雨后", "阿七", "2013-10-21"]), max_size=5))
def test_a_post_reads_the_same_before_and_after(metadata: dict[str, str]) -> None:
    """The properties of a post know the aliases, and so do not change."""
    before = Post.from_text("", metadata)
    after = normalize_metadata(before)
    for name in ("title", "author", "date", "url", "tags", "publisher", "account"):
        assert getattr(after, name) == getattr(before, name)


def test_wrong_types_teach() -> None:
    """A str is no post, a date no datetime, a number no time zone."""
    with pytest.raises(TypeError, match=r"postnorm\.parse"):
        normalize_metadata("甲")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"datetime\.datetime"):
        normal({}, reference=NOW.date())
    with pytest.raises(TypeError, match="tzinfo"):
        normal({}, timezone=8)
