"""What properties draw from: texts, edits of a text, metadata, posts with a history."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from postnorm.edits import Edit, apply
from postnorm.post import Post
from postnorm.records import Notice

# Few characters, so that texts repeat themselves, and then any code point at all: NUL, lone
# surrogates, noncharacters.
ANY_CHARACTER = st.sampled_from("ab甲乙、,： \n\x00\ud83d\ude00") | st.characters(
    exclude_categories=()
)
ANY_TEXT = st.text(ANY_CHARACTER, max_size=16)

# JSON with everything escaped reads a high surrogate before a low one as one character, so text
# that holds both cannot pass through it; one kind alone can.
LONE_LOW = st.text(ANY_CHARACTER.filter(lambda c: not "\ud800" <= c <= "\udbff"), max_size=16)

NO_SURROGATES = st.text(
    st.sampled_from("ab甲乙、,： \n\x00") | st.characters(exclude_categories=["Cs"]), max_size=16
)

# What YAML readers take for something else than text.
YAML_BAIT = st.sampled_from(
    (
        *("y", "No", "on", "TRUE", "null", "Null", "~", "", " ", "0x1f", "0o7", "1_000", "1e3"),
        *("1:30", "-1", "+1", "1.5", ".5", ".inf", "-.INF", ".nan", "2013-10-21", "<<", "="),
        *("- a", "a: b", "a:b", "a::b", "a:", "a #b", "a#b", "#", "&a", "*a", "!t", "|", ">", "%"),
        *("%YAML 1.2", "@", "`", "---", "...", "?", "? a", ":", "{}", "[]", "'", '"', "\\", "\\n"),
        *("a ", " a", "a\tb", "a\n---\nb", "a\n\n b\n", "\r", "\x85", "\u2028", "\ufeff", "甲：乙"),
        *("甲, 乙", "甲 #乙", "http://a.example/?b=c#d", "A" * 1022, "A" * 1025, "甲 " * 600),
    )
)


# Strategies are built once: checking a new one costs more than drawing from it.
@functools.cache
def json_values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """Values as metadata takes them: JSON, lists and dicts of it."""
    scalars: st.SearchStrategy[object] = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.sampled_from((0, 1, 1.0, 0.0, 1e16, 1e-7, -1.5e300, 5e-324, 10**30)),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    )

    def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)

    return st.recursive(scalars, nested, max_leaves=4)


@functools.cache
def metadata(texts: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[dict[str, object]]:
    """Metadata with few keys, so that a later step meets the keys of an earlier one."""
    keys = st.sampled_from(("title", "标题", "作者", "date", "tags")) | texts
    return st.dictionaries(keys, json_values(texts), max_size=3)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """A span of *text*, often empty, often at its edges."""
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


_SCORES = st.none() | st.fixed_dictionaries({"score": st.integers(0, 1)})
_DETAILS: st.SearchStrategy[Mapping[str, object] | None] = st.none() | st.just({"of": [1, None]})


@st.composite
def edits(
    draw: st.DrawFn,
    text: str,
    *,
    texts: st.SearchStrategy[str] = ANY_TEXT,
    rules: Sequence[str] = ("one", "two", "three"),
) -> tuple[Edit, ...]:
    """Edits of *text* in order: touching, empty and useless ones too, some with an origin."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    made = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        origin = draw(st.none() | spans(text))
        new = draw(texts) if origin is None else text[slice(*origin)]
        made.append(Edit(start, end, new, draw(st.sampled_from(rules)), origin, draw(_SCORES)))
    return tuple(made)


@st.composite
def histories(
    draw: st.DrawFn, *, steps: int, texts: st.SearchStrategy[str] = ANY_TEXT
) -> tuple[str, list[tuple[Edit, ...]]]:
    """A text and edits of it, of their result, and so on; each step has rules of its own."""
    text = now = draw(texts)
    done = []
    for number in range(steps):
        names = [f"{step}.{kind}" for step in (f"step{number}", "shared") for kind in "ab"]
        done.append(draw(edits(now, texts=texts, rules=names)))
        now = apply(now, done[-1])
    return text, done


@st.composite
def notices(
    draw: st.DrawFn, text: str, *, texts: st.SearchStrategy[str] = ANY_TEXT
) -> list[Notice]:
    """Notices about places in *text*, or about none."""
    return draw(
        st.lists(
            st.builds(
                Notice,
                rule=st.sampled_from(("one", "two")),
                message=texts,
                span=st.none() | spans(text),
                detail=_DETAILS,
            ),
            max_size=2,
        )
    )


@st.composite
def posts(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = ANY_TEXT) -> Post:
    """A post with a history: edits, metadata changes and notices in any order."""
    post = Post.from_text(draw(texts), draw(metadata(texts)))
    for number in range(draw(st.integers(0, 3))):
        step = f"step{number}"
        if draw(st.booleans()):
            post = post.described(step, draw(metadata(texts)), spans={"title": (0, 0)})
        else:
            told = draw(notices(post.body, texts=texts))
            post = post.edited(step, draw(edits(post.body, texts=texts)), told)
    return post
