"""The words of credits: what a byline calls the people, the places and the titles it names.

All Chinese words are Simplified and all Latin ones lower case, because lines are folded before
they are compared (tables/folding): one entry serves Simplified and Traditional posts. A word may
enter when bylines of several publishers use it, and when articles do not begin a line with it and
a colon for other reasons; a word that articles use too is *weak*, and counts only in company.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "author": (
        *("作者", "原作者", "原作", "文", "文字", "撰文", "撰稿", "撰稿人", "撰写", "执笔", "主笔"),
        *(
            "采写",
            "采访撰文",
            "口述",
            "记者",
            "本报记者",
            "本刊记者",
            "特约记者",
            "通讯员",
            "特约作者",
            "特约撰稿",
        ),
        *("特约撰稿人", "文案", "by", "written by", "author", "text by", "words by"),
    ),
    "translator": (
        *("译者", "译", "翻译", "翻译者", "编译", "编译者", "译文作者", "中文翻译"),
        *("translator", "translated by"),
    ),
    "proofreader": (
        *("校对", "校对者", "校", "校订", "审校", "审校者", "译校", "精校", "精细校对", "校译"),
        *("校审", "proofreader", "proofread by", "reviewer"),
    ),
    "editor": (
        *("编辑", "责编", "责任编辑", "责任编缉", "值班编辑", "执行编辑", "本期编辑", "编审"),
        *("整理编辑", "编辑整理", "微信编辑", "新媒体编辑", "运营编辑", "主编", "整理"),
        *("editor", "edited by"),
    ),
    "reviewer": ("审核", "审稿", "一审", "二审", "三审", "初审", "复审", "终审", "审读", "监审"),
    "photographer": (
        *("摄影", "摄", "图", "图片", "配图", "供图", "拍摄", "摄影师", "摄影记者"),
        *("photo by", "photos by"),
    ),
    "illustrator": ("插画", "插图", "绘图", "漫画", "制图"),
    "designer": ("排版", "设计", "美编", "版式", "视觉", "美术编辑"),
    "producer": ("监制", "策划", "统筹", "出品人"),
    "collector": ("选题", "选题人", "collector"),
}
"""Field of metadata -> what a byline calls people of this kind. Two fields in one: ``文/图``, ``图文``."""

JOBS: Final = ("记者", "本报记者", "特约记者", "通讯员")
"""Words of the author that say what somebody is: they stand before names behind 作者：, too."""

ALONE: Final = (
    "by",
    "文",
    "作者",
    "撰文",
    "撰稿",
    "采写",
    "记者",
    "本报记者",
    "译",
    "译者",
    "编译",
)
"""What begins a row of words and names that only blanks part: By 阿七 | 编辑 小满."""

BOTH: Final[Mapping[str, tuple[str, ...]]] = {
    "图文": ("author", "photographer"),
    "文图": ("author", "photographer"),
    "编译整理": ("translator", "editor"),
    "编译": ("translator",),
}
"""One word for two kinds of work."""

ADDRESSES: Final[Mapping[str, tuple[str, ...]]] = {
    "source_url": (
        *("原文", "原文地址", "原文链接", "原文连结", "原文网址", "原文出处", "原始链接", "via"),
        *("原始地址", "原始网址", "英文原文", "英文链接", "来源链接", "来源网址", "来源地址"),
        *("转载地址", "转载链接", "链接", "出处链接", "source", "original link", "original"),
    ),
    "url": (
        *("永久链接", "永久地址", "永久连结", "链接地址", "译文", "译文地址", "译文链接"),
        *("译文网址", "中文链接", "参考译文"),
    ),
}
"""Field -> what stands before an address; the text of a link there is the title it had."""

OUTLETS: Final = (
    *(
        "来源",
        "出处",
        "转载自",
        "转自",
        "转载于",
        "摘自",
        "选自",
        "节选自",
        "译文出自",
        "媒体",
        "稿源",
    ),
    *("译自", "编译自", "整理自", "来源于"),
)
"""What stands before the medium that a text was taken from."""

ONLY_OF_THIS_TEXT: Final = ("来自", "刊载于", "发表于", "发布于", "刊于", "出自", "载于", "发表在")
"""The same, but only behind 本文 and the like: anything can come from somewhere."""

IMAGES: Final = (
    *(
        "题图",
        "头图",
        "题图来自",
        "题图来源",
        "头图来自",
        "头图来源",
        "封面图",
        "图片来源",
        "图片来自",
    ),
    *("封面来源", "图源", "封面图来自", "封面图来源"),
)
"""What stands before where a picture is from."""

FIRST_OUTLETS: Final = (
    *("首发", "首发于", "首发自", "首发在", "首发平台", "最早发布于", "最初发布于", "最先发布于"),
    *("最早发表于", "最初发表于", "首次发表于", "首次发布于", "原载", "原载于", "原刊", "原刊于"),
    *("首刊于", "刊于", "刊载于", "刊登于", "已发布", "原发于", "原文发表于", "原文发布于"),
    *("原文首发于", "原文刊于", "原文载于"),
)
"""What stands before the medium that a text was published in first."""

TITLES: Final = (
    *("原题", "原标题", "原文标题", "原文题目", "英文标题", "英文原题", "原题目", "原文名"),
    *("original title",),
)

DATES: Final = (
    *("发布时间", "发表时间", "发布日期", "发表日期", "发布于", "发表于", "刊发时间", "发稿时间"),
    *("日期", "时间", "published", "published on", "posted on", "date"),
)

ACCOUNTS: Final = ("微信公众号", "公众号", "微信公众账号", "公众账号", "公众帐号", "微信订阅号")

COUNTS: Final = (
    *("阅读", "阅读数", "阅读量", "浏览", "浏览数", "浏览量", "点击", "点击数", "评论", "评论数"),
    *("人气", "热度", "字数", "全文字数", "点赞", "收藏", "阅读时间", "阅读时长"),
)
"""What a page counts beside a byline; only numbers stand behind it, and they are nobody's metadata."""

WEAK: Final = frozenset(
    {
        *("图", "图片", "配图", "设计", "视觉", "监制", "策划", "统筹", "漫画", "插图", "制图"),
        *("日期", "时间", "date", "source", "original", "整理", "文案", "审核", "主编", "版式"),
        *(
            "媒体",
            "链接",
            "选题",
            "collector",
            "reviewer",
            "by",
            "校",
            "摄",
            "译",
            "拍摄",
            "绘图",
            "原作",
        ),
        *("published", *ACCOUNTS, *IMAGES),
    }
)
"""Words that articles begin lines with too: they count beside a stronger one."""

PREFIXES: Final = (
    "本文",
    "文章",
    "本篇",
    "本期",
    "原文",
    "全文",
    "该文",
    "此文",
    "新闻",
    "资料",
    "信息",
)
"""What may stand before a word of credit: 本文作者, 文章来源."""

NOTES: Final = (
    *("有删节", "有删改", "有改动", "有节选", "略有删节", "略有删改", "略有改动", "内容有删减"),
    *("已获授权", "经授权转载", "经作者授权转载", "授权转载", "已获转载授权", "经授权发布"),
    *("获授权转载", "获作者授权转载", "已获作者授权", "获作者授权", "经作者授权发布", "获授权发布"),
    *("经作者同意转载", "获作者同意转载", "经作者允许转载"),
)
"""What a credit says of itself and nobody's metadata holds."""

REST: Final = (
    *(
        "转载请",
        "如需转载",
        "欢迎转载",
        "禁止转载",
        "谢绝转载",
        "未经",
        "版权归",
        "版权所有",
        "商业转载",
    ),
    *(
        "欢迎关注",
        "点击",
        "扫码",
        "扫描",
        "关注公众号",
        "关注我",
        "本文仅代表",
        "文章仅代表",
        "侵权",
    ),
    *("如有侵权", "侵删", "更多", "着作权归", "本文版权", "非商业转载", "联系方式"),
)
"""Where a credit ends and a promotion or a notice of rights begins, which other rules judge."""

WORKS: Final = (
    *(
        "书名",
        "类型",
        "状态",
        "国别",
        "语言",
        "出版社",
        "出版",
        "isbn",
        "导演",
        "主演",
        "编剧",
        "片名",
        "片长",
        "歌名",
        "歌手",
        "演唱",
    ),
    *(
        "专辑",
        "作词",
        "作曲",
        "词",
        "曲",
        "编曲",
        "定价",
        "价格",
        "页数",
        "出版年",
        "出版时间",
        "译名",
    ),
    *("豆瓣", "豆瓣评分", "豆瓣链接", "丛书", "装帧", "朝代", "诗名", "游戏名", "开发商", "发行商"),
    *(
        "开本",
        "出品公司",
        "上映时间",
        "上映日期",
        "主题",
        "地点",
        "嘉宾",
        "主讲人",
        "主持人",
        "讲师",
    ),
)
"""What stands beside an author who wrote the book, the film or the talk that the article is about."""

NO_NAMES: Final = frozenset(
    {
        *(
            "好",
            "好的",
            "是",
            "是的",
            "对",
            "对的",
            "没有",
            "不是",
            "不会",
            "当然",
            "可以",
            "谢谢",
            "你好",
        ),
        *(
            "未知",
            "必填",
            "选填",
            "可选",
            "字符串",
            "string",
            "int",
            "null",
            "不详",
            "明年",
            "今年",
            "去年",
            "明天",
            "昨天",
            "今天",
            "不知道",
            "也许",
            "或许",
            "可能",
        ),
        *(
            "为什么",
            "然后",
            "所以",
            "但是",
            "其实",
            "确实",
            "同意",
            "知道",
            "明白",
            "无",
            "暂无",
            "没错",
        ),
        *(
            "谁",
            "某某",
            "已死",
            "之死",
            "简介",
            "介绍",
            "自述",
            "注",
            "按",
            "说明",
            "招募",
            "正在",
            "感谢",
        ),
    }
)
"""What stands behind 作者： in a dialogue, or instead of a name."""

SPEECH: Final = "我你您她它这那吗呢吧么啊呀哦嗯了"
"""Characters of sentences; hardly anybody's name has one."""

NAMELESS_STARTS: Final = (
    *(
        "一个",
        "一位",
        "一名",
        "一种",
        "一门",
        "一场",
        "一次",
        "一段",
        "一部",
        "一件",
        "一条",
        "一群",
    ),
    *(
        "某个",
        "某位",
        "如何",
        "怎么",
        "不",
        "也",
        "就",
        "最后",
        "看不见",
        "消失",
        "被",
        "从",
        "在",
        "把",
        "让",
    ),
)

ALSO_KNOWN: Final = (
    *(
        "知乎",
        "知乎专栏",
        "简书",
        "豆瓣",
        "虎嗅",
        "掘金",
        "少数派",
        "果壳",
        "澎湃",
        "腾讯大家",
        "网易",
    ),
    *("新浪", "搜狐", "凤凰", "头条号", "今日头条", "微博", "博客园", "开源中国", "雪球", "百家号"),
    *("钛媒体", "爱范儿", "极客公园", "机核", "界面", "端传媒", "虎扑", "思否", "语雀", "方格子"),
)
"""Media whose names do not say that they are media."""

MEDIA_ENDS: Final = (
    *(
        "网",
        "报",
        "社",
        "周刊",
        "月刊",
        "季刊",
        "半月刊",
        "双月刊",
        "杂志",
        "晚报",
        "博客",
        "专栏",
        "网站",
    ),
    *("频道", "客户端", "平台", "新闻", "财经", "观察", "论坛", "电台", "电视台", "研究院", "媒体"),
    *(
        "传媒",
        "在线",
        "评论",
        "学报",
        "期刊",
        "部落格",
        "日志",
        "blog",
        "app",
        "媒",
        "画报",
        "文摘",
    ),
)
"""How names of media end."""

PASSING: Final = (
    *(
        "公众号",
        "公众账号",
        "公众帐号",
        "二维码",
        "扫码",
        "阅读原文",
        "转载",
        "版权",
        "侵权",
        "侵删",
        "授权",
    ),
    *(
        "欢迎关注",
        "请关注",
        "关注我",
        "订阅",
        "点赞",
        "打赏",
        "赞赏",
        "在看",
        "投稿",
        "仅代表",
        "不代表",
    ),
    *(
        "推荐阅读",
        "相关阅读",
        "延伸阅读",
        "往期",
        "更多精彩",
        "荣誉推出",
        "题图",
        "头图",
        "封面",
        "图源",
    ),
    *(
        "图片来自",
        "图片来源",
        "图片出处",
        "广告",
        "商务合作",
        "联系我们",
        "客服",
        "转发",
        "朋友圈",
        "粉丝专页",
    ),
    *(
        "creative commons",
        "cc by",
        "全文完",
        "本文完",
        "(完)",
        "-完-",
        "-end-",
        "the end",
    ),
)
"""What a short line between the credits and the end of a page speaks of; it stays where it is."""
