"""Proposing a measure, deciding on a proposal with reasons, and following it up."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import today
from firmground_site.plan import events
from firmground_site.plan.measures import find_measure
from firmground_site.plan.models import FollowUp, Proposal
from firmground_site.plan.vocabulary import DECISIONS

IN_THE_PAST = gettext_lazy("The day of the follow-up cannot be in the past.")


@action(permission=Permission.PROPOSAL_MAKE, records=[events.PROPOSAL_MADE])
def make_proposal(*, title: str, text: str, organisation: str, measure: str, by: Actor) -> Proposal:
    """Propose a measure, or a change of one, for an organisation. Whoever proposes sees what becomes of it."""
    faults = {
        _("Write a title."): not title.strip(),
        _("Write what you propose."): not text.strip(),
        _("Write for which organisation you propose it."): not organisation.strip(),
        _("Choose a measure of the plan, or none."): bool(measure) and find_measure(measure) is None,
    }
    _refuse(faults)
    same = Proposal.objects.filter(title=title.strip(), text=text.strip(), proposed_by=by.member_id, decided_at__isnull=True)
    if waiting := same.first():
        raise Refused(
            _("You proposed this already, and it waits for a decision. Its reference is {reference}.").format(
                reference=waiting.reference
            )
        )
    proposal = Proposal.objects.create(
        title=title.strip(),
        text=text.strip(),
        organisation=organisation.strip(),
        measure=measure,
        proposed_at=timezone.now(),
        proposed_by_id=by.member_id,
    )
    said = {"title": proposal.title, "text": proposal.text, "organisation": proposal.organisation, "measure": measure}
    record(events.PROPOSAL_MADE, subject=proposal, **said)
    return proposal


@action(permission=Permission.PROPOSAL_DECIDE, records=[events.PROPOSAL_DECIDED])
def decide_proposal(
    *, proposal: Proposal, decision: str, reasons: str, follow_up_on: datetime.date | None, by: Actor
) -> Proposal:
    """Accept a proposal, in whole or in part, or decline it: with reasons, once. What is accepted is followed up on a day."""
    current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    faults = {
        _("This proposal was already decided on. Open it again to see how."): current.decided_at is not None,
        _("You made this proposal. Somebody else must decide on it."): current.proposed_by_id == by.member_id,
        _("Choose a decision."): decision not in DECISIONS,
        _("Write your reasons."): not reasons.strip(),
        _("Say on which day it is followed up."): decision in ("accepted", "accepted_in_part") and follow_up_on is None,
        IN_THE_PAST: follow_up_on is not None and follow_up_on < today(),
    }
    _refuse(faults)
    current.decision, current.decision_reasons, current.follow_up_on = decision, reasons.strip(), follow_up_on
    current.decided_at, current.decided_by_id = timezone.now(), by.member_id
    current.save()
    said = {"decision": decision, "reasons": current.decision_reasons, "follow_up_on": follow_up_on}
    record(events.PROPOSAL_DECIDED, subject=current, **said)
    return current


@action(permission=Permission.PROPOSAL_DECIDE, records=[events.PROPOSAL_FOLLOWED_UP])
def follow_up_proposal(*, proposal: Proposal, says: str, next_on: datetime.date | None, by: Actor) -> FollowUp:
    """Say what became of a proposal since it was decided on, and when it is looked at next; without a day that is its end."""
    current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    faults = {
        _("Decide on the proposal first."): current.decided_at is None,
        _("Write what became of it."): not says.strip(),
        IN_THE_PAST: next_on is not None and next_on < today(),
    }
    _refuse(faults)
    made = FollowUp.objects.create(
        proposal=current, says=says.strip(), next_on=next_on, followed_up_at=timezone.now(), followed_up_by_id=by.member_id
    )
    record(events.PROPOSAL_FOLLOWED_UP, subject=current, says=made.says, next_on=next_on)
    return made


def _refuse(faults: dict[str, bool]) -> None:
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)
