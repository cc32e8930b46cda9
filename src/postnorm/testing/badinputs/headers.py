"""Headers as people, generators and attackers write them."""

from __future__ import annotations

from typing import Final

from postnorm.testing.badinputs.drafts import Draft, change, keep, survive

_BODY: Final = "雨停了，路还湿。\n"


def _header(*lines: str, fence: str = "---", end: str = "\n") -> str:
    return end.join((fence, *lines, fence, _BODY))


def _says(name: str, wrong: str, *lines: str, **metadata: object) -> Draft:
    """A header between usual fences, and what it says."""
    return change(name, wrong, _header(*lines), _BODY, metadata=metadata)


CASES: Final[tuple[Draft, ...]] = (
    _says("plain", "nothing, it only has to be read", "title: 雨后", title="雨后"),
    _says("hash", "a # that YAML takes for a comment", "title: 易碎 #来往", title="易碎 #来往"),
    _says("zeros", "a number that would lose its zeros", "id: 007", id="007"),
    _says("version", "a version that would become 1.1", "version: 1.10", version="1.10"),
    _says("clock", "a time that YAML counts in seconds", "at: 16:25", at="16:25"),
    _says("norway", "a word that YAML takes for false", "title: no", title="no"),
    _says("octal", "a number that YAML reads in base eight", "id: 0o17", id="0o17"),
    _says("exponent", "a commit that YAML takes for infinite", "commit: 1e999", commit="1e999"),
    _says("colon", "a colon and a space in a title", "title: 雨后: 一封信", title="雨后: 一封信"),
    _says(
        "wide-colon",
        "a full-width colon",
        "title：雨后",
        "author：阿七",
        title="雨后",
        author="阿七",
    ),
    _says("no-space", "no space behind the colon", "title:雨后", title="雨后"),
    _says("tab", "a tab behind the colon", "title:\t雨后", title="雨后"),
    _says("brackets", "a title that opens like a list", "title: [转载] 雨后", title="[转载] 雨后"),
    _says("star", "a title that opens like an alias", "title: *雨后*", title="*雨后*"),
    _says("at", "a mark that YAML reserves", "author: @阿七", author="@阿七"),
    _says("percent", "a percent sign in front", "title: %雨后", title="%雨后"),
    _says("half-quoted", "quotes around the first half", 'title: "雨后"的信', title='"雨后"的信'),
    _says("inner-quote", "a quote within quotes", 'title: "屏幕有13.3"宽"', title='屏幕有13.3"宽'),
    _says(
        "blank-lines",
        "blank lines between keys",
        "title: 雨后",
        "",
        "author: 阿七",
        title="雨后",
        author="阿七",
    ),
    _says("twice", "a key that stands twice", "title: 雨后", "title: 雨前", title="雨后"),
    _says("no-such-day", "30 February", "date: 2013-02-30", date="2013-02-30"),
    _says("no-such-month", "a month 13", "date: 2013-13-01", date="2013-13-01"),
    _says(
        "own-names",
        "keys that are names of a program",
        "self: 甲",
        "content: 乙",
        "handler: 丙",
        self="甲",
        content="乙",
        handler="丙",
    ),
    _says("list", "nothing, a list has to stay one", "tags: [雨, 河边]", tags=["雨", "河边"]),
    change(
        "tag",
        "a tag that would run code",
        _header("title: !!python/object/apply:os.system [ls]"),
        _BODY,
    ),
    change(
        "dots",
        "dots for the second fence",
        f"---\ntitle: 雨后\n...\n{_BODY}",
        _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "mark",
        "a byte order mark in front",
        "\ufeff" + _header("title: 雨后"),
        _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "carriage-returns",
        "line ends of Windows",
        _header("title: 雨后", "author: 阿七", end="\r\n"),
        has=("雨停了",),
        metadata={"title": "雨后", "author": "阿七"},
    ),
    change(
        "old-mac",
        "line ends of old Macs",
        _header("title: 雨后", "author: 阿七", end="\r"),
        has=("雨停了",),
        metadata={"title": "雨后", "author": "阿七"},
    ),
    change(
        "long-dashes",
        "fences of em dashes",
        _header("title: 雨后", fence="———"),
        _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "fence-blanks",
        "blanks behind the fences",
        f"---  \ntitle: 雨后\n---\t\n{_BODY}",
        _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "toml",
        "TOML between plus signs",
        _header('title = "雨后"', fence="+++"),
        _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "json",
        "JSON without fences",
        '{"title": "雨后"}\n\n' + _BODY,
        has=("雨停了",),
        lacks=("title",),
        metadata={"title": "雨后"},
    ),
    change(
        "indent",
        "a body that begins with a wide indent",
        "---\ntitle: 雨后\n---\n\u3000\u3000" + _BODY,
        "\u3000\u3000" + _BODY,
        metadata={"title": "雨后"},
    ),
    change(
        "rule-in-body",
        "a rule in the body as well",
        _header("title: 雨后") + "\n---\n\n天亮了。\n",
        has=("雨停了", "天亮了", "---"),
        lacks=("title",),
    ),
    change(
        "fence-in-value",
        "a fence inside of a block of text",
        "---\ntitle: 雨后\nabout: |\n  甲\n  ---\n  乙\n---\n" + _BODY,
        has=("雨停了",),
        metadata={"title": "雨后"},
    ),
    keep("two-rules", "prose between two rules", "---\n\n雨停了，路还湿。\n\n---\n\n天亮了。\n"),
    keep(
        "dialogue",
        "prose with a colon between two rules",
        "---\n他说：雨停了，我们走吧，路还很长。\n她没有回答。\n---\n天亮了。\n",
    ),
    keep("later", "a header that does not stand on top", "雨停了。\n\n---\ntitle: 雨后\n---\n"),
    keep("one-rule", "a rule, and nothing below it", "---\n雨停了，路还湿。\n\n天亮了。\n"),
    survive("deep", "30,000 brackets", lambda: _header("title: " + "[" * 30_000), has=("雨停了",)),
    survive(
        "aliases",
        "aliases of aliases of aliases",
        lambda: _header(
            "a: &a [x, x]",
            *(
                f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]"
                for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
            ),
        ),
        has=("雨停了",),
    ),
    survive(
        "merges",
        "merge keys of themselves",
        _header("a: &a {b: c}", "<<: [*a, *a, *a]"),
        has=("雨停了",),
    ),
    survive(
        "long-number",
        "a number of 10,000 digits",
        lambda: _header("id: " + "9" * 10_000),
        has=("雨停了",),
    ),
    survive(
        "many-keys",
        "5,000 keys",
        lambda: _header(*(f"k{n}: {n}" for n in range(5_000))),
        has=("雨停了",),
    ),
    survive(
        "dotted",
        "TOML with a key of 3,000 parts",
        lambda: _header(".".join("a" * 3_000) + " = 1", fence="+++"),
        has=("雨停了",),
    ),
    change(
        "unclosed",
        "a header without an end",
        "---\ntitle: 雨后\nauthor: 阿七\n\n" + _BODY,
        has=("雨停了",),
        metadata={"title": "雨后"},
    ),
    survive(
        "surrogate", "half a character in a value", _header("title: 雨\ud800后"), has=("雨停了",)
    ),
    survive("nul", "NUL in a value", _header("title: 雨\0后"), has=("雨停了",)),
    survive(
        "long-value",
        "a value of 200,000 characters",
        lambda: _header("title: " + "雨" * 200_000),
        has=("雨停了",),
    ),
)
