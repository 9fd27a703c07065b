"""The front page as it is laid out: the newest brief with its facts, the briefs behind it, and who is named most."""

from __future__ import annotations

from briefgen.model import Brief
from briefgen.site.dossier import Filed
from briefgen.site.page import Data, Page, page
from briefgen.site.settings import SiteSettings

LEAD_FACTS = 4


def front_page(settings: SiteSettings, front: Data) -> Page:
    """`front` are plain values: what `homepage.front` gives, or the same with other `words`."""
    about = {"title": settings.site_name, "description": settings.site_description}
    return page(settings, "index.html", "home.html", **about, **front)


def words(brief: Brief, *, leads: bool) -> Data:
    """What a story on the front page says in the brief's own words, and nothing else shows: `lede` is Markdown, and
    `facts`, of the one that leads, are the first ones that the summary does not hold already."""
    lede = brief.summary or (brief.key_facts[0].text if brief.key_facts else "")
    if not leads:
        return {"lede": lede}
    facts = [fact for fact in brief.key_facts if fact.text not in brief.summary]
    return {"lede": lede, "facts": [{"text": fact.text, "when": fact.when} for fact in facts[:LEAD_FACTS]]}


def retold(front: Data, filed: Filed) -> Data:
    """The front page with the words that a brief has now; the same one if it is not there."""
    lead, days = front["lead"], front["days"]
    if lead and lead["slug"] == filed.slug:
        return {**front, "lead": {**lead, **words(filed.brief, leads=True)}}
    if all(story["slug"] != filed.slug for day in days for story in day["briefs"]):
        return front
    now = words(filed.brief, leads=False)
    return {
        **front,
        "days": [
            {**day, "briefs": [{**story, **now} if story["slug"] == filed.slug else story for story in day["briefs"]]}
            for day in days
        ],
    }
