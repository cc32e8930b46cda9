"""Settings for all tests."""

import os

from hypothesis import Phase, settings

# A deadline measures the machine. Work is counted where it matters.
settings.register_profile("postnorm", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=3000)
# For tools/mutants.py: the same examples each time, and no search for the smallest one that fails.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
# The same examples each time: what is covered does not depend on the draw.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.load_profile("postnorm")

# What the command says is compared in English, whoever runs the tests.
os.environ["POSTNORM_LANG"] = "en"
