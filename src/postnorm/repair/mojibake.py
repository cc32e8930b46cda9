"""Mojibake: text that was read in the wrong encoding, read again where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from postnorm.edits import Edit
from postnorm.findings import checked_rules
from postnorm.records import Notice
from postnorm.repair.double_bytes import read_double_bytes
from postnorm.repair.readings import Reading
from postnorm.repair.single_bytes import read_single_bytes
from postnorm.rules import catalogue_of, rule
from postnorm.spans import blanked, find_spans
from postnorm.tables.misread import DOUBLE_BYTE, HIGH, LOST, SPEAKS_OF_IT, utf_8_in
from postnorm.tables.reasons import rules_of
from postnorm.tables.rule_examples import MOJIBAKE


@rule(
    repeat=True,
    fields=("title", "author", "description", "tags"),
    catalogue=catalogue_of(MOJIBAKE),
)
def repair_mojibake(text: str, *, without: Iterable[str] = ()) -> Iterator[Edit | Notice]:
    """Read again what is Chinese in another encoding than the one it was read in.

    Takes and gives Markdown or plain text. Known are UTF-8, GB 18030 and Big5 read as Latin-1 or
    windows-1252, also several times over, and UTF-8 read as GBK or Big5. A run of a line is
    repaired when its characters give back all bytes, these read otherwise are Chinese, and what
    stands there is not. What was lost (U+FFFD, 锟斤拷) is noticed, and a line that has U+FFFD stays,
    because half of it would hide the rest. A text that speaks of broken text shows it on
    purpose: it stays, with a notice. So do protected spans. *without* names fine rules that are off.

    >>> repair_mojibake("雨停了。\\nè·¯è¿˜æ¹¿ã€‚\\n")
    '雨停了。\\n路还湿。\\n'
    >>> repair_mojibake("Â·»¹Êª£¬µ«ÊÇÌìÇçÁË"), repair_mojibake("娴嬭瘯")
    ('路还湿，但是天晴了', '测试')
    """
    off = checked_rules("without", without, rules_of("mojibake")) if without != () else ()
    if text.isascii():
        return
    readings = _find(text) if _suspects().search(text) else ()
    if readings and any(word in text for word in SPEAKS_OF_IT):
        yield _about_quoted(readings)
    else:
        for start, end, new, path, _ in readings:
            single = path.endswith("windows-1252")
            name = "mojibake.single-byte" if single else "mojibake.double-byte"
            if name not in off:
                yield Edit(start, end, new, name, None, {"path": path})
    yield from _about_lost(text)


@cache  # made on first use: it holds some thousand characters
def _suspects() -> re.Pattern[str]:
    """What is in every line that can be read again for certain: clean Chinese costs one scan for it.

    Of a language with accents, too, hardly a line has two such letters in a row.
    """
    kinds = [utf_8_in(codecs[-1]) for codecs in DOUBLE_BYTE.values()]
    firsts = "".join(kind.first for kind in kinds)
    branches = [
        f"(?<=[\xa1-\xff])[{HIGH}][ -~{HIGH}]",
        *(f"(?<=[{kind.first}])[{kind.second}][{kind.third}]" for kind in kinds),
    ]
    return re.compile(f"[\xa1-\xff{firsts}](?:{'|'.join(branches)})")


_LINE = re.compile(r"[^\r\n]+")
# In Big5 一 ends with @ and 總 with a backtick: read as Latin-1 they would open names and code.
_SECOND_BYTE = re.compile("(?<=[\xa1-\xff])[@[-`{-~]")


def _find(text: str) -> list[Reading]:
    """All readings of a kind that is certain somewhere in the text, in order."""
    spans = find_spans(_SECOND_BYTE.sub("x", text))
    rest = blanked(text, (span[:2] for span in spans), "\n")
    lines = [line.span() for line in _LINE.finditer(rest) if "\ufffd" not in line[0]]
    suspected = (line for line in lines if _suspects().search(rest, *line))
    proven = {found.path for line in suspected for found in _read(rest, *line) if found.certain}
    if not proven:
        return []
    return [found for line in lines for found in _read(rest, *line) if found.path in proven]


def _read(text: str, start: int, end: int) -> Iterable[Reading]:
    """One line again. What two bytes were made of holds signs that would be single bytes as well."""
    return list(read_double_bytes(text, start, end)) or read_single_bytes(text, start, end)


def _about_quoted(readings: list[Reading]) -> Notice:
    first, count = readings[0], len(readings)
    return Notice(
        "mojibake.quoted",
        f"places that can be read again: {count}; they stay, because the text speaks of broken text",
        (first.start, first.end),
        {"count": count, "path": first.path, "text": first.text[:80]},
    )


def _about_lost(text: str) -> Iterable[Notice]:
    found = {sign: count for sign in LOST if sign in text and (count := text.count(sign))}
    if found:
        sign = min(found, key=text.index)
        at = text.index(sign)
        message = (
            f"lost when the text was read or written before: {sum(found.values())} ({sign} ...)"
        )
        yield Notice("mojibake.lost", message, (at, at + len(sign)), dict(found))
