"""Metadata in its normal form: canonical names, ISO 8601 dates, tags as a tuple, one address."""

from __future__ import annotations

import datetime as dt
import html
import re
import zoneinfo
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from postnorm import fields
from postnorm.dates import Moment, fixed_zone
from postnorm.post import Post
from postnorm.reading.relative_dates import is_relative, read_relative
from postnorm.reading.urls import canonical_url
from postnorm.records import Notice
from postnorm.values import kind_of


def normalize_metadata(
    post: Post,
    *,
    timezone: str | dt.tzinfo | None = None,
    reference: dt.datetime | None = None,
) -> Post:
    """Return *post* with its metadata under canonical names and in canonical form.

    A date becomes ISO 8601, as precise as it is written. *timezone* is that of times without one:
    an IANA name, an offset such as ``"+08:00"``, or a ``tzinfo``. *reference* is when the page was
    saved, and gives 昨天 a meaning. What cannot be read stays as it is, with a notice.

    >>> post = Post.from_text("", {"name": "阿七", "time": "2013年10月21日 16:25", "作者": "小满"})
    >>> normalize_metadata(post, timezone="+08:00").metadata
    Metadata({'author': '阿七', 'date': '2013-10-21T16:25+08:00', '作者': '小满'})
    """
    if not isinstance(post, Post):
        raise TypeError(
            f"normalize_metadata takes a Post, not {kind_of(post)}; make one with postnorm.parse"
        )
    if not isinstance(reference, dt.datetime | None):
        raise TypeError(f"reference is a datetime.datetime, not {kind_of(reference)}")
    clock = _Clock(_zone_of(timezone), reference)
    new = {
        key: _canonical(key, value, clock) for key, value in _renamed(post.metadata, clock).items()
    }
    return post.described("normalize_metadata", new).noticed(_about_date(new.get("date")))


class _Clock(NamedTuple):
    zone: dt.tzinfo | None
    reference: dt.datetime | None


def _zone_of(timezone: str | dt.tzinfo | None) -> dt.tzinfo | None:
    if timezone is None or isinstance(timezone, dt.tzinfo):
        return timezone
    if not isinstance(timezone, str):
        raise TypeError(f"timezone is a name, an offset or a tzinfo, not {kind_of(timezone)}")
    if timezone in ("Z", "UTC"):
        return dt.UTC
    try:
        return fixed_zone(timezone) or zoneinfo.ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as error:  # unknown, "../etc", "Asia" (a directory)
        raise ValueError(
            f"timezone {timezone!r} is not known here; give an IANA name such as 'Asia/Shanghai' "
            "(where the system has no time zone data, install tzdata), an offset such as "
            "'+08:00', or a datetime.tzinfo"
        ) from error


# --- names -------------------------------------------------------------------


def _renamed(metadata: Mapping[str, object], clock: _Clock) -> dict[str, object]:
    """Each canonical name for the key that holds the field, in its place; all else as it is."""
    names = (fields.canonical_name(key) for key in metadata)
    known = dict.fromkeys(name for name in names if name is not None)
    holders = {_holder(metadata, name, clock): name for name in known}
    renamed = {key: name for key, name in holders.items() if key is not None and key != name}
    emptied = set(renamed.values())  # under these names there was nothing before
    return {
        renamed.get(key, key): value
        for key, value in metadata.items()
        if key in renamed or key not in emptied
    }


def _holder(metadata: Mapping[str, object], name: str, clock: _Clock) -> str | None:
    """The key that holds a field: its own name, else the preferred alias that can be read."""
    keys = fields.keys_of(metadata, name)
    if keys == [name]:
        return name
    values = {key: _canonical(name, metadata[key], clock) for key in keys}
    told = [key for key, value in values.items() if value not in _EMPTY]
    if name in told:
        return name
    readable = (key for key in told if _is_readable(name, values[key]))
    return next(readable, told[0] if told else None)


_EMPTY = (None, "", ())


def _is_readable(name: str, value: object) -> bool:
    if name == "date":
        return fields.date_of(value) is not None
    return isinstance(value, tuple) if name == "tags" else fields.text_of(value) is not None


# --- values ------------------------------------------------------------------


def _canonical(name: str, value: object, clock: _Clock) -> object:
    """The value of a field in its normal form; *value* itself where it cannot be read as that."""
    if name == "date":
        moment = _moment(value, clock)
        return value if moment is None else moment.iso()
    if name == "tags":
        return fields.tags_of(_unescaped(value)) or value
    if name in ("url", "source_url") and isinstance(value, str):
        return canonical_url(value)
    return _text(_unescaped(value)) if name in fields.TEXT_FIELDS else value


def _moment(value: object, clock: _Clock) -> Moment | None:
    value = _text(_unescaped(value)) if isinstance(value, str) else value
    moment = fields.moment_of(value)
    if moment is None and isinstance(value, str) and clock.reference is not None:
        moment = read_relative(value, clock.reference)
    if moment is None or moment.precision == "days" or moment.when.tzinfo is not None:
        return moment
    return moment._replace(when=moment.when.replace(tzinfo=clock.zone))


def _about_date(value: object) -> Iterator[Notice]:
    if value in _EMPTY or fields.date_of(value) is not None:
        return
    rule, message = "metadata.date-unreadable", f"no date that can be read: {value!r:.80}"
    if isinstance(value, str) and is_relative(value):
        rule = "metadata.date-relative"
        message = f"{value.strip()!r} counts from a day that is not given; pass reference="
    yield Notice(rule, message, None, {"value": value})


def _text(value: object) -> object:
    if isinstance(value, str):
        return value.strip(_BLANK)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return tuple(map(_text, value)) if isinstance(value, tuple) else value


# str.strip() alone leaves the zero-width ones standing.
_BLANK = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200C))
)

# Headers written by programs escape a title once, or each time it passes through. The group eats
# every escape of an escape, so that one pass is enough; nothing is given back.
_ENTITY = re.compile(
    r"&(?:(?:amp|AMP|#0{0,9}38|#[xX]0{0,9}26);)*+"
    r"(?P<last>(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?"
)


def _unescaped(value: object) -> object:
    if isinstance(value, str):
        return _ENTITY.sub(_character, value) if "&" in value else value
    return tuple(map(_unescaped, value)) if isinstance(value, tuple) else value


def _character(match: re.Match[str]) -> str:
    if match["last"] is None:
        return "&"
    char = html.unescape(f"&{match['last']}")
    # What could become part of another entity is left as it stands, and so is what means nothing.
    if not char or re.search("[0-9A-Za-z#;&]", char):
        return f"&{match['last']}"
    return char
