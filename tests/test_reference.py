"""The reference is complete: every public name stands in it, with the options that it has."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import Final

import pytest

import postnorm
import postnorm.arrow
import postnorm.testing

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ROOT / "docs"
TEXT: Final = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((DOCS / "reference").glob("*.md"))
)
_BLOCK: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# A paragraph or an item that begins with a call in backticks; it may go on over a line end.
_SIGNATURE: Final = re.compile(
    r"^(?:- )?`(?P<name>\w+)(?P<call>\([^`]*\))(?: -> [^`]*)?`", re.MULTILINE
)
OFFERED: Final = {
    **{name: getattr(postnorm, name) for name in postnorm.__all__},
    **{name: getattr(postnorm.testing, name) for name in postnorm.testing.__all__},
    **{
        name: getattr(postnorm.arrow, name)
        for name in ("clean_batch", "clean_batches", "output_schema", "spark_ddl")
    },
}
FUNCTIONS: Final = sorted(name for name, value in OFFERED.items() if not isinstance(value, type))


def signatures() -> dict[str, str]:
    """The calls that the reference shows, by name."""
    shown = _BLOCK.sub("", TEXT)
    return {match["name"]: match["call"] for match in _SIGNATURE.finditer(shown)}


@pytest.mark.parametrize("name", sorted(OFFERED))
def test_every_public_name_is_in_the_reference(name: str) -> None:
    """As code, outside of the examples."""
    code = " ".join(re.findall(r"`[^`]+`", _BLOCK.sub("", TEXT)))
    assert re.search(rf"(?<![\w.]){name}(?!\w)", code)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name != "MISSING"])
def test_a_function_is_shown_with_its_options(name: str) -> None:
    """The names of its parameters, in their order and of their kind, and plain default values."""
    shown = signatures()[name].replace("...", "None").replace("*batches", "batches")
    made = ast.parse(f"def f{shown}: ...").body[0]
    assert isinstance(made, ast.FunctionDef)
    told = made.args
    wanted = inspect.signature(OFFERED[name]).parameters.values()
    positional = [
        one.name
        for one in wanted
        if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD, one.VAR_POSITIONAL)
    ]
    keyword = [one.name for one in wanted if one.kind is one.KEYWORD_ONLY]
    assert [one.arg for one in [*told.args, *([told.vararg] if told.vararg else [])]] == positional
    assert [one.arg for one in told.kwonlyargs] == keyword
    defaults = {
        one.arg: default
        for one, default in zip(told.kwonlyargs, told.kw_defaults, strict=True)
        if isinstance(default, ast.Constant)
    }
    for one in wanted:
        if one.name in defaults and isinstance(one.default, str | int | float | None):
            assert defaults[one.name].value == one.default, one.name


def test_a_type_is_in_the_module_that_is_named() -> None:
    """The table of types for annotations is true."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| `(postnorm\.[\w.]+)` \|", TEXT, re.MULTILINE)
    assert rows
    for names, module in rows:
        for name in re.findall(r"\w+", names):
            assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


def test_every_page_is_in_the_index() -> None:
    """A page that no other page leads to would be read by nobody."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"index.md"}
    linked = re.findall(r"\]\(([\w/.-]+\.md)\)", index)
    assert sorted(linked) == sorted(pages)


@pytest.mark.parametrize(
    "page",
    [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_name_a_heading_that_is_there(page: Path) -> None:
    """``page.md#part`` leads to a heading, as GitHub makes anchors of them."""
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target, anchor in re.findall(r"\]\(\s*(?!https?:)([^)#\s]*)#([^)\s]+)\)", text):
        other = _BLOCK.sub("", (page.parent / target if target else page).read_text("utf-8"))
        headings = re.findall(r"^#+ (.*)", other, re.MULTILINE)
        anchors = [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings]
        assert anchor in anchors, f"{target}#{anchor}"
