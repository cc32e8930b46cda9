r"""postnorm turns scraped Chinese blog posts into clean, typed posts, every change accounted for.

>>> import postnorm
>>> post = postnorm.clean("---\ntitle: 雨后\n---\n1 、雨停了。\n")
>>> post.title, post.body
('雨后', '1、雨停了。\n')

Names are imported on first use, so that ``import postnorm`` loads no third-party package
and no table of rules.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0.dev0"

if TYPE_CHECKING:
    from postnorm.boilerplate.candidates import Promotion as Promotion
    from postnorm.boilerplate.learning import learn_promotions as learn_promotions
    from postnorm.boilerplate.packs import Pack as Pack
    from postnorm.boilerplate.packs import installed_packs as installed_packs
    from postnorm.boilerplate.packs import load_pack as load_pack
    from postnorm.boilerplate.promotions import find_promotions as find_promotions
    from postnorm.boilerplate.promotions import strip_promotions as strip_promotions
    from postnorm.boilerplate.repeats import deduplicate_body as deduplicate_body
    from postnorm.boilerplate.repeats import find_repeats as find_repeats
    from postnorm.boilerplate.sketch import PackSketch as PackSketch
    from postnorm.boilerplate.steps import Repeat as Repeat
    from postnorm.corpus.batch import run_batch as run_batch
    from postnorm.corpus.mapping import PostResult as PostResult
    from postnorm.corpus.mapping import map_posts as map_posts
    from postnorm.corpus.opening import open_posts as open_posts
    from postnorm.corpus.reposts import find_reposts as find_reposts
    from postnorm.corpus.sources import Source as Source
    from postnorm.decisions import Decision as Decision
    from postnorm.decisions import load_decisions as load_decisions
    from postnorm.edits import Edit as Edit
    from postnorm.errors import DecodingError as DecodingError
    from postnorm.errors import EditError as EditError
    from postnorm.errors import FrontMatterError as FrontMatterError
    from postnorm.errors import MissingExtraError as MissingExtraError
    from postnorm.errors import PackError as PackError
    from postnorm.errors import PostnormError as PostnormError
    from postnorm.errors import TooLargeError as TooLargeError
    from postnorm.pipelines import pipeline as pipeline
    from postnorm.post import Post as Post
    from postnorm.presets import clean as clean
    from postnorm.reading.credits import extract_credits as extract_credits
    from postnorm.reading.decoding import decode as decode
    from postnorm.reading.decoding import detect_encoding as detect_encoding
    from postnorm.reading.front_matter import parse_front_matter as parse_front_matter
    from postnorm.reading.handler import frontmatter_handler as frontmatter_handler
    from postnorm.reading.html.feeds import parse_feed as parse_feed
    from postnorm.reading.html.page import parse_html as parse_html
    from postnorm.reading.html.sites import load_sites as load_sites
    from postnorm.reading.metadata import normalize_metadata as normalize_metadata
    from postnorm.reading.parsing import parse as parse
    from postnorm.records import Change as Change
    from postnorm.records import MetadataChange as MetadataChange
    from postnorm.records import Notice as Notice
    from postnorm.repair.characters import repair_characters as repair_characters
    from postnorm.repair.mojibake import repair_mojibake as repair_mojibake
    from postnorm.repair.whitespace import normalize_whitespace as normalize_whitespace
    from postnorm.report.writing import write_report as write_report
    from postnorm.rules import rule as rule
    from postnorm.scripts.conversion import convert_script as convert_script
    from postnorm.scripts.override_files import load_overrides as load_overrides
    from postnorm.scripts.overrides import Override as Override
    from postnorm.scripts.reports import ScriptReport as ScriptReport
    from postnorm.scripts.reports import detect_script as detect_script
    from postnorm.typography.punctuation import normalize_punctuation as normalize_punctuation
    from postnorm.typography.spacing import normalize_spacing as normalize_spacing
    from postnorm.values import MISSING as MISSING
    from postnorm.values import Metadata as Metadata

# Where each public name lives; the imports above say the same to type checkers, and a test
# holds the two equal.
_HOMES = {
    "postnorm.boilerplate.candidates": ("Promotion",),
    "postnorm.boilerplate.learning": ("learn_promotions",),
    "postnorm.boilerplate.packs": ("Pack", "installed_packs", "load_pack"),
    "postnorm.boilerplate.promotions": ("find_promotions", "strip_promotions"),
    "postnorm.boilerplate.repeats": ("deduplicate_body", "find_repeats"),
    "postnorm.boilerplate.sketch": ("PackSketch",),
    "postnorm.boilerplate.steps": ("Repeat",),
    "postnorm.corpus.batch": ("run_batch",),
    "postnorm.corpus.mapping": ("PostResult", "map_posts"),
    "postnorm.corpus.opening": ("open_posts",),
    "postnorm.corpus.reposts": ("find_reposts",),
    "postnorm.corpus.sources": ("Source",),
    "postnorm.decisions": ("Decision", "load_decisions"),
    "postnorm.edits": ("Edit",),
    "postnorm.errors": (
        *("DecodingError", "EditError", "FrontMatterError", "MissingExtraError"),
        *("PackError", "PostnormError", "TooLargeError"),
    ),
    "postnorm.post": ("Post",),
    "postnorm.presets": ("clean",),
    "postnorm.reading.credits": ("extract_credits",),
    "postnorm.reading.decoding": ("decode", "detect_encoding"),
    "postnorm.reading.front_matter": ("parse_front_matter",),
    "postnorm.reading.handler": ("frontmatter_handler",),
    "postnorm.reading.html.feeds": ("parse_feed",),
    "postnorm.reading.html.page": ("parse_html",),
    "postnorm.reading.html.sites": ("load_sites",),
    "postnorm.reading.metadata": ("normalize_metadata",),
    "postnorm.reading.parsing": ("parse",),
    "postnorm.records": ("Change", "MetadataChange", "Notice"),
    "postnorm.repair.characters": ("repair_characters",),
    "postnorm.repair.mojibake": ("repair_mojibake",),
    "postnorm.repair.whitespace": ("normalize_whitespace",),
    "postnorm.pipelines": ("pipeline",),
    "postnorm.report.writing": ("write_report",),
    "postnorm.rules": ("rule",),
    "postnorm.scripts.conversion": ("convert_script",),
    "postnorm.scripts.override_files": ("load_overrides",),
    "postnorm.scripts.overrides": ("Override",),
    "postnorm.scripts.reports": ("ScriptReport", "detect_script"),
    "postnorm.typography.punctuation": ("normalize_punctuation",),
    "postnorm.typography.spacing": ("normalize_spacing",),
    "postnorm.values": ("MISSING", "Metadata"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = list(_HOME_OF)


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'postnorm' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
