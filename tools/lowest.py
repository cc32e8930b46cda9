"""Print the lowest versions that pyproject.toml allows, as constraints for pip.

``pip install -c <(python tools/lowest.py) -e '.[test]'`` installs them; .ci/run runs the tests with these.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

PYPROJECT: Final = Path(__file__).parent.parent / "pyproject.toml"
EXTRAS: Final = ("test", "testing", "arrow", "neardup", "warc")
_LOWER = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?>=([\w.]+)")


def lowest(project: dict[str, Any]) -> Iterator[str]:
    """A line for each requirement that names a lower bound, of the package and the extras for tests.

    >>> list(lowest({"dependencies": ["lxml>=6.0,<7"], "optional-dependencies": {"dev": ["ruff>=1"]}}))
    ['lxml==6.0']
    """
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in EXTRAS for one in extras.get(name, ()))]
    for requirement in dict.fromkeys(wanted):
        if match := _LOWER.match(requirement):
            yield f"{match[1]}=={match[2]}"


if __name__ == "__main__":
    with PYPROJECT.open("rb") as file:
        print("\n".join(lowest(tomllib.load(file)["project"])))
