"""The sentences of a paragraph."""

from __future__ import annotations

import re

import msgspec

from briefgen.extraction.tokens import ABBREVIATIONS

# Abbreviations that may well end a sentence, too: the next word decides.
MAY_END = frozenset("Co Corp Inc Jr Ltd No Sr Bros Esq".split())
# Behind a stop comes a space; or a capital, where a page lost the break between sentences: "on the quay.Police came".
BREAK = re.compile(
    r"[.!?…]+[\"”’')\]]{0,3}(?:\s+(?=[\"“‘'(\[]{0,2}[^\W_a-z])|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]*[\s,]))"
)
# A word that opens a sentence and hardly ever follows "U.S." or "p.m." inside one.
OPENERS = frozenset(
    """A After Also Although An And As At Both But By During Earlier For From He Her His However If In It Its Last
    Meanwhile Most No On One Others Our Several She Since So Some That The Their Then There These They This
    Those Two Under We What When While With Yet You""".split()
)


class Sentence(msgspec.Struct, gc=False):
    """A sentence: its place in the paragraph and its tokens as a half-open range.

    `traits` are the bits of all that its words show, `content` its words that carry meaning, in lower case and in
    order, and `shape` has a letter for each token: "A" for a word with capitals, "a" for any other, "." for a mark.
    """

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    text: str
    index: int
    traits: int
    shape: str
    content: list[str]


# What parts the word before a stop from what stands before that, and how much is looked at.
BOUND = re.compile(r"[\s(\[“\"‘'—-]")
LONGEST_BEFORE = 20
INITIALS = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]")
FOLLOWING = re.compile(r"[\"“‘'(\[]{0,2}(\w+)")
# “Is it over?” Quill asked.: the mark ends the question, not the sentence.
ATTRIBUTED = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}\s){1,4}(?:said|says|asked|asks|added|wrote|told|replied|shouted|cried|wondered|exclaimed)\b"
)


def ends_sentence(text: str, match: re.Match[str]) -> bool:
    """True where the stop at `match` ends a sentence rather than an abbreviation or a quoted question."""
    if text[match.start()] in "?!" and any(mark in match.group() for mark in "”\"’'"):
        return not ATTRIBUTED.match(text, match.end())
    if text[match.start()] != "." or match.group().startswith(".."):
        return True
    word = BOUND.split(text[max(0, match.start() - LONGEST_BEFORE) : match.start()])[-1]
    if word in MAY_END or INITIALS.fullmatch(word):
        following = FOLLOWING.match(text, match.end())
        return following is not None and following[1] in OPENERS
    if word in ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())


def split_sentences(text: str, begin: int = 0) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of a paragraph from offset `begin` on; quotations are split inside, too."""
    spans = []
    start = begin
    for match in BREAK.finditer(text, begin):
        if ends_sentence(text, match):
            end = match.start() + len(match.group().rstrip())
            spans.append((start, end))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans
