"""A run's output in parts, each written whole or not at all, so that a run can be killed and go on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

STATE: Final = ".postnorm"
"""The folder inside of the output that remembers which parts are done."""


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path* at once: whoever looks sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=".postnorm-", suffix=".tmp")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(made, 0o644)
        os.replace(made, path)
    except BaseException:
        os.unlink(made)
        raise


def lines(records: Iterable[Mapping[str, object]]) -> bytes:
    """Records as JSON lines. ASCII only where a lone surrogate asks for it."""
    made = []
    for record in records:
        try:
            made.append(json.dumps(record, ensure_ascii=False).encode())
        except UnicodeEncodeError:
            made.append(json.dumps(record).encode())
    return b"".join(line + b"\n" for line in made)


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
    and counts. A part's marker is written after everything else of the part.
    """

    def __init__(self, out: Path) -> None:
        self._state = out / STATE
        self._parts = self._state / "parts"

    def begin(self, run: Mapping[str, object], *, resume: bool) -> None:
        """Make sure that the output is this run's.

        Raises ``ValueError`` when the folder holds another run, or one that is not to be resumed.
        """
        place = self._state / "run.json"
        if not place.exists():
            if self._state.parent.is_dir() and any(self._state.parent.iterdir()):
                raise ValueError(f"{self._state.parent} is not empty, and no run of postnorm batch")
            write_whole(place, json.dumps(run, indent=1).encode())
            return
        if not resume:
            raise ValueError(
                f"{self._state.parent} holds a run already: --resume goes on with it, "
                "or choose another folder"
            )
        before = json.loads(place.read_bytes())
        differ = sorted(key for key in {*run, *before} if run.get(key) != before.get(key))
        if differ:
            raise ValueError(
                f"{self._state.parent} holds a run with other {', '.join(differ)}; "
                "resume with the same arguments, or choose another folder"
            )

    def is_done(self, part: int) -> bool:
        """Whether a part is written, all of it."""
        return self._place(part).exists()

    def done(self, part: int, told: Told) -> None:
        """Say that a part is written, and what is to be remembered of it."""
        write_whole(self._place(part), json.dumps(told._asdict()).encode())

    def told(self) -> Iterator[Told]:
        """What is remembered of each part, in order."""
        part = 0
        while self.is_done(part):
            yield Told(**json.loads(self._place(part).read_bytes()))
            part += 1

    def _place(self, part: int) -> Path:
        return self._parts / f"{part:05}.json"
