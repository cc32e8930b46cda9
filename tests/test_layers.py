"""The rooms of the library, and who may know whom: read from the imports, not from intentions."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

import postnorm

PACKAGE: Final = Path(postnorm.__file__).parent

# Core modules, from the ground up: each may import those before it.
CORE: Final = (
    *("errors", "toml_files", "values", "dates", "fields", "headers", "exchange", "plausibility"),
    *(
        "pieces",
        "edits",
        "records",
        "findings",
        "post",
        "rules",
        "selection",
        "pipelines",
        "rounds",
        "spans",
        "decisions",
        "keeping",
    ),
)
ROOMS: Final = ("reading", "repair", "boilerplate", "typography", "scripts")
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "tables": frozenset(),
    **{module: frozenset(CORE[:number]) | {"tables"} for number, module in enumerate(CORE)},
    **{room: frozenset({*CORE, "tables", room}) for room in ROOMS},
    "presets": frozenset({*CORE, "tables", *ROOMS}),
    "testing": frozenset({*CORE, "__init__"}),  # the laws are the core's
    "corpus": frozenset({"__init__", "tables", "values", "records"}),
    "arrow": frozenset({"__init__", "corpus"}),
    "report": frozenset({"__init__", "tables"}),
    "cli": frozenset({"__init__", "tables"}),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(
        {*CORE, *ROOMS, "presets", "corpus", "report"}
    ),  # names only, and only when asked
}
THIRD_PARTY: Final = (
    "yaml",
    "frontmatter",
    "opencc",
    "bs4",
    "lxml",
    "charset_normalizer",
    "hypothesis",
)


def modules() -> Iterator[tuple[str, Path]]:
    """Every module with the room it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield parts[0], path


def imported(path: Path) -> Iterator[str]:
    """The postnorm modules that a file imports anywhere in it, type checking included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                alias.name for alias in node.names if alias.name.split(".")[0] == "postnorm"
            )
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "postnorm":
                submodules = {p.stem for p in PACKAGE.iterdir()}
                for alias in node.names:
                    yield f"postnorm.{alias.name}" if alias.name in submodules else "postnorm"
            elif node.module and node.module.startswith("postnorm."):
                yield node.module


@pytest.mark.parametrize(("room", "path"), list(modules()), ids=lambda x: str(x)[-40:])
def test_a_room_knows_only_what_is_drawn(room: str, path: Path) -> None:
    """Imports go one way; an edge that is not in the table is a mistake in one of them."""
    for name in imported(path):
        target = name.removeprefix("postnorm").lstrip(".").split(".")[0] or "__init__"
        assert target in ALLOWED[room] or target == room, f"{path.name} imports {name}"


def test_every_module_has_a_place_in_the_table() -> None:
    """A new room must be drawn before it is built."""
    assert {room for room, _ in modules()} == ALLOWED.keys()


def test_the_drawing_is_that_of_the_documentation() -> None:
    """``design.md`` draws the same rooms, and the core in the same order, from the top down."""
    page = PACKAGE.parent.parent / "docs" / "explanation" / "design.md"
    [drawing] = re.findall(
        r"## Rooms\n\n```text\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
    )
    names = [name for name in re.split(r"\n+|  +", drawing) if re.fullmatch(r"\w+", name)]
    assert sorted(names) == sorted(ALLOWED)
    assert [name for name in names if name in CORE] == list(reversed(CORE))


def test_importing_postnorm_loads_no_third_party_package() -> None:
    """Who only wants the version does not pay for parsers and dictionaries."""
    code = "import sys, postnorm; postnorm.__version__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & set(THIRD_PARTY)
    assert not [name for name in done.stdout.split() if name.startswith("postnorm.")]


def test_importing_every_module_loads_no_third_party_package() -> None:
    """Dependencies are imported on first use: a missing one disables one room, not the library."""
    names = [
        ".".join(("postnorm", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for room, path in modules()
        if room not in ("__main__", "arrow") and path.stem != "strategies"  # made for one package
    ]
    code = f"import sys, {', '.join(names)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & set(THIRD_PARTY)


def test_the_public_names_are_the_same_for_people_and_type_checkers() -> None:
    """What ``__getattr__`` finds is what the imports for type checkers say."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    told = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("postnorm.")
        for alias in node.names
    }
    assert told == {(home, name) for name, home in postnorm._HOME_OF.items()}
    assert postnorm.__all__ == list(postnorm._HOME_OF)
    for name in postnorm.__all__:
        assert getattr(postnorm, name).__doc__, name
    assert set(postnorm.__all__) <= set(dir(postnorm))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = postnorm.nothing
