"""Run the probes through postnorm and its peers, and write the tables of ``docs/explanation/peers.md``.

    python -m tools.compare_peers PEERS_PYTHON ZHLINT_FOLDER

``PEERS_PYTHON`` is the interpreter of an environment made from ``tools/compare/requirements.txt``,
``ZHLINT_FOLDER`` where ``npm install zhlint`` was run. The probes stand in ``tools/compare``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypedDict

import postnorm
from postnorm.scripts.pairs import Script

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "explanation" / "peers.md"
COMPARE: Final = Path(__file__).parent / "compare"
AREAS: Final = {
    "header": "Headers",
    "page": "Pages",
    "repair": "Repair",
    "boilerplate": "What is not the article",
    "marks": "Marks",
    "gaps": "Gaps",
    "script": "Scripts",
}
RIGHT, WRONG, NOT_OFFERED = "✓", "✗", "–"
ARTICLE: Final = (
    "巷口的修伞摊摆了三十年，今年不摆了。他说，伞现在便宜，坏了就扔，谁还来修呢。",
    "我在他那里修过四把伞，最后一把是去年冬天，骨子断了两根，布面也破了。",
    "他接好骨子，补好布面，只收了我五块钱。我说再给一点，他摆摆手，把摊子收了。",
)
_MENU: Final = "<div class=nav><a href=/>首页</a> <a href=/a>归档</a> <a href=/b>关于</a></div>"
_FOOT: Final = "<div class=footer>© 2013 河边夜话 保留所有权利</div>"
_COMMENT: Final = "写得真好，我外婆家门口也有这样一座桥。"


_TO: Final[Mapping[str, Script]] = {
    "s2t": "hant",
    "t2s": "hans",
    "s2twp": "hant-tw",
    "t2jp": "jpan",
}


class Answers(TypedDict):
    """What one tool answers; None for what it does not offer."""

    version: str
    answers: list[str | None]


def _page(inner: str) -> str:
    head = "<meta charset=utf-8><title>修伞的人</title><meta name=author content=沈渡>"
    return f"<!doctype html><html><head>{head}</head><body>{_MENU}{inner}{_FOOT}</body></html>"


_PARAGRAPHS: Final = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
PAGES: Final = {
    "plain": _page(f"<div class=post>{_PARAGRAPHS}</div>"),
    "breaks": _page(f"<div class=post>{'<br><br>'.join(ARTICLE)}</div>"),
    "wechat": _page(
        '<div id="js_content" class="rich_media_content" style="visibility: hidden; opacity: 0">'
        f"<section>{_PARAGRAPHS}</section></div>"
    ),
    "short": _page("<div class=post><p>雨停了，路还湿。</p></div>"),
    "comments": _page(
        f"<article>{_PARAGRAPHS}</article>"
        f'<section id="comments" class="comments"><p>{_COMMENT}</p></section>'
    ),
}


def probes() -> list[dict[str, str]]:
    """The probes, with their pages filled in."""
    read: list[dict[str, str]] = json.loads((COMPARE / "probes.json").read_text("utf-8"))
    for probe in read:
        if "page" in probe:
            probe["given"] = PAGES[probe["page"]]
        if probe["wanted"] == "ARTICLE":
            probe["wanted"] = "\n\n".join(ARTICLE)
    return read


def ours(probe: Mapping[str, str]) -> str | None:
    """What postnorm answers."""
    given, what = probe["given"], probe.get("for", "")
    if what == "comments":
        return None
    calls: dict[str, Callable[[], str]] = {
        "header": lambda: _field(postnorm.parse(given), what),
        "page": lambda: _field(postnorm.parse_html(given), what),
        "repair": lambda: postnorm.repair_characters(postnorm.repair_mojibake(given)),
        "boilerplate": lambda: postnorm.strip_promotions(postnorm.deduplicate_body(given)),
        "marks": lambda: postnorm.normalize_punctuation(given, style="mainland"),
        "gaps": lambda: postnorm.normalize_spacing(given, cjk_latin="insert"),
        "script": lambda: postnorm.convert_script(given, to=_TO[what], phrases=what == "s2twp"),
    }
    return calls[probe["area"]]()


def _field(post: postnorm.Post, what: str) -> str:
    return post.body if what == "body" else str(post.metadata.get(what, ""))


def ask(asked: list[dict[str, str]], python: str, zhlint: str) -> dict[str, Answers]:
    """The answers of every tool, ours first."""
    told: dict[str, Answers] = {
        "postnorm": {
            "version": postnorm.__version__,
            "answers": [ours(probe) for probe in asked],
        }
    }
    told |= json.loads(_run([python, str(COMPARE / "peers.py")], asked))
    mine = [at for at, probe in enumerate(asked) if probe["area"] in ("marks", "gaps")]
    texts = [asked[at]["given"] for at in mine]
    linted: Answers = json.loads(
        _run(["node", str(COMPARE / "zhlint.mjs")], {"folder": zhlint, "texts": texts})
    )
    answers: list[str | None] = [None] * len(asked)
    for at, made in zip(mine, linted["answers"], strict=True):
        answers[at] = made
    told["zhlint"] = {"version": linted["version"], "answers": answers}
    return told


def _run(command: list[str], given: object) -> str:
    """What a program prints from its first brace on; some tools greet before they answer."""
    text = json.dumps(given, ensure_ascii=False)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr[-2000:]}")
    return done.stdout[done.stdout.index("{") :]


def same(probe: Mapping[str, str], made: str) -> bool:
    """Whether an answer is the wanted one. How paragraphs of a page are parted is left to the tool."""
    if probe["area"] == "page":
        return re.sub(r"\s+", "", made) == re.sub(r"\s+", "", probe["wanted"])
    return made == probe["wanted"]


def cell(probe: Mapping[str, str], made: str | None) -> str:
    """The mark for an answer."""
    if made is None:
        return NOT_OFFERED
    return RIGHT if same(probe, made) else WRONG


def tables(asked: list[dict[str, str]], told: Mapping[str, Answers]) -> str:
    """The tables, an area each, and under each table what was answered in place of what was wanted."""
    return "\n\n".join(_table(area, asked, told) for area in AREAS)


def _table(area: str, asked: list[dict[str, str]], told: Mapping[str, Answers]) -> str:
    here = [at for at, probe in enumerate(asked) if probe["area"] == area]
    tools = [name for name in told if any(told[name]["answers"][at] is not None for at in here)]
    rows = [
        f"### {AREAS[area]}\n",
        f"| probe | {' | '.join(tools)} |",
        "|---" * (len(tools) + 1) + "|",
    ]
    others = ["\nAnswers that were not the wanted one:\n"]
    for at in here:
        probe, answers = asked[at], {name: told[name]["answers"][at] for name in tools}
        marks = {name: cell(probe, made) for name, made in answers.items()}
        rows.append(f"| {probe['asks']} | {' | '.join(marks.values())} |")
        wrong = [name for name in tools if marks[name] == WRONG]
        others += [f"- {probe['asks']}; {name}: {_shown(answers[name] or '')}" for name in wrong]
    return "\n".join([*rows, *others])


def _shown(made: str) -> str:
    short = made if len(made) <= 60 else f"{made[:36]} … {made[-12:]}"
    return f"`` {short!r} ``" if made else "nothing"


def main() -> None:
    """Write the part of the page between its marks."""
    parser = argparse.ArgumentParser(description="Compare with other tools.")
    parser.add_argument("python")
    parser.add_argument("zhlint")
    given = parser.parse_args()
    asked = probes()
    told = ask(asked, given.python, given.zhlint)
    versions = ", ".join(f"{name} {one['version']}" for name, one in told.items())
    made = f"{versions}; Python {sys.version_info.major}.{sys.version_info.minor}.\n\n{tables(asked, told)}\n"
    page = PAGE.read_text(encoding="utf-8")
    begin, end = "<!-- made -->\n", "<!-- end -->\n"
    head, _, rest = page.partition(begin)
    PAGE.write_text(head + begin + "\n" + made + "\n" + end + rest.partition(end)[2], "utf-8")


if __name__ == "__main__":
    main()
