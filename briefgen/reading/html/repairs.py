"""What the page's own structure and words say against the library's choice of blocks, rule by rule.

Each rule takes a body and gives the places of the blocks that stay; `REPAIRS` is the chain. Rules are about how pages
are made: a story under its headline, paragraphs in containers alike, boxes beside it, links to others below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from briefgen.reading.chrome import is_aside, is_button, is_ending, is_notice
from briefgen.reading.html.blocks import Block, key, link_share, visible_text
from briefgen.reading.html.body import PROSE, Body
from briefgen.reading.html.marks import marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TEASING = 0.4
"""The share of links in a box from which it leads to other stories."""
ALIKE = 0.2
"""The share of an article's paragraphs from which those in containers like theirs are its own."""
FEWEST_ALIKE = 3
LAST = 0.9
"""How far into an article what speaks to the visitor is a notice rather than news of cookies."""

_HEADINGS = frozenset(["h2", "h3", "h4"])
_APART = frozenset(["aside", "figure", "figcaption", "footer", "nav", "address", "table"])
_SENTENCE_ENDS = (".", "”", '"', ":")


def repair(body: Body) -> Body:
    """The body after all rules."""
    for rule in REPAIRS:
        body = body.keep(rule(body))
    return body


def one_article(body: Body) -> list[int]:
    """Of several articles on a page, the one under the headline; most of its text may be an article of its own."""
    own = {
        article
        for block in body.blocks
        if key(block.text) in body.headlines and block.element.tag in ("h1", "h2")
        for article in block.element.iterancestors("article")
    }
    if not own:
        return list(body.kept)
    around = {place: _article(body.blocks[place]) for place in body.kept}
    lengths: Counter[HtmlElement | None] = Counter()
    for place, article in around.items():
        lengths[article] += len(body.blocks[place].text)
    others = {
        article
        for article in lengths.keys() - own - {None}
        if is_titled(article) or lengths[article] * 2 < lengths.total()
    }
    return [place for place in body.kept if around[place] not in others]


def rejoin(body: Body) -> list[int]:
    """Also the paragraphs that the library left out of containers that are like those of the kept ones."""
    prose = [place for place in body.kept if body.blocks[place].words >= PROSE]
    counts = Counter(_container(body.blocks[place]) for place in prose)
    alike = {each for each, count in counts.items() if count >= FEWEST_ALIKE and count >= len(prose) * ALIKE}
    if not alike:
        return list(body.kept)
    articles = {_article(body.blocks[place]) for place in prose}
    kept = set(body.kept)
    for place in range(prose[0], len(body.blocks)):
        block = body.blocks[place]
        if is_ending(block.text) and place > prose[-1]:
            break
        own = _container(block) in alike and _article(block) in articles
        if own and place not in kept and _is_paragraph(block) and not _is_apart(block, body):
            kept.add(place)
    return sorted(kept)


def with_headings(body: Body) -> list[int]:
    """Also the headings between paragraphs that the library left out."""
    kept = set(body.kept)
    parents = {body.blocks[place].element.getparent() for place in body.kept}
    for before in (place - 1 for place in body.kept[1:]):
        block = body.blocks[before]
        between = block.element.tag in _HEADINGS and block.element.getparent() in parents
        if between and not block.linked and not is_aside(block.text) and not is_ending(block.text):
            kept.add(before)
    return sorted(kept)


def once(body: Body) -> list[int]:
    """A text that is printed twice stays where most of the article stands."""
    far = {place: len(body.beside(body.blocks[place].element)) for place in body.kept}
    nearest: dict[str, int] = {}
    for place in body.kept:
        short = key(body.blocks[place].text)
        nearest[short] = min(nearest.get(short, far[place]), far[place])
    return [place for place in body.kept if far[place] == nearest[key(body.blocks[place].text)]]


def without_head(body: Body) -> list[int]:
    """Without the headline, what stands over it, and the byline."""
    heads = (
        place
        for place, block in enumerate(body.blocks)
        if block.element.tag == "h1" and key(block.text) in body.headlines
    )
    few = len(body.kept) / 4
    start = next((head for head in heads if sum(place < head for place in body.kept) < few), -1)
    return [place for place in body.kept if place > start and not _is_head(body.blocks[place], body)]


def without_boxes(body: Body) -> list[int]:
    """Without boxes beside the story, and lists of other stories."""
    teasing: dict[HtmlElement, bool] = {}
    kept = []
    for place in body.kept:
        block = body.blocks[place]
        if _is_apart(block, body):
            continue
        if around := body.beside(block.element):
            outer = around[-1]
            if outer not in teasing:
                teasing[outer] = _is_list_of_links(outer)
            if teasing[outer]:
                continue
        kept.append(place)
    return kept


def without_links(body: Body) -> list[int]:
    """Without lines that are all link and no sentence, and buttons."""
    return [place for place in body.kept if not _is_link(body.blocks[place])]


def without_notices(body: Body) -> list[int]:
    """Without lines that speak to the visitor, and what stands behind the heading of what follows a story."""
    kept: list[int] = []
    seen = 0
    total = sum(body.blocks[place].words for place in body.kept)
    for place in body.kept:
        block = body.blocks[place]
        if is_ending(block.text):
            if seen * 2 > total:
                break
            continue
        seen += block.words
        aside = block.words < 2 * PROSE or block.linked > 0.1 or len(body.beside(block.element)) > 2
        if not ((aside or seen > total * LAST) and is_notice(block.text)):
            kept.append(place)
    return kept


REPAIRS: tuple[Callable[[Body], list[int]], ...] = (
    one_article,
    rejoin,
    with_headings,
    once,
    without_head,
    without_boxes,
    without_links,
    without_notices,
)


def leads_elsewhere(around: Sequence[HtmlElement]) -> bool:
    """Whether one of the elements around something is for other stories than the page's own."""
    return any(
        each.tag in ("nav", "footer")
        or (each.tag == "article" and is_titled(each))
        or "elsewhere" in (told := marks(each))
        or ("teaser" in told and link_share(each) > TEASING)
        for each in around
    )


def is_titled(article: HtmlElement | None) -> bool:
    """Whether an article opens with a heading of its own; a kicker over it is none of its paragraphs."""
    for each in article.iter("h1", "h2", "h3", "p") if article is not None else ():
        if (text := visible_text(each)) and (each.tag != "p" or len(text.split()) >= PROSE):
            return bool(each.tag != "p")
    return False


def _article(block: Block) -> HtmlElement | None:
    return next(block.element.iterancestors("article"), None)


def _container(block: Block) -> tuple[str, str, str]:
    """What a block and the element around it are, as far as its neighbours share it."""
    parent = block.element.getparent()
    return (block.element.tag, "", "") if parent is None else (block.element.tag, parent.tag, parent.get("class") or "")


def _is_paragraph(block: Block) -> bool:
    return block.words >= PROSE and block.linked < 0.5 and not is_aside(block.text) and not is_notice(block.text)


def _is_head(block: Block, body: Body) -> bool:
    short = key(block.text)
    return block.element.tag == "h1" or short in body.headlines or _is_byline(short, body.authors)


def _is_byline(short: str, authors: Collection[str]) -> bool:
    """Whether a block's letters are those of the authors, with a "By" or little more."""
    rest = short
    for author in authors:
        rest = rest.replace(author, "")
    return len(rest) <= 8 and len(rest) < len(short)


def _is_apart(block: Block, body: Body) -> bool:
    around = body.beside(block.element)
    return leads_elsewhere(around) or any(
        each.tag in _APART or not marks(each).isdisjoint(("box", "caption")) for each in around
    )


def _is_list_of_links(box: HtmlElement) -> bool:
    if box.tag in ("p", "blockquote") or len(list(box.iter("a"))) < 2:
        return False
    return link_share(box) > TEASING


def _is_link(block: Block) -> bool:
    text = block.text
    if is_button(text):
        return True
    if block.linked > 0.8 and (block.element.tag == "li" or not text.endswith(_SENTENCE_ENDS)):
        return True
    return len(text) <= 200 and block.linked > 0 and is_aside(text)
