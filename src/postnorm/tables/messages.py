"""What the command says, in Chinese: by the English in which it stands in the code.

A message has the same placeholders in both. Examples, which are commands, stand as they are under a
heading in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_USAGE: Final[Mapping[str, str]] = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "commands": "命令",
    "how it is cleaned": "如何清理",
    "show this help and exit": "显示本帮助",
    "tell the version and exit": "显示版本",
    "missing: {names}": "缺少：{names}",
    "{name} needs a value": "{name} 后面要有值",
    "{name} is one of {known}, not {value}": "{name} 可取 {known}，不能是 {value}",
    "{name} is a number, not {value}": "{name} 要用数字，不能是 {value}",
    "{name} does not go with {other}": "{name} 不能与 {other} 同用",
    "{name} may be {known}": "{name} 可能是 {known}",
    "{command} --help tells more": "详见 {command} --help",
    "; did you mean {name}?": "；是不是 {name}？",
    "no command {name!r}: it is one of {known}": "没有命令 {name!r}：命令有 {known}",
    "no such option or argument: {names}": "没有这样的选项或参数：{names}",
}
_SUMMARIES: Final[Mapping[str, str]] = {
    "Clean scraped Chinese blog posts, with every change accounted for.": (
        "清理抓取来的中文博客文章，每一处改动都有据可查。"
    ),
    "write the clean post": "输出清理后的文章",
    "tell whether something would be changed, for CI": "检查有没有要改的地方，可用于 CI",
    "show what would be changed, line by line": "逐行显示会改什么",
    "tell what would be changed, where, by which rule and why": "说明会改什么、在哪里、按哪条规则、为什么",
    "list the rules, or tell all about one": "列出规则，或详述其中一条",
    "write a page that shows every change, to look at and to decide on": (
        "写成一个网页，逐处显示改动，供人查看和取舍"
    ),
    "clean many posts into a folder": "把许多文章清理到一个文件夹",
    "learn a publisher's promotions from its posts, and write a pack": (
        "从一个发布者的文章里学出它的推广语，写成推广包"
    ),
    "write the completion of a shell": "输出 shell 的补全脚本",
    "Write the clean post: its metadata as front matter, and its body. Of several files the posts follow "
    "each other.": "输出清理后的文章：元数据写成文件头，后面是正文。给出多个文件时，文章依次排列。",
    "Tell what postnorm clean --in-place would change, a line each: FILE:LINE:COLUMN: rule: what. Nothing is "
    "written.": "说明 postnorm clean --in-place 会改什么，每处一行：文件:行:列: 规则: 改动。不写任何文件。",
    "Show what postnorm clean --in-place would change, line by line. What is not coloured is for patch.": (
        "逐行显示 postnorm clean --in-place 会改什么。不带颜色的输出可以交给 patch。"
    ),
    "Tell what would be changed, where, by which rule and why; no post is written. Lines and columns count "
    "from 1, in the source.": "说明会改什么、在哪里、按哪条规则、为什么；不输出文章。行列从 1 数起，都指原文。",
    "List the rules, each with its reason; of those that are named also the step, the norm and examples. "
    "Their names are what explain, check and --without say.": (
        "列出规则和理由；点名的规则还会给出步骤、依据的标准和例子。规则名与 explain、check、--without 所用的一致。"
    ),
    "Write a page that shows every change, to look at and to decide on: one file, for any browser, in the "
    "language of the messages. It loads nothing.": (
        "写成一个网页，逐处显示改动，供人查看和取舍：只有一个文件，任何浏览器都能打开，语言与提示相同，不加载任何东西。"
    ),
    "Clean many posts into a folder. A run that was ended at any moment goes on with --resume.": (
        "把许多文章清理到一个文件夹。无论何时中断，都可以用 --resume 接着做。"
    ),
    "Read posts, and write what recurs in them and promotes as a pack in TOML.": (
        "读取文章，把其中反复出现的推广语写成 TOML 推广包。"
    ),
    "Write what a shell needs to complete commands, options and their values.": (
        "输出 shell 补全命令、选项和取值所需的脚本。"
    ),
}
_OPTIONS: Final[Mapping[str, str]] = {
    "of messages: en or zh (default: that of the locale)": "提示语言：en 或 zh（默认随系统语言）",
    "- is standard input": "- 表示标准输入",
    "- is standard input; with -i a folder is the .md and .txt below it": (
        "- 表示标准输入；加 -i 时可以给文件夹，指其下的 .md 和 .txt"
    ),
    "- is standard input; a folder is the .md and .txt below it": (
        "- 表示标准输入；文件夹指其下的 .md 和 .txt"
    ),
    "a line of JSON a post, with every change": "每篇文章一行 JSON，含全部改动",
    "write each file over, if it changes": "有改动就写回原文件",
    "in place: what the old file is called more (default: .orig)": "写回时旧文件所加的后缀（默认 .orig）",
    "in place: do not keep the old file": "写回时不留旧文件",
    "convert to hans, hant, hant-tw, hant-hk or jpan": "转换为 hans、hant、hant-tw、hant-hk 或 jpan",
    "of punctuation: minimal (default), mainland, taiwan or hongkong": (
        "标点风格：minimal（默认）、mainland、taiwan 或 hongkong"
    ),
    "a pack of promotions, as postnorm learn writes it; may be given again": (
        "推广包，由 postnorm learn 写成；可以多次给出"
    ),
    "do only these: steps or rules, with commas, such as promotions,whitespace": (
        "只做这些步骤或规则，以逗号分隔，如 promotions,whitespace"
    ),
    "do not do these: steps or rules, such as punctuation or promotions.tip-jar": (
        "不做这些步骤或规则，如 punctuation 或 promotions.tip-jar"
    ),
    "the configuration (default: the nearest)": "配置文件（默认取最近的一个）",
    "read no configuration": "不读配置文件",
    "text (default), json (a line each) or github (annotations)": (
        "text（默认）、json（每处一行）或 github（注解）"
    ),
    "in two columns": "分两栏显示",
    "of both columns (default: the terminal's)": "两栏总宽（默认随终端）",
    "lines around a change (default: 3)": "改动前后显示的行数（默认 3）",
    "auto (default: on a terminal, unless NO_COLOR is set), always or never": (
        "auto（默认：在终端上且未设 NO_COLOR）、always 或 never"
    ),
    "a rule, or what its name begins with": "规则名，或规则名的开头",
    "text (default) or json (a line each)": "text（默认）或 json（每条一行）",
    "Exit status: 0 all posts done, 3 some rejected, 2 usage, input or output.": (
        "退出状态：0 全部完成，3 有文章被拒，2 用法或读写有误。"
    ),
    "a file, a folder, a pattern, or a .jsonl, .parquet, .tar, .zip or .warc": (
        "文件、文件夹、通配符，或 .jsonl、.parquet、.tar、.zip、.warc"
    ),
    "the folder to write": "要写入的文件夹",
    "markdown (default; a tree like the inputs'), jsonl or parquet": (
        "markdown（默认；与输入同样的目录）、jsonl 或 parquet"
    ),
    "the texts' key or column (default: text)": "正文所在的键或列（默认 text）",
    "processes (default: this one)": "进程数（默认只用本进程）",
    "go on with a run that was ended": "接着做中断的任务",
    "write the sources that are no posts, a line of JSON each": "写出不是文章的来源，每个一行 JSON",
    "write every edit to OUT/ledger": "把每一处改动写到 OUT/ledger",
    "whose posts they are": "这些文章是谁的",
    "bash, zsh or fish": "bash、zsh 或 fish",
}
_TOLD: Final[Mapping[str, str]] = {
    "the page to write": "要写的网页",
    "of the page": "网页的标题",
    "decisions.json of a report: the changes that it names are not made": (
        "report 网页给出的 decisions.json：其中点名的改动不做"
    ),
    "decisions.json of a report: what was removed wrongly becomes lines that the pack keeps": (
        "report 网页给出的 decisions.json：误删的内容成为推广包里保留的行"
    ),
    "write the decisions as cases for tests, a line of JSON each": "把这些取舍写成测试用例，每条一行 JSON",
    "--cases is written from --decisions FILE": "--cases 要与 --decisions FILE 同用",
    "learn needs posts, or --decisions FILE": "learn 需要文章，或者 --decisions FILE",
    "; --rejects FILE tells why": "；原因见 --rejects FILE",
    "postnorm: ended; the same command with --resume goes on": "postnorm：已中断；同一命令加 --resume 可接着做",
    "postnorm: 1 post in {page}": "postnorm：{page} 里有 1 篇文章",
    "postnorm: {count} posts in {page}": "postnorm：{page} 里有 {count} 篇文章",
    "postnorm: {count} posts read": "postnorm：已读 {count} 篇",
    "postnorm: {lines} kept lines from {decisions} decisions": (
        "postnorm：由 {decisions} 条取舍得到 {lines} 行保留内容"
    ),
    "postnorm: {templates} templates from {posts} posts": "postnorm：由 {posts} 篇文章得到 {templates} 个模板",
    "{done} done, {rejected} rejected": "完成 {done} 篇，退回 {rejected} 篇",
    "{name}: the decision on {changed} by {rule} meets no change": (
        "{name}：对 {rule} 的取舍（{changed}）没有对应的改动"
    ),
    "{task.completed:,.0f} posts, {task.fields[rejected]:,} rejected": (
        "{task.completed:,.0f} 篇，退回 {task.fields[rejected]:,} 篇"
    ),
    "standard output is closed": "标准输出已关闭",
    "standard output: {why}": "标准输出：{why}",
    "reading what is typed, up to Ctrl-D; or name a file": "正在读取键盘输入，以 Ctrl-D 结束；也可以给出文件",
    "standard input is closed": "标准输入已关闭",
    "--workers is a number of processes, 0 or more": "--workers 是进程数，不能小于 0",
    "--context is a number of lines, 0 or more": "--context 是行数，不能小于 0",
    "--width is a number of columns, 20 or more": "--width 是列数，不能小于 20",
    "{changed} of {files} would change: see postnorm diff, or let postnorm clean --in-place do it": (
        "{files} 个文件中有 {changed} 个要改：用 postnorm diff 查看，或用 postnorm clean --in-place 改好"
    ),
    "is not UTF-8 alone, and would be": "不是纯 UTF-8，会改成 UTF-8",
    "ends without a line end, and would get one": "末尾没有换行，会补上",
    "the header would be written in another way": "文件头会换一种写法",
    "{name}: cleaned": "{name}：已清理",
    "standard input has no place: name files, or leave out --in-place": (
        "标准输入无处写回：请给出文件，或去掉 --in-place"
    ),
    "--backup is what is put behind the name, such as .orig": "--backup 是加在文件名后面的，例如 .orig",
    "--backup and --no-backup go with --in-place": "--backup 和 --no-backup 要与 --in-place 同用",
    "{name}: is a page, and comes out as Markdown: postnorm clean {name} > ....md": (
        "{name}：是网页，清理后成为 Markdown：postnorm clean {name} > ....md"
    ),
    "{kept} is there already: move it away, or choose another --backup": (
        "{kept} 已经存在：请移走它，或另选 --backup"
    ),
    "{path}: no key {key}: the keys are {known}": "{path}：没有 {key} 这个键：键有 {known}",
    '{path}: {key} is a list of texts, such as {key} = ["..."]': (
        '{path}：{key} 要写成文本列表，例如 {key} = ["..."]'
    ),
    '{path}: {key} is a text, such as {key} = "..."': '{path}：{key} 要写成文本，例如 {key} = "..."',
    "{path}: has no [tool.postnorm]": "{path}：没有 [tool.postnorm]",
    "{path}: tool.postnorm is no table": "{path}：tool.postnorm 不是表",
    "{path}: is not UTF-8": "{path}：不是 UTF-8",
    "{path}: is not TOML: {why}": "{path}：不是 TOML：{why}",
    "{path}: is nested too deep": "{path}：嵌套太深",
    "({count} characters)": "（共 {count} 字）",
    "removed {old}": "删去 {old}",
    "put in {new}": "加入 {new}",
    "nothing": "无",
    "metadata": "元数据",
    "notice": "提示",
    "no file has NUL in its name": "文件名里不能有 NUL",
    "{name}: no posts below it ({kinds})": "{name}：其下没有文章（{kinds}）",
    "{name}: Is a directory; postnorm batch cleans a folder": "{name}：是文件夹；请用 postnorm batch 清理",
    "{name}: is not UTF-8 alone; the diff is of its text, and patch will not find it there": (
        "{name}：不是纯 UTF-8；这里比较的是它的文字，patch 在原文件里找不到"
    ),
    "no rule {name}; did you mean {near}?": "没有规则 {name}；是不是 {near}？",
    "no rule {name}; they begin with {rooms}": "没有规则 {name}；规则名的开头有 {rooms}",
    "reason": "理由",
    "norm": "标准",
    "step": "步骤",
    "changes": "会改",
    "keeps": "不改",
    "examples:": "例：",
    "exit status: 0 nothing to change, 1 something, 2 a file that cannot be read": (
        "退出状态：0 没有要改的，1 有，2 有文件读不了"
    ),
    "postnorm COMMAND --help tells more.": "各命令详见 postnorm COMMAND --help。",
    "postnorm rules ID tells more of a rule.": "一条规则的详情见 postnorm rules ID。",
}
_SYSTEM: Final[Mapping[str, str]] = {
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "是文件夹",
    "Not a directory": "不是文件夹",
    "No space left on device": "磁盘已满",
    "Read-only file system": "文件系统只读",
    "File name too long": "文件名太长",
    "Input/output error": "读写出错",
    "is no file that can be written over": "不是可以写回的文件",
}
CHINESE: Final[Mapping[str, str]] = {**_USAGE, **_SUMMARIES, **_OPTIONS, **_TOLD, **_SYSTEM}
