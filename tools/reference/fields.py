"""What YAML files hold: a page for each table of kinds, with types, defaults and what each key is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.briefs.schema import BRIEF, BY_MACHINE
from briefgen.commands.schema import SCHEMAS
from briefgen.config import CONFIG, ENVIRONMENT
from briefgen.fields import Entries, Free, Kind, Many, Named, Record, Table, Value, defaults
from briefgen.register.table import ACTOR_ENTRY
from briefgen.site.theme import ABOUT as THEME
from briefgen.site.theme import find_theme, packaged_themes, theme_names
from reference import NOTE, table

SUPPLIED = SCHEMAS["brief"].supplied
"""Fields without a default that reading fills in."""
FREE = "keys and values of your own"


def settings() -> str:
    standing = defaults(CONFIG.type)
    rows = [
        (f"`{key}`", type_of(kind), default(standing[key]) if key in standing else "required", CONFIG.about[key])
        for key, kind in CONFIG.fields.items()
    ]
    plain = [key for key, kind in CONFIG.fields.items() if isinstance(kind, Value)]
    return f"""# Settings: briefgen.yml

{NOTE}
Folders and files are relative to `briefgen.yml`. `briefgen schema config` prints the same as JSON Schema, for editors.

{table(("key", "holds", "default", "what it is for"), rows)}
Keys of one plain value can be set for one command by the environment:
`{ENVIRONMENT}{plain[1].upper()}=https://example.org/ briefgen build`.

## theme_settings

What `briefgen theme show` lists, for the themes that come with briefgen:

{table(("theme", "setting", "holds", "default", "what it is for"), list(theme_settings()))}
## check

The rules, and how severe each is unless set, are in [check.md](../check.md#rules).
"""


def theme_settings() -> Iterator[tuple[str, ...]]:
    for name in theme_names([packaged_themes()]):
        for key, setting in find_theme(name, [packaged_themes()]).settings.items():
            holds = setting.type if setting.type != "choice" else f"one of {', '.join(setting.choices)}"
            yield name, f"`{key}`", holds, f"`{setting.default}`", setting.about


def front_matter() -> str:
    return f"""# Front matter of a brief

{NOTE}
The keys between the two lines `---` at the head of a file in `content/briefs/`, in the order that briefgen writes
them. Only `title` is required. Keys of your own are kept, at every level
([editing.md](../editing.md#keys-of-your-own)). Below the front matter stands the text: the summary, then
`## Background` and `## What to watch`. `briefgen schema brief` prints the same as JSON Schema.

{records(BRIEF, "A brief", BY_MACHINE | {"made"})}"""


def register() -> str:
    return f"""# The register of actors: content/actors.yml

{NOTE}
Each entry stands under a name and may be empty; a bare text is a role. [actors.md](../actors.md) says what comes of
it. `briefgen schema actors` prints the same as JSON Schema.

{records(ACTOR_ENTRY, "An entry", frozenset())}"""


def theme() -> str:
    return f"""# A theme: theme.yml

{NOTE}
A theme is a folder with this file, `templates/`, `static/` and `languages/`; [themes.md](../themes.md) makes one, and
[templates.md](templates.md) says what its templates are given.

{records(THEME, "theme.yml", frozenset())}"""


def records(top: Record, title: str, by_machine: frozenset[str]) -> str:
    """The table of a record, and those of the records within, each once."""
    waiting, known, parts = [(title, top)], {top.type}, []
    while waiting:
        name, record = waiting.pop(0)
        parts.append(f"## {name}\n\n{one(record, by_machine)}")
        for kind in record.fields.values():
            inner = kind.kind if isinstance(kind, Many | Entries) else kind
            if isinstance(inner, Record) and inner.type not in known:
                known.add(inner.type)
                waiting.append((inner.type.__name__, inner))
    return "\n".join(parts)


def one(record: Record, by_machine: frozenset[str]) -> str:
    standing = defaults(record.type)
    rows = []
    for key, kind in record.fields.items():
        need = default(standing[key]) if key in standing else "" if key in SUPPLIED else "required"
        rows.append((f"`{key}`{' *' if key in by_machine else ''}", type_of(kind), need, record.about[key]))
    text = table(("key", "holds", "unless set", "what it is for"), rows)
    if record.short:
        text += f"\nA bare text in its place is its `{record.short}`.\n"
    if by_machine & record.fields.keys():
        text += "\n\\* is written by briefgen, and nothing to write by hand.\n"
    return text


def type_of(kind: Kind) -> str:
    """What a value of the kind looks like, in words."""
    match kind:
        case Many():
            return f"a list, each {type_of(kind.kind)}"
        case Entries():
            return f"names, each with {type_of(kind.kind)}: `{kind.example}`"
        case Record():
            return f"[{kind.type.__name__}](#{kind.type.__name__.lower()})"
        case Named():
            return f"a name, or a name with options: `{kind.example}`"
        case Free():
            return FREE
        case Table():
            return "keys, each of a kind of its own"
        case Value():
            wants, _, example = kind.wants.partition("; write ")
            return (
                f"{wants}: `{example}`"
                if example and "," not in example
                else f"{wants}{': ' if example else ''}{example}"
            )
    raise TypeError(kind)


def default(value: Any) -> str:
    if value is None or value in ("", ()) or (isinstance(value, Mapping) and not value):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
