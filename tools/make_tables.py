"""Make the tables of single characters from the installed OpenCC.

    python tools/make_tables.py           writes src/postnorm/tables/{folding,script_*}.py
    python tools/make_tables.py --check   writes nothing; exits 1 when they would change

Run it after an update of OpenCC, and read the difference before it is committed: it changes what
counts as equal, and what counts as Simplified or Traditional.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from postnorm.scripts import adapter

sys.path.insert(
    0, str(Path(__file__).resolve().parent)
)  # also where this file is loaded by its path

import script_tables

TABLES = Path(__file__).resolve().parent.parent / "src" / "postnorm" / "tables"

# Where Han characters live; OpenCC changes nothing else, one character at a time.
BLOCKS = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
PLANES = ((0xF900, 0xFAFF), (0x20000, 0x3FFFD))
HAN = [chr(code) for low, high in (*BLOCKS, *PLANES) for code in range(low, high + 1)]

# Full-width forms of ASCII and of a few signs, and what they are the wide form of (Unicode,
# Halfwidth and Fullwidth Forms). Written out, because unicodedata differs between Pythons.
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
WIDE |= dict(zip(range(0xFFE0, 0xFFE7), map(ord, "¢£¬¯¦¥₩"), strict=True))
WIDE |= {0x3000: 0x20}

TO_SIMPLIFIED = ("t2s", "tw2s", "hk2s")
TO_TRADITIONAL = ("s2t", "s2tw", "s2hk")
# What the last step of a conversion to each script can write.
WRITES_SIMPLIFIED = ("TSPhrases", "TSCharactersExt", "TSCharacters")
WRITES_TRADITIONAL = (
    *("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "STCharacters"),
    *("TWPhrases", "TWVariantsPhrases", "TWVariants"),
    *("HKPhrases", "HKVariantsPhrases", "HKVariants"),
)


@cache
def run_alone(configuration: str) -> Mapping[str, str]:
    """Return what OpenCC makes of each Han character standing alone."""
    made = adapter.convert("\n".join(HAN), configuration).split("\n")
    return dict(zip(HAN, made, strict=True))


@cache
def read_dictionary(name: str) -> Mapping[str, list[str]]:
    """Return a bundled dictionary: each key's candidates, the one that OpenCC writes first."""
    data = adapter.data_directory()
    tool = os.path.join(data, "..", "..", "bin", "opencc_dict")
    with tempfile.TemporaryDirectory() as directory:
        text = os.path.join(directory, "dictionary.txt")
        source = os.path.join(data, f"{name}.ocd2")
        subprocess.run(
            [tool, "-i", source, "-o", text, "-f", "ocd2", "-t", "text"],
            check=True,
            capture_output=True,
        )
        lines = Path(text).read_text("utf-8").split("\n")
    entries = (line.split("\t") for line in lines if "\t" in line)
    return {key: candidates.split(" ") for key, candidates in entries}


# --- folding ----------------------------------------------------------------


def make_folding() -> dict[str, str]:
    """Return the characters that stand for another one when texts are compared, and that one.

    Two characters are one when any of six conversions makes one of the other. Of each such class
    the member stays that most of them become in Simplified; of equals, the first.
    """
    maps = [run_alone(name) for name in (*TO_SIMPLIFIED, *TO_TRADITIONAL)]
    classes = unite((character, made[character]) for made in maps for character in HAN)
    simplified = maps[: len(TO_SIMPLIFIED)]
    votes = Counter(made[c] for made in simplified for c in HAN if made[c] != c)
    folded: dict[str, str] = {}
    for members in classes:
        stable = [c for c in members if simplified[0][c] == c]
        kept = min(stable, key=lambda character: (-votes[character], character))
        folded |= {character: kept for character in members if character != kept}
    return folded | {chr(wide): chr(narrow) for wide, narrow in WIDE.items()}


def unite(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the classes of more than one character that *pairs* of equals make."""
    class_of: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = (class_of.setdefault(character, {character}) for character in pair)
        if one is not other:
            one |= other
            class_of |= dict.fromkeys(other, one)
    return [one for key, one in class_of.items() if key == min(one) and len(one) > 1]


# --- characters of one script -----------------------------------------------


def make_script_characters() -> tuple[set[str], set[str]]:
    """Return the characters that only Simplified text has, and those that only Traditional has."""
    to_hans, to_hant = run_alone("t2s"), run_alone("s2t")
    hans = {c for c in HAN if to_hant[c] != c and to_hans[c] == c}
    hant = {c for c in HAN if to_hans[c] != c and to_hant[c] == c}
    return hans - written_by(WRITES_TRADITIONAL), hant - written_by(WRITES_SIMPLIFIED)


def written_by(dictionaries: Iterable[str]) -> set[str]:
    """Return the characters that a conversion writes somewhere, or that may stay as they are.

    A word list keeps 后 in 皇后, and a character list has 干 among the candidates for 干: both are
    at home in both scripts. So is a character that stays unless the rare ones may be written
    that few fonts have (TSCharactersExt): Simplified text writes it in names.
    """
    found: set[str] = set()
    for name in dictionaries:
        for key, candidates in read_dictionary(name).items():
            if len(key) > 1 or candidates[0] != key:
                found.update(candidates[0])
            if key in candidates:
                found.update(key)
    return found


# --- writing ----------------------------------------------------------------


@cache
def render_folding() -> str:
    """Return the text of ``tables/folding.py``."""
    folded = sorted(make_folding().items())
    return f'''"""Single characters that count as one when texts are compared; never for output.

Traditional and regional forms fold to Simplified, full-width forms to half-width. Case is kept:
who wants it folded calls ``str.casefold`` as well. One character becomes one character, so that
places stay what they are.

Made by tools/make_tables.py; do not edit.
"""

from __future__ import annotations

from functools import cache
from typing import Final

OPENCC: Final = "{adapter.version()}"
"""The version of OpenCC this was made with."""

VARIANTS: Final = (
{literal(character for character, _ in folded)}
)
FOLDED: Final = (
{literal(character for _, character in folded)}
)


@cache
def folding() -> dict[int, int]:
    """Return the table for ``str.translate``.

    >>> "頭髮，Ａ".translate(folding())
    '头发,A'
    """
    return str.maketrans(VARIANTS, FOLDED)
'''


@cache
def render_script_characters() -> str:
    """Return the text of ``tables/script_characters.py``."""
    hans, hant = make_script_characters()
    return f'''"""Characters that only Simplified or only Traditional text has.

A conversion changes each of them wherever it stands, and none to the other script writes one.
What is at home in both scripts, such as 后 (皇后), 干 (干涉), 著 (著名), is evidence for neither.

Made by tools/make_tables.py; do not edit.
"""

from __future__ import annotations

from typing import Final

OPENCC: Final = "{adapter.version()}"
"""The version of OpenCC this was made with."""

HANS_ONLY: Final = (
{literal(sorted(hans))}
)

HANT_ONLY: Final = (
{literal(sorted(hant))}
)
'''


@cache
def render_script_keys() -> str:
    return script_tables.render_keys(read_dictionary, literal)


@cache
def render_script_doubts() -> str:
    return script_tables.render_doubts(read_dictionary)


@cache
def render_script_regions() -> str:
    return script_tables.render_regions(read_dictionary, literal)


def literal(characters: Iterable[str], width: int = 94) -> str:
    """Write *characters* as string literals in lines that fit, wide characters in two columns."""
    lines, line, used = [], "", 0
    for character in characters:
        written = "".join(map(escaped, character))
        columns = sum(1 + (not sign.isascii()) for sign in written)
        if used + columns > width:
            lines.append(line)
            line, used = "", 0
        line += written
        used += columns
    return "\n".join(f'    "{line}"' for line in (*lines, line))


def escaped(character: str) -> str:
    """Write a character so that no editor and no normalization can change it."""
    if character in '"\\':
        return f"\\{character}"
    # 0xF900..: a tool that applies NFC would rewrite them; 0x3000: nobody sees it.
    if character == "\u3000" or 0xF900 <= ord(character) <= 0xFAFF:
        return f"\\u{ord(character):04x}"
    if 0x2F800 <= ord(character) <= 0x2FA1F:
        return f"\\U{ord(character):08x}"
    return character


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 on drift")
    check = parser.parse_args(arguments).check
    drifted = 0
    for path, text in (
        (TABLES / "folding.py", render_folding()),
        (TABLES / "script_characters.py", render_script_characters()),
        (TABLES / "script_keys.py", render_script_keys()),
        (TABLES / "script_doubts.py", render_script_doubts()),
        (TABLES / "script_regions.py", render_script_regions()),
    ):
        if path.exists() and path.read_text("utf-8") == text:
            continue
        drifted += 1
        if check:
            print(f"{path.name} is not what OpenCC {adapter.version()} gives", file=sys.stderr)
        else:
            path.write_text(text, "utf-8")
            print(f"wrote {path.name}")
    return 1 if check and drifted else 0


if __name__ == "__main__":
    sys.exit(main())
