"""Checks for the tests of people who build on postnorm; nothing here needs more than postnorm.

:func:`check_rule` holds a rule of yours to the contract that postnorm's own rules keep. The texts
that properties draw from are in :mod:`postnorm.testing.strategies`, which needs Hypothesis.
"""

from postnorm.testing.badinputs.case import BadInput as BadInput
from postnorm.testing.catalogue import assert_withstands as assert_withstands
from postnorm.testing.catalogue import bad_inputs as bad_inputs
from postnorm.testing.contract import assert_lossless as assert_lossless
from postnorm.testing.contract import check_rule as check_rule
from postnorm.testing.determinism import assert_deterministic as assert_deterministic
from postnorm.testing.linearity import assert_linear as assert_linear

__all__ = [
    "BadInput",
    "assert_deterministic",
    "assert_linear",
    "assert_lossless",
    "assert_withstands",
    "bad_inputs",
    "check_rule",
]
