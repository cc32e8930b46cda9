"""Learning labels: short lines that recur above lists of links at the end of a publisher's posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Final

from postnorm.boilerplate.labels import hosts
from postnorm.boilerplate.sketch import Seen

LONGEST_LABEL: Final = 20
MOSTLY: Final = 0.7
"""In such a part of its posts a label heads a list, and leads to the same places."""
_LEAD: Final = 2  # so many lines may stand between a label and its list
_SITES: Final = 2
# Lists of what a text rests on are the article's, whatever they lead to.
_SOURCES: Final = (
    "参考",
    "资料",
    "文献",
    "来源",
    "出处",
    "注释",
    "脚注",
    "附录",
    "引用来源",
    "引用文献",
    "reference",
    "source",
    "footnote",
    "bibliography",
)


def list_labels(
    posts: Sequence[Sequence[Seen]], recurring: Set[str], promoting: Set[str]
) -> set[str]:
    """Return those of the *recurring* lines that head lists of the publisher's own links.

    The list differs from post to post, so the label is all that can be learned: its list is found
    by its form. Behind it nothing may follow but links, pictures and lines that recur, or a section
    of the article would be taken for one. Its lists lead to the site that serves the publisher's
    pictures, or to the same one or two sites from beside a *promoting* line: a list of tools or of
    an encyclopedia's pages leads to one site too.
    """
    own = {host for line in promoting if line.startswith("image:") for host in hosts(line)}
    company: Counter[str] = Counter()
    stands: Counter[str] = Counter(line for post in posts for line in {seen.line for seen in post})
    heads: Counter[str] = Counter()
    sites: dict[str, Counter[str]] = {}
    for post in posts:
        run = _closing(post, recurring)
        for at, links in _headed(run, recurring):
            line = run[at].line
            heads[line] += 1
            company[line] += any(one.line in promoting for one in run[max(0, at - 1) : at + 2])
            sites.setdefault(line, Counter()).update(link.host for link in links)
    return {
        line
        for line, number in heads.items()
        if number >= MOSTLY * stands[line]
        and _leads_home(sites[line], own, in_company=company[line] > number / 2)
    }


def _leads_home(sites: Counter[str], own: Set[str], *, in_company: bool) -> bool:
    homely = sum(sites[host] for host in own)
    most = sum(number for _, number in sites.most_common(_SITES)) if in_company else 0
    return max(homely, most) >= MOSTLY * sites.total()


def _closing(post: Sequence[Seen], recurring: Set[str]) -> Sequence[Seen]:
    """The last lines of a post that are links, pictures or recur; none when that is the whole post."""
    at = len(post)
    while at and _is_closing(post[at - 1], recurring):
        at -= 1
    return post[at:] if at else ()


def _is_closing(seen: Seen, recurring: Set[str]) -> bool:
    return seen.place == "tail" and (seen.kind in ("link", "image") or seen.line in recurring)


def _headed(run: Sequence[Seen], recurring: Set[str]) -> Iterator[tuple[int, list[Seen]]]:
    """Where in a run labels stand, each the first time, with the links under them."""
    told: set[str] = set()
    for at, seen in enumerate(run):
        if not _may_be_label(seen) or seen.line in told or seen.line not in recurring:
            continue
        first = at + 1
        while first < len(run) and first - at <= _LEAD and run[first].kind != "link":
            first += 1
        last = first
        while last < len(run) and run[last].kind == "link":
            last += 1
        if last > first:
            told.add(seen.line)
            yield at, list(run[first:last])


def _may_be_label(seen: Seen) -> bool:
    if seen.kind not in ("text", "heading", "quote") or len(seen.line) > LONGEST_LABEL:
        return False
    letters = sum(map(str.isalpha, seen.line))
    return letters > 2 and seen.line != "引用" and not seen.line.startswith(_SOURCES)
