"""Pages: what they say about their article, what is dangerous in them, what may be handed in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import bs4
import pytest
from lxml import etree
from lxml import html as lxml_html

from postnorm import Change, MetadataChange, Post, clean, parse_html
from postnorm.reading.html.article import find_article
from postnorm.reading.html.scripts import variable
from postnorm.reading.html.selectors import Selector, xpath_of
from postnorm.reading.html.sites import read_sites
from postnorm.reading.html.titles import without_site
from postnorm.reading.html.tree import _Builder, _crowded, read_tree

PROSE: Final = (
    "<p>雨下了整整一夜，天亮才停。</p><p>我们沿着河走，水已经漫过了石阶，路上没有一个人。</p>"
)
MARKDOWN: Final = "雨下了整整一夜，天亮才停。\n\n我们沿着河走，水已经漫过了石阶，路上没有一个人。\n"


def rules(post: Post) -> list[str]:
    """The rules that noticed something."""
    return [notice.rule for notice in post.notices]


LINKED: Final = "<script type='application/ld+json'>"
SHARED: Final = "<title>x</title><meta property='og:title' content='雨后|某某'>"
TAG: Final = "<meta property='article:tag' content"
WHEN: Final = "2013-10-21T16:25:00+08:00"


# --- facts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ("<title>雨后的河边_文化_某某新闻网</title>", "title", "雨后的河边"),
        ("<title>雨后 - 没有站名</title>", "title", "雨后 - 没有站名"),
        (f"{SHARED}<meta property='og:site_name' content='某某'>", "title", "雨后"),
        ("<meta name='author' content='作者：阿七'>", "author", "阿七"),
        (f"<meta property='article:published_time' content='{WHEN}'>", "date", WHEN),
        ("<meta name='PubDate' content='2013/10/21 16:25'>", "date", "2013-10-21T16:25"),
        (f"{LINKED}{{'@type':'NewsArticle','datePublished':'2013-10-21'}}</script>", "date", "2013-10-21"),
        (f"{LINKED}[{{'@type':'Article','headline':'雨','author':{{'name':'阿七'}}}}]</script>", "author", "阿七"),
        ("<meta property='og:site_name' content='某某报'>", "publisher", "某某报"),
        ("<meta name='description' content='一夜  的雨'>", "description", "一夜 的雨"),
        ("<meta name='keywords' content='雨，河、夜'>", "tags", ("雨", "河", "夜")),
        ("<meta name='keywords' content='雨后 河边 夜里'>", "tags", ("雨后", "河边", "夜里")),
        (f"{TAG}='雨'>{TAG}='河'>", "tags", ("雨", "河")),
        ("<link rel='canonical' href='https://a.example/1'>", "url", "https://a.example/1"),
        ("<meta property='og:url' content='https://a.example/2'>", "url", "https://a.example/2"),
    ],
)  # fmt: skip
def test_a_head_says_it(head: str, key: str, value: object) -> None:
    """What a page says in its head is in the metadata, in the one form that the library writes."""
    head = head.replace("'", '"')
    page = f"<!DOCTYPE html><html><head>{head}</head><body><div>{PROSE}</div></body></html>"
    post = parse_html(page)
    assert post.metadata[key] == value
    assert post.body == MARKDOWN


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<meta name='author' content='某某网'><title>雨后_某某网</title>", "author"),
        ("<meta name='author' content='https://a.example/u/1'>", "author"),
        ("<meta name='author' content='admin'>", "author"),
        ("<meta name='date' content='某天'>", "date"),
        ("<link rel='canonical' href='/1'>", "url"),
        ('<script type=\'application/ld+json\'>{"@type":"Article",</script>', "date"),
        ("<script type='application/ld+json'>" + "[" * 9000 + "</script>", "date"),
    ],
)
def test_what_says_nothing_is_no_fact(text: str, key: str) -> None:
    """A name of a site is no author, and what cannot be read is no date."""
    post = parse_html(f"<!DOCTYPE html><html><head>{text}</head><body>{PROSE}</body></html>")
    assert key not in post.metadata


def test_the_date_may_stand_under_the_title_only() -> None:
    """A short text with a date and a time; a date in the article's prose is another thing's."""
    page = f"<html><body><h1>雨后</h1><span>发布于 2013年10月21日 16:25</span>{PROSE}</body></html>"
    assert parse_html(page).metadata["date"] == "2013-10-21T16:25"
    page = f"<html><body><h1>雨后</h1>{PROSE}<p>2013年10月21日，桥断了。</p></body></html>"
    assert "date" not in parse_html(page).metadata


def test_a_fact_knows_its_place() -> None:
    """The span of a metadata change is where the page says it."""
    page = (
        f"<html><head><title>雨后_某某网</title><meta name=author content=阿七></head><body>{PROSE}"
    )
    post = parse_html(page)
    told = {change.key: change for change in post.changes if isinstance(change, MetadataChange)}
    for key in ("title", "author"):
        span = told[key].span
        assert span is not None
        assert page[slice(*span)] == post.metadata[key]


def test_the_address_is_what_the_browser_wrote() -> None:
    """Pages that somebody saved say where they are from in a comment only."""
    saved = "http://mp.weixin.qq.com/s?__biz=Mz&mid=1&idx=1&sn=ab"
    page = f"<!DOCTYPE html>\n<!-- saved from url=(0052){saved} -->\n<html><body><div id='js_content'>{PROSE}"
    post = parse_html(page)
    assert (post.url, post.body) == (saved, MARKDOWN)


def test_a_fragment_says_nothing_about_itself() -> None:
    """A heading in a feed item is a heading."""
    post = parse_html("<h1>雨后</h1><p>雨停了。")
    assert (dict(post.metadata), post.body) == ({}, "# 雨后\n\n雨停了。\n")


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("雨后的河边_某某新闻网", "雨后的河边"),
        ("雨后的河边-某某网-The Example", "雨后的河边"),
        ("雨后：C++ 与 Go | 阿七的博客", "雨后：C++ 与 Go"),
        ("雨后-河边", "雨后-河边"),
        ("雨后_这是标题的后半部分呀_某某网", "雨后_这是标题的后半部分呀"),
        ("某某网", "某某网"),
        ("_某某网", "_某某网"),
        ("", ""),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, made: str) -> None:
    """Only what reads like a site goes, and never all."""
    assert without_site(title) == made


# --- the article -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        f"<body><nav><a>首页</a></nav><div><h1>雨</h1><div id=x>{PROSE}</div></div><div class=foot>地，电。</div>",
        f"<body><div id=x>{PROSE * 3}</div><div class='comment-list'>{'<p>好文，顶！谢谢。</p>' * 3}</div>",
        f"<body><table><tr><td><a>左</a></td><td id=x>{PROSE}</td></tr></table>",
        f"<body><div><div id=x><div>{PROSE}</div><section>{PROSE}</section></div></div>",
        "<body><ul><li><a>a, b.</a></ul><div id=x><p>The rain, at last, stopped.<p>It was late, and dark.</div>",
        f"<body><div id=x><blockquote>{PROSE}</blockquote><p>短。</p></div>",
    ],
)  # fmt: skip
def test_the_article_is_where_the_prose_is(page: str) -> None:
    """The smallest element that holds nearly all stops outside of links, and is no paragraph itself."""
    root = read_tree(f"<html>{page}").root
    assert root is not None
    article = find_article(root)
    assert article is not None
    assert article.root.get("id") == "x"


def test_lists_of_links_in_the_article_go_and_prose_stays() -> None:
    """What is named as an aside and short, or nothing but links, is not the article's."""
    links = "<ul>" + "<li><a href=x>别的文章</a>" * 5 + "</ul>"
    share = "<div class='share-box'>分享到</div>"
    quote = "<p class='statement'>他声明，桥会修好，人会回来，水会退去，一切都会过去。</p>"
    more = PROSE * 9
    post = parse_html(
        f"<html><body><div>{more}{share}{quote}{links}<p>多谢。</p></div></body></html>"
    )
    assert "别的文章" not in post.body
    assert "分享到" not in post.body
    assert "他声明" in post.body
    assert post.body.endswith("多谢。\n")
    poem = "<div class='tags'>" + "<p>没有标点的诗也是文章</p>" * 9 + "</div>"
    assert (
        "没有标点的诗" in parse_html(f"<html><body><div>{PROSE * 2}{poem}</div></body></html>").body
    )


def test_a_page_without_prose_is_kept_whole() -> None:
    """A poem, a gallery: there is nothing to tell the article by, so nothing is left out."""
    post = parse_html("<html><body><h1>夜</h1><div>雨</div><div>停</div></body></html>")
    assert post.body == "# 夜\n\n雨\n\n停\n"


# --- hazards -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "body", "told"),
    [
        ("<p>雨<!-- 停<p>了", "雨 停\n\n了\n", ["html.unclosed"]),
        ("<p>雨<!-- 停 --><p>了<!-- <!-- 夜", "雨\n\n了 夜\n", ["html.unclosed"]),
        ("<title>雨<p>停", "雨\n\n停\n", ["html.unclosed"]),
        ("<p>雨<textarea><p>停", "雨\n\n停\n", ["html.unclosed"]),
        ("<p>雨\x00停\ud800了\x07", "雨\ufffd停\ufffd了\n", ["html.control-characters"]),
        ("<p>若 a<b 且 c>d", "若 a\\<b 且 c>d\n", ["html.stray-less-than"]),
        ("<p>雨<iframe src=x></iframe>停", "雨停\n", ["html.media"]),
    ],
)
def test_what_is_dangerous_is_noticed(page: str, body: str, told: list[str]) -> None:
    """The text is kept, and it is said what was done for that."""
    post = parse_html(page)
    assert (post.body, rules(post)) == (body, told)
    assert post.restore() == page


@pytest.mark.parametrize("depth", [100, 300, 3000, 30_000])
def test_depth_is_no_limit(depth: int) -> None:
    """lxml stops at 256 and at 2,048, and says nothing."""
    page = "<p>始</p>" + "<div>" * depth + "深" + "</div>" * depth + "<p>终</p>"
    post = parse_html(page)
    assert (post.body, post.notices) == ("始\n\n深\n\n终\n", ())


def test_a_long_text_is_kept() -> None:
    """lxml drops texts of more than ten million bytes without being asked to be generous."""
    post = parse_html("<p>雨" + "停了，" * 1_500_000 + "</p><p>终")
    assert len(post.body) == 4_500_005


def test_entities_are_not_loaded() -> None:
    """A DOCTYPE declares nothing here: no file is read and nothing grows."""
    bomb = "".join(
        f"<!ENTITY a{n} '&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};'>" for n in range(1, 20)
    )
    page = f"<!DOCTYPE x [<!ENTITY a0 '雨'><!ENTITY f SYSTEM 'file:///etc/passwd'>{bomb}]><p>&a19;&f;停</p>"
    body = parse_html(page).body
    assert len(body) < 2 * len(page)
    assert "root:" not in body


@pytest.mark.parametrize("text", ["", " \n\t", "<", "雨<停", "雨 > 停", "a < b", "&", "雨\n停"])
def test_text_without_tags_stays(text: str) -> None:
    """Nothing is markup in it, so nothing is done."""
    post = parse_html(text)
    assert (post.body, post.changes) == (text, ())


def test_text_without_tags_loses_its_escapes() -> None:
    """Titles and descriptions of feeds are text with references."""
    assert parse_html("雨 &amp; 停 &lt;p&gt; &nosuch;").body == "雨 & 停 <p> &nosuch;"


# --- what may be handed in -----------------------------------------------------------------


def test_bytes_text_and_trees_give_the_same_body() -> None:
    """Of a tree the source is what it writes as, and that is said."""
    page = f"<html><head><meta charset=utf-8><title>雨后</title></head><body><div>{PROSE}</div></body></html>"
    trees = (
        bs4.BeautifulSoup(page, "lxml"),
        lxml_html.fromstring(page),
        etree.ElementTree(lxml_html.fromstring(page)),
    )
    for source in (page, page.encode(), bytearray(page.encode("gbk")), memoryview(page.encode())):
        post = parse_html(source)
        assert (post.title, post.body) == ("雨后", MARKDOWN)
        assert "html.tree" not in rules(post)
    for tree in trees:
        post = parse_html(tree)
        assert (post.title, post.body, rules(post)) == ("雨后", MARKDOWN, ["html.tree"])
        assert post.restore() == post.source
    soup = bs4.BeautifulSoup(page, "lxml")
    assert parse_html(soup.div).body == MARKDOWN
    assert soup.p is not None
    assert parse_html(soup.p.string).body == "雨下了整整一夜，天亮才停。"


@pytest.mark.parametrize(
    "source", [None, 3, ["<p>雨"], Post.from_text("<p>雨"), object()], ids=repr
)
def test_a_wrong_source_is_told(source: object) -> None:
    """What is no page is a TypeError that says what is."""
    with pytest.raises(TypeError, match="parse_html takes bytes, a str, a BeautifulSoup"):
        parse_html(source)


def test_a_wrong_address_is_told() -> None:
    """The address is text."""
    with pytest.raises(TypeError, match="url is a str, not a bytes"):
        parse_html("<p>雨", url=b"https://a.example")  # type: ignore[arg-type]


def test_addresses_become_absolute() -> None:
    """With the page's own address, given or said; without it they stay as they are."""
    page = '<p><a href="/1">雨</a><img src="2.png"><a href="http://[">停</a>'
    made = parse_html(page, url="https://a.example/b/c").body
    assert "[雨](https://a.example/1)![](https://a.example/b/2.png)" in made
    assert "[雨](/1)![](2.png)" in parse_html(page).body


def test_clean_takes_a_page() -> None:
    """The whole pipeline, and every character accounted for."""
    page = f"<!DOCTYPE html><html><body><div>{PROSE}<p>1 、雨停了 。</p></div></body></html>"
    post = clean(page.encode())
    assert post.body.endswith("1、雨停了。\n")
    assert post.restore() == page
    assert [type(change) for change in post.changes[:1]] == [Change]
    at = post.body.index("石阶")
    assert page[slice(*post.source_span(at, at + 2))] == "石阶"


# --- parts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        ("var ct = '1382343900';", "ct", "1382343900"),
        ('window.ct="13";', "ct", "13"),
        ("var ct = 1382343900;", "ct", "1382343900"),
        (r"var t = '雨\x26amp;\u505c\'';", "t", "雨&停'"),
        ("var act = '1'; var ct='2';", "ct", "2"),
        ('S = {"a": {"b": undefined, "c": [1]}, "d": "雨"};', "S.d", "雨"),
        ('S = {"a": {"x": {"t": ""}, "y": {"t": "雨"}}}', "S.a.*.t", "雨"),
        ('if (S) { S.b = 1 } S = {"a": "雨"}', "S.a", "雨"),
    ],
)
def test_variables_are_read(script: str, name: str, value: str) -> None:
    """Strings, numbers, and paths into the JSON that a page is drawn from."""
    found = variable(f"<script>{script}</script>", name)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize(
    "script", ["", "var act = '1'", "ct", "ct =", "S = {", "S = {'a': 1}", "S = " + '{"a":' * 5000]
)
def test_variables_that_are_not_there(script: str) -> None:
    """What cannot be read is nothing, whatever it is."""
    assert variable(script, "ct") is None
    assert variable(script, "S.a.b") is None


@pytest.mark.parametrize(
    ("selector", "xpath"),
    [
        ("p", "descendant-or-self::p"),
        (".a.b", "descendant-or-self::*[contains(concat(' ',normalize-space(@class),' '),' a ')]"
                 "[contains(concat(' ',normalize-space(@class),' '),' b ')]"),
        ("div#x > p", "descendant-or-self::div[@id='x']/p"),
        ("ul li[data-x]", "descendant-or-self::ul//li[@data-x]"),
        ("a[href^=http] i[class*=x]", "descendant-or-self::a[starts-with(@href,'http')]//i[contains(@class,'x')]"),
        ("time@datetime", "descendant-or-self::time"),
    ],
)  # fmt: skip
def test_selectors_are_a_part_of_css(selector: str, xpath: str) -> None:
    """Each form in XPath."""
    assert xpath_of(selector) == xpath


@pytest.mark.parametrize(
    "selector", ["", ">", "p >", "p:first-child", "p, a", "p[", "#", "a[b='c]", "p+a", "[a=']']"]
)
def test_what_is_no_selector_is_told(selector: str) -> None:
    """The message says which part is not understood."""
    with pytest.raises(ValueError, match=r"is no selector|apostrophe"):
        Selector(selector)


@pytest.mark.parametrize(
    "selector", ["p.a", "#x", "[itemprop=author]", "time@datetime", "div.b > i"]
)
def test_needles_rule_out_no_page(selector: str) -> None:
    """What is quickly found absent is absent from the tree, too."""
    page = "<div class='b' id=x><i></i><p class=a></p><b itemprop=author></b><time datetime=2013></time></div>"
    root = read_tree(page).root
    assert root is not None
    made = Selector(selector)
    assert list(made.find(root))
    assert made.may_be_in(page.__contains__)
    assert not made.may_be_in("<p>雨".__contains__)


def test_a_list_of_other_articles_goes_with_its_heading() -> None:
    """Teasers have a sentence each; what authors call further reading stays."""
    teaser = "<dl><dt><a href=x>桥断了，谁来修</a></dt><dd>昨天夜里，桥断了。</dd></dl>"
    reading = f"<h3>延伸阅读</h3>{'<p><a href=x>水经注</a>讲的是河。</p>' * 2}"
    page = f"<html><body><div>{PROSE * 5}{reading}<h2>为你推荐</h2>{teaser * 2}<p>完。</p></div></body></html>"
    post = parse_html(page)
    assert "为你推荐" not in post.body
    assert "桥断了" not in post.body
    assert post.body.endswith("讲的是河。\n\n完。\n")
    page = f"<html><body><div>{PROSE * 5}<h2>相关阅读</h2><p>这一段说的是书，不是链接。</p></div></body></html>"
    assert "## 相关阅读\n\n这一段" in parse_html(page).body


def test_the_title_is_not_said_again() -> None:
    """It is in the metadata; the way to the page before it goes, prose before it stays, another heading too."""
    way = "<div><a href='/'>首页</a> &gt; <a href='/n'>新闻</a></div>"
    page = "<html><head><title>雨后的河边</title></head><body><div>{}<h1> 雨后的河边</h1>{}</div></body></html>"
    assert parse_html(page.format(way, PROSE)).body == MARKDOWN
    assert parse_html(page.format("<p>编者按，请读。</p>", PROSE)).body.startswith(
        "编者按，请读。\n\n# 雨后"
    )
    assert (
        parse_html(page.format("", f"{PROSE}<h2>尾声</h2>{PROSE}")).body
        == f"{MARKDOWN}\n## 尾声\n\n{MARKDOWN}"
    )


def test_text_stays_in_order_at_any_depth() -> None:
    """Where elements are too deep to be nested they stand side by side, and so does their text."""
    depth = 2500
    page = "".join(f"<div>{n}甲" for n in range(depth)) + "".join(
        f"</div>{n}乙" for n in range(depth)
    )
    words = parse_html(page).body.split()
    assert words == [f"{n}甲" for n in range(depth)] + [f"{n}乙" for n in range(depth)]


def test_sixteen_threads_give_what_one_gives() -> None:
    """Law 9: compiled selectors and tables are shared, trees and states are not."""
    pages = [
        f"<html><title>{n}</title><body><div id=js_content>{PROSE * n}</div>" for n in range(1, 20)
    ]
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(parse_html, pages * 4)) == [parse_html(page) for page in pages] * 4


def test_text_is_traced_past_references_and_copies() -> None:
    """A paragraph written with references is not taken for its copy in a script at the end."""
    texts = [f"第{n}夜，“雨下了整整一夜，天亮才停”，我们沿着河走" for n in range(30)]
    coded = "".join(
        f"<p>{text.replace('“', '&ldquo;').replace('”', '&rdquo;')}。</p>\n" for text in texts
    )
    page = f"<html><body><div>{coded}</div><script>var copy = '{'。'.join(texts)}';</script></body></html>"
    post = parse_html(page)
    for n, text in enumerate(texts):
        at = post.body.index(text)
        start, end = post.source_span(at, at + len(text))
        assert page[start:end].startswith(f"第{n}夜")
        assert end < page.index("<script>")


@pytest.mark.parametrize("said", ["\f", "&#12;", "&#1;", "&#x7f;", "&#xffff;"])
@pytest.mark.parametrize("markup", ["路{}还湿", "<a title='路{}' href='b{}'>路还湿</a>"])
def test_what_nobody_may_write_into_a_tree_is_read(said: str, markup: str) -> None:
    """Where lxml gives up on a page, its events hold controls that it refuses to take back."""
    page = "<html><body>" + "<div>" * 3000 + f"<p>雨停了，{markup.format(said, said)}。</p>"
    post = parse_html(page)
    assert post.body.startswith("雨停了，")
    assert "还湿" in post.body
    assert post.restore() == page


@pytest.mark.parametrize("tag", ["o:p", "k,v", "div“", "t##able", "h2$", "b" * 200])
def test_names_of_elements_that_nobody_may_make_are_read(tag: str) -> None:
    """Where lxml gives up on a page, its events still name what it refuses to make; the text stays."""
    deep = "<div>" * 3000
    post = parse_html(f"<html><body>{deep}<p>雨停了，<{tag}>路还湿</{tag}>。</p></body></html>")
    assert "".join(post.body.split()) == "雨停了，路还湿。"


# --- the edges ---------------------------------------------------------------------------


def page_of(head: str, body: str = PROSE, top: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{top}<div>{body}</div></body></html>"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:site_name' content='河边'><meta name=author content=河边>",
        "<title>雨后 - 河边</title><meta name=author content=河边>",
    ],
)
def test_the_name_of_a_site_is_no_author(head: str) -> None:
    """Many templates write it there."""
    assert parse_html(page_of(head)).author is None


def test_whose_site_it_is_is_an_author() -> None:
    """的 tells the site from the one who has it."""
    head = "<title>雨后 – 阿七的河边</title><meta name=author content=阿七>"
    assert parse_html(page_of(head)).author == "阿七"


def test_an_address_is_that_of_the_canonical_link() -> None:
    """Other links are passed over."""
    head = "<link rel=stylesheet href=x><link rel=canonical href='https://a.example/7'>"
    assert parse_html(page_of(head)).url == "https://a.example/7"


def test_an_address_that_is_none_tells_no_host() -> None:
    """The next one may."""
    sites = read_sites('[[site]]\nid = "a"\nhosts = ["a.example"]\nbody = [".p"]\n', path="x")
    links = "".join(f"<link rel=canonical href='{url}'>" for url in ("http://[", "//a.example"))
    post = parse_html(page_of(links, f"{PROSE}<div class=p>甲</div>"), sites=sites)
    assert post.body == "甲\n"


def test_a_title_of_many_parts_is_cut_so_often_and_no_oftener() -> None:
    """A chain of channels is no reason to look for ever."""
    assert without_site("雨后_" + "_".join(["频道"] * 12)).startswith("雨后_频道")


def test_a_heading_without_end_is_no_field() -> None:
    """What a title may be is read to some thousand characters."""
    page = page_of("<meta property='og:title' content='雨后'>", f"<h1>{'雨' * 3000}</h1>{PROSE}")
    assert parse_html(page).title == "雨后"


def test_comments_between_elements_are_nothing() -> None:
    """Above the heading, and among the links behind an article."""
    links = (
        "<h3>相关阅读</h3><p><a href=/1>别的文章在这里</a></p><!-- 甲 -->"
        "<p><a href=/2>还有一篇文章</a></p>"
    )
    above = "<div>导航</div><!-- 乙 --><h1>雨后</h1>"
    for body in (f"{above}{PROSE}", f"{PROSE}{links}"):
        assert parse_html(page_of("<title>雨后</title>", body)).body == MARKDOWN


def test_prose_in_a_link_is_a_teaser() -> None:
    """It does not say where the article is."""
    teaser = "<div><a href=/a><p>雨下了整整一夜，天亮才停，别的文章。</p></a></div>"
    assert parse_html(page_of("", PROSE, teaser)).body == MARKDOWN


def test_elements_that_a_selector_finds_stand_once() -> None:
    """One inside of another is written with it; what comes next is a paragraph of its own."""
    sites = read_sites(
        """[[site]]
id = "a"
hosts = ["a.example"]
variables = {body = ["STATE.body"]}
[[site]]
id = "b"
hosts = ["a.example"]
body = [".post"]
""",
        path="own.toml",
    )
    body = f"<div class=post>{PROSE}<div class=post>甲</div></div><div class=post>乙</div>"
    post = parse_html(page_of("", body), url="https://a.example/1", sites=sites)
    assert post.body == f"{MARKDOWN}\n甲\n\n乙\n"


def test_a_state_that_is_only_mentioned_is_none() -> None:
    """However often a script names it."""
    assert variable("<script>STATE;</script>" * 20, "STATE.title") is None


def test_text_that_the_parser_drops_is_told() -> None:
    """Nobody writes prose into a doctype; where somebody does, a notice says how much is lost."""
    post = parse_html("<!DOCTYPE html 雨停了，路还湿，我们沿着河走><p>雨")
    assert rules(post) == ["html.text-lost"]
    assert post.notices[0].detail == {"bytes": 42}


def test_a_title_that_is_closed_swallows_what_it_says() -> None:
    """Only one that is never closed is opened again."""
    assert parse_html("<i><title>雨停，</em></title>").body == ""


@pytest.mark.parametrize("source", ["", " ", "<!-- 甲 -->"])
def test_nothing_has_no_tree(source: str) -> None:
    """And nothing to tell."""
    assert read_tree(source) == (None, (), False)


def test_events_that_do_not_match_are_passed_over() -> None:
    """An end without a start ends nothing; the end of an outer element ends those in it."""
    builder = _Builder()
    builder.end("p")
    builder.start("div", {"v:x": "1", "id": "a"})
    builder.start("b", {})
    builder.data("雨")
    builder.end("i")
    builder.end("div")
    builder.start("p", {})
    builder.data("停")
    builder.close()
    assert (
        etree.tostring(builder.root, encoding="unicode") == '<div id="a"><b>雨</b><p>停</p></div>'
    )


def test_text_written_with_references_is_traced_by_what_is_around_it() -> None:
    """Before the first stretch that stands in the page as it is read, and inside of one."""
    source = "<p>&#38632;停<b>了</b>雨下了&#25972;整一夜，天亮才停。</p><p>我们沿着河走，水已经漫过了石阶</p>"
    post = parse_html(source)
    assert "整整" in post.body
    at = post.body.index("我们沿着河走")
    start, end = post.source_span(at, at + 6)
    assert source[start:end].startswith("我们沿着河走")


def test_a_tag_with_thousands_of_attributes_is_built_by_events() -> None:
    """libxml2 walks past all attributes for each one more; a long picture in an address is one."""
    assert _crowded(b"<p " + b"".join(b"a%d=1 " % n for n in range(4_000)) + b">")
    assert _crowded(b"<p>a</p><p " + b"a='b>'c " * 3 + b"d " * 9_000 + b">")
    assert not _crowded(b'<img src="data:,' + b"A" * 90_000 + b'">')
    assert not _crowded(b"<p>" + b"a " * 20_000 + b"</p>")
    page = "<p " + " ".join(f"a{n}=1" for n in range(40_000)) + "><b>雨</b>停了。</p>"
    assert parse_html(page).body == "**雨**停了。\n"
