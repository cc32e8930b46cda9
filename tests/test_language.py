"""The languages of the command: one table, whole, and chosen as the locale says."""

from __future__ import annotations

import argparse
import ast
import re
import string
from pathlib import Path

import pytest

import postnorm.cli
from postnorm.cli import language
from postnorm.cli.commands import COMMANDS, NAMES, subparsers, whole_parser
from postnorm.cli.parsing import _SAID
from postnorm.cli.width import width_of
from postnorm.tables.messages import CHINESE
from postnorm.tables.reasons import REASONS, reasons_in_chinese
from support.command import run

HERE = Path(postnorm.cli.__file__).parent


def placeholders(text: str) -> list[str]:
    return sorted(name.split("!")[0] for _, name, _, _ in string.Formatter().parse(text) if name)


def messages() -> set[str]:
    """All that is said in the code: the texts given to ``say`` and its kin, help, and what is argparse's."""
    said = {ours for _, ours in _SAID} | {command.summary for command in COMMANDS}
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "complain"):
                said |= {
                    arg.value
                    for arg in node.args[:1]
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                }
    top = whole_parser()
    for parser in (top, *subparsers(top).values()):
        said |= set(told(parser))
    return said


def told(parser: argparse.ArgumentParser) -> list[str]:
    """What the help of a command says. Commands in examples are those of a shell."""
    texts = [parser.description, *(action.help for action in parser._actions)]
    texts += [group.title for group in parser._action_groups if group._group_actions]
    texts += [line for line in (parser.epilog or "").splitlines() if not line.startswith("  ")]
    return [text for text in texts if text]


def test_every_message_is_in_the_table_and_nothing_else_but_the_system() -> None:
    """None is missing; what is left over is said by the system."""
    assert messages() - set(CHINESE) == set()
    left = set(CHINESE) - messages() - set(language_of_the_system())
    assert left == set()


def language_of_the_system() -> list[str]:
    """Messages that come from elsewhere: of errors of the system, and one of ``in_place``."""
    from postnorm.tables import messages as table

    return list(table._SYSTEM)


@pytest.mark.parametrize("english", CHINESE)
def test_both_languages_have_the_same_placeholders(english: str) -> None:
    """Or a value would be lost, or the message fail."""
    chinese = CHINESE[english]
    assert placeholders(chinese) == placeholders(english)
    assert re.search("[\u4e00-\u9fff]", chinese) or "JSON" in chinese or chinese.isascii() is False


def test_every_reason_is_there_in_chinese() -> None:
    """The same rules as in English."""
    assert set(reasons_in_chinese()) == set(REASONS)
    assert all(re.search("[\u4e00-\u9fff]", said) for said in reasons_in_chinese().values())


@pytest.mark.parametrize(
    ("arguments", "environment", "wanted"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "de_DE", "LC_MESSAGES": "zh_HK"}, "zh"),
        ([], {"LANG": "zh_CN", "LC_MESSAGES": ""}, "zh"),
        ([], {"LANG": "zh_CN", "POSTNORM_LANG": "en"}, "en"),
        (["--language", "zh"], {"POSTNORM_LANG": "en"}, "zh"),
        (["clean", "--language=en"], {"LANG": "zh_CN"}, "en"),
        (["clean", "--", "--language", "zh"], {}, "en"),
        (["--language"], {}, "en"),
    ],
)
def test_the_language_is_chosen(
    arguments: list[str], environment: dict[str, str], wanted: str
) -> None:
    """The option goes before the variable, that before the locale, in the order of POSIX."""
    language.choose(arguments, environment)
    assert language.spoken() == wanted
    language.choose([], {})


def test_english_is_spoken_where_chinese_cannot_be_written() -> None:
    """A terminal in ASCII: no traceback, and no escapes in place of words."""
    done = run("--language", "zh", "--help", encoding="ascii")
    assert done.status == 0
    assert done.out.startswith("usage: ")
    assert run("--language", "zh", "clean", "none.md", encoding="ascii").err == (
        "postnorm: none.md: No such file or directory\n"
    )


def test_people_are_spoken_to_in_chinese_and_data_stay_as_they_are() -> None:
    """Complaints, explanations and rules; not the post, the diff or JSON."""
    data = "1 、雨停了 。\n".encode()
    chinese = ["--language", "zh"]
    assert run("clean", "none.md", *chinese).err == "postnorm: none.md: 没有这个文件或文件夹\n"
    assert run("clean", "--style", *chinese, "x").err.splitlines()[-2:] == [
        "postnorm: --style 后面要有值",
        "详见 postnorm clean --help",
    ]
    assert "    中文标点紧跟前文（clreq）\n" in run("explain", *chinese, data=data).out
    assert "  理由  " in run("rules", "punctuation.dash", *chinese).out
    for same in (["clean"], ["clean", "--json"], ["diff"], ["check", "--format", "github"]):
        if same[0] != "check":
            assert run(*same, *chinese, data=data).out == run(*same, data=data).out
    assert run("check", *chinese, data=data).out.startswith(
        "-:1:2: punctuation.space-before-mark: 删去"
    )


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_fits_eighty_columns(name: str, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages, also on a wider terminal; wide characters count two."""
    monkeypatch.setenv("COLUMNS", "120")
    done = run(*filter(None, [name]), "--help", "--language", spoken)
    assert (done.status, done.err) == (0, "")
    for line in done.out.splitlines():
        assert width_of(line) <= 80, line
    assert ("用法" in done.out) is (spoken == "zh")
