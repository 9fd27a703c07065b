"""What a printed word shows of the sentence that it stands in, as the bits of one number.

Most rules have something to say only where a word of a class stands: a verb of saying, the name of a month, "she". So
each word has a number with a bit for every trait that it shows, a sentence has the bits of all its words, and a rule
looks at those before it looks at anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.extraction.datevalues import DAY, MONTH

# The parts of words that show a trait: in small letters whatever their case, with a capital only as printed.
# Four figures show "year-number".
PARTS: dict[str, str] = {
    "hour": "hour hours minute minutes",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "weekday": DAY.replace("|", " "),
    "month-name": MONTH.replace("|", " "),
    "holiday": "Day Eve",
    "today": "yesterday today tomorrow tonight overnight",
    "night": "night morning afternoon evening",
    "weekend": "weekend",
    "quarter": "quarter q",
    "half": "half",
    "season": "spring summer autumn fall winter",
    "ago": "ago",
    "order": "later earlier before after afterward afterwards",
    "turn": "following next previous same that",
    "which": "last past previous this next coming",
    "span": "from between",
    "end": "end",
    # What only links a sentence to the one before.
    "link": "also however though too meanwhile turn example fact course",
    # What a figure counts, beside signs of money and per cent.
    "amount": "percent cent million billion trillion bn",
    # Without one of these nothing is promised, and nothing is told of what has long been.
    "promise": "will due expected scheduled set plan plans deadline next by",
    "history": "since had previously earlier founded history decades first second third latest under",
}
# How many people, homes or votes.
COUNTED = """people killed dead died wounded injured arrested deaths victims troops soldiers civilians protesters
    missing homes jobs cases counts votes seats"""
# The words that show a trait by themselves, whatever their case.
WORDS: dict[str, str] = {
    "harm": f"killing kills kill wounding injuring arresting arrests {COUNTED}",
    # What a desk says of whoever did not answer.
    "asked": "respond return reply comment answer say reached",
    # Adverbs by which a writer comments on what is told: how much, how often, against what was expected.
    "comment": "very really quite so too ever never always sometimes often just even still perhaps",
    # The writer's own voice: a tweet, a letter, a column.
    "writer": "we my our me",
    "past": """was were did said told made took went came saw got gave found left felt kept held brought began ran won
    lost led beat met fell rose grew broke wrote spoke shot struck hit put set cut let sent spent stood sat
    drew threw flew drove chose sank woke froze rang swam drank bore tore wore swore rode slid dug swung hung
    spun wept crept slept swept dealt meant bent laid paid shut hurt burst cost quit clung stuck shook shrank sprang
    stole taught lay caught bought sold thought taught sought fought built lent became fled bled fed hid""",
    "present": """is are am has have had will would could may might must can shall should do does says say remains
    remain wants want seeks seek plans plan expects expect needs need appears appear seems seem continues continue
    includes include comes come follows follow marks mark means shows show makes make takes gives goes lies stands
    holds faces believes thinks knows argues points brings looks works lives""",
    # Between these a relative clause stands apart: "two tourists — who had been held since 2026 — were freed".
    "break": ", — – ( )",
    "click": "click",
    # Small words that have a capital in a heading, and never inside a name.
    "heading": """have has had is are was were will would can could should may might do does did be been their his
    her its your our my they he she we you it not who what how why when where that this these those if but says said""",
    # Months that are names, too.
    "month-and-name": "march april may june july",
    "he-she": "he she him",
    "they": "they them their",
    "it": "it",
}
# No participles in "-ed".
NOT_VERBS = frozenset(
    """united related led based hundred need indeed speed seed breed feed weed red bed hatred sacred naked
    wicked""".split()
)
FIGURES = frozenset("0123456789$€£¥₹")
AMOUNTS = frozenset("$€£¥₹%")
DIGITS = frozenset("0123456789")
PART = re.compile("[A-Za-z]+|(?:19|20)[0-9]{2}")

# What else is known of a word: it is a verb of saying or of doing, heads the name of a body, is a title or role, may be
# a verb in "-ed", begins with a figure; its form has four figures that are a year, or any digit.
OTHERS = ("speech", "deed", "head", "office", "participle", "figure", "year-number", "digit")

# Numbers of up to 30 bits are the quickest, so what single words are asked for comes first.
BITS: dict[str, int] = {name: 1 << place for place, name in enumerate((*WORDS, *OTHERS, *PARTS))}
SPEECH, DEED, HEAD, OFFICE, PARTICIPLE, FIGURE, YEAR_NUMBER, DIGIT = (BITS[name] for name in OTHERS)
AMOUNT = BITS["amount"]


def bits(traits: Iterable[str]) -> int:
    """The number that has the bits of several traits."""
    return sum(BITS[name] for name in traits)


def table(words_of: dict[str, str]) -> dict[str, int]:
    """Word -> the bits of the traits under which it stands."""
    found: dict[str, int] = {}
    for name, words in words_of.items():
        for word in words.split():
            found[word] = found.get(word, 0) | BITS[name]
    return found


PART_BITS, WORD_BITS = table(PARTS), table(WORDS)


def bits_of_parts(form: str) -> int:
    """The traits that the parts of a printed form show: "mid-March" names a month, "1990s" a year."""
    shown = 0
    for part in PART.findall(form):
        shown |= YEAR_NUMBER if part.isdigit() else PART_BITS.get(part, 0) | PART_BITS.get(part.lower(), 0)
    if not AMOUNTS.isdisjoint(form):
        shown |= AMOUNT
    return shown if DIGITS.isdisjoint(form) else shown | DIGIT
