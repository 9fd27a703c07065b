"""Roles that stand before a name: "army spokesman Bo Lund", "the agency's chief economist, Ada Quill,".

The noun phrase that leads up to the name is its title, its office and who owns that, without the article.
"""

from __future__ import annotations

from briefgen.extraction.grammar import CLOSED_CLASS, COMPANY_NOUNS, is_verb
from briefgen.extraction.namewords import NOT_NAMES
from briefgen.extraction.roles_before_comma import LOWERED, lowered, role_before_comma
from briefgen.extraction.roles_behind import MOST_WORDS
from briefgen.extraction.signs import ORGANIZATION
from briefgen.extraction.state import Mention, State

# Words that a role before a name may hold beside capitals and role nouns.
MODIFIERS = frozenset(
    """former ex-president acting deputy senior chief vice assistant associate interim incoming outgoing longtime
    long-time co- top first second third principal special general executive managing prime foreign defense
    defence interior finance health justice education energy national federal state local regional military
    police party union company team head lead veteran retired then opposition ruling presidential democratic
    republican conservative liberal labour political human public international global central army navy air
    naval border security intelligence government research news sports economic medical clinical legal
    environmental climate criminal civil rights current onetime one-time would-be independent star rookie
    captain forward right-wing left-wing far-right self-declared exiled elected convicted accused late
    british-born business community religious spiritual rebel separatist insurgent militant tribal student trade
    labor lower upper house""".split()
)
# Where a player stands, which other people do not.
POSITIONS = frozenset("center guard tackle end safety back forward wing point catcher prop lock".split())
# Of who has a degree, beside those titles that the lexicon has as polite.
DOCTOR = frozenset(("dr", "dr."))
TIMES = frozenset("day week month year morning evening night time".split())
# How far "of" can stand from the end of a portfolio.
MOST_PORTFOLIO = 8
STOPPERS = frozenset("a an the his her their its our my that this these those one another some".split())


def role_before(state: State, mention: Mention) -> str:
    """The noun phrase that leads up to the name: title, office and owner, without its article."""
    tokens, lexicon = state.tokens, state.lexicon
    index = mention.first
    sentence = mention.sentence
    if state.lowers[index - 1] == "," and index >= 2 and state.sentence_of[index - 2] == sentence:
        return role_before_comma(state, mention)
    office = office_before(state, index)
    seen_role, index = office is not None, index if office is None else office
    while index > 0 and state.sentence_of[index - 1] == sentence:
        token = tokens[index - 1]
        if state.quoted[index - 1] != state.quoted[mention.first]:
            break
        if token.lower in ("a", "an"):  # "a banker Marrow chose": the clause of another's apposition
            return ""
        if token.lower in STOPPERS or mention.first - index >= MOST_WORDS:
            break
        if token.text == ")" and state.lowers[index - 3] == "(":  # "Meridian Press (MP) photographer Ana Ruiz"
            index -= 3
            continue
        body = state.ends.get(index)
        if body is not None and body.kind == ORGANIZATION and body.sentence == sentence:
            index = body.first
        elif index == mention.first and token.lower in POSITIONS and state.tokens[index - 2].cap:
            seen_role, index = True, index - 1  # "Rovers center Bo Lund"
        elif token.cap or token.lower in lexicon.role_nouns or token.lower in lexicon.titles:
            if token.lower in NOT_NAMES or (token.cap and token.lower in CLOSED_CLASS - LOWERED):
                break
            if token.lower in lexicon.role_nouns and state.lowers[index - 2] == "to" and not token.cap:
                break  # "officers assigned to guard Lund"
            seen_role = seen_role or token.lower in lexicon.role_nouns or token.lower in lexicon.titles
            index -= 1
        elif (
            token.lower in ("’s", "'s", "&", "’")
            or token.lower in MODIFIERS
            or (token.lower.endswith(("-general", "-ranked", "-year", "-based", "-born")))
            or qualifies_role(state, index - 1)
            or (token.lower in ("and", "of", "for", "to") and joins_role(state, index - 1, mention))
            or (token.text == "," and lists_roles(state, index - 1, mention))
        ):
            index -= 1
        else:
            break
    while index < mention.first and not tokens[index].word:
        index += 1
    while index < mention.first and tokens[index].lower in ("’s", "'s", "and", "of", "for", "to", "&"):
        index += 1
    if not seen_role or index >= mention.first:
        return ""
    return lowered(state, index, without_honorific(state, index, mention.first))


def office_before(state: State, end: int) -> int | None:
    """Where "minister of mines and energy" begins that ends before token `end`: an office and what it is over."""
    if "of" not in state.lowers[max(0, end - MOST_PORTFOLIO) : end]:
        return None
    for index in range(end - 1, max(0, end - MOST_PORTFOLIO), -1):
        word = state.lowers[index]
        if word == "of":
            return index - 1 if index < end - 1 and state.lowers[index - 1] in state.lexicon.role_nouns else None
        plain = word.isalpha() and word not in CLOSED_CLASS and not state.tokens[index].cap
        if not (plain or word in ("and", ",")) or is_verb(state, index):
            return None
    return None


def lists_roles(state: State, comma: int, mention: Mention) -> bool:
    """True for the comma of "chairman, chief executive and president": roles on both sides, and an "and" further on."""
    nouns = state.lexicon.role_nouns
    rest = {state.lowers[index] for index in range(comma + 1, mention.first)}
    return state.lowers[comma - 1] in nouns and "and" in rest and not nouns.isdisjoint(rest)


def without_honorific(state: State, begin: int, end: int) -> int:
    """Where a role ends that has "Sir", "Mr" or "Dr." between it and the name."""
    while end - begin > 1 and state.tokens[end - 1].cap and is_polite(state, state.lowers[end - 1]):
        end -= 1
    return end


def is_polite(state: State, title: str) -> bool:
    """True for "mr", "dr." or "datuk seri": politeness, no role."""
    return state.lexicon.titles.get(title) == "honorific" or title in DOCTOR


def qualifies_role(state: State, index: int) -> bool:
    """True for a plain noun right before a role noun: "council leader", "airline spokesman"."""
    token = state.tokens[index]
    lexicon = state.lexicon
    following = state.tokens[index + 1]
    if (
        following.cap
        or following.lower not in lexicon.role_nouns
        or not token.lower.isalpha()
        or token.lower in CLOSED_CLASS
    ):
        return False
    known = token.lower in lexicon.common_words and token.lower not in TIMES and token.lower not in lexicon.speech_verbs
    return known and not is_verb(state, index) and not token.lower.endswith(("ly", "ing"))


def joins_role(state: State, index: int, mention: Mention) -> bool:
    """True for an "and" between two role nouns or an "of" inside an office: "director and senior economist"."""
    before, after = state.lowers[index - 1], state.lowers[index + 1]
    nouns = state.lexicon.role_nouns
    if state.tokens[index].lower == "and":
        plain = not state.tokens[index - 1].cap or state.tokens[index - 1].text.isupper()
        return before in nouns and plain and (after in nouns or after in MODIFIERS)
    if any(holds_office(state, i) for i in range(index + 1, mention.first)):
        return False  # "the son of former President Ilse Marrow"
    if not (before in nouns or before in state.lexicon.titles) or index + 1 >= mention.first:
        return False
    return state.tokens[index].lower == "of" or state.tokens[index + 1].text in state.lexicon.territory_of


def holds_office(state: State, index: int) -> bool:
    """True for a word that is a role or a title by itself."""
    lower, lexicon = state.lowers[index], state.lexicon
    return (lower in lexicon.role_nouns or lower in lexicon.titles) and lower not in MODIFIERS


def body_before(state: State, mention: Mention) -> str:
    """ "the oil company X", "state-run Xinhua": what a company is, before its name."""
    tokens = state.tokens
    index = mention.first
    if state.lowers[index - 1] not in COMPANY_NOUNS or tokens[index - 1].cap:
        return ""
    while index > 0 and state.sentence_of[index - 1] == mention.sentence and tokens[index - 1].word:
        word = tokens[index - 1].lower
        if (
            word in STOPPERS
            or word in ("of", "in", "at", "for", "by", "to", "from", "with", "and", "or", "said")
            or is_verb(state, index - 1)
        ):
            break
        if mention.first - index >= 6:
            break
        index -= 1
    if state.lowers[index - 1] == "to" and not tokens[index].cap:  # "the request to investigate energy company X"
        index += 1
    return state.text(index, mention.first) if index < mention.first else ""
