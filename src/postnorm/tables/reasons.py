"""Why each fine rule does what it does, in one sentence, for people who review a change.

A test holds the names here equal to those that the rules give.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    "characters.byte-order-mark": "a byte order mark belongs to a file, not to its text",
    "characters.control": "a control character says nothing in a text",
    "characters.soft-hyphen": "a soft hyphen is a hint to a layout that is gone",
    "characters.line-end": "an unusual line end, written as a line feed",
    "characters.zero-width": "an invisible space beside Chinese hides words from search",
    "characters.radical": "a Kangxi radical that stands for the character of the same form",
    "characters.compatibility-ideograph": "a duplicate of a character, written as that character",
    "front-matter.yaml": "the header was read into the metadata",
    "front-matter.toml": "the header was read into the metadata",
    "front-matter.json": "the header was read into the metadata",
    "repeats.copy": "the article stands in the text twice; this copy has the poorer structure",
    "repeats.title": "the title of the post, which its metadata holds, stands again as first line",
    "repeats.carried": "stood only in the copy that was dropped; moved to its place in the kept one",
    "repeats.paragraph-break": "sets moved text apart as a paragraph",
    "promotions.account-call": "asks the reader to follow an account",
    "promotions.account-introduced": "gives the name of the author's or publisher's own account",
    "promotions.more-from-us": "promises more to those who follow or click",
    "promotions.qr-code": "asks the reader to scan a code",
    "promotions.read-original": "points to a button of the page that the text was taken from",
    "promotions.disclaimer": "says whose view it is",
    "promotions.reprint": "says how the text may be reprinted",
    "whitespace.line-end": "one kind of line end",
    "whitespace.blank-lines": "one blank line between paragraphs",
    "whitespace.trailing": "blanks at the end of a line show nothing",
    "whitespace.indent": "an indent made with wide spaces is layout",
    "whitespace.odd-space": "a no-break or typographic space, written as a space",
    "whitespace.han-gap": "a space between two Han characters, removed on request",
    "punctuation.space-before-mark": "a Chinese mark stands close to what it ends (clreq)",
    "punctuation.space-after-mark": "a full-width mark brings its own room (clreq)",
    "punctuation.space-beside-mark": "a full-width mark brings its own room (clreq)",
    "punctuation.form": "a presentation or half-width form of a Chinese mark",
    "punctuation.full-width-letter": "Latin letters and digits are stored half-width (clreq)",
    "punctuation.width": "after Chinese a mark is full-width (GB/T 15834-2011, 重訂標點符號手冊)",
    "punctuation.bracket": "brackets around or after Chinese are full-width",
    "punctuation.ellipsis": "an ellipsis has six dots in two characters (GB/T 15834-2011, 4.11)",
    "punctuation.dash": "a dash is two characters long (GB/T 15834-2011, 4.10)",
    "punctuation.interpunct": "the interpunct between parts of a name is U+00B7 (clreq)",
    "punctuation.repeated": "no norm knows this many of the mark",
    "punctuation.order": "the question mark stands before the exclamation mark (GB/T 15834-2011)",
    "punctuation.quote": "quotation marks of the mainland are “ ” (GB/T 15834-2011, 4.8)",
    "punctuation.corner-quote": "quotation marks of Taiwan and Hong Kong are 「 」 (重訂標點符號手冊)",
}


def reason_of(rule: str) -> str:
    """Return why *rule* did something; of a composed edit the reasons of all its rules.

    >>> reason_of("whitespace.trailing+whitespace.indent")
    'blanks at the end of a line show nothing; an indent made with wide spaces is layout'
    """
    reasons = (
        "converted by OpenCC with " + name.removeprefix("script.")
        if name.startswith("script.")
        else REASONS.get(name, name)
        for name in rule.split("+")
    )
    return "; ".join(dict.fromkeys(reasons))
