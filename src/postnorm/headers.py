"""Metadata written as a YAML header that any YAML reader gives back equal.

Text is written plain where every reader takes it for text, else between double quotes with
the escapes that YAML shares with JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

# Plain text that no reader takes for anything else: begins with a Han character or an ASCII letter,
# and has no mark that YAML could read (": ", " #", brackets, quotes, controls, line separators).
_PLAIN = re.compile(
    r"[A-Za-z\u3400-\u4dbf\u4e00-\u9fff]"
    r"(?:[\w\-./+·—…“”‘’「」『』《》【】（）、，。；：？！%～]|:(?=[^\s:])|[ ](?=[^\s#]))*",
)
_TYPED = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")  # what YAML 1.1 reads as no text
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def header(metadata: Mapping[str, object]) -> str:
    """Return *metadata* as YAML lines, in its order, each ended by a newline.

    >>> print(header({"title": "雨后", "tags": ("随笔", "007"), "draft": False, "note": None}), end="")
    title: 雨后
    tags:
    - 随笔
    - "007"
    draft: false
    note: null
    """
    return "".join(f"{line}\n" for line in _lines(metadata))


def _lines(value: Mapping[str, object] | tuple[object, ...]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            name = _scalar(key)
            if isinstance(item, tuple) and item:
                yield f"{name}:"
                yield from _lines(item)
            elif isinstance(item, Mapping) and item:
                yield f"{name}:"
                yield from (f"  {line}" for line in _lines(item))
            else:
                yield f"{name}: {_scalar(item)}"
        return
    for item in value:
        if isinstance(item, tuple | Mapping) and item:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        else:
            yield f"- {_scalar(item)}"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and not _TYPED.fullmatch(value):
            return value
        quoted = json.dumps(str(value), ensure_ascii=False)
        return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
    return (
        json.dumps(value)
        if not isinstance(value, tuple | Mapping)
        else "[]"
        if isinstance(value, tuple)
        else "{}"
    )
