"""Roles that stand behind a name: ", the Y of Z,", "who heads …", "of Fair Tide", "is the largest operator in …"."""

from __future__ import annotations

import re

from briefgen.extraction.grammar import CLOSED_CLASS, is_verb
from briefgen.extraction.signs import ORGANIZATION, PERSON
from briefgen.extraction.state import Mention, State
from briefgen.extraction.tense import FINITE, NOT_PAST, PAST

MOST_WORDS = 15
# What a person may be called, of the words in "-ed".
QUALITIES = frozenset("retired self-declared exiled elected convicted accused red-haired".split())
# What opens a phrase before the subject.
FRONTS = frozenset("according for in at by to with as from on under after before despite".split())
MOST_FRONTED = 6
# What a phrase ends at that is an apposition and no new subject: "According to the board, the ferry runs on".
CLOSING = frozenset({",", ".", ";", ")", "—", "–", "”", '"', ":", "("})
VERBS_END = frozenset(
    """said says told is was has had will would who which and but as after when while where""".split()
)


def role_after(state: State, mention: Mention) -> str:
    """The apposition behind the name: ", the Y of Z,"."""
    tokens = state.tokens
    index = mention.last
    if (
        state.lowers[index] == ","
        and re.fullmatch(r"\d{1,2}", state.lowers[index + 1])
        and state.lowers[index + 2] == ","
    ):
        index += 2
    if state.lowers[index] == "(" and state.lowers[index + 2] == ")":
        index += 3
    if state.lowers[index] not in (",", "—", "–", "-"):
        return ""
    begin = index + 1
    if (
        begin >= len(tokens)
        or state.sentence_of[begin] != mention.sentence
        or state.quoted[begin] != state.quoted[mention.last - 1]
    ):
        return ""
    end = apposition_end(state, begin, mention.sentence)
    if end - begin < 1 or end - begin > MOST_WORDS + 3:
        return ""
    if tokens[begin].lower in ("who", "whose", "which", "where", "when"):
        return role_in_clause(state, begin, end)
    head = role_head(state, begin, end)
    opening = tokens[begin].lower
    participle = opening in PAST or opening in NOT_PAST or (opening.endswith("ed") and opening not in QUALITIES)
    if (
        head is None
        or participle
        or names_somebody(state, begin, end)
        or tokens[begin].lower in ("but", "and", "or", "after", "as", "with")
        or (tokens[begin].lower == "of" and not tokens[begin + 1].cap)  # "convicted Quill, 51, of threatening a man"
    ):
        return ""
    if tokens[begin].lower in ("the", "a", "an", "his", "her", "their"):
        begin += 1
    return state.text(begin, end)


def owns(state: State, mention: Mention) -> bool:
    """True for a name with its possessive: "Vladimir Putin's special envoy" is somebody else."""
    return state.lowers[mention.last] in ("’s", "'s")


def names_somebody(state: State, begin: int, end: int) -> bool:
    """True where the words lead up to another name: a new subject or the next of a list, no apposition."""
    within = (state.begins[index] for index in range(begin, end) if index in state.begins)
    people = [m for m in within if m.kind == PERSON and begin <= m.lead and m.last <= end and not owns(state, m)]
    return any(
        (m.lead == begin and m.first > begin)
        or (m.last == end and not any(state.lowers[i] in ("of", "for", "to", "at", "in") for i in range(begin, m.lead)))
        for m in people
    )


def apposition_end(state: State, begin: int, sentence: int) -> int:
    """Where an apposition ends: at the comma, verb or dash that takes the sentence up again."""
    tokens = state.tokens
    end = begin
    while end < len(tokens) and state.sentence_of[end] == sentence:
        token = tokens[end]
        if token.text in {".", ";", "—", "–", "“", '"', "”", ":", "("}:
            break
        if token.text == ",":
            # a comma inside an office ("minister of trade, industry and …") goes on only before a legal suffix
            if state.lowers[end + 1].rstrip(".") in state.lexicon.legal_suffixes:
                end += 1
                continue
            break
        if (
            token.lower in ("who", "which", "that", "where", "when", "as", "after", "but", "while", "because")
            and end > begin
        ):
            break
        if (
            end > begin + 1
            and token.lower in state.lexicon.speech_verbs
            and token.lower in VERBS_END | {"added", "wrote", "announced"}
        ):
            break
        if token.lower in ("is", "was", "has", "had", "will", "would") and end > begin:
            break
        end += 1
    return end


def role_head(state: State, begin: int, end: int) -> int | None:
    """The role noun that heads the phrase: among its first words, before any verb."""
    lexicon = state.lexicon
    for index in range(begin, min(end, begin + 10)):
        lower = state.lowers[index]
        if lower in lexicon.role_nouns or (lower in lexicon.titles and not lower.endswith(".")):
            return index
        if lower in ("said", "in", "on", "by") and index == begin:
            return None
    return None


def role_in_clause(state: State, begin: int, end: int) -> str:
    """ "who is the mayor", "who heads the commission", "who owns …"."""
    verb = state.lowers[begin + 1]
    if state.lowers[begin] != "who":
        return ""
    if verb in ("is", "was", "serves", "served", "remains") and role_head(state, begin + 2, end) is not None:
        first = begin + 2
        while state.lowers[first] in ("as", "the", "a", "an", "also", "now"):
            first += 1
        return state.text(first, end) if first < end else ""
    if verb in ("heads", "leads", "owns", "runs", "chairs", "directs", "represents", "headed", "led", "chaired"):
        return state.text(begin + 1, end)
    return ""


def role_of_office(state: State, mention: Mention) -> str:
    """ "said Bo Lund of Fair Tide", "Smith of the University of X": where somebody belongs."""
    if state.lowers[mention.last] not in ("of", "from", "at", "with"):
        return ""
    begin = mention.last + 1
    if state.lowers[begin] == "the":
        begin += 1
    body = state.begins.get(begin)
    unnamed = body is not None and body.kind == "" and body.last - body.first > 1  # "of Third Quay, a research firm"
    return state.text(mention.last, body.last) if body is not None and (unnamed or body.kind == ORGANIZATION) else ""


def role_by_copula(state: State, mention: Mention) -> str:
    """ "Vantrex is the largest ferry operator in the strait"."""
    verb = state.lowers[mention.last]
    if verb not in ("is", "was", "remains", "became") or state.lowers[mention.last + 1] not in ("a", "an", "the"):
        return ""
    if state.sentence_of[mention.last] != mention.sentence:
        return ""
    begin = mention.last + 2
    end = apposition_end(state, begin, mention.sentence)
    if role_head(state, begin, min(end, begin + 6)) is None or not 1 <= end - begin <= MOST_WORDS:
        return ""
    return state.text(begin, end)


def is_fronted(state: State, mention: Mention) -> bool:
    """True where the sentence opens with a phrase that ends at the mention: "According to the board, the ferry …"."""
    first = state.sentences[mention.sentence].first
    opening = state.lowers[first]
    return mention.first - first < MOST_FRONTED and (opening in FRONTS or opening.endswith("ing"))


def body_after(state: State, mention: Mention) -> str:
    """ ", a London-based research firm,": what a body is, after its name."""
    role = ""
    if state.lowers[mention.last] == "," and state.lowers[mention.last + 1] in ("a", "an", "the"):
        begin = mention.last + 2
        if begin < len(state.tokens) and state.sentence_of[begin] == mention.sentence:
            end = apposition_end(state, begin, mention.sentence)
            words = state.tokens[begin:end]
            plain = any(token.word and not token.cap and token.lower not in CLOSED_CLASS for token in words)
            closed = end < len(state.tokens) and state.tokens[end].text in CLOSING
            closed = closed and (state.tokens[end].text == "," or not is_fronted(state, mention))
            finite = any(is_verb(state, i) or state.lowers[i] in FINITE for i in range(begin, end))
            if plain and closed and len(words) <= MOST_WORDS and not finite:
                role = state.text(begin, end)
    return role
