"""`briefgen workflow`: the GitHub workflow that builds a site and publishes it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import briefgen

PLACE = ".github/workflows/pages.yml"
SCAFFOLD = "pages.yml"


def lay(site: Path) -> tuple[Path, bool]:
    """Write the workflow for the site in this folder to where GitHub looks for it, and say where, and whether it was
    written: one that stands there is left as it is. Raises OSError.
    """
    top = repository_of(site) or site.resolve()
    file = top / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text(site.resolve().relative_to(top).as_posix()))
    except FileExistsError:
        return file, False
    return file, True


def text(folder: str = ".") -> str:
    """The workflow of a site that lies in `folder` of its repository, built by this version of briefgen."""
    scaffold = (files("briefgen") / "scaffold" / SCAFFOLD).read_text(encoding="utf-8")
    where = folder if folder == "." else json.dumps(folder, ensure_ascii=False)  # JSON is YAML
    return scaffold.replace("  SITE: .\n", f"  SITE: {where}\n").replace("]==0\n", f"]=={briefgen.__version__}\n")


def repository_of(folder: Path) -> Path | None:
    """The top of the git work tree that holds the folder, links followed; found without git."""
    here = folder.resolve()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
