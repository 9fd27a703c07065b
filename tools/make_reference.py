"""Writes docs/reference/ from the code: python tools/make_reference.py

With --check it writes nothing and says what is no longer true; the exit code is then 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reference import commands, fields, templates

FOLDER = Path(__file__).parents[1] / "docs" / "reference"


def reference() -> dict[str, str]:
    """File name -> text."""
    return {
        "commands.md": commands.page(),
        "briefgen.1": commands.manual(),
        "settings.md": fields.settings(),
        "front-matter.md": fields.front_matter(),
        "register.md": fields.register(),
        "theme.md": fields.theme(),
        "templates.md": templates.page(),
    }


def main() -> int:
    stale = []
    for name, text in reference().items():
        file = FOLDER / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                file.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"docs/reference/{name}{' is not current; run make reference' if '--check' in sys.argv else ''}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
