"""``postnorm rules``: every rule with its reason, norm and examples."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

import postnorm
from postnorm.cli.common import DONE, STEPS, complain, write
from postnorm.cli.describing import alike
from postnorm.cli.language import reason_told, say
from postnorm.cli.width import width_of, wrapped
from postnorm.tables.norms import NORMS
from postnorm.tables.reasons import REASONS
from postnorm.tables.rule_examples import OTHERS

_STEP_OF: Final = {
    "mojibake": "repair_mojibake",
    "characters": "repair_characters",
    "front-matter": "parse_front_matter",
    "html": "parse_html",
    "credits": "extract_credits",
    "repeats": "deduplicate_body",
    "promotions": "strip_promotions",
    "whitespace": "normalize_whitespace",
    "punctuation": "normalize_punctuation",
    "spacing": "normalize_spacing",
}
_COLUMNS: Final = 78
_AROUND: Final = 12  # characters shown on either side of what an example changes


class Shown(NamedTuple):
    """A rule as it is told."""

    id: str
    step: str
    reason: str
    norm: str
    options: dict[str, object]
    changes: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "rules",
        help="list the rules, or tell all about one",
        description="List the rules, each with its reason; of those that are named also the step, the norm "
        "and examples. Their names are what explain, check and --without say.",
        epilog="""\
examples:
  postnorm rules
  postnorm rules punctuation.dash
  postnorm rules whitespace --format json""",
    )
    command.add_argument(
        "names", nargs="*", metavar="ID", help="a rule, or what its name begins with"
    )
    command.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        metavar="FORMAT",
        help="text (default) or json (a line each)",
    )
    command.set_defaults(main=_run)


def _run(options: argparse.Namespace) -> int:
    known = all_rules()
    chosen: dict[str, Shown] = {}
    for name in options.names:
        named = {
            one.id: one for one in known.values() if name in (one.id, room_of(one.id), one.step)
        }
        if not named:
            return complain(_about_unknown(name, list(known)))
        chosen |= named
    if options.format == "json":
        for rule in (chosen or known).values():
            write(json.dumps(rule._asdict(), ensure_ascii=False, default=list) + "\n")
    elif len(options.names) and all(name in known for name in options.names):
        for number, rule in enumerate(chosen.values()):
            write("\n" * bool(number) + "".join(f"{line}\n" for line in _told(rule)))
    else:
        write("".join(f"{line}\n" for line in _listed(chosen or known)))
    return DONE


def all_rules() -> dict[str, Shown]:
    """Return all rules by their id, in the order of their rooms."""
    listed = {
        fine.id: (dict(fine.options), fine.changes, fine.keeps)
        for step in dict.fromkeys(_STEP_OF.values())
        if hasattr(rule := getattr(postnorm, step), "rules")
        for fine in rule.rules()
    }
    others = {name: (dict(one.options), one.changes, one.keeps) for name, one in OTHERS.items()}
    return {
        name: Shown(
            name, _STEP_OF[room_of(name)], reason, _norm(reason), *{**others, **listed}[name]
        )
        for name, reason in REASONS.items()
    }


def room_of(rule: str) -> str:
    """Return what the id of a rule begins with."""
    return rule.partition(".")[0]


def _norm(reason: str) -> str:
    """The norm that a reason names in brackets, with its full name."""
    match = re.search(r"\(([^()]+)\)", reason)
    if match is None:
        return ""
    full = {short: name for short, name in NORMS.items() if short in match[1]}
    if len(full) == 1:
        return f"{match[1]}: {next(iter(full.values()))}"
    return "; ".join(f"{short}: {name}" for short, name in full.items())


def _about_unknown(name: str, known: list[str]) -> str:
    rooms = list(_STEP_OF)
    like = [one for one in known if name.lower() in one]
    near = get_close_matches(name, [*known, *rooms], n=3) or like[:3]
    if near:
        return say("no rule {name}; did you mean {near}?", name=name, near=", ".join(near))
    return say("no rule {name}; they begin with {rooms}", name=name, rooms=", ".join(rooms))


def _listed(rules: dict[str, Shown]) -> Iterator[str]:
    step = None
    for rule in rules.values():
        if rule.step != step:
            if step:
                yield ""
            step = rule.step
            room = room_of(rule.id)
            yield f"{step} (--without {room})" if room in STEPS else step
        yield f"  {rule.id}"
        yield from (
            f"      {line}" for line in wrapped(reason_told(rule.id, rule.reason), _COLUMNS - 6)
        )


def _told(rule: Shown) -> Iterator[str]:
    yield rule.id
    yield from _under(say("reason"), reason_told(rule.id, rule.reason))
    if rule.norm:
        yield from _under(say("norm"), rule.norm)
    step = rule.step
    shown = {name: value for name, value in rule.options.items() if name != "only"}
    if shown:
        step += "(" + ", ".join(f"{name}={value!r}" for name, value in shown.items()) + ")"
    yield from _under(say("step"), step)
    for before, after in rule.changes:
        yield f"  {say('changes')}  {_cut(before, after)}"
    for text in rule.keeps:
        yield f"  {say('keeps')}  {_short(text)}"


def _under(title: str, text: str) -> Iterator[str]:
    for number, line in enumerate(wrapped(text, _COLUMNS - 12)):
        yield f"  {title if not number else ' ' * width_of(title)}  {line}"


def _cut(before: str, after: str) -> str:
    """Both sides of an example, without most of what they have in common."""
    head, tail = alike(before, after)
    low, high = max(0, head - _AROUND), max(0, tail - _AROUND)
    lead, rest = "…" * bool(low), "…" * bool(high)
    sides = (text[low : len(text) - high] for text in (before, after))
    return " -> ".join(f"{lead}{side!r}{rest}" for side in sides)


def _short(text: str) -> str:
    return repr(text) if len(text) <= 60 else f"…{text[-40:]!r}"
