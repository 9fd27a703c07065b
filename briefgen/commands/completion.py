"""`briefgen completion`: the script by which a shell completes the command line, made from its parser by shtab."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

SHELLS = ("bash", "zsh", "fish")
FILES = ("FILE", "SOURCE")
FOLDERS = ("DIR",)
"""What an argument is called that takes a file, or a folder."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script of one of the `SHELLS`."""
    import shtab

    for action in _actions(parser):
        if action.metavar in (*FILES, *FOLDERS):
            action.complete = shtab.FILE if action.metavar in FILES else shtab.DIRECTORY  # type: ignore[attr-defined]
    return shtab.complete(parser, shell).rstrip("\n") + "\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a command and of all commands below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
