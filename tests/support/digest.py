"""Print one digest of what ``clean`` makes of the example posts: ``python -m support.digest FILE [HOW]``.

HOW is ``once`` (the default), ``threads`` (in sixteen of them), or a way to start processes:
``spawn``, ``fork``. Every surroundings must print the same. Needs postnorm alone.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import postnorm
from postnorm.testing import bad_inputs
from postnorm.testing.samples import BAIT, PLUGS, PROTECTED, SENTENCES

OPTIONS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"style": "taiwan", "script": "hant-tw"},
    {"style": "mainland", "script": "hans"},
)
LONGEST: Final = 4_000  # the digest has to be cheap: it is made twenty times


def texts(example: Path) -> list[str | bytes]:
    """The example, bait, all samples in one post, and the shorter bad inputs for the pipeline."""
    whole = "\n\n".join((*SENTENCES, *PROTECTED, *PLUGS))
    families = ("pipeline", "headers", "html", "decoding", "repeats", "to-hans")
    bad = (case.source for family in families for case in bad_inputs(family=family))
    short = [one for one in bad if isinstance(one, str | bytes) and len(one) <= LONGEST]
    return [example.read_bytes(), *(bait * 20 for bait in BAIT.values()), whole, *short]


def answer(text: str | bytes) -> str:
    """What all the options make of a post, with changes and notices, as JSON; or the error."""
    try:
        made = [postnorm.clean(text, **options).to_dict() for options in OPTIONS]
    except postnorm.DecodingError as error:
        return str(error)
    return json.dumps(made)


def answers(given: list[str | bytes], how: str) -> Iterable[str]:
    """The answers, made in the way that *how* names."""
    if how == "once":
        return map(answer, given)
    if how == "threads":
        with ThreadPoolExecutor(16) as threads:
            return list(threads.map(answer, given))
    with ProcessPoolExecutor(2, multiprocessing.get_context(how)) as processes:
        return list(processes.map(answer, given))


if __name__ == "__main__":
    digest = hashlib.sha256()
    for one in answers(texts(Path(sys.argv[1])), (sys.argv[2:] or ["once"])[0]):
        digest.update(one.encode())
    print(digest.hexdigest())
