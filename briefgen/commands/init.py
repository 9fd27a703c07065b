"""`briefgen init`: lays a new site that builds at once. It asks nothing and overwrites nothing.

The brief of the example article is no file of the scaffold: it is made as a build makes one, so it is always what
this version makes of it, and the first build finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from briefgen import config
from briefgen.briefs import folder
from briefgen.commands import workflow
from briefgen.commands.conversion import convert_one
from briefgen.commands.editors import editor_files
from briefgen.commands.sources import Source
from briefgen.config import FILE_NAME
from briefgen.problem import Problem

EXAMPLE = "content/articles/lighthouse-reopens.txt"
LAYOUT = (
    ("briefgen.yml", FILE_NAME),
    ("gitignore.txt", ".gitignore"),
    ("readme.md", "README.md"),
    ("actors.yml", "content/actors.yml"),
    ("article.txt", EXAMPLE),
)
"""(file of the scaffold, its place in the site)."""
MINIMAL = (("minimal.yml", FILE_NAME), ("gitignore.txt", ".gitignore"))
"""What a site needs: its settings, and that nobody else's articles get into its repository."""

FOLDERS = ("content/articles", "content/briefs")


def lay(site: Path, *, minimal: bool = False) -> Iterator[tuple[str, bool]]:
    """Lay a site into a folder, which may exist; yields each file's place and whether it was written.

    A file that stands there already is left as it is. Raises Problem "already-a-site" or "not-a-folder", OSError.
    """
    if (site / FILE_NAME).exists():
        message = "there is a site here already; change its briefgen.yml, or choose another folder"
        raise Problem(str(site / FILE_NAME), message, code="already-a-site")
    if site.exists() and not site.is_dir():
        raise Problem(str(site), "this is a file; name a folder for the new site", code="not-a-folder")
    for each in FOLDERS:
        (site / each).mkdir(parents=True, exist_ok=True)
    scaffold = files("briefgen") / "scaffold"
    for name, place in MINIMAL if minimal else LAYOUT:
        written = _write(site / place, (scaffold / name).read_bytes())
        yield place, written
        if place == EXAMPLE and written:
            yield from _briefs(site, place)
    if minimal:
        return
    for place, text in editor_files():
        yield place, _write(site / place, text.encode())
    if workflow.repository_of(site) in (None, site.resolve()):  # elsewhere GitHub would not see it
        yield workflow.PLACE, workflow.lay(site)[1]


def _write(file: Path, data: bytes) -> bool:
    file.parent.mkdir(exist_ok=True)
    try:
        with file.open("xb") as opened:
            opened.write(data)
    except FileExistsError:
        return False
    return True


def _briefs(site: Path, article: str) -> Iterator[tuple[str, bool]]:
    """Make the briefs of an article that was laid, each in a file of its own."""
    settings = config.load(site / FILE_NAME, environment={})
    briefs = folder.load(settings.briefs, Path(settings.briefs_dir))
    for read, brief in convert_one(Source(article, site / article)).made:
        standing = briefs.find(read)
        yield (standing or briefs.add(brief)).shown, standing is None
