"""Promotions: what asks the reader to follow, scan, share or pay, and is not the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from postnorm.boilerplate import attachments, evidence
from postnorm.boilerplate.candidates import THRESHOLD, Candidate, Promotion
from postnorm.boilerplate.finding import candidates_at, known_places, nothing_left
from postnorm.boilerplate.gaps import with_gap
from postnorm.boilerplate.known import Known, known_by
from postnorm.boilerplate.layout import FAR, Layout
from postnorm.boilerplate.packs import Pack, shipped
from postnorm.edits import Edit
from postnorm.findings import SETTLED, Settled, checked_rules
from postnorm.records import Notice
from postnorm.rules import FineRule, catalogue_of, rule
from postnorm.spans import find_spans, span_cut_at
from postnorm.tables.reasons import rules_of
from postnorm.tables.rule_examples import ARTICLE, PROMOTIONS
from postnorm.values import Metadata, kind_of

DOUBTFUL: Final = 0.15
"""What misses the threshold by no more is kept, with a notice."""
_NEIGHBOUR: Final = 0.3


@cache
def _catalogue() -> tuple[FineRule, ...]:
    """The shipped entries, which bring their examples, and what goes with a plug."""
    article = ARTICLE.rstrip("\n") + "\n"
    listed = [
        FineRule(
            f"promotions.{entry.id}",
            entry.reason,
            {},
            tuple(
                (f"{text}\n\n{ARTICLE}", ARTICLE)
                if entry.where == "head"
                else (f"{ARTICLE}{text}\n", article)
                for text in entry.removes
            ),
            tuple(f"{ARTICLE}{text}\n" for text in entry.keeps),
        )
        for entry in shipped().entries
    ]
    return (*listed, *catalogue_of(PROMOTIONS)())


@rule(context={"title": "title"}, repeat=True, catalogue=_catalogue)
def strip_promotions(
    text: str,
    *,
    packs: Iterable[Pack] | None = None,
    threshold: float = THRESHOLD,
    title: str | None = None,
    without: Iterable[str] = (),
) -> Iterator[Edit | Notice | Settled]:
    """Take out what promotes an account, a code, a course or a page, and keep the article.

    Takes and gives Markdown or plain text. Units are sentences, lines and blocks (a list under
    推荐阅读). A unit goes when its wording, place, form and company add up to *threshold*; the score
    and the evidence are in the edit's detail. What comes near stays, with a notice. *packs* are
    used beside the shipped one; an empty one switches that off. *title* tells what the article is
    about: one about accounts speaks of them. A text of nothing but promotion becomes empty, with a
    notice. Runs until nothing more is found. *without* names fine rules that are off: what they know
    stays, and what goes with it.

    >>> strip_promotions("雨停了，路还湿。\\n\\n欢迎关注我们的微信公众号：河边夜话。\\n")
    '雨停了，路还湿。\\n'
    >>> strip_promotions("公众号运营者最怕的是没有人留言。\\n")
    '公众号运营者最怕的是没有人留言。\\n'
    """
    known, least, title = _checked(packs, threshold, title)
    off = checked_rules("without", without, rules_of("promotions")) if without != () else ()
    places = known_places(text, known)
    found = _judged(text, known, least, title, places, off)
    candidates = [one for one in found if one.rule not in off]
    taken = [one for one in candidates if one.score >= least]
    done = list(_edits(text, taken))
    yield from done
    if not known.templates and nothing_left(text, places, done, known):
        yield SETTLED
    for one in candidates:
        if least - DOUBTFUL <= one.score < least:
            said = f"may be promotion ({one.reason}) and was kept"
            detail = {"score": one.score, "evidence": dict(one.evidence)}
            yield Notice("promotions.doubtful", said, (one.start, one.end), detail)


def find_promotions(
    text: str,
    *,
    packs: Iterable[Pack] | None = None,
    threshold: float = THRESHOLD,
    title: str | None = None,
) -> tuple[Promotion, ...]:
    """Return all candidates in *text* with their scores, those below *threshold* too, in order.

    The options are those of :func:`strip_promotions`. One pass: behind what that rule removes it
    may find more.

    >>> [found] = find_promotions("雨停了。\\n\\n欢迎关注我们的微信公众号：河边夜话。\\n")
    >>> found.rule, found.score >= 1.0
    ('promotions.account-call', True)
    """
    if not isinstance(text, str):
        raise TypeError(
            f"find_promotions takes a str, not {kind_of(text)}; for a Post give its body"
        )
    known, least, title = _checked(packs, threshold, title)
    places = known_places(text, known)
    return tuple(one.told() for one in _judged(text, known, least, title, places))


def _checked(packs: object, threshold: object, title: object) -> tuple[Known, float, str | None]:
    if type(threshold) not in (int, float) or not 0 < float(str(threshold)) < 100:
        raise ValueError(f"threshold is a number above 0 and below 100, not {threshold!r:.60}")
    if title is not None and not isinstance(title, str):
        raise TypeError(f"title is a str or None, not {kind_of(title)}")
    if packs is None:
        return known_by(None), float(str(threshold)), title
    if isinstance(packs, str | Pack) or not isinstance(packs, Iterable):
        raise TypeError(
            f"packs is a list of packs, such as [load_pack(path)], not {kind_of(packs)}"
        )
    given = tuple(packs)
    for pack in given:
        if not isinstance(pack, Pack):
            raise TypeError(
                f"packs holds values of load_pack or learn_promotions, not {kind_of(pack)}"
            )
    return known_by(given), float(str(threshold)), title


def _judged(
    text: str,
    known: Known,
    least: float,
    title: str | None,
    places: list[int],
    off: tuple[str, ...] = (),
) -> list[Candidate]:
    """All candidates of a text with their evidence, in order; nothing goes with one of a rule that is off."""
    if not places and not known.templates:
        return []
    layout = Layout(text)
    found = (one for one in candidates_at(layout, places, known) if not known.stays(layout, one))
    candidates = sorted(found, key=lambda one: one.start)
    if not candidates:
        return []
    share = evidence.subject(title, layout, candidates)
    announced = evidence.announces(title, layout, candidates)
    plugs = frozenset(one.line for one in candidates if one.whole_line)
    particulars = evidence.among_particulars(layout, candidates)
    from_end = layout.distances(plugs, from_end=True)
    from_head = layout.distances(plugs, from_end=False)
    for one in candidates:
        line = layout.lines[one.line]
        behind = from_end.get(one.line, FAR) + (line.end - one.end) / 40
        before = from_head.get(one.line, FAR) + (one.start - line.start) / 40
        evidence.place(one, layout, behind, before)
        evidence.form(one, layout)
        evidence.company(one, layout, plugs, particulars)
        evidence.about(one, share, announced)
    _weigh_neighbours(candidates, least)
    if off:
        candidates = [one for one in candidates if one.rule not in off]
        if not candidates:
            return []
    if max(one.score for one in candidates) < least - DOUBTFUL:
        return candidates
    candidates = _outside_code(text, candidates)
    every = attachments.with_attachments(layout, candidates, least, from_end, from_head)
    left = [one for one in every if not known.stays(layout, one)]
    return _outside_code(text, left)  # a line of a list may open code that ends below it


def _outside_code(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what stands in a block of code or would cut a link, an address or code in two."""
    spans = find_spans(text)
    if not spans:
        return candidates
    blocks = [span for span in spans if span.kind == "code-block"]
    return [
        one
        for one in candidates
        if not any(span_cut_at(spans, at) for at in (one.start, one.end))
        and not any(span.start <= one.start < span.end for span in blocks)
    ]


def _weigh_neighbours(candidates: list[Candidate], least: float) -> None:
    """What stands beside a plug is likelier one; so from plug to plug, both ways."""
    for order in (candidates, candidates[::-1]):
        last: Candidate | None = None
        for one in order:
            away = 9 if last is None else abs(one.line - last.line)
            if away <= 2 and "beside a plug" not in one.evidence:
                one.evidence["beside a plug"] = _NEIGHBOUR if away < 2 else _NEIGHBOUR / 2
            if one.score >= least:
                last = one


def _edits(text: str, taken: list[Candidate]) -> Iterator[Edit | Notice]:
    groups = list(_neighbours(text, taken))
    for group in groups:
        start, end = _with_gap(text, group[0].start, group[-1].end)
        ends = [one.start for one in group[1:]] + [end]
        for one, until in zip(group, ends, strict=True):
            detail = Metadata.of_frozen(
                {
                    "reason": one.reason,
                    "phrase": one.phrase,
                    "score": one.score,
                    "evidence": Metadata.of_frozen(dict(one.evidence)),
                }
            )
            yield Edit(start, until, "", one.rule, detail=detail)
            start = until
    if len(groups) == 1 and not (text[: taken[0].start].strip() or text[taken[-1].end :].strip()):
        span = taken[0].start, taken[-1].end
        yield Notice("promotions.nothing-left", "the text was nothing but promotion", span)


def _with_gap(text: str, start: int, end: int) -> tuple[int, int]:
    """As :func:`with_gap`, but looking at the neighbourhood only: it copies what it is given."""
    low, high = max(0, start - _GAP), min(len(text), end + _GAP)
    if not text[low:start].strip():
        low = 0
    if not text[end:high].strip():
        high = len(text)
    first, last = with_gap(text[low:high], start - low, end - low)
    return first + low, last + low


_GAP: Final = 400


def _neighbours(text: str, taken: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Plugs with nothing but whitespace between them leave one gap."""
    group: list[Candidate] = []
    for one in taken:
        if group and text[group[-1].end : one.start].strip():
            yield group
            group = []
        group.append(one)
    if group:
        yield group
