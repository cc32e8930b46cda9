"""A folder with all that is no post: each is one line in the rejects, and says why."""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from postnorm import run_batch

EMPTY: Final = int(os.environ.get("POSTNORM_EMPTY_FILES", "1000"))
_DROP: Final = 24  # PR_CAPBSET_DROP
_READS_ALL: Final = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def obey_permissions() -> None:
    """In a process of root: give up the right to read what nobody may read."""
    if os.geteuid() == 0:
        for right in _READS_ALL:
            ctypes.CDLL(None).prctl(_DROP, right)


def bad_folder(folder: Path) -> dict[str, str]:
    """All that the issue of bad folders names, and what is told of each."""
    folder.mkdir()
    told = {}
    with open(folder / "export.md", "wb") as file:
        file.truncate(2 << 30)  # takes no room
    told["export.md"] = "TooLargeError: 2,147,483,648 bytes, the limit for one post is 67,108,864"
    os.mkfifo(folder / "pipe")
    told["pipe"] = "OSError: [Errno 22] not a regular file: "
    (folder / "link.md").symlink_to(folder / "nothing")
    told["link.md"] = "FileNotFoundError: [Errno 2] No such file or directory: "
    (folder / "secret.md").write_text("雨停了。", encoding="utf-8")
    (folder / "secret.md").chmod(0)
    told["secret.md"] = "PermissionError: [Errno 13] Permission denied: "
    (folder / "locked").mkdir(mode=0)
    told["locked"] = "PermissionError: [Errno 13] Permission denied: "
    odd = os.fsdecode("雨.md".encode("gb18030"))
    (folder / odd).write_text("雨停了。", encoding="utf-8")
    told[odd] = "ValueError: its name is not UTF-8"
    (folder / "old.md.gz").write_bytes(gzip.compress("雨停了。".encode() * 99)[:-9])
    told["old.md.gz"] = "EOFError: Compressed file ended before the end-of-stream marker"
    lines = gzip.compress(b"".join(b'"%x"\n' % n for n in range(20_000)))
    (folder / "rows.jsonl.gz").write_bytes(lines[: len(lines) // 2])
    told["rows.jsonl.gz"] = "EOFError: Compressed file ended before the end-of-stream marker"
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="makes what only Linux has")
@pytest.mark.parametrize("form", ["markdown", "jsonl", "parquet"])
def test_each_is_one_line_with_its_reason(form: str, tmp_path: Path) -> None:
    """And the posts beside them are done, all of those that stand before the cut in a file too."""
    posts = tmp_path / "posts"
    told = bad_folder(posts)
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.table({"body": ["雨停了。"]}), posts / "table.parquet")
    told["table.parquet"] = "ValueError: no column 'text'; it has body"
    (posts / "empty").mkdir()
    for number in range(EMPTY):
        name = f"empty/{number:06}.md"
        (posts / name).touch()
        told[name] = "ValueError: empty: there is no post in it"
    (posts / "good.md").write_text("雨停了 ，路还湿。\n", encoding="utf-8")
    command = [sys.executable, "-m", "postnorm", "batch", str(posts), "-o", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, "--format", form, "--rejects", str(tmp_path / "rejects")],
        preexec_fn=obey_permissions,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    rejects = list(map(json.loads, (tmp_path / "rejects").read_bytes().splitlines()))
    assert len(rejects) == len(told)
    for reject in rejects:
        assert reject["error"].startswith(told.pop(os.path.relpath(reject["name"], posts)))
    assert not told
    if form == "markdown":
        assert (tmp_path / "out/good.md").read_text(encoding="utf-8") == "雨停了，路还湿。\n"
        assert len(list((tmp_path / "out/rows.jsonl.gz").iterdir())) > 1000


def test_a_row_without_a_text_is_still_a_row(tmp_path: Path) -> None:
    """Of a file nothing would be left; a row has its place among others."""
    (tmp_path / "a.jsonl").write_text('""\n', encoding="utf-8")
    assert run_batch([str(tmp_path / "a.jsonl")], tmp_path / "out", form="jsonl").done == 1
