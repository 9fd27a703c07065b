"""The little grammar that several rules need: closed-class words and what can be a finite verb."""

from __future__ import annotations

from briefgen.extraction.state import State

# What may open a sentence with a capital and is no part of a name, whatever follows.
CLOSED_CLASS = frozenset(
    """a about above according across after afterward afterwards against ahead all almost along already also
    although always amid among an and another any anyone are around as aside asked at away back based be because
    been before behind being below beside besides between beyond both but by can citing could currently dear
    despite did do does doing down due during each earlier either else even every everyone everything except few
    fewer finally first following for former formerly fourth from further furthermore generally given had half
    has have having he hence her here him his how however i if in including indeed initially inside instead into
    is it its itself just last late lastly later least less let like likewise many may maybe me meanwhile might
    more moreover most mostly much must my near nearby nearly neither never nevertheless next no nobody none nor
    not nothing now of off officially often on once one only onto or other others otherwise our out outside over
    overall own perhaps previously probably quite rather recent recently regarding reportedly same second
    separately several shall she should similarly since so some somebody someone something sometimes soon
    speaking still subsequently such than thanks that the their them then there thereafter therefore these they
    third this those though through throughout thus to today together tomorrow too toward towards under unless
    unlike until up upon us usually very via was we well were what whatever when whenever where whereas whether
    which while who whoever whom whose why will with within without would yes yesterday yet you your said says
    say told added two three four five six seven eight nine ten rival fellow dozens
    hundreds thousands millions""".split()
)
# What a company or another body is called before its name or behind it.
COMPANY_NOUNS = frozenset(
    """company firm airline bank group retailer carmaker automaker utility brokerage broadcaster newspaper network
    startup carrier conglomerate giant maker consultancy agency charity party club militia insurer lender
    refiner supermarket chain operator manufacturer developer publisher website platform supplier startup
    subsidiary contractor brewer drugmaker chipmaker""".split()
)
# The endings of abstract nouns, which no person is called.
ABSTRACT_ENDS = ("ship", "tion", "sion", "ment", "ness", "ity", "ism", "ics", "ology", "graphy")
AUXILIARIES = frozenset(
    """is are was were has have had will would can could may might must should does did do says said wants wanted
    seeks sought remains became becomes agreed denies denied called calls considers insists""".split()
)


def is_verb(state: State, index: int) -> bool:
    """True for a word that can be the finite verb of a subject just before it."""
    if index >= len(state.tokens):
        return False
    token = state.tokens[index]
    if not token.word or token.cap:
        return False
    word = token.lower
    lexicon = state.lexicon
    if word in AUXILIARIES or word in lexicon.speech_verbs or word in lexicon.action_verbs:
        return True
    return (word.endswith("ed") and len(word) > 4) or word in ("also", "then", "later")


def qualifies(state: State, index: int) -> bool:
    """True where the word before `index` only qualifies a noun there: "police stations", "government buildings"."""
    if index >= len(state.tokens):
        return False
    token = state.tokens[index]
    if not token.word or token.cap or token.lower in CLOSED_CLASS or not token.lower.isalpha():
        return False
    return not is_verb(state, index) and not token.lower.endswith(("ed", "ing", "ly"))
