"""What must not go with a copy: addresses that stand nowhere else, and half of a fence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from postnorm.boilerplate.body import Body
from postnorm.boilerplate.keeping import Plan
from postnorm.edits import Edit
from postnorm.spans import find_spans

_FENCE = re.compile(r"^[ \t>]{0,32}(?:`{3}|~{3})", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s()\[\]<>\"']+")
_TARGETS: Final = frozenset({"link", "url"})
_TARGET_SIGNS: Final = ("](", "]:", "://", "www.")  # no target is without one of them
_MARKS: Final = ".,;:!?#*_"


def breaks_something(body: Body, plan: Plan, moved: Iterable[Edit]) -> bool:
    """Whether an image, a link or a URL would be lost, or a fence lose its partner."""
    gone = body.text[slice(*plan.dropped)]
    carried = "\n".join(edit.new for edit in moved)
    if (len(_FENCE.findall(gone)) - len(_FENCE.findall(carried))) % 2:
        return True
    lost = _targets(gone)
    if not lost:
        return False
    kept = _targets(body.text[plan.kept[0] : plan.kept_end]) | _targets(carried)
    half = gone.rstrip("…⋯. ")  # an address that is cut off with its copy is none
    return any(one not in kept and not half.endswith(one) for one in lost)


def _targets(text: str) -> set[str]:
    """The addresses that are linked to; a link within the page leads to a heading that stays."""
    if not any(map(text.__contains__, _TARGET_SIGNS)):
        return set()
    spans = (text[span.start : span.end] for span in find_spans(text) if span.kind in _TARGETS)
    addresses = (_ADDRESS.findall(span) for span in spans if not span.startswith("](#"))
    return {max(parts, key=len).rstrip(_MARKS) for parts in addresses if parts}
