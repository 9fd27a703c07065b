"""Which words with a capital may be part of a name, whatever stands around them."""

from __future__ import annotations

import re

from briefgen.dates import MONTHS, WEEKDAYS

# The Arabic article, joined to the name by a hyphen; any other small prefix makes an adjective ("mid-", "intra-").
ARTICLES = frozenset("al el ad as ash an ar at az ul ol".split())
NO_NAME = frozenset("i i'm i’m i'll i’ll i've i’ve i'd i’d".split())
# Days and most months stand beside names without being part of them; "May" and "April" are people, too.
CALENDAR = frozenset(name for name in (*MONTHS, *WEEKDAYS) if len(name) > 4 and name not in ("april", "march"))
PARTY = re.compile("[RDI]-[A-Z]")  # R-Ky.: the party and state of an American legislator
NOT_NAMES = NO_NAME | CALENDAR | frozenset(f"{name}." for name in MONTHS)
# "London-based", "Australian-born": an adjective made of a name, before the name that counts.
COMPOUND_ENDS = tuple("-based -born -led -backed -run -owned -style -era -made -listed -funded".split())


def names(word: str) -> bool:
    """True unless the word, which has a capital, has it for another reason than being a name."""
    lower = word.lower()
    if lower in NOT_NAMES or lower.endswith(COMPOUND_ENDS) or PARTY.match(word):
        return False
    return word[0].isupper() or "-" not in word or word.split("-")[0] in ARTICLES
