"""The fine rules of the room, for whoever chooses among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from postnorm.rules import FineRule
from postnorm.tables.reasons import REASONS
from postnorm.tables.typography_examples import PUNCTUATION, SPACING, Examples


@cache
def punctuation_rules() -> tuple[FineRule, ...]:
    """The fine rules of normalize_punctuation; each example is run with ``only=`` that rule."""
    return tuple(
        rule._replace(options={**rule.options, "only": (rule.id,)}) for rule in _made(PUNCTUATION)
    )


@cache
def spacing_rules() -> tuple[FineRule, ...]:
    """The fine rules of normalize_spacing."""
    return _made(SPACING)


def _made(table: Mapping[str, Examples]) -> tuple[FineRule, ...]:
    return tuple(FineRule(name, REASONS[name], *examples) for name, examples in table.items())
