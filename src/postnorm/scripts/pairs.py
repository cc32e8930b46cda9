"""Which script becomes which, and the OpenCC configuration that does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

from postnorm.values import kind_of

Script: TypeAlias = Literal["hans", "hant", "hant-tw", "hant-hk", "jpan"]
Source: TypeAlias = Literal["auto", "hans", "hant", "hant-tw", "hant-hk", "jpan"]

SCRIPTS: Final[tuple[str, ...]] = get_args(Script)
SOURCES: Final[tuple[str, ...]] = get_args(Source)

CHARACTERS: Final = {
    ("hans", "hant"): "s2t",
    ("hans", "hant-tw"): "s2tw",
    ("hans", "hant-hk"): "s2hk",
    ("hant", "hans"): "t2s",
    ("hant", "hant-tw"): "t2tw",
    ("hant", "hant-hk"): "t2hk",
    ("hant", "jpan"): "t2jp",
    ("hant-tw", "hans"): "tw2s",
    ("hant-tw", "hant"): "tw2t",
    ("hant-hk", "hans"): "hk2s",
    ("hant-hk", "hant"): "hk2t",
    ("jpan", "hant"): "jp2t",
}
"""(source, to) -> the configuration that changes characters."""

PHRASES: Final = {
    ("hans", "hant-tw"): "s2twp",
    ("hans", "hant-hk"): "s2hkp",
    ("hant-tw", "hans"): "tw2sp",
    ("hant-hk", "hans"): "hk2sp",
}
"""(source, to) -> the configuration that also changes words to those of the region."""

STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "s2t": ("hans>hant",),
    "s2tw": ("hans>hant", "hant>hant-tw"),
    "s2twp": ("hans>hant", "hant>hant-tw+words"),
    "s2hk": ("hans>hant", "hant>hant-hk"),
    "s2hkp": ("hans>hant", "hant>hant-hk+words"),
    "t2s": ("hant>hans",),
    "tw2s": ("hant-tw>hant", "hant>hans"),
    "tw2sp": ("hant-tw+words>hant", "hant>hans"),
    "hk2s": ("hant-hk>hant", "hant>hans"),
    "hk2sp": ("hant-hk+words>hant", "hant>hans"),
    "t2tw": ("hant>hant-tw",),
    "tw2t": ("hant-tw>hant",),
    "t2hk": ("hant>hant-hk",),
    "hk2t": ("hant-hk>hant",),
    "t2jp": ("hant>jpan",),
    "jp2t": ("jpan>hant",),
}
"""The configurations, and the steps that each makes one after the other."""


def configuration_of(to: Script, source: Source, phrases: bool) -> str | None:
    """Return the OpenCC configuration, ``None`` where nothing is to do; check the options.

    With ``source="auto"`` it is the one from the other Chinese script.

    >>> configuration_of("hant-tw", "auto", True), configuration_of("hans", "hans", False)
    ('s2twp', None)
    """
    check_target("to", to)
    _check_name("source", source, SOURCES)
    if not isinstance(phrases, bool):
        raise TypeError(f"phrases is True or False, not {kind_of(phrases)}")
    if source == to:
        return None
    chosen = other_script(to) if source == "auto" else source
    found = (PHRASES if phrases else CHARACTERS).get((chosen, to))
    if found is None:
        raise ValueError(_about_unknown_pair(to, source, phrases))
    return found


def other_script(to: Script) -> Literal["hans", "hant"]:
    """Return the Chinese script that text for *to* is converted from when no source is named.

    >>> other_script("hans"), other_script("hant-hk")
    ('hant', 'hans')
    """
    return "hant" if to in ("hans", "jpan") else "hans"


def check_target(option: str, script: object) -> None:
    """Raise unless a script can be converted to; *option* is what the caller calls it."""
    _check_name(option, script, SCRIPTS)


def check_keep(keep: tuple[str, ...]) -> None:
    """Raise unless *keep* is a tuple of words."""
    if not isinstance(keep, tuple):
        raise TypeError(f"keep is a tuple of words, such as ('乾安',), not {kind_of(keep)}")
    for word in keep:
        if not isinstance(word, str):
            raise TypeError(f"keep is a tuple of words, such as ('乾安',); one is {kind_of(word)}")
        if not word:
            raise ValueError("keep has an empty word, which would be found everywhere")


def _check_name(option: str, name: object, known: tuple[str, ...]) -> None:
    if not isinstance(name, str):
        raise TypeError(
            f"{option} is the name of a script ({', '.join(known)}), not {kind_of(name)}"
        )
    if name not in known:
        raise ValueError(f"{option} is one of {', '.join(known)}, not {name!r:.60}")


def _about_unknown_pair(to: str, source: str, phrases: bool) -> str:
    pairs = PHRASES if phrases else CHARACTERS
    if source == "auto":
        sources = ", ".join(one for one, other in pairs if other == to)
        named = f"name the source, one of {sources}" if sources else _list(pairs)
        return (
            f"OpenCC has no {'words' if phrases else 'characters'} of any region for {to}: {named}"
        )
    what = f"from {source} to {to}{' with phrases' if phrases else ''}"
    return f"OpenCC has no conversion {what}; it has {_list(pairs)}"


def _list(pairs: dict[tuple[str, str], str]) -> str:
    return ", ".join(f"{source} to {to}" for source, to in pairs)
