from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.fields import Findings
from briefgen.model import Actor, Brief, Source
from briefgen.register import read_register
from briefgen.site.library import Library, catalogue

Case = dict[str, Any]


@pytest.fixture(scope="session")
def library() -> Callable[..., Library]:
    """The library of a case's briefs, which are lists of actors, with its register or another."""

    def library_of(case: Case, register: str | None = None) -> Library:
        findings = Findings("actors.yml")
        read = read_register(case.get("register", "") if register is None else register, findings)
        assert read is not None, findings.problems
        briefs = [
            (f"brief-{number}", Brief("A title", Source(), actors=tuple(map(_actor, actors))))
            for number, actors in enumerate(case["briefs"], 1)
        ]
        return catalogue(briefs, read)

    return library_of


def _actor(written: dict[str, Any]) -> Actor:
    aliases = tuple(written.get("aliases", ()))
    return Actor(written["name"], written.get("type", "person"), role=written.get("role", ""), aliases=aliases)
