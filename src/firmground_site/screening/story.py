"""What happened in an identification, oldest first: decisions with reasons, opinions, hand-overs, reviews, and the rest.

What the tables keep is read from them; what only the ledger keeps is read from the ledger, within what the actor may read.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.about import EntryAbout, entries_about
from firmground_site.packs.queries import text
from firmground_site.screening import events
from firmground_site.screening.findings import in_words
from firmground_site.screening.models import Decision, HandOver, Identification, Review

ONLY_IN_THE_LEDGER = {
    events.IDENTIFICATION_OPENED: gettext_lazy("Opened"),
    events.IDENTIFICATION_TAKEN_UP: gettext_lazy("Taken up"),
    events.DEBRIEFING_BEGUN: gettext_lazy("Debriefing begun"),
    events.DEBRIEFING_FINISHED: gettext_lazy("Debriefing finished"),
    events.DEBRIEFING_REOPENED: gettext_lazy("Debriefing taken up again"),
    events.IDENTIFICATION_RECONSIDERED: gettext_lazy("Taken up again to decide anew"),
    events.IDENTIFICATION_CLOSED: gettext_lazy("Closed"),
    events.IDENTIFICATION_REOPENED: gettext_lazy("Opened again"),
}


@dataclass(frozen=True)
class Happened:
    """One thing that happened; ``says`` are (label, words) pairs, of which a label may be empty."""

    title: str
    at: datetime.datetime
    by: str
    says: tuple[tuple[str, str], ...] = ()


def story_of(identification: Identification, actor: Actor) -> list[Happened]:
    """Everything that happened in an identification, oldest first."""
    told = [
        *_from_the_ledger(identification, actor),
        *(each for decision in _decisions(identification) for each in _decided(decision, actor)),
        *(each for offer in identification.hand_overs.select_related("offered_by", "to_officer") for each in _handed(offer)),
        *(each for review in identification.reviews.select_related("asked_by", "ended_by") for each in _reviewed(review)),
    ]
    return sorted(told, key=lambda each: each.at)


def decisions_in_words(identification: Identification, actor: Actor) -> list[Happened]:
    """The decisions with the opinions on them and the reviews of them, the latest decision first, each followed by its own."""
    told: list[Happened] = []
    for decision in reversed(_decisions(identification)):
        reviews = decision.reviews.select_related("asked_by", "ended_by")
        told += [*_decided(decision, actor), *(each for review in reviews for each in _reviewed(review))]
    return told


def review_in_words(review: Review) -> Happened:
    """The review as it was asked for."""
    return next(_reviewed(review))


def agency_name(code: str) -> str:
    """An agency in words."""
    return text(f"codes.agencies.{code}")


def _decisions(identification: Identification) -> list[Decision]:
    decisions = identification.decisions.select_related("decided_by", "opinion__given_by")
    for each in decisions:
        each.identification = identification  # its answers are read for each decision; they are those of this one
    return list(decisions)


def _from_the_ledger(identification: Identification, actor: Actor) -> Iterator[Happened]:
    letters = {str(pk) for pk in identification.decisions.values_list("pk", flat=True)}
    ours = {("identification", str(identification.pk)), ("screening", str(identification.debriefing_id))}
    for entry in entries_about(identification.person, actor):
        if entry.kind == events.LETTER_MADE and entry.content.get("decision") in letters:
            language = text(f"languages.{entry.content['language']}")
            yield Happened(_("Letter of reasons made"), entry.at, entry.by, ((_("Language"), language),))
        elif entry.kind in ONLY_IN_THE_LEDGER and ours & {(name, entry.content.get(name)) for name, _key in ours}:
            yield Happened(_title(entry), entry.at, entry.by, _said(_("Reasons"), entry.content.get("reasons", "")))


def _title(entry: EntryAbout) -> str:
    if entry.content.get("event") == "ended_without_decision":
        return _("Closed without a decision")
    return ONLY_IN_THE_LEDGER[entry.kind]


def _decided(decision: Decision, actor: Actor) -> Iterator[Happened]:
    answers = in_words(decision.identification, decision.relied_on) if actor.may(Permission.SCREENING_READ) else []
    relied_on = "\n".join(f"{each.question} {each.answer}" for each in answers)
    yield Happened(
        _("Decision {number}: {decision}").format(number=decision.number, decision=text(f"codes.decisions.{decision.decision}")),
        decision.decided_at,
        str(decision.decided_by),
        (
            (_("Reasons"), decision.reasons),
            (_("Forced labour"), text(f"codes.findings.{decision.forced_labour}")),
            (_("Reasons about forced labour"), decision.forced_labour_reasons),
            *_said(_("Relied on"), relied_on),
        ),
    )
    opinion = getattr(decision, "opinion", None)
    if opinion:
        concurred, differed = (
            _("Second officer concurred with decision {number}"),
            _("Second officer differed from decision {number}"),
        )
        title = (concurred if opinion.concurs else differed).format(number=decision.number)
        yield Happened(title, opinion.given_at, str(opinion.given_by), _said(_("Reasons"), opinion.reasons))


def _handed(offer: HandOver) -> Iterator[Happened]:
    to = f"{offer.to_officer}, {agency_name(offer.to_agency)}" if offer.to_officer else agency_name(offer.to_agency)
    offered = ((_("From"), agency_name(offer.from_agency)), (_("Reason"), offer.reason))
    yield Happened(_("Hand-over offered to {to}").format(to=to), offer.offered_at, str(offer.offered_by), offered)
    if offer.answered_at:
        refused = _("Hand-over withdrawn") if offer.withdrawn else _("Hand-over declined")
        title = _("Hand-over accepted") if offer.accepted else refused
        yield Happened(
            title, offer.answered_at, str(offer.answered_by), _said(_("Reason") if offer.withdrawn else _("Answer"), offer.answer)
        )


def _reviewed(review: Review) -> Iterator[Happened]:
    asker = text(f"codes.review_askers.{review.asker}")
    yield Happened(
        _("Review asked for"), review.asked_at, str(review.asked_by), ((_("Who asks"), asker), (_("Grounds"), review.grounds))
    )
    if review.ended_at:
        title = _("Review ended: the decision stands") if review.upheld else _("Review ended: to be decided anew")
        yield Happened(title, review.ended_at, str(review.ended_by), _said(_("Reasons"), review.reasons))


def _said(label: str, words: str) -> tuple[tuple[str, str], ...]:
    return ((label, words),) if words else ()
