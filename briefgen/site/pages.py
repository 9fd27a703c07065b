"""The list of pages: what a site consists of, in one place. To add a page is to add a line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.site import feeds
from briefgen.site.actorpages import actors_pages
from briefgen.site.archivepages import archive_pages
from briefgen.site.briefpage import brief_page, twin
from briefgen.site.chronicle import Chronicle
from briefgen.site.digests import Digests
from briefgen.site.dossier import Dossier, Filed
from briefgen.site.dossierpage import dossier_pages
from briefgen.site.feeds import Feed
from briefgen.site.front import front_page
from briefgen.site.homepage import front
from briefgen.site.library import Library
from briefgen.site.linkeddata import changed
from briefgen.site.machinepages import last_changes, opensearch, robots, sitemaps
from briefgen.site.memory import Memory, Placed
from briefgen.site.moved import moved, moved_page
from briefgen.site.networkpage import network_page
from briefgen.site.page import Page, base_path, iso_day, made_of, page
from briefgen.site.pictures import Picture, Shot
from briefgen.site.registerpages import corrections, corrections_pages, credits_pages
from briefgen.site.related import Ties
from briefgen.site.scene import Scene
from briefgen.site.settings import SiteSettings
from briefgen.site.shelfpages import sources_pages, topics_pages
from briefgen.site.shelves import Shelves, by_publisher, by_topic
from briefgen.site.surroundings import Surroundings, places
from briefgen.site.timelinepages import timeline_pages
from briefgen.site.touched import Touched
from briefgen.site.write import Amiss


def all_pages(
    settings: SiteSettings,
    library: Library,
    pictures: Mapping[Shot, Picture],
    memory: Memory | None = None,
    touched: Touched | None = None,
) -> Iterator[Page]:
    """Every page of a site, in a fixed order; of briefs, actors, topics, sources and months only those that are
    `touched`, if that is known.

    `pictures` are the photos that can be shown. `memory` has what an earlier call worked out, and keeps it for a later
    one.
    """
    topics = by_topic(library)
    memory = memory or Memory()
    memory.begin(anew=touched is None)
    paths = []
    for each in _pages(settings, library, topics, pictures, memory, touched):
        paths.append(each.path)
        yield each
    old = moved(library)
    for slug, dossier in old.items():
        yield moved_page(settings, slug, dossier)
    yield robots(settings)
    if settings.site_url:
        for feed in _feeds(settings, library, topics, pictures, old, touched):
            memory.feed(feed)
            yield from feeds.feed_pages(settings, feed)
        if settings.search:
            yield opensearch(settings)
        if touched:
            return
        newest = max((day for each in library.briefs if (day := changed(each))), default=None)
        yield from sitemaps(settings, last_changes(paths, _days(library, topics), newest))


def _pages(
    settings: SiteSettings,
    library: Library,
    topics: Shelves,
    pictures: Mapping[Shot, Picture],
    memory: Memory,
    touched: Touched | None,
) -> Iterator[Page]:
    publishers = by_publisher(library)
    digests = Digests(library)
    memory.front(told := front(library, topics, pictures))
    yield front_page(settings, told)
    if settings.has("archive"):
        yield from archive_pages(settings, library, digests, touched)
    around = memory.around = Surroundings(library, digests, topics, publishers, pictures)
    ties = None if touched else Ties(library, topics)
    for filed in library.briefs:
        if touched and filed.slug not in touched.shows:
            continue
        yield brief_page(settings, _scene(filed, around, memory, ties), filed, pictures)
        if settings.has("json") or filed.hold:  # by its twin a deployment knows a draft
            yield twin(filed)
    yield from actors_pages(settings, library)
    for dossier in _dossiers(library, touched):
        yield from dossier_pages(settings, library, digests, dossier)
    if settings.has("topics"):
        yield from topics_pages(settings, library, digests, topics, touched)
    if settings.has("timeline"):
        newest = library.briefs[0].card.day if library.briefs else ""
        yield from timeline_pages(settings, Chronicle(library), digests, newest)
    if settings.has("network"):
        yield network_page(settings, library)
    if settings.has("sources"):
        yield from sources_pages(settings, digests, publishers, touched)
    if settings.has("credits"):
        yield from credits_pages(settings, library, digests, pictures)
    if settings.has("corrections"):
        yield from corrections_pages(settings, library)
    if settings.search:
        from briefgen.site.search.page import search_page  # brings what is indexed

        yield search_page(settings, library, topics, publishers)
    if settings.has("about"):
        yield page(settings, "about/index.html", "about.html", title="")
    yield not_found_page(settings)


def _scene(filed: Filed, around: Surroundings, memory: Memory, ties: Ties | None) -> Scene:
    """The scene of a brief. What is near is found by its `ties`; without them it stands.

    Raises Amiss where that is not known.
    """
    before, own = memory.placed(filed.slug), around.own(filed)
    if ties is None:
        if before is None:
            raise Amiss
        key, near = before.key, before.scene.places
    else:
        key = ties.key(*own)
        if before and before.key == key:
            near = before.scene.places
        else:
            near = places(own, ties.related(filed.slug, filed.card.topics))
    scene = around.scene(filed, own, near)
    memory.place(filed.slug, Placed(key, scene))
    return scene


def _dossiers(library: Library, touched: Touched | None) -> Iterable[Dossier]:
    return (library.dossiers[key] for key in sorted(touched.actors)) if touched else library.dossiers.values()


def _feeds(
    settings: SiteSettings,
    library: Library,
    topics: Shelves,
    pictures: Mapping[Shot, Picture],
    old: Mapping[str, Dossier],
    touched: Touched | None,
) -> Iterator[Feed]:
    items = feeds.brief_items(settings, pictures)
    name = settings.site_name
    yield Feed("", "", name, feeds.newest(items, library.briefs))
    for topic in topics.values() if settings.has("topic_feeds") else ():
        seen = feeds.newest(items, topic.briefs, feeds.OF_TOPIC)
        folder = f"topics/{topic.slug}/"
        yield Feed(folder, folder, f"{topic.name} – {name}", seen)
    actors = {**{each.slug: each for each in _dossiers(library, touched)}, **old}
    for slug, dossier in actors.items() if settings.has("actor_feeds") else ():
        seen = feeds.newest(items, dossier.filed, feeds.OF_ACTOR)
        yield Feed(f"actors/{slug}/", f"actors/{dossier.slug}/", f"{dossier.name} – {name}", seen)
    if settings.has("corrections"):
        found = feeds.correction_items(settings, corrections(library))
        yield Feed("corrections/", "corrections/", name, found, word="corrections")


def _days(library: Library, topics: Shelves) -> dict[str, str | None]:
    """Path -> day of the last change, of the pages that change with some briefs alone."""
    days = {f"briefs/{each.slug}/index.html": changed(each) for each in library.briefs}
    days |= {f"actors/{each.slug}/index.html": iso_day(each.filed[0]) for each in library.dossiers.values()}
    days |= {f"topics/{each.slug}/index.html": iso_day(each.briefs[0]) for each in topics.values()}
    return days


def not_found_page(settings: SiteSettings) -> Page:
    """The one page with links from the server's root: it is shown at whatever address was asked for."""
    found = page(settings, "404.html", "404.html", title="")
    return made_of(found.path, found.template, {**found.data, "root": base_path(settings)})
