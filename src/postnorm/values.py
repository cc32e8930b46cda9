"""What metadata may hold: plain JSON values that cannot change, in a mapping that cannot change.

Lists become tuples and dates become ISO 8601 text on the way in, so that a post can be
compared, pickled and written as JSON without loss, whoever made its metadata. Subclasses become
plain: a string out of an HTML tree would carry the tree along, an enum pickles by its name.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar, overload

_T = TypeVar("_T")


class Metadata(Mapping[str, object]):
    """A read-only, hashable, picklable mapping of text keys that keeps their order and compares like a dict.

    >>> Metadata({"title": "雨后", "tags": ["随笔"]})
    Metadata({'title': '雨后', 'tags': ('随笔',)})
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, object] | None = None) -> None:
        given = {} if items is None else items
        if not isinstance(given, Mapping):
            raise TypeError(f"metadata is a mapping of names to values, not {kind_of(given)}")
        for key in given:
            if not isinstance(key, str):
                raise TypeError(f"a metadata key is a str, not {kind_of(key)}: {key!r:.60}")
        self._items = {
            key if type(key) is str else str.__str__(key): (
                value if type(value) is str else frozen(value, key)  # most are, and stay
            )
            for key, value in given.items()
        }

    @classmethod
    def of_frozen(cls, items: dict[str, object]) -> Metadata:
        """Hold *items* as they are; the caller sees to it that they are such as :func:`frozen` gives."""
        made = cls.__new__(cls)
        made._items = items
        return made

    def __getitem__(self, key: str) -> object:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Those of Mapping ask __getitem__ for every key, through a try; every step asks a few dozen times.
    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: str, /) -> object: ...
    @overload
    def get(self, key: str, /, default: _T) -> object | _T: ...
    def get(self, key: str, /, default: object = None) -> object:
        return self._items.get(key, default)

    def keys(self) -> KeysView[str]:
        return self._items.keys()

    def items(self) -> ItemsView[str, object]:
        return self._items.items()

    def values(self) -> ValuesView[object]:
        return self._items.values()

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Metadata({self._items!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Metadata, (self._items,)


class Missing(enum.Enum):
    """``MISSING`` stands where a metadata key had no value, which is not the value ``None``."""

    MISSING = "MISSING"

    def __repr__(self) -> str:
        return self.value


MISSING = Missing.MISSING


def frozen(value: object, key: str = "") -> object:
    """Return *value* as metadata holds it; raise ``TypeError`` where JSON has nothing for it.

    >>> frozen([1, {"when": dt.datetime(2013, 10, 21, 16, 25)}])
    (1, Metadata({'when': '2013-10-21T16:25:00'}))
    """
    if value is None or isinstance(value, bool | Metadata):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        raise ValueError(f"metadata {key!r}: {value} is no JSON number; pass it as text")
    if isinstance(value, list | tuple):
        return tuple(frozen(item, key) for item in value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return Metadata(value)
    raise TypeError(
        f"metadata {key!r} is {kind_of(value)}; metadata holds str, int, float, bool, None, "
        "dates, and lists or mappings of these"
    )


def thawed(value: object) -> object:
    """Return *value* with plain lists and dicts, as ``json`` and ``yaml`` write them."""
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [thawed(item) for item in value]
    return value


def kind_of(value: object) -> str:
    """Name the type of *value* as an error message does: ``a list``, ``an int``, ``None``."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
