"""The command, run in this process: its status and what it wrote to which stream."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from postnorm.cli import main


class Done(NamedTuple):
    """What became of a call."""

    status: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream that is read after it was written, and may say that it is a terminal."""

    def __init__(
        self,
        data: bytes = b"",
        *,
        terminal: bool = False,
        encoding: str = "utf-8",
        errors: str = "strict",
    ) -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, errors=errors, newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def run(
    *arguments: str | Path, data: bytes = b"", terminal: bool = False, encoding: str = "utf-8"
) -> Done:
    """Run ``postnorm`` with *arguments*, and *data* on its standard input."""
    out = _Stream(terminal=terminal, encoding=encoding)
    # As Python has it: what is said of a name that is no text must not fail.
    err = _Stream(terminal=terminal, encoding=encoding, errors="backslashreplace")
    with (
        mock.patch.object(sys, "stdin", _Stream(data, terminal=terminal)),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        status = main([str(argument) for argument in arguments])
    return Done(status, _read(out), _read(err))


def _read(stream: _Stream) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "surrogateescape")
