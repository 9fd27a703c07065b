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

    def scene(self, filed: Filed, places: Iterable[Place]) -> Scene:
        """The scene of a brief near to which others are known to be."""
        return self._scene(filed, self._keys(filed), self._topics(filed.card.topics), places)

    def scene_among(self, filed: Filed, near: Iterable[Near]) -> Scene:
        """The scene of a brief near to which others were just found."""
        keys, topics = self._keys(filed), self._topics(filed.card.topics)
        behind = len(keys)
        places = [
            (each.slug, (*map(keys.index, each.actors), *[behind + topics.index(key) for key in each.topics]))
            for each in near
        ]
        return self._scene(filed, keys, topics, places)

    def _scene(self, filed: Filed, keys: Iterable[ActorKey], topics: Iterable[str], places: Iterable[Place]) -> Scene:
        known, headlines, links = self._known, self._headlines, self._links
        publisher = self.publishers.get(fold(filed.card.publisher))
        return Scene(
            tuple([known[key] for key in keys]),
            self._speakers(filed),
            tuple([links[key] for key in topics]),
            publisher.slug if publisher else None,
            tuple([Neighbour(headlines[slug], shared) for slug, shared in places]),
        )

    def _keys(self, filed: Filed) -> Sequence[ActorKey]:
        """Whose dossiers the actors of a brief have, by their places."""
        keys = self.library.casts[filed.slug]
        if len(keys) == len(filed.card.cast):  # else some are one
            return keys
        return [self.library.key(filed, actor) for actor in filed.card.cast]

    def _topics(self, words: Iterable[str]) -> Sequence[str]:
        """The keys of topics, each once."""
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
