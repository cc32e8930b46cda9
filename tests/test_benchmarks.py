"""The benchmarks: what is measured and written is right; how fast anything is, no test says."""

from __future__ import annotations

import ast
import json
import math
import re
import shlex
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import pytest

import postnorm
from benchmarks import __main__ as command
from benchmarks import environment, fresh, growth, page, peers, texts
from benchmarks.case import OURS, Case, Job, NotInstalled, plain
from benchmarks.cases import CASES
from benchmarks.claims import Claim, load_claims, rows
from benchmarks.goals import Goal, judge, load_goals
from benchmarks.peers import FLOOR, NOTES
from benchmarks.plots import axis_for, pictures
from benchmarks.report import Figure, Report, Run, from_json, ratios_of, to_json
from benchmarks.running import measure, take_turns
from benchmarks.table import table

ROOT: Final = Path(__file__).parent.parent
SVG: Final = "{http://www.w3.org/2000/svg}"


def no_peer(module: str) -> None:
    raise NotInstalled(f"no module {module}")


@pytest.fixture(scope="module")
def report() -> Report:
    """All cases on the smallest texts, in an environment without any other tool."""
    made = texts.make_texts(0.01)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(peers, "need", no_peer)
        patched.setattr(growth, "SMALLEST", 300)
        runs = [
            run
            for case in CASES
            if case.texts in made
            for run in measure(case, made[case.texts], turns=2, shortest=0)
        ]
        figures = list(ratios_of(runs))
        for grown, steps in growth.grow(largest=30_000, turns=2, shortest=0):
            runs += grown
            figures += steps
    told = {"processor": "Z80 <1976> & later", "cores": "1", "load before": "0.1"}
    return Report(machine=told, versions={"postnorm": "0"}, runs=runs, figures=figures)


def test_a_tool_that_is_missing_is_a_row_that_says_so(report: Report) -> None:
    """Without any other tool ours and the floor are measured, and nothing raises."""
    by_case: dict[str, dict[str, Run]] = {}
    for run in report["runs"]:
        by_case.setdefault(run.case, {})[run.who] = run
    for case in CASES:
        if case.name not in by_case:
            assert "corpus" in case.name
            continue
        runs = by_case[case.name]
        assert list(runs) == list(case.contenders)
        for who, run in runs.items():
            there = who in (OURS, FLOOR)
            assert bool(run.seconds) == there == (not run.missing), (case.name, who)
    told = table(report, [])
    assert told.count("not installed") > 20
    assert "python -m benchmarks setup" in told


def test_every_case_has_ours_first_and_texts_that_are_made() -> None:
    """Names are told apart; the corpus is the only text that is not made."""
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    made = texts.make_texts(0.01).keys() | {"posts of the corpus", "pages of the corpus"}
    for case in CASES:
        assert next(iter(case.contenders)) == OURS
        assert case.texts in made
        assert FLOOR in case.contenders


def test_contenders_take_turns() -> None:
    """Each is done once to warm it, then all in turns; a disturbance meets them alike."""
    log: list[str] = []
    jobs: dict[str, Job] = {who: (lambda who=who: log.append(who)) for who in "ab"}  # type: ignore[misc]
    took = take_turns(jobs, turns=3, shortest=0)
    assert log == ["a", "b", *"ababab"]
    assert [len(seconds) for seconds in took.values()] == [3, 3]


def test_short_jobs_are_done_several_times() -> None:
    """A turn takes long enough for the clock, and its time is that of one job."""
    count = 0

    def job() -> None:
        nonlocal count
        count += 1
        sum(range(1000))

    took = take_turns({"a": job}, turns=1, shortest=0.02)
    assert count > 100
    assert took["a"][0] < 0.001


def test_each_turn_is_told() -> None:
    """The spread over the turns is of the turns, not of one that is told again."""
    turn = 0

    def job() -> None:
        nonlocal turn
        turn += 1
        sum(range(1_000_000 if turn == 3 else 10))  # the first call is the one that warms it

    first, second, third = take_turns({"a": job}, turns=3, shortest=0)["a"]
    assert first < second > third


def test_a_ratio_compares_the_same_turn() -> None:
    """What slowed one turn down slowed both contenders, and does not show."""
    runs = [Run("x", OURS, 1.0, (1.0, 9.0, 2.0)), Run("x", "other", 1.0, (2.0, 18.0, 4.0))]
    assert list(ratios_of(runs)) == [Figure("x", "other", 0.5, 0.5, 0.5)]
    assert list(ratios_of([runs[0], Run("x", "other", 1.0, (), "no module")])) == []


def test_growth_is_told_for_ten_times_the_text(report: Report) -> None:
    """Each step is from one size to ten times that size, for each shape."""
    steps = [one for one in report["figures"] if one.against == growth.A_TENTH]
    assert len(steps) == 2 * len(growth.SHAPES)
    assert all(one.low <= one.value <= one.high for one in steps)
    small, large = Run("g", "1 MB", 1.0, (2.0,)), Run("g", "10 MB", 11.0, (22.0,))
    assert growth._step(small, large).value == pytest.approx(10.0)


def test_a_report_goes_through_json(report: Report) -> None:
    """Nothing is lost, and what is written is JSON that other programs can read."""
    written = to_json(report)
    assert from_json(written) == report
    assert set(json.loads(written)) == {"machine", "versions", "runs", "figures"}


def test_goals_are_judged_by_the_worst_figure() -> None:
    """A goal for several cases is met when all of them meet it; equal is met."""
    goal = Goal("script, *", "OpenCC", 1.1)
    good, bad = Figure("script, a", "OpenCC", 1.1, 1, 2), Figure("script, b", "OpenCC", 1.2, 1, 2)
    elsewhere = [Figure("script, c", "floor", 9, 9, 9), Figure("spacing", "OpenCC", 9, 9, 9)]
    assert [one.word for one in judge([goal], [good, *elsewhere])] == ["met"]
    [verdict] = judge([goal], [good, bad, *elsewhere])
    assert (verdict.word, verdict.figure) == ("missed", bad)
    assert [one.word for one in judge([goal], elsewhere)] == ["not measured"]


def test_every_goal_names_what_is_measured(report: Report) -> None:
    """A goal whose case or comparator is misspelt would be not measured for ever."""
    known = [Figure(case.name, who, 1, 1, 1) for case in CASES for who in case.contenders]
    known += report["figures"]
    known += [
        Figure(f"peak memory {way}, {shape}, 10 MB", fresh.THE_STRING, 1, 1, 1)
        for way in fresh.WAYS
        for shape in growth.SHAPES
    ]
    known.append(Figure("import postnorm", fresh.IMPORTS, 1, 1, 1))
    goals = load_goals()
    assert [verdict.goal for verdict in judge(goals, known) if not verdict.figure] == []
    assert len({(goal.case, goal.against) for goal in goals}) == len(goals)
    with pytest.raises(TypeError):
        Goal(**tomllib.loads('case = "a"\nagainst = "b"\nat_most = 1'))


def test_the_table_has_a_row_for_everything(report: Report) -> None:
    """Cases with their contenders, the other figures, the goals, and the machine."""
    verdicts = judge(load_goals(), report["figures"])
    told = table(report, verdicts)
    lines = told.splitlines()
    for run in report["runs"]:
        assert run.case in lines
    for one in report["figures"]:
        assert one.against in told
        assert one.against != growth.A_TENTH or f"  {one.case} " in told
    assert sum(line.startswith("  met ") for line in lines) + sum(
        line.startswith("  missed ") for line in lines
    ) + sum(line.startswith("  not measured ") for line in lines) == len(verdicts)
    assert "Z80 <1976> & later, 1 core; postnorm 0." in lines
    made = Report(
        machine={},
        versions={},
        runs=[Run("c", OURS, 3.0, (2.0, 1.0, 4.0)), Run("c", "o", 3.0, (4.0,) * 3)],
        figures=[Figure("c", "o", 0.5, 0.25, 1.0)],
    )
    assert re.search(r"^  postnorm +1\.50$", table(made, []), re.MULTILINE)
    assert re.search(r"^  o +0\.75 +0\.50 times  0\.25 to 1\.00$", table(made, []), re.MULTILINE)


def test_pictures_show_every_figure(report: Report) -> None:
    """Valid SVG without scripts; a bar for each run, a dot for each goal, for light and for dark."""
    verdicts = judge(
        [Goal("decode, *", FLOOR, 1.0), Goal("nothing", FLOOR, 1.0)], report["figures"]
    )
    drawn = pictures(report, verdicts)
    assert set(drawn) == {"speed.svg", "goals.svg", "growth.svg"}
    for svg in drawn.values():
        root = ET.fromstring(svg)
        assert "prefers-color-scheme: dark" in svg
        assert "Z80 <1976> & later" in "".join(root.itertext())
        width, height = map(float, root.attrib["viewBox"].split()[2:])
        for shape in root.iter():
            for key in ("x", "x1", "x2", "cx"):
                assert 0 <= float(shape.attrib.get(key, 0)) <= width
            for key in ("y", "y1", "y2", "cy"):
                assert 0 <= float(shape.attrib.get(key, 0)) <= height
    whole = [run for run in report["runs"] if run.case.startswith("whole") and run.seconds]
    assert len(list(ET.fromstring(drawn["speed.svg"]).iter(f"{SVG}rect"))) == len(whole) + 1
    assert len(list(ET.fromstring(drawn["goals.svg"]).iter(f"{SVG}circle"))) == 1
    grown = [run for run in report["runs"] if run.case.startswith("growth")]
    assert len(list(ET.fromstring(drawn["growth.svg"]).iter(f"{SVG}circle"))) == len(grown)
    assert pictures(Report(machine={}, versions={}, runs=[], figures=[]), []) == {}


def test_places_on_an_axis() -> None:
    """Logarithmic: as far from 1 to 10 as from 10 to 100; what is outside is drawn at the edge."""
    axis = axis_for([1.5, 60.0], 0, 100)
    assert axis.ticks() == [1, 10, 100]
    assert [axis.at(value) for value in (0.1, 1, 10, 100, 1e9)] == [0, 0, 50, 100, 100]
    assert math.isclose(axis_for([10.0, 10.0], 0, 1).high, 100)


def test_the_page_is_made_of_the_report(report: Report, tmp_path: Path) -> None:
    """Every case, goal and figure stands in it, and its pictures are written beside it."""
    goals = [Goal("decode, *", FLOOR, 0.0001, "Nothing yet."), Goal("decode, *", FLOOR, 1e9)]
    results = tmp_path / "results.json"
    results.write_text(to_json(report), encoding="utf-8")
    written = page.write(report, judge(goals, report["figures"]), tmp_path)
    told = (tmp_path / page.PAGE).read_text(encoding="utf-8")
    for run in report["runs"]:
        assert run.case.startswith("growth") or f"| {run.case} | postnorm |" in told
    for one in report["figures"]:
        assert one.case in told
    assert "**missed**" in told
    assert "| met |" in told
    assert r"- decode, \*, floor: Nothing yet." in told
    assert all(path.exists() for path in written)
    for target in re.findall(r"!\[.+\]\((.+)\)", told):
        assert (tmp_path / page.PAGE.parent / target).exists()
    assert command.main(["docs", str(results), "--docs", str(tmp_path / "again")]) == 0
    assert (tmp_path / "again" / page.PAGE).exists()


def test_the_page_of_the_documentation_is_that_of_the_results() -> None:
    """Who changes the goals or measures anew makes the page anew as well."""
    results = from_json((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    verdicts = judge(load_goals(), results["figures"])
    told = (page.DOCS / page.PAGE).read_text(encoding="utf-8")
    assert told == page.page(results, verdicts), (
        "run: python -m benchmarks docs benchmarks/results.json"
    )
    for name, svg in pictures(results, verdicts).items():
        assert (page.DOCS / page.PICTURES / name).read_text(encoding="utf-8") == svg


def test_every_claim_has_a_command_that_there_is() -> None:
    """Its files are there, and what it chooses of their tests is the name of one."""
    for one in load_claims():
        assert one.claim
        assert one.found
        words = shlex.split(one.command)
        files = [ROOT / word for word in words if word.endswith(".py") or "/" in word]
        assert all(path.exists() for path in files), one.command
        if "-k" in words and files:
            assert f"_{words[words.index('-k') + 1]}" in files[0].read_text(encoding="utf-8")


def test_a_claim_that_was_missed_says_why() -> None:
    """In the table that it was, below it why."""
    table, *below = "\n".join(
        rows([Claim("a", "3", "x"), Claim("b", "1", "y", "2", "Nothing yet.")])
    ).split("\n\n")
    assert table.splitlines()[2:] == ["| a |  | 3 | `x` |", "| b | 2 | 1; **missed** | `y` |"]
    assert below == ["- b: Nothing yet."]


def test_the_command_measures_what_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--only`` takes cases by their beginning; JSON and pictures are written where it is said."""
    monkeypatch.setattr(command, "prepare_process", lambda: None)  # it would hold for all tests
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.md").write_text("---\ntitle: 雨后\n---\n雨停了 ，路还湿。\n", encoding="utf-8")
    (corpus / "b.md").write_bytes(b"\xff\xfe\xfd")
    assert set(texts.corpus_texts(corpus)) == {"posts of the corpus"}  # pages there are none
    options = ["--quick", "--turns", "1", "--only", "whole, c", "--corpus", str(corpus)]
    written = ["--json", str(tmp_path / "r.json"), "--pictures", str(tmp_path / "p")]
    assert command.main([*options, *written]) == 0
    report = from_json((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert {run.case for run in report["runs"]} == {"whole, clean posts", "whole, corpus"}
    assert report["versions"]["postnorm"] == postnorm.__version__
    assert (tmp_path / "p" / "speed.svg").exists()
    assert "whole, corpus" in capsys.readouterr().out


def test_a_missed_goal_fails_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--strict`` is for machines that watch over the goals."""
    monkeypatch.setattr(command, "prepare_process", lambda: None)
    for most, status in ((1e9, 0), (1e-9, 1)):
        monkeypatch.setattr(command, "load_goals", lambda most=most: [Goal("decode*", FLOOR, most)])
        assert command.main(["--quick", "--only", "decode", "--strict"]) == status
    assert command.main(["--quick", "--only", "decode"]) == 0
    assert "missed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--turns", "0"], "at least 1"),
        (["--corpus", "nowhere"], "no folder"),
        (["--only", "nothing"], None),
    ],
)
def test_what_cannot_be_measured_is_said(
    options: list[str],
    told: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Before it runs for minutes, and with what there is."""
    monkeypatch.setattr(command, "prepare_process", lambda: None)
    with pytest.raises(SystemExit) as raised:
        command.main(["--quick", *options])
    if told:
        assert told in capsys.readouterr().err
    else:
        assert "header, hard YAML" in str(raised.value)


def test_a_case_can_be_profiled(capsys: pytest.CaptureFixture[str]) -> None:
    """The functions in which the time goes; an unknown case is told with all that there are."""
    assert command.main(["profile", "metadata"]) == 0
    assert "normalize_metadata" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="header, hard YAML"):
        command.main(["profile", "hard YAML"])  # names are told by how they begin


def test_importing_is_measured_in_fresh_interpreters() -> None:
    """A ratio above nothing; how large it is depends on the machine."""
    alone, with_a_first_use = fresh.import_times(turns=1)
    assert 0 < alone.value < with_a_first_use.value


def test_memory_is_a_multiple_of_the_string(monkeypatch: pytest.MonkeyPatch) -> None:
    """The source and the body alone are two strings, so a figure below is a mistake."""
    monkeypatch.setattr(fresh, "SHAPES", {"clean": growth.SHAPES["clean"]})
    found = {one.case: one.value for one in fresh.peaks(size=300_000, turns=1)}
    assert found["peak memory allocated, clean, 300 KB"] > 2
    assert all(value < 100 for value in found.values())


def test_texts_are_what_they_are_called() -> None:
    """Made again they are the same; clean ones are clean, dense ones dense, doubled ones doubled."""
    made = texts.make_texts(0.1)
    assert made == texts.make_texts(0.1)
    for text in made["calm bodies"]:
        assert postnorm.clean(text, script="hans").body == text
    for text in made["technical bodies"]:
        assert postnorm.clean(text, script="hans").body == text
    for text in made["dense bodies"]:
        assert len(list(postnorm.clean(text).ledger())) > len(text) / 20
    for text in made["seed-shaped posts"]:
        body = postnorm.clean(text).body
        assert 0.4 < len(body) / len(text) < 0.6
        assert "公众" not in body
    for text in made["Traditional bodies"]:
        assert postnorm.detect_script(text).verdict == "hant"


def test_the_environment_is_pinned_and_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every package has one version, nothing is resolved, and no registry is named."""
    pins: dict[str, str] = {}
    for path in (environment.PINNED, environment.HEAVY):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                name, version = line.split("==")
                assert pins.setdefault(name.lower(), version) == version
                assert re.fullmatch(r"[\w.+]+", version)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["bench"]
    assert {re.split("[>=<]", one)[0].lower() for one in wanted} <= pins.keys()
    ran: list[list[str]] = []
    monkeypatch.setattr("venv.create", lambda folder, **_: folder.mkdir())
    monkeypatch.setattr(subprocess, "run", lambda arguments, check: ran.append(arguments))
    assert environment.set_up(tmp_path / "peers").endswith("python -m benchmarks")
    environment.set_up(tmp_path / "all", heavy=True)
    assert [len(ran), str(environment.HEAVY) in ran[3]] == [5, True]
    (tmp_path / "mine").mkdir()
    with pytest.raises(SystemExit, match="left alone"):  # it would be emptied
        command.main(["setup", str(tmp_path / "mine")])
    assert all("--no-deps" in arguments and "index" not in " ".join(arguments) for arguments in ran)


def test_data_juicer_is_left_alone_where_it_would_install_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It fetches what it misses when it is imported, so it is imported last."""
    asked: list[str] = []

    def need(module: str) -> None:
        asked.append(module)
        if module == "selectolax":
            no_peer(module)

    monkeypatch.setattr(peers, "need", need)
    with pytest.raises(NotInstalled, match="selectolax"):
        peers.data_juicer("clean_html_mapper")([])
    assert not any(module.startswith("data_juicer") for module in asked)


def test_notes_are_on_contenders_that_there_are() -> None:
    """A note under another name would be read by nobody."""
    assert NOTES.keys() <= {who for case in CASES for who in case.contenders}


def test_other_tools_are_imported_by_their_makers_only() -> None:
    """Or a tool that is missing would stop the run before it began."""
    known = {"benchmarks", "postnorm", *sys.stdlib_module_names}
    for path in (ROOT / "benchmarks").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= known, path.name
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in known, path.name


def test_what_raises_is_told() -> None:
    """A tool that cannot take a text is a row that says so; ours stops the run."""
    broken = plain(lambda text: int(text))
    [ours, other] = measure(Case("x", "y", {OURS: plain(len), "o": broken}), ["a"], turns=1)
    assert (other.seconds, other.missing) == ((), "raised ValueError")
    assert len(ours.seconds) == 1
    assert "raised ValueError" in table(
        Report(machine={}, versions={}, runs=[ours, other], figures=[]), []
    )
    with pytest.raises(ValueError, match="invalid literal"):
        measure(Case("x", "y", {OURS: broken}), ["a"], turns=1)
