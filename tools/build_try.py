"""Make ``docs/try/engine``, what the page to try it on runs: Python for browsers, and postnorm's wheel.

    python tools/build_try.py

Pyodide comes from the npm registry and is not committed. Of PyYAML the part in Python is enough for
headers that are hard to read. OpenCC and lxml are compiled, and no registry that this uses has them
for browsers: the page says that scripts and web pages are not to be had there.
"""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
ENGINE: Final = ROOT / "docs" / "try" / "engine"
PYODIDE: Final = "314.0.7"  # its first number is that of Python: 3.14
NEEDED: Final = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"),
    *("pyodide-lock.json", "package.json"),
)


def fetch_pyodide(into: Path) -> None:
    """Put the files of the npm package that a browser needs into a folder."""
    with tempfile.TemporaryDirectory() as work:
        npm = shutil.which("npm") or sys.exit("npm is needed, to fetch Pyodide")
        command = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", work]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(work).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for name in NEEDED:
                member = packed.extractfile(f"package/{name}")
                assert member is not None, name
                (into / name).write_bytes(member.read())


def build_wheel(into: Path) -> str:
    """Build postnorm's wheel into a folder; its file name."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(into), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    [wheel] = into.glob("postnorm-*.whl")
    return wheel.name


def pack_yaml(into: Path) -> str:
    """Pack what of the installed PyYAML is Python, with its licence; the file name."""
    yaml = importlib.metadata.distribution("PyYAML")
    name = f"pyyaml-{yaml.version}-py3-none-any.whl"
    with zipfile.ZipFile(into / name, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in yaml.files or ():
            if (file.parts[0] == "yaml" and file.suffix == ".py") or "LICENSE" in file.name:
                packed.write(str(yaml.locate_file(file)), file.as_posix())
    return name


def main() -> None:
    """Make the folder anew."""
    with tempfile.TemporaryDirectory(dir=ENGINE.parent) as work:
        made = Path(work) / "engine"
        made.mkdir()
        fetch_pyodide(made)
        wheels = [build_wheel(made), pack_yaml(made)]
        listed = {"pyodide": PYODIDE, "postnorm": wheels[0].split("-")[1], "wheels": wheels}
        (made / "engine.json").write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
        shutil.rmtree(ENGINE, ignore_errors=True)
        made.rename(ENGINE)
    print(f"{ENGINE.relative_to(ROOT)}: {sum(p.stat().st_size for p in ENGINE.iterdir()) >> 20} MB")


if __name__ == "__main__":
    main()
