"""Which paragraphs are the story, and its words and sentences.

A dateline, a byline and the lines under a story ("Associated Press writer … contributed to this report") name people
and agencies that have no part in it, so they are set aside before anything is looked for.
"""

from __future__ import annotations

import re

from briefgen.extraction.forms import Forms, forms_of
from briefgen.extraction.sentences import Sentence, split_sentences
from briefgen.extraction.state import State

TAG_LINE = re.compile(
    r"""^\W*(?:
        (?:additional\s+)?reporting\s+(?:for\b.{0,60})?by\b | edit(?:ing|ed)\s+by\b | writing\s+by\b | compiled\s+by\b
      | with\s+(?:additional\s+)?(?:reporting|files?|inputs?|contributions?)\s+(?:by|from)\b
      | with\s+[\w ]{1,30}\s(?:wires?|agencies|staff|reports?)\W*$ | by\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}\W*$
      | follow\s+.{0,60}\bon\s+(?:twitter|x|facebook|instagram)\b | follow\s+@ | our\s+standards\s*: | copyright\b | ©
      | all\s+rights\s+reserved | this\s+(?:story|article|report)\s+(?:has\s+been|was)\s+(?:first\s+|updated|corrected)
      | (?:read|see|click|watch)\s+(?:more|also|here|next)\b | the\s+associated\s+press\s+contributed\b | sign\s+up\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"\b(?:contributed to this (?:report|story|article)|(?:reported|report) from [A-Z][\w ,]{2,60}\.$)"
)
ENDS = re.compile(r"[.!?…:;,)\]\"”’—–-]\s*$")
MOST_HEADING_WORDS, MOST_QUOTED_WORDS = 9, 14
# A crosshead may be somebody's words: a line in quotation marks that ends without a stop, as no sentence in them does.
QUOTED_LINE = re.compile(r"[“‘\"'][^“”\"]*\w[”’\"']")
# As far as a rule looks beyond the first or the last token of an article.
FARTHEST = 64


def is_heading(text: str) -> bool:
    """True for a line between paragraphs that is no sentence: a crosshead or a rule."""
    words = text.split(None, MOST_QUOTED_WORDS)
    if not any(c.isalnum() for c in text):
        return True
    if len(words) <= MOST_QUOTED_WORDS and QUOTED_LINE.fullmatch(text.strip()):
        return True
    return len(words) <= MOST_HEADING_WORDS and not ENDS.search(text) and not any(c.isdigit() for c in text)


def lay_out_story(state: State) -> None:
    """Set aside what is no story; tokens and sentences of the rest."""
    paragraphs = state.article.paragraphs
    dateline = state.article.dateline
    if dateline and dateline.text and paragraphs and paragraphs[0].startswith(dateline.text):
        state.begin = len(dateline.text)
    state.skipped = frozenset(
        number
        for number, text in enumerate(paragraphs)
        if is_heading(text)
        or TAG_LINE.match(text)
        or (number >= len(paragraphs) - 4 and CONTRIBUTED.search(text[:400]))
    )
    known = forms_of(state.lexicon)
    for number, text in enumerate(paragraphs):
        if number not in state.skipped:
            lay_out(state, number, text, state.begin if number == 0 else 0, known)
    state.quoted = [False] * len(state.tokens)
    state.lowers = [token.lower for token in state.tokens] + [""] * FARTHEST


def lay_out(state: State, paragraph: int, text: str, begin: int, known: Forms) -> None:
    """Add the sentences of a paragraph from offset `begin` on, and their tokens."""
    tokens, starts = state.tokens, state.starts
    for start, end in split_sentences(text, begin):
        first, index = len(tokens), len(state.sentences)
        at, traits = start, 0
        shapes: list[str] = []
        content: list[str] = []
        for form in known.of(text[start:end]):
            tokens += form.tokens
            for offset in form.starts:
                starts.append(at + offset)
            at += form.width
            traits |= form.traits
            shapes.append(form.shape)
            content += form.content
        last = len(tokens)
        state.paragraph_of += [paragraph] * (last - first)
        state.sentence_of += [index] * (last - first)
        state.sentences.append(
            Sentence(paragraph, start, end, first, last, text[start:end], index, traits, "".join(shapes), content)
        )
