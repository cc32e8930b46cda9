"""Answer the probes by every tool that can be imported here; run by the interpreter that has the peers.

Takes a list of probes as JSON on standard input, and gives for each tool its version and its answers:
a text, or null for what it does not offer. A tool that raises answers with the error.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import TypeAlias

Call: TypeAlias = Callable[[str, str], str | None]
"""Takes a text and what is asked of it; None where the tool does not offer that."""


def frontmatter_header(given: str, what: str) -> str:
    import frontmatter

    post = frontmatter.loads(given)
    return post.content if what == "body" else str(post[what])


def trafilatura_page(given: str, what: str) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(given, include_comments=True, with_metadata=True)
    return str(getattr(found, {"body": "text"}.get(what, what), "") or "")


def readability_page(given: str, what: str) -> str | None:
    import lxml.html
    from readability import Document

    if what != "body":
        return None
    return str(lxml.html.fromstring(Document(given).summary()).text_content())


def gne_page(given: str, what: str) -> str | None:
    from gne import GeneralNewsExtractor

    if what == "comments":
        return None
    found = GeneralNewsExtractor().extract(given)
    return str(found[{"body": "content"}.get(what, what)])


def ftfy_repair(given: str, what: str) -> str:
    import ftfy

    return ftfy.fix_text(given)


def autocorrect(given: str, what: str) -> str:
    import autocorrect_py

    return autocorrect_py.format_for(given, what) if what else autocorrect_py.format(given)


def pangu_gaps(given: str, what: str) -> str:
    import pangu

    return str(pangu.space_text(given))


def opencc_script(given: str, what: str) -> str:
    import opencc

    return str(opencc.OpenCC(what).convert(given))


def opencc_pyo3_script(given: str, what: str) -> str:
    import opencc_pyo3

    return str(opencc_pyo3.OpenCC(what).convert(given, False))


def juicer(operator: str) -> Call:
    """An operator of data-juicer, called on one text."""

    def call(given: str, what: str) -> str:
        module = importlib.import_module(f"data_juicer.ops.mapper.{operator}_mapper")
        made = getattr(module, "".join(map(str.capitalize, operator.split("_"))) + "Mapper")()
        return str(made.process_batched({"text": [given]})["text"][0])

    return call


def one_after_the_other(*calls: Call) -> Call:
    """All of them, each on the answer of the one before."""

    def call(given: str, what: str) -> str:
        for each in calls:
            given = each(given, what) or ""
        return given

    return call


PEERS: dict[str, dict[str, Call]] = {
    "python-frontmatter": {"header": frontmatter_header},
    "trafilatura": {"page": trafilatura_page},
    "readability-lxml": {"page": readability_page},
    "gne": {"page": gne_page},
    "ftfy": {"repair": ftfy_repair},
    "autocorrect-py": {"marks": autocorrect, "gaps": autocorrect},
    "pangu": {"gaps": pangu_gaps},
    "opencc": {"script": opencc_script},
    "opencc-pyo3": {"script": opencc_pyo3_script},
    "py-data-juicer": {
        "repair": juicer("fix_unicode"),
        "boilerplate": one_after_the_other(
            juicer("clean_copyright"), juicer("remove_repeat_sentences")
        ),
        "marks": juicer("punctuation_normalization"),
    },
}


def answer(call: Call, given: str, what: str) -> str | None:
    """What a tool answers, or the name of what it raised."""
    try:
        return call(given, what)
    except Exception as error:
        return type(error).__name__


def main() -> None:
    """Answer all of them."""
    probes = json.load(sys.stdin)
    told = {}
    for name, areas in PEERS.items():
        answers = [
            answer(areas[probe["area"]], probe["given"], probe.get("for", ""))
            if probe["area"] in areas
            else None
            for probe in probes
        ]
        told[name] = {"version": version(name), "answers": answers}
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
