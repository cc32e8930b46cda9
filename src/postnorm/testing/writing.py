"""Articles written by rule: Chinese prose with nothing to repair and nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WHEN: Final = (
    *("清晨", "傍晚", "半夜里", "入冬以后", "去年春天", "那年夏天", "下过雨的午后", "停电的夜里"),
    *("放学路上", "搬家那天", "开工之前", "年关将近", "天色暗下来"),
)
_WHO: Final = (
    *("渡口的老船工", "邮局的年轻人", "隔壁的裁缝", "修表的师傅", "我的外祖母", "守林的一家人"),
    *("卖豆腐的夫妻", "村小的女教师", "镇上的医生", "河对岸的孩子们", "画招牌的匠人"),
)
_DID: Final = (
    *("把木门轻轻合上", "沿着石阶往上走", "在灯下翻一本旧账", "数着瓦上的雨点", "给炉子添了两块炭"),
    *("站在桥头看水", "用布包好一把剪刀", "从井里提起半桶水", "把信读了第二遍", "在墙根种下一排葱"),
    *("替客人量好尺寸", "收起晒了整天的稻谷", "给窗户糊上新纸", "挑着担子走过长街", "对着地图出神"),
    *("煮了一锅很稠的粥", "把旧报纸叠成方块"),
)
_THEN: Final = (
    *("谁也没有开口", "远处传来狗叫", "雾慢慢散开", "屋里只剩钟摆的声音", "他们才想起还没吃饭"),
    *(
        "路上的人都停下脚步",
        "风把纸吹到墙角",
        "水面上什么也看不见",
        "天很快就亮了",
        "心里反而踏实了",
    ),
    *("街灯一盏接一盏亮起", "孩子已经睡熟", "茶也凉透", "锅里的水刚好烧开", "没有人回头去看"),
    *("影子越拉越长", "院子里落满叶子", "山那边响起雷声", "账目终于对上", "手上的活停了下来"),
)
_PARTS: Final = (_WHEN, _WHO, _DID, _THEN)

SENTENCES: Final = len(_WHEN) * len(_WHO) * len(_DID) * len(_THEN)
"""How many sentences there are; the numbers of two are different, so are they."""

_STRIDE: Final = 20_231  # has no factor in common with the number, so that neighbours share nothing


def sentence(number: int) -> str:
    """Return the sentence of this number, from 0 to ``SENTENCES`` - 1.

    >>> sentence(0)
    '清晨，渡口的老船工把木门轻轻合上，谁也没有开口。'
    """
    place = number * _STRIDE % SENTENCES
    chosen = []
    for parts in _PARTS:
        place, at = divmod(place, len(parts))
        chosen.append(parts[at])
    when, who, did, then = chosen
    return f"{when}，{who}{did}，{then}。"


def paragraphs(numbers: Sequence[int], lengths: Sequence[int]) -> tuple[str, ...]:
    """Return paragraphs of so many sentences each, from the sentences of these numbers in order.

    >>> [len(paragraph) for paragraph in paragraphs([0, 1, 2], [2, 1])]
    [49, 29]
    """
    made, at = [], 0
    for length in lengths:
        made.append("".join(map(sentence, numbers[at : at + length])))
        at += length
    return tuple(made)
