"""What the register says of nobody: entries that no brief names, and briefs that are not there.

A brief that cannot be read may be the one that is missed, so nothing is said as long as there is such a one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.subject import Finding, Shelf
from briefgen.problem import did_you_mean
from briefgen.slug import slugify


def unnamed_actor(shelf: Shelf) -> Iterator[Finding]:
    """An entry for an actor whom no brief has."""
    register = shelf.register
    if not register or not shelf.whole:
        return
    named = {
        register.resolve(actor.name, actor.type, slugify(entry.name))[0]
        for entry in shelf.entries
        for actor in entry.cast
    }
    for key, each in register.by_key.items():
        if key not in named:
            message = f"no brief names {each.key}; take it out, or mend its name or same_as"
            yield Finding(each.line, message, register.path)


def unknown_brief(shelf: Shelf) -> Iterator[Finding]:
    """A name that is joined in a brief which is not there."""
    if not shelf.register or not shelf.whole:
        return
    slugs = {slugify(entry.name) for entry in shelf.entries}
    for each in shelf.register.entries:
        for claim in each.same_as:
            for slug in claim.briefs:
                if slug not in slugs:
                    message = f"there is no brief {slug}{did_you_mean(slug, slugs)}"
                    yield Finding(claim.line, message, shelf.register.path)
