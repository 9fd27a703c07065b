"""The words and marks of a text as they are printed, never normalised.

Everything a brief says must be found again in the article, so the text of a token is the article's own. An
abbreviation keeps its full stop ("Gen.", "U.S."), a possessive is a token of its own.
"""

from __future__ import annotations

import re

import msgspec

# Words that take a full stop and do not end a sentence by it: titles, months, companies, AP's states.
ABBREVIATIONS = frozenset(
    """Adm Asst Atty Ave Blvd Brig Bros Capt Cmdr Co Col Const Corp Cpl Cpt Det Dist Dr Drs Esq Fr Gen Gov Govs Hon
    Inc Insp Jr Lt Ltd Maj Messrs Mr Mrs Ms Mt Mx No Ph Pfc Pres Prof Pte Pvt Rep Reps Rev Sen Sens Sgt Spc Sr
    St Ste Supt Treas vs Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla
    Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Sask Ont
    Que Alta approx est ST FT MT""".split()
)
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


class Token(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One word or mark as it is printed: the same record wherever it stands, and where it stands the `State` knows.

    `cap`: it has capitals; `word`: it is a word or a figure; `name`: it has its capital as a part of names has;
    `traits`: the bits of what it shows (`traits.BITS`).
    """

    text: str
    lower: str
    cap: bool
    word: bool
    name: bool
    traits: int


def cut(form: str) -> tuple[list[str], list[int]]:
    """The tokens of a printed form, and where each of them begins in it."""
    if form.isascii() and form.isalpha():
        return [form], [0]
    texts: list[str] = []
    starts: list[int] = []
    end = 0
    for text in TOKEN.findall(form):
        start = form.index(text, end)
        if text == "." and start == end and texts and texts[-1] in ABBREVIATIONS:
            texts[-1] += text
        else:
            texts.append(text)
            starts.append(start)
        end = start + len(text)
    return texts, starts
