"""The page of an actor: what each brief says of them, as of its date, and beside it what the register says."""

from __future__ import annotations

from itertools import groupby

from briefgen.site.briefpage import evidence
from briefgen.site.library import Appearance, Dossier, Library
from briefgen.site.linkeddata import WIKIDATA, dossier_data
from briefgen.site.links import host, web_link
from briefgen.site.page import Data, Page, headline, iso_day, named, page
from briefgen.site.settings import SiteSettings

COMPANIONS = 12
"""Others whom a dossier lists at most, those first who share most briefs."""


def dossier_page(settings: SiteSettings, library: Library, dossier: Dossier) -> Page:
    path = f"actors/{dossier.slug}/index.html"
    return page(
        settings,
        path,
        "actor.html",
        title=dossier.name,
        actor={
            **named(dossier),
            "aliases": list(dossier.aliases),
            "briefs": dossier.briefs,
            "mentions": dossier.mentions,
            "first": iso_day(dossier.appearances[-1].filed),
            "last": iso_day(dossier.appearances[0].filed),
            "roles": _roles(dossier),
            "desk": _desk(dossier),
            "appearances": [_appearance(each) for each in dossier.appearances],
            "quotes": [
                {
                    "text": said.quote.text,
                    "brief": headline(said.filed),
                    "evidence": evidence(said.quote.evidence, said.filed.brief.source.url),
                }
                for said in dossier.statements
            ],
            "companions": [
                {**named(library.dossiers[each.key]), "together": each.together}
                for each in dossier.companions[:COMPANIONS]
            ],
        },
        linked_data=dossier_data(settings, dossier, path),
    )


def latest_role(dossier: Dossier) -> Data | None:
    """The newest role that a brief states, with the day as of which it does."""
    roles = _roles(dossier)
    return roles[0] if roles else None


def _desk(dossier: Dossier) -> Data | None:
    """What the register says, which is the desk's word and no brief's. Roles as it has them, the newest first."""
    entry = dossier.entry
    if entry is None:
        return None
    links = [("Wikidata", f"{WIKIDATA}{entry.wikidata}")] if entry.wikidata else []
    if homepage := web_link(entry.homepage):
        links.insert(0, (host(homepage), homepage))
    roles = sorted(entry.roles, key=lambda role: (role.until or "9999", role.since or ""), reverse=True)
    return {
        "note": entry.note,
        "roles": [{"role": each.role, "since": each.since, "until": each.until} for each in roles],
        "links": [{"name": name, "url": url} for name, url in links],
        "extra": dict(entry.extra),
    }


def _appearance(appearance: Appearance) -> Data:
    actor, filed = appearance.actor, appearance.filed
    return {
        "brief": headline(filed),
        "role": actor.role,
        "mentions": actor.mentions,
        "evidence": evidence(actor.evidence, filed.brief.source.url),
    }


def _roles(dossier: Dossier) -> list[Data]:
    """Newest first; briefs in a row that state the same role are one entry, from `first` to `last`."""
    stated = [each for each in dossier.appearances if each.actor.role]
    roles = []
    for _, same in groupby(stated, key=lambda each: each.actor.role.casefold()):
        newest, *older = same
        roles.append(
            {
                "role": newest.actor.role,
                "language": newest.filed.brief.language,
                "first": iso_day((older[-1] if older else newest).filed),
                "last": iso_day(newest.filed),
                "brief": headline(newest.filed),
            }
        )
    return roles
