"""Words that announce a second version of a text: what follows is there on purpose.

An entry is looked for in a short line directly above one of two copies, with script and case folded.
A word enters only if it names a version or a repetition; what scraping leaves between two copies (正文, 全文,
以下为正文, 来源, 作者) must stay out.
"""

from __future__ import annotations

from typing import Final

VERSIONS: Final = (
    *("简体", "繁体", "正体", "简中", "繁中", "港版", "台版", "陆版", "大陆版", "对照"),
    *(
        "修订",
        "修改",
        "改后",
        "改前",
        "改稿",
        "初稿",
        "二稿",
        "终稿",
        "定稿",
        "草稿",
        "原稿",
        "旧版",
        "新版",
    ),
    *(
        "译文",
        "译本",
        "译法",
        "原译",
        "直译",
        "意译",
        "白话",
        "注释",
        "注解",
        "批注",
        "评注",
        "带注",
        "注音",
    ),
    *("改写", "扩写", "缩写", "仿写", "范文", "例文", "病文", "习作", "优化", "润色", "校对"),
    *(
        "之前",
        "之后",
        "以前",
        "以后",
        "版本",
        "示例",
        "例子",
        "模板",
        "答案",
        "练习",
        "输出",
        "输入",
    ),
    *(
        "再读",
        "再念",
        "再唱",
        "再听",
        "重读",
        "朗读",
        "跟读",
        "默写",
        "抄写",
        "背诵",
        "重复",
        "副歌",
    ),
    *("一遍", "两遍", "二遍", "三遍", "第一版", "第二版", "删节", "节本", "足本", "洁本"),
    *("before", "after", "version", "draft", "original", "revised", "translation", "diff"),
)
