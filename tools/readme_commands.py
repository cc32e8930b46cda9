"""Print the README's set-up commands, a line each: what it tells people to run is what is tested."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The lines of the README's ``sh`` blocks.

    >>> ["pytest" in command for command in commands()]
    [False, True]
    """
    blocks = _BLOCK.findall(README.read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


if __name__ == "__main__":
    print("\n".join(commands()))
