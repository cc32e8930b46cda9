"""What a text that stands where a page keeps a field says as that field, without what is around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from postnorm.dates import read_date

_BYLINE: Final = re.compile(
    r"\A\s*(?:作\s{0,4}者|撰文|文|来源作者|記者|记者|By|Author)\s?[：:/丨|]\s*|\ABy\s+",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"https?://|[。！？]|\A[\d\s]*\Z|\A(?:admin|null|undefined|none|unknown)\Z", re.IGNORECASE
)
WHEN: Final = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
    r"(?:[\sT，,]{0,4}\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|\s?[+-]\d\d:?\d\d)?)?"
)


def read_value(field: str, value: str) -> str | tuple[str, ...]:
    """Return what *value* says as that field; empty when it says nothing of the kind.

    >>> read_value("author", "作者：阿七"), read_value("date", "发布于 2013年10月21日 16:25 北京")
    ('阿七', '2013-10-21T16:25')
    """
    return _READERS.get(field, _text)(value)


def _text(value: str) -> str:
    return " ".join(value.split())[:5000]


def _author(value: str) -> str:
    name = _BYLINE.sub("", _text(value)).strip(" 　@|")
    return "" if len(name) > 60 or _NO_NAME.search(name) else name


def _date(value: str) -> str:
    """The date in ISO 8601; a relative one (昨天) as it is, for :func:`normalize_metadata`."""
    value = _text(value)
    moment = read_date(value)
    if moment is None and (match := WHEN.search(value)):
        moment = read_date(re.sub(r"\s?([-/.年月])\s?", r"\1", match[0]).replace("，", " ").strip())
    if moment is not None:
        return moment.iso()
    return (
        value
        if re.fullmatch(r"(?:今天|昨天|前天|\d{1,2}\s?(?:分钟|小时|天)前).{0,8}", value)
        else ""
    )


def _tags(value: str) -> tuple[str, ...]:
    split = "\n" if "\n" in value else "[,，、;；|]"
    tags = [" ".join(tag.split()).lstrip("#") for tag in re.split(split, value)]
    if len(tags) == 1 and tags[0].count(" ") > 1 and not tags[0].isascii():
        tags = tags[0].split()  # 河边 雨 随笔
    return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= 40 and "<" not in tag))[
        :50
    ]


def _url(value: str) -> str:
    value = value.strip()
    return value if re.match(r"https?://\S+\Z", value, re.IGNORECASE) else ""


def _publisher(value: str) -> str:
    name = _SOURCE.sub("", _text(value))
    return "" if len(name) > 60 or _NO_NAME.search(name) else name


_SOURCE: Final = re.compile(
    r"\A\s{0,9}(?:文章|稿件|信息|本文)?(?:来\s{0,4}源|來源|出处|Source)\s?[：:]\s{0,9}"
)


def _title(value: str) -> str:
    """Without the sign of the link that a heading has to itself."""
    return _text(value).strip("#¶§ ")


_READERS: Final[Mapping[str, Callable[[str], str | tuple[str, ...]]]] = {
    "title": _title,
    "publisher": _publisher,
    "author": _author,
    "date": _date,
    "tags": _tags,
    "url": _url,
}
