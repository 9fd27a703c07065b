"""How much each sentence says of the story.

The table says what each sign of a key sentence is worth. It was fitted by logistic regression, for being a fact of the
answer at all and for being one that must not be missing, over articles annotated by hand; left-out articles do as well
as fitted ones but for a hundredth.
"""

from __future__ import annotations

import re
from collections import Counter

from briefgen.extraction.keysigns import length_of, signs, tell_story
from briefgen.extraction.state import Candidate, State
from briefgen.extraction.tokens import Sentence

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
    "unfinished": -1.4,
}
FEWEST_WORDS, MOST_WORDS = 6, 80
MOST_QUOTED = 0.85
# Fewer words in small letters make a label, a line-up or a byline, no sentence.
FEWEST_PLAIN = 3
STOP = frozenset(
    """a an the of for to in on at and or by with from his her its their as s is are was were be been has have had
    that this it he she they will would said says who which but not after before than more into also about
    over""".split()
)
WORD = re.compile(r"[^\W_]+")
# The writer's own voice: a tweet, a letter, a column.
FIRST_PERSON = frozenset(("we", "We", "my", "My", "our", "Our", "me"))
# Words to the reader, and half sentences.
ASIDE = re.compile(
    r"(?:Here[’']s|Here are|Which|To read|Click|Watch|Read|See|Remember|Listen|Get|Check|Join|Follow)\b"
    r"|Sign up\b|Subscribe\b|.*\bclick here\b|\(Graphic\b|Updated? (?:at|on)\b",
    re.IGNORECASE,
)
# The hour of publication, and a tweet's signature: lines of the page, not of the story.
STAMP = re.compile(r"[0-9]{1,2}:[0-9]{2}\s(?:[AP]M\s)?[A-Z]{2,4}\b\W*$|^[—–-]\s.*\(@\w+\)")


def content_words(text: str) -> Counter[str]:
    """The words of a text that carry meaning, counted, in lower case."""
    return Counter(word for word in WORD.findall(text.lower()) if word not in STOP)


def can_stand(state: State, sentence: Sentence) -> bool:
    """False for a fragment, a question, a word to the reader, the writer's own voice, or a sentence all in quotes."""
    text = sentence.text
    words = plain = quoted = 0
    personal = False
    for token in state.tokens[sentence.first : sentence.last]:
        words += token.word
        plain += token.word and not token.cap
        quoted += token.quoted
        personal = personal or (token.text in FIRST_PERSON and not token.quoted)
    if personal or not FEWEST_WORDS <= words <= MOST_WORDS or plain < FEWEST_PLAIN:
        return False
    if quoted > MOST_QUOTED * (sentence.last - sentence.first) or text.rstrip("”\"'’)").endswith("?"):
        return False
    return not (ASIDE.match(text) or STAMP.search(text))


def weigh_sentences(state: State) -> None:
    """Weigh every sentence that can be a fact."""
    bags = [content_words(sentence.text) for sentence in state.sentences]
    story = tell_story(state, bags, content_words(state.article.title))
    for sentence, bag in zip(state.sentences, bags, strict=True):
        if can_stand(state, sentence):
            norm = length_of(bag)
            found = signs(state, sentence, bag, norm, story)
            weight = sum(WEIGHTS[sign] * value for sign, value in found.items())
            state.candidates.append(Candidate(sentence.index, bag, norm, weight))
        story.told.update(bag)
