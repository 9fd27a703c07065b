"""Who is who: the mentions of one person, organisation or country brought together.

Sure things first: full names and known bodies become entities; then surnames, acronyms and short forms are given to
the entity they can only mean; what two people could own goes to the one named last. A form that fits nothing stands
for itself.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from functools import lru_cache

import msgspec

from briefgen.extraction.capitals import PARTICLES, SUFFIXES
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE, THING, owns, place_of, without_club_letters
from briefgen.extraction.state import Entity, Mention, State

# Beyond these an article is a list, and comparing every name with every other would take it forever.
MOST_NAMESAKES, MOST_BODIES = 20, 200
ALIKE = 0.85
# The paragraphs that name whom a story is about.
OPENING = 3
# Before these a name is a place, whoever is called so.
SITED = frozenset("in at near".split())
# What may stand between a person and "known as", and how many words.
MOST_BETWEEN = 5
BEFORE_KNOWN = frozenset(", ( who is was are also then widely better popularly commonly locally simply best".split())
SMALL = frozenset("of for the and & on in to".split())


@lru_cache(maxsize=1 << 12)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without commas."""
    return tuple(text.replace("’", "'").replace(",", " ").lower().split())


def same_person(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True where two full names can only be one person: same first and last name, or one inside the other's end."""
    if shorter == longer:
        return True
    core_s = [w for w in shorter if w not in SUFFIXES and not (len(w) == 2 and w[1] == ".")]
    core_l = [w for w in longer if w not in SUFFIXES and not (len(w) == 2 and w[1] == ".")]
    if len(core_s) < 2 or len(core_l) < 2:
        return False
    if core_s[0] == core_l[0] and (core_s[-1] == core_l[-1] or core_s[-1] in core_l[-1].split("-")):
        return True
    if core_s[-1] == core_l[-1] and is_short_for(core_s[0], core_l[0]):
        return True
    return core_l[-len(core_s) :] == core_s or core_l[: len(core_s)] == core_s


def is_short_for(one: str, other: str) -> bool:
    """True for a first name and its beginning: "Pat" and "Patrick"."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short)


@lru_cache(maxsize=1 << 11)
def initials(words: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a name can have: with and without its small words."""
    parts = [
        part for word in words for part in word.split("-") if part and part not in ("co.", "inc.", "ltd.", "corp.")
    ]
    return frozenset(
        (
            "".join(p[0] for p in parts),
            "".join(p[0] for p in parts if p not in SMALL),
            "".join(p[0] for p in parts if p not in SMALL or p == "&"),
        )
    )


@lru_cache(maxsize=1 << 11)
def content(words: tuple[str, ...]) -> frozenset[str]:
    """A name without small words and possessives: "Nepal's civil aviation authority" is the "… Authority of Nepal"."""
    return frozenset(word.removesuffix("'s").rstrip(".") for word in words if word not in SMALL)


class Body(msgspec.Struct):
    """An organisation with what its other forms are recognised by."""

    entity: Entity
    words: tuple[str, ...]
    content: frozenset[str]
    initials: frozenset[str]


class Register:
    """The entities of one article while they are brought together."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.entities: list[Entity] = []
        self.begins = {mention.first: mention for mention in state.mentions}
        self.ends = {mention.last: mention for mention in state.mentions}
        self.bodies: list[Body] = []
        self.people: dict[str, list[Entity]] = defaultdict(list)
        """Word of a name -> the people who bear it."""

    def new(self, mention: Mention, kind: str, rule: str) -> Entity:
        entity = Entity(mention.text, kind, rule)  # type: ignore[arg-type]
        self.entities.append(entity)
        entity.add(mention)
        return entity

    # People

    def add_people(self) -> None:
        """Full names, longest first, so that a shorter form finds the longer one."""
        mentions = [m for m in self.state.mentions if m.kind == PERSON]
        full = [m for m in mentions if m.last - m.first > 1]
        forms: dict[str, Entity] = {}
        for mention in sorted(full, key=lambda m: (-len(name_words(m.text)), m.first)):
            key = " ".join(name_words(mention.text))
            entity = forms.get(key) or self.find_person(name_words(mention.text))
            if entity is None:
                entity = self.new(mention, PERSON, mention.rule)
                for word in set(name_words(mention.text)):
                    self.people[word].append(entity)
            else:
                entity.add(mention)
            forms[key] = entity

    def find_person(self, words: tuple[str, ...]) -> Entity | None:
        for word in (words[-1], words[0]):
            for entity in self.people.get(word, [])[:MOST_NAMESAKES]:
                if same_person(words, name_words(entity.name)):
                    return entity
        return None

    def add_short_people(self) -> None:
        """Surnames and first names on second reference; a single name that no full name explains stands alone."""
        singles = [m for m in self.state.mentions if m.entity is None and m.last - m.first == 1]
        alone: dict[str, Entity] = {}
        latest: dict[str, Entity] = {}
        full = sorted(
            (m for e in self.entities for m in e.mentions),
            key=lambda m: m.first,
        )
        heads = self.heads_of_bodies()
        title = self.state.article.title.lower()
        cursor = 0
        for mention in singles:
            while cursor < len(full) and full[cursor].first < mention.first:
                entity = full[cursor].entity
                assert entity is not None
                for word in name_words(full[cursor].text):
                    latest[word] = entity
                cursor += 1
            word = mention.text.replace("’", "'").lower()
            nicknamed = self.known_as(mention)
            if nicknamed is not None and not self.people.get(word):
                self.people[word].append(nicknamed)
            bearers = self.people.get(word, [])
            if bearers and self.may_be_person(mention, bearers):
                surname = [e for e in bearers if name_words(e.name)[-1] == word]
                recent = latest.get(word)
                headlined = [e for e in surname if e.name.lower() in title or name_words(e.name)[0] in title.split()]
                if len(surname) == 1 or len(headlined) == 1:
                    chosen = (headlined or surname)[0]
                elif recent is not None and (recent in surname or not surname):
                    chosen = recent
                else:
                    chosen = (surname or bearers)[0]
                mention.kind = PERSON
                chosen.add(mention)
                latest[word] = chosen
            elif mention.title and (variant := self.spelt_alike(word)) is not None:
                mention.kind = PERSON
                variant.add(mention)
            elif mention.kind == PERSON and mention.text in heads and mention.rule != "leader":
                mention.kind = ORGANIZATION
            elif mention.kind == PERSON:
                if mention.text in alone:
                    alone[mention.text].add(mention)
                else:
                    alone[mention.text] = self.new(mention, PERSON, mention.rule)

    def known_as(self, mention: Mention) -> Entity | None:
        """Who goes by a single name: the person just before ", known as Hem" or ", who is widely known as Hem"."""
        lowers = self.state.lowers
        if (lowers[mention.first - 2], lowers[mention.first - 1]) != ("known", "as") or mention.kind == ORGANIZATION:
            return None
        last = mention.first - 2
        while lowers[last - 1] in BEFORE_KNOWN and last > mention.first - 2 - MOST_BETWEEN:
            last -= 1
        person = self.ends.get(last)
        named = person is not None and person.kind == PERSON and person.last - person.first > 1
        return person.entity if person is not None and named else None

    def spelt_alike(self, word: str) -> Entity | None:
        """Whose surname the word is in another spelling: a titled "Marovsky" where "Marovskiy" is named in full."""
        near = (
            difflib.get_close_matches(word, list(self.people)[:MOST_BODIES], n=1, cutoff=ALIKE) if len(word) > 5 else []
        )
        bearers = [e for e in self.people[near[0]] if name_words(e.name)[-1] == near[0]] if near else []
        return bearers[0] if len(bearers) == 1 else None

    def heads_of_bodies(self) -> set[str]:
        """The first words of the organisations named in full: "Calder" of "Calder Maritime Group".

        Offices are called after a country or a person, who are somebody of their own.
        """
        return {
            self.state.tokens[m.first].text
            for m in self.state.mentions
            if m.kind == ORGANIZATION and m.last - m.first > 1 and m.rule != "office"
        }

    def may_be_person(self, mention: Mention, bearers: list[Entity]) -> bool:
        """A surname that is also a country or a body is one only where the text does not place it."""
        if self.shares_surname(mention, bearers):
            return False
        verbs = self.state.lexicon.speech_verbs
        if mention.kind in ("title", "none", THING) and self.state.lowers[mention.last] in verbs:
            return True
        if mention.kind in ("title", "none"):  # "Cook", "King": a word that is also this person's surname
            return any(name_words(e.name)[-1] == mention.text.lower() for e in bearers)
        if mention.kind in (PERSON, "", ORGANIZATION):
            return mention.text not in self.state.lexicon.organizations or self.is_about(mention, bearers)
        if mention.kind == PLACE:
            lexicon = self.state.lexicon
            if mention.text in lexicon.territory_of or mention.text in lexicon.adjective_of:
                return False
            return not self.is_placed(mention) and any(name_words(e.name)[-1] == mention.text.lower() for e in bearers)
        return mention.kind == THING and any(name_words(e.name)[-1] == mention.text.lower() for e in bearers)

    def is_placed(self, mention: Mention) -> bool:
        """True for "in Orr" and, of a known place, "from Orr"; but not for "in Orr's garden", which places a garden."""
        before, lexicon = self.state.lowers[mention.first - 1], self.state.lexicon
        known = mention.text in lexicon.cities or mention.text in lexicon.regions or mention.text in lexicon.seat_of
        return (before in SITED or (before == "from" and known)) and not owns(self.state, mention)

    def is_about(self, mention: Mention, bearers: list[Entity]) -> bool:
        """True where a surname that a known body has, too, is somebody's in the opening, and of no longer body."""
        word = mention.text.lower()
        surnamed = [e for e in bearers if name_words(e.name)[-1] == word and e.mentions[0].paragraph < OPENING]
        longer = any(m.kind == ORGANIZATION and word in name_words(m.text)[:-1] for m in self.state.mentions)
        return bool(surnamed) and not longer and min(e.mentions[0].first for e in surnamed) < mention.first

    def shares_surname(self, mention: Mention, bearers: list[Entity]) -> bool:
        """True for "Ada" of "Ada and Bo Quill", who is a Quill, where all the bearers are other Adas."""
        following = self.begins.get(mention.last + 1) if self.state.lowers[mention.last] == "and" else None
        if following is None or following.kind != PERSON or following.last - following.first < 2:
            return False
        surnames = {name_words(e.name)[-1] for e in bearers}
        return surnames.isdisjoint((mention.text.lower(), name_words(following.text)[-1]))

    def add_particle_surnames(self) -> None:
        """ "van de Meer", "bin Yusuf": a surname whose particle stands in small letters before the capital."""
        tokens = self.state.tokens
        for entity in [e for e in self.entities if e.kind == PERSON]:
            words = entity.name.split()
            parts = [i for i, word in enumerate(words) if i and word.lower() in PARTICLES and word.islower()]
            surname = words[parts[0] :] if parts else []
            for mention in self.state.mentions if len(surname) > 1 else ():
                first = mention.last - len(surname)
                if mention.entity not in (None, entity) or mention.first <= first or first < 0:
                    continue
                if [t.text for t in tokens[first : mention.last]] == surname:
                    mention.first = mention.lead = first
                    mention.start = self.state.starts[first]
                    mention.text = " ".join(surname)
                    if mention.entity is None:
                        mention.kind = PERSON
                        entity.add(mention)

    # Organisations

    def add_organizations(self) -> None:
        """Bodies by their known name, their words, their acronym or a part that only they have."""
        lexicon = self.state.lexicon
        mentions = [m for m in self.state.mentions if m.kind == ORGANIZATION and m.entity is None]
        by_key: dict[str, Entity] = {}
        for mention in sorted(mentions, key=lambda m: (-(m.last - m.first), m.first)):
            key = lexicon.organizations.get(mention.text, mention.text).lower().replace("’", "'")
            key = key.removeprefix("the ")
            entity = by_key.get(key) or self.find_organization(mention)
            if entity is None:
                entity = self.new(mention, ORGANIZATION, mention.rule)
                words = name_words(mention.text)
                self.bodies.append(Body(entity, words, content(words), initials(words)))
            else:
                entity.add(mention)
            by_key[key] = entity
            self.bind_acronym(mention, entity)

    def bind_acronym(self, mention: Mention, entity: Entity) -> None:
        """ "(MAB)" right after a name is that name's acronym wherever it stands."""
        state = self.state
        if state.lowers[mention.last] != "(" or state.lowers[mention.last + 2] not in (")", ",", ";", "or"):
            return
        inside = state.tokens[mention.last + 1]
        if inside.cap and 2 <= len(inside.text) <= 12 and sum(map(str.isupper, inside.text)) >= 1:
            letters = inside.text.lower().replace(".", "")
            names = initials(name_words(mention.text))
            if inside.text.isupper() or letters in names or letters[0] == mention.text[0].lower():
                entity.acronym = entity.acronym or inside.text

    def find_organization(self, mention: Mention) -> Entity | None:
        """The organisation that a mention is another form of."""
        text, words = mention.text, name_words(mention.text)
        bodies = self.bodies[:MOST_BODIES]
        if len(words) == 1:
            for body in bodies:
                if self.is_acronym(text, body):
                    return body.entity
        parts = content(words) if len(words) > 2 else None
        known = self.state.lexicon.organizations
        for body in bodies:
            if body.words == words or body.content == parts:
                return body.entity
            if mention.rule == body.entity.rule == "office" and self.same_office(words, body.words):
                return body.entity
            if len(body.words) <= len(words) or (text in known and known.get(body.entity.name, "") != known[text]):
                continue
            if self.is_part(words, body.words) or text in without_club_letters(body.entity.name):
                return body.entity
        return None

    def same_office(self, words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
        """ "Israel's military" is the Israeli military, "Ukraine's emergency service" its state emergency service."""
        mine, theirs = self.owner(words[0]), self.owner(longer[0])
        rest, whole = set(words[1:]) - {"'s"}, set(longer[1:]) - {"'s"}
        return mine is not None and mine == theirs and words[-1] == longer[-1] and rest <= whole

    def owner(self, word: str) -> str | None:
        """The country whose name or adjective the word is."""
        lexicon = self.state.lexicon
        form = word.removesuffix("'s")
        for printed in (form.title(), form.upper()):
            country = lexicon.territory_of.get(printed) or lexicon.adjective_of.get(printed)
            if country is not None:
                return country.name
        return None

    def is_acronym(self, text: str, body: Body) -> bool:
        """ "MAB" for a name that it follows in brackets, or whose initials it has; "PUC" for "Valmora Public …"."""
        acronym = body.entity.acronym
        if acronym == text:
            return True
        if not text.isupper() or not 2 < len(text) <= 7:
            return False
        if text.lower() in body.initials or (acronym.endswith(text) and len(acronym) == len(text) + 1):
            return True
        return any(letters[1:] == text.lower() for letters in body.initials) and self.begins_with_place(body.entity)

    def is_part(self, words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
        """True for the end or the beginning of a longer name that can stand for it."""
        if longer[-len(words) :] == words and self.drops_only_owner(longer[: -len(words)], len(words)):
            return True
        many = words[0].endswith("s") and not words[0].endswith("ss")
        if len(longer) == 2 and longer[1:] == words and many:  # "Rovers" of "Lindow Rovers", not "Congress"
            return True
        return longer[: len(words)] == words and self.is_short_form(words, longer)

    def begins_with_place(self, entity: Entity) -> bool:
        """True for "California Public Utilities Commission", which the desk may call the PUC."""
        first = entity.name.split()[0]
        lexicon = self.state.lexicon
        return first in lexicon.territory_of or first in lexicon.adjective_of or first in lexicon.regions

    def drops_only_owner(self, dropped: tuple[str, ...], left: int) -> bool:
        """ "Security Council" for "U.N. Security Council", "central bank" for "Mexico's central bank"."""
        if left < 2 and "'s" not in dropped and not dropped[-1].endswith("'s"):
            return False
        return len(dropped) <= 2 and dropped[-1] not in SMALL

    def is_short_form(self, words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
        """ "Salesforce" for "Salesforce Inc.", "American Civil Liberties Union" for "… of Indiana"."""
        lexicon = self.state.lexicon
        rest = longer[len(words) :]
        if rest[0].rstrip(".") in lexicon.legal_suffixes or rest[0] in lexicon.legal_suffixes or rest[0] == "&":
            return True
        if len(words) >= 2 and rest[0] in ("of", "for") and len(words) >= 3:
            return True
        head = words[0]
        return len(words) == 1 and head not in lexicon.common_words and head not in lexicon.country_words

    # Places

    def add_places(self) -> None:
        """Countries by any of their printed names, other places by theirs."""
        lexicon = self.state.lexicon
        countries: dict[str, Entity] = {}
        places: dict[str, Entity] = {}
        for mention in self.state.mentions:
            if mention.entity is not None:
                continue
            place = place_of(mention.text, lexicon)
            if mention.kind == PLACE and place in lexicon.territory_of:
                name = lexicon.territory_of[place].name
                table, key = countries, name
            elif mention.kind == PLACE:
                table, key, name = places, place, ""
            elif mention.kind == "government":
                words = self.state.tokens[mention.first : mention.last]
                country = lexicon.territory_of.get(words[0].text) or lexicon.adjective_of.get(words[0].text)
                phrase = self.state.text(mention.first, mention.last - 1)
                country = country or lexicon.adjective_of.get(phrase) or lexicon.territory_of.get(phrase)
                if country is None:
                    continue
                table, key, name = countries, country.name, country.name
            else:
                continue
            if key in table:
                table[key].add(mention)
            else:
                table[key] = self.new(mention, PLACE, mention.rule or "gazetteer")
                table[key].territory = name


def name_of(entity: Entity, state: State) -> str:
    """The fullest form in the article: for a person the most words, for a country its own name before its seat's."""
    lexicon = state.lexicon
    if entity.kind == PLACE:
        if not entity.territory:
            return next((form for form in entity.forms if not form.isupper()), entity.name)
        own = [form for form in entity.forms if form in lexicon.territory_of]
        return max(
            own or list(entity.forms), key=lambda form: (form == entity.territory, entity.forms[form], len(form), form)
        )
    counts = entity.forms
    longest = max(len(name_words(form)) for form in counts)
    if entity.kind == ORGANIZATION:
        return max(counts, key=lambda form: (len(name_words(form)), counts[form], form))
    return max((f for f in counts if len(name_words(f)) == longest), key=lambda form: (counts[form], form))


def join_entities(state: State) -> None:
    """Bring the mentions together; `state.entities` holds the result in story order."""
    register = Register(state)
    register.add_people()
    register.add_short_people()
    register.add_particle_surnames()
    register.add_organizations()
    register.add_places()
    for entity in register.entities:
        entity.name = name_of(entity, state)
        entity.mentions.sort(key=lambda m: m.first)
    state.entities = sorted(register.entities, key=lambda e: e.mentions[0].first)
    state.begins = {mention.first: mention for mention in state.mentions}
    state.ends = {mention.last: mention for mention in state.mentions}
