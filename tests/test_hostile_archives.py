"""Archives from an attacker: one error with its reason, in bounded memory, and nothing escapes."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Post, Source, clean, map_posts, open_posts
from postnorm.corpus.containers import MOST_HEADER

ANNOUNCED: Final = 1 << 27  # 128 MB of zeros, which gzip writes as half a megabyte


def header(kind: bytes, size: int) -> bytes:
    """The block of a tar that announces so many bytes of something."""
    member = tarfile.TarInfo("甲.md")
    member.type, member.size = kind, size
    return member.tobuf(tarfile.GNU_FORMAT)


def sparse() -> bytes:
    """A sparse member whose list of holes never ends."""
    block = bytearray(header(tarfile.GNUTYPE_SPARSE, 0))
    block[482] = 1
    block[148:156] = b"%06o\0 " % (sum(block[:148]) + 8 * 32 + sum(block[156:]))
    return bytes(block) + (b"00000000001\0" * 42 + b"\1" + bytes(7)) * 50_000


TARS: Final = {
    "a header without end": header(tarfile.XHDTYPE, ANNOUNCED),
    "a header for all without end": header(tarfile.XGLTYPE, ANNOUNCED),
    "a name without end": header(tarfile.GNUTYPE_LONGNAME, ANNOUNCED),
    "holes without end": sparse(),
}


@pytest.mark.parametrize("name", TARS)
def test_a_header_that_announces_much_is_not_read(name: str, tmp_path: Path) -> None:
    """tarfile holds all of a header, however long it says it is; we stop at a megabyte."""
    path = tmp_path / "posts.tar.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(TARS[name])
        for _ in range(128):
            file.write(bytes(1 << 20))
    tracemalloc.start()
    try:
        [source] = open_posts(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(source.error) == f"a member's header has more than {MOST_HEADER:,} bytes"
    assert most < 16 * MOST_HEADER


def test_links_devices_and_pipes_in_a_tar_are_no_posts(tmp_path: Path) -> None:
    """Nothing outside of the archive is opened, whatever a member says its name or its target is."""
    path = tmp_path / "posts.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("../../etc/passwd")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        for name in ("/etc/passwd", "../甲.md"):
            member = tarfile.TarInfo(name)
            member.size = 3
            archive.addfile(member, io.BytesIO("雨".encode()))
    assert [(one.name, one.read()) for one in open_posts(path)] == [
        (f"{path}!/etc/passwd", "雨".encode()),
        (f"{path}!../甲.md", "雨".encode()),
    ]


def test_members_of_a_long_tar_are_not_kept(tmp_path: Path) -> None:
    """Whoever reads a million members holds one: tarfile keeps them, and we do not."""
    path = tmp_path / "posts.tar"
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as archive:
        for number in range(300):
            member = tarfile.TarInfo(f"{number}.md")
            member.size = 3
            archive.addfile(member, io.BytesIO("雨".encode()))
    code = f"""import gc, tarfile, postnorm
print(max(sum(isinstance(one, tarfile.TarInfo) for one in gc.get_objects())
          for source in postnorm.open_posts({str(path)!r})))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 5
    assert len([one.read() for one in open_posts(path)]) == 300


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_lies_about_its_size_is_one_error(packing: int, tmp_path: Path) -> None:
    """A zip bomb whose directory says that it is small is read to that size, and its sum is wrong."""
    path = tmp_path / "posts.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("甲.md", bytes(1 << 22))
        archive.writestr("乙.md", "雨")
    data = bytearray(path.read_bytes())
    size = (1 << 22).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (9).to_bytes(4, "little")
    path.write_bytes(data)
    bomb, other = open_posts(path, most_bytes=1 << 20)
    assert isinstance(bomb.error, Exception)
    assert other.read() == "雨".encode()


RECORDS: Final[tuple[object, ...]] = (
    *({"schema": 1, "changes": 5}, {"schema": {}, "changes": []}, {"schema": 1.5, "changes": [{}]}),
    {"schema": 1, "changes": [{"step": "x", "edits": [{"start": -9, "end": 10**30}]}]},
    {"schema": 1, "changes": [], "source": "甲", "body": "乙", "metadata": {}, "notices": []},
    {"schema": 1, "changes": [], "source": "甲", "body": "甲", "metadata": 3, "notices": [{}]},
    *({"text": None}, {"text": ["甲"]}, [], 3, None, {"title": "甲"}),
)


@pytest.mark.parametrize("record", RECORDS, ids=json.dumps)
def test_a_record_that_is_none_is_one_line(record: object, tmp_path: Path) -> None:
    """What our own writer did not write, and what no writer writes, costs its own line only."""
    path = tmp_path / "posts.jsonl"
    lines = [json.dumps(record), '{"text": "雨停了。"}', "[" * 200_000, '{"text": ' + "9" * 9000]
    path.write_text("\n".join(lines), encoding="utf-8")
    broken, good, *others = map_posts(open_posts(path), clean)
    assert good.post is not None
    assert good.post.body == "雨停了。"
    assert all(isinstance(one.error, ValueError) for one in (broken, *others))


def small_tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("甲.md", "乙" * 60 + ".md"):
            member = tarfile.TarInfo(name)
            member.size = 3
            archive.addfile(member, io.BytesIO("雨".encode()))
    return file.getvalue()[:6144]


def small_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲.md", "雨停了" * 9)
        archive.writestr("乙.md", "雨")
    return file.getvalue()


SMALL: Final = {"tar": small_tar(), "zip": small_zip()}


@given(
    kind=st.sampled_from(sorted(SMALL)),
    changes=st.lists(
        st.tuples(st.integers(0, 8000), st.integers(0, 255) | st.just(-1)), min_size=1, max_size=9
    ),
    whole=st.booleans(),
)
def test_no_broken_archive_raises(
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    changes: list[tuple[int, int]],
    whole: bool,
) -> None:
    """Any bytes of an archive may be others or missing: what can be read is, and the rest is told."""
    data = bytearray(SMALL[kind])
    for at, byte in changes:
        at %= len(data) or 1
        data[at : at + 1] = b"" if byte < 0 else bytes([byte])
    if kind == "tar" and whole:  # with sums that are right, tarfile believes the rest
        for at in range(0, len(data) - 511, 512):
            block = data[at : at + 512]
            total = sum(block[:148]) + 8 * 32 + sum(block[156:])
            data[at + 148 : at + 156] = b"%06o\0 " % (total & 0o777777)
    path = tmp_path_factory.getbasetemp() / f"broken.{kind}"
    path.write_bytes(data)
    for source in open_posts(path):
        assert isinstance(source, Source)
        assert isinstance(source.content, bytes | str | Post) or source.error is not None
