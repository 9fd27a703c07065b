"""Words and sentences with their places in the paragraph, never normalised.

Everything a brief says must be found again in the article, so tokens carry offsets and the text between them is never
touched. An abbreviation keeps its full stop ("Gen.", "U.S."), a possessive is a token of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

# Words that take a full stop and do not end a sentence by it: titles, months, companies, AP's states.
ABBREVIATIONS = frozenset(
    """Adm Asst Atty Ave Blvd Brig Bros Capt Cmdr Co Col Const Corp Cpl Cpt Det Dist Dr Drs Esq Fr Gen Gov Govs Hon
    Inc Insp Jr Lt Ltd Maj Messrs Mr Mrs Ms Mt Mx No Ph Pfc Pres Prof Pte Pvt Rep Reps Rev Sen Sens Sgt Spc Sr
    St Ste Supt Treas vs Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla
    Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Sask Ont
    Que Alta approx est""".split()
)
# Of these, the ones that may well end a sentence too: the next word decides.
MAY_END = frozenset("Co Corp Inc Jr Ltd No Sr Bros Esq".split())

TOKEN = re.compile(
    r"""
    [A-Za-z]+(?=[ ,])                                      # a plain word, as most are: what follows says it is whole
    | (?:[^\W\d_]\.){2,6}                                    # U.S., p.m., N.Y.
    | \b[A-Z]\.(?=\s?[A-Z])                                # an initial: Kenneth F. McKenzie
    | [$€£¥₹]?\d+(?:[.,:]\d+)*(?:[A-Za-z]{1,3}\b|%)?        # 2.1bn, 11.25%, 19:30
    | [^\W_]+                                              # words: O’Rourke, AT&T, Ki-moon, CNN.com, Japan-U.S.
      (?:(?:[-&/](?=[^\W_])|\.(?=[a-z0-9])|(?<=-[A-Z])\.(?=[A-Z])|[’'](?!s\b)(?=[^\W\d_]))[^\W_]+)*
      (?:(?<=\.[A-Z])\.)?
    | [’']s\b                                              # the possessive
    | \S
    """,
    re.VERBOSE,
)
BREAK = re.compile(r"[.!?…]+[\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[^\W_a-z])")
# A word that opens a sentence and hardly ever follows "U.S." or "p.m." inside one.
OPENERS = frozenset(
    """A After Also Although An And As At Both But By During Earlier For From He Her His However If In It Its Last
    Meanwhile Most No On One Others Our Several She Since So Some That The Their Then There These They This
    Those Two Under We What When While With Yet You""".split()
)


@dataclass(slots=True)
class Token:
    """One word or mark. `start` and `end` are offsets in the paragraph; `quoted`: it is direct speech."""

    text: str
    lower: str
    cap: bool
    word: bool
    paragraph: int
    start: int
    end: int
    sentence: int = -1
    quoted: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence: its place in the paragraph and its tokens as a half-open range."""

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    text: str
    index: int = 0


BEFORE = re.compile(r"[^\s(\[“\"‘']{1,20}$")
INITIALS = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]")
FOLLOWING = re.compile(r"[\"“‘'(\[]{0,2}(\w+)")
# “Is it over?” Quill asked.: the mark ends the question, not the sentence.
ATTRIBUTED = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}\s){1,4}(?:said|says|asked|asks|added|wrote|told|replied|shouted|cried|wondered|exclaimed)\b"
)


def ends_sentence(text: str, match: re.Match[str]) -> bool:
    """True where the stop at `match` ends a sentence rather than an abbreviation or a quoted question."""
    if text[match.start()] in "?!" and any(mark in match.group() for mark in "”\"’'"):
        return not ATTRIBUTED.match(text, match.end())
    if text[match.start()] != "." or match.group().startswith(".."):
        return True
    before = BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    if before is None:
        return True
    word = before.group().split("-")[-1].split("—")[-1]
    following = FOLLOWING.match(text, match.end())
    next_word = following.group(1) if following else ""
    if word in MAY_END or INITIALS.fullmatch(word):
        return next_word in OPENERS
    if word in ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())


def split_sentences(text: str, begin: int = 0) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of a paragraph from offset `begin` on; quotations are split inside, too."""
    spans = []
    start = begin
    for match in BREAK.finditer(text, begin):
        if ends_sentence(text, match):
            end = match.start() + len(match.group().rstrip())
            spans.append((start, end))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


class Shapes(dict[str, tuple[str, bool, bool]]):
    """Printed form -> (its lower-case form, whether it has capitals, whether it is a word rather than a mark).

    A form is looked at once; so that no number of articles fills the memory, the book is begun anew when it is full.
    """

    MOST = 1 << 15

    def __missing__(self, word: str) -> tuple[str, bool, bool]:
        if len(self) >= self.MOST:
            self.clear()
        shape = self[word] = word.lower(), word[0].isalpha() and not word.islower(), word[0].isalnum()
        return shape


SHAPES = Shapes()


def tokenize(text: str, paragraph: int, begin: int = 0) -> list[Token]:
    """The tokens of a paragraph from offset `begin` on."""
    found: list[Token] = []
    end = begin
    for word in TOKEN.findall(text, begin):
        start = text.index(word, end)
        end = start + len(word)
        if word == "." and found and found[-1].end == start and found[-1].text in ABBREVIATIONS:
            whole = found[-1]
            whole.text, whole.lower, whole.end = f"{whole.text}.", f"{whole.lower}.", end
        else:
            lower, cap, is_word = SHAPES[word]
            found.append(Token(word, lower, cap, is_word, paragraph, start, end))
    return found


start_of = attrgetter("start")


def lay_out(paragraphs: list[tuple[int, str, int]]) -> tuple[list[Token], list[Sentence]]:
    """Tokens and sentences of all `(number, text, begin)` paragraphs, in order, each knowing its place in the other."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, text, begin in paragraphs:
        found = tokenize(text, number, begin)
        first, done = len(tokens), 0
        spans = split_sentences(text, begin)
        for at, (start, end) in enumerate(spans):
            index = len(sentences)
            beyond = spans[at + 1][0] if at + 1 < len(spans) else len(text)
            begins, done = done, bisect_left(found, beyond, done, key=start_of)
            for token in found[begins:done]:
                token.sentence = index
            sentences.append(Sentence(number, start, end, first + begins, first + done, text[start:end], index))
        tokens += found
    return tokens, sentences
