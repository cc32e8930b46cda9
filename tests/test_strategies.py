"""What the strategies draw is as they say, and the library finds the same truth."""

from __future__ import annotations

import importlib.metadata

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import postnorm
from postnorm.testing import strategies, writing
from postnorm.testing.defects import DEFECTS, plug
from postnorm.testing.posts import scraped_post
from postnorm.testing.strategies import DrawnHeader, DrawnPost


def squashed(text: str) -> str:
    return "".join(char for char in text if "\u4e00" <= char <= "\u9fff")


@given(post=strategies.posts())
def test_clean_finds_the_truth(post: DrawnPost) -> None:
    """The clean body, whatever the header, the layout, the plug and the defects."""
    cleaned = postnorm.clean(post.text)
    assert cleaned.body == post.body
    for key, value in post.metadata.items():
        if key != "date":
            assert cleaned.metadata[key] == value


@given(number=st.integers(0, 10_000_000))
def test_clean_finds_the_truth_of_posts_by_number(number: int) -> None:
    """The clean body and the title; another number is another post."""
    text, body, title = scraped_post(number)
    cleaned = postnorm.clean(text)
    assert (cleaned.body, cleaned.title) == (body, title)
    assert scraped_post(number + 1).text != text


@given(post=strategies.posts())
def test_the_places_are_those_of_the_text(post: DrawnPost) -> None:
    """Spans lie where they say, and nothing is wrong with a post without defects."""
    kept, body = post.text[slice(*post.kept)], squashed(post.body)
    if "radical for a character" not in post.defects:
        assert squashed(kept) == body
    if post.dropped:
        assert squashed(post.text[slice(*post.dropped)]) == body
    if post.plug:
        assert post.text[slice(*post.plug)] in {plug(number) for number in range(20)}
    if not post.defects:
        assert post.text.endswith(post.body)


@given(body=strategies.bodies(min_paragraphs=1, max_paragraphs=3))
def test_bodies_are_clean(body: str) -> None:
    """There is nothing to do, in any style; and they have as many paragraphs as was asked for."""
    assert postnorm.clean(body).body == body
    assert postnorm.normalize_punctuation(body, style="mainland") is body
    assert 1 <= len(body.rstrip("\n").split("\n\n")) <= 3


@given(header=strategies.front_matter())
def test_headers_say_what_they_say(header: DrawnHeader) -> None:
    """Read back they give the metadata that comes with them."""
    post = postnorm.parse(header.text + "\n雨停了。\n")
    assert {key: str(value) for key, value in post.metadata.items()} == header.metadata


@given(body=strategies.bodies(), told=strategies.plugs())
def test_plugs_are_stripped(body: str, told: str) -> None:
    """Behind an article nobody doubts them."""
    assert postnorm.strip_promotions(body + "\n" + told) == body.rstrip("\n")


@given(text=strategies.hostile_text())
def test_hostile_text_is_content(text: str) -> None:
    """Nothing that is drawn makes the whole job fail."""
    assert postnorm.clean(text).restore() == text


@pytest.mark.parametrize("name", DEFECTS)
def test_a_failure_shrinks_to_a_named_defect(name: str) -> None:
    """What a broken step leaves is shown alone, in the shortest post."""
    shrunk = find(
        strategies.posts(),
        lambda post: name in post.defects,
        settings=settings(database=None, max_examples=2000),
    )
    assert shrunk.defects == (name,)
    assert not shrunk.metadata
    assert len(shrunk.body) < 150


def test_sentences_are_different() -> None:
    """Each number is a sentence of its own, so no article says a thing twice."""
    assert (
        len({writing.sentence(number) for number in range(writing.SENTENCES)}) == writing.SENTENCES
    )


def test_hypothesis_knows_posts() -> None:
    """The entry point registers them by type."""
    [entry] = importlib.metadata.entry_points(group="hypothesis", name="postnorm")
    assert entry.value == "postnorm.testing.hypothesis_entry:register"
    entry.load()()

    @settings(max_examples=10, database=None)
    @given(post=st.from_type(postnorm.Post))
    def draw(post: postnorm.Post) -> None:
        assert post.body == post.source

    draw()
