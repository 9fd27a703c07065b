"""The signs of a key sentence, each from 0 to about 1.

News writing puts the most important first, takes up in what matters the words of the headline and of the whole story,
says something new in each sentence, and gives what is fact rather than colour with figures, dates and deeds. Against
a sentence speak what leans on the one before, old history, talk, and speakers who have no part in the story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import reduce
from itertools import chain
from operator import or_

import msgspec

from briefgen.extraction.dangling import lacks_person, opens_with_link, opens_with_pronoun
from briefgen.extraction.sentences import Sentence
from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import Entity, State
from briefgen.extraction.traits import BITS, COUNTED, DEED, FIGURE, SPEECH, YEAR_NUMBER

# A person whom the article names this often at most has no part in the story but to speak.
MINOR_MENTIONS = 2
# The writer's own voice: a tweet, a letter, a column.
FIRST_PERSON = frozenset("we We my My our Our me".split())
AMOUNTS, HARM, WRITER, COMMENT, ASKED = (BITS[name] for name in ("amount", "harm", "writer", "comment", "asked"))
AMOUNT = re.compile(r"[$€£¥₹%]|\b(?:per ?cent|million|billion|trillion|bn)\b")
COUNT = r"(?:[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)"
TOLL = re.compile(
    rf"\b{COUNT}\b[^.;]{{0,40}}\b(?:{'|'.join(sorted(COUNTED.split()))})\b"
    rf"|\b(?:kill|wound|injur|arrest)\w*\b[^.;]{{0,30}}\b{COUNT}\b"
)
YEAR = re.compile(r"\b((?:19|20)[0-9]{2})s?\b")
# The line that a desk owes whoever was asked, and that tells nothing.
NO_COMMENT = re.compile(
    r"\b(?:did(?:n[’']t| not)(?: immediately)? (?:respond|return|reply|comment|answer)|declined to (?:comment|say)"
    r"|(?:had|made|gave|offered) no (?:immediate |further )?comment|could not (?:immediately )?be reached)\b"
)
FULL_STOP = ".!?…:;)”\"’'"
OPENING_QUOTES = '“"'
# As many adverbs by which a writer comments on what is told make a sentence comment altogether.
ALL_COMMENT = 3
# So many sentences down, editors cut.
DEEP = 20


class Story(msgspec.Struct):
    """What the sentences of one article are weighed against."""

    centroid: dict[str, float]
    norm: float
    title: dict[str, int]
    title_length: int
    length: int
    year: int
    """The year of publication; 9999 where it is not known, so that no year is long past."""
    speakers: dict[int, list[Entity]]
    """Sentence -> who says something in it."""
    today: str
    """The day of publication, or what no date lies behind."""
    told: set[str] = msgspec.field(default_factory=set)
    """The content words of the sentences so far."""


def counted(words: list[str]) -> dict[str, int]:
    """A bag of words: how often each of them is there."""
    bag = dict.fromkeys(words, 1)
    return bag if len(bag) == len(words) else Counter(words)


def length_of(bag: Mapping[str, float]) -> float:
    """The Euclidean length of a bag of words."""
    return math.sqrt(sum([count * count for count in bag.values()]))


def cosine(a: Mapping[str, float], b: Mapping[str, float], norms: float) -> float:
    """How alike two bags of words are, from 0 to 1; `norms` is the product of their lengths."""
    shared = [count * b[word] for word, count in a.items() if word in b]
    return math.fsum(shared) / norms if shared and norms else 0.0


def speakers_by_sentence(state: State) -> dict[int, list[Entity]]:
    """Sentence -> who says something in it, where that is known."""
    found: dict[int, list[Entity]] = {}
    for saying in state.sayings.found if state.sayings else ():
        if saying.speaker is not None:
            found.setdefault(state.sentence_of[saying.verb], []).append(saying.speaker)
    return found


def tell_story(state: State, bags: list[dict[str, int]], title: list[str]) -> Story:
    """What the sentences with these content words are weighed against."""
    spread = Counter(chain.from_iterable(bags))
    centroid = {word: math.log(1 + count) for word, count in spread.items() if count > 1}
    return Story(
        centroid=centroid,
        norm=length_of(centroid),
        title=counted(title),
        title_length=len(title),
        length=max(1, len(bags)),
        year=state.today.year if state.today else 9999,
        speakers=speakers_by_sentence(state),
        today=state.today.isoformat() if state.today else "9999",
    )


def minor(speakers: list[Entity]) -> bool:
    """True where only people speak who have no other part in the story."""
    return bool(speakers) and all(e.kind == PERSON and len(e.mentions) <= MINOR_MENTIONS for e in speakers)


def long_past(text: str, year: int) -> bool:
    """True where the latest year that is named lies two years back or more."""
    years = YEAR.findall(text)
    return bool(years) and year != 9999 and int(max(years)) < year - 1


class Words(msgspec.Struct):
    """What the tokens of a sentence are."""

    tokens: int
    words: int
    small: int
    """Words in small letters."""
    own: int
    """Tokens outside quotation marks; what they show is in `traits`."""
    traits: int
    figure: bool
    personal: bool
    """True where the writer speaks of "we" or "my"."""
    new: int
    """Words that carry meaning and that the story has not had before."""


def count_words(state: State, sentence: Sentence, new: int = 0) -> Words:
    """Count the tokens of a sentence by what they are."""
    own, traits = state.tokens[sentence.first : sentence.last], sentence.traits
    quoted = state.quoted[sentence.first : sentence.last]
    if True in quoted:
        own = [token for token, talk in zip(own, quoted, strict=True) if not talk]
        traits = reduce(or_, {token.traits for token in own}, 0)
    return Words(
        tokens=len(quoted),
        words=len(quoted) - sentence.shape.count("."),
        small=sentence.shape.count("a"),
        own=len(own),
        traits=traits,
        figure=sentence.traits & FIGURE != 0,
        personal=traits & WRITER != 0 and not FIRST_PERSON.isdisjoint([token.text for token in own]),
        new=new,
    )


def comments(state: State, sentence: Sentence) -> int:
    """How many adverbs of a comment the sentence has."""
    tokens = state.tokens[sentence.first : sentence.last]
    return len({token.lower for token in tokens if token.traits & COMMENT})


def signs(
    state: State, sentence: Sentence, words: Words, bag: dict[str, int], norm: float, story: Story
) -> dict[str, float]:
    """The signs of one sentence against what the story has told before it."""
    text, index = sentence.text, sentence.index
    figure, own, traits = words.figure, words.traits, sentence.traits
    shared = sum([count for word, count in story.title.items() if word in bag])
    dated = state.named_dates[index]
    return {
        "early": (1 - index / story.length) ** 1.5,
        "second": index == 1,
        "central": cosine(bag, story.centroid, norm * story.norm),
        "headline": min(1.0, 2 * shared / max(4, story.title_length)),
        "novel": words.new / max(1, len(bag)),
        "figure": figure,
        "amount": figure and traits & AMOUNTS != 0 and AMOUNT.search(text) is not None,
        "toll": own & HARM != 0 and TOLL.search(text) is not None,
        "dated": dated is not None,
        "ahead": dated is not None and dated > story.today,
        "long-past": traits & YEAR_NUMBER != 0 and long_past(text, story.year),
        "deed": own & DEED != 0,
        "said": own & SPEECH != 0,
        "minor-speaker": minor(story.speakers.get(index, [])),
        "quoted": words.own < words.tokens,
        "pronoun": opens_with_pronoun(sentence),
        "link": opens_with_link(sentence),
        "lacks-person": lacks_person(state, sentence),
        "one-of": "one of the " in text or "One of the " in text,
        "length": math.log(1 + words.words),
        "talk": state.quoted[sentence.first] or text[:1] in OPENING_QUOTES,
        "comment": min(1.0, comments(state, sentence) / ALL_COMMENT) if traits & COMMENT else 0.0,
        "no-comment": traits & ASKED != 0 and NO_COMMENT.search(text) is not None,
        "deep": index >= DEEP,
        "unfinished": index > 0 and text.rstrip()[-1:] not in FULL_STOP,
    }
