"""How much each sentence says of the story.

News writing puts the most important first, takes the headline's words up in what matters, names the story's actors, and
gives figures, dates and decisions in what is fact rather than colour. Each of these is a sign from 0 to 1; the table of
what they are worth was fitted by logistic regression over the development articles and rounded.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from briefgen.extraction.state import Candidate, State
from briefgen.extraction.tense import is_past
from briefgen.extraction.tokens import Sentence

WEIGHTS: dict[str, float] = {
    "early": 1.2,
    "first": 0.8,
    "lead": 1.4,
    "opens-paragraph": 0.1,
    "central": 0.9,
    "headline": 0.7,
    "actors": 0.6,
    "figure": 0.4,
    "dated": 0.4,
    "decision": 0.3,
    "said": 0.2,
    "past": -0.3,
    "speech": -0.3,
    "pronoun": -0.4,
    "scene": -0.5,
    "first-person": -0.4,
    "short": -1.2,
}
FEWEST_WORDS, MOST_WORDS = 6, 80
MOST_QUOTED = 0.85
TOP_ACTORS = 8
STOP = frozenset(
    """a an the of for to in on at and or by with from his her its their as s is are was were be been has have had
    that this it he she they will would said says who which but not after before than more into also about
    over""".split()
)
WORD = re.compile(r"[^\W_]+")
POINTS_BACK = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|We|I|There|Here|You|Such|Both|Some|One)\b"
)
# Words to the reader, and half sentences.
ASIDE = re.compile(r"(?:Here[’']s|Here are|Which|To read|Click|Watch|Read|See|Remember|Listen)\b", re.IGNORECASE)
CLICK = re.compile(r"\bclick here\b", re.IGNORECASE)
SETS_SCENE = re.compile(r"(?:When|While|As|Remember|Which|Here[’']s|Because|Though|Although|With|If|For)\b")
FIRST_PERSON = frozenset("i we our us my you your".split())
MONEY = frozenset("$€£¥₹")


@dataclass(frozen=True, slots=True)
class Story:
    """What the sentences of one article are weighed against."""

    centroid: Counter[str]
    norm: float
    title: Counter[str]
    length: int
    actors: dict[int, int]
    """Sentence -> how many of the story's main actors it names."""


def content_words(text: str) -> Counter[str]:
    """The words of a text that carry meaning, counted, in lower case."""
    return Counter([word for word in WORD.findall(text.lower()) if word not in STOP])


def length_of(bag: Counter[str]) -> float:
    """The Euclidean length of a bag of words."""
    return math.sqrt(sum([count * count for count in bag.values()]))


def cosine(a: Counter[str], b: Counter[str], norms: float) -> float:
    """How alike two bags of words are, from 0 to 1; `norms` is the product of their lengths."""
    shared = a.keys() & b.keys()
    return math.fsum([a[word] * b[word] for word in shared]) / norms if shared and norms else 0.0


def main_actors(state: State) -> dict[int, int]:
    """Sentence -> how many different main actors it names."""
    top = {id(entity) for entity in state.ranked[:TOP_ACTORS]}
    named: dict[int, set[int]] = {}
    for mention in state.mentions:
        if mention.entity is not None and id(mention.entity) in top:
            named.setdefault(mention.sentence, set()).add(id(mention.entity))
    return {sentence: len(entities) for sentence, entities in named.items()}


def signs(state: State, sentence: Sentence, bag: Counter[str], norm: float, story: Story) -> dict[str, float]:
    """The signs of a key sentence."""
    tokens = state.tokens[sentence.first : sentence.last]
    before = state.sentences[sentence.index - 1] if sentence.index else None
    plain = [token.lower for token in tokens if not token.quoted]
    shared = sum([story.title[word] for word in story.title.keys() & bag.keys()])
    lexicon = state.lexicon
    firsts = {token.text[0] for token in tokens}
    return {
        "early": (1 - sentence.index / story.length) ** 1.5,
        "first": float(before is None),
        "lead": float(sentence.paragraph <= 2),
        "opens-paragraph": float(before is None or before.paragraph != sentence.paragraph),
        "central": cosine(bag, story.centroid, norm * story.norm),
        "headline": min(1.0, 2 * shared / max(4, sum(story.title.values()))),
        "actors": min(1.0, story.actors.get(sentence.index, 0) / 3),
        "figure": float(not MONEY.isdisjoint(firsts) or any(map(str.isdigit, firsts))),
        "dated": float(state.named_dates[sentence.index] is not None),
        "decision": float(not lexicon.action_verbs.isdisjoint(plain)),
        "said": float(not lexicon.speech_verbs.isdisjoint(plain)),
        "past": float(is_past(state, sentence)),
        "speech": max(0.0, 1 - len(plain) / max(1, len(tokens)) - 0.25),
        "pronoun": float(bool(POINTS_BACK.match(sentence.text))),
        "scene": float(bool(SETS_SCENE.match(sentence.text))),
        "first-person": float(not FIRST_PERSON.isdisjoint(plain)),
        "short": float(len([True for token in tokens if token.word]) < 10),
    }


def can_stand(state: State, sentence: Sentence, bag: Counter[str]) -> bool:
    """False for a fragment, a question, a word to the reader, or a sentence that is nearly all quotation."""
    tokens = state.tokens[sentence.first : sentence.last]
    words = len([True for token in tokens if token.word])
    if not FEWEST_WORDS <= words <= MOST_WORDS or ASIDE.match(sentence.text):
        return False
    if "click" in bag and CLICK.search(sentence.text):
        return False
    if sentence.text.rstrip("”\"'’)").endswith("?"):
        return False
    return len([True for token in tokens if token.quoted]) <= MOST_QUOTED * len(tokens)


def weigh_sentences(state: State) -> None:
    """Weigh every sentence that can be a fact."""
    bags = [content_words(sentence.text) for sentence in state.sentences]
    spread = Counter(chain.from_iterable(bags))
    centroid = Counter({word: math.log(1 + count) for word, count in spread.items() if count > 1})
    title = content_words(state.article.title)
    story = Story(centroid, length_of(centroid), title, max(1, len(bags)), main_actors(state))
    for sentence, bag in zip(state.sentences, bags, strict=True):
        if can_stand(state, sentence, bag):
            norm = length_of(bag)
            found = signs(state, sentence, bag, norm, story)
            weight = sum(WEIGHTS[sign] * value for sign, value in found.items())
            state.candidates.append(Candidate(sentence.index, bag, norm, weight))
