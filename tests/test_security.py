"""What SECURITY.md promises is held by what it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from postnorm.testing import bad_inputs

ROOT: Final = Path(__file__).parent.parent
ROWS: Final = re.findall(
    r"^\|(?!-)(?! threat)(.*)\|$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_every_limit_names_what_holds_it() -> None:
    """A case of the catalogue, or a file of tests that is there."""
    known = {case.id for case in bad_inputs()}
    assert len(ROWS) > 15
    for row in ROWS:
        held = row.rsplit("|", 1)[1]
        named = re.findall(r"`([^`]+)`", held)
        assert named, row
        for name in named:
            assert name in known or (ROOT / name).is_file(), name
