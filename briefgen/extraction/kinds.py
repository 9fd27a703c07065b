"""What each name is: a person, an organisation, a place, or nothing that acts.

All mentions of one printed form vote by the signs in and around them, and the form gets one kind for the whole article
(one sense per discourse). A form without any sign is judged by its shape.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import compress

from briefgen.extraction.grammar import ABSTRACT_ENDS, is_verb, qualifies
from briefgen.extraction.signs import (
    CRAFT,
    ORGANIZATION,
    PEOPLE,
    PERSON,
    PLACE,
    THING,
    Sign,
    around_name,
    in_name,
    without_club_letters,
)
from briefgen.extraction.state import Mention, State

MOST_VOTERS = 12
# How often one sign counts for a form: twelve times "the" is no surer than three times.
MOST_REPEATS = 3
LEAST_VOTES = 2.0
SURE_VOTES = 6.0
LED_BY_ONE = frozenset(("administration", "campaign"))
PLACING = frozenset(("from", "to"))
# Fewer names joined by "and" may be of two kinds: "Quill and Orr".
LEAST_LIST = 3
WEAK_ARTICLE = (2.0, "article")
# What says nothing says less than any sign.
NO_SIGN = (0.0, "shape")
COMPOUND_ENDS = (
    "ed", "ing", "like", "wide", "style", "free", "based", "led", "born", "old", "era", "size", "made", "run", "held",
    "five", "six", "seven", "eight", "nine", "one", "two", "three", "four", "class", "month", "year", "long", "day",
)  # fmt: skip
NAMED_CRAFT = re.compile(rf"\b(?:{'|'.join(sorted(CRAFT))}) ((?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)*)")
VOWELS = "aeiouy"
# A place and its adjective begin with the same letters: so many, if what is left of the place has as many.
STEM = 3
DEMONYM_ENDS = ("n", "an", "ian", "ese", "i", "er", "ish")


def demonyms_of(place: str) -> set[str]:
    """The adjectives English may make of a place's name: Valmora gives Valmoran, Tessmark Tessmarker."""
    stem = place.rstrip(VOWELS)
    return {base + end for base in (place, stem) for end in DEMONYM_ENDS if base == place or len(end) > 1} - {place}


def derived_names(names: Iterable[str], printed: set[str]) -> dict[str, set[str]]:
    """Of the names of one word those that have adjectives among the printed words, with these."""
    alike = Counter([word[:STEM] for word in printed])
    places = [name for name in names if " " not in name and (alike[name[:STEM]] > 1 or len(name.rstrip(VOWELS)) < STEM)]
    found = {place: demonyms_of(place) & printed for place in places}
    return {place: adjectives for place, adjectives in found.items() if adjectives}


def dateline_places(state: State) -> set[str]:
    """The places that the dateline names, in lower case."""
    dateline = state.article.dateline
    parts = re.split(r"[,/]", dateline.place) if dateline and dateline.place else []
    return {part.strip().lower() for part in parts}


def pictured_craft(state: State) -> set[str]:
    """The names that a caption has what a ship, a rocket or a work is called before: "the ferry Aldis Grace". A story
    often says in a picture's caption alone what it calls "the Aldis Grace" throughout."""
    return {match[1] for photo in state.article.photos for match in NAMED_CRAFT.finditer(photo.caption or "")}


def clubs(names: Iterable[str]) -> set[str]:
    """What the clubs among the names are called for short: "Halvern" of "FC Halvern"."""
    return {short for name in names for short in without_club_letters(name)}


def acts_once(state: State, mentions: list[Mention]) -> bool:
    """True where the form at least once has a verb, a thing of its own or an acronym behind it."""
    return any(
        is_verb(state, mention.last) or state.lowers[mention.last] in ("’s", "'s", "(")
        for mention in mentions[:MOST_VOTERS]
    )


def judge_by_shape(state: State, mentions: list[Mention]) -> str:
    """The kind of a form that nothing votes for.

    Two or three words unknown to the language are a person's name; others are a body if they do something. One unknown
    word is as often a product, a species or a brand as anything that acts; where something goes there, it is a place.
    """
    tokens = state.tokens[mentions[0].first : mentions[0].last]
    common = state.lexicon.common_words
    if len(tokens) == 1:
        lone = tokens[0].lower not in common and any(state.lowers[m.first - 1] in PLACING for m in mentions)
        return PLACE if lone else ""
    abbreviated = tokens[0].text.isupper() and len(tokens[0].text) > 2  # "HMP Orr", "U.S. Patriot"
    person = not any(t.lower in common or t.lower.endswith(ABSTRACT_ENDS) for t in tokens)
    if len(tokens) <= 3 and person and not holds_known(state, [t.text for t in tokens]):
        return PERSON if not abbreviated or tokens[-1].text.isupper() else ""
    return ORGANIZATION if acts_once(state, mentions) else ""


def holds_known(state: State, words: list[str]) -> bool:
    """True for "Valmoran Falke", "Valmora Tehrik", "Press Pentagon": what a person is hardly called by."""
    lexicon = state.lexicon
    bodies = any(word in lexicon.adjective_of or word in lexicon.organizations for word in words)
    return bodies or words[0] in lexicon.territory_of


def leaders(state: State) -> set[str]:
    """Whom an administration or a campaign is called after: "Quill" of "the Quill administration"."""
    lexicon = state.lexicon
    led = [m for m in state.mentions if m.last - m.first == 2 and state.lowers[m.last - 1] in LED_BY_ONE]
    names = {state.tokens[mention.first].text for mention in led if mention.rule == "office"}
    return {name for name in names if name not in lexicon.cities and name not in lexicon.regions}


def is_compound(state: State, text: str) -> bool:
    """True for an adjective with a name in it, or a number: "Orr-based", "Twitter-like", "Forty-five"."""
    if "-" not in text:
        return False
    last = text.rsplit("-", 1)[-1]
    return last.islower() and last in state.lexicon.common_words and last.endswith(COMPOUND_ENDS)


def drop_compounds(state: State) -> None:
    """Begin "Valmoran-occupied Orr" at "Orr"."""
    for mention in state.mentions:
        first = state.tokens[mention.first]
        if mention.last - mention.first > 1 and not mention.kind and is_compound(state, first.text):
            mention.first += 1
            mention.lead = mention.first
            mention.start = state.starts[mention.first]
            mention.text = state.text(mention.first, mention.last)


def begins_with_place(state: State, words: list[str]) -> bool:
    """True for "the Orr Courier", "the Valmoran Falcons": a body that is called after its place."""
    lexicon = state.lexicon
    first = words[0]
    known = first in lexicon.territory_of or first in lexicon.adjective_of or first in lexicon.regions
    return len(words) > 1 and (known or first in lexicon.cities)


def decide(state: State, mentions: list[Mention], more: list[Sign]) -> tuple[str, str, bool]:
    """(kind, the heaviest sign for it, whether it is sure) of one printed form."""
    votes: dict[str, float] = {}
    heaviest: dict[str, tuple[float, str]] = {}
    words = [token.text for token in state.tokens[mentions[0].first : mentions[0].last]]
    signs = [*in_name(tuple(words), mentions[0].text, state.lexicon), *more]
    for mention in mentions[:MOST_VOTERS]:
        signs += around_name(state, mention)
    seen: dict[tuple[str, str], int] = {}
    for kind, weight, name in signs:
        times = seen[kind, name] = seen.get((kind, name), 0) + 1
        if times <= MOST_REPEATS:
            votes[kind] = votes.get(kind, 0.0) + weight
        if (weight, name) > heaviest.get(kind, NO_SIGN):
            heaviest[kind] = weight, name
    most, best = max(zip(votes.values(), votes, strict=True), default=(0.0, ""))
    plain = len(words) == 1 and words[0].lower() in state.lexicon.common_words
    heaviest_sign = heaviest.get(best, NO_SIGN)
    if best and plain and heaviest_sign[1] == "article":  # "the Line": a word of the language with a capital
        return "", "", False
    weak = best == ORGANIZATION and heaviest_sign == WEAK_ARTICLE
    if weak and not acts_once(state, mentions) and not begins_with_place(state, words):
        return "", "", False  # "the Dark Sky Reserve": what has only an article may be anything
    if best and most >= LEAST_VOTES:
        return best, heaviest_sign[1], most >= SURE_VOTES
    return judge_by_shape(state, mentions), "shape", False


def decide_kinds(state: State) -> None:
    """Give each printed form, and all its mentions, one kind; what is decided already stays."""
    drop_compounds(state)
    forms: dict[str, list[Mention]] = defaultdict(list)
    for mention in state.mentions:
        if not mention.kind:
            forms[mention.text].append(mention)
    printed = {token.text for token in set(state.tokens) if token.cap}
    derived = derived_names(forms, printed)
    demonyms = set().union(*derived.values())
    dateline, led_by, craft = dateline_places(state), leaders(state), pictured_craft(state)
    short_for_clubs = clubs(forms)
    for text, mentions in forms.items():
        more: list[Sign] = []
        if text in demonyms:
            more.append((PEOPLE, 8, "demonym"))
        if text in derived and text not in demonyms:
            more.append((PLACE, 6, "demonym"))
        if text in led_by:
            more.append((PERSON, 6, "leader"))
        if text in craft and any(state.lowers[m.first - 1] == "the" for m in mentions):  # not "the boat Orr Ltd sent"
            more.append((THING, 9, "craft"))
        if text in short_for_clubs:
            more.append((ORGANIZATION, 6, "club"))
        if text.lower() in dateline:
            more.append((PLACE, 6, "dateline"))
        numbered = is_compound(state, text) or (
            " " not in text and any(map(str.isdigit, text)) and text not in state.lexicon.organizations
        )
        common = text.lower() in state.lexicon.common_words
        if numbered or (common and all(qualifies(state, m.last) for m in mentions)):
            kind, rule, sure = "none", "", False
        else:
            kind, rule, sure = decide(state, mentions, more)
        for mention in mentions:
            mention.kind, mention.rule, mention.sure = kind, rule, sure
    agree_in_lists(state)


def agree_in_lists(state: State) -> None:
    """Read what a list of places names without a sign of its own as a place, too."""
    row: list[Mention] = []
    for mention in state.mentions:
        if row and joins(state, row[-1], mention):
            row.append(mention)
        else:
            settle(row)
            row = [mention]
    settle(row)


def joins(state: State, one: Mention, other: Mention) -> bool:
    """True where only a comma or "and" stands between two mentions."""
    if other.first - one.last > 2 or one.paragraph != other.paragraph:
        return False
    between = [state.lowers[index] for index in range(one.last, other.first)]
    return " ".join(between) in (",", "and", ", and", "or", ", or")


def settle(row: list[Mention]) -> None:
    """Make the doubtful members of a list places, if all the others are."""
    if len(row) < LEAST_LIST:
        return
    doubtful = [mention.kind == "" or mention.rule == "shape" for mention in row]
    kinds = {mention.kind for mention, doubt in zip(row, doubtful, strict=True) if not doubt}
    if kinds == {PLACE}:
        for mention in compress(row, doubtful):
            mention.kind, mention.rule = PLACE, "list"
