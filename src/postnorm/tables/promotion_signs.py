"""Words that speak for or against a plug, whatever it promotes: who asks, what is told, what is a byline.

All are folded as lines are before they are compared: Simplified, lower case, half-width. What counts
is that one of a set stands there (``TOLD``: how many), so the order says nothing.
"""

from __future__ import annotations

from typing import Final

ASKING: Final = (
    *("欢迎", "请", "快来", "快去", "赶快", "赶紧", "记得", "别忘", "不要忘", "点击", "点这", "戳"),
    *("扫", "长按", "搜索", "关注", "订阅", "加入", "添加", "转发", "分享", "按赞", "给个", "求"),
    *("麻烦", "喜欢", "觉得", "如果", "想", "更多", "可以", "推荐", "感谢"),
)
"""How a call to the reader begins."""

TOLD: Final = (
    *(
        "说:",
        "他说",
        "她说",
        "他们",
        "她们",
        "有人",
        "当时",
        "曾经",
        "据说",
        "报道",
        "指出",
        "表示",
    ),
    *("认为", "发现", "为什么", "如何", "怎么", "怎样", "是否", "是不是", "意味", "因此", "所以"),
    *("但是", "然而", "不过", "却", "并不", "没有", "不会", "后来", "那时", "以前", "问题是"),
    *("越来越", "之所以", "例如", "比如", "不仅", "而且", "即使", "虽然", "无论", "用户", "商家"),
    *("平台", "企业", "运营者", "从此", "已经成", "可是", "其实", "那年", "功能", "人们", "以后"),
    *("都老了", "别人", "也许", "反而", "而不是", "警方", "对方", "都是诈骗", "骗局", "被证实"),
    *("被告", "原告", "判决", "所谓", "民警", "受害人", "骗子"),
)
"""What is reported, asked or argued is no call to the reader."""

SUBJECT: Final = (
    *("公众号", "公众账号", "公众帐号", "订阅号", "服务号", "二维码", "小程序", "涨粉", "粉丝"),
    *("自媒体", "新媒体", "朋友圈", "运营", "营销", "推广", "引流", "广告", "版权", "转载", "打赏"),
    *("赞赏", "课程", "app", "微信"),
)
"""In a title these say that the article is about what plugs speak of."""

ACCOUNTS: Final = (
    *("公众号", "公眾號", "公衆號", "订阅号", "訂閱號", "二维码", "二維碼", "自媒体", "自媒體"),
    *("朋友圈", "涨粉", "漲粉", "微信"),
)
"""The same of its text, counted as written, because folding all of it costs more: each in both scripts."""

BYLINES: Final = (
    *(
        "作者",
        "文",
        "文字",
        "文丨",
        "编辑",
        "责编",
        "责任编辑",
        "来源",
        "原文",
        "原文链接",
        "原文地址",
    ),
    *(
        "原标题",
        "首发于",
        "译者",
        "翻译",
        "译",
        "校对",
        "出处",
        "via",
        "记者",
        "撰文",
        "采访",
        "排版",
    ),
    *("摄影", "图", "图片", "题图", "头图", "封面", "主编", "监制", "策划", "审校", "原作者"),
    *("本文作者", "本文译者", "参考", "参考资料", "本文来自", "本文来源", "文章来源", "转自"),
    *("转载自", "转载于", "本文转自", "本文转载自", "原载", "原文出处", "本文首发", "本文原载"),
    *("author", "source"),
)
"""What a colon, a bar or an @ follows on a line that names people or sources: credits, no promotion."""

SOURCES: Final = (
    *("本文来自", "本文转载自", "本文首发于", "本文首发在", "本文原载", "本文转自微信", "本文译自"),
    *(
        "本文翻译自",
        "本文编译自",
        "本文经授权转载自",
        "本文获授权转载自",
        "本文授权转载自",
        "首发于",
    ),
    *("原文刊", "转载于", "转载自"),
)
"""What begins a sentence that names a source."""

POINTED: Final = (
    *(
        "二维码",
        "扫",
        "长按",
        "识别",
        "上图",
        "下图",
        "如下",
        "下方",
        "上方",
        "关注",
        "公众",
        "小程序",
    ),
    *(
        "加群",
        "入群",
        "群",
        "微信",
        "打赏",
        "赞赏",
        "赞助",
        "支持",
        "qrcode",
        "客服",
        "助手",
        "小编",
    ),
    *("课程", "报名", "海报"),
)
"""What a plug says that speaks of a picture beside it."""

CLOSING: Final = (
    *("最后", "总结", "结语", "小结", "后记", "结束", "结论", "尾声", "参考", "总之", "引用", "附"),
)
"""Headings that close an article, and stay with nothing but plugs under them."""

PARTICULARS: Final = (
    *("店名", "地址", "营业时间", "电话", "门票", "交通", "票价", "住址", "人均", "停车"),
    *("活动时间", "活动地点", "讲座时间", "讲座地点", "展览时间", "展览地点", "岗位职责"),
    *("任职要求", "职位描述", "工作职责"),
)
"""What a review or a notice of a meeting gives: a shop's own page is then one of the facts."""

SPECIMENS: Final = (
    *("话术", "文案", "模板", "例如", "比如", "例子", "示例", "样例", "这样写", "这么写", "写道"),
    *("写着", "这句话", "这段话", "原话"),
)
"""What stands before a colon when the next line is shown to the reader, and not said to him."""

RELEASES: Final = ("发布", "上线", "推出", "上架", "公测", "内测")
PRODUCTS: Final = ("app", "客户端", "小程序", "软件", "应用", "插件")
"""An article that announces one: what leads to it is its subject."""
