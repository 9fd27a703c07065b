"""Which of the named are key actors, and in which order.

What the story is about is named in its headline and its first paragraphs, is named often, and acts or speaks. A place
is an actor only where it acts; a body or person named once in passing is left to the index of names.
"""

from __future__ import annotations

import math

from briefgen.extraction.metonyms import LOCATIVE
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE
from briefgen.extraction.state import Entity, Mention, State
from briefgen.model import Actor, Evidence, Name

MOST_ACTORS = 16
LEAST_SCORE = {PERSON: 0.9, ORGANIZATION: 1.2, PLACE: 1.8}
LEAD_PARAGRAPHS = 2
LEAST_WEAK = 1.75
MOST_ALIASES = 6
WITHIN = frozenset("in inside outside near".split())
POSTS = frozenset("post posts channel account page message messages feed".split())
REPORTERS = frozenset(
    "reporter reporters journalist journalists correspondent photographer photographers cameraman".split()
)


def located(state: State, mention: Mention) -> bool:
    """True where the mention only says where something is: after a preposition of place."""
    before = state.lowers[mention.first - 1]
    if before == "the":
        before = state.lowers[mention.first - 2]
    return before in LOCATIVE


def score(state: State, entity: Entity, title: str, lead: list[int], pictured: set[str]) -> float:
    """How much the story is about the entity; `pictured` are the names of who is in the photos."""
    count = len(entity.mentions)
    first = entity.mentions[0]
    value = 1.2 * math.log(1 + count)
    value += 1.2 * any(form.lower() in title for form in entity.forms if len(form) > 2 or form.isupper())
    value += 1.0 * any(mention.paragraph in lead for mention in entity.mentions)
    value += 0.8 * (1 - first.first / max(1, len(state.tokens)))
    value += 0.5 * min(entity.speaks, 3) + 0.3 * min(entity.acts, 3)
    value += 0.6 * (not pictured.isdisjoint(entity.forms))
    value += 0.4 * bool(entity.role) * (entity.kind == PERSON)
    if entity.kind == PLACE:
        value -= 2.4 * sum(located(state, m) for m in entity.mentions) / count
    return value


def is_actor(state: State, entity: Entity) -> bool:
    """True for what can act at all in this article."""
    if entity.kind == PLACE:
        known = entity.name in state.lexicon.cities or entity.name in state.lexicon.regions
        return entity.acts > 0 if entity.territory else entity.acts > 1 and not known
    if all(state.quoted[m.first] for m in entity.mentions) and entity.kind == ORGANIZATION:
        return False
    if entity.kind == PERSON and entity.rule == "shape":
        return bool(entity.acts + entity.speaks) or bool(entity.role) or len(entity.forms) > 1
    if entity.kind == ORGANIZATION:
        if all(only_hears(state, m) or only_holds(state, m) for m in entity.mentions):
            return False
        if not entity.sure:
            sure = entity.rule == "office" or entity.score >= LEAST_WEAK
            return sure and (entity.acts + entity.speaks > 0 or bool(entity.role))
    return True


def only_holds(state: State, mention: Mention) -> bool:
    """True for a platform or a hall that something is only said on or held in: "on Twitter", "in the Lindow Center"."""
    before = state.lowers[mention.first - 1]
    if state.lowers[mention.last] in POSTS:
        return True
    return before in WITHIN or before == "on" or (before == "the" and state.lowers[mention.first - 2] in WITHIN)


def only_hears(state: State, mention: Mention) -> bool:
    """True for news media that were only told something, or whose reporter saw it."""
    before, after = state.lowers[mention.first - 1], state.lowers[mention.last]
    before = state.lowers[mention.first - 2] if before == "the" else before
    if after in ("’s", "'s"):  # "the Courier's chief medical correspondent"
        return any(state.lowers[index] in REPORTERS for index in range(mention.last + 1, mention.last + 6))
    return before in ("told", "tells", "telling") or after in REPORTERS


def aliases_of(entity: Entity) -> tuple[str, ...]:
    """The other printed forms, commonest first."""
    others = [form for form in entity.forms if form != entity.name]
    if not others and not entity.acronym:
        return ()
    if entity.acronym and entity.acronym not in others and entity.acronym != entity.name:
        others.append(entity.acronym)
    return tuple(sorted(others, key=lambda form: (-entity.forms[form], form)))[:MOST_ALIASES]


def rank_actors(state: State) -> None:
    """Choose and order the key actors; `state.names` lists everybody."""
    title = state.article.title.lower()
    lead = [number for number in range(len(state.article.paragraphs)) if number not in state.skipped][:LEAD_PARAGRAPHS]
    pictured = {person.name for photo in state.article.photos for person in photo.people}
    for entity in state.entities:
        entity.acts += any(title.startswith(form.lower()) for form in entity.forms)  # a headline begins with who acts
        entity.score = score(state, entity, title, lead, pictured)
    state.ranked = sorted(state.entities, key=lambda e: (-e.score, e.mentions[0].first))
    chosen = [
        entity for entity in state.ranked if is_actor(state, entity) and entity.score >= LEAST_SCORE[entity.kind]
    ][:MOST_ACTORS]
    state.actors = tuple(
        Actor(
            name=entity.name,
            type=entity.kind,
            role=entity.role,
            aliases=aliases_of(entity),
            mentions=len(entity.mentions),
            rule=entity.rule,
            evidence=evidence_of(state, entity),
        )
        for entity in chosen
    )
    state.names = tuple(Name(entity.name, entity.kind, aliases_of(entity)) for entity in state.entities)


def evidence_of(state: State, entity: Entity) -> tuple[Evidence, ...]:
    """The sentence that gives the role, else the first that names the actor."""
    return (entity.role_evidence or state.evidence(entity.mentions[0].sentence),)
