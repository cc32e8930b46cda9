"""Law 8: one answer for every hash seed, locale, time zone, working directory, interpreter and flag."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import pytest

from postnorm import clean
from postnorm.scripts.pairs import CHARACTERS

ROOT: Final = Path(__file__).parent.parent
EXAMPLE: Final = ROOT / "examples" / "scraped-post.md"


class World(NamedTuple):
    """What is other than usual."""

    flags: tuple[str, ...] = ()
    surroundings: Mapping[str, str] = MappingProxyType({})
    how: str = "once"
    files: tuple[tuple[str, str], ...] = ()
    """Files in the working directory, which comes first where Python looks for modules."""


def _names(**surroundings: str) -> World:
    return World(surroundings=surroundings)


DETECTORS: Final = ("charset_normalizer", "chardet", "cchardet", "faust_cchardet", "html5lib")
WORLDS: Final[dict[str, World]] = {
    "hash seed 1": _names(PYTHONHASHSEED="1"),
    "hash seed 4242": _names(PYTHONHASHSEED="4242"),
    "a random hash seed": _names(PYTHONHASHSEED="random"),
    "the C locale": _names(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    "the POSIX locale, Latin-1": _names(LC_ALL="POSIX", PYTHONIOENCODING="latin-1"),
    "a Chinese locale": _names(LC_ALL="zh_CN.GB18030", LANG="zh_CN.GB18030", LANGUAGE="zh"),
    "the zone of Apia": _names(TZ="Pacific/Apia"),
    "the zone of Kathmandu": _names(TZ="Asia/Kathmandu"),
    "a zone that is none": _names(TZ="Nowhere/Nothing"),
    "optimized": World(("-O",)),
    "optimized, no docstrings": World(("-OO",)),
    "development mode": World(("-X", "dev", "-W", "error", "-bb")),
    "sixteen threads": World(how="threads"),
    "spawned processes": World(how="spawn"),
    "forked processes": World(how="fork"),
    "no detector installed": World(
        files=tuple((f"{name}.py", "raise ImportError('not installed')") for name in DETECTORS)
    ),
    "detectors that say nonsense": World(
        files=tuple(
            (
                f"{name}.py",
                "def detect(*_, **__): return {'encoding': 'utf-7'}\nfrom_bytes = detect",
            )
            for name in DETECTORS
        )
    ),
    "hostile files of OpenCC": World(
        files=tuple(
            (name, "{}")
            for name in (
                *(f"{name}.json" for name in CHARACTERS.values()),
                *("TSCharacters.ocd2", "STPhrases.txt", "config", "t2s"),
            )
        )
    ),
}


def digest(folder: Path, world: World, python: str = sys.executable) -> str:
    """What a fresh interpreter gives in this world."""
    for name, content in world.files:
        (folder / name).write_text(content, encoding="utf-8")
    path: Sequence[str] = (str(folder), str(ROOT / "tests"), os.environ.get("PYTHONPATH", ""))
    usual = {"PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [python, *world.flags, "-m", "support.digest", str(EXAMPLE), world.how],
        env={**os.environ, **usual, **world.surroundings},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(tmp_path_factory.mktemp("usual"), World())


@pytest.mark.parametrize("name", WORLDS)
def test_the_answer_does_not_depend_on_the_world(name: str, usual: str, tmp_path: Path) -> None:
    """The same posts, changes and notices, byte for byte."""
    if name == "forked processes" and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    assert digest(tmp_path, WORLDS[name]) == usual


@pytest.mark.parametrize("python", os.environ.get("POSTNORM_PYTHONS", "").split() or [None])
def test_every_python_gives_the_same(python: str | None, usual: str, tmp_path: Path) -> None:
    """The interpreters that ``POSTNORM_PYTHONS`` names have postnorm installed; .ci/run makes them."""
    if python is None:
        pytest.skip("POSTNORM_PYTHONS names no other interpreters")
    assert digest(tmp_path, World(), python) == usual


def test_a_post_can_be_sent_to_another_process() -> None:
    """What comes back from a pickle is equal, its history included."""
    post = clean(EXAMPLE.read_bytes(), script="hant")
    assert pickle.loads(pickle.dumps(post)) == post
