"""What `init` lays for editors: schemas for the YAML files of a site, and for VS Code a task and snippets.

No editor known to us applies a JSON Schema to the front matter of Markdown by itself. So what a brief may hold comes as
snippets, and what is wrong with it as the problems that `briefgen check` prints, at their lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefgen.commands.schema import SCHEMAS, schema

FOLDER = "schemas"
"""The folder of the schemas in a site; briefgen.yml names its own in its first line."""

CHECK_TASK = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "briefgen check",
            "type": "process",
            "command": "briefgen",
            "args": ["check"],
            "group": {"kind": "test", "isDefault": True},
            "presentation": {"reveal": "silent"},
            "problemMatcher": {
                "owner": "briefgen",
                "source": "briefgen",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {
                    "regexp": r"^(.+?):(\d+): (error|warning|note): (.*) \[([a-z0-9-]+)\]$",
                    "file": 1,
                    "line": 2,
                    "severity": 3,
                    "message": 4,
                    "code": 5,
                },
            },
        }
    ],
}


def editor_files() -> Iterator[tuple[str, str]]:
    """(place in the site, text) of each file."""
    described = {name: file.files for name, file in SCHEMAS.items() if file.files.endswith(".yml")}
    for name in described:
        yield f"{FOLDER}/{name}.json", schema(name)
    settings = {"yaml.schemas": {f"{FOLDER}/{name}.json": [files] for name, files in described.items()}}
    yield ".vscode/settings.json", _json(settings)
    yield ".vscode/tasks.json", _json(CHECK_TASK)
    yield ".vscode/briefgen.code-snippets", _json(snippets())


def snippets() -> dict[str, Any]:
    """A VS Code snippet for each list of records that a brief may hold: its key inserts the first item."""
    from briefgen.briefs.schema import BRIEF
    from briefgen.fields import Many, Record

    found = {}
    for key, kind in BRIEF.fields.items():
        if isinstance(kind, Many) and isinstance(kind.kind, Record):
            body = [f"{key}:", *_item(kind.kind)]
            about = BRIEF.about[key]
            found[f"briefgen {key}"] = {"scope": "markdown", "prefix": key, "description": about, "body": body}
    return found


def _item(record: Any) -> Iterator[str]:
    """The lines of a list's item, its fields to be filled in or chosen one after the other."""
    from briefgen.briefs.schema import BY_MACHINE
    from briefgen.fields import Value

    number = 0
    for key, kind in record.fields.items():
        if isinstance(kind, Value) and key not in BY_MACHINE:
            number += 1
            choices = kind.schema.get("enum")
            blank = f"${{{number}|{','.join(map(str, choices))}|}}" if isinstance(choices, list) else f"${number}"
            yield f"{'- ' if number == 1 else '  '}{key}: {blank}"


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
