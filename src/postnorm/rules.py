"""Rules: finders of edits that work on text, on posts, and as a lint."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeAlias, cast, overload

from postnorm import edits as _edits
from postnorm.edits import Edit
from postnorm.fields import keys_of
from postnorm.findings import Finder, Finding, Findings, Settled, find_once, find_repeatedly
from postnorm.post import Post
from postnorm.tables.reasons import REASONS
from postnorm.tables.typography_examples import Examples
from postnorm.values import kind_of

_P = ParamSpec("_P")

_TypedFinder: TypeAlias = Callable[Concatenate[str, _P], Iterable[Finding | Settled]]
_Filler: TypeAlias = str | Callable[[Post], object]


class FineRule(NamedTuple):
    """One of the rules that a rule consists of: what ``Edit.rule`` names, and what can be switched."""

    id: str
    reason: str
    """Why, in one clause, with that of the norm where there is one."""
    options: Mapping[str, object]
    """Options under which the examples hold."""
    changes: tuple[tuple[str, str], ...]
    """Texts, and what they become."""
    keeps: tuple[str, ...]
    """Texts that look like it and stay."""


def catalogue_of(table: Mapping[str, Examples]) -> Callable[[], tuple[FineRule, ...]]:
    """Return the function that lists the rules of *table*: examples by the rule's id."""

    def listed() -> tuple[FineRule, ...]:
        return tuple(FineRule(name, REASONS[name], *examples) for name, examples in table.items())

    return functools.cache(listed)


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

    def rules(self) -> tuple[FineRule, ...]:
        """The fine rules, each with a reason and examples; empty where none are listed."""


@overload
def rule(finder: _TypedFinder[_P], /) -> Rule[_P]: ...
@overload
def rule(
    *,
    context: Mapping[str, _Filler] | None = None,
    fields: tuple[str, ...] = (),
    repeat: bool = False,
    direct: Callable[..., str] | None = None,
    catalogue: Callable[[], tuple[FineRule, ...]] = tuple,
) -> Callable[[_TypedFinder[_P]], Rule[_P]]: ...
def rule(
    finder: Finder | None = None,
    /,
    *,
    context: Mapping[str, _Filler] | None = None,
    fields: tuple[str, ...] = (),
    repeat: bool = False,
    direct: Callable[..., str] | None = None,
    catalogue: Callable[[], tuple[FineRule, ...]] = tuple,
) -> Rule[Any] | Callable[[Finder], Rule[Any]]:
    """Make a rule of a finder, ``finder(text, **options)`` giving edits and notices.

    The finder takes its options by keyword and checks them before it gives the first finding;
    its edits may come in any order and wider than needed, but may not overlap.

    - ``context`` maps options to what fills them from a post: the name of a property, or a function.
    - ``fields`` names the metadata fields whose text is treated like the body.
    - ``repeat`` runs the finder on its own result until nothing is left to change, and joins the edits.
      A finder that gives ``SETTLED`` behind its edits is not asked again.
    - ``direct`` gives the text alone, for a rule that has it long before its edits. It is called where
      nobody asks for these, and must give what applying them gives: a property of the rule's tests.
    - ``catalogue`` gives the fine rules, each with a reason and examples.

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

    def decorate(finder: Finder) -> Rule[Any]:
        if not hasattr(finder, "__name__"):  # a rule is told and pickled by its name
            raise TypeError(f"rule takes a function of a text, not {kind_of(finder)}")
        return _make_rule(finder, context or {}, fields, repeat, direct, catalogue)

    return decorate if finder is None else decorate(finder)


def _make_rule(
    finder: Finder,
    context: Mapping[str, _Filler],
    fields: tuple[str, ...],
    repeat: bool,
    direct: Callable[..., str] | None,
    catalogue: Callable[[], tuple[FineRule, ...]],
) -> Rule[Any]:
    name = finder.__name__
    _, *parameters = inspect.signature(finder).parameters.values()
    known = {parameter.name for parameter in parameters}
    if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters):
        raise TypeError(
            f"{name}: a finder takes the text and keyword-only options: def {name}(text, *, ...)"
        )

    def check_names(options: Mapping[str, object]) -> None:
        if not options.keys() <= known:
            raise TypeError(_about_unknown_options(name, options.keys() - known, known))

    def find(text: str, options: Mapping[str, object]) -> Findings:
        check_names(options)
        return (find_repeatedly if repeat else find_once)(finder, text, options)

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
        post = subject.recorded(name, found.edits, found.notices)
        return _rewrite_fields(post, name, fields, lambda text: rewrite(text, options))

    def find_in_text(text: str, options: Mapping[str, object]) -> Findings:
        if not isinstance(text, str):
            raise TypeError(f"{name}.edits and .findings take a str, not {kind_of(text)}")
        return find(text, options)

    def list_findings(text: str, /, **options: object) -> tuple[Finding, ...]:
        return tuple(find_in_text(text, options))

    def list_edits(text: str, /, **options: object) -> tuple[Edit, ...]:
        return find_in_text(text, options).edits

    def using(**options: object) -> Step:
        find("", options)  # an unknown name or value is told here, not at the first post
        return Step(cast("Rule[...]", run), tuple(sorted(options.items())))

    def fill(post: Post, /) -> dict[str, object]:
        return {
            option: getattr(post, filler) if isinstance(filler, str) else filler(post)
            for option, filler in context.items()
        }

    def list_rules() -> tuple[FineRule, ...]:
        return catalogue()

    made = cast("Any", run)
    made.edits, made.findings, made.using, made.context = list_edits, list_findings, using, fill
    made.rules = list_rules
    for level in ("edits", "findings", "using", "context", "rules"):
        function = getattr(made, level)
        function.__doc__ = getattr(Rule, level).__doc__
        function.__name__, function.__qualname__ = level, f"{finder.__qualname__}.{level}"
    made.__signature__ = inspect.Signature([_SUBJECT, *parameters], return_annotation="str | Post")
    return cast("Rule[Any]", made)


# What help() and editors show: the finder's own signature would hide that it takes a post.
_SUBJECT = inspect.Parameter("subject", inspect.Parameter.POSITIONAL_ONLY, annotation="str | Post")


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
