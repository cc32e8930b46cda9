"""Bytes that do not say what they are, or say it wrongly."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, survive

_TEXT: Final = "雨下了整整一夜，天亮才停。我们沿着河走，水已经漫过了石阶。"
_HANT: Final = "雨下了整整一夜，天亮才停。我們沿著河走，水已經漫過了石階。"
_KANA: Final = "雨が止んだので、川に沿って家へ帰った。だれもいなかった。"
_HANGUL: Final = "비가 그쳐서 우리는 강을 따라 집으로 돌아왔다. 아무도 없었다."


def _page(label: str, text: str = _TEXT) -> str:
    return f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'


CASES: Final[tuple[Draft, ...]] = (
    change("utf-8", "bytes, and nothing that says which", _TEXT.encode(), _TEXT),
    change("utf-8-mark", "a byte order mark in front", _TEXT.encode("utf-8-sig"), _TEXT),
    change("utf-16-mark", "UTF-16 with its mark", b"\xff\xfe" + _TEXT.encode("utf-16-le"), _TEXT),
    change("utf-16-big", "UTF-16, big end first", b"\xfe\xff" + _TEXT.encode("utf-16-be"), _TEXT),
    change("utf-16-bare", "UTF-16 without its mark", (_TEXT * 3).encode("utf-16-le"), _TEXT * 3),
    change("utf-32-mark", "UTF-32", b"\xff\xfe\0\0" + _TEXT.encode("utf-32-le"), _TEXT),
    change("gbk", "GBK without a label", _TEXT.encode("gbk"), _TEXT),
    change(
        "gb18030-four-bytes",
        "characters of four bytes",
        (_TEXT + "店名叫𠮷野。").encode("gb18030"),
        _TEXT + "店名叫𠮷野。",
    ),
    change(
        "gbk-euro",
        "a byte that only windows-936 has",
        "价钱".encode("gbk") + b"\x80" + _TEXT.encode("gbk"),
        "价钱€" + _TEXT,
    ),
    change("big5", "Big5 without a label", _HANT.encode("big5"), _HANT),
    change(
        "big5-hong-kong",
        "characters of Hong Kong in Big5",
        _page("big5", _HANT + "佢哋喺嗰度。").encode("big5hkscs"),
        _page("big5", _HANT + "佢哋喺嗰度。"),
    ),
    change("hz", "seven bits, with escapes", _TEXT.encode("hz"), _TEXT),
    change("euc-jp", "Japanese in EUC-JP", (_KANA * 2).encode("euc-jp"), _KANA * 2),
    change("shift-jis", "Japanese in Shift_JIS", (_KANA * 2).encode("shift_jis"), _KANA * 2),
    change("euc-kr", "Korean in EUC-KR", (_HANGUL * 2).encode("euc-kr"), _HANGUL * 2),
    change(
        "label-too-narrow",
        "gb2312 on the label, GBK inside",
        _page("gb2312", "镕基").encode("gbk"),
        _page("gb2312", "镕基"),
    ),
    change(
        "label-of-another",
        "gb2312 on the label, UTF-8 inside",
        _page("gb2312").encode(),
        _page("gb2312"),
    ),
    change(
        "label-utf-8",
        "UTF-8 on the label, GBK inside",
        _page("utf-8").encode("gbk"),
        _page("utf-8"),
    ),
    change("label-unknown", "a label that is none", _page("x-河边").encode(), _page("x-河边")),
    change(
        "utf-7",
        "UTF-7, by which tags are smuggled",
        b"+ADw-script+AD4- 1+1",
        "+ADw-script+AD4- 1+1",
    ),
    change("ascii", "nothing but ASCII", b"Rain.\n", "Rain.\n"),
    change("nul", "NUL in between", b"\xe9\x9b\xa8\x00\xe5\x81\x9c", "雨\0停"),
    survive("cut", "the last character is cut", _TEXT.encode()[:-1], has=(_TEXT[:-1],)),
    survive(
        "one-bad-byte",
        "one byte in the middle that is no UTF-8",
        (_TEXT * 4).encode() + b"\xff" + (_TEXT * 4).encode(),
        has=(_TEXT * 4,),
    ),
    survive(
        "gbk-cut", "GBK, the last character is cut", (_TEXT * 2).encode("gbk")[:-1], has=(_TEXT,)
    ),
    change("long", "300,000 bytes", lambda: (_TEXT * 5000).encode("gbk"), _TEXT * 5000),
)
