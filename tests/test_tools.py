"""The programs in ``tools``, and the page's part in Python: their examples are true."""

from __future__ import annotations

import doctest
import importlib.util
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
PROGRAMS: Final = sorted([*(ROOT / "tools").glob("*.py"), ROOT / "docs" / "try" / "glue.py"])
WITH_GRIFFE: Final = {"docs_griffe", "public_names"}  # run by .ci/run, with the extras they need


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_examples_are_true(path: Path) -> None:
    """A program can be imported, and gives what its docstrings show."""
    if path.stem in WITH_GRIFFE:
        pytest.importorskip("griffe")
    spec = importlib.util.spec_from_file_location(f"program_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for test in doctest.DocTestFinder().find(module, spec.name):
        runner.run(test, out=report.append)
    assert not report, "".join(report)
