"""The title of a post that stands once more as the first line of its body."""

from __future__ import annotations

import re
from typing import Final

from postnorm.boilerplate.gaps import LINE_END
from postnorm.boilerplate.skeleton import letters_of
from postnorm.tables.folding import folding

VERSE: Final = 16
"""Letters of a paragraph that is shorter than prose: where one follows, the line may begin a poem."""

_LONGEST: Final = 400  # characters of a first line that can be a title
_MARK = re.compile(r"[ \t\u3000\xa0]*(?:#{1,6}[ \t]+|\*{2}|__)?")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_SPEAKS_ON = re.compile(r"[，,、；;：:…—]\s*\Z")


def title_line(text: str, title: str) -> tuple[int, int] | None:
    """Return the span of the first line if it is *title* and nothing else, with what underlines it.

    Only a heading or a paragraph of its own counts, and only before prose: a poem may begin with the
    words of its title. ``None`` also where nothing else would be left.

    >>> title_line("# 雨 后\\n\\n雨下了整整一夜，天亮的时候才停下来。", "雨后")
    (0, 5)
    """
    start = len(text) - len(text.lstrip())
    match = LINE_END.search(text, start, start + _LONGEST)
    if match is None:
        return None
    line, end = text[start : match.start()], match.start()
    if _said(line) != _said(title) or not _said(title):
        return None
    underline = _UNDERLINE.match(text, match.end())
    end = underline.end() if underline else end
    rest = text[end:]
    if not (underline or _is_heading(line) or _is_paragraph(rest)) or _SPEAKS_ON.search(line):
        return None
    following = LINE_END.split(rest.lstrip()[:_LONGEST])[0]
    return (start, end) if len(letters_of(following)) >= VERSE else None


def _said(line: str) -> str:
    return letters_of(line).translate(folding()).casefold()


def _is_heading(line: str) -> bool:
    match = _MARK.match(line)
    return bool(match and match[0].strip("\u3000\xa0 \t"))


def _is_paragraph(rest: str) -> bool:
    """Whether a blank line follows."""
    breaks = rest[: len(rest) - len(rest.lstrip())]
    return len(LINE_END.findall(breaks)) > 1
