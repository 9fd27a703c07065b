"""Renewals as a person would see them: a file of cases, each a made brief, what a person did to it, what came then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from briefgen.briefs.markdown import parse_brief
from briefgen.briefs.renewal import new_file, renew
from briefgen.model import Actor, Brief, Evidence, KeyFact, Photo, Quote, Source
from briefgen.problem import Problem

MAYOR = Actor(
    "Odile Farrant", "person", "mayor of Sandmoor", ("Farrant",), 3, "title", (Evidence(1, "Mayor Farrant lit it."),)
)
UNION = Actor("Fishers' Union", "organization", "", (), 1, "head-word", (Evidence(4, "The union welcomed it."),))
COST = KeyFact(
    "The repair cost 4.2 million crowns.", None, "figure", (Evidence(2, "The repair cost 4.2 million crowns."),)
)
OLD = Brief(
    "The lamp is lit",
    Source("lamp.txt", "The lamp is lit", sha256="old"),
    topics=("shipping",),
    summary="The lamp of the lighthouse is lit.",
    background="A storm broke the lens.",
    actors=(MAYOR, UNION),
    key_facts=(COST,),
    quotes=(
        Quote(
            "Odile Farrant", "No captain should have to guess.", (Evidence(3, "“No captain should have to guess.”"),)
        ),
    ),
    photos=(Photo("The mayor at the tower.", "Marit Ossel/Coastline Press", flags=("handout",)),),
)
NEW = replace(OLD, source=replace(OLD.source, sha256="new"))


def edit(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def made() -> str:
    return new_file(OLD, "x.md")[0]


def without_made(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith(("made:", "  sha256:"))]


def test_an_article_that_says_the_same_changes_only_the_record_of_it() -> None:
    renewal = renew(made(), "x.md", NEW)

    assert not renewal.changed
    assert without_made(renewal.text) == without_made(made())
    assert renew(renewal.text, "x.md", NEW).text == renewal.text


def test_a_renamed_actor_stays_one_and_is_renewed_in_the_rest() -> None:
    mine = edit(made(), "- name: Odile Farrant", "- name: Odile M. Farrant")

    renewal = renew(mine, "x.md", replace(NEW, actors=(replace(MAYOR, mentions=7, role="acting mayor"), UNION)))

    actors = renewal.brief.actors
    assert [actor.name for actor in actors] == ["Odile M. Farrant", "Fishers' Union"]
    assert (actors[0].mentions, actors[0].role) == (7, "acting mayor")
    assert renewal.others == ()


def test_a_fact_whose_sentence_was_reworded_is_the_same_fact() -> None:
    mine = edit(made(), "- text: The repair cost 4.2 million crowns.", "- text: The town paid for the repair.")
    later = "The repair of the tower cost 4.4 million crowns."
    fact = replace(COST, text=later, evidence=(Evidence(2, later),))

    renewal = renew(mine, "x.md", replace(NEW, key_facts=(fact,)))

    assert [(each.text, each.evidence[0].quote) for each in renewal.brief.key_facts] == [
        ("The town paid for the repair.", later)
    ]
    (other,) = renewal.others
    assert (other.where, other.value) == ("key_facts[0].text", later)
    assert renewal.text.split("\n")[(other.line or 0) - 1] == "- text: The town paid for the repair."


def test_an_order_that_a_person_made_is_kept_and_new_items_join_it() -> None:
    text = made()
    start, end = text.index("- name: Odile"), text.index("key_facts:")
    first, second = text[start : text.index("- name: Fishers'")], text[text.index("- name: Fishers'") : end]
    mine = text[:start] + second + first + text[end:]
    port = Actor("Ports Authority", "organization", evidence=(Evidence(5, "The authority pays."),))

    renewal = renew(mine, "x.md", replace(NEW, actors=(MAYOR, port, UNION)))

    assert [actor.name for actor in renewal.brief.actors] == ["Fishers' Union", "Odile Farrant", "Ports Authority"]


def test_an_order_that_nobody_made_follows_the_article() -> None:
    renewal = renew(made(), "x.md", replace(NEW, actors=(UNION, MAYOR)))

    assert [actor.name for actor in renewal.brief.actors] == ["Fishers' Union", "Odile Farrant"]


def test_comments_of_what_goes_are_kept_where_it_stood() -> None:
    mine = edit(made(), "- name: Fishers' Union", "# ask them again\n- name: Fishers' Union  # founded 1911")

    text = renew(mine, "x.md", replace(NEW, actors=(MAYOR,))).text

    assert "# ask them again\n# founded 1911\nkey_facts:" in text
    assert "Fishers' Union" not in text


def test_a_part_of_the_body_comes_goes_and_changes_around_a_person_s_own() -> None:
    mine = edit(
        made(),
        "## Background\n\nA storm broke the lens.",
        "## Background\n\nA storm broke the lens.\n\n## Notes of ours\n\nAsk again.",
    )

    renewal = renew(mine, "x.md", replace(NEW, summary="The lamp is back.", background="", watch="- The fog signal."))

    body = renewal.text.rpartition("\n---\n")[2]
    assert body == (
        "\nThe lamp is back.\n\n## Background\n\nA storm broke the lens.\n\n## Notes of ours\n\nAsk again.\n"
        "\n## What to watch\n\n- The fog signal.\n"
    )
    assert [other.where for other in renewal.others] == ["background"]


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    mine = "\ufeff" + made().replace("\n", "\r\n")

    text = renew(mine, "x.md", replace(NEW, topics=("shipping", "towns"))).text

    assert text.startswith("\ufeff---\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert "topics: [shipping, towns]\r\n" in text


def test_a_deleted_photo_and_its_credit_do_not_come_back() -> None:
    text = made()
    mine = text[: text.index("photos:")] + text[text.index("made:") :]

    renewal = renew(mine, "x.md", replace(NEW, photos=(*OLD.photos, Photo("The lens.", "Port of Sandmoor"))))

    assert [photo.caption for photo in renewal.brief.photos] == ["The lens."]


@pytest.mark.parametrize(
    ("mine", "code"),
    [
        ("---\ntitle: Lamp\n---\n", "not-made"),
        ("---\n{title: Lamp, made: 1 title=abcde}\n---\n", "not-renewed"),
        ("---\ntitle: [\n---\n", "bad-yaml"),
    ],
)
def test_what_cannot_be_renewed_is_said(mine: str, code: str) -> None:
    with pytest.raises(Problem) as found:
        renew(mine, "x.md", NEW)

    assert found.value.code == code


def test_what_is_known_of_a_renewed_file_is_what_a_person_changed() -> None:
    mine = edit(made(), "role: mayor of Sandmoor", "role: mayor")

    renewal = renew(mine, "x.md", replace(NEW, topics=("towns",)))

    assert renewal.brief.edited == ("actors",)
    assert parse_brief(renewal.text, "x.md") == renewal.brief


def chain(mine: str, *briefs: Brief) -> Brief:
    """What a person's file holds after the article came in these texts, one after the other."""
    for brief in briefs:
        mine = renew(mine, "x.md", brief).text
    return parse_brief(mine, "x.md")


def test_what_the_article_says_for_a_while_as_well_stays_the_person_s() -> None:
    own = edit(made(), "key_facts:", "- name: Ilse Brandt\n  type: person\nkey_facts:")
    pilot = Actor("Ilse Brandt", "person", "harbor pilot", evidence=(Evidence(9, "Pilot Ilse Brandt."),))
    assert "Ilse Brandt" in [each.name for each in chain(own, replace(NEW, actors=(MAYOR, UNION, pilot)), NEW).actors]

    role = edit(made(), "role: mayor of Sandmoor", "role: acting mayor")
    acting = replace(NEW, actors=(replace(MAYOR, role="acting mayor"), UNION))
    assert chain(role, acting, NEW).actors[0].role == "acting mayor"


def test_what_was_deleted_stays_so_when_the_article_drops_it_and_has_it_again() -> None:
    text = made()
    start, end = text.index("- name: Fishers'"), text.index("key_facts:")
    mine = text[:start] + text[end:].replace("topics: [shipping]\n", "")

    brief = chain(mine.replace("topics: [shipping]\n", ""), replace(NEW, actors=(MAYOR,), topics=()), NEW)

    assert ([each.name for each in brief.actors], brief.topics) == (["Odile Farrant"], ())


def test_a_deleted_fact_quote_or_photo_stays_so_in_nearly_the_same_words() -> None:
    told = "The council will open the house of the keeper to visitors from July 1, it said on Friday."
    old = replace(
        OLD,
        key_facts=(COST, KeyFact(told, "2026-07-01", evidence=(Evidence(4, told),))),
        photos=(*OLD.photos, Photo("The new lens of the lighthouse is lifted into place in Sandmoor on Thursday.")),
    )
    text = new_file(old, "x.md")[0]
    mine = text[: text.index(f"- text: {told}")] + text[text.index("quotes:") :]
    mine = mine[: mine.index("- caption: The new lens")] + mine[mine.index("made:") :]
    later = told.replace("July 1", "July 2")
    new = replace(
        NEW,
        key_facts=(COST, KeyFact(later, "2026-07-02", evidence=(Evidence(4, later),))),
        photos=(*OLD.photos, Photo("The new lens of the lighthouse is hoisted into place in Sandmoor on Thursday.")),
    )

    renewal = renew(mine, "x.md", new)

    assert (len(renewal.brief.key_facts), len(renewal.brief.photos)) == (1, 1)
    assert [other.where for other in renewal.others] == ["key_facts", "photos"]


def test_two_facts_of_one_sentence_are_not_taken_for_each_other() -> None:
    both = (Evidence(1, "One sentence says both."),)
    first, second = (
        KeyFact("The first.", "2026-06-05", evidence=both),
        KeyFact("The second.", "2026-06-05", evidence=both),
    )
    text = new_file(replace(OLD, key_facts=(first, second)), "x.md")[0]
    mine = text[: text.index("- text: The first.")] + text[text.index("- text: The second.") :]

    brief = chain(mine, replace(NEW, key_facts=(replace(first, when="2026-07-01"), second)))

    assert [(fact.text, fact.when) for fact in brief.key_facts] == [("The second.", "2026-06-05")]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(" actors=", " actors=\n  "),
        lambda text: text.replace("made: 1 ", "made: 2 "),
        lambda text: "---\n" + "".join(f"  {line}\n" for line in text.split("\n")[1:3]) + "---\n",
    ],
)
def test_a_record_that_cannot_be_used_leaves_the_file_as_it_is(spoil: Callable[[str], str]) -> None:
    with pytest.raises(Problem) as found:
        renew(spoil(made()), "x.md", NEW)

    assert found.value.severity == "note"


@pytest.mark.parametrize("opened", ["  ", "\n...\n---\n"])
def test_yaml_in_which_nothing_can_be_put_is_kept(opened: str) -> None:
    front, body = made().split("\n---\n", 1)
    if opened.strip():
        mine = front + opened + body
    else:
        mine = "---\n" + "".join(f"{opened}{line}\n" for line in front.split("\n")[1:]) + "---\n" + body
    parse_brief(mine, "x.md")

    with pytest.raises(Problem) as found:
        renew(mine, "x.md", NEW)

    assert found.value.code == "not-renewed"


def test_an_empty_item_is_no_item() -> None:
    mine = edit(made(), "- name: Fishers' Union\n", "- # who else?\n# about the union\n- name: Fishers' Union\n")

    text = renew(mine, "x.md", replace(NEW, actors=(MAYOR, replace(UNION, mentions=2)))).text

    assert "# who else?\n# about the union\n- name: Fishers' Union\n  type: organization\n  mentions: 2\n" in text
