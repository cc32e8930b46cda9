"""Writing a file over: whole or not at all, with what it was beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator


def replace(name: str, data: bytes, *, backup: str) -> None:
    """Put *data* in place of what the file *name* holds; keep that as *name* and *backup*, if not empty.

    Whoever reads the file meanwhile gets the one or the other, and a run that is killed leaves one of
    them. Permissions stay, a link stays a link. Raises ``FileExistsError`` for a backup that is there
    already, and ``OSError`` for what else the system refuses.
    """
    target = os.path.realpath(name)
    found = os.stat(target)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(None, "is no file that can be written over")
    if not os.access(target, os.W_OK):  # a rename would not ask
        raise PermissionError(None, "Permission denied")
    with _beside(target) as (made, path):
        made.write(data)
        made.flush()
        os.fsync(made.fileno())
        with contextlib.suppress(OSError):  # of another owner only the superuser makes one
            os.chown(path, found.st_uid, found.st_gid)
        os.chmod(path, stat.S_IMODE(found.st_mode))  # behind chown, which takes bits away
        if backup:
            _keep(target, target + backup)
        os.replace(path, target)


@contextlib.contextmanager
def _beside(target: str) -> Iterator[tuple[tempfile._TemporaryFileWrapper[bytes], str]]:
    """A new file in the same folder, for only within one file system can it be renamed."""
    folder, name = os.path.split(target)
    # Of a long name a part: with a prefix and a suffix it could be too long.
    made = tempfile.NamedTemporaryFile(  # noqa: SIM115 - it is closed below, and must outlive that
        dir=folder, prefix=f".{name[:40]}.", suffix=".part", delete=False
    )
    try:
        with made:
            yield made, made.name
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(made.name)
        raise


def _keep(target: str, backup: str) -> None:
    """A second name for the old file; where links are not to be had, a copy. Never over another file."""
    try:
        os.link(target, backup)
    except FileExistsError:
        if not os.path.samefile(target, backup):  # not what a run that was killed has left
            raise
    except OSError:
        with open(target, "rb") as old, open(backup, "xb") as kept:
            shutil.copyfileobj(old, kept)
        shutil.copystat(target, backup)
