"""Make the tables of the scripts room from OpenCC's own dictionaries; called by make_tables.py.

``script_keys``     characters without which a step of a conversion changes nothing
``script_doubts``   characters that one step writes in several ways, and how often it writes each
``script_regions``  what only Taiwan or only Hong Kong writes: characters and words
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from postnorm.scripts import adapter
from postnorm.scripts.pairs import STEPS
from postnorm.tables.folding import folding

Dictionary = Mapping[str, list[str]]
Read = Callable[[str], Dictionary]
Literal = Callable[[Iterable[str]], str]

LEAST_SHARE = 0.03
"""What a character is written as in fewer of its words than this is no reason to doubt."""

SPOKEN = {"hk": "佢冇咁咗哋唔啲喺嗰嘅嘢噉嚟攞"}
"""Characters of spoken Cantonese, which OpenCC has no reason to list."""

DOUBTED = {"hans": "hans>hant", "hant": "hant>hans"}


@cache
def dictionaries_of(step: str) -> tuple[str, ...]:
    """Return the names of the dictionaries that *step* looks into, the first one first."""
    found = {
        tuple(names_in(read_configuration(name)["conversion_chain"][steps.index(step)]))
        for name, steps in STEPS.items()
        if step in steps
    }
    assert len(found) == 1, f"{step} is not the same in all configurations: {found}"
    return found.pop()


def read_configuration(name: str) -> dict[str, list[object]]:
    with open(os.path.join(adapter.data_directory(), f"{name}.json"), encoding="utf-8") as file:
        read: dict[str, list[object]] = json.load(file)
    return read


def names_in(node: object) -> Iterable[str]:
    """Give the dictionaries that a part of a configuration names."""
    if isinstance(node, dict):
        if "file" in node:
            yield str(node["file"]).removesuffix(".ocd2")
        for value in node.values():
            yield from names_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from names_in(value)


# --- keys ----------------------------------------------------------------------


def keys_of(dictionaries: Iterable[Dictionary]) -> set[str]:
    """Return characters of which every text has one that these dictionaries change.

    A word needs all of its characters, so one of them is enough: one that is changed alone, else
    one that the word changes, else the one that the fewest words have.
    """
    changing = [
        (key, candidates[0])
        for dictionary in dictionaries
        for key, candidates in dictionary.items()
        if candidates[0] != key
    ]
    keys = {key for key, _ in changing if len(key) == 1}
    frequency = Counter(character for key, _ in changing for character in set(key))
    for key, new in sorted(changing):
        if keys.isdisjoint(key):
            differing = [a for a, b in zip(key, new, strict=False) if a != b]
            fitting = differing if len(key) == len(new) else key
            keys.add(min(fitting, key=lambda character: (frequency[character], character)))
    return keys


@cache
def step_names() -> tuple[str, ...]:
    return tuple(sorted({step for steps in STEPS.values() for step in steps}))


def render_keys(read: Read, literal: Literal) -> str:
    """Return the text of ``tables/script_keys.py``."""
    normalization = {
        name
        for configuration in STEPS
        for name in names_in(read_configuration(configuration).get("normalization"))
    }
    parts = {"": keys_of(map(read, sorted(normalization)))}
    for step in step_names():
        parts[step] = keys_of(map(read, dictionaries_of(step))) - parts[""]
    rows = "".join(
        f'    "{step}": (\n{indented(literal(sorted(below(keys))))}\n    ),\n'
        for step, keys in parts.items()
    )
    return f'''"""Characters without which a step of a conversion changes nothing.

Those of every step stand under ``""``: OpenCC normalizes them first. Beyond U+FFFF every character
counts as one: a class of regular expressions is some twenty times slower with a list of them.

Made by tools/make_tables.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPENCC: Final = "{adapter.version()}"
"""The version of OpenCC this was made with."""

KEYS: Final[Mapping[str, str]] = {{
{rows}}}
'''


def below(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key < "\U00010000"}


# --- doubts --------------------------------------------------------------------


def doubts_of(dictionaries: Iterable[Dictionary]) -> dict[str, tuple[str, int]]:
    """Return the characters that stand for several: these, and the share of all but the first.

    The first is what OpenCC writes where no word tells; the share, in percent, is how often its
    words tell something else.
    """
    alone: dict[str, str] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for dictionary in dictionaries:
        for key, candidates in dictionary.items():
            new = candidates[0]
            if len(key) == 1:
                alone.setdefault(key, new)
            elif len(key) == len(new):
                for one, other in zip(key, new, strict=True):
                    counts[one][other] += 1
    found: dict[str, tuple[str, int]] = {}
    for character, count in counts.items():
        first = alone.get(character, character)
        share = 1 - count[first] / count.total()
        others = sorted((new for new in count if new != first), key=lambda new: (-count[new], new))
        if share >= LEAST_SHARE and others:
            found[character] = ("".join((first, *others)), round(100 * share))
    return found


def render_doubts(read: Read) -> str:
    """Return the text of ``tables/script_doubts.py``."""
    parts = []
    for script, step in DOUBTED.items():
        doubts = doubts_of(map(read, dictionaries_of(step)))
        rows = "".join(
            f'    "{character}": ("{found}", {share}),\n'
            for character, (found, share) in sorted(doubts.items())
            if max((character, *found)) < "\U00010000"
        )
        parts.append(f"    {script!r}: {{\n{indented(rows)}    }},\n".replace("'", '"'))
    return f'''"""Characters of one script that stand for several of the other.

Under the script converted from: what a character may become, the first being what OpenCC writes
where none of its words tells; and in how many of a hundred of its words it becomes another one.

Made by tools/make_tables.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPENCC: Final = "{adapter.version()}"
"""The version of OpenCC this was made with."""

DOUBTS: Final[Mapping[str, Mapping[str, tuple[str, int]]]] = {{
{"".join(parts)}}}
'''


# --- regions --------------------------------------------------------------------


def variants_of(region: str, other: str, read: Read) -> set[str]:
    """Return the characters that *region* writes and *other* never does, nor does OpenCC's standard.

    What a region's text becomes in the standard and in the region again must be itself; a word
    list of the standard or of the other region that writes it makes it anybody's.
    """
    home, abroad = read_all(f"hant>hant-{region}", read), read_all(f"hant>hant-{other}", read)
    standard = {
        c
        for name in dictionaries_of("hans>hant")
        for v in read(name).values()
        for c in "".join(v[:1])
    }
    written = {new[0] for key, new in home.items() if len(key) == 1 and new[0] != key}
    return {
        character
        for character in written
        if len(character) == 1
        and character not in standard
        and not any(character in new[0] for new in abroad.values())
    }


def words_of(region: str, other: str, read: Read) -> set[str]:
    """Return the words that *region* says for what the standard calls otherwise, and *other* does not.

    Words of other characters, not the same word in the region's form of them; and none that the
    standard has for itself.
    """
    home, abroad = (read_all(f"hant>hant-{one}+words", read) for one in (region, other))
    elsewhere = {*home, *abroad, *(word for words in abroad.values() for word in words)}
    elsewhere |= {new[0] for name in dictionaries_of("hans>hant") for new in read(name).values()}
    return {
        words[0]
        for key, words in home.items()
        if len(key) > 1 < len(words[0])
        and words[0] not in elsewhere
        and key.translate(folding()) != words[0].translate(folding())
    }


def read_all(step: str, read: Read) -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {}
    for name in dictionaries_of(step):
        merged |= {k: v for k, v in read(name).items() if k not in merged}
    return merged


def render_regions(read: Read, literal: Literal) -> str:
    """Return the text of ``tables/script_regions.py``."""
    rows = []
    for region, other in (("tw", "hk"), ("hk", "tw")):
        variants = below(variants_of(region, other, read)) | set(SPOKEN.get(region, ""))
        found = (f"{one} " for one in (*sorted(variants), *sorted(words_of(region, other, read))))
        rows.append(f'    "hant-{region}": (\n{indented(literal(found))}\n    ),\n')
    return f'''"""What only Taiwan or only Hong Kong writes in Traditional, with a space behind each.

Characters that the region's list puts in place of others and nobody else writes, and those of
spoken Cantonese; then words that its list puts in place of the standard's.

Made by tools/make_tables.py; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPENCC: Final = "{adapter.version()}"
"""The version of OpenCC this was made with."""

REGIONS: Final[Mapping[str, str]] = {{
{"".join(rows)}}}
'''


def indented(rows: str) -> str:
    return "".join(f"    {row}" for row in rows.splitlines(keepends=True))
