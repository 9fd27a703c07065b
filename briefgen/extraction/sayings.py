"""Every "X said" of an article, and who X is.

One pass through the words finds each verb of saying outside quotation marks and its subject: a name beside it, a name
behind an apposition, "the minister" by role, a pronoun by whoever was last the subject. A subject that is
hidden ("a spokesman said") is known to be nobody, so that no quotation falls to the nearest name.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from briefgen.extraction.grammar import CLOSED_CLASS, is_verb
from briefgen.extraction.references import BODY_NOUNS, HE_SHE, SPOKES, References
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE
from briefgen.extraction.state import Entity, Mention, State
from briefgen.extraction.traits import SPEECH

PRONOUNS = frozenset("he she they it".split())
# What may stand between a subject and its verb.
BETWEEN = frozenset(
    """has have had also later then not never again already previously separately reportedly still earlier who
    which has would will did does is was further once since often""".split()
)
DEFINITE = frozenset("the his her their its this that".split())
INDEFINITE = frozenset("a an one another some several many other two three four".split())
DETERMINERS = DEFINITE | INDEFINITE
# Behind these stands a noun.
NO_VERB_BEHIND = DETERMINERS | {"’s", "'s", "of", "to", "no", "any"}
PAPERS = frozenset(
    "statement report letter document filing memo release ruling tweet post complaint documents reports".split()
)
# Verbs that name the hearer behind them, never the speaker.
TELLING = frozenset("told tells asked asks urged urges warned reminded assured informed".split())
REACH = 26
# How many sentences back the paper is named that "the statement" means.
NEAR = 4
# How many words a role may have between its body and its bearer.
MOST_ROLE_WORDS = 6


class Saying(msgspec.Struct):
    """A verb of saying at token `verb`; `speaker` is None where the article does not name or hides the subject."""

    verb: int
    speaker: Entity | None
    known: bool


class Sayings:
    """The sayings of one article in story order."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.references = References(state)
        self.inside = self.references.inside
        self.found: list[Saying] = []
        self.read()

    # One pass

    def read(self) -> None:
        """Find the sayings and, on the way, who was the subject of each sentence."""
        tokens = self.state.tokens
        for sentence in self.state.sentences:
            topic = self.sentence_subject(sentence.index)
            if topic is not None:
                self.references.subjects.append((sentence.first, topic))
            if not sentence.traits & SPEECH:
                continue
            for index in range(sentence.first, sentence.last):
                if not tokens[index].traits & SPEECH or not self.is_verb(index):
                    continue
                speaker, known = self.goes_on(index, topic) or self.subject(index)
                if speaker is not None and speaker.kind == PLACE and speaker.name in self.state.lexicon.cities:
                    speaker = None  # a town does not speak
                self.found.append(Saying(index, speaker, known))
                if speaker is not None:
                    self.references.add_speaker(index, speaker)

    def goes_on(self, verb: int, topic: Entity | None) -> tuple[Entity | None, bool] | None:
        """ "…, adding: “…”" behind a comma goes on with the first saying of its sentence, or with its subject."""
        tokens = self.state.tokens
        if (
            not tokens[verb].lower.endswith("ing")
            or tokens[verb].lower == "according"
            or self.state.lowers[verb - 1] != ","
        ):
            return None
        sentence = self.state.sentence_of[verb]
        begin = bisect_left(self.found, self.state.sentences[sentence].first, key=lambda saying: saying.verb)
        main = next((saying for saying in self.found[begin:] if saying.known), None)
        if main is not None:
            return main.speaker, True
        return (topic, True) if topic is not None else None

    def speaker_at(self, subject: int) -> Entity | None:
        """Who is meant by the pronoun at token `subject`, once the whole article has been read."""
        tokens = self.state.tokens
        at = bisect_left(self.found, max(0, subject - 1), key=lambda saying: saying.verb)
        for saying in self.found[at : at + 2]:
            between = tokens[subject + 1 : saying.verb]
            if saying.verb == subject - 1 or (
                saying.verb > subject
                and len(between) < 4
                and all(t.lower in BETWEEN or t.lower.endswith("ly") for t in between)
            ):
                return saying.speaker
        word = tokens[subject].lower
        return self.references.pronoun_before(word, subject) if word in HE_SHE else None

    def is_verb(self, index: int) -> bool:
        """False in quotation marks, with a capital, and for "the report" or "EU states will", a noun of saying."""
        token = self.state.tokens[index]
        if self.state.quoted[index] or (token.cap and token.lower != "according"):
            return False
        if token.lower.endswith("s") and (is_verb(self.state, index + 1) or self.state.lowers[index + 1] == "of"):
            return False
        return self.state.lowers[index - 1] not in NO_VERB_BEHIND

    def sentence_subject(self, sentence: int) -> Entity | None:
        """The person or body that the sentence begins with, unless a preposition stands before it."""
        span = self.state.sentences[sentence]
        for index in range(span.first, min(span.last, span.first + 12)):
            token = self.state.tokens[index]
            if self.state.quoted[index]:
                return None
            if token.lower in HE_SHE and index <= span.first + 1:
                return self.references.pronoun(token.lower, index)
            mention = self.inside.get(index)
            if mention is not None and mention.kind in (PERSON, ORGANIZATION):
                before = self.state.lowers[mention.lead - 1]
                owned = self.state.lowers[mention.last] in ("’s", "'s", "’")
                if before not in ("in", "at", "of", "by", "with", "from", "to", "for", "on", "after") and not owned:
                    return self.head(mention).entity
        return None

    def head(self, mention: Mention) -> Mention:
        """The person whose noun phrase a body opens ("Orr Freight operations chief Bo Lund"), else the mention."""
        if mention.kind == PERSON:
            return mention
        for index in range(mention.last, mention.last + MOST_ROLE_WORDS):
            following = self.inside.get(index)
            if following is not None:
                return following if following.kind == PERSON and following.first == index > mention.last else mention
            token = self.state.tokens[index] if index < len(self.state.tokens) else None
            if (
                token is None
                or not token.word
                or token.cap
                or is_verb(self.state, index)
                or token.lower in CLOSED_CLASS
            ):
                return mention
        return mention

    # Who is the subject

    def subject(self, verb: int) -> tuple[Entity | None, bool]:
        """(the subject of the verb, True where the text has one at all)."""
        before = self.state.tokens[verb - 1] if verb else None
        closes_quote = verb >= 2 and (
            self.is_mark(verb - 1) or (before is not None and before.text == "," and self.is_mark(verb - 2))
        )
        if closes_quote or self.state.lowers[verb] == "according":
            return self.subject_right(verb)
        found = self.subject_left(verb)
        if found[1] or self.state.lowers[verb] in TELLING:
            return found
        return self.subject_right(verb)

    def is_mark(self, index: int) -> bool:
        return self.state.tokens[index].text in {"”", '"', "’", "'", "’’", "''"}

    def subject_left(self, verb: int) -> tuple[Entity | None, bool]:
        tokens = self.state.tokens
        floor = self.state.sentences[self.state.sentence_of[verb]].first
        index = verb - 1
        while index >= floor and (tokens[index].lower in BETWEEN or tokens[index].lower.endswith("ly")):
            index -= 1
        if index >= floor and tokens[index].text == ")":
            while index > floor and tokens[index].text != "(":
                index -= 1
            index -= 1
        if index < floor or self.state.quoted[index]:
            return None, False
        if tokens[index].text == ",":
            return self.before_apposition(index, floor)
        word = tokens[index].lower
        mention = self.inside.get(index)
        if mention is not None:
            return self.holder(mention, floor), True
        if word in PRONOUNS:
            return self.references.pronoun(word, index), True
        if tokens[index].word and (not tokens[index].cap or self.is_office(index)):
            return self.common_noun(index, floor)
        return None, False

    def is_office(self, index: int) -> bool:
        """True for "President" in "the President said", as many desks write it."""
        lexicon, word = self.state.lexicon, self.state.lowers[index]
        return word in lexicon.role_nouns or word in lexicon.titles

    def before_apposition(self, comma: int, floor: int) -> tuple[Entity | None, bool]:
        """ "Ada Quill, chief executive of Fair Tide, told": the name whose apposition ends at the comma."""
        best: Mention | None = None
        index = comma - 1
        while index >= max(floor, comma - REACH) and not self.state.quoted[index]:
            mention = self.inside.get(index)
            if mention is not None and index == mention.last - 1 and self.state.lowers[mention.last] in (",", "("):
                if mention.kind == PERSON and (mention.last < comma or self.is_apposed(mention, floor)):
                    return mention.entity, True
                if mention.last < comma and best is None and mention.kind in (ORGANIZATION, PLACE):
                    best = mention
            index -= 1
        return (best.entity, True) if best else self.far_subject(comma, floor)

    def far_subject(self, comma: int, floor: int) -> tuple[Entity | None, bool]:
        """The person that the sentence begins with, behind whose name stands too long an apposition to look through."""
        first = next((m for i in range(floor, min(comma, floor + 8)) if (m := self.inside.get(i)) is not None), None)
        far = first is not None and first.kind == PERSON and self.state.lowers[first.last] == ","
        return (first.entity, True) if first is not None and far else (None, False)

    def is_apposed(self, mention: Mention, floor: int) -> bool:
        """ "The host, board member Ada Quill, said": a name that is itself the apposition."""
        tokens = self.state.tokens
        for index in range(mention.first - 1, max(floor, mention.first - REACH), -1):
            if tokens[index].text == ",":
                return not is_verb(self.state, index + 1) and tokens[index - 1].word
            if not (tokens[index].word or tokens[index].text in ("’s", "'s", "&")) or is_verb(self.state, index):
                return False
        return False

    def holder(self, mention: Mention, floor: int) -> Entity | None:
        """The mention's entity; for "Smith of the ministry said", Smith; for "Smith's husband said", nobody."""
        before = mention.first - 1
        if mention.kind != PERSON and self.state.lowers[before] == "the":
            before -= 1
        if mention.kind != PERSON and self.state.lowers[before] in ("of", "for", "at", "from"):
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
            if not (word.word or word.text in ("’s", "'s")) or word.lower in BETWEEN or state.quoted[first - 1]:
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
                return self.references.body(of_body, first), True
        if determiner in INDEFINITE:
            return None, True
        if noun in PAPERS:
            last = self.references.subjects[-1][1] if self.references.subjects else None
            return self.issuer(noun, index) or last, True
        if owner is not None and owner.kind == PERSON and self.state.lowers[owner.last] in ("’s", "'s"):
            return None, True
        if noun in lexicon.role_nouns:
            return self.references.bearer(noun, index), True
        if noun in BODY_NOUNS and determiner in DEFINITE:
            return self.references.body(noun, index), True
        if noun in lexicon.unnamed_speakers or noun in lexicon.role_nouns:
            return None, True
        return None, False

    def issuer(self, paper: str, index: int) -> Entity | None:
        """Whose "statement" it is: the subject of the last sentence that speaks of one, be it "The company"."""
        here = self.state.sentence_of[index]
        for number in range(here - 1, max(-1, here - 1 - NEAR), -1):
            sentence = self.state.sentences[number]
            if paper not in self.state.lowers[sentence.first : sentence.last]:
                continue
            noun = self.state.lowers[sentence.first + 1]
            if self.state.lowers[sentence.first] == "the" and noun in BODY_NOUNS:
                return self.references.body(noun, sentence.first)
            return self.sentence_subject(number)
        return None

    def subject_right(self, verb: int) -> tuple[Entity | None, bool]:
        """ "said Hill", "said army spokesman X", "said a resident", "according to the ministry"."""
        tokens, lexicon = self.state.tokens, self.state.lexicon
        sentence = self.state.sentences[self.state.sentence_of[verb]]
        noun = -1
        hidden = False
        for index in range(verb + 1, min(sentence.last, verb + REACH)):
            token = tokens[index]
            if token.text in {".", ";", "“", '"', "(", ":"} or self.state.quoted[index]:
                break
            if token.text == "," and (hidden or noun < 0):
                break
            mention = self.inside.get(index)
            if mention is not None and mention.kind == PERSON:
                owned = self.state.lowers[mention.last] in ("’s", "'s")
                return (None if owned else mention.entity), True
            if token.lower in PRONOUNS and index == verb + 1:
                return self.references.pronoun(token.lower, index), True
            hides = token.word and not token.cap and token.lower in lexicon.unnamed_speakers
            if hides or (token.word and token.lower in lexicon.role_nouns):
                noun = index if noun < 0 else noun
                hidden = hidden or hides
        for index in range(verb + 1, min(sentence.last, verb + 8)):
            mention = self.inside.get(index)
            if tokens[index].text in {",", "."}:
                break
            if mention is not None:
                return mention.entity, True
        if noun >= 0:
            return self.common_noun(noun, verb + 1)[0], True
        return None, False
