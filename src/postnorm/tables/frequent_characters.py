"""The characters that any Chinese text is full of: evidence that bytes were read in the right encoding."""

from __future__ import annotations

from typing import Final

# Frequent characters of both scripts, as frequency lists have them at their head, and the usual
# marks. In any text they are a third and more; a wrong reading hits them by chance only.
FREQUENT: Final = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老"
    "从动两长知這來個國說們為時會過學對裡裏後麼沒於還發當無開見經頭動兩長與網點關問電現題實機體應間錢"
    "業讓給從樣種請將產場務報進車東書話師与网点关问电现题实机体应间钱业让给样种请将产场务报进车东书话"
    "师被把很做最但其此更高新些因由者比什意情第理己法定全正常外每今真它回分量工平水明月部相等太四五六"
    "七八九信使数门向加打走先重市总内次位让名通才，。、：；！？“”（）《》「」…—　"
)
