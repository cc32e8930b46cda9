"""What must not be touched: URLs, code, link targets and the like, found once per text.

Each kind is found from a literal that it cannot be without (``://``, a backtick, ``](``), so
a text that has none of them costs a few substring searches. All work is linear: every search
looks a bounded distance around its literal, or goes on where the last one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from postnorm.spans import addresses, code, markup
from postnorm.spans.span import Span as Span
from postnorm.spans.span import blanked as blanked
from postnorm.spans.span import outside as outside
from postnorm.spans.span import span_cut_at as span_cut_at
from postnorm.spans.span import united as united


@lru_cache(maxsize=1)  # one step after the other asks about the same text
def find_spans(text: str) -> tuple[Span, ...]:
    """Return the protected spans of a Markdown or plain text: sorted, disjoint, not empty.

    Spans that overlap (a URL in a link target) become one, of the kind that begins first.

    >>> [text for text in ["见 `a b`", "www.x.cn。"] for span in find_spans(text)]
    ['见 `a b`', 'www.x.cn。']
    >>> text = "看https://a.cn/b?c=d，或[这里](./x.html)。"
    >>> [(text[s.start : s.end], s.kind) for s in find_spans(text)]
    [('https://a.cn/b?c=d', 'url'), ('](./x.html)', 'link')]
    """
    for odd in _LINE_ENDS:
        if odd in text:
            text = text.replace(odd, "\n")
    found: list[Span] = []
    made: list[Span] = []
    rest = text
    for finders in _FINDERS:
        if made:
            rest = _without(text, found)
            made = []
        for needs, find in finders:
            for sign, literal in needs:
                if sign in rest and literal in rest:
                    made += find(rest)
                    break
        if made:
            found = list(united(sorted((*found, *made)))) if found or len(made) > 1 else made
    return tuple(found)


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text with line ends in place of spans (in order): a backtick in code opens nothing."""
    made: list[str] = []
    at = 0
    for start, end, _ in spans:  # blanked() would sort them again
        made += (text[at:start], "\n" * (end - start))
        at = end
    return "".join((*made, text[at:]))


_EMOJI_PARTS = (
    *("\u200d", "\ufe0f", "\u20e3", "\U000e007f"),
    *map(chr, range(0x1F3FB, 0x1F400)),  # skins
    *map(chr, range(0x1F1E6, 0x1F200)),  # letters of flags
)

# Line ends that few programs know. They become line feeds, and a fence behind one opens code already.
_LINE_ENDS = ("\x0b", "\x0c", "\x85", "\u2028", "\u2029")

_Needs = tuple[tuple[str, str], ...]  # any of these


def _each(*literals: str) -> _Needs:
    return tuple((literal, literal) for literal in literals)


# Blocks come first, then what has its own marks, then what is read in the rest by its form only:
# most slashes and numbers stand in addresses. A kind cannot be without one of its literals. A search
# for one character costs a fifth of one for more, so a character of each literal is looked for first:
# one that is rare in Chinese text.
_FINDERS: tuple[tuple[tuple[_Needs, Callable[[str], Iterable[Span]]], ...], ...] = (
    (
        ((("-", "---"),), markup.find_header),
        ((("`", "```"), ("~", "~~~")), code.find_fenced_code),
    ),
    (
        (((" ", "    "), ("\t", "\t")), code.find_indented_code),
        ((("<", "</"),), code.find_raw_html),
        ((("{", "{%"), ("{", "{{")), code.find_templates),
    ),
    (
        (_each("`"), code.find_code),
        (((":", "://"), ("w", "www.")), addresses.find_urls),
        (_each("@"), addresses.find_at_signs),
        ((("]", "]("),), markup.find_link_targets),
        ((("]", "]:"),), markup.find_references),
        ((("<", "<!--"),), markup.find_comments),
        (_each("<"), markup.find_tags),
        (_each("&"), markup.find_entities),
        (_each("$"), markup.find_math),
        ((("$", "$$"), ("\\", "\\)"), ("\\", "\\]")), markup.find_display_math),
        (_each("#"), markup.find_topics),
        (_each(*_EMOJI_PARTS), markup.find_emoji),
    ),
    (
        ((("/", "/"), (":", ":\\")), addresses.find_paths),
        (_each(".", ":"), addresses.find_numbers),
    ),
)
