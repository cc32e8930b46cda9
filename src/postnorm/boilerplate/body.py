"""A text with the ways between its letters and its lines and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from postnorm.boilerplate.gaps import LINE_END
from postnorm.boilerplate.skeleton import Skeleton, without_tags
from postnorm.spans import Span, find_spans, span_cut_at

_CLOSING = "。！？!?….,，、；;：:”’」』）)》】〉)]}*_~` \t\u3000\xa0"
_BOUNDARY = re.compile(r"[\s。！？!?…]")
_STOP = re.compile(r"[。！？!?…]+[”’」』）)》】]*|[\r\n]+")
_LONGEST_SENTENCE = 500  # how far a sentence's beginning is looked for

Stretch = tuple[int, int]


class Body:
    """A text and its skeleton. *Places* count letters, digits and emoji, *offsets* characters of the text."""

    def __init__(
        self, text: str, *, folded: bool = False, plain: bool = False, tagless: bool = False
    ) -> None:
        self.text = text
        self.folded = folded
        self.tagless = tagless
        self._plain = plain

    @cached_property
    def skeleton(self) -> Skeleton:
        """The letters, and where they stand."""
        letters = without_tags(self.text) if self.tagless else self.text
        return Skeleton(letters, folded=self.folded)

    @cached_property
    def letters(self) -> str:
        """The letters, run together."""
        return self.skeleton.text

    @cached_property
    def backwards(self) -> str:
        """The letters from the last to the first."""
        return self.letters[::-1]

    def gap(self, place: int) -> str:
        """Return what stands between the letter before *place* and the letter at it."""
        return self.text[self._gap_start(place) : self._gap_end(place)]

    def _gap_start(self, place: int) -> int:
        return self.skeleton.end(place) if place else 0

    def _gap_end(self, place: int) -> int:
        return self.skeleton.start(place) if place < len(self.letters) else len(self.text)

    def slice(self, stretch: Stretch) -> str:
        """Return the text from the first to the last letter of a stretch of places."""
        return self.text[self.skeleton.start(stretch[0]) : self.skeleton.end(stretch[1])]

    def begins(self, place: int) -> bool:
        """Whether a sentence or a line begins at *place*."""
        return place == 0 or bool(_BOUNDARY.search(self.gap(place)))

    def ends(self, place: int) -> bool:
        """Whether a sentence or a line ends before *place*."""
        return place == len(self.letters) or self.begins(place)

    def begins_line(self, place: int) -> bool:
        """Whether a line begins at *place*."""
        return place == 0 or bool(LINE_END.search(self.gap(place)))

    def ends_line(self, place: int) -> bool:
        """Whether a line ends before *place*."""
        return place == len(self.letters) or self.begins_line(place)

    def is_quoted(self, place: int) -> bool:
        """Whether the line that begins at *place* stands in a block quotation."""
        before = LINE_END.split(self.gap(place))[-1]
        return ">" in (without_tags(before) if self.tagless else before)

    def region(self, stretch: Stretch) -> Stretch:
        """Return the offsets of a stretch of places, with the marks on both sides that belong to it."""
        return self.region_start(stretch[0]), self.region_end(stretch[1])

    def region_start(self, place: int) -> int:
        """Return the offset after the line end or closing marks that follow the letter before *place*."""
        before, gap = self._gap_start(place), self.gap(place)
        lines = LINE_END.split(gap)
        if len(lines) > 1:
            start = before + len(gap) - len(lines[-1])
        else:
            start = before + _closing_length(gap) if place else 0
        span = self.span_cut_at(start)  # a fence without a language has no letter
        return self.line_start(span.start) if span and span.start >= before else start

    def region_end(self, place: int) -> int:
        """Return the offset of the line end, or after the closing marks, behind the letter before *place*."""
        gap = self.gap(place)
        line = LINE_END.split(gap)[0]
        if len(line) == len(gap) and place < len(self.letters):
            line = line[: _closing_length(line)]
        before = self._gap_start(place)
        end = before + len(line.rstrip())
        span = self.span_cut_at(end)  # the fence that closes code
        return span.end if span and span.end <= before + len(gap) else end

    def line_start(self, at: int) -> int:
        """Return the offset where the line around *at* begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return the offset where the line around *at* ends."""
        match = LINE_END.search(self.text, at)
        return match.start() if match else len(self.text)

    def sentence(self, start: int, end: int, within: Stretch) -> Stretch:
        """Widen ``[start, end)`` to whole sentences, but not over the edges of *within*."""
        low, high = max(within[0], start - _LONGEST_SENTENCE), min(within[1], self.line_end(end))
        stops = list(_STOP.finditer(self.text, low, start))
        if not any(stop.end() == end for stop in _STOP.finditer(self.text, max(0, end - 4), end)):
            stop = _STOP.search(self.text, end, high)
            end = stop.end() if stop else high
        return (stops[-1].end() if stops else low), end

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The protected spans of the text; one that is said to be plain is not searched for them."""
        return () if self._plain else find_spans(self.text)

    def span_cut_at(self, at: int) -> Span | None:
        """Return the protected span that an offset stands inside of, if any."""
        return span_cut_at(self.spans, at)

    def span_around(self, stretch: Stretch) -> Span | None:
        """Return the protected span that all letters of a stretch of places stand in, if any."""
        start, end = self.skeleton.start(stretch[0]), self.skeleton.end(stretch[1])
        number = bisect_right(self.spans, (start, len(self.text) + 1)) - 1
        span = self.spans[number] if number >= 0 else None
        return span if span is not None and span.start <= start and end <= span.end else None

    def whole_links(self, start: int, end: int) -> Stretch:
        """Widen ``[start, end)`` over the links, images and other protected spans that it cuts."""
        first = bisect_right(self.spans, (start, len(self.text) + 1)) - 1
        for span in self.spans[max(0, first) :]:
            if span.start >= end:
                break
            if span.end > start and not (start <= span.start and span.end <= end):
                start, end = min(start, self._link_start(span)), max(end, span.end)
        return start, end

    def _link_start(self, span: Span) -> int:
        """Where ``[text](target)`` begins; the span is only its second half."""
        if span.kind != "link":
            return span.start
        opening = self.text.rfind("[", max(0, span.start - _LONGEST_SENTENCE), span.start + 1)
        return span.start if opening < 0 else opening - self.text.startswith("![", opening - 1)


def _closing_length(gap: str) -> int:
    """How much of the marks between two sentences belongs to the first; ``![`` is the second's."""
    length = len(gap) - len(gap.lstrip(_CLOSING))
    return length - gap.startswith("![", length - 1) if length else 0
