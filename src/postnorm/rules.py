"""Rules and pipelines: finders of edits that work on text, on posts, and as a lint."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, cast, overload

from postnorm import edits as _edits
from postnorm.edits import Edit, OffsetMap
from postnorm.fields import keys_of
from postnorm.post import Post
from postnorm.records import Notice, with_frozen_detail
from postnorm.values import kind_of

_P = ParamSpec("_P")

Finding: TypeAlias = Edit | Notice


@dataclasses.dataclass(frozen=True, slots=True)
class Findings:
    """What a finder found: edits in order, disjoint and minimal, and notices."""

    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        yield from self.edits
        yield from self.notices


Finder: TypeAlias = Callable[Concatenate[str, _P], Iterable[Finding]]


class Rule(Protocol[_P]):
    """What ``@rule`` makes of a finder: one function on three levels."""

    __name__: str
    __qualname__: str
    __module__: str

    @overload
    def __call__(self, subject: str, /, *_: _P.args, **options: _P.kwargs) -> str: ...
    @overload
    def __call__(self, subject: Post, /, *_: _P.args, **options: _P.kwargs) -> Post: ...
    @overload
    def __call__(self, subject: str | Post, /, *_: _P.args, **options: _P.kwargs) -> str | Post: ...

    def edits(self, text: str, /, *_: _P.args, **options: _P.kwargs) -> tuple[Edit, ...]:
        """What it would change in *text*: in order, disjoint and minimal."""

    def findings(self, text: str, /, *_: _P.args, **options: _P.kwargs) -> tuple[Finding, ...]:
        """The edits, then the notices, with places in *text*."""

    def using(self, *_: _P.args, **options: _P.kwargs) -> Step:
        """The rule with these options, as a step: frozen, comparable, picklable. Checks them at once."""

    def context(self, post: Post, /) -> dict[str, object]:
        """The options that the Post form fills from *post* where the call does not give them."""


@overload
def rule(finder: Finder[_P], /) -> Rule[_P]: ...
@overload
def rule(
    *,
    context: Mapping[str, str] | None = None,
    fields: tuple[str, ...] = (),
    repeat: bool = False,
    direct: Callable[..., str] | None = None,
) -> Callable[[Finder[_P]], Rule[_P]]: ...
def rule(
    finder: Finder[Any] | None = None,
    /,
    *,
    context: Mapping[str, str] | None = None,
    fields: tuple[str, ...] = (),
    repeat: bool = False,
    direct: Callable[..., str] | None = None,
) -> Rule[Any] | Callable[[Finder[Any]], Rule[Any]]:
    """Make a rule of a finder, ``finder(text, **options)`` giving edits and notices.

    The finder takes its options by keyword and checks them before it gives the first finding;
    its edits may come in any order and wider than needed, but may not overlap.

    ``context`` maps options to the properties of a post that fill them. ``fields`` names the
    metadata fields whose text is treated like the body. ``repeat`` runs the finder on its own
    result until nothing is left to change, and joins the edits.

    ``direct`` gives the text alone, for a rule that has it long before its edits: it is called where
    nobody asks for these, and must give what applying them gives (a property of the rule's tests).
    A finder that knows its edits to be in order and minimal, and gives them no detail, may return
    :class:`Findings`.

    >>> @rule
    ... def close_space_before_marks(text: str) -> Iterable[Edit]:
    ...     at = text.find(" 、")
    ...     if at >= 0:
    ...         yield Edit(at, at + 1, "", "punctuation.space-before-mark")
    >>> close_space_before_marks("1 、先看结论")
    '1、先看结论'
    >>> close_space_before_marks(Post.from_text("1 、先看结论")).body
    '1、先看结论'
    >>> close_space_before_marks.edits("1 、先看结论")[0].rule
    'punctuation.space-before-mark'
    """

    def decorate(finder: Finder[Any]) -> Rule[Any]:
        return _make_rule(finder, context or {}, fields, repeat, direct)

    return decorate if finder is None else decorate(finder)


def _make_rule(
    finder: Finder[Any],
    context: Mapping[str, str],
    fields: tuple[str, ...],
    repeat: bool,
    direct: Callable[..., str] | None,
) -> Rule[Any]:
    name = finder.__name__
    _, *parameters = inspect.signature(finder).parameters.values()
    known = {parameter.name for parameter in parameters}
    if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters):
        raise TypeError(
            f"{name}: a finder takes the text and keyword-only options: def {name}(text, *, ...)"
        )

    def find(text: str, options: Mapping[str, object]) -> Findings:
        check_names(options)
        return (_find_repeatedly if repeat else _find_once)(finder, text, options)

    def check_names(options: Mapping[str, object]) -> None:
        if not options.keys() <= known:
            raise TypeError(_about_unknown_options(name, options.keys() - known, known))

    def rewrite(text: str, options: Mapping[str, object]) -> str:
        if direct is None:
            return _edits.apply(text, find(text, options).edits)
        check_names(options)
        return direct(text, **options)

    @functools.wraps(finder)
    def run(subject: str | Post, /, **options: object) -> str | Post:
        if isinstance(subject, str):
            return rewrite(subject, options)
        if not isinstance(subject, Post):
            raise _wrong_subject(name, subject)
        options = {**fill(subject), **options}
        found = find(subject.body, options)
        post = subject.edited(name, found.edits, found.notices)
        return _rewrite_fields(post, name, fields, lambda text: rewrite(text, options))

    def find_in_text(text: str, options: Mapping[str, object]) -> Findings:
        if not isinstance(text, str):
            raise TypeError(f"{name}.edits and .findings take a str, not {kind_of(text)}")
        return find(text, options)

    def list_findings(text: str, /, **options: object) -> tuple[Finding, ...]:
        found = find_in_text(text, options)
        return *found.edits, *found.notices

    def list_edits(text: str, /, **options: object) -> tuple[Edit, ...]:
        return find_in_text(text, options).edits

    def using(**options: object) -> Step:
        find("", options)  # an unknown name or value is told here, not at the first post
        return Step(cast("Rule[...]", run), tuple(sorted(options.items())))

    def fill(post: Post, /) -> dict[str, object]:
        return {option: getattr(post, field) for option, field in context.items()}

    made = cast("Any", run)
    made.edits, made.findings, made.using, made.context = list_edits, list_findings, using, fill
    for level in ("edits", "findings", "using", "context"):
        function = getattr(made, level)
        function.__doc__ = getattr(Rule, level).__doc__
        function.__name__, function.__qualname__ = level, f"{finder.__qualname__}.{level}"
    made.__signature__ = inspect.Signature([_SUBJECT, *parameters], return_annotation="str | Post")
    return cast("Rule[Any]", made)


# What help() and editors show: the finder's own signature would hide that it takes a post.
_SUBJECT = inspect.Parameter("subject", inspect.Parameter.POSITIONAL_ONLY, annotation="str | Post")


def _find_once(finder: Finder[Any], text: str, options: Mapping[str, object]) -> Findings:
    edits: list[Edit] = []
    notices: list[Notice] = []
    found = finder(text, **options)
    if isinstance(found, Findings):
        return Findings(found.edits, tuple(map(with_frozen_detail, found.notices)))
    for one in found:
        if isinstance(one, Edit):
            edits.append(with_frozen_detail(one))
        else:
            notices.append(with_frozen_detail(one))
    if not edits:
        return Findings((), tuple(notices))
    done = _edits.minimal(text, edits)
    _edits.check(text, done)
    return Findings(done, tuple(notices))


# A pass that makes the text shorter brings the end nearer, so content alone cannot use this up;
# the bound on all other passes is for a rule that undoes its own work. That is a bug of the rule, but
# the text is not to blame: it gets what was done, and a notice.
_MOST_PASSES = 50


def _find_repeatedly(finder: Finder[Any], text: str, options: Mapping[str, object]) -> Findings:
    """Run the finder on its own result to the end, and give everything as against *text*."""
    found = _find_once(finder, text, options)
    edits, notices = found.edits, dict.fromkeys(found.notices)
    now, patience = text, _MOST_PASSES
    places, unplaced = OffsetMap(), list[tuple[Edit, ...]]()  # mapped only when somebody asks
    while found.edits:
        before, now = now, _edits.apply(now, found.edits)
        unplaced.append(found.edits)
        patience -= len(now) >= len(before)
        if not patience:
            message = (
                f"{finder.__name__} was still changing its own result after {_MOST_PASSES} passes"
            )
            notices.setdefault(Notice("rules.unsettled", message))
            edits = ()
            break
        found = _find_once(finder, now, options)
        if found.edits or found.notices:
            for done in unplaced:
                places = places.then(done)
            unplaced.clear()
        for notice in found.notices:
            span = notice.span and places.source(*notice.span)
            notices.setdefault(notice._replace(span=span))
        if found.edits:  # a second pass: the first one's edits are not all
            edits = ()
    for done in unplaced if not edits else ():
        places = places.then(done)
    joined = map(with_frozen_detail, places.edits())  # joining makes new details
    return Findings(edits or _edits.minimal(text, joined), tuple(notices))


def _rewrite_fields(
    post: Post, step: str, fields: tuple[str, ...], rewrite: Callable[[str], str]
) -> Post:
    """Treat the text of these metadata fields, under whatever alias they stand, like the body."""
    if not fields:
        return post

    def rewritten(value: object) -> object:
        if isinstance(value, str):
            return rewrite(value)
        return tuple(map(rewritten, value)) if isinstance(value, tuple) else value

    keys = {key for field in fields for key in keys_of(post.metadata, field)}
    return post.described(
        step,
        {key: rewritten(value) if key in keys else value for key, value in post.metadata.items()},
    )


def _wrong_subject(name: str, subject: object) -> TypeError:
    remedy = (
        "; for bytes call postnorm.parse first" if isinstance(subject, bytes | bytearray) else ""
    )
    return TypeError(f"{name} takes a str or a Post, not {kind_of(subject)}{remedy}")


def _about_unknown_options(name: str, unknown: set[str], known: set[str]) -> str:
    has = f"its options are {', '.join(sorted(known))}" if known else "it has none"
    return f"{name} has no option {', '.join(sorted(unknown))}; {has}"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Step:
    """A rule with its options chosen; made by ``rule.using(...)``.

    Takes a ``str`` or a :class:`Post` and gives the same. Equal to another step of the same
    rule and options; pickled by the rule's name.
    """

    rule: Rule[...]
    options: tuple[tuple[str, object], ...]

    @overload
    def __call__(self, subject: str, /) -> str: ...
    @overload
    def __call__(self, subject: Post, /) -> Post: ...
    @overload
    def __call__(self, subject: str | Post, /) -> str | Post: ...
    def __call__(self, subject: str | Post, /) -> str | Post:
        return self.rule(subject, **dict(self.options))

    @property
    def __name__(self) -> str:
        return self.rule.__name__

    def __repr__(self) -> str:
        options = ", ".join(f"{name}={value!r}" for name, value in self.options)
        return f"{self.rule.__name__}.using({options})"


AnyStep: TypeAlias = "Rule[...] | Step | Pipeline | Callable[[Post], Post]"


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class Pipeline:
    """Steps that run one after the other; made by :func:`pipeline`."""

    steps: tuple[Callable[[Any], Any], ...]

    @overload
    def __call__(self, subject: str, /) -> str: ...
    @overload
    def __call__(self, subject: Post, /) -> Post: ...
    @overload
    def __call__(self, subject: str | Post, /) -> str | Post: ...
    def __call__(self, subject: str | Post, /) -> str | Post:
        """Run all steps. On a ``str`` every step must be a rule.

        What a step raises goes through as it is, with a note of the step and the post.
        """
        for step in self.steps:
            try:
                subject = step(subject)
            except Exception as error:
                error.add_note(f"in step {_name_of(step)} of the pipeline, on {_label_of(subject)}")
                raise
        return subject

    def without(self, step: AnyStep) -> Pipeline:
        """Return the pipeline without *step*, found by its rule whatever its options.

        Raises ``ValueError`` when it is not there.
        """
        self._place_of(step)
        return Pipeline(tuple(own for own in self.steps if _rule_of(own) != _rule_of(step)))

    def before(self, step: AnyStep, new: AnyStep) -> Pipeline:
        """Return the pipeline with *new* put in before *step*."""
        at = self._place_of(step)
        return pipeline(*self.steps[:at], new, *self.steps[at:])

    def after(self, step: AnyStep, new: AnyStep) -> Pipeline:
        """Return the pipeline with *new* put in after *step*."""
        at = self._place_of(step) + 1
        return pipeline(*self.steps[:at], new, *self.steps[at:])

    def _place_of(self, step: AnyStep) -> int:
        wanted = _rule_of(step)
        for number, own in enumerate(self.steps):
            if _rule_of(own) == wanted:
                return number
        has = ", ".join(map(_name_of, self.steps)) or "no steps"
        raise ValueError(f"{_name_of(step)} is not a step of this pipeline; it has {has}")

    def __repr__(self) -> str:
        return f"pipeline({', '.join(repr(s) if isinstance(s, Step) else _name_of(s) for s in self.steps)})"


def pipeline(*steps: AnyStep) -> Pipeline:
    """Return the step that runs *steps* in order; pipelines among them are laid flat.

    A step takes a :class:`Post` and gives one: a rule, ``rule.using(...)``, or any function of
    that type. A pipeline is callable, comparable, and picklable when its steps are.

    >>> from postnorm import normalize_punctuation, normalize_whitespace
    >>> tidy = pipeline(normalize_whitespace, normalize_punctuation.using(style="mainland"))
    >>> tidy
    pipeline(normalize_whitespace, normalize_punctuation.using(style='mainland'))
    >>> tidy.without(normalize_punctuation)
    pipeline(normalize_whitespace)
    """
    flat: list[Callable[[Any], Any]] = []
    for step in steps:
        if isinstance(step, Pipeline):
            flat += step.steps
        elif callable(step):
            flat.append(step)
        else:
            raise TypeError(
                f"a step is a rule, rule.using(...) or a function of a Post, not {kind_of(step)}"
            )
    return Pipeline(tuple(flat))


def _rule_of(step: object) -> object:
    return step.rule if isinstance(step, Step) else step


def _name_of(step: object) -> str:
    return str(getattr(step, "__name__", None) or repr(step))


def _label_of(subject: object) -> str:
    if isinstance(subject, Post):
        return f"the post {subject.title or subject.body[:20]!r}"
    return f"{subject!r:.40}"
