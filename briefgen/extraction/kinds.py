"""What each name is: a person, an organisation, a place, or nothing that acts.

Every mention of one printed form votes by what stands in it and around it, and the form gets one kind for the whole
article (one sense per discourse): a first name or a title makes a person, a head word or "the" an organisation, a
gazetteer or "in" a place. The weights say how sure each sign is; a form without any is judged by its shape.
"""

from __future__ import annotations

import re
from collections import defaultdict

from briefgen.extraction.grammar import qualifies
from briefgen.extraction.lexicon import Lexicon
from briefgen.extraction.runs import PARTICLES, SUFFIXES
from briefgen.extraction.state import Mention, State

Votes = dict[str, float]
PERSON, ORGANIZATION, PLACE, THING, PEOPLE = "person", "organization", "place", "thing", "people"

MOST_VOTERS = 12
LOCATIVE = frozenset("in near outside across around throughout toward towards into inside".split())
# What heads the name of a place with people in it rather than of a body.
DISTRICTS = frozenset(
    "county province district region prefecture oblast governorate state city town village township parish".split()
)
# What a ship, a rocket or a weapon is called before its name; navies put letters there.
CRAFT = frozenset(
    """ferry ship vessel warship tanker trawler yacht submarine frigate destroyer boat cutter freighter liner icebreaker
    spacecraft rocket satellite probe rover missile drone aircraft helicopter jet plane film movie novel album song
    series hurricane typhoon cyclone storm operation""".split()
)
# What belongs to a country or a town, so that its owner is one: "X's parliament", "the capital of X".
LANDED = frozenset(
    """minister president premier parliament government capital city town port village island islands republic coast
    people citizens border ambassador army navy economy constitution monarch king queen embassy territory voters
    waters""".split()
)
# Words that begin the names of places.
SITES = frozenset("port fort cape mount lake saint st. san santa puerto bay new lower".split())
CRAFT_LETTERS = frozenset("MV MS SS USS HMS HMAS HMCS INS BRP KRI ROKS USNS RMS".split())
COMPANY_NOUNS = frozenset(
    """company firm airline bank group retailer carmaker automaker utility brokerage broadcaster newspaper network
    startup carrier conglomerate giant maker consultancy agency charity party club militia insurer lender
    refiner supermarket chain operator manufacturer developer publisher website platform""".split()
)
STAFF_NOUNS = frozenset(
    """executives shares stock officials employees workers staff customers spokesman spokeswoman spokesperson
    lawyers founder ceo chairman boss chief president analysts fighters militants members supporters
    subsidiary""".split()
)


def vote_by_form(words: list[str], text: str, lexicon: Lexicon, votes: Votes) -> None:
    """What the words of a name say about it, whatever stands around them."""
    lower = [word.lower() for word in words]
    heads, legal = lexicon.organization_heads, lexicon.legal_suffixes
    if text in lexicon.territory_of:
        votes[PLACE] += 14
    elif text in lexicon.adjective_of:
        votes[PEOPLE] += 14
    elif text in lexicon.organizations:
        votes[ORGANIZATION] += 14
    elif text in lexicon.seat_of or text in lexicon.regions:
        votes[PLACE] += 10
    elif text in lexicon.cities:
        votes[PLACE] += 6
    if len(words) > 1:
        if lower[-1].rstrip(".") in legal or lower[-1] in legal:
            votes[ORGANIZATION] += 8
        elif lower[-1] in heads:
            votes[ORGANIZATION] += 7
        elif lower[0] in heads and lower[1] in ("of", "for"):
            votes[ORGANIZATION] += 8
        elif any(word in heads for word in lower[1:-1]):
            votes[ORGANIZATION] += 5
        elif lower[0] in heads and words[0].isupper():
            votes[ORGANIZATION] += 8
        if lower[-1] in DISTRICTS:
            votes[PLACE] += 8
        if lower[-1] in lexicon.thing_heads:
            surname = len(words) == 2 and lower[0] in lexicon.given_names
            weak = lexicon.thing_heads[lower[-1]] not in ("event", "law") or lower[-1].endswith("s")
            votes[THING] += 4.5 if surname and weak else 6.5
        elif lower[0] in lexicon.thing_heads and lower[1] == "of":
            votes[THING] += 7
        if "&" in words:
            votes[ORGANIZATION] += 4
    elif lower[0] in heads:
        votes[ORGANIZATION] += 3
    elif lower[0] in lexicon.thing_heads:
        votes[THING] += 3
    if lower[0] in lexicon.given_names and lower[0] not in heads:
        votes[PERSON] += 5 if len(words) > 1 else 2
    elif lower[0] in lexicon.ambiguous_given_names:
        votes[PERSON] += 2.5 if len(words) > 1 else 0.5
    elif len(words) > 1 and lower[0].split("-")[0] in lexicon.given_names and "-" in words[0]:
        votes[PERSON] += 4
    if len(words) > 1 and any(len(word) == 2 and word[1] == "." for word in words[:-1]):
        votes[PERSON] += 4
    if len(words) > 2 and (lower[-1] in SUFFIXES or any(word in PARTICLES for word in lower[1:-1])):
        votes[PERSON] += 3
    if len(words) == 2 and lower[0] in SITES and lower[1] not in heads:
        votes[PLACE] += 4
    if len(words) > 1 and words[0] in CRAFT_LETTERS:
        votes[THING] += 12
    if len(words) == 1 and 2 <= len(text) <= 6 and text.isupper() and text.isalpha():
        votes[ORGANIZATION] += 4
    if len(words) > 2 and lower[-2] in PARTICLES and words[-1] in lexicon.territory_of:
        votes[ORGANIZATION] += 8
    if len(words) > 1 and lower[-1] in lexicon.given_names and not any(w in heads for w in lower):
        votes[PERSON] += 1.5


def vote_by_context(state: State, mention: Mention, votes: Votes) -> None:
    """What stands around one mention."""
    lexicon = state.lexicon
    before, after = state.lower(mention.first - 1), state.lower(mention.last)
    before2, after2, after3 = (
        state.lower(mention.first - 2),
        state.lower(mention.last + 1),
        state.lower(mention.last + 2),
    )
    if mention.title:
        votes[PERSON] += 7
    if after == "," and after2.isdigit() and len(after2) <= 2 and after3 in (",", ".", "of", "who"):
        votes[PERSON] += 5
    if after == "who" or (after == "," and after2 in ("who", "whose")):
        votes[PERSON] += 3
    if after in lexicon.speech_verbs or before in lexicon.speech_verbs:
        votes[PERSON] += 2 if mention.last - mention.first > 1 else 0.5
        votes[ORGANIZATION] += 1
    if before in lexicon.role_nouns and not state.tokens[mention.first - 1].cap:
        votes[PERSON] += 5
        if before in COMPANY_NOUNS:
            votes[PERSON] -= 5
    if before in COMPANY_NOUNS:
        votes[ORGANIZATION] += 4
    if before in CRAFT:
        votes[THING] += 9
    if after == "," and not following_cap(state, mention.last + 1):
        window = [state.lower(i) for i in range(mention.last + 1, mention.last + 8)]
        if window[0] in ("the", "a", "an", "former", "head", "chief") or window[0] in lexicon.role_nouns:
            stop = next((i for i, word in enumerate(window) if word in (",", ".")), len(window))
            if any(word in COMPANY_NOUNS for word in window[:stop]) and not any(
                word in lexicon.role_nouns for word in window[:3]
            ):
                votes[ORGANIZATION] += 3
            elif any(word in lexicon.role_nouns for word in window[:stop]):
                votes[PERSON] += 3
    if before == "the" and not mention.title:
        given = state.tokens[mention.last - 1].lower in lexicon.given_names
        votes[ORGANIZATION] += 0 if given else 2
        votes[THING] += 3 if given else 1
        votes[PERSON] -= 4
    if before in LOCATIVE:
        votes[PLACE] += 2.5
    if before in ("neighboring", "neighbouring"):
        votes[PLACE] += 5
    if after in ("’s", "'s") and (after2 in LANDED or after3 in LANDED):
        votes[PLACE] += 3
    if before in ("at", "from", "to") and before2 not in lexicon.role_nouns:
        votes[PLACE] += 0.8
    if before in ("at", "with", "for") and before2 in lexicon.role_nouns:
        votes[ORGANIZATION] += 3
    if before == "of" and before2 in LANDED:
        votes[PLACE] += 4
    elif before == "of" and before2 in lexicon.role_nouns:
        votes[ORGANIZATION] += 2
        votes[PLACE] += 1.5
    if after == "," and mention.last + 1 < len(state.tokens):
        following = state.tokens[mention.last + 1].text
        if following in lexicon.territory_of or lexicon.regions.get(following) in ("state", "province"):
            votes[PLACE] += 4
    if after in ("’s", "'s") and after2 in STAFF_NOUNS:
        votes[ORGANIZATION] += 3
        votes[PLACE] += 1
    if after in STAFF_NOUNS:
        votes[ORGANIZATION] += 2


def following_cap(state: State, index: int) -> bool:
    """True where the word at `index` is capitalised: a new name or title, no apposition in small letters."""
    return index < len(state.tokens) and state.tokens[index].cap


def adjectives_of(place: str) -> set[str]:
    """The adjectives English may make of a place's name: Valmora gives Valmoran, Tessmark Tessmarker."""
    stem = place.rstrip("aeiouy")
    return {place + end for end in ("n", "an", "ian", "ese", "i", "er", "ish")} | {
        stem + end for end in ("an", "ian", "ese", "i", "ish")
    } - {place}


def dateline_places(state: State) -> set[str]:
    """The places that the dateline names, in lower case."""
    dateline = state.article.dateline
    parts = re.split(r"[,/]", dateline.place) if dateline and dateline.place else []
    return {part.strip().lower() for part in parts}


def judge_by_shape(state: State, text: str, mentions: list[Mention]) -> str:
    """The kind of a form that nothing votes for: two or three words unknown to the language are a person's name."""
    tokens = state.tokens[mentions[0].first : mentions[0].last]
    common = [token for token in tokens if token.lower in state.lexicon.common_words]
    if len(tokens) == 1:
        return ORGANIZATION if not common else ""
    if not common and len(tokens) <= 3:
        return PERSON
    return ORGANIZATION


def decide_kinds(state: State) -> None:
    """Give each printed form, and all its mentions, one kind; what is decided already stays."""
    by_form: dict[str, list[Mention]] = defaultdict(list)
    printed = {token.text for token in state.tokens if token.cap}
    dateline = dateline_places(state)
    for mention in state.mentions:
        if not mention.kind:
            by_form[mention.text].append(mention)
    for text, mentions in by_form.items():
        if text.lower() in state.lexicon.common_words and all(qualifies(state, m.last) for m in mentions):
            for mention in mentions:
                mention.kind = "none"
            continue
        votes: Votes = defaultdict(float)
        words = [token.text for token in state.tokens[mentions[0].first : mentions[0].last]]
        vote_by_form(words, text, state.lexicon, votes)
        for mention in mentions[:MOST_VOTERS]:
            vote_by_context(state, mention, votes)
        if len(words) == 1 and any(text in adjectives_of(other) for other in by_form if other[:3] == text[:3]):
            votes[PEOPLE] += 8
        if text.lower() in dateline or (len(words) == 1 and adjectives_of(text) & printed):
            votes[PLACE] += 6
        best = max(votes, key=lambda kind: (votes[kind], kind), default="")
        if best and votes[best] >= 2:
            kind, rule = best, "signs" if votes[best] < 6 else "sure-signs"
        else:
            kind, rule = judge_by_shape(state, text, mentions), "shape"
        for mention in mentions:
            mention.kind, mention.rule = kind, mention.rule or rule
