"""The contract of a rule, checked in one call."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, TypeAlias

from postnorm.edits import Edit, apply, check, invert, minimal, removed
from postnorm.errors import EditError
from postnorm.post import Post
from postnorm.records import Change
from postnorm.rules import Rule, Step
from postnorm.spans import find_spans
from postnorm.testing.determinism import assert_deterministic
from postnorm.testing.linearity import assert_linear
from postnorm.testing.samples import samples
from postnorm.values import kind_of

SpanPolicy: TypeAlias = Literal["stand", "whole", "free"]
_Law: TypeAlias = Callable[[Step, str], Iterator[str]]
_ASKED: Final = 40  # texts that threads are tried with


def check_rule(
    rule: Rule[...] | Step,
    *,
    texts: Iterable[str] | None = None,
    settles: bool = True,
    spans: SpanPolicy = "stand",
    pickles: bool = True,
) -> None:
    """Hold *rule*, or ``rule.using(...)``, to the laws that postnorm's own rules keep.

    Each law is tried on each of *texts* (default: :func:`postnorm.testing.samples.samples`). That
    the work is linear is counted on bait; that there is one answer is tried in threads.
    ``settles=False`` is for a rule whose second run may by its nature change more. *spans* says
    what happens to URLs, code, link targets and the like: they ``"stand"`` byte for byte, go
    ``"whole"`` or not at all, or the rule is ``"free"`` to change them. ``pickles=False`` is for a
    rule made inside of a function or a session, which no other process can find by its name.

    Raises ``AssertionError`` that names every broken law with the first text that breaks it, and
    ``TypeError`` for what is no rule.

    >>> from postnorm import normalize_punctuation
    >>> check_rule(normalize_punctuation.using(style="taiwan"))
    """
    step = _as_step(rule)
    laws: dict[str, _Law] = {
        "total: any text is accepted": _is_total,
        "accounting: edits lead from the text to the result and back": _is_accounted,
        "agreement: on text, on a post and as a lint it says the same": _agrees,
    }
    if settles:
        laws["normal form: a second run finds nothing, and gives back the same object"] = _settles
    if spans != "free":
        laws[f"spans {spans}: URLs, code and link targets are not cut"] = _SPAN_LAWS[spans]
    tried = tuple(samples() if texts is None else texts)
    broken = [*_told_of_types(step), *(_pickled(step) if pickles else ())]
    for law, complaints in laws.items():
        for text in tried:
            told = list(_safely(complaints, step, text))
            if told:
                broken.append(f"{law}: {told[0]}, on {text!r:.200}")
                break
    broken += _failed("linear", lambda: assert_linear(step))
    broken += _failed(
        "one answer", lambda: assert_deterministic(step, tried[:_ASKED], processes=False)
    )
    if broken:
        raise AssertionError("\n".join([f"{step.__name__} breaks its contract", *broken]))


def assert_lossless(step: Callable[[Post], Post], texts: Iterable[str] | None = None) -> None:
    """Assert that what *step* does to a post can be replayed and undone, on each of *texts*.

    *step* is a rule, a pipeline, ``postnorm.clean`` or any function of a post. Raises
    ``AssertionError`` with the first text from which something is lost.

    >>> import postnorm
    >>> assert_lossless(postnorm.clean)
    """
    for text in samples() if texts is None else texts:
        post = step(Post.from_text(text))
        assert post.source == text, f"the source is another text than {text!r:.200}"
        assert _replayed(post) == post.body, (
            f"the changes do not lead to the body, on {text!r:.200}"
        )
        assert post.restore() == text, f"the changes cannot be undone, on {text!r:.200}"


def _replayed(post: Post) -> str:
    text = post.source
    for change in post.changes:
        if isinstance(change, Change):
            text = apply(text, change.edits)
    return text


def _as_step(rule: object) -> Step:
    if isinstance(rule, Step):
        return rule
    if hasattr(rule, "findings") and hasattr(rule, "using"):
        return Step(rule, ())  # type: ignore[arg-type]
    raise TypeError(f"check_rule takes what @rule gives, or rule.using(...), not {kind_of(rule)}")


def _failed(law: str, check: Callable[[], None]) -> Iterator[str]:
    """What another check says; an exception for content is told by the first law."""
    try:
        check()
    except AssertionError as error:
        yield f"{law}: {error}"
    except Exception:
        return


def _safely(law: _Law, step: Step, text: str) -> Iterator[str]:
    """What a law complains of; an exception is a complaint too."""
    try:
        yield from law(step, text)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"


def _is_total(step: Step, text: str) -> Iterator[str]:
    made = step(text)
    if type(made) is not str:
        yield f"a str gives {kind_of(made)}"


def _is_accounted(step: Step, text: str) -> Iterator[str]:
    edits = step.rule.edits(text, **dict(step.options))
    try:
        check(text, edits)
    except EditError as error:
        yield str(error)
        return
    if minimal(text, edits) != edits:
        yield "an edit replaces more than it changes"
    made = apply(text, edits)
    if made != step(text):
        yield "the edits do not give the text that the rule gives"
    if invert(made, edits, removed(text, edits)) != text:  # pragma: no cover: a bug of ours alone
        yield "the edits cannot be undone"
    post = step(Post.from_text(text))
    if post.restore() != text:
        yield "the post cannot be restored"
    if Post.from_dict(post.to_dict()) != post:  # pragma: no cover: as is this
        yield "the post is another after to_dict and from_dict"


def _agrees(step: Step, text: str) -> Iterator[str]:
    post = Post.from_text(text, {"title": "雨后", "author": "阿七"})
    options = {**step.rule.context(post), **dict(step.options)}
    findings = step.rule.findings(text, **options)
    if step(post).body != step.rule(text, **options):
        yield "the body of the post is another than the text"
    if tuple(one for one in findings if isinstance(one, Edit)) != step.rule.edits(text, **options):
        yield "findings and edits differ"
    if step.rule.findings(text, **options) != findings:
        yield "a second call finds something else"


def _settles(step: Step, text: str) -> Iterator[str]:
    made = step(text)
    again = step(made)
    if again != made:
        yield f"a second run makes {again!r:.80} of {made!r:.80}"
    elif again is not made:
        yield "nothing to do, but another object"
    post = step(Post.from_text(text))
    if step(post) is not post:
        yield "nothing to do, but another post"


def _leaves_spans(step: Step, text: str) -> Iterator[str]:
    made, at = step(text), 0
    for start, end, kind in find_spans(text):
        # Line ends inside of code are the file's and not the code's.
        span = text[start:end]
        wanted = span.replace("\r\n", "\n").replace("\r", "\n")
        found = max(made.find(span, at), made.find(wanted, at))
        if found < 0:
            yield f"{kind} {span!r:.80} is not left as it was"
            return
        at = found + len(wanted)


def _takes_spans_whole(step: Step, text: str) -> Iterator[str]:
    spans = find_spans(text)
    for edit in step.rule.edits(text, **dict(step.options)):
        for span in spans:
            if span.start < edit.start < span.end or span.start < edit.end < span.end:
                yield f"{edit.rule} cuts {span.kind} {text[span.start : span.end]!r:.80}"


_SPAN_LAWS: dict[str, _Law] = {"stand": _leaves_spans, "whole": _takes_spans_whole}


def _told_of_types(step: Step) -> Iterator[str]:
    for wrong in (b"bytes", None, 3):
        try:
            step(wrong)  # type: ignore[call-overload]
        except TypeError:
            continue
        except Exception as error:
            yield f"types: {wrong!r} is {type(error).__name__}, not a TypeError"
        else:
            yield f"types: {wrong!r} is accepted"


def _pickled(step: Step) -> Iterator[str]:
    try:
        if pickle.loads(pickle.dumps(step)) != step:
            yield "pickling: it comes back as another"
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        yield f"pickling: define the rule at the top of a module: {error}"
