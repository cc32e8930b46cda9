"""Articles that stand in the text twice, and texts that mean to say a thing twice."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive
from postnorm.testing.writing import paragraphs, sentence

_PARTS: Final = paragraphs(range(100, 112), (3, 3, 3, 3))
_ARTICLE: Final = "\n\n".join(_PARTS)
_FLAT: Final = " ".join(_PARTS)
_PLUG: Final = "欢迎关注我们的微信公众号：河边夜话。"
_CALLS: Final = "渡口边有人喊了一声，水面上没有人应。"

_LISTING: Final = "for line in open(name):\n    print(line)\n    count += 1\n"


def _once(name: str, wrong: str, text: str) -> Draft:
    return change(name, wrong, text, has=_PARTS, times=dict.fromkeys(_PARTS, 1))


CASES: Final[tuple[Draft, ...]] = (
    change(
        "flattened-first",
        "flattened, then in paragraphs",
        f"{_FLAT}\n\n{_ARTICLE}\n",
        _ARTICLE + "\n",
    ),
    change(
        "flattened-last",
        "in paragraphs, then flattened",
        f"{_ARTICLE}\n\n{_FLAT}\n",
        has=(_ARTICLE,),
        times={_PARTS[0]: 1},
    ),
    _once("twice", "the same twice", f"{_ARTICLE}\n\n{_ARTICLE}\n"),
    _once("three-times", "the same three times", f"{_ARTICLE}\n\n{_ARTICLE}\n\n{_ARTICLE}\n"),
    _once("no-break", "two copies without a line end between them", f"{_ARTICLE}{_ARTICLE}\n"),
    _once(
        "windows",
        "two copies, one with line ends of Windows",
        _ARTICLE.replace("\n", "\r\n") + "\r\n\r\n" + _ARTICLE,
    ),
    _once(
        "indented",
        "two copies, one with wide indents",
        _FLAT + "\n\n" + "\n\n".join("\u3000\u3000" + part for part in _PARTS),
    ),
    _once("rule", "two copies with a rule between them", f"{_ARTICLE}\n\n---\n\n{_ARTICLE}\n"),
    change(
        "half-marks",
        "two copies, one with marks of half width",
        f"{_FLAT.replace('，', ',')}\n\n{_ARTICLE}\n",
        times={"谁也没有": _ARTICLE.count("谁也没有"), _PARTS[1]: 1},
    ),
    change(
        "plug-between",
        "a plug between two copies, with the first",
        f"{_FLAT} {_PLUG}\n\n{_ARTICLE}\n",
        has=(_PLUG,),
        times={_PARTS[0]: 1, _PARTS[3]: 1},
    ),
    change(
        "one-more",
        "a sentence that only the dropped copy has",
        f"{_PARTS[0]} {_PARTS[1]} {_CALLS} {_PARTS[2]} {_PARTS[3]}\n\n{_ARTICLE}\n",
        has=_PARTS,
        times={_CALLS: 1, _PARTS[2]: 1},
    ),
    change(
        "typo",
        "two copies, and a letter is another",
        f"{_FLAT.replace('，', '，', 1)[:60]}吧{_FLAT[61:]}\n\n{_ARTICLE}\n",
        times={_PARTS[3]: 1},
        has=(_PARTS[3],),
    ),
    change(
        "excerpt",
        "an excerpt that is cut off, and then all of it",
        f"{_PARTS[0]}{_PARTS[1][:20]}……\n\n{_ARTICLE}\n",
        _ARTICLE + "\n",
    ),
    change("lead", "the first paragraph twice", f"{_PARTS[0]}\n\n{_ARTICLE}\n", _ARTICLE + "\n"),
    change(
        "long",
        "an article of 60,000 characters, twice",
        lambda: "\n\n".join(paragraphs(range(2_400), (4,) * 600)) * 2,
        times={sentence(7): 1, sentence(1_999): 1},
    ),
    keep("once", "nothing, it stands there once", _ARTICLE + "\n"),
    keep(
        "refrain",
        "a refrain",
        f"{_PARTS[0]}\n\n{_CALLS}\n\n{_PARTS[1]}\n\n{_CALLS}\n\n{_PARTS[2]}\n\n{_CALLS}\n",
    ),
    keep(
        "quoted",
        "a sentence that is quoted and answered",
        f"> {sentence(100)}\n\n{sentence(300)}{sentence(301)}\n\n"
        f"> {sentence(101)}\n\n{sentence(302)}{sentence(303)}\n",
    ),
    keep(
        "poem",
        "a song whose verses begin alike",
        "河水慢慢流\n流过旧桥头\n\n河水慢慢流\n流到天尽头\n\n河水慢慢流\n不问春与秋\n",
    ),
    keep(
        "other-number",
        "two reports that differ in a number",
        "第一组量了三次，水温是13.5度，水深是2米，河面上没有风，记录人在桥上签了字。\n\n第一组量了三次，水温是15.5度，水深是2米，河面上没有风，记录人在桥上签了字。\n",
    ),
    keep(
        "negation",
        "two sentences of which one denies the other",
        "他说那天夜里看见了对岸的灯火，也听见有人在桥上唱歌，一直唱到天亮。\n\n他说那天夜里没看见对岸的灯火，也没听见有人在桥上唱歌，一直唱到天亮。\n",
    ),
    keep(
        "before-after",
        "a text before and after it was mended",
        f"修改前：\n\n{_PARTS[0]}{_PARTS[1]}\n\n修改后：\n\n{_PARTS[0]}{_PARTS[1]}\n",
    ),
    keep(
        "code",
        "a listing that is shown twice and grows",
        f"先写：\n\n```\n{_LISTING}```\n\n再写：\n\n```\n{_LISTING}print(count)\n```\n",
    ),
    keep(
        "list",
        "items that begin alike",
        "- 打开窗户，看看外面有没有下雨\n- 打开窗户，看看外面有没有刮风\n- 打开窗户，看看外面有没有起雾\n",
    ),
    keep("laughter", "one character 50,000 times", lambda: "哈" * 50_000 + "\n"),
    keep("same-line", "one short line 5,000 times", lambda: "谢谢。\n" * 5_000),
    survive(
        "period",
        "a text with a period, 40,000 characters",
        lambda: "甲乙丙丁" * 10_000,
        has=("甲乙丙丁",),
    ),
    survive(
        "almost",
        "2,000 lines that all are almost alike",
        lambda: "".join(f"第{n}天，雨还在下，河水又涨了一点。\n" for n in range(2_000)),
        has=("第0天", "第1999天"),
    ),
)
