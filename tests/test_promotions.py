"""Promotions: every entry of the shipped pack proves itself on its own examples."""

from __future__ import annotations

import pytest

from postnorm import strip_promotions
from postnorm.boilerplate.packs import Entry, shipped

ARTICLE = "雨下了一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n"
EXAMPLES = [(entry, text) for entry in shipped() for text in entry.removes]
LOOK_ALIKES = [(entry, text) for entry in shipped() for text in entry.keeps]


@pytest.mark.parametrize(
    ("entry", "text"), EXAMPLES, ids=lambda x: x.id if isinstance(x, Entry) else x
)
def test_an_entry_removes_its_examples(entry: Entry, text: str) -> None:
    """An example is removed whole, by the entry it belongs to."""
    (edit,) = strip_promotions.edits(ARTICLE + text + "\n")
    assert edit.rule == f"promotions.{entry.id}"
    assert strip_promotions(ARTICLE + text + "\n") == ARTICLE.rstrip() + "\n"


@pytest.mark.parametrize(
    ("entry", "text"), LOOK_ALIKES, ids=lambda x: x.id if isinstance(x, Entry) else x
)
def test_an_entry_keeps_its_look_alikes(entry: Entry, text: str) -> None:
    """A sentence that only speaks of such things stays, whichever entry looks at it."""
    assert strip_promotions(ARTICLE + text + "\n") == ARTICLE + text + "\n"
