"""A small site whose people change everything that can be changed, one thing at a time, as a seed has it.

The words are few, so that briefs share actors, topics and publishers, in several spellings and languages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import yaml
from PIL import Image

from briefgen.briefs.release import Hold

DATA = Path(__file__).parents[1] / "data"
BARE = DATA / "incremental" / "bare"
SCAFFOLD = Path(__file__).parents[2] / "briefgen" / "scaffold"

NAMES = ["ferry", "Ferry-2", "sub/harbour", "harbour-works", "الميناء", "2", "lamp", "a b c", "öl", "quay"]
TITLES = ["The lamp is lit", "Ferry <runs> again", "عاد الضوء", "Harbour works", "the harbour works"]
PEOPLE = ["Ada Renn", "ada renn", "Oskar Vane", "Mina de la Cour", "Renn"]
BODIES = ["Fishers' Union", "The Port Authority", "Port Authority", "هيئة الميناء"]
PLACES = ["Sandmoor", "Valmora"]
TYPES = {"person": PEOPLE, "organization": BODIES, "place": PLACES}
ROLES = ["mayor", "Mayor", "pilot", "head of the port", ""]
TOPICS = ["harbour", "Harbour", "law", "fish & ships", "الصيد", "2"]
PUBLISHERS = ["Northern Wire", "northern wire", "The Courier", None]
URLS = ["https://courier.example/a", "https://wire.example/b?x=1", "javascript:alert(1)", None]
DAYS = [date(2030, 12, 31), date(2031, 1, 1), date(2031, 1, 9), date(2031, 2, 3), date(2031, 3, 10), date(2031, 3, 11)]
WHENS = ["2031-01-01", "2031-01", "2030", "2031-03-09/2031-03-12", "2032-05", None]
WORDS = ["It rained.", "The *mayor* lit the lamp.", "Ships waited for two days, the union said.", "هطل المطر."]
LANGUAGES = ["en", "de", "ar", "de-AT"]
PICTURES = ["quay.jpg", "lamp.png", "people/crew.jpg"]
FIRST_DAY = date(2031, 3, 10)

Tree = dict[str, Any]


class Dumper(yaml.SafeDumper):
    """As people write YAML: without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(tree: Tree) -> str:
    return str(yaml.dump(tree, Dumper=Dumper, allow_unicode=True, sort_keys=False))


def some(rng: Random, choices: list[Any], most: int) -> list[Any]:
    return rng.sample(choices, rng.randint(0, min(most, len(choices))))


def evidence(rng: Random) -> list[Tree]:
    return [{"paragraph": rng.randint(0, 3), "quote": each} for each in some(rng, WORDS, 2)]


def an_actor(rng: Random) -> Tree:
    kind = rng.choice(list(TYPES))
    return {
        "name": rng.choice(TYPES[kind]),
        "type": kind,
        "role": rng.choice(ROLES),
        "aliases": some(rng, [*PEOPLE, "the mayor"], 2),
        "mentions": rng.randint(0, 3),
        "rule": rng.choice(["title", ""]),
        "evidence": evidence(rng),
        **({"party": rng.choice(["Green", "Blue"])} if rng.random() < 0.2 else {}),
    }


def a_photo(rng: Random) -> Tree:
    return {
        "caption": rng.choice(WORDS),
        "credit": rng.choice(["Iris Holm/Northern Wire", None]),
        "photographer": rng.choice(["Iris Holm", None]),
        "licence": rng.choice(["CC BY-SA 4.0", "https://licence.example/", None]),
        "taken": rng.choice(WHENS),
        "people": [{"name": each, "position": rng.choice(["left", None])} for each in some(rng, PEOPLE, 2)],
        "flags": some(rng, ["handout", "file"], 1),
        "file": rng.choice([*PICTURES, "missing.jpg", None]),
        "number": 1,
        "of": rng.randint(1, 2),
    }


FIELDS: dict[str, Callable[[Random], Any]] = {
    "title": lambda rng: rng.choice(TITLES),
    "date": lambda rng: rng.choice([*DAYS, None]),
    "status": lambda rng: rng.choice(["published", "published", "draft"]),
    "publish": lambda rng: rng.choice([None, None, None, *DAYS, date(2031, 3, 12), date(2031, 4, 1)]),
    "language": lambda rng: rng.choice(LANGUAGES),
    "notice": lambda rng: rng.choice(["", "Made by plain rules."]),
    "topics": lambda rng: some(rng, TOPICS, 3),
    "dateline": lambda rng: rng.choice([None, {"place": "SANDMOOR"}, {"place": "VALMORA", "agency": "NW"}]),
    "source": lambda rng: {
        "url": rng.choice(URLS),
        "publisher": rng.choice(PUBLISHERS),
        "authors": some(rng, PEOPLE, 2),
        "published": rng.choice([*DAYS, None]),
        "title": rng.choice(TITLES),
    },
    "actors": lambda rng: [an_actor(rng) for _ in range(rng.randint(0, 4))],
    "key_facts": lambda rng: [
        {"text": rng.choice(WORDS), "when": rng.choice(WHENS), "evidence": evidence(rng)}
        for _ in range(rng.randint(0, 4))
    ],
    "quotes": lambda rng: [
        {"speaker": rng.choice([*PEOPLE, *BODIES, "the mayor", None]), "text": rng.choice(WORDS)}
        for _ in range(rng.randint(0, 3))
    ],
    "photos": lambda rng: [a_photo(rng) for _ in range(rng.randint(0, 2))],
    "corrections": lambda rng: [
        {"date": rng.choice(DAYS), "text": rng.choice(WORDS)} for _ in range(rng.randint(0, 2))
    ],
    "desk": lambda rng: rng.choice([None, "city", {"floor": 2}]),
}
"""What a brief may say: each drawn by itself."""


def a_body(rng: Random) -> str:
    heads = ["", "## Background", "## What to watch"]
    return "\n\n".join(part for head in heads for part in (head, rng.choice(["", *WORDS])) if part) + "\n"


def a_brief(rng: Random) -> Tree:
    return {**{name: make(rng) for name, make in FIELDS.items()}, "body": a_body(rng)}


def an_entry(rng: Random) -> Tree:
    same_as: list[Any] = []
    for name in some(rng, [*PEOPLE, *BODIES], 2):
        claim: Tree = {"name": name}
        if rng.random() < 0.3:
            claim["type"] = rng.choice(list(TYPES))
        if rng.random() < 0.5:
            claim["briefs"] = rng.sample(["ferry", "ferry-2", "harbour", "lamp", "quay"], 2)
        same_as.append(claim)
    entry = {
        "name": rng.choice([None, None, "Ada M. Renn", "The Union"]),
        "type": rng.choice([None, None, "person", "organization"]),
        "aliases": some(rng, ["the mayor", "Renn", "Vane"], 2),
        "roles": [{"role": rng.choice(ROLES[:3]), "since": rng.choice(["2030", "2031-01"])}] * rng.randint(0, 1),
        "wikidata": rng.choice([None, "Q42", "Q43"]),
        "homepage": rng.choice([None, "https://renn.example/"]),
        "note": rng.choice(["", "Not the pilot."]),
        "same_as": same_as,
        "floor": rng.choice([None, 3]),
    }
    return {key: value for key, value in entry.items() if value not in (None, "", [])}


SETTINGS: dict[str, Callable[[Random], Any]] = {
    "site_name": lambda rng: rng.choice(["The Desk", "Night <desk>"]),
    "site_description": lambda rng: rng.choice(["", "Briefs of the coast"]),
    "site_url": lambda rng: rng.choice(["", "https://desk.example/", "https://desk.example/sub/"]),
    "language": lambda rng: rng.choice(LANGUAGES),
    "leave_out": lambda rng: some(rng, ["archive", "topics", "json", "topic_feeds", "credits", "network", "about"], 2),
    "theme": lambda rng: rng.choice(["bare", "bolder"]),
    "theme_settings": lambda rng: rng.choice([{}, {"measure": "30rem"}]),
    "extra": lambda rng: rng.choice([{}, {"motto": "Early"}, {"motto": "Late"}]),
    "social_cards": lambda rng: rng.choice(["none", "site", "briefs"]),
    "extra_css": lambda rng: rng.choice([[], ["own.css"]]),
    "search": lambda rng: rng.random() < 0.5,
}

LAYER = {
    "brief.html": ['{% extends "brief.html" %}{% block main %}{{ super() }}<hr>{% endblock %}', "{{ brief.title }}"],
    "topic.html": ['{% extends "topic.html" %}{% block main %}{{ super() }}<hr>{% endblock %}'],
    "note.html": ["<p>A note</p>", "<p>Another</p>"],
    "foot.html": ["<p>Good night</p>", '<p>{{ t("greeting") }}!</p>', '{% include "foot.html" %}<p>and more</p>'],
    "words.html": ["{% macro counted(n) %}{{ n }} of them{% endmacro %}"],
    "imprint-long.html": ["<p>Printed here</p>", "{{ nothing_of_the_kind }}", "{% if %}"],
    "feed.xml": ['<feed title="{{ feed.title }}">{{ items|length }}</feed>'],
}
"""Templates that a site of the theme "bolder" may have of its own, two of them broken."""


@cache
def picture(colour: str, kind: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (8, 6), colour).save(data, kind)
    return data.getvalue()


class Newsroom:
    """What is in the site's folder, and `today`. An edit changes one thing."""

    def __init__(self, root: Path, seed: int = 0, briefs: int = 5) -> None:
        self.root = root
        self.today = FIRST_DAY
        self.preview: tuple[Hold, ...] = ()
        self.settings: Tree = {"site_name": "The Desk", "theme": "bare", "search": False}
        self.entries: Tree = {}
        self.briefs: dict[str, Tree] = {}
        self.articles = 0
        for name in ("briefs", "articles", "media"):
            (root / "content" / name).mkdir(parents=True)
        shutil.copytree(BARE, root / "themes" / "bare")
        self.put("themes/bolder/theme.yml", "name: Bolder\nextends: bare\n")
        self.put("own.css", "p { margin: 0 }\n")
        self._set()
        rng = Random(seed)
        more = [f"brief-{number}" for number in range(len(NAMES), briefs)]
        for name in [*rng.sample(NAMES, min(briefs, len(NAMES))), *more]:
            self.briefs[name] = a_brief(rng)
            self._lay(name)
        for name in PICTURES[:2]:
            self.put(f"content/media/{name}", picture("navy", "JPEG" if name.endswith("jpg") else "PNG"))

    def put(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, kind: str, seed: int) -> None:
        EDITS[kind](self, Random(seed))

    def file(self, name: str) -> Path:
        return self.root / "content/briefs" / f"{name}.md"

    def _lay(self, name: str) -> None:
        front = {
            key: value for key, value in self.briefs[name].items() if key != "body" and value not in (None, [], "")
        }
        if isinstance(front.get("source"), dict):
            front["source"] = {key: value for key, value in front["source"].items() if value not in (None, [])}
        text = dump(_plain(front))
        self.put(f"content/briefs/{name}.md", f"---\n{text}---\n\n{self.briefs[name]['body']}")

    def _set(self) -> None:
        self.put("briefgen.yml", dump(self.settings))

    def _register(self) -> None:
        self.put("content/actors.yml", dump(self.entries))


def _plain(value: Any) -> Any:
    """Without what is not known, as a person would write it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each not in (None, "", [])}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value


def _some_brief(room: Newsroom, rng: Random) -> str | None:
    return rng.choice(sorted(room.briefs)) if room.briefs else None


def edit_field(room: Newsroom, rng: Random) -> None:
    if name := _some_brief(room, rng):
        field = rng.choice([*FIELDS, "body", "actor"])
        brief = room.briefs[name]
        if field == "actor":
            if brief["actors"]:
                part = rng.choice(["name", "role", "aliases", "mentions", "type", "evidence"])
                rng.choice(brief["actors"])[part] = an_actor(rng)[part]
        else:
            brief[field] = a_body(rng) if field == "body" else FIELDS[field](rng)
        room._lay(name)


def rewrite(room: Newsroom, rng: Random) -> None:
    """Words that stand on no other page."""
    if name := _some_brief(room, rng):
        brief = room.briefs[name]
        brief["body"] = a_body(rng)
        brief["notice"] = rng.choice(["", "Made by plain rules.", "Read twice."])
        room._lay(name)


def add_brief(room: Newsroom, rng: Random) -> None:
    name = rng.choice(NAMES)
    room.briefs[name] = a_brief(rng)
    room._lay(name)


def delete_brief(room: Newsroom, rng: Random) -> None:
    if name := _some_brief(room, rng):
        del room.briefs[name]
        room.file(name).unlink()


def rename_brief(room: Newsroom, rng: Random) -> None:
    name, other = _some_brief(room, rng), rng.choice(NAMES)
    if name and other not in room.briefs:
        room.briefs[other] = room.briefs.pop(name)
        room.file(other).parent.mkdir(exist_ok=True)
        room.file(name).rename(room.file(other))


def swap_briefs(room: Newsroom, rng: Random) -> None:
    if len(room.briefs) > 1:
        one, other = rng.sample(sorted(room.briefs), 2)
        room.briefs[one], room.briefs[other] = room.briefs[other], room.briefs[one]
        aside = room.root / "content/briefs/aside.tmp"
        room.file(one).rename(aside)
        room.file(other).rename(room.file(one))
        aside.rename(room.file(other))


def touch_brief(room: Newsroom, rng: Random) -> None:
    if name := _some_brief(room, rng):
        os.utime(room.file(name))


def break_brief(room: Newsroom, rng: Random) -> None:
    if name := _some_brief(room, rng):
        room.put(
            f"content/briefs/{name}.md", rng.choice(["---\ntitle: [\n---\n", "---\ndate: soon\n---\n", b"\xff\xfe"])
        )


def mend_brief(room: Newsroom, rng: Random) -> None:
    if name := _some_brief(room, rng):
        room._lay(name)


def restore_times(room: Newsroom, rng: Random) -> None:
    """Another text of the same size with the times of the old one, as tools that copy leave it."""
    if name := _some_brief(room, rng):
        file = room.file(name)
        found, brief = file.stat(), room.briefs[name]
        brief["body"] = (
            brief["body"].replace("rained", "hailed") if "rained" in brief["body"] else brief["body"].upper()
        )
        room._lay(name)
        os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def edit_register(room: Newsroom, rng: Random) -> None:
    name = rng.choice([*PEOPLE[:3], *BODIES])
    if name in room.entries and rng.random() < 0.4:
        del room.entries[name]
    else:
        room.entries[name] = an_entry(rng)
    room._register()


def edit_settings(room: Newsroom, rng: Random) -> None:
    name = rng.choice(list(SETTINGS))
    room.settings[name] = SETTINGS[name](rng)
    room._set()


def edit_template(room: Newsroom, rng: Random) -> None:
    room.settings["theme"] = "bolder"
    room._set()
    name = rng.choice(list(LAYER))
    file = room.root / "themes/bolder/templates" / name
    if file.exists() and rng.random() < 0.5:
        file.unlink()
    else:
        room.put(f"themes/bolder/templates/{name}", rng.choice(LAYER[name]))


def edit_words(room: Newsroom, rng: Random) -> None:
    theme, language = rng.choice(["bare", "bolder"]), rng.choice(["en", "de"])
    own = [f"greeting: {rng.choice(['Hello', 'Hail'])}", "imprint: Imprint", "{n_briefs: {other: '{n} pieces'}}"]
    old = (BARE / f"languages/{language}.yml").read_text("utf-8") if theme == "bare" else ""
    room.put(f"themes/{theme}/languages/{language}.yml", old if theme == "bare" else rng.choice(own) + "\n")
    if theme == "bare" and rng.random() < 0.7:
        room.put(f"themes/bare/languages/{language}.yml", old + rng.choice(["imprint: Impressum\n", "more: More\n"]))


def edit_static(room: Newsroom, rng: Random) -> None:
    path = rng.choice(["themes/bare/static/notes.txt", "themes/bare/static/Notes.txt", "themes/bare/static/a/b.txt"])
    if (room.root / path).exists() and rng.random() < 0.5:
        (room.root / path).unlink()
    else:
        room.put(path, rng.choice(["one", "two", "three"]))


def edit_style(room: Newsroom, rng: Random) -> None:
    room.put(
        rng.choice(["own.css", "themes/bare/static/bare.css"]), rng.choice(["p { margin: 0 }", "p { margin: 1em }"])
    )


def edit_media(room: Newsroom, rng: Random) -> None:
    name = rng.choice(PICTURES)
    file = room.root / "content/media" / name
    if file.exists() and rng.random() < 0.4:
        file.unlink()
    else:
        kind = "PNG" if name.endswith("png") else "JPEG"
        room.put(f"content/media/{name}", rng.choice([picture("navy", kind), picture("red", kind), b"no picture"]))


def edit_article(room: Newsroom, rng: Random) -> None:
    source = rng.choice([SCAFFOLD / "article.txt", DATA / "cli" / "bridge.txt"])
    text = source.read_text("utf-8").replace("two years", rng.choice(["two years", "three years"]))
    room.put(f"content/articles/{source.name}", text.replace("toll", rng.choice(["toll", "charge"])))


def delete_article(room: Newsroom, rng: Random) -> None:
    for file in sorted((room.root / "content/articles").iterdir())[:1]:
        file.unlink()


def let_days_pass(room: Newsroom, rng: Random) -> None:
    room.today = max(FIRST_DAY, room.today + timedelta(days=rng.choice([-20, -1, 1, 1, 2, 25])))


def preview(room: Newsroom, rng: Random) -> None:
    room.preview = rng.choice([(), ("draft",), ("future",), ("draft", "future")])


def edit_nothing(room: Newsroom, rng: Random) -> None:
    pass


EDITS: dict[str, Callable[[Newsroom, Random], None]] = {
    each.__name__: each
    for each in (
        edit_nothing,
        edit_field,
        rewrite,
        add_brief,
        delete_brief,
        rename_brief,
        swap_briefs,
        touch_brief,
        break_brief,
        mend_brief,
        restore_times,
        edit_register,
        edit_settings,
        edit_template,
        edit_words,
        edit_static,
        edit_style,
        edit_media,
        edit_article,
        delete_article,
        let_days_pass,
        preview,
    )
}
OFTEN = (
    ["edit_field"] * 12
    + ["rewrite"] * 6
    + ["edit_register"] * 4
    + ["edit_settings"] * 4
    + ["edit_template"] * 2
    + [*EDITS]
)
"""What people do, and how often."""
