"""A table of kinds as JSON Schema (draft 2020-12), for editors: what reading accepts, the schema accepts.

It speaks of values as YAML 1.2 gives them (`2021` is a number, `2021-02-19` text), and of an empty value as null, which
stands for a key that is not there. Beyond the standard there is `patternErrorMessage`, which YAML and JSON language
servers show in place of a pattern.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import singledispatch
from typing import Any

from briefgen.fields import Free, Kind, Many, Named, Record, Table, Value, defaults

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NULL = {"type": "null"}
Schema = dict[str, Any]


def document(record: Record, title: str, *, supplied: Collection[str] = ()) -> Schema:
    """The schema of a file that holds a record. `supplied` are required fields that reading fills in itself."""
    definitions: dict[str, Schema] = {}
    schema = _object(record, definitions)
    required = [key for key in schema.pop("required", []) if key not in supplied]
    return {
        "$schema": DIALECT,
        "title": title,
        **schema,
        **({"required": required} if required else {}),
        **({"$defs": dict(sorted(definitions.items()))} if definitions else {}),
    }


@singledispatch
def schema_of(kind: Kind, definitions: dict[str, Schema]) -> Schema:
    """The schema of one kind; those of records go into `definitions`, by the name of their type."""
    raise TypeError(f"no JSON Schema for {kind!r}")


@schema_of.register
def _value(kind: Value, _: dict[str, Schema]) -> Schema:
    wrong = {"patternErrorMessage": f"This is not {kind.wants}."} if "pattern" in kind.schema else {}
    return {**kind.schema, **wrong}


@schema_of.register
def _many(kind: Many, definitions: dict[str, Schema]) -> Schema:
    item = schema_of(kind.kind, definitions)
    return {"anyOf": [{"type": "array", "items": _or_null(item)}, item]}


@schema_of.register
def _named(_: Named, __: dict[str, Schema]) -> Schema:
    options = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
    one = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _or_null(options)}
    return {"anyOf": [{"type": "string"}, one]}


@schema_of.register
def _free(_: Free, __: dict[str, Schema]) -> Schema:
    return {"type": "object"}


@schema_of.register
def _table(kind: Table, definitions: dict[str, Schema]) -> Schema:
    properties = {key: _or_null(schema_of(each, definitions)) for key, each in kind.fields.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


@schema_of.register
def _record(kind: Record, definitions: dict[str, Schema]) -> Schema:
    name = kind.type.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(kind, definitions)
    reference = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [reference, schema_of(kind.fields[kind.short], definitions)]} if kind.short else reference


def _object(record: Record, definitions: dict[str, Schema]) -> Schema:
    optional = defaults(record.type)
    properties = {}
    for key, kind in record.fields.items():
        schema = schema_of(kind, definitions)
        about = {"description": record.about[key]} if key in record.about else {}
        properties[key] = {**about, **(_or_null(schema) if key in optional else schema)}
    required = [key for key in record.fields if key not in optional]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        **({} if record.open else {"additionalProperties": False}),
    }


def _or_null(schema: Schema) -> Schema:
    """The schema of what may be left empty."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], NULL]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [schema, NULL]}
