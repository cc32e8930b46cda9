"""Taking a stretch out of a text: what goes with it, so that no hole is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm.boilerplate.gaps import with_gap

# Reason -> text with the stretch between 〔 and 〕 -> what is left.
CASES: Final[Mapping[str, Mapping[str, str]]] = {
    "at the beginning the blank lines after it go": {
        "〔雨。〕\n\n路。\n": "路。\n",
        "〔雨。〕\n路。": "路。",
        "〔雨。〕\n \n\u3000\n\n路。": "路。",
        "〔雨。\n\n〕路。": "路。",
        "\n\n〔雨。〕\n\n路。": "\n\n路。",
    },
    "in the middle one gap is left of two": {
        "雨。\n\n〔路。〕\n\n桥。\n": "雨。\n\n桥。\n",
        "雨。\n〔路。〕\n桥。": "雨。\n桥。",
        "雨。\n\n〔路。\n桥。〕\n\n\n河。": "雨。\n\n河。",
        "雨。\n\n〔路。\n\n〕桥。": "雨。\n\n桥。",
        "雨。\n〔路。〕\n\n桥。": "雨。\n桥。",
    },
    "the indent of the next line is its own": {
        "雨。\n\n〔路。〕\n\n    桥。": "雨。\n\n    桥。",
        "〔雨。〕\n\u3000\u3000路。": "\u3000\u3000路。",
        "〔雨。〕\n \n  路。": "  路。",
    },
    "at the end the whitespace before it goes, the last line end stays": {
        "雨。\n\n〔路。〕\n": "雨。\n",
        "雨。\n\n〔路。〕": "雨。",
        "雨。\n\n〔路。〕\n\n": "雨。\n\n",
        "雨。 〔路。〕\n": "雨。\n",
        "雨。〔路。〕": "雨。",
        "雨。\n\n〔路。\n〕": "雨。",
        "雨。\n　〔路。〕": "雨。",
    },
    "inside of a line only itself": {
        "雨〔停〕了": "雨了",
        "雨。 〔路。〕 桥。": "雨。  桥。",
        "雨〔停〕\n\n路": "雨\n\n路",
        "雨。\n路〔湿〕\n桥": "雨。\n路\n桥",
        "雨。\n 〔路。〕\n桥": "雨。\n \n桥",
        "雨。\n\n〔路〕湿。": "雨。\n\n湿。",
        "雨。\n\n〔路〕 湿。": "雨。\n\n 湿。",
        "〔雨〕 停": " 停",
    },
    "every kind of line end": {
        "〔雨。〕\r\n\r\n路。\r\n": "路。\r\n",
        "雨。\r\n\r\n〔路。〕\r\n\r\n桥。": "雨。\r\n\r\n桥。",
        "雨。\r\n\r\n〔路。〕\r\n": "雨。\r\n",
        "雨。\r〔路。〕\r\r桥。": "雨。\r桥。",
        "雨。\r〔路。〕\r  桥。": "雨。\r  桥。",
        "雨。\r\n〔路。〕\r\n  桥。": "雨。\r\n  桥。",
    },
    "of a whole text nothing is left": {
        "〔雨。〕": "",
        "〔雨。〕\n": "",
        "〔雨。〕\r\n\r\n ": "",
        "\n\n〔雨。〕\n": "",
        " \u3000〔雨。\n\n路。〕": "",
    },
}


def parts(marked: str) -> tuple[str, int, int]:
    start = marked.index("〔")
    return re.sub("[〔〕]", "", marked), start, marked.index("〕") - 1


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_a_stretch_goes_with_the_whitespace_that_would_be_left_double(
    cases: Mapping[str, str],
) -> None:
    """Wherever it stands, the text that is left looks as if it had never been there."""
    for marked, left in cases.items():
        text, start, end = parts(marked)
        low, high = with_gap(text, start, end)
        assert text[:low] + text[high:] == left, marked


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(st.sampled_from("雨停 \u3000\r\n"), min_size=1, max_size=20))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(stretches())
def test_only_whitespace_goes_with_it(stretch: tuple[str, int, int]) -> None:
    """The stretch goes whole, and no word with it."""
    text, start, end = stretch
    low, high = with_gap(text, start, end)
    assert 0 <= low <= start < end <= high <= len(text)
    assert not (text[low:start] + text[end:high]).strip()


@given(st.lists(st.text("雨停", min_size=1, max_size=3), min_size=1, max_size=5), st.data())
def test_a_paragraph_goes_without_a_trace(paragraphs: list[str], data: st.DataObject) -> None:
    """Paragraphs without one of them are the paragraphs that were never written."""
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    last = data.draw(st.sampled_from(["", end]))
    start = len("".join(one + end * 2 for one in paragraphs[:at]))
    text = (end * 2).join(paragraphs) + last
    low, high = with_gap(text, start, start + len(paragraphs[at]))
    others = paragraphs[:at] + paragraphs[at + 1 :]
    assert text[:low] + text[high:] == ((end * 2).join(others) + last if others else "")
