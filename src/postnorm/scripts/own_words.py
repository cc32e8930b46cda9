"""Words of ours in a configuration of OpenCC's, before its own."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import NotRequired, TypedDict


class _Dictionary(TypedDict):
    """A dictionary, or a group of them: what a configuration has under ``dict``."""

    type: str
    file: NotRequired[str]
    entries: NotRequired[Mapping[str, str]]
    match_policy: NotRequired[str]
    dicts: NotRequired[list[_Dictionary]]


class _Part(TypedDict):
    dict: _Dictionary


class _Configuration(TypedDict):
    conversion_chain: list[_Part]
    segmentation: NotRequired[_Part]


def configuration_with(path: str, words: tuple[Mapping[str, str], ...]) -> str:
    """Return OpenCC's configuration at *path*, as JSON, with *words* added to each of its steps.

    Its dictionaries are named by absolute paths, so that it can be loaded from anywhere.
    """
    folder = os.path.dirname(path)

    def make_absolute(node: dict[str, str]) -> dict[str, str]:
        return {**node, "file": os.path.join(folder, node["file"])} if "file" in node else node

    with open(path, encoding="utf-8") as file:
        configuration: _Configuration = json.load(file, object_hook=make_absolute)
    for step, own in zip(configuration["conversion_chain"], words, strict=True):
        if own:
            step["dict"] = _before(own, step["dict"])
    if "segmentation" in configuration:  # the text is cut into words before the first step
        every = {word: word for own in words for word in own}
        segmentation = configuration["segmentation"]
        segmentation["dict"] = _before(every, segmentation["dict"])
    return json.dumps(configuration, ensure_ascii=False)


def _before(words: Mapping[str, str], dictionary: _Dictionary) -> _Dictionary:
    """Put *words* beside the first of the dictionaries: of both the longest word at a place counts.

    Around all dictionaries, which would do as well, they take a third of the time more.
    """
    own: _Dictionary = {"type": "inline", "entries": words}
    dictionaries = dictionary.get("dicts", [])
    policy = dictionary.get("match_policy")
    if policy == "short_circuit" and dictionaries:
        first = _before(words, dictionaries[0])
        return {**dictionary, "dicts": [first, *dictionaries[1:]]}
    if policy == "union":
        return {**dictionary, "dicts": [own, *dictionaries]}
    return {"type": "group", "match_policy": "union", "dicts": [own, dictionary]}
