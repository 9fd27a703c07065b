"""Feeds against what RFC 4287 and JSON Feed 1.1 demand: a grammar and a schema, and what neither can say.

The grammars are in tests/data/site. That they find what is wrong is tested on feeds that are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from msgspec.structs import replace

from briefgen.briefs.folder import load
from briefgen.fields import Findings
from briefgen.model import Brief
from briefgen.register import read_register
from briefgen.site.publishing import build
from briefgen.site.settings import SiteSettings

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "site"
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(DATA / "atom.rng"))
SCHEMA = Draft202012Validator(json.loads((DATA / "jsonfeed.json").read_text("utf-8")))

Briefs = list[tuple[str, Brief]]


def atom_faults(text: str) -> list[str]:
    """What is wrong with an Atom feed."""
    tree = etree.fromstring(text.encode())
    if not GRAMMAR.validate(tree):
        return [str(GRAMMAR.error_log.last_error)]
    faults = []
    entries = tree.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        faults.append("4.1.1: two entries of one id")
    for each in (tree, *entries):
        links = [link.get("rel", "alternate") for link in each.findall(f"{ATOM}link")]
        if links.count("alternate") != 1:
            faults.append("4.1.2: not one alternate link, where there is no content")
    if tree.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        faults.append("4.1.1: nobody is the author")
    newest = tree.findtext(f"{ATOM}updated") or ""
    if any((entry.findtext(f"{ATOM}updated") or "") > newest for entry in entries):
        faults.append("4.2.15: older than an entry")
    if any((entry.findtext(f"{ATOM}published") or "") > (entry.findtext(f"{ATOM}updated") or "") for entry in entries):
        faults.append("4.2.9: published after it was updated")
    return faults


def json_faults(text: str) -> list[str]:
    """What is wrong with a JSON Feed."""
    feed = json.loads(text)
    faults = [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(feed)]
    ids = [item.get("id") for item in feed.get("items", ())]
    return [*faults, *(["two items of one id"] if len(ids) != len(set(ids)) else [])]


def sample(settings: SiteSettings, briefs: Briefs, folder: Path) -> Path:
    build(settings, briefs, out=folder / "site", cache=folder / "cache", media=DATA / "media")
    return folder / "site"


def german(settings: SiteSettings, briefs: Briefs, folder: Path) -> Path:
    return sample(replace(settings, language="de"), briefs, folder)


def example(settings: SiteSettings, briefs: Briefs, folder: Path) -> Path:
    """The example site, with its register and its pictures."""
    content = ROOT / "content"
    found = list(load(content / "briefs", Path("content/briefs")).briefs)
    register = read_register((content / "actors.yml").read_text("utf-8"), Findings("actors.yml"))
    media = content / "media"
    build(settings, found, out=folder / "site", cache=folder / "cache", media=media, register=register)
    return folder / "site"


@pytest.mark.parametrize("site", [sample, german, example])
def test_every_feed_of_a_site_keeps_the_rules(
    settings: SiteSettings, briefs: Briefs, tmp_path: Path, site: Callable[[SiteSettings, Briefs, Path], Path]
) -> None:
    folder = site(settings, briefs, tmp_path)
    found = {
        str(file.relative_to(folder)): faults(file.read_text("utf-8"))
        for name, faults in (("feed.xml", atom_faults), ("feed.json", json_faults))
        for file in folder.rglob(name)
    }
    assert len(found) > 50 and {path: faults for path, faults in found.items() if faults} == {}


def test_a_feed_of_nothing_keeps_the_rules(settings: SiteSettings, tmp_path: Path) -> None:
    folder = sample(settings, [], tmp_path)
    assert atom_faults((folder / "feed.xml").read_text("utf-8")) == []
    assert json_faults((folder / "feed.json").read_text("utf-8")) == []


ENTRY = re.compile("<entry.*?</entry>\n", re.DOTALL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>[^<]*</title>", ""),
        ("<title>[^<]*</title>", "<title> </title>"),
        ("<id>[^<]*</id>", ""),
        ("<id>[^<]*</id>", "<id>briefs/x/</id>"),
        ("<updated>[^<]*</updated>", ""),
        ("<updated>[^<]*</updated>", "<updated>2031-03-04</updated>"),
        ("<updated>[^<]*</updated>", "<updated>2031-02-30T00:00:00Z</updated>"),
        (r"\A(.*?)<updated>[^<]*</updated>", r"\1<updated>1999-01-01T00:00:00Z</updated>"),
        ("<author>.*?</author>", ""),
        ("<author>.*?</author>", "<author>Orr</author>"),
        ('<link rel="alternate"[^>]*>', ""),
        ('(<entry>(?:(?!</entry>).)*?)<link [^>]*>', r"\1"),
        ('href="https://desk.example/orr/briefs/', 'href="../briefs/'),
        ("<summary>[^<]*</summary>", "<summary><b>Bold</b></summary>"),
        ("<category term=", "<category name="),
        ("</entry>", "<id>https://desk.example/2</id></entry>"),
        ("</feed>", "<rights>ours</rights></feed>"),
        (' type="image/', ' type="video/'),
    ],
)  # fmt: skip
def test_the_rules_find_what_is_wrong_with_atom(built: Path, old: str, new: str) -> None:
    text = (built / "feed.xml").read_text("utf-8")
    wrong = re.sub(old, new, text, flags=re.DOTALL)
    assert wrong != text and atom_faults(wrong)


def test_the_rules_find_two_entries_of_one_id(built: Path) -> None:
    text = (built / "feed.xml").read_text("utf-8")
    entry = ENTRY.search(text)
    assert entry and atom_faults(text.replace(entry[0], entry[0] * 2)) == ["4.1.1: two entries of one id"]
    feed = json.loads((built / "feed.json").read_text("utf-8"))
    assert json_faults(json.dumps({**feed, "items": feed["items"][:1] * 2})) == ["two items of one id"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda feed: feed.pop("version"),
        lambda feed: feed.update(version="https://jsonfeed.org/version/1"),
        lambda feed: feed.pop("title"),
        lambda feed: feed.update(feed_url="feed.json"),
        lambda feed: feed.update(author={"name": "Orr"}),
        lambda feed: feed["items"][0].pop("id"),
        lambda feed: feed["items"][0].update(id=7),
        lambda feed: feed["items"][0].pop("content_text"),
        lambda feed: feed["items"][0].update(url="../x/"),
        lambda feed: feed["items"][0].update(date_published="2031-03-04"),
        lambda feed: feed["items"][0].update(authors=[{}]),
        lambda feed: feed["items"][0].update(tags=[]),
        lambda feed: feed["items"][0].update(image="media/x.jpg"),
        lambda feed: feed["items"][0].update(credit="Ada Renn"),
    ],
)
def test_the_rules_find_what_is_wrong_with_a_json_feed(built: Path, spoil: Callable[[Any], object]) -> None:
    feed = json.loads((built / "feed.json").read_text("utf-8"))
    spoil(feed)
    assert json_faults(json.dumps(feed))
