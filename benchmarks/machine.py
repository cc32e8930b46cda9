"""Where it was measured, and with which versions: a figure without them is worth nothing."""

from __future__ import annotations

import os
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import Final

import postnorm

DISTRIBUTIONS: Final = (
    *("python-frontmatter", "PyYAML", "beautifulsoup4", "lxml", "OpenCC"),
    *("trafilatura", "readability-lxml", "gne", "opencc-pyo3", "pangu", "autocorrect-py"),
    "py-data-juicer",
)


def describe() -> dict[str, str]:
    """Say what processor, system and Python this is, and how busy it is just now."""
    told = {
        "processor": _processor(),
        "cores": str(os.cpu_count() or "unknown"),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    if hasattr(os, "getloadavg"):
        told["load before"] = f"{os.getloadavg()[0]:.1f}"
    return told


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"^model name\s*: (.+)$", info.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or "unknown"


def versions() -> dict[str, str]:
    """Return the versions of all that is compared; what is not installed is left out."""
    found = {"postnorm": postnorm.__version__}
    for name in DISTRIBUTIONS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def caption(machine: dict[str, str], told: dict[str, str]) -> str:
    """Say it in a line.

    >>> caption({"processor": "Z80", "cores": "1", "python": "CPython 3.11"}, {"postnorm": "1"})
    'Z80, 1 core, CPython 3.11; postnorm 1.'
    """
    where = [
        f"{value} core{'s' * (value != '1')}" if key == "cores" else value
        for key, value in machine.items()
        if "load" not in key
    ]
    return f"{', '.join(where)}; {', '.join(f'{name} {one}' for name, one in told.items())}."
