"""Credits: what a byline says goes into the metadata, and no sentence of the article goes at all."""

from __future__ import annotations

from itertools import islice, product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postnorm
from postnorm import Change, Edit, MetadataChange, Post, extract_credits, strip_promotions
from postnorm.reading.credit_grammar import KIND_OF
from postnorm.reading.credit_lines import MOST_CREDITS
from postnorm.reading.credit_values import Address, fold, read_address
from postnorm.tables import credits as words
from support.counting import lines_run
from support.texts import BAIT, SENTENCES, TEXTS

ARTICLE: Final = (
    "雨下了整整一夜，天亮才停。\n\n我们沿着河走，路上没有一个人。\n\n水已经漫过了石阶。"
)

# A line of credits -> what it says.
SAYS: Final[dict[str, dict[str, object]]] = {
    "作者丨阿七": {"author": "阿七"},
    "作者 | 阿七": {"author": "阿七"},
    "文／阿七": {"author": "阿七"},
    "文 | 阿七": {"author": "阿七"},
    "撰文：阿七": {"author": "阿七"},
    "阿七／文": {"author": "阿七"},
    "记者：阿七": {"author": "阿七"},
    "記者阿七／台北報導": {"author": "阿七"},
    "（記者阿七 台北報導）": {"author": "阿七"},
    "By 阿七 | 编辑 小满": {"author": "阿七", "editor": "小满"},
    "文 阿七　　编辑 小满 | 校对 老何": {"author": "阿七", "editor": "小满", "proofreader": "老何"},
    "By Ah Qi | Editor Lin": {"author": "Ah Qi", "editor": "Lin"},
    "記者 阿七 小满 通訊員 老何": {"author": ("阿七", "小满", "老何")},
    "作者：记者 阿七 通讯员 小满": {"author": ("阿七", "小满")},
    "作者：记者 阿七、小满": {"author": ("阿七", "小满")},
    "2013-10-21 16:25  来源：河边日报  作者：记者 阿七": {
        "published": "2013-10-21T16:25",
        "publisher": "河边日报",
        "author": "阿七",
    },
    "作者：阿七（2013年10月21日）": {"author": "阿七", "published": "2013-10-21"},
    "记者 阿七\n2013-10-21 16:25": {"author": "阿七", "published": "2013-10-21T16:25"},
    "2013年10月21日 16:25\n記者阿七／台北報導": {
        "author": "阿七",
        "published": "2013-10-21T16:25",
    },
    "发布于 2013-10-21 16:25": {"published": "2013-10-21T16:25"},
    "發佈於 2013-10-21 16:25・IP 屬地台灣": {"published": "2013-10-21T16:25"},
    "Posted on 2013/10/21": {"published": "2013-10-21"},
    "编辑于 2013-10-21": {"updated": "2013-10-21"},
    "最后更新于：2013年10月21日": {"updated": "2013-10-21"},
    "本帖最后由 阿七 于 2013-10-21 16:25 编辑": {"updated": "2013-10-21T16:25"},
    "[ 此帖被阿七在2013-10-21 16:25重新编辑 ]": {"updated": "2013-10-21T16:25"},
    "本报记者 阿七 北京报道": {"author": "阿七"},
    "本刊记者 阿七": {"author": "阿七"},
    "作者：阿七、小满": {"author": ("阿七", "小满")},
    "作者：阿七 小满": {"author": ("阿七", "小满")},
    "作者：李　燕": {"author": "李　燕"},
    "作者：一只会飞的鱼": {"author": "一只会飞的鱼"},
    "作者：阿七（公众号：河边夜话）": {"author": "阿七", "account": "河边夜话"},
    "**作者**：阿七": {"author": "阿七"},
    "**作者：** 阿七": {"author": "阿七"},
    "- 作者：阿七": {"author": "阿七"},
    "<p>作者：阿七</p>": {"author": "阿七"},
    "【作者】阿七": {"author": "阿七"},
    "【编辑：阿七】": {"editor": "阿七"},
    "（责任编辑：阿七）": {"editor": "阿七"},
    "（责编 阿七）": {"editor": "阿七"},
    "[責任編輯：阿七]": {"editor": "阿七"},
    "责编：阿七　审校：小满": {"editor": "阿七", "proofreader": "小满"},
    "編譯：阿七": {"translator": "阿七"},
    "译者：[阿七](https://a.example/7)": {"translator": "阿七"},
    "翻譯／阿七　攝影／小滿": {"translator": "阿七", "photographer": "小滿"},
    "文/图：阿七": {"author": "阿七", "photographer": "阿七"},
    "圖文／阿七": {"author": "阿七", "photographer": "阿七"},
    "撰文：阿七　排版：小满": {"author": "阿七", "designer": "小满"},
    "校对：[阿七](https://a.example/7)，[小满](https://a.example/8)": {
        "proofreader": ("阿七", "小满")
    },
    "via: https://a.example/rain/": {"source_url": "https://a.example/rain/"},
    "原文：雨后的河边 https://a.example/rain": {
        "original_title": "雨后的河边",
        "source_url": "https://a.example/rain",
    },
    "via: <https://a.example/rain>": {"source_url": "https://a.example/rain"},
    "原文 [On Rain](https://a.example/rain)": {
        "source_url": "https://a.example/rain",
        "original_title": "On Rain",
    },
    "> * 原文地址：[On Rain: 7 Notes](https://a.example/rain)": {
        "source_url": "https://a.example/rain",
        "original_title": "On Rain: 7 Notes",
    },
    "> * 本文永久链接：<https://b.example/rain>": {"url": "https://b.example/rain"},
    "本文来源：河边网 作者：阿七": {"publisher": "河边网", "author": "阿七"},
    "来源：[河边](https://a.example/)": {"publisher": "河边"},
    "本文转自：https://a.example/rain": {"source_url": "https://a.example/rain"},
    "转载自河边网": {"publisher": "河边网"},
    "摘自《河边》2013年第3期": {"publisher": "《河边》2013年第3期"},
    "本文首发于微信公众号：河边夜话（ID：hebian2013）": {
        "account": "河边夜话",
        "account_id": "hebian2013",
    },
    "首发于：https://a.example/rain": {"url": "https://a.example/rain"},
    "本文来自微信公众号：河边夜话（ID：hebian2013），作者：阿七，原文标题：《雨后》，题图来自：河边网": {
        "account": "河边夜话",
        "account_id": "hebian2013",
        "author": "阿七",
        "original_title": "雨后",
        "image_source": "河边网",
    },
    "来源：河边网 2013-10-21 16:25": {"publisher": "河边网", "published": "2013-10-21T16:25"},
    "文丨阿七 编辑丨小满 来源丨河边夜话": {
        "author": "阿七",
        "editor": "小满",
        "publisher": "河边夜话",
    },
    "初审：阿七 复审：小满 终审：大鱼": {"reviewer": ("阿七", "小满", "大鱼")},
    "本文原載於河邊部落格，作者為林小滿，經授權轉載": {
        "publisher": "河邊部落格",
        "author": "林小滿",
    },
    "口述：阿七\n整理：小满": {"author": "阿七", "editor": "小满"},
    "作者：阿七\n链接：https://a.example/7\n来源：知乎": {
        "author": "阿七",
        "source_url": "https://a.example/7",
        "publisher": "知乎",
    },
    "作者：阿七 2013-10-21": {"author": "阿七", "published": "2013-10-21"},
    "作者: [阿七](https://a.example/7) | 2013-10-21": {"author": "阿七", "published": "2013-10-21"},
    "作者 | 文小满": {"author": "文小满"},
    "作者 | 阿七\n来源 | 河边夜话\n头图 | 视觉河": {
        "author": "阿七",
        "publisher": "河边夜话",
        "image_source": "视觉河",
    },
    "本文链接：https://a.example/7": {"url": "https://a.example/7"},
    "本文经授权转载自公众号河边夜话（ID：hebian2013），作者：阿七": {
        "account": "河边夜话",
        "account_id": "hebian2013",
        "author": "阿七",
    },
    "（本文原刊於《渡口文藝》，獲作者授權轉載）": {"publisher": "《渡口文藝》"},
    "（原题为《雨后》）": {"original_title": "雨后"},
    "原标题：雨后的河边": {"original_title": "雨后的河边"},
    "发布时间：2013年10月21日 16:25 来源：河边网": {
        "published": "2013-10-21T16:25",
        "publisher": "河边网",
    },
    "2013-10-21 16:25　来源：河边网　作者：阿七": {
        "published": "2013-10-21T16:25",
        "publisher": "河边网",
        "author": "阿七",
    },
    "作者：阿七　阅读：1024": {"author": "阿七"},
    "本文由 [河社](https://a.example) 原创编译，[河边网](https://b.example) 荣誉推出": {
        "translator": "河社",
        "publisher": "河边网",
    },
    "【本文作者為阿小七，原文網址為： <https://a.example/7> ，由林小滿編輯後收入本刊】": {
        "author": "阿小七",
        "source_url": "https://a.example/7",
        "editor": "林小滿",
    },
    '[#]: author: "Ah Qi https://a.example/7"': {"author": "Ah Qi"},
    '[#]: subject: "雨后"': {"title": "雨后"},
    "[#]: via: (https://a.example/7)": {"source_url": "https://a.example/7"},
}


@pytest.mark.parametrize("line", SAYS)
@pytest.mark.parametrize("place", ["above", "below", "below a title"])
def test_a_line_of_credits_goes_into_the_metadata(line: str, place: str) -> None:
    """Above and below the article; the article stays as it was, and the line is accounted for."""
    text = {
        "above": f"{line}\n\n{ARTICLE}\n",
        "below": f"{ARTICLE}\n\n{line}\n",
        "below a title": f"# 雨后\n\n{line}\n\n{ARTICLE}\n",
    }[place]
    post = extract_credits(Post.from_text(text))
    assert dict(post.metadata) == SAYS[line]
    assert post.body == ("# 雨后\n\n" if place == "below a title" else "") + ARTICLE + "\n"
    assert post.restore() == text
    [change] = [change for change in post.changes if isinstance(change, Change)]
    assert all(edit.rule.startswith("credits.") for edit in change.edits)
    for told in post.changes:
        if isinstance(told, MetadataChange) and isinstance(told.after, str) and told.span:
            written = text[slice(*told.span)]
            assert told.after in written or told.key in ("published", "updated"), (
                told.key,
                written,
            )


# What only looks like credits, alone above or below an article.
STAYS: Final = (
    "作者：我觉得雨不会停。",
    "作者：我觉得可以",
    "作者：好的",
    "作者认为雨不会停。",
    "作者是谁，没有人知道",
    "作者介绍：阿七，住在河边。",
    "作者：阿七，前端工程师，现居北京",
    "作者：阿七说，走吧。",
    "译者注：这里原文有误。",
    "翻译：当雨停了，河水会在三天里退下去。",
    "原文：他说的话都不算数。",
    "原文：《河边》",
    "编辑：稿子什么时候交？\n作者：写完再说",
    f"记者：{'下一本书写什么，' * 20}\n\n作者：写完再说",
    "作者：阿七\n群主：小满\n\n时间：2013年10月21日",
    "`甲\n作者：阿七\n乙`",
    "作者：编辑",
    "作者：string，必填",
    "作者：河边夜话写作小组全体成员敬上",
    "作者：河边卖鱼的",
    "作者：阿七\n类型：小说\n状态：连载中",
    "Author: Ah Qi <ahqi@a.example>",
    "本报记者 没有人知道",
    "阿七：作者\n作者：阿七",
    "编辑：这本书什么时候写完？",
    "来源：进口",
    "图：桥下的船",
    "摄影：一门遗憾的艺术",
    "编辑：看不见的人",
    "作者：消失的名字",
    "（作者系河边大学教授）",
    "作者单位：河边大学",
    "时间：2013年10月21日",
    "本文作者是一位医生",
    "本文由三部分组成",
    "本文来自我的一次演讲",
    "本文首发于2013年",
    "文：这是我最近在读的书",
    "| 作者 | 阿七 |",
    "作者 | 译者",
    "作者：未知",
    "2013-10-21 16:25",
    "记者 阿七",
    "记者 手记\n\n2013-10-21 16:25",
    "记者 阿七 走了",
    "By 阿七",
    "By 未知 | 编辑 小满",
    "作者：记者 通讯员",
    "文 阿七 编辑 小满",
    "作者 译者 | 编辑 校对",
    "作者：小满 摄影记者 阿七",
    "更新于 2013-10-21 的版本",
    "发布于 2013-13-45",
    "编辑于 2013年的那一夜",
    "本帖被 阿七 于 2013-10-21 移动",
    "2013-10-21 16:25\n2013-10-22 16:25",
    "    作者：阿七",
    "```\n作者：阿七\n```",
    "`作者：阿七`",
    "欢迎关注我们的微信公众号：河边夜话",
    "转载请联系作者",
    "他说：“作者：阿七。”",
    "书名：《河边》\n作者：阿七\n出版社：河边出版社",
    "书名：《河边》\n\n作者：阿七\n\n定价：32元",
    "片名：雨后\n导演：阿七\n编剧：小满",
    "编辑：稿子什么时候交？\n作者：明年",
    "记者：阿七\n嘉宾：小满",
    "[1]: https://a.example/rain",
    "原标题：",
    "文章：字符串，必填",
    "2013-13-45 作者：阿七",
    "他说雨停了／译",
    "生活《by／译",
    "由阿七翻译，其余从略",
    "由，翻译",
    "公众号、链接：雨后",
    "作者、来源：阿七",
    "首发于渡口文艺（2013年第3期）",
    "首发于网络",
)


@pytest.mark.parametrize("line", STAYS)
def test_what_is_no_credit_stays(line: str) -> None:
    """The same post comes back: a sentence that goes is worse than a credit that stays."""
    for text in (f"{line}\n\n{ARTICLE}\n", f"{ARTICLE}\n\n{line}\n", line, f"{line}\n"):
        post = Post.from_text(text)
        assert extract_credits(post) is post


def test_a_colophon_in_the_middle_stays() -> None:
    """The first line of prose ends the search from either side."""
    for line in SAYS:
        post = Post.from_text(f"{ARTICLE}\n\n{line}\n\n{ARTICLE}\n")
        assert extract_credits(post) is post
        short = Post.from_text(f"雨停了，路还湿。\n\n{line}\n\n我们沿着河走。\n")
        assert extract_credits(short) is short


@pytest.mark.parametrize("between", ["\n", "\n\n", "　\n \n"])
def test_credits_that_a_sentence_introduces_stay(between: str) -> None:
    """What a colon announces is a specimen, all of it, though both lines around it are passed."""
    told = "我收到一份投稿，稿子的抬头写着："
    shown = "文/无名氏\n编辑/小满"
    post = Post.from_text(f"{told}{between}{shown}\n\n整篇只有一句话：“我来过。”\n")
    assert extract_credits(post) is post
    label = Post.from_text(f"投稿信息：{between}{shown}\n\n雨停了，路还湿。\n")
    assert extract_credits(label).author == "无名氏"


def test_a_dialogue_stays() -> None:
    """Whoever speaks more than once is no author of the text."""
    talk = "记者：阿七\n\n作者：下一本写什么。\n\n记者：写河\n\n作者：什么河。\n\n记者：大河"
    post = Post.from_text(talk)
    assert extract_credits(post) is post
    spoken = Post.from_text(f"{ARTICLE}\n作者：走了\n{ARTICLE}\n\n作者：阿七\n")
    assert extract_credits(spoken) is spoken


def test_a_block_of_credits_goes_with_the_rule_above_it() -> None:
    """A tail of via, author, translator leaves no rule behind; definitions of links stay."""
    tail = (
        "---\n\nvia: https://a.example/rain\n\n作者：[阿七][a]\n译者：[小满](https://b.example)\n"
    )
    post = extract_credits(Post.from_text(f"{ARTICLE}\n\n{tail}"))
    assert post.body == f"{ARTICLE}\n"
    assert dict(post.metadata) == {
        "source_url": "https://a.example/rain",
        "author": "阿七",
        "translator": "小满",
    }
    definition = "[a]: https://a.example/7\n"
    kept = extract_credits(Post.from_text(f"{ARTICLE}\n\n{tail}\n{definition}"))
    assert kept.body == f"{ARTICLE}\n\n---\n\n{definition}"
    assert kept.metadata == post.metadata


def test_a_rule_below_credits_at_the_top_goes_too() -> None:
    """Nothing is left for it to part; one below a title stays."""
    assert (
        extract_credits(Post.from_text(f"作者：阿七\n\n***\n\n{ARTICLE}\n")).body == f"{ARTICLE}\n"
    )
    titled = extract_credits(Post.from_text(f"# 雨后\n\n作者：阿七\n\n---\n\n{ARTICLE}\n"))
    assert titled.body == f"# 雨后\n\n---\n\n{ARTICLE}\n"


def test_several_names_on_one_line() -> None:
    """As translation projects write it: four words, four names, one line."""
    line = "作者：[Ah Qi][a] 选题：[小满][b] 译者：[大鱼](https://c.example) 校对：[老树](https://d.example)"
    post = extract_credits(Post.from_text(f"{ARTICLE}\n\n{line}\n"))
    assert dict(post.metadata) == {
        "author": "Ah Qi",
        "collector": "小满",
        "translator": "大鱼",
        "proofreader": "老树",
    }


def test_header_lines_of_a_translation() -> None:
    """``[#]:`` lines go together, empty ones too; a foreign subject is the title of the original."""
    header = (
        '[#]: subject: "Notes on Rain"\n[#]: author: "Ah Qi https://a.example/7"\n'
        '[#]: translator: "小满"\n[#]: reviewer: ( )\n[#]: url: " "\n'
    )
    post = extract_credits(Post.from_text(f"{header}\n雨中笔记\n======\n\n{ARTICLE}\n"))
    assert dict(post.metadata) == {
        "original_title": "Notes on Rain",
        "author": "Ah Qi",
        "translator": "小满",
    }
    assert post.body == f"雨中笔记\n======\n\n{ARTICLE}\n"


def test_a_subject_without_a_translator_is_the_title() -> None:
    """In whatever language: nothing says that there is another text."""
    post = extract_credits(Post.from_text(f'[#]: subject: "Notes on Rain"\n\n{ARTICLE}\n'))
    assert dict(post.metadata) == {"title": "Notes on Rain"}


def test_a_sentence_counts_where_no_word_does() -> None:
    """Who is named as the translator translated; the group that presents it did not, and agrees."""
    presented = "本文由 [河社](https://a.example) 原创编译，[河边网](https://b.example) 荣誉推出"
    post = extract_credits(Post.from_text(f"{ARTICLE}\n\n{presented}\n\n译者：小满\n"))
    assert dict(post.metadata) == {"publisher": "河边网", "translator": "小满"}
    assert (post.body, post.notices) == (f"{ARTICLE}\n", ())
    stated = Post.from_text(f"{ARTICLE}\n\n{presented}\n", {"translator": "阿七"})
    assert extract_credits(stated).notices == ()
    assert extract_credits(stated).body == f"{ARTICLE}\n"


@pytest.mark.parametrize(
    "listed",
    [
        "记者 阿七 | 编辑 小满\n村长 老陈",
        "出场人物\n记者 阿七 | 编辑 小满",
        "**人物：**\n\n记者 阿七 通讯员 小满",
    ],
)
def test_a_cast_stays(listed: str) -> None:
    """Names that only blanks part from what people are stand in lists, too."""
    post = Post.from_text(f"{listed}\n\n{ARTICLE}\n")
    assert extract_credits(post) is post


def test_the_days_of_a_diary_stay() -> None:
    """A day beside a byline is a stamp where it is the only one that begins a line."""
    first, second = "2013-10-21 16:25\n雨停了，路还湿。", "2013-10-22 16:25\n桥上没有人，河涨了。"
    diary = extract_credits(Post.from_text(f"作者：阿七\n{first}\n\n{second}\n"))
    assert diary.body == f"{first}\n\n{second}\n"
    assert dict(diary.metadata) == {"author": "阿七"}
    post = extract_credits(Post.from_text(f"作者：阿七\n{first}\n"))
    assert dict(post.metadata) == {"author": "阿七", "published": "2013-10-21T16:25"}


def test_a_day_in_another_block_than_the_byline_stays() -> None:
    """Nothing says that it is the day of the post."""
    text = f"作者：阿七\n\n2013-10-21 16:25\n\n{ARTICLE}\n"
    assert extract_credits(Post.from_text(text)).body.startswith("2013-10-21 16:25\n")


def test_a_day_of_editing_agrees_in_any_form() -> None:
    """As that of publishing does; another one is told."""
    line = f"编辑于 2013-10-21 16:25\n\n{ARTICLE}\n"
    same = extract_credits(Post.from_text(line).described("test", {"updated": "2013/10/21"}))
    assert same.body == f"{ARTICLE}\n"
    other = extract_credits(Post.from_text(line).described("test", {"updated": "2013-10-22"}))
    assert other.body == line
    assert [notice.rule for notice in other.notices] == ["credits.differs"]


def test_only_so_many_other_lines_are_passed() -> None:
    """Below a long list of links nobody looks for credits; definitions of links do not count."""
    links = "".join(f"- [河 {n}](https://a.example/{n})\n" for n in range(40))
    definitions = "".join(f"[{n}]: https://a.example/{n}\n" for n in range(40))
    far = Post.from_text(f"{ARTICLE}\n\n作者：阿七\n\n{links}")
    assert extract_credits(far) is far
    near = Post.from_text(f"{ARTICLE}\n\n作者：阿七\n\n{definitions}")
    assert extract_credits(near).author == "阿七"
    few = Post.from_text(f"{ARTICLE}\n\n作者：阿七\n\n{''.join(links.splitlines(True)[:9])}")
    assert extract_credits(few).author == "阿七"


@pytest.mark.parametrize("end", ["head", "tail"])
def test_a_hundred_credits_are_a_list_of_people(end: str) -> None:
    """They stay, and a name is not put beside all names before it."""

    def post(count: int) -> Post:
        names = islice(product("赵钱孙李周吴郑王冯陈褚", "甲乙丙丁戊己庚辛壬癸"), count)
        lines = "".join(f"编辑：{family}{given}\n" for family, given in names)
        return Post.from_text(f"{lines}\n{ARTICLE}\n" if end == "head" else f"{ARTICLE}\n\n{lines}")

    most, more = post(MOST_CREDITS), post(MOST_CREDITS + 1)
    editors = extract_credits(most).metadata["editor"]
    assert isinstance(editors, tuple)
    assert len(editors) == MOST_CREDITS
    assert extract_credits(more) is more


def test_a_long_first_line_is_no_title() -> None:
    """Up to 50 characters without a stop are a title, and credits below it are above the article."""
    for number, author in ((25, "阿七"), (26, None)):
        text = f"{'雨后' * number}\n\n作者：阿七\n\n{ARTICLE}\n"
        assert extract_credits(Post.from_text(text)).author == author


def test_an_author_behind_the_title() -> None:
    """The bracket goes, the title stays."""
    post = extract_credits(Post.from_text(f"## 雨後 – 河邊 (作者：阿七)\n\n{ARTICLE}\n"))
    assert post.body == f"## 雨後 – 河邊\n\n{ARTICLE}\n"
    assert post.author == "阿七"


def test_what_is_stated_is_never_replaced() -> None:
    """A differing line stays, with a notice; an agreeing one goes and changes no metadata."""
    stated = Post.from_text(f"{ARTICLE}\n\n作者：小满\n", {"作者": "阿七"})
    post = extract_credits(stated)
    assert post.metadata == stated.metadata
    assert post.body == stated.body
    [notice] = post.notices
    assert notice.rule == "credits.differs"
    assert notice.span is not None
    assert stated.body[slice(*notice.span)] == "小满"
    assert extract_credits(post) is post

    agreed = Post.from_text(f"{ARTICLE}\n\n作者：張三\n", {"name": "张三"})
    done = extract_credits(agreed)
    assert (done.metadata, done.body) == (agreed.metadata, f"{ARTICLE}\n")
    assert not done.notices


def test_dates_and_addresses_agree_in_any_form() -> None:
    """A day agrees with a time on it, an address with itself without tracking."""
    line = "发布时间：2013年10月21日　来源链接：https://a.example/7?utm_source=feed"
    metadata = {"date": "2013-10-21 16:25", "source_url": "https://a.example/7"}
    post = extract_credits(Post.from_text(f"{line}\n\n{ARTICLE}\n", metadata))
    assert dict(post.metadata) == metadata
    assert post.body == f"{ARTICLE}\n"
    later = {"date": "2013-10-22", "source_url": "https://a.example/7"}
    kept = extract_credits(Post.from_text(f"{line}\n\n{ARTICLE}\n", later))
    assert line in kept.body
    assert [notice.rule for notice in kept.notices] == ["credits.differs"]


def test_a_line_with_one_thing_stated_stays_and_still_says_the_other() -> None:
    """Nothing is lost: what the metadata do not have is taken, what they say otherwise is told."""
    post = extract_credits(
        Post.from_text(f"作者：小满　译者：大鱼\n\n{ARTICLE}\n", {"author": "阿七"})
    )
    assert dict(post.metadata) == {"author": "阿七", "translator": "大鱼"}
    assert post.body.startswith("作者：小满")


def test_credits_before_promotions_lose_nothing() -> None:
    """Where a text was published is a credit; how it may be reprinted is for strip_promotions."""
    tail = (
        "本文首发于微信公众号：河边夜话（ID：hebian2013），转载请联系作者。\n\n"
        "责编：阿七\n\n欢迎关注我们的微信公众号：河边夜话。\n"
    )
    credited = extract_credits(Post.from_text(f"{ARTICLE}\n\n{tail}"))
    assert dict(credited.metadata) == {
        "account": "河边夜话",
        "account_id": "hebian2013",
        "editor": "阿七",
    }
    assert credited.body == (
        f"{ARTICLE}\n\n转载请联系作者。\n\n欢迎关注我们的微信公众号：河边夜话。\n"
    )
    assert strip_promotions(credited).body == f"{ARTICLE}\n"
    alone = strip_promotions(Post.from_text(f"{ARTICLE}\n\n责编：阿七\n"))
    assert "责编：阿七" in alone.body


def test_blank_lines_do_not_join_or_double() -> None:
    """Paragraphs stay apart, and a line below credits does not become an underline."""
    assert extract_credits(Post.from_text(f"# 题\n作者：阿七\n\n{ARTICLE}")).body == (
        f"# 题\n\n{ARTICLE}"
    )
    assert extract_credits(Post.from_text(f"作者：阿七\n{ARTICLE}")).body == ARTICLE
    heading = Post.from_text(f"{ARTICLE}\n\n雨后的河\n作者：阿七\n---\n")
    assert extract_credits(heading).body == heading.body


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_every_kind_of_line_end(end: str) -> None:
    """Lines end as they end elsewhere."""
    text = f"来源：河边网\n\n{ARTICLE}\n\n作者：阿七\n译者：小满\n".replace("\n", end)
    post = extract_credits(Post.from_text(text))
    assert dict(post.metadata) == {"publisher": "河边网", "author": "阿七", "translator": "小满"}
    assert post.body == f"{ARTICLE}\n".replace("\n", end)


_LINES = st.sampled_from(
    [*SAYS, *STAYS, *SENTENCES, "---", "# 题", ">", "", "![图](a.png)", "===", "转载请联系"]
)
_SHUFFLED = st.lists(_LINES, max_size=9).map("\n".join) | st.lists(_LINES, max_size=6).map(
    "\n\n".join
)


@given(text=_SHUFFLED | TEXTS, stated=st.sampled_from(["", "阿七", "小满"]))
def test_the_laws(text: str, stated: str) -> None:
    """Any text; a fixed point; accounted for; what was stated stays; nothing but credits goes."""
    post = Post.from_text(text, {"author": stated} if stated else None)
    done = extract_credits(post)
    assert extract_credits(done) is done
    assert done.restore() == text
    assert Post.from_dict(done.to_dict()) == done
    if stated:
        assert done.author == stated
    for change in done.changes:
        if isinstance(change, Change):
            for edit, old in zip(change.edits, change.removed, strict=True):
                assert isinstance(edit, Edit)
                assert not edit.new
                assert not any(sentence in old for sentence in SENTENCES)


@pytest.mark.parametrize("bait", [*BAIT, *SAYS])
def test_the_work_is_linear(bait: str) -> None:
    """Twice the text is at most twice the work, above and below an article and alone."""
    unit = BAIT.get(bait, f"{bait}\n")

    def work(number: int) -> int:
        texts = (unit * number, f"{unit * number}\n\n{ARTICLE}\n\n{unit * number}")
        package = postnorm.__path__[0]
        return lines_run(package, lambda: [extract_credits(Post.from_text(text)) for text in texts])

    assert work(40) <= 2.2 * work(20) + 800


@pytest.mark.parametrize("subject", [b"bytes", None, "text"], ids=repr)
def test_a_wrong_type_is_told(subject: object) -> None:
    """It takes a Post."""
    with pytest.raises(TypeError, match="extract_credits takes a Post"):
        extract_credits(subject)  # type: ignore[arg-type]


def test_the_words_of_the_table_are_folded_and_mean_one_thing() -> None:
    """Lines are folded before they are compared, so a word that is not would never be found."""
    groups = [*words.PEOPLE.values(), *words.ADDRESSES.values(), words.OUTLETS, words.TITLES]
    groups += [words.FIRST_OUTLETS, words.DATES, words.ACCOUNTS, words.COUNTS, words.IMAGES]
    every = [word for group in groups for word in group]
    assert [word for word in every if fold(word) != word] == []
    for more in (words.REST, words.NOTES, words.WORKS, words.PASSING, words.MEDIA_ENDS):
        assert [word for word in more if fold(word) != word] == []
    both = [word for word in every if every.count(word) > 1]
    assert both == []
    assert set(KIND_OF) >= set(words.WEAK)


def test_a_rule_between_two_groups_of_credits_goes_once() -> None:
    """The first group takes the blank lines below it, the last one the rule above it: no edits overlap."""
    text = (
        f"{ARTICLE}\n\n---\n\n译者：[阿七](https://a.example)\n\n---\n（本文原刊于《渡口文艺》）\n"
    )
    post = extract_credits(Post.from_text(text))
    assert dict(post.metadata) == {"translator": "阿七", "publisher": "《渡口文艺》"}
    assert ARTICLE in post.body
    assert post.restore() == text


def test_a_comment_without_a_value_says_nothing_and_goes() -> None:
    """Those who translate fill in a form, and leave lines of it empty."""
    post = extract_credits(Post.from_text(f'[#]: author:\n[#]: via: ""\n\n{ARTICLE}\n'))
    assert (post.metadata, post.body) == ({}, f"{ARTICLE}\n")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("雨后 https://a.example/1", Address("https://a.example/1", "雨后")),
        ("雨停了。路还湿。https://a.example/1", None),
        ("雨" * 121 + " https://a.example/1", None),
        ("《雨后》，<https://a.example/1>", Address("https://a.example/1", "雨后")),
    ],
)
def test_a_sentence_before_an_address_is_no_title(written: str, address: Address | None) -> None:
    """A few words are; then the address is that of a work."""
    assert read_address(written) == address


def test_what_presents_a_text_has_a_name() -> None:
    """One without its marks is none, and one with another name for it in brackets is an account."""
    assert extract_credits(Post.from_text(f"{ARTICLE}\n\n由（河边荣誉推出\n")).metadata == {}
    post = extract_credits(Post.from_text(f"{ARTICLE}\n\n转自河边夜话(ID：hebian)\n"))
    assert post.metadata == {"account": "河边夜话", "account_id": "hebian"}


def test_a_day_that_cannot_be_compared_is_told() -> None:
    """The header's stays, and so does the line."""
    text = f"作者：阿七　发布时间：2013-10-21\n\n{ARTICLE}\n"
    post = extract_credits(Post.from_text(text, {"date": "不知何日"}))
    assert post.metadata == {"date": "不知何日", "author": "阿七"}
    assert post.body == text
    assert [notice.rule for notice in post.notices] == ["credits.differs"]
