"""Addresses that a dossier had before the register gave its actor to another: each leads on to where they are now.

They follow from briefs and register alone, so nothing has to be remembered and a line that is taken out of the register
undoes them: a name that an entry joins had, without it, an address of its own. A name that no brief has any more is
known from its entry, which so keeps the address of an actor who was renamed.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from briefgen.register import ActorKey, fold
from briefgen.site.dossier import Dossier
from briefgen.site.library import LATER, Library
from briefgen.site.page import Page, address, framed, made_of
from briefgen.site.settings import SiteSettings
from briefgen.slug import slugify, unique


def moved(library: Library) -> dict[str, Dossier]:
    """Slug of a dossier that is no more -> the dossier that has most of its briefs. None is that of another dossier."""
    claims = library.register.claims if library.register.entries else {}
    if not claims:
        return {}
    first: dict[ActorKey, tuple[str, str]] = {}
    now: dict[ActorKey, Counter[ActorKey]] = defaultdict(Counter)
    for filed in library.briefs:
        for actor in filed.card.cast:
            if actor.key in claims:
                before = actor.key, actor.type
                first[before] = min(first.get(before, (LATER, "~")), (filed.card.day or LATER, filed.slug))
                now[before][library.key(filed, actor)] += 1
    taken: set[str] = set()
    found: dict[str, Dossier] = {}
    for before in sorted(first, key=lambda key: (first[key], key)):
        slug = unique(slugify(before[0]), taken)
        taken.add(slug)
        found[slug] = library.dossiers[max(now[before], key=lambda key: (now[before][key], key))]
    for slug, dossier in _spoken_for(library).items():
        found.setdefault(slug, dossier)
    standing = {each.slug for each in library.dossiers.values()}
    return {slug: found[slug] for slug in sorted(found) if slug not in standing}


def _spoken_for(library: Library) -> dict[str, Dossier]:
    """Slugs of all names that one entry alone speaks for, whether or not a brief has them."""
    entries: dict[str, set[str]] = defaultdict(set)
    for entry in library.register.entries:
        for name in (entry.key, *(each.name for each in entry.same_as)):
            entries[slugify(fold(name))].add(fold(entry.key))
    named: dict[str, Dossier] = {}
    for dossier in library.dossiers.values():
        named.setdefault(dossier.key[0], dossier)
    return {slug: named[key] for slug, keys in entries.items() if len(keys) == 1 and (key := next(iter(keys))) in named}


def moved_page(settings: SiteSettings, slug: str, dossier: Dossier) -> Page:
    """A page that leads to a dossier's, which is its canonical address."""
    path, now = f"actors/{slug}/index.html", f"actors/{dossier.slug}/index.html"
    data = framed(settings, path, dossier.name)
    data["page"]["address"] = address(settings, now)
    return made_of(path, "moved.html", {**data, "href": f"../{dossier.slug}/index.html"})
