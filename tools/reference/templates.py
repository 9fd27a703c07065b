"""What each template of a theme is given, read off the data of real pages: those of the example site and of the
tests' sample site, told apart so often that their lists come in several pages, with all that a brief may hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefgen.briefs.folder import load
from briefgen.fields import Findings
from briefgen.model import Brief, Correction, Photo, PhotoPerson
from briefgen.register import Register, read_register
from briefgen.site import cards
from briefgen.site.library import catalogue
from briefgen.site.page import Page
from briefgen.site.pages import all_pages
from briefgen.site.pictures import Picture, Rendition, shot_of
from briefgen.site.rights import Rights
from briefgen.site.settings import SiteSettings
from reference import NOTE, table

ROOT = Path(__file__).parents[2]
ALWAYS = ("site", "page", "root")
OF_MANY = ("pager",)
"""What has one form wherever it is given."""
OPEN = {"extra": "keys of your own", "linked_data": "JSON-LD, as schema.org has it"}
"""What holds whatever somebody put there, and is not taken apart."""
COPIES = 40
"""Of each brief, a day apart and with actors of their own: enough for every list to be cut."""
LONGEST = 56
"""Characters of an example."""
ENTRIES = """
Valmoran Coast Guard:
  type: organization
  aliases: [the guard]
  roles: [{role: rescue service of Valmora, since: 2019, until: 2026-01-17}]
  wikidata: Q1
  homepage: https://guard.example/
  note: On duty off Skarne.
"""
"""Added to the register of the example site, which has no such entry."""


@dataclass
class Shape:
    """What was seen in one place of the data of pages."""

    kinds: set[str] = field(default_factory=set)
    keys: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    example: str = ""

    def see(self, value: Any, name: str = "") -> None:
        if name in OPEN:
            self.kinds.add(OPEN[name])
        elif isinstance(value, Mapping):
            self.kinds.add("keys")
            for key, held in value.items():
                self.keys.setdefault(key, Shape()).see(held, key)
        elif isinstance(value, list | tuple):
            self.kinds.add("list")
            for item in value:
                self.items = self.items or Shape()
                self.items.see(item)
        else:
            self.kinds.add(kind(value))
            if not self.example and value not in (None, ""):
                self.example = shortened(json.dumps(value, ensure_ascii=False))

    def rows(self, name: str) -> Iterator[tuple[str, str, str]]:
        """(variable, what it holds, an example), those within below it."""
        yield (
            f"`{name}`",
            ", or ".join(sorted(self.kinds, key=ORDER.index)),
            f"`{self.example}`" if self.example else "",
        )
        for key, held in self.keys.items():
            yield from held.rows(f"{name}.{key}")
        if self.items:
            yield from list(self.items.rows(f"{name}[]"))[0 if not self.items.keys else 1 :]


ORDER = [*OPEN.values(), "keys", "list", "text", "number", "true or false", "none"]


def kind(value: Any) -> str:
    if value is None:
        return "none"
    return "true or false" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"


def shortened(text: str) -> str:
    plain = text.replace("`", "'")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 2] + "…" + plain[-1]


def shapes() -> dict[str, dict[str, Shape]]:
    """Template -> what its pages are given, by name."""
    found: dict[str, dict[str, Shape]] = {}
    same = {name: Shape() for name in (*ALWAYS, *OF_MANY)}
    for page in pages():
        if page.template and page.template.endswith(".html"):  # feeds and sitemaps are no theme's
            known = found.setdefault(page.template, {})
            for name, value in page.data.items():
                known.setdefault(name, same.get(name) or Shape()).see(value, name)
    return dict(sorted(found.items()))


def pages() -> Iterator[Page]:
    """Pages of real sites, the example site's first, since the examples come from there."""
    settings = SiteSettings(
        "The Harbour Desk",
        site_url="https://harbour.example/desk/",
        site_description="Short briefs on made-up events.",
        search=True,
        extra={"contact": "desk@harbour.example"},
    )
    example = load(ROOT / "content" / "briefs").briefs
    sample = load(ROOT / "tests" / "data" / "site" / "briefs").briefs
    register = registered()
    card = cards.Card("card.png", "", settings.site_name, "", "en")
    every = [*example, *sample, *whole(example), *copies(example), *copies(sample)]
    for briefs in (example, [], every, [*whole(example)]):
        library = catalogue(briefs, register)
        pictures = {shot_of(photo): picture() for _, brief in briefs for photo in brief.photos if photo.file}
        for page in all_pages(settings, library, pictures):
            yield cards.shared(page, settings, {cards.SITE: card}) if page.template else page


def registered() -> Register | None:
    text = (ROOT / "content" / "actors.yml").read_text(encoding="utf-8")
    return read_register(text + ENTRIES, Findings("content/actors.yml"))


def picture() -> Picture:
    files = {
        kind: tuple(Rendition(f"media/hull.1f0c.{width}.{kind}", width, Path()) for width in (480, 960))
        for kind in ("avif", "jpg")
    }
    return Picture(960, 640, files, Rights(notice="© Harbour Press"))


def whole(briefs: list[tuple[str, Brief]]) -> Iterator[tuple[str, Brief]]:
    """Briefs with what the others lack."""
    name, brief = briefs[0]
    photo = Photo(
        "The hull.",
        "Ada Quill/Orr Press via Meridian",
        "Ada Quill",
        "Orr Press",
        "Meridian",
        "CC BY-SA 4.0",
        "2026-06-05",
        "Skarne",
        (PhotoPerson("Bo Renn", "left"),),
        ("handout",),
        "https://orr.example/hull.jpg",
        "hull.jpg",
        1,
        2,
        (("desk", "north"),),
    )
    put_right = tuple(Correction(date(2026, 6, day), "The lamp was lit on Friday.") for day in range(1, 29))
    yield (
        f"{name}-whole",
        replace(
            brief, notice="Made by hand.", status="draft", photos=(photo,), corrections=put_right * 5, edited=("title",)
        ),
    )


def copies(briefs: list[tuple[str, Brief]]) -> Iterator[tuple[str, Brief]]:
    """Of every ten, one is a draft of later days and one has no day and no address."""
    for number in range(1, COPIES + 1):
        for name, brief in briefs:
            actors = tuple(replace(each, name=f"{each.name} {'I' * number}") for each in brief.actors[:2])
            copy = replace(brief, actors=(*actors, *brief.actors[2:]), topics=(*brief.topics, f"topic {number}"))
            if number % 10 == 0:
                copy = replace(copy, date=None, source=replace(brief.source, published=None, url=None))
            elif brief.date:
                draft = number % 10 == 5
                days = timedelta(number if draft else -number)
                copy = replace(copy, date=brief.date + days, status="draft" if draft else "published")
            yield f"{name}-{number}", copy


def page() -> str:
    found = shapes()
    parts = [
        f"""# What templates are given

{NOTE}
Read off the data of real pages. `[]` stands for each item of a list: `brief.actors[].name` is `actor.name` within
`{{% for actor in brief.actors %}}`. A name that is not listed is not there, and asking for it is an error.
[themes.md](../themes.md#what-a-template-is-given) says how templates, blocks and filters work.

Beside what is listed, every template has `language` (that of the interface), `theme` (the theme's settings) and `t`
(its words).

## Every page

"""
        + listed({name: found["about.html"][name] for name in ALWAYS}),
        "## A page of a long list\n\nWhat others of the same list lie before and behind it.\n\n"
        + listed({name: found["actor.html"][name] for name in OF_MANY}),
    ]
    for template, variables in found.items():
        own = {name: shape for name, shape in variables.items() if name not in (*ALWAYS, *OF_MANY)}
        text = listed(own) if own else "Nothing but what every page has.\n"
        if variables.keys() & {*OF_MANY}:
            text += "\nAnd `pager`, as a page of a long list.\n"
        parts.append(f"## {template}\n\n{text}")
    return "\n".join(parts)


def listed(variables: dict[str, Shape]) -> str:
    rows = [row for name, shape in variables.items() for row in shape.rows(name)]
    return table(("variable", "holds", "for example"), rows)
