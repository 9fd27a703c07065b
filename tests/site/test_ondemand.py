from __future__ import annotations

import pickle
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.briefs.markdown import parse_brief
from briefgen.site.digests import Digests
from briefgen.site.dossier import Filed
from briefgen.site.dossierpage import dossier_pages
from briefgen.site.jsontext import to_json
from briefgen.site.library import arrange
from briefgen.site.ondemand import Later, OnDemand
from briefgen.site.page import Page
from briefgen.site.render import environment, render
from briefgen.site.settings import SiteSettings
from briefgen.site.theme import find_theme, packaged_themes

BRIEFS = Path(__file__).parents[1] / "data" / "site" / "briefs"
names = st.text("abc", max_size=2)
plain = st.dictionaries(names, st.integers())


@given(plain, plain, st.lists(names))
def test_what_comes_on_demand_reads_like_what_is_at_hand(
    here: dict[str, int], there: dict[str, int], asked: list[str]
) -> None:
    there = {name: value for name, value in there.items() if name not in here}
    data = OnDemand(dict(here), **{name: lambda value=value: value for name, value in there.items()})
    whole = here | there
    assert [data.get(name) for name in asked] == [whole.get(name) for name in asked]
    assert data == whole == Later(lambda: whole)
    assert [*data] == [*whole] == [*Later(lambda: whole)]
    assert pickle.loads(pickle.dumps([data, Later(lambda: whole)])) == [whole, whole]
    assert to_json({"a": data, "b": [Later(lambda: whole)]}) == to_json({"a": whole, "b": [whole]})


def test_each_part_is_worked_out_once_and_only_if_it_is_asked_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def work(name: str) -> str:
        asked.append(name)
        return name

    data = OnDemand({"a": 1}, b=lambda: work("b"), c=lambda: work("c"))
    assert (shown(tmp_path, "{{ x.a }}{{ x.b }}{{ x['b'] }}{{ x|length }}", x=data), asked) == ("1bb3", ["b"])


def test_a_theme_that_shows_headlines_alone_has_no_brief_fetched(tmp_path: Path) -> None:
    filed = Filed.of("ferry", parse_brief((BRIEFS / "ferry-sinks-off-sandrey.md").read_text("utf-8"), "ferry.md"))

    def fetch() -> None:
        raise OSError(0, "fetched")

    library = arrange([msgspec.structs.replace(filed, take=fetch, tell=fetch)])
    dossier = next(iter(library.dossiers.values()))
    (page,) = dossier_pages(SiteSettings("Orr"), library, Digests(library), dossier)
    lines = "{% for each in appearances %}{{ each.brief.title }}{% endfor %}"
    assert shown(tmp_path, lines, **page.data) == filed.card.title
    with pytest.raises(OSError, match="fetched"):  # as the disk's fault, and not the template's
        shown(tmp_path, lines.replace("brief.title", "evidence"), **page.data)


def shown(folder: Path, template: str, **data: object) -> str:
    """What `template` makes of the data."""
    templates = folder / "desk" / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "page.html").write_text(template, encoding="utf-8")
    found = environment(find_theme("desk", [folder, packaged_themes()]))
    return render(found, Page("x/index.html", "page.html", b"", lambda: data)).decode()
