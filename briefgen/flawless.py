"""Reading records out of plain data that has nothing wrong with it: a table of `fields` compiled once, then only run.

A kind's `read` carries the name and the line of what it reads, so that it can say what is wrong with it. Nearly always
nothing is; then this gives the same value without them. At the first thing that there would be something to say of, it
gives up, and the file is read again by who can say it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from briefgen import simpleyaml
from briefgen.fields import EXTRA, MISSPELT, Entries, Free, Kind, Many, Named, Record, Table, Value, defaults, is_word
from briefgen.problem import did_you_mean
from briefgen.simpleyaml import NotSimple, Plain

Read = Callable[[Plain], Any]


class Flawed(Exception):  # noqa: N818 - what is at fault is for `fields` to say
    """Something has to be said of the data."""


def at_once(read: Read, text: str) -> Any:
    """What `read` makes of a text of YAML; None where there may be something to say of it, or it is not simple."""
    try:
        return read(simpleyaml.parse(text))
    except (NotSimple, Flawed):
        return None


def reader(kind: Kind) -> Read:
    """What gives the value that `kind.read` gives, of data as `simpleyaml.parse` makes it, or raises Flawed."""
    if type(kind) is Value:
        return _value(kind)
    if type(kind) is Many:
        return _many(reader(kind.kind))
    if type(kind) is Record:
        return _record(kind)
    if type(kind) is Table:
        return _table(kind)
    if type(kind) is Entries:
        return _entries(kind)
    if type(kind) is Free:
        return _free
    if type(kind) is Named:
        return _with_lines
    raise TypeError(f"{type(kind).__name__} cannot be compiled")


def _value(kind: Value) -> Read:
    convert = kind.convert

    if convert is str:
        return text

    def read(held: Plain) -> Any:
        if held.__class__ is tuple:
            held = held[0]
        elif held.__class__ is not str:
            raise Flawed
        try:
            return convert(held)
        except ValueError:
            raise Flawed from None

    return read


def text(held: Plain) -> Any:
    if held.__class__ is str:
        return held
    if held.__class__ is tuple:
        return held[0]
    raise Flawed


def _many(item: Read) -> Read:
    def read(held: Plain) -> Any:
        if held.__class__ is list:
            return tuple([item(each) for each in held if each is not None])
        return (item(held),)

    return read


def _table(kind: Table) -> Read:
    readers = {key: reader(each) for key, each in kind.fields.items()}

    def read(held: Plain) -> Any:
        if held.__class__ is not dict or not held.keys() <= readers.keys():
            raise Flawed
        return {key: readers[key](each) for key, each in held.items() if each is not None}

    return read


def _entries(kind: Entries) -> Read:
    entry = reader(kind.kind)

    def read(held: Plain) -> Any:
        if held.__class__ is not dict or not all(map(is_word, held)):
            raise Flawed
        return {key: entry({} if each is None else each) for key, each in held.items()}

    return read


def _free(held: Plain) -> Any:
    if held.__class__ is not dict:
        raise Flawed
    return simpleyaml.plain(held)


def _with_lines(held: Plain) -> Any:
    """What keeps the line that it stands in is not read without."""
    raise Flawed


def _record(kind: Record) -> Read:
    make: Any = kind.type
    readers = {key: reader(each) for key, each in kind.fields.items()}
    standing = defaults(kind.type)
    required = [key for key in kind.fields if key not in standing]
    short, is_open, known = kind.short, kind.open, tuple(kind.fields)

    def read(held: Plain) -> Any:
        if held.__class__ is not dict:
            if not short or held.__class__ not in (str, tuple):
                raise Flawed
            held = {short: held}
        values = dict(standing)
        extra = []
        for key, each in held.items():
            if key not in readers:
                if not is_open or _misspelt(key, known):
                    raise Flawed
                extra.append((key, simpleyaml.plain(each)))
            elif each is not None:
                values[key] = readers[key](each)
        for key in required:
            if key not in values:
                raise Flawed
        if extra:
            values[EXTRA] = tuple(extra)
        return make(**values)

    return read


@functools.lru_cache(maxsize=4096)
def _misspelt(key: str, known: tuple[str, ...]) -> bool:
    return bool(did_you_mean(key, known, MISSPELT))
