"""`briefgen init`: lays a new site that builds at once. It asks nothing and overwrites nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from briefgen.commands import workflow
from briefgen.commands.editors import editor_files
from briefgen.config import FILE_NAME
from briefgen.problem import Problem

LAYOUT = (
    ("briefgen.yml", FILE_NAME),
    ("actors.yml", "content/actors.yml"),
    ("article.txt", "content/articles/lighthouse-reopens.txt"),
    ("gitignore.txt", ".gitignore"),
)
"""(file of the scaffold, its place in the site)."""

FOLDERS = ("content/articles", "content/briefs")


def lay(site: Path) -> Iterator[tuple[str, bool]]:
    """Lay a site into a folder, which may exist; yields each file's place and whether it was written.

    A file that stands there already is left as it is. Raises Problem "already-a-site" or "not-a-folder", OSError.
    """
    if (site / FILE_NAME).exists():
        message = "there is a site here already; change its briefgen.yml, or choose another folder"
        raise Problem(str(site / FILE_NAME), message, code="already-a-site")
    if site.exists() and not site.is_dir():
        raise Problem(str(site), "this is a file; name a folder for the new site", code="not-a-folder")
    for folder in FOLDERS:
        (site / folder).mkdir(parents=True, exist_ok=True)
    scaffold = files("briefgen") / "scaffold"
    laid = [(place, (scaffold / name).read_bytes()) for name, place in LAYOUT]
    for place, data in (*laid, *((place, text.encode()) for place, text in editor_files())):
        (site / place).parent.mkdir(exist_ok=True)
        try:
            with (site / place).open("xb") as file:
                file.write(data)
        except FileExistsError:
            yield place, False
        else:
            yield place, True
    if workflow.repository_of(site) in (None, site.resolve()):  # elsewhere GitHub would not see it
        yield workflow.PLACE, workflow.lay(site)[1]
