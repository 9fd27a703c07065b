"""The same for the packaged theme and as many briefs as lists are cut at, a few edits after one another."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from .desk import Desk
from .newsroom import EDITS, OFTEN

SEQUENCES = 1 + int(os.environ.get("BRIEFGEN_SEQUENCES", "0")) // 100
BRIEFS = 150
THEMES = ["edit_template", "edit_static", "edit_style", "edit_words"]
"""What changes the theme of the other tests."""


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_site_of_many_briefs_after_some_edits_is_that_of_a_first_build(seed: int) -> None:
    rng = Random(seed)
    kinds = [kind for kind in (*OFTEN, *EDITS) if kind not in (*THEMES, "edit_settings", "edit_article", "edit_media")]
    with TemporaryDirectory() as folder, Desk(Path(folder), seed, BRIEFS) as desk:
        desk.room.put("briefgen.yml", "{site_name: Desk, search: false, site_url: 'https://desk.example/'}\n")
        desk.stay()
        for number in range(12):
            desk.room.edit(rng.choice(kinds), rng.randrange(9999))
            if number % 4 == 3:
                desk.stay()
        desk.room.put("themes/desk/templates/topic.html", '{% extends "topic.html" %}{% block main %}Own{% endblock %}')
        desk.check(stays=seed % 2 == 0)
