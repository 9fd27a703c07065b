"""The signs by which a reader tells a person from an organisation or a place.

Some stand in the name itself (a first name, a head word, a gazetteer's entry), some around it (a title, "who", "in").
Each sign is for or against one kind and has a weight that says how sure it is; the heaviest is the rule by which an
actor was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from briefgen.extraction.capitals import PARTICLES, SUFFIXES
from briefgen.extraction.grammar import ABSTRACT_ENDS, CLOSED_CLASS, COMPANY_NOUNS, is_verb
from briefgen.extraction.lexicon import Lexicon
from briefgen.extraction.state import Mention, State

PERSON, ORGANIZATION, PLACE, THING, PEOPLE = "person", "organization", "place", "thing", "people"

# "SeoTech": capitals inside a word are a maker's; but surnames begin so, too.
BRAND = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]+")
SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{1,6}")
NAME_BEGINS = ("Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Van", "Von", "Fitz", "Al", "El", "O", "Abd", "Ver")

# What is shorter, in capitals, is an acronym.
SHORTEST_SHOUTED = 4

# (kind, weight, name of the sign)
Sign = tuple[str, float, str]

LOCATIVE = frozenset("in near outside across around throughout toward towards into inside".split())
# What heads the name of a place with people in it rather than of a body.
DISTRICTS = frozenset(
    "county province district region prefecture oblast governorate state city town village township parish".split()
)
# What a ship, a rocket or a weapon is called before its name; navies put letters there.
CRAFT = frozenset(
    """ferry ship vessel warship tanker trawler yacht submarine frigate destroyer boat cutter freighter liner
    icebreaker spacecraft rocket satellite probe rover missile drone aircraft helicopter jet plane film movie
    novel album song series hurricane typhoon cyclone storm operation""".split()
)
# What one has in a company: "shares in Orr".
HOLDINGS = frozenset("share shares stock stake stakes shareholding stockholding shareholder shareholders".split())
# What belongs to a country or a town, so that its owner is one: "X's parliament", "the capital of X".
LANDED = frozenset(
    """minister president premier parliament government capital city town port village island islands republic coast
    people citizens border ambassador army navy economy constitution monarch king queen embassy territory voters
    waters residents villagers inhabitants villages outskirts""".split()
)
# Of these, what only a place has.
PEOPLED = frozenset("residents villagers inhabitants villages outskirts".split())
# What only ships do.
SAILING = frozenset("capsized sank sailed docked berthed foundered".split())
# What follows the name of a stretch of land: "the Kell region".
STRETCHES = frozenset(
    """region province district county valley peninsula prefecture governorate archipelago basin mountains hills desert
    neighborhood neighbourhood suburb""".split()
)
MANY_STRETCHES = frozenset("counties provinces districts regions states islands".split())
# What follows the name of a weapon, an exercise or a meeting rather than of who holds it.
THING_NOUNS = frozenset(
    """missile missiles rocket rockets drone drones rifle rifles tank tanks torpedo howitzer exercise exercises drills
    maneuvers manoeuvres conference summit expo festival forum tournament championship virus bacteria""".split()
)
APPOSITION_OPENERS = frozenset("the a an former head chief".split())
# Words that begin the names of places.
SITES = frozenset("port fort cape mount lake saint st. san santa puerto bay new lower".split())
# Of what bears a name of its own, what also stands behind it: "NASA's Galileo spacecraft".
VESSELS = frozenset(
    """ferry vessel warship tanker trawler yacht submarine frigate destroyer icebreaker spacecraft satellite probe rover
    telescope orbiter lander""".split()
)
# What only people have.
KIN = frozenset(
    """son sons daughter daughters wife husband widow widower brother brothers sister sisters father mother parents
    grandson granddaughter grandfather grandmother nephew niece uncle aunt cousin stepson stepdaughter girlfriend
    boyfriend fiancee fiancée""".split()
)
OPENING_QUOTES = frozenset("“‘\"'")
CLOSING_QUOTES = frozenset("”’\"'")
CRAFT_LETTERS = frozenset("MV MS SS USS HMS HMAS HMCS INS BRP KRI ROKS USNS RMS".split())
# What stands before or behind the name that a club has of its town: "FC Halvern", "Halvern FC".
CLUB_LETTERS = frozenset("FC AFC CF SC AC FK SK BK RC".split())
STAFF_NOUNS = frozenset(
    """executives shares stock officials employees workers staff customers spokesman spokeswoman spokesperson
    lawyers founder ceo chairman boss chief president analysts fighters militants members supporters
    subsidiary""".split()
)


def without_club_letters(name: str) -> Iterator[str]:
    """ "Halvern" of "FC Halvern" and of "Halvern FC"; nothing of a name without such letters."""
    first, _, rest = name.partition(" ")
    if first in CLUB_LETTERS and rest:
        yield rest
    start, _, last = name.rpartition(" ")
    if last in CLUB_LETTERS and start:
        yield start


def place_of(text: str, lexicon: Lexicon) -> str:
    """The name as the lists have it, "Delhi" of "DELHI": many desks open a story with its place in capitals."""
    name = text.title()
    known = name in lexicon.territory_of or name in lexicon.seat_of or name in lexicon.cities
    return name if len(text) >= SHORTEST_SHOUTED and text.isupper() and known else text


def listed(text: str, lexicon: Lexicon) -> Iterator[Sign]:
    """What the lists of the lexicon say of a whole name: the first that holds it."""
    if text in lexicon.territory_of:
        yield PLACE, 14, "country"
    elif text in lexicon.adjective_of:
        yield PEOPLE, 14, "demonym"
    elif text in lexicon.organizations:
        yield ORGANIZATION, 14, "known-body"
    elif text in lexicon.seat_of or text in lexicon.regions:
        yield PLACE, 10, "gazetteer"
    elif text in lexicon.cities:
        yield PLACE, 6, "gazetteer"
    elif place_of(text, lexicon) != text:
        yield PLACE, 10, "gazetteer"


def worded(words: list[str], lexicon: Lexicon) -> Iterator[Sign]:
    """What the words of a name of two or more say of it."""
    lower = [word.lower() for word in words]
    if all(word in lexicon.adjective_of for word in words):
        yield PEOPLE, 14, "demonym"
    heads, legal, things = lexicon.organization_heads, lexicon.legal_suffixes, lexicon.thing_heads
    if lower[0] in lexicon.leading_heads:
        yield ORGANIZATION, 8, "head-word"
    elif lower[-1].rstrip(".") in legal or lower[-1] in legal:
        yield ORGANIZATION, 8, "legal-form"
    elif lower[-1] in heads:
        yield ORGANIZATION, 7, "head-word"
    elif any(word in heads and after in ("of", "for") for word, after in pairwise(lower)):
        yield ORGANIZATION, 8, "head-word"
    elif lower[0] in heads and words[0].isupper():
        yield ORGANIZATION, 8, "head-word"
    elif any(word in heads for word in lower[1:-1]):
        yield ORGANIZATION, 5, "head-word"
    if words[-1] in lexicon.territory_of:
        yield ORGANIZATION, 3 if lower[0] in lexicon.given_names and len(words) == 2 else 6, "of-country"
    if words[0] == "Daily":
        yield ORGANIZATION, 6, "head-word"
    if words[0] == "The":
        yield ORGANIZATION, 6, "article"
    if lower[-1] in DISTRICTS:
        yield PLACE, 8, "district"
    if lower[-1] in things:
        surname = len(words) == 2 and lower[0] in lexicon.given_names
        weak = things[lower[-1]] not in ("event", "law") or lower[-1].endswith("s")
        yield THING, 4.5 if surname and weak else 6.5, "thing-word"
    elif lower[0] in things and lower[1] == "of":
        yield THING, 7, "thing-word"
    if all(word.isupper() and word.isalpha() for word in words) and words[0] in lexicon.organizations:
        yield ORGANIZATION, 7, "acronym"  # "BBC TWO"
    if any(map(str.isdigit, "".join(words))):
        yield PERSON, -6, "number"
    if words[0] in CRAFT_LETTERS:
        yield THING, 12, "craft"
    if len(words) == 2 and lower[0] in SITES and lower[1] not in heads:
        yield PLACE, 4, "site-word"
    if "&" in words:
        yield ORGANIZATION, 8, "ampersand"
    if any(len(word) == 2 and word[1] == "." for word in words[:-1]):
        yield PERSON, 4, "initial"
    if len(words) > 2 and (lower[-1] in SUFFIXES or any(word in PARTICLES for word in lower[1:-1])):
        yield PERSON, 3, "particle"
    if lower[0] in lexicon.given_names and lower[0] not in heads:
        yield PERSON, 5, "first-name"
    elif lower[0] in lexicon.ambiguous_given_names:
        yield PERSON, 2.5, "first-name"
    elif "-" in words[0] and lower[0].split("-")[0] in lexicon.given_names:
        yield PERSON, 4, "first-name"
    elif len(words) == 2 and SYLLABLES.fullmatch(words[1]) and not set(lower[1].split("-")) & lexicon.common_words:
        yield PERSON, 4, "first-name"  # "Ko Wei-han": a given name of two syllables, of which the second is small
    if lower[-1].endswith(ABSTRACT_ENDS) and lower[-1] in lexicon.common_words:
        yield PERSON, -6, "abstract"
    if lower[-1] in lexicon.given_names and not any(word in heads for word in lower):
        yield PERSON, 1.5, "last-name"


def single(word: str, lexicon: Lexicon) -> Iterator[Sign]:
    """What a name of one word says of itself."""
    lower = word.lower()
    if lower in lexicon.organization_heads:
        yield ORGANIZATION, 3, "head-word"
    elif lower in lexicon.thing_heads:
        yield THING, 3, "thing-word"
    if lower in lexicon.given_names and lower not in lexicon.organization_heads:
        yield PERSON, 2, "first-name"
    elif lower in lexicon.ambiguous_given_names:
        yield PERSON, 0.5, "first-name"
    if 2 <= len(word) <= 6 and word.isupper() and word.isalpha():
        yield ORGANIZATION, 4, "acronym"
    elif BRAND.fullmatch(word) and not word.startswith(NAME_BEGINS):
        yield ORGANIZATION, 3, "brand"


@lru_cache(maxsize=1 << 14)
def in_name(words: tuple[str, ...], text: str, lexicon: Lexicon) -> tuple[Sign, ...]:
    """The signs in a name, whatever stands around it; a country's whole name says all that there is to say."""
    found = tuple(listed(text, lexicon))
    if len(words) > 1 and (text in lexicon.territory_of or lexicon.regions.get(text) == "territory"):
        return found
    return (*found, *(worded([*words], lexicon) if len(words) > 1 else single(words[0], lexicon)))


def before_name(state: State, mention: Mention) -> Iterator[Sign]:
    """The signs in what stands before one mention."""
    lexicon = state.lexicon
    before, before2 = state.lowers[mention.first - 1], state.lowers[mention.first - 2]
    if mention.title:
        yield PERSON, 7, "title"
    if before in COMPANY_NOUNS or (before == "," and before2 in COMPANY_NOUNS):
        yield ORGANIZATION, 4, "company-noun"
    elif before in lexicon.role_nouns and not state.tokens[mention.first - 1].cap:
        yield PERSON, 5, "role"
    if before in CRAFT:
        yield THING, 9, "craft"
    if before == "the" and not mention.title:
        given = state.tokens[mention.last - 1].lower in lexicon.given_names
        yield ORGANIZATION, 0.0 if given else 2.0, "article"
        yield THING, 3 if given else 1, "article"
        yield PERSON, -4, "article"
    if before == "in" and before2 in HOLDINGS:
        yield ORGANIZATION, 4, "staff"
    elif before in LOCATIVE and not owns(state, mention):
        yield PLACE, 2.5, "locative"
    if before in ("neighboring", "neighbouring"):
        yield PLACE, 5, "neighbour"
    if before in ("at", "from", "to") and before2 not in lexicon.role_nouns:
        yield PLACE, 0.8, "locative"
    if before in ("at", "with", "for") and before2 in lexicon.role_nouns:
        yield ORGANIZATION, 3, "employer"
    if before in ("of", "from", "at", "with") and mention.last - mention.first > 1 and employs(state, mention):
        yield ORGANIZATION, 2, "employer"
    if before == "of" and before2 == "," and state.lowers[mention.first - 3].isdigit():  # "Ada Quill, 32, of Orr"
        yield PLACE, 6, "residence"
    if before == "of" and before2 in LANDED:
        yield PLACE, 7 if before2 in PEOPLED else 4, "owner"
    elif before == "of" and before2 in KIN:
        yield PERSON, 5, "kin"
    elif before == "of" and before2 in lexicon.role_nouns:
        yield ORGANIZATION, 2, "employer"
        yield PLACE, 1.5, "owner"


def owns(state: State, mention: Mention) -> bool:
    """True where a possessive stands behind the name, so that what stands before it belongs to a noun further on."""
    mark = state.lowers[mention.last]
    return mark in ("’s", "'s") or (mark in ("’", "'") and mention.text.endswith("s"))


def employs(state: State, mention: Mention) -> bool:
    """True for "Bo Lund of Third Quay": a surname before it, and in it a word of the language, which towns lack."""
    given, surname = state.tokens[mention.first - 3 : mention.first - 1] if mention.first > 2 else (None, None)
    if given is None or surname is None or not (given.cap and surname.cap) or surname.lower.endswith(ABSTRACT_ENDS):
        return False
    known = state.lexicon.common_words
    words = state.tokens[mention.first : mention.last]
    return surname.lower not in known and any(word.lower in known for word in words)


def behind_name(state: State, mention: Mention) -> Iterator[Sign]:
    """The signs in what stands behind one mention."""
    lexicon = state.lexicon
    after, after2, after3 = state.lowers[mention.last], state.lowers[mention.last + 1], state.lowers[mention.last + 2]
    if after == "," and after2.isdigit() and len(after2) <= 2 and after3 in (",", ".", "of", "who"):
        yield PERSON, 5, "age"
    if after == "who" or (after == "," and after2 in ("who", "whose")):
        yield PERSON, 5 if after == "," else 3, "who"  # a body is "which" there
    if after in lexicon.speech_verbs or state.lowers[mention.first - 1] in lexicon.speech_verbs:
        yield PERSON, 2 if mention.last - mention.first > 1 else 0.5, "speech"
        yield ORGANIZATION, 1, "speech"
    if after == ",":
        yield from apposed(state, mention.last + 1)
    if after in SAILING or (after in VESSELS and mention.last - mention.first == 1):
        yield THING, 6, "craft"
    if after in STRETCHES:
        yield PLACE, 4, "stretch"
    elif after in MANY_STRETCHES and state.lowers[mention.first - 1] == "and":  # "Lindow, Tess and Van Orr counties"
        yield PLACE, 16, "stretch"
    elif after == "and" and after3 in MANY_STRETCHES:  # "Orr and Lindow counties"
        yield PLACE, 16, "stretch"
    if after in THING_NOUNS or (after2 in THING_NOUNS and after.isalpha() and not is_verb(state, mention.last)):
        yield THING, 4, "thing-noun"
    if after in ("’s", "'s"):
        if after2 in LANDED or after3 in LANDED:
            yield PLACE, 3, "owner"
        if after2 in KIN:
            yield PERSON, 3, "kin"
        if after2 in STAFF_NOUNS:
            yield ORGANIZATION, 3, "staff"
            yield PLACE, 1, "owner"
    if after in STAFF_NOUNS:
        yield ORGANIZATION, 2, "staff"


def apposed(state: State, begin: int) -> Iterator[Sign]:
    """The signs in an apposition that begins at token `begin`: a role, a kind of company, the country of a town."""
    lexicon = state.lexicon
    if begin >= len(state.tokens):
        return
    following = state.tokens[begin]
    if following.cap:
        if following.text in lexicon.territory_of or lexicon.regions.get(following.text) in ("state", "province"):
            yield PLACE, 4, "in-country"
        return
    if following.lower not in APPOSITION_OPENERS and following.lower not in lexicon.role_nouns:
        return
    window = [state.lowers[index] for index in range(begin, begin + 10)]
    stop = next((at for at, word in enumerate(window) if word in (",", ".")), len(window))
    if not COMPANY_NOUNS.isdisjoint(window[:stop]) and lexicon.role_nouns.isdisjoint(window[:3]):
        yield ORGANIZATION, 3, "apposition"
    elif not lexicon.role_nouns.isdisjoint(window[:stop]):
        yield PERSON, 3, "apposition"


def quoted_alone(state: State, mention: Mention) -> bool:
    """True where the mark ends that opens before a name: “The Orr Waltz,” a song, a film, a nickname, a slogan."""
    tokens = state.tokens
    if mention.last >= len(tokens):
        return False
    end = mention.last + (tokens[mention.last].text in (",", ".") and mention.last + 1 < len(tokens))
    return tokens[end].text in CLOSING_QUOTES and state.starts[end] == state.end(end - 1)


def bracketed(state: State, mention: Mention) -> Iterator[Sign]:
    """ "a medium-term plan (MTP)": the short form of what is written in small letters is no name of a body."""
    text = mention.text
    if not (text.isupper() and 2 <= len(text) <= 6):
        return
    begin = mention.first - 1
    words: list[str] = []
    while len(words) < len(text) + 2 and begin > 0 and state.tokens[begin - 1].word:
        begin -= 1
        if state.tokens[begin].cap:
            break
        words[:0] = state.lowers[begin].split("-")
    letters = "".join(word[0] for word in words if word not in CLOSED_CLASS)
    if letters.endswith(text.lower()):
        yield THING, 16, "bracketed"


def around_name(state: State, mention: Mention) -> list[Sign]:
    """The signs around one mention."""
    found = [*before_name(state, mention), *behind_name(state, mention)]
    before = state.lowers[mention.first - 1]
    if before == "(":
        found += bracketed(state, mention)
    if before in OPENING_QUOTES and quoted_alone(state, mention):
        found.append((THING, 9, "quoted-alone"))
    return found
