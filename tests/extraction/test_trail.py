from __future__ import annotations

import ast
from pathlib import Path

import briefgen.extraction
from briefgen.extraction import extract
from briefgen.extraction.trail import REASONS, explain
from briefgen.model import Article, Photo, PhotoPerson

RULES = Path(briefgen.extraction.__file__).parent


def signs() -> set[str]:
    """The names of all signs that `signs.py` gives: the last string of each tuple it yields."""
    tree = ast.parse((RULES / "signs.py").read_text("utf-8"))
    tuples = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple)
    ]
    return {last.value for each in tuples if isinstance(last := each.elts[-1], ast.Constant)}


def test_every_sign_has_a_reason_that_a_person_can_read() -> None:
    assert len(signs()) > 20
    assert signs() <= REASONS.keys()


def test_the_trail_names_rule_and_proof_of_each_item() -> None:
    opening = "Mayor Ada Quill opened the bridge over the Orr on Monday."
    trail = "\n".join(explain(extract(Article("Bridge opens", (opening, '"It took us nine long years," Quill said.')))))

    assert "actor  Ada Quill · person · Mayor" in trail
    assert "rule title: a title stands before the name; named 2×" in trail
    assert f"paragraph 1: {opening}" in trail
    assert "quote  Ada Quill · “It took us nine long years,”" in trail


def test_the_trail_shows_photos_with_what_their_credits_say() -> None:
    hull = Photo(
        "The hull.",
        "Ada Quill/Orr Press",
        "Ada Quill",
        "Orr Press",
        taken="2026-06-05",
        people=(PhotoPerson("Bo Renn", "left"), PhotoPerson("Cy Holt")),
        flags=("handout", "file"),
        number=1,
        of=2,
    )
    article = Article("Bridge opens", ("The bridge opened.",), photos=(hull, Photo(url="https://a.example/b.jpg")))

    trail = "\n".join(explain(extract(article)))

    assert trail.endswith(
        """
photo  1 of 2 · The hull.
  credit Ada Quill/Orr Press
  photographer Ada Quill
  provider Orr Press
  taken 2026-06-05
  people Bo Renn (left), Cy Holt
  flags handout, file

photo  without a caption
  credit none found
  address https://a.example/b.jpg"""
    )
