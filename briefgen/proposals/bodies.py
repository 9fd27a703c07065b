"""Rules for organisations; and, where only the spelling differs, for places. The last one is for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.proposals.candidate import Candidate, Fit, of_type
from briefgen.proposals.index import CROWD, index, pairs
from briefgen.proposals.names import acronym_letters, body_words, initials, letters, without_legal_form
from briefgen.register import fold

SURE_ACRONYM = 4
"""Letters of an acronym that fit a name by chance too rarely to ask for more."""


def spelling_of_body(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """One name but for accents, hyphens, "the", "&", and British or American spelling; companies' legal forms."""
    bodies = of_type(candidates, "organization", "place")
    same = set()
    for one, other in pairs(bodies, lambda each: [(each.type, "".join(body_words(name))) for name in each.names]):
        same.add((one.key, other.key))
        backed = _one_spelling(one, other) or one.shares_company(other)
        yield Fit("spelling", one, other, "one name in two spellings", backed, alike=True)
    organizations = of_type(bodies, "organization")
    for one, other in pairs(organizations, lambda each: [without_legal_form(body_words(name)) for name in each.names]):
        if (one.key, other.key) not in same:
            lesser, fuller = sorted((one, other), key=lambda each: (len(each.name), each.key))
            yield Fit("legal-form", lesser, fuller, "with and without the form of the company")


def _one_spelling(one: Candidate, other: Candidate) -> bool:
    """Whether more than "the" in front of a single word tells them apart: Times and The Times may be two papers."""
    with_the = {fold(name).startswith("the ") for each in (one, other) for name in each.names}
    return len(with_the) == 1 or min(len(body_words(each.name)) for each in (one, other)) > 1


def acronym(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """An acronym and the one body that a brief says has it, or whose initials it is."""
    organizations = of_type(candidates, "organization")

    def stated(candidate: Candidate) -> Iterator[str]:
        yield from filter(None, map(acronym_letters, candidate.aliases))

    def spelt(candidate: Candidate) -> Iterator[str]:
        for name in candidate.names:
            words = body_words(name)
            yield from filter(None, {initials(words), initials(without_legal_form(words))})

    by_statement, by_initials = index(organizations, stated), index(organizations, spelt)
    for lesser in organizations:
        for short in {found for name in lesser.names if (found := acronym_letters(name))}:
            saying = {each.key: each for each in by_statement.get(short, ()) if each is not lesser}
            fitting = {each.key: each for each in by_initials.get(short, ()) if each is not lesser}
            if len(saying | fitting) > CROWD:
                continue
            for key, fuller in (fitting | saying).items():
                backed = len(short) >= SURE_ACRONYM or lesser.shares_company(fuller) or lesser.shares_role(fuller)
                if key in saying:
                    reason = "the only name that a brief shortens to this"
                    yield Fit("acronym", lesser, fuller, reason, backed, short=True)
                elif len(short) > 2:
                    yield Fit("acronym", lesser, fuller, "the only name with these initials", backed, short=True)


def short_form(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """A short name that a brief gives to one body alone, in the same company; and "X of Y" that is called as X is."""
    organizations = of_type(candidates, "organization")

    def called(candidate: Candidate) -> Iterator[str]:
        yield from (letters(alias) for alias in candidate.aliases if not acronym_letters(alias) and alias[:1].isupper())

    by_alias = index(organizations, called)
    for lesser in organizations:
        for name in {letters(name) for name in lesser.names if not acronym_letters(name)}:
            fitting = [each for each in by_alias.get(name, ()) if each is not lesser]
            for fuller in fitting if len(fitting) <= CROWD else ():
                backed = lesser.shares_company(fuller)
                short = letters(fuller.name).startswith(name)
                yield Fit("short-form", lesser, fuller, "a brief calls it so, in the same company", backed, short=short)
    for one, other in pairs(organizations, called):
        for lesser, fuller in ((one, other), (other, one)):
            if _of_somewhere(lesser, fuller):
                reason = "one name begins the other, and briefs call both the same"
                yield Fit("short-form", lesser, fuller, reason, alike=True)


def _of_somewhere(lesser: Candidate, fuller: Candidate) -> bool:
    return any(
        two[: len(one)] == one and two[len(one) : len(one) + 1] in (("of",), ("in",))
        for one in map(body_words, lesser.names)
        for two in map(body_words, fuller.names)
    )


def registered_name(candidates: Iterable[Candidate]) -> Iterator[Fit]:
    """An actor that is called what the register gives one entry as an alias."""
    entries = [each for each in candidates if each.entry]
    known = index(entries, lambda each: [fold(alias) for alias in (each.entry.aliases if each.entry else ())])
    for lesser in candidates:
        for fuller in known.get(lesser.key[0], ()):
            if fuller is not lesser and fuller.type == lesser.type:
                yield Fit("alias", lesser, fuller, "the register has this name as an alias")
