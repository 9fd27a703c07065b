"""Words and sentences with their places in the paragraph, never normalised.

Everything a brief says must be found again in the article, so tokens carry offsets and the text between them is never
touched. An abbreviation keeps its full stop ("Gen.", "U.S."), a possessive is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from string import ascii_uppercase

import msgspec

from briefgen.extraction.forms import Forms

# Words that take a full stop and do not end a sentence by it: titles, months, companies, AP's states.
ABBREVIATIONS = frozenset(
    """Adm Asst Atty Ave Blvd Brig Bros Capt Cmdr Co Col Const Corp Cpl Cpt Det Dist Dr Drs Esq Fr Gen Gov Govs Hon
    Inc Insp Jr Lt Ltd Maj Messrs Mr Mrs Ms Mt Mx No Ph Pfc Pres Prof Pte Pvt Rep Reps Rev Sen Sens Sgt Spc Sr
    St Ste Supt Treas vs Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla
    Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Sask Ont
    Que Alta approx est ST FT MT""".split()
)
# Of these, the ones that may well end a sentence too: the next word decides.
MAY_END = frozenset("Co Corp Inc Jr Ltd No Sr Bros Esq".split())

TOKEN = re.compile(
    r"""
    [A-Za-z]+(?=[ ,]|$)                                    # a plain word, as most are: what follows says it is whole
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
# Behind a stop comes a space; or a capital, where a page lost the break between sentences: "on the quay.Police came".
BREAK = re.compile(
    r"[.!?…]+[\"”’')\]]{0,3}(?:\s+(?=[\"“‘'(\[]{0,2}[^\W_a-z])|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]*[\s,]))"
)
# A word that opens a sentence and hardly ever follows "U.S." or "p.m." inside one.
OPENERS = frozenset(
    """A After Also Although An And As At Both But By During Earlier For From He Her His However If In It Its Last
    Meanwhile Most No On One Others Our Several She Since So Some That The Their Then There These They This
    Those Two Under We What When While With Yet You""".split()
)


# A token of a printed form: its text, lower-case form, whether it has capitals, whether it is a word, its offsets.
Piece = tuple[str, str, bool, bool, int, int]


class Token(msgspec.Struct, eq=False, gc=False):
    """One word or mark. `start` and `end` are offsets in the paragraph; `quoted`: it is direct speech."""

    text: str
    lower: str
    cap: bool
    word: bool
    start: int
    end: int
    paragraph: int
    sentence: int
    quoted: bool = False


class Sentence(msgspec.Struct):
    """A sentence: its place in the paragraph and its tokens as a half-open range."""

    paragraph: int
    start: int
    end: int
    first: int
    last: int
    text: str
    words: set[str]
    """The lower-case forms of its tokens."""
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


def pieces_of(form: str) -> tuple[Piece, ...]:
    """The tokens of a printed form."""
    found: list[Piece] = []
    end = 0
    for word in TOKEN.findall(form):
        start = form.index(word, end)
        stopped = word == "." and start == end and found and found[-1][0] in ABBREVIATIONS
        end = start + len(word)
        if stopped:
            before, lower, cap, is_word, start, _ = found.pop()
            found.append((f"{before}.", f"{lower}.", cap, is_word, start, end))
        else:
            cap = word[0].isalpha() and not word.islower()
            found.append((word, word.lower(), cap, word[0].isalnum(), start, end))
    return tuple(found)


PIECES = Forms(pieces_of)
# "Kenneth F. McKenzie": whether "F." is one token, the next form says.
MAY_BE_INITIAL = frozenset(f"{letter}." for letter in ascii_uppercase)


def initials(forms: list[str]) -> Iterator[int]:
    """Where a form ends with an initial before a name."""
    for at, (form, following) in enumerate(pairwise(forms)):
        if form[-2:] in MAY_BE_INITIAL and "A" <= following[:1] <= "Z":
            yield at


def tokenize(text: str, paragraph: int, begin: int = 0, end: int | None = None, sentence: int = -1) -> list[Token]:
    """The tokens of a paragraph, or of its sentence between two offsets."""
    text = text[begin:end]
    forms = text.split(" ")
    pieces = [PIECES[form] for form in forms]
    for at in initials(forms) if ". " in text else ():
        pieces[at] = PIECES[f"{forms[at]} X"][:-1]
    begins = accumulate([len(form) + 1 for form in forms], initial=begin)
    return [
        Token(text, lower, cap, word, at + start, at + end, paragraph, sentence)
        for at, own in zip(begins, pieces, strict=False)
        for text, lower, cap, word, start, end in own
    ]


def lay_out(paragraphs: list[tuple[int, str, int]]) -> tuple[list[Token], list[Sentence]]:
    """Tokens and sentences of all `(number, text, begin)` paragraphs, in order, each knowing its place in the other."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, text, begin in paragraphs:
        spans = split_sentences(text, begin)
        for (start, end), (beyond, _) in pairwise([*spans, (len(text), 0)]):
            first, index = len(tokens), len(sentences)
            own = tokenize(text, number, start, beyond, index)
            tokens += own
            words = {token.lower for token in own}
            sentences.append(Sentence(number, start, end, first, len(tokens), text[start:end], words, index))
    return tokens, sentences
