"""Random edits by a person and random updates of the article: what must hold of every renewal.

The person's file is written here, in the many ways in which people write YAML, and what must come of it is worked out
from the edits themselves, by a rule for each: nothing of the code under test is asked but for its result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.briefs.markdown import parse_brief
from briefgen.briefs.renewal import new_file, renew
from briefgen.briefs.schema import BRIEF
from briefgen.model import Actor, Brief, Evidence, KeyFact, Photo, Quote, Source

Draw = Callable[[st.SearchStrategy[Any]], Any]

NAMES = ("Odile Farrant", "Tobias Wenlock", "Ports Authority", "Ilse Brandt", "Quellmarsh", "Union of Fishers")
WORDS = tuple("lamp|harbor: the quay|# no comment|100%|it's lit|- dash|“every boat”|null|2026|a, b".split("|"))
DAYS = tuple(date(2026, 6, day) for day in range(1, 6))

texts = st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map("\n".join)
words = st.sampled_from(WORDS)
maybe = st.just("") | words
some = st.lists(words, max_size=3, unique=True).map(tuple)
paragraphs = st.lists(words, max_size=2).map("\n\n".join)
whens = st.sampled_from([None, "2026-06-05", "2026-06", "2026", "2026-06-01/2026-06-03"])


def sentence(name: str) -> tuple[Evidence, ...]:
    """Evidence that is like no other name's."""
    return (Evidence(len(name), name * 3),)


def actor(name: str) -> st.SearchStrategy[Actor]:
    types = st.sampled_from(["person", "organization"])
    return st.builds(Actor, st.just(name), types, maybe, some, st.integers(0, 9), maybe, st.just(sentence(name)))


def fact(name: str) -> st.SearchStrategy[KeyFact]:
    return st.builds(KeyFact, texts.map(lambda text: f"{name} {text}"), whens, maybe, st.just(sentence(name)))


def quote(name: str) -> st.SearchStrategy[Quote]:
    return st.builds(Quote, st.none() | words, st.just(name * 3), st.just(sentence(name)))


def photo(name: str) -> st.SearchStrategy[Photo]:
    url = f"https://coastline.example/{name * 3}"
    return st.builds(Photo, texts, st.none() | words, taken=whens, flags=some, url=st.just(url))


LISTS = {"actors": actor, "key_facts": fact, "quotes": quote, "photos": photo}
IDENTITY = {
    "actors": lambda item: item["name"],
    "key_facts": lambda item: item["evidence"][0]["quote"],
    "quotes": lambda item: item["text"],
    "photos": lambda item: item["url"],
}
EDITABLE = {
    "actors": {"role": maybe, "aliases": some.map(list), "type": st.sampled_from(["person", "organization", "place"])},
    "key_facts": {"text": words.map("edited {}".format), "when": st.sampled_from([date(2025, 1, 1), "2025-01"])},
    "quotes": {"speaker": words.map("edited {}".format)},
    "photos": {"credit": words.map("edited {}".format), "caption": words, "taken": st.just(2024)},
}


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """What extraction might give of one text of the article."""
    lists: dict[str, Any] = {}
    for name, item in LISTS.items():
        chosen = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        lists[name] = tuple(draw(item(each)) for each in chosen)
    return Brief(
        draw(words),
        Source("lamp.txt", draw(words), publisher=draw(st.none() | words), sha256=draw(st.sampled_from("abc"))),
        date=draw(st.none() | st.sampled_from(DAYS)),
        topics=draw(some),
        summary=draw(paragraphs),
        background=draw(paragraphs),
        watch=draw(paragraphs),
        **lists,
    )


def person(draw: Draw, made: Mapping[str, Any]) -> dict[str, Any]:
    """The plain front matter after a person's edits, drawn one by one."""
    mine = dict(made)
    for key, value in {"title": words, "date": st.sampled_from(DAYS), "topics": some.map(list)}.items():
        if draw(st.integers(0, 3)) == 0:
            mine[key] = draw(value)
    for name, item in LISTS.items():
        items = [dict(each) for each in mine.get(name, [])]
        items = [each for each in items if draw(st.integers(0, 3))]
        for each in items:
            for key, value in EDITABLE[name].items():
                if draw(st.integers(0, 4)) == 0:
                    each[key] = draw(value)
            if draw(st.integers(0, 4)) == 0:
                each["own"] = draw(words)
        own = draw(st.lists(st.sampled_from([f"own {each}" for each in NAMES]), unique=True, max_size=2))
        items += [plain(name, draw(item(each))) for each in own]
        if draw(st.integers(0, 3)) == 0:
            items = draw(st.permutations(items))
        mine[name] = items
    if draw(st.booleans()):
        mine["status"] = "draft"
        mine["desk"] = {"by": draw(words), "times": 2}
    return {key: value for key, value in mine.items() if value not in ([], None, "")}


def plain(name: str, item: Any) -> dict[str, Any]:
    kind: Any = BRIEF.fields[name]
    return dict(kind.kind.write(item))


class Plain(yaml.SafeDumper):
    """Writes no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Writer:
    """Writes YAML as people do: keys in any order, blocks or braces, quotes at will, comments anywhere."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.notes: list[str] = []

    def file(self, values: Mapping[str, Any], body: str) -> str:
        made = {"made": values["made"]}
        keys = self.draw(st.permutations([key for key in values if key != "made"]))
        front = self.mapping({**{key: values[key] for key in keys}, **made}, 0)
        return "\n".join(["---", *front, *self.note(0), "---", body])

    def mapping(self, values: Mapping[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in values.items():
            lines += self.note(indent)
            space = " " * indent
            if key == "made":
                lines.append(f"made: {value}")
            elif isinstance(value, Mapping) and value and key == "source":
                lines += [f"{space}{key}:", *self.mapping(value, indent + 2)]
            elif isinstance(value, list) and value and isinstance(value[0], Mapping) and self.draw(st.integers(0, 5)):
                dash = indent + self.draw(st.sampled_from([0, 2]))
                lines.append(f"{space}{key}:")
                for item in value:
                    lines += [*self.note(dash), *self.item(item, dash)]
            else:
                lines += self.scalar(key, value, space)
        return lines

    def item(self, item: Mapping[str, Any], dash: int) -> list[str]:
        space = " " * dash
        if self.draw(st.integers(0, 5)) == 0:
            return [f"{space}- {self.flow(item)}"]
        inner = self.mapping(item, dash + 2)
        first = next(number for number, line in enumerate(inner) if line.strip() and not line.strip().startswith("#"))
        return [*inner[:first], f"{space}- {inner[first][dash + 2 :]}", *inner[first + 1 :]]

    def scalar(self, key: str, value: Any, space: str) -> list[str]:
        if isinstance(value, str) and "\n" not in value and self.draw(st.booleans()):
            quoted = value.replace("'", "''")
            return [f"{space}{key}: '{quoted}'" + self.tail()]
        if self.draw(st.integers(0, 3)) == 0:
            return [f"{space}{key}: {self.flow(value)}" + self.tail()]
        text = yaml.dump({key: value}, Dumper=Plain, allow_unicode=True, sort_keys=False, width=60)
        lines = text.rstrip("\n").split("\n")
        return [space + line if line else line for line in lines]

    def flow(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, default=str)  # which is YAML, too

    def note(self, indent: int) -> list[str]:
        if self.draw(st.integers(0, 5)):
            return []
        self.notes.append(f"# note {len(self.notes)}.")
        return [" " * indent + self.notes[-1], *([""] if self.draw(st.booleans()) else [])]

    def tail(self) -> str:
        if self.draw(st.integers(0, 5)):
            return ""
        self.notes.append(f"# note {len(self.notes)}.")
        return f"  {self.notes[-1]}"


def expected_item(mine: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Field by field: the person's where they edited it, else the article's."""
    keys = [*mine, *(key for key in (*old, *new) if key not in mine)]
    found = {key: mine.get(key) if mine.get(key) != old.get(key) else new.get(key) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


@settings(max_examples=150)
@given(st.data(), briefs(), briefs())
def test_a_renewal_keeps_what_a_person_did_and_renews_the_rest(data: st.DataObject, old: Brief, new: Brief) -> None:
    text, made = new_file(old, "x.md")
    before = {**BRIEF.write(made)}
    now = BRIEF.write(parse_brief(new_file(new, "x.md")[0], "x.md"))
    mine = person(data.draw, before)
    writer = Writer(data.draw)
    body = text.rpartition("\n---\n")[2]
    edited_summary = data.draw(st.booleans())
    if edited_summary:
        body = f"\nThe desk's own words.\n{body}"
    theirs = writer.file(mine, body)
    mine = BRIEF.write(parse_brief(theirs, "x.md"))

    renewal = renew(theirs, "x.md", new)

    result = parse_brief(renewal.text, "x.md")
    held = BRIEF.write(result)
    expected_others: set[str] = set()
    for key in ("title", "date", "topics"):
        edited = mine.get(key) != before.get(key)
        assert held.get(key) == (mine if edited else now).get(key)
        if edited and now.get(key) not in (before.get(key), mine.get(key)):
            expected_others.add(key)
    for name, identity in IDENTITY.items():
        was, has, comes = ({identity(item): item for item in side.get(name, [])} for side in (before, mine, now))
        expected = {}
        for key in {**has, **comes}:
            if key in has and key in comes:
                expected[key] = expected_item(has[key], was.get(key, {}), comes[key])
                if key in was:
                    for field in EDITABLE[name]:
                        values = [side[key].get(field) for side in (was, has, comes)]
                        if values[1] not in (values[0], values[2]) and values[2] != values[0]:
                            expected_others.add(f"{name}.{field}")
            elif key in has and (key not in was or has[key] != was[key]):
                expected[key] = has[key]
            elif key in comes and key not in was:
                expected[key] = comes[key]
        assert {identity(item): dict(item) for item in held.get(name, [])} == expected
    assert {re.sub(r"\[\d+\]", "", other.where) for other in renewal.others} - {"summary"} == expected_others
    assert result.summary == (parse_brief(theirs, "x.md").summary if edited_summary else now_summary(new))
    assert (result.status, result.extra) == (mine.get("status", "published"), tuple(own(mine)))
    assert sorted(re.findall(r"# note \d+\.", renewal.text)) == sorted(writer.notes)
    kept = [key for key in top_keys(theirs) if key in held and key != "made"]
    assert [key for key in top_keys(renewal.text) if key in kept] == kept
    assert renew(renewal.text, "x.md", new).text == renewal.text
    back = BRIEF.write(parse_brief(renew(renewal.text, "x.md", old).text, "x.md"))
    for key in ("title", "date", "topics"):  # the article comes round to what it said at first
        assert mine.get(key) == before.get(key) or back.get(key) == mine.get(key)
    for name, identity in IDENTITY.items():
        was, has, again = ({identity(item) for item in side.get(name, [])} for side in (before, mine, back))
        assert has - was <= again
        assert not (was - has) & again


def own(mine: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in mine.items() if key not in BRIEF.fields]


def now_summary(new: Brief) -> str:
    return parse_brief(new_file(new, "x.md")[0], "x.md").summary


def top_keys(text: str) -> list[str]:
    return re.findall(r"^([a-z_]+):", text.split("\n---\n")[0], re.MULTILINE)


@given(st.data(), briefs())
def test_a_file_is_left_byte_for_byte_where_the_article_says_the_same(data: st.DataObject, old: Brief) -> None:
    text, made = new_file(old, "x.md")
    mine = person(data.draw, BRIEF.write(made))
    theirs = Writer(data.draw).file(mine, text.rpartition("\n---\n")[2])
    once = renew(theirs, "x.md", old).text

    assert drop_made(once) == drop_made(theirs)
    assert renew(once, "x.md", replace(old)).text == once


def drop_made(text: str) -> str:
    return re.sub(r"^made: .*\n", "", text, flags=re.MULTILINE)
