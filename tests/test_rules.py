"""Rules on their three levels, steps with options, and pipelines of them."""

from __future__ import annotations

import doctest
import functools
import inspect
import pickle
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postnorm.edits import Edit, apply, check, minimal
from postnorm.errors import EditError
from postnorm.findings import (
    SETTLED,
    Findings,
    Settled,
    checked_rules,
    find_repeatedly,
    left_in,
)
from postnorm.pipelines import Pipeline, pipeline
from postnorm.post import Post
from postnorm.records import Change, MetadataChange, Notice
from postnorm.rules import FineRule, Rule, Step, catalogue_of, rule
from postnorm.tables.reasons import REASONS
from postnorm.tables.typography_examples import Examples
from postnorm.values import Metadata, kind_of
from support import rules
from support.rules import (
    delete_spaces,
    drop_names,
    fail,
    flip,
    move_first_to_end,
    name_it,
    overlap,
    point_outside,
    remove_one_x,
    replace,
    widen_commas,
)
from support.strategies import ANY_TEXT, metadata, posts

RULES: list[Rule[...]] = [
    replace,
    delete_spaces,
    drop_names,
    widen_commas,
    remove_one_x,
    move_first_to_end,
]
each_rule = pytest.mark.parametrize("one", RULES, ids=lambda one: one.__name__)
any_text = ANY_TEXT | st.text(st.sampled_from("abxy ,>\n甲"), max_size=12)

# --- three levels -----------------------------------------------------------


@each_rule
@given(text=any_text)
def test_text_and_lint_agree(one: Rule[...], text: str) -> None:
    """The text form carries out exactly the edits that the lint lists, which are minimal."""
    found = one.edits(text)
    check(text, found)
    assert minimal(text, found) == found
    assert one(text) == apply(text, found)
    assert one.findings(text)[: len(found)] == found
    assert all(isinstance(notice, Notice) for notice in one.findings(text)[len(found) :])
    assert (one(text) is text) == (not found)


@each_rule
@settings(max_examples=40)
@given(post=posts(texts=any_text))
def test_post_and_text_agree(one: Rule[...], post: Post) -> None:
    """The post form does to the body what the text form does to it with the context of the post."""
    after = one(post)
    context = one.context(post)
    assert after.body == one(post.body, **context)
    found = one.findings(post.body, **context)
    told = [notice for notice in found if isinstance(notice, Notice)]
    edits = one.edits(post.body, **context)
    new = after.changes[len(post.changes) :]
    assert [change.edits for change in new if isinstance(change, Change)] == [edits] * bool(edits)
    assert {change.step for change in new} <= {one.__name__}
    assert set(after.notices) == set(post.noticed(told).notices)
    assert after.restore() == post.source


@each_rule
@settings(max_examples=40)
@given(post=posts(texts=any_text))
def test_a_post_with_nothing_to_do_is_the_same_object(one: Rule[...], post: Post) -> None:
    """A second run of a rule that reached its end gives back what it got."""
    step = one.using(new="乙") if one is replace else one
    once = step(post)
    assert step(once) is once


def test_notices_are_told_after_the_edits() -> None:
    """Findings are the edits, then the notices, with places in the text."""
    assert replace.findings("cab", new="c") == (
        Edit(1, 2, "c", "test.replace"),
        Notice("test.seen", "'a' stood here", (1, 2)),
    )


def test_a_rule_is_a_plain_function() -> None:
    """Name, module and doc are the finder's, by which pickle and doctest find it; it shows a subject."""
    assert inspect.isfunction(replace)
    assert (replace.__name__, replace.__module__) == ("replace", "support.rules")
    assert inspect.getdoc(replace) == (
        "Put *new* for every *old*, and say so.\n\n>>> replace(\"cab\")\n'cbbb'"
    )
    assert list(inspect.signature(replace).parameters) == ["subject", "old", "new"]
    assert pickle.loads(pickle.dumps(replace)) is replace
    found = {test.name: test for test in doctest.DocTestFinder().find(rules)}
    assert len(found["support.rules.replace"].examples) == 1


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        (b"a", "replace takes a str or a Post, not a bytes; for bytes call postnorm.parse first"),
        (
            bytearray(),
            "replace takes a str or a Post, not a bytearray; for bytes call postnorm.parse first",
        ),
        (None, "replace takes a str or a Post, not None"),
        (7, "replace takes a str or a Post, not an int"),
    ],
)
def test_a_wrong_subject_is_told(subject: object, message: str) -> None:
    """A wrong type is a ``TypeError`` that names the rule and the remedy."""
    with pytest.raises(TypeError) as caught:
        replace(subject)  # type: ignore[call-overload]
    assert str(caught.value) == message


@pytest.mark.parametrize("level", [replace.edits, replace.findings])
def test_the_lint_takes_text_only(level: Callable[..., object]) -> None:
    """A post has no edits to list before its context is chosen."""
    with pytest.raises(TypeError, match=r"^replace\.edits and \.findings take a str, not a Post$"):
        level(Post.from_text("a"))


# --- options ----------------------------------------------------------------


@pytest.mark.parametrize("level", [replace, replace.edits, replace.findings, replace.using])
def test_an_unknown_option_is_told(level: Callable[..., object]) -> None:
    """The message names the option and those there are, on every level."""
    subject = () if level is replace.using else ("a",)
    with pytest.raises(TypeError, match=r"^replace has no option odd; its options are new, old$"):
        level(*subject, odd=1)
    with pytest.raises(TypeError, match=r"^replace has no option even, odd; its options"):
        level(*subject, odd=1, even=2)


@pytest.mark.parametrize("level", ["edits", "findings", "using", "context", "rules"])
def test_each_level_has_a_name_and_says_what_it_does(level: str) -> None:
    """That of the rule before its own, and the words of the protocol."""
    function = getattr(replace, level)
    assert (function.__name__, function.__qualname__) == (level, f"replace.{level}")
    assert function.__doc__ == getattr(Rule, level).__doc__ is not None


def test_the_direct_way_knows_its_options_too() -> None:
    """It is no way around the check."""

    def without_x(text: str) -> str:
        return text.replace("x", "")

    @rule(direct=without_x)
    def drop_x(text: str) -> Iterator[Edit]:
        return (Edit(at, at + 1, "", "test.x") for at, char in enumerate(text) if char == "x")

    assert drop_x("axb") == apply("axb", drop_x.edits("axb")) == "ab"
    with pytest.raises(TypeError, match=r"^drop_x has no option odd; it has none$"):
        drop_x("axb", odd=1)  # type: ignore[call-overload]


def test_the_signature_shows_what_is_taken_and_given() -> None:
    """A text or a post by position, and the options of the finder by their names."""
    signature = inspect.signature(replace)
    assert [*signature.parameters] == ["subject", "old", "new"]
    subject = signature.parameters["subject"]
    assert (subject.kind, subject.annotation) == (subject.POSITIONAL_ONLY, "str | Post")
    assert signature.return_annotation == "str | Post"


def test_options_are_checked_on_no_text() -> None:
    """Choosing them runs the finder once, where there is nothing to find."""
    seen: list[str] = []

    @rule
    def listen(text: str) -> Iterable[Edit]:
        seen.append(text)
        return ()

    assert listen.using() == listen.using()
    assert seen == ["", ""]


def test_a_rule_lists_its_fine_rules() -> None:
    """Those of its catalogue; without one there are none."""
    fine = FineRule("test.x", "an x says nothing", {}, (("x", ""),), ("y",))

    @rule(catalogue=lambda: (fine,))
    def drop_x(text: str) -> Iterable[Edit]:
        return ()

    assert drop_x.rules() == (fine,)
    assert replace.rules() == ()


def test_a_rule_without_options_says_so() -> None:
    """There is nothing to choose from."""
    with pytest.raises(TypeError, match=r"^delete_spaces has no option odd; it has none$"):
        delete_spaces("a", odd=1)  # type: ignore[call-overload]


@pytest.mark.parametrize("level", [replace, replace.edits, replace.findings])
def test_options_are_keyword_only(level: Callable[..., object]) -> None:
    """A bare value beside the text is refused."""
    with pytest.raises(TypeError, match="positional argument"):
        level("a", "b")


@pytest.mark.parametrize("finder", [3, "replace", functools.partial(replace, old="a")])
def test_what_has_no_name_is_no_finder(finder: object) -> None:
    """A rule is told and pickled by the name of its function."""
    with pytest.raises(TypeError) as caught:
        rule(finder)  # type: ignore[call-overload]
    assert str(caught.value) == f"rule takes a function of a text, not {kind_of(finder)}"


def test_a_finder_with_positional_options_is_refused() -> None:
    """The mistake is told when the rule is made."""

    def loose(text: str, mark: str = "") -> Iterator[Edit]:
        yield Edit(0, 0, mark, "test.loose")

    with pytest.raises(TypeError) as caught:
        rule(loose)
    assert str(caught.value) == (
        "loose: a finder takes the text and keyword-only options: def loose(text, *, ...)"
    )


@pytest.mark.parametrize("level", [replace, replace.edits, replace.findings, replace.using])
def test_a_wrong_value_is_told_at_once(level: Callable[..., object]) -> None:
    """A rule checks its options even on the empty text, so ``using`` tells before the first post."""
    subject = () if level is replace.using else ("",)
    with pytest.raises(ValueError, match=r"^replace: old must not be empty$"):
        level(*subject, old="")


@given(any_text, st.sampled_from("ab "), st.sampled_from(("", "b", "甲乙")))
def test_a_step_is_the_rule_with_its_options(text: str, old: str, new: str) -> None:
    """Choosing options first and giving them with the call are one thing, for text and post."""
    step = replace.using(old=old, new=new)
    assert step(text) == replace(text, old=old, new=new) == text.replace(old, new)
    assert step(Post.from_text(text)) == replace(Post.from_text(text), old=old, new=new)


def test_steps_are_values() -> None:
    """Steps of one rule and equal options are equal, hash alike, pickle, and show what they are."""
    step, same = replace.using(old="c", new=""), replace.using(new="", old="c")
    assert step == same == pickle.loads(pickle.dumps(step))
    assert len({step, same, replace.using(old="c"), widen_commas.using()}) == 3
    assert repr(step) == "replace.using(new='', old='c')"
    assert repr(replace.using()) == "replace.using()"
    assert step.__name__ == "replace"
    assert isinstance(step, Step)
    with pytest.raises(AttributeError):
        step.options = ()  # type: ignore[misc]


# --- context and fields -----------------------------------------------------


def test_context_comes_from_the_post() -> None:
    """What the post knows fills the options that the call leaves open, and may be overridden."""
    post = Post.from_text("雨后\n雨停了。\n随笔\n", {"标题": "雨后", "tags": ["随笔"]})
    assert drop_names.context(post) == {"title": "雨后", "names": ("随笔",)}
    assert drop_names(post).body == "雨停了。\n"
    assert drop_names(post, title=None).body == "雨后\n雨停了。\n"
    assert drop_names.using(names=())(post).body == "雨停了。\n随笔\n"
    assert drop_names(post.body) == post.body
    assert replace.context(post) == {}


@given(metadata(any_text), any_text)
@example({"标题": "雨,停", "tags": ["河,桥"], "author": "阿,七"}, "雨")
def test_fields_are_treated_like_the_body(items: dict[str, object], text: str) -> None:
    """Texts in the named fields are rewritten under whatever alias; other metadata are not."""
    post = Post.from_text(text, items)
    after = widen_commas.using(wide="、")(post)
    for key, value in post.metadata.items():
        if key in ("title", "标题", "tags"):
            assert after.metadata[key] == _rewritten(value)
        else:
            assert after.metadata[key] == value
    assert list(after.metadata) == list(post.metadata)
    changed = {
        change.key
        for change in after.changes
        if isinstance(change, MetadataChange) and change.step == "widen_commas"
    }
    assert changed == {key for key in items if after.metadata[key] != post.metadata[key]}


def _rewritten(value: object) -> object:
    if isinstance(value, str):
        return value.replace(",", "、")
    return tuple(map(_rewritten, value)) if isinstance(value, tuple) else value


# --- rules that repeat ------------------------------------------------------


@given(st.text(st.sampled_from("xyz"), max_size=12))
def test_a_rule_that_repeats_gives_one_list_of_edits(text: str) -> None:
    """Passes are joined into edits of the input, in order, that take away each x and nothing else."""
    found = remove_one_x.edits(text)
    assert apply(text, found) == text.replace("x", "")
    assert sorted(at for edit in found for at in range(edit.start, edit.end)) == [
        at for at, char in enumerate(text) if char == "x"
    ]
    assert all(edit.new == "" and edit.rule == "test.x" for edit in found)


@given(st.text(st.sampled_from("xyz"), max_size=12))
def test_notices_of_later_passes_are_places_in_the_input(text: str) -> None:
    """Each y is told once, where it stood before the first pass."""
    notices = [one for one in remove_one_x.findings(text) if isinstance(one, Notice)]
    assert [notice.span for notice in notices] == [
        (at, at + 1) for at, char in enumerate(text) if char == "y"
    ]


def test_what_only_a_later_pass_sees_is_told_too() -> None:
    """In the place that it has in the input."""

    @rule(repeat=True)
    def see_late(text: str) -> Iterator[Edit | Notice]:
        if text.startswith("x"):
            yield Edit(0, 1, "", "test.x")
        else:
            yield Notice("test.late", "no x before it", (0, 1))

    assert see_late.findings("xy")[1:] == (Notice("test.late", "no x before it", (1, 2)),)


def test_content_cannot_use_up_the_patience_with_a_rule() -> None:
    """As long as the text gets shorter, a rule may take as many passes as it needs."""
    assert remove_one_x("x" * 200) == ""


def test_details_of_many_passes_stand_side_by_side() -> None:
    """Three passes over one place leave three details, not one within the other."""

    @rule(repeat=True)
    def count_down(text: str) -> Iterator[Edit]:
        if text > "0":
            yield Edit(0, 1, chr(ord(text[0]) - 1), "test.count", detail={"was": text[0]})

    [edit] = count_down.edits("3")
    assert (edit.new, edit.rule) == ("0", "test.count")
    assert edit.detail == {
        "test.count": {"was": "3"},
        "test.count#2": {"was": "2"},
        "test.count#3": {"was": "1"},
    }
    details = [edit.detail for edit in remove_one_x.edits("xxyx")]
    assert details == [{"left": 3}, {"left": 2}, {"left": 1}]


def test_what_one_pass_moves_the_next_may_change() -> None:
    """Moved text that a later pass rewrites is new text by both rules."""
    assert move_first_to_end(">ab") == "ab<"
    assert move_first_to_end.edits(">ab") == (
        Edit(0, 1, "", "test.move"),
        Edit(3, 3, "<", "test.move+test.turn"),
    )


def test_a_single_pass_leaves_its_edits_as_they_were_found() -> None:
    """Edits that touch are joined only where a second pass needs it."""

    @rule(repeat=True)
    def once(text: str) -> Iterator[Edit]:
        if text == "ab":
            yield Edit(0, 1, "A", "test.a")
            yield Edit(1, 1, "-", "test.b")
            yield Edit(1, 2, "B", "test.c")

    assert [edit.rule for edit in once.edits("ab")] == ["test.a", "test.b", "test.c"]


def test_a_rule_that_never_settles_is_told_in_a_notice() -> None:
    """A rule that undoes its own work is a bug; the text is not to blame, and content never raises."""
    post = flip(Post.from_text("ab"))
    assert [notice.rule for notice in post.notices] == ["rules.unsettled"]
    assert post.notices[0].message == "flip was still changing its own result after 50 passes"
    assert flip("ab") == post.body == "ab"  # after an even number of passes
    assert post.restore() == "ab"
    assert flip("") == ""


def test_a_rule_that_grows_for_ever_is_told() -> None:
    """A text that only gets longer does not settle either; what was done is accounted for."""

    @rule(repeat=True)
    def grow(text: str) -> Iterator[Edit]:
        yield Edit(0, 0, "a", "test.grow")

    post = grow(Post.from_text("b"))
    assert post.body == grow("b") == "a" * 50 + "b"
    assert [notice.rule for notice in post.notices] == ["rules.unsettled"]


def test_a_finder_may_give_its_findings_at_once() -> None:
    """Edits that are in order already are taken as they are; details of notices are frozen all the same."""

    @rule
    def at_once(text: str) -> Findings:
        told = Notice("test.once", "seen", None, {"n": [1]})
        return Findings((Edit(0, 1, "b", "test.once"),), (told,))

    edit, notice = at_once.findings("ax")
    assert (at_once("ax"), edit) == ("bx", Edit(0, 1, "b", "test.once"))
    assert notice == Notice("test.once", "seen", None, Metadata({"n": (1,)}))
    assert isinstance(notice.detail, Metadata)


# --- rules with a bug -------------------------------------------------------


@pytest.mark.parametrize("subject", ["abc", Post.from_text("abc")])
def test_findings_that_overlap_are_told(subject: str | Post) -> None:
    """Overlapping edits are a bug of the rule, whatever it is run on."""
    with pytest.raises(EditError, match=r"^test\.overlap: edit of \[1, 3\) overlaps"):
        overlap(subject)
    with pytest.raises(EditError, match=r"^test\.overlap: "):
        overlap.edits("abc")


def test_a_notice_outside_the_text_is_told() -> None:
    """A post cannot keep a place that there is not."""
    with pytest.raises(IndexError, match=r"\[3, 4\) is not a span"):
        point_outside(Post.from_text("abc"))


def test_details_that_json_has_nothing_for_are_told_on_every_level() -> None:
    """Evidence is plain JSON, in the lint too."""

    @rule
    def odd(text: str) -> Iterator[Edit]:
        yield Edit(0, 0, "a", "test.odd", detail={"seen": {1}})

    for run in (odd, odd.edits, odd.findings):
        with pytest.raises(TypeError, match=r"^metadata 'seen' is a set; metadata holds"):
            run("a")


@pytest.mark.parametrize("subject", ["a", Post.from_text("a")])
def test_details_cannot_change(subject: str | Post) -> None:
    """The lint gives evidence in the same read-only form as the post keeps."""

    @rule
    def known(text: str) -> Iterator[Edit]:
        yield Edit(0, 0, "b", "test.known", detail={"seen": [1]})

    detail = known.edits("a")[0].detail
    assert isinstance(detail, Metadata)
    assert detail == {"seen": (1,)}


# --- pipelines --------------------------------------------------------------

TIDY = pipeline(delete_spaces, replace.using(old="x", new=""), widen_commas)


@given(any_text)
def test_a_pipeline_runs_its_steps_in_order(text: str) -> None:
    """On text and on a post, it does what the steps do one after the other."""
    expected = text.replace(" ", "").replace("x", "").replace(",", "，")
    assert TIDY(text) == expected
    post = TIDY(Post.from_text(text))
    assert post == widen_commas(replace(delete_spaces(Post.from_text(text)), old="x", new=""))
    assert post.body == expected
    assert (TIDY(text) is text) == (expected == text)


def test_an_empty_pipeline_does_nothing() -> None:
    """Without steps, what goes in comes out."""
    post = Post.from_text("a")
    assert pipeline()(post) is post
    assert repr(pipeline()) == "pipeline()"


def test_a_step_may_be_a_plain_function_of_a_post() -> None:
    """What changes metadata is no rule, and stands among rules."""
    post = pipeline(delete_spaces, name_it)(Post.from_text("雨 后"))
    assert post.title == "雨后"


def test_pipelines_are_values() -> None:
    """Pipelines of equal steps are equal, hash alike, pickle, and show their steps."""
    same = pipeline(delete_spaces, replace.using(new="", old="x"), widen_commas)
    assert same == pickle.loads(pickle.dumps(TIDY)) == TIDY
    assert hash(same) == hash(TIDY)
    assert pipeline(delete_spaces, widen_commas, replace.using(new="", old="x")) != TIDY
    assert repr(TIDY) == "pipeline(delete_spaces, replace.using(new='', old='x'), widen_commas)"


def test_pipelines_within_pipelines_are_laid_flat() -> None:
    """Grouping makes no difference, so inner steps can be found."""
    nested = pipeline(pipeline(delete_spaces), pipeline(TIDY.steps[1], pipeline(widen_commas)))
    assert nested == TIDY
    assert pipeline(name_it).after(name_it, TIDY) == pipeline(name_it, TIDY)


def test_steps_are_found_by_their_rule() -> None:
    """Whatever options a step has in the pipeline or in the question, its rule is what counts."""
    chosen = TIDY.steps[1]
    for wanted in (replace, replace.using(), chosen):
        assert TIDY.without(wanted) == pipeline(delete_spaces, widen_commas)
        assert TIDY.before(wanted, name_it) == pipeline(
            delete_spaces, name_it, chosen, widen_commas
        )
        assert TIDY.after(wanted, name_it) == pipeline(delete_spaces, chosen, name_it, widen_commas)
    assert repr(TIDY) == repr(pipeline(*TIDY.steps))


def test_without_leaves_no_step_of_that_rule() -> None:
    """A rule that stands twice is gone with both; a neighbour is put beside the first."""
    twice = pipeline(replace, delete_spaces, replace.using(old="b"))
    assert twice.without(replace) == pipeline(delete_spaces)
    assert twice.before(replace, name_it).steps[:2] == (name_it, replace)
    assert twice.after(replace, name_it).steps[:2] == (replace, name_it)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: TIDY.without(name_it),
        lambda: TIDY.before(name_it, replace),
        lambda: TIDY.after(name_it, replace),
    ],
)
def test_an_unknown_step_is_told(ask: Callable[[], Pipeline]) -> None:
    """The message names the step and those there are."""
    with pytest.raises(ValueError, match=r".") as caught:
        ask()
    assert str(caught.value) == (
        "name_it is not a step of this pipeline; it has delete_spaces, replace, widen_commas"
    )
    with pytest.raises(ValueError, match=r"^name_it is not .*; it has no steps$"):
        pipeline().without(name_it)


@pytest.mark.parametrize("step", [None, "delete_spaces", 7])
def test_what_is_no_step_is_told(step: object) -> None:
    """The mistake is told when the pipeline is made."""
    with pytest.raises(TypeError) as caught:
        pipeline(step)  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"a step is a rule, rule.using(...) or a function of a Post, not {kind_of(step)}"
    )


@pytest.mark.parametrize(
    ("post", "label"),
    [
        (Post.from_text("雨停了。"), "the post '雨停了。'"),
        (Post.from_text("雨停了。", {"标题": "雨后"}), "the post '雨后'"),
        (Post.from_text("雨" * 21), f"the post '{'雨' * 20}'"),
    ],
)
def test_what_a_step_raises_goes_through_with_a_note(post: Post, label: str) -> None:
    """The error is the step's own, and says which step and which post, once."""
    with pytest.raises(LookupError, match="no such thing") as caught:
        pipeline(pipeline(delete_spaces, fail), widen_commas)(post)
    assert caught.value.args == ("no such thing",)
    assert caught.value.__notes__ == [f"in step fail of the pipeline, on {label}"]


def test_a_note_on_text_shows_how_it_begins() -> None:
    """A long text is not written out, and a step with options goes by its rule."""
    with pytest.raises(EditError) as caught:
        pipeline(overlap.using())("a" * 1000)
    assert caught.value.__notes__ == ["in step overlap of the pipeline, on '" + "a" * 39]


def _first_comma(text: str, asked: list[str]) -> Iterator[Edit]:
    asked.append(text)
    at = text.find(",")
    if at >= 0:
        yield Edit(at, at + 1, "，", "test.comma")


def test_a_finder_is_run_until_it_finds_nothing() -> None:
    """Also one that gives what it found at once, checked by itself."""
    for finder in (_first_comma, lambda text, asked: Findings(tuple(_first_comma(text, asked)))):
        asked: list[str] = []
        found = find_repeatedly(finder, "a,b,c", {"asked": asked})
        assert asked == ["a,b,c", "a，b,c", "a，b，c"]
        assert [edit[:3] for edit in found.edits] == [(1, 2, "，"), (3, 4, "，")]


def test_a_finder_that_knows_it_has_settled_is_not_run_again() -> None:
    """It says so behind its edits; what it says is neither an edit nor a notice."""
    asked: list[str] = []

    def finder(text: str) -> Iterator[Edit | Settled]:
        yield from _first_comma(text, asked)
        yield SETTLED

    found = find_repeatedly(finder, "a,b,c", {})
    assert asked == ["a,b,c"]
    assert [edit[:3] for edit in found] == [(1, 2, "，")]
    whole = Findings(found.edits, settled=True)
    assert find_repeatedly(lambda text: whole, "a,b,c", {}) == whole


def test_fine_rules_that_are_off_are_left_out() -> None:
    """An edit that several rules share goes with any of them."""
    edits = [Edit(at, at + 1, "", rule) for at, rule in enumerate(("a.x", "a.y", "a.x+a.z"))]
    assert list(left_in(edits, ("a.y",))) == [edits[0], edits[2]]
    assert list(left_in(edits, ("a.z",))) == edits[:2]
    assert list(left_in(edits, ("a.x",))) == [edits[1]]
    assert list(left_in(edits, ())) == edits


def test_ids_of_fine_rules_are_checked() -> None:
    """Unknown ones are all told, with those there are; one text is no list of them."""
    assert checked_rules("without", iter(["a.x"]), ("a.x", "a.y")) == ("a.x",)
    assert checked_rules("without", (), ()) == ()
    with pytest.raises(ValueError, match=r"^without: no rule b, c; the rules are a\.x, a\.y$"):
        checked_rules("without", ["b", "a.x", "c"], ("a.x", "a.y"))
    for wrong in ("a.x", 3, None):
        message = f"^without is a tuple of rule ids, not {wrong!r}$"
        with pytest.raises(TypeError, match=message):
            checked_rules("without", wrong, ("a.x",))  # type: ignore[arg-type]


def test_a_catalogue_is_made_of_a_table_once() -> None:
    """Each rule with the reason that it has everywhere and the examples of the table."""
    examples = Examples({"style": "mainland"}, (("雨 。", "雨。"),), ("雨。",))
    listed = catalogue_of({"punctuation.form": examples})
    assert listed() == (FineRule("punctuation.form", REASONS["punctuation.form"], *examples),)
    assert listed() is listed()
