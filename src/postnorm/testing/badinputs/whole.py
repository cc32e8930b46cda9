"""Raw posts with several defects at once: what the whole job has to stand."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive
from postnorm.testing.writing import paragraphs

_PARTS: Final = paragraphs(range(600, 612), (4, 4, 4))
_ARTICLE: Final = "\n\n".join(_PARTS) + "\n"
_FLAT: Final = " ".join(_PARTS)
_HEADER: Final = "---\ntitle: 雨后 #随笔\nauthor: 阿七\n---\n"
_PLUG: Final = "欢迎关注我们的微信公众号：河边夜话。"
_KNOWN: Final = {"title": "雨后 #随笔", "author": "阿七"}

CASES: Final[tuple[Draft, ...]] = (
    change(
        "scraped",
        "a header, two copies, a plug",
        f"{_HEADER}{_FLAT} {_PLUG}\n\n{_ARTICLE}",
        _ARTICLE,
        metadata=_KNOWN,
    ),
    change(
        "as-bytes",
        "the same in GBK",
        f"{_HEADER}{_FLAT} {_PLUG}\n\n{_ARTICLE}".encode("gbk"),
        _ARTICLE,
        metadata=_KNOWN,
    ),
    change(
        "as-page",
        "a page with everything around",
        "<html><head><title>雨后</title><script>a</script></head><body><article>"
        + "".join(f"<p>{part}</p>" for part in _PARTS)
        + f"<p>{_PLUG}</p></article></body></html>",
        _ARTICLE,
        metadata={"title": "雨后"},
    ),
    change(
        "misread",
        "read in the wrong encoding, and doubled",
        f"{_FLAT}\n\n{_ARTICLE}".encode().decode("latin-1"),
        _ARTICLE,
    ),
    change(
        "byline",
        "a byline above and a plug below",
        f"{_HEADER}编辑：小满\n\n{_ARTICLE}\n{_PLUG}\n",
        _ARTICLE,
        metadata={**_KNOWN, "editor": "小满"},
    ),
    change(
        "windows",
        "line ends of Windows and wide indents",
        _HEADER.replace("\n", "\r\n")
        + "\r\n\r\n".join("\u3000\u3000" + part for part in _PARTS)
        + "\r\n",
        _ARTICLE,
        metadata=_KNOWN,
    ),
    change(
        "invisible",
        "invisible characters all over",
        "\ufeff" + _ARTICLE.replace("，", "\u200b，"),
        _ARTICLE,
    ),
    change(
        "title-again",
        "the title again as first line",
        f"---\ntitle: 雨后的桥\n---\n# 雨后的桥\n\n{_ARTICLE}",
        _ARTICLE,
    ),
    change(
        "plug-keeps-apart",
        "a plug that keeps two copies apart",
        f"{_ARTICLE}\n{_PLUG}\n\n{_ARTICLE}",
        _ARTICLE,
    ),
    change(
        "feed-item",
        "a header above HTML",
        _HEADER + "".join(f"<p>{part}</p>\n" for part in _PARTS),
        _ARTICLE,
        metadata=_KNOWN,
    ),
    keep("clean", "nothing at all", _ARTICLE),
    keep("english", "English", "It rained , and then it stopped .\n\nWe walked home ...\n"),
    keep(
        "japanese",
        "Japanese",
        "雨が止んだので、川に沿って家へ帰った。\n\nだれもいなかった。学校は休みだ。\n",
    ),
    keep(
        "code-post",
        "a post that is mostly code",
        "先装好：\n\n```\npip install a ,b\n# 欢迎关注公众号\n```\n\n再运行：\n\n```\npython -m a\n```\n",
    ),
    keep("poem", "a poem with a refrain", "河水慢慢流\n流过旧桥头\n\n河水慢慢流\n流到天尽头\n"),
    keep("table", "a table", "| 日 | 雨 |\n|---|---|\n| 一 | 停了 |\n| 二 | 停了 |\n"),
    change(
        "plugs-around",
        "plugs around an article of one paragraph",
        f"{_PLUG}\n\n{_PARTS[0]}\n\n{_PLUG}\n",
        has=(_PARTS[0],),
        lacks=("公众号",),
    ),
    survive(
        "broken-all-over",
        "all that can be broken at once",
        lambda: _HEADER[:-4] + "<p>" + _ARTICLE + '\0\ud800`"“(' * 500 + _ARTICLE,
        has=(_PARTS[0],),
    ),
    survive(
        "deep-header",
        "a header of brackets above an article",
        lambda: "---\ntitle: " + "[{" * 20_000 + f"\n---\n{_ARTICLE}",
        has=_PARTS,
    ),
    survive(
        "marks-only",
        "100,000 marks below an article",
        lambda: _ARTICLE + "\n" + "，。！？" * 25_000,
        has=_PARTS,
    ),
    survive(
        "one-line",
        "200,000 characters on one line",
        lambda: "".join(paragraphs(range(8_000), (8_000,))) + "\n",
        has=(paragraphs((0,), (1,))[0], paragraphs((7_999,), (1,))[0]),
    ),
)
