"""datatrove: a step of a pipeline; what cannot be cleaned is counted and passed over."""

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

import postnorm


class CleanPosts(PipelineStep):
    """Cleans the text of each document; the metadata of its header join its own."""

    name = "postnorm"
    type = "Formatter"

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        for document in data:
            yield from self._cleaned(document)

    def _cleaned(self, document: Document) -> DocumentsPipeline:
        try:
            post = postnorm.clean(document.text)
        except postnorm.PostnormError:
            self.stat_update("rejected")
            return
        document.text = post.body
        document.metadata |= post.to_dict()["metadata"]
        self.stat_update("cleaned")
        yield document
