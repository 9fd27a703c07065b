"""The site's own list of what can be linked to, for the check of links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from briefgen.briefs import folder
from briefgen.briefs.release import release
from briefgen.checking.links import INDEX, resolve
from briefgen.checking.subject import Addresses, Entry
from briefgen.commands.asked import site_settings
from briefgen.config import Settings
from briefgen.register import Register
from briefgen.site.page import base_path
from briefgen.site.reach import reach
from briefgen.slug import slugify


def addresses_for(entries: Iterable[Entry], settings: Settings, today: date, register: Register | None) -> Addresses:
    """What the published site of that day has. All briefs are held in memory, as in a build. Raises Problem."""
    site = site_settings(settings)
    about = Addresses(base=base_path(site), url=site.site_url)
    asked: set[str] = set()
    for entry in entries:
        for link in entry.links:
            if (target := resolve(link.href, entry, about)) and target.anchor:
                asked |= {target.path, f"{target.path}/{INDEX}"}
    shown = release(folder.load(settings.briefs, Path(settings.briefs_dir)).briefs, today).shown
    one_each = {slugify(name): (name, brief) for name, brief in reversed(shown)}
    found = reach(
        site,
        [*one_each.values()],
        anchors_of=asked,
        theme_dirs=[settings.root / "themes"],
        register=register,
    )
    return Addresses(found.paths, found.anchors, about.base, about.url)
