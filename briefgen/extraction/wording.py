"""A sentence of the article made to stand alone.

It keeps its words; only what points outside it is dropped ("Meanwhile,", "also") or resolved ("He" is the last person
who was a subject, "The company" the last body it can mean). What cannot be resolved is left as printed.
"""

from __future__ import annotations

import re

from briefgen.extraction.signs import ORGANIZATION
from briefgen.extraction.state import State

# With a comma these only link; "But" and "And" do without one, if a new subject follows.
OPENING_LINK = re.compile(
    r"^(?:(?:Meanwhile|However|Yet|Still|So|Also|Moreover|Furthermore|In addition|Additionally|Besides|Instead"
    r"|Then|Nevertheless|Nonetheless|Indeed|Ironically|Now|Afterwards?|Separately|For (?:his|her|its|their) part"
    r"|At the same time|On the other hand|In the meantime|As a result|Therefore|Thus|Likewise|Similarly),\s+"
    r"|(?:But|And)\s+(?=(?:the|a|an|in|on|at|he|she|they|it|his|her|its|their)\s|[A-Z]))"
)
# "also" only links, but for "not only … but also"; "too" and "however" do so between commas alone.
ALSO = re.compile(
    r"(?<!but)\salso(?=\s\w)|,\s(?:however|though|too|meanwhile|in turn|for example|in fact|of course),(?=\s)"
)
PRONOUN = re.compile(r"(He|She|His|Her)\b(?![’']|\s[A-Z])")
BODY = re.compile(
    r"The\s(company|bank|agency|airline|utility|ministry|firm|bureau|club)\s(?=(?:said|says|has|had|was|is|will|would|also|did|does)\b)"
)


def stand_alone(state: State, index: int) -> str:
    """The sentence without its links to the one before, and with its subject's name for a pronoun."""
    text = state.sentences[index].text.strip()
    link = OPENING_LINK.match(text)
    if link:
        text = text[link.end() :]
        text = text[:1].upper() + text[1:]
    if not any(mark in text for mark in '“”"'):
        text = ALSO.sub("", text, count=1)
    return name_subject(state, index, text)


def name_subject(state: State, index: int, text: str) -> str:
    """The text with the name for a pronoun or "The company" that opens it."""
    sentence = state.sentences[index]
    sayings = state.sayings
    if sayings is None:
        return text
    pronoun = PRONOUN.match(text)
    if pronoun:
        person = sayings.pronoun_before(pronoun.group().lower(), sentence.first)
        if person is not None and all(mention.sentence != index for mention in person.mentions):
            owner = "’s" if pronoun.group() in ("His", "Her") else ""
            return person.name + owner + text[pronoun.end() :]
    body = BODY.match(text)
    if body:
        organization = sayings.body(body.group(1), sentence.first)
        if organization is not None and organization.kind == ORGANIZATION:
            return organization.name[:1].upper() + organization.name[1:] + " " + text[body.end() :]
    return text
