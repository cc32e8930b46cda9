"""LlamaIndex: a reader of documents from whatever ``open_posts`` reads."""

from collections.abc import Iterable
from typing import Any

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document

from postnorm import map_posts, open_posts


class PostReader(BaseReader):
    """Reads clean posts; what cannot be read is passed over."""

    def lazy_load_data(self, *inputs: str, **_: Any) -> Iterable[Document]:
        for result in map_posts(open_posts(*inputs)):
            if result.post is not None:
                metadata = {**result.post.metadata, "source": result.name}
                yield Document(text=result.post.body, metadata=metadata)
