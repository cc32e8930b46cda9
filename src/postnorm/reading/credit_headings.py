"""An author in brackets behind the title: ``# 雨后（作者：阿七）``."""

from __future__ import annotations

import re

from postnorm.reading.credit_clauses import Credit, read_line

# The heading's mark anchors it, and the last bracket of the line opens the credit.
_HEADING = re.compile(
    r"#{1,6}[ \t][^\n]{1,200}?(?P<gap>[ \t]{0,4})(?P<credit>[(（][^()（）\n]{2,60}[)）])[ \t#]{0,8}"
)


def read_heading(text: str, start: int, end: int) -> Credit | None:
    """Read the credit at the end of a heading, if there is one.

    >>> credit = read_heading("# 雨后（作者：阿七）", 0, 11)
    >>> credit.claims[0].value, "# 雨后（作者：阿七）"[credit.start : credit.end]
    (('阿七',), '（作者：阿七）')
    >>> read_heading("# 雨后（一）", 0, 7)
    """
    match = _HEADING.fullmatch(text, start, end)
    credit = match and read_line(text, *match.span("credit"))
    if match is None or credit is None or credit.is_weak:
        return None
    return credit._replace(start=match.start("gap"), end=match.end("credit"))
