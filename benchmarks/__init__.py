"""What each step and the whole cost, measured beside other tools: ``python -m benchmarks``.

A time alone says nothing: all figures are ratios of CPU time, measured in turns, on one core, in one
process. ``cases`` has the tables of what is measured, ``goals.toml`` what is asked for.
"""
