"""Why each fine rule does what it does, in one sentence, for people who review a change.

A test holds the names here equal to those that the rules give.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    "characters.byte-order-mark": "a byte order mark belongs to a file, not to its text",
    "characters.control": "a control character says nothing in a text",
    "characters.escape-sequence": "a command to a terminal, such as a colour",
    "characters.soft-hyphen": "a soft hyphen is a hint to a layout that is gone",
    "characters.line-end": "an unusual line end, written as a line feed",
    "characters.zero-width": "an invisible space beside Chinese hides words from search",
    "characters.direction-mark": "a mark of direction without effect in a text that has only one",
    "characters.half-width-mark": "a half-width form of a Chinese mark",
    "characters.radical": "a radical that stands for the character of the same form",
    "characters.compatibility-ideograph": "a duplicate of a character, written as that character",
    "mojibake.single-byte": "the bytes of Chinese that were read one by one, as Latin-1 or windows-1252",
    "mojibake.double-byte": "the bytes of UTF-8 that were read two by two, as GBK or Big5",
    "front-matter.yaml": "the header was read into the metadata",
    "front-matter.toml": "the header was read into the metadata",
    "front-matter.json": "the header was read into the metadata",
    "credits.byline": "names who wrote, translated or edited it; moved to the metadata",
    "credits.source": "names where it was taken from; moved to the metadata",
    "credits.first-published": "names where it was published first; moved to the metadata",
    "credits.original-title": "gives the title that it had elsewhere; moved to the metadata",
    "credits.date": "says when it was published or edited; moved to the metadata",
    "credits.header-line": "metadata written as definitions of links; moved to the metadata",
    "html.markup": "markup of the page, or what of it is not the article, in Markdown or left out",
    "repeats.copy": "the article stands in the text twice; this copy has the poorer structure",
    "repeats.title": "the title of the post, which its metadata holds, stands again as first line",
    "repeats.carried": "stood only in the copy that was dropped; moved to its place in the kept one",
    "repeats.paragraph-break": "sets moved text apart as a paragraph",
    "promotions.about-card": "is a card of the author or publisher under its label",
    "promotions.about-label": "labels a card of the author or publisher",
    "promotions.about-publisher": "presents the publisher: a community, a site, a magazine",
    "promotions.about-us": "presents the publication or its account",
    "promotions.account-call": "asks the reader to follow an account",
    "promotions.account-card": "names the channels where the author or publisher can be found",
    "promotions.account-follow": "tells the reader, in few words, to follow",
    "promotions.account-introduced": "gives the name of the author's or publisher's own account",
    "promotions.account-more": "promises more on the author's or publisher's own account",
    "promotions.account-moved": "says that the account has moved, or gives a second one",
    "promotions.account-search": "tells the reader to search for the account",
    "promotions.add-me": "asks the reader to add the author on a messenger",
    "promotions.address": "an address that a plug points to",
    "promotions.app-download": "asks to install an app, a client or an extension",
    "promotions.app-get": "asks to get or open the publisher's app",
    "promotions.appeal": "asks the reader for something, and says two things that only plugs say together",
    "promotions.ask-comment": "asks to leave a comment or to tell about errors",
    "promotions.ask-correct": "invites the reader to mend the text on a platform",
    "promotions.ask-like": "asks to like, share, star or clap for the post",
    "promotions.ask-like-short": "asks, in a few words, to like or share",
    "promotions.assistant": "gives an assistant of the publisher to be added",
    "promotions.author-page": "is a line of the author's card of pages and series",
    "promotions.badges": "is a row of badges or banners that lead to the publisher's pages",
    "promotions.best-support": "says that likes and follows keep the author going",
    "promotions.between": "stands between plugs and leads from one to the next",
    "promotions.business-contact": "says whom to write to about business",
    "promotions.call-in-cantonese": "asks, in Cantonese, to like, share or subscribe",
    "promotions.call-inside": "asks, behind another clause, to follow an account",
    "promotions.comment-bait": "asks the reader to say something below the post",
    "promotions.consult": "offers the author's paid advice, or a number to call",
    "promotions.contact-label": "labels a way to reach the author or publisher",
    "promotions.contribute": "calls for contributions or for staff",
    "promotions.copyright-license": "names the licence or the owner of the text",
    "promotions.coupon": "leads to goods with a coupon, a code or a price",
    "promotions.course-ad": "advertises a course, a camp, a book or a membership",
    "promotions.course-notice": "advertises, outside the article, the publisher's course, book or membership",
    "promotions.disclaimer": "says whose view it is, or that nobody answers for it",
    "promotions.disclaimer-head": "says, at the head, that the text is not the publisher's own",
    "promotions.english-call": "asks, in English, to follow, clap, share or subscribe",
    "promotions.event": "invites to an event of the publisher",
    "promotions.follow-short": "tells the reader in a few words to follow, and what comes of it",
    "promotions.follow-soft": "asks the reader, by the way, to follow",
    "promotions.forum-hidden": "is a forum's note that something is shown to those who reply or log in",
    "promotions.frame": "a rule or frame that set a plug apart",
    "promotions.group-call": "asks the reader to join a group",
    "promotions.group-number": "gives the number of a group",
    "promotions.head-follow": "asks, above the article, to follow or to set a star",
    "promotions.head-short": "is, above the article, one of the short lines that ask to follow",
    "promotions.learned": "recurs in the posts of its publisher",
    "promotions.licensed-material": "says that a platform carries the post with permission or may take it down",
    "promotions.look-button": "asks to press the button by which an account's readers recommend a post",
    "promotions.made-with": "names the tool that set or published the post",
    "promotions.mail-footer": "is the foot of a letter that was sent to subscribers",
    "promotions.more-follow": "points those who want more to an account",
    "promotions.more-from-us": "promises more to those who follow or click",
    "promotions.more-where": "says where there is more",
    "promotions.navigation": "leads to other pages of the site",
    "promotions.navigation-post": "leads to the post before or after",
    "promotions.news-tip": "asks readers for news, or gives the number to call with it",
    "promotions.newsletter": "asks to subscribe to a newsletter or a feed",
    "promotions.original-notice": "says that the text is original or signed to a platform",
    "promotions.own-book": "says that the author's own book can be bought",
    "promotions.page-end": "is the line by which a theme or an account closes every post",
    "promotions.picture": "a picture beside a plug, such as the code it asks to scan",
    "promotions.platform-notice": "is the notice of a platform that it stores what its users write",
    "promotions.podcast": "tells where the show can be heard, subscribed to or rated",
    "promotions.posted-in": "is the page's line of tags, counters or categories",
    "promotions.press-recommend": "asks to press the platform's button of recommendation",
    "promotions.prize-draw": "gives something away to those who share, like or comment",
    "promotions.publisher-business": "is the notice that a business site sets under every article",
    "promotions.publisher-columns": "is the notice of a magazine of Taiwan or Hong Kong under every article",
    "promotions.qr-code": "asks the reader to scan a code",
    "promotions.qr-label": "labels a code to be scanned",
    "promotions.qr-picture": "is a picture whose name or text says that it is a code or a banner of the account",
    "promotions.read-original": "points to a button of the page that the text was taken from",
    "promotions.related-certain": "leads to other posts of the publisher",
    "promotions.related-inline": "leads, in one line, to another post",
    "promotions.related-label": "leads to other posts, as a label with a list of links of one place",
    "promotions.related-other": "heads a list of other posts on the same subject",
    "promotions.related-past": "heads a list of the publisher's earlier posts",
    "promotions.reply-keyword": "asks to send the account a keyword to get something",
    "promotions.reprint": "says how the text may be reprinted",
    "promotions.reprint-forbidden": "forbids to reprint or use the text without permission",
    "promotions.reprint-form": "is the line to be copied when the text is reprinted",
    "promotions.seen-to-the-end": "asks something of those who have read so far",
    "promotions.self-intro": "presents a series, a course or the author's other work as something to subscribe to",
    "promotions.share-around": "asks to pass the post on to others",
    "promotions.share-bar": "is a row of networks to share the page to",
    "promotions.share-widget": "is the share, like or comment bar of the page",
    "promotions.shop": "leads to a shop of the publisher",
    "promotions.site-support": "asks for support of the site or the author, behind a closing formula",
    "promotions.sponsor": "names a sponsor or an advertisement",
    "promotions.star-account": "asks to star the account so that its posts are shown",
    "promotions.thanks-reading": "thanks the reader and asks for something",
    "promotions.tip-him": "asks for a tip for the author of the post",
    "promotions.tip-jar": "asks for a tip or a donation",
    "promotions.tip-label": "labels the tip jar",
    "promotions.tip-support": "asks for support in money, or as a member",
    "whitespace.line-end": "one kind of line end",
    "whitespace.blank-lines": "one blank line between paragraphs",
    "whitespace.trailing": "blanks at the end of a line show nothing",
    "whitespace.indent": "an indent made with wide spaces is layout",
    "whitespace.odd-space": "a no-break or typographic space, written as a space",
    "whitespace.han-gap": "a space between Han characters, or one and a mark, removed on request",
    "punctuation.space-before-mark": "a Chinese mark stands close to what it ends (clreq)",
    "punctuation.space-after-mark": "a full-width mark brings its own room (clreq)",
    "punctuation.space-beside-mark": "a full-width mark brings its own room (clreq)",
    "punctuation.form": "a presentation or half-width form of a Chinese mark",
    "punctuation.full-width-letter": "Latin letters and digits are stored half-width (clreq)",
    "punctuation.latin-sentence": "an English sentence has English punctuation (CY/T 154-2017)",
    "punctuation.width": "after Chinese a mark is full-width (GB/T 15834-2011, 重訂標點符號手冊)",
    "punctuation.bracket": "brackets around or after Chinese are full-width (GB/T 15834-2011, 4.9)",
    "punctuation.half-bracket": "half-width brackets with a space outside, as asked for",
    "punctuation.ellipsis": "an ellipsis has six dots in two characters (GB/T 15834-2011, 4.11)",
    "punctuation.ellipsis-line": "the dots of an ellipsis stand on the line (GB/T 15834-2011, 4.11)",
    "punctuation.ellipsis-midline": "the dots stand in the middle (重訂標點符號手冊), as asked for",
    "punctuation.dash": "a dash is two characters long (GB/T 15834-2011, 4.10)",
    "punctuation.interpunct": "the interpunct between parts of a name is U+00B7 (clreq)",
    "punctuation.repeated": "no norm knows a pause twice",
    "punctuation.row": "at most three ！ or ？ in a row (GB/T 15834-2011, 4.2.3.3, 4.3.3.3)",
    "punctuation.order": "the question mark stands before the exclamation mark (GB/T 15834-2011)",
    "punctuation.quote": "quotation marks of the mainland are “ ” (GB/T 15834-2011, 4.8)",
    "punctuation.curly-quote": "“ ” in horizontal text (GB/T 15834-2011, 4.8), as asked for",
    "punctuation.corner-quote": "quotation marks of Taiwan and Hong Kong are 「 」 (重訂標點符號手冊)",
    "spacing.gap": "a gap between Chinese and letters or digits (clreq), as asked for",
    "spacing.edge": "a gap beside code, formulas and other words with edges, as asked for",
    "spacing.no-gap": "no gap between Chinese and what is not, as asked for",
    "spacing.unit": "a space between a number and its unit (GB 3101-1993)",
    "spacing.percent": "a percent or degree sign stands close to its number",
}


@cache
def rules_of(room: str) -> tuple[str, ...]:
    """Return the fine rules of a room, in their order.

    >>> rules_of("mojibake")
    ('mojibake.single-byte', 'mojibake.double-byte')
    """
    return tuple(rule for rule in REASONS if rule.startswith(f"{room}."))


@cache
def reasons_in_chinese() -> Mapping[str, str]:
    """Return the reasons in Chinese, for the same rules.

    >>> reasons_in_chinese()["whitespace.line-end"]
    '统一换行符'
    """
    import tomllib  # who reads English needs neither
    from importlib import resources

    table = resources.files("postnorm.tables") / "reasons_zh.toml"
    return {rule: str(said) for rule, said in tomllib.loads(table.read_text("utf-8")).items()}


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
