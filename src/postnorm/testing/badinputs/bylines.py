"""Bylines and sources in the body, and what only looks like them."""

from __future__ import annotations

from typing import Final

from postnorm.post import Post
from postnorm.testing.badinputs.drafts import Draft, change, keep_post
from postnorm.testing.writing import paragraphs

_ARTICLE: Final = "\n\n".join(paragraphs(range(200, 206), (3, 3))) + "\n"


def _moved(name: str, wrong: str, line: str, **metadata: object) -> Draft:
    """A line above the article that has to go into the metadata."""
    post = Post.from_text(f"{line}\n\n{_ARTICLE}")
    return change(name, wrong, lambda: post, _ARTICLE, metadata=metadata)


def _moved_from_below(name: str, wrong: str, line: str, **metadata: object) -> Draft:
    post = Post.from_text(f"{_ARTICLE}\n{line}\n")
    return change(
        name, wrong, lambda: post, has=(_ARTICLE.rstrip(),), lacks=(line,), metadata=metadata
    )


def _kept(name: str, wrong: str, line: str) -> Draft:
    return keep_post(name, wrong, f"{_ARTICLE}\n{line}\n")


CASES: Final[tuple[Draft, ...]] = (
    _moved("author", "an author above", "作者：阿七", author="阿七"),
    _moved("author-hant", "an author above, in Traditional", "編輯：小滿", editor="小滿"),
    _moved("stroke", "a stroke for a colon", "作者丨阿七", author="阿七"),
    _moved("slash", "a slash for a colon", "文／阿七", author="阿七"),
    _moved(
        "several",
        "three credits on one line",
        "文／阿七　译／小满　图／大鱼",
        author="阿七",
        translator="小满",
    ),
    _moved("two-authors", "two authors", "作者：阿七、小满", author=["阿七", "小满"]),
    _moved(
        "origin",
        "where a translation was taken from",
        "原文链接：https://a.example/rain",
        source_url="https://a.example/rain",
    ),
    _moved(
        "dated",
        "a date, a source and an author",
        "2013-10-21 16:25　来源：河边网　作者：阿七",
        author="阿七",
        publisher="河边网",
    ),
    _moved(
        "first-published",
        "an account that published it first",
        "本文首发于微信公众号：河边夜话（ID：hebian2013）",
        account="河边夜话",
        account_id="hebian2013",
    ),
    _moved_from_below(
        "editor-below", "an editor below, in brackets", "（责任编辑：大鱼）", editor="大鱼"
    ),
    _moved_from_below("translator-below", "a translator below", "译者：小满", translator="小满"),
    change(
        "known",
        "an author who is known already",
        lambda: Post.from_text(f"作者：阿七\n\n{_ARTICLE}", {"author": "阿七"}),
        _ARTICLE,
        metadata={"author": "阿七"},
    ),
    keep_post(
        "other", "a name that the metadata contradict", f"作者：小满\n\n{_ARTICLE}", author="阿七"
    ),
    _kept(
        "inside",
        "a credit inside of a sentence",
        "本文作者阿七是一位住在河边的医生，平时不写东西。",
    ),
    _kept("biography", "a line about a life", "作者：阿七，前端工程师，现居北京，业余写点小说。"),
    _kept("sentence", "a sentence behind the word", "作者：我觉得这场雨一时半会儿不会停。"),
    _kept("book", "an author of a book", "书名：雨后\n作者：阿七\n出版社：河边出版社\n页数：230"),
    keep_post(
        "dialogue",
        "a dialogue with an author",
        "编辑：您写了多久？\n\n作者：三年，写写停停。\n\n编辑：为什么停下来？\n\n作者：因为雨一直下，河水漫到了门口。\n",
    ),
    keep_post("only-credits", "nothing but credits", "作者：阿七\n编辑：小满\n"),
    keep_post(
        "middle",
        "a credit in the middle",
        f"{_ARTICLE}\n作者：阿七\n\n{_ARTICLE.replace('清晨', '黄昏').replace('，', '，又')}",
    ),
)
