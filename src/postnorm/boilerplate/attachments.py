"""What goes with a plug though its own words say nothing: pictures, addresses, headings, rules, frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from postnorm.boilerplate.candidates import Candidate, attached
from postnorm.boilerplate.evidence import END, HEAD, NEAR_END, is_credit
from postnorm.boilerplate.labels import closing_run, weigh_list
from postnorm.boilerplate.layout import FAR, Layout, is_notice
from postnorm.boilerplate.packs import LABELS
from postnorm.boilerplate.wording import one_of, wording
from postnorm.tables import promotion_signs as signs

MOST_PICTURES: Final = 6

_CODE = re.compile(one_of(signs.POINTED))
_BACK = re.compile(r"上图|上方|长按|识别|扫|二维码")


def with_attachments(
    layout: Layout,
    candidates: list[Candidate],
    least: float,
    from_end: Mapping[int, float],
    from_head: Mapping[int, float],
) -> list[Candidate]:
    """Return the candidates and what goes with those that score *least*, in order."""
    lines = {one.line: one for one in candidates if one.whole_line}
    partly = {one.line for one in candidates if not one.whole_line}
    closing = closing_run(layout, lines)
    for one in candidates:
        if one.entry is not None and one.entry.unit in LABELS and one.whole_line:
            weigh_list(layout, one, lines, least, closing)
    for one in list(candidates):
        if one.score >= least and one.whole_line:
            for added in _beside(layout, one, from_end, from_head):
                if added.line not in lines and added.line not in partly:
                    lines[added.line] = added
    _take_mixed_lines(layout, candidates, lines, least, from_end, from_head)
    accepted = {number for number, one in lines.items() if one.score >= least}
    for find in (_between, _last_section, _last_pictures, _frames, _rules, _headings, _rules):
        for added in list(find(layout, accepted, from_end, from_head)):
            lines[added.line] = added
            accepted.add(added.line)
    sentences = [one for one in candidates if not one.whole_line and one.line not in lines]
    doubled = [
        one
        for one in candidates
        if one.whole_line and lines.get(one.line) is not one and lines[one.line].start > one.start
    ]
    every = (*lines.values(), *sentences, *doubled)
    return sorted(every, key=lambda one: one.start)


def _take_mixed_lines(
    layout: Layout,
    candidates: list[Candidate],
    lines: dict[int, Candidate],
    least: float,
    from_end: Mapping[int, float],
    from_head: Mapping[int, float],
) -> None:
    """A line in the tail that is mostly plugs goes whole: its other sentences lead from one to the next.

    So does a notice that is shouted in bold type or color, at the head too.
    """
    plugs: dict[int, list[Candidate]] = {}
    for one in candidates:
        if not one.whole_line and one.score >= least:
            plugs.setdefault(one.line, []).append(one)
    for number, found in plugs.items():
        line = layout.lines[number]
        share = sum(one.end - one.start for one in found) / (line.end - line.start)
        beside = any(
            near in lines and lines[near].score >= least for near in (number - 1, number + 1)
        )
        near_end = from_end.get(number, FAR) <= NEAR_END
        outer = near_end or from_head.get(number, FAR) <= HEAD
        mostly = near_end and (share > 0.6 or (beside and share > 0.35))
        if mostly or (outer and is_notice(layout.of(number)) and _said(layout, found) > 0.4):
            best = max(found, key=lambda one: one.score)
            lines[number] = Candidate(
                *line,
                number,
                best.rule,
                best.phrase,
                best.reason,
                best.entry,
                True,
                evidence={**best.evidence, "most of the line": 0.0},
            )


def _said(layout: Layout, found: list[Candidate]) -> float:
    """Which part of the letters of a line its candidates have."""
    whole = sum(map(str.isalpha, wording(layout.of(found[0].line))))
    parts = (wording(layout.text[one.start : one.end]) for one in found)
    return sum(sum(map(str.isalpha, part)) for part in parts) / max(1, whole)


def _beside(
    layout: Layout, plug: Candidate, from_end: Mapping[int, float], from_head: Mapping[int, float]
) -> Iterator[Candidate]:
    """Pictures and addresses that the plug speaks of."""
    said = wording(layout.of(plug.line))
    outer = from_end.get(plug.line, FAR) <= NEAR_END or from_head.get(plug.line, FAR) <= HEAD
    speaks = _CODE.search(said) is not None
    colon = said.endswith((":", "↓", "👇"))
    if outer or speaks:
        found = 0
        for count, number in enumerate(layout.after(plug.line)):
            if layout.kind(number) == "image" and (speaks or colon) and count < MOST_PICTURES:
                found += 1
                yield attached(layout, number, "promotions.picture", plug, _PICTURE)
            elif layout.kind(number) == "link" and count < 1 and (colon or _bare(layout, number)):
                yield attached(layout, number, "promotions.address", plug, _LINK)
            else:
                break
        close = from_end.get(plug.line, FAR) <= END or from_head.get(plug.line, FAR) <= HEAD
        above = plug.line - 1
        if found or not close or above < 0 or not _BACK.search(said):
            return
        if layout.kind(above) == "image":
            yield attached(layout, above, "promotions.picture", plug, _PICTURE)


def _bare(layout: Layout, number: int) -> bool:
    """Whether a line is an address without a title."""
    line = layout.of(number)
    return "](" not in line and "<a" not in line


_PICTURE: Final = "a picture beside a plug, such as the code it asks to scan"
_LINK: Final = "an address that a plug points to"
_BETWEEN: Final = "stands between two plugs and leads from one to the other"
_RULE: Final = "a rule or frame that set a plug apart"


def _between(
    layout: Layout,
    accepted: set[int],
    from_end: Mapping[int, float],
    from_head: Mapping[int, float],
) -> Iterator[Candidate]:
    """One line between two plugs, at the end or the head, that is no credit, heading or note.

    The only prose of a text is its article, however many plugs stand around it.
    """
    found = set(_found_between(layout, accepted, from_end, from_head))
    prose = (number for number in range(len(layout.lines)) if number not in accepted)
    article = any(number not in found and layout.kind(number) in _PROSE for number in prose)
    for number in sorted(found):
        if article or layout.kind(number) not in _PROSE:
            yield attached(layout, number, "promotions.between", None, _BETWEEN)


def _found_between(
    layout: Layout,
    accepted: set[int],
    from_end: Mapping[int, float],
    from_head: Mapping[int, float],
) -> Iterator[int]:
    for number in sorted(accepted):
        between = number + 1
        if between in accepted or between + 1 not in accepted:
            continue
        kind, size = layout.kind(between), layout.lines[between].end - layout.lines[between].start
        outer = from_end.get(between, FAR) <= END or from_head.get(between, FAR) <= HEAD
        said = wording(layout.of(between))
        if not outer or kind in _APART or is_credit(said):
            continue
        if kind in ("link", "image") or size <= _LONGEST_BETWEEN:
            yield between


_PROSE: Final = ("text", "quote", "item")
_APART: Final = ("heading", "note", "table", "rule", "frame")
_LONGEST_BETWEEN: Final = 160
MOST_IN_SECTION: Final = 16
_CLOSING = re.compile(
    r"参考|引用|注[:释]|附录?|脚注|(?:全文)?完|end|the|fin|p\.?s|致谢|更新|修订|后记"
)


def _last_section(
    layout: Layout, accepted: set[int], *_: Mapping[int, float]
) -> Iterator[Candidate]:
    """Short lines between plugs behind the last rule of the text, when most lines there are plugs."""
    last = range(max(0, len(layout.lines) - MOST_IN_SECTION), len(layout.lines))
    rule = max((number for number in last if layout.kind(number) == "rule"), default=None)
    if rule is None:
        return
    others: list[int] = []
    waiting: list[int] = []
    plugs = 0
    for number in range(len(layout.lines) - 1, rule, -1):
        kind, line = layout.kind(number), layout.lines[number]
        if number in accepted:
            plugs += 1
            others, waiting = others + waiting, []
        elif kind in ("text", "quote", "item", "link") and plugs:
            said = wording(layout.of(number))
            if line.end - line.start > _LONGEST_BETWEEN or is_credit(said) or _CLOSING.match(said):
                return
            waiting.append(number)
        elif kind != "image":
            return
    for other in others if plugs >= len(others) else ():
        yield attached(layout, other, "promotions.between", None, _BETWEEN)


def _headings(layout: Layout, accepted: set[int], *_: Mapping[int, float]) -> Iterator[Candidate]:
    """Headings at the end with nothing under them but plugs, unless they close the article."""
    number = len(layout.lines) - 1
    while number >= 0 and number in accepted:
        number -= 1
    while number >= 0 and number < len(layout.lines) - 1 and layout.kind(number) == "heading":
        said = wording(layout.of(number))
        if len(said) > _LONGEST_HEADING or _CLOSING_HEADING.search(said):
            return
        yield attached(layout, number, "promotions.between", None, _HEADS)
        number -= 1


_LONGEST_HEADING: Final = 14
_CLOSING_HEADING = re.compile(rf"{one_of(signs.CLOSING)}|\d")
_HEADS: Final = "heads nothing but plugs"


def _last_pictures(
    layout: Layout, accepted: set[int], *_: Mapping[int, float]
) -> Iterator[Candidate]:
    """Pictures and rules behind the last plug, when nothing else follows: its code, its banner."""
    found: list[int] = []
    for number in reversed(range(len(layout.lines))):
        kind = layout.kind(number)
        if number in accepted:
            if len(found) <= MOST_PICTURES:
                for picture in found:
                    yield attached(layout, picture, "promotions.picture", None, _PICTURE)
            return
        if kind == "image":
            found.append(number)
        elif kind not in ("rule", "frame"):
            return


def _frames(layout: Layout, accepted: set[int], *_: Mapping[int, float]) -> Iterator[Candidate]:
    """Lines of nothing but tags around plugs only: an opening one before, a closing one behind."""
    for first in sorted(accepted):
        if first - 1 in accepted or not first or layout.kind(first - 1) != "frame":
            continue
        last = first
        while last + 1 in accepted:
            last += 1
        if last + 1 >= len(layout.lines) or layout.kind(last + 1) != "frame":
            continue
        opening, closing = layout.of(first - 1), layout.of(last + 1)
        if not opening.startswith("</") and closing.startswith("</"):
            for number in (first - 1, last + 1):
                yield attached(layout, number, "promotions.frame", None, _RULE)


def _rules(layout: Layout, accepted: set[int], *_: Mapping[int, float]) -> Iterator[Candidate]:
    """Rules before a run of plugs that goes to the end: they part it from nothing now."""
    number = len(layout.lines) - 1
    while number >= 0 and (number in accepted or layout.kind(number) == "rule"):
        number -= 1
    run = range(number + 1, len(layout.lines))
    if not any(one in accepted for one in run):
        return
    for one in run:
        if one not in accepted and not _underlines(layout, one):
            yield attached(layout, one, "promotions.frame", None, _RULE)


def _underlines(layout: Layout, number: int) -> bool:
    """Whether a rule stands right under a line of text, which it makes a heading (CommonMark 4.3)."""
    if not number:
        return False
    between = layout.text[layout.lines[number - 1].end : layout.lines[number].start]
    return between.count("\n") + between.count("\r") < 2 and layout.kind(number - 1) == "text"
