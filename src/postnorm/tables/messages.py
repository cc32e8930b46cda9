"""What the command says, in Chinese: by the English in which it stands in the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHINESE: Final[Mapping[str, str]] = {}
