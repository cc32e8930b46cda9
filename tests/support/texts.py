"""What properties draw texts from: the samples of postnorm.testing, joined at random."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from postnorm.testing.samples import BAIT, GLUE, PLUGS, PROTECTED, SENTENCES

__all__ = ["BAIT", "GLUE", "PLUGS", "PROTECTED", "SENTENCES", "TEXTS"]

_PIECES: Final = st.one_of(
    *(st.sampled_from(pieces) for pieces in (SENTENCES, PROTECTED, PLUGS, GLUE, GLUE))
)


@st.composite
def scraped_texts(draw: st.DrawFn) -> str:
    """A text of pieces, sometimes doubled as scraping doubles it."""
    body = "".join(draw(st.lists(_PIECES, max_size=12)))
    form = draw(st.sampled_from(("once", "once", "twice", "flattened", "three times")))
    if form == "once":
        return body
    gap = draw(st.sampled_from(("", " ", "\n\n", "\n")))
    if form == "flattened":
        plug = draw(st.sampled_from(("", *PLUGS)))
        return " ".join(body.split()) + plug + gap + body
    return gap.join([body] * (2 if form == "twice" else 3))


TEXTS: Final = st.one_of(
    scraped_texts(),
    st.text(max_size=40),
    st.text(
        st.sampled_from([*"甲乙a1 \n\u3000\r", *(piece for piece in GLUE if len(piece) == 1)]),
        max_size=30,
    ),
)
