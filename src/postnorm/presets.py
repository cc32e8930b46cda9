"""The ready pipeline; the only module that knows every room."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

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
from postnorm.reading.parsing import parse
from postnorm.records import Notice
from postnorm.repair.characters import repair_characters
from postnorm.repair.mojibake import repair_mojibake
from postnorm.repair.whitespace import normalize_whitespace
from postnorm.scripts.conversion import convert_script
from postnorm.scripts.detection import is_chinese
from postnorm.scripts.pairs import Script
from postnorm.typography.punctuation import Style, normalize_punctuation
from postnorm.values import kind_of

MOST_CHARACTERS: Final = 100_000_000
"""A post of more is refused: it is a dump of posts, or an attack on memory."""


MOST_ROUNDS: Final = 8
"""So often the steps run again; each time something has gone, and a real post is done after one."""
_UNCOVERING: Final = frozenset({extract_credits.__name__, strip_promotions.__name__})


def clean(
    source: bytes | bytearray | memoryview | str | Post,
    *,
    script: Script | None = None,
    style: Style = "minimal",
    packs: Iterable[Pack] | None = None,
    path: str | os.PathLike[str] | None = None,
    max_characters: int | None = MOST_CHARACTERS,
    keep: Iterable[Decision] = (),
) -> Post:
    """Do the whole job: parse, repair, deduplicate, move credits, strip promotions, normalize.

    *source* is what :func:`parse` takes, or a post that is parsed already. The body is converted
    to *script* (``hans``, ``hant``, ``hant-tw``, ``hant-hk``, ``jpan``) only when asked. *style* is that of
    :func:`normalize_punctuation`, *packs* are those of :func:`strip_promotions`. A text that is not
    Chinese keeps its body, with a notice. *keep* are decisions of a person (:func:`load_decisions`):
    the edits that they name are not made, and the notice ``decisions.kept`` or ``decisions.unmet``
    tells of each that is about this source.

    Raises :class:`postnorm.DecodingError` for bytes in no known encoding, ``ValueError`` for an unknown
    script or style, and :class:`postnorm.TooLargeError` beyond *max_characters* (``None``: no limit).
    Nothing else is raised for content.

    >>> post = clean("---\\ntitle: 雨后\\n---\\n1 、雨停了。\\n\\n欢迎关注我们的公众号：河边夜话\\n")
    >>> post.body
    '1、雨停了。\\n'
    >>> [edit.rule for change in post.changes[1:] for edit in change.edits]
    ['front-matter.yaml', 'promotions.account-call', 'punctuation.space-before-mark']
    """
    # Unknown names are told before any work.
    steps = _steps(None, style, packs if packs is None else tuple(packs))
    convert, keeping = _conversion(script), Keeping(keep)
    if not isinstance(source, Post):
        _refuse_above(max_characters, _fewest_characters(source))
        source = parse(source, path=path)
    _refuse_above(max_characters, len(source.source))
    post = keeping.begin(source)
    repaired = keeping.step(repair_mojibake)(post)  # broken text is not Chinese yet
    if is_chinese(repaired.body):
        again = pipeline(deduplicate_body, extract_credits)
        settled = _settled(repaired, keeping.steps(steps), keeping.steps(again))
        post = keeping.steps(convert)(settled)
    elif post.body.strip():
        post = post.noticed(
            [Notice("clean.not-chinese", "the text is not Chinese; its body is left alone")]
        )
    return keeping.end(normalize_metadata(post))


def _settled(post: Post, steps: Pipeline, again: Pipeline) -> Post:
    """Run *steps*, and again where a byline or a plug that went stood before a copy, a title, a byline."""
    done = steps(post)
    for _ in range(MOST_ROUNDS):
        if not any(change.step in _UNCOVERING for change in done.changes[len(post.changes) :]):
            return done
        post, uncovered = done, again(done)
        if uncovered is done:
            return done
        done = steps(uncovered)
    return done


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
    return pipeline(
        repair_mojibake, _steps(script, style, packs if packs is None else tuple(packs))
    )


def _steps(script: Script | None, style: Style, packs: tuple[Pack, ...] | None) -> Pipeline:
    """The steps after :func:`repair_mojibake`, checked."""
    usual = (type(script) is str or script is None) and type(style) is str and packs is None
    return _usual_steps(script, style) if usual else _made_steps(script, style, packs)


@lru_cache(maxsize=64)  # most callers ask the same for every post
def _usual_steps(script: Script | None, style: Style) -> Pipeline:
    return _made_steps(script, style, None)


def _made_steps(script: Script | None, style: Style, packs: tuple[Pack, ...] | None) -> Pipeline:
    steps = pipeline(
        repair_characters,
        deduplicate_body,
        extract_credits,
        strip_promotions if packs is None else strip_promotions.using(packs=packs),
        normalize_whitespace,
        normalize_punctuation.using(style=style),
    )
    return pipeline(steps, _conversion(script))


def _conversion(script: Script | None) -> Pipeline:
    return pipeline() if script is None else pipeline(convert_script.using(to=script))
