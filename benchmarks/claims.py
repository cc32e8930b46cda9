"""Claims that are no ratio of CPU times (``claims.toml``): counted, compared, or told by the clock."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

TABLE: Final = Path(__file__).parent / "claims.toml"


class Claim(NamedTuple):
    """What is claimed, what was found, and the command that finds it."""

    claim: str
    found: str
    command: str
    asked: str = ""
    """What was asked for; empty where it is to hold and there is no number."""
    missed: str = ""
    """Why what was found is not what was asked for, and what was tried; empty where it is."""


def load_claims(path: Path = TABLE) -> list[Claim]:
    """Read the claims. Raises ``TypeError`` for an entry with a key that no claim has, or without one."""
    return [Claim(**one) for one in tomllib.loads(path.read_text(encoding="utf-8"))["claim"]]


def rows(claims: Iterable[Claim]) -> Iterator[str]:
    """Give the lines of a table in Markdown, and below it why some were missed."""
    claims = list(claims)
    yield "| claim | asked for | found | measured by |\n|---|---|---|---|"
    for one in claims:
        found = f"{one.found}; **missed**" if one.missed else one.found
        yield f"| {one.claim} | {one.asked} | {found} | `{one.command}` |"
    yield ""
    yield from (f"- {one.claim}: {one.missed}" for one in claims if one.missed)
