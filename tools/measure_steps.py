"""Measure the precision and recall of each step on cases that carry their truth.

    python -m tools.measure_steps [STEP ...] [--draws N] [--seed N] [--fails]

A case is right only if all of it is: a post of which one mark is wrong counts as wrong. Of the cases
that a step changes, precision is the share that comes out as wanted; of those that it should change,
recall is. ``made`` cases are drawn with the seed, ``written`` ones stand in ``tests/cases``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Final, NamedTuple

import postnorm
from tools import measured_cases as cases
from tools.measured_cases import Case, Maker, record


def _header(given: str | bytes) -> str:
    post = postnorm.parse_front_matter(postnorm.Post.from_text(str(given)))
    return record(post.metadata, post.body)


def _credits(given: str | bytes) -> str:
    post = postnorm.extract_credits(postnorm.Post.from_text(str(given)))
    return record(post.metadata, post.body)


def _metadata(given: str | bytes) -> str:
    head = json.loads(str(given).partition("\n")[0])
    return record(postnorm.normalize_metadata(postnorm.Post.from_text("", head)).metadata, "")


def _page(given: str | bytes) -> str:
    return postnorm.parse_html(given).body.strip()


def _clean(given: str | bytes) -> str:
    return postnorm.clean(given).body


class Measured(NamedTuple):
    """A step with what it is measured on."""

    call: Callable[..., str]
    maker: Maker | None = None
    written: Callable[[], Iterable[Case]] = tuple


MAINLAND: Final = postnorm.normalize_punctuation.using(style="mainland")
GAPS: Final = postnorm.normalize_spacing.using(cjk_latin="insert")
STEPS: Final[Mapping[str, Measured]] = {
    "clean": Measured(_clean, cases.posts),
    "decode": Measured(postnorm.decode, cases.decoding),
    "parse_front_matter": Measured(_header, cases.headers),
    "parse_html": Measured(_page, cases.pages),
    "repair_mojibake": Measured(postnorm.repair_mojibake, cases.mojibake),
    "repair_characters": Measured(postnorm.repair_characters, cases.CHARACTERS),
    "deduplicate_body": Measured(postnorm.deduplicate_body, cases.repeats, cases.written_repeats),
    "extract_credits": Measured(_credits, None, cases.written_credits),
    "strip_promotions": Measured(
        postnorm.strip_promotions, cases.promotions, cases.written_promotions
    ),
    "normalize_whitespace": Measured(postnorm.normalize_whitespace, cases.whitespace),
    "normalize_punctuation": Measured(MAINLAND, cases.MARKS, lambda: cases.texts("punctuation")),
    "normalize_spacing": Measured(GAPS, None, lambda: cases.texts("spacing")),
    "convert_script (hans)": Measured(
        postnorm.convert_script.using(to="hans"), None, lambda: cases.texts("script", "hans")
    ),
    "convert_script (hant-tw)": Measured(
        postnorm.convert_script.using(to="hant-tw"), None, lambda: cases.texts("script", "hant-tw")
    ),
    "normalize_metadata": Measured(_metadata, cases.metadata),
}


class Counts(NamedTuple):
    """How many cases there are, and what became of them."""

    all: int
    due: int
    right: int
    wrong: int

    def row(self) -> str:
        """The counts with precision and recall; a share of nothing is a dash.

        >>> Counts(4, 2, 1, 1).row()
        '    4     2     1     1   .500   .500'
        """
        shares = (_share(self.right, self.right + self.wrong), _share(self.right, self.due))
        return " ".join([*(f"{count:5}" for count in self), *(f"{share:>6}" for share in shares)])


def _share(part: int, whole: int) -> str:
    if not whole:
        return "-"
    return "1.000" if part == whole else f"{part / whole:.3f}".removeprefix("0")


def count(step: Callable[..., str], tried: Iterable[Case], *, fails: bool = False) -> Counts:
    """Run *step* on each case, and print those that are not as wanted when *fails*."""
    every = due = right = wrong = 0
    for given, wanted, untouched in tried:
        made = step(given)
        every += 1
        due += wanted != untouched
        right += wanted == made != untouched
        wrong += wanted != made != untouched
        if fails and made != wanted:
            print(f"  given  {given!r}\n  made   {made!r}\n  wanted {wanted!r}\n")
    return Counts(every, due, right, wrong)


def drawn(maker: Maker, draws: int, seed: int) -> Iterable[Case]:
    """The cases of so many draws. Each has a seed of its own, so that more draws begin alike."""
    for number in range(draws):
        yield from maker(Random(f"{seed}:{number}"))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description="Measure precision and recall of each step.")
    parser.add_argument("step", nargs="*", help="what its name contains; all by default")
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fails", action="store_true", help="show what is not as wanted")
    asked = parser.parse_args()
    print(f"{'step':25}{'cases':8}  all   due right wrong   prec    rec")
    for name, measured in STEPS.items():
        if asked.step and not any(part in name for part in asked.step):
            continue
        kinds = {"written": measured.written()}
        if measured.maker:
            kinds = {"made": drawn(measured.maker, asked.draws, asked.seed), **kinds}
        for kind, tried in kinds.items():
            counts = count(measured.call, tried, fails=asked.fails)
            if counts.all:
                print(f"{name:25}{kind:8}{counts.row()}")


if __name__ == "__main__":
    main()
