"""What is measured: the tables of cases, the whole first, then step by step in the order of ``clean``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import postnorm
from benchmarks import peers
from benchmarks.case import OURS, Case, Job, Maker, each, on_bytes, plain
from benchmarks.peers import FLOOR, GLUE
from postnorm import Post


def _on_posts(step: Callable[[Post], object]) -> Maker:
    """The maker for a step that takes a post; making the post is not measured."""
    return lambda texts: each(step, [Post.from_text(text) for text in texts])


def _on_parsed(step: Callable[[Post], object]) -> Maker:
    return lambda texts: each(step, [postnorm.parse(text) for text in texts])


def clean(texts: Sequence[str]) -> Job:
    """Clean from bytes, with the record of changes."""
    return on_bytes(lambda data: postnorm.clean(data, script="hans").changes)(texts)


def _clean_page(pages: Sequence[str]) -> Job:
    return each(lambda page: postnorm.clean(page, script="hans").changes, pages)


def _learn(texts: Sequence[str]) -> Job:
    return lambda: postnorm.learn_promotions(texts, publisher="河边夜话")


def _case(name: str, texts: str, ours: Maker, others: Mapping[str, Maker] | None = None) -> Case:
    """A case of ours, of *others*, and of the floor."""
    return Case(name, texts, {OURS: ours, **(others or {}), FLOOR: peers.floor})


_GLUE: Final = {GLUE: peers.glue}
_FRONT_MATTER: Final = {"python-frontmatter": peers.frontmatter_loads}
_PAGES: Final = {
    "bs4 over lxml": peers.bs4_text,
    "trafilatura, text": peers.trafilatura_text,
    "trafilatura, Markdown": peers.trafilatura_markdown,
    "readability-lxml": peers.readability,
    "GNE": peers.gne,
    "data-juicer": peers.data_juicer("clean_html_mapper"),
}
_BLANKS: Final = {"data-juicer": peers.data_juicer("whitespace_normalization_mapper")}
_SENTENCES: Final = {"data-juicer": peers.data_juicer("remove_repeat_sentences_mapper")}
_DIFFLIB: Final = {"difflib": peers.difflib_longest}
_MARKS: Final = {
    "autocorrect": peers.autocorrect,
    "data-juicer": peers.data_juicer("punctuation_normalization_mapper"),
}
_GAPS: Final = {"autocorrect": peers.autocorrect, "pangu": peers.pangu}


def _converters(config: str) -> dict[str, Maker]:
    return {
        "OpenCC": peers.opencc(config),
        "opencc-pyo3": peers.opencc_pyo3(config),
        "data-juicer": peers.data_juicer("chinese_convert_mapper", mode=config),
    }


_deduplicate = plain(postnorm.deduplicate_body)
_strip = plain(postnorm.strip_promotions)
_characters = plain(postnorm.repair_characters)
_whitespace = plain(postnorm.normalize_whitespace)
_minimal = plain(postnorm.normalize_punctuation)
_mainland = plain(postnorm.normalize_punctuation.using(style="mainland"))
_insert = plain(postnorm.normalize_spacing.using(cjk_latin="insert"))
_auto = plain(postnorm.convert_script.using(to="hans"))
_to_hans = postnorm.convert_script.using(to="hans", source="hant")
_to_hant = plain(postnorm.convert_script.using(to="hant", source="hans"))
_to_taiwan = plain(postnorm.convert_script.using(to="hant-tw", source="hans", phrases=True))


def _edits_to_hans(text: str) -> object:
    return postnorm.convert_script.edits(text, to="hans", source="hant")


WHOLE: Final = (
    _case("whole, seed-shaped posts", "seed-shaped posts", clean, _GLUE),
    _case("whole, dense edits", "dense posts", clean, _GLUE),
    _case("whole, clean posts", "calm posts", clean, _GLUE),
    _case("whole, corpus", "posts of the corpus", clean, _GLUE),
    _case(
        "whole, news pages",
        "news pages",
        _clean_page,
        {"glued peers for pages": peers.glue_for_pages},
    ),
)
READING: Final = (
    _case("decode, UTF-8", "calm bodies", on_bytes(postnorm.decode)),
    _case(
        "header, plain keys", "plain headers", _on_posts(postnorm.parse_front_matter), _FRONT_MATTER
    ),
    _case(
        "header, hard YAML", "YAML headers", _on_posts(postnorm.parse_front_matter), _FRONT_MATTER
    ),
    _case("header, from bytes", "plain headers", on_bytes(postnorm.parse), _FRONT_MATTER),
    _case("pages, news", "news pages", plain(postnorm.parse_html), _PAGES),
    _case("pages, corpus", "pages of the corpus", plain(postnorm.parse_html), _PAGES),
    _case("metadata", "plain headers", _on_parsed(postnorm.normalize_metadata), _FRONT_MATTER),
    _case("credits, none there", "calm posts", _on_parsed(postnorm.extract_credits)),
)
REPAIR: Final = (
    _case("mojibake, none there", "calm bodies", plain(postnorm.repair_mojibake)),
    _case("characters, clean", "calm bodies", _characters),
    _case("characters, dense edits", "dense bodies", _characters),
    _case("whitespace, clean", "calm bodies", _whitespace, _BLANKS),
    _case("whitespace, dense edits", "dense bodies", _whitespace, _BLANKS),
)
NOT_THE_ARTICLE: Final = (
    _case("repeats, none there", "calm bodies", _deduplicate, _SENTENCES),
    _case("repeats, a flattened copy", "seed-shaped bodies", _deduplicate, _DIFFLIB | _SENTENCES),
    _case("repeats, a flattened copy, 100 KB", "a long doubled body", _deduplicate, _DIFFLIB),
    _case("promotions, essays without", "calm bodies", _strip),
    _case("promotions, technical posts without", "technical bodies", _strip),
    _case("promotions, a plug at the end", "bodies with a plug", _strip),
    _case("promotions, learning a pack", "bodies with a plug", _learn),
)
TYPOGRAPHY: Final = (
    _case("punctuation, minimal, clean", "calm bodies", _minimal, _MARKS),
    _case("punctuation, minimal, dense edits", "dense bodies", _minimal, _MARKS),
    _case("punctuation, mainland, dense edits", "dense bodies", _mainland, _MARKS),
    _case("spacing, insert, clean", "calm bodies", _insert, _GAPS),
    _case("spacing, insert, technical posts", "technical bodies", _insert, _GAPS),
)
SCRIPTS: Final = (
    _case("script, t2s", "Traditional bodies", plain(_to_hans), _converters("t2s")),
    _case(
        "script, t2s with the record",
        "Traditional bodies",
        plain(_edits_to_hans),
        _converters("t2s"),
    ),
    _case("script, t2s of Simplified", "calm bodies", _auto, _converters("t2s")),
    _case("script, s2t", "calm bodies", _to_hant, _converters("s2t")),
    _case("script, s2twp", "calm bodies", _to_taiwan, _converters("s2twp")),
)

CASES: Final = (*WHOLE, *READING, *REPAIR, *NOT_THE_ARTICLE, *TYPOGRAPHY, *SCRIPTS)
