"""Our reader of headers for users of python-frontmatter, who keep everything else they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from postnorm import headers
from postnorm.errors import FrontMatterError
from postnorm.post import Post
from postnorm.reading.front_matter import parse_front_matter
from postnorm.values import Metadata, thawed

if TYPE_CHECKING:
    import frontmatter
    from frontmatter.default_handlers import BaseHandler


def frontmatter_handler(*, strict: bool = False) -> BaseHandler:
    r"""Return a handler for ``frontmatter.load(..., handler=...)`` that reads as :func:`parse_front_matter`.

    A broken or hostile header is repaired or left in the content, and raises nothing; with *strict*
    it raises :class:`postnorm.FrontMatterError`. The same handler writes metadata so that any YAML
    reader gives them back equal. python-frontmatter strips the blanks around the content, and cannot
    hold the keys ``content``, ``handler`` and ``self``: they get an underscore behind them.

    >>> import frontmatter
    >>> post = frontmatter.loads("---\ntitle: 雨: 后\nno: 007\n---\n雨停了。", handler=frontmatter_handler())
    >>> post.metadata, post.content
    ({'title': '雨: 后', 'no': '007'}, '雨停了。')
    """
    return _handler_class()(strict)


class _Header(str):
    """The text of a header that is read already: python-frontmatter asks for the text first."""

    __slots__ = ("error", "metadata")
    metadata: Mapping[str, object]
    error: FrontMatterError | None


@cache
def _handler_class() -> Callable[[bool], BaseHandler]:
    """Make the class when it is asked for: its base is a third-party package."""
    from frontmatter.default_handlers import YAMLHandler

    class Handler(YAMLHandler):
        """Reads and writes headers as postnorm does."""

        def __init__(self, strict: bool) -> None:
            super().__init__()
            self.strict = strict

        def detect(self, text: str) -> bool:
            return _read(text) is not None

        def split(self, text: str) -> tuple[str, str]:
            error = _error_of(text) if self.strict else None
            found = _read(text)
            if found is None and error is None:
                raise ValueError("no header")  # which python-frontmatter takes for just that
            body = text if found is None else found.body
            header = _Header(text[: len(text) - len(body)])
            header.metadata = {} if found is None else found.metadata
            header.error = error  # python-frontmatter would take it for "no header" here
            return header, body

        def load(self, fm: str, **kwargs: object) -> dict[str, object]:
            if not isinstance(fm, _Header):
                return self.load(self.split(f"---\n{fm}\n---\n")[0])
            if fm.error is not None:
                raise fm.error
            return {
                f"{key}_" if key in _TAKEN else key: thawed(value)
                for key, value in fm.metadata.items()
            }

        def export(self, metadata: Mapping[str, object], **kwargs: object) -> str:
            return headers.header(Metadata(metadata)).rstrip("\n")

        def format(self, post: frontmatter.Post, **kwargs: object) -> str:
            return f"---\n{self.export(post.metadata)}\n---\n\n{post.content}"

        def __reduce__(self) -> tuple[object, ...]:
            return partial(frontmatter_handler, strict=self.strict), ()

    return Handler


_TAKEN = frozenset({"content", "handler", "self"})  # parameters of frontmatter.Post


def _read(text: str) -> Post | None:
    """The post of a text, if it has a header."""
    post = parse_front_matter(Post.from_text(text))
    return post if len(post.body) < len(text) else None


def _error_of(text: str) -> FrontMatterError | None:
    try:
        parse_front_matter(Post.from_text(text), strict=True)
    except FrontMatterError as error:
        return error
    return None
