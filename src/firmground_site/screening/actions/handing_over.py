"""Handing an identification over: offered with a reason, and with its officer until somebody accepts."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import active_pack, lifecycle, today
from firmground_site.screening import events
from firmground_site.screening.models import HandOver, Identification
from firmground_site.screening.procedure import may_hand_over, open_offer, who_may_accept
from firmground_site.screening.progress import due_after, held, move

CLOCK = "hand_over_acceptance"
ANSWERS = ("hand_over_accepted", "hand_over_declined")
ITS_OFFICERS = gettext_lazy("Ask its officer, or a supervisor, to hand it over.")


@action(permission=Permission.IDENTIFICATION_HAND_OVER, records=[events.HAND_OVER_OFFERED])
def offer_hand_over(
    *, identification: Identification, version: int, to_agency: str, to_officer: Member | None, reason: str, by: Actor
) -> HandOver:
    """Offer an identification to an agency, or to one officer of it."""
    current = held(identification, version)
    _must_be_possible(current, to_agency, to_officer, reason, by)
    move(current, "hand_over_offered")
    offer = HandOver.objects.create(
        identification=current,
        from_agency=current.agency,
        from_officer=current.officer,
        to_agency=to_agency,
        to_officer=to_officer,
        reason=reason.strip(),
        due_on=due_after(CLOCK, today()).on,
        offered_at=timezone.now(),
        offered_by_id=by.member_id,
    )
    record(
        events.HAND_OVER_OFFERED,
        subject=current.person,
        identification=current.pk,
        to_agency=to_agency,
        to_officer=to_officer.pk if to_officer else None,
        reason=offer.reason,
    )
    return offer


def _must_be_possible(current: Identification, to_agency: str, to_officer: Member | None, reason: str, by: Actor) -> None:
    receivers = who_may_accept().filter(agency=to_agency)
    faults = {
        _("This identification is with another agency."): current.agency != by.agency,
        ITS_OFFICERS: current.agency == by.agency and not may_hand_over(by, current),
        _("Give the reason for the hand-over."): not reason.strip(),
        _("Choose an agency of the territory."): to_agency not in {code.code for code in active_pack().codes["agencies"]},
        _("Nobody in that agency could accept it. Choose another."): not receivers.exists(),
        _("Choose another agency, or an officer of your own."): to_officer is None and to_agency == current.agency,
        _("A hand-over is already on offer. It must be answered, or withdrawn, first."): open_offer(current) is not None,
    }
    if to_officer is not None:
        faults[_("Choose an officer of that agency who can accept it.")] = not receivers.filter(pk=to_officer.pk).exists()
        faults[_("This officer has it already.")] = to_officer.pk == current.officer_id
    raised = [sentence for sentence, is_so in faults.items() if is_so]
    if raised:
        raise Refused(*raised)


def must_leave_the_offer_answerable(identification: Identification, event: str) -> None:
    """Refuse an event that leads where an offer of a hand-over, still open, could never be answered."""
    leads = lifecycle().leads.get((identification.state, event), identification.state)
    if set(ANSWERS) <= set(allowed_events(lifecycle(), leads)):
        return
    if open_offer(identification) is not None:
        raise Refused(
            _("A hand-over is on offer, and this would leave it without an answer. It must be answered, or withdrawn, first.")
        )


@action(permission=Permission.IDENTIFICATION_HAND_OVER, records=[events.HAND_OVER_ACCEPTED, events.HAND_OVER_DECLINED])
def answer_hand_over(*, hand_over: HandOver, version: int, accepts: bool, answer: str, by: Actor) -> HandOver:
    """Accept an identification, which makes it yours, or decline it with a reason, which leaves it where it is.

    When whoever accepts may not decide themselves, it is their agency's, and nobody has taken it up yet.
    """
    current = held(hand_over.identification, version)
    offer = HandOver.objects.select_for_update(of=("self",)).get(pk=hand_over.pk)
    if offer.answered_at is not None:
        raise Refused(_("This hand-over was already answered."))
    if offer.to_agency != by.agency or (offer.to_officer_id and offer.to_officer_id != by.member_id):
        raise Refused(_("This hand-over was offered to somebody else."))
    if not accepts and not answer.strip():
        raise Refused(_("Give the reason for declining."))
    offer.answered_at, offer.answered_by_id = timezone.now(), by.member_id
    offer.accepted, offer.answer = accepts, answer.strip()
    offer.save()
    if accepts:
        decides = by.may(Permission.IDENTIFICATION_DECIDE)
        current.agency, current.officer_id = by.agency, by.member_id if decides else None
    move(current, "hand_over_accepted" if accepts else "hand_over_declined")
    kind = events.HAND_OVER_ACCEPTED if accepts else events.HAND_OVER_DECLINED
    record(kind, subject=current.person, identification=current.pk, answer=offer.answer)
    return offer


@action(permission=Permission.IDENTIFICATION_HAND_OVER, records=[events.HAND_OVER_WITHDRAWN])
def withdraw_hand_over(*, hand_over: HandOver, version: int, reason: str, by: Actor) -> HandOver:
    """Take an offer back, with a reason, as when whoever it was made to has left; it stays where it is."""
    current = held(hand_over.identification, version)
    offer = HandOver.objects.select_for_update(of=("self",)).get(pk=hand_over.pk)
    if offer.answered_at is not None:
        raise Refused(_("This hand-over was already answered."))
    if current.agency != by.agency:
        raise Refused(_("This identification is with another agency."))
    if not may_hand_over(by, current):
        raise Refused(_("Ask its officer, or a supervisor, to withdraw the hand-over."))
    if not reason.strip():
        raise Refused(_("Give the reason for withdrawing."))
    offer.answered_at, offer.answered_by_id = timezone.now(), by.member_id
    offer.accepted, offer.withdrawn, offer.answer = False, True, reason.strip()
    offer.save()
    move(current, "hand_over_declined")
    record(events.HAND_OVER_WITHDRAWN, subject=current.person, identification=current.pk, answer=offer.answer)
    return offer
