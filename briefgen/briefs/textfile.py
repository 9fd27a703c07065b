"""The files of briefs: which ones are, their text, and what one says of its source that cannot be read as a brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen import files
from briefgen.fields import Findings, decode
from briefgen.model import Source

CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What git puts around lines that two people changed."""
SOURCE_LINE = r"[ \t]{0,20}(path|url|guid|sha256): +['\"]?([^'\"\n]{1,2000})['\"]?[ \t]*$"


def is_brief(name: str) -> bool:
    """Whether a file of this name is one of a brief."""
    return name.lower().endswith((".md", ".markdown"))


def brief_files(path: Path) -> Iterator[Path]:
    """The files below a folder that are briefs, by their names."""
    return (file for file in files.walk(path) if is_brief(file.name))


def read_text(file: Path, findings: Findings) -> str:
    """The text of a brief's file as far as there is one; what is wrong with that is in `findings`."""
    return decode(_read(file, findings), findings)


def _read(file: Path, findings: Findings) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        findings.wrong(0, f"cannot be read ({reason}); make it readable for you", code="unreadable")
        return b""


def source_lines(text: str) -> Source:
    """What identifies the source of a brief whose YAML cannot be read."""
    found: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        if not line[:1].isspace() and not line.startswith(CONFLICT):
            inside = line.startswith("source:")
        elif inside and (match := re.match(SOURCE_LINE, line)):
            found.setdefault(match[1], match[2].strip())
    return Source(found.get("path", ""), url=found.get("url"), guid=found.get("guid"), sha256=found.get("sha256", ""))
