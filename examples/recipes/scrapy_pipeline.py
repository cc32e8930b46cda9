"""Scrapy: an item pipeline that cleans each item's text and keeps the raw one."""

from typing import Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

import postnorm


class CleanPosts:
    """Put into ITEM_PIPELINES: ``{"scrapy_pipeline.CleanPosts": 300}``."""

    def process_item(self, item: Any) -> Any:
        adapter = ItemAdapter(item)
        try:
            post = postnorm.clean(adapter["text"])
        except postnorm.PostnormError as error:
            raise DropItem(str(error)) from error
        adapter["raw"] = post.source
        adapter["text"] = post.body
        adapter["title"] = post.title or adapter.get("title")
        return item
