"""What text looks like that was read in the wrong encoding: the characters that bytes became.

Written out or made from codecs of the standard library whose tables have not changed since Python 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Final, NamedTuple

# What windows-1252 has in place of the controls U+0080-U+009F; five bytes are none of its
# characters, and browsers read them as these controls.
WINDOWS_1252: Final[Mapping[str, int]] = {
    char: byte
    for byte, char in enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ", 0x80)
    if char > "\xff"
}
# Latin-1, windows-1252, or both in one text: each character is one byte and no byte two characters.
BYTE_OF: Final[Mapping[int, int]] = {ord(char): byte for char, byte in WINDOWS_1252.items()}

# The inside of classes of regular expressions: bytes beyond ASCII as these encodings show them, and
# those that UTF-8 has behind the first byte of a character.
HIGH: Final = "\x80-\xff" + "".join(WINDOWS_1252)
FOLLOWING: Final = "\x80-\xbf" + "".join(WINDOWS_1252)
# Of these, what stands beside broken text without being part of it.
MARKS: Final = "“”‘’…–—•·\xa0"

# Names in the sense of WHATWG -> the codecs that are tried, the narrower first.
DOUBLE_BYTE: Final[Mapping[str, tuple[str, ...]]] = {
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
}

# What is left when bytes were replaced before they were misread: U+FFFD in UTF-8 read as GBK and as
# windows-1252, memory that a compiler of Microsoft filled with CC and CD. Nothing of the text is in them.
LOST: Final = ("锟斤拷", "ï¿½", "烫烫烫", "屯屯屯", "\ufffd")

# A text that has one of these words may show broken text on purpose. They are Chinese: where all of
# a text is broken they are, too, while names such as UTF-8 would stand.
SPEAKS_OF_IT: Final = (
    *("乱码", "亂碼", "编码", "編碼", "解码", "解碼", "字符集", "字元集", "文字化け", "mojibake"),
)


class Misreading(NamedTuple):
    """The first three characters that UTF-8 of Chinese gives in an encoding of two bytes."""

    first: str
    second: str
    third: str


@cache
def utf_8_in(codec: str) -> Misreading:
    """Return the characters that two Chinese ones in UTF-8, six bytes, become in *codec*.

    >>> [char in kind for char, kind in zip("娴嬭瘯", utf_8_in("gb18030"), strict=True)]
    [True, True, True]
    """
    lead, following = range(0xE2, 0xF0), range(0x80, 0xC0)
    return Misreading(
        _characters(codec, lead, following),
        _characters(codec, following, lead),
        _characters(codec, following, following),
    )


def _characters(codec: str, high: Iterable[int], low: Iterable[int]) -> str:
    made = (bytes(pair).decode(codec, "ignore") for pair in product(high, low))
    return "".join(sorted({char for char in made if len(char) == 1 and char > "\x7f"}))
