"""Reviews: asked for by the person, a case worker or a lawyer; ended with reasons by someone who did not decide."""

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import case_rules
from firmground_site.screening import events
from firmground_site.screening.actions.handing_over import must_leave_the_offer_answerable
from firmground_site.screening.models import Identification, Review
from firmground_site.screening.procedure import may_happen, took_part_in_any, was_in_force
from firmground_site.screening.progress import held, move


@action(permission=Permission.REVIEW_ASK, records=[events.REVIEW_ASKED])
def ask_review(*, identification: Identification, version: int, asker: str, grounds: str, by: Actor) -> Review:
    """Record that a review of the last decision was asked for. ``asker`` is a code of the pack; grounds may be short."""
    current = held(identification, version)
    last = current.decisions.last()
    if last is None:
        raise Refused(_("There is no decision to review yet."))
    if may_happen(current, "review_asked") and not was_in_force(last):
        raise Refused(_("This decision never stood, so there is nothing to review. Open it again instead."))
    if asker not in case_rules().identification.review.askers:
        raise Refused(_("Say who asks for the review."))
    if not grounds.strip():
        raise Refused(_("Say why the review is asked for, in a sentence."))
    must_leave_the_offer_answerable(current, "review_asked")
    move(current, "review_asked")
    review = Review.objects.create(
        identification=current,
        decision=last,
        asker=asker,
        grounds=grounds.strip(),
        due_on=current.due_on,
        asked_at=timezone.now(),
        asked_by_id=by.member_id,
    )
    record(events.REVIEW_ASKED, subject=current.person, review=review.pk, asker=asker, grounds=review.grounds)
    return review


@action(permission=Permission.REVIEW_DECIDE, records=[events.REVIEW_ENDED])
def end_review(*, review: Review, version: int, upheld: bool, reasons: str, by: Actor) -> Review:
    """End a review: the decision stands, or goes back to be decided again; either way with reasons."""
    current = held(review.identification, version)
    asked = Review.objects.select_for_update(of=("self",)).select_related("decision").get(pk=review.pk)
    if asked.ended_at is not None:
        raise Refused(_("This review has already ended."))
    if took_part_in_any(by.member_id, current):
        raise Refused(_("Whoever decided, or concurred, cannot end the review. Someone else must."))
    if asked.asked_by_id == by.member_id:
        raise Refused(_("Whoever recorded that the review was asked for cannot end it. Someone else must."))
    if current.agency != by.agency:
        raise Refused(_("This identification is with another agency."))
    if not reasons.strip():
        raise Refused(_("Give the reasons for how the review ends."))
    asked.ended_at, asked.ended_by_id, asked.upheld, asked.reasons = timezone.now(), by.member_id, upheld, reasons.strip()
    asked.save()
    event = "review_upheld" if upheld else "review_returned"
    must_leave_the_offer_answerable(current, event)
    move(current, event)
    record(events.REVIEW_ENDED, subject=current.person, review=asked.pk, upheld=upheld, reasons=asked.reasons)
    return asked
