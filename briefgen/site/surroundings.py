"""Where a brief stands among all others: what the scenes of all briefs are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from briefgen.register import ActorKey
from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.library import Library, speaker_of
from briefgen.site.ondemand import Asked
from briefgen.site.pictures import Picture, Shot
from briefgen.site.related import Near
from briefgen.site.scene import Headline, Known, Link, Neighbour, Place, Scene, known_as
from briefgen.site.shelves import Shelves, fold

Own = tuple[Sequence[ActorKey], Sequence[str]]
"""Whose dossiers the actors of a brief have, by their places, and the keys of its topics, each once."""


def places(own: Own, near: Iterable[Near]) -> list[Place]:
    """The briefs near to one that has these, by the numbers of what both have."""
    keys, topics = own
    behind = len(keys)
    return [
        (each.slug, (*map(keys.index, each.actors), *[behind + topics.index(key) for key in each.topics]))
        for each in near
    ]


class Surroundings:
    """All that scenes are made of, and the `pictures` that can be shown."""

    def __init__(
        self, library: Library, digests: Digests, topics: Shelves, publishers: Shelves, pictures: Mapping[Shot, Picture]
    ) -> None:
        self.library = library
        self.digests = digests
        self.topics = topics
        self.publishers = publishers
        self.pictures = pictures
        self._known: Mapping[ActorKey, Known] = Asked(lambda key: known_as(library.dossiers[key]))
        self._headlines: Mapping[str, Headline] = Asked(self._headline)
        self._links: Mapping[str, Link] = Asked(lambda key: Link(topics[key].name, topics[key].slug))

    @cached_property
    def briefs(self) -> Mapping[str, Filed]:
        """By slug."""
        return {each.slug: each for each in self.library.briefs}

    def own(self, filed: Filed) -> Own:
        return self._keys(filed), self._topics(filed.card.topics)

    def scene(self, filed: Filed, own: Own, near: Iterable[Place]) -> Scene:
        keys, topics = own
        known, headlines, links = self._known, self._headlines, self._links
        publisher = self.publishers.get(fold(filed.card.publisher))
        return Scene(
            tuple([known[key] for key in keys]),
            self._speakers(filed),
            tuple([links[key] for key in topics]),
            publisher.slug if publisher else None,
            tuple([Neighbour(headlines[slug], shared) for slug, shared in near]),
        )

    def _keys(self, filed: Filed) -> Sequence[ActorKey]:
        keys = self.library.casts[filed.slug]
        if len(keys) == len(filed.card.cast):  # else some are one
            return keys
        return [self.library.key(filed, actor) for actor in filed.card.cast]

    def _topics(self, words: Iterable[str]) -> Sequence[str]:
        return [key for key in dict.fromkeys(map(fold, words)) if key in self.topics]

    def _speakers(self, filed: Filed) -> tuple[int, ...] | None:
        register = self.library.register
        if not register.entries:
            return None
        said = (speaker_of(number, filed, register) for number in range(len(filed.card.quotes)))
        return tuple([-1 if number is None else number for number in said])

    def _headline(self, slug: str) -> Headline:
        filed = self.briefs[slug]
        return Headline(filed.card.title, slug, filed.card.day or None, filed.card.language, filed.hold)
