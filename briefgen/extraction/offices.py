"""Governments and public bodies that are named in small letters.

"The Afghan government", "Russia's defense ministry" and "the US military" act in the news as much as any capitalised
body, and only a country's adjective or possessive before a public word tells which of them is meant.
"""

from __future__ import annotations

from briefgen.extraction.grammar import qualifies
from briefgen.extraction.state import Mention, State

# Words that mean the government itself, so that what they do is done by the country.
GOVERNMENT = frozenset("government administration authorities officials leadership regime state cabinet".split())
FORCES = frozenset("troops forces soldiers warplanes jets delegation negotiators diplomats".split())
# Public bodies that are actors of their own.
BODIES = frozenset(
    """military army navy police ministry parliament embassy court bank authority commission agency regulator
    treasury senate legislature cabinet service ombudsman militia intelligence consulate congress""".split()
)
PORTFOLIOS = frozenset(
    """foreign defense defence interior finance health justice education energy economy agriculture trade labor
    labour transport home environment culture tourism information communications housing""".split()
)
MODIFIERS = (
    frozenset(
        """central national federal state supreme constitutional high civil aviation air emergency security
    intelligence maritime fire coast border statistics health regional local provincial police armed naval
    interim transitional military public prosecution electoral election tax space nuclear weather meteorological
    disaster""".split()
    )
    | PORTFOLIOS
)
# Of the bodies, those too common to stand right after a country's name: "US service members", "French court".
VAGUE = frozenset(
    """service commission agency authority regulator bank court intelligence cabinet militia consulate""".split()
)
STATE = GOVERNMENT | FORCES
HEADS = BODIES | STATE
LEADS_ON = BODIES | GOVERNMENT | MODIFIERS
# What is called after the person who leads it: "the Trump administration".
LED = frozenset("administration campaign government".split())
LOCAL = frozenset("regional national federal state provincial city local interior central supreme".split()) | PORTFOLIOS
MOST_MODIFIERS = 3
TWO_WORDS = frozenset(
    {("air", "force"), ("coast", "guard"), ("armed", "forces"), ("security", "forces"), ("state", "media")}
)


def office_at(state: State, index: int) -> tuple[int, str] | None:
    """(end, head word) of an office in small letters that begins at token `index`."""
    end = index
    for _ in range(MOST_MODIFIERS + 1):
        if end >= len(state.tokens) or state.sentence_of[end] != state.sentence_of[index]:
            return None
        word = state.tokens[end].lower
        if state.tokens[end].cap:
            return None
        if (word, state.lowers[end + 1]) in TWO_WORDS:
            return end + 2, "military"
        if word in HEADS:
            if word in MODIFIERS and state.lowers[end + 1] in LEADS_ON:
                end += 1
                continue
            if (word in VAGUE and end == index) or qualifies(state, end + 1):
                return None
            return end + 1, word
        if word not in MODIFIERS:
            return None
        end += 1
    return None


def is_public_body(state: State, mention: Mention) -> bool:
    """True for a name made of public words alone, which every country has: "Defense Ministry", "Air Force"."""
    words = [state.tokens[i].lower for i in range(mention.first, mention.last)]
    head = len(words) > 1 and (words[-1] in BODIES or (words[-2], words[-1]) in TWO_WORDS)
    return head and all(word in MODIFIERS | BODIES or word == "force" for word in words)


def owns(state: State, owner: Mention, mention: Mention) -> bool:
    """True for a country with its possessive right before the mention."""
    possessive = owner.last == mention.first - 1 and state.lowers[owner.last] in ("’s", "'s")
    return possessive and owner.text in state.lexicon.territory_of


def join_owners(state: State) -> None:
    """Make "Russia's Defense Ministry" one name: without its country it could be any."""
    kept: list[Mention] = []
    for mention in state.mentions:
        owner = kept[-1] if kept else None
        if owner is not None and owns(state, owner, mention) and is_public_body(state, mention):
            kept[-1] = state.mention(owner.first, mention.last, "organization", "office")
        else:
            kept.append(mention)
    state.mentions = kept


def led_body(state: State, mention: Mention) -> Mention | None:
    """ "Trump administration": what is called after its leader."""
    lexicon = state.lexicon
    single = mention.last - mention.first == 1 and not mention.title
    if not single or mention.text in lexicon.territory_of or mention.text in lexicon.adjective_of:
        return None
    if state.lowers[mention.last] not in LED:
        return None
    return state.mention(mention.first, mention.last + 1, "organization", "office")


def owned_office(state: State, mention: Mention) -> Mention | None:
    """ "the Afghan government", "Mexico's central bank", "California's state fire agency"."""
    lexicon = state.lexicon
    country = lexicon.territory_of.get(mention.text) or lexicon.adjective_of.get(mention.text)
    possessive = state.lowers[mention.last] in ("’s", "'s")
    if country is None and not (possessive and mention.text in lexicon.regions):
        return None
    office = office_at(state, mention.last + possessive)
    if office is None:
        return None
    end, head = office
    if head in STATE:
        return state.mention(mention.first, end, "government", "government") if country else None
    return state.mention(mention.first, end, "organization", "office")


def local_office(state: State, index: int) -> Mention | None:
    """ "the regional health commission", from its article at token `index` on."""
    if state.lowers[index + 1] not in LOCAL:
        return None
    office = office_at(state, index + 1)
    if office is None or office[1] not in BODIES or office[0] - index <= 2:
        return None
    return state.mention(index + 1, office[0], "organization", "office")


def find_offices(state: State) -> None:
    """Find bodies and governments after a country's name or adjective, and local ones after "the"."""
    found = [led_body(state, mention) or owned_office(state, mention) for mention in state.mentions]
    found += [local_office(state, index) for index, word in enumerate(state.lowers) if word == "the"]
    state.mentions = sorted(
        [*state.mentions, *(mention for mention in found if mention)], key=lambda m: (m.first, -m.last)
    )
    drop_nested(state)
    join_owners(state)


def drop_nested(state: State) -> None:
    """Keep the longest of the mentions that share a token."""
    kept: list[Mention] = []
    for mention in state.mentions:
        if kept and mention.first < kept[-1].last:
            continue
        kept.append(mention)
    state.mentions = kept
