"""`briefgen schema`: what a file of a site may hold, as JSON Schema for editors. `SCHEMAS` is the list of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class File(NamedTuple):
    """`table` is where its fields are, as module:name; `files` those of a site that it describes, as a glob.

    `supplied` are required fields that reading fills in.
    """

    table: str
    title: str
    files: str
    supplied: tuple[str, ...] = ()


SCHEMAS: Mapping[str, File] = {
    "brief": File("briefgen.briefs.schema:BRIEF", "The front matter of a brief", "content/briefs/**/*.md", ("source",)),
    "config": File("briefgen.config:CONFIG", "The settings of a briefgen site", "briefgen.yml"),
    "actors": File("briefgen.register:ACTORS", "Who is who: the register of actors", "content/actors.yml"),
}


def schema(name: str) -> str:
    """The JSON Schema of one of the `SCHEMAS`, as text."""
    import json
    from importlib import import_module

    from briefgen.json_schema import document

    file = SCHEMAS[name]
    module, _, table = file.table.partition(":")
    record = getattr(import_module(module), table)
    return json.dumps(document(record, file.title, supplied=file.supplied), indent=2, ensure_ascii=False) + "\n"
