"""Who said each quotation.

The saying that goes with a quotation stands behind it ("…," Quill said), before it (X said: "…"), or is the one before,
when a quotation fills its paragraph or runs on from the last. Where the saying hides its subject, so does the brief.
"""

from __future__ import annotations

from bisect import bisect_left

from briefgen.extraction.grammar import CLOSED_CLASS
from briefgen.extraction.sayings import DETERMINERS, PRONOUNS, Saying, Sayings
from briefgen.extraction.signs import PERSON
from briefgen.extraction.state import Quotation, State
from briefgen.model import Evidence, Quote

LEAST_WORDS = 5
REACH = 40
ENDS = frozenset({",", ".", "?", "!", "—", "–", "-", "…"})
NOBODY = Saying(-1, None, False)


class Speakers:
    """Gives each quotation of one article its saying, in story order."""

    def __init__(self, state: State, sayings: Sayings) -> None:
        self.state = state
        self.sayings = sayings
        self.verbs = [saying.verb for saying in sayings.found]

    def attribute(self) -> None:
        """Own sayings first; a quotation left open goes with the one it runs on into; the rest go on with the last."""
        quotations = self.state.quotations
        own = [self.right_behind(q) or self.behind(q) or self.ahead(q) for q in quotations]
        for at in range(len(quotations) - 2, -1, -1):
            if own[at] is None and not quotations[at].closed:
                following = quotations[at + 1]
                own[at] = own[at + 1] if following.paragraph == quotations[at].paragraph + 1 else None
        previous: Quotation | None = None
        for quotation, found in zip(quotations, own, strict=True):
            saying = found or self.carried(quotation, previous)
            quotation.speaker = saying.speaker
            quotation.unnamed = saying.known and saying.speaker is None
            previous = quotation

    def between(self, first: int, last: int) -> list[Saying]:
        """The sayings whose verb stands from token `first` to before `last`."""
        return self.sayings.found[bisect_left(self.verbs, first) : bisect_left(self.verbs, last)]

    def behind(self, quotation: Quotation) -> Saying | None:
        """The saying behind a quotation, in the same sentence and before any other quotation."""
        state, tokens = self.state, self.state.tokens
        end = quotation.last
        farthest = state.sentence_of[end - 1] + (tokens[end - 1].text != ".")
        while end < len(tokens) and end < quotation.last + REACH:
            # A full stop inside the marks ends the sentence; a comma, "?" or "!" leaves it open for "she said".
            beyond = state.sentence_of[end] > farthest
            if state.paragraph_of[end] != quotation.paragraph or state.quoted[end] or beyond:
                break
            if tokens[end].text in {".", ";"} and end > quotation.last + 1:
                break
            end += 1
        for saying in self.between(quotation.last, end):
            if self.goes_with(quotation, saying.verb):
                return saying
        return None

    def right_behind(self, quotation: Quotation) -> Saying | None:
        """“…,” Quill grinned: whoever follows a quotation that ends in a comma says it, whatever the verb."""
        state = self.state
        mark = quotation.last  # the closing mark
        if state.tokens[mark - 1].text != "," or not quotation.closed:
            return None
        mention = state.begins.get(mark + 1)
        if mention is None or mention.entity is None or mention.kind != PERSON:
            return None
        verb = state.lowers[mention.last]
        speaks = verb.isalpha() and verb not in CLOSED_CLASS and not state.tokens[mention.last].cap
        return Saying(-1, mention.entity, True) if speaks else None

    def goes_with(self, quotation: Quotation, verb: int) -> bool:
        """True where the words from the mark to the verb are its subject alone, or saying ends the sentence."""
        tokens = self.state.tokens
        words = [token for token in tokens[quotation.last : verb] if token.word]
        stops = any(tokens[i].text in ENDS for i in (quotation.last - 1, quotation.last - 2))
        stops = stops or self.state.lowers[quotation.last + 1] == ","
        if not words:
            return True
        word = words[0].lower
        noun_phrase = words[0].cap or word in PRONOUNS or word in DETERMINERS or word not in CLOSED_CLASS
        noun_phrase = noun_phrase and not word.endswith(("ing", "ed"))
        if stops and noun_phrase:
            return True
        comma = next((i for i in range(verb - 1, quotation.last, -1) if tokens[i].text == ","), None)
        final = comma is not None and verb - comma <= 5 and tokens[comma - 1].word
        return bool(final) and not tokens[verb].lower.endswith("ing")

    def ahead(self, quotation: Quotation) -> Saying | None:
        """The saying before a quotation in its sentence, or whom the sentence is about where it has none."""
        tokens = self.state.tokens
        sentence = self.state.sentences[self.state.sentence_of[quotation.first]]
        first = sentence.first
        if quotation.first >= 2 and tokens[quotation.first - 2].text == ":":
            first = min(first, self.state.sentences[self.state.sentence_of[quotation.first - 2]].first)
        if quotation.first - first <= 1:
            return None
        before = [s for s in self.between(first, quotation.first) if s.known]
        if before:
            return before[-1]
        subject = self.sayings.sentence_subject(sentence.index)
        return Saying(-1, subject, True) if subject is not None else None

    def carried(self, quotation: Quotation, previous: Quotation | None) -> Saying:
        """A quotation without a saying of its own goes on with the last one."""
        at = bisect_left(self.verbs, quotation.first) - 1
        last = self.sayings.found[at] if at >= 0 else NOBODY
        gap = quotation.paragraph - self.state.paragraph_of[last.verb] if last.known else 99
        if previous is not None and quotation.paragraph - previous.paragraph <= 1:
            later = last.known and last.verb > previous.last and gap == 0
            if not later and (
                not quotation.block or previous.block or previous.paragraph == quotation.paragraph or gap > 1
            ):
                return Saying(-1, previous.speaker, previous.unnamed or previous.speaker is not None)
        return last if gap <= 1 else NOBODY


def find_speakers(state: State) -> None:
    """Attribute every quotation, and list those of five words or more that have a speaker."""
    state.sayings = Sayings(state)
    Speakers(state, state.sayings).attribute()
    quotes = []
    for quotation in state.quotations:
        words = sum(token.word for token in state.tokens[quotation.first : quotation.last])
        if words < LEAST_WORDS or quotation.speaker is None:
            continue
        text = state.article.paragraphs[quotation.paragraph][quotation.start : quotation.end].strip()
        quotes.append(Quote(quotation.speaker.name, text, (Evidence(quotation.paragraph, text),)))
    state.quotes = tuple(quotes)
