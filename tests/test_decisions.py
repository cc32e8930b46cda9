"""Decisions: what a person marked stays, all else is as before, and nothing is passed over in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Decision, Pack, Post, clean, load_decisions, load_pack, strip_promotions
from postnorm.edits import Edit
from postnorm.keeping import Keeping
from postnorm.records import LedgerEntry, Notice
from postnorm.report.tracing import traced
from postnorm.testing.contract import assert_lossless
from support.texts import PLUGS, TEXTS

EXAMPLE: Final = (Path(__file__).parent.parent / "examples" / "scraped-post.md").read_text("utf-8")
PLUG: Final = "欢迎关注我们的微信公众号：河边夜话。"


@st.composite
def plugged(draw: st.DrawFn) -> str:
    """An article with several plugs and credits at its ends, which are judged together."""
    lines = st.sampled_from(
        (*PLUGS, "（责任编辑：大鱼）", "来源：河边夜话", "![](https://a.example/qr.png)")
    )
    above, below = draw(st.lists(lines, max_size=2)), draw(st.lists(lines, min_size=1, max_size=4))
    gap = draw(st.sampled_from(("\n\n", "\n")))
    return gap.join((*above, "雨停了，路还湿，我们沿着河走。" * 3, *below, ""))


def of_rule(post: Post, rule: str) -> LedgerEntry:
    return next(entry for entry in post.ledger() if entry.rule == rule)


def notices(post: Post) -> list[str]:
    return [one.rule for one in post.notices if one.rule.startswith("decisions.")]


@given(text=TEXTS, data=st.data())
def test_an_edit_that_is_marked_is_not_made(text: str, data: st.DataObject) -> None:
    """Whichever it is, the ledger of the next run does not have it, and the post is accounted for."""
    post = clean(text)
    entries = list(post.ledger())
    if not entries:
        return
    marked = data.draw(st.lists(st.sampled_from(entries), min_size=1, max_size=3))
    decisions = [Decision.on(post, entry) for entry in marked]
    again = clean(text, keep=decisions)
    assert again.restore() == text == again.source
    assert Post.from_dict(again.to_dict()) == again
    made = {(one.step, one.rule, one.span, one.removed, one.new) for one in again.ledger()}
    assert not made & {d[1:6] for d in decisions} or "decisions.unmet" in notices(again)
    assert len(notices(again)) == len(set(decisions))


@given(text=TEXTS, data=st.data())
def test_one_decision_always_meets_its_edit(text: str, data: st.DataObject) -> None:
    """Marked alone, an edit is found again."""
    post = clean(text)
    entries = list(post.ledger())
    if entries:
        entry = data.draw(st.sampled_from(entries))
        assert notices(clean(text, keep=[Decision.on(post, entry)])) == ["decisions.kept"]


TAKING: Final = ("deduplicate_body", "extract_credits", "strip_promotions")


def _taken(post: Post) -> dict[int, set[int]]:
    """Edit, as the ledger numbers them -> the places of the source whose letters it took away.

    Its span encloses more: what other edits had taken before.
    """
    taken: dict[int, set[int]] = {}
    for piece in traced(post):
        if piece.gone and not piece.made:
            places = (at for at, letter in enumerate(piece.text, piece.low) if letter.isalnum())
            taken.setdefault(piece.gone[0], set()).update(places)
    return taken


def _removals(post: Post) -> list[int]:
    """The edits, as the ledger numbers them, that a marked one could lose its text to."""
    entries = enumerate(post.ledger())
    return [number for number, one in entries if one.step in TAKING and not one.new]


def _assert_no_other_takes(text: str, post: Post, number: int) -> None:
    entry = list(post.ledger())[number]
    kept = clean(text, keep=[Decision.on(post, entry)])
    steps = [one.step for one in kept.ledger()]
    marked = _taken(post).get(number, set())
    for other, places in _taken(kept).items():
        if steps[other] in TAKING[TAKING.index(entry.step) :]:
            assert not marked & places


@given(text=TEXTS | plugged(), data=st.data())
def test_no_other_edit_takes_what_was_marked(text: str, data: st.DataObject) -> None:
    """The step runs again, and what stays has other neighbours; not a letter of it may go for that."""
    post = clean(text)
    if removals := _removals(post):
        _assert_no_other_takes(text, post, data.draw(st.sampled_from(removals)))


def test_what_a_marked_edit_encloses_was_not_marked() -> None:
    """Plugs that went before a byline did may go again when the byline stays."""
    plugs = f"{PLUG}\n{PLUG}\n阿七写的微信公众账号：河边夜话\n"
    text = f"{'雨停了，路还湿，我们沿着河走。' * 3}\n{plugs}（责任编辑：大鱼）\n"
    post = clean(text)
    *_, byline = post.ledger()
    assert plugs in text[slice(*byline.span)]
    assert plugs not in byline.removed
    for number in _removals(post):
        _assert_no_other_takes(text, post, number)
    kept = clean(text, keep=[Decision.on(post, byline)])
    assert kept.body == f"{'雨停了，路还湿，我们沿着河走。' * 3}\n（责任编辑：大鱼）\n"


def test_a_plug_between_plugs_stays_alone() -> None:
    """Those beside it go, though they are removed as one with it; nothing of it goes with them."""
    text = f"雨停了，路还湿，我们沿着河走。\n\n长按二维码关注\n\n{PLUG}\n\n点击阅读原文，查看更多往期文章\n"
    post = clean(text)
    assert post.body == "雨停了，路还湿，我们沿着河走。\n"
    for entry in post.ledger():
        kept = clean(text, keep=[Decision.on(post, entry)])
        words = [line for line in entry.removed.splitlines() if line]
        assert kept.body.split("\n\n") == [post.body.strip(), *words[:-1], f"{words[-1]}\n"]


@given(text=TEXTS)
def test_without_decisions_nothing_is_different(text: str) -> None:
    """Also with those about another source."""
    other = Decision("0" * 64, "strip_promotions", "promotions.shop", (0, 1), "甲", "")
    assert clean(text, keep=[other]) == clean(text, keep=()) == clean(text)


def test_a_copy_that_stays_keeps_what_was_carried_out_of_it() -> None:
    """Or the carried sentence would stand twice; the rest of the cleaning is done to both copies."""
    post = clean(EXAMPLE)
    kept = clean(EXAMPLE, keep=[Decision.on(post, of_rule(post, "repeats.copy"))])
    assert kept.body.count("城南的旧书市场要搬了") == 2
    assert kept.body.count("旧纸堆") == 1  # in the middle of a text it is no certain plug
    assert "1 、" not in kept.body
    assert notices(kept) == ["decisions.kept"]
    assert "repeats.carried" not in [one.rule for one in kept.notices]


def test_what_stays_is_cleaned_like_the_rest() -> None:
    """A paragraph that was no plug has its marks and its script."""
    text = "雨停了，路還濕，我們沿著河走了很久。\n\n歡迎關註我們的微信公眾號 ：河邊夜話 。\n"
    post = clean(text, script="hans")
    [entry] = [one for one in post.ledger() if one.rule.startswith("promotions.")]
    kept = clean(text, script="hans", keep=[Decision.on(post, entry)])
    assert kept.body.endswith("我们的微信公众号：河边夜话。\n")


def test_a_byline_that_stays_names_no_author() -> None:
    """The value goes with the line it was read from."""
    text = "文／阿七\n\n雨停了，路还湿，我们沿着河走。\n"
    post = clean(text)
    assert post.author == "阿七"
    kept = clean(text, keep=[Decision.on(post, of_rule(post, "credits.byline"))])
    assert (kept.author, kept.body) == (None, text)


def test_a_header_that_stays_is_text() -> None:
    """Nothing is read from it."""
    text = "---\ntitle: 雨后\n---\n雨停了，路还湿，我们沿着河走。\n"
    post = clean(text, path="2014-03-05-a.md")
    decision = Decision.on(post, of_rule(post, "front-matter.yaml"))
    kept = clean(text, path="2014-03-05-a.md", keep=[decision])
    assert (kept.title, kept.body) == (None, text)
    assert str(kept.date)[:10] == "2014-03-05"


def test_decisions_inside_each_other_are_both_kept() -> None:
    """What the outer one removed differs then by what the inner one put back."""
    plug = PLUG.replace("微信", "\u200b微信")
    text = f"雨停了，路还湿，我们沿着河走。\n\n{plug}\n"
    post = clean(text)
    kept = clean(text, keep=[Decision.on(post, one) for one in post.ledger()])
    assert kept.body == text
    assert set(notices(kept)) == {"decisions.kept"}


def test_a_move_that_is_marked_brings_no_breaks() -> None:
    """What would have set the moved text apart is not put in either."""
    post = clean(EXAMPLE)
    kept = clean(EXAMPLE, keep=[Decision.on(post, of_rule(post, "repeats.carried"))])
    assert not {one.rule for one in kept.ledger()} & {"repeats.carried", "repeats.paragraph-break"}


def test_the_first_step_and_the_last_keep_too() -> None:
    """Mojibake that was meant, and one word that keeps its script."""
    broken = "雨停了，路还湿。" * 4 + "\n\n" + "他说桥还在".encode().decode("latin-1") + "\n"
    post = clean(broken)
    assert "他说桥还在" in post.body
    kept = clean(broken, keep=[Decision.on(post, of_rule(post, "mojibake.single-byte"))])
    assert "他说桥还在" not in kept.body
    text = "鐘是從前的學校留下的，上面有一道裂紋。\n"
    post = clean(text, script="hans")
    [entry] = [one for one in post.ledger() if one.removed == "鐘"]
    kept = clean(text, script="hans", keep=[Decision.on(post, entry)])
    assert kept.body == "鐘是从前的学校留下的，上面有一道裂纹。\n"


def test_a_step_of_several_changes_goes_on_behind_what_stays() -> None:
    """What it does once the others have gone is still done, on the text that is then there."""

    def step(post: Post) -> Post:
        while True:
            words = [word for word in ("甲", "乙", "丙") if word in post.body]
            if "乙" in words and "丙" in words:
                words.remove("丙")  # found when 乙 is gone
            places = [(post.body.index(word), word) for word in words]
            done = post.edited(
                "step", [Edit(at, at + 1, "", f"step.{word}") for at, word in places]
            )
            if done is post:
                return post
            post = done

    given = Post.from_text("雨甲。乙丙停")
    keeping = Keeping([Decision.on(given, next(step(given).ledger()))])
    begun = keeping.begin(given)
    assert keeping.step(step)(begun).body == "雨甲。停"


def test_what_was_told_and_described_of_the_rest_is_kept() -> None:
    """Values that went and notices that are about no place stay as the step left them."""

    def step(post: Post) -> Post:
        post = post.described("step", {"title": "雨后"})
        return post.edited("step", [Edit(1, 2, "", "step.a")], [Notice("step.seen", "seen")])

    given = Post.from_text("雨甲停", {"title": "雨后", "layout": "post"})
    keeping = Keeping([Decision.on(given, next(step(given).ledger()))])
    begun = keeping.begin(given)
    done = keeping.step(step)(begun)
    assert (done.body, done.metadata) == ("雨甲停", {"title": "雨后"})
    assert "step.seen" in [notice.rule for notice in done.notices]


def test_a_step_that_never_comes_to_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many runs, each of which did more; what was marked stays."""
    monkeypatch.setattr("postnorm.keeping._MOST_RUNS", 1)

    def step(post: Post) -> Post:
        first = [Edit(0, 1, "", "step.a")]
        return post.edited("step", first).edited("step", first)

    given = Post.from_text("甲乙丙丁戊己庚辛")
    marked = list(step(given).ledger())[1]
    keeping = Keeping([Decision.on(given, marked)])
    begun = keeping.begin(given)
    assert keeping.step(step)(begun).body == "乙丙丁戊己庚辛"


def test_what_a_header_holds_above_copies_stays_whole() -> None:
    """An edit over what a person keeps is made of what is left of it."""
    body = "渡口的灯一直亮到后半夜，没有人去关。船工说，今年的水比往年低了三尺，石头都露出来了。"
    text = f"---\ntitle: 雨后\n---\n{body}\n\n{body}\n作者：阿七\n\n"
    post = clean(text)
    entries = list(post.ledger())
    for number in range(len(entries)):
        marked = [Decision.on(post, one) for one in entries[number:]]
        kept = clean(text, keep=marked)
        assert kept.restore() == text
        assert set(notices(kept)) <= {"decisions.kept", "decisions.unmet"}


def test_line_ends_beside_what_stays_are_left() -> None:
    """Or it would stand on another line."""

    def step(post: Post) -> Post:
        edits = [Edit(1, 3, "", "step.a"), Edit(3, 4, "", "step.b"), Edit(4, 6, "", "step.c")]
        # 甲 with the line end behind it, 乙, and 丙 with the one before it
        return post.edited("step", edits if len(post.body) == 7 else [])

    given = Post.from_text("雨甲\n乙\n丙停")
    keeping = Keeping([Decision.on(given, list(step(given).ledger())[1])])
    begun = keeping.begin(given)
    assert keeping.step(step)(begun).body == "雨\n乙\n停"


def test_a_decision_that_meets_nothing_is_told() -> None:
    """With what it was about."""
    post = clean(f"雨停了。\n\n{PLUG}\n")
    entry = of_rule(post, "promotions.account-call")
    for changed in (
        entry._replace(rule="promotions.shop"),
        entry._replace(removed="别的"),
        entry._replace(new="别的"),
        entry._replace(span=(0, 1)),
        entry._replace(step="deduplicate_body"),
    ):
        told = clean(post.source, keep=[Decision.on(post, changed)])
        assert told.body == post.body
        [notice] = [one for one in told.notices if one.rule == "decisions.unmet"]
        assert notice.detail is not None
        assert notice.detail["rule"] == changed.rule


def test_clean_again_with_the_same_decisions_is_the_same() -> None:
    """Decisions are about the source, so the answer is one."""
    post = clean(EXAMPLE)
    decisions = [Decision.on(post, entry) for entry in post.ledger()]
    kept = clean(EXAMPLE, keep=decisions)
    assert clean(EXAMPLE, keep=decisions[::-1]).body == kept.body
    assert clean(kept, keep=decisions) == kept
    assert_lossless(lambda given: clean(given, keep=decisions), EXAMPLE)


@pytest.mark.parametrize(
    "wrong", ["a", b"a", 3, None, ["a"], [()], Decision("", "", "", (0, 0), "", "")]
)
def test_only_decisions_are_taken(wrong: object) -> None:
    """The error says where they come from."""
    with pytest.raises(TypeError, match="load_decisions"):
        clean("雨停了。", keep=wrong)  # type: ignore[arg-type]


def written(path: Path, *decisions: Decision) -> Path:
    data = {"schema": 1, "decisions": [one._asdict() for one in decisions]}
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_file_reads_back_equal(tmp_path: Path) -> None:
    """All fields, and without those that may be left out."""
    post = clean(EXAMPLE)
    made = [Decision.on(post, one, why="留着", name="a.md") for one in post.ledger()]
    assert load_decisions(written(tmp_path / "d.json", *made)) == tuple(made)
    short = [one._asdict() for one in made]
    for one in short:
        del one["why"], one["name"], one["context"]
    (tmp_path / "d.json").write_text(json.dumps({"schema": 1, "decisions": short}), "utf-8")
    assert [one[:6] for one in load_decisions(tmp_path / "d.json")] == [one[:6] for one in made]


def broken(change: Callable[[dict[str, object]], object]) -> str:
    data: dict[str, object] = {
        "source": "",
        "step": "a",
        "rule": "b",
        "span": [0, 1],
        "removed": "",
        "new": "",
    }
    change(data)
    return json.dumps({"schema": 1, "decisions": [data]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"schema": 2, "decisions": []}',
        '{"schema": 1}',
        '{"schema": 1, "decisions": {}}',
        '{"schema": 1, "decisions": [3]}',
        broken(lambda data: data.pop("rule")),
        broken(lambda data: data.update(span=[1])),
        broken(lambda data: data.update(span=[2, 1])),
        broken(lambda data: data.update(span=None)),
        broken(lambda data: data.update(removed=3)),
        "[" * 100_000,
        "\udcff",
    ],
    ids=lambda text: text[:30],
)
def test_a_broken_file_is_one_error_that_names_it(text: str, tmp_path: Path) -> None:
    """ValueError with the path, whatever is wrong."""
    path = tmp_path / "d.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ValueError, match=r"d\.json: no decisions of postnorm"):
        load_decisions(path)


# --- packs that keep ------------------------------------------------------------


def test_a_pack_keeps_lines_and_sentences() -> None:
    """With other numbers and in the other script too; what stands beside them is judged as before."""
    pack = Pack("河边").keeping([f"\n\n第 7 回：{PLUG}\n"])
    text = f"雨停了，路还湿。\n\n第 8 回：{PLUG}\n"
    assert strip_promotions(text) == "雨停了，路还湿。\n"
    assert strip_promotions(text, packs=[pack]) == text
    assert strip_promotions(text + f"\n{PLUG}\n", packs=[pack]) == text
    sentence = f"雨停了，路还湿。{PLUG}\n"
    assert strip_promotions(sentence, packs=[Pack("").keeping([PLUG])]) == sentence


def test_a_pack_keeps_what_would_go_with_a_plug() -> None:
    """A picture that is no promotion by itself."""
    picture = "![](https://a.example/photo.jpg)"
    text = f"雨停了，路还湿。\n\n长按识别二维码关注公众号：河边夜话\n\n{picture}\n"
    assert strip_promotions(text) == "雨停了，路还湿。\n"
    assert (
        strip_promotions(text, packs=[Pack("").keeping([picture])])
        == f"雨停了，路还湿。\n\n{picture}\n"
    )


def test_a_pack_that_keeps_reads_back_equal(tmp_path: Path) -> None:
    """As TOML; keeping nothing is the same pack."""
    pack = Pack("河边").keeping([PLUG, "", "\n", PLUG])
    assert len(pack.keeps) == 1
    assert Pack("河边").keeping([]) == Pack("河边")
    (tmp_path / "p.toml").write_text(pack.to_toml(), "utf-8")
    assert load_pack(tmp_path / "p.toml") == pack


@pytest.mark.parametrize("keep", ['"甲乙"', "[3]", '[""]', '["Ａ"]', f'["{"甲" * 400}"]'])
def test_a_broken_keep_is_told(keep: str, tmp_path: Path) -> None:
    """Like any other entry."""
    (tmp_path / "p.toml").write_text(f"keep = {keep}\n", "utf-8")
    with pytest.raises(ExceptionGroup, match="1 errors") as caught:
        load_pack(tmp_path / "p.toml")
    assert "keep" in str(caught.value.exceptions[0])


def test_a_step_that_may_do_nothing_gives_the_same_object() -> None:
    """Or the steps would run again and again for nothing."""
    given = clean(f"雨停了，路还湿。\n\n{PLUG}\n", keep=())
    source = Post.from_text(given.source)
    keeping = Keeping([Decision.on(given, next(given.ledger()))])
    begun = keeping.begin(source)
    assert keeping.step(strip_promotions)(begun) is begun
