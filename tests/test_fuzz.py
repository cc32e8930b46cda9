"""What fuzzing has found, and the inputs that it starts from: each through its target, without a fuzzer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from fuzz.child import watched
from fuzz.run import NAMES
from fuzz.targets import TARGETS
from fuzz.writing import MOST, write

HERE: Final = Path(__file__).parent / "fuzz"
FOUND: Final = sorted(path for path in (HERE / "found").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_once_is_mended(path: Path) -> None:
    """A finding is kept under the name of what was wrong."""
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_corpus_breaks_no_law(name: str) -> None:
    """Every input that once reached new code passes through its target."""
    paths = sorted((HERE / "corpus" / name).iterdir())
    assert paths
    for path in paths:
        TARGETS[name](path.read_bytes())


def test_the_runner_knows_all_targets() -> None:
    """Each target has a name that the runner takes."""
    assert tuple(TARGETS) == NAMES


def test_the_corpus_is_small() -> None:
    """It is cloned by everybody: 300 KB at most."""
    files = [path for path in HERE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < 300_000


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"1 \x80,", "1 甲,"),
        (b"\x80\x81\xf1\x02\xf2", "甲乙乙乙甲乙乙乙"),
        (b"\x80 \x81\xfc\x80\xf5\x01\xf6", "甲 乙\n\n甲甲\n\n甲甲"),
        (b"\x80\n\x81\xf3\xf4\x00", "甲\n乙甲 乙甲\n乙甲 乙"),
        (b"\xf7\x01\xf6\x00\xf8\x96\xe8", "😀雨"),
        (b"\x80\xf1", "甲"),
    ],
)
def test_bytes_are_written_as_ordered(data: bytes, text: str) -> None:
    """ASCII is itself, what follows are pieces, and the last few are orders."""
    assert write(data, ("甲", "乙")) == text


def test_a_text_has_an_end() -> None:
    """Doubling again and again stops at the limit."""
    assert len(write(b"\xf9\x00\x01" + b"\xf2" * 99)) == MOST


def test_a_broken_law_is_written_down_and_fuzzing_goes_on(tmp_path: Path) -> None:
    """The first few inputs of a kind stay, each with what was said."""

    def target(data: bytes) -> None:
        assert not data, "not empty: 'this one'"

    run = watched(target, tmp_path)
    for data in (b"", *(bytes([number]) for number in range(20))):
        run(data)
    told = sorted(tmp_path.glob("*.txt"))
    assert 1 < len(told) < 20
    assert all("not empty" in path.read_text(encoding="utf-8") for path in told)
    assert {path.with_suffix("").read_bytes() for path in told} <= {bytes([n]) for n in range(20)}
