"""What the command line takes: a page for docs/reference/, and a manual page (man 7 man-pages), from its parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import briefgen
from briefgen import arguments, cli
from briefgen.commands.completion import SHELLS
from reference import NOTE, table

EXITS = {
    cli.DONE: "done",
    cli.REFUSED: "some input is wrong; the rest is done",
    cli.MISUSED: "wrong usage, or no site here",
    cli.FAILED: "the disk, the network, git, or a fault of briefgen",
    cli.UNSAFE: "refused, since something would be lost or given away",
    cli.INTERRUPTED: "stopped by Ctrl-C; run it again to go on",
}
ENVIRONMENT = {
    "BRIEFGEN_KEY": "a setting of briefgen.yml for one command, its name in capitals: BRIEFGEN_SITE_URL",
    "SOURCE_DATE_EPOCH": "seconds since 1970 that stand for the clock, so that a build can be repeated byte for byte",
    "GITHUB_ACTIONS": "if true, problems are annotations of their lines as well",
}


@dataclass(frozen=True)
class Command:
    """A command with its `names`, the first its own and the others aliases."""

    names: tuple[str, ...]
    about: str
    parser: argparse.ArgumentParser

    @property
    def arguments(self) -> list[argparse.Action]:
        return [each for each in self.parser._actions if not isinstance(each, argparse._HelpAction)]


def commands(parser: argparse.ArgumentParser | None = None, prefix: str = "") -> Iterator[Command]:
    """All commands that can be run, those below a command in its place."""
    for action in (parser or arguments.parser(cli.RUNS))._actions:
        if isinstance(action, argparse._SubParsersAction):
            about = {each.dest: each.help or "" for each in action._choices_actions}
            for below in dict.fromkeys(action.choices.values()):
                names = tuple(prefix + name for name, each in action.choices.items() if each is below)
                deeper = list(commands(below, f"{names[0]} "))
                yield from deeper or [Command(names, about[names[0].removeprefix(prefix)], below)]


def spelt(action: argparse.Action) -> list[str]:
    """The forms of an option, the last with what it takes: -j, --jobs N."""
    *others, last = action.option_strings
    if action.nargs == 0:
        return [*others, last]
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    return [*others, f"{last} [{value}]" if action.nargs == "?" else f"{last} {value}"]


def operand(action: argparse.Action) -> str:
    value = str(action.metavar or "|".join(map(str, action.choices or [action.dest])))
    return {"+": f"{value}...", "?": f"[{value}]"}.get(str(action.nargs), value)


def explained(action: argparse.Action) -> tuple[str, str]:
    """An argument as it is written, and what it is for."""
    written = ", ".join(spelt(action)) if action.option_strings else operand(action)
    return written, action.help or ""


def page() -> str:
    parser = arguments.parser(cli.RUNS)
    found = list(commands())
    shared = shared_options(found)
    parts = [f"# Commands\n\n{NOTE}\n{parser.description}\n"]
    parts.append(table(("command", "what it does"), [(f"[`{c.names[0]}`](#{anchor(c)})", c.about) for c in found]))
    top = [each for each in parser._actions if each.option_strings]
    parts.append("## Before the command\n\n" + options(top))
    parts.append("`-q` and `-v` may as well stand behind the command.\n")
    for each in found:
        own = [action for action in each.arguments if action.dest not in shared]
        text = f"## {each.names[0]}\n\n{sentence(each.about)}"
        text += f" Also called `{'`, `'.join(each.names[1:])}`." if each.names[1:] else ""
        text += f"\n\n    {usage(each)}\n"
        parts.append(text + (f"\n{options(own)}" if own else ""))
    parts.append("## What most commands take\n\n" + common(found, shared))
    parts.append("## Exit codes\n\n" + table(("code", "meaning", "for"), [exit_row(code) for code in EXITS]))
    variables = [(f"`{name.replace('KEY', '<KEY>')}`", about) for name, about in ENVIRONMENT.items()]
    parts.append("## Environment\n\n" + table(("variable", "meaning"), variables))
    completion = "\n".join(f"    {line}" for line in COMPLETION)
    parts.append(f"## Completion\n\nFor {', '.join(SHELLS)}, once:\n\n{completion}\n")
    return "\n".join(parts)


COMPLETION = (
    """echo 'eval "$(briefgen completion bash)"' >> ~/.bashrc""",
    """echo 'eval "$(briefgen completion zsh)"' >> ~/.zshrc      # below compinit""",
    "briefgen completion fish > ~/.config/fish/completions/briefgen.fish",
)


def shared_options(found: list[Command]) -> dict[str, argparse.Action]:
    """What the `workflow` command takes, which has nothing of its own, by its name in the code."""
    (plain,) = (each for each in found if each.names[0] == "workflow")
    return {each.dest: each for each in plain.arguments}


def usage(command: Command) -> str:
    words = [f"briefgen {command.names[0]}"]
    words += ["[OPTIONS]"] if any(each.option_strings for each in command.arguments) else []
    return " ".join([*words, *(operand(each) for each in command.arguments if not each.option_strings)])


def common(found: list[Command], shared: dict[str, argparse.Action]) -> str:
    rows = []
    for dest, action in shared.items():
        written, about = explained(action)
        takers = [each.names[0] for each in found if dest in {own.dest for own in each.arguments}]
        others = [each.names[0] for each in found if each.names[0] not in takers]
        who = "all" if not others else "all but " + ", ".join(others)
        rows.append((f"`{written}`", about, who))
    return table(("option", "meaning", "which"), rows)


def options(actions: list[argparse.Action]) -> str:
    return table(("", "meaning"), [(f"`{written}`", about) for written, about in map(explained, actions)])


def exit_row(code: int) -> tuple[str, str, str]:
    problems = ", ".join(f"`{name}`" for name, number in cli.EXIT_CODES.items() if number == code)
    return str(code), EXITS[code], problems or ("any other problem" if code == cli.REFUSED else "")


def anchor(command: Command) -> str:
    return command.names[0].replace(" ", "-")


def sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def manual() -> str:
    """The same for man(1)."""
    parser = arguments.parser(cli.RUNS)
    top = {each.dest for each in parser._actions}
    lines = [
        r".\" Made by tools/make_reference.py from the code.",
        f'.TH BRIEFGEN 1 "" "briefgen {briefgen.__version__}" "User Commands"',
        ".SH NAME",
        rf"briefgen \- {roff('news articles in, Markdown briefs and a briefing site out')}",
        ".SH SYNOPSIS",
        r".B briefgen\fR [\fB\-q\fR] [\fB\-v\fR] \fICOMMAND\fR ...",
        ".SH DESCRIPTION",
        roff(parser.description or ""),
        ".SH OPTIONS",
        *(line for each in parser._actions if each.option_strings for line in roff_argument(each)),
        ".SH COMMANDS",
    ]
    for each in commands():
        lines += [f".SS {roff(' '.join(['briefgen', each.names[0]]))}", roff(sentence(each.about))]
        lines += [line for action in each.arguments if action.dest not in top for line in roff_argument(action)]
    lines.append(".SH EXIT STATUS")
    for code, about in EXITS.items():
        lines += [".TP", f".B {code}", roff(about)]
    lines.append(".SH ENVIRONMENT")
    for name, about in ENVIRONMENT.items():
        lines += [".TP", f".B {roff(name)}", roff(about)]
    lines += [".SH FILES", ".TP", ".B briefgen.yml", "the settings of a site, in its folder or one above"]
    return "\n".join(lines) + "\n"


def roff_argument(action: argparse.Action) -> list[str]:
    written, about = explained(action)
    return [".TP", f".B {roff(written)}", roff(about)]


def roff(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
