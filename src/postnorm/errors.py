"""What can go wrong, apart from content: content is never an error.

Every error is a :class:`PostnormError` and, so that callers need not know this
library to catch it, also the built-in exception that it is a case of.
"""

from __future__ import annotations


class PostnormError(Exception):
    """Base of every error that postnorm raises on purpose. Pickled with its attributes and notes."""

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args), self.__dict__


class DecodingError(PostnormError, ValueError):
    """Bytes that are text in no encoding we know.

    ``encoding`` is the one tried last, ``offset`` the first byte it cannot read.
    """

    def __init__(self, message: str, *, encoding: str, offset: int) -> None:
        super().__init__(message)
        self.encoding = encoding
        self.offset = offset


class FrontMatterError(PostnormError, ValueError):
    """A header that does not keep its format; raised in strict mode only.

    ``line`` and ``column`` count from 1; the message draws the line and a caret.
    """

    def __init__(self, message: str, *, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class EditError(PostnormError, ValueError):
    """Edits that overlap, leave the text or misname their origin: a bug in the rule."""


class PackError(PostnormError, ValueError):
    """A table of rules with a broken entry; several come in an ``ExceptionGroup``."""

    def __init__(self, *, path: str, entry: str, reason: str) -> None:
        super().__init__(f"{path}: {entry}: {reason}")
        self.path = path
        self.entry = entry
        self.reason = reason


class TooLargeError(PostnormError, ValueError):
    """A source beyond the limit that the caller set with ``max_characters``."""


class MissingExtraError(PostnormError, ImportError):
    """An optional dependency is not installed; the message has the command that mends it."""

    def __init__(self, message: str, *, extra: str) -> None:
        super().__init__(message)
        self.extra = extra


def _rebuild(kind: type[PostnormError], arguments: tuple[object, ...]) -> PostnormError:
    """Make the error without its own ``__init__``, which takes keywords that pickle cannot pass."""
    error = kind.__new__(kind, *arguments)
    super(PostnormError, error).__init__(*arguments)
    return error
