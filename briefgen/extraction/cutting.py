"""The names that one run of capitals holds.

"Russian President Vladimir Putin" is one run and holds one name with what leads up to it; "MAB President Ilse
Marrow" holds two; "President of the Senate" is an office whose house is the name.
"""

from __future__ import annotations

from briefgen.extraction.capitals import JOINERS, PARTICLES, POSSESSIVES, SUFFIXES, Capitals
from briefgen.extraction.grammar import ABSTRACT_ENDS
from briefgen.extraction.state import Mention
from briefgen.extraction.traits import BITS

NEVER_FIRST = JOINERS | POSSESSIVES
NEVER_LAST = NEVER_FIRST | PARTICLES
# The most words that the name of a body before a title has.
WIDEST = 8
POST_NOMINALS = frozenset("KC QC SC MP MPP MEP MLA MSP OBE CBE MBE KBE PhD MD Esq Esq.".split())
# What is longer, in capitals, is no acronym.
LONGEST_ACRONYM = 3
HEADING = BITS["heading"]


class Cutting:
    """Cuts runs at titles and offices."""

    def __init__(self, words: Capitals) -> None:
        self.words = words
        self.state, self.tokens, self.lexicon = words.state, words.tokens, words.lexicon

    def cut(self, first: int, last: int) -> list[Mention]:
        """The names in one run."""
        while last - first > 2 and self.tokens[last - 1].text in POST_NOMINALS:
            last -= 1
        while last > first and self.tokens[last - 1].lower in NEVER_LAST:
            last -= 1
        if first >= last:
            return []
        if self.words.is_known(first, last):
            return [self.state.mention(first, last)]
        if last - first == 1:
            plain = self.tokens[first].lower in self.lexicon.not_names
            return [self.state.mention(first, last, "none" if plain else "title" * self.are_titles(first, last))]
        if self.state.text(first, last).lower() in self.lexicon.not_names or self.is_set_in_capitals(first, last):
            return [self.state.mention(first, last, "none")]
        person = self.person_after_title(first, last)
        if person is None:
            return self.body_and_person(first, last) or self.cut_role(first, last)
        begin, title_first = person
        found = self.state.mention(begin, last)
        found.lead = first
        found.title = self.state.text(title_first, begin)
        before = self.before_title(first, title_first)
        return [*before, found]

    def is_set_in_capitals(self, first: int, last: int) -> bool:
        """ "VALMORAN PROTEST:" or "Fans Have Reached Their Limit": a heading, not a name or an acronym."""
        run, lexicon = self.tokens[first:last], self.lexicon
        small = [token for token in run[1:] if token.cap and token.traits & HEADING]
        if small and not (len(run) == 2 and run[1].lower == "he"):  # "Liu He" is a man
            return True
        for token in run:
            if len(token.text) <= LONGEST_ACRONYM or not token.text.isupper():
                return False
        return any(t.lower in lexicon.common_words or t.text.title() in lexicon.adjective_of for t in run)

    def person_after_title(self, first: int, last: int) -> tuple[int, int] | None:
        """(where the person's name begins, where the title before it begins), or None."""
        if self.tokens[first].lower in ("st.", "st"):  # "St. Orr" is a place that a saint gave its name
            return None
        for index in range(last - 2, first - 1, -1):
            if self.tokens[index].lower in JOINERS:
                continue
            if not self.words.is_title(index) and not self.is_title_of_many(index):
                continue
            begin: int | None = self.behind_title(index, last)
            if begin == index + 1 and self.tokens[begin].lower == "of":
                begin = self.after_office(index + 1, last)
            if begin is None or begin >= last or self.tokens[begin].lower in NEVER_FIRST:
                continue
            if self.tokens[begin].lower in SUFFIXES or not self.names_person(begin, last):
                return None
            return begin, self.title_start(first, index)
        return None

    def body_and_person(self, first: int, last: int) -> list[Mention]:
        """The two names of "European Union Ada Quill": a known body, and behind it a first name with a surname."""
        lexicon = self.lexicon
        for begin in range(last - 2, first, -1):
            if self.state.text(first, begin) not in lexicon.organizations:
                continue
            given = (
                self.tokens[begin].lower in lexicon.given_names and self.tokens[begin].lower not in lexicon.common_words
            )
            if given and self.names_person(begin, last) and self.tokens[begin].text not in lexicon.cities:
                return [self.state.mention(first, begin), self.state.mention(begin, last)]
        return []

    def are_titles(self, first: int, last: int) -> bool:
        """True for a row of titles with nobody behind it: "Foreign Secretary", "President and Chief Executive"."""
        index = first
        while index < last:
            if self.tokens[index].lower not in JOINERS and not self.words.is_title(index):
                beyond = self.behind_title(index, last + 1)
                if beyond == index + 1:
                    return False
                index = beyond
            else:
                index += 1
        return True

    def is_title_of_many(self, index: int) -> bool:
        """True for "Authors" before a first name: a team, such as the Raiders, has no first name behind it."""
        word = self.tokens[index].lower
        many = word.endswith("s") and word.rpartition("-")[2][:-1] in self.lexicon.role_nouns
        return many and self.tokens[index + 1].lower in self.lexicon.given_names

    def behind_title(self, index: int, last: int) -> int:
        """The token behind the longest title that begins at token `index`: "Datuk Seri", "Attorney General"."""
        widest = self.lexicon.title_widths.get(self.tokens[index].lower, 1)
        for width in range(min(widest, last - index - 1), 1, -1):
            phrase = " ".join([token.lower for token in self.tokens[index : index + width]])
            if phrase in self.lexicon.titles:
                return index + width
        return index + 1

    def after_office(self, of: int, last: int) -> int | None:
        """Behind "of X" in "Secretary of State Ilse Marrow", "Mayor of Lindow Ada Quill"."""
        begin = of + 1
        while begin < last and self.tokens[begin].lower == "the":
            begin += 1
        for index in range(begin + 1, last):
            if self.tokens[index].lower in self.lexicon.given_names and not self.words.is_head(index):
                return index
        return begin + 1 if begin + 1 < last and self.tokens[begin].lower in ("state", "staff", "police") else None

    def names_person(self, first: int, last: int) -> bool:
        """True where the words after a title can be a person's name."""
        tail = self.tokens[first:last]
        if all(self.words.is_title(index) for index in range(first, last)):
            return False
        if len(tail) == 1 and tail[0].lower.endswith(ABSTRACT_ENDS):
            return False
        if len(tail) > 5 or tail[-1].lower in self.lexicon.thing_heads:
            return False
        if any(self.words.is_head(i) for i in range(first, last)) and tail[0].lower not in self.lexicon.given_names:
            return False
        if any(token.lower in ("of", "for", "and", "&", "’s", "'s") for token in tail):
            return False
        text = self.state.text(first, last)
        if text in self.lexicon.organizations or text in self.lexicon.adjective_of:
            return False
        if text in self.lexicon.territory_of and text.lower() not in self.lexicon.given_names:
            return False
        return not (
            len(tail) == 1 and (tail[0].lower in self.lexicon.common_words and tail[0].text not in self.words.inside)
        )

    def title_start(self, first: int, index: int) -> int:
        """Where the title that ends at token `index` begins: the longest title or row of titles."""
        start = index
        while start > first:
            for width in range(min(self.lexicon.longest_title, start - first + 1), 1, -1):
                phrase = " ".join([token.lower for token in self.tokens[start - width + 1 : start + 1]])
                if phrase in self.lexicon.titles:
                    start -= width - 1
                    break
            if start > first and self.words.is_title(start - 1):
                start -= 1
            else:
                break
        return start

    def before_title(self, first: int, last: int) -> list[Mention]:
        """The names in what leads up to a title: "MAB" in "MAB President Ilse Marrow"."""
        found: list[Mention] = []
        index = first
        while index < last:
            for end in range(min(last, index + WIDEST), index, -1):
                if (
                    self.words.is_known(index, end)
                    or self.is_acronym(index, end)
                    or (self.words.is_head(end - 1) and end - index >= 2 and self.tokens[end - 1].text != "Group")
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
        return (
            self.words.is_title(index) and not many and not any(self.words.is_head(i) for i in range(first, index + 1))
        )

    def cut_role(self, first: int, last: int) -> list[Mention]:
        """A run without a titled person: a plain name, or a title with its office ("President of the Senate")."""
        for index in range(first, last - 1):
            if self.tokens[index + 1].lower == "of" and self.is_office(first, index):
                behind = index + 2
                while behind < last and self.tokens[behind].lower == "the":
                    behind += 1
                return self.cut(behind, last) if behind < last else []
        text = self.tokens[first].text
        owned = last - first > 1 and (text in self.lexicon.adjective_of or text in self.lexicon.territory_of)
        if self.are_titles(first + owned, last):
            return [self.state.mention(first, last, "title")]
        text = self.state.text(first, first + 1)
        if last - first >= 3 and (text in self.lexicon.adjective_of or text in self.lexicon.territory_of):
            rest = self.tokens[first + 1 : last]
            if rest[0].lower in self.lexicon.given_names and not any(self.words.is_head(i) for i in range(first, last)):
                found = self.state.mention(first + 1, last)
                found.lead = first
                return [found]
        return [self.state.mention(first, last)]
