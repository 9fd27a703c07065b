"""What people wrote for a site, as the commands read it: its briefs, and its register of actors.

What reading warns of is as severe here as the settings under `check` make it, so that a rule which is turned off is
silent in every command.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.checking.rules import graded
from briefgen.commands.messages import Messages
from briefgen.config import ACTORS_FILE, Settings
from briefgen.fields import Findings
from briefgen.problem import Problem
from briefgen.register import Register
from briefgen.register import load as load_actors

if TYPE_CHECKING:
    from briefgen.briefs.folder import BriefFolder

MANY = 300
"""Briefs from which on it matters how fast YAML is read."""


def load_briefs(settings: Settings, messages: Messages) -> BriefFolder:
    """All briefs of a site; what is wrong with them is said."""
    from briefgen.briefs.folder import load  # brings what renews them

    folder = load(settings.briefs, Path(settings.briefs_dir))
    for problem in graded(folder.problems, settings.check):
        messages.problem(problem)
    tell_slow_yaml(settings, len(folder.files), messages)
    return folder


def tell_slow_yaml(settings: Settings, briefs: int, messages: Messages) -> None:
    """Say that so many briefs could be read faster, if they could by much."""
    if briefs <= MANY:
        return
    if not _reads_fast():
        how = "PyYAML is installed without its C part, which reads YAML 13 times as fast; install a wheel of it: "
        command = "pip install --force-reinstall --only-binary pyyaml pyyaml"
        messages.advice(Problem(settings.briefs_dir, how + command, code="slow-yaml", severity="note"))


def _reads_fast() -> bool:
    """Whether PyYAML has its C part; to import it only to know that would take longer than reading fifty briefs."""
    from importlib.machinery import PathFinder

    package = PathFinder.find_spec("yaml")
    within = package and package.submodule_search_locations
    return bool(within and PathFinder.find_spec("_yaml", within))


def load_register(settings: Settings, messages: Messages) -> Register:
    """The register that the settings name; without a file, an empty one. Its warnings are said.

    Raises an ExceptionGroup of Problems for one with errors, as a config with errors does: a site built without it
    would part what a person has joined and join what a person has told apart.
    """
    register, problems = read_register(settings)
    if register is None:
        raise ExceptionGroup(settings.actors_file, problems)
    for problem in problems:
        messages.problem(problem)
    return register


def read_register(settings: Settings) -> tuple[Register | None, list[Problem]]:
    """The register, None for one with errors, and all that is wrong with it. Raises OSError."""
    findings = Findings(settings.actors_file)
    register = load_actors(settings.actors, findings, required=settings.actors_file != ACTORS_FILE)
    return register, list(graded(findings.problems, settings.check))
