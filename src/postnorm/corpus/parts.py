"""A run's output in parts, each written whole or not at all, so that a run can be killed and go on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

STATE: Final = ".postnorm"
"""The folder inside of the output that remembers which parts are done."""

_SYNCS: Final = 16
"""Files of a part that wait for the disk at the same time."""


def write_whole(path: Path, data: Iterable[bytes]) -> None:
    """Put *data* at *path* at once: whoever looks sees the old file or the new one.

    Into a pipe or a device, such as ``/dev/stdout``, it is written: a file in its place helps nobody.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        with open(path, "wb") as file:
            file.writelines(data)
        return
    try:
        write_draft(path, data)
        publish([path])
    except BaseException:
        draft_of(path).unlink(missing_ok=True)
        raise


def draft_of(path: Path) -> Path:
    """Where a file is written before it stands at its place.

    The name is made of the path's and not a new one each time: a run that goes on writes over what
    a killed one left.
    """
    return path.with_name(f".{path.name}.part")


def write_draft(path: Path, data: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(draft_of(path), "wb") as file:
        file.writelines(data)


def publish(paths: Sequence[Path]) -> None:
    """Put drafts at their places, once the disk has them all."""
    drafts = [draft_of(path) for path in paths]
    # File after file waits for the disk each time; together they wait for it a few times.
    with ThreadPoolExecutor(_SYNCS) as threads:
        list(threads.map(_sync, drafts))
    for draft, path in zip(drafts, paths, strict=True):
        os.replace(draft, path)


def _sync(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def lines(records: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Records as JSON lines. ASCII only where a lone surrogate asks for it."""
    for record in records:
        try:
            line = json.dumps(record, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            line = json.dumps(record).encode()
        yield line + b"\n"


class Told(NamedTuple):
    """What is remembered of a part that is written."""

    done: int
    rejects: list[dict[str, str]]
    """Name and error of each source that is no post."""
    rules: dict[str, int]
    """How often each rule changed something."""


class Progress:
    """What a run has done so far, kept in the output folder.

    ``run.json`` says which run it is; ``parts/00000.json`` that a part is done, with its rejects
    and counts. A part's marker is written after everything else of the part. ``begun.json`` names
    the files of the part under way, before the first of them is written.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._state = out / STATE
        self._parts = self._state / "parts"
        self._begun = self._state / "begun.json"

    def begin(self, run: Mapping[str, object], *, resume: bool) -> None:
        """Make sure that the output is this run's.

        Raises ``ValueError`` when the folder holds another run, or one that is not to be resumed.
        """
        place = self._state / "run.json"
        if not place.exists():
            # A run may have been killed before it could say which it is.
            if self.out.is_dir() and any(path != self._state for path in self.out.iterdir()):
                raise ValueError(f"{self.out} is not empty, and no run of postnorm batch")
            write_whole(place, [json.dumps(run, indent=1).encode()])
            return
        if not resume:
            raise ValueError(
                f"{self.out} holds a run already: --resume goes on with it, "
                "or choose another folder"
            )
        before = json.loads(place.read_bytes())
        differ = sorted(key for key in {*run, *before} if run.get(key) != before.get(key))
        if differ:
            raise ValueError(
                f"{self.out} holds a run with other {', '.join(differ)}; "
                "resume with the same arguments, or choose another folder"
            )
        self._undo()

    def begins(self, part: int, places: Sequence[str]) -> None:
        """Say which files, none of them there yet, a part is about to write in the output."""
        write_whole(self._begun, [json.dumps({"part": part, "places": places}).encode()])

    def _undo(self) -> None:
        """Remove what a killed run wrote of a part: what is there afterwards is of parts that are done."""
        if not self._begun.exists():
            return
        begun = json.loads(self._begun.read_bytes())
        if not self.is_done(begun["part"]):
            for place in (self.out / name for name in begun["places"]):
                for path in (place, draft_of(place)):
                    with suppress(OSError):  # it was not written, or could not be
                        os.unlink(path)

    def is_done(self, part: int) -> bool:
        """Whether a part is written, all of it."""
        return self._place(part).exists()

    def done(self, part: int, told: Told) -> None:
        """Say that a part is written, and what is to be remembered of it."""
        write_whole(self._place(part), [json.dumps(told._asdict()).encode()])

    def told(self) -> Iterator[Told]:
        """What is remembered of each part, in order."""
        part = 0
        while self.is_done(part):
            yield Told(**json.loads(self._place(part).read_bytes()))
            part += 1

    def _place(self, part: int) -> Path:
        return self._parts / f"{part:05}.json"
