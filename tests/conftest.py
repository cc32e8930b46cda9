"""Settings for all tests."""

import os

from hypothesis import settings

# A deadline measures the machine. Work is counted where it matters.
settings.register_profile("postnorm", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile("postnorm")

# What the command says is compared in English, whoever runs the tests.
os.environ["POSTNORM_LANG"] = "en"
