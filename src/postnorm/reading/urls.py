"""The one address of a post: without what only says who passed it on.

A parameter is dropped when it is known to name no page; everything else is left as it stands,
in its order and its case, because a server may care about both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# The parts are told apart by their first mark, so that each character is looked at once.
_URL = re.compile(
    r"(?P<host>https?://[^/?#\s]+)(?P<path>[^?#\s]*)(?P<query>\?[^#\s]*)?(?P<fragment>#\S*)?",
    re.IGNORECASE,
)
_AMPERSAND = re.compile(r"&(?:amp;)++", re.IGNORECASE)  # of a URL copied out of HTML
_WECHAT = re.compile(r"https?://mp\.weixin\.qq\.com(?::\d{1,5})?", re.IGNORECASE)
_WECHAT_NAMES = frozenset({"__biz", "mid", "idx", "sn"})  # the first three name an article

_ANYTHING = re.compile("")
# Name of a parameter -> what its value begins with when it tracks. Names of one letter and
# everyday words (``from``, ``source``) may be part of the address: they need a known value.
_TRACKING: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(
        (
            *("fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "igshid", "twclid"),
            *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "wt_mc"),  # mailings
            *("hmsr", "hmpl", "hmcu", "hmkw", "hmci", "bd_vid"),  # Baidu
            *("spm_id_from", "vd_source", "isappinstalled", "nsukey"),  # Bilibili, WeChat
        ),
        _ANYTHING,
    ),
    "spm": re.compile(r"[\w-]{1,40}\.[\w-]"),  # a path of numbers at Alibaba and CSDN
    "scm": re.compile(r"[\w-]{1,40}\.[\w-]"),
    "from": re.compile(r"(?:timeline|singlemessage|groupmessage)\Z"),  # shared in WeChat
}


def canonical_url(url: str) -> str:
    """Return *url* without tracking; itself when there is none, or when it is no web address.

    >>> canonical_url("https://example.com/p?id=7&utm_source=feed&from=2013#top")
    'https://example.com/p?id=7&from=2013#top'
    >>> canonical_url("http://mp.weixin.qq.com/s?__biz=MjM=&mid=1&idx=2&sn=ab&scene=21#rd")
    'http://mp.weixin.qq.com/s?__biz=MjM=&mid=1&idx=2&sn=ab'
    """
    url = url.strip()
    match = _URL.fullmatch(url)
    if match is None:
        return url
    host, path = match["host"], match["path"]
    query, fragment = (_AMPERSAND.sub("&", match[part] or "") for part in ("query", "fragment"))
    if _WECHAT.fullmatch(host):
        short = _wechat(path, query)
        if short is not None:
            return f"{host}{path}{short}"
    kept = _without_tracking(query)
    # A fragment of nothing but tracking is none; a place in the page is kept.
    return f"{host}{path}{kept}{fragment if _without_tracking(fragment) else ''}"


def _wechat(path: str, query: str) -> str | None:
    """The query that names an article; ``None`` where something else names it (temporary links)."""
    if re.fullmatch(r"/s/[\w-]+", path):
        return ""
    if path != "/s":
        return None
    kept = [pair for pair in query[1:].split("&") if pair.partition("=")[0] in _WECHAT_NAMES]
    if not {"__biz", "mid", "idx"} <= {pair.partition("=")[0] for pair in kept}:
        return None
    return f"?{'&'.join(kept)}"


def _without_tracking(part: str) -> str:
    """A query or fragment, with its mark, without the parameters that track."""
    pairs = part[1:].split("&")
    kept = [pair for pair in pairs if not _tracks(pair)]
    if len(kept) == len(pairs):
        return part
    return part[0] + "&".join(kept) if kept else ""


def _tracks(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    known = _TRACKING.get(name)
    return name.startswith("utm_") or (known is not None and known.match(value) is not None)
