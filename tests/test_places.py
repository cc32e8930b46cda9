"""The fast search for places of promotions answers as the plain one does."""

from __future__ import annotations

from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from postnorm.boilerplate import finding
from postnorm.boilerplate.known import known_by
from postnorm.boilerplate.matching import LATIN_HEAD
from postnorm.boilerplate.packs import shipped
from postnorm.boilerplate.wording import LONGEST_RAW, plain, short_plain, wording
from support.texts import TEXTS

PICTURES: Final = (
    "![](http://a.example/qr-code.png)",
    "![掃碼](http://a.example/1.png)",
    '<IMG src="http://a.example/wechat.jpg">',
    "![河邊](http://a.example/2.png)",
    "图 ![](b.png)，扫码以后",
)
PIECES: Final = (
    *PICTURES,
    "雨停了。",
    "關注公眾號",
    "\n",
    "\r\n",
    "\r",
    "。",
    " ",
    "x" * 790,
    "水" * 900,
)


@given(TEXTS | st.text(alphabet="ΣσςΑ歡迎＊ＩＤ a*，\u3000\ufe0f\U00020000", max_size=12))
@example("ΑΣ")
def test_a_short_piece_is_folded_like_a_long_one(piece: str) -> None:
    """The memo of characters gives what folding the whole gives."""
    assert short_plain(piece) == plain(piece)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("x" * (LATIN_HEAD - 20) + " ![](/Images/Wechat1.png)\n")
@example("\n".join(["![](http://a.example/" + "y" * 40 + ".png)"] * 90 + ["![](qrcode.png)"]))
def test_pictures_are_found_in_their_lines_alone(text: str) -> None:
    """To look at the lines of pictures only finds all that a search of the whole text finds there.

    A longer line is never judged as one, so that what it says far from its picture does not count.
    """
    known = known_by(None)
    found = set(finding._picture_places(text, known))
    for place in known.pictures.places(text):
        low = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        line = text[low : end if end >= 0 else len(text)]
        if len(line) <= LONGEST_RAW and ("![" in line or "<img" in line.lower()):
            assert place in found, line


UNITS: Final = [text for entry in shipped().entries for text in (*entry.removes, *entry.keeps)]


@given(st.sampled_from(UNITS).map(lambda text: wording(text)[:300]))
def test_a_unit_is_matched_as_if_every_phrase_were_tried(unit: str) -> None:
    """The search by pairs leaves out no entry that knows a unit, and adds none."""
    matcher = known_by(None).matcher
    plainly = {
        way.number: way.entry
        for beside in matcher._folded.values()
        for way in beside.all
        if any(way.match(unit, at) for at in range(len(unit)))
    }
    found = [one.entry for one in matcher.match(unit)]
    assert found == [plainly[number] for number in sorted(plainly)]
