"""Every "X said" of an article, and who X is.

One pass through the words finds each verb of saying outside quotation marks and its subject: a name beside it, a name
behind an apposition, "the minister" by role, a pronoun by whoever was last the subject. A subject that is
hidden ("a spokesman said") is known to be nobody, so that no quotation falls to the nearest name.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from briefgen.extraction.grammar import COMPANY_NOUNS
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE
from briefgen.extraction.state import Entity, Mention, State

HE = frozenset("he him his".split())
SHE = frozenset("she her hers".split())
HE_SHE = HE | SHE
PRONOUNS = frozenset("he she they it".split())
FEMALE = frozenset(
    """spokeswoman chairwoman congresswoman businesswoman mrs. mrs ms. ms miss dame queen princess baroness
    lady sister mother daughter wife widow actress she her""".split()
)
MALE = frozenset(
    "spokesman chairman congressman businessman mr. mr sir king prince lord baron father son husband brother he".split()
)
# What may stand between a subject and its verb.
BETWEEN = frozenset(
    """has have had also later then not never again already previously separately reportedly still earlier who
    which has would will did does is was further once since often""".split()
)
DEFINITE = frozenset("the his her their its this that".split())
INDEFINITE = frozenset("a an one another some several many other two three four".split())
DETERMINERS = DEFINITE | INDEFINITE
BEFORE_NOUNS = DETERMINERS | {"’s", "'s", "of", "to", "no", "any"}
PAPERS = frozenset(
    "statement report letter document filing memo release ruling tweet post complaint documents reports".split()
)
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
# Verbs that name the hearer behind them, never the speaker.
TELLING = frozenset("told tells asked asks urged urges warned reminded assured informed".split())
REACH = 26
# How many subjects, and how many words, back a pronoun or "the company" can point.
RECENT, FAR = 40, 400


@dataclass(slots=True)
class Saying:
    """A verb of saying at token `verb`; `speaker` is None where the article does not name or hides the subject."""

    verb: int
    speaker: Entity | None
    known: bool


class Sayings:
    """The sayings of one article in story order."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.mentions = sorted((m for m in state.mentions if m.entity is not None), key=lambda m: m.first)
        self.inside: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.first, m.last)}
        self.genders = {id(e): self.gender(e) for e in state.entities if e.kind == PERSON}
        self.bearers: dict[str, list[Entity]] = {}
        for entity in state.ranked:
            for word in role_words(entity) if entity.kind == PERSON else ():
                self.bearers.setdefault(word, []).append(entity)
        self.subjects: list[tuple[int, Entity]] = []
        self.found: list[Saying] = []
        self.read()

    # One pass

    def read(self) -> None:
        """Find the sayings and, on the way, who was the subject of each sentence."""
        tokens, verbs = self.state.tokens, self.state.lexicon.speech_verbs
        for sentence in self.state.sentences:
            topic = self.sentence_subject(sentence.index)
            if topic is not None:
                self.subjects.append((sentence.first, topic))
            for index in range(sentence.first, sentence.last):
                if tokens[index].lower not in verbs or not self.is_verb(index):
                    continue
                speaker, known = self.subject(index)
                self.found.append(Saying(index, speaker, known))
                if speaker is not None:
                    self.subjects.append((index, speaker))

    def is_verb(self, index: int) -> bool:
        """False in quotation marks, with a capital, and for "the report" or "a claim", a noun of saying."""
        token = self.state.tokens[index]
        if token.quoted or (token.cap and token.lower != "according"):
            return False
        return self.state.lower(index - 1) not in BEFORE_NOUNS

    def sentence_subject(self, sentence: int) -> Entity | None:
        """The person or body that the sentence begins with, unless a preposition stands before it."""
        span = self.state.sentences[sentence]
        for index in range(span.first, min(span.last, span.first + 12)):
            token = self.state.tokens[index]
            if token.quoted:
                return None
            if token.lower in HE_SHE and index <= span.first + 1:
                return self.pronoun(token.lower, index)
            mention = self.inside.get(index)
            if mention is not None and mention.kind in (PERSON, ORGANIZATION):
                before = self.state.lower(mention.lead - 1)
                owned = self.state.lower(mention.last) in ("’s", "'s", "’")
                if before not in ("in", "at", "of", "by", "with", "from", "to", "for", "on", "after") and not owned:
                    return mention.entity
        return None

    # Who is the subject

    def subject(self, verb: int) -> tuple[Entity | None, bool]:
        """(the subject of the verb, True where the text has one at all)."""
        before = self.state.tokens[verb - 1] if verb else None
        closes_quote = verb >= 2 and (
            self.is_mark(verb - 1) or (before is not None and before.text == "," and self.is_mark(verb - 2))
        )
        if closes_quote or self.state.lower(verb) == "according":
            return self.subject_right(verb)
        found = self.subject_left(verb)
        if found[1] or self.state.lower(verb) in TELLING:
            return found
        return self.subject_right(verb)

    def is_mark(self, index: int) -> bool:
        return self.state.tokens[index].text in {"”", '"', "’", "'", "’’", "''"}

    def subject_left(self, verb: int) -> tuple[Entity | None, bool]:
        tokens = self.state.tokens
        floor = self.state.sentences[tokens[verb].sentence].first
        index = verb - 1
        while index >= floor and (tokens[index].lower in BETWEEN or tokens[index].lower.endswith("ly")):
            index -= 1
        if index >= floor and tokens[index].text == ")":
            while index > floor and tokens[index].text != "(":
                index -= 1
            index -= 1
        if index < floor or tokens[index].quoted:
            return None, False
        if tokens[index].text == ",":
            return self.before_apposition(index, floor)
        word = tokens[index].lower
        mention = self.inside.get(index)
        if mention is not None:
            return self.holder(mention, floor), True
        if word in PRONOUNS:
            return self.pronoun(word, index), True
        if tokens[index].word and not tokens[index].cap:
            return self.common_noun(index, floor)
        return None, False

    def before_apposition(self, comma: int, floor: int) -> tuple[Entity | None, bool]:
        """ "Ada Quill, chief executive of Fair Tide, told": the name whose apposition ends at the comma."""
        tokens = self.state.tokens
        best: Mention | None = None
        index = comma - 1
        while index >= max(floor, comma - REACH) and not tokens[index].quoted:
            mention = self.inside.get(index)
            if mention is not None and index == mention.last - 1 and self.state.lower(mention.last) in (",", "("):
                if mention.last < comma and mention.kind == PERSON:
                    return mention.entity, True
                if mention.last < comma and best is None and mention.kind in (ORGANIZATION, PLACE):
                    best = mention
            index -= 1
        return (best.entity, True) if best else (None, False)

    def holder(self, mention: Mention, floor: int) -> Entity | None:
        """The mention's entity; for "Smith of the ministry said", Smith; for "Smith's husband said", nobody."""
        before = mention.first - 1
        if mention.kind != PERSON and self.state.lower(before) == "the":
            before -= 1
        if mention.kind != PERSON and self.state.lower(before) in ("of", "for", "at", "from"):
            person = self.inside.get(before - 1)
            if before > floor and person is not None and person.kind == PERSON:
                return person.entity
        return mention.entity

    def common_noun(self, index: int, floor: int) -> tuple[Entity | None, bool]:
        """ "the minister", "a spokesman", "the company", "TNO's report"."""
        state, tokens = self.state, self.state.tokens
        noun = tokens[index].lower
        lexicon = state.lexicon
        first = index
        while first > floor and first > index - 6:
            word = tokens[first - 1]
            if not (word.word or word.text in ("’s", "'s")) or word.lower in BETWEEN or word.quoted:
                break
            first -= 1
            if word.lower in DETERMINERS:
                break
        owner = next((m for i in range(index, first - 1, -1) if (m := self.inside.get(i)) is not None), None)
        determiner = tokens[first].lower
        if noun in SPOKES | PAPERS or noun in ("officials", "lawyers"):
            if owner is not None:
                return owner.entity, True
            of_body = next((tokens[i].lower for i in range(first, index) if tokens[i].lower in BODY_NOUNS), None)
            if noun in SPOKES and of_body is not None and determiner not in DEFINITE:
                return self.body(of_body, first), True
        if determiner in INDEFINITE:
            return None, True
        if noun in PAPERS:
            return (self.subjects[-1][1] if self.subjects else None), True
        if owner is not None and owner.kind == PERSON and self.state.lower(owner.last) in ("’s", "'s"):
            return None, True
        if noun in lexicon.role_nouns:
            return self.bearer(noun, index), True
        if noun in BODY_NOUNS and determiner in DEFINITE:
            return self.body(noun, index), True
        if noun in lexicon.unnamed_speakers or noun in lexicon.role_nouns:
            return None, True
        return None, False

    def subject_right(self, verb: int) -> tuple[Entity | None, bool]:
        """ "said Hill", "said army spokesman X", "said a resident", "according to the ministry"."""
        tokens, lexicon = self.state.tokens, self.state.lexicon
        sentence = self.state.sentences[tokens[verb].sentence]
        noun = -1
        hidden = False
        for index in range(verb + 1, min(sentence.last, verb + REACH)):
            token = tokens[index]
            if token.text in {".", ";", "“", '"', "(", ":"} or token.quoted:
                break
            if token.text == "," and (hidden or noun < 0):
                break
            mention = self.inside.get(index)
            if mention is not None and mention.kind == PERSON:
                owned = self.state.lower(mention.last) in ("’s", "'s")
                return (None if owned else mention.entity), True
            if token.lower in PRONOUNS and index == verb + 1:
                return self.pronoun(token.lower, index), True
            if (
                token.word
                and not token.cap
                and (token.lower in lexicon.role_nouns or token.lower in lexicon.unnamed_speakers)
            ):
                noun = index if noun < 0 else noun
                hidden = hidden or tokens[index].lower in lexicon.unnamed_speakers
        for index in range(verb + 1, min(sentence.last, verb + 8)):
            mention = self.inside.get(index)
            if tokens[index].text in {",", "."}:
                break
            if mention is not None:
                return mention.entity, True
        if noun >= 0:
            return self.common_noun(noun, verb + 1)[0], True
        return None, False

    # Whom a word stands for

    def gender(self, entity: Entity) -> str:
        """ "f", "m" or "" by titles, roles and the pronouns right after a mention in the same sentence."""
        words = {w for m in entity.mentions for w in m.title.lower().split()} | set(entity.role.lower().split())
        if words & FEMALE:
            return "f"
        if words & MALE:
            return "m"
        he = she = 0
        for mention in entity.mentions[:6]:
            for index in range(mention.last, min(mention.last + 14, len(self.state.tokens))):
                token = self.state.tokens[index]
                other = self.inside.get(index)
                if token.paragraph != mention.paragraph or (other is not None and other.kind == PERSON):
                    break
                if token.quoted:
                    continue
                he += token.lower in HE
                she += token.lower in SHE
        return "f" if she > he else "m" if he > she else ""

    def pronoun(self, word: str, index: int) -> Entity | None:
        """The latest subject that can be this he, she, it or they."""
        wanted = "m" if word in HE else "f" if word in SHE else ""
        paragraph = self.state.tokens[index].paragraph
        for at, entity in reversed(self.subjects[-RECENT:]):
            if self.state.tokens[at].paragraph < paragraph - 4:
                break
            if word in ("it", "they") and entity.kind != PERSON:
                return entity
            if entity.kind == PERSON and word != "it":
                gender = self.genders.get(id(entity), "")
                if not gender or not wanted or gender == wanted:
                    return entity
        return None

    def pronoun_before(self, word: str, index: int) -> Entity | None:
        """Like `pronoun`, once the whole article has been read: looks only at subjects before token `index`."""
        wanted = "m" if word in HE else "f"
        paragraph = self.state.tokens[index].paragraph
        last = bisect_left(self.subjects, index, key=lambda subject: subject[0])
        for at, entity in reversed(self.subjects[max(0, last - RECENT) : last]):
            if entity.kind != PERSON:
                continue
            if self.state.tokens[at].paragraph < paragraph - 2:
                return None
            if self.genders.get(id(entity), wanted) in ("", wanted):
                return entity
        return None

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
        paragraph = self.state.tokens[index].paragraph
        fallback: Entity | None = None
        for at in range(index - 1, max(-1, index - FAR), -1):
            mention = self.inside.get(at)
            if self.state.tokens[at].paragraph < paragraph - 3:
                break
            if mention is None or mention.kind != ORGANIZATION or mention.entity is None:
                continue
            entity = mention.entity
            if noun in entity.name.lower() or noun in entity.role.lower():
                return entity
            fallback = fallback or entity
        return fallback if noun in COMPANY_NOUNS else None


def role_words(entity: Entity) -> set[str]:
    """The words of a person's role and titles, abbreviations written out."""
    words = {w for m in entity.mentions for w in m.title.lower().split()} | set(entity.role.lower().split())
    return words | {WRITTEN_OUT[w] for w in words if w in WRITTEN_OUT}
