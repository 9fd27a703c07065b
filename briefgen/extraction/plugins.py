"""Plug-ins: rules of an installed package before, after or instead of those of the chain.

A package offers a plug-in as an entry point of the group `briefgen.extractors`. A site names it in briefgen.yml; one
that is merely installed is not even imported. It is asked once a process for its steps, so that nothing but its name
and options travels between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from briefgen.extraction.chain import CHAINS, Chain, Rule
from briefgen.extraction.state import State
from briefgen.model import Extractor
from briefgen.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Plugin", "Step", "Unusable", "chains_with"]

GROUP = "briefgen.extractors"


class Step(msgspec.Struct, frozen=True):
    """One rule of a plug-in, called `name`, and its place: before, after or instead of the chain's rule `of`."""

    place: Literal["before", "after", "instead"]
    of: str
    name: str
    rule: Rule


Plugin = Callable[[Mapping[str, str]], Iterable[Step]]
"""What an entry point names: the options that the site gives it -> its steps. Raises Unusable."""


class Unusable(Exception):  # noqa: N818 - it is what the plug-in finds, not a fault of it
    """Why a plug-in cannot do its work here, in one line that says what to do about it."""


@lru_cache(maxsize=8)
def chains_with(extractors: tuple[Extractor, ...] = ()) -> Mapping[str, Chain]:
    """Every language's chain with the steps of these plug-ins, in their order. Raises Problem if one is not usable.

    A language that has no rule of the name leaves the step out.
    """
    chains = CHAINS
    for extractor in extractors:
        for step in steps_of(extractor):
            known = dict.fromkeys(name for chain in chains.values() for name, _ in chain)
            if step.of not in known:
                place = f"{step.place} {step.of}, which is no rule{did_you_mean(step.of, known)}"
                raise wrong(extractor, f"puts its rule {step.name} {place}", "unusable-extractor")
            chains = {language: with_step(chain, step, extractor) for language, chain in chains.items()}
    return chains


def steps_of(extractor: Extractor) -> tuple[Step, ...]:
    """What the plug-in adds to the chain."""
    from importlib.metadata import entry_points  # what a site without plug-ins does without

    installed = {entry.name: entry for entry in entry_points(group=GROUP)}
    entry = installed.get(extractor.name)
    if entry is None:
        hint = did_you_mean(extractor.name, installed) or "; install the package that brings it, or take it out"
        raise wrong(extractor, f"no extractor of that name is installed{hint}", "no-extractor")
    try:
        plugin: Plugin = entry.load()
        return tuple(plugin(dict(extractor.options)))
    except Unusable as reason:
        raise wrong(extractor, str(reason), "unusable-extractor") from None
    except ModuleNotFoundError as missing:
        raise wrong(extractor, f"needs {missing.name}; {how_to_install(entry)}", "unusable-extractor") from None
    except Exception as error:
        message = f"cannot be set up ({told(error)}); check its options, or take it out"
        raise wrong(extractor, message, "unusable-extractor") from error


def with_step(chain: Chain, step: Step, extractor: Extractor) -> Chain:
    """The chain with one step in its place, or as it is where it has no such place."""
    names = [name for name, _ in chain]
    if step.of not in names:
        return chain
    at = names.index(step.of)
    first, last = {"before": (at, at), "after": (at + 1, at + 1), "instead": (at, at + 1)}[step.place]
    # What takes the place of a rule keeps its name, so that others still find their place by it.
    name = step.of if step.place == "instead" else step.name
    return (*chain[:first], (name, guarded(step.rule, extractor)), *chain[last:])


def guarded(rule: Rule, extractor: Extractor) -> Rule:
    """The rule, whose faults are told as the plug-in's."""

    def run(state: State) -> None:
        try:
            rule(state)
        except Exception as error:
            message = f"the extractor {extractor.name} failed ({told(error)}); repair it, or take it out of extractors"
            raise Problem(state.article.path, message, code="extractor-failed") from error

    return run


def wrong(extractor: Extractor, message: str, code: str) -> Problem:
    return Problem(extractor.path, f"extractors: {extractor.name}: {message}", code=code, line=extractor.line or None)


def told(error: Exception) -> str:
    """An exception in one line."""
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def how_to_install(entry: EntryPoint) -> str:
    """By the convention that a package's extra for a plug-in is called like it."""
    return f"pip install '{entry.dist.name}[{entry.name}]'" if entry.dist else "install it"
