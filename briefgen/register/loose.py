"""What a register says of nobody: entries that no brief names, and briefs that are not there."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model import Brief
from briefgen.problem import Problem, did_you_mean
from briefgen.register.register import Register
from briefgen.slug import slugify

WORDS = {"person": "a person", "organization": "an organization", "place": "a place"}


def loose_ends(register: Register, briefs: Iterable[tuple[str, Brief]]) -> list[Problem]:
    """Warnings for `briefgen check`, by line. `briefs` are all that there are, as (file name without ending, brief)."""
    used: dict[str, dict[str, str]] = {}
    slugs: set[str] = set()
    for name, brief in briefs:
        slug = slugify(name)
        slugs.add(slug)
        for actor in brief.actors:
            key, type = register.resolve(actor.name, actor.type, slug)
            used.setdefault(key, {}).setdefault(type, name)
    found = []

    def warn(line: int, message: str, code: str) -> None:
        found.append(Problem(register.path, message, code=code, line=line or None, severity="warning"))

    for key, entry in register.by_key.items():
        if key not in used:
            warn(entry.line, f"no brief names {entry.key}; take it out, or mend its name or same_as", "unnamed-actor")
        elif len(used[key]) > 1:
            taken = " and ".join(f"{WORDS[type]} in {name}" for type, name in sorted(used[key].items()))
            warn(entry.line, f"{entry.key} is {taken}; say which under type:", "two-types")
        for claim in entry.same_as:
            for slug in claim.briefs:
                if slug not in slugs:
                    warn(claim.line, f"there is no brief {slug}{did_you_mean(slug, slugs)}", "unknown-brief")
    return sorted(found, key=lambda problem: problem.line or 0)
