"""tests/README.md says of every file which room it belongs to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


def test_every_file_of_tests_has_a_room_and_only_one() -> None:
    """The table names each file once, and none that is not there."""
    text = (HERE / "README.md").read_text(encoding="utf-8")
    table = text.split("## Which room a test belongs to")[1].split("\n## ")[0]
    rows = re.findall(r"^\|(?!-)(?! subject).*?\|(.*)\|$", table, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    there = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}
    assert sorted(named) == sorted(set(named))
    assert set(named) == there
