"""Names taken apart: the letters that tell them apart, the parts of a person's name, the initials of a body's.

Letters are ASCII after transliteration, so accents, hyphens, apostrophes and scripts do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from anyascii import anyascii

PARTICLES = frozenset(
    "abu al ben bin bint da das de del della den der di do dos du el ibn la le los mac mc st ten ter van von zu".split()
)
"""Words that belong to the surname behind them."""
SUFFIXES = frozenset("jr sr ii iii iv junior senior".split())
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp plc ag gmbh se sa nv bv ab as asa oyj spa srl kk "
    "pte pty holding holdings group".split()
)
"""What may stand or not stand behind the name of a company. "Group" and "Holding" are how companies sign, too."""
JOINING = frozenset("of the and for in on to a an de du des del la le les et der die das und".split())
"""Words of a body's name that give no letter to its acronym."""

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("o(?:ff|w)$", "ov"),
        ("eff$", "ev"),
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("ck|q", "k"),
        ("tz", "ts"),
        ("w", "v"),
        ("o[ou]", "u"),
        ("([aou])e", r"\1"),
        ("[yj]", "i"),
        ("i+", "i"),
    )
)
"""How one name is transcribed in several ways: (pattern, what all of them become), one after the other."""
AMERICAN = ((re.compile("isation"), "ization"), (re.compile("our(?=$|s$)"), "or"), (re.compile("tre$"), "ter"))
DEFENCE = re.compile("defence|licence")


@lru_cache(maxsize=2**17)
def letters(text: str) -> str:
    """The letters and digits that tell a name: "Al-Harrak", "al Harrak" -> "alharrak"."""
    return re.sub("[^a-z0-9]+", "", anyascii(text).lower())


@lru_cache(maxsize=2**17)
def sound(word: str) -> str:
    """What is left of letters when the habits of transcription are taken out."""
    for pattern, heard in SOUNDS:
        word = pattern.sub(heard, word)
    return word


class PersonName(msgspec.Struct, frozen=True):
    """A person's name in letters: "J. T. van der Berg Jr." is given ("j", "t"), surname "vanderberg", suffix "jr"."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether there is a given name that is more than an initial."""
        return bool(self.given) and len(self.given[0]) > 1


@lru_cache(maxsize=2**17)
def person_name(name: str) -> PersonName:
    """The parts of a name written in the Western order; a lone word, with its particles, is a surname."""
    words = [each for word in name.replace(".", " ").replace(",", " ").split() if (each := letters(word))]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    surname = words.pop() if words else ""
    while words and words[-1] in PARTICLES:
        surname = words.pop() + surname
    return PersonName(tuple(words), surname, {"junior": "jr", "senior": "sr"}.get(suffix, suffix))


def name_words(name: str) -> list[str]:
    """The words of a name in letters, parted at hyphens as well."""
    return [word for each in re.split(r"[\s\-‐‑–]+", name) if (word := letters(each))]


@lru_cache(maxsize=2**17)
def body_words(name: str) -> tuple[str, ...]:
    """The words of a body's name in letters and American spelling, without "the" in front."""
    words = name_words(name.replace("&", " and "))
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    return tuple(_american(word) for word in words)


def _american(word: str) -> str:
    word = DEFENCE.sub(lambda found: found[0].replace("ce", "se"), word)
    for pattern, spelling in AMERICAN:
        word = pattern.sub(spelling, word)
    return word


def without_legal_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a company's name before its legal form."""
    end = len(words)
    while end > 1 and words[end - 1] in LEGAL_FORMS:
        end -= 1
    return words[:end]


def acronym_letters(name: str) -> str:
    """The letters of a name that is an acronym, such as "IAEA" or "U.N."; empty for any other."""
    plain = name.replace(".", "")
    return plain.lower() if 2 <= len(plain) <= 8 and re.fullmatch("[A-Z][A-Za-z]?[A-Z&]+", plain) else ""


def initials(words: tuple[str, ...]) -> str:
    """The acronym that the words of a name make; empty where that is of one letter."""
    first = "".join(word[0] for word in words if word not in JOINING)
    return first if len(first) > 1 else ""


def shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one letter apart have one of these in common."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter more, less or another one, or two that changed places, makes one word of the other."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return left != right and (max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1]))
