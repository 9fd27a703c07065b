"""Capitals and houses that stand for their government.

"Oslo offered a loan" is Norway acting; "in Oslo" is only a place. A seat acts where it is the subject
of a verb, owns an envoy or a policy, or stands beside another government; the grammar around it decides, once for
each mention, and a seat that never acts stays a place.
"""

from __future__ import annotations

from briefgen.extraction.grammar import is_verb
from briefgen.extraction.signs import PLACE
from briefgen.extraction.state import Entity, Mention, State

LOCATIVE = frozenset(
    """in at near from outside around across into through via inside throughout toward towards of""".split()
)
LONGEST_ROW = 12
OPPOSITE = frozenset("with against between by urged pressed warned told accused accuses".split())
OWNED = frozenset(
    """envoy envoys emissaries ambassador ambassadors diplomats troops forces policy leverage influence
    intervention stance position decision demands demand proposal offer allies interests response role efforts
    support war invasion leaders leader government president minister army military rulers claim claims
    commitment withdrawal aid sanctions actions""".split()
)


def acts(state: State, mention: Mention) -> bool:
    """True where the mention is an agent: a subject, an owner of what governments own, or one of two sides."""
    before = state.lowers[mention.first - 1]
    if before in LOCATIVE and before not in ("of", "from"):
        return False
    if before in ("and", ",") and ends_list(state, mention):
        return False
    if before == "by" or before in OPPOSITE:
        return state.lowers[mention.last] != ","
    after = mention.last
    if state.lowers[after] in ("’s", "'s", "’"):
        return any(state.lowers[i] in OWNED for i in (after + 1, after + 2))
    if before in LOCATIVE:
        return False
    if is_verb(state, after):
        return True
    if state.lowers[after] == "and" and after + 1 < len(state.tokens) and state.tokens[after + 1].cap:
        end = after + 2
        while end < len(state.tokens) and state.tokens[end].cap:
            end += 1
        return is_verb(state, end)
    if state.lowers[after] == ",":
        stop = next((i for i in range(after + 1, min(after + 14, len(state.tokens))) if state.lowers[i] == ","), None)
        return stop is not None and is_verb(state, stop + 1)
    return False


def ends_list(state: State, mention: Mention) -> bool:
    """True for the last of a row that a preposition governs: "the tour of Chad, Mali and Niger was called off"."""
    first, row = mention, 1
    while row < LONGEST_ROW and (before := state.ends.get(first.first - 1)) is not None and before.kind == PLACE:
        if state.lowers[first.first - 1] not in ("and", ",") or before.sentence != mention.sentence:
            break
        first, row = before, row + 1
    return row > 1 and state.lowers[first.first - 1] in LOCATIVE


def resolve_seats(state: State) -> None:
    """Give acting capitals and houses to their country, and count how often each entity acts."""
    lexicon = state.lexicon
    countries: dict[str, Entity] = {e.territory: e for e in state.entities if e.territory}
    kept: list[Entity] = []
    for entity in state.entities:
        country = lexicon.seat_of.get(entity.name) if entity.kind == PLACE and not entity.territory else None
        active = [m for m in entity.mentions if acts(state, m)] if country else []
        if country is None or not active or len(active) * 3 < len(entity.mentions):
            kept.append(entity)
            continue
        government = countries.get(country.name)
        if government is None:
            entity.territory = country.name
            countries[country.name] = entity
            kept.append(entity)
            continue
        for mention in active:
            mention.rule = "metonym"
            government.add(mention)
        government.mentions.sort(key=lambda m: m.first)
        entity.mentions = [m for m in entity.mentions if m not in active]
        if entity.mentions:
            entity.forms[entity.name] = len(entity.mentions)
            kept.append(entity)
    state.entities = kept
    for entity in state.entities:
        for mention in entity.mentions:
            entity.acts += mention.kind == "government" or acts(state, mention)
            entity.speaks += speaks(state, mention)


def speaks(state: State, mention: Mention) -> bool:
    """True where a verb of saying stands right behind the mention, or before it where that is no one else's."""
    verbs = state.lexicon.speech_verbs
    return state.lowers[mention.last] in verbs or (
        state.lowers[mention.lead - 1] in verbs and not has_subject(state, mention.lead - 1)
    )


def has_subject(state: State, verb: int) -> bool:
    """True where a word stands before the verb: "Quill said Orr had left" tells of Orr, "“…,” said Orr" is Orr's."""
    return verb > 0 and state.tokens[verb - 1].word and state.sentence_of[verb - 1] == state.sentence_of[verb]
