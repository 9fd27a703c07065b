"""Whom a word stands for: "she", "the minister", "the company".

A pronoun is whoever was last the subject and can be meant by it; "the minister" is who bears that role; "the company"
the last body that can be one. Sex is read from titles, roles and the pronouns right after a name.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from briefgen.extraction.grammar import COMPANY_NOUNS
from briefgen.extraction.signs import ORGANIZATION, PERSON
from briefgen.extraction.state import Entity, Mention, State

HE = frozenset("he him his".split())
SHE = frozenset("she her hers".split())
HE_SHE = HE | SHE
FEMALE = frozenset(
    """spokeswoman chairwoman congresswoman businesswoman mrs. mrs ms. ms miss dame queen princess baroness
    lady sister mother daughter wife widow actress she her""".split()
)
MALE = frozenset(
    "spokesman chairman congressman businessman mr. mr sir king prince lord baron father son husband brother he".split()
)
# Who can be "he" or "she" without ever being named.
SOMEBODY = frozenset(
    """patient victim suspect teenager driver attacker assailant passenger student person resident defendant
    shooter pilot""".split()
)
MEN = SOMEBODY | frozenset("man boy gunman father son husband brother".split())
WOMEN = SOMEBODY | frozenset("woman girl mother daughter wife sister".split())
ARTICLES = frozenset("a an the another".split())
SPOKES = frozenset("spokesman spokeswoman spokesperson spokespeople representative".split())
BODY_NOUNS = COMPANY_NOUNS | frozenset(
    """ministry commission court authority union bureau department committee organization organisation
    association council institute office team embassy police army military government university hospital""".split()
)
# A title abbreviated before the name is written out when it stands for the person: "Gov. X … the governor said".
WRITTEN_OUT = {
    "gov.": "governor", "sen.": "senator", "rep.": "representative", "lt.": "lieutenant", "gen.": "general",
    "col.": "colonel", "capt.": "captain", "maj.": "major", "sgt.": "sergeant", "dr.": "doctor", "prof.": "professor",
    "adm.": "admiral", "rev.": "reverend", "cmdr.": "commander", "supt.": "superintendent", "det.": "detective",
}  # fmt: skip
# How many subjects, and how many words, back a pronoun or "the company" can point.
RECENT, FAR = 40, 400


class References:
    """The subjects of one article so far, and whom words can mean by them."""

    def __init__(self, state: State) -> None:
        self.state = state
        mentions = sorted((m for m in state.mentions if m.entity is not None), key=lambda m: m.first)
        self.inside: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self.genders: dict[int, str] = {}
        """Identity of a person -> "f", "m" or "", as far as it has been asked."""
        self.subjects: list[tuple[int, Entity]] = []
        self.speakers: list[tuple[int, Entity]] = []
        """(token, who is the subject there) in story order; those of them who speak."""
        self.talkers: set[int] = set()
        self.telling: set[int] = set()
        """The identities of who has spoken, and the sentences in which somebody has."""

    @cached_property
    def bearers(self) -> dict[str, list[Entity]]:
        """Word of a role or title -> the persons who bear it, those whom the story is most about first."""
        found: dict[str, list[Entity]] = {}
        for entity in self.state.ranked:
            for word in role_words(entity) if entity.kind == PERSON else ():
                found.setdefault(word, []).append(entity)
        return found

    def gender_of(self, person: Entity) -> str:
        """ "f", "m" or "", by what the article says of the person."""
        gender = self.genders.get(id(person))
        if gender is None:
            gender = self.genders[id(person)] = self.gender(person)
        return gender

    def gender(self, entity: Entity) -> str:
        """ "f", "m" or "" by titles, roles and the pronouns right after a mention in the same sentence."""
        words = {w for m in entity.mentions for w in m.title.lower().split()} | set(entity.role.lower().split())
        if words & FEMALE:
            return "f"
        if words & MALE:
            return "m"
        lowers, quoted, paragraph_of = self.state.lowers, self.state.quoted, self.state.paragraph_of
        he = she = 0
        for mention in entity.mentions[:6]:
            for index in range(mention.last, min(mention.last + 14, len(self.state.tokens))):
                other = self.inside.get(index)
                if paragraph_of[index] != mention.paragraph or (other is not None and other.kind == PERSON):
                    break
                if not quoted[index]:
                    he += lowers[index] in HE
                    she += lowers[index] in SHE
        return "f" if she > he else "m" if he > she else ""

    def pronoun(self, word: str, index: int) -> Entity | None:
        """The latest subject that can be this he, she, it or they; who is but talked about leaves it to the talker."""
        wanted = "m" if word in HE else "f" if word in SHE else ""
        paragraph = self.state.paragraph_of[index]
        last = bisect_left(self.subjects, index, key=lambda subject: subject[0])
        for at, entity in reversed(self.subjects[max(0, last - RECENT) : last]):
            if self.state.paragraph_of[at] < paragraph - 4:
                break
            if word in ("it", "they") and entity.kind != PERSON:
                return entity
            if entity.kind == PERSON and word != "it" and self.fits(entity, wanted):
                here = self.state.sentence_of[at] == self.state.sentence_of[index]
                talked_about = not here and self.hearsay(entity)
                return (self.last_speaker(wanted, index) if talked_about else None) or entity
        return None

    def add_speaker(self, verb: int, speaker: Entity) -> None:
        """Keep who is the subject of a verb of saying."""
        self.subjects.append((verb, speaker))
        self.speakers.append((verb, speaker))
        self.talkers.add(id(speaker))
        self.telling.add(self.state.sentence_of[verb])

    def hearsay(self, person: Entity) -> bool:
        """True for a person who never speaks and came into the story by what somebody else said."""
        speaks = person.speaks or id(person) in self.talkers
        return not speaks and person.mentions[0].sentence in self.telling

    def fits(self, person: Entity, wanted: str) -> bool:
        """True where nothing says that the person is of the other sex."""
        return not wanted or self.gender_of(person) in ("", wanted)

    def last_speaker(self, wanted: str, index: int) -> Entity | None:
        """The person who spoke last before token `index`, a few paragraphs back at most, if of the wanted sex."""
        paragraph = self.state.paragraph_of[index]
        last = bisect_left(self.speakers, index, key=lambda speaker: speaker[0])
        for at, entity in reversed(self.speakers[max(0, last - RECENT) : last]):
            if self.state.paragraph_of[at] < paragraph - 2:
                return None
            if entity.kind == PERSON:
                return entity if self.fits(entity, wanted) else None
        return None

    def pronoun_before(self, word: str, index: int) -> Entity | None:
        """Like `pronoun`, once the whole article has been read: looks only at subjects before token `index`."""
        wanted = "m" if word in HE else "f"
        paragraph = self.state.paragraph_of[index]
        last = bisect_left(self.subjects, index, key=lambda subject: subject[0])
        for at, entity in reversed(self.subjects[max(0, last - RECENT) : last]):
            if entity.kind != PERSON:
                continue
            if self.state.paragraph_of[at] < paragraph - 2:
                return None
            if self.gender_of(entity) in ("", wanted):
                return None if self.somebody_between(at, index, wanted) else entity
        return None

    def somebody_between(self, first: int, last: int, wanted: str) -> bool:
        """True where somebody without a name came up last: "Quill told of a man who was ill. He …"."""
        nouns = MEN if wanted == "m" else WOMEN
        tokens = self.state.tokens
        return any(
            tokens[index].lower in nouns
            and not self.state.quoted[index]
            and not ARTICLES.isdisjoint([tokens[i].lower for i in range(max(first, index - 5), index)])
            for index in range(first, last)
        )

    def bearer(self, noun: str, index: int) -> Entity | None:
        """The last person named before whose role or title has the noun; a spokesman may be whoever spoke last."""
        bearers = self.bearers.get(noun, [])
        for at, entity in reversed(self.subjects[-RECENT:]):
            if at < index and entity in bearers:
                return entity
        for entity in bearers:
            if entity.mentions[0].first < index:
                return entity
        if noun in SPOKES and self.subjects and self.subjects[-1][1].kind == PERSON:
            return self.subjects[-1][1]
        return None

    def body(self, noun: str, index: int) -> Entity | None:
        """The last organisation before that the noun can mean: by its name or role, else, for a company, any."""
        paragraph = self.state.paragraph_of[index]
        fallback: Entity | None = None
        for at in range(index - 1, max(-1, index - FAR), -1):
            mention = self.inside.get(at)
            if self.state.paragraph_of[at] < paragraph - 3:
                break
            if mention is None or mention.kind != ORGANIZATION or mention.entity is None:
                continue
            entity = mention.entity
            if noun in entity.name.lower() or noun in entity.role.lower():
                return entity
            if fallback is None or (entity.acts + entity.speaks and not fallback.acts + fallback.speaks):
                fallback = entity  # who does something rather than who is only named: "a Netflix film"
        return fallback if noun in COMPANY_NOUNS or noun in ("organization", "organisation", "union") else None


def role_words(entity: Entity) -> set[str]:
    """The words of a person's role and titles, abbreviations written out."""
    words = {w for m in entity.mentions for w in m.title.lower().split()} | set(entity.role.lower().split())
    return words | {WRITTEN_OUT[w] for w in words if w in WRITTEN_OUT}
