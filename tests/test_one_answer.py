"""Law 8: one answer for every hash seed, locale, time zone, working directory and interpreter flag."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from postnorm import clean

ROOT: Final = Path(__file__).parent.parent
DIGEST: Final = """
import hashlib, json, pickle, sys, pathlib, postnorm
from support.texts import BAIT, PLUGS, PROTECTED, SENTENCES
texts = [pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), *(bait * 20 for bait in BAIT.values())]
texts.append("\\n\\n".join((*SENTENCES, *PROTECTED, *PLUGS)))
digest = hashlib.sha256()
for text in texts:
    for options in ({}, {"style": "taiwan", "script": "hant-tw"}, {"style": "mainland", "script": "hans"}):
        post = postnorm.clean(text, **options)
        digest.update(json.dumps(post.to_dict()).encode())
print(digest.hexdigest())
"""
WORLDS: Final[dict[str, tuple[list[str], dict[str, str]]]] = {
    "another hash seed": ([], {"PYTHONHASHSEED": "1"}),
    "a third hash seed": ([], {"PYTHONHASHSEED": "4242"}),
    "the C locale": ([], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "another time zone": ([], {"TZ": "Pacific/Apia"}),
    "optimized": (["-OO"], {}),
    "development mode": (["-X", "dev", "-W", "error", "-bb"], {}),
}


def digest(folder: Path, flags: list[str], environment: dict[str, str]) -> str:
    """What a fresh interpreter gives in this world."""
    done = subprocess.run(
        [sys.executable, *flags, "-c", DIGEST, str(ROOT / "examples" / "scraped-post.md")],
        env=os.environ | {"PYTHONPATH": str(ROOT / "tests"), "PYTHONHASHSEED": "0"} | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(tmp_path_factory.mktemp("usual"), [], {})


@pytest.mark.parametrize("world", WORLDS)
def test_the_answer_does_not_depend_on_the_world(world: str, usual: str, tmp_path: Path) -> None:
    """The same posts, changes and notices, byte for byte."""
    assert digest(tmp_path, *WORLDS[world]) == usual


def test_files_in_the_working_directory_change_nothing(usual: str, tmp_path: Path) -> None:
    """A file named like a configuration or dictionary of OpenCC is not read."""
    for name in ("s2t.json", "t2s.json", "s2tw.json", "TSCharacters.ocd2", "STPhrases.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert digest(tmp_path, [], {}) == usual


def test_a_post_can_be_sent_to_another_process() -> None:
    """What comes back from a pickle is equal, its history included."""
    post = clean((ROOT / "examples" / "scraped-post.md").read_bytes(), script="hant")
    assert pickle.loads(pickle.dumps(post)) == post
