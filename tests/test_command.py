"""The command as a whole: its help, its table of commands, how fast it starts, and wrong usage."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postnorm import clean
from postnorm.cli import commands, main
from postnorm.cli.commands import NAMES, subparsers, whole_parser
from postnorm.cli.common import SCRIPTS, STEPS, STYLES
from postnorm.cli.rules import all_rules
from postnorm.tables.reasons import REASONS
from support.command import run

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "scraped-post.md"
PARSERS = {"": whole_parser(), **subparsers(whole_parser())}
EXAMPLES = [
    line.strip()
    for parser in PARSERS.values()
    for line in (parser.epilog or "").splitlines()
    if line.startswith("  postnorm ")
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_help_run(example: str, tmp_path: Path) -> None:
    """As they are written, in a clone of the repository."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples", tmp_path / "posts")
    for folder in (
        ".local/share/bash-completion/completions",
        ".zfunc",
        ".config/fish/completions",
    ):
        (tmp_path / folder).mkdir(parents=True)
    if "patch" in example and shutil.which("patch") is None:
        pytest.skip("no patch here")
    script = f'postnorm() {{ "{sys.executable}" -m postnorm "$@"; }}; set -o pipefail; {example}'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (1 if " check " in example else 0), done.stderr


def test_every_command_has_an_example_or_is_told_elsewhere() -> None:
    """Of the two whose help has none, pages of the documentation show them."""
    shown = {shlex.split(example)[1] for example in EXAMPLES}
    assert set(NAMES) - shown <= {"batch", "learn", "report"}


def test_each_command_is_a_module_that_is_imported_when_called() -> None:
    """Help and version cost no more than argparse: none of the library is loaded."""
    code = (
        "import sys; from postnorm.cli import main; main(sys.argv[1:]);"
        "print(*(n for n in sys.modules if n.startswith('postnorm.')), file=sys.stderr)"
    )
    for arguments in (["--help"], ["--version"], ["polish"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        loaded = set(done.stderr.splitlines()[-1].split())
        base = {"postnorm.cli", *(f"postnorm.cli.{n}" for n in ("commands", "common", "language"))}
        assert loaded <= base | {
            f"postnorm.cli.{name}" for name in ("configuration", "parsing", "width")
        }
    for name in NAMES:
        assert (Path(commands.__file__).parent / f"{name}.py").is_file()


def test_the_reference_tells_every_command_and_option() -> None:
    """The page of the command names each."""
    page = (ROOT / "docs" / "reference" / "command.md").read_text("utf-8")
    for name, parser in PARSERS.items():
        if name:
            assert f"\n## {name}\n" in page
        for action in parser._actions:
            for option in action.option_strings:
                assert re.search(rf"`{option}[ `=]", page) or option == "-h", (name, option)


def test_what_the_library_takes_is_what_is_completed() -> None:
    """The values that the parser does not know."""
    for style in STYLES:
        clean("", style=style)
    for script in SCRIPTS:
        clean("", script=script)
    clean("", only=STEPS, without=STEPS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["polish"], "no command 'polish': it is one of clean, check"),
        (["claen"], "; did you mean clean?"),
        (["--language", "en"], "missing: COMMAND"),
        (["clean", "--stile", "x"], "no such option or argument: --stile; did you mean --style?"),
        (["clean", "--style"], "--style needs a value"),
        (["clean", "--style", "fancy"], "style is one of minimal, mainland, taiwan, hongkong"),
        (["clean", "--without", "promotion"], "no step or rule promotion; the steps are"),
        (["clean", "--select", "promotions.tipjar"], "did you mean promotions.tip-jar"),
        (["check", "--format", "xml"], "--format is one of"),
        (["clean", "--json", "-i"], "-i/--in-place does not go with --json"),
        (["diff", "--width", "wide"], "--width is a number, not 'wide'"),
        (["rules", "punctuation.dahs"], "no rule punctuation.dahs; did you mean punctuation.dash"),
        (["rules", "zzz"], "no rule zzz; they begin with mojibake"),
        (["--language", "fr", "rules"], "--language is one of"),
        (["learn", "x.md"], "missing: --publisher"),
        (["clean", "\udcff"], "No such file or directory"),
        (["clean", "a\0b"], "no file has NUL in its name"),
        (["clean", "/dev/null/x"], "Not a directory"),
        (["clean", "x" * 5000], "File name too long"),
        (["completion", "tcsh"], "SHELL is one of"),
    ],
)
def test_wrong_usage_says_what_is_right(arguments: list[str], said: str) -> None:
    """Status 2, nothing on standard output, no traceback."""
    done = run(*arguments, data="雨停了。".encode())
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_who_says_nothing_is_told_what_there_is() -> None:
    """All commands, on standard error; a file in place of a command is taken for what it is."""
    done = run()
    assert (done.status, done.out) == (2, "")
    assert done.err == run("--help").out == run("help").out
    assert run("help", "clean").out == run("clean", "--help").out
    named = run(ROOT / "README.md")
    assert named.err.splitlines()[-2].endswith(f"; did you mean postnorm clean {ROOT}/README.md?")


def test_who_is_waited_for_is_told() -> None:
    """A command without a file on a terminal reads what is typed, which looks like a hang."""
    done = run("clean", data="雨停了 。\n".encode(), terminal=True)
    assert done.out == "雨停了。\n"
    assert done.err == "postnorm: reading what is typed, up to Ctrl-D; or name a file\n"


def test_options_are_not_guessed_from_their_beginnings() -> None:
    """One that is added later would change what a script means."""
    assert run("clean", "--sty", "taiwan").status == 2


# --- rules ---------------------------------------------------------------------


def test_rules_lists_all_of_them() -> None:
    """Each with its reason, under its step; and in JSON."""
    done = run("rules")
    assert re.findall(r"^  (\S+)$", done.out, re.MULTILINE) == list(REASONS)
    assert "normalize_punctuation (--without punctuation)" in done.out
    assert run("rules", "--format", "json").out.count("\n") == len(REASONS)


@pytest.mark.parametrize("rule", REASONS)
def test_a_rule_is_told_with_reason_step_and_examples(rule: str) -> None:
    """And the norm, if the reason names one."""
    done = run("rules", rule)
    assert done.status == 0
    assert done.out.startswith(f"{rule}\n  reason  ")
    assert "\n  step  " in done.out
    assert "\n  changes  " in done.out or rule == "promotions.learned"
    assert ("\n  norm  " in done.out) is bool(all_rules()[rule].norm)
    if "clreq" in REASONS[rule] or "GB/T" in REASONS[rule]:
        assert "W3C" in done.out or "mainland China" in done.out


def test_rules_of_a_step_are_listed() -> None:
    """By what they begin with or by the step's name."""
    assert run("rules", "whitespace").out == run("rules", "normalize_whitespace").out
    assert "punctuation." not in run("rules", "whitespace").out


# --- completion ------------------------------------------------------------------


def completed(line: str, tmp_path: Path) -> list[str]:
    """What bash offers at the end of *line*."""
    script = tmp_path / "postnorm.bash"
    script.write_text(run("completion", "bash").out, "utf-8")
    words = line.split(" ")
    quoted = " ".join(shlex.quote(word) for word in words)
    code = (
        f"source {script}; complete -p postnorm >/dev/null || exit 9; COMP_WORDS=({quoted}); "
        f"COMP_CWORD={len(words) - 1}; _postnorm postnorm; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(
        ["bash", "--norc", "-uc", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("postnorm c", ["clean", "check", "completion"]),
        ("postnorm clean --s", ["--script", "--style", "--select"]),
        ("postnorm clean --style t", ["taiwan"]),
        ("postnorm clean x.md --script hant", ["hant", "hant-tw", "hant-hk"]),
        ("postnorm check --format ", ["github", "json", "text"]),
        ("postnorm batch --format p", ["parquet"]),
        ("postnorm completion ", ["bash", "zsh", "fish"]),
        ("postnorm --language z", ["zh"]),
        ("postnorm --v", ["--version"]),
        ("postnorm clean ", []),
        ("postnorm clean --pack ", []),
    ],
)
def test_bash_completes(line: str, wanted: list[str], tmp_path: Path) -> None:
    """Commands, options, their values; files, which bash does itself, where nothing else is."""
    assert completed(line, tmp_path) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_has_every_option_of_every_command(shell: str) -> None:
    """It is written from the parser."""
    script = run("completion", shell).out
    for name, parser in PARSERS.items():
        assert name in script
        for action in parser._actions if name else []:
            for option in action.option_strings:
                shown = f"-l {option[2:]}" if shell == "fish" and option[:2] == "--" else option
                shown = f"-s {option[1:]}" if shell == "fish" and option[:2] != "--" else shown
                assert shown in script, option


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_read_it(shell: str, tmp_path: Path) -> None:
    """Their own check of the syntax."""
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(run("completion", shell).out, "utf-8")
    subprocess.run([shell, "-n", str(script)], check=True)


# --- streams ---------------------------------------------------------------------


def in_bash(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    script = f'postnorm() {{ "{sys.executable}" -m postnorm "$@"; }}; {code}'
    return subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        cwd=ROOT,
    )


@pytest.mark.parametrize("arguments", ["--help", "rules", "completion zsh", "diff examples"])
def test_a_reader_that_stops_early_is_no_error(arguments: str) -> None:
    """Also of help, which argparse writes."""
    done = in_bash(f"postnorm {arguments} | head -c 1 > /dev/null; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_complaints_do_not_go_to_standard_output() -> None:
    """Though standard error is closed."""
    done = in_bash("postnorm clean none.md 2>&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert in_bash("postnorm --help >&-").returncode in (0, 2)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk here is full")
@pytest.mark.parametrize("arguments", [["rules"], ["--version"], ["clean", str(EXAMPLE)]])
def test_a_full_disk_is_told(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when it shows at the very end, where what is still buffered is written."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(arguments) == 2
    assert capsys.readouterr().err == "postnorm: standard output: No space left on device\n"


def test_ascii_and_other_encodings_of_a_terminal_are_no_error() -> None:
    """Data is UTF-8 anyway; of a name what cannot be written is escaped."""
    for encoding in ("ascii", "gb18030", "utf-16"):
        done = in_bash("postnorm explain examples/scraped-post.md", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "旧书".encode() in done.stdout
        missing = in_bash("postnorm clean $'雨\\xff.md'", PYTHONIOENCODING=encoding)
        assert missing.returncode == 2
        assert b"Traceback" not in missing.stderr


def test_a_pipe_is_read_like_a_file() -> None:
    """What ``<( )`` gives."""
    done = in_bash("postnorm clean <(printf '1 、雨停了。\\n')")
    assert done.stdout.decode() == "1、雨停了。\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    """One line, and the others are done."""
    path = tmp_path / "a.md"
    path.write_text("雨。")
    path.chmod(0)
    assert run("clean", path) == (2, "", f"postnorm: {path}: Permission denied\n")
