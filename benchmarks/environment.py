"""The environment with the other tools, apart from everything else that is installed."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
PINNED: Final = HERE / "peers.txt"
HEAVY: Final = HERE / "data-juicer.txt"


def set_up(folder: Path, *, heavy: bool = False) -> str:
    """Make *folder* an environment with postnorm and its peers; return the command that uses it.

    Everything is pinned, what the tools depend on as well, so nothing is resolved. *heavy* adds
    data-juicer, whose operators need 76 packages and 1 GB.
    Raises ``FileExistsError`` for a folder that holds something else, and
    ``subprocess.CalledProcessError`` when something cannot be installed.
    """
    # Making an environment anew empties its folder, whatever is in it.
    if folder.exists() and not (folder / "pyvenv.cfg").is_file():
        raise FileExistsError(f"{folder} is there and is no environment; it is left alone")
    venv.create(folder, with_pip=True, clear=folder.exists())
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "-r", str(PINNED)], check=True)
    if heavy:
        subprocess.run([*pip, "-r", str(HEAVY)], check=True)
    subprocess.run([*pip, "-e", str(HERE.parent)], check=True)
    return f"{python} -m benchmarks"
