"""What a field of a YAML file may hold: one small kind for each, read from a tree and written back.

Both files that people write, briefgen.yml and the front matter of a brief, are tables of these kinds. A kind reads
the text that was written, so `NO` in a text field is the word NO and `2021` in a date field a year. Reading goes on
after a wrong value, so that everything wrong with a file is said at once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from briefgen import yamltree
from briefgen.problem import Problem, did_you_mean
from briefgen.yamltree import Node, Scalar, Sequence

if TYPE_CHECKING:
    from briefgen.problem import Severity

WRONG: Any = object()
"""What `read` returns for a value it has reported."""
EXTRA = "extra"
"""The field that keeps the keys a record does not know."""
MISSPELT = 0.75
"""How alike an unknown key and a known one are, from 0 to 1, for the one to be taken for the other misspelt."""
FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Findings(msgspec.Struct):
    """Everything wrong with one file, in the order of its lines."""

    path: str
    problems: list[Problem] = msgspec.field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """What keeps the file from being used."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def wrong(self, line: int, message: str, *, code: str = "bad-value", severity: Severity = "error") -> Any:
        """Report one thing; line 0 is for what stands in no file."""
        self.problems.append(Problem(self.path, message, code=code, line=line or None, severity=severity))
        return WRONG

    def sort(self) -> None:
        """Put them into the order of their lines."""
        self.problems.sort(key=lambda problem: problem.line or 0)


def decode(data: bytes, findings: Findings) -> str:
    """The text of a file that a person writes; bytes that are no UTF-8 are reported, and stand as U+FFFD."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.wrong(line, "not UTF-8 text; save the file with the encoding UTF-8", code="not-utf8")
        return data.decode(errors="replace")


class Kind(Protocol):
    """Reads a node into a value, or reports it; writes a value as what YAML should hold."""

    def read(self, node: Node, where: str, findings: Findings) -> Any: ...

    def write(self, value: Any) -> Any: ...


class Value(msgspec.Struct, frozen=True):
    """One scalar. `convert` raises ValueError for text that is not what it `wants` ("a whole number").

    `schema` is the JSON Schema of what it takes, `words` those that a misspelt one may have been meant for.
    """

    convert: Callable[[str], Any]
    wants: str
    dump: Callable[[Any], Any] = lambda value: value
    schema: Mapping[str, object] = msgspec.field(default_factory=lambda: {"type": ["string", "number", "boolean"]})
    words: tuple[str, ...] = ()

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        if not isinstance(node, Scalar):
            shape = "a list" if isinstance(node, Sequence) else "a set of keys"
            return findings.wrong(node.line, f"{where}: {shape} stands here; write {self.wants}")
        try:
            return self.convert(node.text)
        except ValueError:
            hint = did_you_mean(node.text, self.words)
            return findings.wrong(node.line, f"{where}: {_shown(node.text)} is not {self.wants}{hint}")

    def write(self, value: Any) -> Any:
        return self.dump(value)


class Many(msgspec.Struct, frozen=True):
    """A list, kept as a tuple. A single value stands for a list of one; empty items are left out."""

    kind: Kind

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        if not isinstance(node, Sequence):
            item = self.kind.read(node, where, findings)
            return WRONG if item is WRONG else (item,)
        items = [
            self.kind.read(item, f"{where}[{index}]", findings)
            for index, item in enumerate(node.items)
            if not yamltree.is_null(item)
        ]
        return WRONG if WRONG in items else tuple(items)

    def write(self, value: Any) -> Any:
        return [self.kind.write(item) for item in value]


class Named(msgspec.Struct, frozen=True):
    """A name, or one name with options under it, each of them text; kept as `type(name, options, path, line)`."""

    type: Any
    example: str

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        name, options = node, None
        if isinstance(node, yamltree.Mapping) and len(node.fields) == 1:
            ((word, options),) = node.fields.items()
            name = Scalar(word, node.line)
        if not isinstance(name, Scalar):
            return findings.wrong(node.line, f"{where}: write a name, or a name with options, such as {self.example}")
        values: list[tuple[str, Any]] = []
        if isinstance(options, yamltree.Mapping):
            values = [(key, TEXT.read(value, f"{where}.{key}", findings)) for key, value in options.fields.items()]
        elif options is not None and not yamltree.is_null(options):
            return findings.wrong(options.line, f"{where}: write the options as keys and values: {self.example}")
        if any(value is WRONG for _, value in values):
            return WRONG
        return self.type(name.text, tuple(values), findings.path, node.line)

    def write(self, value: Any) -> Any:
        return {value.name: dict(value.options)} if value.options else value.name


class Free(msgspec.Struct, frozen=True):
    """Keys and values of the writer's own choosing."""

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        if not isinstance(node, yamltree.Mapping):
            return findings.wrong(node.line, f"{where}: write keys and values under it, one a line, indented")
        return yamltree.plain(node)

    def write(self, value: Any) -> Any:
        return value


class Table(msgspec.Struct, frozen=True):
    """A few known keys, each of its kind, kept as a dict of those that are written."""

    fields: Mapping[str, Kind]

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        if not isinstance(node, yamltree.Mapping):
            return findings.wrong(node.line, f"{where}: write keys and values under it: {', '.join(self.fields)}")
        values: dict[str, Any] = {}
        for key, value in node.fields.items():
            name = f"{where}.{key}"
            if key not in self.fields:
                values[key] = unknown_key(key, name, node.key_lines[key], self.fields, findings)
            elif not yamltree.is_null(value):
                values[key] = self.fields[key].read(value, name, findings)
        return WRONG if WRONG in values.values() else values

    def write(self, value: Any) -> Any:
        return {key: self.fields[key].write(held) for key, held in value.items()}


class Entries(msgspec.Struct, frozen=True):
    """Names of the writer's own choosing, each with a value of one kind; a name alone has one without keys.

    `example` is shown to who has written something else.
    """

    kind: Kind
    example: str

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        node = yamltree.keys(node)
        if not isinstance(node, yamltree.Mapping):
            message = f"write names, each with what is known of it below, such as {self.example}"
            return findings.wrong(node.line, f"{where}: {message}" if where else message)
        values = self.values(node, where, findings)
        return WRONG if WRONG in values.values() else values

    def values(self, node: yamltree.Mapping, where: str, findings: Findings) -> dict[str, Any]:
        """What stands under each name; WRONG for what was reported."""
        values: dict[str, Any] = {}
        for key, value in node.fields.items():
            line = node.key_lines[key]
            name = f"{where}.{key}" if where else key
            values[key] = self.kind.read(yamltree.keys(value), name, findings)
            if not is_word(key):
                values[key] = findings.wrong(line, "an entry stands under a name of at least one letter")
        return values

    def write(self, value: Any) -> Any:
        return {name: self.kind.write(held) for name, held in value.items()}


class Record(msgspec.Struct, frozen=True):
    """A record, key by key in the order of `fields`. Bare text stands for the field called `short`.

    A field without a default in its type is required. Writing leaves out what equals its default. An `open` one
    keeps keys that it does not know in the field `extra`, and warns of those that look misspelt. `about`
    says in a line what a field is for.
    """

    type: Any
    fields: Mapping[str, Kind]
    short: str | None = None
    open: bool = False
    about: Mapping[str, str] = msgspec.field(default_factory=dict)

    def read(self, node: Node, where: str, findings: Findings) -> Any:
        if isinstance(node, Scalar) and self.short and not yamltree.is_null(node):
            node = yamltree.Mapping({self.short: node}, {self.short: node.line}, node.line)
        if not isinstance(node, yamltree.Mapping):
            return findings.wrong(node.line, f"{where or 'here'}: write keys and values: {', '.join(self.fields)}")
        values = self.values(node, where, findings)
        return WRONG if WRONG in values.values() else self.type(**{**defaults(self.type), **values})

    def values(self, node: yamltree.Mapping, where: str, findings: Findings) -> dict[str, Any]:
        """The fields that are written and not null, by name; WRONG for those that were reported."""
        values: dict[str, Any] = {}
        extra: list[tuple[str, object]] = []
        for key, value in node.fields.items():
            name = f"{where}.{key}" if where else key
            if key not in self.fields:
                self._unknown(key, name, node.key_lines[key], findings)
                extra.append((key, yamltree.plain(value)))
            elif not yamltree.is_null(value):
                values[key] = self.fields[key].read(value, name, findings)
        if extra:
            values[EXTRA] = tuple(extra) if self.open else WRONG
        standing = defaults(self.type)
        for key in self.fields:
            if key not in standing and key not in values:
                name = f"{where}.{key}" if where else key
                values[key] = findings.wrong(node.line, f"{name} is missing", code="missing-key")
        return values

    def _unknown(self, key: str, name: str, line: int, findings: Findings) -> None:
        if not self.open:
            unknown_key(key, name, line, self.fields, findings)
        elif hint := did_you_mean(key, self.fields, MISSPELT):
            message = f"{name}: unknown key{hint}; it is kept, and themes find it under extra"
            findings.wrong(line, message, code="unknown-key", severity="warning")

    def write(self, value: Any) -> Any:
        standing = defaults(self.type)
        written = {
            key: kind.write(held)
            for key, kind in self.fields.items()
            if (held := getattr(value, key)) is not None and (key not in standing or held != standing[key])
        }
        return written | dict(value.extra) if self.open else written


def unknown_key(key: str, name: str, line: int, known: Iterable[str], findings: Findings) -> Any:
    """Report a key that may not stand there."""
    hint = did_you_mean(key, known) or f"; known here: {', '.join(known)}"
    return findings.wrong(line, f"{name}: unknown key{hint}", code="unknown-key")


@functools.cache
def defaults(record: Any) -> dict[str, Any]:
    """Field -> default of a record: what a factory makes counts, and None for a field that may be None."""
    found: dict[str, Any] = {}
    for each in msgspec.structs.fields(record):
        if each.default is not msgspec.NODEFAULT:
            found[each.name] = each.default
        elif each.default_factory is not msgspec.NODEFAULT:
            found[each.name] = each.default_factory()
        elif "None" in str(each.type):
            found[each.name] = None
    return found


def one_of(words: Iterable[str]) -> Value:
    """One of a few words."""
    known = tuple(words)

    def convert(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return Value(convert, f"one of {', '.join(known)}", schema={"enum": [*known]}, words=known)


def is_word(text: str) -> bool:
    """Whether a text can name something: it has more than blanks, and no NUL."""
    return bool(text.strip()) and "\0" not in text


def _word(text: str) -> str:
    if not is_word(text):
        raise ValueError(text)
    return text


@functools.lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """A day; of a date with a time, its day."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ])", text):
        raise ValueError(text)
    return date.fromisoformat(text[:10])


@functools.lru_cache(maxsize=4096)
def _when(text: str) -> str:
    """ISO 8601: a day, a month, a year, or start/end of these."""
    ends = text.split("/")
    if len(ends) > 2:
        raise ValueError(text)
    for end in ends:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", end):
            raise ValueError(text)
        date.fromisoformat(end + "-01-01"[len(end) - 4 :])
    return text


def _moment(text: str) -> str:
    if "/" in text:
        raise ValueError(text)
    return _when(text)


def _dump_when(when: str) -> object:
    """A day as a date and a year as a number, so that YAML needs no quotes around them."""
    if re.fullmatch("[1-9][0-9]{3}", when):
        return int(when)
    try:
        return _day(when) if len(when) == 10 else when
    except ValueError:
        return when


def _count(text: str) -> int:
    if not (len(text) <= 9 and text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in FLAGS:
        raise ValueError(text)
    return FLAGS[text.lower()]


def _any_case(word: str) -> str:
    """A pattern for the word in any mixture of capitals."""
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _shown(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


_YEAR_TEXT = "(?!0000)[0-9]{4}"
_LEAP_YEAR_TEXT = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_MONTH_TEXT = f"{_YEAR_TEXT}-(?:0[1-9]|1[0-2])"
_DAY_TEXT = (
    f"(?:{_YEAR_TEXT}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR_TEXT}-02-29)"
)
_WHEN_TEXT = f"(?:{_DAY_TEXT}|{_MONTH_TEXT}|{_YEAR_TEXT})"
_SCALAR = ["string", "number", "boolean"]
_YEAR = {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}

TEXT = Value(str, "text")
WORD = Value(
    _word, "text of at least one letter", schema={"type": _SCALAR, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
)
DAY = Value(_day, "a date; write 2021-02-19", schema={"type": "string", "pattern": f"^{_DAY_TEXT}($|[T ])"})
WHEN = Value(
    _when,
    "a date; write 2021-02-19, 2021-02, 2021 or 2021-02-19/2021-02-21",
    _dump_when,
    {**_YEAR, "pattern": f"^{_WHEN_TEXT}(/{_WHEN_TEXT})?$(?!\n)"},
)
MOMENT = Value(
    _moment,
    "a date; write 2021-02-19, 2021-02 or 2021",
    _dump_when,
    {**_YEAR, "pattern": f"^{_WHEN_TEXT}$(?!\n)"},
)
COUNT = Value(
    _count,
    "a whole number",
    schema={"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": r"^[0-9]{1,9}$(?!\n)"},
)
FLAG = Value(
    _flag,
    "true or false",
    schema={"type": ["boolean", "string"], "pattern": f"^({'|'.join(map(_any_case, FLAGS))})$(?!\n)"},
)
TEXTS = Many(TEXT)
