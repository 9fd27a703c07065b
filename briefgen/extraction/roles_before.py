"""Roles that stand before a name: "army spokesman Bo Lund", "the agency's chief economist, Ada Quill,".

The noun phrase that leads up to the name is its title, its office and who owns that, without the article.
"""

from __future__ import annotations

from briefgen.extraction.capitals import NOT_NAMES
from briefgen.extraction.grammar import CLOSED_CLASS, COMPANY_NOUNS, is_verb
from briefgen.extraction.roles_behind import MOST_WORDS, role_head
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
# Words that have a capital before a title only because they open the sentence.
LOWERED = frozenset("former outgoing incoming retired longtime veteran current fellow".split())
# Where a player stands, which other people do not.
POSITIONS = frozenset("center guard tackle end safety back forward wing point catcher prop lock".split())
TIMES = frozenset("day week month year morning evening night time".split())
DETERMINERS = frozenset("the a an his her their its another".split())
STOPPERS = frozenset("a an the his her their its our my that this these those one another some".split())


def role_before(state: State, mention: Mention) -> str:
    """The noun phrase that leads up to the name: title, office and owner, without its article."""
    tokens, lexicon = state.tokens, state.lexicon
    index = mention.first
    sentence = tokens[mention.first].sentence
    if state.lower(index - 1) == "," and index >= 2 and tokens[index - 2].sentence == sentence:
        return role_before_comma(state, mention)
    seen_role = False
    while index > 0 and tokens[index - 1].sentence == sentence:
        token = tokens[index - 1]
        if token.paragraph != mention.paragraph or token.quoted != tokens[mention.first].quoted:
            break
        if token.lower in ("a", "an"):  # "a banker Marrow chose": the clause of another's apposition
            return ""
        if token.lower in STOPPERS or mention.first - index >= MOST_WORDS:
            break
        if token.text == ")" and state.lower(index - 3) == "(":  # "Meridian Press (MP) photographer Ana Ruiz"
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
            if token.lower in lexicon.role_nouns and state.lower(index - 2) == "to" and not token.cap:
                break  # "officers assigned to guard Lund"
            seen_role = seen_role or token.lower in lexicon.role_nouns or token.lower in lexicon.titles
            index -= 1
        elif (
            token.lower in ("’s", "'s", "&", "’")
            or token.lower in MODIFIERS
            or (token.lower.endswith(("-general", "-ranked", "-year", "-based", "-born")))
            or qualifies_role(state, index - 1)
            or (token.lower in ("and", "of", "for", "to") and joins_role(state, index - 1, mention))
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


def without_honorific(state: State, begin: int, end: int) -> int:
    """Where a role ends that has "Sir" or "Mr" between it and the name."""
    titles = state.lexicon.titles
    while end - begin > 1 and state.tokens[end - 1].cap and titles.get(state.lower(end - 1)) == "honorific":
        end -= 1
    return end


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


def role_before_comma(state: State, mention: Mention) -> str:
    """ "the agency's chief economist, NAME,": the noun phrase before the comma, from its article or owner on."""
    tokens = state.tokens
    end = mention.first - 1
    opening = state.sentences[mention.sentence].first
    if state.lower(mention.last) not in (",", ".", ";"):
        return ""
    for index in range(end - 1, max(opening, end - MOST_WORDS) - 1, -1):
        token = tokens[index]
        if not token.word and token.text not in ("’s", "'s", "&"):
            return ""
        if token.lower in DETERMINERS or token.text in ("’s", "'s"):
            owner = state.ends.get(index) if token.text in ("’s", "'s") else None
            begin = owner.first if owner else index + 1
            return state.text(begin, end) if heads_role(state, index + 1, end) else ""
        if index == opening and token.cap:  # "Former harbour master, Ada Quill, said"
            return lowered(state, index, end) if heads_role(state, index, end) else ""
        if is_verb(state, index) and token.lower != "then":
            return ""
    return ""


def heads_role(state: State, begin: int, end: int) -> bool:
    """True for a phrase whose last word, or whose word before "of", is a role: not "the man who hurt the child"."""
    words = [state.lower(index) for index in range(begin, end)]
    if {"who", "which", "that", "whom"} & set(words):
        return False
    return role_head(state, begin, min(end, begin + 6)) is not None


def lowered(state: State, begin: int, end: int) -> str:
    """The phrase without the capital that only the sentence gives it."""
    text = state.text(begin, end)
    first = state.tokens[begin]
    if begin == state.sentences[first.sentence].first and first.lower in LOWERED:
        return text[0].lower() + text[1:]
    return text


def joins_role(state: State, index: int, mention: Mention) -> bool:
    """True for an "and" between two role nouns or an "of" inside an office: "director and senior economist"."""
    before, after = state.lower(index - 1), state.lower(index + 1)
    nouns = state.lexicon.role_nouns
    if state.tokens[index].lower == "and":
        return before in nouns and not state.tokens[index - 1].cap and (after in nouns or after in MODIFIERS)
    if not (before in nouns or before in state.lexicon.titles) or index + 1 >= mention.first:
        return False
    return state.tokens[index].lower == "of" or state.tokens[index + 1].text in state.lexicon.territory_of


def body_before(state: State, mention: Mention) -> str:
    """ "the oil company X", "state-run Xinhua": what a company is, before its name."""
    tokens = state.tokens
    index = mention.first
    if state.lower(index - 1) not in COMPANY_NOUNS or tokens[index - 1].cap:
        return ""
    while index > 0 and tokens[index - 1].sentence == mention.sentence and tokens[index - 1].word:
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
    if state.lower(index - 1) == "to" and not tokens[index].cap:  # "the request to investigate energy company X"
        index += 1
    return state.text(index, mention.first) if index < mention.first else ""
