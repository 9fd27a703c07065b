"""The data that the extraction rules read: one folder of word lists for each language.

A list is a plain file, one entry a line, so that a newcomer can add a word without reading code; `NOTICE.md` says
where each list comes from. The lists are read once a process and then shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from anyascii import anyascii

FOLDER = Path(__file__).parent
# The words in small letters that English names hold.
SMALL = frozenset("of and the for on to in &".split())
CODE = re.compile("[a-z]{2,3}")


class Territory(msgspec.Struct, frozen=True, dict=True):
    """A country or nation: its printed names, its adjectives and people, and what stands for its government."""

    name: str
    forms: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


class Lexicon(msgspec.Struct, frozen=True, dict=True, eq=False):
    """What the rules know about a language before they read an article. Keys are lower case unless said otherwise.

    Two are the same only if they are one, so that what follows from a printed form can be remembered under it.
    """

    territories: tuple[Territory, ...]
    territory_of: dict[str, Territory]
    """Printed name of a country (case kept) -> the country."""
    adjective_of: dict[str, Territory]
    """Adjective or people (case kept) -> the country."""
    seat_of: dict[str, Territory]
    """Capital or metonym (case kept) -> the country whose government it stands for."""
    regions: dict[str, str]
    """Printed region (case kept) -> its kind: state, province, sea, …"""
    cities: frozenset[str]
    """City names, case kept."""
    titles: dict[str, str]
    """Title before a name -> its kind: head, minister, military, …; one in capitals ("MP", "SAN") keeps them."""
    role_nouns: frozenset[str]
    organization_heads: frozenset[str]
    leading_heads: frozenset[str]
    """Words that head the name of an organisation and open it: "banco", "suruhanjaya"."""
    legal_suffixes: frozenset[str]
    organizations: dict[str, str]
    """Printed form of a well-known organisation (case kept) -> its fullest form."""
    thing_heads: dict[str, str]
    """Last word of what is no actor -> event, law, venue, feature or thing."""
    not_names: frozenset[str]
    given_names: frozenset[str]
    ambiguous_given_names: frozenset[str]
    common_words: frozenset[str]
    speech_verbs: frozenset[str]
    action_verbs: frozenset[str]
    unnamed_speakers: frozenset[str]
    country_words: frozenset[str]
    """Names, adjectives and peoples of countries that are one word, in lower case."""
    joined_names: dict[str, tuple[tuple[str, ...], ...]] = {}
    """First word (case kept) -> the words of known names that begin with it and hold a small word, long ones first."""
    title_widths: dict[str, int] = {}
    """First word of a title of several -> the most words that such a title has."""
    longest_title: int = 1
    """The most words that a title has."""


def lines(text: str) -> list[str]:
    """The entries of a list: its lines without comments and blank ones."""
    return [line for line in text.splitlines() if line and line[0] != "#"]


def columns(path: Path, *names: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table, each as its cells of the columns that are named; a table that there is not has none.

    Cells at the end of a row may be left out.
    """
    if not path.exists():
        return
    header, *entries = (line.split("\t") for line in lines(path.read_text(encoding="utf-8")))
    places = [header.index(name) for name in names]
    for cells in entries:
        cells += [""] * (len(header) - len(cells))
        yield tuple([cells[place] for place in places])


def forms(cell: str) -> tuple[str, ...]:
    """The forms that one cell holds, which `|` keeps apart."""
    return tuple([form.strip() for form in cell.split("|") if form.strip()]) if cell else ()


def words(path: Path) -> frozenset[str]:
    """A list as a lower-case set; a list that the language does not have is empty."""
    return frozenset(map(str.strip, lines(path.read_text(encoding="utf-8").lower()))) if path.exists() else frozenset()


def with_plain_letters(names: frozenset[str]) -> frozenset[str]:
    """The names and their forms without accents, as many desks print them."""
    accented = "\n".join([name for name in names if not name.isascii()])
    plain = {ord(letter): anyascii(letter) for letter in set(accented) if not letter.isascii()}
    return names.union(accented.translate(plain).lower().split("\n"))


def territories(path: Path) -> tuple[Territory, ...]:
    return tuple(
        Territory(name, (name, *forms(others)), *map(forms, more))
        for name, others, *more in columns(path, "territory", "forms", "adjectives", "peoples", "capitals", "metonyms")
    )


def joined_names(names: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names with a small word between others, by their first word: "Trinidad and Tobago"."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        parts = tuple(name.split(" "))
        if not SMALL.isdisjoint(parts[1:-1]):
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def widths(titles: Iterable[str]) -> dict[str, int]:
    """How many words the titles of several have at most, by their first."""
    found: dict[str, int] = {}
    for first, *others in [title.split(" ") for title in titles if " " in title]:
        found[first] = max(found.get(first, 0), 1 + len(others))
    return found


@lru_cache(maxsize=4)
def load(language: str) -> Lexicon | None:
    """The lexicon of a language ("en"), or None where there is no folder for it."""
    folder = FOLDER / language
    if not CODE.fullmatch(language) or not folder.is_dir():
        return None
    countries = territories(folder / "demonyms.tsv")
    regions: dict[str, str] = {}
    for name, kind, abbreviations in columns(folder / "regions.tsv", "name", "kind", "abbreviations"):
        for form in (name, *forms(abbreviations)):
            regions.setdefault(form, kind)
    titles = {
        title if title.isupper() else title.lower(): kind
        for title, kind in columns(folder / "titles.tsv", "title", "kind")
    }
    organizations: dict[str, str] = {}
    for name, others in columns(folder / "organizations.tsv", "name", "forms"):
        for form in (name, *forms(others)):
            organizations.setdefault(form, name)
    territory_of = {form: t for t in countries for form in t.forms}
    return Lexicon(
        territories=countries,
        territory_of=territory_of,
        joined_names=joined_names([*territory_of, *organizations]),
        adjective_of={form: t for t in countries for form in (*t.adjectives, *t.peoples)},
        seat_of={form: t for t in countries for form in (*t.capitals, *t.metonyms)},
        regions=regions,
        cities=frozenset([name for (name,) in columns(folder / "cities.tsv", "name")]),
        titles=titles,
        role_nouns=words(folder / "role_nouns.txt"),
        organization_heads=words(folder / "organization_heads.txt"),
        leading_heads=words(folder / "leading_heads.txt"),
        legal_suffixes=words(folder / "legal_suffixes.txt"),
        organizations=organizations,
        thing_heads={word.lower(): kind for word, kind in columns(folder / "thing_heads.tsv", "word", "kind")},
        not_names=words(folder / "not_names.txt"),
        given_names=with_plain_letters(words(folder / "given_names.txt") | words(folder / "given_names_more.txt")),
        ambiguous_given_names=words(folder / "ambiguous_given_names.txt"),
        common_words=words(folder / "common_words.txt"),
        speech_verbs=words(folder / "speech_verbs.txt"),
        action_verbs=words(folder / "action_verbs.txt"),
        unnamed_speakers=words(folder / "unnamed_speakers.txt"),
        country_words=frozenset(form.lower() for t in countries for form in (*t.forms, *t.adjectives, *t.peoples)),
        title_widths=widths(titles),
        longest_title=max((len(title.split()) for title in titles), default=1),
    )
