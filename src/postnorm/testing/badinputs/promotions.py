"""Plugs, footers and pictures of codes, and articles that speak of such things."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive
from postnorm.testing.writing import paragraphs, sentence

_PARTS: Final = paragraphs(range(400, 412), (4, 4, 4))
_ARTICLE: Final = "\n\n".join(_PARTS) + "\n"


def _below(name: str, wrong: str, *plug: str) -> Draft:
    """A plug below an article: the article stays, and nothing else does."""
    return change(name, wrong, _ARTICLE + "\n" + "\n\n".join(plug) + "\n", _ARTICLE)


def _stays(name: str, wrong: str, *lines: str) -> Draft:
    return keep(name, wrong, _ARTICLE + "\n" + "\n\n".join(lines) + "\n")


CASES: Final[tuple[Draft, ...]] = (
    _below("account", "an account to follow", "欢迎关注我们的微信公众号：河边夜话。"),
    _below(
        "account-hant",
        "a page to like, in Traditional",
        "歡迎訂閱我們的電子報，並按讚我們的臉書專頁「河邊夜話」。",
    ),
    _below("code", "a code to scan", "长按识别二维码，关注公众号：河边夜话"),
    _below(
        "code-picture",
        "a code to scan, and its picture",
        "扫描下方二维码，关注我们的公众号",
        "![二维码](https://a.example/qrcode.jpg)",
    ),
    _below(
        "related",
        "a list of other posts",
        "推荐阅读：",
        "- [雨前的信](https://hebian.example/1)\n- [河边的人](https://hebian.example/2)\n- [旧木门](https://hebian.example/3)",
    ),
    _below("reprint", "who may print it again", "本文版权归作者所有，未经授权不得转载。"),
    _below("group", "a group to join", "欢迎扫码加入读者交流群，添加微信时请备注“读者”。"),
    _below("share", "a request to share", "如果觉得文章不错，欢迎点赞、在看、转发三连！"),
    _below("course", "a course to buy", "我的写作课正在限时优惠，扫码报名，前一百名立减五十元。"),
    _below("ruled", "a plug behind a rule", "---", "更多文章，请关注微信公众号「河边夜话」。"),
    change(
        "above", "a plug above", "点击上方蓝字关注我们，不错过每一篇文章。\n\n" + _ARTICLE, _ARTICLE
    ),
    change(
        "clause",
        "a plug as a sentence of the last paragraph",
        f"{_PARTS[0]}\n\n{_PARTS[1]}欢迎关注我的微信公众号：河边夜话。\n",
        f"{_PARTS[0]}\n\n{_PARTS[1]}\n",
    ),
    change(
        "flattened",
        "a plug at the end of one long line",
        " ".join(_PARTS) + " 欢迎关注我们的微信公众号：河边夜话。\n",
        has=_PARTS,
        lacks=("公众号",),
    ),
    change(
        "long",
        "a plug below 100,000 characters",
        lambda: (
            "\n\n".join(paragraphs(range(4_000), (4,) * 1_000))
            + "\n\n欢迎关注我们的微信公众号：河边夜话。\n"
        ),
        has=(sentence(0), sentence(3_999)),
        lacks=("公众号",),
    ),
    keep(
        "subject",
        "an article about accounts",
        "公众号运营者最怕的是没有人留言。\n\n他们每天看后台的数字，猜读者为什么取消关注。有人改标题，有人改时间，有人干脆不写了。\n\n做公众号这件事，说到底是写给愿意等的人看的。\n",
    ),
    keep(
        "told",
        "a plug that is told",
        "他总说，欢迎关注公众号已经成了每篇文章的结尾。\n\n" + _ARTICLE,
    ),
    keep(
        "code-in-story",
        "a code in a story",
        _PARTS[0]
        + "\n\n门口贴着一张二维码，老人看了半天，不知道怎么扫，最后还是从兜里掏出两块钱。\n\n"
        + _PARTS[1]
        + "\n",
    ),
    keep(
        "question",
        "a question about following",
        _PARTS[0] + "\n\n你关注过多少公众号？又有多少是再也没有打开过的？\n\n" + _PARTS[1] + "\n",
    ),
    keep(
        "only-code",
        "a plug in code",
        _ARTICLE + '\n```\nprint("欢迎关注我们的微信公众号：河边夜话。")\n```\n',
    ),
    _stays("greeting", "a signature", "——写于二〇一三年深秋，河边。"),
    _stays("thanks", "thanks that are the author's own", "谢谢外祖母，她替我记住了那座桥的名字。"),
    _stays(
        "reading-list",
        "a list of books that the article is based on",
        "参考文献：",
        "- 河边县志编委会，《河边县志》，1987年\n- 阿七，《旧桥考》，2004年",
    ),
    _stays(
        "link",
        "a link to what the article speaks of",
        "桥的照片见[县档案馆的网页](https://archive.example/bridge)。",
    ),
    _stays("picture", "a picture of the article", "![桥头的石阶](https://a.example/steps.jpg)"),
    keep(
        "shop",
        "a shop in a story",
        _PARTS[0]
        + "\n\n镇上唯一的店铺卖肥皂和盐，店主说，扫码付钱的人比赊账的还少。\n\n"
        + _PARTS[2]
        + "\n",
    ),
    survive(
        "follow",
        "one word of a plug, 20,000 times",
        lambda: "关注" * 20_000 + "\n\n" + _ARTICLE,
        has=(_PARTS[0], _PARTS[2]),
    ),
    survive(
        "many-plugs",
        "2,000 plugs, and no article but one sentence",
        lambda: sentence(5) + "\n\n" + "欢迎关注我们的微信公众号：河边夜话。\n\n" * 2_000,
        has=(sentence(5),),
    ),
    survive(
        "no-stop",
        "40,000 characters without a stop",
        lambda: "关注河边的公众" * 6_000 + "\n\n" + _ARTICLE,
        has=(_PARTS[0],),
    ),
)
