"""Templates: lines with slots for the parts that vary, by which a line is known in another post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postnorm.boilerplate.wording import LONGEST_RAW, fold, wording

LONGEST: Final = 300
_NUMBER = re.compile(
    r"[0-9]+(?:[.,:/-][0-9]+){0,6}|(?<=[第共])[一二三四五六七八九十百]{1,6}(?=[期篇章讲集次天])"
)
_IMAGE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\(([^()\s]{1,1000})|<img[^<>]{1,400}?src=[\"']([^\"'<>\s]{1,600})"
)
# What an address asks of a picture is its size; of a page it may be all there is to it.
_QUERY = re.compile(r"(?<=[a-z0-9])(?:[?#](?![^?#]*(?:url|id|src|://)).*)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{4,400}")
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{1,200}\]\(([^()\s]{1,1000})\)")


def template(line: str) -> str:
    """Return *line* with its slots, folded; empty for what can be no template.

    A number or a date becomes ``0``, what stands in title marks ``《》``. A picture or a bare link is
    known by its address, without the query.

    >>> template("第 12 期：关注《河边夜话》，回复 2013 领取")
    '第0期:关注《》,回复0领取'
    >>> template("![](http://a.example/qr.png?w=300)")
    'image:http://a.example/qr.png'
    """
    if len(line) > LONGEST_RAW:
        return ""
    said = wording(line)
    if not said or ("![" in line or "<img" in line.lower()):
        pictures = _IMAGE.findall(line)
        letters = sum(map(str.isalnum, _IMAGE.sub("", wording(_IMAGE.sub("", line)))))
        if pictures and letters < 4:
            targets = " ".join(_QUERY.sub("", one or other) for one, other in pictures)
            return f"image:{fold(targets)}"[:LONGEST]
    if _ADDRESS.fullmatch(said):
        return f"link:{_QUERY.sub('', said)}"[:LONGEST]
    made = _TITLE.sub("《》", _NUMBER.sub("0", said))
    return made if len(made) <= LONGEST else ""


_TITLE = re.compile(r"《[^《》\n]{1,80}》")
FIXED: Final = 12
"""Letters that a form with open slots holds beside them, so that it recurs by no chance."""
LINK_SLOT, OPEN_SLOT = "[]", "[…]"
_OPENING: Final = 16
_LONG_LINE: Final = 40
# No wording holds it: it stands for an object that is no text.
_OBJECT: Final = "\ufffc"


def loose_forms(line: str) -> Iterator[str]:
    """Give the forms of *line* with wider slots: for the titles of its links, and for all but its opening.

    They are learned only where the line itself does not recur.

    >>> list(loose_forms("本文的视频版：[第三回](http://a.example/3)，其他的都在频道里。"))
    ['本文的视频版:[],其他的都在频道里。']
    """
    if len(line) > LONGEST_RAW or "![" in line:
        return
    if "](" in line and _OBJECT not in line:
        made = template(_LINK.sub(_OBJECT, line)).replace(_OBJECT, LINK_SLOT)
        if LINK_SLOT in made and sum(map(str.isalpha, made)) >= FIXED:
            yield made
    said = template(line)
    if len(said) >= _LONG_LINE and not said.startswith(("image:", "link:")):
        yield said[:_OPENING] + OPEN_SLOT


_HOST = re.compile(r"(?:https?:)?//(?!img\.shields\.io|badgen\.net)[^/\s()\"'<>]{1,200}")


def picture_name(line: str) -> str:
    """Return what a line of pictures says by their names: folded, without the hosts that serve them.

    >>> picture_name("![扫码](https://pay.example/img/QR.png)")
    '![扫码](/img/qr.png)'
    """
    return fold(_HOST.sub("", line))


def is_template(line: str) -> bool:
    """Whether this can stand in a pack: not empty, of bounded length, folded."""
    return 0 < len(line) <= LONGEST and fold(line.replace(" ", "")) == line.replace(" ", "")
