"""The names that metadata goes by, and the dates it holds.

Headers are written by many hands: ``name``, ``作者`` and ``byline`` all mean the author. The
tables here say which names mean what; nothing here changes a post.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from postnorm.dates import Moment, read_date

# Canonical name -> the names it goes by, in order of preference. Compared folded (see _fold).
ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title",
        "subject",
        "headline",
        "标题",
        "標題",
        "题目",
        "題目",
        "文章标题",
        "文章標題",
    ),
    "author": (
        "author",
        "authors",
        "name",
        "byline",
        "creator",
        "writer",
        "作者",
        "撰文",
        "文章作者",
    ),
    "date": (
        *("date", "time", "published", "publish_date", "publish_time", "published_at", "pubdate"),
        *("datetime", "created", "created_at", "发布时间", "發佈時間", "發布時間", "发表时间"),
        *("發表時間", "日期", "时间", "時間", "发布日期", "發布日期"),
    ),
    "url": ("url", "link", "permalink", "链接", "連結", "网址", "網址"),
    "source_url": (
        *("source_url", "original_url", "原文地址", "原文链接", "原文鏈接", "原文連結", "原文网址"),
        *("原文網址",),
    ),
    "tags": ("tags", "tag", "keywords", "标签", "標籤", "关键词", "關鍵字", "关键字"),
    "publisher": ("publisher", "site", "site_name", "media", "来源", "來源", "媒体", "媒體"),
    "account": ("account", "公众号", "公眾號", "微信公众号", "公众账号"),
    "translator": ("translator", "translators", "译者", "譯者", "翻译者", "翻譯者"),
    "proofreader": ("proofreader", "校对", "校對", "校对者", "校對者", "审校", "審校"),
    "editor": ("editor", "editors", "责编", "責編", "责任编辑", "責任編輯"),
    "original_title": (
        "original_title",
        "原题",
        "原題",
        "原标题",
        "原標題",
        "原文标题",
        "原文標題",
    ),
    "description": ("description", "summary", "excerpt", "abstract", "摘要", "简介", "簡介"),
}

# Fields whose value is text, whatever it looks like: a title of "007" is no number.
TEXT_FIELDS = frozenset(
    {
        *("title", "author", "url", "source_url", "publisher", "account", "description"),
        *("translator", "proofreader", "editor", "original_title"),
    }
)


def _fold(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


_CANONICAL = {_fold(alias): name for name, aliases in ALIASES.items() for alias in aliases}

_RANK = {_fold(alias): n for names in ALIASES.values() for n, alias in enumerate(names)}
_EMPTY = (None, "", ())


@lru_cache(maxsize=1024)  # headers repeat the same few keys
def canonical_name(key: str) -> str | None:
    """Return the canonical name that *key* is an alias of, if any.

    >>> canonical_name("发布时间"), canonical_name("Publish-Date"), canonical_name("layout")
    ('date', 'date', None)
    """
    return _CANONICAL.get(_fold(key))


def keys_of(metadata: Mapping[str, object], name: str) -> list[str]:
    """Return the keys under which *metadata* has a value for the field *name*, the preferred first.

    >>> keys_of({"layout": "post", "name": "阿七", "作者": "小满", "author": ""}, "author")
    ['name', '作者']
    """
    found = [key for key in metadata if canonical_name(key) == name and metadata[key] not in _EMPTY]
    return sorted(found, key=lambda key: _RANK[_fold(key)])


def text_of(value: object) -> str | None:
    """Return a field as text: of several values (two authors) one text, nothing as ``None``.

    >>> text_of(("阿七", "小满")), text_of("  "), text_of(5)
    ('阿七、小满', None, '5')
    """
    if isinstance(value, tuple):
        return "、".join(filter(None, map(text_of, value))) or None
    if value is None or isinstance(value, Mapping | bool):
        return None
    return str(value).strip() or None


def tags_of(value: object) -> tuple[str, ...]:
    """Return tags as a tuple of text. One text is split at commas and 、, else it is one tag.

    What YAML reads as a pair, because of a colon in the tag, is the tag as it was written.

    >>> tags_of("微信，通信、随笔"), tags_of(("微信", 2013)), tags_of("open source")
    (('微信', '通信', '随笔'), ('微信', '2013'), ('open source',))
    >>> tags_of(({"Rust": "入门"}, {"name": "随笔", "slug": "notes"}))
    ('Rust: 入门', '随笔')
    """
    items = re.split("[,，、;；]", value.strip("[]［］")) if isinstance(value, str) else value
    if not isinstance(items, tuple | list):
        items = () if items is None else (items,)
    return tuple(dict.fromkeys(filter(None, map(_tag_of, items))))


def _tag_of(item: object) -> str | None:
    if not isinstance(item, Mapping):
        return text_of(item)
    if "name" in item:  # as Ghost and others export them, with a slug
        return text_of(item["name"])
    parts = [text_of(part) for pair in item.items() for part in pair]
    return ": ".join(filter(None, parts)) if len(parts) == 2 else None


def date_of(value: object) -> dt.datetime | None:
    """Read a date, with or without a time, as a ``datetime``; naive where no offset is written.

    Returns ``None`` for what is no date or no possible one. Never guesses an order of day
    and month.

    >>> date_of("2013-10-21 16:25"), date_of("2013年10月21日"), date_of("2013-02-30")
    (datetime.datetime(2013, 10, 21, 16, 25), datetime.datetime(2013, 10, 21, 0, 0), None)
    """
    moment = moment_of(value)
    return moment and moment.when


def iso_date_of(value: object) -> str | None:
    """Read a date and write it in ISO 8601, as precise as it was written and no more.

    >>> iso_date_of("2013年10月21日 16:25"), iso_date_of("2013/3/5"), iso_date_of("昨天")
    ('2013-10-21T16:25', '2013-03-05', None)
    """
    moment = moment_of(value)
    return moment and moment.iso()


def moment_of(value: object) -> Moment | None:
    """Read a date together with how precise it was written."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 < value < 10**14 else None  # seconds since 1970
    return read_date(value) if isinstance(value, str) else None
