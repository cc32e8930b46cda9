"""The comparison with peers: the page tells of us what is true today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import compare_peers

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "explanation" / "peers.md").read_text(encoding="utf-8")
PROBES = compare_peers.probes()


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe["asks"])
def test_our_column_is_true(probe: dict[str, str]) -> None:
    """Each row of the page has the mark that postnorm earns, the crosses too."""
    [row] = re.findall(rf"^\| {re.escape(probe['asks'])} \| (.) \|", PAGE, re.MULTILINE)
    assert row == compare_peers.cell(probe, compare_peers.ours(probe))


def test_no_row_is_of_another_time() -> None:
    """The page has a row for each probe, and no other."""
    rows = re.findall(r"^\| (.*?) \| [✓✗–] \|", PAGE, re.MULTILINE)
    assert rows == [probe["asks"] for probe in PROBES]


def test_every_peer_is_named_with_its_version() -> None:
    """A comparison without versions says nothing."""
    wanted = (ROOT / "tools" / "compare" / "requirements.txt").read_text(encoding="utf-8")
    for name in ("ftfy", "opencc", "opencc-pyo3", "pangu", "trafilatura", "gne", "autocorrect-py"):
        [version] = re.findall(rf"^{name}==(\S+)$", wanted, re.MULTILINE)
        assert f"{name} {version}" in PAGE


def test_a_probe_is_one_that_can_fail() -> None:
    """A tool that answers nothing, or another text, has no tick anywhere."""
    for probe in PROBES:
        assert compare_peers.cell(probe, "") == compare_peers.WRONG
        assert compare_peers.cell(probe, probe["wanted"] + "x") == compare_peers.WRONG
        assert compare_peers.cell(probe, probe["wanted"]) == compare_peers.RIGHT
