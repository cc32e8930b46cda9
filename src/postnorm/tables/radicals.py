"""Radicals that stand where a character should, and the characters of the same form.

They come from the text layers of PDF files, where a radical was picked for its glyph. Written out
(Unicode, EquivalentUnifiedIdeograph.txt), because no version of Python knows this property and the
answer must not depend on one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# The 214 Kangxi radicals U+2F00-2FD5, in order, as unified ideographs.
KANGXI: Final = (
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
    "寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋"
    "比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
    "辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
    "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)

# Radicals of the supplement U+2E80-2EF3 whose form is that of one character.
RADICAL_SUPPLEMENTS: Final[Mapping[str, str]] = dict(
    zip(
        "⺁⺂⺃⺅⺆⺇⺉⺊⺋⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺭⺮⺯⺰⺱⺲⺳⺵⺶⺷⺸⺹⺺⺻⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
        "⻒⻓⻔⻕⻖⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚亻冂𠘨刂卜㔾兀尣尢𡯂巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王𤴔礻𥫗糹纟罓罒㓁𦉫羊𦍌𦍋耂肀聿𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶阝钅長"
        "镸长门𨸏阝青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

# The others: what they stand for depends on the font, or the form is that of a part only.
AMBIGUOUS_SUPPLEMENTS: Final[Mapping[str, str]] = {
    "⺀": "a mark of repetition, like no character",
    "⺄": "乙 or 乁",
    "⺈": "the head of 角; Unicode says 刀, which looks otherwise",
    "⺌": "the head of 尚; Unicode says 小, which looks otherwise",
    "⺍": "the head of 学; Unicode says 小, which looks otherwise",
    "⺕": "彐, or U+2B739, which is of 2022 and in few fonts",
    "⺜": "日 or 冃",
    "⺧": "the head of 告; 牛 has a stroke more",
    "⺫": "目 or 罒",
    "⺬": "示, or 礻 in other fonts",
    "⺴": "罓 or 㓁",
    "⺼": "月 or 肉",
    "⻗": "雨, but the head of 雪 only",
}
