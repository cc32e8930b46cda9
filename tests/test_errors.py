"""Errors: what callers may catch, and what survives a trip between processes."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from postnorm.errors import (
    DecodingError,
    EditError,
    FrontMatterError,
    MissingExtraError,
    PackError,
    PostnormError,
    TooLargeError,
)

EXAMPLES: list[tuple[PostnormError, type[Exception], dict[str, object]]] = [
    (
        DecodingError("no text", encoding="gb18030", offset=7),
        ValueError,
        {"encoding": "gb18030", "offset": 7},
    ),
    (FrontMatterError("bad line", line=2, column=5), ValueError, {"line": 2, "column": 5}),
    (EditError("overlap"), ValueError, {}),
    (
        PackError(path="a.toml", entry="openings[3]", reason="no proof"),
        ValueError,
        {"path": "a.toml", "entry": "openings[3]", "reason": "no proof"},
    ),
    (TooLargeError("too large"), ValueError, {}),
    (
        MissingExtraError("pip install postnorm[arrow]", extra="arrow"),
        ImportError,
        {"extra": "arrow"},
    ),
]
KINDS = [type(error) for error, _, _ in EXAMPLES]


def test_every_error_has_an_example() -> None:
    """The examples below leave out no error of the library."""
    assert set(PostnormError.__subclasses__()) == set(KINDS)


@pytest.mark.parametrize(("error", "builtin", "attributes"), EXAMPLES, ids=lambda value: "")
def test_an_error_is_ours_and_a_builtin(
    error: PostnormError, builtin: type[Exception], attributes: dict[str, object]
) -> None:
    """Callers may catch our base or the built-in exception; the attributes say what is wrong."""
    assert isinstance(error, PostnormError)
    assert isinstance(error, builtin)
    assert {name: getattr(error, name) for name in attributes} == attributes


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
@pytest.mark.parametrize(("error", "builtin", "attributes"), EXAMPLES, ids=lambda value: "")
def test_an_error_comes_back_whole_from_another_process(
    error: PostnormError,
    builtin: type[Exception],
    attributes: dict[str, object],
    again: Callable[[PostnormError], object],
) -> None:
    """Type, message, attributes and the notes that a pipeline adds survive pickling and copying."""
    noted = copy.copy(error)
    noted.add_note("in step 3 of the pipeline")
    back = again(noted)
    assert isinstance(back, PostnormError)
    assert type(back) is type(error)
    assert str(back) == str(error) != ""
    assert back.args == error.args
    assert {name: getattr(back, name) for name in attributes} == attributes
    assert back.__notes__ == ["in step 3 of the pipeline"]
    assert not hasattr(error, "__notes__")


def test_a_pack_error_says_where_what_and_why() -> None:
    """The message of a broken table entry names the file, the entry and the reason."""
    error = PackError(path="a.toml", entry="openings[3]", reason="no proof")
    assert str(error) == "a.toml: openings[3]: no proof"


def test_a_missing_extra_keeps_the_message_of_an_import_error() -> None:
    """What reads ``msg`` of an ``ImportError`` finds the command there, also after pickling."""
    error = MissingExtraError("pip install postnorm[arrow]", extra="arrow")
    back = pickle.loads(pickle.dumps(error))
    assert isinstance(back, MissingExtraError)
    assert back.msg == error.msg == "pip install postnorm[arrow]"


def test_a_group_of_pack_errors_survives_pickling() -> None:
    """Several broken entries are told at once, from another process too."""
    group = ExceptionGroup(
        "two broken entries",
        [PackError(path="a.toml", entry=entry, reason="no proof") for entry in ("one", "two")],
    )
    back = pickle.loads(pickle.dumps(group))
    assert isinstance(back, ExceptionGroup)
    assert [str(error) for error in back.exceptions] == [str(error) for error in group.exceptions]
