"""What faster drop-ins would give: compiled readers of YAML and Markdown, and a compiled template engine.

python benchmarks/dropins.py [NUMBER]      1000 briefs unless said otherwise

Each does the same work as briefgen's own way does, in turns with it: the front matter of all briefs, the text of all
their parts, and of the site `equivalent` all pages of briefs, whose data is worked out beforehand. It prints
microseconds a brief, the median of the turns, how many results are the same, and what a whole cold build in one process
takes, of which a drop-in can save no more than the difference.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from corpus import desk_briefs, lay
from peers import PEERS, Copy
from stages import stages

from briefgen import config, simpleyaml
from briefgen.briefs import frontmatter
from briefgen.briefs.markdown import parse_brief
from briefgen.commands.asked import site_settings
from briefgen.site.library import catalogue
from briefgen.site.markdown import to_html
from briefgen.site.pages import all_pages
from briefgen.site.workshop import set_up

TURNS = 7


def beside(ours: Callable[[Any], object], theirs: Callable[[Any], object], items: Sequence[Any]) -> tuple[float, float]:
    """Seconds that both take for all items, the median of turns."""
    took: dict[Callable[[Any], object], list[float]] = {ours: [], theirs: []}
    for turn in range(TURNS):
        for work in (ours, theirs) if turn % 2 else (theirs, ours):
            start = perf_counter()
            for each in items:
                work(each)
            took[work].append(perf_counter() - start)
    return median(took[ours]), median(took[theirs])


def same(ours: Callable[[Any], object], theirs: Callable[[Any], object], items: Sequence[Any]) -> int:
    return sum(ours(each) == theirs(each) for each in items)


def plain(value: Any) -> Any:
    """The data of a page with all of it at hand, as any engine takes it."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def engines(
    copy: Copy, briefs: Iterable[tuple[str, str]]
) -> tuple[Callable[[Any], str], Callable[[Any], str], list[Any]]:
    """briefgen's templates, minijinja's, and the data of all pages of briefs."""
    import minijinja

    settings = config.load(copy.root / "briefgen.yml")
    asked = site_settings(settings)
    jinja = set_up(asked, cache=copy.root / ".briefgen", theme_dirs=[settings.root / "themes"]).load()
    library = catalogue((slug, parse_brief(text, slug)) for slug, text in briefs)
    pages = [plain(page.data) for page in all_pages(asked, library, {}) if page.template == "brief.html"]
    jinja.filters["markdown"] = cache(to_html)  # what is measured by itself
    template = jinja.get_template("brief.html")
    folder = settings.root / "themes" / "plain" / "templates"
    other = minijinja.Environment(
        loader=lambda name: (folder / name).read_text("utf-8"),
        filters={name: jinja.filters[name] for name in ("date", "markdown")},
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    return template.render, lambda data: other.render_template("brief.html", **data), pages


def main() -> None:
    import markdown_it_pyrs
    import yaml_rs

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    compiled = markdown_it_pyrs.MarkdownIt("commonmark").enable_many(["table", "strikethrough"]).render
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        lay(number, work / "briefs", desk_briefs)
        texts = [(file.stem, file.read_text("utf-8")) for file in sorted((work / "briefs").glob("*.md"))]
        copy = Copy(PEERS["equivalent"], work / "briefs", work / "site")
        whole = stages(copy)["all"]
        shutil.rmtree(copy.root / ".briefgen")
        fronts = [frontmatter.split(text, slug)[0] for slug, text in texts]
        briefs = [parse_brief(text, slug) for slug, text in texts]
        parts = [part for brief in briefs for part in (brief.summary, brief.background, brief.watch) if part]
        jinja, minijinja, pages = engines(copy, texts)
        rows = (
            ("front matter: yaml-rs", simpleyaml.parse, yaml_rs.loads, fronts),
            ("Markdown: markdown-it-pyrs", to_html, compiled, parts),
            ("templates: minijinja", jinja, minijinja, pages),
        )
        print(
            f"{number:,} briefs, µs a brief\n\n| what | ours | the drop-in | same results |\n| --- | --- | --- | --- |"
        )
        for name, ours, theirs, items in rows:
            mine, other = (seconds / number * 1e6 for seconds in beside(ours, theirs, items))
            print(f"| {name} | {mine:.0f} | {other:.0f} | {same(ours, theirs, items):,} of {len(items):,} |")
        print(f"| a cold build in one process | {whole / number * 1e6:.0f} | | |")


if __name__ == "__main__":
    main()
