"""Rules for people. Two whose given names differ never fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.proposals.candidate import Candidate, Fit, of_type
from briefgen.proposals.index import CROWD, index, pairs
from briefgen.proposals.names import (
    PersonName,
    letters,
    name_words,
    one_letter_apart,
    person_name,
    shortened,
    sound,
)

SURNAMES = 2
"""Words that a name may have behind another that it begins with."""
LONG_ENOUGH = 5
"""Letters that a name must have for one other letter to be a slip."""


def spelling_of_person(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """One name with other accents, hyphens or blanks; or in another transcription, if the roles allow it."""

    def heard(candidate: Candidate) -> Iterator[tuple[str, ...]]:
        for name in candidate.person_names:
            if name.given:
                yield (*map(sound, name.given), "", sound(name.surname), name.suffix)

    people = of_type(candidates, "person")
    same = set()
    for one, other in pairs(people, lambda each: map(letters, each.names)):
        same.add((one.key, other.key))
        yield Fit("spelling", one, other, "one name but for accents, hyphens or blanks", alike=True)
    for one, other in pairs(people, heard):
        if (one.key, other.key) not in same:
            backed = one.may_be(other)
            yield Fit("spelling", one, other, "one name in two transcriptions", backed=backed, alike=True)


def one_letter(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """Full names one letter apart, if one of their roles is the same."""

    def slips(candidate: Candidate) -> Iterator[tuple[str, ...]]:
        for name in candidate.person_names:
            if name.full and candidate.roles:
                if len(name.surname) >= LONG_ENOUGH:
                    yield from ((*name.given, "", less) for less in shortened(name.surname))
                if len(name.given[0]) >= LONG_ENOUGH:
                    yield from (("", less, *name.given[1:], name.surname) for less in shortened(name.given[0]))

    for one, other in pairs(of_type(candidates, "person"), slips):
        if any(_slip(a, b) for a in one.person_names for b in other.person_names):
            backed = one.shares_role(other)
            yield Fit("one-letter", one, other, "one letter apart, with the same role", backed=backed, alike=True)


def _slip(one: PersonName, other: PersonName) -> bool:
    if one.suffix != other.suffix or not (one.full and other.full) or one.given[1:] != other.given[1:]:
        return False
    if one.given == other.given:
        a, b = one.surname, other.surname
    elif one.surname == other.surname:
        a, b = one.given[0], other.given[0]
    else:
        return False
    return min(len(a), len(b)) >= LONG_ENOUGH and one_letter_apart(a, b)


def order(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """The same words in another order; two words need the same role, since either may be the given name."""

    def sorted_words(candidate: Candidate) -> Iterator[tuple[str, ...]]:
        for name in candidate.names:
            words = name_words(name)
            if len(words) > 1 and min(map(len, words)) > 1:
                yield tuple(sorted(words))

    for one, other in pairs(of_type(candidates, "person"), sorted_words):
        if {letters(name) for name in one.names}.isdisjoint(letters(name) for name in other.names):
            backed = one.shares_role(other) or (len(name_words(one.name)) > 2 and one.may_be(other))
            yield Fit("order", one, other, "one name in two orders", backed=backed, alike=True)


def middle_name(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """With and without a middle name or initial, "Jr." or a second surname."""
    people = of_type(candidates, "person")
    for one, other in pairs(people, lambda each: [(n.given[0], n.surname) for n in each.person_names if n.full]):
        for fit in (_middle(one, other), _middle(other, one)):
            if fit:
                yield fit
                break
    for one, other in pairs(people, _beginnings):
        for lesser, fuller in ((one, other), (other, one)):
            if any(_begins(a, b) for a in map(name_words, lesser.names) for b in map(name_words, fuller.names)):
                backed = lesser.shares_role(fuller)
                yield Fit("longer-name", lesser, fuller, "one name begins the other, with the same role", backed=backed)


def _middle(lesser: Candidate, fuller: Candidate) -> Fit | None:
    for one in lesser.person_names:
        for other in fuller.person_names:
            if (one.given[:1], one.surname) != (other.given[:1], other.surname) or one == other:
                continue
            if one.suffix and one.suffix != other.suffix:
                continue
            if _shortens(one.given[1:], other.given[1:]):
                if one.suffix == other.suffix:
                    backed = lesser.may_be(fuller)
                    return Fit("middle-name", lesser, fuller, "with and without a middle name", backed)
                backed = lesser.shares_role(fuller)
                return Fit("middle-name", lesser, fuller, f"with and without {other.suffix}, in the same role", backed)
    return None


def _shortens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the middle names of one are those of the other with some left out or cut to initials."""
    rest = iter(other)
    return all(any(word == each or (len(word) == 1 and each.startswith(word)) for each in rest) for word in one)


def _beginnings(candidate: Candidate) -> Iterator[tuple[str, ...]]:
    for words in map(name_words, candidate.names):
        if len(words) > 1 and len(words[0]) > 1:
            yield from (tuple(words[:end]) for end in range(2, len(words) + 1))


def _begins(one: list[str], other: list[str]) -> bool:
    longer = 1 < len(one) < len(other) <= len(one) + SURNAMES
    return longer and other[: len(one)] == one and not person_name(" ".join(other)).suffix


def given_initial(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """A given name that is an initial, and the one full name that it fits, if one of their roles is the same."""
    people = of_type(candidates, "person")

    def surnames(candidate: Candidate) -> Iterator[tuple[str, str]]:
        yield from ((name.surname, name.given[0][0]) for name in candidate.person_names if name.full)

    full = index(people, surnames)
    for lesser in people:
        for name in lesser.person_names:
            if name.given and not name.full:
                fitting = [each for each in full.get((name.surname, name.given[0]), ()) if each is not lesser]
                for fuller in fitting if len(fitting) <= CROWD else ():
                    backed = lesser.shares_role(fuller)
                    reason = "the only full name with this surname and initial, and the same role"
                    yield Fit("initial", lesser, fuller, reason, backed, short=True)


def surname_alone(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """A surname alone, and the one full name that has it, if one of their roles is the same."""
    people = of_type(candidates, "person")

    def called(candidate: Candidate) -> Iterator[str]:
        named = [name for name in candidate.person_names if name.given]
        yield from (name.surname for name in named)
        if named:
            yield from map(letters, candidate.aliases)

    full = index(people, called)
    for lesser in people:
        for name in lesser.person_names:
            if not name.given and name.surname:
                fitting = [each for each in full.get(name.surname, ()) if each is not lesser]
                for fuller in fitting if len(fitting) <= CROWD else ():
                    backed = lesser.shares_role(fuller)
                    reason = "the only full name with this surname, and the same role"
                    yield Fit("surname", lesser, fuller, reason, backed, short=True)
