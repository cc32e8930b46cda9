"""Chinese words that are written with letters, and stand as one: no gap goes into them.

From the appendix of words with letters that dictionaries of Chinese carry, and nothing that is
only a product, a unit, or two words that stand side by side.
"""

from __future__ import annotations

from typing import Final

LETTER_WORDS: Final = (
    *("阿Q", "卡拉OK", "T恤", "T恤衫", "Polo衫", "U盘", "U盤", "K歌", "K线", "K線", "K金"),
    *(
        "A股",
        "B股",
        "H股",
        "Q币",
        "Q幣",
        "Q版",
        "Q弹",
        "Q彈",
        "B超",
        "T台",
        "T型台",
        "X光",
        "X光片",
    ),
    *(
        "X射线",
        "X射線",
        "X染色体",
        "Y染色体",
        "α粒子",
        "β粒子",
        "α射线",
        "β射线",
        "γ射线",
        "γ刀",
        "伽马γ射线",
    ),
    *(
        "pH值",
        "PH值",
        "AA制",
        "IC卡",
        "IP卡",
        "SIM卡",
        "SD卡",
        "BB霜",
        "CC霜",
        "PO主",
        "UP主",
        "up主",
    ),
    *(
        "A型血",
        "B型血",
        "O型血",
        "AB型血",
        "U型",
        "V型",
        "L型",
        "S型",
        "T字",
        "U形",
        "V形",
        "L形",
        "S形",
    ),
    *(
        "4S店",
        "3C认证",
        "e时代",
        "N次方",
        "n次方",
        "PM2.5值",
        "D大调",
        "C大调",
        "G大调",
        "A小调",
        "E小调",
    ),
)
