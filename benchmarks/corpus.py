"""Briefs of made-up events, as many as wanted: the same number and seed always give the same briefs.

Words follow Zipf's law over the lexicon's common words, and actors a flatter one over two names for each five briefs,
so that an index of them has the shape of one of real text: few words everywhere, many in a handful of briefs.

python benchmarks/corpus.py NUMBER FOLDER [desk]      writes them as Markdown files

`desk` gives briefs as people write them from nothing: a text in Markdown, fewer actors and facts, and no evidence.
"""

from __future__ import annotations

import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from briefgen.briefs.markdown import format_brief
from briefgen.extraction import lexicon
from briefgen.model import Actor, Brief, Dateline, EntityType, Evidence, KeyFact, Photo, Quote, Source
from briefgen.slug import slugify

FIRST_DAY, DAYS = date(2031, 1, 1), 1095
COMMONEST = (
    "the of to and a in that is was for on said with it as by at from be has had will not are an were which have "
    "its this their would after who but more been than about also new one two first over when could last other"
).split()
TOPICS = (
    "Agriculture Aviation Banking Climate Courts Culture Defence Disasters Economy Education Elections Energy "
    "Fisheries Health Housing Industry Labour Media Migration Parliament Policing Rail Science Shipping Sport Water"
).split()
PLACES = "Orr Sandrey Lindow Veskara Tamsin Orrin Halvard Quell Brandt Ostra Merrow Karsk".split()
PAPERS = "Wire Herald Post Courier Ledger".split()
BODIES = "Council Authority Union Ministry Agency Court Bank Institute Line Works".split()
ROLES = "chair minister spokesperson director commissioner secretary inspector prosecutor captain engineer".split()
TALK = ("Background", "Reaction", "The figures", "What to watch")
SYLLABLES = "bar den fel gor hal kes lin mor nar or pell quil ros sar tam ul ven wick yar zan".split()


class Draw:
    """Draws from a list: the item of rank r, counted from 1, in proportion to 1 / (r + flat)."""

    def __init__(self, items: Sequence[str], random: Random, flat: int) -> None:
        self.items, self.random = items, random
        self.sums = list(accumulate(1 / (rank + flat) for rank in range(1, len(items) + 1)))

    def __call__(self) -> str:
        return self.items[bisect(self.sums, self.random.random() * self.sums[-1])]


def briefs(number: int, seed: int = 1) -> Iterator[tuple[str, Brief]]:
    """`number` (slug, brief) pairs of about 330 words each, over three years."""
    random = Random(seed)
    words = Draw([*COMMONEST, *_shuffled(random)], random, flat=2)
    actors = Draw(_actors(max(12, number * 2 // 5), random), random, flat=8)
    topics = Draw(TOPICS, random, flat=5)
    publishers = Draw([f"{place} {paper}" for place in PLACES for paper in PAPERS], random, flat=3)
    for index in range(number):
        title = _sentence(words, random.randint(6, 11)).rstrip(".")
        day = FIRST_DAY + timedelta(random.randrange(DAYS))
        yield f"{day}-{slugify(title)[:60]}-{index}", _brief(title, day, random, words, actors, topics, publishers)


def desk_briefs(number: int, seed: int = 1) -> Iterator[tuple[str, Brief]]:
    """`number` (slug, brief) pairs of about 300 words, 220 of them in the text, with an actor for each five briefs.

    `actor_names`, a key of the desk's own, repeats who the actors are: other generators list plain words alone.
    """
    random = Random(seed)
    words = Draw([*COMMONEST, *_shuffled(random)], random, flat=2)
    pool = _actors(max(5, number // 5), random)
    actors = Draw(pool, random, flat=4)
    for index in range(number):
        some = [pool[index // 5]] if index % 5 == 0 and index // 5 < len(pool) else []
        names = list(dict.fromkeys([*some, *(actors() for _ in range(random.choice((1, 2, 2, 3, 3, 3, 4, 5))))]))[:5]
        day = FIRST_DAY + timedelta(random.randrange(DAYS))
        title = f"{random.choice(names)} {_sentence(words, random.randint(4, 8)).lower().rstrip('.')}"
        yield f"{day}-{slugify(title)[:60].strip('-')}-{index}", _desk_brief(title, day, names, random, words)


def _desk_brief(title: str, day: date, names: list[str], random: Random, words: Draw) -> Brief:
    def sentence() -> str:
        return f"{random.choice(names)} {_sentence(words, random.randint(8, 18)).lower()}"

    publisher = f"{random.choice(PLACES[:2])} {random.choice(PAPERS)}"
    return Brief(
        title=title,
        date=day,
        topics=tuple(sorted({TOPICS[int(random.random() ** 1.6 * len(TOPICS))] for _ in range(random.randint(1, 3))})),
        source=Source(url=f"https://news.example/{day}/{slugify(title)}", publisher=publisher, published=day),
        summary=_markdown(sentence, names, random, words),
        actors=tuple(Actor(name, _type(name), random.choice(ROLES)) for name in names),
        key_facts=tuple(
            KeyFact(sentence(), str(day - timedelta(random.randrange(60))) if random.random() < 0.7 else None)
            for _ in range(random.randint(2, 6))
        ),
        photos=tuple(
            Photo(sentence(), f"{random.choice(names)}/{publisher}") for _ in range(random.choice((0, 1, 1, 2)))
        ),
        extra=(("actor_names", names),),
    )


def _markdown(sentence: Callable[[], str], names: list[str], random: Random, words: Draw) -> str:
    """A text of 150 to 250 words or a few more: paragraphs, here and there a link, a heading, list or quotation."""
    blocks: list[str] = []
    wanted = random.randint(150, 250)
    while sum(len(block.split()) for block in blocks) < wanted:
        shape = random.random() if blocks else 1.0
        if shape < 0.12:
            blocks.append(f"## {random.choice(TALK)}")
        elif shape < 0.22:
            blocks.append("\n".join(f"- {_sentence(words, 14)}" for _ in range(random.randint(2, 4))))
        elif shape < 0.3:
            blocks.append(f"> “{_sentence(words, 14)}”\n>\n> {random.choice(names)}")
        else:
            block = " ".join(sentence() for _ in range(random.randint(2, 4)))
            if random.random() < 0.35:
                block += f" The [{words()} {words()}](https://papers.example/{random.randrange(99999)}) is *{words()}*."
            blocks.append(block.replace(" said ", " **said** ", 1))
    return "\n\n".join(blocks)


def _brief(title: str, day: date, random: Random, words: Draw, actors: Draw, topics: Draw, publishers: Draw) -> Brief:
    names = list(dict.fromkeys(actors() for _ in range(random.randint(3, 8))))
    place = random.choice(PLACES)

    def sentence() -> str:
        return f"{random.choice(names)} {_sentence(words, random.randint(12, 26)).lower()}"

    def evidence(text: str) -> tuple[Evidence, ...]:
        return (Evidence(random.randrange(9), text),)

    facts, said = [sentence() for _ in range(random.randint(3, 7))], [sentence() for _ in range(random.randint(0, 3))]
    when = [(day - timedelta(random.randrange(60))).isoformat() for _ in facts]
    return Brief(
        title=title,
        date=day,
        topics=tuple(dict.fromkeys(topics() for _ in range(random.randint(1, 3)))),
        dateline=Dateline(place.upper()),
        source=Source(
            title=title, url=f"https://news.example/{day}/{slugify(title)}", publisher=publishers(), published=day
        ),
        summary=" ".join(facts[:2]),
        background=" ".join(sentence() for _ in range(3)),
        watch=sentence(),
        actors=tuple(
            Actor(name, _type(name), random.choice(ROLES), mentions=random.randint(1, 9), evidence=evidence(sentence()))
            for name in names
        ),
        key_facts=tuple(KeyFact(fact, day, evidence=evidence(fact)) for fact, day in zip(facts, when, strict=True)),
        quotes=tuple(Quote(random.choice(names), text, evidence(text)) for text in said),
        photos=(Photo(sentence(), f"{names[0]}/{publishers()}", names[0], taken=str(day), place=place),),
    )


def _shuffled(random: Random) -> list[str]:
    english = lexicon.load("en")
    assert english
    words = sorted(english.common_words - set(COMMONEST))
    random.shuffle(words)
    return words


def _actors(number: int, random: Random) -> list[str]:
    """Names, all different, a third of them of bodies."""
    given = sorted(
        name.title() for name in (lexicon.load("en") or sys.exit("no lexicon")).given_names if name.isascii()
    )
    names: dict[str, None] = {}
    while len(names) < number:
        last = "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 3))).title()
        names[f"{last} {random.choice(BODIES)}" if random.random() < 1 / 3 else f"{random.choice(given)} {last}"] = None
    return list(names)


def _type(name: str) -> EntityType:
    return "organization" if name.split()[-1] in BODIES else "person"


def _sentence(words: Draw, number: int) -> str:
    return " ".join(words() for _ in range(number)).capitalize() + "."


def main() -> None:
    number, folder, *kind = sys.argv[1:] if len(sys.argv) in (3, 4) else ("", "")
    if not number.isdigit() or kind not in ([], ["desk"]):
        sys.exit("name a number and a folder: python benchmarks/corpus.py NUMBER FOLDER [desk]")
    lay(int(number), Path(folder), desk_briefs if kind else briefs)


def lay(number: int, folder: Path, kind: Callable[[int], Iterator[tuple[str, Brief]]]) -> None:
    """Write that many briefs of a kind as the files that people edit."""
    folder.mkdir(parents=True, exist_ok=True)
    for slug, brief in kind(number):
        (folder / f"{slug}.md").write_text(format_brief(brief), encoding="utf-8")


if __name__ == "__main__":
    main()
