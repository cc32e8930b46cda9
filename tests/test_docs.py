"""Every code block of the README and the documentation is run and gives what it shows."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import postnorm

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
_BLOCK: Final = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")

# Shown, not run here: set-up commands (run by .ci/run), file contents, output.
NOT_RUN: Final = {"sh", "text", "toml", "markdown", "json"}


class Block(NamedTuple):
    """A fenced block of a page."""

    page: Path
    number: int
    language: str
    code: str


BLOCKS: Final = [
    Block(page, number, *match.groups())
    for page in PAGES
    for number, match in enumerate(_BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
]


def name_of(block: Block) -> str:
    return f"{block.page.relative_to(ROOT)}-{block.number}"


@pytest.mark.parametrize(
    "page", [p for p in PAGES if any(b.page == p for b in BLOCKS)], ids=lambda p: p.stem
)
def test_python_blocks_give_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python blocks of a page are one session, from top to bottom."""
    monkeypatch.chdir(ROOT)
    code = "\n".join(
        block.code for block in BLOCKS if block.page == page and block.language == "python"
    )
    test = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert not report, "".join(report)
    assert code.count(">>> ") or not code.strip(), "a Python block that shows no result"


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.language == "console"], ids=name_of)
def test_console_blocks_give_what_they_show(block: Block) -> None:
    """Each command prints what stands under it."""
    for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        ours = f'postnorm() {{ python -m postnorm "$@"; }}; python() {{ "{sys.executable}" "$@"; }}'
        script = f"{ours}; {command}"
        done = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.stdout + done.stderr == shown, command


CHINESE: Final = [page for page in PAGES if ".zh." in page.name]


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_chinese_pages_keep_the_norm_they_teach(page: Path) -> None:
    """The steps have nothing to do: marks of the mainland, gaps beside Latin, one script, no repeats."""
    copy_editor = postnorm.pipeline(
        postnorm.repair_characters,
        postnorm.deduplicate_body,
        postnorm.normalize_whitespace,
        postnorm.normalize_punctuation.using(style="mainland"),
        postnorm.normalize_spacing.using(cjk_latin="insert"),
    )
    text = page.read_text(encoding="utf-8")
    assert copy_editor(text) == text
    prose = _BLOCK.sub("", text)
    assert postnorm.detect_script(prose).verdict == "hans"


def test_no_block_is_left_out() -> None:
    """A block in another language would be run by nobody."""
    assert {block.language for block in BLOCKS} <= {"python", "console", *NOT_RUN}
    assert any(block.language == "python" for block in BLOCKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another page names a file that is there."""
    for target in _LINK.findall(_BLOCK.sub("", page.read_text(encoding="utf-8"))):
        assert (page.parent / target).exists(), target
