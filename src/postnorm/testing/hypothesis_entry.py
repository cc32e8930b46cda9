"""What Hypothesis loads by its entry point, so that ``st.from_type(Post)`` knows posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis import strategies as st


def register() -> None:
    """Register the strategy for :class:`postnorm.Post`; made when it is first drawn from."""
    from hypothesis import strategies as st

    from postnorm.post import Post

    st.register_type_strategy(Post, _posts)


def _posts(_: type[Any]) -> st.SearchStrategy[Any]:
    from postnorm.post import Post
    from postnorm.testing import strategies

    return strategies.posts().map(lambda drawn: Post.from_text(drawn.text))
