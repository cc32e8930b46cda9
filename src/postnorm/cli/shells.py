"""Completion for each shell, made of the words that can be completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias


class Option(NamedTuple):
    """An option of a command, or what stands without one: then it has no names."""

    names: tuple[str, ...]
    help: str
    values: tuple[str, ...]
    takes_value: bool
    takes_file: bool


Words: TypeAlias = Mapping[str, tuple[str, list[Option]]]
"""By command: its summary and its options."""


# --- bash --------------------------------------------------------------------

_BASH = """\
# Completion of postnorm for bash 4 and later.
_postnorm() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= word words=
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in
            {commands}) command=$word; break ;;
        esac
    done
    COMPREPLY=()
    case $command:$before in
{values}
        :--language) mapfile -t COMPREPLY < <(compgen -W "en zh" -- "$current"); return ;;
    esac
    case $command in
{options}
        *) words="{all} --help --version --language" ;;
    esac
    if [[ $current == -* || -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -W "$(_postnorm_words "$command")" -- "$current")
    fi
}}
_postnorm_words() {{
    case $1 in
{places}
    esac
}}
complete -o default -F _postnorm postnorm
"""


def bash(words: Words) -> str:
    """Return the script for bash: files are completed where nothing else is."""
    values, options, places = [], [], []
    for command, (_, all_of_it) in words.items():
        for option in all_of_it:
            if option.names and option.takes_value:
                cases = "|".join(f"{command}:{name}" for name in option.names)
                reply = f'mapfile -t COMPREPLY < <(compgen -W "{" ".join(option.values)}" -- "$current"); '
                values.append(f"        {cases}) {reply if option.values else ''}return ;;")
            elif not option.names and option.values:
                places.append(f'        {command}) echo "{" ".join(option.values)}" ;;')
        names = " ".join(name for option in all_of_it for name in option.names)
        options.append(f'        {command}) words="{names}" ;;')
    return _BASH.format(
        commands="|".join(words),
        all=" ".join(words),
        values="\n".join(values),
        options="\n".join(options),
        places="\n".join([*places, "        *) ;;"]),
    )


# --- zsh ---------------------------------------------------------------------


def zsh(words: Words) -> str:
    """Return the function for zsh, for a file ``_postnorm`` in a folder of ``fpath``."""
    return "\n".join(_zsh_lines(words)) + "\n"


def _zsh_lines(words: Words) -> Iterator[str]:
    yield "#compdef postnorm"
    yield "local -a commands"
    yield "commands=("
    yield from (f"  {_quoted(f'{name}:{summary}')}" for name, (summary, _) in words.items())
    yield ")"
    yield "if (( CURRENT == 2 )); then _describe command commands; return; fi"
    yield "local command=$words[2]"
    yield 'words=("${(@)words[2,-1]}"); (( CURRENT-- ))'
    yield "case $command in"
    for name, (_, options) in words.items():
        yield f"  {name}) _arguments \\"
        for option in options:
            yield from (f"    {_quoted(spec)} \\" for spec in _zsh_specs(option))
        yield "    ;;"
    yield "esac"


def _zsh_specs(option: Option) -> Iterator[str]:
    after = (
        f"({' '.join(option.values)})" if option.values else "_files" if option.takes_file else ""
    )
    told = _zsh_escaped(option.help)
    for name in option.names:
        yield f"*{name}[{told}]" + (f":value:{after}" if option.takes_value else "")
    if not option.names:
        yield f"*:{told}:{after or '_files'}"


def _zsh_escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in "[]:\\" else character for character in text)


# --- fish --------------------------------------------------------------------


def fish(words: Words) -> str:
    """Return the script for fish."""
    return "\n".join(_fish_lines(words)) + "\n"


def _fish_lines(words: Words) -> Iterator[str]:
    all_of_them = " ".join(words)
    for name, (summary, options) in words.items():
        none = f"'not __fish_seen_subcommand_from {all_of_them}'"
        yield f"complete -c postnorm -n {none} -f -a {name} -d {_quoted(summary)}"
        for option in options:
            yield f"complete -c postnorm -n '__fish_seen_subcommand_from {name}'{_fish(option)}"


def _fish(option: Option) -> str:
    told = f" -d {_quoted(option.help)}"
    values = f" -a {_quoted(' '.join(option.values))}" if option.values else ""
    if not option.names:
        return (f" -f{values}" if values else " -F") + told
    named = "".join(
        f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names
    )
    files = "" if not option.takes_value else " -r" if option.takes_file else " -x"
    return f"{named}{files}{values}{told}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"
