"""A sentence of the article made to stand alone.

It keeps its words; only what points outside it is dropped ("Meanwhile,", "also") or resolved ("He" is the last person
who was a subject, "The company" the last body it can mean, "he said" whoever that saying belongs to). What cannot be
resolved is left as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.extraction.dangling import first_pronoun, lacks_person, lacks_thing, opens_with_link, opens_with_pronoun
from briefgen.extraction.sayings import Sayings
from briefgen.extraction.sentences import Sentence
from briefgen.extraction.signs import ORGANIZATION, PERSON
from briefgen.extraction.state import Entity, State
from briefgen.extraction.tense import FINITE
from briefgen.extraction.traits import bits

# With a comma these only link; "But" and "And" do without one, if a new subject follows.
OPENING_LINK = re.compile(
    r"^(?:(?:Meanwhile|However|Yet|Still|So|Also|Moreover|Furthermore|In addition|Additionally|Besides|Instead"
    r"|Then|Nevertheless|Nonetheless|Indeed|Ironically|Now|Afterwards?|Separately|For (?:his|her|its|their) part"
    r"|At the same time|On the other hand|In the meantime|As a result|Therefore|Thus|Likewise|Similarly|Elsewhere),\s+"
    r"|(?:But|And)\s+(?!for\s|that\s|not\s|yet\s))"
)
# "also" only links, but for "not only … but also"; "too" and "however" do so between commas alone.
ALSO = re.compile(
    r"\salso(?<!but\salso)(?=\s\w)|,\s(?:however|though|too|meanwhile|in turn|for example|in fact|of course),(?=\s)"
)
LINKED = bits(["link"])
QUOTATION = re.compile('[“”"]')
PRONOUN = re.compile(r"(He|She|His|Her)\b(?![’']|\s[A-Z])")
# "It" stands for a body only where it says or does what only a body can: not in "It was the sixth quarter".
BODY_SPEAKS = re.compile(r"It(?=\s(?:has\s|also\s)?[a-z]+)")
BODY = re.compile(
    r"The\s(company|bank|agency|airline|utility|ministry|firm|bureau|club|organi[sz]ation|group|charity|union)"
    r"(?P<behind>,\swhich|\s[a-z]+)\b"
)
# What a body of any kind may be called; only the one that the story is about can be meant.
ANY_BODY = frozenset("company firm organization organisation group".split())
LONGEST_SUBJECT = 40
POSSESSIVE = frozenset("his her".split())
Edit = tuple[int, int, str]


def stand_alone(state: State, index: int) -> str:
    """The sentence without its links to the one before, and with names for what points back."""
    sentence = state.sentences[index]
    text = sentence.text
    edits = [*unlink(sentence), *name_subject(state, sentence)]
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    text = close_quotation(text.strip())
    return text[:1].upper() + text[1:]


def close_quotation(text: str) -> str:
    """The text with the mark that a quotation over several sentences has in another of them."""
    if "“" in text and '"' in text and text.count("“") == text.count("”") + text.count('"'):
        return text  # a desk that opens with one kind of mark and closes with the other
    for opening, closing in (("“", "”"), ('"', '"')):
        if opening == closing and text.count(opening) % 2:
            inside = re.search(r'[\w,.?!]"(?:\s|$)', text)
            return opening + text if inside and text.index(opening) == inside.start() + 1 else text + closing
        if opening != closing and text.count(opening) != text.count(closing):
            lacks_end = text.rfind(opening) > text.rfind(closing)
            return text + closing if lacks_end else opening + text
    return text


def leans(state: State, sentence: Sentence) -> bool:
    """True where the sentence still points outside itself when it has been made to stand alone."""
    if opens_with_link(sentence) or lacks_thing(state, sentence):
        return True
    if not opens_with_pronoun(sentence) and not lacks_person(state, sentence):
        return False
    return not any(words for _, _, words in name_subject(state, sentence))


def unlink(sentence: Sentence) -> Iterator[Edit]:
    """What to drop: the link that opens the sentence, and one "also" of a sentence without quotation marks."""
    text = sentence.text
    link = OPENING_LINK.match(text)
    if link:
        yield link.start(), link.end(), ""
    begin = link.end() if link else 0
    linked = sentence.traits & LINKED and not QUOTATION.search(text)
    also = ALSO.search(text, begin) if linked else None
    # Behind a subject "however" can go; between two clauses it holds them together.
    if also and ("also" in also.group() or also.start() - begin <= LONGEST_SUBJECT):
        yield also.start(), also.end(), ""


def name_subject(state: State, sentence: Sentence) -> Iterator[Edit]:
    """The name for the pronoun or "The company" that the sentence begins with, else for the first "he" in it."""
    sayings = state.sayings
    if sayings is None:
        return
    link = OPENING_LINK.match(sentence.text)
    begin = link.end() if link else 0
    opening = sentence.text[begin : begin + 1].upper() + sentence.text[begin + 1 :]
    pronoun = PRONOUN.match(opening)
    if pronoun:
        person = sayings.references.pronoun_before(pronoun.group().lower(), sentence.first)
        if person is not None and not in_sentence(person, sentence):
            yield begin, begin + pronoun.end(), named(person, pronoun.group().lower() in POSSESSIVE)
        return
    body = BODY.match(opening)
    if body and does(state, body["behind"]):
        organization = sayings.references.body(body[1], sentence.first)
        if organization is not None and surely_means(state, body[1], organization):
            yield begin, begin + body.end(1), opening_name(state, organization)
        return
    if BODY_SPEAKS.match(opening):
        speaker = speaks_first(state, sayings, sentence)
        if speaker is not None and speaker.kind == ORGANIZATION:
            yield begin, begin + len("It"), opening_name(state, speaker)
        return
    yield from name_speaker(state, sayings, sentence)


def surely_means(state: State, noun: str, organization: Entity) -> bool:
    """True where the body bears the noun in its name or role, or is the one company that the story is about."""
    if noun in organization.name.lower() or noun in organization.role.lower():
        return True
    main = next((entity for entity in state.ranked if entity.kind == ORGANIZATION), None)
    return noun in ANY_BODY and organization is main


def does(state: State, behind: str) -> bool:
    """True where a verb, or a clause of its own, follows "The company": not in "The company behind the pier"."""
    word = behind.strip()
    verbs = state.lexicon.speech_verbs | state.lexicon.action_verbs
    return (
        behind.startswith(",")
        or word in FINITE
        or word in ("also", "then", "later")
        or word in verbs
        or word.endswith("ed")
    )


def name_speaker(state: State, sayings: Sayings, sentence: Sentence) -> Iterator[Edit]:
    """ "…, he said" with the speaker's name, where the sentence names nobody before."""
    index = first_pronoun(state, sentence)
    if index is None:
        return
    person = sayings.speaker_at(index)
    if person is not None and person.kind == PERSON and not in_sentence(person, sentence):
        yield state.starts[index] - sentence.start, state.end(index) - sentence.start, person.name


def speaks_first(state: State, sayings: Sayings, sentence: Sentence) -> Entity | None:
    """Whose saying "It" is the subject of, where the sentence begins with it."""
    first = next((i for i in range(sentence.first, sentence.last) if state.lowers[i] == "it"), None)
    return sayings.speaker_at(first) if first is not None else None


def in_sentence(entity: Entity, sentence: Sentence) -> bool:
    return any(mention.sentence == sentence.index for mention in entity.mentions)


def named(person: Entity, owns: bool) -> str:
    return person.name + "’s" * owns


def opening_name(state: State, entity: Entity) -> str:
    """The name as a sentence begins with it, behind the article that the text gives it."""
    if any(state.lowers[mention.first - 1] == "the" for mention in entity.mentions if mention.text == entity.name):
        return "The " + entity.name.removeprefix("the ")
    return entity.name[:1].upper() + entity.name[1:]
