"""Who an actor is, in the article's words.

A role stands before the name ("army spokesman Bo Lund"), after it between commas ("Petra Lund, Prime
Minister Ilse Marrow's special envoy for the strait,"), or is said of them later ("Lund, who heads …"). The
longest of what the article gives, up to fifteen words, says most.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefgen.extraction.capitals import NOT_NAMES
from briefgen.extraction.grammar import CLOSED_CLASS, COMPANY_NOUNS, is_verb
from briefgen.extraction.signs import ORGANIZATION, PERSON, PLACE
from briefgen.extraction.state import Entity, Mention, State
from briefgen.extraction.tense import NOT_PAST, PAST

MOST_WORDS = 15
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
STOPPERS = frozenset("a an the his her their its our my that this these those one another some".split())
VERBS_END = frozenset(
    """said says told is was has had will would who which and but as after when while where""".split()
)
NOT_ROLE = re.compile(r"\b(?:years? old|aged \d+)\b|^\d+$")


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
        elif token.cap or token.lower in lexicon.role_nouns or token.lower in lexicon.titles:
            if token.lower in NOT_NAMES or (token.cap and token.lower in CLOSED_CLASS):
                break
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
    text = state.text(index, mention.first)
    first = tokens[index]
    if index == state.sentences[sentence].first and first.lower in LOWERED:
        text = text[0].lower() + text[1:]
    return text


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
    known = token.lower in lexicon.common_words and token.lower not in lexicon.speech_verbs
    return known and not is_verb(state, index) and not token.lower.endswith(("ly", "ing"))


def role_before_comma(state: State, mention: Mention) -> str:
    """ "the agency's chief economist, NAME,": the noun phrase before the comma, from its article or owner on."""
    tokens = state.tokens
    end = mention.first - 1
    if state.lower(mention.last) not in (",", ".", ";"):
        return ""
    floor = max(state.sentences[mention.sentence].first, end - MOST_WORDS)
    for index in range(end - 1, floor - 1, -1):
        token = tokens[index]
        if not token.word and token.text not in ("’s", "'s", "&"):
            return ""
        if token.lower in ("the", "a", "an", "his", "her", "their", "its") or token.text in ("’s", "'s"):
            owner = state.ends.get(index) if token.text in ("’s", "'s") else None
            begin = owner.first if owner else index + 1
            head = role_head(state, index + 1, min(end, index + 6))
            return state.text(begin, end) if head is not None else ""
        if is_verb(state, index):
            return ""
    return ""


def joins_role(state: State, index: int, mention: Mention) -> bool:
    """True for an "and" between two role nouns or an "of" inside an office: "director and senior economist"."""
    before, after = state.lower(index - 1), state.lower(index + 1)
    nouns = state.lexicon.role_nouns
    if state.tokens[index].lower == "and":
        return before in nouns and not state.tokens[index - 1].cap and (after in nouns or after in MODIFIERS)
    if not (before in nouns or before in state.lexicon.titles) or index + 1 >= mention.first:
        return False
    return state.tokens[index].lower == "of" or state.tokens[index + 1].text in state.lexicon.territory_of


def role_after(state: State, mention: Mention) -> str:
    """The apposition behind the name: ", the Y of Z,"."""
    tokens = state.tokens
    index = mention.last
    if state.lower(index) == "," and re.fullmatch(r"\d{1,2}", state.lower(index + 1)) and state.lower(index + 2) == ",":
        index += 2
    if state.lower(index) == "(" and state.lower(index + 2) == ")":
        index += 3
    if state.lower(index) not in (",", "—", "–", "-"):
        return ""
    begin = index + 1
    if (
        begin >= len(tokens)
        or tokens[begin].paragraph != mention.paragraph
        or tokens[begin].quoted != tokens[mention.last - 1].quoted
    ):
        return ""
    sentence = tokens[mention.first].sentence
    if tokens[begin].sentence != sentence:
        return ""
    end = apposition_end(state, begin, sentence)
    if end - begin < 1 or end - begin > MOST_WORDS + 3:
        return ""
    if tokens[begin].lower in ("who", "whose", "which", "where", "when"):
        return role_in_clause(state, begin, end)
    head = role_head(state, begin, end)
    opening = tokens[begin].lower
    participle = opening in PAST or opening in NOT_PAST or (opening.endswith("ed") and opening not in MODIFIERS)
    if (
        head is None
        or participle
        or names_somebody(state, begin, end)
        or tokens[begin].lower in ("but", "and", "or", "after", "as", "with")
    ):
        return ""
    if tokens[begin].lower in ("the", "a", "an", "his", "her", "their"):
        begin += 1
    return state.text(begin, end)


def owns(state: State, mention: Mention) -> bool:
    """True for a name with its possessive: "Vladimir Putin's special envoy" is somebody else."""
    return state.lower(mention.last) in ("’s", "'s")


def names_somebody(state: State, begin: int, end: int) -> bool:
    """True where the words lead up to another name: a new subject or the next of a list, no apposition."""
    within = (state.begins[index] for index in range(begin, end) if index in state.begins)
    people = [m for m in within if m.kind == PERSON and begin <= m.lead and m.last <= end and not owns(state, m)]
    return any(
        (m.lead == begin and m.first > begin)
        or (m.last == end and not any(state.lower(i) in ("of", "for", "to", "at", "in") for i in range(begin, m.lead)))
        for m in people
    )


def apposition_end(state: State, begin: int, sentence: int) -> int:
    """Where an apposition ends: at the comma, verb or dash that takes the sentence up again."""
    tokens = state.tokens
    end = begin
    while end < len(tokens) and tokens[end].sentence == sentence:
        token = tokens[end]
        if token.text in {".", ";", "—", "–", "“", '"', "”", ":", "("}:
            break
        if token.text == ",":
            # a comma inside an office ("minister of trade, industry and …") goes on only before a legal suffix
            if state.lower(end + 1).rstrip(".") in state.lexicon.legal_suffixes:
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
        lower = state.lower(index)
        if lower in lexicon.role_nouns or (lower in lexicon.titles and not lower.endswith(".")):
            return index
        if lower in ("said", "in", "on", "by") and index == begin:
            return None
    return None


def role_in_clause(state: State, begin: int, end: int) -> str:
    """ "who is the mayor", "who heads the commission", "who owns …"."""
    verb = state.lower(begin + 1)
    if state.lower(begin) != "who":
        return ""
    if verb in ("is", "was", "serves", "served", "remains") and role_head(state, begin + 2, end) is not None:
        first = begin + 2
        while state.lower(first) in ("as", "the", "a", "an", "also", "now"):
            first += 1
        return state.text(first, end) if first < end else ""
    if verb in ("heads", "leads", "owns", "runs", "chairs", "directs", "represents", "headed", "led", "chaired"):
        return state.text(begin + 1, end)
    return ""


def role_of_office(state: State, mention: Mention) -> str:
    """ "said Bo Lund of Fair Tide", "Smith of the University of X": where somebody belongs."""
    if state.lower(mention.last) not in ("of", "from", "at", "with"):
        return ""
    begin = mention.last + 1
    if state.lower(begin) == "the":
        begin += 1
    body = state.begins.get(begin)
    return state.text(mention.last, body.last) if body is not None and body.kind == ORGANIZATION else ""


def role_by_copula(state: State, mention: Mention) -> str:
    """ "Vantrex is the largest ferry operator in the strait"."""
    verb = state.lower(mention.last)
    if verb not in ("is", "was", "remains", "became") or state.lower(mention.last + 1) not in ("a", "an", "the"):
        return ""
    if state.tokens[mention.last].sentence != mention.sentence:
        return ""
    begin = mention.last + 2
    end = apposition_end(state, begin, mention.sentence)
    if role_head(state, begin, min(end, begin + 6)) is None or not 1 <= end - begin <= MOST_WORDS:
        return ""
    return state.text(begin, end)


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
    return state.text(index, mention.first) if index < mention.first else ""


def body_after(state: State, mention: Mention) -> str:
    """ ", a London-based research firm,": what a body is, after its name."""
    role = ""
    if state.lower(mention.last) == "," and state.lower(mention.last + 1) in ("a", "an", "the"):
        begin = mention.last + 2
        if begin < len(state.tokens) and state.tokens[begin].sentence == mention.sentence:
            end = apposition_end(state, begin, mention.sentence)
            words = state.tokens[begin:end]
            plain = any(token.word and not token.cap and token.lower not in CLOSED_CLASS for token in words)
            if plain and len(words) <= MOST_WORDS and not any(is_verb(state, i) for i in range(begin, end)):
                role = state.text(begin, end)
    return role


Reader = Callable[[State, Mention], str]
# What reads the roles of each kind of entity, and what each is worth.
READERS: dict[str, tuple[tuple[str, Reader, float], ...]] = {
    PERSON: (
        ("role-after", role_after, 3.0),
        ("role-before", role_before, 2.8),
        ("role-office", role_of_office, 1.2),
        ("role-copula", role_by_copula, 1.0),
    ),
    ORGANIZATION: (
        ("body-before", body_before, 2.5),
        ("body-after", body_after, 2.0),
        ("role-copula", role_by_copula, 1.0),
    ),
    PLACE: (("role-copula", role_by_copula, 1.0),),
}


def candidates(state: State, entity: Entity) -> list[tuple[float, str, Mention, str]]:
    """(worth, role, mention, rule) of every role that the article gives an entity."""
    found = []
    for order, mention in enumerate(entity.mentions):
        late = 0.15 * min(order, 6)
        for rule, reader, worth in READERS[entity.kind]:
            role = reader(state, mention).strip(" ,")
            words = len(role.split())
            if role and not NOT_ROLE.search(role):
                found.append((worth + min(words, 9) * 0.22 - max(0, words - 11) * 0.2 - late, role, mention, rule))
    return found


def find_roles(state: State) -> None:
    """Give each entity the role that says most."""
    for entity in state.entities:
        if entity.kind == PLACE and entity.acts == 0:
            continue
        roles = candidates(state, entity)
        if roles:
            _, entity.role, mention, _ = max(roles, key=lambda r: r[0])
            entity.role_evidence = state.evidence(mention.sentence)
