"""Where a header begins and ends: fences, what may stand before them, what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postnorm.reading.header_defects import Defect
from postnorm.reading.header_json import end_of_object
from postnorm.reading.header_keys import Line, Row, is_trusted, key_of, lines

LIMIT = 65_536  # characters of a header; a long post that begins with a rule is no header

# The mark of a fence, three times or more -> the format between two of them.
_MARKS = {"-": "yaml", "+": "toml", ";": "json"}
# What may be written behind the opening fence -> the format.
_LANGUAGES = {"yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}
_DASHES = "-‐‑‒–—―─－"  # what typesetting makes of hyphens


class Fenced(NamedTuple):
    """A stretch of text that may be a header; ``text[content:content_end]`` is what it says."""

    form: str
    start: int  # of what goes with the header
    content: int
    content_end: int
    end: int  # of the closing fence and the blank line behind it
    is_opened: bool = True
    is_closed: bool = True
    defects: tuple[Defect, ...] = ()


def find_fenced(text: str) -> Iterator[Fenced]:
    r"""Give the stretches at the top of *text* that may be a header, the likeliest first.

    >>> [fenced] = find_fenced("\ufeff---\ntitle: 雨后\n---\n\n雨停了。")
    >>> fenced.form, fenced.content, fenced.content_end, fenced.end
    ('yaml', 5, 15, 20)
    """
    start, at = _lead_in(text)
    first = next(lines(text, at, at + 1), None)
    if first is None:
        return
    opening = _written(text, first)
    if form := _form_of(opening):
        yield from _behind_opening(text, start, first, form)
    elif _is_typeset(opening):
        closed = _closed(text, start, first.next, "yaml", "-")
        if closed is not None:
            yield closed._replace(defects=(_fence(first), *closed.defects))
    elif text[at] == "{":
        yield from _json_object(text, start, at)
    elif _begins_with_key(text, first):
        closed = _closed(text, start, at, "yaml", "-")
        if closed is not None and text[closed.content_end] != "." and not closed.defects:
            yield closed._replace(is_opened=False)


_BLANK = re.compile(r"[\ufeff\s]*")


def _lead_in(text: str) -> tuple[int, int]:
    """Return where the header's own text begins and where its first line does.

    Byte order marks and blank lines go with the header; a comment before it is content, and stays.
    """
    at = _skip_blank(text, 0)
    if not text.startswith("<!--", at):
        return 0, at
    end = text.find("-->", at, at + LIMIT)
    if end < 0:
        return 0, at
    at = _skip_blank(text, end + len("-->"))
    return at, at


def _skip_blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


_LONGEST_FENCE = 200


def _written(text: str, line: Line) -> str:
    """The line without blanks around it; empty if it is too long for a fence."""
    return text[line.start : line.end].strip() if line.end - line.start <= _LONGEST_FENCE else ""


def _form_of(opening: str) -> str | None:
    """Return the format that a line announces as an opening fence, if it is one.

    >>> _form_of("---"), _form_of("-----"), _form_of("---toml"), _form_of("--- 雨"), _form_of("--")
    ('yaml', 'yaml', 'toml', None, None)
    """
    mark = opening[:1]
    if mark not in _MARKS or not opening.startswith(mark * 3):
        return None
    language = opening.lstrip(mark).strip().lower()
    return _LANGUAGES.get(language) if language else _MARKS[mark]


def _is_typeset(line: str) -> bool:
    """Whether a line was a fence before somebody's hyphens were turned into dashes."""
    return bool(line) and not line.strip(_DASHES) and bool(line.strip("-"))


def _fence(line: Line) -> Defect:
    return Defect("fence", line.start, line.end)


def _behind_opening(text: str, start: int, first: Line, form: str) -> Iterator[Fenced]:
    closed = _closed(text, start, first.next, form, text[first.start :].lstrip()[:1])
    if closed is not None:
        yield closed
    if form == "yaml":
        yield from _unclosed(text, start, first, closed)


def _closed(text: str, start: int, content: int, form: str, mark: str) -> Fenced | None:
    """Return what stands before the first closing fence of this *mark*, near enough."""
    for line in lines(text, content, content + LIMIT):
        written = _written(text, line)
        if written[:1] in _CLOSING and _closes(written, mark):
            defects = (_fence(line),) if mark == "-" and _is_typeset(written) else ()
            end = _behind_blank(text, line.next)
            return Fenced(form, start, content, line.start, end, defects=defects)
    return None


_CLOSING = frozenset(f".{''.join(_MARKS)}{_DASHES}")


def _closes(written: str, mark: str) -> bool:
    if mark == "-" and _is_typeset(written):
        return True
    marks = (mark, ".") if mark == "-" else (mark,)
    return len(written) >= 3 and any(not written.strip(one) for one in marks)


def _unclosed(text: str, start: int, first: Line, closed: Fenced | None) -> Iterator[Fenced]:
    """Give what stands before the first blank line, as a header that nobody closed.

    Without a blank line there is none, unless the text ends: then it is all header.
    """
    content = end = first.next
    defect = Defect("unclosed", first.start, first.end)
    for line in lines(text, content, closed.content_end if closed else content + LIMIT):
        if not text[line.start : line.end].strip():
            yield Fenced("yaml", start, content, line.start, line.next, True, False, (defect,))
            return
        end = line.next
    if closed is None:
        if end < len(text) or end - content > LIMIT:
            defect = defect._replace(kind="too-large")
        yield Fenced("yaml", start, content, end, end, True, False, (defect,))


_ONE_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)")


def _behind_blank(text: str, at: int) -> int:
    """Skip one blank line: what a person sees as the gap between header and body."""
    match = _ONE_BLANK_LINE.match(text, at)
    return match.end() if match else at


_OBJECT = re.compile(r'\{\s*"')


def _json_object(text: str, start: int, at: int) -> Iterator[Fenced]:
    """Give the object that begins at *at*, if nothing else stands on its last line."""
    end = end_of_object(text, at, at + LIMIT) if _OBJECT.match(text, at) else None
    if end is None:
        return
    rest = next(lines(text, end, end + 1), Line(end, end, end))
    if not _written(text, rest) and rest.end - rest.start <= _LONGEST_FENCE:
        yield Fenced("json", start, at, end, _behind_blank(text, rest.next), is_opened=False)


_LONGEST_KEY = (
    64  # as Post.to_markdown supposes when it guards a body against being read as a header
)


def _begins_with_key(text: str, line: Line) -> bool:
    if line.end - line.start > LIMIT or text[line.start] in " \t\u3000":
        return False
    key = key_of(text, Row(0, line.start, line.end, line.start, False))
    if key is None or key.mark[0] - line.start > _LONGEST_KEY:
        return False
    return key.defect is None and is_trusted(key.name)
