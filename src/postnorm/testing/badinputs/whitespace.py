"""Blanks and line ends that say nothing, and some that say something."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive

CASES: Final[tuple[Draft, ...]] = (
    change(
        "windows", "line ends of Windows", "雨停了。\r\n\r\n路还湿。\r\n", "雨停了。\n\n路还湿。\n"
    ),
    change("old-mac", "line ends of old Macs", "雨停了。\r路还湿。\r", "雨停了。\n路还湿。\n"),
    change("mixed-ends", "three kinds of line ends", "甲。\r\n乙。\r丙。\n", "甲。\n乙。\n丙。\n"),
    change(
        "blank-run", "many blank lines", "雨停了。\n\n\n\n\n路还湿。\n", "雨停了。\n\n路还湿。\n"
    ),
    change(
        "blanked", "blanks on blank lines", "雨停了。\n \t\n路还湿。\n", "雨停了。\n\n路还湿。\n"
    ),
    change(
        "wide-blanked",
        "a wide space on a blank line",
        "雨停了。\n\u3000\u3000\n路还湿。\n",
        "雨停了。\n\n路还湿。\n",
    ),
    change(
        "indent",
        "paragraphs indented by wide spaces",
        "\u3000\u3000雨停了。\n\n\u3000\u3000路还湿。\n",
        "雨停了。\n\n路还湿。\n",
    ),
    change(
        "trailing", "blanks at line ends", "雨停了。   \n\n路还湿。\t\n", "雨停了。\n\n路还湿。\n"
    ),
    change(
        "no-break",
        "spaces that do not break",
        "雨停了。\xa0\n\n路还湿。\xa0\xa0\n",
        "雨停了。\n\n路还湿。\n",
    ),
    change("leading-lines", "blank lines above", "\n\n\n雨停了。\n", "雨停了。\n"),
    change("closing-lines", "blank lines below", "雨停了。\n\n\n\n", "雨停了。\n"),
    change(
        "many-lines",
        "50,000 blank lines",
        lambda: "雨停了。" + "\n" * 50_000 + "路还湿。\n",
        "雨停了。\n\n路还湿。\n",
    ),
    change(
        "many-blanks",
        "50,000 blanks at a line end",
        lambda: "雨停了。" + " " * 50_000 + "\n\n路还湿。\n",
        "雨停了。\n\n路还湿。\n",
    ),
    keep("code", "blank lines and blanks in code", "看：\n\n```\na  \n\n\n\u3000b\n```\n"),
    keep("indented-code", "code that is indented", "看：\n\n    if a:\n        b\n"),
    keep("english", "single spaces between words", "The rain stopped. We walked home.\n"),
    keep("nested-list", "a list whose indents mean something", "- 雨\n  - 雪\n    - 冰\n"),
    keep(
        "table", "a table that is aligned by hand", "| 日 | 雨   |\n|----|------|\n| 一 | 停了 |\n"
    ),
    keep("poem", "a poem, a line end to each verse", "雨停在瓦上\n灯停在窗里\n人停在路上\n"),
    keep("wide-name", "a wide space between two names", "王\u3000明　李小河\n"),
    survive(
        "only-blanks",
        "a line of 30,000 tabs between two",
        lambda: "雨停了。\n" + "\t" * 30_000 + "\n路还湿。\n",
        has=("雨停了。", "路还湿。"),
    ),
    survive(
        "alternating",
        "20,000 blanked lines",
        lambda: "雨停了。\n" + " \n" * 20_000 + "路还湿。\n",
        has=("雨停了。", "路还湿。"),
    ),
)
