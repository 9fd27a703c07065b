"""Names from a spaCy pipeline, one that the test builds itself: a blank one with a ruler."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from briefgen.commands.conversion import convert
from briefgen.commands.sources import Source
from briefgen.extraction import extract
from briefgen.extraction.plugins import chains_with
from briefgen.model import Article, Brief, Extractor
from briefgen.problem import Problem

needs_spacy = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None and "CI" not in os.environ,
    reason="needs the extra spacy; CI installs it",
)
pytestmark = pytest.mark.filterwarnings("ignore")  # what spaCy's own dependencies warn of
STORY = """Ferry fares to rise

March 3, 2031

PORT LINDOW — The Hale Penrose said on Monday that fares to Orrin would rise by a tenth in April.

Mayor Runa Petrel asked Hale Penrose’s board to wait. Gen. Osric Vane of the harbour guard agreed with Hale Penrose.
"""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """A pipeline on disk that knows three names, as a site names it."""
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "The Hale Penrose"},
            {"label": "ORG", "pattern": "Hale Penrose"},
            {"label": "PERSON", "pattern": "Petrel"},
            {"label": "ORG", "pattern": "Runa Petrel"},
            {"label": "GPE", "pattern": "Orrin"},
            {"label": "CARDINAL", "pattern": "tenth"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return Extractor("spacy", (("pipeline", str(folder)),))


def brief(*extractors: Extractor) -> Brief:
    paragraphs = tuple(line for line in STORY.splitlines()[4:] if line)
    return extract(Article("Ferry fares to rise", paragraphs), chains_with(extractors))


@needs_spacy
def test_what_the_pipeline_names_is_what_it_says(pipeline: Extractor) -> None:
    without = {name.name: name.type for name in brief().names}
    names = {name.name: name.type for name in brief(pipeline).names}

    assert without["Runa Petrel"] == "person"
    assert (names["Hale Penrose"], names["Orrin"], names["Runa Petrel"]) == ("organization", "place", "organization")


@needs_spacy
def test_what_only_the_chain_finds_stays(pipeline: Extractor) -> None:
    actors = {actor.name: actor for actor in brief(pipeline).actors}

    assert (actors["Hale Penrose"].rule, actors["Hale Penrose"].mentions) == ("spacy", 3)
    assert (actors["Osric Vane"].rule, actors["Osric Vane"].type) == ("title", "person")


@needs_spacy
def test_a_pipeline_works_in_other_processes(pipeline: Extractor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")

    with ProcessPoolExecutor(1) as executor:
        (outcome,) = convert([Source("a.txt", tmp_path / "a.txt")], executor, extractors=(pipeline,))

    assert outcome.made[0][1].actors[0].rule == "spacy"


@needs_spacy
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), r"which pipeline: write spacy: \{pipeline: en_core_web_sm\}"),
        ((("pipeline", "no_such_pipeline"),), "no pipeline no_such_pipeline is installed; python -m spacy download"),
        ((("pipelin", "en_core_web_sm"),), "has no option pipelin; it has pipeline"),
    ],
)
def test_a_wrong_option_is_told(options: tuple[tuple[str, str], ...], message: str) -> None:
    with pytest.raises(Problem, match=message):
        chains_with((Extractor("spacy", options),))


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)

    with pytest.raises(Problem, match=r"extractors: spacy: needs spacy; pip install 'briefgen\[spacy\]'"):
        chains_with((Extractor("spacy", (("pipeline", "without"),)),))


def test_a_site_without_plug_ins_imports_none_of_it() -> None:
    program = "import sys, briefgen.commands.convert as c; c.chains_with(()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "briefgen.extraction.plugins" in loaded
    assert {"spacy", "briefgen.extraction.spacy_names", "importlib.metadata"}.isdisjoint(loaded)
