"""Runs of capitalised words, joined over the small words that names hold.

"Bank of Canada" and "Ludo van de Meer" are one run each; "the Department of Justice and the FBI" is two. Only the
language decides (particles, the words that head an organisation's name); what the run holds is cut apart afterwards.
"""

from __future__ import annotations

from briefgen.extraction.acronyms import widen_by_acronyms
from briefgen.extraction.capitals import JOINERS, PARTICLES, POSSESSIVES, SUFFIXES, Capitals, adjacent
from briefgen.extraction.cutting import Cutting
from briefgen.extraction.joinedbodies import list_end, share_head
from briefgen.extraction.state import State
from briefgen.extraction.trimming import Trimming

# What a run can go on over.
LINKS = JOINERS | PARTICLES | SUFFIXES | POSSESSIVES | {",", "’", "'"}
# Whose a body may be, in its name: "Lindow People's Front".
MANY = frozenset("people nation women children men".split())
# Bodies that are named for what they are on, to or for.
COMMITTEES = frozenset("committee commission council conference subcommittee panel institute center centre".split())


class Joining:
    """Finds where a run of capitals ends."""

    def __init__(self, words: Capitals) -> None:
        self.words = words
        self.state, self.tokens, self.lexicon = words.state, words.tokens, words.lexicon

    def extend(self, first: int) -> int:
        """The end of the run that begins at token `first`."""
        last = self.known_end(first)
        if last < len(self.tokens) and not self.tokens[last].cap and self.tokens[last].lower not in LINKS:
            return last
        tokens = self.tokens
        has_head = self.words.is_head(last - 1)
        titled = self.words.is_title(last - 1)
        while adjacent(self.state, last):
            token = tokens[last]
            if self.words.word_at(last):
                last = self.known_end(last)
                has_head = has_head or self.words.is_head(last - 1)
                titled = self.words.is_title(last - 1)
                continue
            if token.lower not in LINKS:
                break
            if token.lower in SUFFIXES:
                last += 1
                continue
            if token.text == "," and self.legal_suffix_at(last + 1):
                last += 2
                continue
            if token.text == "," and has_head and (reach := list_end(self.words, first, last)) > last:
                last = reach
                continue
            reach = self.joined(first, last, has_head, titled)
            if reach == last:
                break
            has_head = has_head or self.words.is_head(reach - 1) or (token.lower in JOINERS and not titled)
            titled = False
            last = reach
        return last

    def known_end(self, first: int) -> int:
        """Where a known name with a small word ends that begins here ("Antigua and Barbuda"); else the next token."""
        known = self.lexicon.joined_names.get(self.tokens[first].text)
        if known is None or self.state.lowers[first - 1] in POSSESSIVES:  # "the People's Republic of China"
            return first + 1
        following = self.state.lowers[first + 1]
        for words in known:
            if words[1].lower() != following:
                continue
            end = first + len(words)
            if tuple([token.text for token in self.tokens[first:end]]) == words and all(
                adjacent(self.state, index) for index in range(first + 1, end)
            ):
                return end
        return first + 1

    def legal_suffix_at(self, index: int) -> bool:
        """ "Ferries de Lindow, S.A.": a legal form that a comma sets apart."""
        if index >= len(self.tokens) or self.state.paragraph_of[index] != self.state.paragraph_of[index - 1]:
            return False
        word = self.tokens[index]
        return word.cap and (
            word.lower in self.lexicon.legal_suffixes or word.lower.rstrip(".") in self.lexicon.legal_suffixes
        )

    def joined(self, first: int, last: int, has_head: bool, titled: bool) -> int:
        """Where the run goes on behind a particle, an "of" or an "and" at token `last`; `last` where it ends."""
        word = self.tokens[last].lower
        if word in PARTICLES:
            beyond = last + 1
            if beyond < len(self.tokens) and self.tokens[beyond].lower in PARTICLES and adjacent(self.state, beyond):
                beyond += 1
            leads = not self.lexicon.leading_heads.isdisjoint(self.state.lowers[first:last])
            if self.words.word_at(beyond) and adjacent(self.state, beyond) and (leads or not has_head):
                return beyond + 1
            if word not in JOINERS and not has_head:
                return last
        if word in ("’s", "'s") and self.words.word_at(last + 1) and adjacent(self.state, last + 1):
            owner = self.tokens[last - 1].lower
            heads = any(
                self.words.is_head(i) for i in range(last + 1, min(last + 4, len(self.tokens))) if self.words.word_at(i)
            )
            if heads and (owner in MANY or owner in self.lexicon.titles or owner in self.lexicon.role_nouns):
                return last + 2
            return last
        plural_owner = word in ("’", "'") and self.tokens[last - 1].lower.endswith("s") and self.words.word_at(last + 1)
        if plural_owner and self.state.end(last) < self.state.starts[last + 1] and self.words.is_head(last + 1):
            return last + 2
        if word not in JOINERS or not adjacent(self.state, last + 1):
            return last
        beyond = last + 1
        if self.tokens[beyond].lower == "the" and adjacent(self.state, beyond + 1):
            beyond += 1
        if not self.words.word_at(beyond):
            return last
        if word == "of" and self.begins_person(beyond) and not titled:
            return last
        if word in ("of", "for"):
            plural = last - first > 1 and self.tokens[last - 1].lower.endswith("s") and self.leads_on(last - 1)
            return beyond + 1 if titled or plural or (has_head and self.leads_on(last - 1)) else last
        if word in ("on", "to", "in", "the"):
            return beyond + 1 if has_head and self.is_committee(first, last) else last
        return beyond + 1 if self.one_name(first, last, beyond) else last

    def begins_person(self, index: int) -> bool:
        """True for a first name with a name behind it: "the Homeland Alliance of Radomir Kesh" is two names."""
        word = self.tokens[index]
        given = word.lower in self.lexicon.given_names and word.lower not in self.lexicon.common_words
        return (
            given
            and self.words.word_at(index + 1)
            and adjacent(self.state, index + 1)
            and not self.words.is_head(index + 1)
        )

    def leads_on(self, index: int) -> bool:
        """True for a word that "of" can follow inside a name: a head word or what it is the head of, but no person."""
        return self.words.is_head(index) or self.tokens[index].lower in self.lexicon.common_words

    def is_committee(self, first: int, last: int) -> bool:
        """Committees, commissions and centres are named for what they are on."""
        named = any(self.tokens[index].lower in COMMITTEES for index in range(first, last))
        return named and self.tokens[last].lower != "in"

    def one_name(self, first: int, last: int, beyond: int) -> bool:
        """True where "A and B" is one organisation's name: "Bureau of Fisheries and Aquatic Resources"."""
        text = self.state.text(first, last)
        if self.tokens[last].text == "&":
            return True
        if text in self.lexicon.organizations or text in self.lexicon.territory_of:
            return False
        if share_head(self.words, first, last, beyond):
            return True
        heads = [i for i in range(first, last) if self.words.is_head(i)]
        if heads and self.tokens[beyond - 1].lower == "the" and "between" in {t.lower for t in self.tokens[first:last]}:
            return True
        if not heads or heads[-1] == last - 1 or self.tokens[beyond - 1].lower == "the" or self.words.is_head(beyond):
            return False
        end = beyond
        while self.words.word_at(end) and (end == beyond or adjacent(self.state, end)):
            end += 1
        following = self.tokens[beyond:end]
        if self.state.text(beyond, end) in self.lexicon.organizations:
            return False
        if self.state.text(beyond, beyond + 1) in self.lexicon.adjective_of:
            return True
        lexicon = self.lexicon
        return following[-1].lower in lexicon.common_words and not any(
            token.lower in lexicon.given_names and token.lower not in lexicon.common_words for token in following
        )


def find_runs(state: State) -> None:
    """Find every run of capitalised words and leave the names in it as mentions."""
    words = Capitals(state)
    joining, trimming, cutting = Joining(words), Trimming(words), Cutting(words)
    last = 0
    for index in words.places:
        if index >= last and words.word_at(index):
            last = joining.extend(index)
            state.mentions += cutting.cut(trimming.trim(index, last), last)
    widen_by_acronyms(words)
