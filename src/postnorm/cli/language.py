"""The language that people are spoken to: English, or Chinese where the locale says so.

A message is written in English where it is used, and looked up in the table of the other language.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final

LANGUAGES: Final = ("en", "zh")
VARIABLE: Final = "POSTNORM_LANG"
_OPTION: Final = "--language"
# POSIX: the first of these that is set and not empty counts.
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")

_spoken = "en"


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Speak what the option asks for, else the variable, else the locale.

    The option is read before all others, because they are told in its language. Where a stream cannot
    hold Chinese, English is spoken.
    """
    global _spoken
    wanted = _asked(arguments) or _named(environment)
    _spoken = "zh" if wanted.lower().startswith("zh") and _can_be_written("中") else "en"


def spoken() -> str:
    """Return the language: ``en`` or ``zh``."""
    return _spoken


def say(english: str, **values: object) -> str:
    """Return a message in the language that is spoken, with *values* put in.

    What the table does not have, such as what an error of the system says, stays as it is.
    """
    message = _table().get(english, english)
    return message.format(**values) if values else message


def reason_told(rule: str, reason: str) -> str:
    """Return the reason of *rule*, which is *reason* in English; of a joined rule those of its parts."""
    if _spoken == "en":
        return reason
    from postnorm.tables.reasons import reasons_in_chinese

    parts = [
        f"由 OpenCC 以 {name.removeprefix('script.')} 转换"
        if name.startswith("script.")
        else reasons_in_chinese().get(name, name)
        for name in rule.split("+")
    ]
    return "；".join(dict.fromkeys(parts))


def _table() -> Mapping[str, str]:
    if _spoken == "en":
        return {}
    from postnorm.tables.messages import CHINESE  # not needed by those who read English

    return CHINESE


def _asked(arguments: Sequence[str]) -> str:
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == _OPTION:
            return (*arguments, "")[number + 1]
        if argument.startswith(f"{_OPTION}="):
            return argument.partition("=")[2]
    return ""


def _named(environment: Mapping[str, str]) -> str:
    names = (VARIABLE, *_LOCALE)
    return next(filter(None, (environment.get(name) for name in names)), "")


def _can_be_written(text: str) -> bool:
    for stream in (sys.stdout, sys.stderr):
        try:
            text.encode(getattr(stream, "encoding", None) or "utf-8")
        except (UnicodeEncodeError, LookupError):
            return False
    return True
