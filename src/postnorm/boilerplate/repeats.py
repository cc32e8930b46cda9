"""Repeated bodies: an article that stands in the text twice is reduced to its better copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple, get_args

from postnorm.boilerplate.decision import Scope
from postnorm.boilerplate.passes import find_steps
from postnorm.boilerplate.steps import Repeat
from postnorm.edits import Edit, OffsetMap, apply, minimal
from postnorm.findings import checked_rules
from postnorm.records import Notice
from postnorm.rules import catalogue_of, rule
from postnorm.tables.rule_examples import REPEATS
from postnorm.values import kind_of


@rule(context={"title": "title"}, catalogue=catalogue_of(REPEATS))
def deduplicate_body(
    text: str, *, scope: Scope = "body", title: str | None = None, without: Iterable[str] = ()
) -> Iterator[Edit | Notice]:
    """Keep one copy of an article that stands in the text twice or more.

    Takes and gives Markdown or plain text. Copies are compared by their letters, digits, signs and
    emoji, so that a copy on one line, with other marks or spaces, in the other script, with typos, or
    cut off with ``……`` is recognised. The copy with the better structure stays (whole, not quoted;
    paragraphs, headings, images, links; then the longer, then the first). What only the other copy has
    is moved to its place in the kept one, with a notice; up to 4 letters in place of others are taken
    for a typo and are only told.

    Acts on copies that are the body, on an excerpt before the article, and on the *title* as first line,
    which a :class:`postnorm.Post` fills in. ``scope="blocks"`` adds long blocks inside a body that stand
    there twice with next to nothing between them. What comes back further on is a refrain or a quotation
    and stays. So do copies that a colon or a heading introduces, that differ in numbers or a negation,
    and drafts, annotated editions and steps of one list. Where an image, a link or a URL would be lost,
    nothing is done but to give the notice ``repeats.kept``. *without* names fine rules that are off,
    ``repeats.copy`` or ``repeats.title``.

    Raises ``ValueError`` for an unknown scope.

    >>> flat = "雨下了整整一夜，天亮才停。 我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> paragraphs = "雨下了整整一夜，天亮才停。\\n\\n我们沿着河走，水已经漫过了石阶，路上没有一个人。"
    >>> deduplicate_body(flat + "\\n\\n" + paragraphs) == paragraphs
    True
    """
    _check_options(scope, title)
    off = checked_rules("without", without, tuple(REPEATS)) if without != () else ()
    done = _reduce(
        text, scope, None if "repeats.title" in off else title, "repeats.copy" not in off
    )
    yield from done.edits
    yield from done.notices


def find_repeats(text: str, *, scope: Scope = "body", title: str | None = None) -> list[Repeat]:
    """Return what :func:`deduplicate_body` would drop from *text*, and in favour of what, in the order it does.

    Options and errors are the same. Offsets count code points of *text*, also where one repeat shows
    only when another is gone.

    >>> text = "雨下了整整一夜，到天亮的时候才停下来。\\n\\n" * 2 + "我们沿着河走，路上没有一个人。"
    >>> [repeat] = find_repeats(text)
    >>> repeat.kind, repeat.kept, repeat.dropped, repeat.agreement
    ('lead', (0, 19), (21, 40), 1.0)
    """
    if not isinstance(text, str):
        raise TypeError(f"find_repeats takes a str, not {kind_of(text)}; for a Post give its body")
    _check_options(scope, title)
    return list(_reduce(text, scope, title).repeats)


_SCOPES: Final = get_args(Scope)


def _check_options(scope: object, title: object) -> None:
    if scope not in _SCOPES:
        raise ValueError(f"scope is one of {', '.join(_SCOPES)}, not {scope!r}")
    if title is not None and not isinstance(title, str):
        raise TypeError(f"title is a str or None, not {kind_of(title)}")


class _Done(NamedTuple):
    edits: tuple[Edit, ...]
    notices: tuple[Notice, ...]
    repeats: tuple[Repeat, ...]


def _reduce(text: str, scope: Scope, title: str | None, copies: bool = True) -> _Done:
    """Reduce *text* to a fixed point, and give all that was done as against *text*.

    Every pass makes the text shorter; one that would not ends it, and would do so again.
    """
    edits: tuple[Edit, ...] = ()
    notices: dict[Notice, None] = {}
    repeats: list[Repeat] = []
    now, places = text, None  # of the first pass, which is mostly the only one, nothing is mapped
    while steps := list(find_steps(now, scope=scope, title=title, copies=copies)):
        if edits:
            places = OffsetMap(edits)
        found = [step.placed(places) for step in steps]
        made = minimal(now, chain.from_iterable(step.edits for step in found))
        after = apply(now, made)
        if made and len(after) >= len(now):  # pragma: no cover: a bug of ours alone
            break
        notices |= dict.fromkeys(chain.from_iterable(step.notices for step in found))
        repeats += (step.repeat for step in found if step.repeat)
        if not made:
            break
        edits = made if places is None else places.then(made).edits()
        now = after
    return _Done(edits, tuple(notices), tuple(repeats))
