"""Law 7 at the size of a book: the whole job and its steps on twelve shapes of text, up to eight megabytes.

Marked ``slow``; ``.ci/run`` runs it. Lines that run are counted, which no other work on the machine can
change; :mod:`test_patterns` is about what runs inside of regular expressions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pytest

import postnorm
from postnorm import Post
from postnorm.testing import writing
from postnorm.testing.linearity import lines_run

HAN_BYTES: Final = 3
WHOLE: Final = 8_000_000 // HAN_BYTES
"""Characters of eight megabytes of Chinese."""
STEPWISE: Final = 60_000
"""Characters for the steps one by one: what grows too fast shows long before eight megabytes."""
LONGER: Final = {"deduplicate_body, blocks": 4 * STEPWISE}
"""Blocks that are refused may each cost a walk. There are at most 64, which weigh less in a longer text."""
MOST: Final = 2.2
SHORTER: Final = {"plugs": WHOLE // 2, "invisible characters": WHOLE // 2}
"""Shapes with an edit in every other character, which take a minute for each four megabytes."""

pytestmark = pytest.mark.slow


_LETTERS: Final = sorted(set("".join(map(writing.sentence, range(500)))) - set("，。"))


def _sentence(number: int) -> str:
    """Letters in any order: no stretch of them comes back, and nothing is a copy of anything."""
    drawn = random.Random(number).choices(_LETTERS, k=24)
    return f"{''.join(drawn[:10])}，{''.join(drawn[10:])}。"


def prose(size: int) -> str:
    """Paragraphs of three sentences."""
    sentences = [_sentence(number) for number in range(size // 25 + 3)]
    return "\n\n".join(map("".join, _threes(sentences)))[:size]


def _threes(sentences: list[str]) -> Iterator[list[str]]:
    """Three at a time."""
    return (sentences[at : at + 3] for at in range(0, len(sentences), 3))


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _numbered(form: str) -> Callable[[int], str]:
    """Lines that are all different: what remembers lines remembers none of these."""
    return lambda size: "".join(
        form.format(number, _sentence(number)) for number in range(size // (len(form) + 20) + 1)
    )[:size]


SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "prose": prose,
    "one line": lambda size: prose(size).replace("\n", ""),
    "flattened, then in paragraphs": lambda size: (
        " ".join(prose(size // 2).split()) + "\n\n" + prose(size // 2)
    ),
    "copies of a post": lambda size: _repeated(prose(3_000) + "\n\n")(size),
    "marks to mend": _repeated('雨停了 ，路还湿(甲),他说"明天"再来... '),
    "plugs": _numbered("{1}\n\n欢迎关注我们的微信公众号：河边夜话{0}。\n\n"),
    "bylines": _numbered("文／阿{0}\n\n{1}\n\n"),
    "lists of links": _numbered("- [{1}](https://a.example/{0})\n"),
    "code": _numbered("`x = {0}`，\n```\n{1}\n```\n\n"),
    "both scripts": _repeated("头发干了，路还湿。頭髮乾了，路還濕。\n"),
    "invisible characters": _repeated("雨\u200b停\x07了⽂。\n"),
    "pages": _numbered("<p>{1}<a href='/{0}'>雨后</a></p>\n"),
}
STEPS: Final[Mapping[str, Callable[[str], object]]] = {
    "parse": postnorm.parse,
    "parse_html": postnorm.parse_html,
    "repair_mojibake": postnorm.repair_mojibake,
    "repair_characters": postnorm.repair_characters,
    "deduplicate_body": postnorm.deduplicate_body,
    "deduplicate_body, blocks": postnorm.deduplicate_body.using(scope="blocks"),
    "extract_credits": lambda text: postnorm.extract_credits(Post.from_text(text)),
    "strip_promotions": postnorm.strip_promotions,
    "normalize_whitespace": postnorm.normalize_whitespace,
    "normalize_punctuation": postnorm.normalize_punctuation.using(style="mainland"),
    "normalize_spacing": postnorm.normalize_spacing.using(cjk_latin="insert"),
    "convert_script": postnorm.convert_script,
    "learn_promotions": lambda text: postnorm.learn_promotions(
        [text[at : at + 1_500] for at in range(0, len(text), 1_500)], publisher="河边夜话"
    ),
}


def _work(call: Callable[[str], object], text: str) -> int:
    return lines_run(lambda: call(text))


def _grows(call: Callable[[str], object], shape: str, size: int) -> float:
    """How many times the work twice the text is."""
    make = SHAPES[shape]
    call(make(2_000))  # tables and patterns are made once
    # Cut anywhere, one of them would end with a blank line, and be tidied for that.
    short, long = (_work(call, make(length).rstrip() + "\n") for length in (size // 2, size))
    return (long - 2_000) / max(short, 1)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_linear_on_every_shape(step: str, shape: str) -> None:
    """Twice the text is at most 2.2 times the work of each step."""
    assert _grows(STEPS[step], shape, LONGER.get(step, STEPWISE)) <= MOST


def _history(text: str) -> object:
    """Clean, and all that is asked of the result afterwards."""
    post = postnorm.clean(text)
    places = post.source_map()
    for start in range(0, len(post.body) - 40, max(40, len(post.body) // 500)):
        places.source(start, start + 40)
    return Post.from_dict(post.to_dict()).restore()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_whole_job_is_linear_to_eight_megabytes(shape: str) -> None:
    """Cleaning a book, tracing places in it, writing it down and undoing it all: as twice as many pages."""
    assert _grows(_history, shape, SHORTER.get(shape, WHOLE)) <= MOST
