"""The elements of HTML by what they are to an article."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS: Final = _names(
    "p div section article header footer main aside center address figure figcaption form fieldset"
    " body html dl nav hgroup details summary caption legend option tbody thead tfoot ul ol tr td th"
    " menu dir noscript"
)

# What holds no text of the article. The reading of ruby is one: 漢字 stays, without かんじ.
SILENT: Final = _names(
    "script style template head title meta link base input select textarea button object embed"
    " param applet canvas svg map area audio video source track iframe frame frameset rt rp rtc"
    " datalist colgroup col progress meter dialog"
)
MEDIA: Final = _names("iframe video audio embed object")
CODE: Final = _names("code kbd samp tt")
RAISED: Final = _names("sup sub")

# What has no place in the cell of a Markdown table.
NOT_IN_CELLS: Final = _names("table pre ul ol dl blockquote h1 h2 h3 h4 h5 h6 hr form")

# Where an article is not looked for.
UNWEIGHED: Final = _names(
    "script style template noscript head select textarea button option svg iframe object nav footer"
)

# What an article has inside, and is not itself.
INNERMOST: Final = _names(
    "p li blockquote pre table tbody tr ul ol dl dd h1 h2 h3 h4 h5 h6 span strong b em i font a"
    " figure details center u small label"
)

# Names that highlighters give a block of code without a prefix.
LANGUAGES: Final = _names(
    "bash c cpp csharp css diff dockerfile go html http ini java javascript js json kotlin lua"
    " makefile markdown matlab nginx objectivec perl php plaintext powershell properties python r"
    " ruby rust scala shell sql swift toml typescript vb xml yaml"
)
