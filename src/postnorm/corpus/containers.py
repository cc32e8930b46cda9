"""Collections of posts, and packed ones: read as streams and never unpacked to disk."""

from __future__ import annotations

import bz2
import dataclasses
import gzip
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any, Final, cast

from postnorm import MissingExtraError, Post, TooLargeError
from postnorm.corpus.sources import Source, plain, refuse_above, refuse_what_is_no_file

_PACKINGS: Final[dict[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    ".gz": cast("Callable[[IO[bytes]], IO[bytes]]", gzip.open),
    ".bz2": cast("Callable[[IO[bytes]], IO[bytes]]", bz2.open),
    ".xz": cast("Callable[[IO[bytes]], IO[bytes]]", lzma.open),
}
_PACKED_ENDINGS: Final = (".jsonl", ".ndjson", ".tar", ".warc")
_PACKED_TAR: Final = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz"}


@contextmanager
def _opened(path: str, packing: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked as they are read."""
    with open(path, "rb") as file:
        if not packing:
            yield file
            return
        with _PACKINGS[packing](file) as unpacked:
            yield unpacked


def _ending_of(path: str) -> tuple[str, str]:
    """The ending that says what a file is, and how it is packed: ``.tar.gz`` gives both.

    A packed file of any other kind is one post, and has no ending here.
    """
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    last = suffixes[-1] if suffixes else ""
    if last in _PACKED_TAR:
        return ".tar", _PACKED_TAR[last]
    if last in _PACKINGS:
        before = suffixes[-2] if len(suffixes) > 1 else ""
        return (before if before in _PACKED_ENDINGS else ""), last
    return last, ""


def posts_in(path: str, field: str, most: int | None) -> Iterator[Source]:
    """Give the posts of one file: of a collection each, of any other file the one that it is.

    What is wrong with a collection is a last source that carries it; what was read before stays.
    """
    ending, packing = _ending_of(path)
    if ending in (".jsonl", ".ndjson"):
        posts = _from_json_lines(path, packing, field, most)
    elif ending == ".parquet":
        posts = _from_parquet(path, field, most)
    elif ending == ".tar":
        posts = _from_tar(path, packing, most)
    elif ending == ".zip":
        posts = _from_zip(path, most)
    elif ending == ".warc":
        posts = _from_warc(path, most)
    elif packing:
        posts = _from_packed(path, packing, most)
    else:
        yield Source(path, path=path, most_bytes=most)
        return
    try:
        refuse_what_is_no_file(path)
        yield from posts
    except MissingExtraError:
        raise
    except Exception as error:  # readers raise what they stumble over: an AttributeError, too
        yield Source(path, error=plain(error))


def _from_packed(path: str, packing: str, most: int | None) -> Iterator[Source]:
    """The one post of ``a.md.gz``; no more of it is unpacked than a post may have."""
    with _opened(path, packing) as file:
        content = file.read(-1 if most is None else most + 1)
    if most is not None and len(content) > most:
        raise TooLargeError(f"more than {most:,} bytes, the limit for one post")
    yield Source(path, content, path)


def _from_json_lines(path: str, packing: str, field: str, most: int | None) -> Iterator[Source]:
    with _opened(path, packing) as file:
        for number, line in enumerate(_lines(file, most), 1):
            name = f"{path}:{number}"
            if isinstance(line, Exception):
                yield Source(name, container=path, error=line)
            elif line.strip():
                yield dataclasses.replace(_from_json(name, line, field), container=path)


def _lines(file: IO[bytes], most: int | None) -> Iterator[bytes | TooLargeError]:
    """The lines of a file, none held that is longer than *most*: the rest of it is passed over."""
    limit = -1 if most is None else most + 1
    while line := file.readline(limit):
        if most is None or len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        size = len(line)
        while not line.endswith(b"\n") and (line := file.readline(1 << 20)):
            size += len(line)
        yield TooLargeError(f"{size:,} bytes, the limit for one post is {most:,}")


def _from_json(name: str, line: bytes, field: str) -> Source:
    try:
        record = json.loads(line)
        if isinstance(record, dict) and record.get("schema") and "changes" in record:
            return Source(name, Post.from_dict(record))  # what ``postnorm clean --json`` wrote
        text = record if isinstance(record, str) else record[field]
    except KeyError:
        keys = ", ".join(sorted(record)) or "none"
        return Source(name, error=ValueError(f"no key {field!r}; it has {keys:.200}"))
    except (ValueError, TypeError, RecursionError) as error:
        return Source(name, error=ValueError(f"no JSON object with a text: {error}"))
    if not isinstance(text, str):
        return Source(name, error=ValueError(f"{field!r} is {type(text).__name__}, not a text"))
    others = {k: v for k, v in record.items() if k != field} if isinstance(record, dict) else None
    return Source(name, text, metadata=others or None)


def _from_parquet(path: str, field: str, most: int | None) -> Iterator[Source]:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError(
            f"reading {path} needs pyarrow: pip install 'postnorm[arrow]'", extra="arrow"
        ) from error
    with pyarrow.parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        if field not in names:
            raise ValueError(f"no column {field!r}; it has {', '.join(names):.200}")
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=[field]):
            for text in batch.column(0).to_pylist():
                number += 1
                name = f"{path}:{number}"
                if not isinstance(text, str | bytes):
                    kind = "null" if text is None else type(text).__name__
                    problem = ValueError(f"{field!r} is {kind}, not a text")
                    yield Source(name, container=path, error=problem)
                    continue
                yield dataclasses.replace(_within(most, name, text), container=path)


def _within(most: int | None, name: str, content: str | bytes, path: str | None = None) -> Source:
    try:
        refuse_above(most, len(content))
    except TooLargeError as error:
        return Source(name, error=error)
    return Source(name, content, path)


def _from_tar(path: str, packing: str, most: int | None) -> Iterator[Source]:
    # As a stream: members in the order they stand in, each read once.
    with _opened(path, packing) as file:
        metered = _Metered(file)
        with tarfile.open(fileobj=cast("IO[bytes]", metered), mode="r|") as archive:
            for member in archive:
                metered.left = max(0, member.size) + MOST_HEADER  # read or passed over
                if member.isfile():
                    read = archive.extractfile(member)
                    assert read is not None
                    yield _member(path, member.name, member.size, read.read, most)
                cast("Any", archive).members.clear()  # tarfile would keep every one it has seen


MOST_HEADER: Final = 1 << 20
"""Bytes that may tell of one member of a tar: tarfile holds all of them, and they say themselves how many."""


class _Metered:
    """A stream of which no more is read than is left to be read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.left = MOST_HEADER

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ValueError(f"a member's header has more than {MOST_HEADER:,} bytes")
        return data


def _from_zip(path: str, most: int | None) -> Iterator[Source]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                read = partial(archive.read, member)
                yield _member(path, member.filename, member.file_size, read, most)


def _member(
    path: str, member: str, size: int, read: Callable[[], bytes], most: int | None
) -> Source:
    """One post of an archive. What a header says of its size is checked before anything is read."""
    name = f"{path}!{member}"
    try:
        refuse_above(most, size)
        return dataclasses.replace(_within(most, name, read(), member), container=path)
    except Exception as error:
        return Source(name, container=path, error=plain(error))


def _from_warc(path: str, most: int | None) -> Iterator[Source]:
    """The pages of a web archive: responses that say 200 and are text of any kind."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise MissingExtraError(
            f"reading {path} needs warcio: pip install 'postnorm[warc]'", extra="warc"
        ) from error
    with open(path, "rb") as file:
        for record in ArchiveIterator(file):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if url and record.rec_type == "response" and _is_page(record.http_headers):
                read = partial(_read_page, record, most)
                page = _member(path, url, 0, read, most)
                yield dataclasses.replace(page, path=None, metadata={"url": url})


def _read_page(record: Any, most: int | None) -> bytes:
    """The content of a record, up to a byte more than *most*; warcio does not tell one cut short."""
    content: bytes = record.content_stream().read(None if most is None else most + 1)
    left = record.raw_stream
    if (most is None or len(content) <= most) and hasattr(left, "limit"):  # its length is known
        while left.read(1 << 16):
            pass  # what stands behind the end of a packed page
        if left.limit > 0:
            raise EOFError("the archive ends in the middle of this page")
    return content


def _is_page(headers: Any) -> bool:
    if headers is None or headers.get_statuscode() != "200":
        return False
    return "text" in (headers.get_header("Content-Type") or "text").lower()
