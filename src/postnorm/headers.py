"""Metadata written as a YAML header that any YAML reader gives back equal.

Text is written plain where every reader takes it for text, else between double quotes with
the escapes that YAML shares with JSON. YAML has no lone surrogates: of the readers we know,
PyYAML's own gives them back and libyaml refuses the whole header.
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
_LONGEST_KEY = 1024  # a reader looks no further for the colon, unless "?" announces the key
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def document(metadata: Mapping[str, object], body: str) -> str:
    """Return *metadata* and *body* as Markdown with front matter; without metadata the body alone.

    A body that could be taken for a header gets an empty one above it.

    >>> document({}, "雨停了。"), document({}, "title: 雨后"), document({"title": "雨后"}, "雨停了。")
    ('雨停了。', '---\\n---\\n\\ntitle: 雨后', '---\\ntitle: 雨后\\n---\\n\\n雨停了。')
    """
    if not metadata and not _LIKE_A_HEADER.match(body):
        return body
    return f"---\n{header(metadata)}---\n\n{body}"


# What a reader could take for a header or a page: an opening fence, a tag, or "key:" on the first line.
# Nothing that was read is given back.
_LIKE_A_HEADER = re.compile(
    r"[\ufeff\s]*+(?:---|\+\+\+|;;;|[{<]|[^:：\r\n]{1,64}+[:：]|[-‐‑‒–—―─－]++[^\S\r\n]*+[\r\n])"
)


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
            name = _key(key)
            if len(name) > _LONGEST_KEY:
                yield f"? {name}"
                name = ""
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


def _key(key: str) -> str:
    """A key with a full-width colon is quoted: people write that colon for the other one."""
    return _quoted(key) if "：" in key else _scalar(key)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _scalar(value: object) -> str:
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and not _TYPED.fullmatch(value):
            return value
        return _quoted(value)
    if isinstance(value, tuple | Mapping):  # an empty one
        return "[]" if isinstance(value, tuple) else "{}"
    written = json.dumps(value)
    if isinstance(value, float) and "." not in written:
        return written.replace("e", ".0e")  # YAML 1.1 takes 1e+16 for text
    return written
