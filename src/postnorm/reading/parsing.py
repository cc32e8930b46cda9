"""Parse: from bytes or text to a post, whatever it is."""

from __future__ import annotations

import os
import re

from postnorm.fields import iso_date_of
from postnorm.post import Post
from postnorm.reading.decoding import read_bytes
from postnorm.reading.front_matter import parse_front_matter
from postnorm.reading.html.page import parse_markup
from postnorm.reading.html.sites import shipped
from postnorm.reading.html.sniffing import is_feed, is_fragment, is_page
from postnorm.records import Notice
from postnorm.values import kind_of

# "2013-10-21-title.md", as Jekyll names its posts.
_DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-")


def parse(
    source: bytes | bytearray | memoryview | str,
    *,
    path: str | os.PathLike[str] | None = None,
    strict: bool = False,
) -> Post:
    """Read a scraped post: decode it, take its front matter into metadata, leave the rest as the body.

    *source* is a file's bytes, or text that is decoded already. *path* is only looked at for a
    date in the name (``2013-10-21-title.md``), which counts where the header has none. What had
    to be repaired or guessed is in ``notices``; with ``strict=True`` a header that needs repair
    raises :class:`postnorm.FrontMatterError` instead. Bytes in no known encoding raise
    :class:`postnorm.DecodingError`.

    An HTML page, and HTML below a header, is read as :func:`postnorm.parse_html` reads it. A feed is
    kept as it stands, with a notice: it is many posts, and :func:`postnorm.parse_feed` gives them.

    >>> post = parse("---\\ntitle: 雨后\\ntime: 2013-10-21 16:25\\n---\\n雨停了。\\n".encode())
    >>> post.title, post.date, post.body
    ('雨后', datetime.datetime(2013, 10, 21, 16, 25), '雨停了。\\n')
    """
    if isinstance(source, str):
        post = Post.from_text(source)
    elif isinstance(source, bytes | bytearray | memoryview):
        text, notices = read_bytes(bytes(source))
        post = Post.from_text(text).noticed(notices)
    else:
        raise TypeError(f"parse takes bytes or a str, not {kind_of(source)}{_remedy(source)}")
    post = read_markup(parse_front_matter(post, strict=strict))
    return post if path is None else _date_from_name(post, os.fsdecode(path))


def read_markup(post: Post) -> Post:
    """Return the post with its body in Markdown, where that is HTML."""
    if "<" not in post.body:
        return post
    if is_page(post.body) or is_fragment(post.body, below_header=bool(post.metadata)):
        return parse_markup(post, url=post.url, sites=shipped())
    if is_feed(post.body):
        message = "looks like a feed, kept as text; postnorm.parse_feed gives a post for each item"
        return post.noticed([Notice("parse.feed", message)])
    return post


def _remedy(source: object) -> str:
    if isinstance(source, os.PathLike):
        return "; read the file first: parse(path.read_bytes(), path=path)"
    if hasattr(source, "read"):
        return "; give what its read() gives"
    return "; it is parsed already" if isinstance(source, Post) else ""


def _date_from_name(post: Post, path: str) -> Post:
    match = _DATED_NAME.match(os.path.basename(path))
    date = iso_date_of(match[1]) if match else None
    if date is None or post.date is not None or "date" in post.metadata:
        return post
    return post.described("parse", {**post.metadata, "date": date})
