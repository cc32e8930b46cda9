"""Every fine rule has a reason, and every reason a rule."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import postnorm
from postnorm.boilerplate.packs import shipped
from postnorm.tables.reasons import REASONS, reason_of

PACKAGE: Final = Path(postnorm.__file__).parent
ROOMS: Final = (
    "characters",
    "front-matter",
    "repeats",
    "promotions",
    "whitespace",
    "punctuation",
    "spacing",
    "mojibake",
    "credits",
    "html",
)


def rules_in_the_code() -> set[str]:
    """The rules that an ``Edit(...)`` in the source names, and the tables that name the others."""
    found = {f"promotions.{entry.id}" for entry in shipped().entries}
    found |= {f"front-matter.{form}" for form in ("yaml", "toml", "json")}
    for path in PACKAGE.rglob("*.py"):
        if path.name == "reasons.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        notices = {
            id(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice" and node.args
        }
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in notices
            and node.value.partition(".")[0] in ROOMS
            and node.value.partition(".")[2].replace("-", "").isalpha()
        }
    return found


def test_the_reasons_are_those_of_the_rules() -> None:
    """None is missing and none is left over."""
    made_up = {"characters.radical", "characters.compatibility-ideograph"}  # joined from two parts
    assert set(REASONS) == rules_in_the_code() | made_up


def test_a_reason_is_a_clause_that_reads_on() -> None:
    """One clause, no capital and no stop: it stands behind the rule's name."""
    for rule, reason in REASONS.items():
        assert reason.strip(".") == reason, rule
        assert len(reason) < 100, rule


def test_reasons_of_joined_and_unknown_rules() -> None:
    """A joined rule has the reasons of its parts, once; a rule of others its own name."""
    assert reason_of("whitespace.trailing+whitespace.trailing") == REASONS["whitespace.trailing"]
    assert reason_of("mine.own") == "mine.own"
    assert reason_of("script.t2s") == "converted by OpenCC with t2s"


def test_the_reference_tells_every_rule() -> None:
    """The page of all steps names each fine rule."""
    page = (PACKAGE.parent.parent / "docs" / "reference" / "steps.md").read_text(encoding="utf-8")
    assert [rule for rule in REASONS if rule not in page] == []
