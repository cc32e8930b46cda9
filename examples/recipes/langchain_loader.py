"""LangChain: a loader of documents from whatever ``open_posts`` reads."""

from collections.abc import Iterator

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document

from postnorm import map_posts, open_posts


class PostLoader(BaseLoader):
    """Loads clean posts; what cannot be read is passed over."""

    def __init__(self, *inputs: str, workers: int = 0) -> None:
        self.inputs, self.workers = inputs, workers

    def lazy_load(self) -> Iterator[Document]:
        for result in map_posts(open_posts(*self.inputs), workers=self.workers):
            if result.post is not None:
                metadata = {**result.post.metadata, "source": result.name}
                yield Document(page_content=result.post.body, metadata=metadata)
