"""`briefgen new`: an empty brief for who writes by hand. It writes over nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefgen.briefs.blockyaml import front_matter
from briefgen.briefs.markdown import parse_brief
from briefgen.briefs.textfile import brief_files
from briefgen.config import Settings
from briefgen.slug import slugify, unique

BLANK = """\
source:
  url:
  publisher:
# A fact, to copy and fill in:
# key_facts:
# - text: A sentence that stands on its own.
#   when: {day}
"""


def new(title: str, settings: Settings, today: date) -> Path:
    """Write an empty brief of that title and day, under a name that no other brief has, and give its path.

    It is a draft, unless the settings say what a new brief is. Raises OSError.
    """
    head: dict[str, object] = {"title": title, "date": today, "status": settings.new_brief_status or "draft"}
    if settings.language != "en":
        head["language"] = settings.language
    opening, fence = front_matter(head).removesuffix("\n").rsplit("\n", 1)
    text = f"{opening}\n{BLANK.format(day=today)}{fence}\n\n"
    parse_brief(text, title)  # what is written here can be read
    settings.briefs.mkdir(parents=True, exist_ok=True)
    taken = {slugify(file.stem) for file in brief_files(settings.briefs)}
    while True:
        slug = unique(slugify(title), taken)
        path = settings.briefs / f"{slug}.md"
        try:
            with path.open("xb") as file:
                file.write(text.encode())
        except FileExistsError:
            taken.add(slug)
        else:
            return path
