"""The seam to whoever makes the site: which files changed goes in, what is to be served now comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import msgspec

from briefgen.problem import Problem


class Site(msgspec.Struct, frozen=True):
    """A built site: the `paths` of its files below `folder`, and the path of its root on the server: "/repo/"."""

    folder: Path
    paths: frozenset[str]
    base: str = "/"


class Places(msgspec.Struct, frozen=True):
    """What a site is made of: folders with all that is in them, and single files. None of it has to exist.

    What lies below `outside` is made, not written by people, and never looked at.
    """

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    outside: tuple[Path, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What a rebuild came to. Without a `site` nothing could be built, and what was served before stays.

    `changed` and `gone` are paths of the site, `problems` all that is wrong now, `newest` the path of the page of what
    was saved last, if that shows. `places` are to be watched from now on; None: the same as before. What comes `ahead`
    is of some pages; the rest of the site is still to come.
    """

    site: Site | None
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    newest: str | None = None
    places: Places | None = None
    ahead: bool = False


Overtaken = Callable[[], bool]
"""Whether something else was saved meanwhile."""
Rebuild = Callable[[Collection[Path], Collection[str], Overtaken], Iterable[Outcome]]
"""Makes the site anew. It is told which files changed since it was last called, at first none, and it looks at
everything; and the paths of the site's files that are open in browsers now, which it may make before the others and
give as an outcome of their own, `ahead`. The last outcome is that of the whole, unless it was overtaken and left off:
then it is called again, with what was saved meanwhile. It says what is wrong in there, and raises nothing that a person
could mend."""
