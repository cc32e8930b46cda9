"""Build the sdist and the wheel, look at them, and run tests against what is installed from each.

``python tools/check_package.py`` needs the extra ``package``. Each is installed in an empty environment;
the tests come out of the sdist, so that it is known to hold what they need. .ci/run runs the whole suite
in a clone; here a quick part of it is enough to see that nothing is missing. Licences are read from the
metadata of what the wheel brings with it: none may be GPL.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
TESTS: Final = ("test_bad_inputs.py", "test_contract.py", "test_edits.py", "test_post.py")
LICENCES: Final = """
import importlib.metadata as m
for d in m.distributions():
    told = [d.metadata.get("License-Expression") or "", d.metadata.get("License") or ""]
    told += [c for c in d.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    print(d.metadata["Name"], "|", " ".join(" ".join(told).split())[:300])
"""
_GPL: Final = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.ASCII)  # the LGPL may be


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command, show it, and give what it prints; a failure ends the check."""
    print("+", *command, flush=True)
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nfailed: {command[0]}")
    return done.stdout


def environment(folder: Path, what: Path) -> Path:
    """An empty environment with *what* and nothing else than it asks for; the Python in it."""
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", what)
    return python


def check_licences(python: Path) -> None:
    """None of what comes with postnorm may be under the GPL."""
    for line in run(python, "-c", LICENCES).splitlines():
        if _GPL.search(line):
            sys.exit(f"under the GPL: {line}")


def check(work: Path) -> None:
    """All of the above, in an empty folder."""
    run(sys.executable, "-m", "build", "--outdir", work / "dist", ROOT)
    [wheel], [sdist] = (list((work / "dist").glob(form)) for form in ("*.whl", "*.tar.gz"))
    run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
    run(Path(sys.executable).parent / "check-wheel-contents", wheel)
    with tarfile.open(sdist) as archive:
        archive.extractall(work / "sources", filter="data")
    [sources] = (work / "sources").iterdir()
    shutil.rmtree(sources / "src")  # what is tested is what is installed
    for name, what in (("wheel", wheel), ("sdist", sdist)):
        python = environment(work / name, what)
        check_licences(python)
        run(python, "-m", "pip", "install", "--quiet", "pytest", "hypothesis")
        tests = [sources / "tests" / test for test in TESTS]
        print(
            run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, cwd=sources)[-200:]
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder))
