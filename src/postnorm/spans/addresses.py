"""Addresses: URLs, e-mail, @names, file paths, and numbers with parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postnorm.spans.span import Span

_SCHEMES = ("https", "http", "ftp", "ftps", "mailto", "file", "weixin", "magnet")
# Visible ASCII but for what ends a URL in running text; Chinese ends it too.
_ADDRESS = re.compile(r"[!#-;=?-\[\]_a-z~%]+")
_AFTER_ADDRESS = ".,;:!?'*_~"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*+\.)+[A-Za-z]{2,}")


def find_urls(text: str) -> Iterator[Span]:
    done = 0
    for start in sorted((*_scheme_starts(text), *places(text, "www."))):
        before = text[start - 1 : start]
        if start < done or (before.isascii() and before.isalnum()):
            continue
        match = _ADDRESS.match(text, start)
        done = match.end() if match else start
        end = _trimmed(text, start, done)
        if text[start:end].strip("w./:"):
            yield Span(start, end, "url")


def _scheme_starts(text: str) -> Iterator[int]:
    for at in places(text, "://"):
        before = text[max(0, at - 6) : at].lower()
        scheme = next((scheme for scheme in _SCHEMES if before.endswith(scheme)), None)
        if scheme:
            yield at - len(scheme)


_ROUND = re.compile(r"[()]")


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave to the sentence a bracket that the address does not open, and the marks at its end."""
    depth = 0
    for bracket in _ROUND.finditer(text, start, end):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            end = bracket.start()
            break
    while end > start and text[end - 1] in _AFTER_ADDRESS:
        end -= 1
    return end


def places(text: str, literal: str) -> Iterator[int]:
    """Every place where a literal stands; none overlap."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))


# Both bounded: what is longer is neither an address nor a name.
_LOCAL_PART = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_NAME = re.compile(r"@[\w·-]{1,30}")


def find_at_signs(text: str) -> Iterator[Span]:
    """E-mail addresses, and @names where there is no address."""
    for at in places(text, "@"):
        local = _LOCAL_PART.search(text[max(0, at - 64) : at])
        host = _HOST.match(text[at + 1 : at + 255])
        if local and host:
            yield Span(at - len(local[0]), at + 1 + host.end(), "email")
        elif name := _NAME.match(text, at):
            yield Span(*name.span(), "name")


_PATH_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.~%/\\:-"
_PATH_RUN = re.compile(r"[\w.~%/\\:-]+", re.ASCII)
# Possessive, and begun only where no character of the first part stands before it.
_PATH = re.compile(r"[A-Za-z]:\\[\w.\\-]++|(?<![\w.~/:-])[\w.~-]*+(?:/[\w.~%-]++)++/?", re.ASCII)


def find_paths(text: str) -> Iterator[Span]:
    """File paths, and what looks like them (TCP/IP, 2013/10/21): ASCII runs with a slash inside."""
    done = 0
    for at in sorted((*places(text, "/"), *places(text, ":\\"))):
        if at < done:
            continue
        start = done + len(text[done:at].rstrip(_PATH_CHARACTERS))
        run = _PATH_RUN.match(text, start)
        done = run.end() if run else at + 1
        for match in _PATH.finditer(text, start, done):
            yield Span(match.start(), _trimmed(text, *match.span()), "path")


# Versions, times, ratios. Digits part them, so each is read once. (The first digit stands alone,
# because the matcher searches fast for a class only where nothing repeats it.)
_NUMBER = re.compile(r"[0-9][0-9]*+(?:[.:][0-9]++)++")


def find_numbers(text: str) -> Iterator[Span]:
    """Versions (1.10.2), times (16:25) and ratios (3:2): what has a point or a colon between digits."""
    return (Span(*match.span(), "number") for match in _NUMBER.finditer(text))
