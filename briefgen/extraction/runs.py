"""Names as they are printed: runs of capitalised words, cut into the names they hold.

"Russian President Vladimir Putin" is one run and holds one name with what leads up to it; "Secretary of State Mike
Pompeo" is joined by its "of" and cut after the title. Only the language decides here (capitals, particles, titles,
the words that head an organisation's name); which kind of name it is, is asked later with the whole article in view.
"""

from __future__ import annotations

import re

from briefgen.dates import MONTHS, WEEKDAYS
from briefgen.extraction.grammar import CLOSED_CLASS, COMPANY_NOUNS
from briefgen.extraction.state import Mention, State
from briefgen.extraction.tokens import Token

PARTICLES = frozenset(
    """de da do dos das del della di du van von der den ten ter bin ibn bint binti al el la le las los y e zu af av
    ben abu ul""".split()
)
# The Arabic article, joined to the name by a hyphen; any other small prefix makes an adjective ("mid-", "intra-").
ARTICLES = frozenset("al el ad as ash an ar at az ul ol".split())
SUFFIXES = frozenset(["jr.", "sr.", "jr", "sr", "ii", "iii", "iv"])
JOINERS = frozenset("of for on to in and & the".split())
ROMAN = re.compile(r"^[IVX]{2,4}$")


NO_NAME = frozenset("i i'm i’m i'll i’ll i've i’ve i'd i’d".split())
# Days and most months stand beside names without being part of them; "May" and "April" are people, too.
CALENDAR = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) > 4 and name not in ("april", "march"))
PARTY = re.compile("[RDI]-[A-Z]")  # R-Ky.: the party and state of an American legislator
NOT_NAMES = NO_NAME | CALENDAR | frozenset(f"{name}." for name in MONTHS)
# "London-based", "Australian-born": an adjective made of a name, before the name that counts.
ADJECTIVE_ENDS = (
    "ous",
    "ised",
    "ized",
    "ated",
    "ally",
    "ively",
    "ently",
    "antly",
    "ional",
    "ative",
    "ating",
    "ising",
    "izing",
)
# The most words that the name of a body before a title has.
WIDEST = 8
POST_NOMINALS = frozenset("KC QC SC MP MPP MEP MLA MSP OBE CBE MBE KBE PhD MD Esq Esq.".split())
COMPOUND_ENDS = (
    "-based",
    "-born",
    "-led",
    "-backed",
    "-run",
    "-owned",
    "-style",
    "-era",
    "-made",
    "-listed",
    "-funded",
)


def is_name_word(token: Token) -> bool:
    """True for a capitalised word that may be part of a name."""
    if not token.cap or token.lower in NOT_NAMES or token.lower.endswith(COMPOUND_ENDS):
        return False
    if PARTY.match(token.text):
        return False
    return token.text[0].isupper() or "-" not in token.text or token.text.split("-")[0] in ARTICLES


def adjacent(state: State, index: int) -> bool:
    """True where token `index` follows the one before it in the same sentence with only a space between."""
    if not 0 < index < len(state.tokens):
        return False
    before, here = state.tokens[index - 1], state.tokens[index]
    return here.sentence == before.sentence and 0 <= here.start - before.end <= 1


def opens_sentence(state: State, index: int) -> bool:
    """True where a capital is due to the place of the word: at a sentence's start, after an opening mark or a colon."""
    if index == state.sentences[state.tokens[index].sentence].first:
        return True
    return state.tokens[index - 1].text in {"“", '"', "‘", "'", "(", "[", "•", ":", "—", "*", "-", "«", "…", "’"}


class Runs:
    """Reads the runs of one article; `state.mentions` is what it leaves."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.tokens = state.tokens
        self.lexicon = state.lexicon
        self.heads = state.lexicon.organization_heads | state.lexicon.legal_suffixes
        self.inside = {
            token.text for index, token in enumerate(state.tokens) if token.cap and not opens_sentence(state, index)
        }
        self.lowered = {token.text for token in state.tokens if token.word and not token.cap}

    def read(self) -> list[Mention]:
        mentions: list[Mention] = []
        index = 0
        while index < len(self.tokens):
            if not is_name_word(self.tokens[index]):
                index += 1
                continue
            last = self.extend(index)
            first = self.trim(index, last)
            if first < last:
                mentions.extend(self.cut(first, last))
            index = max(last, index + 1)
        return mentions

    def word_at(self, index: int) -> bool:
        return index < len(self.tokens) and is_name_word(self.tokens[index])

    def extend(self, first: int) -> int:
        """The end of the run that begins at token `first`."""
        last = first + 1
        has_head = self.is_head(first)
        titled = self.is_title(first)
        while adjacent(self.state, last):
            token = self.tokens[last]
            if self.word_at(last):
                has_head = has_head or self.is_head(last)
                titled = self.is_title(last)
                last += 1
                continue
            if token.lower in SUFFIXES:
                last += 1
                continue
            if token.text == "," and self.legal_suffix_at(last + 1):
                last += 2
                continue
            reach = self.joined(first, last, has_head, titled)
            if reach == last:
                break
            has_head = has_head or self.is_head(reach - 1) or (token.lower in JOINERS and not titled)
            titled = False
            last = reach
        return last

    def legal_suffix_at(self, index: int) -> bool:
        """ "Petróleos de Venezuela, S.A.": a legal form that a comma sets apart."""
        if index >= len(self.tokens) or self.tokens[index].paragraph != self.tokens[index - 1].paragraph:
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
            if self.word_at(beyond) and adjacent(self.state, beyond) and not has_head:
                return beyond + 1
            if word not in JOINERS and not has_head:
                return last
        if word in ("’s", "'s") and self.word_at(last + 1) and adjacent(self.state, last + 1):
            owner = self.tokens[last - 1].lower
            heads = any(self.is_head(i) for i in range(last + 1, min(last + 4, len(self.tokens))) if self.word_at(i))
            if heads and (owner in self.lexicon.titles or owner in self.lexicon.role_nouns):
                return last + 2
            return last
        plural_owner = word in ("’", "'") and self.tokens[last - 1].lower.endswith("s") and self.word_at(last + 1)
        if plural_owner and self.tokens[last].end < self.tokens[last + 1].start and self.is_head(last + 1):
            return last + 2
        if word not in JOINERS or not adjacent(self.state, last + 1):
            return last
        beyond = last + 1
        if self.tokens[beyond].lower == "the" and adjacent(self.state, beyond + 1):
            beyond += 1
        if not self.word_at(beyond):
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
        return given and self.word_at(index + 1) and adjacent(self.state, index + 1) and not self.is_head(index + 1)

    def leads_on(self, index: int) -> bool:
        """True for a word that "of" can follow inside a name: a head word or what it is the head of, but no person."""
        return self.is_head(index) or self.tokens[index].lower in self.lexicon.common_words

    def is_committee(self, first: int, last: int) -> bool:
        """Committees, commissions and centres are named for what they are on."""
        bodies = {
            "committee",
            "commission",
            "council",
            "conference",
            "subcommittee",
            "panel",
            "institute",
            "center",
            "centre",
        }
        return any(self.tokens[i].lower in bodies for i in range(first, last)) and self.tokens[last].lower != "in"

    def one_name(self, first: int, last: int, beyond: int) -> bool:
        """True where "A and B" is one organisation's name: "Bureau of Fisheries and Aquatic Resources"."""
        text = self.state.text(first, last)
        if self.tokens[last].text == "&":
            return True
        if text in self.lexicon.organizations or text in self.lexicon.territory_of:
            return False
        heads = [i for i in range(first, last) if self.is_head(i)]
        if heads and self.tokens[beyond - 1].lower == "the" and "between" in {t.lower for t in self.tokens[first:last]}:
            return True
        if not heads or heads[-1] == last - 1 or self.tokens[beyond - 1].lower == "the" or self.is_head(beyond):
            return False
        end = beyond
        while self.word_at(end) and (end == beyond or adjacent(self.state, end)):
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

    def is_head(self, index: int) -> bool:
        return self.tokens[index].lower.rstrip(".") in self.heads or self.tokens[index].lower in self.heads

    def is_title(self, index: int) -> bool:
        lower = self.tokens[index].lower
        if lower in self.lexicon.titles or self.tokens[index].text in self.lexicon.titles:
            return True
        if lower in self.lexicon.given_names or lower in self.lexicon.ambiguous_given_names:
            return False
        return lower in self.lexicon.role_nouns or lower.rpartition("-")[2] in self.lexicon.role_nouns

    def trim(self, first: int, last: int) -> int:
        """Where the run begins once a word is dropped that has its capital from the sentence alone."""
        while first < last and opens_sentence(self.state, first):
            token = self.tokens[first]
            rest = self.tokens[first + 1 : last]
            if token.lower in CLOSED_CLASS and not (token.lower in ("will", "may") and self.knows(first, last)):
                first += 1
                while first < last and (self.tokens[first].lower in JOINERS or self.tokens[first].lower in PARTICLES):
                    first += 1
                break
            if not self.is_plain_word(token) or token.text in self.inside or self.is_title(first):
                break
            if not rest:
                return first if self.is_known(first, last) or self.is_apposed_company(last) else last
            if self.knows(first, last) or self.is_known(first, last):
                break
            if token.lower in self.lexicon.given_names and token.text not in self.lowered:
                break
            if token.lower in self.lowered or token.lower.endswith(ADJECTIVE_ENDS) or self.plausible(first + 1, last):
                first += 1
            break
        return first

    def is_plain_word(self, token: Token) -> bool:
        """True for a word of the language: one in the list of common words, or an adjective or adverb by its ending."""
        lexicon = self.lexicon
        if token.lower in lexicon.common_words:
            return True
        known = (
            token.lower in lexicon.given_names or token.text in lexicon.organizations or token.text in lexicon.regions
        )
        return not known and len(token.text) > 6 and token.lower.endswith(ADJECTIVE_ENDS)

    def knows(self, first: int, last: int) -> bool:
        """True where the same words stand together elsewhere in the article, not at a sentence's start."""
        words = [token.text for token in self.tokens[first:last]]
        if not all(word in self.inside for word in words if word[0].isupper()):
            return False
        return len(words) > 1

    def is_known(self, first: int, last: int) -> bool:
        text = self.state.text(first, last)
        lexicon = self.lexicon
        return text in lexicon.organizations or text in lexicon.territory_of or text in lexicon.adjective_of

    def is_apposed_company(self, behind: int) -> bool:
        """True where ", a … firm" follows: the word is that firm's name though the language has it, too."""
        words = [self.state.lower(index) for index in range(behind, behind + 9)]
        return words[0] == "," and words[1] in ("a", "an", "the") and not COMPANY_NOUNS.isdisjoint(words[2:])

    def plausible(self, first: int, last: int) -> bool:
        """True where what is left after dropping the first word is a name by itself."""
        if self.is_known(first, last) or self.is_title(first):
            return True
        return self.tokens[first].lower in self.lexicon.given_names and not self.is_head(last - 1)

    def cut(self, first: int, last: int) -> list[Mention]:
        """The names in one run."""
        while last - first > 2 and self.tokens[last - 1].text in POST_NOMINALS:
            last -= 1
        while last > first and self.tokens[last - 1].lower in JOINERS | PARTICLES | {"’s", "'s"}:
            last -= 1
        if first >= last:
            return []
        if self.is_known(first, last):
            return [self.state.mention(first, last)]
        if self.state.text(first, last).lower() in self.lexicon.not_names or self.is_shouted(first, last):
            return [self.state.mention(first, last, "none")]
        person = self.person_after_title(first, last)
        if person is None:
            return self.cut_role(first, last)
        begin, title_first = person
        found = self.state.mention(begin, last)
        found.lead = first
        found.title = self.state.text(title_first, begin)
        before = self.before_title(first, title_first)
        return [*before, found]

    def is_shouted(self, first: int, last: int) -> bool:
        """ "CHINESE AGGRESSION:": words set in capitals that are words of the language, not an acronym."""
        run = self.tokens[first:last]
        lexicon = self.lexicon
        shouted = last - first > 1 and all(t.text.isupper() and len(t.text) > 3 for t in run)
        return shouted and any(t.lower in lexicon.common_words or t.text.title() in lexicon.adjective_of for t in run)

    def person_after_title(self, first: int, last: int) -> tuple[int, int] | None:
        """(where the person's name begins, where the title before it begins), or None."""
        for index in range(last - 2, first - 1, -1):
            if self.tokens[index].lower in JOINERS or not self.is_title(index):
                continue
            begin: int | None = self.behind_title(index, last)
            if begin == index + 1 and self.tokens[begin].lower == "of":
                begin = self.after_office(index + 1, last)
            if begin is None or begin >= last or self.tokens[begin].lower in JOINERS | {"’s", "'s"}:
                continue
            if self.tokens[begin].lower in SUFFIXES or not self.names_person(begin, last):
                return None
            return begin, self.title_start(first, index)
        return None

    def behind_title(self, index: int, last: int) -> int:
        """The token behind the longest title that begins at token `index`: "Datuk Seri", "Attorney General"."""
        for width in range(min(self.lexicon.longest_title, last - index - 1), 1, -1):
            phrase = " ".join(token.lower for token in self.tokens[index : index + width])
            if phrase in self.lexicon.titles:
                return index + width
        return index + 1

    def after_office(self, of: int, last: int) -> int | None:
        """Behind "of X" in "Secretary of State Mike Pompeo", "Mayor of Kyiv Vitali Klitschko"."""
        begin = of + 1
        while begin < last and self.tokens[begin].lower == "the":
            begin += 1
        for index in range(begin + 1, last):
            if self.tokens[index].lower in self.lexicon.given_names and self.tokens[index].lower not in self.heads:
                return index
        return begin + 1 if begin + 1 < last and self.tokens[begin].lower in ("state", "staff", "police") else None

    def names_person(self, first: int, last: int) -> bool:
        """True where the words after a title can be a person's name."""
        tail = self.tokens[first:last]
        if len(tail) > 5 or tail[-1].lower in self.lexicon.thing_heads:
            return False
        if any(self.is_head(i) for i in range(first, last)) and tail[0].lower not in self.lexicon.given_names:
            return False
        if any(token.lower in ("of", "for", "and", "&", "’s", "'s") for token in tail):
            return False
        text = self.state.text(first, last)
        if text in self.lexicon.organizations or text in self.lexicon.adjective_of:
            return False
        if text in self.lexicon.territory_of and text.lower() not in self.lexicon.given_names:
            return False
        return not (len(tail) == 1 and (tail[0].lower in self.lexicon.common_words and tail[0].text not in self.inside))

    def title_start(self, first: int, index: int) -> int:
        """Where the title that ends at token `index` begins: the longest title or row of titles."""
        start = index
        while start > first:
            for width in range(min(self.lexicon.longest_title, start - first + 1), 1, -1):
                phrase = " ".join(token.lower for token in self.tokens[start - width + 1 : start + 1])
                if phrase in self.lexicon.titles:
                    start -= width - 1
                    break
            if start > first and self.is_title(start - 1):
                start -= 1
            else:
                break
        return start

    def before_title(self, first: int, last: int) -> list[Mention]:
        """The names in what leads up to a title: "CPUC" in "CPUC President Marybel Batjer"."""
        found: list[Mention] = []
        index = first
        while index < last:
            for end in range(min(last, index + WIDEST), index, -1):
                if (
                    self.is_known(index, end)
                    or self.is_acronym(index, end)
                    or (self.is_head(end - 1) and end - index >= 2 and self.tokens[end - 1].text != "Group")
                ):
                    found.append(self.state.mention(index, end))
                    index = end
                    break
            else:
                index += 1
        return found

    def is_acronym(self, first: int, last: int) -> bool:
        text = self.tokens[first].text
        return last - first == 1 and len(text) >= 2 and text.isupper() and text.isalpha()

    def is_office(self, first: int, index: int) -> bool:
        """True for a title before "of", as in "President of the Senate", but not for the many of a body's name."""
        many = index > first and self.tokens[index].lower.endswith("s")
        return self.is_title(index) and not many and not any(self.is_head(i) for i in range(first, index + 1))

    def cut_role(self, first: int, last: int) -> list[Mention]:
        """A run without a titled person: a plain name, or a title with its office ("President of the Senate")."""
        for index in range(first, last - 1):
            if self.tokens[index + 1].lower == "of" and self.is_office(first, index):
                behind = index + 2
                while behind < last and self.tokens[behind].lower == "the":
                    behind += 1
                return self.cut(behind, last) if behind < last else []
        if all(self.is_title(i) or self.tokens[i].lower in JOINERS for i in range(first, last)):
            return [self.state.mention(first, last, "title")]
        text = self.state.text(first, first + 1)
        if last - first >= 3 and (text in self.lexicon.adjective_of or text in self.lexicon.territory_of):
            rest = self.tokens[first + 1 : last]
            if rest[0].lower in self.lexicon.given_names and not any(self.is_head(i) for i in range(first, last)):
                found = self.state.mention(first + 1, last)
                found.lead = first
                return [found]
        return [self.state.mention(first, last)]


def find_runs(state: State) -> None:
    """Find every run of capitalised words and leave the names in it as mentions."""
    state.mentions = Runs(state).read()
