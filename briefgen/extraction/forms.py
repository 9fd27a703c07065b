"""What is known of a printed form: the letters and marks between two spaces.

News says most of what it says in the same few thousand forms, so each is looked at once, and remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Known = TypeVar("Known")
# What is longer hardly comes again.
LONGEST = 40
# So that no number of articles fills the memory, a book is begun anew when it has so many forms.
MOST = 1 << 15


class Forms(dict[str, Known]):
    """Printed form -> what `look` says of it."""

    def __init__(self, look: Callable[[str], Known]) -> None:
        super().__init__()
        self.look = look

    def __missing__(self, form: str) -> Known:
        known = self.look(form)
        if len(form) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[form] = known
        return known
