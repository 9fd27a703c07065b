"""`briefgen actors`: who is in the briefs, and what the register might say of them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from briefgen.commands.content import load_briefs, load_register
from briefgen.commands.messages import Messages
from briefgen.commands.tally import counted
from briefgen.config import Settings
from briefgen.proposals import Candidate, Proposal, propose
from briefgen.site.dossier import Dossier
from briefgen.site.dossierpage import latest_role
from briefgen.site.library import Library, catalogue

MOST_NAMED = 20
"""Actors that are listed unless all are asked for."""
WIDEST = 48
"""Characters of a role that are shown in the list."""
BRIEFS = 3
"""Briefs that a proposal names for each actor."""


def list_actors(settings: Settings, *, everyone: bool, as_json: bool, messages: Messages) -> None:
    """Print the actors of all briefs, drafts too, those of most briefs first, and then what is proposed."""
    register = load_register(settings, messages)
    folder = load_briefs(settings, messages)
    library = catalogue(folder.briefs, register)
    proposals = propose(library)
    if as_json:
        print(json.dumps(to_json(library, proposals), ensure_ascii=False))
        return
    dossiers = list(library.dossiers.values())
    for line in table(dossiers if everyone else dossiers[:MOST_NAMED]):
        messages.result(line)
    if hidden := 0 if everyone else len(dossiers[MOST_NAMED:]):
        messages.result(f"{hidden:,} more; see them with --all")
    if not dossiers:
        messages.result("no brief names an actor yet")
    if proposals:
        messages.result("")
        messages.result(f"# {counted(len(proposals), 'proposal')} for {settings.actors_file}; paste what is right.")
        messages.result("# Where two are not one, paste it with not_same_as for same_as, and it is not proposed again.")
        for proposal in proposals:
            for line in told(proposal):
                messages.result(line)


def table(dossiers: Iterable[Dossier]) -> Iterable[str]:
    """The list as aligned columns."""
    rows = [("briefs", "named", "type", "actor")]
    for dossier in dossiers:
        latest = latest_role(dossier)
        role = latest["role"] if latest else ""
        role = role if len(role) <= WIDEST else role[: WIDEST - 1].rstrip() + "…"
        mark = "" if dossier.entry is None else " *"
        name = f"{dossier.name}{mark}" + (f", {role}" if role else "")
        rows.append((f"{dossier.briefs:,}", f"{dossier.mentions:,}", dossier.type, name))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for briefs, named, type, name in rows if len(rows) > 1 else ():
        yield f"{briefs:>{widths[0]}}  {named:>{widths[1]}}  {type:<{widths[2]}}  {name}"


def told(proposal: Proposal) -> Iterable[str]:
    """A proposal as YAML: why and where in comments, then what to paste."""
    yield ""
    for (rule, name, reason), other in zip(proposal.reasons, proposal.others, strict=True):
        yield f"# {name}: {reason} ({rule})"
        yield f"#   {_where(other)}"
    yield f"# {proposal.actor.name}"
    yield f"#   {_where(proposal.actor)}"
    if proposal.place:
        yield f"# {proposal.place}:"
    yield from proposal.lines


def _where(candidate: Candidate) -> str:
    latest = latest_role(candidate.dossier)
    slugs = [each.slug for each in candidate.dossier.filed]
    more = f" and {len(slugs) - BRIEFS:,} more" if len(slugs) > BRIEFS else ""
    role = f"{latest['role']}; " if latest else ""
    return f"{role}in {', '.join(slugs[:BRIEFS])}{more}"


def to_json(library: Library, proposals: Iterable[Proposal]) -> dict[str, object]:
    """The same for programs, whole."""
    return {
        "actors": [
            {
                "name": each.name,
                "type": each.type,
                "aliases": list(each.aliases),
                "briefs": each.briefs,
                "mentions": each.mentions,
                "registered": each.entry is not None,
                "in": [filed.slug for filed in each.filed],
            }
            for each in library.dossiers.values()
        ],
        "proposals": [
            {
                "actor": proposal.actor.name,
                "type": proposal.actor.type,
                "others": [
                    {"name": name, "rule": rule, "reason": reason, "in": sorted(other.slugs)}
                    for (rule, name, reason), other in zip(proposal.reasons, proposal.others, strict=True)
                ],
                "in": sorted(proposal.actor.slugs),
                "place": proposal.place,
                "paste": "\n".join(proposal.lines),
            }
            for proposal in proposals
        ],
    }
