"""The signs of a key sentence, each from 0 to about 1.

News writing puts the most important first, takes up in what matters the words of the headline and of the whole story,
says something new in each sentence, and gives what is fact rather than colour with figures, dates and deeds. Against
a sentence speak what leans on the one before, old history, talk, and speakers who have no part in the story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain

import msgspec

from briefgen.extraction.dangling import lacks_person, opens_with_link, opens_with_pronoun
from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import Entity, State
from briefgen.extraction.tokens import Sentence

# A person whom the article names this often at most has no part in the story but to speak.
MINOR_MENTIONS = 2
# The writer's own voice: a tweet, a letter, a column.
FIRST_PERSON = frozenset("we We my My our Our me".split())
FIRST_PERSON_LOWER = frozenset(word.lower() for word in FIRST_PERSON)
FIGURES = frozenset("0123456789$€£¥₹")
AMOUNT = re.compile(r"[$€£¥₹%]|\b(?:per ?cent|million|billion|trillion|bn)\b")
# How many people, homes or votes.
COUNTED = frozenset(
    """people killed dead died wounded injured arrested deaths victims troops soldiers civilians protesters missing
    homes jobs cases counts votes seats""".split()
)
HARMED = frozenset("killing kills kill wounding injuring arresting arrests".split()) | COUNTED
COUNT = r"(?:[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)"
TOLL = re.compile(
    rf"\b{COUNT}\b[^.;]{{0,40}}\b(?:{'|'.join(sorted(COUNTED))})\b"
    rf"|\b(?:kill|wound|injur|arrest)\w*\b[^.;]{{0,30}}\b{COUNT}\b"
)
YEAR = re.compile(r"\b((?:19|20)[0-9]{2})s?\b")
# The line that a desk owes whoever was asked, and that tells nothing.
ASKED = frozenset("respond return reply comment answer say reached".split())
NO_COMMENT = re.compile(
    r"\b(?:did(?:n[’']t| not)(?: immediately)? (?:respond|return|reply|comment|answer)|declined to (?:comment|say)"
    r"|(?:had|made|gave|offered) no (?:immediate |further )?comment|could not (?:immediately )?be reached)\b"
)
FULL_STOP = ".!?…:;)”\"’'"
OPENING_QUOTES = '“"'
# Adverbs by which a writer comments on what is told: how much, how often, against what was expected.
COMMENTS = frozenset("very really quite so too ever never always sometimes often just even still perhaps".split())
# As many in a sentence make it comment altogether.
ALL_COMMENT = 3
# So many sentences down, editors cut.
DEEP = 20


class Story(msgspec.Struct):
    """What the sentences of one article are weighed against."""

    centroid: Counter[str]
    norm: float
    title: Counter[str]
    title_length: int
    length: int
    year: int
    """The year of publication; 9999 where it is not known, so that no year is long past."""
    speakers: dict[int, list[Entity]]
    """Sentence -> who says something in it."""
    told: set[str] = msgspec.field(default_factory=set)
    """The content words of the sentences so far."""


def length_of(bag: Counter[str]) -> float:
    """The Euclidean length of a bag of words."""
    return math.sqrt(sum([count * count for count in bag.values()]))


def cosine(a: Counter[str], b: Counter[str], norms: float) -> float:
    """How alike two bags of words are, from 0 to 1; `norms` is the product of their lengths."""
    shared = a.keys() & b.keys()
    return math.fsum([a[word] * b[word] for word in shared]) / norms if shared and norms else 0.0


def speakers_by_sentence(state: State) -> dict[int, list[Entity]]:
    """Sentence -> who says something in it, where that is known."""
    found: dict[int, list[Entity]] = {}
    for saying in state.sayings.found if state.sayings else ():
        if saying.speaker is not None:
            found.setdefault(state.tokens[saying.verb].sentence, []).append(saying.speaker)
    return found


def tell_story(state: State, bags: list[Counter[str]], title: Counter[str]) -> Story:
    """What the sentences with these content words are weighed against."""
    spread = Counter(chain.from_iterable(bags))
    centroid = Counter({word: math.log(1 + count) for word, count in spread.items() if count > 1})
    year = state.today.year if state.today else 9999
    return Story(
        centroid, length_of(centroid), title, title.total(), max(1, len(bags)), year, speakers_by_sentence(state)
    )


def minor(speakers: list[Entity]) -> bool:
    """True where only people speak who have no other part in the story."""
    return bool(speakers) and all(e.kind == PERSON and len(e.mentions) <= MINOR_MENTIONS for e in speakers)


def long_past(text: str, year: int) -> bool:
    """True where the latest year that is named lies two years back or more."""
    years = YEAR.findall(text) if "19" in text or "20" in text else []
    return bool(years) and year != 9999 and int(max(years)) < year - 1


class Words(msgspec.Struct):
    """What the tokens of a sentence are."""

    tokens: int
    words: int
    small: int
    """Words in small letters."""
    own: int
    """Tokens outside quotation marks; their lower-case forms are `plain`."""
    plain: set[str]
    figure: bool
    personal: bool
    """True where the writer speaks of "we" or "my"."""


def count_words(state: State, sentence: Sentence, talk: bool) -> Words:
    """Count the tokens of a sentence by what they are; `talk`: some of them may be quoted."""
    tokens = state.tokens[sentence.first : sentence.last]
    own = [token for token in tokens if not token.quoted] if talk else tokens
    capitals = [token.cap for token in tokens if token.word]
    return Words(
        tokens=len(tokens),
        words=len(capitals),
        small=capitals.count(False),
        own=len(own),
        plain=sentence.words if len(own) == len(tokens) else {token.lower for token in own},
        figure=not FIGURES.isdisjoint([word[0] for word in sentence.words]),
        personal=not FIRST_PERSON_LOWER.isdisjoint(sentence.words)
        and not FIRST_PERSON.isdisjoint([token.text for token in own]),
    )


def signs(
    state: State, sentence: Sentence, words: Words, bag: Counter[str], norm: float, story: Story
) -> dict[str, float]:
    """The signs of one sentence against what the story has told before it."""
    text, index = sentence.text, sentence.index
    plain, figure = words.plain, words.figure
    shared = sum([story.title[word] for word in story.title.keys() & bag.keys()])
    dated = state.named_dates[index]
    lexicon = state.lexicon
    return {
        "early": (1 - index / story.length) ** 1.5,
        "second": index == 1,
        "central": cosine(bag, story.centroid, norm * story.norm),
        "headline": min(1.0, 2 * shared / max(4, story.title_length)),
        "novel": len(bag.keys() - story.told) / max(1, len(bag)),
        "figure": figure,
        "amount": figure and AMOUNT.search(text) is not None,
        "toll": not HARMED.isdisjoint(plain) and TOLL.search(text) is not None,
        "dated": dated is not None,
        "ahead": bool(dated and state.today and dated > state.today.isoformat()),
        "long-past": long_past(text, story.year),
        "deed": not lexicon.action_verbs.isdisjoint(plain),
        "said": not lexicon.speech_verbs.isdisjoint(plain),
        "minor-speaker": minor(story.speakers.get(index, [])),
        "quoted": words.own < words.tokens,
        "pronoun": opens_with_pronoun(sentence),
        "link": opens_with_link(sentence),
        "lacks-person": lacks_person(state, sentence),
        "one-of": "one of the " in text or "One of the " in text,
        "length": math.log(1 + words.words),
        "talk": state.tokens[sentence.first].quoted or text[:1] in OPENING_QUOTES,
        "comment": min(1.0, len(COMMENTS & sentence.words) / ALL_COMMENT),
        "no-comment": not ASKED.isdisjoint(sentence.words) and NO_COMMENT.search(text) is not None,
        "deep": index >= DEEP,
        "unfinished": index > 0 and text.rstrip()[-1:] not in FULL_STOP,
    }
