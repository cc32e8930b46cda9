"""The built documentation: it builds without a warning, is whole, and fetches nothing."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

import postnorm
import postnorm.testing

ROOT: Final = Path(__file__).parent.parent
API: Final = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
# What a browser loads of itself; links that a reader may follow do not count.
_LOADED: Final = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc=["']?(https?:|//)|<link[^>]*rel=["']?"""
    r"""(?:stylesheet|preconnect|preload)[^>]*href=["']?(?:https?:|//)|url\(["']?(?:https?:|//)"""
)


def test_the_api_page_has_every_public_name() -> None:
    """A name that is exported stands on the page, and nothing else of ``postnorm`` does."""
    told = re.findall(r"^::: postnorm\.(\w+)$", API, re.MULTILINE)
    assert sorted(told) == sorted(postnorm.__all__)
    testing = re.findall(r"^::: postnorm\.testing\.(\w+)$", API, re.MULTILINE)
    assert sorted(testing) == sorted(postnorm.testing.__all__)


def test_links_out_of_docs_lead_to_pages() -> None:
    """A link of the docs to the README or an example is one to its page on the site."""
    hooks = runpy.run_path(str(ROOT / "tools" / "docs_hooks.py"))
    turned = hooks["turned"](
        "[r](../../README.md#try-it) [s](../../examples/spark_clean.py) [l](../../LICENSE) [x](y.md)",
        "docs/how-to/a.md",
        "how-to/a.md",
    )
    assert turned == (
        "[r](../project/readme.md#try-it) [s](../project/examples/spark_clean.py.md) l [x](y.md)"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built as contributors build it; a warning is an error."""
    for package in ("mkdocs", "material", "mkdocstrings_handlers"):
        if find_spec(package) is None:
            pytest.skip("needs the extra docs")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_in_the_site(site: Path) -> None:
    """Each page of the docs, the README in both languages, and each example."""
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs").with_suffix(".html")).exists(), page
    for name in ("readme", "readme.zh", "examples/spark_clean.py", "examples/recipes/ray_data.py"):
        assert (site / "project" / f"{name}.html").exists(), name


def test_the_site_fetches_nothing(site: Path) -> None:
    """No font, script, style or picture comes from another host."""
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 40
    for page in pages:
        found = _LOADED.search(page.read_text(encoding="utf-8"))
        assert not found, f"{page.name}: {found and found[0]}"


def test_docstrings_come_as_markdown(site: Path) -> None:
    """Roles and bare examples would show their source; a rule takes a text or a post."""
    api = re.sub(r"<[^>]+>", "", (site / "reference" / "api.html").read_text(encoding="utf-8"))
    assert ":func:" not in api
    assert ":class:" not in api
    assert "``" not in api
    assert "subject: str | Post" in api
    assert "Iterator[Edit" not in api
