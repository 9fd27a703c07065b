"""What finds fault: for each of the `rules` that reading does not see to, the function that does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefgen.checking import actors, copying, days, evidence, links, origins, pages, photos, registered
from briefgen.checking.subject import Finding, Shelf, Subject

IN_A_BRIEF: Mapping[str, Callable[[Subject], Iterator[Finding]]] = {
    "no-source": origins.no_source,
    "unread-source": evidence.unread_source,
    "evidence-missing": evidence.evidence_missing,
    "evidence-paragraph": evidence.evidence_paragraph,
    "copied": copying.copied,
    "no-credit": photos.no_credit,
    "credit-mismatch": photos.credit_mismatch,
    "missing-picture": photos.missing_picture,
    "undated": days.undated,
    "future-date": days.future_date,
    "early-correction": days.early_correction,
}
IN_THE_SITE: Mapping[str, Callable[[Shelf], Iterator[Finding]]] = {
    "same-page": pages.same_page,
    "same-source": origins.same_source,
    "dead-link": links.dead_link,
    "actor-type": actors.actor_type,
    "actor-spelling": actors.actor_spelling,
    "actor-role": actors.actor_role,
    "unnamed-actor": registered.unnamed_actor,
    "unknown-brief": registered.unknown_brief,
}
