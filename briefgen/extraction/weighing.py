"""How much each sentence says of the story.

The table says what each sign of a key sentence is worth. It was fitted by logistic regression, for being a fact of the
answer at all and for being one that must not be missing, over articles annotated by hand; left-out articles do as well
as fitted ones but for a hundredth.
"""

from __future__ import annotations

import re
from operator import mul

from briefgen.extraction.forms import content_of
from briefgen.extraction.keysigns import Words, count_words, counted, length_of, signs, tell_story
from briefgen.extraction.state import Candidate, State
from briefgen.extraction.traits import BITS

WEIGHTS: dict[str, float] = {
    "early": 1.3,
    "second": 1.1,
    "central": 3.1,
    "headline": 0.9,
    "novel": 1.3,
    "figure": 0.4,
    "amount": 0.3,
    "toll": 0.5,
    "dated": 0.6,
    "ahead": 0.9,
    "long-past": -1.1,
    "deed": 0.3,
    "said": 0.2,
    "minor-speaker": -0.2,
    "quoted": -0.3,
    "pronoun": -0.3,
    "link": -0.4,
    "lacks-person": -0.7,
    "one-of": -0.7,
    "length": 0.6,
    "talk": -0.5,
    "comment": -0.8,
    "no-comment": -2.0,
    "deep": -0.6,
    "unfinished": -1.4,
}
READER = BITS["click"]
FEWEST_WORDS, MOST_WORDS = 6, 80
MOST_QUOTED = 0.85
# Fewer words in small letters make a label, a line-up or a byline, no sentence.
FEWEST_PLAIN = 3
# Words to the reader, and half sentences.
ASIDE = re.compile(
    r"(?:Here[’']s|Here are|Which|To read|Click|Watch|Read|See|Remember|Listen|Get|Check|Join|Follow)\b"
    r"|Sign up\b|Subscribe\b|\(Graphic\b|Updated? (?:at|on)\b",
    re.IGNORECASE,
)
CLICK = re.compile(r"\bclick here\b", re.IGNORECASE)
# The hour of publication, and a tweet's signature: lines of the page, not of the story.
HOUR = re.compile(r"[0-9]{1,2}:[0-9]{2}\s(?:[AP]M\s)?[A-Z]{2,4}\b\W*$")
DASHES = frozenset("—–-")
SIGNATURE = re.compile(r"[—–-]\s.*\(@\w+\)")


def can_stand(words: Words, text: str) -> bool:
    """False for a fragment, a question, a word to the reader, the writer's own voice, or a sentence all in quotes."""
    if words.personal or not FEWEST_WORDS <= words.words <= MOST_WORDS or words.small < FEWEST_PLAIN:
        return False
    if words.tokens - words.own > MOST_QUOTED * words.tokens or text.rstrip("”\"'’)").endswith("?"):
        return False
    if words.traits & READER and CLICK.search(text):
        return False
    if text[0] in DASHES and SIGNATURE.match(text):
        return False
    return not (ASIDE.match(text) or (words.figure and ":" in text and HOUR.search(text)))


def weigh_sentences(state: State) -> None:
    """Weigh every sentence that can be a fact."""
    bags = [counted(sentence.content) for sentence in state.sentences]
    story = tell_story(state, bags, content_of(state.article.title, state.lexicon))
    for sentence, bag in zip(state.sentences, bags, strict=True):
        before = len(story.told)
        story.told.update(bag)
        words = count_words(state, sentence, len(story.told) - before)
        if can_stand(words, sentence.text):
            norm = length_of(bag)
            found = signs(state, sentence, words, bag, norm, story)
            weight = sum(map(mul, WEIGHTS.values(), found.values()))  # both in the order of the table
            state.candidates.append(Candidate(sentence.index, bag, norm, weight))
