"""What becomes of one source in a run: a row to be written, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """What is written of one source, or why nothing is."""

    name: str
    container: str | None = None
    text: str = ""
    metadata: Mapping[str, object] | None = None
    markdown: str = ""
    rules: Mapping[str, int] | None = None
    """How often each rule changed something."""
    ledger: tuple[Mapping[str, object], ...] = ()
    error: Exception | None = None
