"""What other tools do with the same texts. Each maker imports its tool when it is asked for a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from benchmarks.case import Job, Maker, each, need

FLOOR: Final = "floor"
GLUE: Final = "glued peers"
NOTES: Final[Mapping[str, str]] = {
    FLOOR: "encodes and decodes the text, nothing else: no tool can take less",
    GLUE: "python-frontmatter, OpenCC t2s and autocorrect: no second copy, plug or byline is found, "
    "nothing is on record",
    "glued peers for pages": "trafilatura's Markdown, OpenCC t2s and autocorrect; no record",
    "python-frontmatter": "reads the header and builds its values",
    "bs4 over lxml": "the tree and all of its text, menus included",
    "trafilatura, Markdown": "with metadata, links and images, as postnorm gives them",
    "readability-lxml": "the article as HTML",
    "difflib": "is told where the copies part, and finds their longest common block only",
    "data-juicer": "one operator, called directly on a batch: blanks, marks, sentences said twice, OpenCC, "
    "or the text of a page with its menus",
    "pangu": "gaps between Han and Latin only",
    "autocorrect": "gaps, width and marks; without a record",
}
"""What a contender does, where its name does not say it."""


def floor(texts: Sequence[str]) -> Job:
    """Encode and decode."""
    return each(lambda text: text.encode().decode(), texts)


def frontmatter_loads(texts: Sequence[str]) -> Job:
    """Read the header and build its values."""
    return each(need("frontmatter").loads, texts)


def glue(texts: Sequence[str]) -> Job:
    """The best pipeline that can be put together of other tools."""
    loads, convert, format_ = need("frontmatter").loads, _t2s(), need("autocorrect_py").format

    def run(data: bytes) -> object:
        post = loads(data.decode())
        return post.metadata, format_(convert(post.content))

    return each(run, [text.encode() for text in texts])


def glue_for_pages(pages: Sequence[str]) -> Job:
    """The same for pages."""
    extract, convert = _trafilatura(), _t2s()
    format_ = need("autocorrect_py").format
    return each(lambda page: format_(convert(extract(page) or "")), pages)


def bs4_text(pages: Sequence[str]) -> Job:
    """What a scraper writes."""
    soup = need("bs4").BeautifulSoup
    return each(lambda page: soup(page, "lxml").get_text(), pages)


def trafilatura_text(pages: Sequence[str]) -> Job:
    """The text of the article."""
    return each(need("trafilatura").extract, pages)


def trafilatura_markdown(pages: Sequence[str]) -> Job:
    """The article with what postnorm gives as well."""
    return each(_trafilatura(), pages)


def readability(pages: Sequence[str]) -> Job:
    """The element with the article, cleaned."""
    document = need("readability").Document
    return each(lambda page: document(page).summary(), pages)


def gne(pages: Sequence[str]) -> Job:
    """Text, title, author, time."""
    return each(need("gne").GeneralNewsExtractor().extract, pages)


def difflib_longest(texts: Sequence[str]) -> Job:
    """Find what the flattened copy and the paragraphs have in common, when told where they part."""
    matcher = need("difflib").SequenceMatcher

    def run(text: str) -> object:
        first, _, second = text.partition("\n\n")
        return matcher(None, first, second, autojunk=False).find_longest_match()

    return each(run, texts)


def autocorrect(texts: Sequence[str]) -> Job:
    """Correct gaps and marks."""
    return each(need("autocorrect_py").format, texts)


def pangu(texts: Sequence[str]) -> Job:
    """Insert gaps."""
    return each(need("pangu").space_text, texts)


def opencc(config: str) -> Maker:
    """Return the maker for OpenCC's own package with *config*, such as ``t2s``."""
    return lambda texts: each(need("opencc").OpenCC(config).convert, texts)


def opencc_pyo3(config: str) -> Maker:
    """Return the maker for the binding of OpenCC in Rust."""
    return lambda texts: each(need("opencc_pyo3").OpenCC(config).convert, texts)


def data_juicer(operator: str, **options: str) -> Maker:
    """Return the maker for an operator of data-juicer, called with all texts as one batch."""

    def maker(texts: Sequence[str]) -> Job:
        # It installs what it misses as soon as it is imported; nothing shall be installed unasked.
        for module in ("ray", "selectolax", "opencc"):
            need(module)
        stem = "".join(part.capitalize() for part in operator.split("_"))
        process: Callable[[object], object] = getattr(
            need(f"data_juicer.ops.mapper.{operator}"), stem
        )(**options).process_batched
        return lambda: process({"text": list(texts)})

    return maker


def _t2s() -> Callable[[str], str]:
    convert: Callable[[str], str] = need("opencc").OpenCC("t2s").convert
    return convert


def _trafilatura() -> Callable[[str], str | None]:
    extract = need("trafilatura").extract
    return lambda page: extract(
        page, output_format="markdown", with_metadata=True, include_links=True, include_images=True
    )
