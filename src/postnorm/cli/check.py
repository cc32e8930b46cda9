"""``postnorm check``: whether something would be changed; for those who wait for an exit status."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from postnorm import MetadataChange
from postnorm.cli.common import CHANGED, DONE, add_cleaning, in_bytes, tell, visible_name, write
from postnorm.cli.describing import Places, difference, shown
from postnorm.cli.files import Cleaned, add_files, each
from postnorm.cli.language import say

_READING: Final = "parse_front_matter"  # what is read from a header is no change of it


class Finding(NamedTuple):
    """Something that would be changed. Lines and columns count from 1, offsets from 0, in code points."""

    file: str
    line: int
    column: int
    span: tuple[int, int]
    rule: str
    message: str


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "check",
        help="tell whether something would be changed, for CI",
        description="Tell what postnorm clean --in-place would change, a line each: FILE:LINE:COLUMN: "
        "rule: what. Nothing is written.",
        epilog="""\
examples:
  postnorm check examples/
  postnorm check --format json --without promotions examples/scraped-post.md

exit status: 0 nothing to change, 1 something, 2 a file that cannot be read""",
    )
    add_files(command, "- is standard input; a folder is the .md and .txt below it")
    command.add_argument(
        "--format",
        choices=sorted(_FORMATS),
        default="text",
        metavar="FORMAT",
        help="text (default), json (a line each) or github (annotations)",
    )
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    form = _FORMATS[options.format]
    looked: list[int] = []

    def look(cleaned: Cleaned) -> int:
        looked.append(DONE if cleaned.output == cleaned.data else CHANGED)
        for finding in find(cleaned):
            write(in_bytes(form(finding) + "\n"))
        return looked[-1]

    status = each(options, look, folders=True)
    if changed := sum(looked):
        said = say(
            "{changed} of {files} would change: see postnorm diff, or let postnorm clean --in-place do it",
            changed=changed,
            files=len(looked),
        )
        tell(f"postnorm: {said}")
    return status


def find(cleaned: Cleaned) -> Iterator[Finding]:
    """Give what is to be changed, by its place; nothing where the file stays as it is."""
    if cleaned.output == cleaned.data:
        return
    place = Places(cleaned.post.source)
    found = [*_edits(cleaned), *_metadata(cleaned)]
    for span, rule, message in sorted([*found, *_form(cleaned, found)], key=lambda one: one[0]):
        yield Finding(cleaned.name, *place.at(span[0]), span, rule, message)


_Found: TypeAlias = tuple[tuple[int, int], str, str]


def _edits(cleaned: Cleaned) -> Iterator[_Found]:
    for entry in cleaned.post.ledger():
        if entry.step != _READING:
            yield entry.span, entry.rule, difference(entry.removed, entry.new)


def _metadata(cleaned: Cleaned) -> Iterator[_Found]:
    for change in cleaned.post.changes:
        if isinstance(change, MetadataChange) and change.step != _READING:
            sides = f"{shown(change.before)} -> {shown(change.after)}"
            yield (0, 0), f"metadata.{change.step.replace('_', '-')}", f"{change.key}: {sides}"


def _form(cleaned: Cleaned, found: list[_Found]) -> Iterator[_Found]:
    """What is no change of the post, but one of the file."""
    source = cleaned.post.source
    end = (len(source), len(source))
    if cleaned.data != source.encode("utf-8", "surrogatepass"):
        yield (0, 0), "file.encoding", say("is not UTF-8 alone, and would be")
    if not source.endswith("\n") and cleaned.text:
        yield end, "file.last-line", say("ends without a line end, and would get one")
    read = (entry.removed for entry in cleaned.post.ledger() if entry.step == _READING)
    told = any(rule.startswith("metadata.") for _, rule, _ in found)
    if not told and cleaned.header != "".join(read):
        yield (0, 0), "file.header", say("the header would be written in another way")


def _as_text(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    return f"{visible_name(place)}: {finding.rule}: {finding.message}"


def _as_json(finding: Finding) -> str:
    made = finding._asdict()
    return json.dumps(made, ensure_ascii=not finding.file.isprintable())


# How GitHub reads what a step of a workflow says.
_ESCAPES: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES: Final = {**_ESCAPES, ":": "%3A", ",": "%2C"}


def _as_annotation(finding: Finding) -> str:
    told = {
        "file": finding.file,
        "line": finding.line,
        "col": finding.column,
        "title": finding.rule,
    }
    said = ",".join(f"{name}={_escaped(str(it), _IN_PROPERTIES)}" for name, it in told.items())
    return f"::warning {said}::{_escaped(finding.message, _ESCAPES)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


_FORMATS: Final[Mapping[str, Callable[[Finding], str]]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_annotation,
}
