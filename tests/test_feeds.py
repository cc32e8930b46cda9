"""Feeds: a post for each item, with one copy of its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Post, parse_feed
from support.counting import lines_run

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>河边夜话</title>
<link>https://a.example/</link>
<item><title><![CDATA[雨后 & 河边]]></title><link>https://a.example/1?a=1&amp;b=2</link><dc:creator>阿七</dc:creator>
<pubDate>Mon, 21 Oct 2013 16:25:00 +0800</pubDate><category>随笔</category><category><![CDATA[雨]]></category>
<description>雨停了。 路还湿。 &lt;a href="x"&gt;阅读全文&lt;/a&gt;</description>
<content:encoded><![CDATA[<p>雨停了。</p><p>路还湿。</p><img src="/1.png">]]></content:encoded></item>
<item><title>&amp;lt;雨&amp;gt;</title><guid>https://a.example/2</guid><author>a@b.example (小满)</author>
<description>只有&lt;b&gt;一句&lt;/b&gt;。</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>河边夜话</title>
<entry><title type="html">雨后</title><link rel="edit" href="https://a.example/e"/>
<link rel="alternate" href="https://a.example/1"/><published>2013-10-21T16:25:00+08:00</published>
<updated>2014-01-01T00:00:00Z</updated><author><name>阿七</name><uri>x</uri></author><category term="随笔"/>
<content type="html">&lt;p&gt;雨停了。&lt;/p&gt;&lt;p&gt;路还湿。&lt;/p&gt;</content></entry></feed>"""


def test_rss() -> None:
    """The fuller text is the body, the flattened one is not put beside it."""
    one, two = parse_feed(RSS)
    assert dict(one.metadata) == {
        "title": "雨后 & 河边",
        "author": "阿七",
        "date": "2013-10-21T16:25:00+08:00",
        "url": "https://a.example/1?a=1&b=2",
        "publisher": "河边夜话",
        "tags": ("随笔", "雨"),
    }
    assert one.body == "雨停了。\n\n路还湿。\n\n![](https://a.example/1.png)\n"
    assert (two.title, two.author, two.url) == ("<雨>", "小满", "https://a.example/2")
    assert two.body == "只有**一句**。\n"


def test_atom() -> None:
    """The date is when it was published, the address that for readers, a tag its term."""
    [post] = parse_feed(ATOM.encode())
    assert dict(post.metadata) == {
        "title": "雨后",
        "author": "阿七",
        "date": "2013-10-21T16:25:00+08:00",
        "url": "https://a.example/1",
        "publisher": "河边夜话",
        "tags": ("随笔",),
    }
    assert post.body == "雨停了。\n\n路还湿。\n"


def test_wordpress_export() -> None:
    """WXR is RSS with fields of its own; an excerpt is not the body."""
    [post] = parse_feed(
        "<rss><channel><item><title>雨后</title><dc:creator><![CDATA[阿七]]></dc:creator>"
        "<wp:post_date><![CDATA[2013-10-21 16:25:00]]></wp:post_date><description></description>"
        "<content:encoded><![CDATA[雨停了。\n\n路还湿。]]></content:encoded>"
        "<excerpt:encoded><![CDATA[雨停了。]]></excerpt:encoded></item></channel></rss>"
    )
    assert post.metadata["date"] == "2013-10-21T16:25:00"
    assert post.body == "雨停了。\n\n路还湿。\n"
    assert post.notices == ()


def test_rdf_and_odd_cases_of_names() -> None:
    """RSS 1.0 has its items beside the channel; some feeds write <pubdate>."""
    posts = parse_feed(
        "<rdf:RDF><channel><title>河边</title></channel><item rdf:about='x'><title>雨</title>"
        "<dc:date>2013-10-21T16:25+08:00</dc:date><description>停</description></item>"
        "<ITEM><TITLE>夜</TITLE><pubdate>2013-10-22</pubdate></ITEM></rdf:RDF>"
    )
    assert [(post.title, post.metadata["date"]) for post in posts] == [
        ("雨", "2013-10-21T16:25+08:00"),
        ("夜", "2013-10-22"),
    ]


def test_text_that_stands_in_the_other_field_only_is_noticed() -> None:
    """It is not mixed into the body, and it is not lost in silence."""
    [post] = parse_feed(
        "<rss><item><description>完全不同的一句话。</description>"
        "<content:encoded>&lt;p&gt;雨停了，路还湿，我们沿着河走。&lt;/p&gt;</content:encoded></item></rss>"
    )
    assert post.body == "雨停了，路还湿，我们沿着河走。\n"
    [notice] = post.notices
    assert notice.rule == "feed.other-text"
    assert notice.span is not None
    assert post.source[slice(*notice.span)] == "完全不同的一句话。"


def test_a_broken_feed_gives_what_is_there() -> None:
    """A bare ampersand, a closing tag inside of CDATA, an end that was cut off."""
    posts = parse_feed(
        "<rss><item><title>甲 & 乙</title><description><![CDATA[雨</item>停]]></description></item>"
        "<item><title>丙</title><description>夜"
    )
    assert [(post.title, post.body) for post in posts] == [("甲 & 乙", "雨停\n"), ("丙", "夜\n")]


def test_a_post_holds_its_own_item_and_nothing_else() -> None:
    """It can be restored, and each field knows its place in the item."""
    for post in (*parse_feed(RSS), *parse_feed(ATOM)):
        assert post.restore() == post.source
        assert post.source in RSS + ATOM
        assert Post.from_dict(post.to_dict()) == post
        at = post.body.find("雨停了")
        if at >= 0:
            assert post.source[slice(*post.source_span(at, at + 3))] == "雨停了"


def test_no_feed_has_no_posts() -> None:
    """Content is never an error."""
    for text in ("", "雨停了。", "<rss>", "<items>", "<p>雨", "<rss></rss>"):
        assert parse_feed(text) == []


@pytest.mark.parametrize("source", [None, 3, ["<rss>"], Post.from_text("<rss>")], ids=repr)
def test_a_wrong_source_is_told(source: str) -> None:
    """What is neither bytes nor text is a TypeError."""
    with pytest.raises(TypeError, match="parse_feed takes bytes or a str"):
        parse_feed(source)


PARTS = st.sampled_from(
    (
        *(
            "<item>",
            "</item>",
            "<entry>",
            "</entry>",
            "<title>",
            "</title>",
            "<description>",
            "</description>",
        ),
        *(
            "<![CDATA[",
            "]]>",
            "<p>",
            "雨停了。",
            "&lt;p&gt;",
            "&",
            "<",
            "\x00",
            "\ud800",
            "<link href='http://a'/>",
        ),
        *(
            "<author><name>阿七",
            "</name></author>",
            "<pubDate>",
            "</pubDate>",
            "昨天",
            " ",
            "<content:encoded>",
        ),
    )
)


@given(parts=st.lists(PARTS, max_size=25))
def test_any_feed_is_accepted_and_accounted_for(parts: list[str]) -> None:
    """Laws 1 and 2, item by item."""
    for post in parse_feed("<rss><item>" + "".join(parts)):
        assert post.restore() == post.source
        assert Post.from_dict(post.to_dict()) == post
        for notice in post.notices:
            assert notice.span is None or 0 <= notice.span[0] <= notice.span[1] <= len(post.source)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "<item><title>雨</title><description>停。</description></item>",
            "<item>",
            "<title>",
            "<![CDATA[",
        ),
        *("<item><![CDATA[</item>", "</item>", "<item><a>", "<item><description>雨"),
    ],
)
def test_twice_the_feed_is_twice_the_work(unit: str) -> None:
    """Law 7, of feeds that repeat, never close, or close too often."""

    def work(size: int) -> int:
        return lines_run(parse_feed.__code__.co_filename, lambda: parse_feed("<rss>" + unit * size))

    work(10)
    assert work(400) <= 2.2 * work(200) + 500
