"""`briefgen build`: converts what is new in the articles folder, then content and theme -> the site."""

from __future__ import annotations

from datetime import date

from briefgen.commands.aside import Aside
from briefgen.commands.builder import Builder
from briefgen.commands.messages import Messages
from briefgen.config import Settings
from briefgen.site.built import Built
from briefgen.site.press import idle_there


def build(
    settings: Settings,
    *,
    jobs: int | None,
    clean: bool,
    today: date,
    messages: Messages,
) -> Built:
    """Convert, then write the site. A bad article or brief is left out and said; the rest is built.

    A register of actors with errors ends it before anything is written (`load_register` says why).
    Briefs that are held back on `today` are left out as well.
    """
    with Aside(jobs, idle_there) as aside, Builder(settings, jobs=jobs, aside=aside) as builder:
        return builder.build(today, messages, clean=clean)
