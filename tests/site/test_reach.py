from __future__ import annotations

from pathlib import Path

from briefgen.model import Brief
from briefgen.site.reach import reach
from briefgen.site.settings import SiteSettings


def test_it_reaches_every_file_that_a_build_writes_but_pictures_and_no_other(
    settings: SiteSettings, briefs: list[tuple[str, Brief]], built: Path
) -> None:
    written = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()} - {".briefgen"}
    pictures = {path for path in written if path.startswith("media/") or path.endswith("card.png")}

    assert reach(settings, briefs).paths == written - pictures


def test_the_anchors_are_those_of_the_pages_that_were_asked_for(
    settings: SiteSettings, briefs: list[tuple[str, Brief]]
) -> None:
    slug = next(name for name, brief in briefs if brief.key_facts)

    found = reach(settings, briefs, anchors_of=[f"briefs/{slug}/index.html"]).anchors

    assert list(found) == [f"briefs/{slug}/index.html"]
    assert "key-facts" in found[f"briefs/{slug}/index.html"]
