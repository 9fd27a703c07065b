"""The site's register of actors, for the commands that need to know who is who."""

from __future__ import annotations

from briefgen.commands.messages import Messages
from briefgen.config import ACTORS_FILE, Settings
from briefgen.fields import Findings
from briefgen.register import Register, load


def load_register(settings: Settings, messages: Messages) -> Register:
    """The register that the settings name; without a file, an empty one. Its warnings are said.

    Raises an ExceptionGroup of Problems for one with errors, as a config with errors does: a site built without it
    would part what a person has joined and join what a person has told apart.
    """
    findings = Findings(settings.actors_file)
    register = load(settings.actors, findings, required=settings.actors_file != ACTORS_FILE)
    if register is None:
        raise ExceptionGroup(settings.actors_file, findings.problems)
    for problem in findings.problems:
        messages.problem(problem)
    return register
