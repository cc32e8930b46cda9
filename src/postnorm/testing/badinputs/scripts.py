"""Texts in one script or the other, or in both, and what no conversion may touch."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep

TO_HANS: Final[tuple[Draft, ...]] = (
    change("plain", "Traditional", "雨停了，我們沿著河邊走回家。", "雨停了，我们沿着河边走回家。"),
    change("hair", "two characters that become one", "她的頭髮乾了。", "她的头发干了。"),
    change(
        "mixed",
        "a Traditional line among Simplified ones",
        "我们沿着河边走回家。\n\n橋還在，橋下的船不見了。\n",
        "我们沿着河边走回家。\n\n桥还在，桥下的船不见了。\n",
    ),
    change(
        "around-code",
        "code within Traditional",
        "運行 `頭髮` 試試，橋還在。",
        has=("`頭髮`", "桥还在"),
        lacks=("橋",),
    ),
    change(
        "around-target",
        "the target of a link within Traditional",
        "見[這裡](https://a.example/頭髮)，橋還在。",
        has=("(https://a.example/頭髮)", "桥还在"),
        lacks=("橋",),
    ),
    change(
        "long",
        "100,000 characters",
        lambda: "橋還在，船不見了。" * 11_000,
        "桥还在，船不见了。" * 11_000,
    ),
    keep(
        "simplified",
        "Simplified with characters that look Traditional",
        "乾隆年间，乾安县的人都后悔了。皇后在宫里。",
    ),
    keep("japanese", "Japanese", "雨が止んだので、川に沿って家へ帰った。學校は休みだ。"),
    keep("template", "a tag of a template", "{{ 頭髮 }} 我们沿着河边走回家。"),
    keep("english", "English", "The rain stopped."),
    change(
        "surrogate",
        "half a character, on which converters stop",
        "橋還在，\ud800船不見了。",
        has=("桥还在", "船不见了"),
    ),
    change(
        "nul", "NUL, at which converters end", "橋還在，\0船不見了。", has=("桥还在", "船不见了")
    ),
)

TO_HANT: Final[tuple[Draft, ...]] = (
    change("plain", "Simplified", "雨停了，我们沿着河边走回家。", "雨停了，我們沿着河邊走回家。"),
    change(
        "hair", "one character that is two", "她的头发干了，干部来了。", "她的頭髮乾了，幹部來了。"
    ),
    change("behind", "a queen and what is behind", "皇后站在门后面。", "皇后站在門後面。"),
    change(
        "li",
        "inside, and a mile",
        "家里离镇上三公里。",
        has=("公里",),
        lacks=("公裏", "公裡", "离"),
    ),
    change(
        "speech",
        "speaking, and hair",
        "校长发言，大家发现他的头发白了。",
        has=("發言", "發現", "頭髮"),
        lacks=("髮言",),
    ),
    change(
        "around-code",
        "code within Simplified",
        "运行 `头发` 试试，桥还在。",
        has=("`头发`", "橋還在"),
    ),
    keep("traditional", "Traditional", "雨停了，橋還在，橋下的船不見了。"),
    keep("japanese", "Japanese", "雨が止んだので、川に沿って家へ帰った。国は広い。"),
    keep("target", "the target of a link alone", "[a](./头发.html)"),
    change(
        "variant", "a selector behind a character", "这\ufe00座桥还在，船不见了。", has=("橋還在",)
    ),
    change("surrogate", "half a character", "桥还在，\udfff船不见了。", has=("橋還在", "船不見了")),
)
