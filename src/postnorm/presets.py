"""The ready pipeline; the only module that knows every room."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from postnorm.boilerplate.packs import Pack
from postnorm.boilerplate.promotions import strip_promotions
from postnorm.boilerplate.repeats import deduplicate_body
from postnorm.decisions import Decision
from postnorm.errors import TooLargeError
from postnorm.keeping import Keeping
from postnorm.pipelines import Pipeline, pipeline
from postnorm.post import Post
from postnorm.reading.credits import extract_credits
from postnorm.reading.metadata import normalize_metadata
from postnorm.reading.parsing import parse, read_markup
from postnorm.records import Notice
from postnorm.repair.characters import repair_characters
from postnorm.repair.mojibake import repair_mojibake
from postnorm.repair.whitespace import normalize_whitespace
from postnorm.rounds import Again, Rounds
from postnorm.scripts.conversion import convert_script
from postnorm.scripts.detection import is_chinese
from postnorm.scripts.pairs import Script, check_target
from postnorm.selection import rule_of, selected
from postnorm.typography.punctuation import Style, normalize_punctuation
from postnorm.values import kind_of

MOST_CHARACTERS: Final = 100_000_000
"""A post of more is refused: it is a dump of posts, or an attack on memory."""


_UNCOVERING: Final = frozenset({extract_credits.__name__, strip_promotions.__name__})
_SHORTENING: Final = frozenset({normalize_whitespace.__name__, normalize_punctuation.__name__})
_ROOM: Final = (
    # A byline or a plug that went may have stood before a copy.
    (deduplicate_body, _UNCOVERING),
    # A mark of the right width is Chinese, and what goes uncovers a title or a byline.
    (repair_characters, frozenset[str]()),
    (extract_credits, frozenset[str]()),
    # A line that lost blanks or marks may read as a plug.
    (strip_promotions, _SHORTENING),
    # A line that lost a control may be bytes that can be read again.
    (repair_mojibake, frozenset({repair_characters.__name__})),
)
"""What may find more after the steps named; nothing named: after any change."""


def clean(
    source: bytes | bytearray | memoryview | str | Post,
    *,
    script: Script | None = None,
    style: Style = "minimal",
    packs: Iterable[Pack] | None = None,
    path: str | os.PathLike[str] | None = None,
    max_characters: int | None = MOST_CHARACTERS,
    keep: Iterable[Decision] = (),
    only: Iterable[str] | None = None,
    without: Iterable[str] = (),
) -> Post:
    """Do the whole job: parse, repair, deduplicate, move credits, strip promotions, normalize.

    *source* is what :func:`parse` takes, or a post that is parsed already. The body is converted
    to *script* (``hans``, ``hant``, ``hant-tw``, ``hant-hk``, ``jpan``) only when asked. *style* is that of
    :func:`normalize_punctuation`, *packs* are those of :func:`strip_promotions`. A text that is not
    Chinese keeps its body, with a notice. *keep* are decisions of a person (:func:`load_decisions`):
    the edits that they name are not made, and the notice ``decisions.kept`` or ``decisions.unmet``
    tells of each that is about this source.

    *without* names what is not to be done: steps, as ``"promotions"`` or ``"strip_promotions"``, and fine
    rules, as ``"promotions.tip-jar"``; *only* what alone is to be done. Parsing is always done.

    Raises :class:`postnorm.DecodingError` for bytes in no known encoding, ``ValueError`` for an unknown
    script, style or name, and :class:`postnorm.TooLargeError` beyond *max_characters* (``None``: no limit).
    Nothing else is raised for content.

    >>> post = clean("---\\ntitle: 雨后\\n---\\n1 、雨停了。\\n\\n欢迎关注我们的公众号：河边夜话\\n")
    >>> post.body
    '1、雨停了。\\n'
    >>> [edit.rule for change in post.changes[1:] for edit in change.edits]
    ['front-matter.yaml', 'promotions.account-call', 'punctuation.space-before-mark']
    """
    # Unknown names are told before any work.
    plan = _plan(script, style, packs if packs is None else tuple(packs))
    if only is not None or without != ():
        plan = _selected(
            plan, None if only is None else _names("only", only), _names("without", without)
        )
    if not isinstance(source, Post):
        _refuse_above(max_characters, _fewest_characters(source))
        source = parse(source, path=path)
    _refuse_above(max_characters, len(source.source))
    keeping = Keeping(keep)
    post = keeping.begin(source)
    repaired = keeping.steps(plan.first)(post)  # broken text is not Chinese yet
    if is_chinese(repaired.body):
        rounds = plan.rounds.with_steps(keeping.step) if keep else plan.rounds
        post = rounds(repaired)
        if post.body is not repaired.body and "</p>" in post.body:
            # What made it no HTML, a plain copy or a plug in plain text, may have gone.
            read = read_markup(post)
            post = post if read is post else rounds(read)
    elif post.body.strip():
        post = post.noticed(
            [Notice("clean.not-chinese", "the text is not Chinese; its body is left alone")]
        )
    return keeping.end(plan.last(post))


class _Plan(NamedTuple):
    """The steps of :func:`clean`, in the parts in which it runs them."""

    first: Pipeline
    rounds: Rounds
    last: Pipeline


@lru_cache(maxsize=16)  # a run asks the same for every post; packs are compared by their value
def _selected(plan: _Plan, only: tuple[str, ...] | None, without: tuple[str, ...]) -> _Plan:
    """Return the plan with what the names leave of it."""
    # The conversion may be named where it is not asked for.
    rounds = plan.rounds
    convert = rounds.conversion.steps or (convert_script,)
    every = pipeline(plan.first, rounds.steps, *convert, plan.last)
    left = Pipeline(selected(every.steps, only, without))
    return _parted(left, bool(rounds.conversion.steps))


def _names(option: str, names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise TypeError(f"{option} is a list of steps and rules, not {names!r}")
    names = tuple(names)
    if not all(isinstance(name, str) for name in names):
        raise TypeError(f"{option} is a list of names, not {names!r}")
    return names


def _parted(every: Pipeline, converts: bool) -> _Plan:
    """Part the steps; each part keeps their order."""
    apart = (repair_mojibake, convert_script, normalize_metadata)
    of = {rule: pipeline(*(s for s in every.steps if rule_of(s) is rule)) for rule in apart}
    steps = pipeline(*(s for s in every.steps if rule_of(s) not in apart))
    again = (Again(s, after) for rule, after in _ROOM for s in every.steps if rule_of(s) is rule)
    copies = pipeline(*(s for s in steps.steps if rule_of(s) is deduplicate_body))
    conversion = of[convert_script] if converts else pipeline()
    rounds = Rounds(steps, tuple(again), conversion, copies)
    return _Plan(of[repair_mojibake], rounds, of[normalize_metadata])


def _fewest_characters(source: object) -> int:
    """How many characters a source has at least: one is at most four bytes in any encoding we read."""
    if isinstance(source, str):
        return len(source)
    return len(source) // 4 if isinstance(source, bytes | bytearray | memoryview) else 0


def _refuse_above(limit: int | None, size: int) -> None:
    if limit is not None and not isinstance(limit, int | float):
        raise TypeError(f"max_characters is a number or None, not {kind_of(limit)}")
    if limit is not None and size > limit:
        raise TooLargeError(
            f"the post has {size:,} characters or more, the limit is {limit:,}; "
            "raise max_characters or set it to None"
        )


def body_steps(
    *,
    script: Script | None = None,
    style: Style = "minimal",
    packs: Iterable[Pack] | None = None,
) -> Pipeline:
    """Return the steps that :func:`clean` runs between parsing and metadata, as a pipeline to build on.

    :func:`clean` runs those before the conversion again where credits or promotions uncovered a copy.
    The order is part of the contract. Credits go before promotions, which know none; cleaning and
    script conversion do not commute, because a line end inside a word changes what it converts to.

    >>> body_steps(script="hans").without(strip_promotions)
    pipeline(repair_mojibake, repair_characters, deduplicate_body, extract_credits, normalize_whitespace, \
normalize_punctuation.using(style='minimal'), convert_script.using(to='hans'))
    """
    plan = _plan(script, style, packs if packs is None else tuple(packs))
    return pipeline(plan.first, plan.rounds.steps, plan.rounds.conversion)


def _plan(script: Script | None, style: Style, packs: tuple[Pack, ...] | None) -> _Plan:
    """The steps of :func:`clean`, checked."""
    usual = (type(script) is str or script is None) and type(style) is str and packs is None
    return _usual_plan(script, style) if usual else _made_plan(script, style, packs)


@lru_cache(maxsize=64)  # most callers ask the same for every post
def _usual_plan(script: Script | None, style: Style) -> _Plan:
    return _made_plan(script, style, None)


def _made_plan(script: Script | None, style: Style, packs: tuple[Pack, ...] | None) -> _Plan:
    if script is not None:
        check_target("script", script)
    every = pipeline(
        repair_mojibake,
        repair_characters,
        deduplicate_body,
        extract_credits,
        strip_promotions if packs is None else strip_promotions.using(packs=packs),
        normalize_whitespace,
        normalize_punctuation.using(style=style),
        *(() if script is None else (convert_script.using(to=script),)),
        normalize_metadata,
    )
    return _parted(every, script is not None)
