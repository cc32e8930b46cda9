"""What the reference made of docstrings needs to know of this library: rules, roles and doctests."""

from __future__ import annotations

import re
from typing import Final

import griffe

_ROLE: Final = re.compile(r":(?:class|func|meth|mod):`~?(?P<path>[\w.]+)`")
_DOUBLE: Final = re.compile(r"``(?P<code>[^`\n]+)``")
_RETURNED: Final = "str | Post"


def prose(text: str) -> str:
    """A docstring as Markdown: roles are code, and an example is fenced.

    >>> prose("See :func:`postnorm.clean`, or ``Post``.")
    'See `clean`, or `Post`.'
    >>> prose("Add.\\n\\n>>> 1 + 1\\n2").splitlines()[2::3]
    ['```pycon', '```']
    """
    made = []
    for paragraph in re.split(r"\n\n+", text.strip()):
        if paragraph.lstrip().startswith(">>>"):
            made.append(f"```pycon\n{paragraph}\n```")
        else:
            paragraph = _ROLE.sub(
                lambda match: f"`{match['path'].removeprefix('postnorm.')}`", paragraph
            )
            made.append(_DOUBLE.sub(r"`\g<code>`", paragraph))
    return "\n\n".join(made)


class Docs(griffe.Extension):
    """Docstrings as Markdown, and rules as what ``@rule`` makes of them."""

    def on_instance(self, *, obj: griffe.Object, **_: object) -> None:
        """Turn the docstring of every object."""
        if obj.docstring is not None:
            obj.docstring.value = prose(obj.docstring.value)

    def on_function(self, *, func: griffe.Function, **_: object) -> None:
        """A finder is called with a text; the rule made of it takes and gives a text or a post."""
        decorators = {str(decorator.value).partition("(")[0] for decorator in func.decorators}
        if "rule" in decorators and func.parameters:
            first = func.parameters[0]
            first.name, first.annotation = "subject", _RETURNED
            func.returns = _RETURNED
