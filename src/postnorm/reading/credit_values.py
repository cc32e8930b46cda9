"""What may stand behind a word of credit: names, media, addresses, titles.

Each reader takes what is written and gives what it says, or ``None`` when a sentence of the
article stands there. In doubt it is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from postnorm.tables import credits as words
from postnorm.tables.folding import folding

# Each part excludes the mark that ends it, and all are bounded.
LINK: Final = (
    r"\[(?:[^\[\]\n]|\[[^\[\]\n]{0,40}\]){1,200}\]"
    r"(?:\((?:[^()\s]|\([^()\s]{0,80}\)){0,600}(?:[ ]\"[^\"\n]{0,200}\")?[ ]?\)|\[[^\[\]\n]{0,40}\])"
)
ADDRESS: Final = r"https?://[^\s<>()\[\]，。；、！（）【】「」《》|丨\u3400-\u9fff]{1,600}(?:\([^\s()]{0,80}\))?/?"
_LINK = re.compile(LINK)
_LINK_PARTS = re.compile(r"\[(?P<text>.*)\](?:\((?P<url>\S*)(?: \".*\")? ?\)|\[.*\])", re.DOTALL)
_ADDRESS = re.compile(ADDRESS)

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_SENTENCE = re.compile(r"[。！？!?；“”\"…~=<>{}`]")
_SPLIT = re.compile(
    r"[、,，;；/／&＆+|｜丨]|\s(?:and|和|与)\s|(?<=[\u3400-\u9fff])(?:\s[和与]|[和与]\s)"
)
_SHORT_HAN = re.compile(f"[{_HAN}]{{2,4}}")
_PADDED = re.compile(f"[{_HAN}][ \u3000]{{1,4}}[{_HAN}]")
_LATIN = re.compile(r"[A-Za-z@][\w.'’ -]{1,40}", re.ASCII)
_TRAILING = re.compile(r"[（(](?P<said>[^（）()\n]{1,60})[）)]$")
_IDENTIFIER = re.compile(
    r"(?:微信)?(?:公众号|公众账号)?[ ]?(?:id|微信号|号)[ ]?[:： ][ ]?(?P<id>[a-z][\w-]{2,30})",
    re.ASCII,
)
_LONGEST_NAME = 60
_MOST_HAN = 12


class Address(NamedTuple):
    """Where a text stands, and the title it has there, if that is written."""

    url: str | None
    title: str | None


def fold(text: str) -> str:
    """Return *text* in Simplified, half-width and lower case, with every character at its place."""
    folded = text.translate(folding())
    lower = folded.lower()  # "İ" becomes two characters, and places would move
    return lower if len(lower) == len(folded) else folded


def read_people(written: str) -> tuple[tuple[str, ...], dict[str, str]] | None:
    """Read the names of people, with the account that stands behind one in brackets.

    >>> read_people("[阿七](https://a.example/7)，[小满](https://a.example/8)")
    (('阿七', '小满'), {})
    >>> read_people("阿七（公众号：河边夜话）")
    (('阿七',), {'account': '河边夜话'})
    >>> read_people("我觉得可以"), read_people("阿七，前端工程师"), read_people("雨停了，路还湿。")
    (None, None, None)
    """
    more: dict[str, str] = {}
    behind = _TRAILING.search(written)
    if behind and not written[: behind.start() + 1].endswith("]("):  # not the target of a link
        more = _account_in(behind["said"])
        written = written[: behind.start()].rstrip()
    names = list(_names(written))
    if not names or len(names) > 12 or None in names:
        return None
    return tuple(dict.fromkeys(filter(None, names))), more


def _names(written: str) -> Iterator[str | None]:
    """The names in order; ``None`` for each that is none."""
    at = 0
    plain: list[str] = []
    for link in _LINK.finditer(written):
        plain.append(written[at : link.start()])
        at = link.end()
    rest = written[at:]
    if at == 0:
        yield from _plain_names(written)
        return
    for between, link in zip(plain, _LINK.finditer(written), strict=True):
        yield from _plain_names(between) if between.strip(_JOINTS) else ()
        text = _LINK_PARTS.fullmatch(link[0])
        name = text["text"].strip(" *_`") if text else ""
        yield name if is_name(name) else None
    yield from _plain_names(rest) if rest.strip(_JOINTS) else ()


_JOINTS = " \t\u3000、,，;；/／&＆+|｜丨和与"


def _without_job(part: str) -> str:
    job, _, name = part.partition(" ")
    return name.lstrip() if fold(job) in words.JOBS else part


def _plain_names(written: str) -> Iterator[str | None]:
    parts = [_without_job(part.strip(" \t\u3000*_")) for part in _SPLIT.split(written)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and not _PADDED.fullmatch(parts[0]):
        blanks = parts[0].split()
        if len(blanks) > 1 and all(map(_SHORT_HAN.fullmatch, blanks)):
            parts = [name for name in blanks if fold(name) not in words.JOBS] or blanks
    # Behind a comma there may be what somebody is: 阿七，前端工程师.
    is_sentence = bool(re.search("[,，]", written)) and not all(map(_is_sure_name, parts))
    yield from (None if is_sentence or not is_name(part) else part for part in parts)


def _is_sure_name(text: str) -> bool:
    is_short = _SHORT_HAN.fullmatch(text) is not None and not text.endswith(_OCCUPATIONS)
    return (is_short or _LATIN.fullmatch(text) is not None) and is_name(text)


_OCCUPATIONS = tuple("师员者长家授监理人生")


def is_name(text: str) -> bool:
    """Whether *text* can be what somebody is called.

    >>> [is_name(text) for text in ("阿七", "李燕fighting", "Alex Hultman", "@hebian", "The 7 Team")]
    [True, True, True, True, True]
    >>> [is_name(text) for text in ("好的", "这本书", "一位医生", "1984", "走，走", "")]
    [False, False, False, False, False, False]
    """
    if not 0 < len(text) <= _LONGEST_NAME or _SENTENCE.search(text) or text.isdigit():
        return False
    folded = fold(text)
    han = sum("\u3400" <= char <= "\u9fff" for char in folded)
    return (
        any(map(str.isalnum, text))
        and han <= _MOST_HAN
        and not set(folded) & set(words.SPEECH)
        and not set(text) & set(",，:：|[]()（）")
        and folded not in words.NO_NAMES
        and folded not in _LABELS
        and not folded.startswith(words.NAMELESS_STARTS)
        and not folded.endswith(("的", "着", "过"))
    )


_LABELS = frozenset(word for group in words.PEOPLE.values() for word in group)


def read_address(written: str) -> Address | None:
    """Read an address, bare or of a link, and the title in front of it.

    >>> read_address("[On Rain](https://a.example/rain)")
    Address(url='https://a.example/rain', title='On Rain')
    >>> read_address("<https://a.example/rain>"), read_address("《雨后》"), read_address("见下一章")
    (Address(url='https://a.example/rain', title=None), Address(url=None, title='雨后'), None)
    """
    written = written.strip()
    if _LINK.fullmatch(written) and (link := _LINK_PARTS.fullmatch(written)):
        text, url = link["text"].strip(), (link["url"] or "").strip("<>")
        title = None if _ADDRESS.match(text) or text in ("链接", "原文", "here", "link") else text
        return Address(url or None, title) if url or title else None
    bare = written.strip("<> ")
    if _ADDRESS.fullmatch(bare):
        return Address(bare, None)
    if title := read_title(written, quoted=True):
        return Address(None, title)
    last = _ADDRESS.search(written)
    if last is not None and last.end() == len(written.rstrip("> ")):
        before = written[: last.start()].strip(" <，,：:")
        if 0 < len(before) <= 120 and not _SENTENCE.search(before.strip("?!？！")):
            return Address(last[0], before.strip("《》"))
    return None


def read_title(written: str, *, quoted: bool = False) -> str | None:
    """Read a title; where *quoted*, only one between 《 and 》 or “ and ”.

    >>> read_title("《雨后》"), read_title("雨后"), read_title("雨后", quoted=True)
    ('雨后', '雨后', None)
    """
    written = written.strip()
    if match := _TITLED.fullmatch(written):
        return match[1]
    if quoted or not 0 < len(written) <= 120 or written.endswith(("。", "，", "：")):
        return None
    return written


_TITLED = re.compile(r"[《“「『]([^《》\n]{1,150})[》”」』]")


def read_outlet(written: str, *, strict: bool) -> dict[str, str] | None:
    """Read the medium that a text is from: account, publisher, address.

    *strict* wants more than a name, for there is no mark that announces it.

    >>> read_outlet("微信公众号：河边夜话（ID：hebian2013）", strict=True)
    {'account': '河边夜话', 'account_id': 'hebian2013'}
    >>> read_outlet("虎嗅网", strict=True), read_outlet("[河边](https://a.example/7)", strict=False)
    ({'publisher': '虎嗅网'}, {'publisher': '河边', 'source_url': 'https://a.example/7'})
    >>> read_outlet("生活", strict=True), read_outlet("我们对雨的想象", strict=False)
    (None, None)
    """
    written = written.strip(" \t\u3000“”「」『』<>")
    if account := _account_in(written):
        return account
    address = read_address(written)
    if address is not None and address.url:
        found = {} if _HOME.fullmatch(address.url) else {"source_url": address.url}
        if address.title:
            is_medium = is_name(address.title) and len(address.title) <= 16
            found = {"publisher" if is_medium else "original_title": address.title} | found
        return found or {"source_url": address.url}
    if behind := _TRAILING.search(written):
        identifier = _IDENTIFIER.fullmatch(fold(behind["said"]))
        name = written[: behind.start()].strip()
        if identifier and is_name(name):
            at = behind.start("said") + identifier.start("id")
            return {"account": name, "account_id": written[at:].rstrip("）)")}
        written = name
    if _TITLED.match(written):
        return {"publisher": written} if len(written) <= 60 else None
    folded = fold(written)
    if folded in ("网络", "互联网", "不详"):
        return None
    known = folded.endswith(words.MEDIA_ENDS) or folded in words.ALSO_KNOWN
    if not is_name(written) or (strict and not known and not _LATIN.fullmatch(written)):
        return None
    return {"publisher": written}


_HOME = re.compile(r"https?://[^/]{1,100}/?")  # of a medium: no page of it
_ACCOUNT = re.compile(
    r"(?:微信)?(?:公众号|公众账号|公众帐号|公众平台|公共账号|订阅号|服务号)"
    r"[ ]?[:@|丨“「『\"【《<(]*[ ]?(?P<name>[^:@“”「」『』\"【】《》<>()\n,。]{1,30})[”」』\"】》>)]*"
    r"(?:[ ]?[(](?P<said>[^()\n]{1,50})[)])?"
)


def _account_in(written: str) -> dict[str, str]:
    """The WeChat account that is all of *written*, with its identifier."""
    whole = _LINK.sub(lambda link: _padded(link[0]), written)
    match = _ACCOUNT.fullmatch(fold(whole))
    name = whole[slice(*match.span("name"))].strip(" \t\x00") if match else ""
    if match is None or not is_name(name):
        return {}
    found = {"account": name}
    if match["said"] and (identifier := _IDENTIFIER.fullmatch(match["said"])):
        at = match.start("said") + identifier.start("id")
        found["account_id"] = whole[at : at + len(identifier["id"])]
    return found


def _padded(link: str) -> str:
    """The text of a link, alone."""
    parts = _LINK_PARTS.fullmatch(link)
    return parts["text"] if parts else link


def is_count(written: str) -> bool:
    """Whether a number stands here, as behind 阅读."""
    return (
        re.fullmatch(r"[(（]?[\d,.]{1,12} ?[+wWkK万千次个条分钟字]{0,3}[)）]?", written.strip())
        is not None
    )


def is_short_name(text: str) -> bool:
    """Whether *text* is a name that no mark needs to announce: 2 to 4 Han, or Latin."""
    return _is_sure_name(text)


FOUND_IN_OUTLET: Final[Mapping[str, str]] = {"source_url": "url"}
"""Of the place where a text was published first, the address is the text's own."""
