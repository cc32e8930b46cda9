"""``postnorm diff``: what would be changed, line by line, for people or for ``patch``."""

from __future__ import annotations

import argparse
import functools
import re
import shutil
from collections.abc import Iterator
from typing import Final

from postnorm.cli import colours
from postnorm.cli.common import DONE, add_cleaning, complain, tell, write
from postnorm.cli.files import Cleaned, add_files, each
from postnorm.cli.language import say
from postnorm.cli.line_diff import Lines, Stretch, compare, hunks
from postnorm.cli.side_by_side import columns_of, rows
from postnorm.cli.width import visible

_END: Final = "\n"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "diff",
        help="show what would be changed, line by line",
        description="Show what postnorm clean --in-place would change, line by line. What is not coloured "
        "is for patch.",
        epilog="""\
examples:
  postnorm diff examples/scraped-post.md
  postnorm diff --side-by-side --width 100 examples/scraped-post.md
  postnorm diff examples/ | patch --dry-run -p0""",
    )
    add_files(command, "- is standard input; a folder is the .md and .txt below it")
    command.add_argument("-y", "--side-by-side", action="store_true", help="in two columns")
    command.add_argument(
        "--width", type=int, metavar="N", help="of both columns (default: the terminal's)"
    )
    command.add_argument(
        "-U",
        "--context",
        type=int,
        default=3,
        metavar="N",
        help="lines around a change (default: 3)",
    )
    command.add_argument(
        "--color",
        choices=colours.CHOICES,
        default="auto",
        metavar="WHEN",
        help="auto (default: on a terminal, unless NO_COLOR is set), always or never",
    )
    add_cleaning(command)
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    if options.context < 0:
        return complain(say("--context is a number of lines, 0 or more"))
    if options.width is not None and options.width < 20:
        return complain(say("--width is a number of columns, 20 or more"))
    colour = colours.wanted(options.color)
    if options.side_by_side:
        width = options.width or shutil.get_terminal_size().columns
        show = functools.partial(_beside, width=width, context=options.context, colour=colour)
    else:
        show = functools.partial(_unified, context=options.context, colour=colour)
    return each(options, show, folders=True)


def _unified(cleaned: Cleaned, *, context: int, colour: bool) -> int:
    if cleaned.output == cleaned.data:
        return DONE
    lines = compare(cleaned.post, cleaned.text, len(cleaned.header))
    name = quoted(cleaned.name)
    for sign in ("---", "+++"):
        line = f"{sign} {name}"
        # Bytes of a name that are no UTF-8 go through as they are: patch is to find the file.
        write(
            colours.painted(visible(line), colours.NAME)
            if colour
            else line.encode("utf-8", "surrogateescape")
        )
        write("\n")
    for group in hunks(lines, context):
        for text in _painted(lines, group) if colour else _plain(lines, group):
            write(text)
    _tell_encoding(cleaned)
    return DONE


def _tell_encoding(cleaned: Cleaned) -> None:
    if cleaned.data != cleaned.post.source.encode("utf-8", "surrogatepass"):
        said = say(
            "{name}: is not UTF-8 alone; the diff is of its text, and patch will not find it there",
            name=cleaned.name,
        )
        tell(f"postnorm: {said}")


def quoted(name: str) -> str:
    """Return a name as ``patch`` and ``git`` read it: in quotes where it has what would end it.

    >>> quoted("posts/雨后.md"), quoted("a b.md"), quoted('a"b\\n.md')
    ('posts/雨后.md', 'a b.md\\t', '"a\\\\"b\\\\012.md"')
    """
    if re.search(r'["\\\x00-\x1f\x7f]', name):
        escaped = re.sub(r'["\\]', lambda match: "\\" + match[0], name)
        return (
            '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\{ord(match[0]):03o}", escaped) + '"'
        )
    return name + "\t" if " " in name else name


def _plain(lines: Lines, group: list[Stretch]) -> Iterator[str]:
    yield _head(group) + "\n"
    for one in group:
        if one.equal:
            yield from (_line(" ", text) for text in lines.old[slice(*one.old)])
            continue
        yield from (_line("-", text) for text in lines.old[slice(*one.old)])
        yield from (_line("+", text) for text in lines.new[slice(*one.new)])


def _line(sign: str, text: str) -> str:
    if text.endswith("\n"):
        return sign + text
    return f"{sign}{text}\n\\ No newline at end of file\n"


def _head(group: list[Stretch]) -> str:
    old = _range(group[0].old[0], group[-1].old[1])
    new = _range(group[0].new[0], group[-1].new[1])
    return f"@@ -{old} +{new} @@"


def _range(start: int, end: int) -> str:
    """As POSIX has it: an empty range is named by the line before it, and a length of 1 is left out."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _painted(lines: Lines, group: list[Stretch]) -> Iterator[str]:
    yield colours.painted(_head(group), colours.PLACE) + "\n"
    for one in group:
        old, new = lines.old[slice(*one.old)], lines.new[slice(*one.new)]
        if one.equal:
            yield from (f" {visible(text.rstrip(_END))}\n" for text in old)
            continue
        gone, come = _marked(old, new)
        yield from (colours.painted("-", colours.REMOVED) + line + "\n" for line in gone)
        yield from (colours.painted("+", colours.PUT_IN) + line + "\n" for line in come)


def _marked(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The lines in colours; what differs within one is marked where as many stand in place of as many."""
    a, b = ([line.rstrip(_END) for line in side] for side in (old, new))
    if len(a) != len(b):  # nobody knows which stands for which
        return (
            [colours.painted(visible(line), colours.REMOVED) for line in a],
            [colours.painted(visible(line), colours.PUT_IN) for line in b],
        )
    both = [colours.marked(*pair) for pair in zip(a, b, strict=True)]
    return [one for one, _ in both], [other for _, other in both]


def _beside(cleaned: Cleaned, *, width: int, context: int, colour: bool) -> int:
    if cleaned.output == cleaned.data:
        return DONE
    lines = compare(cleaned.post, cleaned.text, len(cleaned.header))
    column = columns_of(width)
    head = visible(cleaned.name)
    write((colours.painted(head, colours.NAME) if colour else head) + "\n")
    for number, group in enumerate(hunks(lines, context)):
        if number:
            write((colours.painted("···", colours.PLACE) if colour else "···") + "\n")
        for one in group:
            old, new = lines.old[slice(*one.old)], lines.new[slice(*one.new)]
            for row in rows(old, new, one.equal, column, colour=colour):
                write(row + "\n")
    return DONE
