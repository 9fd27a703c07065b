"""The printed schemas against reading itself: what one takes, the other takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefgen import config, yamltext, yamltree
from briefgen.briefs import frontmatter
from briefgen.briefs.schema import BRIEF
from briefgen.commands.schema import SCHEMAS, schema
from briefgen.fields import WRONG, Entries, Findings, Kind, Many, Record, Table, Value
from briefgen.json_schema import schema_of
from briefgen.register import ACTORS, read_register
from briefgen.yamltree import Mapping, Node, Scalar, Sequence

ROOT = Path(__file__).parents[1]
BRIEFS = [*(ROOT / "content" / "briefs").glob("*.md"), *(ROOT / "tests" / "data" / "site" / "briefs").glob("*.md")]
TABLES: dict[str, Record | Entries] = {"brief": BRIEF, "config": config.CONFIG, "actors": ACTORS}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema(name)))


def refused(name: str, tree: Node) -> bool:
    """Whether reading refuses a file with this tree."""
    findings = Findings("x")
    if name == "brief" and isinstance(tree, Mapping):
        tree.fields.setdefault("source", Mapping({}, {}, 1))
    if name == "config" and isinstance(tree, Mapping):
        config.CONFIG.values(tree, "", findings)
    else:
        TABLES[name].read(tree, "", findings)
    return bool(findings.errors)


def test_every_table_is_tested_here() -> None:
    assert TABLES.keys() == SCHEMAS.keys()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_json_schema(name: str) -> None:
    printed = json.loads(schema(name))

    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.stem)
def test_a_brief_is_valid(file: Path) -> None:
    front, _, _ = frontmatter.split(file.read_text(encoding="utf-8"), "x")

    assert list(validator("brief").iter_errors(yamltree.plain(yamltext.parse(front, "x")))) == []


@pytest.mark.parametrize(
    "text",
    [
        (ROOT / "briefgen.yml").read_text(encoding="utf-8"),
        (files("briefgen") / "scaffold" / "briefgen.yml").read_text("utf-8"),
        "site_name: 7\nextractors: [roster, spacy: {pipeline: small, seed: 7}]\n",
        "site_name: 7\nsite_url:\ncheck: {copied: error 40, dead-link: off, actor-role: }\nextra: {a: [1]}\n",
    ],
)
def test_a_config_is_valid(text: str) -> None:
    assert list(validator("config").iter_errors(yamltree.plain(yamltext.parse(text, "x")))) == []


REGISTERS = [
    (ROOT / "content" / "actors.yml").read_text(encoding="utf-8"),
    (files("briefgen") / "scaffold" / "actors.yml").read_text("utf-8"),
    (ROOT / "tests" / "data" / "register" / "everything.yml").read_text(encoding="utf-8"),
    *re.findall(r"```yaml content/actors.yml\n(.*?)```", (ROOT / "docs" / "actors.md").read_text("utf-8"), re.DOTALL),
    "",
]


@pytest.mark.parametrize("text", REGISTERS, ids=range(len(REGISTERS)))
def test_a_register_is_valid_when_it_can_be_read(text: str) -> None:
    findings = Findings("x")
    read_register(text, findings)

    wrong = [*validator("actors").iter_errors(yamltree.plain(yamltext.parse(text, "x")))]
    assert bool(wrong) is any(each.code != "contradiction" for each in findings.errors)


def described(kind: Kind, where: str) -> Iterator[str]:
    """The fields without a description."""
    if isinstance(kind, Many | Entries):
        yield from described(kind.kind, where)
    elif isinstance(kind, Record):
        for key, each in kind.fields.items():
            if key not in kind.about:
                yield f"{where}.{key}"
            yield from described(each, f"{where}.{key}")
        yield from (f"{where}.{key}: no such field" for key in kind.about if key not in kind.fields)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described(name: str) -> None:
    file = SCHEMAS[name]
    module, _, table = file.table.partition(":")

    assert getattr(import_module(module), table) is TABLES[name]
    assert list(described(TABLES[name], name)) == []


WORDS = [
    *["", "~", "x", "Lamp", "true", "No", "off", "on", "draft", "published", "person", "place", "0", "7", "007", "1.5"],
    *[
        "2021",
        "0000",
        "0999",
        "2021-02",
        "2021-13",
        "2021-02-19",
        "2021-02-29",
        "2024-02-29",
        "1900-02-29",
        "2000-02-29",
    ],
    *["2021-02-19T10:00", "2021-02-19x", "2021-02-19/2021-02-21", "2021/2022-01", "2021/", "21-02-19", "2021-04-31"],
    *["2021\n", "7\n", "2021-02-19\n", "-1", "999999999", "9999999999", "error 40", "40%", "101", "warning", " "],
    *["http://a.example", "https://", "ftp://a", "a\0b", "https://a.example/b?c#d", "http://[::1]:80", "http://[a"],
    *["http://a]", "http://?a", "https://a b", "https://a\n", "http://@", "http://a@b:7/", "http://a:b"],
    *["Q42", " Q42\n", "Q042"],
    *["https://www.wikidata.org/wiki/Q7", "http://wikidata.org/entity/Q7", "https://wikidata.org/Q7"],
]
SCALARS = st.builds(Scalar, st.sampled_from(WORDS) | st.text(max_size=3), st.just(1), st.booleans())


def mapping(values: dict[str, Node]) -> Mapping:
    return Mapping(values, dict.fromkeys(values, 1), 1)


def trees(kind: Kind) -> st.SearchStrategy[Node]:
    """Nodes that might be of that kind, and now and then something else."""
    if isinstance(kind, Many):
        items = trees(kind.kind)
        return items | st.lists(items, max_size=2).map(lambda each: Sequence(tuple(each), 1)) | SCALARS
    if isinstance(kind, Entries):
        names = st.sampled_from(["Ada Renn", "2021", "", " ", "a\0b"]) | st.text(max_size=3)
        nothing = st.builds(Scalar, st.sampled_from(["", "~"]), st.just(1))
        return st.dictionaries(names, trees(kind.kind) | nothing, max_size=2).map(mapping) | SCALARS
    if isinstance(kind, Record | Table):
        keys = {key: trees(each) for key, each in kind.fields.items()}
        some = st.fixed_dictionaries({}, optional=keys)
        return some.map(mapping) | st.tuples(some, st.just({"desk": Scalar("x", 1)})).map(
            lambda both: mapping({**both[0], **both[1]})
        )
    return SCALARS | st.just(Sequence((), 1)) | st.just(mapping({}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_takes_what_reading_takes_and_nothing_else(name: str) -> None:
    @given(tree=trees(TABLES[name]))
    def same(tree: Node) -> None:
        valid = validator(name).is_valid(yamltree.plain(tree))
        assert valid is not refused(name, tree)

    same()


def values(kind: Kind, where: str) -> Iterator[tuple[str, Value]]:
    """Every field of one plain value."""
    if isinstance(kind, Many | Entries):
        yield from values(kind.kind, where)
    elif isinstance(kind, Record | Table):
        for key, each in kind.fields.items():
            yield from values(each, f"{where}.{key}")
    elif isinstance(kind, Value):
        yield where, kind


VALUES = dict(pair for name, table in TABLES.items() for pair in values(table, name))


@pytest.mark.parametrize("field", VALUES)
def test_a_value_is_valid_when_its_field_can_hold_it(field: str) -> None:
    checks = Draft202012Validator(schema_of(VALUES[field], {}))
    written = [Scalar(text, 1, quoted) for text in WORDS for quoted in (False, True)]

    for scalar in [each for each in written if not yamltree.is_null(each)]:
        valid = checks.is_valid(yamltree.plain(scalar))
        read = VALUES[field].read(scalar, field, Findings("x"))
        assert valid is (read is not WRONG), scalar
