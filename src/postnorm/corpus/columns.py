"""Metadata as one column of texts, and texts that a column can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping

from postnorm.values import thawed


def texts_of(metadata: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return metadata as pairs of texts; what is no text is written as JSON.

    >>> texts_of({"title": "雨", "tags": ("河", "船")})
    [('title', '雨'), ('tags', '["河", "船"]')]
    """
    return [(sound(key), sound(_as_text(value))) for key, value in metadata.items()]


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(thawed(value), ensure_ascii=False)


def sound(text: str) -> str:
    """Return *text* with each lone surrogate written out, as neither Arrow nor UTF-8 has them."""
    return text.encode("utf-8", "backslashreplace").decode()


def refuse_surrogates(text: str) -> None:
    """Raise ``ValueError`` for a text that no column can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"a column holds no lone surrogate, as at {error.start}") from None
