"""Whether a run of capitalised words is a person's name, and where in the run the name starts.

A reader of credits and captions has no list of the world's names; it has the shape of a name and the words that give
away a house, an office or a title (`name_words.tsv`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from briefgen.agencies import find_agency
from briefgen.dates import find_dates

_AND = re.compile(r"\s(?:and|&)\s")
_PLURAL = re.compile(r"(?i:people|children|men|women|police|crew|[a-z]{4,}men|[a-z]{2,}s)")
_PRONOUN = re.compile(r"(?:He|She|It|They|We|I|The|This|That|Both|Who)")
_SYLLABLE = re.compile(r"[bcdghjklmnprstwyz]{0,2}[aeiouwy]{1,3}(?:ng?|[bhklmprt])?", re.IGNORECASE)


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of a kind ("organisation", "particle", "title", "region"), lower case."""
    table = Path(__file__).with_name("name_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return frozenset(word for row_kind, words in rows if row_kind == kind for word in words.split())


UPPER_PATTERN = r"[^\W\d_a-zß-öø-ÿ]"
_PREFIX = r"(?:(?:al|an|ar|as|ash|at|az|el)-|[dl]['’])"
_WORD = rf"{_PREFIX}?{UPPER_PATTERN}[\w.'’-]{{0,30}}"
NAME_PATTERN = rf"{_WORD}(?: (?:(?:{'|'.join(sorted(name_words('particle')))}) ){{0,2}}{_WORD}){{0,8}}"
"""A run of capitalised words with the small words of names between them: titles, a name, or both. No groups."""

_CAPITALISED = re.compile(rf"{_PREFIX}?{UPPER_PATTERN}")


def is_person(name: str) -> bool:
    """Whether `name` has a person's shape: two to five capitalised words, none of them an organisation's."""
    if find_agency(name) or any(char.isdigit() or char in "@©&()" for char in name):
        return False
    both = _AND.split(name)
    if len(both) == 2:
        return all(is_person(each) for each in both)
    words = name.split()
    if not words or _has_organisation_word(words) or (words[-1].endswith(".") and words[-1] not in ("Jr.", "Sr.")):
        return False
    large = [word for word in words if word.lower() not in name_words("particle")]
    return (
        len(words) >= 2
        and len(large) <= 5
        and bool(_CAPITALISED.match(words[-1]))
        and all(_CAPITALISED.match(word) or "-" in word for word in large)
    )


def is_house(name: str) -> bool:
    """Whether `name` is a known agency's, or has a word in it that only organisations and outlets have."""
    return find_agency(name) is not None or _has_organisation_word(name.split())


def person_name(run: str, *, mononym: bool = False) -> str | None:
    """The person whose name ends a run, titles dropped ("Army Chief General Jo Roe" -> "Jo Roe"), if any.

    With `mononym` one word will do, where the place it stands in is kept for names.
    """
    words = run.rstrip(",").split()
    for place in range(len(words) - 1, -1, -1):
        if is_title(words[place]) or words[place].endswith(("'s", "’s")):
            words = words[place + 1 :]
            break
    name = " ".join(words)
    if mononym and len(words) == 1:
        return name if _may_be_mononym(name) else None
    small = {word.lower() for word in words}
    return name if is_person(name) and not small & {"of", "and"} and not find_dates(name) else None


def is_title(word: str) -> bool:
    """Whether `word` stands before a name and is no part of it: "President", "Gen.", "Minister-designate"."""
    plain = word.lower().rstrip(".").removesuffix("-designate").removesuffix("-elect")
    return any(plain in name_words(kind) for kind in ("title", "rank", "modifier"))


def name_case(name: str) -> str:
    """Capitals put in a name's case ("KIM HYE-RIN" -> "Kim Hye-rin", "JAN VAN DYK" -> "Jan van Dyk").

    A word of one or two letters may be initials and stays ("JC ROE" -> "JC Roe").
    """
    words = name.split()
    return " ".join(_word_case(words, place) for place in range(len(words)))


def _word_case(words: list[str], place: int) -> str:
    word = words[place]
    if not word.isupper() or "." in word:
        return word
    if 0 < place < len(words) - 1 and word.lower() in name_words("particle"):
        return word.lower()
    if len(word) < 3:
        return word
    if _is_two_syllable_name(words, place):
        return word.capitalize()
    titled = re.sub(r"[^\W_]+", lambda match: match[0].capitalize(), word)
    return re.sub(r"^Mc[a-z]", lambda match: f"Mc{match[0][-1].upper()}", titled)


def _is_two_syllable_name(words: list[str], place: int) -> bool:
    """A Korean or Taiwanese given name, whose part behind the hyphen is small (AP Stylebook, "Korean names", "Chinese
    names"): two syllables beside a family name of these countries.
    """
    halves = words[place].split("-")
    beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    return (
        len(halves) == 2
        and all(_SYLLABLE.fullmatch(half) for half in halves)
        and any(word.lower() in name_words("family") for word in beside)
    )


def _may_be_mononym(word: str) -> bool:
    """English puts an article before a noun in the singular, so that a bare capitalised word is a name unless it is a
    plural ("Rescuers, left, …").
    """
    return bool(len(word) > 2 and word[0].isupper() and not is_house(word)) and not (
        _PLURAL.fullmatch(word) or _PRONOUN.fullmatch(word) or find_dates(word)
    )


def _has_organisation_word(words: list[str]) -> bool:
    return any(word.lower().strip(".,") in name_words("organisation") for word in words)
