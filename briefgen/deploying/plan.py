"""What publishing would change: the site as it stands and as it will be, compared file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from briefgen.deploying.content import Tree

CNAME = "CNAME"
"""The file in which GitHub Pages keeps a site's own domain."""


class Plan(msgspec.Struct, frozen=True):
    """Paths, sorted, and how many bytes are sent for those that are added or changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    size: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        parts = ((self.added, "added"), (self.changed, "changed"), (self.removed, "removed"))
        counts = ", ".join(f"{len(paths):,} {what}" for paths, what in parts if paths)
        return f"{counts}; {self.size:,} bytes" if counts else "nothing changed"

    def lines(self, new: Tree) -> Iterator[str]:
        """One for each file: `+ index.html (5,120 bytes)`, `~` for changed and `-` for removed."""
        signs = {
            **dict.fromkeys(self.added, "+"),
            **dict.fromkeys(self.changed, "~"),
            **dict.fromkeys(self.removed, "-"),
        }
        for path, sign in sorted(signs.items()):
            yield f"{sign} {path}" + (f" ({new[path].size:,} bytes)" if path in new else "")


def compare(old: Mapping[str, str], new: Tree) -> Plan:
    """What makes `new` of the files that stand, path -> blob name."""
    added = tuple(sorted(new.keys() - old.keys()))
    removed = tuple(sorted(old.keys() - new.keys()))
    changed = tuple(sorted(path for path in new.keys() & old.keys() if new[path].id != old[path]))
    return Plan(added, changed, removed, sum(new[path].size for path in (*added, *changed)))


def domain(wanted: str, standing: bytes | None, *, replace: bool) -> bytes | None:
    """The CNAME file to publish. One that stands on the branch stays unless the settings name another, or `replace`."""
    if wanted:
        return wanted.encode() + b"\n"
    return None if replace else standing
