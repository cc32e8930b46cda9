"""Hooks of the documentation's build: what pages link to outside of ``docs`` becomes part of the site.

On a code host a page can link to the README or to an example; in a built site the link would lead
nowhere. So the Markdown files at the root and the examples become pages, and links are turned to them.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parent.parent
# Outside of code; a link's address may stand on the line after its words.
_LINK: Final = re.compile(
    r"(?<!!)\[(?P<words>[^\]\[]*)\]\(\s*(?P<target>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)"
)
_FENCE: Final = re.compile(r"^( *)(```+).*?^\1\2$", re.MULTILINE | re.DOTALL)
_LEXERS: Final = {".py": "python", ".md": "markdown"}


def outside() -> dict[str, str]:
    """Files outside of ``docs`` that become pages, by their place in the repository.

    >>> outside()["README.md"], outside()["examples/spark_clean.py"]
    ('project/readme.md', 'project/examples/spark_clean.py.md')
    """
    prose = sorted(ROOT.glob("*.md"))
    examples = sorted(path for path in (ROOT / "examples").rglob("*.*") if path.suffix in _LEXERS)
    pages = {path.name: f"project/{path.name.lower()}" for path in prose}
    names = [path.relative_to(ROOT).as_posix() for path in examples]
    return pages | {name: f"project/{name}.md" for name in names}


def _content(name: str) -> str:
    text = (ROOT / name).read_text(encoding="utf-8")
    if "/" not in name:
        return text
    lexer = _LEXERS[PurePosixPath(name).suffix]
    return f"# {PurePosixPath(name).name}\n\n`{name}`\n\n````{lexer}\n{text}````\n"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages; they stand in no menu, because other pages lead to them."""
    from mkdocs.structure.files import File, InclusionLevel

    for name, page in outside().items():
        file = File.generated(config, page, content=_content(name))
        file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the links of a page that leave ``docs`` to the pages that stand for their targets."""
    uri = page.file.src_uri
    home = {made: name for name, made in outside().items()}.get(uri, f"docs/{uri}")
    made, at = [], 0
    for fence in _FENCE.finditer(markdown):
        # Coloured as a session, so that answers are not coloured as code.
        session = fence[0].replace("```python\n>>>", "```pycon\n>>>", 1)
        made += [turned(markdown[at : fence.start()], home, uri), session]
        at = fence.end()
    return "".join([*made, turned(markdown[at:], home, uri)])


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say that a Chinese page is Chinese, so that it is set in a font for it and read out as such."""
    return f'<div lang="zh-CN">{html}</div>' if ".zh." in page.file.src_uri else html


def turned(prose: str, home: str, uri: str) -> str:
    """Links of the repository's file *home* as links of the site's page *uri*.

    What is no page, a folder or the licence, keeps its words and is no link.

    >>> turned("[it](docs/index.md#a), [law](LICENSE), [web](https://a.example)", "README.md", "project/readme.md")
    '[it](../index.md#a), law, [web](https://a.example)'
    """

    def link(match: re.Match[str]) -> str:
        if "://" in match["target"]:
            return match[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(home), match["target"]))
        inside = target.startswith("docs/") and (ROOT / target).is_file()
        there = target.removeprefix("docs/") if inside else outside().get(target)
        if there is None:
            # A folder or the licence is no page. A file that is not there stays, and is reported.
            return match["words"] if (ROOT / target).exists() else match[0]
        there = posixpath.relpath(there, posixpath.dirname(uri) or ".")
        return f"[{match['words']}]({there}{match['anchor'] or ''})"

    return _LINK.sub(link, prose)
