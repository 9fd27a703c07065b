"""The sample site of these tests: briefs about a river that is on no map, as the files that an editor keeps."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.briefs.markdown import parse_brief
from briefgen.model import Brief
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

DATA = Path(__file__).parent.parent / "data" / "site"

VOID = {"img", "link", "meta", "br", "hr", "input", "source", "wbr"}


class Html(HTMLParser):
    """A page as tests look at it: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.scripts.append(data)
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@pytest.fixture(scope="session")
def settings() -> SiteSettings:
    return SiteSettings(
        site_name="The Orr Desk",
        site_url="https://desk.example/orr/",
        site_description="Briefings on the river, its crossings and the people who run them",
    )


@pytest.fixture(scope="session")
def briefs() -> list[tuple[str, Brief]]:
    return [
        (file.stem, parse_brief(file.read_text(encoding="utf-8"), file.name))
        for file in sorted((DATA / "briefs").glob("*.md"))
    ]


@pytest.fixture(scope="session")
def media() -> Path:
    return DATA / "media"


@pytest.fixture(scope="session")
def built(
    settings: SiteSettings, briefs: list[tuple[str, Brief]], media: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the sample site, built once. Tests only look at it."""
    folder = tmp_path_factory.mktemp("orr")
    build(settings, briefs, out=folder / "site", cache=folder / "cache", media=media)
    return folder / "site"


@pytest.fixture(scope="session")
def html() -> Callable[[str], Html]:
    """Parses a page, and fails where its elements are not properly nested."""
    return Html


@pytest.fixture(scope="session")
def look(built: Path) -> Callable[[str], Html]:
    """`look("briefs/x")` is that page of the sample site."""

    def at(path: str) -> Html:
        file = built / path
        return Html((file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8"))

    return at
