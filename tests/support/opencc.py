"""Tests of what the tables say that were made with one version of OpenCC."""

from __future__ import annotations

import pytest

from postnorm.scripts import adapter
from postnorm.tables import folding

# The tables say what one version of OpenCC says; what another one says is for whoever updates them
# (tools/make_tables.py --check), and does not make the library wrong.
by_this_opencc = pytest.mark.skipif(
    adapter.version() != folding.OPENCC,
    reason=f"the tables were made with OpenCC {folding.OPENCC}",
)
