"""The key facts: at most eight sentences that say what happened, each able to stand alone.

Sentences are weighed by what news writing itself does: the most important first, the headline's words in what matters,
the story's actors, figures and decisions in what is fact rather than colour. A sentence that repeats a chosen one adds
nothing. A fact keeps its sentence's words; only what points outside the sentence is resolved or dropped.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from briefgen.extraction.kinds import ORGANIZATION, PERSON
from briefgen.extraction.sayings import Sayings
from briefgen.extraction.state import State
from briefgen.extraction.tense import is_past
from briefgen.extraction.tokens import Sentence
from briefgen.extraction.when import FUTURE, find_when
from briefgen.model import KeyFact

MOST_FACTS = 8
MOST_WEIGHED = 60
FEWEST_WORDS, MOST_WORDS = 6, 80
# What a sentence loses by repeating, word for word, one that is chosen already.
REPETITION = 2.0
STOP = frozenset(
    """a an the of for to in on at and or by with from his her its their as s is are was were be been has have
    had that this it he she they will would said says who which but not after before than more into also about
    over""".split()
)
OPENING_LINK = re.compile(
    r"^(?:Meanwhile|However|But|And|Yet|Still|So|Also|Moreover|Furthermore|In addition|Additionally|Besides|Instead"
    r"|Then|Nevertheless|Nonetheless|Indeed|Ironically|Now|Afterwards?|Separately|For (?:his|her|its|their) part"
    r"|At the same time|On the other hand|In the meantime|As a result|Therefore|Thus|Likewise|Similarly"
    r"|Earlier|Later)\b,?\s+"
)
ALSO = re.compile(
    r"(?<=\w)\s(?:also|meanwhile|however|too)(?=\s\w)"
    r"|,\s(?:however|though|too|meanwhile|in turn|for example|in fact|of course),(?=\s)"
)
PRONOUN_START = re.compile(
    r"^(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|We|I|There|Here|You|Such|Both|Some|One)\b"
)
SCENE = re.compile(r"^(?:When|While|As|Remember|Which|Here[’']s|Because|Though|Although|With|If|For)\b")
FIRST_PERSON = frozenset(["i", "we", "our", "us", "my", "you", "your"])

# What each sign of a key sentence is worth; fitted by logistic regression over the development articles and rounded.
WEIGHTS: dict[str, float] = {
    "early": 0.9,
    "first": 0.6,
    "lead": 1.3,
    "opens-paragraph": 0.2,
    "central": 0.9,
    "headline": 0.7,
    "actors": 0.6,
    "figure": 0.5,
    "dated": 0.5,
    "decision": 0.3,
    "said": 0.2,
    "past": -0.3,
    "ahead": -0.1,
    "speech": -0.4,
    "pronoun": -0.2,
    "scene": -0.4,
    "first-person": -0.4,
    "short": -1.2,
}


@dataclass(slots=True)
class Candidate:
    """A sentence with its weight."""

    index: int
    words: Counter[str]
    weight: float


def content_words(text: str) -> Counter[str]:
    return Counter(w for w in re.findall(r"[^\W_]+", text.lower()) if w not in STOP)


def cosine(a: Counter[str], b: Counter[str]) -> float:
    shared = sum(a[word] * b[word] for word in a.keys() & b.keys())
    norm = math.sqrt(sum(v * v for v in a.values())) * math.sqrt(sum(v * v for v in b.values()))
    return shared / norm if norm else 0.0


def features(
    state: State, sentence: Sentence, bag: Counter[str], centroid: Counter[str], title: Counter[str]
) -> dict[str, float]:
    """The signs of a key sentence, each from 0 to 1."""
    tokens = state.tokens[sentence.first : sentence.last]
    sentences = state.sentences
    words = sum(t.word for t in tokens)
    quoted = sum(t.quoted for t in tokens) / max(1, len(tokens))
    position = sentence.index / max(1, len(sentences))
    text = sentence.text
    opens = sentence.index == 0 or sentences[sentence.index - 1].paragraph != sentence.paragraph
    shared = sum(n for w, n in title.items() if w in bag)
    top = {id(e) for e in state.ranked[:8]}
    actors = {id(m.entity) for m in state.mentions if m.entity and m.sentence == sentence.index} & top
    return {
        "early": (1 - position) ** 1.5,
        "first": float(sentence.index == 0),
        "lead": float(sentence.paragraph <= 2),
        "opens-paragraph": float(opens),
        "central": cosine(bag, centroid),
        "headline": min(1.0, 2 * shared / max(4, sum(title.values()))),
        "figure": float(any(t.text[0].isdigit() or t.text[0] in "$€£¥₹" for t in tokens)),
        "decision": float(any(t.lower in state.lexicon.action_verbs for t in tokens)),
        "past": float(is_past(state, sentence)),
        "ahead": float(bool(FUTURE.search(text))),
        "dated": float(find_when(text, state.today) is not None),
        "actors": min(1.0, len(actors) / 3),
        "speech": max(0.0, quoted - 0.25),
        "said": float(any(t.lower in state.lexicon.speech_verbs and not t.quoted for t in tokens)),
        "pronoun": float(bool(PRONOUN_START.match(text))),
        "scene": float(bool(SCENE.match(text))),
        "first-person": float(any(t.lower in FIRST_PERSON and not t.quoted for t in tokens)),
        "short": float(words < 10),
    }


def weigh(state: State) -> list[Candidate]:
    """Every sentence that can be a fact, with its weight."""
    sentences = state.sentences
    bags = [content_words(s.text) for s in sentences]
    document: Counter[str] = Counter()
    for bag in bags:
        document.update(bag.keys())
    centroid = Counter({word: math.log(1 + n) for word, n in document.items() if n > 1})
    title = content_words(state.article.title)
    found = []
    for sentence, bag in zip(sentences, bags, strict=True):
        tokens = state.tokens[sentence.first : sentence.last]
        words = sum(t.word for t in tokens)
        if not FEWEST_WORDS <= words <= MOST_WORDS or sentence.text.rstrip("”\"'’)").endswith("?"):
            continue
        if sum(t.quoted for t in tokens) > 0.85 * len(tokens):
            continue
        signs = features(state, sentence, bag, centroid, title)
        weight = sum(WEIGHTS.get(sign, 0.0) * value for sign, value in signs.items())
        found.append(Candidate(sentence.index, bag, weight))
    return found


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """The heaviest in story order, weighed anew by how little it repeats the chosen (maximal marginal relevance)."""
    chosen: list[Candidate] = []
    rest = sorted(candidates, key=lambda c: (-c.weight, c.index))[:MOST_WEIGHED]
    worth = [candidate.weight for candidate in rest]
    nearest = [0.0] * len(rest)
    while rest and len(chosen) < MOST_FACTS:
        best = max(range(len(rest)), key=lambda i: (worth[i] - REPETITION * nearest[i], -rest[i].index))
        chosen.append(rest[best])
        del rest[best], worth[best], nearest[best]
        nearest = [max(n, cosine(c.words, chosen[-1].words)) for n, c in zip(nearest, rest, strict=True)]
    return sorted(chosen, key=lambda c: c.index)


def stand_alone(state: State, index: int, sayings: Sayings) -> str:
    """The sentence without its links to the one before, and with its subject's name for a pronoun."""
    sentence = state.sentences[index]
    text = sentence.text.strip()
    link = OPENING_LINK.match(text)
    if link:
        text = text[link.end() :]
        text = text[:1].upper() + text[1:]
    text = ALSO.sub("", text, count=1) if "“" not in text and '"' not in text else text
    match = re.match(r"(He|She|His|Her)\b", text)
    if match and not text.startswith("Her majesty"):
        entity = sayings.pronoun_before(match.group().lower(), sentence.first)
        if entity is not None and entity.kind == PERSON and all(m.sentence != index for m in entity.mentions):
            owner = match.group() in ("His", "Her")
            text = entity.name + ("’s" if owner else "") + text[match.end() :]
    body = re.match(r"(?:The|Its)\s(company|bank|agency|airline|utility|ministry|firm|bureau|club)\b(?!’s|'s)", text)
    if body:
        entity = sayings.body(body.group(1), sentence.first)
        if entity is not None and entity.kind == ORGANIZATION and text.startswith("The"):
            text = entity.name[:1].upper() + entity.name[1:] + text[body.end() :]
    return text


def find_facts(state: State) -> None:
    """Choose the key facts, date them and make them stand alone."""
    assert state.sayings is not None
    chosen = choose(weigh(state))
    state.key_facts = tuple(
        KeyFact(
            text=stand_alone(state, candidate.index, state.sayings),
            when=state.dates[candidate.index],
            rule="lead" if candidate.index == 0 else "weight",
            evidence=(state.evidence(candidate.index),),
        )
        for candidate in chosen
    )


def looks_ahead(text: str) -> bool:
    """True for a sentence about what is still to come."""
    return bool(FUTURE.search(text))
