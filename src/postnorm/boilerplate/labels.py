"""Labels such as 推荐阅读 and 关于我们, weighed by what stands under them, which goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from postnorm.boilerplate.candidates import LEARNED, Candidate, attached
from postnorm.boilerplate.evidence import is_contents
from postnorm.boilerplate.layout import Layout
from postnorm.boilerplate.packs import LABELS
from postnorm.boilerplate.wording import wording

MOST_ITEMS: Final = 80
_ADDRESS = re.compile(r"\((?=https?://|/|\.)([^()\s]{1,1000})|https?://[^\s()<>\"']{1,1000}")
_STOP = re.compile(r"[。！!；;…]['”」』）)]*\Z")


LONGEST_CARD: Final = 400


def closing_run(layout: Layout, lines: Mapping[int, Candidate]) -> int:
    """The number of the first of the last lines that are all candidates, pictures or rules."""
    number = len(layout.lines)
    while number and (number - 1 in lines or layout.kind(number - 1) in ("rule", "image", "frame")):
        number -= 1
    return number


def weigh_list(
    layout: Layout, label: Candidate, lines: dict[int, Candidate], least: float, closing: int
) -> None:
    """Weigh a label such as 推荐阅读 by the list under it, and add the list when it is one of plugs."""
    section = label.entry is not None and label.entry.unit == "section"
    items = list((_section if section else _items)(layout, label.line, lines))
    places = {host for number in items for host in hosts(layout.of(number)) if not section}
    text = layout.of(label.line)
    ends = (items[-1] if items else label.line) + 1 >= closing
    if items or "](" in text or "://" in text:
        label.evidence["heads a card" if section else "heads a list of links"] = 0.2
    if ends:
        label.evidence["nothing follows"] = 0.15
    if len(places) > 1 and label.rule != LEARNED:  # learning has looked at the places already
        label.evidence["links to several places"] = -0.6
    below = lines.get(label.line + 1)
    if below is not None and below.score >= least:
        label.evidence["heads a plug"] = 0.3
    elif not items and not ends and "](" not in text and "://" not in text:
        label.evidence["heads no list"] = -0.5
    elif label.entry is not None and not label.entry.whole and not items and "](" not in text:
        label.evidence["heads no list"] = -0.3
    if label.score < least:
        return
    for number in items:
        lines.setdefault(number, attached(layout, number, label.rule, label, label.reason))


def _items(layout: Layout, label: int, lines: Mapping[int, Candidate]) -> Iterator[int]:
    """The lines under a label that are links, pictures, or short titles with no stop."""
    titles_only = True
    for number in layout.after(label):
        kind = layout.kind(number)
        if number - label > MOST_ITEMS or kind in ("heading", "rule", "note"):
            return
        if is_contents(layout.of(number)):
            return
        if number in lines:
            entry = lines[number].entry
            if entry is not None and entry.unit in LABELS:
                return  # the next label
            continue
        line = layout.of(number)
        linked = "](" in line or "://" in line or "<a " in line
        if kind == "frame" and line.startswith("</"):
            return
        if kind in ("link", "frame", "table"):
            titles_only = titles_only and not linked
            yield number
        elif kind == "image":
            yield number
        elif linked and len(wording(line)) <= 60 and not _STOP.search(line):
            titles_only = False
            yield number
        elif (
            titles_only
            and not line.lstrip("-*+•· \t").startswith("《")
            and len(wording(line)) <= 40
            and not _STOP.search(line)
        ):
            yield number
        else:
            return


def _section(layout: Layout, label: int, lines: Mapping[int, Candidate]) -> Iterator[int]:
    """The lines up to the next heading, label or rule, when they are few: a card, not a chapter."""
    found: list[int] = []
    size = 0
    for number in layout.after(label):
        entry = lines[number].entry if number in lines else None
        kind = layout.kind(number)
        if kind in ("heading", "rule", "note") or (entry is not None and entry.unit in LABELS):
            break
        size += layout.lines[number].end - layout.lines[number].start
        found.append(number)
        if size > LONGEST_CARD:
            return
    yield from (number for number in found if number not in lines)


def hosts(line: str) -> set[str]:
    """Return the hosts that a line links to, by their last two names; none for its own site."""
    found = set()
    for match in _ADDRESS.finditer(line):
        try:
            host = urlsplit(match[1] or match[0]).netloc.lower().removeprefix("www.")
        except ValueError:
            continue
        if host:
            found.add(".".join(host.split(".")[-2:]))
    return found
