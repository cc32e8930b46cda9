"""The public names with their parameters, as griffe reads them from the source, held in tests/public_names.txt.

``python tools/public_names.py`` compares and tells what differs, and which of that CHANGELOG.md does not
name; the exit status is 1 if anything does. ``--write`` writes the file anew. Needs griffe (extra
``package``); nothing is imported, so the answer does not depend on what is installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import griffe

ROOT: Final = Path(__file__).parent.parent
KEPT: Final = ROOT / "tests" / "public_names.txt"
MODULES: Final = ("postnorm", "postnorm.arrow", "postnorm.testing", "postnorm.testing.strategies")


def public_names() -> list[str]:
    """A line for each public name, and for each public member of a class."""
    package = griffe.load("postnorm", search_paths=[ROOT / "src"], resolve_aliases=True)
    lines: list[str] = []
    for name in MODULES:
        module = package if name == "postnorm" else package[name.removeprefix("postnorm.")]
        for member in sorted(_names_of(module)):
            lines += _described(f"{name}.{member}", module[member])
    return lines


def _names_of(module: Any) -> Iterator[str]:
    """What a module offers: what it lists, or what the package imports for type checkers, or what it defines."""
    if (
        module.exports and module.path != "postnorm"
    ):  # the package makes its list when it is imported
        yield from map(str, module.exports)
        return
    for name, member in module.members.items():
        ours = member.is_alias and member.target_path.startswith("postnorm.")
        if (ours if module.path == "postnorm" else not member.is_alias) and not name.startswith(
            "_"
        ):
            yield name


def _described(path: str, one: Any) -> Iterator[str]:
    target = one.final_target if one.is_alias else one
    if target.is_module:
        return
    if target.is_function:
        yield f"{path}({', '.join(map(_parameter, target.parameters))}) -> {target.returns}"
    elif target.is_class:
        yield f"{path}({', '.join(map(str, target.bases))})"
        for name, member in sorted(target.members.items()):
            if not name.startswith("_") and not member.is_alias:
                yield from _described(f"{path}.{name}", member)
    else:
        yield f"{path}: {getattr(target, 'annotation', None) or 'value'}"


def _parameter(one: griffe.Parameter) -> str:
    default = "" if one.default is None else f"={one.default}"
    star = {"variadic positional": "*", "variadic keyword": "**", "keyword-only": "*."}
    kind = one.kind.value if one.kind else ""
    return f"{star.get(kind, '')}{one.name}{default}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compare the public names with those that are kept."
    )
    parser.add_argument("--write", action="store_true", help="write tests/public_names.txt anew")
    now = public_names()
    if parser.parse_args().write:
        KEPT.write_text("\n".join(now) + "\n", encoding="utf-8")
        return 0
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    differ = sorted({*now} ^ {*kept})
    for line in differ:
        name = line.partition("(")[0].partition(":")[0].rpartition(".")[2]
        silent = (
            "" if f"`{name}" in told or f".{name}" in told else ", and CHANGELOG.md is silent on it"
        )
        print(f"{'new' if line in now else 'gone'}: {line}{silent}")
    if differ:
        print("tools/public_names.py --write keeps it, once CHANGELOG.md tells it", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
